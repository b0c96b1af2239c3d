"""Words of every sub-event type in the constructions of Arabic news, one incident a sentence."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)  # a Wednesday
PLACES = ["كركوك", "تعز"]


def rows() -> list[dict[str, str]]:
    with (CASES / "grid_ar.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize(
    ("row", "place"),
    [(row, place) for row in rows() for place in PLACES],
    ids=lambda v: v["sentence"][:40] if isinstance(v, dict) else v,
)
def test_a_plain_sentence_is_one_incident(row: dict[str, str], place: str) -> None:
    parsed = read(Report("r", row["sentence"].format(P=place), DAY, "ar"), GAZETTEER)
    told = [i for i in parsed.incidents if i.modality == "occurred"]
    assert [(i.sub_event_type, i.place_text) for i in told] == [(row["type"], place)]
    assert (told[0].killed, told[0].wounded) == tuple(
        int(row[key]) if row[key] else None for key in ("killed", "wounded")
    )
    assert not row["day"] or told[0].time.start == told[0].time.end == date.fromisoformat(row["day"])


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتل مسلح طبيبا في مأرب أمس.", 1),
        ("أردى جندي فتاة في تعز أمس.", 1),
        ("قتل شرطي صيادا أمام منزله في عدن أمس.", 1),
        ("أردى مسلح ملثم محاميا في البصرة أمس.", 1),
        ("قتل ضابط سائقا في بغداد أمس.", 1),
    ],
)
def test_a_lone_man_with_arms_kills_and_is_not_killed(text: str, killed: int) -> None:
    told = read(Report("r", text, DAY, "ar"), GAZETTEER).incidents
    assert [(i.sub_event_type, i.killed) for i in told] == [("Attack", killed)]


@pytest.mark.parametrize(
    "text", ["قتل مسلح في مأرب أمس.", "قتل جندي وأصيب آخر في مأرب أمس.", "قتل ضابط برتبة عقيد في مأرب أمس."]
)
def test_a_lone_man_with_arms_is_killed(text: str) -> None:
    assert [i.killed for i in read(Report("r", text, DAY, "ar"), GAZETTEER).incidents] == [1]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("الموصل.. قصف مدفعي على حي سكني", "Shelling/artillery/missile attack"),
        ("عاجل.. انفجار عبوة ناسفة في الموصل", "Remote explosive/landmine/IED"),
        ("الموصل… اختطاف صحفي من منزله", "Abduction/forced disappearance"),
        ("بالصور.. مظاهرة سلمية في الموصل", "Peaceful protest"),
    ],
)
def test_two_dots_part_the_topic_from_the_news(text: str, type_: str) -> None:
    told = read(Report("r", text, DAY, "ar"), GAZETTEER).incidents
    assert [(i.sub_event_type, i.place_text) for i in told] == [(type_, "الموصل")]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("انتزعت الموصل من الجيش أمس.", "Non-state actor overtakes territory"),
        ("تم أمس تحرير تكريت من تنظيم داعش.", "Government regains territory"),
        ("جرى أمس استعادة تدمر من داعش.", "Government regains territory"),
    ],
)
def test_from_whom_ground_is_taken(text: str, type_: str) -> None:
    assert [i.sub_event_type for i in read(Report("r", text, DAY, "ar"), GAZETTEER).incidents] == [type_]
