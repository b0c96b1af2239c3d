"""A toll as it is now: it rose to 14, it was later corrected to seven."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.how_many.quantities import Quantity

if TYPE_CHECKING:
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_GROWN: Final = 9  # tokens from "rose" to the number that was reached


def take_now(doc: Document, toll: Toll, quantities: list[Quantity], first: int, last: int) -> None:
    """Take in the toll of what was told before, as a range tells it to be now: more, or less if it was corrected."""
    now_said = said_since(doc, first, last) if "at_first" in doc.tags else None
    for tag in (*doc.within("risen", first, last), *([now_said] if now_said else ())):
        key = _whose(doc, toll, tag, first)
        now = _now(doc, tag, quantities)
        if now is None or not now.value:
            continue
        less = tag is now_said or any(
            t.first < tag.last and tag.first < t.last for t in doc.within("corrected", first, last)
        )
        if now.value > toll.counts.get(key, 0) or less:
            toll.counts[key] = now.value  # two of the hurt died, so that it rose to six
            toll.marks.append((now.first, now.last))


def said_since(doc: Document, first: int, last: int) -> Tag | None:
    """What leads to a toll as it is told now, behind what it was said to be at first: the ministry now says 16."""
    told = doc.first_of("at_first", first, last)
    return doc.last_of("now_said", told.last, last) if told else None


def _whose(doc: Document, toll: Toll, risen: Tag, first: int) -> str:
    """Whether the number is that of the dead or, where only they are told of, of the hurt."""
    dead, hurt = KEYS[:2]
    if doc.has(hurt, risen.first, risen.last + 1):
        return hurt
    told = doc.last_of(hurt, first, risen.first)
    only = told is not None and dead not in toll.counts and not doc.has(dead, first, risen.last + _GROWN)
    return hurt if only else dead


def _now(doc: Document, risen: Tag, quantities: list[Quantity]) -> Quantity | None:
    """The number to which a toll has come: rose to 14, stands at 14, from 12 to 14."""
    after = [_reached(doc, q) for q in quantities if risen.last < q.last <= risen.last + _GROWN]
    after = _from_to(doc, risen, quantities) or [q for q in after if q.value]
    after += [q for q in quantities if q.value and after and q.first == after[-1].last + 1]  # from eight to six
    reached = (q for q in after if q.first < risen.last or doc.pack.has("reached", doc.tokens[q.first - 1].word))
    return next(reached, None) or next(iter(after), None)


def _from_to(doc: Document, risen: Tag, quantities: list[Quantity]) -> list[Quantity]:
    """The two numbers of a toll, which its event parts from its word: cut the toll of a raid on X from nine to six."""
    last = doc.sentence_of(risen.first).last
    after = [q for q in quantities if risen.last <= q.first < last and q.value]
    pairs = (
        [a, b]
        for a, b in pairwise(after)
        if b.first == a.last + 1 + int(any(doc.at(key, a.last) for key in KEYS))
        and doc.pack.has("reached", doc.tokens[b.first - 1].word)
    )
    return next(pairs, [])


def _reached(doc: Document, q: Quantity) -> Quantity:
    """Arabic: the second of two numbers that are read as a range: rose from four to seven."""
    grown = doc.pack.morphology.article and q.value is None and q.high
    return Quantity(q.high, None, None, "exact", q.first, q.last, q.noun) if grown else q
