"""Layers as GeoDataFrames, for notebooks and for the formats that GDAL writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from geomap.dataset import FEATURE_LAYERS, Table, columns, rows, tables
from geomap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.model import Json, Layers

_DTYPES = {"text": "string", "integer": "Int64", "real": "Float64", "json": "object"}


def to_geodataframe(layers: Layers, layer: str = "incidents") -> geopandas.GeoDataFrame:
    """Return one layer with geometry, WGS 84: whole numbers as Int64, days as days, closed lists as categories.

    Days are timestamps at midnight UTC, missing ones NaT: ``frame.date_start >= "2019-03-01"`` and ``.dt.date`` ask for
    days whatever the zone of the machine. Types, groups, statuses and the like are unordered categories; other text is
    ``string``; nested values stay lists and dictionaries, the marks in a claim's sentence with named parts, so that
    Parquet and Feather take them. An empty layer has its columns and their types too. Raises `DataError` for a layer
    that does not exist.

    >>> from geomap.model import Layers
    >>> len(to_geodataframe(Layers()))
    0
    """
    if layer not in FEATURE_LAYERS:
        raise DataError(f"no layer {layer!r} with places: use {', '.join(FEATURE_LAYERS)}")
    return of_kinds(layers, layer, columns(layers, layer))


def of_kinds(layers: Layers, layer: str, kinds: Mapping[str, str]) -> geopandas.GeoDataFrame:
    """Return a layer with columns of these kinds, whatever else it has."""
    items = getattr(layers, layer)
    if isinstance(items, Table):
        cells: dict[str, list[Any]] = {name: items.column(name) or [None] * len(items) for name in kinds}
        at = items.positions()
        geometry = [
            point if there else None for point, there in zip(shapely.points(at), np.isfinite(at[:, 0]), strict=True)
        ]
    else:
        data = list(rows(layers, layer))
        cells = {name: [row.get(name) for row in data] for name in kinds}
        if "claims" in cells:
            cells["claims"] = [_named(claims) for claims in cells["claims"]]
        geometry = [shape(f["geometry"]) if f["geometry"] else None for f in items]
    closed = set(tables()["frames"]["categories"].split())
    series = {name: _series(cells.pop(name), "category" if name in closed else k) for name, k in kinds.items()}
    return geopandas.GeoDataFrame(pd.DataFrame(series), geometry=geometry, crs="EPSG:4326")


def _named(claims: list[Json] | None) -> list[Json] | None:
    """Return claims with the parts of their marks named: Arrow has no list of numbers and words."""
    if not claims or not any(c.get("marks") for c in claims):
        return claims
    names = ("start", "end", "role")
    return [c | {"marks": [dict(zip(names, mark, strict=False)) for mark in c.get("marks") or ()]} for c in claims]


def _series(values: list[Any], kind: str) -> pd.Series:
    """Return a column with the dtype of its kind."""
    if kind == "date":  # to the millisecond: nanoseconds end in the year 2262, Parquet has no seconds
        days = pd.to_datetime(pd.Series(values, dtype="object"), errors="coerce", format="ISO8601", utc=True)
        return days.dt.as_unit("ms")
    if kind == "category":
        return pd.Series(values, dtype="string").astype("category")
    return pd.Series(values, dtype=_DTYPES[kind])
