"""Arabic: two towns that something lies between, though each is a word or a given name too: between Jasim and Nawa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.inside import close
from geomap.extraction.names.senses import KNOWN
from geomap.extraction.names.wordforms import as_written
from geomap.extraction.words.phrases import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.extraction.words.document import Document
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Place


def towns_between(doc: Document, name_at: Callable[[int], Hit | None]) -> frozenset[int]:
    """Where the names of two towns near each other stand behind "between"; ``name_at``: what begins at a token.

    People whom something is between have names too, but not those of neighbouring towns.
    """
    joins = doc.pack.morphology.conjunctions[:1]
    if not joins or "relation" not in doc.tags:
        return frozenset()
    found: set[int] = set()
    for led in doc.tags["relation"]:
        one = name_at(led.last) if led.name == "between" and led.last < len(doc.tokens) else None
        at = one.last if one and not one.cut else len(doc.tokens)
        other = name_at(at) if at < len(doc.tokens) and doc.tokens[at].text.startswith(joins) else None
        if one is None or other is None or other.cut != len(joins[0]):
            continue
        pairs = ((p, q) for p in _towns(doc, one) for q in _towns(doc, other) if _known(p) or _known(q))
        if any(close(p, q) for p, q in pairs):
            found |= {one.first, other.first}
    return frozenset(found)


def _towns(doc: Document, hit: Hit) -> list[Place]:
    """Towns of a name that is written as a gazetteer has it; only known ones where one word is a person's name too."""
    if not as_written(hit, name_of(doc, hit)):
        return []
    person = hit.last - hit.first == 1 and (doc.at("person", hit.first) or doc.at("forename", hit.first))
    return [p for p in hit.places if p.kind in ("city", "town", "village") and (_known(p) or not person)]


def _known(place: Place) -> bool:
    return place.rank > 0 or place.population >= KNOWN
