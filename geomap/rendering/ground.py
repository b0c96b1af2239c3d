"""The part of the base map that a map needs: the world coarse, and finer what lies round its events."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geomap.rendering import assets

if TYPE_CHECKING:
    import numpy.typing as npt

    from geomap.model import Json
    from geomap.rendering.positions import Box

    Whole = npt.NDArray[np.int64]

_MARGIN = 5.0  # least degrees round the events that are drawn finely, else half of their extent
_AREAS = frozenset({"land", "lakes"})
_LABEL = ("lon", "lat", "zoom", "kind", "en", "ar")
_FAR = 5  # labels of up to this zoom stand everywhere
_MOST = 4  # digits of a difference: 20 bits, more than a turn round the globe


def ground(bounds: Box | None) -> Json:
    """Return the base map with its fine part cut to the events' surroundings; whole where there are no events.

    Without a fine part where the events lie outside of it. Labels stand in columns.
    """
    base = assets.base_map()
    region = base["region"]
    if bounds is None:
        return base | {"labels": _columns(base["labels"])}
    box = _meet(region["box"], _grown(bounds))
    parts = {name: lines for name, lines in region.items() if name not in {"box", "scale"}}
    if box:
        cut = {name: _cut(lines, region["scale"], box, area=name in _AREAS) for name, lines in parts.items()}
        region = {"scale": region["scale"], "box": box, **cut}
    else:
        region = None
    west, south, east, north = box or (0, 0, 0, 0)
    near = [row for row in base["labels"] if row[2] <= _FAR or (west < row[0] < east and south < row[1] < north)]
    return {"world": base["world"], "region": region, "labels": _columns(near)}


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
    margin = max(_MARGIN, (east - west) / 2, (north - south) / 2)
    return (
        math.floor(west - margin), math.floor(south - margin), math.ceil(east + margin), math.ceil(north + margin),
    )  # fmt: skip


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
