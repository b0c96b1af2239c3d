"""Arabic: two towns that something lies between, though each is a word or a given name too: between Jasim and Nawa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.inside import close
from geomap.extraction.names.senses import KNOWN
from geomap.extraction.names.wordforms import as_written
from geomap.extraction.words.phrases import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Place


def town_after(doc: Document, hit: Hit, placed: Placed, name_at: Callable[[int], Hit | None]) -> Hit | None:
    """The second of two known towns near each other, of which a name is the first; ``name_at``: what begins there.

    People whom something is between have names too, but not those of neighbouring towns.
    """
    i, joins = hit.last, doc.pack.morphology.conjunctions[:1]
    if placed.relation != "between" or hit.cut or not joins or i >= len(doc.tokens):
        return None
    led = doc.at("relation", hit.first - 1)
    if led is None or led.last != hit.first or not doc.tokens[i].text.startswith(joins) or doc.at("person", i - 2):
        return None
    other = name_at(i)
    if other is None or other.cut != len(joins[0]):
        return None
    pairs = ((p, q) for p in _towns(doc, hit) for q in _towns(doc, other) if _known(p) or _known(q))
    return other if any(close(p, q) for p, q in pairs) else None


def _towns(doc: Document, hit: Hit) -> list[Place]:
    """Towns of a name that is written as a gazetteer has it; only known ones where one word is a person's name too."""
    if not as_written(hit, name_of(doc, hit)):
        return []
    person = hit.last - hit.first == 1 and (doc.at("person", hit.first) or doc.at("forename", hit.first))
    return [p for p in hit.places if p.kind in ("city", "town", "village") and (_known(p) or not person)]


def _known(place: Place) -> bool:
    return place.rank > 0 or place.population >= KNOWN
