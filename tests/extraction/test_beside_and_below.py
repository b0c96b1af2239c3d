"""Deeds beside deeds, "the city" below a dateline, times of day without a day."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A landmine destroyed a truck near Midi.", ["Remote explosive/landmine/IED"]),
        ("Land-mine blasts aside, a mine wrecked a bus near Harad.", ["Remote explosive/landmine/IED"]),
        ("An IED damaged a police car in Baqubah.", ["Remote explosive/landmine/IED"]),
        (
            "In Manbij a bomb went off on Monday, killing one, and gunmen looted two shops the same evening.",
            ["Looting/property destruction", "Remote explosive/landmine/IED"],
        ),
        (
            "Shells hit a mosque in Zalingei, and militiamen plundered the market after sunset.",
            ["Looting/property destruction", "Shelling/artillery/missile attack"],
        ),
        (
            "Fighters looted the market in Rufaa, and a rights unit documented six cases of rape.",
            ["Looting/property destruction", "Sexual violence"],
        ),
    ],
)
def test_what_robbers_do_beside_a_blast_or_a_rape_is_another_deed(text: str, kinds: list[str]) -> None:
    parsed = read(Report("r", text, date(2021, 3, 9), "en"), GAZETTEER)
    assert sorted(i.sub_event_type for i in parsed.incidents) == kinds


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ar", "القامشلي - انسحب المقاتلون من مدينة رأس العين. وقصفت طائرة المدينة ليلا.", "Ras al-Ayn"),
        ("ar", "بيروت - نزح الآلاف من مدينة النبطية. وأغارت طائرات على المدينة فجرا.", "Nabatieh"),
        ("en", "BEIRUT - Thousands fled the city of Nabatieh. Warplanes bombed the city at dawn.", "Nabatieh"),
    ],
)
def test_the_city_is_not_that_of_the_dateline(language: str, text: str, place: str) -> None:
    parsed = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER)
    assert [i.place and i.place.name for i in parsed.incidents] == [place]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shells struck the outskirts of Daquq from dawn."),
        ("en", "Gunmen raided a house in Daquq during the night."),
        ("en", "Clashes went on in Daquq throughout the night."),
        ("en", "Mortars have pounded Daquq since first light."),
        ("ar", "قتل رجل في داقوق خلال الليل."),
        ("ar", "قصفت المدفعية داقوق طوال الليل."),
        ("ar", "تدور اشتباكات في داقوق منذ الفجر."),
        ("ar", "تتعرض داقوق منذ ساعات الصباح الأولى لقصف مدفعي."),
    ],
)
def test_a_time_of_day_alone_is_of_the_day_told(language: str, text: str) -> None:
    found = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER).incidents
    assert [i.time.start for i in found] == [date(2021, 3, 9)]
