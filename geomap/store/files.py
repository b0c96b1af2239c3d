"""Files of features and rows, each to layers: GeoJSON, GeoPackage, CSV."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import shapely

from geomap.dataset import FEATURE_LAYERS, feature
from geomap.errors import DataError
from geomap.model import Layers
from geomap.store.rows import Source, clean, decoded, recognise, to_feature

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Json


def read_geojson(path: Path) -> Layers:
    """Read a FeatureCollection, a single Feature, or one feature a line; bad features are named by number."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8") from error
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
    layers = Layers()
    for n, item in enumerate(features, 1):
        try:
            add(layers, item, default=_named_layer(path))
        except DataError as error:
            layers.rejected.append({"name": f"{path}, feature {n}", "reason": str(error)})
    return layers


def read_csv(path: Path) -> Layers:
    """Read a table with coordinates; rows that cannot be placed right are refused by number."""
    layers = Layers()
    csv.field_size_limit(max(1 << 24, csv.field_size_limit()))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=first.count)
            rows = csv.DictReader(file, delimiter=delimiter, skipinitialspace=True)
            source = recognise(rows.fieldnames or ())
            for n, row in enumerate(rows, 2):
                row.pop(None, None)  # cells beyond the header
                if any(str(v).startswith("#") for v in row.values()) and n == 2:
                    continue  # HXL's row of tags
                where = f"{path}, row {n}"
                _add_row(layers, {k: _plain(v) for k, v in row.items()}, source, where)
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8: save it as CSV UTF-8") from error
    except (csv.Error, DataError) as error:
        raise DataError(f"{path}: {error}") from error
    return layers


def _add_row(layers: Layers, row: Json, source: Source, where: str) -> None:
    try:
        item, problems = to_feature(row, source, file=where.rpartition(",")[0])
    except DataError as error:
        layers.rejected.append({"name": where, "reason": str(error)})
        return
    layers.rejected.extend({"name": where, "reason": p} for p in problems)
    movement = item["properties"].pop("layer", None) == "movements"
    (layers.movements if movement else layers.incidents).append(item)


def _plain(cell: str | None) -> str | None:
    """Undo the apostrophe that keeps spreadsheets from reading a cell as a formula."""
    return cell[1:] if cell and cell[0] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


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
        properties = _foreign(properties)
    if "id" not in properties and item.get("id") is not None:
        properties = {"id": str(item["id"])} | properties
    getattr(layers, layer).append(feature(clean(geometry), properties))


def _foreign(properties: Json) -> Json:
    """Return properties under geomap's names; the geometry stands for the coordinates."""
    try:
        source = recognise([*properties, "lat", "lon"])
    except DataError:
        return properties
    columns = {o: t for o, t in source.columns.items() if o not in {"lat", "lon"}}
    row = {k: v for k, v in properties.items() if k.casefold() not in {"lat", "lon", "latitude", "longitude"}}
    item, _ = to_feature(row, Source(source.name, columns, source.values), file=source.name)
    out: Json = item["properties"]
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
