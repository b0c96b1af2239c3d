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
from geomap.store.rows import Source, recognise, to_feature

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Json
    from geomap.store.table import Reading


def read_geojson(path: Path, _: Reading | None = None) -> Layers:
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
    layers = Layers()
    for n, item in enumerate(features, 1):
        try:
            if project and isinstance(item, dict) and item.get("geometry"):
                item["geometry"] = project(item["geometry"])
            add(layers, item, default=_named_layer(path))
        except DataError as error:
            layers.rejected.append({"name": f"{path}, feature {n}", "reason": str(error)})
    return layers


def _lines(text: str, path: Path) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip("\x1e \t")]
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: not JSON: {error}") from error


def _named_layer(path: Path) -> str | None:
    return path.stem if path.stem in FEATURE_LAYERS else None


def add(layers: Layers, item: Any, *, default: str | None) -> None:
    """Put a feature into the layer it belongs to. Raises `DataError` where it cannot be drawn right."""
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
    layer = properties.pop("layer", None) or default or _guess(properties, geometry)
    if layer not in FEATURE_LAYERS:
        layer = _guess(properties, geometry)
    if layer in {"incidents", "movements"} and "claims" not in properties:
        properties = _foreign(properties, geometry)
    if "id" not in properties and item.get("id") is not None:
        properties = {"id": str(item["id"])} | properties
    getattr(layers, layer).append(feature(clean(geometry), properties))


def _foreign(properties: Json, geometry: Json | None) -> Json:
    """Return properties under geomap's names; where a geometry is a point, its coordinates are the row's."""
    try:
        source = recognise([*properties, "lat", "lon"])
    except DataError:
        return properties
    columns = {o: t for o, t in source.columns.items() if o not in {"lat", "lon"}}
    row = {k: v for k, v in properties.items() if k.casefold() not in {"lat", "lon", "latitude", "longitude"}}
    item, _ = to_feature(row, Source(source.name, columns, source.values), file=source.name)
    out: Json = item["properties"]
    if geometry and geometry["type"] == "Point" and geometry["coordinates"] and source.constants.get("layer") is None:
        out["lon"], out["lat"] = (round(float(x), 6) for x in geometry["coordinates"][:2])
    return out


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
