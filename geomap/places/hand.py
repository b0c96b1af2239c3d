"""The user's own gazetteer: one validated entry at a time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place
from geomap.places.astray import outside
from geomap.places.countries import load_countries
from geomap.places.exporting import row_of
from geomap.places.load import load_gazetteer, user_file
from geomap.places.table import COLUMNS, DEFAULT_PRECISION_M, USER, country_code, delimiter_of, place_id, spelled_wrong
from geomap.places.weighing import km
from geomap.text import is_arabic, name_key, skeleton
from geomap.writing import atomic, locked

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.places.index import Index

_TWIN_KM = 2.0  # a similar name this near is the same place
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

    Raises GazetteerError for coordinates off the globe or outside the country, an unknown kind, a name in the wrong
    script or in two, a ``within`` that is unknown, far off or elsewhere, or a place of a similar name within 2 km that
    the user's file already has.
    The write is whole or not at all.
    """
    target = file or user_file()
    target = target.resolve() if target.is_symlink() else target  # what the link leads to grows, not a copy beside it
    place = _checked(name, lat, lon, name_ar, aliases, kind, country)
    place = replace(place, source=" ".join((source or "").split()) or "user", precision_m=precision_m)
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
    name = " ".join(name.split())
    if not name:
        raise GazetteerError("the name is empty; give one")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        hint = "; lat and lon look swapped" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise GazetteerError(f"{name}: lat {lat:g}, lon {lon:g} is off the globe{hint}")
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
    variants = tuple(dict.fromkeys(" ".join(a.split()) for a in aliases if a.strip()))
    for spelling in filter(None, (name, name_ar, *variants)):
        if problem := spelled_wrong(spelling):
            raise GazetteerError(f"{name}: {problem}")
    return Place(place_id(name, lat, lon), name, lat, lon, kind, name_ar, variants, code, rank=USER)


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

    What a spreadsheet has made of the file stays: byte order mark, line ends, semicolons for commas.
    """
    old = target.read_bytes() if target.exists() else b""
    text = old.decode("utf-8-sig")
    head = text.split("\n", 1)[0]
    ending = "\r\n" if head.endswith("\r") else "\n"
    delimiter = delimiter_of(head)
    header = next(csv.reader([head], delimiter=delimiter), None) or list(COLUMNS)
    more, cells = io.StringIO(newline=""), row_of(place)
    rows = csv.writer(more, delimiter=delimiter, lineterminator=ending)
    if not text.strip():
        rows.writerow(header)
    elif not text.endswith("\n"):
        more.write(ending)
    rows.writerow([cells.get(column.strip(), "") for column in header])
    with atomic(target) as beside:
        beside.write_bytes(old + more.getvalue().encode())
