"""OpenStreetMap's named places from what GDAL reads: ``.osm.pbf``, ``.osm``, GeoPackage, shapefile, FlatGeobuf."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.model import Place, Rejected
from geomap.places.countries import load_countries
from geomap.places.geonames import MOST_REJECTED, PRECISION_M
from geomap.places.osm import kind_of, names_of
from geomap.places.table import DEFAULT_PRECISION_M, few, people, place_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_HSTORE = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')  # GDAL's column of all other tags
_LANGUAGE = re.compile(r"name_([a-z]{2,3})")  # how tables without colons write name:ar
_DEGREE_M = 111_195
_WGS84 = "EPSG:4326"
_THINGS = frozenset({
    "amenity", "shop", "highway", "building", "office", "tourism", "leisure", "landuse", "natural", "man_made",
    "historic", "boundary", "railway", "public_transport", "barrier", "waterway", "aeroway", "military", "power",
    "craft",
})  # fmt: skip


def places(path: Path, rejected: list[Rejected], country: str | None = None) -> Iterator[Place]:
    """Give the named places of a file: its points, and points within its areas; lines have none.

    What has no name is passed over; a named thing of a kind that is no place (a shop, a street) is rejected with its
    tags. OpenStreetMap does not say in which country a place is: with ``country`` (two-letter code) those in its box
    are said to be there, the others rejected; without it only tags tell. Raises GazetteerError for what GDAL cannot
    read.
    """
    import pyogrio  # noqa: PLC0415 - only who imports such a file loads GDAL

    try:
        for layer, geometry in pyogrio.list_layers(path).tolist():
            if geometry and "Line" in geometry:
                rejected.append(Rejected(f"{path.name}: layer {layer}", "lines have no point"))
            elif geometry:
                yield from _layer(path, str(layer), rejected, country)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read ({str(error).partition(';')[0].rstrip('.')})") from error


def _layer(path: Path, layer: str, rejected: list[Rejected], country: str | None) -> Iterator[Place]:
    from pyogrio.raw import read  # noqa: PLC0415

    fields = _fields(path, layer)
    named = [f for f in fields if f == "name" or _LANGUAGE.fullmatch(f) or f.startswith("name:")]
    if not named:
        rejected.append(Rejected(f"{path.name}: layer {layer}", "no column is called name"))
        return
    where = " OR ".join(f'"{f}" IS NOT NULL' for f in named)
    meta, _, shapes, columns = read(path, layer=layer, where=where)
    names, crs = [_LANGUAGE.sub(r"name:\1", f) for f in meta["fields"]], meta["crs"]
    more = 0
    for n, (shape, *cells) in enumerate(zip(_in_degrees(shapes, crs), *columns, strict=True), 1):
        tags = _tags(dict(zip(names, cells, strict=True)))
        try:
            yield _place(tags, shape, country)
        except GazetteerError as error:
            more += len(rejected) >= MOST_REJECTED
            if not more:
                rejected.append(Rejected(f"{path.name}: layer {layer}, named feature {n}", str(error)))
    if more:
        rejected.append(Rejected(f"{path.name}: layer {layer}", f"{more:,} more named features"))


def _fields(path: Path, layer: str) -> list[str]:
    from pyogrio import read_info  # noqa: PLC0415

    return [str(f) for f in read_info(path, layer=layer)["fields"]]


def _in_degrees(shapes: Iterable[bytes | None], crs: str | None) -> Iterator[Any]:
    """Give shapes in WGS 84."""
    import shapely  # noqa: PLC0415
    from pyproj import CRS, Transformer  # noqa: PLC0415

    found = shapely.from_wkb(list(shapes), on_invalid="ignore")
    if crs and CRS(crs) != CRS(_WGS84) and not CRS(crs).is_geographic:
        turn = Transformer.from_crs(crs, _WGS84, always_xy=True)
        found = shapely.transform(found, turn.transform, interleaved=False)
    yield from found


def _tags(row: Mapping[str, object]) -> dict[str, str]:
    tags = {k: str(v) for k, v in row.items() if v is not None and v == v and str(v)}  # noqa: PLR0124 - not a number
    for key, value in _HSTORE.findall(tags.pop("other_tags", "")):
        tags.setdefault(_plain(key), _plain(value))
    if "fclass" in tags:  # as Geofabrik's shapefiles have it
        tags.setdefault("place", tags["fclass"])
    return tags


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _place(tags: Mapping[str, str], shape: Any, country: str | None) -> Place:
    name, name_ar, variants = names_of(tags)
    if not name:
        raise GazetteerError("no name")
    kind = kind_of(tags)
    if kind == "other" and "place" not in tags:
        told = next((f"{k}={v}" for k, v in tags.items() if k in _THINGS), "a thing without a tag that says what it is")
        raise GazetteerError(f"{name}: {told} is no kind of place")
    lat, lon = _middle(shape, name)
    if country and not load_countries()[country].holds(lat, lon):
        raise GazetteerError(f"{name}: {lat:g}, {lon:g} lies outside {load_countries()[country].name}")
    own = tags.get("is_in:country_code") or tags.get("ISO3166-1:alpha2") or ""
    return Place(
        _id(tags, shape) or place_id(name, lat, lon), name, lat, lon, kind, name_ar, few(variants, name, name_ar),
        country or (own.upper() if len(own) == 2 else None),
        precision_m=_reach(shape) or PRECISION_M.get(kind, DEFAULT_PRECISION_M), source="OpenStreetMap (ODbL)",
        population=people(tags.get("population")),
    )  # fmt: skip


def _id(tags: Mapping[str, str], shape: Any) -> str:
    """Return OpenStreetMap's id, with the letter of its element; empty where a file does not tell it."""
    if way := tags.get("osm_way_id"):
        return f"osm-w{way}"
    own = tags.get("osm_id")
    return f"osm-{'n' if shape.geom_type == 'Point' else 'r'}{own}" if own else ""


def _middle(shape: Any, name: str) -> tuple[float, float]:
    """Return latitude and longitude of a point, or of a point within an area, its centroid where that lies inside."""
    if shape is None or shape.is_empty or "Line" in shape.geom_type:
        raise GazetteerError(f"{name}: {'a line' if shape else 'nothing'} has no point")
    middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    if not (-90 <= middle.y <= 90 and -180 <= middle.x <= 180):
        raise GazetteerError(f"{name}: {middle.y:g}, {middle.x:g} is off the globe")
    return round(middle.y, 6), round(middle.x, 6)


def _reach(shape: Any) -> int:
    """Return how far the corners of an area lie from its middle, in metres; 0 for a point."""
    west, south, east, north = shape.bounds
    corner = math.hypot((east - west) * math.cos(math.radians((south + north) / 2)), north - south) / 2
    return round(corner * _DEGREE_M)
