"""Deeds by what stands around their verb: what is seized, who takes again, what only led up to a taking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.modality import is_verb
from geomap.extraction.who.hands import out_of_hands

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_OBJECT = 6  # tokens after "seized" in which its object begins
_OBJECTS = {"spoils": "disrupted", "property": "loot", "ground": None, "several": None}  # families, by what is seized
_HAMZA_ABOVE = "\u0623"
_SPECIFIC = 50  # weight above which a family tells how people were hurt
_CROWDED = ("protest", "roadblock", "stones", "crowd")
_FOUGHT = ("territory", "entry", "clash", "attack", "incursion", "aimed", "killing")
_NO_GOODS = ("ground", "civilian", "actor", "acting", "captured", "locative")
_BESIDES = ("civilian", "actor", "acting", "captured", "group", "ground", "cue", "facility")
_BESIDE = 5  # tokens behind goods in which people may be taken with them
_VERB_AND_OBJECT = 2  # tokens of a verb and the noun right behind it
_BE = 2  # tokens from "were" to "captured"
_FROM_AFAR = ("air", "shelling")
_TAKES = ("arrest", "abduction")
_GROUND = ("territory", "transfer", "entry")


def seized(doc: Document, tag: Tag) -> str | None:
    """The family of a seizure whose object is no ground: tanks are taken from a foe, houses are robbed."""
    if not doc.pack.morphology.article or doc.at("seizes", tag.first) is None:
        return None
    if tag.name == "loot":
        return "disrupted" if tag.loose and doc.at("spoils", tag.last - 1) else None
    for i in range(tag.last, min(tag.last + _OBJECT, len(doc.tokens)) if tag.name == "territory" else tag.last):
        if doc.tokens[i].is_sign or doc.place_at(i):
            break
        told = next((x for x in _OBJECTS if (t := doc.at(x, i)) and t.first == i), None)
        if told:
            return _OBJECTS[told]
    return None


def spoils_of(doc: Document, head: EventKind, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether arms are only told as the spoils of the fight of a sentence: and seized three tanks."""
    joined = tag.form == "past" and tag.prefix != "" and bool(doc.pack.morphology.article)
    spoils = kind.id == "disrupted" and doc.at("seizes", tag.first) is not None and head.id in _FOUGHT
    return joined and spoils and not doc.places_in(tag.last, clause[1])


def taken_in_fight(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """English: whether men with arms are captives of a fight told before: overran X; 35 soldiers were captured."""
    if kind.id != "arrest" or doc.at("takes_either", tag.first) is None:
        return False
    sentence = doc.sentence_of(tag.first)
    first, last = sentence.clause(sentence.clause_of(tag.first))
    before = (t for t in doc.within("event", sentence.first, tag.first) if t.name in _FOUGHT and is_verb(t))
    armed = doc.has("be", tag.first - _BE, tag.first) and bool(doc.within("civilian", first, tag.first, "armed"))
    taken = doc.pack.has("and", doc.tokens[tag.first - 1].word)  # drove them out and captured eleven of them
    taken = taken and (
        doc.has("those", tag.last, tag.last + _BESIDE)
        or bool(doc.within("civilian", tag.last, tag.last + _BESIDE, "armed"))
    )
    fights = any(taken or t.first < first for t in before)
    first = tag.first if taken else first
    return fights and (armed or taken) and not (doc.places_in(first, last) or doc.dates_in(first, last))


def flag_of_crowd(doc: Document, tag: Tag) -> bool:
    """Whether a flag is only carried at a protest: a rally at which they raised the country's flags."""
    if not (tag.loose and doc.pack.morphology.article and doc.at("flag", tag.last - 1)):
        return False
    s = doc.sentence_of(tag.first)
    return any(doc.within("event", s.first, s.last, name) for name in ("protest", "crowd"))


def regained(doc: Document, frame: Frame, agent: Party | None, loser: Party | None) -> bool | None:
    """Whether ground that is retaken is the state's again: unless rebels take it, or a state loses it.

    None where no word tells that it is retaken, or somebody from abroad does it.
    """
    kind, tag = frame.head
    again = kind.id == "territory" and any(doc.at("regains", i) for i in range(tag.first, tag.last))
    if not (again and doc.pack.morphology.article):
        return None
    if agent is not None and agent.known and agent.kind != "armed":  # a brigade that no list knows may be anybody's
        return None if agent.kind == "external" else agent.kind == "state"
    if loser is not None and loser.known and loser.kind != "external":
        return loser.kind != "state"
    if agent is None and loser is None and _of_the_state(doc, tag, frame.last):
        return False
    acts = doc.at("acting", agent.first) if agent else None
    rebels = acts is not None and acts.name in ("non_state", "unknown")
    fights = bool(agent) and bool(doc.within("group", agent.first, agent.first + 1, "fighters")) if agent else False
    loyal = agent is not None and any(doc.at("of", i) for i in range(agent.first + 1, agent.last + 1))
    return not (rebels or (fights and not loyal))


def _of_the_state(doc: Document, tag: Tag, last: int) -> bool:
    """Whether ground is taken from a state's forces, who takes it being told before: and took X from the army."""
    held = (t for t in doc.within("actor", tag.last, last) if out_of_hands(doc, t.first))
    return any(doc.pack.actors[t.name].kind == "state" for t in held)


def seizes_goods(doc: Document, tag: Tag, end: int) -> bool:
    """English: whether drugs, fuel or money are seized, no ground and nobody: seized a million pills in a lorry."""
    for i in range(tag.last, min(tag.last + _OBJECT, end)):
        if doc.tokens[i].is_sign or doc.place_at(i) or any(doc.at(x, i) for x in _NO_GOODS):
            return False
        if doc.at("goods", i):
            return not _taken_besides(doc, i + 1, min(i + _BESIDE, end))
    return False


def _taken_besides(doc: Document, first: int, end: int) -> bool:
    """Whether people or ground follow goods before a place: two trucks and three fighters, tanks and an air base."""
    for i in range(first, end):
        if doc.tokens[i].is_sign or doc.at("locative", i):
            return False
        if any(doc.at(x, i) for x in _BESIDES):
            return True
    return False


def left_out(doc: Document, first: int, family: str) -> Tag | None:
    """Who else is taken in a clause that leaves its verb to the one before: and eight others from the village of X."""
    who = doc.at("tally", first) if family in _TAKES and doc.pack.morphology.article else None
    return who if who and who.first == first else None


def prepares(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a noun only tells what the taking of ground in its clause came after: after shelling they took X.

    So it does behind the verb: took X after shelling.
    """
    after = doc.at("afterwards", tag.first - 1) if tag.form == "noun" and doc.pack.morphology.article else None
    if after is None or doc.dates_in(tag.last, clause[1]) or doc.has("killed", tag.last, clause[1]):
        return False
    taken = [t for name in _GROUND for t in doc.within("event", *clause, name)]
    if any(t.name == "territory" and is_verb(t) and t.last < tag.first for t in taken):
        return tag.name in _FROM_AFAR and not doc.places_in(tag.last, clause[1])
    return any(t.last > tag.last for t in taken) and not doc.places_in(clause[0], tag.last)


def goes_on_bare(doc: Document, tag: Tag) -> bool:
    """Whether a verb without subject goes on telling what a crowd does: and burned tyres on its way."""
    plural = doc.pack.morphology.plural[0] or "\0"
    joined = tag.form == "past" and tag.name in _CROWDED and tag.prefix in doc.pack.morphology.conjunctions[:1]
    return joined and bool(doc.pack.morphology.article) and doc.tokens[tag.first].text.endswith(plural)


def said_besides(doc: Document, head: EventKind, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a participle of saying leads to another attack than that told before: adding that a bomb hit X."""
    led = doc.at("hearsay", clause[0]) if doc.pack.morphology.article else None
    if led is None or led.name != "told" or is_verb(led) or not doc.has("that", led.last, led.last + 1):
        return False
    new = kind.id != head.id and kind.weight > _SPECIFIC and head.weight < kind.weight
    known = tag.prefix.endswith(doc.pack.morphology.article)
    return new and not known


def misread(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a word's family is told otherwise: belts that were found, the road to the airport, a halt of fire."""
    if not doc.pack.morphology.article or prepares(doc, tag, clause):
        return bool(doc.pack.morphology.article)
    if tag.name == "disrupted" and tag.form == "noun" and tag.loose:  # the heroes of, written as the defusing of is
        return _HAMZA_ABOVE in doc.report.text[doc.tokens[tag.first].start : doc.tokens[tag.first].end]
    if tag.name == "loot" and is_verb(tag):  # a man of whom they said that he had stolen
        said = doc.at("that", tag.first - 1) is not None and doc.at("hearsay", tag.first - 2) is not None
        he = doc.tokens[tag.first - 1].text.endswith(doc.pack.morphology.pronouns)
        return said and he and doc.has("event", clause[0], tag.first - 2)  # he was beaten or seized for it
    if tag.name == "execution" and tag.form == "noun":  # the explosives, which were destroyed
        arms = doc.within("event", clause[0], tag.first, "disrupted")
        return bool(arms) and not doc.has("civilian", clause[0], tag.first)
    found = tag.name == "suicide" and tag.form == "noun" and doc.has("finds", clause[0], tag.first)
    way = tag.name == "closure" and tag.loose and doc.at("into", tag.last - 2) is not None
    halt = tag.name == "attack" and tag.loose and is_verb(tag) and doc.at("halt", tag.last - 2) is not None
    return found or way or halt or _ends_its_own(doc, tag) or _of_the_air_force(doc, tag)


def _ends_its_own(doc: Document, tag: Tag) -> bool:
    """Whether a crowd breaks up its own protest: before they ended their protest."""
    own = tag.name == "intervened" and is_verb(tag) and tag.last - tag.first == _VERB_AND_OBJECT
    return own and doc.tokens[tag.last - 1].text.endswith(doc.pack.morphology.pronouns)


def _of_the_air_force(doc: Document, tag: Tag) -> bool:
    """Whether a force is only that of somebody: a colonel in the air force."""
    noun = tag.name == "air" and tag.form == "noun" and doc.at("arms", tag.first) is not None
    return noun and doc.at("of", tag.first - 1) is not None and doc.at("one", tag.first - 2) is not None
