"""The user's own gazetteer: one validated entry at a time."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError, OutputError
from geomap.model import KINDS, Place
from geomap.places.astray import outside
from geomap.places.countries import load_countries
from geomap.places.exporting import row_of
from geomap.places.load import load_gazetteer, user_file
from geomap.places.table import (
    COLUMNS,
    DEFAULT_PRECISION_M,
    USER,
    Table,
    country_code,
    entry,
    few,
    no_point,
    place_id,
    plain,
    spelled_wrong,
    split_variants,
    too_long,
    unseen,
)
from geomap.places.weighing import km
from geomap.text import is_arabic, name_key, skeleton
from geomap.writing import atomic, locked, writable

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.places.index import Index

_TWIN_KM = 2.0  # a similar name this near is the same place
_COPIED = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
_NEIGHBOUR_KM = 300.0  # how far an entry may lie from the place it is said to be within


def add(  # noqa: PLR0913 - the fields of one entry
    name: str,
    *,
    lat: float,
    lon: float,
    name_ar: str | None = None,
    aliases: tuple[str, ...] = (),
    kind: str = "other",
    within: str | None = None,
    country: str | None = None,
    source: str | None = None,
    precision_m: int = DEFAULT_PRECISION_M,
    file: Path | None = None,
) -> Place:
    """Validate an entry and append it to the user's gazetteer (``file``, else the default one) as one tidy line.

    Raises GazetteerError for coordinates off the globe, missing (0, 0) or outside the country, an unknown kind, a name
    too long, in the wrong script or in two, a ``within`` that is unknown, far off or elsewhere, or a place of a
    similar name within 2 km that the user's file already has; OutputError for a file that may not be written.
    The write is whole or not at all.
    """
    if (file or user_file()).suffix.lower() != ".csv":
        raise OutputError(f"{file or user_file()}: entries are kept in a CSV; give a name that ends in .csv")
    target = writable(file or user_file())  # what a link leads to grows, not a copy beside it
    place = _checked(name, lat, lon, name_ar, aliases, kind, country)
    place = replace(place, source=" ".join((source or "").split()) or "user", precision_m=precision_m)
    if problem := unseen(place.source or ""):
        raise GazetteerError(f"{place.name}: --source {problem}")
    if within:
        place = _inside(place, within, load_gazetteer(user=target))
    _refuse_abroad(place)
    with locked(target):
        _refuse_twin(place, load_gazetteer(user=target))
        _append(target, place)
    return place


def _checked(
    name: str,
    lat: float,
    lon: float,
    name_ar: str | None,
    aliases: tuple[str, ...],
    kind: str,
    country: str | None,
) -> Place:
    name, name_ar = _named(name), _tidy(name_ar or "") or None
    if problem := no_point(lat, lon):
        raise GazetteerError(f"{name}: {problem}")
    if kind not in KINDS:
        raise GazetteerError(f"{name}: kind {kind!r} is unknown; use one of {', '.join(KINDS)}")
    if name_ar and not is_arabic(name_ar):
        raise GazetteerError(f"{name}: --name-ar {name_ar!r} is not in Arabic script")
    if is_arabic(name) and not name_ar:
        name_ar = name
    countries = load_countries()
    code = country_code(country or "", countries)
    if country and code not in countries:
        raise GazetteerError(f"{name}: country {country!r} is unknown; give a two-letter code such as SY")
    spelled = dict.fromkeys(filter(None, map(_tidy, aliases)))
    if several := next((a for a in spelled if split_variants(a) != (a,)), None):
        raise GazetteerError(f"{name}: --alias {several!r}: a semicolon parts aliases; give each an --alias of its own")
    variants = few(spelled, name, name_ar)
    for spelling in filter(None, (name, name_ar, *variants)):
        if problem := spelled_wrong(spelling):
            raise GazetteerError(f"{name}: {problem}")
    return Place(place_id(name, lat, lon), name, lat, lon, kind, name_ar, variants, code, rank=USER)


def _named(name: str) -> str:
    """Return the tidied name of an entry, which the messages repeat."""
    if not (tidy := _tidy(name)):
        raise GazetteerError("the name is empty; give one")
    if not any(map(str.isalpha, tidy)):
        raise GazetteerError(f"{tidy}: has no letters, so it is no name: no text would find it")
    if problem := too_long(tidy):
        raise GazetteerError(problem)
    return tidy


def _tidy(name: str) -> str:
    """Return a name without what is copied along with it: spaces, and marks of direction and joining that none sees."""
    return " ".join(_COPIED.sub("", name).split())


def _refuse_abroad(place: Place) -> None:
    if problem := outside(place.lat, place.lon, place.country or ""):
        raise GazetteerError(f"{place.name}: {problem}; correct lat and lon, or --country")


def _inside(place: Place, within: str, index: Index) -> Place:
    """Fill country and unit from the place that encloses the entry."""
    named = index.by_key(name_key(within))  # the name itself: what is merely like it encloses nothing
    around = index.get(within) or min(
        named, key=lambda p: (km(p, place) > _NEIGHBOUR_KM, -p.rank, km(p, place)), default=None
    )
    if around is None:
        raise GazetteerError(f"{place.name}: --in {within!r} is not in the gazetteer; add it first or leave --in out")
    if around.kind != "country" and km(around, place) > _NEIGHBOUR_KM:
        turned = replace(place, lat=place.lon, lon=place.lat) if abs(place.lon) <= 90 else place
        hint = "lat and lon look swapped" if km(around, turned) <= _NEIGHBOUR_KM else "check the coordinates"
        raise GazetteerError(f"{place.name}: lies {km(around, place):.0f} km from {around.name}; {hint}")
    if place.country and around.country and place.country != around.country:
        raise GazetteerError(f"{place.name}: {around.name} lies in {around.country}, not in {place.country}")
    return replace(place, within=around.id, country=place.country or around.country, admin1=around.admin1)


def _refuse_twin(place: Place, index: Index) -> None:
    bones = {skeleton(n) for n in place.names}
    for other in index.kept():
        near = other.rank == USER and km(other, place) <= _TWIN_KM
        if near and bones & {skeleton(n) for n in other.names}:
            raise GazetteerError(
                f"{place.name}: {other.name} ({other.id}) stands {km(other, place):.1f} km away already; "
                "for another spelling or place of it, change its line in the file"
            )


def _append(target: Path, place: Place) -> None:
    """Write the old file and one more line.

    Raises GazetteerError where what would be read afterwards is not what was there and the entry.
    """
    with atomic(target) as beside:
        beside.write_bytes(target.read_bytes() if target.exists() else f"{','.join(COLUMNS)}\n".encode())
        known, before = _read(beside)
        beside.write_bytes(_grown(beside, place, known))
        grown, after = _read(beside)
        if after != [*before, place] or [r.reason for r in grown.rejected] != [r.reason for r in known.rejected]:
            told = "the entry would change how other rows are read"
            raise GazetteerError(f"{target}: {told}; first mend what geomap gazetteer check tells of the file")


def _read(file: Path) -> tuple[Table, list[Place]]:
    table = Table(file, USER, load_countries())
    return table, list(table.places())


def _grown(file: Path, place: Place, known: Table) -> bytes:
    """Return a file with a line for the place, and with columns for what there was none for.

    What a spreadsheet has made of it stays: byte order mark, line ends, delimiter, decimal commas.
    """
    old, sheet, cells = file.read_bytes(), known.sheet, row_of(place)
    if "name" in known.header and "name_en" not in known.header:
        cells["name"] = cells["name_en"]
    lacking = [c for c in COLUMNS if c not in known.header and _told_by(c, cells, place)]
    if any("," in row.get(axis, "") for _, row in Table(file).rows() for axis in ("lat", "lon")):
        cells |= {axis: cells[axis].replace(".", ",") for axis in ("lat", "lon")}
    lines = list(io.StringIO(old.decode("utf-8-sig"), newline=""))
    head = lines[known.head - 1]
    named = head.rstrip("\r\n")
    lines[known.head - 1] = sheet.delimiter.join((named, *lacking)) + head[len(named) :]
    more = io.StringIO(newline="")
    if not lines[-1].endswith(("\n", "\r")):
        more.write(sheet.ending)
    rows = csv.writer(more, delimiter=sheet.delimiter, lineterminator=sheet.ending)
    rows.writerow([cells.get(column, "") for column in (*known.header, *lacking)])
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    return mark + ("".join(lines) + more.getvalue()).encode()


def _told_by(column: str, cells: dict[str, str], place: Place) -> bool:
    """Whether something of a place is told by one cell alone: no other has it and it is not what is taken for none."""
    rest = {k: plain(v) for k, v in cells.items() if k != column}
    return bool(cells[column]) and entry(rest, USER, load_countries()) != place
