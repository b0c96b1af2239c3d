"""The formats that GDAL writes: FlatGeobuf, KML, zipped shapefiles."""

from __future__ import annotations

import re
import zipfile
from errno import ENOSPC
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geomap.dataset import events, tables
from geomap.errors import OutputError
from geomap.export.frames import to_geodataframe
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import geopandas

    from geomap.model import Layers

_NESTED = ["claims", "reports", "origin", "via", "destination", "shared_with"]
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
_KML_NAMES = {"id": "event", "start": "quote_start", "end": "quote_end"}  # KML and GDAL have their own id and end
_PLACEMARK = re.compile(rb"<Placemark .*?(?=\t<(?:Style|ExtendedData)>)", re.DOTALL)  # to where a TimeSpan may stand
_SHAPES = {  # a shapefile holds one kind: its name, and the types of geometries that it takes
    "points": ["Point"],
    "multipoints": ["MultiPoint"],
    "lines": ["LineString", "MultiLineString"],
    "polygons": ["Polygon", "MultiPolygon"],
}
_EPOCH = (2000, 1, 1, 0, 0, 0)


def write_gdal(layers: Layers, path: Path, ending: str) -> None:
    """Write incidents and movements in the format of an ending: ``.fgb``, ``.kml`` or ``.shp.zip``.

    Raises `OutputError` where the file cannot be written.
    """
    frame = _events(layers)
    with atomic(path) as beside:
        try:
            match ending:
                case ".fgb":  # its index cannot hold what has no place
                    beside.write_bytes(_made(frame, driver="FlatGeobuf", layer="events", SPATIAL_INDEX="NO"))
                case ".kml":
                    told = _for_kml(frame, (f["properties"].get("claims") for f in events(layers)))
                    beside.write_bytes(_timed(_made(told, driver="KML", layer=_clean(layers.title)), frame))
                case _:
                    _write_shapefiles(frame, beside)
        except (DataSourceError, DataLayerError) as error:
            raise OutputError(f"{path}: cannot be written: {error}") from error


def _made(frame: geopandas.GeoDataFrame, **options: str) -> bytes:
    """Return a file of GDAL's made in memory: on a full disk GDAL ends without a word, and Python does not."""
    whole = BytesIO()
    pyogrio.write_dataframe(frame, whole, **options)
    return whole.getvalue()


def _events(layers: Layers) -> geopandas.GeoDataFrame:
    """Return incidents and movements as one frame of flat columns without heights, days as text."""
    frames = []
    for layer in ("incidents", "movements"):
        frame = to_geodataframe(layers, layer=layer)
        frame.insert(0, "layer", layer)
        for end in ("origin", "destination"):
            if end in frame:
                names = [e.get("name") if isinstance(e, dict) else e for e in frame[end]]
                frame[f"{end}_name"] = pd.Series(names, index=frame.index, dtype="string")
        closed = frame.select_dtypes("category").columns
        frames.append(frame.drop(columns=[c for c in _NESTED if c in frame]).astype(dict.fromkeys(closed, "string")))
    both = pd.concat(frames, ignore_index=True)
    for name in ("date_start", "date_end"):
        both[name] = both[name].dt.strftime("%Y-%m-%d").astype("string")
    return both.set_geometry(both.geometry.force_2d()).set_crs("EPSG:4326")


def _for_kml(frame: geopandas.GeoDataFrame, claims: Iterable[object]) -> geopandas.GeoDataFrame:
    """Return the frame with KML's own Name and Description, text fit for XML, none of it markup."""
    taken = {"name", "description", *(name.lower() for name in _KML_NAMES.values())}
    frame = frame.rename(columns={c: f"{c}_" for c in frame.columns if c.lower() in taken})
    frame = _reworded(frame, _clean).rename(columns=_KML_NAMES)
    title = frame["sub_event_type"].fillna(frame["group"]).astype("string")
    place = frame["place"].fillna(frame["destination_name"]).fillna(frame["origin_name"]).astype("string")
    frame.insert(0, "Name", title.str.cat(place.fillna(""), sep=" ").str.strip())
    frame.insert(1, "Description", pd.Series([_balloon(c) for c in claims], index=frame.index, dtype="string"))
    return frame


def _timed(kml: bytes, frame: geopandas.GeoDataFrame) -> bytes:
    """Return KML in which every placemark with days has them as its TimeSpan, by which Google Earth and GDAL play it.

    GDAL's other driver knows of them, but lets text break out of its CDATA.
    """
    spans = map(_span, frame["date_start"], frame["date_end"])
    return _PLACEMARK.sub(lambda found: found[0] + next(spans), kml)


def _span(start: str | None, end: str | None) -> bytes:
    told = [(name, day) for name, day in (("begin", start), ("end", end)) if isinstance(day, str)]
    days = "".join(f"<{name}>{day}</{name}>" for name, day in told)
    return f"\t<TimeSpan>{days}</TimeSpan>\n".encode() if days else b""


def _balloon(claims: object) -> str | None:
    """Return what every source says, as HTML that none of their words can break out of."""
    told = claims if isinstance(claims, list) else []
    lines = (": ".join(str(x) for x in (c.get("outlet") or c.get("report"), c.get("quote")) if x) for c in told)
    return "<br/>".join(escape(_clean(line)) for line in lines) or None


def _reworded(frame: geopandas.GeoDataFrame, change: Callable[[str], str]) -> geopandas.GeoDataFrame:
    """Return a frame with all its text changed; a column without any stays one of text."""
    words = frame.select_dtypes("string").columns
    return frame.assign(**{name: frame[name].map(change, na_action="ignore").astype("string") for name in words})


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text)


def _write_shapefiles(frame: geopandas.GeoDataFrame, path: Path) -> None:
    """Write a shapefile for points, one for lines, and of each other shape that there is, zipped with fixed dates."""
    names = tables()["shapefile"]
    short = _reworded(frame[[c for c in names if c in frame]], lambda t: t.encode()[:254].decode(errors="ignore"))
    short = short.rename(columns=names).set_geometry(frame.geometry)
    with TemporaryDirectory() as folder, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, kinds in _SHAPES.items():
            part = short[short.geom_type.isin(kinds)]
            if part.empty and name not in {"points", "lines"}:
                continue
            target = Path(folder, f"{name}.shp")
            pyogrio.write_dataframe(
                part, target, geometry_type=kinds[0], ENCODING="UTF-8", DBF_DATE_LAST_UPDATE="2000-01-01"
            )
            if not _whole(target, len(part)):
                raise OSError(ENOSPC, f"no room for its parts in {folder}")
        for file in sorted(Path(folder).iterdir()):
            archive.writestr(zipfile.ZipInfo(file.name, _EPOCH), file.read_bytes(), zipfile.ZIP_DEFLATED)


def _whole(shapefile: Path, rows: int) -> bool:
    """Whether the parts of a shapefile are as long as their heads say: on a full disk GDAL ends without a word."""
    parts = {p.suffix: (p.read_bytes()[:100], p.stat().st_size) for p in shapefile.parent.glob(f"{shapefile.stem}.*")}
    (shp, shp_size), (_, shx_size), (dbf, dbf_size) = (parts[ending] for ending in (".shp", ".shx", ".dbf"))
    told, head, width = (int.from_bytes(dbf[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    return (
        all(size for _, size in parts.values())
        and shp_size == 2 * int.from_bytes(shp[24:28], "big")
        and shx_size == 100 + 8 * rows
        and (told, dbf_size) == (rows, head + rows * width + 1)
    )
