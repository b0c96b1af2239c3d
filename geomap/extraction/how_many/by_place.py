"""A toll told by place: eleven were killed, six in X, three in Y and two in Z; the sum is of no place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.where.headings import HEADS
from geomap.extraction.where.listing import past_bracket
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.document import COMMAS

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document, Placed

_OF_THEM: Final = 2  # tokens from a number to where those were: six of them in X
_FEWEST: Final = 2  # places by which a toll is told
_SOURCES: Final = ("base", "mountain")  # from where shells come
_ONE: Final = ("one", "lone", "one_of_them", "one_more")  # one in X and the other in Y


def by_place(
    doc: Document, numbers: Numbers, toll: Toll, span: tuple[int, int], *, captures: bool
) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """The places in a token range by which a toll is told, and how many in each, by where the place's phrase begins.

    Each has its number in brackets, else they follow a colon or add up to the toll. ``captures``: whether an arrest is
    told.
    """
    _, last = span
    if bracketed := _in_brackets(doc, numbers, span):
        total = sum(n for _, n, _ in bracketed)
        fits = [key for key, n in toll.counts.items() if n == total]
        key = next((k for _, _, k in bracketed if k), next(iter((*fits, *toll.counts)), "captured" if captures else ""))
        return [p for p, _, _ in bracketed], {p.lead: {k or key: n} for p, n, k in bracketed if k or key}
    called = _roll_call(doc, numbers, span) if captures else []
    each = bool(toll.counts) and doc.has("in_each", *span)
    if each or (toll.marks and toll.counts and doc.has("respectively", *span)):
        return _in_each(doc, toll, span) if each else _in_turn(doc, numbers, toll, span)
    both = bool(toll.counts) and doc.has("the_former", *span) and doc.has("the_latter", *span)
    two = _in_the_two(doc, numbers, toll, span) if both else None
    if called or two or not toll.marks or not toll.counts:
        return two or ([p for p, _ in called], {p.lead: {"captured": n} for p, n in called if n})
    told = min(b for _, b in toll.marks)
    after = range(told, last)
    colon = next((i for i in after if doc.tokens[i].text in HEADS), None)
    stop = colon or next((i for i in after if doc.tokens[i].text in COMMAS), last)
    part = None if colon or literal(doc, span[0], stop) else doc.first_of("part", stop, last)  # including five in X
    named = [p for p in literal(doc, stop, last) if p.located]
    of_one = not colon and any(rank(p.mention.place) >= SETTLED for p in literal(doc, told, stop))  # three dead in X,
    if len(named) < _FEWEST or of_one:
        return [], {}
    read = numbers.find_all(doc.tokens, stop, last, doc.counts_to(last))
    counted = {q.last: q.value for q in read if q.noun is None or (q.noun == "people" and not part)}
    items: list[tuple[Placed, int]] = []
    for p in named:
        ends = range(p.lead, p.lead - 1 - _OF_THEM, -1)
        n = next((counted[i] for i in ends if i in counted and not _parted(doc, i, p.lead)), None)
        n = n or int(any(doc.at(label, p.lead - 1) for label in _ONE))
        if n:
            items.append((p, n))
    total = sum(n for _, n in items)
    key = next((k for k, n in toll.counts.items() if n == total), next(iter(toll.counts)))
    adds_up = total <= toll.counts[key] if colon or part else total == toll.counts[key]
    if len(items) < _FEWEST or not adds_up:
        return [], {}
    return [p for p, _ in items], {p.lead: {key: n} for p, n in items}


def _roll_call(doc: Document, numbers: Numbers, span: tuple[int, int]) -> list[tuple[Placed, int]]:
    """Arabic: places from which people were taken, after a colon, and how many: arrests: two from X, one from Y."""
    colon = next((i for i in range(*span) if doc.tokens[i].text in HEADS), None)
    if colon is None or not doc.pack.morphology.article:
        return []
    homes = [p for p in literal(doc, colon, span[1]) if p.lead < p.first and doc.at("out_of", p.lead) is not None]
    if len(homes) < _FEWEST:
        return []
    read = numbers.find_all(doc.tokens, colon, span[1], doc.counts_to(span[1]))
    out: list[tuple[Placed, int]] = []
    edge = colon
    for p in homes:
        before = (q for q in read if edge <= q.first < p.lead and q.noun in (None, "people"))
        told = next((q.value for q in before if q.value), None)
        one = any(doc.at(label, i) for i in range(edge, p.lead) for label in _ONE)
        out.append((p, told or int(one)))
        edge = p.last
    return out


def _in_the_two(
    doc: Document, numbers: Numbers, toll: Toll, span: tuple[int, int]
) -> tuple[list[Placed], dict[int, dict[str, int]]] | None:
    """Two places that ordinals take up: shelled X and Y, killing three in the former, one in the latter."""
    former, latter = (doc.within(label, *span)[0] for label in ("the_former", "the_latter"))
    named = [p for p in literal(doc, span[0], former.first) if not p.container and p.cue not in _SOURCES]
    if len(toll.counts) > 1 or former.first > latter.first:
        return None
    read = numbers.find_all(doc.tokens, *span)
    key = next(iter(toll.counts))
    first, last = former.first, latter.first
    counted = [next((q.value for q in read if 0 <= at - q.last <= _OF_THEM), None) for at in (first, last)]
    alone = [any(doc.at(label, at - 1) for label in _ONE) for at in (first, last)]
    told = [n or int(one) for n, one in zip(counted, alone, strict=True)]
    shares = {p.lead: {key: n} for p, n in zip(named, told, strict=False)}
    return (named[:2], shares) if len(named) > 1 and all(told) else None


def _in_turn(
    doc: Document, numbers: Numbers, toll: Toll, span: tuple[int, int]
) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """Places each with the number told in its turn: raids on X and Y killed two and five respectively."""
    named = [p for p in literal(doc, *span) if not p.container]
    counts = [
        q.value for q in numbers.find_all(doc.tokens, *span) if q.noun in (None, "people") and not doc.date_at(q.first)
    ]
    if len(named) < _FEWEST or len(counts) != len(named) or len(toll.counts) > 1:
        return [], {}
    key = next(iter(toll.counts))
    return named, {p.lead: {key: n} for p, n in zip(named, counts, strict=True) if n}


def _in_each(doc: Document, toll: Toll, span: tuple[int, int]) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """Places each with the whole toll: a man was killed in each of X and Y."""
    led = next(iter(doc.within("in_each", *span)))
    named = [p for p in literal(doc, led.first, span[1]) if not p.container]
    if len(named) < _FEWEST or len(toll.counts) > 1:
        return [], {}
    return named, {p.lead: dict(toll.counts) for p in named}


def beside_places(
    doc: Document, quantities: list[Quantity], toll: Toll, first: int, last: int
) -> dict[int, dict[str, int]]:
    """Counts that stand each right before its place: killed two in X and a woman in Y; by the token after them."""
    counted = {q.last: q.value for q in quantities}
    leads = [p.lead for p in doc.places_in(first, last)]
    told = {i: n for i in leads if (n := counted.get(i) or int(bool(doc.at("one", i - 1) or doc.at("lone", i - 1))))}
    died = [t.last for t in doc.within("killed", first, last) if t.last in leads and doc.at("undergone", t.first - 1)]
    if not told and len(died) == 1 and "killed" in toll.counts:
        return {died[0]: {"killed": toll.counts["killed"]}}  # a woman was killed in X
    ends = [b for _, b in toll.victims if b in told]
    before = [p for p in doc.places_in(first, min(told, default=first)) if p.located]
    joined = all(q.first in doc.counted for q in quantities if q.last in told)
    if told and not ends and joined and len(toll.counts) == len(before) == 1:
        ((key, n),) = toll.counts.items()  # six were killed by shelling in X and two in Y
        return {before[0].lead: {key: n}} | {i: {key: m} for i, m in told.items()}
    whose = next((k for k in KEYS if ends and toll.counts.get(k) == told[ends[0]]), None)
    own = {i: next((k for k in KEYS if doc.at(k, i - 1)), whose) for i in told}  # one dead in X and two hurt in Y
    return {i: {harm: told[i]} for i, harm in own.items() if harm} if whose else {}


def _in_brackets(doc: Document, numbers: Numbers, span: tuple[int, int]) -> list[tuple[Placed, int, str]]:
    """Places with a number of people in brackets behind each, and the word of harm there: in X (5) and Y (two dead)."""
    out: list[tuple[Placed, int, str]] = []
    for p in literal(doc, *span):
        close = past_bracket(doc, p.last) - 1
        if close <= p.last:
            continue
        q = numbers.read(doc.tokens, p.last + 1)
        n = q.value if q and q.noun in (None, "people") and q.last <= close else None
        n = 2 if doc.at("two", p.last + 1) else n
        if n:
            out.append((p, n, next((k for k in KEYS if doc.has(k, p.last, close)), "")))
    return out if len(out) >= _FEWEST else []


def _parted(doc: Document, first: int, last: int) -> bool:
    """Whether a sign or another event parts a number from a place."""
    return any(doc.tokens[i].is_sign or doc.at("event", i) or doc.at("killed", i) for i in range(first, last))
