"""The regions that a report is about: the units that most of its names have a namesake in, weighed together.

Danville lies in a dozen states; beside Harrodsburg, Stanford and Mercer County it is the one in Kentucky. Each name is
shared out among its namesakes by their size, then again and again by how much of the other names each unit holds.
"""

from __future__ import annotations

from math import pow as power
from math import sqrt
from typing import TYPE_CHECKING, Final, final

from geomap.extraction.words.phrases import name_of
from geomap.extraction.words.tokens import cased
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.phrases import Hit
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
_SEVERAL: Final = 2.0  # names that a country holds of which a report speaks by small places alone
_MUCH: Final = 0.3  # and share of all
_SURE: Final = 0.85  # share from which it is known which place a name means


@final
class _Shared:
    """A name shared out among its namesakes: their units by number, their sizes, and the share of each, from 0 to 1."""

    __slots__ = ("shares", "sizes", "units")

    def __init__(self, units: list[int], sizes: list[float]) -> None:
        self.units = units
        self.sizes = sizes
        self.shares = [0.0] * len(units)


@final
class Regions:
    """How much of a report's names each first-level unit holds; units and countries are numbered as they are met."""

    def __init__(self, names: dict[str, dict[Unit, Place]], told: Iterable[Unit] = ()) -> None:
        self._units: dict[Unit, int] = {}
        self._lands: dict[str | None, int] = {}
        self._land_of: list[int] = []
        self._inner: list[bool] = []  # whether it is a part of a country
        self._told = [self._number(unit) for unit in dict.fromkeys(told)]
        self._names = {
            name: _Shared([self._number(unit) for unit in options], [_size(name, place) for place in options.values()])
            for name, options in names.items()
        }
        self._held = [0.0] * len(self._units)
        self._held_by_land = [0.0] * len(self._lands)
        self._whole = 0.0
        for _ in range(_ROUNDS):
            self._share()
        self.sure: dict[str, Place] = {}
        for name, shared in self._names.items():
            most = max(shared.shares)
            if most >= _SURE:
                self.sure[name] = list(names[name].values())[shared.shares.index(most)]

    def _number(self, unit: Unit) -> int:
        known = self._units.get(unit)
        if known is None:
            known = self._units[unit] = len(self._units)
            self._land_of.append(self._lands.setdefault(unit[0], len(self._lands)))
            self._inner.append(bool(unit[1]))
        return known

    def _share(self) -> None:
        """Share every name out once more, by what the units held before."""
        held = [0.0] * len(self._units)
        for unit in self._told:
            held[unit] = 1.0
        for shared in self._names.values():
            self._share_out(shared)
            for n, unit in enumerate(shared.units):
                held[unit] = held[unit] + shared.shares[n]
        lands = [0.0] * len(self._lands)
        whole = 0.0
        for unit, part in enumerate(held):
            land = self._land_of[unit]
            lands[land] = lands[land] + part
            whole += part
        self._held, self._held_by_land, self._whole = held, lands, whole

    def _share_out(self, shared: _Shared) -> None:
        if len(shared.units) == 1:
            shared.shares = [1.0]
            return
        weights = self._weights(shared) if self._whole else shared.sizes
        whole = 0.0
        for weight in weights:
            whole += weight
        shared.shares = [weight / whole for weight in weights]

    def _weights(self, shared: _Shared) -> list[float]:
        """How likely each of a name's namesakes is meant, by its size and by what other names its unit holds."""
        own = [0.0] * len(self._lands)
        for n, unit in enumerate(shared.units):
            land = self._land_of[unit]
            own[land] = own[land] + shared.shares[n]
        weights: list[float] = []
        for n, unit in enumerate(shared.units):
            land = self._land_of[unit]
            others = self._held[unit] - shared.shares[n] if self._inner[unit] else 0.0
            weights.append(shared.sizes[n] * self._worth(others, self._held_by_land[land] - own[land]))
        return weights

    def weight(self, name: str, unit: Unit) -> float:
        """How much likelier a name means a place in a unit for what the other names of the report mean."""
        land = self._lands.get(unit[0])
        if land is None:
            return 1.0
        number = self._units.get(unit, -1) if unit[1] else -1
        others = self._held[number] if number >= 0 else 0.0
        own = 0.0
        shared = self._names.get(name)
        if shared is not None:
            for n, u in enumerate(shared.units):
                if self._land_of[u] == land:
                    own += shared.shares[n]
                if u == number:
                    others -= shared.shares[n]
        return self._worth(others, self._held_by_land[land] - own)

    def _worth(self, others: float, land: float) -> float:
        """What a unit's and its country's names are worth, less what is a name's own of them."""
        worth = 1.0
        if others > 1:
            worth = power(min(_AT_HOME, 1 + _TOLD_OF * others * others), self._part(others))
        elif others > 0:
            worth = 1 + _TOLD_OF * others * self._part(others)
        return worth * (1 + (_ABROAD - 1) * min(1.0, land)) * power(_NATIONAL, self._part(land)) if land > 0 else worth

    def _part(self, held: float) -> float:
        """How much of what a report is about so many names are: all of it, from one half on."""
        return min(1.0, held / (_MOSTLY * self._whole)) if self._whole else 0.0

    def home(self, unit: Unit) -> float:
        """How much of what the report is about lies in a unit, from 0 to 1."""
        number = self._units.get(unit)
        return self._part(self._held[number]) if number is not None and unit[1] else 0.0

    def lands(self) -> list[str]:
        """Give the countries that hold several names of the report, and much of them all: those it speaks of."""
        least = max(_SEVERAL, _MUCH * self._whole)
        return [land for land, n in self._lands.items() if land and self._held_by_land[n] >= least]

    def share(self, name: str, land: str | None) -> float:
        """Return how likely a name means a place in a country, 0 where it is none of those weighed."""
        shared, number = self._names.get(name), self._lands.get(land, -1)
        return (
            sum(s for s, u in zip(shared.shares, shared.units, strict=True) if self._land_of[u] == number)
            if shared
            else 0.0
        )

    def abroad(self, name: str, land: str | None) -> float:
        """Return the share of the other names that lie outside a country."""
        number, others = self._lands.get(land, -1), self._whole - (name in self._names)
        at_home = self._held_by_land[number] - self.share(name, land) if number >= 0 else 0.0
        return 1 - at_home / others if others > 0 else 1.0

    def holds(self, name: str, unit: Unit) -> float:
        """How many other names of the report a unit holds."""
        number = self._units.get(unit)
        if number is None:
            return 0.0
        shared = self._names.get(name)
        own = shared is not None and number in shared.units
        return self._held[number] - (shared.shares[shared.units.index(number)] if shared is not None and own else 0.0)


def regions(
    doc: Document,
    hits: Sequence[tuple[Hit, Placed]],
    inside: dict[int, Place],
    bodies: Sequence[Sequence[Place]],
    lands: Sequence[str] = (),
) -> Regions:
    """Weigh the names of a report together; ``inside``: places of which it tells where they lie.

    ``bodies``: what the names inside the names of bodies may mean; a unit there tells of it: Kentucky State Police.
    ``lands``: countries of the forces told of.
    """
    names: dict[str, dict[Unit, Place]] = {}
    for n, (hit, _) in enumerate(hits):
        name = name_of(doc, hit)
        if hit.places and cased(name):
            key = name_key(name)
            told = inside.get(n)
            if told is not None or key not in names:
                names[key] = _options(key, (told,) if told else hit.places)
    told_of = [(p.country, p.admin1) for places in bodies for p in places if p.kind == "governorate" and p.rank]
    return Regions(names, [*told_of, *((country, None) for country in lands)])


def _options(name: str, places: Iterable[Place]) -> dict[Unit, Place]:
    """Return the greatest place in each unit, a town before what is called after it."""
    out: dict[Unit, Place] = {}
    for place in places:
        unit = place.country, place.admin1
        known = out.get(unit)
        if known is None or _worth(name, known) < _worth(name, place):
            out[unit] = place
    return out


def _worth(name: str, place: Place) -> tuple[bool, float]:
    return place.rank > 0 or place.kind in _SETTLED[:2], _size(name, place)


def _size(name: str, place: Place) -> float:
    """How likely a place is meant by a name for its inhabitants and fame alone."""
    known = place.population >= WORLD_CITY or place.kind == "governorate" or name_key(place.name) == name
    return (1.0 if known else _OTHER_NAME) * _known(place)


def _known(place: Place) -> float:
    if not place.rank:
        return sqrt(max(place.population, _HAMLET))
    famed = place.kind not in _SETTLED or place.population >= _TOWN
    return sqrt(max(place.population, _KEPT)) * _FAMED if famed else sqrt(max(place.population, _LISTED))
