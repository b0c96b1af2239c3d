"""Opens outputs in QGIS itself: styles, labels, time, arrows, and a picture to look at.

Run with the Python that QGIS belongs to: ``python3 tests/qgis/check.py OUTPUTS PICTURE.png``. Exits 1 with a line a fault.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize
from qgis.PyQt.QtGui import QColor

FAULTS: list[str] = []


def expect(fact: object, told: str) -> None:
    if not fact:
        FAULTS.append(told)


def check_package(package: Path) -> None:
    """The GeoPackage alone, as one drags it into QGIS."""
    incidents = QgsVectorLayer(f"{package}|layername=incidents", "incidents", "ogr")
    expect(incidents.isValid(), "incidents do not open")
    expect(incidents.renderer().type() == "categorizedSymbol", "incidents are not styled by type")
    expect(incidents.renderer().classAttribute() == "event_type", "incidents are not styled by event type")
    expect(len(incidents.renderer().categories()) >= 6, "event types lack symbols")
    expect(incidents.labelsEnabled(), "incidents have no labels")
    label = incidents.labeling().settings().fieldName if incidents.labeling() else ""
    expect("place_ar" in label and '"place"' in label, f"labels are not in both scripts: {label}")
    # QGIS puts its provider's (none) in place of a style's time while it opens a layer; the style has it nonetheless.
    incidents.loadDefaultStyle()
    expect(incidents.temporalProperties().isActive(), "incidents have no time")
    movements = QgsVectorLayer(f"{package}|layername=movements|geometrytype=LineString", "movements", "ogr")
    expect(movements.isValid(), "movements do not open")
    drawn = movements.renderer().symbol().symbolLayer(0).layerType()
    expect(drawn == "ArrowLine", f"movements are no arrows: {drawn}")
    movements.loadDefaultStyle()
    expect(movements.temporalProperties().isActive(), "movements have no time")


def shown(layer: QgsVectorLayer, day: str) -> int:
    """How many features the Temporal Controller shows on a day."""
    span = QgsDateTimeRange(
        QDateTime.fromString(f"{day}T00:00:00", "yyyy-MM-ddTHH:mm:ss"),
        QDateTime.fromString(f"{day}T23:59:59", "yyyy-MM-ddTHH:mm:ss"),
    )
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    request = QgsFeatureRequest()
    request.setFilterExpression(layer.temporalProperties().createFilterString(context, span))
    return sum(1 for _ in layer.getFeatures(request))


def check_project(path: Path, picture: Path) -> None:
    """The project beside it, as one double-clicks it."""
    project = QgsProject.instance()
    expect(project.read(str(path)), "the project does not open")
    expect(project.crs().authid() == "EPSG:4326", "the project has no coordinate system")
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    expect(
        all(layer.isValid() for layer in layers.values()),
        f"layers do not open: {[n for n, x in layers.items() if not x.isValid()]}",
    )
    expect(
        {"Incidents", "Movements", "Places", "Mentions", "Reports", "Claims", "Proposals"} <= layers.keys(),
        f"layers are missing: {sorted(layers)}",
    )
    root = project.layerTreeRoot()
    groups = {g.name(): {x.name() for x in g.findLayers()} for g in root.findGroups()}
    expect({"Incidents", "Movements"} <= groups.get("Events", set()), f"events are not grouped: {groups}")
    expect({"Borders, coasts, rivers"} == groups.get("Ground"), f"no ground: {groups}")
    expect({"Places", "Mentions"} <= groups.get("Places", set()), f"places are not grouped: {groups}")
    here = str(path.parent)
    expect(all(x.source().startswith(here) for x in layers.values()), "layers are not those of the folder")
    expect(
        "/" + "work" not in path.read_text("utf-8") and here not in path.read_text("utf-8"), "paths are not relative"
    )
    incidents = layers["Incidents"]
    days = sorted({f["date_start"].toString("yyyy-MM-dd") for f in incidents.getFeatures() if f["date_start"]})
    on_days = [shown(incidents, day) for day in days]
    print(f"{incidents.featureCount()} incidents on {len(days)} days, shown by day: {on_days}")
    expect(all(on_days), "a day with incidents shows none")
    expect(max(on_days) < incidents.featureCount(), "every day shows everything")
    expect(incidents.temporalProperties().isActive(), "time is not set in the project")
    ends = layers["Movements, one end known"]
    expect(root.findLayer(ends.id()).isVisible(), "movements with one end known are not shown")
    expect(ends.renderer().type() == "RuleRenderer", "movements with one end known are no arrows")
    expect(ends.temporalProperties().isActive(), "movements with one end known have no time")
    for name, layer in (("incidents", incidents), ("movements with one end known", ends)):
        label = layer.labeling().settings().fieldName
        known = "place_ar" in label if layer is incidents else "count_best" in label
        expect(layer.labelsEnabled() and known, f"{name} are not labelled in the project: {label}")
    span = project.timeSettings().temporalRange()
    first, last = (d.toString("yyyy-MM-dd") for d in (span.begin(), span.end()))
    print(f"the Temporal Controller plays {first} to {last}")
    expect(first <= days[0] and last >= days[-1], f"the time line is not that of the data: {first} to {last}")
    expect(project.timeSettings().timeStepUnit() == QgsUnitTypes.TemporalDays, "the time line does not step by days")
    settings = QgsMapSettings()
    visible = [node.layer() for node in root.findLayers() if node.isVisible() and node.layer().isSpatial()]
    settings.setLayers(visible)
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setOutputSize(QSize(1400, 1000))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colours = {image.pixel(x, y) for x in range(0, 1400, 4) for y in range(0, 1000, 4)}
    expect(len(colours) > 5, "the picture is empty")
    expect(image.save(str(picture)), "the picture cannot be written")


def main() -> int:
    folder, picture = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    QgsApplication.setPrefixPath(os.environ.get("QGIS_PREFIX_PATH", "/usr"), useDefaultPaths=True)
    app = QgsApplication([], GUIenabled=False)
    app.initQgis()
    check_package(folder / "geomap.gpkg")
    check_project(folder / "geomap.qgs", picture)
    QgsProject.instance().clear()
    app.exitQgis()
    for fault in FAULTS:
        print(f"QGIS: {fault}", file=sys.stderr)
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
