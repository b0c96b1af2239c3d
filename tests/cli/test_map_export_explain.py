"""What follows a build: a map from data, other formats, and why a record says what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyogrio
import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    from geomap import build

    out = tmp_path_factory.mktemp("outputs")
    build([SEEDS], out=out)
    return out


def records(outputs, layer):
    return [f["properties"] for f in json.loads((outputs / f"{layer}.geojson").read_text("utf-8"))["features"]]


def test_map_of_outputs_and_of_a_table(geomap, outputs, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(
        "event_date,place,latitude,longitude\n2019-03-03,Manbij,36.53,37.95\n2019-03-03,Nowhere,134,2\n", "utf-8"
    )
    done = geomap("map", outputs / "incidents.geojson", table, "--out", tmp_path / "map.html")
    assert done.status == 0, done.err
    assert "row 3" in done.err
    assert (tmp_path / "map.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["incidents.csv", "events.geojson", "events.gpkg"])
def test_export_by_ending(geomap, outputs, tmp_path, name):
    done = geomap("export", outputs, tmp_path / name)
    assert done.status == 0, done.err
    told = len(records(outputs, "incidents"))
    if name.endswith(".csv"):
        rows = list(csv.DictReader((tmp_path / name).read_text("utf-8").splitlines()))
        assert sum(r["layer"] == "incidents" for r in rows) == told
    elif name.endswith(".gpkg"):
        assert len(pyogrio.read_dataframe(tmp_path / name, layer="incidents")) == told
    else:
        features = json.loads((tmp_path / name).read_text("utf-8"))["features"]
        assert sum(f["properties"]["layer"] == "incidents" for f in features) == told


def test_export_says_which_endings_there_are(geomap, outputs, tmp_path):
    done = geomap("export", outputs, tmp_path / "x.docx")
    assert (done.status, ".gpkg" in done.err) == (1, True)


def test_explain_every_kind_of_record(geomap, outputs):
    incident = next(p for p in records(outputs, "incidents") if p["place_text"])
    movement = next(p for p in records(outputs, "movements") if p["origin"])
    mention = next(p for p in records(outputs, "mentions") if p["name"])
    for record, told in ((incident, incident["quote"]), (movement, movement["quote"]), (mention, mention["surface"])):
        done = geomap("explain", record["id"], "--out", outputs)
        assert done.status == 0, done.err
        assert told in done.out
        assert "may mean" in done.out
    assert geomap("explain", "i-none", "--out", outputs).status == 1


def test_every_command_has_help_with_an_example(geomap):
    for command in ("build", "parse", "find", "map", "export", "evaluate", "explain"):
        done = geomap(command, "--help")
        assert (done.status, "Example: " in done.out) == (0, True)
    for command in ("add", "check"):
        assert "Example: " in geomap("gazetteer", command, "--help").out
