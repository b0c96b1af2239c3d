"""The regions that a report is about: the units that most of its names have a namesake in, weighed together.

Danville lies in a dozen states; beside Harrodsburg, Stanford and Mercer County it is the one in Kentucky. Each name is
shared out among its namesakes by their size, then again and again by how much of the other names each unit holds.
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Final

from geomap.extraction.phrases import name_of
from geomap.extraction.tokens import cased
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.extraction.document import Document, Placed
    from geomap.extraction.phrases import Hit
    from geomap.model import Place

Unit = tuple[str | None, str | None]  # country, first-level unit
_ROUNDS: Final = 3  # of sharing out
WORLD_CITY: Final = 300_000  # inhabitants of a city that has names of its own in many languages
_HAMLET: Final = 100  # inhabitants that a place counts as at least
_KEPT: Final = 9_000_000  # and one that is kept by hand, other than a town
_LISTED: Final = 1_000_000  # such a town
_TOWN: Final = 100_000  # inhabitants from which a town that is kept by hand is known all over the world
_FAMED: Final = 5.0  # how much likelier what is known so is meant
_TOLD_OF: Final = 10.0  # how much likelier a place is meant where one other name lies in its unit
_AT_HOME: Final = 300.0  # and at most, where many do
_MOSTLY: Final = 0.5  # share of the names of a report from which it is about a unit
_OTHER_NAME: Final = 0.1  # how much less likely a place is meant by another name than its own
_ABROAD: Final = 4  # times less if nothing else lies in its country
_NATIONAL: Final = 6.0  # and this much more if most else lies there
_SETTLED: Final = ("city", "town", "village")
_SURE: Final = 0.85  # share from which it is known which place a name means


class Regions:
    """How much of a report's names each first-level unit holds."""

    def __init__(self, names: dict[str, dict[Unit, Place]], told: Iterable[Unit] = ()) -> None:
        self._names = {
            name: {unit: _size(name, place) for unit, place in options.items()} for name, options in names.items()
        }
        self._told = frozenset(told)
        self._shares: dict[str, dict[Unit, float]] = {}
        self._held: dict[Unit, float] = {}
        self._lands: dict[str | None, float] = {}
        self._whole = 0.0
        for _ in range(_ROUNDS):
            self._share()
        self.sure = {
            name: names[name][best]
            for name, shares in self._shares.items()
            if shares[best := max(shares, key=lambda u: (shares[u], str(u)))] >= _SURE
        }

    def _share(self) -> None:
        """Share every name out once more, by what the units held before."""
        shares = {}
        for name, options in self._names.items():
            own = self._shares.get(name, {})
            lands_of_own: dict[str | None, float] = defaultdict(float)
            for unit, part in own.items():
                lands_of_own[unit[0]] += part
            weights = {
                unit: size * self._worth(unit, own.get(unit, 0.0), lands_of_own[unit[0]])
                for unit, size in options.items()
            }
            whole = sum(weights.values())
            shares[name] = {unit: weight / whole for unit, weight in weights.items()}
        held: dict[Unit, float] = defaultdict(float, dict.fromkeys(self._told, 1.0))
        lands: dict[str | None, float] = defaultdict(float)
        for parts in shares.values():
            for unit, part in parts.items():
                held[unit] += part
        for unit, part in held.items():
            lands[unit[0]] += part
        self._shares, self._held, self._lands, self._whole = shares, held, lands, sum(held.values())

    def weight(self, name: str, unit: Unit) -> float:
        """How much likelier a name means a place in a unit for what the other names of the report mean."""
        own = self._shares.get(name)
        if own is None:
            return self._worth(unit, 0.0, 0.0)
        return self._worth(unit, own.get(unit, 0.0), sum(part for u, part in own.items() if u[0] == unit[0]))

    def _worth(self, unit: Unit, own: float, own_land: float) -> float:
        """What a unit's and its country's names are worth, less what is a name's own of them."""
        others = self._held.get(unit, 0.0) - own if unit[1] else 0.0
        land = self._lands.get(unit[0], 0.0) - own_land
        worth = 1.0
        if others > 1:
            worth = min(_AT_HOME, 1 + _TOLD_OF * others * others) ** self._part(others)
        elif others > 0:
            worth = 1 + _TOLD_OF * others * self._part(others)
        return worth * (1 + (_ABROAD - 1) * min(1.0, land)) * _NATIONAL ** self._part(land) if land > 0 else worth

    def _part(self, held: float) -> float:
        """How much of what a report is about so many names are: all of it, from one half on."""
        return min(1.0, held / (_MOSTLY * self._whole)) if self._whole else 0.0

    def home(self, unit: Unit) -> float:
        """How much of what the report is about lies in a unit, from 0 to 1."""
        return self._part(self._held.get(unit, 0.0)) if unit[1] else 0.0

    def holds(self, name: str, unit: Unit) -> float:
        """How many other names of the report a unit holds."""
        return self._held.get(unit, 0.0) - self._shares.get(name, {}).get(unit, 0.0)


def regions(
    doc: Document, hits: Sequence[tuple[Hit, Placed]], inside: dict[int, Place], bodies: Sequence[Sequence[Place]]
) -> Regions:
    """Weigh the names of a report together; ``inside``: places of which it tells where they lie.

    ``bodies``: what the names inside the names of bodies may mean; a unit there tells of it: Kentucky State Police.
    """
    names: dict[str, dict[Unit, Place]] = {}
    for n, (hit, _) in enumerate(hits):
        name = name_of(doc, hit)
        if hit.places and cased(name):
            key = name_key(name)
            told = inside.get(n)
            if told is not None or key not in names:
                names[key] = _options(key, (told,) if told else hit.places)
    told_of = {(p.country, p.admin1) for places in bodies for p in places if p.kind == "governorate" and p.rank}
    return Regions(names, told_of)


def _options(name: str, places: Iterable[Place]) -> dict[Unit, Place]:
    """Return the greatest place in each unit, a town before what is called after it."""
    out: dict[Unit, Place] = {}

    def worth(place: Place) -> tuple[bool, float]:
        return place.rank > 0 or place.kind in _SETTLED[:2], _size(name, place)

    for place in places:
        unit = place.country, place.admin1
        if unit not in out or worth(out[unit]) < worth(place):
            out[unit] = place
    return out


def _size(name: str, place: Place) -> float:
    """How likely a place is meant by a name for its inhabitants and fame alone."""
    known = place.population >= WORLD_CITY or place.kind == "governorate" or name_key(place.name) == name
    return (1.0 if known else _OTHER_NAME) * _known(place)


def _known(place: Place) -> float:
    if not place.rank:
        return sqrt(max(place.population, _HAMLET))
    famed = place.kind not in _SETTLED or place.population >= _TOWN
    return sqrt(max(place.population, _KEPT)) * _FAMED if famed else sqrt(max(place.population, _LISTED))
