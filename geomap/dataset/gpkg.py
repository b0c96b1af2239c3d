"""GeoPackage: the layers with spatial index and QGIS styles, the same bytes for the same data.

Written through sqlite3 alone: it fixes every time stamp, declares DATE columns, and needs neither GDAL nor pandas.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from array import array
from contextlib import closing
from importlib import resources
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geomap.dataset.atomic import atomic
from geomap.dataset.schema import FEATURE_LAYERS, TABLES, columns, features, rows
from geomap.dataset.table import Table, point
from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geomap.model import Json, Layers

_STAMP = "2000-01-01T00:00:00.000Z"  # in place of "now": a rebuild gives the same bytes
_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "DATE", "json": "TEXT"}
_WGS84 = 4326
Bounds = tuple[float, float, float, float]
_NOWHERE: Bounds = (nan, nan, nan, nan)


def write_gpkg(layers: Layers, path: Path, *, readings: Mapping[str, bytes] | None = None) -> None:
    """Write the layers incidents, movements, mentions, places, styled, and the tables beside them, as one GeoPackage.

    ``readings`` are what was read in each report, by its hash, for the next build. Nested values become JSON text.
    Features are taken one by one. Raises `OutputError` where the file cannot be written.
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
                for table in TABLES:
                    _write_table(db, layers, table)
                db.executemany("INSERT INTO geomap_readings VALUES (?,?)", sorted((readings or {}).items()))
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"{path}: cannot be written: {error}") from error


def _write_features(db: sqlite3.Connection, layers: Layers, layer: str) -> None:
    kinds = columns(layers, layer)
    boxes = array("d")
    types: set[str] = set()

    def values() -> Iterator[tuple[Any, ...]]:
        for geometry, cells in _rows(layers, layer, kinds):
            blob, box, kind = _geometry(geometry)
            boxes.extend(box)
            types.add(kind)
            yield (blob, *cells)

    _create(db, layer, {"geom": "GEOMETRY"} | {c: _SQL_TYPES[k] for c, k in _column_names(kinds)}, values())
    extent = tuple(
        side(known) if (known := [x for x in boxes[n::4] if x == x]) else None  # noqa: PLR0124 - NaN differs from itself
        for n, side in enumerate((min, min, max, max))
    )
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?,'features',?,'',?,?,?,?,?,?)", (layer, layer, _STAMP, *extent, _WGS84)
    )
    types.discard("")
    kind = types.pop() if len(types) == 1 else "GEOMETRY"  # known to QGIS before it looks at a row
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)", (layer, kind, _WGS84))
    _index(db, layer, boxes)
    style = (layer, f"geomap {layer}", _resource(f"styles/{layer}.qml"), "geomap's default style", _STAMP)
    db.execute("INSERT INTO layer_styles VALUES (NULL,'','',?,'geom',?,?,'',1,?,'',NULL,?)", style)


def _write_table(db: sqlite3.Connection, layers: Layers, table: str) -> None:
    kinds = columns(layers, table)
    values = (_values(map(row.get, kinds)) for row in rows(layers, table))
    _create(db, table, {c: _SQL_TYPES[k] for c, k in _column_names(kinds)}, values)
    db.execute("INSERT INTO gpkg_contents VALUES (?,'attributes',?,'',?,NULL,NULL,NULL,NULL,0)", (table, table, _STAMP))


def _create(db: sqlite3.Connection, table: str, types: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
    declared = ", ".join(f"{_quoted(name)} {kind}" for name, kind in types.items())
    db.execute(f"CREATE TABLE {_quoted(table)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {declared})")
    marks = ",".join("?" * len(types))
    db.executemany(f"INSERT INTO {_quoted(table)} VALUES (NULL,{marks})", rows)  # noqa: S608 - names are quoted


def _index(db: sqlite3.Connection, layer: str, bounds: array[float]) -> None:
    tree = _quoted(f"rtree_{layer}_geom")
    db.execute(f"CREATE VIRTUAL TABLE {tree} USING rtree(id, minx, maxx, miny, maxy)")
    sides = (bounds[n::4] for n in range(4))
    boxes = ((n, west, east, south, north) for n, (west, south, east, north) in enumerate(zip(*sides, strict=True), 1))
    db.executemany(f"INSERT INTO {tree} VALUES (?,?,?,?,?)", (b for b in boxes if isfinite(b[1])))  # noqa: S608 - names are quoted
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


def _rows(layers: Layers, layer: str, kinds: Mapping[str, str]) -> Iterator[tuple[Json | None, tuple[Any, ...]]]:
    """Yield geometry and cells of each feature."""
    items = getattr(layers, layer)
    if isinstance(items, Table):
        for lon, lat, *cells in items.cells(("lon", "lat", *kinds)):
            yield point(lon, lat), _values(cells)
    else:
        for geometry, properties in features(layers, layer):
            yield geometry, _values(map(properties.get, kinds))


def _values(cells: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(_json(v) if isinstance(v, list | dict) else v for v in cells)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _geometry(geometry: Json | None) -> tuple[bytes | None, Bounds, str]:
    """Return a geometry as GeoPackage binary (header, envelope for all but points, WKB), its bounds, its type.

    No geometry, or an empty one, has bounds of NaN; nothing at all has no type.
    """
    if geometry is None:
        return None, _NOWHERE, ""
    if geometry["type"] == "Point" and len(geometry["coordinates"]) >= 2:
        x, y = map(float, geometry["coordinates"][:2])
        return struct.pack("<2sBBiBIdd", b"GP", 0, 0b001, _WGS84, 1, 1, x, y), (x, y, x, y), "POINT"
    shape_ = shape(geometry)
    if shape_.is_empty:
        return None, _NOWHERE, shape_.geom_type.upper()
    wkb: bytes = shapely.to_wkb(shape_, byte_order=1, output_dimension=2)
    west, south, east, north = shape_.bounds
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b011, _WGS84, west, east, south, north)
    return header + wkb, (west, south, east, north), shape_.geom_type.upper()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _resource(name: str) -> str:
    return resources.files("geomap.dataset").joinpath(name).read_text("utf-8")
