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
from itertools import repeat
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import shape

from geomap.dataset import ground, rtree
from geomap.dataset.schema import FEATURE_LAYERS, TABLES, columns, features, rows
from geomap.dataset.table import Table
from geomap.dataset.wkb import packed
from geomap.errors import OutputError
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from geomap.model import Json, Layers

_STAMP = "2000-01-01T00:00:00.000Z"  # in place of "now": a rebuild gives the same bytes
_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "DATE", "json": "TEXT"}
_WGS84 = 4326
_POINT = struct.pack("<2sBBiBI", b"GP", 0, 0b001, _WGS84, 1, 1)  # what comes before the position of a point
_CACHE = -65_536  # KiB: a spatial index that is thrown out of memory all the time takes twice as long
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
                db.execute(f"PRAGMA cache_size = {_CACHE}")
                db.executescript(_resource("gpkg.sql"))
                db.execute("BEGIN")
                extents = [_write_features(db, layers, layer) for layer in FEATURE_LAYERS]
                _write_ground(db, extents[:2])
                for table in TABLES:
                    _write_table(db, layers, table)
                db.executemany("INSERT INTO geomap_readings VALUES (?,?)", sorted((readings or {}).items()))
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"{path}: cannot be written: {error}") from error


def _write_features(db: sqlite3.Connection, layers: Layers, layer: str) -> Bounds | None:
    """Write a layer of the data, and return the bounds of what has a place."""
    kinds = columns(layers, layer)
    items = getattr(layers, layer)
    boxes = array("d")
    types: set[str] = set()
    if isinstance(items, Table):
        boxes.frombytes(np.tile(items.positions(), 2).tobytes())
        types.add("POINT")
        values: Iterable[tuple[Any, ...]] = _of_table(items, kinds)
    else:
        values = _of_list(features(layers, layer), kinds, boxes, types)
    return _write_layer(db, layer, kinds, values, boxes, types)


def _write_ground(db: sqlite3.Connection, extents: Iterable[Bounds | None]) -> None:
    """Write the ground around the events."""
    known = [e for e in extents if e] or [(-180.0, -90.0, 180.0, 90.0)]
    wests, souths, easts, norths = zip(*known, strict=True)
    kinds = {"kind": "text"}
    boxes = array("d")
    types: set[str] = set()
    values = _of_list(ground.lines((min(wests), min(souths), max(easts), max(norths))), kinds, boxes, types)
    _write_layer(db, "ground", kinds, values, boxes, types)


def _write_layer(
    db: sqlite3.Connection,
    layer: str,
    kinds: Mapping[str, str],
    values: Iterable[tuple[Any, ...]],
    boxes: array[float],
    types: set[str],
) -> Bounds | None:
    """Write a table of features; ``boxes`` and ``types`` (of geometry) may be filled while the values are taken."""
    _create(db, layer, {"geom": "GEOMETRY"} | {c: _SQL_TYPES[k] for c, k in _column_names(kinds)}, values)
    around = np.frombuffer(boxes, np.float64).reshape(-1, 4)
    known = around[np.isfinite(around).all(axis=1)]
    extent = (*known[:, :2].min(axis=0).tolist(), *known[:, 2:].max(axis=0).tolist()) if len(known) else None
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?,'features',?,'',?,?,?,?,?,?)",
        (layer, layer, _STAMP, *(extent or [None] * 4), _WGS84),
    )
    types.discard("")
    kind = types.pop() if len(types) == 1 else "GEOMETRY"  # known to QGIS before it looks at a row
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)", (layer, kind, _WGS84))
    _index(db, layer, around)
    style = (layer, f"geomap {layer}", _resource(f"styles/{layer}.qml"), "geomap's default style", _STAMP)
    db.execute("INSERT INTO layer_styles VALUES (NULL,'','',?,'geom',?,?,'',1,?,'',NULL,?)", style)
    return extent


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


def _index(db: sqlite3.Connection, layer: str, bounds: NDArray[np.float64]) -> None:
    """Make the spatial index of a layer; ``bounds`` has west, south, east, north of each row, NaN for nowhere."""
    tree = f"rtree_{layer}_geom"
    db.execute(f"CREATE VIRTUAL TABLE {_quoted(tree)} USING rtree(id, minx, maxx, miny, maxy)")
    known = np.flatnonzero(np.isfinite(bounds).all(axis=1))
    rtree.fill(db, tree, known + 1, bounds[known])
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


def _of_list(
    found: Iterable[tuple[Json | None, Json]], kinds: Mapping[str, str], boxes: array[float], types: set[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield blob and cells of each feature, and note its bounds and its type of geometry on the way."""
    for geometry, properties in found:
        blob, box, kind = _geometry(geometry)
        boxes.extend(box)
        types.add(kind)
        yield (blob, *_values(map(properties.get, kinds)))


def _of_table(table: Table, kinds: Mapping[str, str]) -> Iterable[tuple[Any, ...]]:
    """Yield blob and cells of each row of a table, column by column."""
    found = (table.column(name) for name in kinds)
    cells = (repeat(None, len(table)) if c is None else _flat(c) for c in found)
    return zip(packed(table.positions(), _POINT), *cells, strict=True)


def _flat(column: list[Any]) -> Iterable[Any]:
    nested = any(issubclass(kind, list | dict) for kind in set(map(type, column)))
    return _values(column) if nested else column


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
        return _POINT + struct.pack("<dd", x, y), (x, y, x, y), "POINT"
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
