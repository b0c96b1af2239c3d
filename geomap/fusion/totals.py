"""Sums that restate parts ("17 dead in two attacks"): linked to their parts, so that nobody is counted twice."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from geomap.model import Incident, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.model import Claim, Event

    Told = dict[str, list[tuple[Incident, str]]]

_TOLLS = ("killed", "wounded", "captured")
_MANY = 12  # incidents of one report among which the parts of a sum are sought


def told_in(events: Iterable[Event]) -> Told:
    """Return the incidents by the report that tells them, each with the id of its event."""
    told: Told = defaultdict(list)
    for event in events:
        for claim in event.claims:
            if isinstance(claim.record, Incident):
                told[claim.report.id].append((claim.record, event.id))
    return told


def link(totals: Iterable[Claim], told: Told) -> list[Total]:
    """Return each sum with the ids of the incidents of the same report whose tolls add up to it, none where none do.

    Of several ways to add up, the one with the fewest parts is taken, and of those the one told first.
    """
    return [Total(t, next(_parts(t, told.get(t.report.id, [])), ())) for t in totals]


def _parts(total: Claim, told: list[tuple[Incident, str]]) -> Iterator[tuple[str, ...]]:
    for name in _TOLLS:
        whole = getattr(total.record, name)
        known = {event: n for record, event in told if (n := getattr(record, name))}
        if not whole or sum(known.values()) < whole:
            continue
        candidates = list(known.items())[:_MANY]
        for size in range(2, len(candidates) + 1):
            for some in combinations(candidates, size):
                if sum(n for _, n in some) == whole:
                    yield tuple(event for event, _ in some)
