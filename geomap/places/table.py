"""Hand-kept gazetteer files: CSV that people edit, in a spreadsheet if they like."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place, Rejected
from geomap.places import osm
from geomap.places.astray import abroad, outside
from geomap.places.cells import Row, Sheet
from geomap.places.countries import Country
from geomap.places.lines import Ending, utf8_lines
from geomap.text import is_arabic, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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
LONGEST_NAME = 400  # characters, as many as GeoNames allows; the longest name in use has 168
MOST_NAMES = 1000  # of one place; countries have some three hundred in GeoNames
_DIGITS = 11  # of a number of inhabitants
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN = 200  # characters of a header in a message
_BEGINNING = 30  # of a name that is too long


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
    ending: Ending = field(default_factory=Ending)  # cut off: the last line has no end or is of a page, and fewer cells
    header: list[str] = field(default_factory=list)  # our names of the columns, once a row is taken
    head: int = 0  # the last line of the header, once a row is taken
    sheet: Sheet = field(default_factory=lambda: Sheet(()))  # how the file is written, once a row is taken

    def places(self) -> Iterator[Place]:
        """Give the places; rows that cannot be used are rejected with their line number and the reason.

        Raises GazetteerError when the file has no usable header, is not UTF-8 or no table.
        """
        for number, row in self.rows():
            try:
                place = entry(row, self.rank, self.countries, self.country)
                if self.countries and row.get("country") and place.country not in self.countries:
                    told = unknown_country(place.name, row["country"])
                    self.remarks.append(Rejected(f"{self.path.name}:{number}", told))
                yield place
            except GazetteerError as error:
                self.rejected.append(Rejected(f"{self.path.name}:{number}", str(error)))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row that is not empty with the number of its first line."""
        try:
            with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
                self.sheet = Sheet(utf8_lines(file, self.path, self.ending))
                rows = self.sheet.rows(self._whole)
                head = next((row for row in rows if row.problem or any(map(str.strip, row.cells))), Row(1, 1, []))
                if head.problem:
                    raise GazetteerError(f"{self.path}:{head.first}: {head.problem}")
                self.header, self.head = self._named(head), head.last
                fewest, short = 0, ""  # cells of a row so far, and what the last one lacks
                for row in rows:
                    told, n = row.problem, len(row.cells)
                    short = f"{self.path.name}:{row.first}: {told or f'{n} cells, not {fewest}'}" if n < fewest else ""
                    fewest = min(fewest or n, n or fewest)
                    if any(map(str.strip, row.cells[len(self.header) :])):
                        told = "more cells than columns; quote a cell that holds what stands between cells"
                    if told:
                        self.rejected.append(Rejected(f"{self.path.name}:{row.first}", told))
                        continue
                    cells = {k: plain(v.strip()) for k, v in zip(self.header, row.cells, strict=False) if k}
                    if any(cells.values()):
                        yield row.first, cells
                if self.ending.broken:
                    self.ending.cut = short
        except OSError as error:
            raise GazetteerError(f"{self.path}: {error.strerror}") from error

    def _whole(self, cells: Sequence[str]) -> bool:
        """Whether cells are those of a row, as their coordinates tell."""
        try:
            _coordinates(dict(zip(self.header, cells, strict=False)), "")
        except GazetteerError:
            return False
        return True

    def _named(self, head: Row) -> list[str]:
        """Return our names of the columns; a line that names too few is refused."""
        ours = {theirs: our for our, theirs in self.columns.items()}
        theirs, where = [h.strip() for h in head.cells], f"{self.path}:{head.first}"
        own = (*COLUMNS, POPULATION, "name")
        folded = [h.lower() if h.lower() in own else h for h in theirs]  # spreadsheets make them NAME_EN, or Lat
        header = [ours.get(h, plain_case) for h, plain_case in zip(theirs, folded, strict=True)]
        if twice := [h for h in own if folded.count(h) > 1]:
            raise GazetteerError(f"{where}: the header has {twice[0]} more than once; name each column once")
        if not {"lat", "lon"} <= set(header) or not {"name_en", "name_ar", "name"} & set(header):
            told = ", ".join(theirs)[:_SHOWN] or "nothing"
            hint = "; say which is which: --column name_en=THEIRS --column lat=THEIRS" if self.rank == IMPORTED else ""
            raise GazetteerError(f"{where}: the header needs name_en (or name_ar), lat and lon; it has: {told}{hint}")
        return header


def read_table(
    path: Path, *, rank: int = CURATED, countries: Mapping[str, Country] | None = None
) -> tuple[list[Place], list[Rejected]]:
    """Read a whole gazetteer CSV: its places, and the rows that cannot be used. Raises as ``Table.places`` does."""
    table = Table(path, rank, countries or {})
    return list(table.places()), table.rejected


def plain(cell: str) -> str:
    """Take off the quote that keeps a spreadsheet from reading a cell as a formula."""
    return cell[1:] if cell[:1] == "'" and formula(cell[1:]) else cell


def formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula, were it not for quotes before it."""
    return cell.lstrip("'")[:1] in FORMULA_SIGNS


def entry(row: Mapping[str, str], rank: int, countries: Mapping[str, Country], home: str | None = None) -> Place:
    """Return the place that the cells of a row tell of; one that names no country lies in that of the code ``home``.

    Raises GazetteerError for what cannot be.
    """
    if any("\0" in cell for cell in row.values()):
        raise GazetteerError("a NUL byte in the row; type the cell that holds it anew")
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
    problem = known and (abroad(lat, lon, known) if rank == IMPORTED else known.misses(lat, lon))
    if problem:
        raise GazetteerError(f"{name}: {problem}; correct the row")
    return Place(
        id=row.get("id") or place_id(name, lat, lon), name=name, lat=lat, lon=lon, kind=kind, name_ar=name_ar,
        variants=few(split_variants(row.get("variants", "")), name, name_ar),
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


def unseen(text: str) -> str | None:
    r"""Say that a text holds what steers a screen, turns text about or is no UTF-8; None where it does not.

    >>> unseen("Tall\u202e"), unseen("Tall")
    ("'Tall\\u202e' holds U+202E, a sign that is not seen; type it anew", None)
    """
    found = _UNSEEN.search(text)
    return f"{text!r} holds U+{ord(found[0]):04X}, a sign that is not seen; type it anew" if found else None


def spelled_wrong(name: str) -> str | None:
    """Say what is wrong with a spelling: no letter, letters of Arabic and of Latin script, or signs that are not seen.

    None where nothing is wrong.

    >>> spelled_wrong("Al-\u0643\u0628\u0631"), spelled_wrong("T2"), spelled_wrong("...")
    ("'Al-\u0643\u0628\u0631' mixes Arabic and Latin letters", None, "'...' has no letter")
    """
    if problem := unseen(name):
        return problem
    if not any(c.isalnum() for c in name):
        return f"{name!r} has no letter"
    scripts = {is_arabic(c) for c in name if c.isalpha() and (is_arabic(c) or c < "\u0250")}
    return f"{name!r} mixes Arabic and Latin letters" if len(scripts) > 1 else None


def too_long(name: str) -> str | None:
    """Say that a text is longer than any name; None where it is not."""
    told = f"{name[:_BEGINNING]}... has {len(name):,} characters, and no name has more than {LONGEST_NAME}; shorten it"
    return told if len(name) > LONGEST_NAME else None


def split_variants(cell: str) -> tuple[str, ...]:
    """Split a ``variants`` cell at semicolons of either script."""
    return tuple(v for v in (part.strip() for part in cell.replace("\u061b", ";").split(";")) if v)


def few(names: Iterable[str], *own: str | None) -> tuple[str, ...]:
    """Return the names of one place but its ``own`` ones, English and Arabic.

    Raises GazetteerError for more than any place has, and for one that is longer than any.
    """
    kept = tuple(islice((n for n in names if n not in own), MOST_NAMES + 1))
    if len(kept) > MOST_NAMES:
        raise GazetteerError(f"more than {MOST_NAMES:,} names for one place")
    for name in (*own, *kept):
        if name and (problem := too_long(name)):
            raise GazetteerError(problem)
    return kept


def _coordinates(row: Mapping[str, str], name: str) -> tuple[float, float]:
    try:
        lat, lon = (float(row.get(axis, "").replace(",", ".")) for axis in ("lat", "lon"))
    except ValueError:
        raise GazetteerError(
            f"{name}: lat {row.get('lat')!r}, lon {row.get('lon')!r} are not decimal degrees"
        ) from None
    if problem := no_point(lat, lon):
        raise GazetteerError(f"{name}: {problem}")
    return lat, lon


def no_point(lat: float, lon: float) -> str | None:
    """Say why coordinates in degrees are those of no place; None where they may be.

    >>> no_point(134, 40), no_point(35, 40)
    ('lat 134, lon 40 is off the globe; lat and lon look swapped', None)
    >>> no_point(0, 0)
    'lat 0, lon 0 is where missing coordinates lie; give the true ones'
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        hint = "; lat and lon look swapped" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        return f"lat {lat:g}, lon {lon:g} is off the globe{hint}"
    return None if lat or lon else "lat 0, lon 0 is where missing coordinates lie; give the true ones"


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

    What stands in brackets behind a name, as UCDP has a country's older ones, is passed over.

    >>> country_code("sy", {}), country_code("", {})
    ('SY', None)
    """
    if len(cell) == 2 and cell.isascii():
        return cell.upper()
    keys = {name_key(cell), name_key(cell.partition(" (")[0])} - {""}
    return next((c.code for c in countries.values() if keys & c.keys), None)
