"""Hand-kept gazetteer files: CSV that people edit, in a spreadsheet if they like."""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place, Rejected
from geomap.places import osm
from geomap.places.astray import outside
from geomap.places.countries import Country
from geomap.places.lines import Ending, lines
from geomap.text import is_arabic, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


COLUMNS = (
    "id", "name_en", "name_ar", "variants", "kind", "lat", "lon", "country", "admin1", "within", "precision_m",
    "pcode", "source", "note",
)  # fmt: skip
POPULATION = "population"  # a column of dumps, beside those that people fill
# Linked Places TSV, then what it has no column for: <https://github.com/LinkedPasts/linked-places-format>
LPTSV_NAMES = {
    "name_en": "title", "source": "title_source", "country": "ccodes", "kind": "types", "admin1": "parent_name",
    "within": "parent_id", "note": "description",
}  # fmt: skip
LPTSV_COLUMNS = (
    "id", "title", "title_source", "ccodes", "lon", "lat", "types", "variants", "parent_name", "parent_id",
    "description", "name_ar", "precision_m", "pcode", "population",
)  # fmt: skip
DEFAULT_PRECISION_M = 5000
FARTHEST_M = 20_040_000  # half the way round the globe
FORMULA_SIGNS = frozenset("=+-@")
USER, CURATED, IMPORTED = 2, 1, 0
MOST_NAMES = 1000  # of one place; countries have some three hundred in GeoNames
_BREAK = re.compile(r"[\r\n]")
_DIGITS = 11  # of a number of inhabitants
_SHOWN = 200  # characters of a header in a message


def place_id(name: str, lat: float, lon: float) -> str:
    """Return a stable id for an entry that has none: from its name and its coordinates to 0.001 degrees."""
    digest = hashlib.sha256(f"{name_key(name)}|{lat:.3f}|{lon:.3f}".encode()).hexdigest()
    return f"g{digest[:10]}"


@dataclass(slots=True)
class Table:
    """A gazetteer CSV being read: only a name, ``lat`` and ``lon`` are required of a row.

    Byte order mark, CRLF, quoted commas and Arabic are fine, and so are semicolons or tabs for commas and decimal
    commas, as spreadsheets of some countries write them. ``columns`` gives the file's own names of our columns:
    ``{"name_en": "Settlement"}``.
    """

    path: Path
    rank: int = CURATED
    countries: Mapping[str, Country] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None  # code of the country of rows that name none
    rejected: list[Rejected] = field(default_factory=list)  # fills while places are taken
    remarks: list[Rejected] = field(default_factory=list)  # of rows that are taken all the same
    ending: Ending = field(default_factory=Ending)  # cut off: the last line has no end and fewer cells than any other
    header: list[str] = field(default_factory=list)  # our names of the columns, once a row is taken

    def places(self) -> Iterator[Place]:
        """Give the places; rows that cannot be used are rejected with their line number and the reason.

        Raises GazetteerError when the file has no usable header, is not UTF-8 or no table.
        """
        for number, row in self.rows():
            try:
                place = _place(row, self.rank, self.countries, self.country)
                if self.countries and row.get("country") and place.country not in self.countries:
                    told = unknown_country(place.name, row["country"])
                    self.remarks.append(Rejected(f"{self.path.name}:{number}", told))
                yield place
            except GazetteerError as error:
                self.rejected.append(Rejected(f"{self.path.name}:{number}", str(error)))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row that is not empty with the number of its last line."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                text = lines(file, self.path, self.ending)
                above, head = next(((n, x) for n, x in enumerate(text) if not x.startswith("sep=")), (0, ""))
                rows = csv.DictReader(chain((head,), text), delimiter=delimiter_of(head))
                rows.fieldnames = self.header = self._named(rows.fieldnames or ())
                fewest = 0  # cells of a row so far
                for row in rows:
                    told, cells = "", sum(cell is not None for cell in row.values())
                    if any(row.get(None) or ()):
                        told = "more cells than columns; quote a cell that holds what stands between cells"
                    elif row.get("lon") is None and any(_BREAK.search(cell or "") for cell in row.values()):
                        told = "a quote is opened and not closed, so that lines run together; close or drop it"
                    elif self.ending.open and cells < fewest:
                        self.ending.cut = f"{self.path.name}:{above + rows.line_num}: {cells} cells, not {fewest}"
                    fewest = min(fewest or cells, cells)
                    if told:
                        self.rejected.append(Rejected(f"{self.path.name}:{above + rows.line_num}", told))
                        continue
                    kept = {k: _plain(v.strip()) for k, v in row.items() if k and isinstance(v, str)}
                    if any(kept.values()):
                        yield above + rows.line_num, kept
        except UnicodeDecodeError as error:
            raise GazetteerError(f"{self.path}: not UTF-8; save it as CSV UTF-8") from error
        except csv.Error as error:
            raise GazetteerError(f"{self.path}: not a table: {error}") from error
        except OSError as error:
            raise GazetteerError(f"{self.path}: {error.strerror}") from error

    def _named(self, found: Iterable[str]) -> list[str]:
        """Return our names of the columns; a line that names too few is refused."""
        ours = {theirs: our for our, theirs in self.columns.items()}
        theirs = [h.strip() for h in found]
        header = [ours.get(h, h) for h in theirs]
        if not {"lat", "lon"} <= set(header) or not {"name_en", "name_ar", "name"} & set(header):
            told = ", ".join(theirs)[:_SHOWN] or "nothing"
            hint = "; say which is which: --column name_en=THEIRS --column lat=THEIRS" if self.rank == IMPORTED else ""
            raise GazetteerError(
                f"{self.path}: the header needs name_en (or name_ar), lat and lon; it has: {told}{hint}"
            )
        return header


def read_table(
    path: Path, *, rank: int = CURATED, countries: Mapping[str, Country] | None = None
) -> tuple[list[Place], list[Rejected]]:
    """Read a whole gazetteer CSV: its places, and the rows that cannot be used. Raises as ``Table.places`` does."""
    table = Table(path, rank, countries or {})
    return list(table.places()), table.rejected


def delimiter_of(header: str) -> str:
    """Return what stands between the columns of a header line: a tab, a semicolon or a comma.

    >>> delimiter_of("name;lat;lon"), delimiter_of("name,lat,lon"), delimiter_of("")
    (';', ',', ',')
    """
    return max(",;\t", key=header.count)


def _plain(cell: str) -> str:
    """Take off the quote that keeps a spreadsheet from reading a cell as a formula."""
    return cell[1:] if cell[:1] == "'" and formula(cell[1:]) else cell


def formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula, were it not for quotes before it."""
    return cell.lstrip("'")[:1] in FORMULA_SIGNS


def _place(row: Mapping[str, str], rank: int, countries: Mapping[str, Country], home: str | None) -> Place:
    """Return the place of a row; one that names no country lies in that of the code ``home``, or is refused."""
    if any("\0" in cell for cell in row.values()):
        raise GazetteerError("binary data in the row")
    name_ar = row.get("name_ar") or None
    name = row.get("name_en") or row.get("name") or name_ar
    if not name:
        raise GazetteerError("no name; fill name_en or name_ar")
    lat, lon = _coordinates(row, name)
    kind = row.get("kind") or "other"
    if rank == IMPORTED and kind not in KINDS:  # others have words of their own
        kind = osm.kind_of({"place": kind})
    if kind not in KINDS:
        raise GazetteerError(f"{name}: kind {kind!r} is unknown; use one of {', '.join(KINDS)}")
    if home and not row.get("country"):
        row = {**row, "country": home_of(home, lat, lon, name)}
    country = country_code(row.get("country", ""), countries)
    known = countries.get(country or "")
    if home and not known:
        raise GazetteerError(unknown_country(name, row["country"]))
    # others' tables have territories that the box leaves out
    problem = known and (known.swapped(lat, lon) if rank == IMPORTED else known.misses(lat, lon))
    if problem:
        raise GazetteerError(f"{name}: {problem}; correct the row")
    return Place(
        id=row.get("id") or place_id(name, lat, lon), name=name, lat=lat, lon=lon, kind=kind, name_ar=name_ar,
        variants=few(v for v in split_variants(row.get("variants", "")) if v not in {name, name_ar}),
        country=country, admin1=row.get("admin1") or None,
        within=row.get("within") or None, precision_m=_metres(row.get("precision_m", ""), name),
        pcode=row.get("pcode") or None,
        source=row.get("source") or None, note=row.get("note") or None,
        population=people(row.get("population", "")), rank=rank,
    )  # fmt: skip


def home_of(code: str, lat: float, lon: float, name: str) -> str:
    """Return the code of the country that a place which names none is said to be in.

    Raises GazetteerError where it lies outside.
    """
    if problem := outside(lat, lon, code):
        raise GazetteerError(f"{name}: names no country, and {problem}")
    return code


def unknown_country(name: str, told: str) -> str:
    """Say that the country which a place names is unknown, and what to do."""
    return f"{name}: country {told!r} is unknown; give a two-letter code such as SY"


def spelled_wrong(name: str) -> str | None:
    """Say what is wrong with a spelling: no letter, or letters of Arabic and of Latin script; None where nothing is.

    >>> spelled_wrong("Al-\u0643\u0628\u0631"), spelled_wrong("T2"), spelled_wrong("...")
    ("'Al-\u0643\u0628\u0631' mixes Arabic and Latin letters", None, "'...' has no letter")
    """
    if not any(c.isalnum() for c in name):
        return f"{name!r} has no letter"
    scripts = {is_arabic(c) for c in name if c.isalpha() and (is_arabic(c) or c < "\u0250")}
    return f"{name!r} mixes Arabic and Latin letters" if len(scripts) > 1 else None


def split_variants(cell: str) -> tuple[str, ...]:
    """Split a ``variants`` cell at semicolons of either script."""
    return tuple(v for v in (part.strip() for part in cell.replace("\u061b", ";").split(";")) if v)


def few(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of one place. Raises GazetteerError for more than any place has."""
    kept = tuple(islice(names, MOST_NAMES + 1))
    if len(kept) > MOST_NAMES:
        raise GazetteerError(f"more than {MOST_NAMES:,} names for one place")
    return kept


def _coordinates(row: Mapping[str, str], name: str) -> tuple[float, float]:
    try:
        lat, lon = (float(row.get(axis, "").replace(",", ".")) for axis in ("lat", "lon"))
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
        metres = float(cell)
    except ValueError:
        metres = math.nan
    if not metres <= FARTHEST_M:
        raise GazetteerError(f"{name}: precision_m {cell[:_SHOWN]!r} is not a number of metres on the globe")
    return max(1, round(metres))


def people(told: object) -> int:
    """Return a number of inhabitants; 0 for what is none, and for more than ever lived.

    >>> people("1200"), people(""), people("many"), people("9" * 30)
    (1200, 0, 0, 0)
    """
    cell = str(told)
    return int(cell) if cell.isdecimal() and len(cell) <= _DIGITS else 0


def country_code(cell: str, countries: Mapping[str, Country]) -> str | None:
    """Return the two-letter code of a country given by code or name; an unknown name stays None.

    >>> country_code("sy", {}), country_code("", {})
    ('SY', None)
    """
    if len(cell) == 2 and cell.isascii():
        return cell.upper()
    key = name_key(cell)
    return next((c.code for c in countries.values() if key and key in c.keys), None)
