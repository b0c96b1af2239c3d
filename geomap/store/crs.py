"""Geometries of other coordinate systems to WGS 84."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import mapping, shape

from geomap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.model import Json

_SAME = {"urn:ogc:def:crs:ogc:1.3:crs84", "ogc:crs84", "epsg:4326", "urn:ogc:def:crs:epsg::4326"}


def to_wgs84(name: str, *, file: str) -> Callable[[Json], Json] | None:
    """Return what turns GeoJSON geometries of a coordinate system into WGS 84, None where they are already.

    GeoJSON with a ``crs`` member writes longitude first whatever the system says. Raises `DataError` for an unknown
    system; a geometry that cannot be turned comes out unchanged, for the check of positions to refuse.
    """
    if name.casefold() in _SAME:
        return None
    from pyproj import Transformer  # noqa: PLC0415 - only files in other systems need it
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    try:
        transformer = Transformer.from_crs(name, "EPSG:4326", always_xy=True)
    except ProjError as error:
        raise DataError(f"{file}: unknown coordinate system {name!r}: reproject it to WGS 84 (EPSG:4326)") from error
    return partial(_projected, transformer.transform)


def _projected(transform: Callable[..., object], geometry: Json) -> Json:
    try:
        turned = shapely.transform(shape(geometry), transform, interleaved=False)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError):
        return geometry
    found: Json = json.loads(json.dumps(mapping(turned)))
    return found
