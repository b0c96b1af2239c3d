"""How an event lies to the place that is named: on the road to it, between two, some way off, in its desert."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.where.headings import DASHES
from geomap.extraction.where.precision import precision
from geomap.extraction.words.phrases import BEARINGS

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed
    from geomap.model import Place, Precision

ROAD: Final = "road"
_STEPS: Final = 3  # tokens from the noun of a road to what leads to its end: the road that leads to X
_SIDES: Final = (*BEARINGS, "edge", "near", "countryside")
_DEGREE_M: Final = 111_195


def lies(doc: Document, p: Placed) -> str | None:
    """Return how an event lies to a place named for it, where more is told than a word of place."""
    if _on_a_road(doc, p):
        return "between" if other_end(doc, p) else ROAD
    if p.relation is None and _away(doc, p):
        return "near"
    if p.relation is None and p.cue == "desert" and rank(p.mention.place) >= SETTLED:
        return "countryside"
    return p.relation or _side(doc, p)


def how_precise(doc: Document, p: Placed, place: Place, relation: str | None) -> Precision:
    """Return the precision of an event that lies so to a place; of two ends of a road the way between counts."""
    other = other_end(doc, p) if relation == "between" else None
    end = other.mention.place if other else None
    return precision(place, relation, _metres(place, end) if end else 0)


def other_end(doc: Document, p: Placed) -> Placed | None:
    """Return the place at the other end of a road, or on the other side of what lies between two."""
    after, before = _next(doc, p), _previous(doc, p)
    if p.relation == "between" or (after and _is_way(doc, p, after)):
        return after
    if before and (before.relation == "between" or _is_way(doc, before, p)):
        return before
    return None


def _next(doc: Document, p: Placed) -> Placed | None:
    last = doc.sentence_of(p.first).last
    return next((q for q in doc.places_in(p.last, min(last, p.last + _STEPS)) if q.lead - p.last <= 1), None)


def _previous(doc: Document, p: Placed) -> Placed | None:
    first = doc.sentence_of(p.first).first
    return next((q for q in doc.places_in(max(first, p.lead - 1 - _STEPS), p.lead) if p.lead - q.last <= 1), None)


def _is_way(doc: Document, a: Placed, b: Placed) -> bool:
    """Whether a road runs from one name to the next: the road X - Y, the road from X to Y, the X-Y road."""
    gap = doc.tokens[a.last : b.lead]
    if (gap and all(t.text in DASHES for t in gap)) or (not gap and b.lead == b.first):
        return _called_after(doc, a) or _before_its_noun(doc, b)
    return not gap and doc.at("into", b.lead) is not None and _led_by_road(doc, a)


def _on_a_road(doc: Document, p: Placed) -> bool:
    """Whether a name only tells which road it is."""
    place = p.mention.place
    if (place is not None and place.kind == ROAD) or p.relation not in (None, "near"):
        return False
    if _called_after(doc, p) or _before_its_noun(doc, p) or _led_by_road(doc, p):
        return True
    before, after = _previous(doc, p), _next(doc, p)
    return bool((before and _is_way(doc, before, p)) or (after and _is_way(doc, p, after)))


def _called_after(doc: Document, p: Placed) -> bool:
    """Whether the noun of a road stands before a name, with what kind of road it is: the coastal road X - Y."""
    if p.cue == ROAD:
        return p.relation is None
    article, i = doc.pack.morphology.article or "\0", p.lead - 1
    while i > p.lead - _STEPS and doc.tokens[i].text.startswith(article) and not doc.at("cue", i):
        i -= 1
    noun = doc.at("cue", i) if p.cue is None and p.lead == p.first else None
    return noun is not None and noun.name == ROAD and bool(doc.pack.morphology.article)


def _before_its_noun(doc: Document, p: Placed) -> bool:
    """English: whether the noun of a road stands after a name: the Samarra road."""
    noun = doc.at("cue", p.last) if not doc.pack.morphology.article else None
    return noun is not None and noun.name == ROAD and noun.first == p.last


def _led_by_road(doc: Document, p: Placed) -> bool:
    """Whether a road leads to or from a place: on the road to X, on the highway that leads to X."""
    leads = doc.at("into", p.lead) or doc.at("out_of", p.lead) or (p.relation == "near" and doc.at("relation", p.lead))
    if not leads:
        return False
    first = max(doc.sentence_of(p.first).first, p.lead - _STEPS)
    road = doc.last_of("cue", first, p.lead, ROAD)
    return road is not None and not any(
        doc.tokens[i].is_sign or doc.place_at(i) or doc.at("event", i) for i in range(road.last, p.lead)
    )


def _away(doc: Document, p: Placed) -> bool:
    """Whether a distance parts an event from a place: three kilometres from X."""
    from_it = doc.at("out_of", p.lead) is not None
    return from_it and doc.has("distance", p.lead - 1, p.lead)


def _side(doc: Document, p: Placed) -> str | None:
    """Arabic: the side of a place that an attached "of" leads to: in the western suburbs of X."""
    article, noun = doc.pack.morphology.article, doc.at("cue", p.lead)
    attached = noun.prefix if noun else doc.tokens[p.lead].text if p.span[0] > doc.tokens[p.lead].start else ""
    if not article or not attached.startswith(doc.pack.morphology.prepositions[1:2] or "\0"):
        return None
    for i in range(p.lead - 1, max(-1, p.lead - _STEPS), -1):
        side = doc.at("relation", i)
        if side is not None:
            return side.name if side.name in _SIDES else None
        if not doc.tokens[i].text.startswith(article):
            return None
    return None


def _metres(a: Place, b: Place) -> int:
    """Metres between two places, as on a plane."""
    return round(hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat))) * _DEGREE_M)
