"""Tolls: Arabic nouns of deeds govern the number that follows each; those of a whole country are of no one attack."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("ضربت غارة مدينة صعدة، ما أسفر عن مقتل 9 مدنيين وإصابة 26 آخرين.", 9, 26),
        ("انفجرت عبوة في كركوك، ما أدى إلى استشهاد أربعة جنود وجرح سبعة.", 4, 7),
        ("قصفت مدفعية تعز، ما تسبب بمقتل ثلاث نساء وإصابة ستة أطفال.", 3, 6),
        ("استهدفت غارة سجنا في صعدة وأسفرت عن مقتل 91 محتجزا وإصابة 236 آخرين.", 91, 236),
        ("أدى قصف على الفاشر إلى وفاة 12 نازحا وإصابة 40 شخصا.", 12, 40),
        ("أسفر قصف على درعا عن استشهاد شاب في العشرين وإصابة ثلاثة.", 1, 3),
    ],
)
def test_each_deed_has_its_own_number(text: str, killed: int, wounded: int) -> None:
    (incident,) = read(Report("r", text, date(2022, 1, 27), "ar"), GAZETTEER).incidents
    assert (incident.killed, incident.wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("The death toll rose to 41 by evening.", 41),
        ("The death toll across the country reached 41 by evening.", None),
        ("The number of dead across the country rose to 41.", None),
        ("Activists counted 41 dead nationwide.", None),
    ],
)
def test_a_toll_of_the_whole_country_is_not_that_of_one_attack(told: str, killed: int | None) -> None:
    text = f"A car bomb exploded in Azaz on Friday. {told}"
    assert [i.killed for i in read(Report("r", text, date(2019, 3, 6), "en"), GAZETTEER).incidents] == [killed]
