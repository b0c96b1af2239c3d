"""Layers as GeoDataFrames, for notebooks and for the formats that GDAL writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas as pd
from shapely.geometry import shape

from geomap.dataset import FEATURE_LAYERS, columns, rows
from geomap.errors import DataError

if TYPE_CHECKING:
    from geomap.model import Layers

_DTYPES = {"text": "string", "integer": "Int64", "real": "Float64", "json": "object"}


def to_geodataframe(layers: Layers, layer: str = "incidents") -> geopandas.GeoDataFrame:
    """Return one layer with geometry, WGS 84: whole numbers as Int64, days as timestamps, nested values as they are.

    An empty layer has its columns too. Raises `DataError` for a layer that does not exist.

    >>> from geomap.model import Layers
    >>> len(to_geodataframe(Layers()))
    0
    """
    if layer not in FEATURE_LAYERS:
        raise DataError(f"no layer {layer!r} with places: use {', '.join(FEATURE_LAYERS)}")
    data = list(rows(layers, layer))
    series = {
        name: pd.to_datetime(pd.Series([r.get(name) for r in data], dtype="object"), errors="coerce", format="ISO8601")
        if kind == "date"
        else pd.Series([r.get(name) for r in data], dtype=_DTYPES[kind])
        for name, kind in columns(layers, layer).items()
    }
    geometry = [shape(f["geometry"]) if f["geometry"] else None for f in getattr(layers, layer)]
    return geopandas.GeoDataFrame(pd.DataFrame(series), geometry=geometry, crs="EPSG:4326")
