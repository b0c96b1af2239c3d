"""Everything that leaves as data: GeoJSON, GeoPackage, CSV and more; every file whole or not at all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geomap.dataset import Table, columns, events, tables, write_collection, write_gpkg, write_lines
from geomap.errors import OutputError
from geomap.export.profiles import PROFILES, write_profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas

    from geomap.model import Layers

_EVENTS = ("incidents", "movements")
_TOLD = {"outlet", "url", "published", "title", "layer"}  # stand joined, as those of the claims

__all__ = ["ENDINGS", "lost", "to_geodataframe", "write"]

ENDINGS = (".geojson", ".geojsonl", ".gpkg", ".csv", ".xlsx", ".parquet", ".kml", ".fgb", ".shp.zip")


def to_geodataframe(data: Layers, layer: str = "incidents") -> geopandas.GeoDataFrame:
    """Return one layer with geometry, WGS 84: whole numbers as Int64, days as midnight UTC, nested values as they are.

    An empty layer has its columns too. Raises `DataError` for a layer that does not exist.
    """
    from geomap.export import frames  # noqa: PLC0415 - geopandas takes a second to import

    return frames.to_geodataframe(data, layer)


def write(
    data: Layers, path: Path | str, *, profile: str = "geomap", countries: Mapping[str, str] | None = None
) -> None:
    """Write layers to one file; its ending says how, `ENDINGS` lists them.

    A GeoPackage holds every layer, the other formats incidents and movements. ``profile`` (geomap, acled, ucdp, hxl)
    shapes a CSV; ``countries`` are English names by two-letter code, for ACLED's and UCDP's. Raises `OutputError` for
    an unknown ending or profile, or where the file cannot be written.

    >>> from geomap.model import Layers
    >>> write(Layers(), "map.docx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    geomap.errors.OutputError: map.docx: unknown ending: use .geojson .geojsonl .gpkg .csv .xlsx .parquet ...
    """
    path = Path(path)
    ending = _ending(path)
    if profile != "geomap" and ending != ".csv":
        raise OutputError(f"{path}: profile {profile!r} is a shape of .csv files")
    match ending:
        case ".geojson":
            write_collection(events(data), path)
        case ".geojsonl":
            write_lines(events(data), path)
        case ".gpkg":
            write_gpkg(data, path)
        case ".xlsx":
            from geomap.export.excel import write_excel  # noqa: PLC0415 - only those who want workbooks wait for it

            write_excel(data, path)
        case ".parquet":
            from geomap.export.parquet import write_parquet  # noqa: PLC0415 - shapely only where it is needed

            write_parquet(data, path)
        case ".csv":
            write_profile(data, path, profile=profile, countries=countries or {})
        case None:
            raise OutputError(f"{path}: unknown ending: use {' '.join(ENDINGS)}")
        case _:
            from geomap.export.gdal import write_gdal  # noqa: PLC0415 - geopandas takes a second to import

            write_gdal(data, path, ending)


def lost(data: Layers, path: Path | str, *, profile: str = "geomap") -> str:
    """Return in one line what a file of this ending, or a CSV of this profile, does not hold of these layers.

    What can be counted is counted, and nothing said of what there is none of; nothing at all for a GeoPackage.

    >>> from geomap.model import Layers
    >>> lost(Layers(proposals=[{"first": "a", "second": "b"}], totals=[{"killed": 17}]), "x.geojson")
    'proposals (1), totals (1)'
    """
    told = tables()["lost"]
    counted, _, words = " ".join(told.get(profile, told.get(_ending(Path(path)) or "", "")).split()).partition(": ")
    kinds = [f"{name} ({n:,})" for name in counted.split() if (n := len(getattr(data, name)))]
    extra = _dropped(data, _ending(Path(path)), profile)
    others = [f"other columns ({len(extra)}: {', '.join(extra)})"] if extra else []
    return ", ".join([*kinds, *_undrawn(data, _ending(Path(path)), profile), *others, *filter(None, [words])])


def _undrawn(data: Layers, ending: str | None, profile: str) -> Iterator[str]:
    """Yield what of the geometries a format has no room for, counted."""
    kinds: Counter[str | None] = Counter()
    for layer in _EVENTS if profile not in {"acled", "ucdp"} else _EVENTS[:1]:
        items = getattr(data, layer)
        if isinstance(items, Table):
            there = int(np.isfinite(items.positions()[:, 0]).sum())
            kinds += Counter({"Point": there, None: len(items) - there})
        else:
            kinds.update(f["geometry"] and f["geometry"]["type"] for f in items)
    match ending:
        case ".csv" | ".xlsx":
            lost_ = {"geometries other than points": kinds.total() - kinds["Point"] - kinds[None]}
        case ".shp.zip":
            lost_ = {"records without a place": kinds[None], "collections of geometries": kinds["GeometryCollection"]}
        case _:
            lost_ = {}
    yield from (f"{name} ({n:,})" for name, n in lost_.items() if n)


def _dropped(data: Layers, ending: str | None, profile: str) -> list[str]:
    """Return the columns beyond geomap's own that came with the data and have none in a file of fixed columns."""
    match ending:
        case ".csv" | ".xlsx":
            kept = set(PROFILES[profile](data)[0])
        case ".shp.zip":
            kept = set(tables()["shapefile"])
        case _:
            return []
    own = {c.partition(":")[0] for layer in _EVENTS for c in tables()["layers"][layer].split()}
    had = dict.fromkeys(name for layer in _EVENTS for name in columns(data, layer))
    return [name for name in had if name not in kept | own | _TOLD]


def _ending(path: Path) -> str | None:
    return next((e for e in reversed(ENDINGS) if path.name.lower().endswith(e)), None)
