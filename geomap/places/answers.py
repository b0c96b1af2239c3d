"""What geocoders answer, as entries of ours; what they say is hostile until checked."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from geomap.model import Place
from geomap.places import geonames, osm
from geomap.places.table import DEFAULT_PRECISION_M, people, place_id
from geomap.text import is_arabic, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.model import Json

_LONGEST = 200  # characters of a name
_MOST_NAMES = 30
_LEADING = "-=+@' "  # signs that a shell or a spreadsheet would read as more than a name
_ADDRESS = {"state": "4", "province": "4", "county": "6", "district": "6", "country": "2"}  # as an admin_level
_ELEMENTS = {"N": "node", "W": "way", "R": "relation"}
_LAYERS = {
    "country": "country", "macroregion": "region", "region": "governorate", "county": "district",
    "localadmin": "subdistrict", "locality": "town", "borough": "neighbourhood", "neighbourhood": "neighbourhood",
    "street": "road",
}  # fmt: skip


def place_of(service: str, answer: Json) -> Place | None:
    """Return one result of a service; None where it is no place on earth, has no name, or is not in its format.

    >>> place_of("photon", {"geometry": {"coordinates": [39.95, 35.61]}, "properties": {"name": "Kubar"}}).lat
    35.61
    >>> place_of("photon", {}) is None
    True
    """
    try:
        return _READERS[service](answer)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _nominatim(a: Json) -> Place | None:
    tags = {**(a.get("extratags") or {}), **(a.get("namedetails") or {})}
    tags[a.get("category") or a.get("class") or "place"] = a.get("type") or ""
    tags.setdefault("name", a["display_name"].split(",")[0])
    if a.get("addresstype") in _ADDRESS:
        tags.setdefault("admin_level", _ADDRESS[a["addresstype"]])
    address = a.get("address") or {}
    source = _credit("OpenStreetMap", "ODbL", a.get("osm_type"), a.get("osm_id"))
    return _tagged(tags, a["lat"], a["lon"], address.get("country_code"), address.get("state"), source)


def _photon(a: Json) -> Place | None:
    p = a["properties"]
    lon, lat = a["geometry"]["coordinates"][:2]
    tags = {"name": p["name"], p.get("osm_key") or "place": p.get("osm_value") or ""}
    element = _ELEMENTS.get(str(p.get("osm_type")), "element")
    source = _credit("OpenStreetMap", "ODbL", element, p.get("osm_id"))
    return _tagged(tags, lat, lon, p.get("countrycode"), p.get("state"), source)


def _tagged(tags: Json, lat: object, lon: object, country: object, admin1: object, source: str) -> Place | None:
    known = {str(k): str(v) for k, v in tags.items() if v}
    name, name_ar, variants = osm.names_of(known)
    return _entry((name, name_ar, *variants), lat, lon, osm.kind_of(known), country, admin1, source)


def _geonames(a: Json) -> Place | None:
    population = people(a.get("population"))
    kind = geonames.kind_of(str(a.get("fcl")), str(a.get("fcode")), population)
    names = (a.get("toponymName"), a.get("name"), a.get("asciiName"))
    source = _credit("GeoNames", "CC BY 4.0", a.get("geonameId"))
    return _entry(names, a["lat"], a["lng"], kind, a.get("countryCode"), a.get("adminName1"), source)


def _pelias(a: Json) -> Place | None:
    p = a["properties"]
    lon, lat = a["geometry"]["coordinates"][:2]
    kind = _LAYERS.get(str(p.get("layer")), "other")
    return _entry(
        (p["name"],), lat, lon, kind, p.get("country_code"), p.get("region"), _credit("Pelias", "", p.get("gid"))
    )


def _credit(whose: str, licence: str, *record: object) -> str:
    """Return the source of an entry, with the record where a service tells all of what names it."""
    told = map(str, record) if all(record) else ()
    return " ".join((whose, *told, *([f"({licence})"] if licence else [])))


def _entry(
    names: Iterable[object], lat: object, lon: object, kind: str, country: object, admin1: object, source: str
) -> Place | None:  # fmt: skip
    north, east = float(str(lat)), float(str(lon))
    every = [n for n in dict.fromkeys(map(clean, names)) if name_key(n)]
    if not every or not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    name, name_ar, code = every[0], next(filter(is_arabic, every), None), str(country or "").upper()
    return Place(
        place_id(name, north, east), name, north, east, kind, name_ar,
        tuple(n for n in every if n not in {name, name_ar})[:_MOST_NAMES],
        code if len(code) == 2 and code.isascii() and code.isalpha() else None, clean(admin1) or None,
        precision_m=geonames.PRECISION_M.get(kind, DEFAULT_PRECISION_M), source=clean(source),
    )  # fmt: skip


def clean(text: object) -> str:
    r"""Return a text without control characters, of one line, not too long, that begins like a name.

    >>> clean("--x\x1b[2J\n y"), clean(None)
    ('x[2J y', '')
    """
    plain = "".join(
        " " if c.isspace() else c for c in str(text or "") if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return " ".join(plain.split())[:_LONGEST].lstrip(_LEADING).rstrip()


_READERS: dict[str, Callable[[Json], Place | None]] = {
    "nominatim": _nominatim, "photon": _photon, "geonames": _geonames, "pelias": _pelias,
}  # fmt: skip
