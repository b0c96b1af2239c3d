"""What follows a build: a map from data, other formats, and why a record says what it says."""

from __future__ import annotations

import csv
import json
import math
import re
import shutil
import sys
from pathlib import Path

import pyogrio
import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


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


def test_export_in_the_columns_of_others_names_countries(geomap, outputs, tmp_path):
    done = geomap("export", outputs, tmp_path / "x.csv", "--profile", "acled")
    assert done.status == 0, done.err
    found = {
        (row["country"], row["iso"]) for row in csv.DictReader((tmp_path / "x.csv").read_text("utf-8").splitlines())
    }
    assert ("Syria", "760") in found
    assert all(len(name) != 2 for name, _ in found)


def test_export_says_which_endings_there_are(geomap, outputs, tmp_path):
    done = geomap("export", outputs, tmp_path / "x.docx")
    assert (done.status, ".gpkg" in done.err) == (1, True)


@pytest.mark.parametrize("command", ["map", "export"])
def test_every_problem_of_a_row_can_be_had(geomap, tmp_path, command):
    rows = [f"34,40,04/03/2019,{'many' if n % 2 else n}" for n in range(50)]
    (tmp_path / "x.csv").write_text("\n".join(["lat,lon,date,killed", *rows]) + "\n", "utf-8")
    where = ("--out", tmp_path / "m.html") if command == "map" else (tmp_path / "x.geojson",)
    done = geomap(command, tmp_path / "x.csv", *where, "--dates", "dmy", "--problems", tmp_path / "p.csv")
    assert (done.status, "and 5 more like these" in done.err) == (0, True)
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [int(r["name"].rsplit(" ", 1)[1]) for r in told] == list(range(3, 52, 2))
    assert {r["reason"] for r in told} == {"killed: 'many' is not a number, left out"}
    if command == "export":
        dates = {f["properties"]["date_start"] for f in json.loads((tmp_path / "x.geojson").read_text())["features"]}
        assert dates == {"2019-03-04"}


@pytest.mark.parametrize(
    ("args", "written"),
    [
        (("map", "x.csv", "--out", "new/folder/m.html"), "m.html"),
        (("map", "x.csv", "--out", "m.html", "--problems", "new/folder/p.csv"), "p.csv"),
        (("export", "x.csv", "new/folder/e.geojson"), "e.geojson"),
        (("compare", "x.csv", "x.csv", "--out", "new/folder/c.html"), "c.html"),
        (("build", "r.txt", "--out", "new/folder"), "map.html"),
        (("gazetteer", "export", "csv", "new/folder/g.csv"), "g.csv"),
        (("gazetteer", "add", "Qxzwv", "--lat", "35", "--lon", "40", "--file", "new/folder/a.csv"), "a.csv"),
    ],
)
def test_a_missing_folder_is_made_by_every_command_that_writes(geomap, tmp_path, monkeypatch, args, written):
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("lat,lon,date\n34,40,2019-03-03\n")
    Path("r.txt").write_text("Shelling hit Aleppo on Friday.\n")
    assert geomap(*args).status == 0
    assert Path("new/folder", written).is_file()
    assert not [file for file in tmp_path.rglob(".*") if file.is_file()]


@pytest.mark.parametrize("command", ["map", "export"])
@pytest.mark.parametrize("name", ["x.csv", "x.geojson"])
def test_data_without_one_usable_row_writes_nothing(geomap, tmp_path, command, name):
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [667500, 3840000]}, "properties": {}}
    text = (
        json.dumps({"type": "FeatureCollection", "features": [feature]}) if name == "x.geojson" else "lat,lon\n134,40\n"
    )
    (tmp_path / name).write_text(text)
    out = tmp_path / "out.geojson"
    done = geomap(command, tmp_path / name, *(("--out", out) if command == "map" else (out,)))
    assert (done.status, out.exists()) == (1, False)
    assert "not one row has a place on the map" in done.err.splitlines()[-1]


@pytest.mark.parametrize(
    "args",
    [
        ("export", "x.csv", "x.csv"),
        ("export", "x.csv", "link.csv", "--profile", "acled"),
        ("export", "x.csv", "y.geojson", "--problems", "x.csv"),
        ("export", "outputs", "outputs/geomap.gpkg"),
        ("export", "x.csv", "nowhere/../x.csv"),
        ("map", "y.csv", "x.csv", "--out", "x.csv"),
        ("compare", "x.csv", "y.csv", "--out", "y.csv"),
    ],
)
def test_what_is_read_is_not_written_over(geomap, outputs, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    for name in ("x.csv", "y.csv"):
        Path(name).write_text("lat,lon,colour,killed\n34,40,red,many\n")
    Path("link.csv").symlink_to("x.csv")
    Path("outputs").symlink_to(outputs)
    files = [Path("x.csv"), Path("y.csv"), outputs / "geomap.gpkg"]
    before = [file.read_bytes() for file in files]
    done = geomap(*args)
    assert done.status == 1
    assert done.err.splitlines()[-1].endswith("is read here and would be lost: give what is written another name")
    assert [file.read_bytes() for file in files] == before


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


def test_explain_names_the_place_taken_where_its_name_alone_would_not_lead_to_it(geomap, outputs, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    for layer in ("incidents", "movements", "mentions"):
        shutil.copy(outputs / f"{layer}.geojson", out)
    text = (out / "mentions.geojson").read_text("utf-8")
    mention = next(p for p in records(out, "mentions") if p["place_id"] == "sy-baghuz")
    taken = "taken, though not among these: sy-manbij"
    assert taken not in geomap("explain", mention["id"], "--out", out).out
    (out / "mentions.geojson").write_text(text.replace('"sy-baghuz"', '"sy-manbij"'), "utf-8")
    assert taken in geomap("explain", mention["id"], "--out", out).out


def test_explain_tells_what_the_records_of_its_sentence_make_of_a_name(geomap, outputs):
    incident = next(p for p in records(outputs, "incidents") if p["place_text"] and p["modality"] == "occurred")
    claim = incident["claims"][0]
    start = next(a for a, _, role in claim["marks"] if role == "place")
    out = geomap("explain", f"{claim['report']}:{start}", "--out", outputs).out
    assert f"  {incident['id']}, {incident['sub_event_type']}: place\n" in out
    assert claim["sentence"] in out


def weighing(output):
    """The weights shown, the rest and the sum of each claim of an output, and the chance as it is told."""
    out = []
    for claim in output.split("chance to be right: ")[1:]:
        part, _, _ = claim.partition("log odds, which is")
        shown = [float(x) for x in re.findall(r"^ {8}([+-][\d.]+)  ", part, re.MULTILINE)]
        (total,) = (float(x) for x in re.findall(r"sum: ([+-][\d.]+)", part))
        rest = [float(x) for x in re.findall(r"weaker signs? together: ([+-][\d.]+)", part)]
        out.append((shown, sum(rest), total, float(part.partition(" %")[0]) / 100))
    return out


def test_explain_tells_what_counted_for_and_against_every_record(geomap, outputs):
    with (outputs / "doubtful.csv").open(encoding="utf-8", newline="") as file:
        doubtful = [(row["id"], 1) for row in csv.DictReader(file)]
    assert doubtful
    drawn = [(p["id"], len(p["claims"])) for layer in ("incidents", "movements") for p in records(outputs, layer)]
    for id_, claims in [*doubtful, *drawn[:8]]:
        done = geomap("explain", id_, "--out", outputs)
        assert (done.status, done.err) == (0, "")
        weighed = weighing(done.out)
        assert len(weighed) == claims
        for shown, rest, total, chance in weighed:
            assert sum(shown) + rest == pytest.approx(total, abs=1e-6)
            assert chance == pytest.approx(1 / (1 + math.exp(-total)), abs=0.002)
            ways = [w for w in shown if w > 0], [w for w in shown if w < 0]
            assert shown == ways[0] + ways[1]
            assert all(way == sorted(way, key=lambda w: -abs(w)) for way in ways)
            assert abs(rest) < max(map(abs, shown))  # what is not named is never what tells most
        assert ("doubtful, and therefore not drawn" in done.out) == ((id_, claims) in doubtful)


def test_explain_shows_a_doubtful_claim_with_its_sentence_and_roles(geomap, outputs):
    with (outputs / "doubtful.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    out = geomap("explain", row["id"], "--out", outputs).out
    assert out.startswith(f"doubtful claim {row['id']}")
    assert row["quote"] in out
    assert re.search(r"^ {6}trigger +\[", out, re.MULTILINE)
    ((_, _, _, chance),) = weighing(out)
    assert chance == pytest.approx(float(row["confidence"]), abs=0.0016)


def test_explain_says_where_the_signs_are_not_kept(geomap, outputs, tmp_path, monkeypatch):
    from geomap import load

    load(outputs).save(tmp_path / "again")  # no readings there
    doubtful = load(outputs).layers.doubtful[0]["id"]
    for id_ in (records(outputs, "incidents")[0]["id"], doubtful):
        done = geomap("explain", id_, "--out", tmp_path / "again")
        assert done.status == 0
        assert "what counted for and against it is not kept there: build again with this version of geomap" in done.out
    monkeypatch.setattr(sys.modules["geomap.dataset.provenance"], "_READING", ("extraction",))
    done = geomap("explain", doubtful, "--out", outputs)
    assert (done.status, "is not kept there" in done.out) == (0, True)


def test_explain_tells_the_bound_of_what_is_planned(geomap, tmp_path):
    report = {"id": "r", "published": "2021-05-03", "text": "The army plans to storm Sarmin on Monday."}
    (tmp_path / "r.jsonl").write_text(json.dumps(report), "utf-8")
    geomap("build", tmp_path / "r.jsonl", "--out", tmp_path / "out")
    (incident,) = records(tmp_path / "out", "incidents")
    assert incident["modality"] == "planned"
    out = geomap("explain", incident["id"], "--out", tmp_path / "out").out
    assert "not below the 15 % from which claims are drawn" in out


def test_explain_says_that_another_gazetteer_is_loaded(geomap, outputs, tmp_path):
    record = records(outputs, "incidents")[0]["id"]
    assert geomap("explain", record, "--out", outputs).err == ""
    (tmp_path / "g.csv").write_text("name_en,lat,lon\nQxzwv,35,40\n", "utf-8")
    with_one = tmp_path / "with_one"
    geomap("build", SEEDS, "--out", with_one, "--gazetteer", tmp_path / "g.csv")
    told = "was built with another gazetteer: give the --gazetteer that it was built with, or build again"
    for out, given in ((outputs, ["--gazetteer", tmp_path / "g.csv"]), (with_one, [])):
        done = geomap("explain", record, "--out", out, *given)
        assert (done.status, done.err) == (0, f"{out} {told}\n")
    assert geomap("explain", record, "--out", with_one, "--gazetteer", tmp_path / "g.csv").err == ""


def test_explain_says_that_the_outputs_are_of_another_version(geomap, outputs, monkeypatch):
    monkeypatch.setattr(sys.modules["geomap.dataset.provenance"], "version", lambda _: "99")
    done = geomap("explain", records(outputs, "incidents")[0]["id"], "--out", outputs)
    assert (done.status, done.err.count("was built with another version of geomap")) == (0, 1)


def test_every_command_has_help_with_an_example(geomap):
    for command in ("build", "parse", "find", "map", "export", "evaluate", "explain"):
        done = geomap(command, "--help")
        assert (done.status, "Example: " in done.out) == (0, True)
    for command in ("add", "check"):
        assert "Example: " in geomap("gazetteer", command, "--help").out


def test_help_says_where_doubtful_claims_go(geomap):
    for command, place in (("build", "doubtful.csv"), ("parse", "doubtful"), ("explain", "doubtful.csv")):
        told = " ".join(geomap(command, "--help").out.split())
        assert "doubtful" in told
        assert place in told


TOLD = {
    "en": "Government forces shelled Idlib on Friday and killed two civilians, but no air strike hit Saraqib. "
    "The rebels seized Tadef on Thursday and plan to attack Jarabulus. "
    "Dozens of families fled from Raqqa to Manbij on Saturday.",
    "ar": "قصفت قوات النظام مدينة إدلب يوم الجمعة وقتل مدنيان، ولم تقع أي غارة جوية على سراقب. "
    "وسيطرت الفصائل على بلدة تادف يوم الخميس، ومن المقرر أن تهاجم مدينة جرابلس. "
    "ونزحت عشرات العائلات من الرقة إلى منبج يوم السبت.",
}


@pytest.fixture(scope="module", params=TOLD)
def explained(request, tmp_path_factory):
    """Language, and a function that explains the record of that language whose quote holds some words."""
    from click.testing import CliRunner

    from geomap import build
    from geomap.cli.explain import command

    folder = tmp_path_factory.mktemp("told")
    report = {"id": "r", "published": "2021-05-03", "language": request.param, "text": TOLD[request.param]}
    (folder / "r.jsonl").write_text(json.dumps(report), "utf-8")
    build([folder / "r.jsonl"], out=folder / "out")

    def explain(layer, words):
        id_ = next(p["id"] for p in records(folder / "out", layer) if words in p["claims"][0]["quote"])
        return CliRunner().invoke(command, [id_, "--out", str(folder / "out")], catch_exceptions=False).output

    return request.param, explain


def lines_with(output, words):
    """Lines that tell of words, those aside by which its chance is told."""
    told = output.partition("chance to be right")[0].splitlines()
    return [" ".join(line.split()) for line in told if f"\u2068{words}\u2069" in line]


def test_explain_tells_the_roles_of_an_incident_and_the_denied_word(explained):
    language, explain = explained
    place, denied, other, trigger, actor, day = {
        "en": ("Idlib", "air strike", "Saraqib", "shelled", "Government forces", "on Friday"),
        "ar": ("إدلب", "غارة جوية", "سراقب", "قصفت", "قوات النظام", "يوم الجمعة"),
    }[language]
    out = explain("incidents", place)
    start = TOLD[language].index(place)
    assert lines_with(out, place) == [f"place [{start}:{start + len(place)}] \u2068{place}\u2069"]
    assert "frame     shelling, told by a verb in the past" in out
    for role, words in (("trigger", trigger), ("actor1", actor), ("date", day)):
        assert any(line.startswith(f"{role} [") for line in lines_with(out, words))
    assert [line.rpartition(": ")[2] for line in lines_with(out, denied)] == ["denied"]
    assert [line.rpartition("\u2069")[2][:2] for line in lines_with(out, other)] == [": "]  # passed over, with a reason


def test_explain_tells_of_a_planned_word(explained):
    language, explain = explained
    taken, planned = {"en": ("Tadef", "attack"), "ar": ("تادف", "تهاجم")}[language]
    out = explain("incidents", taken)
    assert "planned, the aim of what is told" in lines_with(out, planned)[0]


def test_explain_tells_the_ends_of_a_movement(explained):
    language, explain = explained
    origin, destination = {"en": ("Raqqa", "Manbij"), "ar": ("الرقة", "منبج")}[language]
    out = explain("movements", origin)
    assert lines_with(out, origin)[0].startswith("origin [")
    assert lines_with(out, destination)[0].startswith("destination [")


def test_explain_shows_no_control_characters_of_a_report(geomap, tmp_path):
    text = "Warplanes bombed Idlib on Friday \x1b[31mand\u2069 killed two civilians."
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "r", "published": "2021-05-03", "text": text}), "utf-8")
    geomap("build", tmp_path / "r.jsonl", "--out", tmp_path / "out")
    (incident,) = records(tmp_path / "out", "incidents")
    out = geomap("explain", incident["id"], "--out", tmp_path / "out").out
    assert "\x1b" not in out
    assert out.count("\u2068") == out.count("\u2069")


def test_a_fault_of_ours_is_one_line(geomap, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("no such thing")

    monkeypatch.setattr("geomap.places.load_gazetteer", broken)
    done = geomap("find", "Aleppo")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "a fault of geomap itself (RuntimeError: no such thing); with --debug" in done.err
