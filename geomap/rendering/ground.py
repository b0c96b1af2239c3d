"""The part of the base map that a map needs: the world coarse, and finer what lies round its events."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geomap.rendering import assets

if TYPE_CHECKING:
    import numpy.typing as npt

    from geomap.model import Json
    from geomap.rendering.positions import Box

    Whole = npt.NDArray[np.int64]

_MARGIN = 3.0  # least degrees round the events that are drawn finely, else a quarter of their extent
_SMALL, _ROUND = 8.0, 5.0  # round a small extent, which is opened from near by: degrees of both
_AREAS = frozenset({"land", "lakes"})
_LABEL = ("lon", "lat", "zoom", "kind", "en", "ar")
_FAR = 5  # labels of up to this zoom stand everywhere
_MOST_TOWNS, _MOST_VILLAGES = 100, 110  # of tiles, the greatest, of equals the nearest
_TOWN = 8  # names of up to this zoom stand in all of the fine part, lesser ones only close to the events
_CLOSE = 1.5  # degrees
_GLOBE = (-360.0, -90.0, 540.0, 90.0)  # the antimeridian is no end of it
_TURN = 360  # degrees
_WIDEST = 1500.0  # square degrees that are drawn finely
_SIDE, _SCALE = 10, 1000  # degrees of a tile and steps to a degree (`hatch_ground`)
_MOST = 4  # digits of a difference: 20 bits, more than a turn round the globe


def ground(bounds: Box | None) -> Json:
    """Return the base map: the world coarse, finely what lies round the events, and labels in columns.

    Where there are no events, or they are spread over more than a part of the world, the fine part is the Middle East
    with North Africa, as far as it lies near them; none where it does not.
    """
    base = assets.base_map()
    if bounds is None:
        return base | {"labels": _columns(base["labels"])}
    box = _meet(_GLOBE, _grown(bounds))
    fine = _fine(box) if box and (box[2] - box[0]) * (box[3] - box[1]) <= _WIDEST else None
    if fine is None:
        fine, box = base["region"], _meet(base["region"]["box"], _grown(bounds))
    own = [row for row in base["labels"] if row[2] <= _FAR or _holds(box, row)]
    close = _around(bounds, _CLOSE)
    lon, lat = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    others = sorted(fine.get("labels", ()), key=lambda row: (row[2], abs(row[0] - lon) + abs(row[1] - lat)))
    towns = [row for row in others if row[2] <= _TOWN and _holds(box, row)][:_MOST_TOWNS]
    villages = [row for row in others if row[2] > _TOWN and _holds(close, row)][:_MOST_VILLAGES]
    named = [*own, *towns, *villages]
    return {"world": base["world"], "region": box and _within(fine, box), "labels": _columns(named)}


def _fine(box: Box) -> Json | None:
    """Return the fine base map in the tiles that a box touches, its labels too."""
    west, south, east, north = (math.floor(side / _SIDE) for side in box)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for turn in range((west * _SIDE + 180) // _TURN, (east * _SIDE + 180) // _TURN + 1):
        shift = turn * _TURN // _SIDE  # tiles
        across = range(max(west, shift - 18), min(east, shift + 17) + 1)
        read = assets.tiles(((x - shift) * _SIDE, y * _SIDE) for x in across for y in range(south, north + 1))
        if read is None:
            return None
        for kind, rows in read.items():
            found[kind] += rows if kind == "labels" or not turn else _moved(rows, turn * _TURN * _SCALE)
    return {"scale": _SCALE} | {kind: _whole(rows) if kind in _AREAS else rows for kind, rows in found.items()}


def _moved(lines: list[str], steps: int) -> list[str]:
    """Move lines to the east."""
    points, counts = _decoded(lines)
    of = np.repeat(np.arange(len(lines)), counts)
    return _coded(shapely.linestrings(points + np.array([steps, 0]), indices=of))


def _whole(outlines: list[str]) -> list[str]:
    """Join areas that the sides of tiles cut, which would look like coasts."""
    points, counts = _decoded(outlines)
    at_side = np.logical_or.reduceat((points % (_SIDE * _SCALE) == 0).any(axis=1), np.cumsum(counts) - counts)
    of = np.repeat(np.arange(len(outlines)), counts)
    parts = shapely.polygons(shapely.linearrings(points, indices=of))[at_side]
    joined = shapely.get_parts(shapely.union_all(shapely.make_valid(parts)))
    rings = shapely.get_rings(joined[shapely.get_type_id(joined) == shapely.GeometryType.POLYGON])
    return [outlines[n] for n in np.flatnonzero(~at_side)] + _coded(rings)


def _within(part: Json, box: Box) -> Json:
    """Cut a fine base map to a box."""
    scale = part["scale"]
    kinds = part.keys() - {"box", "scale", "labels"}
    return {"scale": scale, "box": box} | {
        kind: _cut(part[kind], scale, box, area=kind in _AREAS) for kind in sorted(kinds)
    }


def packed(base: Json) -> tuple[Json, bytes]:
    """Return a base map with its lines as bytes, which deflate better: differences, seven bits a byte, zigzag.

    Of each kind of line it has under ``lines`` where its bytes begin, and how many points each line has.
    """
    body = bytearray()
    head = {"labels": base["labels"], "world": None, "region": None}
    for name in ("world", "region"):
        if part := base[name]:
            kinds = {}
            for kind in sorted(part.keys() - {"box", "scale"}):
                if part[kind]:
                    points, counts = _decoded(part[kind])
                    kinds[kind] = [len(body), *counts.tolist()]
                    body += _digits(np.diff(points, axis=0, prepend=[[0, 0]]), 7)[0].tobytes()
            head[name] = {"scale": part["scale"], "box": part.get("box"), "lines": kinds}
    return head, bytes(body)


def _columns(labels: list[list[Any]]) -> dict[str, list[Any]]:
    """Turn rows into columns, which deflate better."""
    return {name: [row[n] for row in labels] for n, name in enumerate(_LABEL)}


def _grown(bounds: Box) -> Box:
    west, south, east, north = bounds
    extent = max(east - west, north - south)
    west, south, east, north = _around(bounds, _ROUND if extent < _SMALL else max(_MARGIN, extent / 4))
    return math.floor(west), math.floor(south), math.ceil(east), math.ceil(north)


def _around(bounds: Box, margin: float) -> Box:
    west, south, east, north = bounds
    return west - margin, south - margin, east + margin, north + margin


def _holds(box: Box | None, label: list[Any]) -> bool:
    return box is not None and (label[0] - box[0]) % _TURN < box[2] - box[0] and box[1] < label[1] < box[3]


def _meet(one: Box, other: Box) -> Box | None:
    west, south, east, north = (f(a, b) for f, a, b in zip((max, max, min, min), one, other, strict=True))
    return (west, south, east, north) if west < east and south < north else None


def _cut(lines: list[str], scale: int, box: Box, *, area: bool) -> list[str]:
    """Cut coded lines, or the outlines of areas, to a box in degrees."""
    if not lines:
        return []
    points, counts = _decoded(lines)
    of = np.repeat(np.arange(len(lines)), counts)
    shapes = (
        shapely.polygons(shapely.linearrings(points, indices=of)) if area else shapely.linestrings(points, indices=of)
    )
    frame = shapely.box(*(side * scale for side in box))
    inside = shapely.covers(frame, shapes)
    crossing = np.flatnonzero(~inside & shapely.intersects(frame, shapes))
    sides = (side * scale for side in box)
    cut = shapely.get_parts(shapely.clip_by_rect(shapely.make_valid(shapes[crossing]), *sides))
    plain = np.isin(shapely.get_type_id(cut), (shapely.GeometryType.LINESTRING, shapely.GeometryType.POLYGON))
    kept = cut[plain & ~shapely.is_empty(cut)]
    return [lines[n] for n in np.flatnonzero(inside)] + _coded(kept)


def _decoded(lines: list[str]) -> tuple[Whole, Whole]:
    """Return all points of coded lines, in steps, and how many each line has (`hatch_build.coded` undone)."""
    codes = np.frombuffer("".join(lines).encode("ascii"), dtype=np.uint8).astype(np.int64) - 63
    last = codes < 32
    ends = np.flatnonzero(last) + 1
    starts = np.concatenate([[0], ends[:-1]])
    place = np.arange(len(codes)) - np.repeat(starts, ends - starts)
    folded = np.add.reduceat((codes & 31) << (5 * place), starts)
    steps = ((folded >> 1) ^ -(folded & 1)).reshape(-1, 2)
    line_starts = np.concatenate([[0], np.cumsum([len(line) for line in lines])[:-1]])
    counts = np.add.reduceat(last.astype(np.int64), line_starts) // 2
    total = np.cumsum(steps, axis=0)
    before = np.concatenate([[[0, 0]], total])[np.cumsum(counts) - counts]
    return total - np.repeat(before, counts, axis=0), counts


def _coded(shapes: npt.NDArray[Any]) -> list[str]:
    """Code lines, or the outlines of areas, as `hatch_build.coded` does."""
    if not len(shapes):
        return []
    points, of = shapely.get_coordinates(shapes, return_index=True)
    steps = np.round(points).astype(np.int64)
    moves = np.diff(steps, axis=0, prepend=[[0, 0]])
    firsts = np.flatnonzero(np.diff(of, prepend=-1))
    moves[firsts] = steps[firsts]
    digits, need = _digits(moves, 5)
    text = (digits + 63).tobytes().decode("ascii")
    ends = np.cumsum(need)[1::2][np.append(firsts[1:], len(of)) - 1]
    return [text[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]


def _digits(moves: Whole, bits: int) -> tuple[npt.NDArray[np.uint8], Whole]:
    """Return differences in digits of so many bits, lowest first, all but the last marked; and how many each takes."""
    folded = np.where(moves < 0, ~(moves << 1), moves << 1).reshape(-1)
    shift = bits * np.arange(_MOST)
    need = np.maximum(1, (folded[:, None] >> shift > 0).sum(axis=1))
    more = (np.arange(_MOST) < need[:, None] - 1) << bits
    digits = (folded[:, None] >> shift & (1 << bits) - 1 | more).astype(np.uint8)
    return digits[np.arange(_MOST) < need[:, None]], need
