"""Opening gazetteers: the embedded one underneath, imported files over it, the user's own on top."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.places.countries import embedded_folder, load_countries
from geomap.places.geonames import read_geonames
from geomap.places.index import Index
from geomap.places.lpf import read_features
from geomap.places.table import CURATED, USER, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Place, Rejected

_NOT_TABLES = ("admin1codes", "admin2codes", "readme", "attribution", "licence", "license")


def user_file() -> Path:
    """Return the user's own gazetteer: ``$GEOMAP_GAZETTEER``, else in the user's data folder."""
    if own := os.environ.get("GEOMAP_GAZETTEER"):
        return Path(own)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "geomap" / "gazetteer.csv"


def load_gazetteer(paths: Sequence[Path] = (), *, user: Path | None = None) -> Index:
    """Open the embedded gazetteer with further files over it; hand-kept entries outrank imported ones.

    Raises GazetteerError for a file that is missing or cannot be read; single bad rows are in ``Index.rejected``.
    """
    countries = load_countries()
    places: list[Place] = [c.place() for c in countries.values()]
    rejected: list[Rejected] = []
    own = user or user_file()
    for path in (*sorted(embedded_folder().glob("*.csv")), *(f for p in paths for f in _files(Path(p)))):
        _take(read_file(path), places, rejected)
    if own.is_file():
        _take(read_table(own, rank=USER, countries=countries), places, rejected)
    places.reverse()  # the later file wins among equals
    return Index(places, rejected)


def _take(read: tuple[list[Place], list[Rejected]], places: list[Place], rejected: list[Rejected]) -> None:
    places.extend(read[0])
    rejected.extend(read[1])


def read_file(path: Path) -> tuple[list[Place], list[Rejected]]:
    """Read one gazetteer file by its ending: CSV, GeoJSON, GeoNames ``.txt`` or ``.zip``."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return read_table(path, rank=CURATED, countries=load_countries())
    if suffix in (".geojson", ".json"):
        return read_features(path)
    if suffix in (".txt", ".zip"):
        return read_geonames(path)
    raise GazetteerError(f"{path}: not a gazetteer; give a .csv, .geojson, or a GeoNames .txt or .zip")


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        found = [
            p
            for p in sorted(path.iterdir())
            if p.suffix.lower() in (".csv", ".geojson", ".txt", ".zip") and not p.name.lower().startswith(_NOT_TABLES)
        ]
        if not found:
            raise GazetteerError(f"{path}: no gazetteer file in this folder")
        yield from found
    elif path.exists():
        yield path
    else:
        raise GazetteerError(f"{path}: no such file; check --gazetteer")
