"""Input that is wrong: one clear line on stderr and exit status 1, whatever the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ok.txt").write_text("Shelling hit Aleppo on Friday.\n")
    Path("ok.csv").write_text("lat,lon,date,killed\n35,40,2019-03-03,2\n")
    Path("binary.csv").write_bytes(bytes(range(256)) * 10)
    Path("binary.geojson").write_bytes(bytes(range(256)) * 10)
    Path("list.geojson").write_text("[]")
    Path("twice.csv").write_text("lat,lat,lon\n33,34,36\n")
    Path("header.csv").write_text("id,text\n")
    Path("open.csv").write_text('id,text\n1,"Shelling hit Aleppo.\n')
    Path("empty.geojson").write_text("")
    Path("deep.geojson").write_text("[" * 100_000)
    Path("none.geojson").write_text('{"type": "FeatureCollection", "features": [null]}')
    Path("report.md").write_text("---\ntitle: One\n---\nShelling hit Aleppo.\n")
    Path("lost.csv").write_text("name_en,lat,lon\nQxzwv,999,40\n")
    Path("folder").mkdir()
    Path("annotated/gold").mkdir(parents=True)
    Path("annotated/texts").mkdir()
    Path("annotated/texts/a.txt").write_text("Aleppo\n")
    Path("annotated/gold/a.json").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["build", "ok.txt", "--out", ""], "the path is empty: check '--out'"),
        (["build", "", "--out", "out"], "the path is empty: check 'REPORTS...'"),
        (["build", "ok.txt", "--out", "ok.csv"], "Directory 'ok.csv' is a file: check '--out'"),
        (["build", "ok.txt", "--gazetteer", ""], "the path is empty: check '--gazetteer'"),
        (["build", "ok.txt", "--gazetteer", "binary.geojson"], "binary.geojson: not UTF-8, which GeoJSON must be"),
        (["build", "ok.txt", "--gazetteer", "list.geojson"], "not a GeoJSON FeatureCollection (no list of features)"),
        (["parse", "report.md"], "report.md: not JSON lines, which are read here: geomap build report.md reads it"),
        (["parse", "ok.csv"], "ok.csv: not JSON lines, which are read here: geomap build ok.csv reads it"),
        (["find", "Aleppo", "--gazetteer", "lost.csv"], "lost.csv: no place could be read; the first row left out, "),
        (["build", "ok.txt", "--gazetteer", "lost.csv", "--out", "out"], "lost.csv:2: Qxzwv: lat 999, lon 40 is off"),
        (["gazetteer", "add", "12345", "--lat", "35", "--lon", "40"], "12345: has no letters, so it is no name"),
        (["explain", " "], "the ID is empty; ids stand in the GeoJSON files"),
        (["parse", "missing.jsonl"], "File 'missing.jsonl' does not exist: check '[FILE]'"),
        (["parse", "folder"], "File 'folder' is a directory: check '[FILE]'"),
        (["find", "--batch", "missing.tsv"], "File 'missing.tsv' does not exist: check '--batch'"),
        (["evaluate", "missing"], "Directory 'missing' does not exist: check 'DIR'"),
        (["evaluate", "annotated"], "a.json: not UTF-8"),
        (["gazetteer", "check", "missing"], "Path 'missing' does not exist: check '[PATH]'"),
        (["gazetteer", "export", "csv", "folder"], "File 'folder' is a directory: check 'FILE'"),
        (["gazetteer", "suggest", "123"], "'123' is no name; give one with letters"),
        (["map", "ok.csv", "--out", "m.html", "--problems", "./m.html"], "m.html: two files would be written there"),
        (["export", "ok.csv", "x.csv", "--problems", "x.csv"], "x.csv: two files would be written there"),
        (["export", "ok.csv", ""], "the path is empty: check 'FILE'"),
        (["build", "ok.txt", "--out", "-"], "- is standard input or output, which is not used here; ./- is a file of"),
        (["export", "ok.csv", "-"], "- is standard input or output, which is not used here"),
        (
            ["map", "ok.csv", "--out", "m.html", "--problems", "-"],
            "- is standard input or output, which is not used here",
        ),
        (
            ["build", "ok.txt", "--out", "ok.csv/sub"],
            "ok.csv: is a file where a folder is needed: write to another one",
        ),
        (["export", "ok.csv", "ok.txt/x.csv"], "ok.txt: is a file where a folder is needed: write to another one"),
        (["compare", "ok.csv", ""], "the path is empty: check 'B'"),
        (["map", "twice.csv", "--out", "m.html"], "two columns are called 'lat', and nothing says which is meant"),
        (["map", "binary.csv", "--out", "m.html"], "binary.csv: not a text file: save the table as CSV UTF-8"),
        (["build", "header.csv", "--out", "out"], "header.csv: no rows below the header"),
        (["build", "open.csv", "--out", "out"], "open.csv: broken: a quote that opens at line 1 or after it is not"),
        (["gazetteer", "import", "geojson", "empty.geojson"], "empty.geojson: not a GeoJSON FeatureCollection (empty)"),
        (["gazetteer", "import", "geojson", "deep.geojson"], "not a GeoJSON FeatureCollection (nested too deep)"),
        (["gazetteer", "import", "geojson", "none.geojson"], "none.geojson: feature 1: not a GeoJSON Feature"),
    ],
)
def test_wrong_input_is_one_line_and_writes_nothing(geomap, tmp_path, args, told):
    before = sorted(tmp_path.rglob("*"))
    done = geomap(*args)
    assert (done.status, done.out) == (1, "")
    assert done.err.splitlines()[-1].startswith("geomap: ")
    assert told in done.err.splitlines()[-1]
    assert [file for file in sorted(tmp_path.rglob("*")) if "own" not in file.parts] == before


@pytest.mark.parametrize(
    "args",
    [
        ["compare", "ok.csv", "ok.csv", "--km", "nan"],
        ["compare", "ok.csv", "ok.csv", "--km", "inf"],
        ["compare", "ok.csv", "ok.csv", "--days", "99999999999999999999"],
        ["gazetteer", "add", "Qxzwv", "--lat", "35", "--lon", "40", "--precision-m", "99999999999999999999999"],
        ["gazetteer", "suggest", "Qxzwv", "--timeout", "nan"],
    ],
)
def test_a_number_out_of_its_range_is_wrong_usage(geomap, args):
    done = geomap(*args)
    assert (done.status, done.err.splitlines()[-1].startswith("Error: Invalid value for '--")) == (2, True)


def test_parse_says_how_many_reports_could_not_be_read(geomap):
    Path("r.jsonl").write_text('{"text": 5}\n{"text": "Shelling hit Aleppo."}\nnull\n')
    done = geomap("parse", "r.jsonl")
    assert (done.status, len(done.out.splitlines())) == (0, 3)
    assert done.err == "2 of 3 reports could not be read: `error` of each says why\n"
    Path("bad.jsonl").write_bytes(b"Shelling hit Aleppo.\n\xff\n")
    done = geomap("parse", "bad.jsonl")
    assert (done.status, "line 2: not UTF-8" in done.out) == (1, True)
    assert done.err.endswith("one JSON report a line is read here; to read texts and tables: geomap build FILE\n")
    Path("lines.txt").write_bytes(b'\xef\xbb\xbf{"text": "Shelling hit Aleppo."}\n')  # JSON lines under another name
    assert '"error":null' in geomap("parse", "lines.txt").out


@pytest.mark.parametrize(
    ("given", "language", "told"),
    [
        (3, "en", "language: 3 is no code like ar or en"),
        (["en"], "en", "language: ['en'] is no code like ar or en"),
        ("English", "en", "language: 'English' is no code like ar or en"),
        (True, "en", "language: True is no code like ar or en"),
        ("en-GB", "en", None),
        ("EN", "en", None),
        ("", "en", None),
        (None, "en", None),
    ],
)
def test_a_language_that_is_no_code_is_left_out_and_told(geomap, caplog, given, language, told):
    text = "Two shells hit the market of Aleppo on Friday and the hospital was closed by the guards."
    Path("r.jsonl").write_text(json.dumps({"id": "r", "text": text, "language": given}) + "\n")
    done = geomap("parse", "r.jsonl")
    answer = json.loads(done.out)
    assert (done.status, answer["language"], answer["error"]) == (0, language, None)
    assert caplog.messages == ([f"r: {told}; left out, so the text tells it"] if told else [])


def test_a_query_that_is_empty_says_so(geomap):
    Path("q.tsv").write_text("query\tcountry\n\tSY\nAleppo\t\n \t\n")
    done = geomap("find", "--batch", "q.tsv")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row.get("error") for row in rows] == ["the query is empty; nothing was looked up", None, rows[0]["error"]]
    assert (done.status, bool(rows[1]["candidates"])) == (0, True)
    Path("q.tsv").write_text("query\n\n")
    assert geomap("find", "--batch", "q.tsv").status == 1


def test_numbers_that_no_file_holds_cost_one_row_of_a_gazetteer(geomap):
    rows = "Qxa,35,40,1e400,5\nQxb,35,41,99999999999,5\nQxc,35,42,5,99999999999999999999999\nQxd,35,43,nan,\n"
    Path("g.csv").write_text(f"name_en,lat,lon,precision_m,population\n{rows}")
    done = geomap("find", "Qxc", "--gazetteer", "g.csv", "--json")
    assert json.loads(done.out)["candidates"][0]["lon"] == 42
    assert [line.split(":")[2] for line in done.err.splitlines()] == ["2", "3", "5"]
    assert "Qxa: precision_m '1e400' is not a number of metres on the globe" in done.err
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [44, 35]},
        "properties": {"name": "Qxe", "precision_m": 10**30, "population": 10**30},
    }
    Path("g.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    done = geomap("find", "Qxe", "--gazetteer", "g.geojson", "--json")
    assert json.loads(done.out)["candidates"][0]["lon"] == 44


def test_a_geometry_that_is_none_is_told_without_the_words_of_python(geomap):
    shapes = [{"type": "Point", "coordinates": [None, 2]}, {"type": 5}, {"type": "Point", "coordinates": [40, 35]}]
    features = [{"type": "Feature", "geometry": shape, "properties": {"killed": 1}} for shape in shapes]
    Path("d.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    done = geomap("map", "d.geojson", "--out", "m.html")
    assert (done.status, done.err.count("not a geometry: ")) == (0, 2)
    assert "float()" not in done.err


@pytest.mark.parametrize(
    "text", [b"\xff\xfe", b"surface,count\nx,many\n", b"surface;count\nx;1\n", b"surface,count\nx\n"]
)
def test_a_work_list_that_somebody_has_spoiled_is_named(geomap, text):
    geomap("build", "ok.txt", "--out", "out")
    Path("out/unresolved.csv").write_bytes(text)
    done = geomap("map", "out", "--out", "m.html")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "unresolved.csv: no longer the work-list of a build" in done.err


@pytest.mark.parametrize("name", ["d.csv", "d.geojson"])
def test_a_period_that_ends_before_it_begins_is_told(geomap, name):
    days = [
        ("2019-03-05", "2019-03-01"),
        ("2019-03-01", "2019-03-05"),
        ("2019-03-05", None),
        ("2019-03-05", "2019-03-05"),
    ]
    if name == "d.csv":
        rows = "".join(f"35,40,{start},{end or ''}\n" for start, end in days)
        Path(name).write_text(f"lat,lon,date_start,date_end\n{rows}")
    else:
        point = {"type": "Point", "coordinates": [40, 35]}
        told = [{"date_start": start, "date_end": end} for start, end in days]
        features = [{"type": "Feature", "geometry": point, "properties": one} for one in told]
        Path(name).write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    done = geomap("map", name, "--out", "m.html")
    assert (done.status, done.err.count("is before")) == (0, 1)
    assert "date_end 2019-03-01 is before date_start 2019-03-05; kept as it is" in done.err
