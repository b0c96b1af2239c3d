"""Arabic: what grammar tells of the people and things around an event's word: whose they are, who undergoes it.

Also the whole name of those whom no list knows: gunmen of the tribe, a convoy of the army's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.what.arabic import drops_bombs, stands_by
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.pack import Tag
from geomap.extraction.words.phrases import back

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document

_OBJECT = 3  # words between a verb and what it is done to
_NAME = 3  # words that may say more of people or a thing after their noun
_NO_NAME = (
    "event", "motion", "killed", "wounded", "captured", "agent_mark", "target_mark", "into", "clause", "that", "who",
    "hearsay", "cause", "occurs", "negation", "relation", "at_the_time", "part", "among", "was", "cue", "struck",
    "thing",
)  # fmt: skip
_FIRED = ("shelling", "air", "aimed")
_GOES_IN = ("incursion", "advance", "entry")
_ARMED_DEEDS = ("clash", "attack", "mob", "quarrel", "loot", "standoff")
_MARCHES = ("protest", "intervened", "crowd", "riot", "excessive")
_FORCES = ("actor", "acting", "group")
_NO_OBJECT = (*_NO_NAME[:-3], "locative", "of")
_NO_SUBJECT = ("actor", *_NO_NAME)
_PEOPLE = (*_FORCES, "civilian")
_ARMED = ("forces", "fighters")
_UNLISTED = ("", *_ARMED)  # kinds of people that may act though no list of actors has them
_MAY_BE_PASSIVE = ("attack", "aimed", "air", "shelling", "raid", "execution", "led")  # written alike: hit, was hit
_DESCRIBED = 2  # words in which "came under" stands before what does: the last pocket of
_BLASTS = ("device", "suicide", "ied", "grenade")
_LIVED_IN = ("neighbourhood", "village", "town", "city", "district", "region")
_HELD = (*_LIVED_IN, "base")
_KEPT = 150  # words in which a party is kept in mind
_MET = 3  # words from a verb to those who came together
_FAR = 6  # words between those who act and those to whom they do it


def suffers(doc: Document, p: Party, t: Tag) -> bool:
    """Whether a verb of undergoing stands right before a party and what it undergoes after it: came under fire."""
    near = doc.within("undergoes", p.first - _DESCRIBED, p.first)
    tag = near[-1] if near and not any(doc.tokens[i].is_sign for i in range(near[-1].last, p.first)) else None
    before = p.last <= (t.last if t.loose else t.first)  # "came under .. fire" is one phrase
    return (tag is not None and before and doc.at("mutual", tag.first) is None) or _sits_there(doc, p, t)


def _sits_there(doc: Document, p: Party, t: Tag) -> bool:
    """Whether a relative clause only tells that what is hit is theirs: shells fell on a field that X made its base."""
    near = doc.within("sits_in", p.first - _DESCRIBED, p.first) if "sits_in" in doc.tags else []
    which = doc.at("relative", near[-1].first - 1) if near else None
    if which is None:
        return False
    if t.first > p.first:
        return doc.has("undergoes", which.first - _FAR, which.first)  # the field that X made its base came under fire
    return not doc.has("out_of", t.last, which.first) and not any(doc.tokens[i].is_sign for i in range(t.last, p.first))


def dispossessed(doc: Document, p: Party, t: Tag) -> bool:
    """Whether ground is taken from a force: took the town from the army, cleared the hill of the rebels."""
    if t.name != "territory" or p.kind in ("civilian", "thing"):
        return False
    led = out_of_hands(doc, p.first)
    if led is None or not t.last <= led.first:
        return False
    band = doc.pack.has("band", doc.tokens[led.first - 1].word) or any(doc.at(x, led.first - 1) for x in _PEOPLE)
    return not band and not any(doc.has(x, t.last, led.first) for x in ("event", "killed", "wounded", "motion"))


def out_of_hands(doc: Document, i: int) -> Tag | None:
    """Return "from" before those at token ``i`` who held something: from the rebels, from the rebels' grip."""
    return doc.first_of("out_of", (at := i - 1 - (doc.at("grip", i - 1) is not None)), at + 1)


def finds_dead(doc: Document, p: Party, t: Tag) -> bool:
    """Whether a party only found those who were killed: the police found three shepherds slaughtered."""
    dead = any(doc.at(x, t.first) for x in ("killed", "lone")) or t.name in ("execution", "killing")
    return dead and any(doc.at("finds", i) for i in (p.first - 1, p.first - 2, p.last))


def only_found(doc: Document, t: Tag, agent: Party) -> bool:
    """Whether who seems to have killed only found the dead: police found the body of, was found by police."""
    finds = t.name in ("execution", "killing") and any(doc.at("finds", i) for i in (t.first, t.last - 1))
    return finds and agent.first < t.last + _OBJECT


def is_hit(doc: Document, p: Party, t: Tag) -> bool:
    """Whether an act falls on a party, which stands before those who were hurt: shelled a school, fired at a patrol."""
    if t.name == "territory":
        return False  # ground is taken, from those who held it
    mark = doc.at("target_mark", back(doc, p.first))
    if mark is not None and not is_verb(mark) and t.first < p.first and not takes_up(doc, mark):
        return True
    thing = p.kind == "thing" or doc.at("thing", p.first) is not None
    ambush = t.loose and is_verb(t) and p.first == t.last and t.name == "attack"
    if ambush and p.prefix.removesuffix(doc.pack.morphology.article).endswith(doc.pack.morphology.purpose or "\0"):
        return True  # laid an ambush for a patrol
    glued = p.prefix != "" and p.prefix == doc.pack.morphology.prepositions[0]
    if thing and t.name in _BLASTS and t.first < p.first and (glued or doc.at("blast_at", p.first - 1)):
        return True  # a mine went off under a bus
    if thing and doc.at("crewed", p.first) and has_crew(doc, p, t):
        return False
    beside = t.first < p.first < t.last if t.loose else 0 <= p.first - t.last <= (_OBJECT if is_verb(t) else 1)
    return thing and beside and not stands_by(doc, p.first)


def has_crew(doc: Document, p: Party, t: Tag) -> bool:
    """Whether vehicles of a force right behind a verb act, since what it is done to follows: X's tanks razed a house.

    A checkpoint and a patrol seize people.
    """
    if not (p.known and is_verb(t) and p.first == t.first + 1) or doc.at("crewed", p.first) is None:
        return False
    if t.name in _GOES_IN:
        return True
    whom = (t for x in ("thing", "struck", "civilian") for t in doc.within(x, p.last, p.last + _OBJECT))
    return any(not w.prefix for w in whom)


def manages(doc: Document, p: Party, t: Tag) -> bool:
    """Arabic: whether a party is the subject of "managed to": the team managed the defusing of a mine."""
    if p.last > t.first or doc.at("manages", p.first - 1) is None or doc.at("of", t.first - 1) is None:
        return False
    return not any(doc.tokens[i].is_sign or doc.at("event", i) for i in range(p.last, t.first))


def subject_after(doc: Document, t: Tag, parties: list[Party], *, crowd: bool) -> Tag | None:
    """People that no list of actors knows, right after their verb: rebels took, settlers burned, hundreds gathered.

    After a verb that may be passive they act only where one follows to whom it is done.
    """
    i = t.first + 1
    while (date := doc.date_at(i)) is not None:
        i = date.last
    if not is_verb(t) or i >= len(doc.tokens) or doc.tokens[i].is_sign or doc.place_at(i) or doc.at("actor", i):
        return None
    who = doc.at("band", i) if crowd else doc.at("group", i)
    who = who if who and who.name in _UNLISTED else None
    if who is None and not any(doc.at(x, i) for x in _NO_SUBJECT):
        m, text = doc.pack.morphology, doc.tokens[i].text
        plural = text.endswith(_plurals(doc)[0]) and not text.startswith(m.persons)
        who = Tag("group", "", i, i + 1) if plural else None
    if who is None or who.first != i or _led(doc, who) or (crowd and _is_object(doc, who)):
        return None
    ambiguous = any(doc.at(key, t.first) for key in KEYS) or t.name in _MAY_BE_PASSIVE
    whom = (p for p in parties if not (p.prefix or doc.at("of", p.first - 1)))  # not "two soldiers of the army"
    return who if crowd or not ambiguous or any(i < p.first <= i + _FAR for p in whom) else None


def crowd_in(doc: Document, first: int, last: int) -> Tag | None:
    """Arabic: those who came together, by the word for how many: hundreds went out there, dozens took part."""
    for who in doc.within("band", first, last):
        verbs = (t for label in ("occurs", "motion", "event") for t in doc.within(label, who.first - _MET, who.first))
        if any(is_verb(t) for t in verbs) and not (_led(doc, who) or _is_object(doc, who)):
            return who
    return None


def _led(doc: Document, tag: Tag) -> bool:
    """Whether a preposition is attached before a noun."""
    m = doc.pack.morphology
    return tag.prefix.removesuffix(m.article).endswith(m.prepositions) or tag.prefix in m.article_with.values()


def _is_object(doc: Document, band: Tag) -> bool:
    """Whether a word for how many has the ending of what something is done to: burned a number of houses."""
    return doc.tokens[band.first].text.endswith(doc.pack.morphology.masculine_endings[:1])


def another_follows(doc: Document, p: Party, parties: list[Party]) -> bool:
    """Whether a party right behind the verb of harm is not the one hurt, who follows: two masked men shot a clerk."""
    if doc.at("company", p.last):
        return False  # with three of his guards
    if any(0 <= o.first - p.last <= 1 for o in parties) or doc.at("rides", p.last):
        return True
    m, after = doc.pack.morphology, doc.tokens[p.last : p.last + 1]
    subject = doc.tokens[p.last - 1].text.endswith(_subjects(doc))
    if not subject or not after or after[0].is_sign or after[0].text.startswith((*m.persons, *m.prepositions)):
        return False
    agrees = after[0].text.endswith(_subjects(doc))
    return not (agrees or doc.date_at(p.last) or doc.place_at(p.last) or any(doc.at(x, p.last) for x in _NO_OBJECT))


def _subjects(doc: Document) -> tuple[str, str]:
    """Endings of a subject: the plural and the dual."""
    return _plurals(doc)[0], doc.pack.morphology.masculine_endings[1]


def beside_a_blast(doc: Document, parties: list[Party], triggers: list[Tag]) -> Party | None:
    """Return the thing at which a bomb went off, where nobody is told to have been hit: blew himself up at a post."""
    if not doc.pack.morphology.article or triggers[0].name not in _BLASTS:
        return None
    return next(
        (p for p in parties if stands_by(doc, p.first) and (p.kind == "thing" or doc.at("thing", p.first))), None
    )


def takes_up(doc: Document, mark: Tag) -> bool:
    """Whether a preposition has a pronoun for what was told, so that it leads to no noun after it: found on them."""
    return doc.tokens[mark.last - 1].text.endswith(doc.pack.morphology.pronouns or "\0")


def taken_up_actors(doc: Document, first: int, last: int) -> list[Tag]:
    """Arabic: actors told before that a noun with the article takes up: Hezbollah, and then "the party"."""
    m = doc.pack.morphology
    out = []
    for tag in doc.within("stands_for_actor", first, last) if m.article else ():
        if not tag.prefix.endswith(m.articles) or doc.at("actor", tag.first):
            continue
        noun = doc.tokens[tag.first].word.removeprefix(tag.prefix)
        told = (a for a in reversed(doc.within("actor", max(0, tag.first - _KEPT), tag.first)) if a.last - a.first > 1)
        named = next((a for a in told if doc.tokens[a.first].word.removeprefix(a.prefix) == noun), None)
        if named is not None:
            out.append(Tag("actor", named.name, tag.first, tag.last, tag.form, tag.prefix))
    return out


def no_thing(doc: Document, tag: Tag) -> bool:
    """Whether what looks like a thing is a place with a name, where it happened, or an adjective: live ammunition."""
    m = doc.pack.morphology
    if tag.prefix.removesuffix(m.article).endswith(m.prepositions[-1:] or "\0") or _ridden(doc, tag.first):
        return True  # "like": an ambush, as it is written
    known = (m.article, *(p + m.article for p in m.prepositions))
    if tag.prefix == m.article and doc.tokens[tag.first - 1].text.startswith(known) and not doc.at("cue", tag.last):
        return True
    cue = doc.at("cue", tag.first)
    inside = doc.place_at(tag.first)
    if cue is None:
        return inside is not None
    return (inside or doc.place_at(tag.last)) is not None and cue.name in _HELD


def only_armed(doc: Document, tag: Tag) -> bool:
    """Whether a word for a gunman only says that a fight, a robbery or the like was armed."""
    m = doc.pack.morphology
    alone = m.article and tag.last - tag.first == 1 and tag.prefix in ("", m.article)  # not an attack "of" gunmen's
    before = doc.at("event", tag.first - 1) if alone else None
    noun = before is not None and before.form == "noun" and before.name in _ARMED_DEEDS
    sniper = doc.at("gunfire", tag.first) is not None
    return noun and not (sniper or doc.tokens[tag.first].text.endswith(_plurals(doc)))


def adjective(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a word for somebody is the adjective of a known noun right before it: the military situation."""
    m = doc.pack.morphology
    if not m.article or tag.last - tag.first > 1 or not tag.first:
        return False
    own, before = doc.tokens[tag.first].text, doc.tokens[tag.first - 1]
    known = before.text.startswith(m.articles) and not any(doc.at(x, tag.first - 1) for x in (*_PEOPLE, "date"))
    return known and tag.prefix == m.article and own.endswith(m.adjectival[-1])


def no_force(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a noun of those who act is a march written as drones are, or an office with its head: a mayor."""
    if not doc.pack.morphology.article or tag.label != "acting":
        return False
    crowd = doc.at("event", tag.first) or doc.at("event", tag.first - 1)
    marches = tag.name == "force" and crowd is not None and crowd.name in _MARCHES
    head = doc.at("group", tag.first - 1) if tag.name == "state" else None
    return marches or (head is not None and head.name == "officials")


def _ridden(doc: Document, i: int) -> bool:
    """Whether somebody only sits in or on a thing: gunmen on a motorcycle, driving a car."""
    on = doc.at("rides_on", i)
    people = on is not None and (
        doc.at("civilian", i - 2) or any(doc.within(x, i - 2, i - 1, "unknown") for x in _FORCES)
    )
    acts = doc.at("acting", i - 2) is not None or doc.at("event", i - 2) is None  # no "fire at a motorcycle"
    return doc.at("rides", i - 1) is not None or (bool(people) and acts)


def name_end(doc: Document, tag: Tag) -> int:
    """Where the words end that say more of people or a thing than their noun: tribal gunmen, a post of the army's."""
    if (
        tag.label == "struck"
        and doc.at("cue", tag.first)
        and (place := doc.place_at(tag.first) or doc.place_at(tag.last))
    ):
        return place.last  # the airport of X
    end = tag.last
    while end < min(tag.last + _NAME, len(doc.tokens)) and _says_more(doc, end, tag.first):
        if tag.name == "victim" and doc.at("crewed", end) and doc.at("actor", end):
            break  # youths stoned a Turkish patrol
        if _is_shot(doc, end, tag.first) or (end > tag.first + 1 and _is_another(doc, end)):
            break
        end += 1
    while end > tag.last and doc.at("of", end - 1) and not _with_article(doc, doc.tokens[end - 1].text):
        end -= 1
    return end


def _says_more(doc: Document, i: int, first: int) -> bool:
    """Whether a word belongs to the name of people or a thing whose noun stands at ``first``."""
    m, token, before = doc.pack.morphology, doc.tokens[i], doc.tokens[i - 1].text
    if token.is_sign or token.is_number or doc.date_at(i) or doc.place_at(i) or any(doc.at(x, i) for x in _NO_NAME):
        return False
    if doc.at("of", i - 1):
        return _of_whom(doc, i, first)
    if doc.at("of", i):
        return doc.at("locative", i) is None or doc.at("out_of", i) is not None
    ending = next((e for e in _plurals(doc) if before.endswith(e)), None)
    if ending or before.endswith(m.masculine_endings[0]):  # no genitive can follow these, only what agrees
        agrees = token.text.endswith(ending or m.masculine_endings[0]) and not token.text.startswith(m.persons)
        return agrees and not any(doc.at(x, i) for x in _PEOPLE)
    if doc.at("band", first) and not token.text.startswith(m.article):
        return False  # dozens, to demand
    accusative = m.masculine_endings[0]
    object_ = token.text.endswith(accusative) and not before.endswith(accusative)  # a youth stabbed a soldier
    closed = before.endswith(m.closing) or before.startswith(m.article)  # the gunmen of the tribes, soldiers
    described = object_ or (closed and i > first + 1)
    of_tribe = i == first + 1 and doc.at("tribe", i) is not None and before.endswith(m.plural[1])  # the gunmen of the
    more = any(doc.at(x, i) for x in _FORCES) or token.text.endswith(m.adjectival[-1] + m.closing)
    more = (more and not described) or of_tribe
    return _with_article(doc, token.text) or doc.at("demonym", i) is not None or more


def _is_another(doc: Document, i: int) -> bool:
    """Whether a force's name behind a whole name is another's: the gunmen of the tribes, and the army."""
    m, force = doc.pack.morphology, doc.at("actor", i)
    if force is None or force.first != i:
        return False
    object_ = not force.prefix and doc.tokens[i - 1].text.startswith(m.article)
    return object_ or force.prefix.startswith(m.conjunctions[:1])


def _is_shot(doc: Document, i: int, first: int) -> bool:
    """Whether a word behind those who act is what they do to others: opened, soldiers, the fire at protesters."""
    told = doc.at("event", first - 1)
    opened = told is not None and told.loose and told.last > i and is_verb(told)
    return opened and doc.at("target_mark", i + 1) is not None


def is_fired(doc: Document, thing: Tag) -> bool:
    """Whether a missile is what is fired, and not what is hit: fired missiles at X, but shot down a missile."""
    flies = doc.at("peaceful", thing.first)
    told = doc.over(thing.first).get("event") if flies is not None and flies.name == "missile" else None
    return told is not None and told.name in _FIRED and told.first < thing.first and is_verb(told)


def tribe_end(doc: Document, i: int) -> int:
    """Where the name of a tribe ends that begins at a token, 0 where none does: the Fur tribe, the tribe of X."""
    tag = doc.first_of("tribe", i, i + _NAME)
    m = doc.pack.morphology
    if tag is None or not m.article:
        return tag.last if tag is not None and i < tag.first else 0
    end = (tag.last if tag.prefix.endswith(m.article) else tag.last + 1) if tag.first == i else 0
    return end if end <= len(doc.tokens) and not doc.tokens[end - 1].is_sign else 0


def _of_whom(doc: Document, i: int, first: int) -> bool:
    """Whether "of" leads to a force, or to those of whom a number is told: a force of the intelligence."""
    force = any(doc.at(x, i) for x in _FORCES)
    loyal = doc.at("out_of", i - 1) is None and _with_article(doc, doc.tokens[i].text)
    return force or loyal or doc.at("band", first) is not None


def _plurals(doc: Document) -> tuple[str, ...]:
    """Endings that a noun keeps only where no genitive follows: the plural and the dual."""
    m = doc.pack.morphology
    return (m.plural[1] + m.masculine_endings[1][-1:], *m.masculine_endings[1:])


def _with_article(doc: Document, text: str) -> bool:
    m = doc.pack.morphology
    return text.startswith(m.articles)


def downed(doc: Document, p: Party, t: Tag) -> bool:
    """Arabic: whether an aircraft is what was shot down, and nobody's arms: the army downed a drone."""
    bombs = any(
        e.name in ("air", "shelling", "ied", "device", "grenade") for e in doc.within("event", p.last, p.last + 2)
    )  # the army's jets dropped bombs
    flies = t.name == "disrupted" and p.first > t.first and doc.at("aircraft", p.first) is not None
    return flies and not (bombs or drops_bombs(doc, t))
