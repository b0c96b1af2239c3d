"""GeoNames dumps: ``SY.txt``, ``SY.zip`` or ``allCountries.zip``, nineteen tab-separated columns, read line by line."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Place, Rejected
from geomap.places.astray import abroad
from geomap.places.countries import load_countries
from geomap.places.generics import UNITS, in_letters_of_others, in_words_of_others
from geomap.places.lines import Ending, lines
from geomap.places.readings import readings
from geomap.places.table import LONGEST_NAME, MOST_NAMES, people, split_variants, too_long
from geomap.text import is_arabic, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = 19
_ALTERNATE = 8  # columns of alternateNamesV2 up to isHistoric
_CODES = 4  # columns of the tables of units
_DATE = 10  # characters of a dump's last column
_SHOWN = 60  # characters of a cell in a message
_TOLD = 5  # tables in a message
_FIRST = 100  # bad lines in front of any good one after which a file is no GeoNames dump
MOST_REJECTED = 1000  # the same for more bad lines than good ones; no more are told one by one
_BOMB = 200  # times that an honest table is never packed
_SMALL = 64 << 20  # bytes that may be packed as they like
_KINDS = {
    "PCLI": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLC": "city", "PPLA": "city",
    "PPLA2": "town", "PPLA3": "town", "PPLX": "neighbourhood", "AIRP": "airport", "AIRB": "base", "MILB": "base",
    "BDG": "bridge", "STM": "river", "STMI": "river", "WAD": "river", "LK": "lake", "RSV": "lake", "MT": "mountain",
    "MTS": "mountain", "HLL": "mountain", "DSRT": "desert", "RGN": "region", "OILF": "oil_field", "GASF": "oil_field",
    "CMPRF": "camp", "CMP": "camp", "RD": "road", "PASS": "crossing",
}  # fmt: skip
PRECISION_M = {"country": 300_000, "governorate": 60_000, "district": 25_000, "subdistrict": 12_000}
CUT = "; the file is cut off there"
_TOWN = 20_000  # inhabitants
_CITY = 100_000


ADMIN1, ADMIN2 = "admin1CodesASCII.txt", "admin2Codes.txt"
ALTERNATES = "alternateNames"
_SIDE = (
    "admin1codes", "admin2codes", "admincode5", "alternatenames", "countryinfo", "deletes-", "featurecodes",
    "hierarchy", "iso-languagecodes", "shapes_", "timezones", "usertags",
)  # fmt: skip
_PUBLISHED = re.compile(r"([A-Z]{2}|allCountries|cities\d+|no-country)\.(txt|zip)")


def beside(path: Path) -> bool:
    """Whether a file goes along with a dump: codes of units, alternate names."""
    return path.name in {ADMIN1, ADMIN2} or path.name.startswith(ALTERNATES)


def table_kind(name: str) -> str:
    """Return which of the tables that go along one is: that of alternate names has several names."""
    return ALTERNATES if name.startswith(ALTERNATES) else name


def without_places(path: Path) -> bool:
    """Whether a file is one of those that GeoNames publishes beside its dumps, as countryInfo.txt: no dump itself."""
    return path.name.lower().startswith(_SIDE)


def published(path: Path) -> bool:
    """Whether GeoNames itself calls a dump so: any file of that name is a version of it, wherever it lies."""
    return _PUBLISHED.fullmatch(path.name) is not None


def of_all_places(path: Path) -> bool:
    """Whether GeoNames calls a dump so that has all places of a country, or of the world, in the order of their ids."""
    return published(path) and (path.stem.isupper() or path.stem == "allCountries")


@dataclass(slots=True)
class Dump:
    """A dump being read; ``rejected`` and ``ending`` fill while its places are taken, ``skipped`` counts bad lines."""

    path: Path
    aside: tuple[Path, ...] = ()  # admin1CodesASCII.txt, admin2Codes.txt, alternateNamesV2.txt or .zip
    rejected: list[Rejected] = field(default_factory=list)
    ending: Ending = field(default_factory=Ending)
    skipped: int = 0

    def places(self) -> Iterator[Place]:
        """Give places of the lowest rank; lines that are not GeoNames' are rejected by number.

        First-level units are named from the dump's own ADM1 rows, else from ``admin1CodesASCII.txt`` beside it; second
        ones (``within``) from ``admin2Codes.txt``. From alternate names come the Arabic name and the English one, where
        they are marked as preferred. A table that breaks off in a line is told as cut off in ``ending``. Raises
        GazetteerError for a file that is no dump, and for one that breaks off within a compressed part.
        """
        self.rejected.clear()
        self.skipped = good = bad = 0
        units, districts, preferred = self._units(), self._districts(), self._preferred()
        first = "it is empty"
        for number, line in enumerate(_lines(self.path, self.ending), 1):
            fields = line.rstrip("\r\n").split("\t")
            if (problem := _problem(fields, line, self.ending)) is not None:
                first = first if bad else f"line {number}: {problem}"
                bad += 1
                self._skip(self.path, number, problem)
                if bad >= _FIRST and (not good or bad > max(good, MOST_REJECTED)):
                    raise GazetteerError(f"{self.path}: not a GeoNames dump ({first})")
                continue
            good += 1
            unit, district = units.get((fields[8], fields[10])), districts.get((fields[8], fields[10], fields[11]))
            yield _place(fields, unit, district, preferred.get(fields[0], (None, None)))
        if self.skipped > MOST_REJECTED:
            self.rejected.append(Rejected(self.path.name, f"{self.skipped - MOST_REJECTED:,} more lines"))
        if not good:
            raise GazetteerError(f"{self.path}: not a GeoNames dump ({first})")

    def _skip(self, path: Path, number: int, problem: str) -> None:
        self.skipped += 1
        if problem.endswith(CUT):
            self.ending.cut = f"{path.name}:{number}: {problem}"
        if len(self.rejected) < MOST_REJECTED:
            self.rejected.append(Rejected(f"{path.name}:{number}", problem))

    def _rows(self, path: Path, columns: int) -> Iterator[list[str]]:
        """Give the rows of a table that goes along; lines of fewer columns are rejected by number."""
        good, problem = False, "it is empty"
        for number, line in enumerate(_lines(path, self.ending), 1):
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) >= columns:
                good = True
                yield fields
                continue
            problem = f"{len(fields)} columns, not {columns}{CUT if self.ending.told_by(line) else ''}"
            self._skip(path, number, problem)
            if number >= _FIRST and not good:
                break
        if not good:
            raise GazetteerError(f"{path}: not the table of GeoNames that is called so ({problem})")

    def _units(self) -> dict[tuple[str, str], str]:
        """Names of first-level units by country and code."""
        out: dict[tuple[str, str], str] = {}
        for code, name in self._codes(ADMIN1):
            country, _, unit = code.partition(".")
            out[country, unit] = name
        for line in _lines(self.path, self.ending):
            if "\tADM1\t" in line:
                fields = line.split("\t")
                if len(fields) == _COLUMNS and fields[7] == "ADM1":
                    out[fields[8], fields[10]] = fields[1]
        return out

    def _districts(self) -> dict[tuple[str, str, str], str]:
        """Names of second-level units by country and codes."""
        codes = ((code.split("."), name) for code, name in self._codes(ADMIN2))
        return {(parts[0], parts[1], parts[2]): name for parts, name in codes if len(parts) == 3}

    def _codes(self, table: str) -> Iterator[tuple[str, str]]:
        files = [p for p in (*self.aside, self.path.with_name(ADMIN1)) if p.name == table and p.is_file()]
        for code, name, *_ in self._rows(files[0], _CODES) if files else ():
            yield code, name

    def _preferred(self) -> dict[str, tuple[str | None, str | None]]:
        """English and Arabic names by GeoNames id from ``alternateNames``: the Arabic one that is marked, else any."""
        out: dict[str, tuple[str | None, str | None]] = {}
        sure: set[str] = set()
        for path in (p for p in self.aside if p.name.startswith(ALTERNATES)):
            for fields in self._rows(path, _ALTERNATE):
                if fields[2] not in {"ar", "en"} or fields[7] == "1" or not fields[3]:
                    continue
                marked, english, arabic = fields[4] == "1", *out.get(fields[1], (None, None))
                if fields[2] == "en" and marked:
                    out[fields[1]] = english or fields[3], arabic
                elif fields[2] == "ar" and fields[1] not in sure and (marked or not arabic):
                    out[fields[1]] = english, fields[3]
                    if marked:
                        sure.add(fields[1])
        return out


def _torn(fields: list[str], line: str, ending: Ending) -> str | None:
    if len(fields) != _COLUMNS:
        cut = len(fields) < _COLUMNS and ending.told_by(line)
        return f"{len(fields)} columns, not {_COLUMNS}{CUT if cut else ''}"
    return f"{fields[-1][:_SHOWN]!r} is no date{CUT}" if ending.broken and 0 < len(fields[-1]) != _DATE else None


def _misnamed(fields: list[str]) -> str | None:
    if not (fields[0] and fields[1]):
        return "no id or no name"
    if fields[3].count(",") >= MOST_NAMES:
        return f"more than {MOST_NAMES:,} names for one place"
    if len(fields[1]) + len(fields[3]) <= LONGEST_NAME:  # nearly all
        return None
    return next(filter(None, map(too_long, (fields[1], *fields[3].split(",")))), None)


def _problem(fields: list[str], line: str, ending: Ending) -> str | None:
    if problem := _torn(fields, line, ending):
        return problem
    if "\ufffd" in line or "\0" in line:
        return "not UTF-8"
    if problem := _misnamed(fields):
        return problem
    try:
        lat, lon = float(fields[4]), float(fields[5])
    except ValueError:
        return "latitude or longitude is no number"
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return f"{lat:g}, {lon:g} is off the globe"
    country = load_countries().get(fields[8])
    return abroad(lat, lon, country) if country else None


def _lines(path: Path, ending: Ending) -> Iterator[str]:
    """Give the lines of a table, from inside a zip too; nothing is unpacked to disk."""
    try:
        with _open(path) as file:
            yield from lines(file, path, ending)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
        raise GazetteerError(f"{path}: cannot be read, maybe cut off ({error}); download it again") from error
    except (RuntimeError, NotImplementedError) as error:  # what zipfile says of passwords and methods it has not
        raise GazetteerError(f"{path}: cannot be unpacked ({error}); unpack it yourself, give the .txt") from error


def _open(path: Path) -> IO[str]:
    if path.suffix.lower() != ".zip":
        return path.open(encoding="utf-8-sig", errors="replace", newline="")
    archive = zipfile.ZipFile(path)
    tables = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
    plain = [n for n in tables if Path(n).name == n and "\\" not in n]
    if not plain:
        told = f"only {tables[0]!r}, whose name has a path" if tables else "no .txt table"
        raise GazetteerError(f"{path}: {told} inside; expected a table such as {path.stem}.txt")
    name = f"{path.stem}.txt" if f"{path.stem}.txt" in plain else min(plain, key=lambda n: without_places(Path(n)))
    if more := [n for n in plain if n != name and not without_places(Path(n))]:
        told = ", ".join([name, *more[:_TOLD]]) + (" and others" if more[_TOLD:] else "")
        raise GazetteerError(f"{path}: holds {len(more) + 1} tables, {told}: unpack it and give each of them")
    inside = archive.getinfo(name)
    if inside.file_size > max(_SMALL, _BOMB * inside.compress_size):
        raise GazetteerError(
            f"{path}: {name} would unpack to {inside.file_size >> 20:,} MB: no honest table packs like that"
        )
    return io.TextIOWrapper(archive.open(name), encoding="utf-8-sig", errors="replace", newline="")


def _place(f: list[str], unit: str | None, district: str | None, preferred: tuple[str | None, str | None]) -> Place:
    alternates = [a for a in f[3].split(",") if a]
    english, arabic = preferred[0], preferred[1] or _arabic(alternates, f[1])
    alternates += _bare(alternates) if f[6] == "A" else []
    population = people(f[14])
    kind = kind_of(f[6], f[7], population)
    name = english or f[1]
    variants = (
        v for a in dict.fromkeys((f[1], f[2], *alternates)) for v in split_variants(a) if v not in {name, arabic}
    )
    return Place(
        id=f"gn-{f[0]}", name=name, lat=float(f[4]), lon=float(f[5]), kind=kind, name_ar=arabic,
        variants=tuple(variants), country=f[8] or None, admin1=unit, within=district,
        precision_m=PRECISION_M.get(kind, 3000), source="GeoNames", population=population,
    )  # fmt: skip


def _arabic(names: list[str], name: str) -> str | None:
    """Return the Arabic name that says the same as the main one, else the first.

    One in letters of Persian, Urdu or Kurdish only if there is no other.
    """
    written = [n for n in names if is_arabic(n) and not in_words_of_others(n)]
    arabic = [n for n in written if not in_letters_of_others(n)]
    if len(arabic) > 1:
        said = _said(name)
        return max(arabic, key=lambda n: (_said(n)[0] == said[0], _said(n) == said))
    return next(iter(arabic or written), None)


def _said(name: str) -> tuple[int, int]:
    """Return the key of a name without its generic words, and what these say."""
    found = readings(name_key(name))
    return (found[0].keys[0], found[0].generics) if found else (0, 0)


def _bare(names: list[str]) -> list[str]:
    """Return Arabic names of a unit without the word that says which unit it is: reports say "in Serwah"."""
    parts = (n.partition(" ") for n in names if is_arabic(n) and not (in_letters_of_others(n) or in_words_of_others(n)))
    return [rest for word, _, rest in parts if rest and word in UNITS]


def kind_of(feature_class: str, code: str, population: int) -> str:
    """Return the kind of place that a feature class and code mean.

    >>> kind_of("P", "PPL", 120_000), kind_of("T", "MT", 0), kind_of("", "", 0)
    ('city', 'mountain', 'other')
    """
    if feature_class == "P" and code not in _KINDS:
        return "city" if population >= _CITY else "town" if population >= _TOWN else "village"
    return _KINDS.get(code, "other")
