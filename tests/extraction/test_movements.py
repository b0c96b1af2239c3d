"""Movements told side by side in one sentence stay apart; practices are told from what happened once."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def moved(gazetteer, text):
    language = "en" if text.isascii() else "ar"
    return [
        (m.group, m.destination and m.destination.place.name, m.modality)
        for m in read(Report("r", text, date(2019, 3, 6), language), gazetteer).movements
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("يُنقل المقاتلون إلى سجون في الحسكة، بينما تُرسل العائلات إلى مخيم الهول.", ("civilians", "Al-Hol camp", "habitual")),
        ("وصل الجرحى إلى القامشلي، فيما نُقل المدنيون إلى مخيم الهول أمس.", ("civilians", "Al-Hol camp", "occurred")),
        ("Fighters are moved to Hasaka, while women and children are sent to al-Hol camp.", ("civilians", "Al-Hol camp", "habitual")),
        ("The wounded stayed in Hajin, while 40 civilians were taken to al-Hol camp on Sunday.", ("civilians", "Al-Hol camp", "occurred")),
        ("Families are taken to al-Hol camp.", ("civilians", "Al-Hol camp", "habitual")),
        ("Families were taken to al-Hol camp on Sunday.", ("civilians", "Al-Hol camp", "occurred")),
    ],
)  # fmt: skip
def test_the_last_movement_told(gazetteer, text, last):
    assert moved(gazetteer, text)[-1] == last


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Government troops took Marib as the Houthis retreated to Sanaa.", ("Marib", "Sanaa")),
        ("Shells hit Taiz on Sunday. Some 400 families left the city for Ibb.", ("Taiz", "Ibb")),
        ("About 2,000 civilians left Benghazi for the border town of Tobruk.", ("Benghazi", "Tobruk")),
        ("Residents of Nyala fled to El Fasher.", ("Nyala", "El Fasher")),
        ("Forty militants surrendered in Hajin on Monday.", ("Hajin", None)),
        ("The evacuation of Homs to Idlib began with 300 fighters.", ("Homs", "Idlib")),
    ],
)
def test_where_it_began_and_ended(gazetteer, text, ends):
    movement = read(Report("r", text, date(2019, 3, 6), "en"), gazetteer).movements[0]
    assert (movement.origin and movement.origin.text, movement.destination and movement.destination.text) == ends


def ways(language):
    with (Path(__file__).parent.parent / "cases" / f"ways_{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return [(language, row["told"], row["sentence"]) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize(("language", "told", "sentence"), [*ways("ar"), *ways("en")])
def test_who_went_from_where_to_where(gazetteer, language, told, sentence):
    found = read(Report("r", sentence, date(2019, 3, 6), language), gazetteer).movements
    assert ";".join(f"{m.group}:{named(m.origin)}>{named(m.destination)}" for m in found) == told


def named(end):
    return end.place.name if end and end.place else "-"
