"""Arabic clauses, by rule: who did what where, and who went where, in sentences of an analyst's table."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.arabic import parsed, told

if TYPE_CHECKING:
    from geomap.model import Incident, Movement

_CASES = Path(__file__).parents[1] / "cases" / "clauses_ar.tsv"


def _incident(i: Incident) -> str:
    tolls = ((letter, n) for letter, n in (("k", i.killed), ("w", i.wounded), ("c", i.captured)) if n is not None)
    return " ".join(
        [f"{i.sub_event_type}@{i.place_text or (i.place and i.place.name)}", *(f"{x}{n}" for x, n in tolls)]
    )


def _way(m: Movement) -> str:
    ends = (end.text if end else "" for end in (m.origin, m.destination))
    return f"{m.group}:{'>'.join(ends)}" + (f" {m.count}" if m.count else "")


def _rows() -> list[dict[str, str]]:
    with _CASES.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['rule']}: {row['sentence'][:40]}")
def test_a_sentence_tells(row: dict[str, str]) -> None:
    ways = [m for m in parsed(row["sentence"]).movements if m.modality != "negated"]
    assert ["; ".join(map(_incident, told(row["sentence"]))), "; ".join(map(_way, ways))] == [
        row["incidents"],
        row["ways"],
    ]


@pytest.mark.parametrize(
    ("heading", "told_on"),
    [
        ("شبكة البادية | الحصاد الميداني ليوم الثلاثاء 15-6-2021", "2021-06-15"),
        ("حصاد يوم 15 حزيران 2021", "2021-06-15"),
        ("نشرة الأربعاء 16 حزيران 2021", "2021-06-16"),
        ("أخبار أمس، الثلاثاء 15 حزيران 2021", "2021-06-16"),
        ("تقرير شهر أيار 2021", "2021-06-16"),
    ],
)
def test_a_heading_with_the_day_before_says_which_day_is_told_as_today(heading: str, told_on: str) -> None:
    (shelled,) = told(f"{heading}\n\nقصفت المدفعية عصر اليوم أحياء درعا.")
    assert str(shelled.time.start) == told_on


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "فرقت الشرطة طلبة تظاهروا في القاهرة.\n\nواغتال مجهولون مهندسا في حي الماجوري في بنغازي.",
            "Al-Majouri (Benghazi)",
        ),
        ("قصفت الطائرات صنعاء.\n\nوانفجرت عبوة في حي التفاح في غزة.", "Tuffah (Gaza)"),
        ("فرقت الشرطة طلبة تظاهروا في بغداد.\n\nوسقطت قذيفة على حي القدم في دمشق.", "Qadam (Damascus)"),
    ],
)
def test_a_quarter_with_its_town_lies_in_no_town_told_before(text: str, place: str) -> None:
    last = told(text)[-1]
    assert last.place is not None
    assert last.place.name == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("كربلاء: اغتال مسلحان ناشطا أمام منزله في حي البلدية.", "Karbala"),
        ("البصرة: انفجرت عبوة في حي الكرادة.", "Basra"),
        ("دمشق: انفجرت عبوة في حي القدم.", "Qadam (Damascus)"),
    ],
)
def test_where_a_quarter_lies_under_a_heading(text: str, place: str) -> None:
    (one,) = told(text)
    assert one.place is not None
    assert one.place.name == place
