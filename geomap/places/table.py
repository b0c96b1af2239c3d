"""Hand-kept gazetteer files: CSV that people edit, in a spreadsheet if they like."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place, Rejected
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geomap.places.countries import Country

COLUMNS = (
    "id", "name_en", "name_ar", "variants", "kind", "lat", "lon", "country", "admin1", "within", "precision_m",
    "pcode", "source", "note",
)  # fmt: skip
POPULATION = "population"  # a column of dumps, beside those that people fill
# Linked Places TSV, then what it has no column for: <https://github.com/LinkedPasts/linked-places-format>
LPTSV_COLUMNS = (
    "id", "title", "title_source", "ccodes", "lon", "lat", "types", "variants", "parent_name", "parent_id",
    "description", "name_ar", "precision_m", "pcode", "population",
)  # fmt: skip
DEFAULT_PRECISION_M = 5000
USER, CURATED, IMPORTED = 2, 1, 0


def place_id(name: str, lat: float, lon: float) -> str:
    """Return a stable id for an entry that has none: from its name and its coordinates to 0.001 degrees."""
    digest = hashlib.sha256(f"{name_key(name)}|{lat:.3f}|{lon:.3f}".encode()).hexdigest()
    return f"g{digest[:10]}"


def read_table(
    path: Path,
    *,
    rank: int = CURATED,
    countries: Mapping[str, Country] | None = None,
    columns: Mapping[str, str] | None = None,
    delimiter: str = ",",
) -> tuple[list[Place], list[Rejected]]:
    """Read a gazetteer CSV; only a name, ``lat`` and ``lon`` are required of a row.

    Byte order mark, CRLF, quoted commas and Arabic are fine. A row that cannot be used is rejected with its line
    number and the reason. ``columns`` gives the file's own names of our columns: ``{"name_en": "Settlement"}``.
    Raises GazetteerError when the file has no usable header or is not UTF-8.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8 (byte {error.start}); save it as CSV UTF-8") from error
    except OSError as error:
        raise GazetteerError(f"{path}: {error.strerror}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    ours = {theirs: our for our, theirs in (columns or {}).items()}
    header = [ours.get(h.strip(), h.strip()) for h in rows.fieldnames or ()]
    rows.fieldnames = header
    missing = {"lat", "lon"} - set(header)
    if missing or not {"name_en", "name_ar", "name"} & set(header):
        raise GazetteerError(
            f"{path}: the header needs name_en (or name_ar), lat and lon; it has: {', '.join(header) or 'nothing'}"
        )
    places: list[Place] = []
    rejected: list[Rejected] = []
    for row in rows:
        try:
            places.append(
                _place(
                    {k: _plain(v.strip()) for k, v in row.items() if k and isinstance(v, str)},
                    rank,
                    countries or {},
                )
            )
        except GazetteerError as error:
            rejected.append(Rejected(f"{path.name}:{rows.line_num}", str(error)))
    return places, rejected


def _plain(cell: str) -> str:
    """Take off the quote that keeps a spreadsheet from reading a cell as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "@"} else cell


def _place(row: Mapping[str, str], rank: int, countries: Mapping[str, Country]) -> Place:
    name_ar = row.get("name_ar") or None
    name = row.get("name_en") or row.get("name") or name_ar
    if not name:
        raise GazetteerError("no name; fill name_en or name_ar")
    lat, lon = _coordinates(row, name)
    kind = row.get("kind") or "other"
    if kind not in KINDS:
        raise GazetteerError(f"{name}: kind {kind!r} is unknown; use one of {', '.join(KINDS)}")
    country = country_code(row.get("country", ""), countries)
    known = countries.get(country or "")
    if known and not known.holds(lat, lon):
        swapped = " (lat and lon look swapped)" if known.holds(lon, lat) else ""
        raise GazetteerError(f"{name}: {lat}, {lon} lies outside {known.name}{swapped}; correct the row")
    return Place(
        id=row.get("id") or place_id(name, lat, lon), name=name, lat=lat, lon=lon, kind=kind, name_ar=name_ar,
        variants=tuple(v for v in split_variants(row.get("variants", "")) if v not in {name, name_ar}),
        country=country, admin1=row.get("admin1") or None,
        within=row.get("within") or None, precision_m=_metres(row.get("precision_m", ""), name),
        pcode=row.get("pcode") or None,
        source=row.get("source") or None, note=row.get("note") or None,
        population=int(row["population"]) if row.get("population", "").isdigit() else 0, rank=rank,
    )  # fmt: skip


def split_variants(cell: str) -> tuple[str, ...]:
    """Split a ``variants`` cell at semicolons of either script."""
    return tuple(v for v in (part.strip() for part in cell.replace("\u061b", ";").split(";")) if v)


def _coordinates(row: Mapping[str, str], name: str) -> tuple[float, float]:
    try:
        lat, lon = float(row.get("lat", "")), float(row.get("lon", ""))
    except ValueError:
        raise GazetteerError(
            f"{name}: lat {row.get('lat')!r}, lon {row.get('lon')!r} are not decimal degrees"
        ) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        hint = "; lat and lon look swapped" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise GazetteerError(f"{name}: lat {lat:g}, lon {lon:g} is off the globe{hint}")
    return lat, lon


def _metres(cell: str, name: str) -> int:
    if not cell:
        return DEFAULT_PRECISION_M
    try:
        return max(1, round(float(cell)))
    except ValueError:
        raise GazetteerError(f"{name}: precision_m {cell!r} is not a number of metres") from None


def country_code(cell: str, countries: Mapping[str, Country]) -> str | None:
    """Return the two-letter code of a country given by code or name; an unknown name stays None.

    >>> country_code("sy", {}), country_code("", {})
    ('SY', None)
    """
    if len(cell) == 2 and cell.isascii():
        return cell.upper()
    key = name_key(cell)
    return next((c.code for c in countries.values() if key and key in c.keys), None)
