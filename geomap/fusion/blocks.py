"""Which claims are worth comparing: those of the same days, near each other or with the same large number."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from math import floor
from typing import TYPE_CHECKING

from geomap.fusion.score import FINE_M, LAG, kin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.fusion.facts import Facts

_WINDOW = 32  # neighbours compared in a crowded block, so that the work grows with the claims, not with their square
_CELL = 0.25  # degrees: side of a block
_REACH = 0.1  # degrees around a point that its blocks cover
_WEEKS = 60  # a span is followed that long


def pairs(claims: Sequence[Facts], within: Callable[[int], bool] | None = None) -> Iterator[tuple[int, int]]:
    """Yield each pair of claims worth comparing once, as indices, the lower first.

    ``within`` says of a week whether pairs of that week are wanted; the pairs of all weeks together are all pairs.
    """
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, f in enumerate(claims):
        some = weeks(f) if within is None else filter(within, weeks(f))
        for week, key in product(some, {*_places(f), *_numbers(f)}):
            blocks[f.modality, week, key].append(i)
    seen: set[int] = set()  # a pair as one number: a third of the memory of tuples
    for block in blocks.values():
        for i, j in _neighbours(block, claims):
            pair = i * len(claims) + j
            if pair not in seen and _may_be_one(claims[i], claims[j]):
                seen.add(pair)
                yield i, j


def _neighbours(block: list[int], claims: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    if len(block) <= _WINDOW:
        yield from combinations(block, 2)
        return
    alike = sorted(block, key=lambda i: _likeness(claims[i], i))
    for n, i in enumerate(alike):
        last = claims[i].end
        for j in alike[n + 1 : n + _WINDOW]:
            if last is not None and (claims[j].start or 0) > last:
                break  # sorted by day: nothing later overlaps either
            yield min(i, j), max(i, j)


def _likeness(f: Facts, i: int) -> tuple[object, ...]:
    return f.start or 0, f.what, [s.id if s else "" for s in f.spots], [c or 0 for c in f.counts], i


def _may_be_one(a: Facts, b: Facts) -> bool:
    """Rule out cheaply what a comparison would rule out."""
    if not kin(a.what, b.what):
        return False
    if a.start is None or b.start is None:
        return True
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)


def weeks(f: Facts) -> Iterable[int]:
    """Return the weeks, counted from the year 1, in which a claim may meet others; -1 for what has no day at all."""
    if f.start is not None:
        first, last = f.start, f.end or f.start
    elif f.published is not None:
        first, last = f.published - LAG, f.published
    else:
        return (-1,)
    return range(first // 7, min(last // 7, first // 7 + _WEEKS) + 1)


def _places(f: Facts) -> Iterator[tuple[object, ...]]:
    for spot in f.spots:
        if spot is None:
            continue
        yield "id", spot.id
        if spot.where.radius_m <= FINE_M:
            for dy, dx in product((-_REACH, _REACH), repeat=2):
                yield "cell", floor((spot.lat + dy) / _CELL), floor((spot.lon + dx) / _CELL)


def _numbers(f: Facts) -> Iterator[tuple[object, ...]]:
    return (("count", n, c) for n, c in enumerate(f.counts) if c is not None and c >= 10)
