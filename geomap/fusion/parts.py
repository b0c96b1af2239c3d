"""Fusion in parts, for claims that no one machine holds: the events are those of `fuse`.

A claim is known by a number; numbers follow the order in which reports were read. Matching is done by weeks, each week
with all claims that reach into it (`sketches`, `alike`). Claims that are linked, directly or over others, form a
cluster (`clusters`); what becomes of a cluster depends on nothing outside it, so that each can be settled anywhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geomap.fusion.blocks import pairs, weeks
from geomap.fusion.facts import Facts, facts
from geomap.fusion.groups import by_day, group, order, possible
from geomap.fusion.totals import link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geomap.model import Claim, Event, Proposal

__all__ = ["Pair", "Sketch", "alike", "by_day", "clusters", "link", "order", "settle", "sketches", "twins"]

Pair = tuple[int, int]


class Sketch(NamedTuple):
    """What matching needs of a claim."""

    order: tuple[object, ...]
    number: int
    facts: Facts

    @property
    def weeks(self) -> Iterable[int]:
        """The weeks it reaches into."""
        return weeks(self.facts)


def sketches(claims: Mapping[int, Claim]) -> list[Sketch]:
    """Return what matching needs of claims."""
    return [Sketch(order(c), n, facts(c)) for n, c in claims.items()]


def alike(some: Iterable[Sketch], within: Callable[[int], bool]) -> list[Pair]:
    """Return the pairs that may be one event among the claims of the weeks that ``within`` accepts, all given."""
    ordered = sorted(some, key=lambda s: s[:2])
    compared = [s.facts for s in ordered]
    found = (p for p in pairs(compared, within) if possible(compared[p[0]], compared[p[1]]))
    return [(ordered[i].number, ordered[j].number) for i, j in found]


def twins(some: Iterable[Sketch]) -> list[Pair]:
    """Return the pairs of claims that would get the same id, so that they must be told apart in one place."""
    return [(a.number, b.number) for a, b in pairwise(sorted(some, key=lambda s: s[:2])) if a.order == b.order]


def clusters(linked: Iterable[Pair]) -> dict[int, int]:
    """Return the lowest number of the cluster of each claim that is linked to another.

    >>> clusters([(4, 9), (1, 2), (2, 4)])
    {4: 1, 9: 1, 1: 1, 2: 1}
    """
    parent: dict[int, int] = {}

    def root(n: int) -> int:
        above = parent.setdefault(n, n)
        while above != parent[above]:
            parent[above] = parent[parent[above]]
            above = parent[above]
        parent[n] = above
        return above

    for a, b in linked:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {n: root(n) for n in parent}


def settle(claims: Mapping[int, Claim], linked: Iterable[Pair], layer: str) -> tuple[list[Event], list[Proposal]]:
    """Return the events and the proposals of whole clusters, as `fuse` finds them; ``linked`` are their pairs."""
    ordered = sorted(claims, key=lambda n: (order(claims[n]), n))
    at = {number: n for n, number in enumerate(ordered)}
    known = sorted({(min(p), max(p)) for p in ((at[a], at[b]) for a, b in linked)})
    return group([claims[n] for n in ordered], layer, lambda _: known)
