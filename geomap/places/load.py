"""Opening gazetteers: the embedded one underneath, imported files over it, the user's own on top."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from geomap.errors import GazetteerError, OutputError
from geomap.model import Rejected
from geomap.places import compile as compiler
from geomap.places.countries import embedded_folder, load_countries
from geomap.places.geonames import ADMIN1, Dump, without_places
from geomap.places.index import Index
from geomap.places.lpf import read_features
from geomap.places.segment import FORMAT, Segment
from geomap.places.table import CURATED, USER, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.model import Place

_TEXTS = ("readme", "attribution", "licence", "license")  # how names of files begin that lie beside dumps to be read
_DUMPS = (".txt", ".zip")  # GeoNames'
_ENDINGS = (".csv", ".geojson", ".json", *_DUMPS, COMPILED := ".gazetteer")
_DIGEST = re.compile(r"\.[0-9a-f]{32}$")  # at the end of the name of a compiled file, behind what it goes by
_CHUNK = 1 << 20
_UNUSED_SECONDS = 30 * 86_400
CREDITS = {
    "geonames": "GeoNames, https://www.geonames.org, CC BY 4.0",
    "osm": "(c) OpenStreetMap contributors, https://www.openstreetmap.org/copyright, ODbL",
}
_IN_ROWS = "each entry names its source"
# what decides how names are filed: a file compiled with other rules is compiled again
_RULES = (
    ("geomap.text", "keys.py"), ("geomap.text", "normalise.py"), ("geomap.text", "sound.py"),
    ("geomap.text", "translit.toml"), ("geomap.places", "readings.py"), ("geomap.places", "generics.toml"),
    ("geomap.places", "postings.py"), ("geomap.places", "compile.py"), ("geomap.places", "schema.sql"),
    ("geomap.places", "geonames.py"), ("geomap.places", "table.py"), ("geomap.places", "cells.py"),
    ("geomap.places", "osm.py"), ("geomap.places", "lpf.py"), ("geomap.places", "countries.py"),
)  # fmt: skip


def data_folder() -> Path:
    """Return the folder of what the user keeps: own entries, imported gazetteers."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "geomap"


def cache_folder() -> Path:
    """Return the folder of compiled files that can be made again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "geomap"


def user_file() -> Path:
    """Return the user's own gazetteer: ``$GEOMAP_GAZETTEER``, else in the user's data folder."""
    if own := os.environ.get("GEOMAP_GAZETTEER"):
        return Path(own)
    return data_folder() / "gazetteer.csv"


def imported_folder(user: Path | None = None) -> Path:
    """Return the folder of imported, compiled gazetteers: beside the user's own file."""
    return (user or user_file()).parent / "imported"


def load_gazetteer(paths: Sequence[Path] = (), *, user: Path | None = None) -> Index:
    """Open the embedded gazetteer with further files over it; hand-kept entries outrank imported ones.

    Files are compiled once and kept, by content, in the user's cache folder. Raises GazetteerError for a file that is
    missing or cannot be read; single bad rows, and files of a folder that are passed over, are in ``Index.rejected``.
    Rows that an import left out are not: they were told then.
    """
    found = layers(paths, user=user)
    rows = (row for layer in found if layer.whose != "imported" for row in rejected_of(layer.segment))
    return Index([layer.segment for layer in found], [*passed_over(paths), *rows])


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the gazetteers in use: whose it is, and whom to credit for it."""

    name: str
    segment: Segment
    whose: Literal["yours", "given", "imported", "embedded"]
    credit: str


def layers(paths: Sequence[Path] = (), *, user: Path | None = None) -> list[Layer]:
    """Open every gazetteer in use, the one that wins first. Raises as ``load_gazetteer`` does."""
    own = user or user_file()
    given = reversed([*_given(paths)])
    found = [
        *(Layer(str(f), _table(f, USER), "yours", _IN_ROWS) for f in (own,) if f.is_file()),
        *(Layer(str(f), s, "given", _credit(s, f)) for f, s in given),
        *(Layer(s.name, s, "imported", _credit(s)) for s in imported(imported_folder(own))),
        Layer("hand-kept", _embedded(), "embedded", f"{_IN_ROWS}; countries: Unicode CLDR, Natural Earth"),
        *(Layer("world", s, "embedded", f"{CREDITS['geonames']}; units: iso-codes") for s in base()),
    ]
    return sorted(found, key=lambda layer: not layer.segment.hand_kept)


def _credit(segment: Segment, file: Path | None = None) -> str:
    dump = file is not None and file.suffix.lower() in _DUMPS
    return CREDITS.get("geonames" if dump else str(segment.meta("form")), _IN_ROWS)


def own_files(paths: Sequence[Path] = ()) -> list[Segment]:
    """Open gazetteer files, the user's own where none is named."""
    return [s for _, s in _given(paths)] or [open_file(f) for f in (user_file(),) if f.is_file()]


def passed_over(paths: Sequence[Path]) -> list[Rejected]:
    """Return folders with files that go along with GeoNames' dumps, and of which nothing is used."""
    folders = [p for p in map(Path, paths) if p.is_dir()]
    found = {p: [f.name for f in _in_folder(p) if _aside(f) and f.name != ADMIN1] for p in folders}
    told = "passed over, as GeoNames' tables of other things than places: "
    return [Rejected(str(folder), told + ", ".join(names)) for folder, names in found.items() if names]


def _given(paths: Sequence[Path]) -> Iterator[tuple[Path, Segment]]:
    """Open the files that are named, and those in folders that are."""
    for path in map(Path, paths):
        for file in _files(path):
            try:
                yield file, _some_of(open_file(file), file)
            except GazetteerError as error:
                if file == path:
                    raise
                raise GazetteerError(f"{error}; mend it or take it out of the folder") from error


def _some_of(found: Segment, file: Path) -> Segment:
    """Return what was read of a file. Raises `GazetteerError` where that is nothing, though it has rows."""
    if not found.size and (lost := rejected_of(found)):
        told = f"no place could be read; the first row left out, {lost[0].name}: {lost[0].reason}"
        raise GazetteerError(f"{file}: {told}")
    return found


def imported(folder: Path) -> list[Segment]:
    """Open the user's imported gazetteers, the latest first; of two versions of one the latest alone."""
    while True:
        files = [*folder.glob(f"*{COMPILED}")] if folder.is_dir() else []
        try:
            files.sort(key=lambda p: (-p.stat().st_mtime_ns, p.name))
            latest = {_DIGEST.sub("", f.stem): f for f in reversed(files)}  # a killed import may leave both
            return [compiler.opened(f) for f in files if f in latest.values()]
        except (OSError, sqlite3.Error, GazetteerError, OutputError):
            if all(f.is_file() for f in files):  # else an import replaced one meanwhile
                raise


def open_file(path: Path) -> Segment:
    """Open one gazetteer file by its ending: CSV, GeoJSON, GeoNames ``.txt`` or ``.zip``, or compiled."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return _table(path, CURATED)
    if suffix in (".geojson", ".json"):
        return _cached(path, lambda: read_features(path), hand_kept=True)
    if suffix in _DUMPS:
        dump = Dump(path)
        return _kept(digest([path, *_beside(path)]), dump.places, lambda: dump.rejected, hand_kept=False)
    if suffix == COMPILED:
        return compiler.opened(path)
    raise GazetteerError(f"{path}: not a gazetteer; give a .csv, .geojson, a GeoNames .txt or .zip, or a {COMPILED}")


def rejected_of(segment: Segment) -> list[Rejected]:
    """Rows that were left out when a segment was compiled."""
    return [Rejected(name, reason) for name, reason in json.loads(str(segment.meta("rejected") or "[]"))]


def meta_of(
    rejected: Iterable[Rejected], form: str = "", source: str = "", tables: Sequence[str] = ()
) -> dict[str, str]:
    """Return what a compiled file keeps of the rows left out, their format, the file and the tables that went along."""
    return {
        "form": form,
        "source": source,
        "tables": json.dumps(tables),
        "rejected": json.dumps([[r.name, r.reason] for r in rejected]),
    }


# ------------------------------------------------------------------ layers


def _embedded() -> Segment:
    files = sorted(embedded_folder().glob("*.csv"))
    names = [
        embedded_folder() / "country_names.tsv",
        Path(str(resources.files("geomap").joinpath("data/countries.csv"))),
    ]

    def read() -> tuple[list[Place], list[Rejected]]:
        places, rejected = [c.place() for c in load_countries().values()], []
        for file in files:
            more, bad = read_table(file, rank=CURATED, countries=load_countries())
            places += more
            rejected += bad
        return places, rejected

    return _cached([*files, *(n for n in names if n.is_file())], read, hand_kept=True)


def base() -> Iterator[Segment]:
    """Give the cities of the world, compiled when the package was built; nothing in a tree that was never built."""
    file = Path(str(resources.files("geomap").joinpath(f"data/world{COMPILED}")))
    if file.is_file():
        yield compiler.opened(file)


def _table(path: Path, rank: int) -> Segment:
    return _cached(
        path, lambda: read_table(path, rank=rank, countries=load_countries()), hand_kept=True, salt=str(rank)
    )


def _cached(
    files: Path | list[Path],
    read: Callable[[], tuple[list[Place], list[Rejected]]],
    *,
    hand_kept: bool,
    salt: str = "",
) -> Segment:
    kept: list[Rejected] = []

    def places() -> Iterator[Place]:
        found, rejected = read()
        kept[:] = rejected
        yield from found

    name = digest([files] if isinstance(files, Path) else files, salt)
    return _kept(name, places, lambda: kept, hand_kept=hand_kept)


def _kept(
    name: str, places: Callable[[], Iterable[Place]], rejected: Callable[[], list[Rejected]], *, hand_kept: bool
) -> Segment:
    """Open the compiled form from the cache; compile it where it is not there, in memory where none can be kept."""
    target = cache_folder() / f"{name}{COMPILED}"
    with suppress(OSError):  # a cache that is read only is a cache all the same
        os.utime(target)
    if target.is_file():
        return Segment.open(target)
    try:
        _prune(target.parent)
        return compiler.to_file(
            target, lambda n: islice(places(), n, None), hand_kept=hand_kept, meta=lambda: meta_of(rejected())
        )
    except OutputError:
        return compiler.in_memory(places(), name=target.name, hand_kept=hand_kept, meta=lambda: meta_of(rejected()))


def _prune(folder: Path) -> None:
    """Remove what was compiled into the cache, wholly or in part, and not used for a month."""
    for file in (*folder.glob(f"*{COMPILED}*"), *folder.glob(f".*{COMPILED}.lock")):
        with suppress(OSError):  # another process may be as tidy
            if file.stat().st_mtime < time.time() - _UNUSED_SECONDS:
                file.unlink()


@cache
def rules() -> str:
    """Return a digest of the rules by which names are filed."""
    whole = hashlib.blake2b(str(FORMAT).encode(), digest_size=16)
    for package, name in _RULES:
        whole.update(resources.files(package).joinpath(name).read_bytes())
    return whole.hexdigest()


def digest(files: Iterable[Path], salt: str = "") -> str:
    """Return a digest of the contents of files and the rules of compiling: the name of the compiled file."""
    whole = hashlib.blake2b(f"{rules()} {salt}".encode(), digest_size=16)
    for file in files:
        try:
            with file.open("rb") as data:
                whole.update(file.name.encode("utf-8", "surrogateescape"))
                while chunk := data.read(_CHUNK):
                    whole.update(chunk)
        except OSError as error:
            raise GazetteerError(f"{file}: {error.strerror}") from error
    return whole.hexdigest()


def _beside(path: Path) -> list[Path]:
    return [p for p in (path.with_name(ADMIN1),) if p.is_file()]


def _aside(file: Path) -> bool:
    return file.suffix.lower() in _DUMPS and without_places(file)


def _in_folder(path: Path) -> list[Path]:
    """Return the files of a folder that may be gazetteers by their names."""
    files = sorted(p for p in path.iterdir() if p.suffix.lower() in _ENDINGS)
    return [p for p in files if p.suffix.lower() not in _DUMPS or not p.name.lower().startswith(_TEXTS)]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        if not (found := [p for p in _in_folder(path) if not _aside(p)]):
            raise GazetteerError(f"{path}: no gazetteer file in this folder")
        yield from found
    elif path.exists():
        yield path
    else:
        raise GazetteerError(f"{path}: no such file; check --gazetteer")
