"""``geomap evaluate``: figures on annotated reports, and clear words where an annotation is broken."""

from __future__ import annotations

import json

import pytest

from geomap.cli import options
from geomap.evaluation import load_gold, score_report
from geomap.pipeline import parse
from geomap.places import load_gazetteer

TEXT = "Five civilians were killed on Friday when shells hit Raqqa. About 300 families fled Raqqa for Tabqa."


def span(quote):
    at = TEXT.index(quote)
    return {"quote": quote, "quote_start": at, "quote_end": at + len(quote)}


def mention(surface, nth=0, **more):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(surface, at + 1)
    return {
        "surface": surface,
        "text": surface,
        "start": at,
        "end": at + len(surface),
        "kind": "city",
        "usage": "literal",
        **more,
    }


@pytest.fixture
def folder(tmp_path):
    raqqa = {"gold_name_en": "Raqqa", "lat": 35.95, "lon": 39.01}
    gold = {
        "id": "r1", "language": "en", "published": "2017-06-12",
        "mentions": [
            mention("Raqqa", **raqqa), mention("Raqqa", 1, **raqqa),
            mention("Tabqa", gold_name_en="Tabqa", lat=35.84, lon=38.55),
        ],
        "incidents": [
            {
                "type": "Shelling/artillery/missile attack", "place": "Raqqa", "date": "2017-06-09", "killed": 5,
                "wounded": None, "captured": None, **span("Five civilians were killed on Friday when shells hit Raqqa."),
            }
        ],
        "movements": [
            {
                "group": "civilians", "from": "Raqqa", "to": "Tabqa", "count": 300, "unit": "families",
                **span("About 300 families fled Raqqa for Tabqa."),
            }
        ],
    }  # fmt: skip
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts" / "r1_en.txt").write_text(f"---\nlanguage: en\n---\n\n{TEXT}\n", "utf-8")
    (tmp_path / "gold" / "r1.json").write_text(json.dumps(gold), "utf-8")
    return tmp_path


def test_what_is_read_right_scores_full(geomap, folder):
    done = geomap("evaluate", folder, "--json")
    assert done.status == 0
    figures = json.loads(done.out)["en"]
    for name in (
        "mentions_f1",
        "incidents_strict_f1",
        "movements_f1",
        "killed_exact",
        "dates_exact",
        "evidence_verbatim",
    ):
        assert figures[name] == 1.0, name


def test_a_miss_and_a_false_alarm_are_counted_and_named(geomap, folder):
    path = folder / "gold" / "r1.json"
    gold = json.loads(path.read_text("utf-8"))
    gold["incidents"][0] |= {"place": "Aleppo"}
    path.write_text(json.dumps(gold), "utf-8")
    done = geomap("evaluate", folder, "--details")
    assert done.status == 0
    assert "0.0 %" in next(line for line in done.out.splitlines() if line.startswith("incidents lenient f1"))
    assert "incident missed" in done.err
    assert "false alarm" in done.err


def test_doubtful_claims_count_as_not_found(folder):
    (gold,) = load_gold(folder)
    read = parse(gold.report, load_gazetteer(())).record()
    records = read["incidents"] + read["movements"]
    assert len(records) == 2
    figures = score_report(gold, read | {"incidents": [], "movements": [], "doubtful": records}).measures()
    assert (figures["doubtful"], figures["doubtful_right"]) == (2, 2)
    assert (figures["incidents_lenient_f1"], figures["movements_f1"]) == (0.0, 0.0)
    figures = score_report(gold, read | {"doubtful": records}).measures()
    assert (figures["doubtful"], figures["doubtful_right"], figures["incidents_lenient_f1"]) == (2, 0, 1.0)


def test_the_output_says_how_doubtful_claims_are_counted(geomap, folder):
    hardly_news = (
        "Partners also received allegations that militiamen burned some houses in a village near Sarmin, as armed groups "
        "closed in on the fields around it. The council asked for calm, and a teacher said that bread was short in the "
        "district again this year, while fighting inside the eastern quarters of Binnish remains house to house. In Tadef, "
        "a truce was broken within hours, after its guards had left without firing a shot."
    )
    for path in folder.glob("texts/*"):
        path.write_text(f"---\nlanguage: en\n---\n\n{TEXT}\n\n{hardly_news}\n", "utf-8")
    done = geomap("evaluate", folder)
    (told,) = (line for line in done.err.splitlines() if "doubtful" in line)
    rows = {line[:26].strip(): line[26:].split()[0] for line in done.out.splitlines()[1:]}
    assert int(rows["doubtful"]) > 0
    assert told == (
        f"{options.plural(int(rows['doubtful']), 'doubtful claim')} counted as not found, neither right nor false: "
        f"they would have found {options.plural(int(rows['doubtful right']), 'annotated record')}"
    )
    figures = json.loads(geomap("evaluate", folder, "--json").out)["all"]
    assert str(figures["doubtful"]) == rows["doubtful"]


def test_history_that_raises_an_incident_is_counted(geomap, folder):
    path = folder / "gold" / "r1.json"
    gold = json.loads(path.read_text("utf-8"))
    gold["background"] = [{key: gold["incidents"][0][key] for key in ("quote", "quote_start", "quote_end")}]
    gold["incidents"] = []
    path.write_text(json.dumps(gold), "utf-8")
    assert json.loads(geomap("evaluate", folder, "--json").out)["all"]["background_raised"] == 1.0


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda f: (f / "texts" / "r1_en.txt").unlink(), "no text"),
        (lambda f: (f / "gold" / "r1.json").write_text("{", "utf-8"), "not JSON"),
        (lambda f: (f / "gold" / "r1.json").write_text("[]", "utf-8"), "no annotation"),
        (lambda f: (f / "gold" / "r1.json").unlink(), "no annotated report"),
        (lambda f: (f / "texts" / "r1_en.txt").write_text("Another text.", "utf-8"), "offsets"),
    ],
)
def test_a_broken_annotation_is_named(geomap, folder, change, word):
    change(folder)
    done = geomap("evaluate", folder)
    assert done.status == 1
    assert word in done.err
    assert "Traceback" not in done.err


def test_an_annotation_of_another_shape_is_refused_in_one_line(geomap, folder):
    file = next((folder / "gold").glob("*.json"))
    gold = json.loads(file.read_text("utf-8"))
    for broken in ({"start": "abc"}, {"gold_name_en": ...}):
        first = {k: v for k, v in (gold["mentions"][0] | broken).items() if v is not ...}
        file.write_text(json.dumps(gold | {"mentions": [first]}), "utf-8")
        done = geomap("evaluate", folder)
        assert done.status == 1
        assert done.err.count("\n") == 1
        assert f"{file}: not an annotation as tests/corpus/README.md describes them" in done.err


@pytest.mark.parametrize("parts", [{"killed": [1, 2]}, [{"killed": [1, 2]}], ["3"]])
def test_tolls_of_parts_of_another_shape_are_refused_in_one_line(geomap, folder, parts):
    file = next((folder / "gold").glob("*.json"))
    gold = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(gold | {"incidents": [gold["incidents"][0] | {"parts": parts}]}), "utf-8")
    done = geomap("evaluate", folder)
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert str(file) in done.err


def test_a_text_without_annotation_is_named(geomap, folder):
    (folder / "texts" / "spare.txt").write_text("Text.", "utf-8")
    assert "spare.txt: has no annotation in" in geomap("evaluate", folder).err
