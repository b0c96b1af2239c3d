"""What Arabic grammar tells of an event's word: relative clauses, what is known already, who enters a town."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.english import SIDES
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.phrases import definite, third_persons

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_HAMZA_ABOVE = "\u0623"
_ANTECEDENT = 5  # tokens before "that" in which the event stands that it takes up
_AGENT = 2  # tokens from a verb to who acts
_WHEN = 6  # tokens after a verb in which its day stands
_MEANT = 3  # tokens from a bomber to what he meant to do
_STEM = 2  # letters that a verb has at least before a pronoun: no hamza of "raided", which ends as "them" does
_LEAVERS = 6  # tokens after "after the withdrawal" in which those who left are named
_ARMED = ("fighters", "forces")
_FORCES = (*_ARMED, *SIDES, "unknown")
_OF_FORCE = 3  # tokens that may tell more of a force before what it enters
_BOMBS = ("device", "grenade", "suicide")
_MADE_WITH = ("attack", "aimed", "struck", "assassination")  # families of deeds that a bomb is a means of
_CROWDS = ("protest", "crowd", "riot", "stones", "mob")  # families of what crowds do
_FROM_AFAR = ("air", "shelling", "ied", "device")
_TOWNS = ("city", "town", "village", "governorate", "district", "subdistrict")


def of_the_crew(doc: Document, tag: Tag) -> bool:
    """Whether those killed are the crew of what was brought down: a helicopter was downed and its pilot killed."""
    crew = doc.has("crew", tag.first + 1, tag.last + 2)
    return crew and bool(doc.within("event", doc.sentence_of(tag.first).first, tag.first, "disrupted"))


def no_crowds(doc: Document, before: Tag, tag: Tag) -> bool:
    """Whether a protest and what armed men or arms do elsewhere are told beside each other: and gunmen looted in Y."""
    deed = before if tag.name in _CROWDS else tag if before.name in _CROWDS else None
    if deed is None or not doc.pack.morphology.article:
        return False
    s = doc.sentence_of(tag.first)
    a, b = (s.clause(s.clause_of(t.first)) for t in (before, tag))
    there, here = ({meant(p) for p in literal(doc, *span) if not p.container} for span in (a, b))
    told = b if deed is tag else a
    done = doc.at("actor", deed.first + 1) if a != b and deed.name == "loot" and is_verb(deed) else None
    if done is not None and doc.pack.actors[done.name].kind != "civilian":
        return True  # settlers burnt cars, and a march set out
    armed = any(doc.within("event", *told, name) for name in _FROM_AFAR)
    armed = armed or bool(doc.within("actor", *told, "unknown"))
    return a != b and bool(there and here) and not there & here and armed and not doc.has("protesters", *told)


def drops_bombs(doc: Document, verb: Tag) -> bool:
    """Whether an aircraft is what drops bombs, not what is brought down with its bombs."""
    dropped = doc.at("drops", verb.first)
    if dropped is None or doc.has("motion", verb.last, dropped.last):
        return False
    return not doc.tokens[dropped.last - 1].text.startswith(doc.pack.morphology.prepositions or "\0")


def without_it(doc: Document, tag: Tag) -> bool:
    """Arabic: whether what a pattern ends with is told not to be done: circled over X without carrying out a raid.

    So it is where one person is hurt whose noun is that of things too: a farmer, no farms.
    """
    if tag.name == "fragments" and doc.at("one", tag.last - 1) is not None:
        return not doc.tokens[tag.first].text.endswith(doc.pack.morphology.feminine[1])
    if not (tag.name == "air" and tag.loose and tag.form == "word" and doc.pack.morphology.article):
        return False
    return any(doc.at("that", t.last) is not None for t in doc.within("negation", tag.first + 1, tag.last))


def from_the_air(doc: Document, tag: Tag) -> bool:
    """Whether aircraft of the clause before are the subject of a verb of shelling: drones circled, then fired at X."""
    if tag.name != "shelling" or tag.form != "past" or not doc.pack.morphology.article:
        return False
    s = doc.sentence_of(tag.first)
    first, last = s.clause(s.clause_of(tag.first))
    if any(doc.has(label, tag.first + 1, tag.first + 2) for label in ("actor", "acting", "group", "arms")):
        return False
    craft = doc.last_of("aircraft", s.first, tag.first)
    leads = craft is not None and doc.at("locative", craft.first - 1) is None
    acts = leads and craft is not None and craft.prefix in ("", doc.pack.morphology.article)
    return acts and not doc.within("arms", first, last, "shelling")


def fired_at(doc: Document, tag: Tag) -> str | None:
    """With what a gathering is fired at that is no crowd: a missile; or by what family armed men are attacked."""
    if not (tag.loose and tag.name in ("intervened", "excessive") and doc.pack.morphology.article):
        return None
    if doc.within("event", tag.first + 1, tag.last, "shelling"):
        return "shelling"
    throng = doc.at("throng", tag.last - 1) is not None and tag.last < len(doc.tokens)
    if throng and any(t.first == tag.last - 1 for t in doc.tags.get("actor", ())):
        return "attack"  # a force that is called a mobilisation
    if doc.at("gunfire", tag.last - 1):
        return None  # "hit by the bullets of a force": who follows has fired
    armed = doc.within("civilian", tag.last, tag.last + 1, "armed") or doc.within("actor", tag.last, tag.last + 1)
    return "attack" if armed else None


def known_terms(doc: Document, tag: Tag, first: int) -> bool:
    """Whether an agreement is spoken of that was told, or what it lays down: that signed in X provides for a swap."""
    article = doc.pack.morphology.article or "\0"
    if article != "\0" and doc.has("terms", first, tag.first):
        return not made_then(doc, tag)
    two = tag.form == "noun" and tag.last - tag.first == 2 and definite(doc, tag)
    return two and doc.tokens[tag.last - 1].text.startswith(article) and doc.at("begins", tag.first) is None


def made_then(doc: Document, tag: Tag) -> bool:
    """Whether a noun is told with the verb that takes it up, and its day: a deal that elders struck on Thursday."""
    struck = tag.name == "agreement" and tag.form == "word" and tag.last - tag.first > 1
    return struck and bool(doc.dates_in(tag.last, tag.last + _WHEN))


def prevented(doc: Document, tag: Tag) -> bool:
    """Whether nobody blew himself up: a bomber was shot before he could, who meant to, or something was blown up."""
    m, itself, noun = doc.pack.morphology, doc.tokens[tag.last - 1].word, doc.tokens[tag.last - 2].word
    agree = bool(m.article) and itself.endswith(m.pronouns[1]) == noun.endswith(m.feminine[:1])
    if tag.loose and agree and (doc.at("cue", tag.last - 2) or doc.at("ground", tag.last - 2)):
        return True  # blew up a house in the same town
    sentence = doc.sentence_of(tag.first)
    before = next((t for t in doc.within("narrative", sentence.first, sentence.last) if doc.at("halt", t.first)), None)
    meant = doc.first_of("prepares", max(sentence.first, tag.first - 1), tag.last + _MEANT) if m.article else None
    stop = before.first if before else sentence.last if meant else sentence.first
    return any(doc.within("event", sentence.first, stop, n) for n in ("arrest", "killing", "disrupted"))


def stirs_up(doc: Document, before: Tag) -> bool:
    """Whether "traces of" is the verb "stirred up" as it is spelled, which takes what happened as a fact."""
    verb = doc.at("occurs", before.first) if doc.pack.morphology.article else None
    return verb is not None and is_verb(verb) and _HAMZA_ABOVE in doc.tokens[before.first].text


def wielded(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Arabic: whether a bomb is with what an attack told before it is made: aimed at a patrol with a roadside bomb."""
    if tag.name not in _BOMBS or tag.prefix not in doc.pack.morphology.prepositions[:1]:
        return False
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    return any(t.name in _MADE_WITH for t in doc.within("event", first, tag.first))


def left_by(doc: Document, who: Tag, first: int) -> bool:
    """Arabic: whether what a relative clause tells only left what was there when something else happened."""
    pronouns = doc.pack.morphology.pronouns or ("\0",)
    carried = doc.at("occurs", who.last)
    taken_up = carried is not None and doc.tokens[who.last].text.endswith(pronouns)
    return taken_up and any(is_verb(t) for t in doc.within("event", first, who.first))


def of_those_who(doc: Document, tag: Tag, first: int) -> bool:
    """Arabic: whether a relative clause only tells of the dead of something known: the protests that cost 240 lives."""
    who = doc.last_of("who", first, tag.first)
    return who is not None and not doc.has("event", max(0, who.first - _ANTECEDENT), who.first)


def describes_whom(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a verb only says of somebody new what was done before: they shot a teacher whom they had abducted.

    Arabic needs no relative there: the verb follows the noun at once and takes it up by a pronoun.
    """
    pronouns = doc.pack.morphology.pronouns or ("\0",)
    taken_up = doc.tokens[tag.first].text.endswith(pronouns) and not tag.prefix
    if tag.form != "past":
        return taken_up and tag.form == "present" and doc.at("was", tag.first - 1) is not None  # whom they were holding
    whom = doc.at("civilian", tag.first - 1)
    told = any(doc.has(label, clause[0], tag.first - 1) for label in ("event", "motion"))
    return whom is not None and taken_up and told and not definite(doc, whom)


def of_somebody(doc: Document, tag: Tag) -> bool:
    """Whether a verb only says of somebody new what he did: arrested youths who had raised a flag."""
    who = doc.at("civilian", tag.first - 1) if doc.pack.morphology.article and tag.form == "past" else None
    first, _ = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    return who is not None and who.name == "victim" and not definite(doc, who) and doc.has("event", first, who.first)


def vacated(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a force comes in where others have left: entered X after Y had withdrawn from it."""
    s = doc.sentence_of(tag.first)
    for left in doc.within("vacated", s.first, s.last) if doc.pack.morphology.article else ():
        end = min(left.last + _LEAVERS, s.last)
        forces = (t for t in doc.within("actor", left.first, end) if doc.pack.actors[t.name].kind != "civilian")
        armed = any(t.name in _ARMED for t in doc.within("group", left.first, end))
        bare = left.last >= s.last or doc.tokens[left.last].is_sign or doc.date_at(left.last) is not None
        if armed or bare or next(forces, None) is not None:
            return True
    gone = doc.within("motion", s.first, tag.first, "withdraw") if doc.pack.morphology.article and tag.prefix else ()
    return any(is_verb(t) for t in gone)  # they withdrew from X, and others came in


def subject_enters(doc: Document, tag: Tag) -> bool:
    """Arabic: whether fighters or an army stand right after the verb, or before it, and a town is its object.

    Where others have left the town before, any force may come in, and be told of at greater length.
    """
    if vacated(doc, tag):
        return _comes_after_them(doc, tag)
    subject = doc.at("actor", tag.first + 1) or doc.at("group", tag.first + 1)
    start = subject.last if subject else tag.last
    before = tag.first - (doc.at("may", tag.first - 1) is not None)  # "the army had entered"
    subject = subject or next((t for t in doc.within("actor", before - 2, before) if t.last == before), None)
    if tag.form != "past" or subject is None:
        return False
    sides = SIDES[::2]  # who comes from abroad raids
    acts = doc.pack.actors[subject.name].kind in sides if subject.label == "actor" else subject.name == "fighters"
    town = next(iter(literal(doc, tag.last, start + _OF_FORCE + 1)), None)
    if has_object(doc, tag) and doc.tokens[tag.first - 1].text == ":":
        town = doc.place_at(tag.first - 2) or town  # "X: the army entered it at noon"
    if town is None or town.located or town.relation not in (None, "centre") or doc.has("into", start, town.first):
        return False
    kind = town.mention.place.kind if town.mention.place else None
    return acts and (town.cue in _TOWNS if town.cue else kind in _TOWNS)


def _comes_after_them(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a force is the subject of "entered", and a town its object or told of just before."""
    s = doc.sentence_of(tag.first)
    end = next((t.first for t in doc.within("vacated", tag.last, s.last)), s.last)
    around = (tag.first - _OF_FORCE, min(tag.last + _OF_FORCE, end))
    actors = (t for t in doc.within("actor", *around) if doc.pack.actors[t.name].kind != "civilian")
    forces = (t for label in ("group", "acting") for t in doc.within(label, *around))
    armed = any(t.name in _FORCES for t in forces) or next(actors, None) is not None
    goods = any(t.name in ("aid", "civilians") for t in doc.within("group", tag.last, tag.last + 1))
    taken_up = doc.tokens[tag.first].text.endswith(doc.pack.morphology.pronouns or "\0")
    towns = (p for p in literal(doc, tag.last, end) if not doc.has("into", tag.last, p.lead))
    named = any(p.cue in _TOWNS or (p.mention.place and p.mention.place.kind in _TOWNS) for p in towns)
    return armed and not goods and (named or taken_up or bool(literal(doc, s.first, tag.first)))


def taken_back(doc: Document, first: int, took: Tag, verb: Tag) -> bool:
    """Whether another force then takes the ground that one took: the army entered X, then rebels retook it."""
    then = doc.first_of("moved_on", took.last, verb.first) if is_verb(verb) else None
    if then is None or not doc.pack.morphology.article:
        return False
    spans = ((first, then.first), (then.last, verb.last + _AGENT))
    before, now = ({t.name for t in doc.within("actor", *span)} for span in spans)
    return bool(before and now) and before.isdisjoint(now)


def takes_others(doc: Document, tag: Tag) -> bool:
    """Whether others are abducted than those told of: they shot a guard, and took three policemen with them."""
    joined = bool(tag.prefix) and tag.form == "past"
    known = doc.tokens[tag.first].text.endswith(third_persons(doc)) or doc.at("those", tag.last)
    return joined and tag.name == "abduction" and not known and bool(doc.pack.morphology.article)


def has_object(doc: Document, verb: Tag) -> bool:
    """Whether a pronoun on a past verb is its object, so that who follows it acts: whom highwaymen had seized."""
    m, word = doc.pack.morphology, doc.tokens[verb.last - 1].text
    theirs = m.pronouns[:-1]  # "we shelled" is written as "shelled us"
    suffix = next((p for p in theirs if len(p) > 1 and word.endswith(p)), None) if m.article else None
    one = suffix is not None and verb.form == "past" and verb.last - verb.first == 1
    return one and suffix is not None and len(word) - len(verb.prefix) - len(suffix) > _STEM


def by_us(doc: Document, verb: Tag) -> bool:
    """Whether a past verb tells what the speaker's own did, so that who follows it undergoes it: we shelled."""
    m = doc.pack.morphology
    return bool(m.article) and verb.form == "past" and doc.tokens[verb.first].text.endswith(m.pronouns[-1])


def ends_a_towns_name(doc: Document, tag: Tag) -> bool:
    """Whether a verb is only a later word of a town's name, which is written like it: Tell Rifaat, "lifted"."""
    town = doc.place_at(tag.first) if is_verb(tag) and doc.pack.morphology.article else None
    return town is not None and town.first < tag.first


def stands_by(doc: Document, i: int) -> bool:
    """Whether a thing at a token only tells where somebody was: taken from before his house."""
    led = doc.at("locative", i - 1) if doc.pack.morphology.article else None
    return led is not None and doc.at("target_mark", i - 1) is None


def blows_up(doc: Document, tag: Tag) -> bool:
    """Whether a thing is a bomb itself: a car bomb."""
    bomb = doc.at("event", tag.first) if doc.pack.morphology.article else None
    return bomb is not None and bomb.name == "device"


def goes_into_another(doc: Document, tag: Tag) -> bool:
    """Whether a pattern reaches over a verb that "and" parts from it: downed an aircraft and killed its pilots."""
    joins = doc.pack.morphology.conjunctions or ("\0",)
    last = tag.last - 1
    if tag.name == "destroyed":  # a bridge was destroyed, and three houses were blown up with charges
        told = (t.prefix in joins and t.form == "past" for t in doc.within("event", tag.first + 1, tag.last))
        return any(told)
    if tag.name == "air" and tag.form == "word" and doc.at("killed", last) is None:
        return False  # the aircraft took off and struck
    return tag.name not in ("mob", "transfer") and any(
        (t := doc.at(label, last)) and t.first == last and t.prefix in joins and t.form == "past"
        for label in ("occurs", "killed")
    )
