"""Hand-kept entries by where they lie: which of them an imported place repeats."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final, final

from geomap.memory import remembered
from geomap.places.generics import same_family
from geomap.places.weighing import SAME_KM, km
from geomap.text import ends_in_article, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.model import Place

_UNIT: Final = "governorate"
_SAME_UNIT_KM: Final = 100.0  # two units of one name this near are one: each source has its own middle
_KEPT_CELLS: Final = 20_000  # cells that are remembered with what lies around them
_CELL: Final = 0.2  # degrees, twice what SAME_KM spans at least up to 60 degrees of latitude
_LATIN, _SHORT, _PAIR = 4, 3, 2  # letters at the end of a name: of a long Latin word, a short one, an Arabic one
_ENDS: Final = (_LATIN, _SHORT, _PAIR)
_NO_LETTER: Final = " "
_ARTICLE: Final = "\u0627\u0644"
_SCRIPTS: Final = ((0x20, 0x7F), (0xC0, 0x250), (0x1E00, 0x1F00), (0x620, 0x64B))  # Latin and Arabic
_DEGREE_KM: Final = 111.1  # of latitude: a little less than that


@final
class _Kept:
    __slots__ = ("_ends", "keys", "lat", "lon", "number", "place")

    def __init__(self, place: Place, keys: frozenset[str], number: int) -> None:
        self.place = place
        self.lat = place.lat
        self.lon = place.lon
        self.keys = keys  # of its names
        self.number = number  # those that win come first
        self._ends: frozenset[str] = frozenset()  # what these keys end with, once they are needed

    def ends_like(self, ends: list[str]) -> bool:
        """Whether the key of a name ends with one of some letters, as ``key_end`` gives them."""
        if not self._ends:
            self._ends = frozenset([key[-n:] for key in self.keys for n in _ENDS])
        return not self._ends.isdisjoint(ends)


class Twins:
    """Hand-kept entries, each with the keys of its names, by cell of a grid; those that win come first."""

    def __init__(self, kept: Iterable[tuple[Place, frozenset[str]]]) -> None:
        self._units: list[_Kept] = []
        self._cells: dict[tuple[int, int], list[_Kept]] = {}
        self._around = remembered(self._gathered, _KEPT_CELLS)
        self._ids: set[str] = set()
        for number, (place, keys) in enumerate(kept):
            entry = _Kept(place, keys, number)
            self._ids.add(place.id)
            if place.kind == _UNIT:
                self._units.append(entry)
            cell = _cell(place)
            known = self._cells.get(cell)
            if known is None:
                self._cells[cell] = [entry]
            else:
                known.append(entry)

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
            near = [entry for entry in near if entry.ends_like(ends)]
        near = [entry for entry in near if _one(entry.place, place)]
        best, least = None, (0, 0)
        for n, name in enumerate(names if near else ()):
            if ends[n] and not any(entry.ends_like([ends[n]]) for entry in near):
                continue
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
        cell = self._around(_cell(place))
        if place.kind == _UNIT:
            return self._units + cell
        if not cell or place.id in self._ids:
            return cell
        lat, lon = place.lat, place.lon  # most are too far, which one coordinate tells much faster than the distance
        high, wide = _spans(lat)
        return [entry for entry in cell if abs(entry.lat - lat) < high and abs(entry.lon - lon) < wide]

    def _gathered(self, cell: tuple[int, int]) -> list[_Kept]:
        """Return the entries of a cell and of those around it."""
        row, column = cell
        found: list[_Kept] = []
        for i in (row - 1, row, row + 1):
            for j in (column - 1, column, column + 1):
                found += self._cells.get((i, j), ())
        found.sort(key=lambda entry: entry.number)
        return found


def key_end(name: str) -> str:
    """Return letters that the key of a name ends with, much sooner than the key; "" where they are not so plain.

    >>> key_end("Kubar"), key_end("Deir ez-Zor"), key_end("Kub\u00e2r"), key_end("D\u012b An")
    ('ubar', 'zor', 'ubar', '')
    """
    end = name[-_LATIN:]
    if not end.isascii():
        letters = _in_keys()
        end = "".join([letters.get(c, _NO_LETTER) for c in end])
        if not end.isascii():
            return _arabic_end(end)
    if len(end) == _LATIN and end.isalpha():
        return end.lower()
    word = end[-_SHORT:].lower()
    whole = len(end) == _SHORT or end[0] in " -"
    return word if whole and len(word) == _SHORT and word.isalpha() and not ends_in_article(f"{end} {word}") else ""


def _arabic_end(end: str) -> str:
    """Return the last three letters; two where the first of the three may be that of an article, which keys lack."""
    last = end[-_SHORT:]
    if len(last) == _SHORT and last.isalpha() and not (last[0] == _ARTICLE[1] and end[0] == _ARTICLE[0]):
        return last
    return end[-_PAIR:] if end[-_PAIR:].isalpha() and len(end) >= _PAIR else ""


@cache
def _in_keys() -> dict[str, str]:
    """Return letters that keys hold, wherever they stand, and how these write them."""
    letters = (chr(n) for first, last in _SCRIPTS for n in range(first, last))
    keys = {c: name_key(c * 2) for c in letters}
    return {c: key[0] for c, key in keys.items() if len(key) == _PAIR and key[0] == key[1]}


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
