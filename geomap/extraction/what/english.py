"""English words that tell an event or none by the words beside them: a looted shop, men seized, a town that fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.own_verbs import by_whom_and_when, of_a_leaving, over_another, thwarts_an_attack
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind, Tag

SIDES = ("state", "external", "non_state")  # actors that take ground
_NAME = 5  # tokens in which the name of what is entered stands
_BE = 3  # tokens from "were" to its participle
_BEFORE_LAST = 2  # tokens from "would (be)" to the end of a pattern
_HEADING = 6  # tokens of a heading that ends with a colon
_TITLE = 4  # tokens of a sentence that only names what follows
_FAR = 12  # tokens from a subject to its verb
_OBJECT = 4  # tokens in which the object of a verb stands
_PEOPLE = ("civilian", "acting", "group", "actor")
_THINGS = ("ground", "goods", "struck")
_ON_THE_WAY = ("advance", "change", "transport")  # families of nouns of columns, convoys, reinforcements
_BACKED = 7  # tokens from "supported by" to the aircraft
_NOUNS = ("noun", "participle")
_ATTRIBUTED = ("definite", "indefinite", "possessive", "sure_place", "of", "aim", "agent_mark")
_STRIKES = ("shelling", "air", "ied", "device", "suicide")
_ENDS = ("locative", "clause", "and", "into", "out_of")


def ends_beside(doc: Document, tag: Tag) -> bool:
    """Whether a pattern ends in a word of a day or of who says so: gunfire on 7 March, took control, according to."""
    if not tag.loose:
        return False
    last = tag.last - 1
    day, said = doc.date_at(last), doc.at("hearsay", last)
    dated = day is not None and day.first > tag.first and not doc.at("locative", last)
    return dated or (said is not None and said.name == "source" and said.first > tag.first)


def told_in_full(doc: Document, tag: Tag) -> bool:
    """Whether a relative clause tells of an event with its harm, day and place: condemned a blast that killed two in X.

    What is condemned, mourned or looked into so has happened.
    """
    if doc.pack.language != "en" or tag.form not in ("noun", "participle"):
        return False
    who = doc.first_of("relative", tag.last, tag.last + _FAR)
    if who is None or any(doc.has(label, tag.last, who.first) for label in ("motion", "killed", "wounded", "clause")):
        return False
    harm = doc.at("killed", who.last) or doc.at("wounded", who.last) or doc.at("occurs", who.last)
    done, end = harm is not None and harm.form == "past", doc.sentence_of(tag.first).last
    return done and any(d.kind == "day" for d in doc.dates_in(tag.last, end)) and bool(literal(doc, tag.last, end))


def is_hit(doc: Document, tag: Tag) -> bool:
    """Whether a convoy is what an attack falls on: ambushed an army convoy, a convoy was hit, a blast near a convoy."""
    if tag.form != "noun" or tag.name not in _ON_THE_WAY or doc.pack.language != "en":
        return False
    _, end = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    end = next((t.first for t in doc.within("hearsay", tag.last, end)), end)
    if any(doc.at("out_of", i) or doc.at("into", i) for i in range(tag.last, end)):
        return False
    undergone = doc.at("undergone", tag.last)
    suffered = doc.at("event", undergone.last if undergone else tag.last)
    if suffered is not None and (undergone or doc.at("agent_mark", suffered.last)):
        return suffered.form == "past" and suffered.name not in _ON_THE_WAY
    acts = doc.within("event", tag.first - _FAR, tag.first)
    act = next((t for t in reversed(acts) if t.name not in _ON_THE_WAY), None)
    if act is None:
        return False
    between = range(act.last, tag.first)
    aimed = act.form != "noun" or any(doc.at("target_mark", i) or doc.at("relation", i) for i in between)
    gone = any(t.last <= tag.first for t in doc.within("motion", act.last, tag.first))
    return aimed and not (gone or any(doc.at(label, i) for i in between for label in ("and", "clause", "out_of")))


def taken_away(doc: Document, tag: Tag) -> bool:
    """English: whether somebody is seized by a verb of motion: whisked away a trader, police picked up a student."""
    deeds = doc.within("event", tag.first - 1, tag.first + 1)
    return any(t.name in ("arrest", "abduction") and t.first <= tag.first < t.last for t in deeds)


def attributive(doc: Document, tag: Tag) -> bool:
    """Whether a participle only describes the noun after it: the looted shops, in commandeered buses."""
    i = tag.last
    if tag.form != "past" or i - tag.first > 1 or i >= len(doc.tokens) or tag.first == 0:
        return False
    how = tag.first > 1 and doc.tokens[tag.first - 1].word.endswith("ly")  # a heavily fortified base
    before, after = doc.tokens[tag.first - 1 - how].word, doc.tokens[i]
    counted = doc.tokens[tag.first - 1].is_number or doc.pack.has("counting", before)  # freed three kidnapped traders
    led = any(doc.pack.has(label, before) for label in _ATTRIBUTED) and not doc.at("event", tag.first - 1)
    people = tag.name in ("abduction", "arrest") and doc.at("civilian", i) is not None  # some 300 abducted people
    led = led or (counted and (people or doc.has("motion", max(0, tag.first - _OBJECT), tag.first)))
    noun = not (after.is_sign or after.is_number or any(doc.pack.has(label, after.word) for label in _ENDS))
    return (
        led and noun and not any(doc.pack.has(label, after.word) for label in ("definite", "indefinite", "possessive"))
    )


def of_place(doc: Document, tag: Tag) -> bool:
    """Whether a place is the subject of a passive: Zintan and Gharyan were both taken, was back in army hands."""
    be = doc.first_of("be", tag.first - _BE, tag.first)
    if be is None and not doc.at("agent_mark", tag.last):
        return False  # nor X, taken by rebels
    at = be.first if be else tag.first
    named = literal(doc, tag.first - _FAR, at)
    return bool(named) and not named[-1].located and at - named[-1].last <= 1


def grasps_nothing(doc: Document, tag: Tag) -> bool:
    """Whether "took" alone has no place for its object: it took off; X and Y were both taken."""
    bare = doc.at("grasps", tag.first) is not None and tag.last - tag.first == 1
    return bare and not (held(doc, tag.last) or of_place(doc, tag) or _from_a_force(doc, tag))


def _from_a_force(doc: Document, tag: Tag) -> bool:
    """Whether a building is taken from a force that held it: took a school in X from the militia."""
    end = doc.sentence_of(tag.first).last
    thing = doc.first_of("struck", tag.last, min(tag.last + _OBJECT, end))
    led = doc.within("out_of", thing.last, min(thing.last + _FAR, end)) if thing is not None else ()
    return any(doc.has("actor", t.last, t.last + 2) for t in led)


def held(doc: Document, i: int) -> bool:
    """Whether a place itself, not its people or things, is the object at a token: took Abu Kamal, the town of X."""
    p = next((p for p in literal(doc, i, i + _NAME) if p.lead == i and not p.located), None)
    return p is not None and not any(doc.at(label, p.last) for label in ("dwellers", "civilian", "group"))


def regains(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether ground is had again, not things or people: recovered Palmyra, the dam was recovered."""
    ground = doc.first_of("ground", tag.last, min(tag.last + _OBJECT, clause[1]))
    others = ("goods", "civilian", "killed", "locative", "struck")
    taken = ground is not None and not any(doc.has(label, tag.last, ground.first) for label in others)
    held = any(p.lead <= tag.last <= p.first or p.last < tag.last for p in literal(doc, tag.first, tag.last + _NAME))
    lost = doc.has("be", tag.first - _BE, tag.first) and doc.has("ground", clause[0], tag.first)
    ruled = tag.loose and doc.at("grip", tag.last - 1) is not None and bool(literal(doc, clause[0], tag.first))
    return taken or held or lost or ruled or of_place(doc, tag)


def arms_of_a_fight(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a word of shelling or raids only tells with what they fight: fighting with machine guns and rockets."""
    if kind.id not in ("shelling", "air") or tag.form != "noun":
        return False
    fights = [t for t in doc.within("event", clause[0], tag.first) if t.name in ("clash", "loot")]
    return bool(fights) and doc.has("armed_with", max(fights[0].last, tag.first - _OBJECT), tag.first)


def of_that_day(doc: Document, tag: Tag) -> bool:
    """Whether a noun with article and day takes up what everybody knows: the 3 October strike on Marib."""
    day = doc.date_at(tag.first - 1) if tag.form in ("noun", "participle") else None
    if day is None or not any(t.is_number for t in doc.tokens[day.first : day.last]):
        return False
    if any(doc.pack.has("genitive", t.word) for t in doc.tokens[day.first : day.last]):
        return False  # the night of 3 October
    return any(doc.pack.has("definite", t.word) for t in doc.tokens[max(0, day.first - 1) : day.first + 2])


def only_mourned(doc: Document, tag: Tag, sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a word only tells how those died whom people bury: buried two men killed in a blast, who were shot."""
    n = sentence.clause_of(tag.first)
    first = sentence.clause(n - 1)[0] if n and doc.at("relative", clause[0]) else clause[0]
    graves = doc.within("burial", first, tag.first)
    if not graves or doc.has("event", first, graves[0].first):
        return False
    if by_whom_and_when(doc, tag, clause[1]) and not doc.dates_in(graves[-1].first, tag.first):
        return False
    return not any(doc.pack.has("and", t.word) for t in doc.tokens[max(0, tag.first - 2) : tag.first])


def falls(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a place falls in war: Gao fell on Saturday; nothing falls on it."""
    sentence = doc.sentence_of(tag.first)
    after = doc.tokens[tag.last] if tag.last < sentence.last else None
    dated = doc.date_at(tag.last) is not None or doc.date_at(tag.last + 1) is not None
    who = doc.at("he_or_she", tag.first - 1) or doc.at("they", tag.first - 1)
    alone = after is None or after.is_sign or dated or doc.at("clause", tag.last) is not None
    which = doc.at("relative", tag.first - 1) is not None  # pressed on to Suleiman Bek, which fell on Monday
    named = [p for p in literal(doc, sentence.first, tag.first) if which or not p.located]
    told = (t for label in ("event", "civilian", "acting", "struck") for t in doc.within(label, clause[0], tag.first))
    others = any(t.last <= tag.first for t in told)
    return alone and bool(named) and not others and who is None


def goes_on_falling(doc: Document, tag: Tag, sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a clause only says how many of the rockets just told of were stopped: three were intercepted."""
    fired = any(doc.within("event", sentence.first, clause[0], name) for name in ("shelling", "air"))
    return fired and doc.has("be", tag.first - _BE, tag.first) and not literal(doc, *clause)


def _only_whence(doc: Document, tag: Tag) -> bool:
    """Whether a sentence only tells whence came what fell before: the rockets were launched from X."""
    s = doc.sentence_of(tag.first)
    known = doc.at("launched", tag.last - 1) is not None and doc.pack.has("definite", doc.tokens[s.first].word)
    known = known and doc.has("be", s.first, tag.last)
    return known and any(t.name in _STRIKES for b in doc.preceding(s, 2) for t in doc.within("event", b.first, b.last))


def tells_otherwise(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether the words beside a word give it another sense: backed by jets, lost contact, an ambush set up."""
    if kind.id == "base":
        before = doc.at("event", tag.first - 1)
        ambush = tag.form == "past" and before is not None and before.name != "disrupted"  # set down by helicopter
        to = tag.form == "participle" and doc.at("complement", tag.first - 2) is not None
        return ambush or to or of_a_leaving(doc, tag)
    suspected = kind.id == "abduction" and tag.form == "noun" and doc.at("hearsay", tag.first - 1)
    noun = tag.loose and tag.form == "base" and kind.id in ("abduction", "arrest")  # a march turned into
    suspected = suspected or (noun and doc.at("indefinite", tag.first - 1))
    others = tag.loose and (_of_others(doc, kind, tag) or over_another(doc, kind, tag))
    others |= kind.id == "shelling" and _only_whence(doc, tag)
    if suspected or others or _goes_with(doc, kind, tag):
        return True  # two suspected kidnappers
    if kind.id in ("change", "transfer", "disrupted"):
        return is_hit(doc, tag) or _of_people(doc, kind, tag)
    taken = kind.id == "arrest" and doc.at("takes_either", tag.first) is not None
    if kind.id == "wounding" or taken:  # without a place of its own it goes on telling of a fight
        sentence = doc.sentence_of(tag.first)
        return not literal(doc, sentence.first, sentence.last)
    if kind.id in ("killing", "losses"):
        return _of_no_number(doc, tag)
    along = kind.id == "air" or (kind.id == "shelling" and tag.form in _NOUNS)
    return (along and _go_along(doc, tag)) or (kind.id == "shelling" and _on_a_day(doc, tag))


def _of_others(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether the words of a loose pattern are told of others than those that it begins with."""
    if kind.id == "stones":
        return bool(doc.within("event", tag.first + 1, tag.last - 1, "grenade"))  # hurled a grenade at police
    if kind.id in ("riot", "mob", "protest"):
        said = doc.within("hearsay", tag.first + 1, tag.last - 1)  # residents said that gunmen had burned shops
        # not "protesters reportedly stormed", nor "caught a suspected thief"
        told = any(t.name != "adverb" and not doc.at("modifier", t.first) for t in said)
        told |= doc.has("subordinate", tag.first + 1, tag.last - 1)  # residents fled as shells fell on the town
        return told or doc.at("aim", tag.first - 1) is not None  # shot at residents and burned huts
    if kind.id == "agreement" and doc.at("occurs", tag.first) is not None:
        return all(doc.at("nominal", i) for i in (tag.first - 1, tag.last - 2))  # the strike was a breach of the truce
    if kind.id in ("loot", "abduction"):
        return _of_a_load(doc, kind, tag)
    if kind.id == "execution":  # shells struck X, where five bodies were found
        where = doc.at("wherein", tag.first - 1) or doc.at("wherein", tag.first - 2)
        before = doc.within("event", doc.sentence_of(tag.first).first, tag.first)
        return where is not None and any(t.name in _STRIKES for t in before)
    # a stronghold of the group before it was driven out; took the wounded through the crossing
    borne = doc.at("via", tag.last - 3) or doc.at("via", tag.last - 2)
    return kind.id == "territory" and (borne is not None or doc.has("clause", tag.first + 1, tag.last - 1))


def _of_a_load(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether a pattern mixes people and goods: truck drivers were seized, loaded their goats and drove away."""
    if kind.id == "loot":
        be = doc.first_of("be", tag.first + 1, tag.last)
        people = be is not None and any(doc.at(label, be.first - 1) for label in ("civilian", "acting"))
        return people and doc.at("takes_either", tag.last - 1) is not None
    left = doc.at("motion", tag.last - 1)
    aboard = any(doc.has(label, tag.first + 1, tag.last - 1) for label in (*_PEOPLE, "they"))
    return left is not None and left.first > tag.first + 1 and not aboard


def _goes_with(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether what burned was hit first, or ground is described by when it was taken: a post seized the week before."""
    if kind.id == "loot":
        hit = doc.at("event", tag.first - 2)
        return hit is not None and hit.name in ("attack", "struck") and doc.at("and", tag.first - 1) is not None
    taken = kind.id == "territory" and tag.form == "past" and tag.first - 2 > doc.sentence_of(tag.first).first
    return taken and doc.at("ground", tag.first - 1) is not None and doc.date_at(tag.last) is not None


def _of_people(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether soldiers are told of who laid down their arms, or people are what is handed over or intercepted."""
    if kind.id == "disrupted":
        by = tag.loose and doc.has("agent_mark", tag.first + 1, tag.last - 1)  # a car taken out by a drone
        by = by and not thwarts_an_attack(doc, tag)
        return by or (not tag.loose and bool(doc.within("group", tag.last, tag.last + _OBJECT, "civilians")))
    if kind.id == "change":
        arms = bool(doc.within("motion", tag.first, tag.first + 1, "surrender"))
        return arms and doc.at("relative", tag.first - 1) is not None
    if doc.at("yields", tag.first) and not tag.loose:  # surrendered X, but no people or arms
        named = literal(doc, tag.last, tag.last + _NAME)
        return not (any(p.lead <= tag.last <= p.first for p in named) or of_place(doc, tag))
    over_to = tag.loose and doc.at("into", tag.last - 1) and doc.at("locative", tag.last - 2)
    return bool(over_to) and not _of_ground(doc, tag)


def _of_ground(doc: Document, tag: Tag) -> bool:
    """Whether what is handed over to somebody is ground, no people: handed the base over, X was handed over."""
    first = max(doc.sentence_of(tag.first).first, tag.first - _FAR)
    people = any(doc.has(label, tag.first, tag.last) for label in ("civilian", "captured", "remains", "goods"))
    people |= any(doc.within("event", first, tag.first, name) for name in ("arrest", "abduction"))
    people |= doc.has("custody", tag.last, tag.last + _NAME)  # two men were handed over to the court
    return not people and (doc.has("ground", first, tag.last) or bool(literal(doc, first, tag.last)))


def _go_along(doc: Document, tag: Tag) -> bool:
    """Whether aircraft or fire only support or carry those who act: troops, backed by jets; landed by helicopter."""
    backs = any(doc.at("agent_mark", t.last - 1) for t in doc.within("accompanies", tag.first - _BACKED, tag.first))
    if tag.form == "noun" or not tag.loose:
        bare = tag.form in _NOUNS and not literal(doc, tag.last, tag.last + 2)  # not "the shelling of Y"
        return backs and (bare or doc.at("aircraft", tag.first) is not None)
    by = doc.at("agent_mark", tag.first - 1)
    return backs or (by is not None and doc.at("event", by.first - 1) is None)


def _on_a_day(doc: Document, tag: Tag) -> bool:
    """Whether "on" behind a verb leads to a day, no place: the town, which fell on 1 September."""
    on = tag.form != "noun" and doc.pack.has("locative", doc.tokens[tag.last - 1].word)
    return on and doc.date_at(tag.last - 1) is not None


def _of_no_number(doc: Document, tag: Tag) -> bool:
    """Whether a pattern of killing counts nobody: lost contact with its men, but lost 20 men, eliminated militants."""
    gap = range(tag.first + 1, tag.last - 1)
    counted = any(doc.tokens[i].is_number or doc.at("counting", i) or doc.at("indefinite", i) for i in gap)
    return tag.loose and bool(gap) and not counted


def no_crowd(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether soldiers block a road, mourners fire into the air, those shot at had only tried to storm a gate."""
    if kind.id not in ("protest", "intervened", "clash", "incursion"):
        return False
    who = doc.within("acting", clause[0], tag.first)
    unarmed = any(t.name in ("civilian", "crowd") for t in who)
    armed = any(t.name in ("state", "force", "non_state", "unknown") for t in who) or doc.has(
        "actor", clause[0], tag.first
    )
    if kind.id == "protest" and tag.loose and doc.at("blocks", tag.first):
        return armed and not unarmed
    if kind.id == "protest" and doc.at("marches", tag.first) and not tag.loose:
        return doc.has("be", tag.first - 2, tag.first) or (armed and not unarmed)
    if kind.id == "intervened" and tag.loose and doc.tokens[tag.last - 1].word == "air":
        return unarmed and not armed
    tries = kind.id == "clash" and tag.loose and doc.at("attempt", tag.first) is not None
    tried = kind.id == "incursion" and any(
        doc.at("relative", t.first - 1) for t in doc.within("attempt", tag.first - _BE, tag.first)
    )
    return tried or (tries and doc.at("relative", tag.first - 1) is not None)


def at_people(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether gas or a canister meets people who are no crowd: fired tear gas at migrants, hit by a canister."""
    if any(doc.has(label, *clause) for label in ("killed", "wounded")) or doc.has("demonym", tag.last, clause[1]):
        return True
    at = (t.name for label in ("civilian", "acting") for t in doc.within(label, tag.last, clause[1]))
    return any(name in ("victim", "civilian") for name in at)


def heads(doc: Document, tag: Tag, sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a word only names what follows: "Detained." "Attacks on Israelis." "Abductions and killings: ..."."""
    if sentence.last - sentence.first <= _TITLE and not literal(doc, sentence.first, sentence.last):
        return True
    if _numbered(doc, sentence):
        return True
    if clause[0] != sentence.first or doc.tokens[clause[1] - 1].text != ":":
        return False
    short = clause[1] - clause[0] <= _HEADING and not literal(doc, *clause)
    return short and tag.form in ("noun", "participle")


def _numbered(doc: Document, sentence: Sentence) -> bool:
    """Whether a number alone stands before a sentence that names no place and heads what follows: "2. IS hits back"."""
    before = doc.preceding(sentence, 1)
    if not before or before[0].paragraph != sentence.paragraph:
        return False
    if not all(doc.tokens[i].is_number or doc.tokens[i].is_sign for i in range(before[0].first, before[0].last)):
        return False
    goes_on = sentence.last < len(doc.tokens) and doc.sentence_of(sentence.last).paragraph == sentence.paragraph
    told = literal(doc, sentence.first, sentence.last) or doc.has("killed", sentence.first, sentence.last)
    return goes_on and not told


def inside(doc: Document, label: str, tag: Tag) -> bool:
    """Whether a word that takes the fact stands right before the verb that ends a longer pattern: jets will not hit."""
    within = doc.within(label, tag.first + 1, tag.last - 1) if tag.loose and doc.pack.language == "en" else ()
    return any(tag.last - t.last <= _BEFORE_LAST for t in within)
