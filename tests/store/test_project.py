"""The project for QGIS and the ground under it, as far as they can be looked at without QGIS (``make test-qgis`` has it)."""

import xml.etree.ElementTree as ET

import pyogrio
import pytest

from geomap import store
from geomap.dataset import Table, write_gpkg, write_project
from geomap.model import Layers

HERE = {"id": ["a", "b"], "lat": [34.7, None], "lon": [40.8, None], "date_start": ["2019-03-03", "2019-02-01"]}
FAR = {"id": ["a"], "lat": [-1.3], "lon": [36.8], "date_start": [None]}


@pytest.mark.parametrize("columns", [HERE, FAR, {}], ids=["here", "far", "nothing"])
def test_a_project_has_groups_its_time_and_where_to_look(tmp_path, columns):
    write_project(Layers(Table("t.csv", columns), title="<T> & \x01"), tmp_path / "geomap.qgs")
    root = ET.parse(tmp_path / "geomap.qgs").getroot()
    assert root.findtext("title") == "<T> & "
    groups = {g.get("name"): [x.get("name") for x in g] for g in root.find("layer-tree-group")}
    assert groups["Events"][:2] == ["Incidents", "Movements"]
    assert list(groups) == ["Events", "Places", "Ground", "Tables"]
    sources = [node.findtext("datasource") for node in root.iter("maplayer")]
    assert sources
    assert all(source.startswith("./geomap.gpkg|layername=") for source in sources)
    span = [root.findtext(f"ProjectTimeSettings/TemporalRange/{end}") for end in ("start", "end")]
    assert span == (["2019-02-01T00:00:00Z", "2019-03-03T23:59:59Z"] if columns is HERE else [None, None])
    west, east = (float(root.findtext(f"mapcanvas/extent/{side}")) for side in ("xmin", "xmax"))
    at = columns.get("lon", [0])[0]
    assert west < at < east
    assert (east - west < 5) == bool(columns)


@pytest.mark.parametrize(
    ("columns", "kinds"), [(HERE, {"border", "river"}), (FAR, {"border"}), ({}, {"border", "coast"})]
)
def test_the_ground_lies_around_the_events_and_is_no_event(tmp_path, columns, kinds):
    path = tmp_path / "x.gpkg"
    write_gpkg(Layers(Table("t.csv", columns)), path)
    ground = pyogrio.read_dataframe(path, layer="ground")
    assert kinds <= set(ground["kind"])
    west, south, east, north = ground.total_bounds
    if columns:
        assert columns["lon"][0] - 2 <= west <= east <= columns["lon"][0] + 2
        assert columns["lat"][0] - 2 <= south <= north <= columns["lat"][0] + 2
    back = store.load(path)
    assert len(back.incidents) == len(columns.get("id", ()))
    assert not back.movements
    assert len(back.rejected) == columns.get("lat", []).count(None)  # what has no place
