"""A part of some data: by day, country, unit and type, the same flags wherever data are taken."""

import csv
import json

import pyogrio
import pytest

ROWS = """event_date,event_type,sub_event_type,country,admin1,location,latitude,longitude,fatalities
2023-12-30,Battles,Armed clash,Yemen (North Yemen),Taiz governorate,Taiz,13.58,44.02,2
2024-01-05,Protests,Peaceful protest,Kenya,Nairobi,Nairobi,-1.29,36.82,0
2024-01-31,Battles,Armed clash,Sudan,North Darfur,El Fasher,13.63,25.35,7
2024-02-01,Riots,Mob violence,Sudan,West Darfur,Geneina,13.45,22.45,1
,Battles,Armed clash,Sudan,North Darfur,Kutum,14.2,24.66,3
"""
MOVED = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[25.35, 13.63], [22.2, 12.8]]},
            "properties": {
                "id": "m-1", "layer": "movements", "group": "civilians", "date_start": "2024-01-28",
                "date_end": "2024-02-03", "count": 400,
                "origin": {"name": "El Fasher", "country": "SD", "admin1": "North Darfur"},
                "destination": {"name": "Goz Beida", "country": "TD", "admin1": "Sila"},
            },
        }
    ],
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    (tmp_path / "t.csv").write_text(ROWS, "utf-8")
    (tmp_path / "moved.geojson").write_text(json.dumps(MOVED), "utf-8")
    return tmp_path / "t.csv"


def places(file):
    return [row["place"] for row in csv.DictReader(file.read_text("utf-8").splitlines())]


@pytest.mark.parametrize(
    ("flags", "left"),
    [
        (["--since", "2024-01-31"], ["El Fasher", "Geneina"]),
        (["--until", "2024-01"], ["Taiz", "Nairobi", "El Fasher"]),
        (["--since", "2024", "--until", "2024-01-31"], ["Nairobi", "El Fasher"]),
        (["--since", "31 January 2024"], ["El Fasher", "Geneina"]),
        (["--country", "YE"], ["Taiz"]),
        (["--country", "sudan", "--country", "Kenya"], ["Nairobi", "El Fasher", "Geneina", "Kutum"]),
        (["--in", "North Darfur"], ["El Fasher", "Kutum"]),
        (["--in", "North Darfur State"], ["El Fasher", "Kutum"]),
        (["--in", "Taiz"], ["Taiz"]),
        (["--type", "battles", "--country", "Sudan"], ["El Fasher", "Kutum"]),
        (["--type", "Mob violence", "--type", "Peaceful protest"], ["Nairobi", "Geneina"]),
        (["--type", "Sexual violence"], []),
    ],
)
def test_a_table_is_cut_by_the_flags(geomap, table, tmp_path, flags, left):
    done = geomap("export", table, tmp_path / "x.csv", *flags)
    assert (done.status, places(tmp_path / "x.csv")) == (0, left), done.err
    assert f"chosen: {len(left)} of 5 incidents" in done.err


def test_what_has_no_day_is_counted(geomap, table, tmp_path):
    done = geomap("export", table, tmp_path / "x.csv", "--since", "2024", "--country", "Sudan")
    assert "chosen: 2 of 5 incidents, 0 of 0 movements; 1 more have no date" in done.err


@pytest.mark.parametrize(
    ("flags", "count"),
    [
        (["--country", "Chad"], 1),
        (["--in", "North Darfur"], 1),
        (["--country", "TD", "--in", "North Darfur"], 0),
        (["--since", "2024-02-02"], 1),
        (["--until", "2024-01-27"], 0),
        (["--type", "civilians"], 1),
        (["--country", "Yemen"], 0),
    ],
)
def test_a_movement_is_where_one_of_its_ends_is_and_lasts(geomap, table, tmp_path, flags, count):
    done = geomap("export", table.with_name("moved.geojson"), tmp_path / "x.csv", *flags)
    assert (done.status, len(places(tmp_path / "x.csv"))) == (0, count), done.err


@pytest.mark.parametrize(
    ("flags", "status", "told"),
    [
        (["--since", "3/4/2019"], 2, "'3/4/2019' is not a day like 2019-03-03, a month like 2019-03 or a year"),
        (["--until", "2019-02-30"], 2, "is not a day"),
        (["--since", "2024-03", "--until", "2024-02"], 2, "--since 2024-03-01 is after --until 2024-02-29"),
        (["--in", " "], 2, "--in needs a name: leave it out to take all"),
        (["--country", "Atlantis"], 1, "country 'Atlantis' is unknown"),
        (["--in", "Xyzzy"], 1, "first-level unit 'Xyzzy' is unknown"),
        (["--type", "airstrike"], 1, "--type 'airstrike' is none of the data's types: Armed clash, Battles"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_written(geomap, table, tmp_path, flags, status, told):
    done = geomap("export", table, tmp_path / "x.csv", *flags)
    assert (done.status, told in done.err, (tmp_path / "x.csv").exists()) == (status, True, False), done.err


@pytest.mark.parametrize("unit", ["Saada", "Misrata", "عكار", "West Bank", "Baalbek-Hermel"])
def test_a_unit_that_is_known_may_hold_nothing_of_the_data(geomap, table, tmp_path, unit):
    done = geomap("export", table, tmp_path / "x.csv", "--in", unit)
    assert (done.status, "chosen: 0 of 5 incidents" in done.err) == (0, True), done.err


def test_the_same_outputs_twice_are_written_once(geomap, outputs, tmp_path):
    once, twice = tmp_path / "once.gpkg", tmp_path / "twice.gpkg"
    assert geomap("export", outputs, once).status == geomap("export", outputs, outputs, twice).status == 0
    layers = [name for name, _ in pyogrio.list_layers(once)]
    rows = [[pyogrio.read_info(file, layer=name)["features"] for name in layers] for file in (once, twice)]
    assert rows[0] == rows[1]


def test_a_part_of_a_build_has_what_belongs_to_it(geomap, outputs, tmp_path):
    whole = json.loads((outputs / "incidents.geojson").read_text("utf-8"))["features"]
    day = max(f["properties"]["date_start"] for f in whole if f["properties"]["date_start"])
    done = geomap("export", outputs, tmp_path / "part.gpkg", "--since", day, "--country", "Syria")
    assert done.status == 0, done.err
    layers = {name: pyogrio.read_dataframe(tmp_path / "part.gpkg", layer=name) for name, _ in
              pyogrio.list_layers(tmp_path / "part.gpkg")}  # fmt: skip
    incidents, reports = layers["incidents"], layers["reports"]
    assert 0 < len(incidents) < len(whole)
    assert set(reports["id"]) == {r for told in incidents["reports"] for r in json.loads(told)} | {
        r for told in layers["movements"]["reports"] for r in json.loads(told)
    }
    assert set(layers["mentions"]["report"]) <= set(reports["id"])
    used = layers["places"]
    assert set(incidents["place_id"].dropna()) <= set(used["id"])
    assert used["incidents"].sum() == incidents["place_id"].notna().sum()
    assert f"--since {day} --country Syria" in set(layers["provenance"]["value"])
    again = geomap("export", tmp_path / "part.gpkg", tmp_path / "again.csv")
    assert again.status == 0, again.err


def test_a_map_and_a_comparison_take_the_same_flags(geomap, table, tmp_path):
    done = geomap("map", table, "--out", tmp_path / "m.html", "--type", "Riots")
    assert (done.status, "1 incident, 0 movements" in done.err) == (0, True), done.err
    done = geomap("compare", table, table, "--country", "Kenya")
    assert (done.status, "1 matched" in done.err) == (0, True), done.err


def test_several_datasets_go_into_one_file(geomap, outputs, table, tmp_path):
    done = geomap("export", outputs, table, table, tmp_path / "x.csv", "--since", "2019-03-01", "--until", "2024")
    assert done.status == 0, done.err
    rows = list(csv.DictReader((tmp_path / "x.csv").read_text("utf-8").splitlines()))
    assert sum(row["place"] == "Nairobi" for row in rows) == 1
    assert {row["country"] for row in rows} >= {"SY", "Sudan"}
    done = geomap("export", outputs, tmp_path / "x.csv", tmp_path / "x.csv")
    assert (done.status, "would be lost" in done.err) == (1, True)


def test_the_ends_of_movements_say_in_which_country_and_unit_they_are(outputs):
    moved = json.loads((outputs / "movements.geojson").read_text("utf-8"))["features"]
    ends = [
        e for f in moved for e in (f["properties"]["origin"], f["properties"]["destination"]) if e and e["place_id"]
    ]
    assert ends
    assert all(end["country"] for end in ends)
