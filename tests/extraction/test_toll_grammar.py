"""Whose a toll is: one a place, the sum no incident; the hurt who died, those only named again, what nobody knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
CASES = Path(__file__).parents[1] / "cases"


def _cases(language: str) -> list[object]:
    lines = (CASES / f"tolls_{language}.tsv").read_text("utf-8").splitlines()
    return [pytest.param(language, *line.split("\t"), id=line) for line in lines if line and not line.startswith("#")]


def _told(n: int | None) -> str:
    return "-" if n is None else str(n)


@pytest.mark.parametrize(("language", "text", "tolls"), [*_cases("ar"), *_cases("en")])
def test_each_incident_has_its_own_toll(language: str, text: str, tolls: str) -> None:
    found = read(Report("r", text, date(2021, 3, 5), language), GAZETTEER).incidents
    named = [
        f"{i.place.name if i.place else i.place_text} {_told(i.killed)} {_told(i.wounded)}"
        for i in found
        if not i.aggregate and i.modality == "occurred"
    ]
    assert "; ".join(named) == tolls


@pytest.mark.parametrize(
    ("language", "text", "taken"),
    [
        ("ar", "اعتقلت قوات الأمن تسعة شبان في محافظة درعا: خمسة في نوى وأربعة في جاسم.", [5, 4]),
        ("en", "Police arrested nine men on Monday: five in Mosul and four in Baquba.", [5, 4]),
    ],
)
def test_those_who_are_taken_are_told_by_place_too(language: str, text: str, taken: list[int]) -> None:
    found = read(Report("r", text, date(2021, 3, 5), language), GAZETTEER).incidents
    assert [i.captured for i in found] == taken


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "14 killed in three attacks in Iraq yesterday. Gunmen shot dead five in Mosul. A bomb in Baquba killed four.",
        ),
        (
            "en",
            "Scattered attacks across Iraq killed 20 yesterday. Gunmen killed nine in Mosul. A bomb in Baquba killed six.",
        ),
        (
            "ar",
            "قتل 14 شخصا في ثلاث هجمات في العراق أمس. وقتل مسلحون خمسة في الموصل. وانفجرت عبوة في بعقوبة فقتلت أربعة.",
        ),
        (
            "ar",
            "سلسلة هجمات في العراق توقع 20 قتيلا أمس. وقتل مسلحون خمسة في الموصل. وانفجرت عبوة في بعقوبة فقتلت أربعة.",
        ),
    ],
)
def test_what_a_lead_counts_happened_on_its_day(language: str, text: str) -> None:
    found = read(Report("r", text, date(2021, 3, 5), language), GAZETTEER).incidents
    assert [i.time.start for i in found if not i.aggregate] == [date(2021, 3, 4)] * 2
