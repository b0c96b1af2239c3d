"""Arabic: which sub-event type a sentence tells, where the words of another stand beside it, and what it counts."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases" / "kinds_ar.tsv"
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)
PLACES = ["كركوك", "تعز"]
COUNTS = ("killed", "wounded", "captured")


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize(
    ("row", "place"),
    [(row, place) for row in rows() for place in PLACES],
    ids=lambda v: v["sentence"][:40] if isinstance(v, dict) else v,
)
def test_a_sentence_tells_these_kinds(row: dict[str, str], place: str) -> None:
    parsed = read(Report("r", row["sentence"].format(P=place), DAY, "ar"), GAZETTEER)
    told = [i for i in parsed.incidents if i.modality == "occurred"]
    assert [i.sub_event_type for i in told] == row["type"].split("; ")
    for key in COUNTS:
        counted = {n for i in told if (n := getattr(i, key)) is not None}
        assert counted == ({int(row[key])} if row[key] else set()), key


def test_a_town_that_is_the_same_is_no_bomber() -> None:
    text = "فجر مسلحون متجراً في تعز. وفجروا منزلين في المدينة نفسها."
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    assert {i.sub_event_type for i in parsed.incidents} == {"Looting/property destruction"}
