"""How names are spelled where: the letters of a spelling tell which part of a country it is from."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, Final, final
from unicodedata import normalize

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geomap.model import Place

STEP: Final = 0.5  # degrees of a cell
_LONGEST: Final = 40  # letters of a name that are looked at
_NOTHING: Final = -1  # the row of groups of letters that tell nothing


@final
class _Table:
    """``habits.tsv``: the countries it tells of, and the rows of what it says of cells and of groups of letters."""

    __slots__ = ("cells", "countries", "groups", "of_cells", "of_groups")

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        gap = lines.index("")
        cells, letters = _split(lines[2:gap]), _split(lines[gap + 1 : -1])
        self.countries = frozenset(lines[1].split("\t"))
        self.cells = {_cell(*map(float, about.split())): n for n, (about, *_) in enumerate(cells)}
        self.groups = {about: n for n, (about, *_) in enumerate(letters)}
        self.of_cells: NDArray[np.float64] = _figures(cells)
        self.of_groups: NDArray[np.float64] = np.pad(_figures(letters), ((0, 1), (0, 0)))


def _split(lines: list[str]) -> list[list[str]]:
    return [line.split("\t") for line in lines]


def _figures(rows: list[list[str]]) -> NDArray[np.float64]:
    return np.array([list(map(float, told)) for _, *told in rows])


@cache
def _table() -> _Table:
    return _Table(resources.files("geomap.places").joinpath("habits.tsv").read_text("utf-8"))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // STEP), int(lon // STEP)


def groups(name: str) -> list[str]:
    """Return the groups of up to three letters of a name as it is written, signs for its ends among them, each once.

    >>> sorted(groups("Bo"))
    ['$', '^', '^b', '^bo', 'b', 'bo', 'bo$', 'o', 'o$']
    """
    text = f"^{normalize('NFC', name[:_LONGEST]).lower()}$"
    pairs = [one + other for one, other in pairwise(text)]
    return list(dict.fromkeys([*text, *pairs, *map(add, pairs, text[2:])]))


def tells(names: Sequence[str]) -> NDArray[np.float64]:
    """Return how likely spellings are in each cell, a row each, to be asked for places by ``spelled_there``.

    Many together take half the time of each by itself.
    """
    table = _table()
    known: list[int] = []
    starts: list[int] = []
    for name in names:
        starts.append(len(known))
        known.append(_NOTHING)
        for group in groups(name):
            row = table.groups.get(group)
            if row is not None:
                known.append(row)
    odds: NDArray[np.float64] = np.add.reduceat(table.of_groups.take(known, 0), starts, 0) @ table.of_cells.T
    return odds


def spelled_there(told: NDArray[np.float64], place: Place) -> float:
    """Return how much likelier a spelling is around a place than elsewhere, 0 where nothing is known of it.

    These are log-odds as if each group of letters were a witness of its own, so a small part of them is true.

    >>> from geomap.model import Place
    >>> at_erbil = Place("1", "A", 36.2, 44.0, country="IQ")
    >>> at_basra = Place("2", "B", 30.5, 47.8, country="IQ")
    >>> (told,) = tells(["Gundê Mêrgê"])
    >>> spelled_there(told, at_erbil) > 0 > spelled_there(told, at_basra)
    True
    """
    table = _table()
    cell = table.cells.get(_cell(place.lat, place.lon)) if place.country in table.countries else None
    return 0.0 if cell is None else float(told[cell])
