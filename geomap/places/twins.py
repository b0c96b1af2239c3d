"""Hand-kept entries by where they lie: which of them an imported place repeats."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, final

from geomap.places.generics import same_family
from geomap.places.weighing import SAME_KM, km
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.model import Place

_UNIT: Final = "governorate"
_SAME_UNIT_KM: Final = 100.0  # two units of one name this near are one: each source has its own middle
_CELL: Final = 0.2  # degrees, twice what SAME_KM spans at least up to 60 degrees of latitude
_LATIN_END, _ARABIC_END = 4, 2  # letters at the end of a name that no article, which keys lack, is among
_DEGREE_KM: Final = 111.1  # of latitude: a little less than that


@final
class _Kept:
    __slots__ = ("ends", "keys", "lat", "lon", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.lat = place.lat
        self.lon = place.lon
        # of its names, and what these keys end with, once they are needed
        self.keys: frozenset[str] = frozenset()
        self.ends: frozenset[str] = frozenset()

    def read(self) -> _Kept:
        if not self.keys:
            self.keys = frozenset(map(name_key, self.place.names))
            self.ends = frozenset(key[-length:] for key in self.keys for length in (_LATIN_END, _ARABIC_END))
        return self


class Twins:
    """Hand-kept entries by cell of a grid, each under its own cell and those around it; those that win come first."""

    def __init__(self, kept: Iterable[Place]) -> None:
        self._units: list[_Kept] = []
        self._cells: dict[tuple[int, int], list[_Kept]] = defaultdict(list)
        self._ids: set[str] = set()
        for place in kept:
            entry = _Kept(place)
            self._ids.add(place.id)
            if place.kind == _UNIT:
                self._units.append(entry)
            row, column = _cell(place)
            for i, j in product((-1, 0, 1), repeat=2):
                self._cells[row + i, column + j].append(entry)

    def of(self, place: Place) -> Place | None:
        """Return the entry that a place repeats: of the same family, near it, and called by one of its names.

        Of several the one of the highest rank, then the one that has the first of the place's names.
        """
        near = self._near(place)
        if not near:
            return None
        names = place.names
        ends = [key_end(name) for name in names]
        if "" not in ends:  # most have no name that ends so
            near = [entry for entry in near if not entry.read().ends.isdisjoint(ends)]
        near = [entry.read() for entry in near if _one(entry.place, place)]
        best, least = None, (0, 0)
        for n, name in enumerate(names if near else ()):
            key = name_key(name)
            for entry in near:
                if key in entry.keys and (best is None or (-entry.place.rank, n) < least):
                    best, least = entry.place, (-entry.place.rank, n)
            near = [entry for entry in near if key not in entry.keys]
            if not near:
                break
        return best

    def _near(self, place: Place) -> list[_Kept]:
        """Return the entries that may lie near enough to a place to be the same."""
        cell = self._cells.get(_cell(place), [])
        if place.kind == _UNIT:
            return self._units + cell
        if not cell or place.id in self._ids:
            return cell
        lat, lon = place.lat, place.lon  # most are too far, which one coordinate tells much faster than the distance
        high, wide = _spans(lat)
        return [entry for entry in cell if abs(entry.lat - lat) < high and abs(entry.lon - lon) < wide]


def key_end(name: str) -> str:
    """Return letters that the key of a name ends with, much sooner than the key; "" where they are not so plain.

    >>> key_end("Kubar"), key_end("Deir ez-Zor"), key_end("Kub\u00e2r")
    ('ubar', '', '')
    """
    end = name[-_LATIN_END:]
    if end.isascii():
        return end.lower() if len(end) == _LATIN_END and end.isalpha() else ""
    end = name[-_ARABIC_END:]
    return end if len(end) == _ARABIC_END and _as_written().issuperset(end) else ""


@cache
def _as_written() -> frozenset[str]:
    """Return the Arabic letters that keys hold as they are written."""
    return frozenset(c for c in map(chr, range(0x620, 0x64B)) if name_key(c * 2) == c * 2)


def _cell(place: Place) -> tuple[int, int]:
    return round(place.lat / _CELL), round(place.lon / _CELL)


def _spans(lat: float) -> tuple[float, float]:
    """Degrees of latitude and of longitude beyond which nothing is as near as ``SAME_KM``."""
    high = SAME_KM / _DEGREE_KM
    return high, 1.01 * high / max(0.01, math.cos(math.radians(abs(lat) + high)))


def _one(kept: Place, place: Place) -> bool:
    """Whether two entries that share a name are of one place."""
    if kept.id == place.id:
        return True
    reach = _SAME_UNIT_KM if kept.kind == place.kind == _UNIT else SAME_KM
    if abs(kept.lat - place.lat) * _DEGREE_KM > reach or not same_family(kept.kind, place.kind):
        return False
    return km(kept, place) <= reach
