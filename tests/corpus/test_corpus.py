"""The benchmark keeps its own rules: offsets that are true, types that are ACLED's, places that are mentioned."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from geomap.model import SUB_EVENT_TYPES as SUB_EVENTS

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/gold/*.json"))
FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
USAGES = {"literal", "metonym", "dateline", "nationality", "org"}
GROUPS = {"civilians", "fighters", "forces", "wounded", "detainees", "aid", "mixed"}
Gold = dict[str, Any]


def body(gold: Gold, path: Path) -> str:
    raw = (path.parent.parent / gold["text_file"]).read_bytes().decode("utf-8")
    return FRONT_MATTER.sub("", raw).strip("\r\n")


def dates_of(record: Gold) -> list[str]:
    return [record[key] for key in ("date", "date_from", "date_to") if record.get(key)]


@pytest.fixture(params=FILES, ids=lambda p: p.stem)
def report(request: pytest.FixtureRequest) -> tuple[Gold, str]:
    gold = json.loads(request.param.read_text("utf-8"))
    assert gold["id"] == request.param.stem
    return gold, body(gold, request.param)


def test_front_matter_says_what_the_gold_says(report: tuple[Gold, str]) -> None:
    gold, _ = report
    (file,) = HERE.glob(f"*/{gold['text_file']}")
    head = file.read_text("utf-8").split("---")[1]
    assert f"language: {gold['language']}" in head
    assert gold["text_file"] == f"texts/{gold['id']}_{gold['language']}.txt"
    if gold["published"] is None:
        assert "published:" not in head
    else:
        dt.date.fromisoformat(gold["published"])
        assert f"published: {gold['published']}" in head


def test_spans_are_true(report: tuple[Gold, str]) -> None:
    gold, text = report
    for kind in ("mentions", "distractors", "anaphora"):
        taken: set[int] = set()
        for span in gold[kind]:
            assert text[span["start"] : span["end"]] == span["surface"]
            here = set(range(span["start"], span["end"]))
            assert not here & taken, f"two {kind} share text: {span['surface']}"
            taken |= here


def test_mentions_are_whole_tokens_with_a_place(report: tuple[Gold, str]) -> None:
    gold, text = report
    places: dict[str, set[tuple[float | None, float | None]]] = {}
    for m in gold["mentions"]:
        around = text[max(0, m["start"] - 1) : m["start"]] + text[m["end"] : m["end"] + 1]
        assert not re.search(r"\w", around), m["surface"]
        assert m["text"] in m["surface"]
        assert m["usage"] in USAGES
        assert m["coord_confidence"] in {"sure", "approx", "unknown"}
        assert (m["lat"] is None) == (m["coord_confidence"] == "unknown")
        assert m["lat"] is None or (-90 <= m["lat"] <= 90 and -180 <= m["lon"] <= 180)
        places.setdefault(m["gold_name_en"], set()).add((m["lat"], m["lon"]))
    assert all(len(points) == 1 for points in places.values()), "one place, two points"


def test_quotes_are_true_and_restatements_stand_once(report: tuple[Gold, str]) -> None:
    gold, text = report
    for kind in ("incidents", "movements", "aggregates", "background"):
        for record in gold[kind]:
            assert text[record["quote_start"] : record["quote_end"]] == record["quote"]
            for sentence in record.get("restated_in", []):
                assert text.count(sentence) == 1


def test_incidents_follow_the_schema(report: tuple[Gold, str]) -> None:
    gold, text = report
    points = {m["gold_name_en"]: (m["lat"], m["lon"]) for m in gold["mentions"]}
    assert [i["n"] for i in gold["incidents"]] == list(range(len(gold["incidents"])))
    for i in gold["incidents"]:
        assert {i["type"], *i["type_alt"]} <= set(SUB_EVENTS)
        assert i["type"] not in i["type_alt"]
        assert {i["place"], *i["place_alt"]} <= set(points)
        assert points[i["place"]] == (i["place_lat"], i["place_lon"])
        assert (i["place_text"] is None) == bool(i.get("implicit"))
        assert i["date_text"] is None or i["date_text"] in text
        assert not dates_of(i) or i["date"] or i.get("date_from")
        for key in ("killed", "wounded", "captured"):
            assert i[key] is None or i[key] >= 0
            if i.get("joint", {}).get(key) is not None:
                assert i[key] is None


def test_movements_follow_the_schema(report: tuple[Gold, str]) -> None:
    gold, _ = report
    names = {m["gold_name_en"] for m in gold["mentions"]}
    assert [m["n"] for m in gold["movements"]] == list(range(len(gold["movements"])))
    for m in gold["movements"]:
        ends = {m["from"], m["to"], *m["via"], *m["from_alt"], *m["to_alt"]} - {None}
        assert ends, "no named place"
        assert ends <= names
        assert {m["group"], *m.get("group_alt", [])} <= GROUPS
        assert m["unit"] in {"people", "families", "vehicles"}


def test_dates_are_dates_and_not_after_the_report(report: tuple[Gold, str]) -> None:
    gold, _ = report
    for record in gold["incidents"] + gold["movements"]:
        for day in map(dt.date.fromisoformat, dates_of(record)):
            late = gold["published"] and day > dt.date.fromisoformat(gold["published"])
            assert not late or record.get("planned")


def test_sums_cover_incidents_of_the_report(report: tuple[Gold, str]) -> None:
    gold, _ = report
    for a in gold["aggregates"]:
        assert a["covers"]
        assert set(a["covers"]) <= set(range(len(gold["incidents"])))


def all_gold(part: str) -> list[Gold]:
    return [json.loads(p.read_text("utf-8")) for p in FILES if p.parts[-3] == part]


def test_the_benchmark_is_large_and_broad_enough() -> None:
    dev, heldout = all_gold("dev"), all_gold("heldout")
    languages = Counter(g["language"] for g in dev + heldout)
    assert len(dev) >= 15
    assert len(heldout) >= 15
    assert len(dev + heldout) >= 30
    assert languages["ar"] >= 20
    assert languages["en"] >= 10
    assert len({g["country"] for g in dev + heldout}) >= 10


def test_every_type_occurs() -> None:
    dev = Counter(i["type"] for g in all_gold("dev") for i in g["incidents"])
    heldout = Counter(i["type"] for g in all_gold("heldout") for i in g["incidents"])
    assert set(dev) == set(SUB_EVENTS)
    assert all(heldout[kind] >= 2 for kind in SUB_EVENTS)


def test_every_text_has_a_gold() -> None:
    for part in ("dev", "heldout"):
        texts = {p.name for p in (HERE / part / "texts").iterdir()}
        assert texts == {Path(g["text_file"]).name for g in all_gold(part)}
