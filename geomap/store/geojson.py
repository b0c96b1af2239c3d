"""GeoJSON of anybody to layers, feature by feature, in whatever coordinate system it says it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from geomap.dataset import FEATURE_LAYERS, feature
from geomap.errors import DataError, Reason, reason
from geomap.model import Layers
from geomap.store.cells import clean, decoded, kinds, periods, typed
from geomap.store.crs import to_wgs84
from geomap.store.rows import DEGREES, metres, to_feature, undrawn
from geomap.text import path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geomap.model import Json
    from geomap.store.rows import Source
    from geomap.store.table import Reading

FEATURE = "{file}, feature {n}"
_AXES = ("latitude", "longitude")
_COORDINATES = frozenset({"lat", "lon", *_AXES})


def read_geojson(path: Path, reading: Reading) -> Layers:
    """Read a FeatureCollection, a single Feature, or one feature a line; bad features and lines are named by number."""
    one = FEATURE
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8, which GeoJSON must be: turn it, as with iconv -t utf-8") from error
    if not text.strip():
        raise DataError(f"{path}: empty: not even a list of features without any")
    try:
        data = json.loads(text)
    except ValueError as error:
        data, one = {"features": _lines(text)}, "{file}, line {n}"
        if isinstance(data["features"][0], DataError):
            raise DataError(f"{path}: not JSON: {error}") from error
    except RecursionError:
        raise DataError(f"{path}: not GeoJSON: nested too deep") from None
    features = (
        data.get("features", [data] if data.get("type") == "Feature" else None) if isinstance(data, dict) else None
    )
    if not isinstance(features, list):
        raise DataError(f"{path}: not GeoJSON: no list of features")
    project = _projection(data["crs"], path_text(path)) if data.get("crs") else None
    for item in features:
        if project and isinstance(item, dict) and item.get("geometry"):
            item["geometry"] = project(item["geometry"])
    layers = Layers()
    add(layers, features, reading, file=path_text(path), layer=path_text(path.stem), one=one)
    return layers


def _projection(crs: Any, file: str) -> Callable[[Json], Json] | None:
    """Return what turns geometries into WGS 84, by a ``crs`` member. Raises `DataError` where that names no system."""
    told = crs.get("properties") if isinstance(crs, dict) else None
    name = told.get("name") if isinstance(told, dict) else None
    if not name:
        why = "only links to its coordinate system, which is not followed" if "link" in str(crs) else "names no system"
        raise DataError(f"{file}: its crs member {why}: reproject it to WGS 84 (EPSG:4326)")
    return to_wgs84(str(name), file=file)


def _lines(text: str) -> list[Any]:
    """Return what each line of a text holds, an error for one that is no JSON."""
    return [_line(line) for line in text.split("\n") if line.strip("\x1e \t\r")]


def _line(line: str) -> Any:
    try:
        return json.loads(line.lstrip("\x1e"))
    except (ValueError, RecursionError) as error:
        return DataError(Reason("not JSON, left out: {error}", error=error))


def add(layers: Layers, items: Iterable[Any], reading: Reading, *, file: str, layer: str, one: str = FEATURE) -> None:
    """Put features into the layers they belong to, by their own word, the name of where they come from, or their shape.

    What cannot be drawn right, and errors among the features, stand in ``rejected`` by number; so does what is wrong
    with those that are kept. Those of others get geomap's names; which is which stands in the provenance.
    """
    default = layer if layer in FEATURE_LAYERS else None
    told: list[tuple[int, str]] = []
    found: list[tuple[int, str, Json | None, Json]] = []
    pointless: set[int] = set()
    for n, item in enumerate(items, 1):
        try:
            kind, geometry, properties = _understood(item, default)
        except (DataError, RecursionError) as error:
            told.append((n, reason(error) if isinstance(error, DataError) else Reason("nested too deep, left out")))
            continue
        try:
            geometry = _drawable(geometry)
        except DataError as error:
            told.append((n, undrawn(error)))
            pointless.add(n)
            geometry = None
        found.append((n, kind, geometry, properties))
    others = [properties for _, kind, _, properties in found if _foreign(kind, properties)]
    if others:
        header = list(dict.fromkeys(name for properties in others for name in properties))
        source = _source(header, reading, file)
        orders = source.orders(others)
        layers.provenance[f"columns of {file}"] = source.told()
    for n, kind, geometry, properties in found:
        if not _foreign(kind, properties):
            told += ((n, problem) for problem in _check(kind, properties))
            getattr(layers, kind).append(feature(geometry, properties))
            continue
        row, shape = _row(properties, geometry)
        item, problems = to_feature(
            row,
            source,
            file=source.name,
            helpers=reading.helpers,
            orders=orders,
            geometry=shape,
            drawn=n not in pointless,
        )
        own = item["properties"].pop("layer", None)
        getattr(layers, own if own in FEATURE_LAYERS else kind).append(item)
        told += ((n, problem) for problem in problems)
    layers.rejected.extend({"name": Reason(one, file=file, n=n), "reason": why} for n, why in sorted(told))


def _understood(item: Any, default: str | None) -> tuple[str, Json | None, Json]:
    """Return layer, geometry and properties of a feature. Raises `DataError` for what is none."""
    if isinstance(item, DataError):
        raise item
    if (
        not isinstance(item, dict)
        or item.get("type") != "Feature"
        or not isinstance(item.get("properties") or {}, dict)
    ):
        raise DataError(Reason("not a GeoJSON Feature"))
    geometry = clean(item.get("geometry"))
    properties = decoded(item.get("properties") or {})
    layer = properties.pop("layer", None) or default
    if "id" not in properties and item.get("id") is not None:
        properties = {"id": str(item["id"])} | properties
    return layer if layer in FEATURE_LAYERS else _guess(properties, geometry), geometry, properties


def _foreign(layer: str, properties: Json) -> bool:
    """Whether a feature is of others: every event of geomap's own has its claims."""
    return layer in {"incidents", "movements"} and "claims" not in properties


def _check(layer: str, properties: Json) -> Iterator[str]:
    """Take numbers and days that are none off a feature of geomap's own; yield what was wrong."""
    start = properties.get("date_start")
    for name, kind in kinds(layer).items():
        if kind != "json" and name in properties:
            properties[name], problem = typed(name, properties[name], kind=kind)
            if problem:
                yield problem
    periods(properties, start)


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
    if geometry is None or geometry["type"] != "Point":
        return row, geometry
    return row | dict(zip(_AXES, reversed(geometry["coordinates"][:2]), strict=True)), None


def _guess(properties: Json, geometry: Json | None) -> str:
    if "surface" in properties and "report" in properties:
        return "mentions"
    line = isinstance(geometry, dict) and geometry.get("type") in {"LineString", "MultiLineString"}
    return "movements" if line or "destination" in properties or "origin" in properties else "incidents"


def _drawable(geometry: Json | None) -> Json | None:
    """Return a geometry, None for an empty one. Raises `DataError` for what is none, or lies outside the world."""
    try:
        shape = shapely.geometry.shape(geometry) if geometry is not None else None
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        RecursionError,
        shapely.errors.ShapelyError,
    ) as error:
        inside = not isinstance(error, ValueError | shapely.errors.ShapelyError)  # what Python says is no help
        told = "its type or coordinates are none" if inside else error
        raise DataError(Reason("not a geometry: {error}", error=told)) from error
    if shape is None or shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    if -180 <= west <= east <= 180 and -90 <= south <= north <= 90:
        return geometry
    if min(abs(east), abs(north)) > DEGREES:
        raise DataError(metres(east, north))
    where = f"({west:g} {south:g}, {east:g} {north:g})"
    raise DataError(Reason("position {at} outside the world; order is longitude, latitude", at=where))
