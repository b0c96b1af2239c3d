"""Countries whose name stands for their forces, where it is who acts: Turkey shelled X, air strikes by Russia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.senses import rank
from geomap.extraction.words.pack import Tag

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed

STATE: Final = "state"  # form of the tag of a country that no list knows as who acts
_AUXILIARY: Final = ("has", "have", "had", "also")
_BETWEEN: Final = 3  # tokens from a name to its verb
_LEADS: Final = ("locative", "of", "out_of", "via", "aim", "into", "owner_mark", "relation", "alongside_whom")
_ACTIVE: Final = ("past", "present")
_NAMED: Final = ("literal", "metonym")
_ACCUSER: Final = 6  # tokens from a verb of accusing over who accuses
_BY: Final = 3  # tokens from "at the hands of" to whose


def states_that_act(doc: Document, first: int, last: int) -> list[Tag]:
    """Return the countries in a token range that are told to have done something, as actors."""
    told = doc.places_in(first, last)
    return [_as_actor(doc, p) for p in told if (place := p.mention.place) and place.kind == "country" and _acts(doc, p)]


def _as_actor(doc: Document, p: Placed) -> Tag:
    place = p.mention.place
    name = doc.pack.states.get(place.country or "", place.name) if place else ""
    return Tag("actor", name, p.first, p.last, STATE, _led_by(doc, p))


def _led_by(doc: Document, p: Placed) -> str:
    """The clitics before a name."""
    token = doc.tokens[p.first]
    return token.text[: p.mention.start - token.start]


def _acts(doc: Document, p: Placed) -> bool:
    """Whether a country is led to as who did it, or is the subject of a verb of doing."""
    if p.mention.usage not in _NAMED or doc.at("actor", p.first) or doc.at("demonym", p.last - 1):
        return False
    if p.mention.start > doc.tokens[p.first].start:
        return "mutual" in doc.tags and _does_in_turn(doc, p)
    if _accuses(doc, p):
        return False
    if _is_accused(doc, p) or any(_of_deed(doc, t) for t in doc.within("agent_mark", p.first - _BY, p.first)):
        return not doc.has("support", p.first - _BY, p.first)
    if _follows_its_verb(doc, p):
        return True
    led = p.lead < p.first or p.relation is not None or any(doc.at(x, p.first - 1) for x in _LEADS)
    return not led and _leads_its_verb(doc, p)


def _does_in_turn(doc: Document, p: Placed) -> bool:
    """Arabic: whether "and" joins a country to a force behind a verb of what each does to the other: X and Israel."""
    other = doc.at("actor", p.first - 1)
    verb = doc.at("mutual", other.first - 1) if other else None
    return verb is not None and _led_by(doc, p) in doc.pack.morphology.conjunctions[:1]


def _of_deed(doc: Document, by: Tag) -> bool:
    """Whether "by" stands right behind what was done: bombed by, air strikes by; not a council installed by."""
    name = by.last + (by.last < len(doc.tokens) and doc.pack.has("definite", doc.tokens[by.last].word))  # the Emirates
    return doc.place_at(name) is not None and any(doc.at(x, by.first - 1) for x in ("event", "occurs"))


def _accuses(doc: Document, p: Placed) -> bool:
    """Arabic: whether a country accuses another, which stands right behind it: Syria accused Israel."""
    other = doc.place_at(p.last) if doc.pack.morphology.article else None
    return other is not None and rank(other.mention.place) == 0 and doc.at("unproven", p.first - 1) is not None


def _is_accused(doc: Document, p: Placed) -> bool:
    if "unproven" in doc.tags and _accused_of(doc, p):
        return True
    accuser = doc.place_at(p.first - 1) if p.first else None
    return accuser is not None and accuser.last == p.first and _accuses(doc, accuser)


def _accused_of(doc: Document, p: Placed) -> bool:
    """Whether a country is accused of what stands right behind it: accused Turkey of attacking; led by "of" in Arabic.

    Arabic names who accuses between the verb and the country, with nothing that leads to it.
    """
    told = doc.last_of("unproven", p.first - _ACCUSER, p.first, "accuses")
    if told is None:
        return False
    if not doc.pack.morphology.article:
        return told.last - 1 == p.last
    deed = doc.at("event", p.last) if p.lead == p.first else None
    return deed is not None and deed.prefix == doc.pack.morphology.prepositions[0]


def _leads_its_verb(doc: Document, p: Placed) -> bool:
    """Whether a verb in the active voice stands right behind a name: Iran has fired, Israel also carried out."""
    for i in range(p.last, min(p.last + _BETWEEN, len(doc.tokens))):
        verb = doc.at("event", i) or doc.at("occurs", i)
        if verb is not None and verb.first == i:
            return verb.form in _ACTIVE or doc.tokens[i].word.endswith("ed")
        if doc.tokens[i].word not in _AUXILIARY and doc.at("adverb", i) is None:
            return False
    return False


def _follows_its_verb(doc: Document, p: Placed) -> bool:
    """Arabic: whether a verb stands right before a name, and the place where it was done behind it."""
    if not doc.pack.morphology.article or p.cue is not None:
        return False
    verbs = (doc.at(label, p.first - 1) for label in ("event", "occurs", "comes_next"))
    verb = next((v for v in verbs if v is not None and v.first == p.first - 1 and v.form == "past"), None)
    sentence = doc.sentence_of(p.first)
    _, end = sentence.clause(sentence.clause_of(p.first))
    return verb is not None and bool(doc.places_in(p.last, end))
