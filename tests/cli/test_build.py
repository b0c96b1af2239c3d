"""The main job, from files on disk to files on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geomap import store

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
ARTICLES = ROOT.parent / "shared" / "seeds"
CONTRACT_CHECK = ROOT.parent / "shared" / "eval" / "check_outputs.py"
REPORT = "---\npublished: 2019-03-06\n---\nA car bomb killed four people in Manbij on Sunday.\n"
OUTPUTS = ("map.html", "incidents.geojson", "movements.geojson", "mentions.geojson", "geomap.gpkg", "unresolved.csv")


def test_seeds_build_the_same_bytes_twice(geomap, tmp_path):
    for folder in ("one", "two"):
        done = geomap("build", SEEDS, "--out", tmp_path / folder)
        assert done.status == 0, done.err
        assert done.out == ""
        assert "6 reports" in done.err
    for name in OUTPUTS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_outputs_keep_the_contract(geomap, tmp_path):
    if not CONTRACT_CHECK.exists():
        pytest.skip("the contract's checker is not beside this checkout")
    geomap("build", SEEDS, "--out", tmp_path / "out")
    check = subprocess.run(
        [sys.executable, CONTRACT_CHECK, tmp_path / "out"], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_original_articles(geomap, tmp_path):
    if not ARTICLES.is_dir():
        pytest.skip("the original articles are not beside this checkout: they are not ours to publish")
    done = geomap("build", ARTICLES, "--out", tmp_path, "--json")
    summary = json.loads(done.out)
    assert summary["reports"] == 5
    assert summary["rejected"] == []
    named = {
        f["properties"]["place"] for f in json.loads((tmp_path / "incidents.geojson").read_text("utf-8"))["features"]
    }
    assert {"Al-Baghuz", "Al-Busayrah"} <= named


def test_every_place_of_the_design_card_is_on_the_map(geomap, tmp_path):
    geomap("build", SEEDS, "--out", tmp_path)
    places = {
        f["properties"]["name"] for f in json.loads((tmp_path / "mentions.geojson").read_text("utf-8"))["features"]
    }
    assert {"Al-Baghuz", "Deir ez-Zor", "Al-Busayrah", "Al-Hasakah", "Al-Hol camp"} <= places


def test_summary_counts_what_was_read_and_what_was_not(geomap, tmp_path, caplog):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT, "utf-8")
    (folder / "old.txt").write_bytes("قصفت الطائرات بلدة الباغوز وقتل خمسة مدنيين.".encode("cp1256"))
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "date.txt").write_text(REPORT.replace("2019-03-06", "2019-13-45"), "utf-8")
    (folder / "farsi.txt").write_text("---\nlanguage: fa\n---\nدو نفر در دیرالزور کشته شدند.\n", "utf-8")
    (folder / "marked.txt").write_text(
        "---\nlanguage: en\n---\nقصفت الطائرات بلدة الباغوز وقتل خمسة مدنيين.\n", "utf-8"
    )
    (folder / "lines.jsonl").write_text(
        '{"text": 5}\nno json\n{"text": "Two people were killed in Manbij."}\n', "utf-8"
    )
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    (folder / "photo.png").write_bytes(b"\x89PNG")
    done = geomap("build", folder, "--out", tmp_path / "out", "--json")
    assert done.status == 0, done.err
    summary = json.loads(done.out)
    assert summary["reports"] == 6
    assert [Path(r["name"]).name.split(",")[0] for r in summary["rejected"]] == [
        "empty.txt", "huge.txt", "junk.txt", "lines.jsonl", "lines.jsonl",
    ]  # fmt: skip
    assert any("farsi: language 'fa' is not supported" in w for w in summary["warnings"])
    assert any("marked: language 'en' is given, but the text is not in its letters" in w for w in summary["warnings"])
    assert "warning: marked: language 'en' is given" in done.err
    assert "2019-13-45" in caplog.text
    assert "read as cp1256" in caplog.text
    assert "Traceback" not in done.err


@pytest.mark.parametrize("more", [(), ("--workers", "2")], ids=["one", "two"])
def test_reports_and_rejected_are_all_that_was_given(geomap, tmp_path, more):
    """Whatever the reason is, the next run included: in the summary, in what is said, in the outputs and on the map."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "english.txt").write_text(REPORT, "utf-8")
    (folder / "turkish.txt").write_text("Dün akşam saatlerinde yağmur yağdı ve yollar kapandı.\n", "utf-8")
    (folder / "digits.txt").write_text("1234 5678 9\n", "utf-8")
    (folder / "hindi.md").write_text("कल शाम को बहुत बारिश हुई।\n", "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    for read in (1, 0):
        done = geomap("build", folder, "--out", tmp_path / "out", "--json", *more)
        assert done.status == 0, done.err
        summary = json.loads(done.out)
        assert (summary["reports"], len(summary["rejected"]), summary["read"]) == (1, 4, read)
        assert "1 report" in done.err
        assert ", 4 not read: 1 incident" in done.err
        assert done.err.count("not read: ") == 5
        layers = store.load(tmp_path / "out")
        assert [r["id"] for r in layers.reports] == ["english"]


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["build"], 2, "Missing argument"),
        (["build", "nowhere"], 1, "no such file or folder"),
        (["build", "."], 1, "holds no reports"),
        (["build", "x.txt", "--gazetteer", "none.csv"], 1, "none.csv: no such file"),
    ],
)
def test_wrong_input_is_one_line(geomap, tmp_path, monkeypatch, args, status, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir(exist_ok=True)
    done = geomap(*args)
    assert done.status == status
    assert told in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize("more", [(), ("--workers", "2")], ids=["one", "two"])
def test_a_language_that_nobody_gives_is_kept_with_the_reading(geomap, tmp_path, more):
    """French is told by its words, in the run that reads and in the next one that knows the reading."""
    (tmp_path / "reports").mkdir()
    text = "---\npublished: 2023-09-11\n---\nTrois soldats ont été tués dans une embuscade près de Ménaka samedi.\n"
    (tmp_path / "reports" / "a.txt").write_text(text, "utf-8")
    for read in (1, 0):
        done = geomap("build", tmp_path / "reports", "--out", tmp_path / "out", "--json", *more)
        assert (json.loads(done.out)["incidents"], json.loads(done.out)["read"]) == (1, read)
        assert [r["language"] for r in store.load(tmp_path / "out").reports] == ["fr"]


def test_many_bad_rows_of_a_gazetteer_are_twenty_lines(geomap, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    rows = "".join(f"X{n},95,400\n" for n in range(50))
    (tmp_path / "g.csv").write_text(f"name_en,lat,lon\n{rows}Good Place,35,40\n", "utf-8")
    done = geomap("build", tmp_path / "a.txt", "--out", tmp_path / "out", "--gazetteer", tmp_path / "g.csv")
    assert done.err.count("gazetteer: ") == 21
    assert "30 more rows left out" in done.err


def test_a_failed_run_leaves_the_old_outputs(geomap, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    out = tmp_path / "out"
    geomap("build", tmp_path / "a.txt", "--out", out)
    before = {f.name: f.read_bytes() for f in out.iterdir()}
    assert geomap("build", tmp_path / "missing.txt", "--out", out).status == 1
    assert {f.name: f.read_bytes() for f in out.iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(geomap, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = geomap("build", tmp_path / "a.txt", "--out", locked / "out")
    assert (done.status, "cannot be written" in done.err) == (1, True)


def test_out_that_is_a_file(geomap, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    done = geomap("build", tmp_path / "a.txt", "--out", tmp_path / "a.txt")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert (tmp_path / "a.txt").read_text("utf-8") == REPORT


def test_a_sum_is_linked_to_the_incidents_that_it_sums_up(geomap, tmp_path):
    assert geomap("build", SEEDS / "2019-03-03-cells-behind-the-front.txt", "--out", tmp_path).status == 0
    layers = store.load(tmp_path)
    killed = {f["properties"]["id"]: f["properties"]["killed_best"] for f in layers.incidents}
    (total,) = layers.totals
    assert total["killed"] == 17
    assert sorted(killed[part] for part in total["parts"]) == [4, 13]
    assert 17 not in killed.values()


def test_a_report_whose_name_is_not_utf8_is_read_like_the_others(geomap, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / os.fsdecode("خبر.txt".encode("cp1256"))).write_text(REPORT.replace("Manbij", "Raqqa"), "utf-8")
    out = tmp_path / os.fsdecode(b"out-\xca")
    done = geomap("build", folder, "--out", out, "--json")
    assert done.status == 0, done.err
    assert json.loads(done.out)["reports"] == 2
    found = json.loads((out / "incidents.geojson").read_text("utf-8"))["features"]
    assert {f["properties"]["report"] for f in found} == {"a", r"\xce\xc8\xd1"}


@pytest.mark.parametrize("ending", [".gpkg", ".geojson", ".csv", ".kml", ".xlsx", ".parquet"])
def test_a_table_whose_name_is_not_utf8_is_exported(geomap, tmp_path, ending):
    table = tmp_path / os.fsdecode("جدول.csv".encode("cp1256"))
    table.write_text("event_date,sub_event_type,latitude,longitude\n2019-03-03,Armed clash,34.5,40.9\n", "utf-8")
    done = geomap("export", table, tmp_path / f"x{ending}")
    assert done.status == 0, done.err
    assert (tmp_path / f"x{ending}").stat().st_size
