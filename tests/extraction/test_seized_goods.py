"""Goods that are seized are no ground and nobody; a fight that follows a bomb, with losses of its own, is another deed."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2024, 3, 15)  # a Friday
BOMB, CLASH = "Remote explosive/landmine/IED", "Armed clash"


def types(text: str, language: str) -> list[str]:
    return [i.sub_event_type for i in read(Report("r", text, DAY, language), GAZETTEER).incidents if not i.aggregate]


@pytest.mark.parametrize(
    "text",
    [
        "Customs officers in Daraa seized half a million captagon pills hidden in a lorry of oranges on Tuesday.",
        "Police seized a large quantity of hashish and two boats off Tyre on Tuesday.",
        "Inspectors in Erbil seized expired medicine in eleven pharmacies on Monday and fined their owners.",
        "Police officers in Amman seized 200 kilos of heroin and a pistol on Monday.",
        "Two men who had driven the lorry from Damascus were handed over to the court on Monday.",
    ],
)
def test_goods_are_no_ground_and_nobody(text: str) -> None:
    assert types(text, "en") == []


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Islamic State fighters seized a large part of Ramadi on Tuesday.", "Non-state actor overtakes territory"),
        ("Gunmen in two cars seized a doctor in Basra on Monday.", "Abduction/forced disappearance"),
        ("The base was handed over to the police in Kirkuk on Monday.", "Non-violent transfer of territory"),
    ],
)
def test_ground_and_people_are(text: str, sub_event_type: str) -> None:
    assert types(text, "en") == [sub_event_type]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A mine killed two soldiers near Hodeidah on Monday, and clashes between troops and gunmen left five dead.",
        ),
        (
            "en",
            "A bomb hit a patrol in Mosul on Monday, killing three, and clashes broke out in which two gunmen were killed.",
        ),
        (
            "ar",
            "انفجرت عبوة ناسفة بدورية للجيش في الموصل يوم الأربعاء فقتلت ثلاثة، ثم اندلعت اشتباكات قتل فيها مسلحان.",
        ),
    ],
)
def test_a_fight_that_follows_a_bomb_is_another_deed(language: str, text: str) -> None:
    assert types(text, language) == [BOMB, CLASH]
