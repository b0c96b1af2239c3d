"""GeoNames dumps: ``SY.txt``, ``SY.zip`` or ``allCountries.zip``, nineteen tab-separated columns, read line by line."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Place, Rejected
from geomap.places.countries import load_countries
from geomap.text import is_arabic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLUMNS = 19
_PREFERRED = 4  # column of alternateNamesV2
_MAX_REJECTED = 1000  # a file with more bad lines is not a GeoNames dump
_KINDS = {
    "PCLI": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLC": "city", "PPLA": "city",
    "PPLA2": "town", "PPLA3": "town", "PPLX": "neighbourhood", "AIRP": "airport", "AIRB": "base", "MILB": "base",
    "BDG": "bridge", "STM": "river", "STMI": "river", "WAD": "river", "LK": "lake", "RSV": "lake", "MT": "mountain",
    "MTS": "mountain", "HLL": "mountain", "DSRT": "desert", "RGN": "region", "OILF": "oil_field", "GASF": "oil_field",
    "CMPRF": "camp", "CMP": "camp", "RD": "road", "PASS": "crossing",
}  # fmt: skip
PRECISION_M = {"country": 300_000, "governorate": 60_000, "district": 25_000, "subdistrict": 12_000}
_TOWN = 20_000  # inhabitants
_CITY = 100_000


ADMIN1 = "admin1CodesASCII.txt"
ALTERNATES = "alternateNames"


@dataclass(slots=True)
class Dump:
    """A dump being read; ``rejected`` fills while its places are taken, ``skipped`` counts all lines left out."""

    path: Path
    beside: tuple[Path, ...] = ()  # admin1CodesASCII.txt, alternateNamesV2.txt
    rejected: list[Rejected] = field(default_factory=list)
    skipped: int = 0

    def places(self) -> Iterator[Place]:
        """Give places of the lowest rank; lines that are not GeoNames' are rejected by number.

        First-level units are named from the dump's own ADM1 rows, else from ``admin1CodesASCII.txt`` beside it. Raises
        GazetteerError for a file that is no dump or is cut off within a compressed part.
        """
        units = self._units()
        arabic = self._preferred()
        self.rejected.clear()
        self.skipped = good = 0
        for number, line in enumerate(_lines(self.path), 1):
            fields = line.rstrip("\r\n").split("\t")
            problem = _problem(fields)
            if problem is None:
                good += 1
                yield _place(fields, units, arabic.get(fields[0]))
                continue
            self.skipped += 1
            if len(self.rejected) < _MAX_REJECTED:
                self.rejected.append(Rejected(f"{self.path.name}:{number}", problem))
            if self.skipped > _MAX_REJECTED and self.skipped > good:
                raise GazetteerError(f"{self.path}: not a GeoNames dump ({problem} on line {number})")

    def _units(self) -> dict[tuple[str, str], str]:
        """Names of first-level units by country and code."""
        out: dict[tuple[str, str], str] = {}
        files = [p for p in (*self.beside, self.path.with_name(ADMIN1)) if p.name == ADMIN1 and p.is_file()]
        for line in _lines(files[0]) if files else ():
            code, _, rest = line.partition("\t")
            country, _, unit = code.partition(".")
            out[country, unit] = rest.split("\t")[0].rstrip("\r\n")
        for line in _lines(self.path):
            if "\tADM1\t" in line:
                fields = line.split("\t")
                if len(fields) == _COLUMNS and fields[7] == "ADM1":
                    out[fields[8], fields[10]] = fields[1]
        return out

    def _preferred(self) -> dict[str, str]:
        """Arabic names by GeoNames id, the preferred one where one is marked, from ``alternateNamesV2``."""
        out: dict[str, str] = {}
        sure: set[str] = set()
        for path in self.beside:
            if not path.name.startswith(ALTERNATES):
                continue
            for line in _lines(path):
                fields = line.rstrip("\r\n").split("\t")
                if len(fields) > _PREFERRED and fields[2] == "ar" and fields[1] not in sure:
                    out[fields[1]] = fields[3]
                    if fields[_PREFERRED] == "1":
                        sure.add(fields[1])
        return out


def _problem(fields: list[str]) -> str | None:
    if len(fields) != _COLUMNS:
        return f"{len(fields)} columns, not {_COLUMNS}"
    if not (fields[0] and fields[1]):
        return "no id or no name"
    try:
        lat, lon = float(fields[4]), float(fields[5])
    except ValueError:
        return "latitude or longitude is no number"
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return f"{lat:g}, {lon:g} is off the globe"
    country = load_countries().get(fields[8])
    if country and not country.holds(lat, lon) and country.holds(lon, lat):
        return f"{lat:g}, {lon:g} lies outside {country.name}: lat and lon look swapped"
    return None


def _lines(path: Path) -> Iterator[str]:
    """Give the lines of a table, from inside a zip too; nothing is unpacked to disk."""
    try:
        with _open(path) as lines:
            yield from lines
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise GazetteerError(f"{path}: cannot be read, maybe cut off ({error}); download it again") from error


def _open(path: Path) -> IO[str]:
    if path.suffix != ".zip":
        return path.open(encoding="utf-8", errors="replace", newline="\n")
    archive = zipfile.ZipFile(path)
    tables = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
    plain = [n for n in tables if Path(n).name == n and "\\" not in n]
    if not plain:
        told = f"only {tables[0]!r}, whose name has a path" if tables else "no .txt table"
        raise GazetteerError(f"{path}: {told} inside; expected a table such as {path.stem}.txt")
    name = f"{path.stem}.txt" if f"{path.stem}.txt" in plain else plain[0]
    return io.TextIOWrapper(archive.open(name), encoding="utf-8", errors="replace", newline="\n")


def _place(f: list[str], units: dict[tuple[str, str], str], preferred: str | None) -> Place:
    alternates = tuple(dict.fromkeys(a for a in f[3].split(",") if a))
    population = int(f[14]) if f[14].isdigit() else 0
    kind = kind_of(f[6], f[7], population)
    arabic = preferred or next(_arabic(alternates), None)
    return Place(
        id=f"gn-{f[0]}", name=f[1], lat=float(f[4]), lon=float(f[5]), kind=kind, name_ar=arabic,
        variants=tuple(v for v in dict.fromkeys((f[2], *alternates)) if v and v not in {f[1], arabic}),
        country=f[8] or None, admin1=units.get((f[8], f[10])),
        precision_m=PRECISION_M.get(kind, 3000), source="GeoNames", population=population,
    )  # fmt: skip


def _arabic(names: Iterable[str]) -> Iterator[str]:
    yield from (n for n in names if is_arabic(n))


def kind_of(feature_class: str, code: str, population: int) -> str:
    """Return the kind of place that a feature class and code mean.

    >>> kind_of("P", "PPL", 120_000), kind_of("T", "MT", 0), kind_of("", "", 0)
    ('city', 'mountain', 'other')
    """
    if feature_class == "P" and code not in _KINDS:
        return "city" if population >= _CITY else "town" if population >= _TOWN else "village"
    return _KINDS.get(code, "other")
