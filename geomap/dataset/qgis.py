"""A project for QGIS beside the GeoPackage: opens with one double-click, styled, its time line set."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from importlib import resources
from typing import TYPE_CHECKING

from geomap.dataset.atomic import atomic
from geomap.dataset.schema import features

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Layers

# Layers of the tree from top to bottom: id, title, layer of the GeoPackage, type of geometry, style, shown.
_LAYERS = (
    ("incidents", "Incidents", "incidents", "Point", "incidents", True),
    ("movements", "Movements", "movements", "Line", "movements", True),
    ("movement_ends", "Movements, one end known", "movements", "Point", "places", False),
    ("places", "Places", "places", "Point", "places", False),
    ("mentions", "Mentions", "mentions", "Point", "mentions", False),
)
_TABLES = ("reports", "claims", "proposals", "provenance")
_TYPES = {"Point": "Point", "Line": "LineString"}
_ID = "geomap_"  # QGIS gives ids without an underscore anew
_MARGIN = 0.25  # degrees around what is shown first


def write_project(layers: Layers, path: Path) -> None:
    """Write a QGIS project (``.qgs``) that shows ``geomap.gpkg`` in its own folder. Raises `OutputError`."""
    root = ET.Element("qgis", projectname=_words(layers.title), version="3.22.0")
    ET.SubElement(root, "title").text = _words(layers.title)
    _wgs84(ET.SubElement(root, "projectCrs"))
    system = ET.SubElement(ET.SubElement(root, "properties"), "SpatialRefSys")
    ET.SubElement(system, "ProjectionsEnabled", type="int").text = "1"  # else QGIS takes no notice of projectCrs
    tree = ET.SubElement(root, "layer-tree-group")
    _canvas(root, layers)
    project = ET.SubElement(root, "projectlayers")
    for name, title, layer, geometry, style, shown in _LAYERS:
        checked = "Qt::Checked" if shown else "Qt::Unchecked"
        node = {"id": _ID + name, "name": title, "checked": checked, "expanded": "0"}
        ET.SubElement(tree, "layer-tree-layer", node | {"providerKey": "ogr", "source": _source(layer, geometry)})
        _layer(project, name, title, _source(layer, geometry), geometry, style)
    tables = ET.SubElement(tree, "layer-tree-group", name="Tables", checked="Qt::Checked", expanded="0")
    for table in _TABLES:
        node = {"id": _ID + table, "name": table, "checked": "Qt::Checked", "expanded": "0"}
        ET.SubElement(tables, "layer-tree-layer", node | {"providerKey": "ogr", "source": _source(table, None)})
        _layer(project, table, table, _source(table, None), "No geometry", None)
    ET.indent(root)
    with atomic(path) as beside:
        beside.write_text(ET.tostring(root, encoding="unicode") + "\n", "utf-8", newline="\n")


def _layer(project: ET.Element, name: str, title: str, source: str, geometry: str, style: str | None) -> None:
    attributes = {"type": "vector", "geometry": geometry, "wkbType": _TYPES.get(geometry, "NoGeometry")}
    node = ET.SubElement(project, "maplayer", attributes)
    ET.SubElement(node, "id").text = _ID + name
    ET.SubElement(node, "datasource").text = source
    ET.SubElement(node, "layername").text = title
    ET.SubElement(node, "provider", encoding="UTF-8").text = "ogr"
    if style is None:
        return
    _wgs84(ET.SubElement(node, "srs"))
    file = resources.files("geomap.dataset").joinpath(f"styles/{style}.qml")
    drawn = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - a file of our own
    node.set("labelsEnabled", drawn.get("labelsEnabled", "0"))
    node.extend(drawn)


def _source(layer: str, geometry: str | None) -> str:
    only = f"|geometrytype={_TYPES[geometry]}" if geometry and layer == "movements" else ""
    return f"./geomap.gpkg|layername={layer}{only}"


def _wgs84(node: ET.Element) -> None:
    system = ET.SubElement(node, "spatialrefsys")
    told = {"proj4": "+proj=longlat +datum=WGS84 +no_defs", "srsid": "3452", "srid": "4326", "authid": "EPSG:4326"}
    for name, value in told.items():
        ET.SubElement(system, name).text = value


def _canvas(root: ET.Element, layers: Layers) -> None:
    """Let the project open on what happened; on nothing at all, on the world."""
    points = [p["coordinates"] for p, _ in features(layers, "incidents") if p and p["type"] == "Point"]
    lons, lats = [p[0] for p in points] or [-180, 180], [p[1] for p in points] or [-90, 90]
    extent = ET.SubElement(ET.SubElement(root, "mapcanvas", name="theMapCanvas"), "extent")
    sides = (min(lons) - _MARGIN, min(lats) - _MARGIN, max(lons) + _MARGIN, max(lats) + _MARGIN)
    for name, side in zip(("xmin", "ymin", "xmax", "ymax"), sides, strict=True):
        ET.SubElement(extent, name).text = f"{side:g}"


def _words(text: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(c for c in text if c.isprintable())
