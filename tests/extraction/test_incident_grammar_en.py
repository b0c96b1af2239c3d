"""English sentences for each rule of grammar by which incidents are told: several in one sentence, each at its place.

The column ``told`` lists what happened, ``type, place, killed`` parted by semicolons, in any order.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
CASES = Path(__file__).parent.parent / "cases" / "grammar_en.tsv"
DAY = date(2019, 3, 6)  # a Wednesday


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['rule']}: {row['sentence'][:40]}")
def test_each_event_at_its_place(row: dict[str, str]) -> None:
    told = [
        i
        for i in read(Report("r", row["sentence"], DAY, "en"), GAZETTEER).incidents
        if i.modality in ("occurred", "claimed")
    ]
    found = [
        ", ".join([i.sub_event_type, i.place.name if i.place else i.place_text or "-", str(i.killed or "-")])
        for i in told
    ]
    assert sorted(found) == sorted(filter(None, row["told"].split("; ")))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On Monday shells hit Idlib. Two days earlier a bomb exploded in Kirkuk.", [4, 2]),
        ("On Monday shells hit Idlib. A week earlier a mine exploded in Kirkuk.", [4, 25]),
        ("Gunmen shot a judge in Taiz on Monday. Soldiers then stormed a house in Jibla.", [4, 4]),
        ("A car bomb exploded in Baquba on Monday. Hours later shells fell on Khalis.", [4, 4]),
        ("A bomber hit a church in Kirkuk on Monday. Youths with knives then attacked motorists in Tuz.", [4, 4]),
        ("Police shot a man in Hilla on Sunday. Shortly afterwards, a mob burned a house in Kifl.", [3, 3]),
        ("Shells hit Idlib on Tuesday, two days after a bomb exploded in Kirkuk.", [5, 3]),
        ("Troops entered Sirte on Tuesday. Shells hit Misrata a day earlier.", [5, 4]),
        ("Gunmen shot a judge in Baquba on Sunday. Three days later, a bomb exploded in Kirkuk.", [3, 6]),
        ("Shells hit Idlib on Monday. Hours later, a mine exploded in Kirkuk.", [4, 4]),
    ],
)
def test_days_counted_from_the_day_told(text: str, days: list[int]) -> None:
    told = [i.time.start for i in read(Report("r", text, DAY, "en"), GAZETTEER).incidents]
    assert [d and d.day for d in told] == days


@pytest.mark.parametrize(
    "heading",
    [
        "Daily bulletin, 4 March 2019. ",
        "Daily bulletin - Monday 4 March 2019: ",
        "Situation report for 4 March: ",
        "The Observatory, 4 March 2019 - ",
        "Radio Sirte, evening news for Monday. ",
        "Monday was a violent day across Libya. ",
    ],
)
def test_a_heading_dates_what_stands_below_it(heading: str) -> None:
    text = (
        heading
        + "Artillery shelled Sirte; the same day, a mine exploded in Misrata. Gunmen kidnapped a judge in Sabha."
    )
    told = read(Report("r", text, DAY, "en"), GAZETTEER).incidents
    assert [i.time.start for i in told] == [date(2019, 3, 4)] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen people were killed in Aleppo and Idlib provinces between 25 February and 3 March.",
        "Between 24 February and 2 March, 31 civilians were killed in Hama and Idlib governorates.",
        "From 23 February to 1 March, nine farmers were killed in Helmand and Kandahar provinces.",
    ],
)
def test_the_dead_of_provinces_over_days_are_a_sum(text: str) -> None:
    told = read(Report("r", text, DAY, "en"), GAZETTEER).incidents
    assert told
    assert all(i.aggregate for i in told)


@pytest.mark.parametrize(
    "text",
    [
        "The hospital in Idlib was hit by shells on 10 May.",
        "Gunmen killed a judge in an ambush on 3 May in Taiz.",
        "There was an air strike on May 7 in Saraqib.",
        "Clashes on 9 May left two dead in Sirte.",
    ],
)
def test_the_month_of_may_leaves_nothing_open(text: str) -> None:
    told = read(Report("r", text, date(2019, 5, 12), "en"), GAZETTEER).incidents
    assert [(i.modality, i.time.start and i.time.start.month) for i in told] == [("occurred", 5)]
