"""A compiled gazetteer on disk: one SQLite file, memory-mapped, written once and then only read."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Place
from geomap.places.distance import sieved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FORMAT = 1  # raised when files written before cannot be read any more
_MAPPED = 1 << 30  # bytes of the file that may be mapped into memory
_CACHE_KIB = 8 << 10
_KEPT_KEYS = 100_000  # keys whose blocks are remembered, those with nothing filed too


@cache
def queries() -> dict[str, str]:
    """Return the statements of ``queries.sql`` by name."""
    text = resources.files("geomap.places").joinpath("queries.sql").read_text("utf-8")
    parts = (part.partition("\n") for part in text.split("-- name: ")[1:])
    return {name.strip(): sql.strip() for name, _, sql in parts}


def script(name: str) -> str:
    """Return one of the SQL files of this room."""
    return resources.files("geomap.places").joinpath(f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Block:
    """What is filed under one key: sounds, their spellings for the sieve, an entry each (see ``schema.sql``)."""

    cores: tuple[str, ...]
    sieved: tuple[str, ...]
    entries: tuple[str, ...]


def _block(rows: list[tuple[str, str]]) -> Block:
    cores = "\n".join([row[0] for row in rows])
    return Block(
        tuple(cores.split("\n")), tuple(sieved(cores).split("\n")), tuple("\n".join([r[1] for r in rows]).split("\n"))
    )


class Segment:
    """Reads one compiled file; ``rank`` of its places tells whose entries win."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.name = name
        self._db = connection
        self._sql = queries()
        self._blocks: dict[tuple[str, str | None], Block | None] = {}
        self.place = lru_cache(maxsize=50_000)(self._place)
        try:
            if self._one("meta", "format") != FORMAT:
                raise GazetteerError(f"{name}: compiled by another version of geomap; import it again")
            self.size = int(str(self._one("last")))
            self.hand_kept = bool(self._one("meta", "hand_kept"))
            # None stands for places of no country, which every country's look-up sees
            self.countries: frozenset[str | None] = frozenset(r[0] for r in self._db.execute(self._sql["countries"]))
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{name}: not a compiled gazetteer ({error})") from error

    @classmethod
    def open(cls, path: Path) -> Segment:
        """Open a compiled file. Raises GazetteerError where it is none."""
        try:
            db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            db.execute(f"PRAGMA mmap_size = {_MAPPED:d}")
            db.execute(f"PRAGMA cache_size = {-_CACHE_KIB:d}")
            return cls(db, path.name)
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{path}: not a compiled gazetteer ({error})") from error

    def _one(self, statement: str, *values: object) -> object:
        row = self._db.execute(self._sql[statement], values).fetchone()
        return row[0] if row else None

    def meta(self, name: str) -> object:
        """Return what the file says of itself under a name, None where it says nothing."""
        return self._one("meta", name)

    def holds(self, country: str | None) -> bool:
        """Whether some place may lie in a country; any country for None."""
        return country is None or country in self.countries or None in self.countries

    def find(self, keys: Sequence[str], country: str | None) -> list[Block]:
        """Return what is filed under the keys: one block a key that has any."""
        if len(self._blocks) > _KEPT_KEYS:
            self._blocks.clear()
        missing = [key for key in keys if (key, country) not in self._blocks]
        if missing:
            filed: dict[str, list[tuple[str, str]]] = {}
            wanted = json.dumps(missing, ensure_ascii=False)
            rows = (
                self._db.execute(self._sql["find_anywhere"], (wanted,))
                if country is None
                else self._db.execute(self._sql["find"], (wanted, country))
            )
            for key, cores, entries in rows:
                filed.setdefault(key, []).append((cores, entries))
            for key in missing:
                self._blocks[key, country] = _block(filed[key]) if key in filed else None
        return [block for key in keys if (block := self._blocks[key, country]) is not None]

    def _place(self, n: int) -> Place:
        row = self._db.execute(self._sql["place"], (n,)).fetchone()
        identifier, name, name_ar, variants, kind, lat, lon, *rest = row
        country, admin1, within, precision_m, pcode, source, note, population, rank = rest
        return Place(
            identifier, name, lat, lon, kind, name_ar, tuple(variants.split("\n")) if variants else (),
            country, admin1, within, precision_m, pcode, source, note, population, rank,
        )  # fmt: skip

    def spelled(self, key: str) -> list[int]:
        """Numbers of the places one of whose names has this key."""
        return [row[0] for row in self._db.execute(self._sql["spelled"], (key,))]

    def starts(self, words: str) -> bool:
        """Whether some name key begins with these words."""
        # a space sorts before every letter of a key, so both ends of the range are tight
        return bool(self._db.execute(self._sql["spelled"], (words,)).fetchone()) or (
            self._db.execute(self._sql["starts"], (words + " ", words + "!")).fetchone() is not None
        )

    def by_id(self, identifier: str) -> Place | None:
        """Return the place of an id."""
        n = self._one("by_id", identifier)
        return self.place(n) if isinstance(n, int) else None

    def places(self) -> Iterator[Place]:
        """Give every place, in the order in which they were read."""
        for (n,) in self._db.execute(self._sql["all"]).fetchall():
            yield self._place(n)
