"""Dumps into the user's compiled gazetteers: one file a dump, whole or not at all, the same again for the same dump."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Rejected
from geomap.places import osmfile
from geomap.places.compile import to_file
from geomap.places.countries import load_countries
from geomap.places.geonames import Dump, beside
from geomap.places.load import COMPILED, digest, imported_folder, meta_of, rejected_of
from geomap.places.lpf import read_features
from geomap.places.table import IMPORTED, LPTSV_NAMES, Table, country_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geomap.model import Place

FORMS = ("geonames", "lpf", "lptsv", "geojson", "csv", "osm")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one dump: the compiled file, its places, the rows left out; ``fresh`` unless it was there."""

    file: Path
    places: int
    rejected: tuple[Rejected, ...]
    fresh: bool


def import_files(
    form: str,
    files: Sequence[Path],
    *,
    country: str | None = None,
    columns: Mapping[str, str] | None = None,
    folder: Path | None = None,
    progress: Callable[[Path, int], None] = lambda _file, _n: None,
) -> list[Imported]:
    """Compile each dump into the user's gazetteer folder (``folder``, else the default one).

    ``form`` is one of FORMS. GeoNames' ``admin1CodesASCII.txt``, ``admin2Codes.txt`` and ``alternateNames*`` among the
    files are joined to the dumps, not imported themselves. ``country`` (two-letter code or name) keeps only the places
    of one country; ``columns`` maps our names of columns to those of a CSV or GeoJSON. An import that was killed goes
    on where it stopped; of two at once the second waits for the first. A dump of the same name that was imported before
    is replaced when the new one is whole.

    Raises GazetteerError for a file that is missing or is no such dump; the gazetteers in use stay as they are.
    """
    aside = tuple(f for f in files if beside(f))
    dumps = [f for f in files if f not in aside]
    if not dumps:
        raise GazetteerError("no dump among the files; admin codes and alternate names only go with one")
    code = country_code(country or "", load_countries())
    if country and code not in load_countries():
        raise GazetteerError(f"country {country!r} is unknown; give a two-letter code such as SY")
    into = folder or imported_folder()
    return [_import(form, file, aside, code, columns or {}, into, progress) for file in dumps]


def _import(
    form: str,
    file: Path,
    aside: tuple[Path, ...],
    country: str | None,
    columns: Mapping[str, str],
    into: Path,
    progress: Callable[[Path, int], None],
) -> Imported:
    if not file.is_file():
        raise GazetteerError(f"{file}: {'is a folder: name the files in it' if file.is_dir() else 'no such file'}")
    name = f"{file.name}{f'-{country}' if country else ''}"
    target = into / f"{name}.{digest([file, *aside], repr((form, country, sorted(columns.items()))))}{COMPILED}"
    fresh = not target.is_file()
    rejected: list[Rejected] = []
    try:
        segment = to_file(
            target,
            partial(read, form, file, rejected, aside=aside, country=country, columns=columns),
            meta=lambda: meta_of(rejected, form),
            progress=partial(progress, file),
        )
    except GazetteerError:  # nothing to go on with: the file itself is wrong
        for left in into.glob(f"{glob.escape(target.name)}.*"):
            left.unlink(missing_ok=True)
        raise
    for old in into.glob(f"{glob.escape(name)}.*{COMPILED}*"):
        if not old.name.startswith(target.name):
            old.unlink(missing_ok=True)
    return Imported(target, segment.size, tuple(rejected_of(segment)), fresh)


def read(
    form: str,
    file: Path,
    rejected: list[Rejected],
    after: int = 0,
    *,
    aside: tuple[Path, ...] = (),
    country: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Place]:
    """Give the places of a dump, all but the first ``after``; ``rejected`` fills with what is left out.

    Raises GazetteerError for a file that is no such dump, or has no place of the country.
    """
    rejected.clear()
    n = 0
    for place in _places(form, file, rejected, aside, country, columns or {}):
        if country and place.country != country:
            continue
        n += 1
        if n > after:
            yield place
    if not n:
        where = f" of {country}" if country else ""
        reason = f"; the first one left out: {rejected[0].reason}" if rejected else ""
        raise GazetteerError(f"{file}: no place{where} could be read as {form}{reason}")


def _places(
    form: str,
    file: Path,
    rejected: list[Rejected],
    aside: tuple[Path, ...],
    country: str | None,
    columns: Mapping[str, str],
) -> Iterable[Place]:
    if form == "geonames":
        return Dump(file, aside, rejected).places()
    if form == "osm":
        return osmfile.places(file, rejected, country)
    if form in {"csv", "lptsv"}:
        names = (LPTSV_NAMES if form == "lptsv" else {}) | dict(columns)
        return Table(file, IMPORTED, load_countries(), names, rejected).places()
    places, rejected[:] = read_features(file, rank=IMPORTED, columns=columns)
    return places
