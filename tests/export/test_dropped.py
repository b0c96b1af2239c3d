"""What a format drops is said by name, and what it can hold comes back."""

import xml.etree.ElementTree as ET

import pandas as pd
import pyogrio
import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    mapping,
)

from geomap import store
from geomap.dataset import Table, feature
from geomap.export import lost, write
from geomap.model import Layers

TABLE = "event_date,sub_event_type,latitude,longitude,admin1,admin2,disorder_type,source\n2019-03-03,Armed clash,34,40,A,B,C,D\n"


@pytest.fixture
def data(tmp_path):
    (tmp_path / "x.csv").write_text(TABLE)
    return store.load(tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("name", "profile", "told"),
    [
        ("y.csv", "geomap", "other columns (2: admin2, disorder_type)"),
        ("y.xlsx", "geomap", "other columns (2: admin2, disorder_type)"),
        ("y.shp.zip", "geomap", "other columns (2: admin2, disorder_type)"),
        ("y.csv", "ucdp", "other columns (2: admin2, disorder_type)"),
        ("y.csv", "acled", None),
        ("y.geojson", "geomap", None),
    ],
)
def test_columns_of_the_source_that_a_format_drops_are_named(data, name, profile, told):
    line = lost(data, name, profile=profile)
    assert (told in line) if told else ("other columns" not in line)


def test_kml_keeps_where_a_quote_ends(tmp_path, data):
    (found,) = data.incidents
    write(Layers([feature(found["geometry"], found["properties"] | {"start": 5, "end": 17})]), tmp_path / "x.kml")
    frame = pyogrio.read_dataframe(tmp_path / "x.kml")
    assert [int(frame["quote_start"][0]), int(frame["quote_end"][0])] == [5, 17]


SQUARE = Polygon([(40, 35), (41, 35), (41, 36)])
SHAPES = [
    Point(40, 35, 200),
    MultiPoint([(40, 35), (41, 36)]),
    LineString([(40, 35), (41, 36)]),
    MultiLineString([[(40, 35), (41, 36)], [(42, 35), (43, 36)]]),
    SQUARE,
    MultiPolygon([SQUARE]),
    GeometryCollection([Point(1, 2), SQUARE]),
    None,
    None,
]


@pytest.fixture
def shapes():
    return Layers([feature(mapping(s) if s else None, {"id": f"i-{n}"}) for n, s in enumerate(SHAPES)])


def test_shapefiles_hold_every_shape_and_say_what_they_do_not(tmp_path, shapes):
    path = tmp_path / "x.shp.zip"
    write(shapes, path)
    found = {name: set(pyogrio.read_dataframe(path, layer=name)["id"]) for name, _ in pyogrio.list_layers(path)}
    assert found == {"points": {"i-0"}, "multipoints": {"i-1"}, "lines": {"i-2", "i-3"}, "polygons": {"i-4", "i-5"}}
    assert lost(shapes, path).startswith("records without a place (2), collections of geometries (1), claims, ")


def test_shapes_that_tables_have_no_room_for_are_counted(shapes):
    for name, profile in (("x.csv", "geomap"), ("x.csv", "acled"), ("x.csv", "hxl"), ("x.xlsx", "geomap")):
        assert "geometries other than points (6)" in lost(shapes, name, profile=profile)
    table = Layers(Table("a.csv", {"lat": [34.0, None, None], "lon": [40.0, None, 41.0]}))
    assert "geometries" not in lost(table, "x.csv")
    assert lost(table, "x.shp.zip").startswith("records without a place (2), claims")


@pytest.mark.parametrize("ending", [".fgb", ".kml"])
def test_the_other_formats_hold_them_all(tmp_path, shapes, ending):
    write(shapes, tmp_path / f"x{ending}")
    found = pyogrio.read_dataframe(tmp_path / f"x{ending}")
    assert [g and g.geom_type for g in found.geometry] == [s and s.geom_type for s in SHAPES]


def test_kml_says_when(tmp_path):
    """Google Earth plays placemarks by their TimeSpan, and no text gets in between."""
    days = [("2019-03-02", "2019-03-04"), (None, None), ("2019-03-01", None), ("2019-03-05", "2019-03-05")]
    evil = "\n\t<ExtendedData>\n\t<Style> <Placemark id='x'> ]]>"
    shape = [mapping(Point(40, 35)), mapping(LineString([(40, 35), (41, 36)])), None, mapping(SQUARE)]
    told = [{"id": f"i-{n}", "place": evil, "date_start": a, "date_end": b} for n, (a, b) in enumerate(days)]
    claims = [{"report": evil, "quote": evil}]
    write(Layers([feature(s, p | {"claims": claims}) for s, p in zip(shape, told, strict=True)]), tmp_path / "x.kml")
    frame = pyogrio.read_dataframe(tmp_path / "x.kml")
    for n, name in enumerate(("begin", "end")):
        assert [None if pd.isna(day) else day.isoformat()[:10] for day in frame[name]] == [pair[n] for pair in days]
    kml = "{http://www.opengis.net/kml/2.2}"
    for mark in ET.parse(tmp_path / "x.kml").iter(f"{kml}Placemark"):
        order = [child.tag.removeprefix(kml) for child in mark]
        rest = [t for t in ("name", "description", "TimeSpan", "Style", "ExtendedData") if t in order]
        assert order[: len(rest)] == rest
