"""Which of the places that a sentence names may be where its event happened: the finest, and what heads the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, UNIT, rank
from geomap.extraction.where.headings import HEADS, heads_line, opens_sentence, sets_the_scene

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed

WHERE_GAP = 2  # tokens from a name, over its noun and a comma, to "where"
_OPENS = 2  # words in which a clause says that it shares out what was told
_TELLS = ("event", "motion", "occurs", "hearsay", "announces")  # what makes a clause tell something of its own


def literal(doc: Document, first: int, last: int) -> list[Placed]:
    """Mentions in a token range where something can happen: no homes, no governments."""
    return [p for p in doc.places_in(first, last) if p.mention.usage == "literal"]


def homes(doc: Document, first: int, last: int) -> list[Placed]:
    """Mentions in a token range that tell where people are from."""
    return [p for p in doc.places_in(first, last) if p.home]


def fine_of(doc: Document, at: int, named: list[Placed]) -> list[Placed]:
    """Of places named around an event's word those that are more than a country and may be its own."""
    fine = [p for p in named if _fineness(doc, p) >= UNIT]
    act = doc.at("event", at)
    if act is not None and act.loose and act.first == at:
        at = act.last - 1  # jets took off from X and bombed
    if len(named) > 1:  # "bombed bases in the north of X, the ministry in Y said"
        fine = [p for p in fine if not (p.first > at and doc.at("hearsay", p.last))]
    if doc.pack.has("and", doc.tokens[at - 1].word):  # "cut the road to X and captured Y", not "who were taken to Z"
        fine = [p for p in fine if p.first > at and not doc.has("relative", at, p.lead)] or fine
    return fine


def _fineness(doc: Document, p: Placed) -> int:
    """How fine a place is; something may happen in a valley, which a river is not."""
    valley = p.located and p.mention.place is not None and p.mention.place.kind == "river"
    dry = valley and (doc.at("compound", p.first) or doc.pack.has("kunya", doc.tokens[p.first].word))
    return UNIT + 1 if dry else rank(p.mention.place)


def finest(doc: Document, there: list[Placed]) -> list[Placed]:
    """The finest of places: settlements, if there are some; Arabic: none that only heads the line of another."""
    inside = [p for p in there if not heads_line(doc, p)] if doc.pack.morphology.article else there
    if len(inside) < len(there) and any((p.located or p.relation) and _fineness(doc, p) > UNIT for p in inside):
        there = inside  # "Saada | hurt in the district of Razih"
    return [p for p in there if rank(p.mention.place) >= SETTLED] or there


def finer_after(doc: Document, named: list[Placed], own: list[Placed], end: int) -> list[Placed]:
    """Arabic: the places that the next clause tells, after a governorate: in X, ten raids, spread over Y and Z."""
    if len(own) != 1:
        return []
    if (spread := _spread_over(doc, named, own[0], end)) or not doc.pack.morphology.article:
        return spread
    if heads_line(doc, own[0]):  # "Tyre: three raids, the last on X"
        after = (p for p in named if p.first >= end and _fineness(doc, p) > UNIT and (p.located or p.relation))
        return [p for p in after if not any(doc.has(label, end, p.lead) for label in _TELLS)]
    led = doc.at("locative", own[0].lead)
    if (
        led is None
        or led.form in ("past", "present")
        or not (opens_sentence(doc, own[0]) or sets_the_scene(doc, own[0]))
    ):
        return []
    wide = UNIT if own[0].cue is None and is_seat(own[0]) else rank(own[0].mention.place)
    return [p for p in named if p.first >= end and rank(p.mention.place) > wide < SETTLED and (p.located or p.relation)]


def _spread_over(doc: Document, named: list[Placed], wide: Placed, end: int) -> list[Placed]:
    """The places among which the next clause shares out what it tells of a governorate: mainly in X and Y, namely."""
    breaks = next((t.last for t in doc.within("breaks_down", end, end + _OPENS)), None)
    if breaks is None and doc.tokens[end - 1].text in HEADS and doc.place_at(end):
        breaks = end  # three towns in the province: X, Y and Z
    if breaks is None or rank(wide.mention.place) != UNIT:
        return []
    finer = (p for p in named if p.first >= end and _fineness(doc, p) > UNIT)
    return [p for p in finer if not any(doc.has(label, breaks, p.lead) for label in _TELLS)]


def is_seat(p: Placed) -> bool:
    """Whether a governorate bears the name too: a curfew in X, troops sent to the governorate."""
    return any(c.place.kind == "governorate" for c in p.mention.resolution.candidates)
