"""The formats that GDAL writes: FlatGeobuf, KML, zipped shapefiles."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from errno import ENOSPC
from html import escape
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from geomap.dataset import Table, columns, events, tables
from geomap.errors import OutputError
from geomap.export.frames import of_kinds
from geomap.model import Layers
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import geopandas

_EVENTS = ("incidents", "movements")
_ROWS = 50_000  # of a frame: one of a million takes gigabytes
_NESTED = ["claims", "reports", "origin", "via", "destination", "shared_with"]
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
_KML_NAMES = {"id": "event", "start": "quote_start", "end": "quote_end"}  # KML and GDAL have their own id and end
_AFTER_SPAN = (b"\t<Style>", b"\t<ExtendedData>")  # lines of a placemark above which its TimeSpan may stand
_SHAPES = {  # a shapefile holds one kind: its name, and the types of geometries that it takes
    "points": ["Point"],
    "multipoints": ["MultiPoint"],
    "lines": ["LineString", "MultiLineString"],
    "polygons": ["Polygon", "MultiPolygon"],
}
_EPOCH = (2000, 1, 1, 0, 0, 0)
_FGB_HEAD = 8  # bytes of a FlatGeobuf before its header, which begins with its length as each feature does


def write_gdal(layers: Layers, path: Path, ending: str) -> None:
    """Write incidents and movements in the format of an ending: ``.fgb``, ``.kml`` or ``.shp.zip``.

    GDAL writes into the temporary folder: on a full disk it ends without a word, so what it made is looked at and
    copied. Raises `OutputError` where the file cannot be written.
    """
    with atomic(path) as beside, TemporaryDirectory() as folder:
        try:
            match ending:
                case ".fgb":
                    _write_flatgeobuf(layers, beside, Path(folder))
                case ".kml":
                    _write_kml(layers, beside, Path(folder))
                case _:
                    _write_shapefiles(layers, beside, Path(folder))
        except (DataSourceError, DataLayerError, FeatureError) as error:
            raise OutputError(f"{path}: cannot be written: {error} (made in {folder}, TMPDIR says where)") from error


def _write_flatgeobuf(layers: Layers, path: Path, folder: Path) -> None:
    """Write all events without an index, which cannot hold what has no place."""
    made = folder / "whole.fgb"
    rows = _in_parts(_parts(layers), made, driver="FlatGeobuf", layer="events", SPATIAL_INDEX="NO")
    _check(_features(made) == rows, folder)
    shutil.copyfile(made, path)


def _features(flatgeobuf: Path) -> int:
    """Return how many features a FlatGeobuf without an index has, -1 for one that is cut off."""
    size, at, found = flatgeobuf.stat().st_size, _FGB_HEAD, -1  # the header is none
    with flatgeobuf.open("rb") as file:
        while at < size:
            file.seek(at)
            at += 4 + int.from_bytes(file.read(4), "little")
            found += 1
    return found if at == size else -1


def _write_kml(layers: Layers, path: Path, folder: Path) -> None:
    """Write placemarks, each with its days as TimeSpan, by which Google Earth and GDAL play them.

    GDAL's other driver knows of them, but lets text break out of its CDATA.
    """
    made, spans = folder / "whole.kml", list[bytes]()
    rows = _in_parts(_placemarks(layers, spans), made, driver="KML", layer=_clean(layers.title))
    line, marks, timed = b"", 0, 0
    with made.open("rb") as kml, path.open("wb") as file:
        for line in kml:
            marks += b"<Placemark " in line
            if timed < marks and line.startswith(_AFTER_SPAN):
                file.write(spans[timed])
                timed += 1
            file.write(line)
    _check(marks == timed == rows and b"</kml>" in line, folder)


def _placemarks(layers: Layers, spans: list[bytes]) -> Iterator[geopandas.GeoDataFrame]:
    """Yield frames for KML, and add the TimeSpan of each row to ``spans``."""
    claims = (f["properties"].get("claims") for f in events(layers))
    for part in _parts(layers):
        spans += map(_span, part["date_start"], part["date_end"])
        yield _for_kml(part, islice(claims, len(part)))


def _in_parts(parts: Iterable[geopandas.GeoDataFrame], path: Path, *, driver: str, layer: str, **options: str) -> int:
    """Write frames of the same columns to one file, and return how many rows they have.

    They are collected in a GeoPackage, which can be added to and is read as a stream.
    """
    collected, rows = path.with_suffix(".gpkg"), 0
    for n, part in enumerate(parts):
        pyogrio.write_dataframe(part, collected, geometry_type="Unknown", append=n > 0, SPATIAL_INDEX="NO")
        rows += len(part)
    with pyogrio.open_arrow(collected, use_pyarrow=False) as (about, stream):
        pyogrio.write_arrow(
            stream, path, driver=driver, layer=layer, crs=about["crs"], geometry_name=about["geometry_name"],
            geometry_type="Unknown", **options,
        )  # fmt: skip
    return rows


def _check(whole: bool, folder: Path) -> None:  # noqa: FBT001 - what it is called for
    """Raise the error of a full disk where GDAL did not write all."""
    if not whole:
        raise OSError(ENOSPC, f"no room for its parts in {folder}: TMPDIR names another folder")


def _parts(layers: Layers) -> Iterator[geopandas.GeoDataFrame]:
    """Yield incidents and movements as frames of so many rows and the same flat columns; an empty one first.

    Names that SQLite takes for the same, and those that it has taken, are told apart by a line under them.
    """
    kinds = {layer: columns(layers, layer) for layer in _EVENTS}
    empty = pd.concat([_flat(Layers(), layer, kinds[layer]) for layer in _EVENTS]).set_crs("EPSG:4326")
    names = dict(zip(empty.columns, _apart(empty.columns), strict=True))
    yield empty.rename(columns=names)
    for layer in _EVENTS:
        items = getattr(layers, layer)
        for n in range(0, len(items), _ROWS):
            some = range(len(items))[n : n + _ROWS]
            part: Any = items.taken(some) if isinstance(items, Table) else [items[i] for i in some]
            frame = _flat(Layers(part) if layer == "incidents" else Layers(movements=part), layer, kinds[layer])
            yield frame.reindex(columns=empty.columns).astype(empty.dtypes).rename(columns=names)


def _apart(names: Iterable[str]) -> Iterator[str]:
    taken = {"fid", "geom"}
    for name in names:
        free = name
        while free.casefold() in taken:
            free += "_"
        taken.add(free.casefold())
        yield free


def _flat(layers: Layers, layer: str, kinds: Mapping[str, str]) -> geopandas.GeoDataFrame:
    """Return a layer as a frame of flat columns without heights, days as text."""
    frame = of_kinds(layers, layer, kinds)
    frame.insert(0, "layer", layer)
    for end in ("origin", "destination"):
        if end in frame:
            names = [e.get("name") if isinstance(e, dict) else e for e in frame[end]]
            frame[f"{end}_name"] = pd.Series(names, index=frame.index, dtype="string")
    for name in ("date_start", "date_end"):
        frame[name] = frame[name].dt.strftime("%Y-%m-%d").astype("string")
    closed = frame.select_dtypes("category").columns
    flat = frame.drop(columns=[c for c in _NESTED if c in frame]).astype(dict.fromkeys(["layer", *closed], "string"))
    return flat.set_geometry(flat.geometry.force_2d())


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


def _write_shapefiles(layers: Layers, path: Path, folder: Path) -> None:
    """Write a shapefile for points, one for lines, and of each other shape that there is, zipped with fixed dates."""
    names = tables()["shapefile"]
    rows: Counter[str] = Counter()
    for part in _parts(layers):
        short = _reworded(part[[c for c in names if c in part]], lambda t: t.encode()[:254].decode(errors="ignore"))
        short = short.rename(columns=names).set_geometry(part.geometry)
        for name, kinds in _SHAPES.items():
            some = short[short.geom_type.isin(kinds)]
            if some.empty and (name not in {"points", "lines"} or name in rows):
                continue
            pyogrio.write_dataframe(
                some, folder / f"{name}.shp", geometry_type=kinds[0], append=name in rows, ENCODING="UTF-8",
                DBF_DATE_LAST_UPDATE="2000-01-01",
            )  # fmt: skip
            rows[name] += len(some)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, count in rows.items():
            _check(_whole(folder / f"{name}.shp", count), folder)
        for file in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(file.name, _EPOCH)
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, file.stat().st_size
            with file.open("rb") as part, archive.open(entry, "w") as to:
                shutil.copyfileobj(part, to)


def _head(file: Path) -> bytes:
    with file.open("rb") as begun:
        return begun.read(100)


def _whole(shapefile: Path, rows: int) -> bool:
    """Whether the parts of a shapefile are as long as their heads say: on a full disk GDAL ends without a word."""
    parts = {p.suffix: (_head(p), p.stat().st_size) for p in shapefile.parent.glob(f"{shapefile.stem}.*")}
    (shp, shp_size), (_, shx_size), (dbf, dbf_size) = (parts[ending] for ending in (".shp", ".shx", ".dbf"))
    told, head, width = (int.from_bytes(dbf[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    return (
        all(size for _, size in parts.values())
        and shp_size == 2 * int.from_bytes(shp[24:28], "big")
        and shx_size == 100 + 8 * rows
        and (told, dbf_size) == (rows, head + rows * width + 1)
    )
