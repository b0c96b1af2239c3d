"""The dataset on disk: what is saved is read back; tables of others, good rows and bad."""

import json
from pathlib import Path

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from geomap import store
from geomap.errors import DataError, OutputError
from geomap.export import write
from geomap.model import Layers
from geomap.store.cells import as_day, clean
from geomap.store.rows import recognise, to_feature

ACLED = """event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities
SYR1,2019-03-03,1,Battles,Armed clash,QSD,IS,Syria,Deir ez Zor,Baghuz,34.4322,40.9923,1,Agency,"Clash, in Baghuz",5
SYR2,03 March 2019,1,Battles,Armed clash,,,Syria,,Nowhere,134.4,40.9,1,Agency,x,0
SYR3,2019-03-03,1,Battles,Armed clash,,,Syria,,Swapped,140.99,34.43,1,Agency,x,0
SYR4,soon,1,Battles,Armed clash,,,Syria,,Place,,,1,Agency,x,many
"""
UCDP = """id,type_of_violence,side_a,side_b,source_office,source_headline,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,low,best,high
7,3,IS,Civilians,Office,Headline,4,Dayr Az Zor province,Dayr Az Zor,35.1,40.4,Syria,5,2019-03-01 00:00:00.000,2019-03-31 00:00:00.000,3,5,9
"""
GDELT = """GLOBALEVENTID\tSQLDATE\tActor1Name\tActor2Name\tEventRootCode\tActionGeo_Type\tActionGeo_FullName\tActionGeo_Lat\tActionGeo_Long\tSOURCEURL
1\t20190303\tSYRIA\t\t19\t4\tRaqqa, Syria\t35.95\t39.01\thttps://a.example
2\t20190303\tSYRIA\t\t05\t1\tSyria\t35\t38\thttps://a.example
"""


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def point(n: int, **properties) -> dict:
    at = {"type": "Point", "coordinates": [40 + n, 35]}
    return {"type": "Feature", "geometry": at, "properties": {"id": f"i-{n}", **properties}}


def sample() -> Layers:
    claims = [{"report": "a", "quote": "وقتل 13", "start": 0, "end": 7}]
    incident = point(1, event_type="Battles", killed_best=13, reports=["a"], claims=claims, lat=35, lon=41)
    movement = {
        "type": "Feature", "id": "m-1", "geometry": {"type": "LineString", "coordinates": [[40, 35], [41, 36]]},
        "properties": {"id": "m-1", "group": "civilians", "origin": {"name": "A", "lat": 35.0, "lon": 40.0}, "via": [],
                       "destination": {"name": "B", "lat": 36.0, "lon": 41.0}, "reports": ["a"], "claims": claims},
    }  # fmt: skip
    return Layers(
        [{"type": "Feature", "id": "i-1", "geometry": incident["geometry"], "properties": incident["properties"]}],
        [movement],
        [
            {
                "type": "Feature",
                "geometry": None,
                "properties": {"report": "a", "surface": "الباغوز", "start": 1, "end": 8},
            }
        ],
        [point(2, name="B")],
        [{"id": "a", "title": "T", "published": "2019-03-03"}],
        [{"surface": "x", "count": 2, "report": "a", "sentence": "=1", "candidates": "", "reason": "none"}],
    )


def same(layer: list[dict], other: list[dict]) -> bool:
    def known(f: dict) -> tuple:
        return f["geometry"], {k: v for k, v in f["properties"].items() if v is not None}

    return json.loads(json.dumps([known(f) for f in layer])) == json.loads(json.dumps([known(f) for f in other]))


def test_a_folder_is_read_back(tmp_path):
    data = sample()
    assert [p.name for p in store.save(data, tmp_path)] == [
        "incidents.geojson", "movements.geojson", "mentions.geojson", "geomap.gpkg", "geomap.qgs", "unresolved.csv", "proposals.csv",
            "doubtful.csv",
    ]  # fmt: skip
    back = store.load(tmp_path)
    for name in ("incidents", "movements", "mentions", "places"):
        assert same(getattr(back, name), getattr(data, name)), name
    assert back.reports[0]["title"] == "T"
    assert back.unresolved[0]["count"] == 2
    assert not back.rejected


@pytest.mark.parametrize("ending", [".geojson", ".geojsonl", ".gpkg"])
def test_single_files_are_read_back(tmp_path, ending):
    write(sample(), tmp_path / f"x{ending}")
    back = store.load(tmp_path / f"x{ending}")
    assert same(back.incidents, sample().incidents)
    assert same(back.movements, sample().movements)


def test_own_csv_is_read_back(tmp_path):
    write(sample(), tmp_path / "x.csv")
    back = store.load(tmp_path / "x.csv")
    assert not back.rejected
    assert back.incidents[0]["properties"]["killed_best"] == 13
    assert back.movements[0]["geometry"] == sample().movements[0]["geometry"]
    assert back.movements[0]["properties"]["origin"]["name"] == "A"


def test_folder_without_outputs(tmp_path):
    with pytest.raises(DataError, match="no outputs here"):
        store.load(tmp_path)


def test_acled(tmp_path):
    path = put(tmp_path, "acled.csv", ACLED)
    layers = store.load(path)
    assert [f["geometry"] is None for f in layers.incidents] == [False, True, True, True]
    first, _, _, last = (f["properties"] for f in layers.incidents)
    want = {
        "id": "SYR1", "place": "Baghuz", "lat": 34.4322, "lon": 40.9923, "killed_low": 5, "killed_best": 5,
        "date_start": "2019-03-03", "geo_precision": 1, "outlet": "Agency", "quote": "Clash, in Baghuz",
    }  # fmt: skip
    assert want.items() <= first.items()
    assert first["claims"][0]["quote"] == "Clash, in Baghuz"
    assert last["id"] == "SYR4"
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == ["3", "4", "5", "5", "5"]
    reasons = [r["reason"] for r in layers.rejected]
    assert reasons[0].startswith("latitude 134.4 is outside")
    assert "swapped" in reasons[1]
    assert sorted(reasons[2:])[1:] == ["killed: 'many' is not a number, left out", "no coordinates, so not on the map"]


def test_ucdp(tmp_path):
    (f,) = store.load(put(tmp_path, "ged.csv", UCDP)).incidents
    want = {
        "id": "7", "event_type": "Violence against civilians", "killed_low": 3, "killed_best": 5, "killed_high": 9,
        "where_prec": 4, "time_precision": 3, "date_start": "2019-03-01", "date_end": "2019-03-31", "actor1": "IS",
    }  # fmt: skip
    assert want.items() <= f["properties"].items()


def test_gdelt(tmp_path):
    first, second = store.load(put(tmp_path, "gdelt.tsv", GDELT)).incidents
    assert (first["properties"]["event_type"], first["properties"]["date_start"]) == ("Battles", "2019-03-03")
    assert (second["properties"].get("event_type"), second["properties"]["where_prec"]) == (None, 6)


def test_gdelt_with_the_names_of_its_codebook(tmp_path):
    (first, _) = store.load(put(tmp_path, "gdelt.tsv", GDELT.replace("SQLDATE", "Day").lower())).incidents
    assert first["properties"]["date_start"] is not None
    assert first["geometry"] is not None


def test_any_table(tmp_path):
    path = put(tmp_path, "mine.csv", "Name;Lat;LNG;Deaths;colour\nالباغوز;٣٤٫٤٦;40,95;3;red\n;0;0;;\n")
    layers = store.load(path)
    p = layers.incidents[0]["properties"]
    assert (p["place"], p["lat"], p["lon"], p["killed_best"], p["colour"]) == ("الباغوز", 34.46, 40.95, 3, "red")
    assert layers.incidents[1]["geometry"] is None
    assert len({f["id"] for f in layers.incidents}) == 2


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.csv", "a,b\n1,2\n", "no columns of coordinates"),
        ("a.csv", "", "no columns"),
        ("a.geojson", "{", "not JSON"),
        ("a.geojson", '{"type": "Topology"}', "no list of features"),
        ("a.geojson", "[1]", "no list of features"),
        ("a.geojson", "[" * 100_000, "nested too deep"),
        ("a.gpkg", "no database", "not a GeoPackage"),
        ("a.xlsx", "x", "not an Excel workbook"),
        ("a.docx", "x", "unknown ending"),
    ],
)
def test_files_that_are_not_what_they_seem(tmp_path, name, text, reason):
    with pytest.raises(DataError, match=reason) as caught:
        store.load(put(tmp_path, name, text))
    assert "\n" not in str(caught.value)


def test_other_encodings_are_refused_by_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("lat,lon,name\n34,40,الباغوز\n".encode("cp1256"))
    with pytest.raises(DataError, match="not UTF-8"):
        store.load(path)


def test_bad_features_leave_the_rest(tmp_path):
    wrong = [
        point(1),
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [34, 134]}, "properties": {}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": "x"}, "properties": None},
        "feature",
        {"type": "Feature", "geometry": None, "properties": {"latitude": 3, "n": float("nan")}},
    ]
    path = put(tmp_path, "x.geojson", json.dumps({"type": "FeatureCollection", "features": wrong}))
    layers = store.load(path)
    assert [f["geometry"] is None for f in layers.incidents] == [False, True, True, True]
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == ["2", "3", "4", "5"]
    assert layers.rejected[-1]["reason"] == "no coordinates, so not on the map"
    write(layers, tmp_path / "again.geojson")


@pytest.mark.parametrize("depth", [300, 700, 880])  # Python goes 1,000 deep, what runs the test among that
@pytest.mark.parametrize("where", ["properties", "geometry"])
def test_what_is_nested_too_deep_leaves_the_rest(tmp_path, where, depth):
    deep = "[" * depth + "]" * depth
    part = {"properties": f'{{"deep": {deep}}}', "geometry": f'{{"type": "Polygon", "coordinates": {deep}}}'}
    items = [
        f'{{"type": "Feature", "geometry": null, "properties": null, "{where}": {part[where]}}}',
        json.dumps(point(2)),
    ]
    path = put(tmp_path, "x.geojson", f'{{"type": "FeatureCollection", "features": [{", ".join(items)}]}}')
    layers = store.load(path)
    assert layers.incidents[-1]["geometry"]
    assert len(layers.incidents) == 2 or [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == ["1"]
    for ending in (".geojson", ".gpkg", ".csv", ".kml"):
        write(layers, tmp_path / f"again{ending}")


def test_geopackages_of_others(tmp_path):
    path = tmp_path / "x.gpkg"
    shapes = [Point(40, 35), LineString([(40, 35), (41, 36)]), Polygon([(40, 35), (41, 35), (41, 36)]), None]
    frame = geopandas.GeoDataFrame({"name": list("abcd"), "deaths": [1, 2, 3, 4]}, geometry=shapes, crs="EPSG:4326")
    frame.to_file(path, layer="mine")
    layers = store.load(path)
    assert [f["geometry"] and f["geometry"]["type"] for f in layers.incidents] == ["Point", "Polygon", None]
    assert layers.incidents[1]["properties"]["killed_best"] == 3
    assert layers.movements[0]["geometry"]["type"] == "LineString"
    frame.to_crs("EPSG:3857").to_file(tmp_path / "m.gpkg")
    turned = store.load(tmp_path / "m.gpkg")
    assert turned.incidents[0]["geometry"]["coordinates"] == pytest.approx([40, 35])


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_geopackage_that_does_not_say_its_system_is_refused(tmp_path):
    frame = geopandas.GeoDataFrame({"deaths": [1]}, geometry=[Point(667_500, 3_840_000)])
    frame.to_file(tmp_path / "x.gpkg")
    with pytest.raises(DataError, match=r"unknown coordinate system.*reproject it"):
        store.load(tmp_path / "x.gpkg")


def test_merge_keeps_every_feature_once():
    other = Layers([point(1, note="another")])
    merged = store.merge([sample(), sample(), other])
    assert [f["properties"]["id"] for f in merged.incidents] == ["i-1", "i-1-2"]
    assert len(merged.reports) == 1
    assert merged.incidents[1]["properties"]["note"] == "another"


def test_write_text(tmp_path):
    store.write_text(tmp_path / "new" / "map.html", "خريطة\n")
    assert (tmp_path / "new" / "map.html").read_bytes() == "خريطة\n".encode()
    with pytest.raises(OutputError, match="is a file where a folder is needed"):
        store.write_text(tmp_path / "new" / "map.html" / "x", "")


@given(st.dictionaries(st.sampled_from(["lat", "lon", "date", "killed", "quote", "id", "x y"]), st.text(max_size=8)))
def test_any_row_is_a_feature_or_a_reason(row):
    source = recognise(["lat", "lon", "date", "killed", "quote", "id"])
    try:
        item, _ = to_feature(row, source, file="f.csv")
    except DataError as error:
        assert "outside" in str(error)  # noqa: PT017 - either way is right
        return
    json.dumps(item, allow_nan=False).encode()
    assert item["geometry"] is None or -90 <= item["properties"]["lat"] <= 90


@given(
    st.recursive(
        st.none() | st.floats() | st.text() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_clean_values_are_json(value):
    json.dumps(clean(value), allow_nan=False, ensure_ascii=False)


@pytest.mark.parametrize(
    "text", ["2019-03-03", "20190303", "3 March 2019", "2019/03/03", "2019-03-03T01:00:00Z", "٢٠١٩-٠٣-٠٣"]
)
def test_days(text):
    assert as_day(text) == "2019-03-03"
