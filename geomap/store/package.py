"""GeoPackages, geomap's own of any schema version and those of others, to layers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from importlib import resources
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import mapping

from geomap.dataset import FEATURE_LAYERS, SCHEMA_VERSION, tables
from geomap.errors import DataError
from geomap.model import Layers
from geomap.store.crs import to_wgs84
from geomap.store.geojson import add
from geomap.text import path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from geomap.model import Json
    from geomap.store.table import Reading

_ENVELOPES = (0, 32, 48, 48, 64)  # bytes of a GeoPackage geometry's envelope, by its code


def read_gpkg(path: Path, reading: Reading) -> Layers:
    """Read a GeoPackage: the feature layers of any, turned into WGS 84, and of geomap's own the tables beside them.

    One of an older schema version is brought up to date in memory. Raises `DataError` for one of a newer version, and
    for what is no GeoPackage.
    """
    layers = Layers()
    try:
        with closing(_opened(path)) as file, closing(_migrated(path, file)) as db:
            db.row_factory = sqlite3.Row
            contents = db.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents ORDER BY rowid").fetchall()
            geometries = dict(db.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall())
            ours = {table for table, *_ in contents} >= set(FEATURE_LAYERS)
            for table, kind, srs in contents:
                if ours and table == "ground":  # drawn under the data, and none of them
                    continue
                if kind == "features":
                    project = None if srs in {4326, 0} else to_wgs84(_system(db, srs), file=path_text(path))
                    items = _features(_rows(db, table), geometries[table], project)
                    add(
                        layers,
                        items,
                        reading,
                        file=f"{path_text(path)}, layer {table}",
                        layer=table,
                        one="{file}, row {n}",
                    )
                else:
                    _add_table(layers, table, _rows(db, table))
    except (sqlite3.Error, KeyError) as error:
        raise DataError(f"{path}: not a GeoPackage that can be read: {error}") from error
    return layers


def read_readings(path: Path, made_with: Mapping[str, str], *, only: str | None = None) -> dict[str, bytes]:
    """Return the readings in a GeoPackage, by the hash of their report; none where it was made with anything else.

    ``only`` is the hash of the one that is asked for.
    """
    with suppress(sqlite3.Error), closing(_opened(path)) as db:
        if dict(db.execute("SELECT name, value FROM provenance").fetchall()) == dict(made_with):
            if only is not None:
                return dict(db.execute("SELECT hash, body FROM geomap_readings WHERE hash = ?", (only,)).fetchall())
            return dict(db.execute("SELECT hash, body FROM geomap_readings").fetchall())
    return {}


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _migrated(path: Path, file: sqlite3.Connection) -> sqlite3.Connection:
    """Return a GeoPackage as this version would have written it: itself, or a copy in memory brought up to date."""
    version = _version(file)
    if version > SCHEMA_VERSION:
        raise DataError(
            f"{path}: written by a newer geomap (schema {version}, this one reads up to {SCHEMA_VERSION}): update it"
        )
    if version in {0, SCHEMA_VERSION}:
        return file
    copy = sqlite3.connect(":memory:")
    file.backup(copy)
    for step in range(version, SCHEMA_VERSION):
        copy.executescript(resources.files("geomap.store").joinpath(f"migrations/{step}.sql").read_text("utf-8"))
    return copy


def _version(db: sqlite3.Connection) -> int:
    """Return the schema version of geomap's own GeoPackages, 0 for those of others."""
    names = {name for (name,) in db.execute("SELECT table_name FROM gpkg_contents")}
    if "provenance" in names:
        found = db.execute("SELECT value FROM provenance WHERE name = 'schema_version'").fetchone()
        return int(found[0]) if found and str(found[0]).isdecimal() else 0
    return 1 if names >= {"incidents", "movements", "mentions", "places", "reports"} else 0


def _rows(db: sqlite3.Connection, table: str) -> Iterable[sqlite3.Row]:
    name = table.replace('"', '""')
    return db.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608 - a quoted name


def _system(db: sqlite3.Connection, srs: int) -> str:
    """Return the coordinate system of a layer: its code with the organisation that gave it, else its definition."""
    row = db.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (srs,)
    ).fetchone()
    if row is None:
        raise KeyError(f"no coordinate system {srs}")
    return f"{row[0]}:{row[1]}" if row[0].upper() in {"EPSG", "ESRI"} else str(row[2])


def _features(
    rows: Iterable[sqlite3.Row], column: str, project: Callable[[Json], Json] | None
) -> Iterator[Json | DataError]:
    for row in rows:
        properties = {k: row[k] for k in row.keys() if k not in {column, "fid"} and row[k] is not None}  # noqa: SIM118
        try:
            geometry = _geometry(row[column]) if row[column] else None
            geometry = project(geometry) if project and geometry else geometry
        except DataError as error:
            yield error
            continue
        yield {"type": "Feature", "geometry": geometry, "properties": properties}


def _add_table(layers: Layers, table: str, rows: Iterable[sqlite3.Row]) -> None:
    """Read one of geomap's own tables; claims stand with their events already, save the sums."""
    if table == "provenance":
        layers.provenance.update({r["name"]: r["value"] for r in rows})
    elif table in {"reports", "proposals", "doubtful"}:
        getattr(layers, table).extend(_plain(r, table) for r in rows)
    elif table == "claims":
        layers.totals.extend(
            {k: v for k, v in _plain(r, table).items() if k not in {"event", "layer"}}
            for r in rows
            if r["layer"] == "totals"
        )


def _plain(row: sqlite3.Row, table: str) -> Json:
    nested = {c.partition(":")[0] for c in tables()["layers"][table].split() if c.endswith(":json")}
    return {
        k: json.loads(row[k]) if k in nested and row[k] else row[k]
        for k in row.keys()  # noqa: SIM118 - a row is no mapping
        if k != "fid"
    }


def _geometry(blob: bytes) -> Json:
    """Return the GeoJSON of a GeoPackage geometry."""
    try:
        wkb = blob[8 + _ENVELOPES[blob[3] >> 1 & 0b111] :]
        geometry: Json = json.loads(json.dumps(mapping(shapely.from_wkb(wkb))))
    except (IndexError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise DataError(f"not a GeoPackage geometry: {error}") from error
    return geometry
