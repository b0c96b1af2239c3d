"""How names are spelled where: the letters of a spelling tell which part of a country it is from."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import pairwise
from operator import add, mul
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Place

STEP: Final = 0.5  # degrees of a cell
_LONGEST: Final = 40  # letters of a name that are looked at
_Values = tuple[float, ...]


class _Table(NamedTuple):
    """``habits.tsv``: the countries it tells of, what it says of cells and of groups of letters."""

    countries: frozenset[str]
    cells: dict[tuple[int, int], _Values]
    groups: dict[str, _Values]


@cache
def _table() -> _Table:
    lines = resources.files("geomap.places").joinpath("habits.tsv").read_text("utf-8").split("\n")
    gap = lines.index("")
    cells: dict[tuple[int, int], _Values] = {}
    groups: dict[str, _Values] = {}
    for n, line in enumerate(lines[2:-1], 2):
        about, *told = line.split("\t")
        values = tuple(map(float, told))
        if n < gap:
            lat, lon = about.split()
            cells[_cell(float(lat), float(lon))] = values
        elif n > gap:
            groups[about] = values
    return _Table(frozenset(lines[1].split("\t")), cells, groups)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // STEP), int(lon // STEP)


def groups(name: str) -> set[str]:
    """Return the groups of up to three letters of a name as it is written, signs for its ends among them.

    >>> sorted(groups("Bo"))
    ['$', '^', '^b', '^bo', 'b', 'bo', 'bo$', 'o', 'o$']
    """
    text = f"^{normalize('NFC', name[:_LONGEST]).lower()}$"
    pairs = [one + other for one, other in pairwise(text)]
    return {*text, *pairs, *map(add, pairs, text[2:])}


def tells(name: str) -> list[float]:
    """Return what the letters of a spelling tell of where it is from, to be asked of places by ``spelled_there``."""
    known = _table().groups
    return list(map(sum, zip(*filter(None, map(known.get, groups(name))), strict=True)))


def spelled_there(told: Sequence[float], place: Place) -> float:
    """Return how much likelier a spelling is around a place than elsewhere, 0 where nothing is known of it.

    These are log-odds as if each group of letters were a witness of its own, so a small part of them is true.

    >>> from geomap.model import Place
    >>> at_erbil = Place("1", "A", 36.2, 44.0, country="IQ")
    >>> at_basra = Place("2", "B", 30.5, 47.8, country="IQ")
    >>> told = tells("Gundê Mêrgê")
    >>> spelled_there(told, at_erbil) > 0 > spelled_there(told, at_basra)
    True
    """
    table = _table()
    if place.country not in table.countries:
        return 0.0
    return sum(map(mul, told, table.cells.get(_cell(place.lat, place.lon), ())), 0.0)
