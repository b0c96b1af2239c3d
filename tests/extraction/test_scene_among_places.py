"""Where an event happened, in sentences that tell of other places too: homes, offices, roads, hospitals, causes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 5)
# the scene, two other places, and the far end of a road
ARABIC = [
    ("منبج", "الرقة", "الحسكة", "الباب"),
    ("المخا", "تعز", "الحديدة", "البيضاء"),
    ("صرمان", "مصراتة", "الزاوية", "سرت"),
]


def lines(name: str) -> list[str]:
    return (CASES / name).read_text("utf-8").splitlines()


ENGLISH = [
    ("Manbij", "Raqqa", "Hasakah", "Tabqa"),
    ("Mocha", "Taiz", "Hodeidah", "Dhamar"),
    ("Surman", "Misrata", "Zawiya", "Sirte"),
]
LANGUAGES = {"ar": ARABIC, "en": ENGLISH}
CASES_OF = [(k, line, names) for k, sets in LANGUAGES.items() for line in lines(f"scenes_{k}.txt") for names in sets]


@pytest.mark.parametrize(("language", "line", "names"), CASES_OF, ids=lambda value: str(value)[:40])
def test_each_event_happens_at_its_scene(language: str, line: str, names: tuple[str, str, str, str]) -> None:
    scene, other, third, end = names
    parsed = read(Report("r", line.format(T=scene, D=other, D2=third, T2=end), DAY, language), GAZETTEER)
    told = {m.place.id: m.surface for m in parsed.mentions if m.place}
    scenes = {told[i.place.id] for i in parsed.incidents if i.place}
    assert scenes
    assert scenes <= ({other, end} if "{T2}" in line else {scene})  # a stretch of road lies between both its ends
