"""The dataset remembers: what was read, with what it was made, and how it looked in versions before."""

import filecmp
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geomap import store
from geomap.dataset import SCHEMA_VERSION, freeze, provenance, report_hash, thaw
from geomap.dataset.gpkg import write_gpkg
from geomap.errors import DataError
from geomap.model import Layers, Report
from geomap.pipeline import Config, build, parse
from geomap.places import load_gazetteer
from geomap.reports import read_reports

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(autouse=True)
def no_gazetteer_of_ones_own(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(tmp_path / "own" / "gazetteer.csv"))


@pytest.fixture(scope="module")
def seeds():
    gazetteer = load_gazetteer(())
    return [parse(r, gazetteer) for r in read_reports([SEEDS])[0]]


def files(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def same(a: Path, b: Path) -> bool:
    return files(a) == files(b) and all(filecmp.cmp(a / n, b / n, shallow=False) for n in files(a))


def put_reports(folder: Path, names: range) -> None:
    folder.mkdir(exist_ok=True)
    for n in names:
        (folder / f"{n}.txt").write_text(
            f"---\npublished: 2019-03-{n + 1:02}\n---\nقتل {n + 2} مدنيين في قصف على الباغوز.\n", "utf-8"
        )


def test_a_reading_is_kept_whole(seeds):
    for parsed in seeds:
        frozen = freeze(parsed)
        assert thaw(parsed.report, frozen) == parsed
        assert freeze(thaw(parsed.report, frozen)) == frozen


@pytest.mark.parametrize("frozen", [b"", b"x", b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"])
def test_what_is_no_reading_is_read_again(frozen):
    assert thaw(Report("a", "x"), frozen) is None


def test_only_new_and_changed_reports_are_read(tmp_path):
    put_reports(tmp_path / "in", range(6))
    first = build([tmp_path / "in"], tmp_path / "out")
    assert (first.reports, first.read) == (6, 6)
    assert build([tmp_path / "in"], tmp_path / "out").read == 0
    put_reports(tmp_path / "in", range(6, 8))
    (tmp_path / "in" / "0.txt").write_text("قتل 40 مدنياً في قصف على هجين.", "utf-8")
    again = build([tmp_path / "in"], tmp_path / "out")
    assert (again.reports, again.read) == (8, 3)
    build([tmp_path / "in"], tmp_path / "full", Config(fresh=True))
    assert same(tmp_path / "out", tmp_path / "full")


def test_another_gazetteer_reads_everything_again(tmp_path):
    put_reports(tmp_path / "in", range(3))
    build([tmp_path / "in"], tmp_path / "out")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "gazetteer.csv").write_text("name_en,name_ar,lat,lon\nElsewhere,الباغوز,30,40\n", "utf-8")
    assert build([tmp_path / "in"], tmp_path / "out").read == 3
    assert build([tmp_path / "in"], tmp_path / "out").read == 0
    assert store.load(tmp_path / "out").incidents[0]["properties"]["lat"] == 30


def test_a_damaged_dataset_is_no_hindrance(tmp_path):
    put_reports(tmp_path / "in", range(2))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "geomap.gpkg").write_text("no database")
    assert build([tmp_path / "in"], tmp_path / "out").read == 2
    with closing(sqlite3.connect(tmp_path / "out" / "geomap.gpkg")) as db, db:
        db.execute("UPDATE geomap_readings SET body = 'x'")
    build([tmp_path / "in"], tmp_path / "out")
    build([tmp_path / "in"], tmp_path / "full", Config(fresh=True))
    assert store.load(tmp_path / "out") == store.load(tmp_path / "full")


def test_the_dataset_says_what_it_was_made_with(tmp_path):
    build([SEEDS], tmp_path)
    layers = store.load(tmp_path)
    assert layers.provenance["schema_version"] == str(SCHEMA_VERSION)
    assert {"geomap", "code", "packs", "gazetteer"} <= layers.provenance.keys()
    assert all(len(r["hash"]) == 32 for r in layers.reports)
    with closing(sqlite3.connect(tmp_path / "geomap.gpkg")) as db:
        told = db.execute("SELECT count(*) FROM claims WHERE layer != 'totals'").fetchone()[0]
        events = db.execute("SELECT count(*) FROM claims c JOIN incidents i ON i.id = c.event").fetchone()[0]
        assert events == sum(len(f["properties"]["claims"]) for f in layers.incidents)
        assert told == events + sum(len(f["properties"]["claims"]) for f in layers.movements)
        assert db.execute("SELECT count(*) FROM proposals").fetchone()[0] == len(layers.proposals)


def test_provenance_follows_content(tmp_path):
    file = tmp_path / "g.csv"
    file.write_text("name_en,lat,lon\nA,1,2\n")
    one = provenance([file])
    assert one == provenance([file, tmp_path / "missing.csv"])
    file.write_text("name_en,lat,lon\nA,1,3\n")
    two = provenance([file])
    assert {k for k in one if one[k] != two[k]} == {"gazetteer"}


def schema_1(path: Path) -> None:
    """Take from a dataset what version 1 did not have."""
    claims = [
        {"report": "a", "outlet": "x", "published": "2019-03-03", "quote": "q", "start": 0, "end": 1, "killed": 3}
    ]
    point = {"type": "Point", "coordinates": [40, 35]}
    incident = {
        "type": "Feature",
        "id": "i-1",
        "geometry": point,
        "properties": {"id": "i-1", "killed_best": 3, "claims": claims},
    }
    write_gpkg(Layers([incident], reports=[{"id": "a", "title": "T"}]), path)
    with closing(sqlite3.connect(path)) as db, db:
        for table in ("claims", "proposals", "provenance"):
            db.execute(f"DROP TABLE {table}")
            db.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
        db.execute("DROP TABLE geomap_readings")
        db.execute("ALTER TABLE reports DROP COLUMN hash")


def test_a_dataset_of_schema_1_is_brought_up_to_date(tmp_path):
    path = tmp_path / "geomap.gpkg"
    schema_1(path)
    before = path.read_bytes()
    layers = store.load(path)
    assert layers.incidents[0]["properties"]["killed_best"] == 3
    assert layers.incidents[0]["properties"]["claims"][0]["killed"] == 3
    assert layers.reports == [
        {"id": "a", "title": "T", **dict.fromkeys(k for k in layers.reports[0] if k not in ("id", "title"))}
    ]
    assert layers.provenance == {"schema_version": str(SCHEMA_VERSION)}
    assert path.read_bytes() == before
    assert store.readings(tmp_path, provenance([])) == {}


def test_migrated_claims_are_those_of_the_events(tmp_path):
    from geomap.store.package import _migrated, _opened

    schema_1(tmp_path / "x.gpkg")
    with closing(_opened(tmp_path / "x.gpkg")) as file, closing(_migrated(tmp_path / "x.gpkg", file)) as db:
        assert db.execute('SELECT event, report, killed, "count" FROM claims').fetchall() == [("i-1", "a", 3, None)]


def test_a_dataset_of_a_newer_version_is_refused(tmp_path):
    write_gpkg(Layers(provenance={"schema_version": str(SCHEMA_VERSION + 1)}), tmp_path / "x.gpkg")
    with pytest.raises(DataError, match="newer geomap"):
        store.load(tmp_path / "x.gpkg")


def test_sums_and_proposals_are_read_back(tmp_path):
    total = {"report": "a", "quote": "17", "start": 0, "end": 2, "killed": 17, "parts": ["i-1", "i-2"]}
    proposal = {"id": "p", "layer": "incidents", "first": "i-1", "second": "i-2", "score": 4.0}
    write_gpkg(Layers(totals=[total], proposals=[proposal]), tmp_path / "x.gpkg")
    layers = store.load(tmp_path / "x.gpkg")
    assert total.items() <= layers.totals[0].items()
    assert proposal.items() <= layers.proposals[0].items()
    assert report_hash(Report("a", "x")) == report_hash(Report("a", "x"))
    json.dumps(layers.totals)
