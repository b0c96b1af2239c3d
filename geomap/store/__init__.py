"""The dataset on disk: what a build writes, read back; and data of other people in the same shape."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.dataset import (
    FEATURE_LAYERS,
    columns,
    feature,
    write_collection,
    write_gpkg,
    write_project,
    write_rows,
)
from geomap.errors import DataError
from geomap.model import Layers
from geomap.store.geocode import Geocoder
from geomap.store.geojson import read_geojson
from geomap.store.package import read_gpkg, read_readings
from geomap.store.rows import Helpers
from geomap.store.sheets import read_csv, read_excel
from geomap.store.table import Reading
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geomap.model import Gazetteer, Json

__all__ = ["files", "load", "merge", "outputs", "readings", "save", "write_text"]

_PACKAGE, _PROJECT = "geomap.gpkg", "geomap.qgs"
_MOST_MB = {
    ".csv": 1000,
    ".tsv": 1000,
    ".gpkg": 1000,
}  # read at once: a table takes two to three times its size in memory
_WORKLISTS = ("unresolved", "proposals", "doubtful")
_ROWS = ("reports", "unresolved", "proposals", "totals", "doubtful")  # layers of rows without an id of their own
_GEOJSON = ("incidents", "movements", "mentions")
_READERS: Mapping[str, Callable[[Path, Reading], Layers]] = {
    ".geojson": read_geojson, ".json": read_geojson, ".geojsonl": read_geojson, ".gpkg": read_gpkg,
    ".csv": read_csv, ".tsv": read_csv, ".xlsx": read_excel,
}  # fmt: skip


def save(layers: Layers, folder: Path | str, *, readings: Mapping[str, bytes] | None = None) -> list[Path]:
    """Write the outputs of a build, all but the map, into a folder and return their paths.

    ``readings`` are kept for the next build. Every file whole or not at all. Raises `OutputError`; what was written
    before stays.
    """
    folder = Path(folder)
    for name in _GEOJSON:
        write_collection(getattr(layers, name), folder / f"{name}.geojson")
    write_gpkg(layers, folder / _PACKAGE, readings=readings)
    write_project(layers, folder / _PROJECT)
    for name in _WORKLISTS:
        write_rows(getattr(layers, name), folder / f"{name}.csv", header=list(columns(layers, name)))
    return outputs(folder)


def outputs(folder: Path | str) -> list[Path]:
    """Return the files that `save` writes into a folder."""
    names = [*(f"{name}.geojson" for name in _GEOJSON), _PACKAGE, _PROJECT, *(f"{name}.csv" for name in _WORKLISTS)]
    return [Path(folder, name) for name in names]


def readings(folder: Path | str, made_with: Mapping[str, str], *, only: str | None = None) -> dict[str, bytes]:
    """Return what an earlier build read in each report, by the report's hash; ``only`` in the one of that hash.

    Nothing where that build had another version, other packs or another gazetteer, or left nothing that can be read.
    """
    path = Path(folder) / _PACKAGE
    return read_readings(path, made_with, only=only) if path.is_file() else {}


def write_text(path: Path | str, parts: Iterable[str]) -> None:
    """Write a text file in UTF-8 part by part, whole or not at all. Raises `OutputError`."""
    with atomic(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)


def load(
    path: Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    order: str | None = None,
    gazetteer: Callable[[], Gazetteer] | None = None,
    swapped: Callable[[float, float, str], str | None] | None = None,
) -> Layers:
    """Read a folder of outputs, one of its files, or data with places: GeoJSON, GeoPackage, CSV, Excel.

    Tables of ACLED, UCDP GED, GDELT, IDMC and Airwars are recognised by their columns; of any other the columns are
    guessed, and ``columns`` (ours: theirs) corrects the guess; ``order`` (``dmy`` or ``mdy``) says how day and month
    come in dates like 3/4/2019 where the column does not make it clear. Rows without coordinates are looked up by the
    name of their place where a ``gazetteer`` is given; it is opened when the first row needs it. ``swapped`` says of a
    latitude, a longitude and a country that they lie outside it, and inside with the two exchanged. What could not be
    used, or only in part, stands in ``rejected`` by row number. Raises `DataError` for a file that is not what its
    ending says, and for an unknown ending.

    >>> load("notes.docx")
    Traceback (most recent call last):
    geomap.errors.DataError: notes.docx: no such file or folder
    """
    path = Path(path)
    if path.is_dir():
        return _load_folder(path)
    if not path.exists():
        raise DataError(f"{path}: no such file or folder")
    ending = path.suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        raise DataError(f"{path}: unknown ending: use {' '.join(_READERS)}, or a folder that `geomap build` wrote")
    try:
        most = _MOST_MB.get(ending, 500)
        if path.stat().st_size > most * 1e6:
            size = f"{path.stat().st_size / 1e6:,.0f} MB, and {ending} is read up to {most:,} MB"
            raise DataError(f"{path}: {size}: keep the rows and columns that you need, or split it")
        helpers = Helpers(Geocoder(gazetteer) if gazetteer else None, swapped)
        return reader(path, Reading(columns or {}, helpers, order))
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from error


def files(path: Path | str) -> list[Path]:
    """Return the files that `load` reads: of a folder those of a build that are there."""
    path = Path(path)
    names = [*(f"{name}.geojson" for name in _GEOJSON), _PACKAGE, f"{_WORKLISTS[0]}.csv"] if path.is_dir() else [""]
    return [file for name in names if (file := path / name).exists()]


def merge(many: Iterable[Layers]) -> Layers:
    """Return several datasets as one; the same row counts once, another feature of an id gets an id of its own."""
    found = list(many)
    if len(found) == 1:
        return found[0]
    merged = Layers()
    for layers in found:
        for name in FEATURE_LAYERS:
            _extend(getattr(merged, name), getattr(layers, name))
        for name in _ROWS:
            _add(getattr(merged, name), getattr(layers, name))
        merged.provenance.update(layers.provenance)
        merged.rejected.extend(layers.rejected)
    return merged


def _add(have: list[Json], more: Iterable[Json]) -> None:
    """Add the rows that are not there yet."""
    seen = {json.dumps(row, sort_keys=True, default=str) for row in have}
    have.extend(row for row in more if json.dumps(row, sort_keys=True, default=str) not in seen)


def _load_folder(folder: Path) -> Layers:
    """Read what a build wrote; the GeoPackage adds what the GeoJSON files have not."""
    package, worklist = folder / _PACKAGE, folder / "unresolved.csv"
    geojson = {name: folder / f"{name}.geojson" for name in _GEOJSON}
    if not package.exists() and not any(f.exists() for f in geojson.values()):
        raise DataError(
            f"{folder}: no outputs here (incidents.geojson, geomap.gpkg): run `geomap build`, or name a file"
        )
    layers = load(package) if package.exists() else Layers()
    for name, path in geojson.items():
        if path.exists():
            own = load(path)
            getattr(layers, name)[:] = getattr(own, name)
            layers.rejected.extend(own.rejected)
    if worklist.exists():
        layers.unresolved.extend(_worklist(worklist))
    return layers


def _worklist(path: Path) -> list[Json]:
    """Read the work-list of a build, which people edit."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [{**row, "count": int(row["count"])} for row in csv.DictReader(file)]
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        raise DataError(f"{path}: no longer the work-list of a build: take it away, or build again") from error


def _extend(have: list[Json], more: Iterable[Json]) -> None:
    taken = {f["properties"].get("id"): f["properties"] for f in have}
    for item in more:
        properties = item["properties"]
        name = own = properties.get("id")
        if own is not None and taken.get(own) == properties:
            continue
        n = 1
        while name is not None and name in taken:
            n += 1
            name = f"{own}-{n}"
        taken[name] = properties
        have.append(item if name == own else feature(item["geometry"], properties | {"id": name}))
