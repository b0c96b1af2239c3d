"""GeoParquet 1.1, written in pieces: a million rows need the memory of some thousand."""

from __future__ import annotations

import json
import struct
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geomap.dataset import FEATURE_LAYERS, Table, bounds, columns, features, packed, rows
from geomap.errors import DataError, OutputError
from geomap.model import Layers
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from geomap.model import Json

    Cells = dict[str, list[Any] | int]
    Piece = tuple[list[bytes | None], Cells]

_ROWS = 65_536  # in a piece
_POINT = struct.pack("<BI", 1, 1)  # little-endian, a point
_LAYERS = ("incidents", "movements")


def write_parquet(layers: Layers, path: Path) -> None:
    """Write incidents and movements as one GeoParquet file: days as dates, nested values as JSON text, WKB in WGS 84.

    Raises `OutputError` where pyarrow is missing or the file cannot be written.
    """
    kinds = {"layer": "text"} | {n: k for layer in _LAYERS for n, k in columns(layers, layer).items()}
    seen = _Seen()
    _write(path, kinds, _pieces(layers, list(kinds), seen), seen)


def write_part(layers: Layers, layer: str, path: Path) -> None:
    """Write one layer, or a table beside them (``reports``, ``claims`` ...), as a part of a larger Parquet dataset.

    Parts have the columns of geomap's own outputs, whatever they hold, so that they fit together; layers of features
    are GeoParquet. Raises `OutputError` as `write_parquet` does.
    """
    kinds, seen = columns(Layers(), layer), _Seen()
    if layer in FEATURE_LAYERS:
        _write(path, kinds, _cut(features(layers, layer), list(kinds), seen), seen)
    else:
        _write(path, kinds, _cut(((None, dict(row)) for row in rows(layers, layer)), list(kinds), seen), None)


def _write(path: Path, kinds: dict[str, str], pieces: Iterator[Piece], seen: _Seen | None) -> None:
    """Write pieces of a table; without ``seen`` one without geometry."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - 40 MB that only this format needs
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise OutputError(f"{path}: Parquet needs pyarrow: pip install pyarrow, or choose .fgb or .gpkg") from error
    named = [(name, _type(pa, kind)) for name, kind in kinds.items()]
    schema = pa.schema([*named, ("geometry", pa.binary())] if seen else named)
    with atomic(path) as beside, pq.ParquetWriter(beside, schema, compression="zstd") as writer:
        for geometries, cells in pieces:
            arrays = [_array(pa, cells[name], kind) for name, kind in kinds.items()]
            if seen:
                arrays.append(pa.array(geometries, pa.binary()))
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        if seen:
            writer.add_key_value_metadata({"geo": json.dumps(seen.metadata())})


def _pieces(layers: Layers, names: list[str], seen: _Seen) -> Iterator[Piece]:
    """Yield geometries and columns some thousand rows at a time; the number of rows for a column with nothing."""
    for layer in _LAYERS:
        items = getattr(layers, layer)
        if isinstance(items, Table):
            columns_ = {name: items.column(name) for name in names}
            positions = items.positions()
            for n in range(0, len(items), _ROWS):
                size = min(_ROWS, len(items) - n)
                cells: Cells = {name: size if c is None else c[n : n + size] for name, c in columns_.items()}
                yield seen.points(positions[n : n + size]), {**cells, "layer": [layer] * size}
            continue
        for geometries, told in _cut(features(layers, layer), names, seen):
            yield geometries, {**told, "layer": [layer] * len(geometries)}


def _cut(told: Iterator[tuple[Json | None, Json]], names: list[str], seen: _Seen) -> Iterator[Piece]:
    while piece := list(islice(told, _ROWS)):
        cells: Cells = {name: [p.get(name) for _, p in piece] for name in names}
        yield [seen.wkb(geometry) for geometry, _ in piece], cells


def _array(pa: Any, values: list[Any] | int, kind: str) -> Any:
    """Return values as an Arrow array of a column's type."""
    if isinstance(values, int):
        return pa.nulls(values, _type(pa, kind))
    if kind in {"text", "json"} and set(map(type, values)) - {str, NoneType}:
        values = [v if v is None or isinstance(v, str) else _text(v) for v in values]
    if kind == "integer" and bool in set(map(type, values)):  # yes and no, as numbers beside other rows' numbers
        values = [v if v is None else int(v) for v in values]
    try:
        return pa.array(values, pa.string()).cast(pa.date32()) if kind == "date" else pa.array(values, _type(pa, kind))
    except pa.ArrowException as error:
        raise DataError(f"a column of kind {kind} holds something else: {error}") from error


def _type(pa: Any, kind: str) -> Any:
    return {"integer": pa.int64(), "real": pa.float64(), "date": pa.date32()}.get(kind, pa.string())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Seen:
    """The types and the bounds of the geometries written so far, which stand in the file's metadata."""

    def __init__(self) -> None:
        self._types: set[str] = set()
        self._box = [180.0, 90.0, -180.0, -90.0]

    def wkb(self, geometry: Json | None) -> bytes | None:
        """Return a geometry as little-endian WKB, None for none."""
        if geometry is None:
            return None
        self._types.add(geometry["type"])
        if geometry["type"] == "Point":
            x, y = geometry["coordinates"][:2]
            self._widen(x, y, x, y)
            return _POINT + struct.pack("<dd", x, y)
        drawn = shape(geometry)
        if not drawn.is_empty:
            self._widen(*drawn.bounds)
        wkb: bytes = shapely.to_wkb(drawn, byte_order=1, output_dimension=2)
        return wkb

    def points(self, positions: NDArray[np.float64]) -> list[bytes | None]:
        """Return rows of longitude and latitude as little-endian WKB, None for NaN."""
        if box := bounds(positions):
            self._types.add("Point")
            self._widen(*box)
        return list(packed(positions, _POINT))

    def _widen(self, west: float, south: float, east: float, north: float) -> None:
        box = self._box
        box[:] = [min(box[0], west), min(box[1], south), max(box[2], east), max(box[3], north)]

    def metadata(self) -> Json:
        """Return the ``geo`` metadata of GeoParquet 1.1; no ``crs`` there means longitude and latitude of WGS 84."""
        column: Json = {"encoding": "WKB", "geometry_types": sorted(self._types)}
        if self._types:
            column["bbox"] = self._box
        return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
