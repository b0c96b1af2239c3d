"""Where an event happened whose place stands in another sentence, is taken up, or is told only for what it lies in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)
# the first town and its governorate, two more towns in it, and where somebody speaks
NAMES = {
    "ar": [("منبج", "حلب", "الباب", "جرابلس", "الحسكة"), ("هيت", "الأنبار", "الرطبة", "راوة", "أربيل")],
    "en": [
        ("Mayadin", "Deir ez-Zor governorate", "Hajin", "Al-Busayrah", "Homs"),
        ("Sinjar", "Nineveh governorate", "Tal Afar", "Rabia", "Baghdad"),
    ],
}


def cases() -> list[tuple[str, str, str, tuple[str, ...]]]:
    rows = {
        k: [line.split("\t") for line in (CASES / f"taken_up_{k}.txt").read_text("utf-8").splitlines()[1:]]
        for k in NAMES
    }
    return [(k, text, where, names) for k, table in rows.items() for text, where in table for names in NAMES[k]]


@pytest.mark.parametrize(("language", "text", "where", "names"), cases(), ids=lambda value: str(value)[:40])
def test_each_event_has_the_place_that_is_meant(language: str, text: str, where: str, names: tuple[str, ...]) -> None:
    by_letter = dict(zip("TGNMD", names, strict=True))
    parsed = read(Report("r", text.format(**by_letter).replace("⏎", "\n"), DAY, language), GAZETTEER)
    surfaces = {m.place.id: m.surface for m in parsed.mentions if m.place}
    told = [surfaces[i.place.id] if i.place else None for i in parsed.incidents if not i.aggregate]
    wanted = [by_letter[letter] for letter in where.split()]
    assert len(told) == len(wanted)
    left = list(told)
    for name in wanted:  # a governorate may be told with its noun
        at = next((n for n, surface in enumerate(left) if surface and surface.endswith(name)), None)
        assert at is not None, told
        left.pop(at)
