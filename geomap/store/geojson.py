"""GeoJSON of anybody to layers, feature by feature, in whatever coordinate system it says it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from geomap.dataset import FEATURE_LAYERS, feature
from geomap.errors import DataError
from geomap.model import Layers
from geomap.store.cells import clean, decoded
from geomap.store.crs import to_wgs84
from geomap.store.rows import to_feature

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.model import Json
    from geomap.store.rows import Source
    from geomap.store.table import Reading

_AXES = ("latitude", "longitude")
_COORDINATES = frozenset({"lat", "lon", *_AXES})


def read_geojson(path: Path, reading: Reading) -> Layers:
    """Read a FeatureCollection, a single Feature, or one feature a line; bad features are named by number."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8, which GeoJSON must be: turn it, as with iconv -t utf-8") from error
    try:
        data = json.loads(text)
    except ValueError:
        data = {"features": _lines(text, path)}
    except RecursionError:
        raise DataError(f"{path}: not GeoJSON: nested too deep") from None
    features = (
        data.get("features", [data] if data.get("type") == "Feature" else None) if isinstance(data, dict) else None
    )
    if not isinstance(features, list):
        raise DataError(f"{path}: not GeoJSON: no list of features")
    crs = data.get("crs")
    name = crs.get("properties", {}).get("name") if isinstance(crs, dict) else None
    project = to_wgs84(str(name), file=str(path)) if name else None
    for item in features:
        if project and isinstance(item, dict) and item.get("geometry"):
            item["geometry"] = project(item["geometry"])
    layers = Layers()
    add(layers, features, reading, file=str(path), layer=path.stem)
    return layers


def _lines(text: str, path: Path) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip("\x1e \t")]
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: not JSON: {error}") from error


def add(layers: Layers, items: Iterable[Any], reading: Reading, *, file: str, layer: str, one: str = "feature") -> None:
    """Put features into the layers they belong to, by their own word, the name of where they come from, or their shape.

    What cannot be drawn right, and errors among the features, stand in ``rejected`` by number; so does what is wrong
    with those that are kept. Those of others get geomap's names; which is which stands in the provenance.
    """
    default = layer if layer in FEATURE_LAYERS else None
    told: list[tuple[int, str]] = []
    found: list[tuple[int, str, Json | None, Json]] = []
    for n, item in enumerate(items, 1):
        try:
            found.append((n, *_understood(item, default)))
        except DataError as error:
            told.append((n, str(error)))
    others = [properties for _, kind, _, properties in found if _foreign(kind, properties)]
    if others:
        header = list(dict.fromkeys(name for properties in others for name in properties))
        source = _source(header, reading, file)
        orders = source.orders(others)
        layers.provenance[f"columns of {file}"] = source.told()
    for n, kind, geometry, properties in found:
        if not _foreign(kind, properties):
            getattr(layers, kind).append(feature(geometry, properties))
            continue
        row, drawn = _row(properties, geometry)
        try:
            item, problems = to_feature(
                row, source, file=source.name, helpers=reading.helpers, orders=orders, geometry=drawn
            )
        except DataError as error:
            problems = [str(error)]
        else:
            own = item["properties"].pop("layer", None)
            getattr(layers, own if own in FEATURE_LAYERS else kind).append(item)
        told += ((n, problem) for problem in problems)
    layers.rejected.extend({"name": f"{file}, {one} {n}", "reason": why} for n, why in sorted(told))


def _understood(item: Any, default: str | None) -> tuple[str, Json | None, Json]:
    """Return layer, geometry and properties of a feature. Raises `DataError` where it cannot be drawn right."""
    if isinstance(item, DataError):
        raise item
    if (
        not isinstance(item, dict)
        or item.get("type") != "Feature"
        or not isinstance(item.get("properties") or {}, dict)
    ):
        raise DataError("not a GeoJSON Feature")
    geometry = item.get("geometry")
    if geometry is not None:
        _check(geometry)
    properties = decoded(item.get("properties") or {})
    layer = properties.pop("layer", None) or default
    if "id" not in properties and item.get("id") is not None:
        properties = {"id": str(item["id"])} | properties
    return layer if layer in FEATURE_LAYERS else _guess(properties, geometry), clean(geometry), properties


def _foreign(layer: str, properties: Json) -> bool:
    """Whether a feature is of others: every event of geomap's own has its claims."""
    return layer in {"incidents", "movements"} and "claims" not in properties


def _source(header: Sequence[str], reading: Reading, file: str) -> Source:
    """Tell what a table with geometries is; their points stand in two columns of its own."""
    names = [name for name in header if name.casefold() not in _COORDINATES]
    try:
        return reading.source([*names, *_AXES])
    except DataError as error:
        raise DataError(f"{file}: {error}") from error


def _row(properties: Json, geometry: Json | None) -> tuple[Json, Json | None]:
    """Return the row of a feature, its point in columns of coordinates, and its geometry where that is no point."""
    row = {k: v for k, v in properties.items() if k.casefold() not in _COORDINATES}
    if geometry is None or geometry["type"] != "Point" or not geometry["coordinates"]:
        return row, geometry
    return row | dict(zip(_AXES, reversed(geometry["coordinates"][:2]), strict=True)), None


def _guess(properties: Json, geometry: Json | None) -> str:
    if "surface" in properties and "report" in properties:
        return "mentions"
    line = geometry is not None and geometry.get("type") in {"LineString", "MultiLineString"}
    return "movements" if line or "destination" in properties or "origin" in properties else "incidents"


def _check(geometry: Any) -> None:
    """Refuse geometries that are none, and positions outside the world."""
    try:
        shape = shapely.geometry.shape(geometry)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        raise DataError(f"not a geometry: {error}") from error
    if shape.is_empty:
        return
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise DataError(
            f"position ({west:g} {south:g}, {east:g} {north:g}) outside the world; order is longitude, latitude"
        )
