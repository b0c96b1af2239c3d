"""What was read and fused as layers of features, and the two files that hold all of it: GeoJSON and GeoPackage."""

from geomap.dataset.choosing import Choice, choose, looked_at, places_of
from geomap.dataset.claims import claim_row, is_told, low_best_high
from geomap.dataset.csvfile import safe, write_rows, write_table
from geomap.dataset.features import feature, layers
from geomap.dataset.geojson import events, write_collection, write_lines
from geomap.dataset.gpkg import write_gpkg
from geomap.dataset.provenance import SCHEMA_VERSION, provenance
from geomap.dataset.qgis import write_project
from geomap.dataset.readings import freeze, kept_claims, report_hash, thaw
from geomap.dataset.schema import FEATURE_LAYERS, columns, features, rows, tables
from geomap.dataset.table import Table, with_claim
from geomap.dataset.wkb import bounds, packed

__all__ = [
    "FEATURE_LAYERS",
    "SCHEMA_VERSION",
    "Choice",
    "Table",
    "bounds",
    "choose",
    "claim_row",
    "columns",
    "events",
    "feature",
    "features",
    "freeze",
    "is_told",
    "kept_claims",
    "layers",
    "looked_at",
    "low_best_high",
    "packed",
    "places_of",
    "provenance",
    "report_hash",
    "rows",
    "safe",
    "tables",
    "thaw",
    "with_claim",
    "write_collection",
    "write_gpkg",
    "write_lines",
    "write_project",
    "write_rows",
    "write_table",
]
