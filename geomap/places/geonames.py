"""GeoNames country dumps: ``SY.txt`` or ``SY.zip``, nineteen tab-separated columns."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Place, Rejected
from geomap.text import is_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMNS = 19
_MAX_REJECTED = 1000  # a file with more bad lines is not a GeoNames dump
_KINDS = {
    "PCLI": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLC": "city", "PPLA": "city",
    "PPLA2": "town", "PPLA3": "town", "PPLX": "neighbourhood", "AIRP": "airport", "AIRB": "base", "MILB": "base",
    "BDG": "bridge", "STM": "river", "STMI": "river", "WAD": "river", "LK": "lake", "RSV": "lake", "MT": "mountain",
    "MTS": "mountain", "HLL": "mountain", "DSRT": "desert", "RGN": "region", "OILF": "oil_field", "GASF": "oil_field",
    "CMPRF": "camp", "CMP": "camp", "RD": "road", "PASS": "crossing",
}  # fmt: skip
_PRECISION = {"country": 300_000, "governorate": 60_000, "district": 25_000, "subdistrict": 12_000}
_TOWN = 20_000  # inhabitants
_CITY = 100_000


def read_geonames(path: Path) -> tuple[list[Place], list[Rejected]]:
    """Read a dump into places of the lowest rank; lines that are not GeoNames' are rejected by number.

    First-level units are named from the dump's own ADM1 rows. Raises GazetteerError for a file that is no dump.
    """
    rejected: list[Rejected] = []
    rows: list[list[str]] = []
    with _open(path) as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\r\n").split("\t")
            problem = _problem(fields)
            if problem is None:
                rows.append(fields)
                continue
            rejected.append(Rejected(f"{path.name}:{number}", problem))
            if len(rejected) > _MAX_REJECTED and len(rejected) > len(rows):
                raise GazetteerError(f"{path}: not a GeoNames dump ({problem} on line {number})")
    admin1 = {(f[8], f[10]): f[1] for f in rows if f[7] == "ADM1"}
    return [_place(f, admin1) for f in rows], rejected


def _problem(fields: list[str]) -> str | None:
    if len(fields) != _COLUMNS:
        return f"{len(fields)} columns, not {_COLUMNS}"
    try:
        lat, lon = float(fields[4]), float(fields[5])
    except ValueError:
        return "latitude or longitude is no number"
    return None if -90 <= lat <= 90 and -180 <= lon <= 180 else f"{lat:g}, {lon:g} is off the globe"


def _open(path: Path) -> IO[str]:
    try:
        if path.suffix != ".zip":
            return path.open(encoding="utf-8", errors="replace")
        archive = zipfile.ZipFile(path)
        name = next((n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()), None)
        if name is None:
            raise GazetteerError(f"{path}: no .txt table inside")
        return io.TextIOWrapper(archive.open(name), encoding="utf-8", errors="replace")
    except (OSError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{path}: cannot be read ({error})") from error


def _place(f: list[str], admin1: dict[tuple[str, str], str]) -> Place:
    alternates = tuple(dict.fromkeys(a for a in f[3].split(",") if a))
    population = int(f[14]) if f[14].isdigit() else 0
    kind = _kind(f[6], f[7], population)
    arabic = list(_arabic(alternates))
    return Place(
        id=f"gn-{f[0]}", name=f[1], lat=float(f[4]), lon=float(f[5]), kind=kind, name_ar=arabic[0] if arabic else None,
        variants=(*((f[2],) if f[2] != f[1] else ()), *alternates),
        country=f[8] or None, admin1=admin1.get((f[8], f[10])),
        precision_m=_PRECISION.get(kind, 3000), source="GeoNames", population=population,
    )  # fmt: skip


def _arabic(names: tuple[str, ...]) -> Iterator[str]:
    yield from (n for n in names if is_arabic(n))


def _kind(feature_class: str, code: str, population: int) -> str:
    if feature_class == "P" and code not in _KINDS:
        return "city" if population >= _CITY else "town" if population >= _TOWN else "village"
    return _KINDS.get(code, "other")
