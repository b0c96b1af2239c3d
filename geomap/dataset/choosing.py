"""A part of the layers: the events of some days, countries, units or types, and what belongs to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from geomap.dataset.features import DRAWN, feature
from geomap.dataset.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.model import Json, Layers

    _Row = Mapping[str, Any]

_DAY = 10  # characters of an ISO day
_TYPES = ("event_type", "sub_event_type", "group")
_ENDS = ("origin", "destination")
_ASKED = ("date_start", "date_end", "country", "admin1", *_TYPES)  # the columns of a table that are looked at


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events are wanted; what is None or empty asks for nothing.

    ``since`` and ``until`` are ISO days, both of them in it: an event is taken that lasts into the time between. One of
    its places, an end of a movement as well, must be in a ``country`` and a ``unit``, which are asked by what the data
    call them. ``types`` are event types, sub-event types and groups of movements, in small letters.
    """

    since: str | None = None
    until: str | None = None
    country: Callable[[str], bool] | None = None
    unit: Callable[[str], bool] | None = None
    types: frozenset[str] = frozenset()

    @property
    def timed(self) -> bool:
        """Whether days are asked for: what has none is not taken then."""
        return bool(self.since or self.until)

    def fits(self, event: _Row) -> bool:
        """Whether the properties of an event have a type and a place that are wanted."""
        if self.types and not any(str(event.get(name)).casefold() in self.types for name in _TYPES):
            return False
        return not (self.country or self.unit) or any(map(self._holds, places_of(event)))

    def dated(self, event: _Row) -> bool:
        """Whether an event lasts into the days that are wanted."""
        start, end = (str(event.get(name) or "")[:_DAY] for name in ("date_start", "date_end"))
        start, end = start or end, end or start
        return bool(start) and (self.since or start) <= end and start <= (self.until or end)

    def _holds(self, place: _Row) -> bool:
        """Whether one place lies in both, the country and the unit."""
        asked = ((self.country, place.get("country")), (self.unit, place.get("admin1")))
        return all(test is None or (bool(name) and test(str(name))) for test, name in asked)


def choose(layers: Layers, choice: Choice) -> tuple[Layers, int]:
    """Return the events that are wanted with what belongs to them, and how many are left out as they have no day.

    Reports are those that tell of the events, mentions, sums, doubtful claims and unresolved names those of these
    reports, proposals those between two events, places those that are left, counted anew.
    """
    undated = 0
    kept: dict[str, list[Json]] = {}
    for layer in ("incidents", "movements"):
        items: Sequence[Json] = getattr(layers, layer)
        numbers = []
        for n, event in enumerate(_looked_at(items)):
            if choice.fits(event):
                if not choice.timed or choice.dated(event):
                    numbers.append(n)
                else:
                    undated += not (event.get("date_start") or event.get("date_end"))
        kept[layer] = (
            cast("list[Json]", items.taken(numbers)) if isinstance(items, Table) else [items[n] for n in numbers]
        )
    return _belonging(layers, **kept), undated


def _belonging(layers: Layers, *, incidents: list[Json], movements: list[Json]) -> Layers:
    """Return layers with these events and what belongs to them."""
    told = [e["properties"] for items in (incidents, movements) if not isinstance(items, Table) for e in items]
    ids = {e.get("id") for e in told}
    reports = {report for e in told for report in e.get("reports") or ()}
    mentions = [m for m in layers.mentions if m["properties"].get("report") in reports]
    unresolved, totals, doubtful = (
        [row for row in items if row.get("report") in reports]
        for items in (layers.unresolved, layers.totals, layers.doubtful)
    )
    times = {
        "mentions": Counter(
            m["properties"].get("place_id") for m in mentions if m["properties"].get("usage", DRAWN[0]) in DRAWN
        ),
        "incidents": _times(incidents),
        "movements": _times(movements),
    }
    return replace(
        layers,
        incidents=incidents,
        movements=movements,
        mentions=mentions,
        places=list(_used(layers.places, times)),
        reports=[row for row in layers.reports if row.get("id") in reports],
        proposals=[row for row in layers.proposals if {row.get("first"), row.get("second")} <= ids],
        unresolved=unresolved,
        totals=totals,
        doubtful=doubtful,
    )


def looked_at(layers: Layers) -> Iterator[_Row]:
    """Yield of every event what a choice looks at."""
    return chain(_looked_at(layers.incidents), _looked_at(layers.movements))


def places_of(event: _Row) -> Iterator[_Row]:
    """Yield the places of an event, with their ``country`` and ``admin1``: its own, or the ends and way-points."""
    yield event
    for place in (*(event.get(end) for end in _ENDS), *(event.get("via") or ())):
        if isinstance(place, dict):
            yield place


def _looked_at(items: Sequence[Json]) -> Iterator[_Row]:
    """Yield what is looked at of the events of a layer; of a table without making its features."""
    if not isinstance(items, Table):
        return (item["properties"] for item in items)
    names = [name for name in _ASKED if name in items.columns]
    if not names:
        return iter([{}] * len(items))
    return (dict(zip(names, cells, strict=True)) for cells in zip(*map(items.columns.__getitem__, names), strict=True))


def _times(events: Iterable[Json]) -> Counter[Any]:
    """Return how often each place is one of an event's."""
    if isinstance(events, Table):
        return Counter(events.columns.get("place_id") or ())
    return Counter(place.get("place_id") for event in events for place in places_of(event["properties"]))


def _used(places: Iterable[Json], times: Mapping[str, Counter[Any]]) -> Iterator[Json]:
    """Yield the places that are still used, with how often."""
    for place in places:
        properties = place["properties"]
        counts = {name: found[properties.get("id")] for name, found in times.items()}
        if any(counts.values()):
            yield feature(place["geometry"], properties | counts)
