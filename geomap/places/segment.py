"""A compiled gazetteer on disk: one SQLite file, memory-mapped, written once and then only read."""

from __future__ import annotations

import json
import sqlite3
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.errors import GazetteerError
from geomap.model import Place
from geomap.places.beginnings import Beginnings
from geomap.places.readings import unit_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geomap.places.postings import Keys

    Flags = NDArray[np.bool_]

FORMAT = 3  # raised when files written before cannot be read any more
_MAPPED = 1 << 30  # bytes of the file that may be mapped into memory
_CACHE_KIB = 8 << 10


@cache
def queries() -> dict[str, str]:
    """Return the statements of ``queries.sql`` by name."""
    text = resources.files("geomap.places").joinpath("queries.sql").read_text("utf-8")
    parts = (part.partition("\n") for part in text.split("-- name: ")[1:])
    return {name.strip(): sql.strip() for name, _, sql in parts}


def script(name: str) -> str:
    """Return one of the SQL files of this room."""
    return resources.files("geomap.places").joinpath(f"{name}.sql").read_text("utf-8")


def place_of(row: Sequence[Any]) -> Place:
    """Return the place of a row of ``place``, its number left out."""
    identifier, name, name_ar, variants, kind, lat, lon, *rest = row
    return Place(identifier, name, lat, lon, kind, name_ar, tuple(variants.split("\n")) if variants else (), *rest)


def _connected(path: Path, mapped: int, cached_kib: int) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.execute(f"PRAGMA mmap_size = {mapped:d}")
    db.execute(f"PRAGMA cache_size = {-cached_kib:d}")
    return db


class Segment:
    """Reads one compiled file; ``rank`` of its places tells whose entries win."""

    def __init__(self, connection: sqlite3.Connection, name: str, blocks: sqlite3.Connection | None = None) -> None:
        self.name = name
        self._db = connection
        self._blocks = blocks or connection
        self._sql = queries()
        self.place = lru_cache(maxsize=50_000)(self._place)
        self.within = lru_cache(maxsize=1000)(self._within)
        try:
            if self._one("meta", "format") != FORMAT:
                raise GazetteerError(f"{name}: compiled by another version of geomap; import it again")
            self.size = int(str(self._one("last")))
            self.hand_kept = bool(self._one("meta", "hand_kept"))
            # country and name of first-level units by number; "" stands for none
            self.units: list[tuple[str, str]] = [("", ""), *(r[1:] for r in self._db.execute(self._sql["units"]))]
            self.countries = frozenset(country for country, _ in self.units[1:])
        except sqlite3.DatabaseError as error:
            told = f"{name}: not a compiled gazetteer, or a damaged one ({error}); delete it and import it again"
            raise GazetteerError(told) from error

    @classmethod
    def open(cls, path: Path) -> Segment:
        """Open a compiled file. Raises GazetteerError where it is none."""
        try:
            # blocks are read once and copied: mapped, they would stay in memory twice
            return cls(_connected(path, _MAPPED, _CACHE_KIB), path.name, _connected(path, 0, 0))
        except sqlite3.DatabaseError as error:
            told = f"{path}: not a compiled gazetteer, or a damaged one ({error}); delete it and import it again"
            raise GazetteerError(told) from error
        except GazetteerError as error:
            raise GazetteerError(f"{path.parent}/{error}") from error

    def _one(self, statement: str, *values: object) -> object:
        row = self._db.execute(self._sql[statement], values).fetchone()
        return row[0] if row else None

    def block(self, kind: str, n: int) -> bytes:
        """Return a block of what is filed: of the ``directory``, or of the ``posting`` that it leads to."""
        row = self._blocks.execute(self._sql[kind], (n,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else b""

    def meta(self, name: str) -> object:
        """Return what the file says of itself under a name, None where it says nothing."""
        return self._one("meta", name)

    def holds(self, country: str | None) -> bool:
        """Whether some place may lie in a country; any country for None."""
        # places of no country are seen by every country's look-up
        return country is None or country in self.countries or "" in self.countries

    def _within(self, country: str | None, units: frozenset[int]) -> tuple[Flags, Flags]:
        """Tell of each unit by number whether it lies in a country (or in none), and whether it is asked for."""
        if not units:
            holds = np.array([country is None or c in ("", country) for c, _ in self.units])
            return holds, holds
        holds, _ = self.within(country, frozenset())
        inside = holds.copy()
        for n in np.flatnonzero(holds).tolist():  # few where a country is given
            name = self.units[n][1]
            inside[n] = bool(name) and unit_key(name) in units
        return holds, inside

    @cached_property
    def firsts(self) -> Keys:
        """The first key of each block of the directory."""
        return np.array([row[0] for row in self._db.execute(self._sql["firsts"])], np.uint64)

    @cached_property
    def beginnings(self) -> Beginnings:
        """Which words some name key begins with."""
        found = self._one("beginnings")
        return Beginnings(found if isinstance(found, bytes) else b"\xff")

    def _place(self, n: int) -> Place:
        return place_of(self._db.execute(self._sql["place"], (n,)).fetchone())

    def some(self, numbers: Iterable[int]) -> Iterator[tuple[int, Place]]:
        """Give places by number, in no order; read together they take half the time."""
        for n, *row in self._db.execute(self._sql["places"], (json.dumps(sorted(numbers)),)):
            yield n, place_of(row)

    def spelled(self, key: str) -> list[int]:
        """Numbers of the places one of whose names has this key."""
        return [row[0] for row in self._db.execute(self._sql["spelled"], (key,))]

    def starts(self, words: str) -> bool:
        """Whether some name key begins with these words."""
        # a space sorts before every letter of a key, so both ends of the range are tight
        return self._between(words, words + "!")

    def goes_on(self, key: str) -> bool:
        """Whether some name key begins with this one and has more words."""
        return self._between(key + " ", key + "!")

    def _between(self, first: str, stop: str) -> bool:
        return self._db.execute(self._sql["starts"], (first, stop)).fetchone() is not None

    def by_id(self, identifier: str) -> Place | None:
        """Return the place of an id."""
        n = self._one("by_id", identifier)
        return self.place(n) if isinstance(n, int) else None

    def number(self, identifier: str) -> int | None:
        """Return the number of the last place of an id."""
        n = self._one("last_by_id", identifier)
        return n if isinstance(n, int) else None

    def ids_in(self, country: str, like: str) -> Iterator[str]:
        """Give the ids of a country's places that are like a pattern: gn-*."""
        return (row[0] for row in self._db.execute(self._sql["ids_in"], (country, like)))

    def counted(self) -> tuple[int, int, int, int]:
        """Return how many places there are, how many with an Arabic name, how many names, and places with a unit."""
        places, arabic, names, units = self._db.execute(self._sql["counted"]).fetchone()
        return places, arabic, names, units

    def places(self) -> Iterator[Place]:
        """Give every place, in the order in which they were read."""
        yield from (place for place, _ in self._all())

    def with_keys(self) -> Iterator[tuple[Place, frozenset[str]]]:
        """Give every place with the keys of its names, in the order in which they were read."""
        keys = {n: frozenset(found.split("\n")) for n, found in self._db.execute(self._sql["keys_by_place"])}
        for place, n in self._all():
            yield place, keys.get(n, frozenset())

    def _all(self) -> Iterator[tuple[Place, int]]:
        for *row, n in self._db.execute(self._sql["after"], (0,)):
            yield place_of(row), n
