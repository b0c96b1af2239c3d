"""Points outside the country that they are said to lie in, and inside it with latitude and longitude exchanged."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.errors import Reason
from geomap.places.countries import Country, load_countries
from geomap.text import name_key

if TYPE_CHECKING:
    from shapely import Polygon

_NEAR = 0.1  # degrees that a place at a border may lie beyond it
_FAR = 0.3  # the same where somebody names the country: islands and borders in dispute are drawn coarsely
_ISLANDS = 10.0  # how far from a country only islands of its own may lie
_BRACKETS = re.compile(r"[()]")


def swapped(lat: float, lon: float, country: str) -> Reason | None:
    """Say that a point lies outside a country, and inside it with latitude and longitude exchanged; None otherwise.

    ``country`` is a two-letter code or a name in either language; of one that nobody knows nothing is said. Inside
    means within its borders where the base map draws them finely, else within its box.

    >>> swapped(37.16, 36.2, "Syria")
    '37.16, 36.2 lies outside Syria; lat and lon look swapped'
    >>> swapped(36.2, 37.16, "Syria"), swapped(37.16, 36.2, "Atlantis")
    (None, None)
    """
    known = _country(country)
    if known is None or not known.holds(lon, lat):  # the box first: hardly any row gets further
        return None
    area = _area(known.code) if known.holds(lat, lon) else None
    if area is None:
        return known.swapped(lat, lon)
    from shapely import Point  # noqa: PLC0415 - hardly any row needs it

    if area.distance(Point(lon, lat)) <= _NEAR or not area.contains(Point(lat, lon)):
        return None
    return known.exchanged(lat, lon)


def abroad(lat: float, lon: float, country: Country) -> str | None:
    """Say of a point in a table of others that it cannot be of the country named there; None otherwise.

    It lies in the country with latitude and longitude exchanged, or so far outside that only islands might, and in
    the box of another country: those have far islands that no box has.

    >>> syria = load_countries()["SY"]
    >>> abroad(10, 10, syria), abroad(31.9, 36, syria), abroad(-27.1, -109.4, load_countries()["CL"])
    ('10, 10 lies far outside Syria', None, None)
    """
    if country.holds(lat, lon):
        return None
    problem = country.swapped(lat, lon)
    if problem or country.holds(lat, lon, _ISLANDS):
        return problem
    others = (c for c in load_countries().values() if c.box[0] <= c.box[2])  # others go round the globe
    astray = any(other.holds(lat, lon, 0) for other in others)
    return f"{lat:g}, {lon:g} lies far outside {country.name}" if astray else None


def outside(lat: float, lon: float, country: str) -> Reason | None:
    """Say that a point lies outside a country, and whether it lies inside with latitude and longitude exchanged.

    Inside means within its box and not far within the borders of another, where the base map draws both finely.

    >>> outside(35.3, 39.2, "IQ"), outside(35.3, 39.2, "SY"), outside(35.3, 39.2, "Atlantis")
    ('35.3, 39.2 lies outside Iraq', None, None)
    >>> outside(39.2, 45.4, "AZ"), outside(34.6, 33, "GB"), outside(70.9, -8.7, "SJ")
    (None, None, None)
    """
    known = _country(country)
    if known is None or (problem := known.misses(lat, lon)):
        return problem if known else None
    area = _area(known.code)
    if area is None or known.holds_apart(lat, lon):
        return None
    from shapely import Point  # noqa: PLC0415

    if area.distance(point := Point(lon, lat)) <= _FAR:
        return None
    if area.distance(Point(lat, lon)) <= _NEAR:
        return known.exchanged(lat, lon)
    if not any(other.contains(point) for other in _areas().values()):
        return None  # islands and what is cut off from the rest by others have areas of their own, or none
    return Reason("{at} lies outside {name}", at=f"{lat:g}, {lon:g}", name=known.name)


@cache
def _country(name: str) -> Country | None:
    """Return a country by its code or a name, also one with another in brackets, as in Yemen (North Yemen)."""
    countries = load_countries()
    if name.upper() in countries:
        return countries[name.upper()]
    keys = {name_key(part) for part in (name, *_BRACKETS.split(name))} - {""}
    return next((c for c in countries.values() if keys & c.keys), None)


@cache
def _area(code: str) -> Polygon | None:
    """Return the area of a country, None where the base map draws no borders that part it from all others."""
    return _areas().get(code)


@cache
def _areas() -> dict[str, Polygon]:
    import shapely  # noqa: PLC0415

    from geomap.dataset.ground import areas  # noqa: PLC0415

    drawn, countries = areas(), list(load_countries().values())
    within = shapely.STRtree(drawn).query([shapely.Point(c.lon, c.lat) for c in countries], predicate="within")
    found: dict[int, list[str]] = {}
    for n, area in within.T:
        found.setdefault(int(area), []).append(countries[n].code)
    return {codes[0]: drawn[area] for area, codes in found.items() if len(codes) == 1}
