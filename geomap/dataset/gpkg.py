"""GeoPackage: the layers with spatial index and QGIS styles, the same bytes for the same data.

Written through sqlite3 alone: it fixes every time stamp, declares DATE columns, and needs neither GDAL nor pandas.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from contextlib import closing
from importlib import resources
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geomap.dataset.atomic import atomic
from geomap.dataset.schema import FEATURE_LAYERS, columns
from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Layers

_STAMP = "2000-01-01T00:00:00.000Z"  # in place of "now": a rebuild gives the same bytes
_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "DATE", "json": "TEXT"}
_WGS84 = 4326
Bounds = tuple[float, float, float, float]


def write_gpkg(layers: Layers, path: Path) -> None:
    """Write the layers incidents, movements, mentions, places and reports, styled, as one GeoPackage.

    Nested values become JSON text. Raises `OutputError` where the file cannot be written.
    """
    with atomic(path) as beside:
        beside.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(beside, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = OFF")  # the file appears whole or not at all anyway
                db.execute("PRAGMA synchronous = OFF")
                db.executescript(_resource("gpkg.sql"))
                db.execute("BEGIN")
                for layer in FEATURE_LAYERS:
                    _write_features(db, layers, layer)
                _write_reports(db, layers)
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"{path}: cannot be written: {error}") from error


def _write_features(db: sqlite3.Connection, layers: Layers, layer: str) -> None:
    kinds = columns(layers, layer)
    features = getattr(layers, layer)
    geometries = [shape(f["geometry"]) if f["geometry"] else None for f in features]
    bounds = [g.bounds if g and not g.is_empty else None for g in geometries]
    rows = (
        (_blob(g, b), *_values(f["properties"], kinds)) for f, g, b in zip(features, geometries, bounds, strict=True)
    )
    _create(db, layer, {"geom": "GEOMETRY"} | {c: _SQL_TYPES[k] for c, k in _column_names(kinds)}, rows)
    known = [b for b in bounds if b]
    extent = tuple(f(b[n] for b in known) if known else None for n, f in enumerate((min, min, max, max)))
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?,'features',?,'',?,?,?,?,?,?)", (layer, layer, _STAMP, *extent, _WGS84)
    )
    types = {g.geom_type.upper() for g in geometries if g}
    kind = types.pop() if len(types) == 1 else "GEOMETRY"  # known to QGIS before it looks at a row
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)", (layer, kind, _WGS84))
    _index(db, layer, bounds)
    values = (layer, f"geomap {layer}", _resource(f"styles/{layer}.qml"), "geomap's default style", _STAMP)
    db.execute("INSERT INTO layer_styles VALUES (NULL,'','',?,'geom',?,?,'',1,?,'',NULL,?)", values)


def _write_reports(db: sqlite3.Connection, layers: Layers) -> None:
    kinds = columns(layers, "reports")
    rows = (_values(row, kinds) for row in layers.reports)
    _create(db, "reports", {c: _SQL_TYPES[k] for c, k in _column_names(kinds)}, rows)
    db.execute(
        "INSERT INTO gpkg_contents VALUES ('reports','attributes','reports','',?,NULL,NULL,NULL,NULL,0)", (_STAMP,)
    )


def _create(db: sqlite3.Connection, table: str, types: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
    declared = ", ".join(f"{_quoted(name)} {kind}" for name, kind in types.items())
    db.execute(f"CREATE TABLE {_quoted(table)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {declared})")
    marks = ",".join("?" * len(types))
    db.executemany(f"INSERT INTO {_quoted(table)} VALUES (NULL,{marks})", rows)  # noqa: S608 - names are quoted


def _index(db: sqlite3.Connection, layer: str, bounds: Iterable[Bounds | None]) -> None:
    tree = _quoted(f"rtree_{layer}_geom")
    db.execute(f"CREATE VIRTUAL TABLE {tree} USING rtree(id, minx, maxx, miny, maxy)")
    boxes = ((fid, b[0], b[2], b[1], b[3]) for fid, b in enumerate(bounds, 1) if b)
    db.executemany(f"INSERT INTO {tree} VALUES (?,?,?,?,?)", boxes)  # noqa: S608 - names are quoted
    for trigger in _resource("rtree.sql").replace("{t}", layer).split("\nEND;\n")[:-1]:
        db.execute(f"{trigger}\nEND")
    about = "http://www.geopackage.org/spec120/#extension_rtree"
    db.execute("INSERT INTO gpkg_extensions VALUES (?,'geom','gpkg_rtree_index',?,'write-only')", (layer, about))


def _column_names(kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield SQL names and types; SQLite tells no case apart and has taken ``fid`` and ``geom``."""
    taken = {"fid", "geom"}
    for name, kind in kinds.items():
        free = name.replace("\0", "")
        while free.casefold() in taken:
            free += "_"
        taken.add(free.casefold())
        yield free, kind


def _values(properties: Mapping[str, Any], kinds: Mapping[str, str]) -> tuple[Any, ...]:
    return tuple(_value(properties.get(name), kind) for name, kind in kinds.items())


def _value(value: object, kind: str) -> object:
    if value is not None and (kind == "json" or isinstance(value, list | dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def _blob(geometry: BaseGeometry | None, bounds: Bounds | None) -> bytes | None:
    """Return a geometry as GeoPackage binary: header, envelope for all but points, little-endian WKB."""
    if geometry is None or bounds is None:
        return None
    wkb: bytes = shapely.to_wkb(geometry, byte_order=1, output_dimension=2)
    if geometry.geom_type == "Point":
        return struct.pack("<2sBBi", b"GP", 0, 0b001, _WGS84) + wkb
    envelope = (bounds[0], bounds[2], bounds[1], bounds[3])
    return struct.pack("<2sBBi4d", b"GP", 0, 0b011, _WGS84, *envelope) + wkb


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _resource(name: str) -> str:
    return resources.files("geomap.dataset").joinpath(name).read_text("utf-8")
