"""A project for QGIS beside the GeoPackage: opens with one double-click, styled, its time line set."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from importlib import resources
from typing import TYPE_CHECKING

from shapely.geometry import shape

from geomap.dataset.schema import features
from geomap.writing import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Layers

# The tree from top to bottom: groups, each with id, title, layer of the GeoPackage, type of geometry, style, shown.
_TREE = {
    "Events": (
        ("incidents", "Incidents", "incidents", "Point", "incidents", True),
        ("movements", "Movements", "movements", "Line", "movements", True),
        ("movement_ends", "Movements, one end known", "movements", "Point", "movement_ends", True),
    ),
    "Places": (
        ("places", "Places", "places", "Point", "places", False),
        ("mentions", "Mentions", "mentions", "Point", "mentions", False),
    ),
    "Ground": (("ground", "Borders, coasts, rivers", "ground", "Line", "ground", True),),
    "Tables": tuple(
        (n, n.capitalize(), n, None, None, False) for n in ("reports", "claims", "proposals", "provenance")
    ),
}
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
    _time_line(root, layers)
    tree = ET.SubElement(root, "layer-tree-group")
    _canvas(root, layers)
    project = ET.SubElement(root, "projectlayers")
    for group, members in _TREE.items():
        node = ET.SubElement(
            tree, "layer-tree-group", name=group, checked="Qt::Checked", expanded=str(int(group == "Events"))
        )
        for name, title, layer, geometry, style, shown in members:
            about = {
                "id": _ID + name,
                "name": title,
                "checked": f"Qt::{'C' if shown else 'Unc'}hecked",
                "expanded": "0",
            }
            source = _source(layer, geometry)
            ET.SubElement(node, "layer-tree-layer", about | {"providerKey": "ogr", "source": source})
            _layer(project, name, title, source, geometry or "No geometry", style)
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


def _time_line(root: ET.Element, layers: Layers) -> None:
    """Let the Temporal Controller play from the first day to the last, a day a step; without a day, not at all."""
    rows = (p for layer in ("incidents", "movements") for _, p in features(layers, layer))
    days = sorted({d for p in rows for d in (p.get("date_start"), p.get("date_end")) if d})
    if not days:
        return
    settings = {"timeStep": "1", "timeStepUnit": "d", "frameRate": "1", "cumulativeTemporalRange": "0"}
    span = ET.SubElement(ET.SubElement(root, "ProjectTimeSettings", settings), "TemporalRange")
    ET.SubElement(span, "start").text = f"{days[0]}T00:00:00Z"
    ET.SubElement(span, "end").text = f"{days[-1]}T23:59:59Z"


def _canvas(root: ET.Element, layers: Layers) -> None:
    """Let the project open on everything that is drawn; on nothing at all, on the world."""
    drawn = [shape(g).bounds for layer in ("incidents", "movements") for g, _ in features(layers, layer) if g]
    bounds = [b for b in drawn if b] or [(-180.0, -90.0, 180.0, 90.0)]
    west, south, east, north = (pick(b[n] for b in bounds) for n, pick in enumerate((min, min, max, max)))
    sides = (west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN)
    told = {name: f"{side:g}" for name, side in zip(("xmin", "ymin", "xmax", "ymax"), sides, strict=True)}
    extent = ET.SubElement(ET.SubElement(root, "mapcanvas", name="theMapCanvas"), "extent")
    for name, side in told.items():
        ET.SubElement(extent, name).text = side
    _wgs84(ET.SubElement(ET.SubElement(root, "ProjectViewSettings"), "DefaultViewExtent", told))


def _words(text: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(c for c in text if c.isprintable())
