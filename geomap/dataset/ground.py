"""The ground that a GIS shows under the events without a network: borders, coasts and rivers around them, as lines."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Json

    Box = tuple[float, float, float, float]  # west, south, east, north

_KINDS = {
    "land": "coast",
    "lakes": "lake",
    "units": "unit",
    "borders": "border",
    "rivers": "river",
    "tributaries": "river",
}
_MARGIN = 2.0  # degrees around the events
_EDGE = 0.01  # degrees: outlines of the fine region were cut at its box, and the cuts are no coasts


def lines(around: Box) -> Iterator[tuple[Json, Json]]:
    """Yield geometry and kind (``border``, ``unit``, ``coast``, ``lake``, ``river``) of what lies around a box.

    From the base map that the package carries: fine where it is fine all around the box, else that of the world.
    """
    base = _base()
    west, south, east, north = np.array(around) + _MARGIN * np.array([-1, -1, 1, 1])
    fine = base["region"]
    left, bottom, right, top = fine["box"]
    inside = left <= around[0] and bottom <= around[1] and around[2] <= right and around[3] <= top
    if inside:
        west, south = max(west, left + _EDGE), max(south, bottom + _EDGE)
        east, north = min(east, right - _EDGE), min(north, top - _EDGE)
    part = fine if inside else base["world"]
    for name, kind in _KINDS.items():
        for line in shapely.get_parts(shapely.clip_by_rect(_drawn(part, name), west, south, east, north)):
            if not line.is_empty:
                yield mapping(line), {"kind": kind}


def areas() -> list[shapely.Polygon]:
    """Return the areas that coasts and borders enclose where the base map is fine; gaps of a hundred metres closed."""
    part = _base()["region"]
    return list(shapely.get_parts(shapely.polygonize([
        shapely.unary_union([*_drawn(part, "land"), *_drawn(part, "borders")], grid_size=0.001)
    ])))  # fmt: skip


def _base() -> Json:
    base: Json = json.loads(resources.files("geomap").joinpath("data", "basemap.json").read_text("utf-8"))
    return base


def _drawn(part: Json, name: str) -> list[shapely.LineString]:
    return [shapely.LineString(_decoded(text, part["scale"])) for text in part.get(name, ())]


def _decoded(text: str, scale: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the positions of a line in the encoded polyline format, longitude first."""
    steps: list[int] = []
    value = shift = 0
    for letter in text.encode("ascii"):
        value |= (letter - 63 & 31) << shift
        shift += 5
        if letter < 95:  # the last of a number
            steps.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / scale
