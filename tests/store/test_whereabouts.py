"""Where rows are that do not say it well: no position, another one, exchanged ones, names of towns and their units."""

import json

import pytest

import geomap
from geomap.dataset import feature

RAQQA, MANBIJ = (35.95, 39.01), (36.53, 37.95)
SAYS_NOTHING = "its coordinates say nothing, so drawn where the gazetteer has the place"


def read(tmp_path, header, *rows, name="x.csv"):
    path = tmp_path / name
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    layers = geomap.load(path).layers
    told = [(int(r["name"].rsplit(" ", 1)[1]), r["reason"]) for r in layers.rejected]
    return [f["geometry"] for f in (*layers.incidents, *layers.movements)], told


@pytest.mark.parametrize(
    ("name", "country"),
    [
        *(("Deir ez-Zor", c) for c in ("Syria", "SY", "")),
        *(
            (n, "Syria")
            for n in ("دير الزور", "Aleppo", "حلب", "Homs", "Hama", "Idlib", "Daraa", "Al-Hasakah", "الحسكة")
        ),
        *((n, "Iraq") for n in ("Kirkuk", "Basra", "كركوك")),
    ],
)
def test_the_name_of_a_unit_and_its_seat_means_the_seat(tmp_path, name, country):
    path = tmp_path / "x.csv"
    path.write_text(f"place,country,day\n{name},{country},2019-03-03\n", "utf-8")
    (found,) = geomap.load(path).layers.incidents
    assert found["properties"]["where_prec"] == 1
    assert "governorate" not in found["properties"]["place_id"]


@pytest.mark.parametrize("name", ["Deir ez-Zor Governorate", "محافظة حلب"])
def test_the_name_of_a_unit_alone_means_the_unit(tmp_path, name):
    path = tmp_path / "x.csv"
    path.write_text(f"place,country\n{name},Syria\n", "utf-8")
    (found,) = geomap.load(path).layers.incidents
    assert found["properties"]["where_prec"] == 4


def test_one_of_several_places_of_a_name_is_none(tmp_path):
    at, ((_, why),) = read(tmp_path, "place,country", "الصالحية,Syria")
    assert at == [None]
    assert "not sure in the gazetteer" in why


@pytest.mark.parametrize("cells", ["0,0", "here,there", "35.95,", ",39.01", "0.0,0"])
@pytest.mark.parametrize(
    "header", ["{},lat,lon", "layer,{},lat,lon", "figure,displacement_type,{},latitude,longitude"], ids=["a", "b", "c"]
)
def test_a_place_instead_of_coordinates_is_told(tmp_path, header, cells):
    front = {"{": "", "l": ",", "f": "300,Conflict,"}[header[0]]
    at, told = read(tmp_path, header.format("location"), f"{front}Raqqa,{cells}", f"{front}Manbij,36.5,37.9")
    assert at[0]["coordinates"] == pytest.approx([RAQQA[1], RAQQA[0]], abs=0.1)
    assert at[1]["coordinates"] == [37.9, 36.5]
    assert (2, SAYS_NOTHING) in told
    assert [why for n, why in told if n == 2 and "is not a number" in why] or "here" not in cells
    assert {n for n, _ in told} == {2}


def test_rows_without_any_coordinates_are_looked_up_without_a_word(tmp_path):
    at, told = read(tmp_path, "location,lat,lon", "Raqqa,,", "Manbij,,")
    assert all(at)
    assert not told


def test_a_point_of_others_at_nought_is_told(tmp_path):
    items = [feature({"type": "Point", "coordinates": [0, 0]}, {"place": "Raqqa", "colour": "red"})]
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    layers = geomap.load(path).layers
    assert layers.incidents[0]["geometry"]["coordinates"] == pytest.approx([RAQQA[1], RAQQA[0]], abs=0.1)
    assert [r["reason"] for r in layers.rejected] == [SAYS_NOTHING]


@pytest.mark.parametrize("header", ["place,lat,lon", "layer,place,lat,lon", "figure,displacement_type,place,lat,lon"])
def test_the_place_tells_that_coordinates_are_exchanged(tmp_path, header):
    front = "," * (header.count(",") - 2)
    rows = [
        f"Raqqa,{RAQQA[1]},{RAQQA[0]}",  # exchanged
        f"منبج,{MANBIJ[1]},{MANBIJ[0]}",
        f"Raqqa,{RAQQA[0]},{RAQQA[1]}",  # in order
        f"Raqqa,{MANBIJ[0]},{MANBIJ[1]}",  # elsewhere
        "Raqqa,48.85,2.35",
        f"Nowhere at all,{RAQQA[1]},{RAQQA[0]}",
    ]
    at, told = read(tmp_path, header, *(front + row for row in rows))
    assert [(n, "lat and lon look swapped; kept as it is" in why) for n, why in told] == [(2, True), (3, True)]
    assert at[0]["coordinates"] == [RAQQA[0], RAQQA[1]]


@pytest.mark.parametrize("text", ["", " \n\n"])
@pytest.mark.parametrize("name", ["x.csv", "x.geojson", "x.geojsonl"])
def test_an_empty_file_is_refused(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(geomap.GeomapError, match=r"empty|no columns"):
        geomap.load(tmp_path / name)


def test_a_table_without_rows_and_a_list_without_features_are_read(tmp_path):
    (tmp_path / "x.csv").write_text("place,lat,lon\n")
    (tmp_path / "x.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    for name in ("x.csv", "x.geojson"):
        layers = geomap.load(tmp_path / name).layers
        assert not [*layers.incidents, *layers.rejected]


def test_a_line_that_is_cut_off_is_told_by_its_number(tmp_path):
    lines = [
        json.dumps(feature({"type": "Point", "coordinates": [40, 35]}, {"n": n, "t": "a\u2028b"}), ensure_ascii=False)
        for n in range(5)
    ]
    (tmp_path / "x.geojsonl").write_text("\n".join([*lines[:3], lines[3][:-9], "\x1e" + lines[4]]) + "\r\n", "utf-8")
    layers = geomap.load(tmp_path / "x.geojsonl").layers
    assert [f["properties"]["n"] for f in layers.incidents] == [0, 1, 2, 4]
    (told,) = layers.rejected
    assert told["name"].endswith("x.geojsonl, line 4")
    assert told["reason"].startswith("not JSON, left out: ")


def test_a_list_that_is_cut_off_is_told_with_its_line(tmp_path):
    whole = json.dumps({"type": "FeatureCollection", "features": [feature(None, {"n": n}) for n in range(5)]}, indent=0)
    (tmp_path / "x.geojson").write_text(whole[:-20])
    with pytest.raises(geomap.GeomapError, match=r"x\.geojson: not JSON: .*line [2-9]\d"):
        geomap.load(tmp_path / "x.geojson")
