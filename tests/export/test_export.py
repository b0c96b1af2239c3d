"""Layers to files and back: GeoJSON, GeoPackage through GDAL, CSV profiles, the rest."""

import csv
import hashlib
import json
import os
import sqlite3
import xml.etree.ElementTree as ET
from datetime import date
from importlib import resources
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.dataset import Table, layers, low_best_high
from geomap.dataset.csvfile import safe
from geomap.dataset.gpkg import write_gpkg
from geomap.errors import DataError, OutputError
from geomap.export import ENDINGS, to_geodataframe, write
from geomap.fusion import fuse
from geomap.model import (
    Candidate,
    End,
    Evidence,
    Incident,
    Layers,
    Mention,
    Movement,
    Parsed,
    Place,
    Precision,
    Rejected,
    Report,
    Resolution,
    TimeSpan,
)
from geomap.writing import atomic

TEXT = "قصفت الباغوز. =cmd|' /C calc'!A0 وقتل 13 في البصيرة، وقالت واشنطن إنها لا تعلم. \"x\" <b>&</b>"
BAGHUZ = Place("baghuz", "Al-Baghuz", 34.4586, 40.9506, "village", "الباغوز", country="SY", admin1="Deir ez-Zor")
HOL = Place("hol", "Al-Hol", 36.38, 41.14, "camp", "الهول", country="SY", admin1="Al-Hasakah")
DC = Place("dc", "Washington", 38.9, -77.03, "city", country="US")
NEAR = Precision(1, 1, 2000)


def sample() -> Layers:
    days = TimeSpan(date(2019, 3, 2), date(2019, 3, 3), "أمس", 1, (0, 3))
    quote = Evidence(TEXT[13:40], 13, 40, "air strike", 0.8765, TEXT[13:60], 13, ((14, 20, "place"),))
    sure = Resolution("resolved", (Candidate(BAGHUZ, 0.93, "exact"), Candidate(HOL, 0.2, "fuzzy")))
    incident = Incident("Air/drone strike", quote, BAGHUZ, "الباغوز", "in", NEAR, days, "SDF", killed=13)
    movement = Movement(
        "civilians",
        quote,
        End(BAGHUZ, NEAR, "الباغوز"),
        (),
        End(HOL, NEAR, "الهول"),
        None,
        "between",
        60,
        70,
        time=days,
    )
    mentions = (
        Mention(5, 12, TEXT[5:12], sure),
        Mention(48, 55, TEXT[48:55], Resolution()),
        Mention(62, 68, "واشنطن", Resolution("resolved", (Candidate(DC, 0.9, "capital"),)), "metonym"),
    )
    parsed = [
        Parsed(Report("a", TEXT, date(2019, 3, 3), "ar", "=1+1", "@outlet"), mentions, (incident,), (movement,)),
        Parsed(
            Report("b", TEXT, date(2019, 3, 4), "ar"),
            mentions[1:2],
            (
                Incident("Air/drone strike", quote, BAGHUZ, precision=NEAR, time=days, killed=14),
                Incident("Attack", quote, place_text="مكان", killed=1),
            ),
        ),
    ]
    return layers(parsed, fuse(parsed), rejected=[Rejected("bad.txt", "empty")], title="T")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_incidents_carry_best_claim_and_all_claims():
    first, second = sorted((f["properties"] for f in sample().incidents), key=lambda p: len(p["claims"]), reverse=True)
    assert first["reports"] == ["a", "b"]
    assert [first[f"killed_{end}"] for end in ("low", "best", "high")] == [13, 14, 14]
    assert first["wounded_best"] is None
    assert first["actor1"] == "SDF"
    claim = first["claims"][0]
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
    assert claim["sentence"][14 - claim["sentence_start"] :].startswith(TEXT[14:20])
    assert second["lat"] is None


def test_geometries():
    data = sample()
    shapes = {f["properties"].get("sub_event_type"): f["geometry"] for f in data.incidents}
    assert shapes["Air/drone strike"] == {"type": "Point", "coordinates": [40.9506, 34.4586]}
    assert shapes["Attack"] is None
    assert data.movements[0]["geometry"]["coordinates"] == [[40.9506, 34.4586], [41.14, 36.38]]
    assert [f["geometry"] is None for f in data.mentions] == [False, True, True, True]
    assert {f["id"] for f in data.places} == {"baghuz", "hol"}


def test_counts_of_movements_take_in_their_bounds():
    p = sample().movements[0]["properties"]
    assert (p["count_low"], p["count_best"], p["count_high"]) == (60, None, 70)


def test_worklist_groups_by_surface():
    (row,) = sample().unresolved
    assert (row["surface"], row["count"], row["report"]) == (TEXT[48:55], 2, "a")
    assert TEXT[48:55] in row["sentence"]
    assert row["reason"]


def test_ids_are_the_same_every_time():
    a, b = sample(), sample()
    assert a == b
    ids = [f["id"] for layer in (a.incidents, a.movements, a.mentions) for f in layer]
    assert len(ids) == len(set(ids))


def test_low_best_high():
    day = [date(2019, 3, n) for n in range(1, 5)]
    assert low_best_high([(5, "a", day[0]), (5, "b", day[1]), (9, "c", day[3])]) == (5, 5, 9)
    assert low_best_high([(5, "a", day[0]), (9, "c", day[3]), (7, "b", None)]) == (5, 9, 9)
    assert low_best_high([(5, "a", day[0]), (5, "a", day[0]), (9, "c", day[3])]) == (5, 9, 9)


@given(st.lists(st.tuples(st.none() | st.integers(0, 9), st.sampled_from("abc"), st.none() | st.dates())))
def test_best_lies_between(told):
    low, best, high = low_best_high(told)
    assert (low is None) == all(v is None for v, _, _ in told)
    assert low is None or low <= best <= high


def test_geojson(tmp_path):
    write(sample(), tmp_path / "x.geojson")
    data = json.loads((tmp_path / "x.geojson").read_text("utf-8"))
    assert [f["properties"]["layer"] for f in data["features"]] == ["incidents", "incidents", "movements"]
    assert all(f["id"] == f["properties"]["id"] for f in data["features"])
    write(sample(), tmp_path / "x.geojsonl")
    lines = (tmp_path / "x.geojsonl").read_text("utf-8").splitlines()
    assert [json.loads(x) for x in lines] == data["features"]


def test_nan_is_refused_and_leaves_what_was_there(tmp_path):
    path = tmp_path / "x.geojson"
    write(sample(), path)
    before = digest(path)
    bad = sample()
    bad.incidents[0]["properties"]["lat"] = float("nan")
    with pytest.raises(DataError, match="cannot be written"):
        write(bad, path)
    assert digest(path) == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.geojson"]


@pytest.mark.parametrize("ending", [e for e in ENDINGS if e != ".parquet"])
@pytest.mark.parametrize("data", [sample(), Layers()], ids=["sample", "empty"])
def test_every_format_twice_the_same_bytes(tmp_path, ending, data):
    for folder in ("1", "2"):
        write(data, tmp_path / folder / f"events{ending}")
    assert digest(tmp_path / "1" / f"events{ending}") == digest(tmp_path / "2" / f"events{ending}")
    assert [p.name for p in (tmp_path / "1").iterdir()] == [f"events{ending}"]


@pytest.mark.parametrize("ending", [".fgb", ".kml", ".geojson"])
def test_gdal_reads_events_back(tmp_path, ending):
    write(sample(), tmp_path / f"events{ending}")
    frame = pyogrio.read_dataframe(tmp_path / f"events{ending}")
    assert len(frame) == 3
    assert "<b>" not in "".join(frame.get("description", frame.geometry.astype(str)).fillna(""))


def test_shapefiles_hold_points_and_lines(tmp_path):
    write(sample(), tmp_path / "events.shp.zip")
    assert sorted(pyogrio.list_layers(tmp_path / "events.shp.zip")[:, 0]) == ["lines", "points"]
    frame = pyogrio.read_dataframe(tmp_path / "events.shp.zip", layer="points")
    assert frame["place_ar"].tolist() == ["الباغوز"]


def test_parquet_says_what_it_needs(tmp_path):
    try:
        write(sample(), tmp_path / "x.parquet")
    except OutputError as error:
        assert "pip install pyarrow" in str(error)  # noqa: PT017 - with pyarrow there is no error


def test_geopackage_through_gdal(tmp_path):
    path = tmp_path / "geomap.gpkg"
    write_gpkg(sample(), path)
    layers_ = [
        "incidents",
        "movements",
        "mentions",
        "places",
        "reports",
        "claims",
        "proposals",
        "doubtful",
        "provenance",
    ]
    assert pyogrio.list_layers(path)[:, 0].tolist() == [*layers_[:4], "ground", "layer_styles", *layers_[4:]]
    frame = pyogrio.read_dataframe(path, layer="incidents", where="killed_best = 14")
    assert frame["date_start"].iloc[0].date() == date(2019, 3, 2)
    info = pyogrio.read_info(path, layer="incidents")
    fields = zip(info["fields"], info["ogr_types"], strict=True)
    assert [name for name, kind in fields if kind == "OFTDate"] == ["date_start", "date_end"]
    assert json.loads(frame["reports"].iloc[0]) == ["a", "b"]
    assert pyogrio.read_info(path, layer="incidents")["crs"] == "EPSG:4326"
    lines = pyogrio.read_dataframe(path, layer="movements", bbox=(40, 34, 41, 35))  # through the spatial index
    assert len(lines) == 1
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        styled = db.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault ORDER BY id").fetchall()
        assert [n for (n,) in styled] == ["incidents", "movements", "mentions", "places", "ground"]
    db.close()


def test_geopackage_can_be_edited_by_gdal(tmp_path):
    path = tmp_path / "geomap.gpkg"
    write_gpkg(sample(), path)
    frame = pyogrio.read_dataframe(path, layer="places")
    pyogrio.write_dataframe(frame, path, layer="places", append=True)  # fires the triggers of the index
    assert len(pyogrio.read_dataframe(path, layer="places", bbox=(40, 34, 42, 37))) == 4


def test_geopackage_takes_odd_columns(tmp_path):
    data = Layers()
    odd = {"id": "1", "ID": "2", "fid": 3, "geom": "x", 'a"b': 1.5, "n": 2**40, "many": [1], "mixed": 1}
    data.incidents[:] = [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, "properties": odd},
        {"type": "Feature", "geometry": None, "properties": {"mixed": "text", "odd": True}},
    ]  # fmt: skip
    write_gpkg(data, tmp_path / "x.gpkg")
    frame = pyogrio.read_dataframe(tmp_path / "x.gpkg", layer="incidents")
    assert frame["n"].iloc[0] == 2**40
    assert frame["geom_"].iloc[0] == "x"


@pytest.mark.parametrize("name", ["incidents", "movements", "mentions", "places"])
def test_styles_are_well_formed_and_name_their_symbols(name):
    root = ET.fromstring(resources.files("geomap.dataset").joinpath(f"styles/{name}.qml").read_text("utf-8"))
    renderer = root.find("renderer-v2")
    symbols = {s.get("name") for s in renderer.find("symbols")}
    used = {c.get("symbol") for c in renderer.findall("categories/category")} or {"0"}
    assert used == symbols


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("profile", "columns", "count"), [("geomap", 60, 3), ("acled", 31, 1), ("ucdp", 41, 1), ("hxl", 33, 4)]
)
def test_profiles(tmp_path, profile, columns, count):
    write(sample(), tmp_path / "x.csv", profile=profile)
    table = rows(tmp_path / "x.csv")
    assert len(table) == count
    assert all(len(row) == columns and None not in row for row in table)
    for row in table:
        assert not any(v.startswith(("=", "@", "+")) for v in row.values())


def test_acled_and_ucdp_values(tmp_path):
    write(sample(), tmp_path / "acled.csv", profile="acled")
    (row,) = rows(tmp_path / "acled.csv")
    want = {"event_date": "2019-03-02", "year": "2019", "disorder_type": "Political violence", "fatalities": "14"}
    assert want.items() <= row.items()
    write(sample(), tmp_path / "ucdp.csv", profile="ucdp")
    (row,) = rows(tmp_path / "ucdp.csv")
    want = {"low": "13", "best": "14", "high": "14", "date_prec": "2", "priogrid_gid": str(248 * 720 + 441 + 1)}
    assert want.items() <= row.items()


@pytest.mark.parametrize("profile", ["acled", "ucdp"])
@pytest.mark.parametrize("told", ["SY", "Syria"])
def test_countries_are_named_in_the_columns_of_others(tmp_path, profile, told):
    data = sample()
    for incident in data.incidents:
        incident["properties"]["country"] = told
    write(data, tmp_path / "x.csv", profile=profile, countries={"SY": "Syria", "IQ": "Iraq"})
    (row,) = rows(tmp_path / "x.csv")
    assert row["country"] == "Syria"
    assert row["iso" if profile == "acled" else "country_id"] == ("760" if profile == "acled" else "")


def test_what_came_with_a_row_stays_and_an_unknown_country_too(tmp_path):
    data = sample()
    for incident in data.incidents:
        incident["properties"] |= {"country": "Elsewhere", "iso": 999}
    write(data, tmp_path / "x.csv", profile="acled", countries={"SY": "Syria"})
    (row,) = rows(tmp_path / "x.csv")
    assert (row["country"], row["iso"]) == ("Elsewhere", "999")


@given(st.text())
def test_no_cell_is_a_formula(text):
    assert not str(safe(text)).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(text) in {text.replace("\0", "\ufffd"), f"'{text}"}


COLUMNS = {
    "incidents": {"killed_best": "Int64", "start": "Int64", "lat": "Float64", "date_start": "datetime64[ms, UTC]", "place": "string", "sub_event_type": "category", "modality": "category", "claims": "object"},
    "movements": {"count_best": "Int64", "date_end": "datetime64[ms, UTC]", "group": "category", "unit": "category", "origin": "object"},
    "mentions": {"start": "Int64", "score": "Float64", "surface": "string", "status": "category", "usage": "category"},
    "places": {"precision_m": "Int64", "incidents": "Int64", "name_ar": "string", "kind": "category"},
}  # fmt: skip


@pytest.mark.parametrize("layer", COLUMNS)
@pytest.mark.parametrize("data", [sample(), Layers()], ids=["sample", "empty"])
def test_frames_have_the_right_dtypes(layer, data):
    frame = to_geodataframe(data, layer)
    assert {name: str(frame[name].dtype) for name in COLUMNS[layer]} == COLUMNS[layer]
    assert frame.crs == "EPSG:4326"
    assert len(frame) == len(getattr(data, layer))


def test_frames_keep_what_is_missing():
    frame = to_geodataframe(sample()).set_index("sub_event_type")
    assert frame["wounded_best"].isna().all()
    assert frame.loc["Air/drone strike", "killed_high"] == 14
    assert frame.loc["Air/drone strike", "date_start"].date() == date(2019, 3, 2)
    assert frame.loc[["Attack"], "date_start"].isna().all()
    assert isinstance(frame["claims"].iloc[0], list)
    assert frame["event_type"].cat.categories.tolist() == ["Explosions/Remote violence", "Violence against civilians"]
    with pytest.raises(DataError, match="no layer 'x'"):
        to_geodataframe(Layers(), "x")


def test_frames_of_tables_are_those_of_features():
    columns = {
        "id": ["a", "b", "c"],
        "lat": [34.7, None, 35.0],
        "lon": [40.8, 40.0, 41.0],
        "killed": [3, None, 0],
        "date_start": ["2019-03-03", None, "1492-01-02"],
        "event_type": ["Battles", "Battles", None],
        "colour": ["red", None, None],
    }
    table = Table("mine.csv", columns)
    frame, plain = to_geodataframe(Layers(table)), to_geodataframe(Layers(list(table)))
    assert frame.drop(columns=["claims", "reports"]).equals(plain[frame.columns].drop(columns=["claims", "reports"]))
    assert [g and (g.x, g.y) for g in frame.geometry] == [(40.8, 34.7), None, (41.0, 35.0)]
    assert [None if d is pd.NaT else d.year for d in frame["date_start"]] == [2019, None, 1492]


def test_unknown_ending_and_profile(tmp_path):
    with pytest.raises(OutputError, match="unknown ending"):
        write(sample(), tmp_path / "x.docx")
    with pytest.raises(OutputError, match="no profile"):
        write(sample(), tmp_path / "x.csv", profile="y")
    with pytest.raises(OutputError, match=r"shape of \.csv"):
        write(sample(), tmp_path / "x.gpkg", profile="acled")


def test_atomic_removes_what_failed(tmp_path):
    path = tmp_path / "sub" / "a.txt"
    with atomic(path) as beside:
        beside.write_text("one")
    with pytest.raises(UnicodeEncodeError), atomic(path) as beside:
        beside.write_text("two \ud800")
    assert path.read_text() == "one"
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("ending", [e for e in ENDINGS if e != ".parquet"])
def test_where_nothing_can_be_written(tmp_path, ending):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file where a folder is needed"):
        write(sample(), tmp_path / "file" / f"x{ending}")
    folder = tmp_path / f"folder{ending}"
    folder.mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write(sample(), folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["file", folder.name])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_one_line(tmp_path):
    (tmp_path / f".{os.getpid()}-x.csv").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left"):
        write(sample(), tmp_path / "x.csv")
    assert not list(tmp_path.iterdir())
