"""Positions of geometries of any type."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]  # west, south, east, north in degrees


def points(geometry: Any) -> list[list[float]]:
    """Return the valid positions of a geometry in order, altitudes dropped; none for what is no geometry.

    >>> points({"type": "Point", "coordinates": [40.95, 34.45, 200]}), points(None)
    ([[40.95, 34.45]], [])
    """
    if not isinstance(geometry, dict):
        return []
    at = geometry.get("coordinates")
    if (
        type(at) is list
        and len(at) == 2
        and type(at[0]) is type(at[1]) is float
        and abs(at[0]) <= 180
        and abs(at[1]) <= 90
    ):
        return [[round(at[0], 5), round(at[1], 5)]]  # nearly every one
    out: list[list[float]] = []
    stack: list[Any] = [geometry.get("coordinates") or []]
    for part in geometry.get("geometries") or []:
        out += points(part)
    while stack:
        item = stack.pop()
        if isinstance(item, (list, tuple)) and item:
            if isinstance(item[0], (int, float)):
                lon, lat = float(item[0]), float(item[1]) if len(item) > 1 else math.nan
                if abs(lon) <= 180 and abs(lat) <= 90:
                    out.append([round(lon, 5), round(lat, 5)])
            else:
                stack.extend(reversed(item))
    return out


def middle(way: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return the middle of the box around points: the point itself for a single one."""
    if len(way) == 1:
        return way[0][0], way[0][1]
    west, south, east, north = box(way) or (0.0, 0.0, 0.0, 0.0)
    return (west + east) / 2, (south + north) / 2


def extent(way: Iterable[Sequence[float]]) -> Box | None:
    """Return the box around positions; that across the antimeridian, its east past 180, where it is the narrower one.

    >>> extent([(179, -17), (-179, -16)]), extent([(10, 0), (-10, 5)])
    ((179, -17, 181, -16), (-10, 0, 10, 5))
    """
    straight = box(way := list(way))
    if straight is None or straight[2] - straight[0] <= 180:
        return straight
    across = box((lon + 360 if lon < 0 else lon, lat) for lon, lat in way) or straight
    return across if across[2] - across[0] < straight[2] - straight[0] else straight


def box(way: Iterable[Sequence[float]]) -> Box | None:
    """Return the box around positions, None around none."""
    lons, lats = zip(*way, strict=True) if (way := list(way)) else ((), ())
    return (min(lons), min(lats), max(lons), max(lats)) if lons else None
