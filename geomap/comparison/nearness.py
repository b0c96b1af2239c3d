"""What is compared of two incidents: how far apart they are, how badly they fit, and which are near each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import cos, floor, hypot, radians
from typing import TYPE_CHECKING

from geomap.model import Json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Apart = tuple[float, int]  # kilometres and days
    Cell = tuple[int, int] | None  # of the world; None for what stands for an area

NO_DATE = "no date"
_CELL = 0.5  # degrees: side of a block
_SPOT = 40  # kilometres of a match for which a finer block, of those without a date, is a degree wide
_KM = 111.195  # kilometres a degree of latitude
_COARSE = 3  # UCDP's where_prec from which a record stands for an area
_LAG = 7  # days after an event on which an undated report may still tell it
_SLACK = {2: 3, 3: 15}  # days around the one that ACLED gives for some day of a week, of a month
_HAPPENED = (None, "occurred", "claimed")
_TYPES = frozenset({  # ACLED's
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
    "Strategic developments",
})  # fmt: skip
_FAMILIES = (  # event and sub-event types that two coders may well give to one event
    {"Battles", "Explosions/Remote violence", "Violence against civilians"},
    {"Protests", "Riots", "Violence against civilians"},
    {"Arrests", "Abduction/forced disappearance"},
    {"Non-violent transfer of territory", "Government regains territory", "Non-state actor overtakes territory"},
)
_MEANS = (  # sub-event types that tell how it was done: no coder takes one of these for one of another line
    {"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"},
    {"Air/drone strike", "Shelling/artillery/missile attack", "Chemical weapon"},
    {"Arrests", "Abduction/forced disappearance"},
    {"Sexual violence"},
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of an incident: its days as ordinals, none where it has none, and ``why`` it may not match.

    What is planned or denied is compared with its like only: ``modality`` is None for what happened.

    ``reach`` is the radius in km of the area that it stands for, 0 for a spot; ``published`` the day of the last report
    of one without a date.
    """

    item: Json
    modality: str | None
    why: str
    days: range
    lon: float
    lat: float
    reach: float
    published: int | None

    @property
    def undated(self) -> bool:
        """Whether it is a spot that only lacks a date."""
        return self.why == NO_DATE and not self.reach


def facts(item: Json) -> Facts:
    """Return what is compared of a feature; a date that is none counts as missing."""
    p, geometry = item["properties"], item["geometry"]
    modality = None if p.get("modality") in _HAPPENED else str(p["modality"])
    placed = bool(geometry) and geometry["type"] == "Point"
    first = _ordinal(p.get("date_start"))
    last = _ordinal(p.get("date_end")) or first
    lon, lat = geometry["coordinates"][:2] if placed else (0.0, 0.0)
    reach = (p.get("radius_m") or 1) / 1000 if (p.get("where_prec") or 1) >= _COARSE else 0
    if not placed or first is None or last is None:
        why = NO_DATE if placed else "no place"
        published = max((day for c in p.get("claims") or () if (day := _ordinal(c.get("published")))), default=None)
        return Facts(item, modality, why, range(0), lon, lat, reach, published)
    slack = _SLACK.get(p.get("time_precision"), 0) if first == last else 0
    return Facts(item, modality, "", range(first - slack, max(first, last) + slack + 1), lon, lat, reach, None)


def _ordinal(day: object) -> int | None:
    try:
        return date.fromisoformat(str(day)).toordinal()
    except ValueError:
        return None


class Blocks:
    """Incidents by day and by cell of the world, to be asked for neighbours; ``km`` is how wide a spot is."""

    def __init__(self, items: Iterable[Json], km: float) -> None:
        self.facts = [facts(item) for item in items]
        self._days: dict[int, dict[Cell, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._side = max(km / _SPOT, 0.1)
        self._dated: dict[Cell, list[int]] = defaultdict(list)
        self._undated: dict[Cell, list[int]] = defaultdict(list)
        for n, f in enumerate(self.facts):
            for day in f.days:
                self._days[day][None if f.reach else _cell(f, _CELL)].append(n)
            if f.undated or (f.days and not f.reach):
                (self._dated if f.days else self._undated)[_cell(f, self._side)].append(n)

    def around(self, f: Facts, days: int) -> list[int]:
        """Return the numbers of its like in the cells around one (all cells, around an area), so many days off."""
        return self._within(f, range(f.days[0] - days, f.days[-1] + days + 1)) if f.days else []

    def at_spot(self, f: Facts) -> Iterator[int]:
        """Yield the numbers of its like that may tell of the same spot, where one or the other has no date."""
        return (n for n in self._at_spot(f) if self.facts[n].modality == f.modality)

    def _at_spot(self, f: Facts) -> Iterator[int]:
        cells = list(_around(_cell(f, self._side)))
        for cell in cells:
            yield from self._undated.get(cell, ())
        if f.undated and f.published is not None:
            yield from self._within(f, range(f.published - _LAG, f.published + 1))
        elif f.undated:
            for cell in cells:
                yield from self._dated.get(cell, ())

    def _within(self, f: Facts, days: range) -> list[int]:
        cells: list[Cell] = [None, *_around(_cell(f, _CELL))]
        seen: set[int] = set()
        for day in days:
            if block := self._days.get(day):
                for cell in block if f.reach else cells:
                    seen.update(block.get(cell, ()))
        return sorted(n for n in seen if self.facts[n].modality == f.modality)


def _cell(f: Facts, side: float) -> tuple[int, int]:
    return floor(f.lat / side), floor(f.lon / side)


def _around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((cell[0] + dy, cell[1] + dx) for dy, dx in product((-1, 0, 1), repeat=2))


def apart(a: Facts, b: Facts) -> Apart:
    """Return distance in km and days between two incidents that have days."""
    return away(a, b), max(0, a.days[0] - b.days[-1], b.days[0] - a.days[-1])


def away(a: Facts, b: Facts) -> float:
    """Return the distance between two incidents in km."""
    return _KM * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))


def fits(a: Facts, b: Facts, between: Apart, km: float, days: int) -> bool:
    """Whether two incidents are near enough; one that stands for an area reaches as far as its radius."""
    return between[1] <= days and between[0] <= max(km, a.reach, b.reach)


def late(a: Facts, b: Facts) -> float | None:
    """Return by how many weeks the telling of one without a date comes after the other; None for what is not of a time.

    A report tells what happened in the week before it, two undated reports of one event are at most a week apart;
    one of which nobody knows when it was published may tell anything.
    """
    if a.days and b.days:
        return None
    if not a.days and not b.days:
        weeks = abs(a.published - b.published) / _LAG if a.published and b.published else 1.0
        return weeks if weeks <= 1 else None
    dated, published = (a, b.published) if a.days else (b, a.published)
    if published is None:
        return 1.0
    weeks = max(published - dated.days[-1], 0) / _LAG
    return weeks if published >= dated.days[0] and weeks <= 1 else None


def contradict(a: Facts, b: Facts) -> bool:
    """Whether two incidents have types, both ACLED's, that no two coders give to one event."""
    means = [{n for n, line in enumerate(_MEANS) if f.item["properties"].get("sub_event_type") in line} for f in (a, b)]
    if all(means):
        return means[0] != means[1]
    one, other = ({f.item["properties"].get(n) for n in ("event_type", "sub_event_type")} - {None} for f in (a, b))
    if one & other or not (one & _TYPES and other & _TYPES):
        return False
    return not any(family & one and family & other for family in _FAMILIES)


def misfit(a: Facts, b: Facts, between: Apart) -> float:
    """Return how badly two incidents fit: kilometres and days apart, another type, other tolls, vague dates.

    Experts place the same village some kilometres apart, so that these weigh less than another type.
    """
    p, q = a.item["properties"], b.item["properties"]
    same = [p.get(name) == q.get(name) for name in ("sub_event_type", "event_type")]
    kind = 0 if all(same) else 1 if any(same) else 3
    one, other = told(a.item, "killed"), told(b.item, "killed")
    toll = (0.5 if one is None else 0) if one == other else 2 if disagree(one, other) else 1
    vague = min(abs(len(a.days) - len(b.days)) / 7, 4)  # a month says little of the day that it holds
    area = 3 if a.reach or b.reach else 0
    return 0.4 * between[0] + 2 * between[1] + kind + toll + vague + area


def told(item: Json, toll: str) -> tuple[int, int] | None:
    """Return the least and the greatest number that an incident gives, None where it gives none."""
    numbers = [v for end in ("low", "best", "high") if (v := item["properties"].get(f"{toll}_{end}")) is not None]
    return (min(numbers), max(numbers)) if numbers else None


def disagree(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    """Whether both give numbers, and no number of one lies within the range of the other."""
    return a is not None and b is not None and (a[0] > b[1] or b[0] > a[1])
