"""Numbers of others: marks of thousands, halves of people, numbers too long, and what is not there at all."""

import json

import openpyxl
import pytest

import geomap
from geomap import store
from geomap.dataset import feature
from geomap.export import ENDINGS, to_geodataframe, write
from geomap.rendering import parts
from geomap.store.cells import whole

HEADER = ("place", "lat", "lon", "killed")


def told(tmp_path, ending, cells):
    """A table of one column of tolls in the format of an ending, read: what is kept, and what is said of each row."""
    path = tmp_path / f"x{ending}"
    rows = [("Hajin", "34,69", "40.83", cell) for cell in cells]
    match ending:
        case ".csv":
            path.write_text("\n".join(";".join(map(str, row)) for row in (HEADER, *rows)), "utf-8")
        case ".xlsx":
            book = openpyxl.Workbook()
            for row in (HEADER, *rows):
                book.active.append(row)
            book.save(path)
        case _:
            at = {"type": "Point", "coordinates": [40.83, 34.69]}
            items = [feature(at, {"place": place, "killed": cell}) for place, _, _, cell in rows]
            path.write_text(json.dumps({"type": "FeatureCollection", "features": items}), "utf-8")
    layers = store.load(path)
    assert all(f["geometry"]["coordinates"] == [40.83, 34.69] for f in layers.incidents)
    reasons = {int(r["name"].rsplit(" ", 1)[1]): r["reason"] for r in layers.rejected}
    return [f["properties"].get("killed_best") for f in layers.incidents], [*reasons.values()], layers


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".geojson"])
def test_marks_of_thousands_are_no_decimals(tmp_path, ending):
    cells = [
        "1,200",
        "1.200",
        "1 200",
        "1\u202f200",
        "1'200",
        "١٬٢٠٠",
        "۱٬۲۰۰",
        "1200.0",
        "1,234,567",
        "1.234.567,00",
        "0,0",
    ]
    found, problems, _ = told(tmp_path, ending, cells)
    assert found == [1200] * 8 + [1_234_567] * 2 + [0]
    assert not problems


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".geojson"])
def test_parts_of_people_are_told_and_left_out(tmp_path, ending):
    found, problems, _ = told(tmp_path, ending, ["2.7", "1,20", "12,00,5", "1,200.5", "0.500", "٢٫٧"])
    assert found == [None] * 6
    assert [p.split(" is ")[1] for p in problems] == [
        f"not a {kind}, left out" for kind in (*["whole number"] * 2, "number", "number", *["whole number"] * 2)
    ]


@pytest.mark.parametrize("text", ["1,2000", "12345,678", "0,123", ",200", "1,200,", "1,200.300,400", "1 200,300"])
def test_marks_stand_before_every_three_digits(text):
    assert whole(text) is None


def test_numbers_of_spreadsheets_are_what_they_are(tmp_path):
    found, problems, _ = told(tmp_path, ".xlsx", [1200, 1200.0, 2.7])
    assert found == [1200, 1200, None]
    assert problems == ["killed: '2.7' is not a whole number, left out"]


@pytest.mark.parametrize("ending", [".csv", ".geojson"])
def test_a_number_that_no_file_can_hold_is_told_and_left_out(tmp_path, ending):
    found, problems, layers = told(tmp_path, ending, [10**20, 3])
    assert found == [None, 3]
    assert problems == ["killed: '100000000000000000000' is more than any file can hold, left out"]
    for name in ENDINGS:
        write(layers, tmp_path / f"again{name}")
    assert to_geodataframe(layers)["killed_best"].tolist()[1] == 3


def own(**properties):
    return feature({"type": "Point", "coordinates": [40, 35]}, {"id": "i-1", "claims": [], "reports": [], **properties})


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ({"killed_best": 10**20}, "more than any file can hold"),
        ({"killed": "many"}, "not a number"),
        ({"killed": 2.5}, "not a whole number"),
        ({"killed": [1]}, "not a number"),
        ({"confidence": "high"}, "not a number"),
        ({"date_start": "soon"}, "not a day"),
        ({"code": 10**30}, None),  # nobody's number: kept as text
    ],
)
def test_outputs_that_somebody_edited(tmp_path, properties, why):
    (tmp_path / "incidents.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [own(**properties)]})
    )
    layers = store.load(tmp_path / "incidents.geojson")
    assert [r["reason"].split(" is ")[1] for r in layers.rejected] == ([f"{why}, left out"] if why else [])
    (name,) = properties
    assert layers.incidents[0]["properties"][name] == (None if why else str(10**30))
    for ending in ENDINGS:
        write(layers, tmp_path / f"again{ending}")
    to_geodataframe(layers)


@pytest.mark.parametrize(
    "empty",
    [
        {"type": "Point", "coordinates": []},
        {"type": "LineString", "coordinates": []},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_an_empty_geometry_is_none(tmp_path, empty):
    items = [feature(empty, {"place": "Raqqa", "event_type": "Battles"}), feature(empty, own()["properties"])]
    path = tmp_path / "incidents.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    layers = store.load(path)
    assert [f["geometry"] for f in layers.incidents] == [None, None]
    write(layers, tmp_path / "x.parquet")
    found, _ = geomap.load(path).layers.incidents
    assert found["properties"]["place_id"]  # looked up by its name


@pytest.mark.parametrize("layer", ["incidents", "movements"])
@pytest.mark.parametrize(
    "properties",
    [
        {"via": ["Hajin"], "group": "civilians"},
        {"claims": ["a claim"]},
        {"claims": [{"quote": 3, "outlet": ["x"], "killed": "many"}]},
        {"reports": [1, None]},
        {"origin": "Hajin", "destination": ["a"]},
        {"quote": 3, "place": ["x"]},
    ],
)
def test_nested_values_of_another_shape_go_into_every_format(tmp_path, layer, properties):
    path = tmp_path / f"{layer}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [own(**properties)]}))
    layers = store.load(path)
    for ending in ENDINGS:
        write(layers, tmp_path / f"again{ending}")
    assert "".join(parts(layers, title="x"))
