"""Names that stand in those of outlets, blocs and bodies, or in what is quoted, and are no places there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.words.tokens import QUOTES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.phrases import Hit

_QUOTED = 4  # tokens from mark to mark of the quoted name of something else


def of_a_body(doc: Document, hit: Hit) -> bool:
    """Arabic: whether an outlet, a bloc or a body bears a name: Radio X, the X centre for documentation."""
    if hit.cut:
        return False
    if doc.at("bearers", hit.first - 1):
        return True
    to = doc.pack.morphology.articles[1:2] or ("\0",)
    goes_on = hit.last < len(doc.tokens) and doc.tokens[hit.last].text.startswith(to)
    return goes_on and doc.at("bodies", hit.first - 1) is not None


def in_quoted_name(doc: Document, hit: Hit, placed: Placed) -> bool:
    """Whether a name is only part of what stands in quotation marks, a few words long: the paper "Sanaa Today"."""
    lowest, highest = max(0, hit.first - _QUOTED), min(hit.last + _QUOTED, len(doc.tokens))
    first = next((j for j in range(hit.first - 1, lowest - 1, -1) if doc.tokens[j].is_sign), None)
    if first is None:
        return False
    last = next((j for j in range(hit.last, highest) if doc.tokens[j].is_sign), None)
    if last is None or not hit.last - hit.first + 1 < last - first <= _QUOTED:
        return False
    led = (placed.located or placed.relation) and placed.lead <= first  # not the "Centre of X", all of it quoted
    return not led and all(doc.tokens[j].text in QUOTES for j in (first, last))
