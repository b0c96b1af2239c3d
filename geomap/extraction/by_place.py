"""A toll told by place: eleven were killed, six in X, three in Y and two in Z; the sum is of no place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.document import COMMAS
from geomap.extraction.headings import HEADS
from geomap.extraction.scenes import literal
from geomap.extraction.senses import SETTLED, rank

if TYPE_CHECKING:
    from geomap.extraction.document import Document, Placed
    from geomap.extraction.numbers import Numbers
    from geomap.extraction.tolls import Toll

_OF_THEM: Final = 2  # tokens from a number to where those were: six of them in X
_FEWEST: Final = 2  # places by which a toll is told


def by_place(doc: Document, numbers: Numbers, toll: Toll, last: int) -> tuple[list[Placed], dict[int, tuple[str, int]]]:
    """The places up to a token by which a toll is told, and how many in each, by where the place's phrase begins.

    They follow a colon, else they add up to the toll.
    """
    if not toll.marks or not toll.counts:
        return [], {}
    told = min(b for _, b in toll.marks)
    after = range(told, last)
    colon = next((i for i in after if doc.tokens[i].text in HEADS), None)
    stop = colon or next((i for i in after if doc.tokens[i].text in COMMAS), last)
    named = [p for p in literal(doc, stop, last) if p.located]
    of_one = not colon and any(rank(p.mention.place) >= SETTLED for p in literal(doc, told, stop))  # three dead in X,
    if len(named) < _FEWEST or of_one:
        return [], {}
    counted = {q.last: q.value for q in numbers.find_all(doc.tokens, stop, last) if q.noun in (None, "people")}
    items: list[tuple[Placed, int]] = []
    for p in named:
        ends = range(p.lead, p.lead - 1 - _OF_THEM, -1)
        n = next((counted[i] for i in ends if i in counted and not _parted(doc, i, p.lead)), None)
        n = n or int(any(doc.at(label, p.lead - 1) for label in ("one", "lone")))
        if n:
            items.append((p, n))
    total = sum(n for _, n in items)
    key = next((k for k, n in toll.counts.items() if n == total), next(iter(toll.counts)))
    fits = total <= toll.counts[key] if colon else total == toll.counts[key]
    if len(items) < _FEWEST or not fits:
        return [], {}
    return [p for p, _ in items], {p.lead: (key, n) for p, n in items}


def _parted(doc: Document, first: int, last: int) -> bool:
    """Whether a sign or another event parts a number from a place."""
    return any(doc.tokens[i].is_sign or doc.at("event", i) or doc.at("killed", i) for i in range(first, last))
