"""OpenStreetMap's names through GDAL: points and areas become places, what is no place leaves with its tags."""

import geopandas
import pytest
from shapely.geometry import LineString, Point, box

from geomap.errors import GazetteerError
from geomap.places import load_gazetteer
from geomap.places.importing import import_files
from geomap.places.segment import Segment

XML = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
  <node id="1" lat="35.61" lon="39.95" version="1"><tag k="name" v="الكبر"/><tag k="name:en" v="Al-Kubar"/>
    <tag k="alt_name" v="Kubar;Al Kibar"/><tag k="place" v="village"/><tag k="population" v="1200"/></node>
  <node id="2" lat="35.62" lon="39.96" version="1"><tag k="name" v="Bakery"/><tag k="shop" v="bakery"/></node>
  <node id="3" lat="35.63" lon="39.97" version="1"><tag k="name" v="تل &quot;زيتون&quot;"/><tag k="natural" v="hill"/>
    <tag k="name:ku" v="Girê Zeytûn"/></node>
  <node id="4" lat="35.60" lon="39.90" version="1"/><node id="5" lat="35.60" lon="39.92" version="1"/>
  <node id="6" lat="35.62" lon="39.92" version="1"/><node id="7" lat="35.62" lon="39.90" version="1"/>
  <way id="8" version="1"><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="4"/>
    <tag k="name" v="Zaytun Air Base"/><tag k="landuse" v="military"/></way>
  <way id="9" version="1"><nd ref="4"/><nd ref="6"/><tag k="name" v="Wadi Zaytun"/><tag k="waterway" v="river"/></way>
</osm>
"""


def places(done):
    return {p.id: p for p in Segment.open(done.file).places()}


def test_an_extract(tmp_path):
    file = tmp_path / "syria.osm"
    file.write_text(XML, "utf-8")
    (done,) = import_files("osm", [file], country="SY", folder=tmp_path / "own" / "imported")
    found = places(done)
    assert set(found) == {"osm-n1", "osm-n3", "osm-w8"}
    kubar, hill, base = found["osm-n1"], found["osm-n3"], found["osm-w8"]
    assert (kubar.name, kubar.name_ar, kubar.variants, kubar.kind) == (
        "Al-Kubar", "الكبر", ("Kubar", "Al Kibar"), "village",
    )  # fmt: skip
    assert (kubar.lat, kubar.lon, kubar.country, kubar.population) == (35.61, 39.95, "SY", 1200)
    assert (hill.name, hill.name_ar, hill.kind) == ("Girê Zeytûn", 'تل "زيتون"', "mountain")
    assert (base.kind, base.lat, base.lon) == ("base", 35.61, 39.91)
    assert 1000 < base.precision_m < 2000
    told = " ".join(f"{r.name} {r.reason}" for r in done.rejected)
    assert "shop=bakery is no kind of place" in told
    assert "lines have no point" in told
    index = load_gazetteer(user=tmp_path / "own" / "gazetteer.csv")
    assert index.resolve("Gire Zeytun", country="SY").place.id == "osm-n3"
    assert index.resolve("Kubar", country="SY").place.id == "sy-kubar"  # hand-kept, the same place


@pytest.mark.parametrize("ending", ["gpkg", "shp", "fgb", "geojson"])
def test_tables_of_others(tmp_path, ending):
    rows = [
        {
            "osm_id": "11",
            "fclass": "hamlet",
            "name": "Tall Zaytun",
            "name_ar": "تل زيتون",
            "geometry": Point(40.3, 35.2),
        },
        {"osm_id": "12", "fclass": "town", "name": None, "name_ar": None, "geometry": Point(40.4, 35.2)},
        {"osm_id": "13", "fclass": "town", "name": "Abroad", "name_ar": None, "geometry": Point(10.0, 50.0)},
    ]
    frame = geopandas.GeoDataFrame(rows, crs=4326)
    (frame if ending == "geojson" else frame.to_crs(32637)).to_file(tmp_path / f"t.{ending}")
    (done,) = import_files("osm", [tmp_path / f"t.{ending}"], country="SY", folder=tmp_path / "i")
    (only,) = places(done).values()
    assert (only.name, only.name_ar, only.kind, only.lat, only.lon) == (
        "Tall Zaytun",
        "تل زيتون",
        "village",
        35.2,
        40.3,
    )
    assert any("Abroad" in r.reason and "outside Syria" in r.reason for r in done.rejected)


def test_an_area_is_a_point_within_it(tmp_path):
    bent = box(40, 35, 41, 36).difference(box(40.1, 35.1, 41, 35.9))  # its centroid lies outside
    rows = [
        {"name": "Bent", "place": "region", "geometry": bent},
        {"name": "Road", "place": "region", "geometry": LineString([(40, 35), (41, 36)])},
        {"name": "Nowhere", "place": "region", "geometry": None},
    ]
    geopandas.GeoDataFrame(rows, crs=4326).to_file(tmp_path / "areas.geojson")
    (done,) = import_files("osm", [tmp_path / "areas.geojson"], folder=tmp_path / "i")
    (only,) = places(done).values()
    assert bent.contains(Point(only.lon, only.lat))
    assert [r.reason for r in done.rejected] == ["Road: a line has no point", "Nowhere: nothing has no point"]


def test_what_gdal_cannot_read_is_one_line(tmp_path):
    for name, data in (("a.osm.pbf", b"\0\1\2junk"), ("b.gpkg", b"SQLite format 3\0junk"), ("c.shp", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(GazetteerError, match=name):
            import_files("osm", [tmp_path / name], folder=tmp_path / "i")
    assert not list((tmp_path / "i").glob("*.gazetteer"))
