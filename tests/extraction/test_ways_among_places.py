"""Where people, forces and aid went from and to, in plain sentences that tell of other places too."""

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
# whence, where to, and a place that nobody went to
NAMES = {
    "ar": [("منبج", "الرقة", "الباب"), ("الحويجة", "تكريت", "كركوك")],
    "en": [("Manbij", "Raqqa", "Tabqa"), ("Hawija", "Tikrit", "Kirkuk")],
}


def cases() -> list[tuple[str, str, tuple[str, str, str]]]:
    tables = {language: (CASES / f"ways_among_{language}.txt").read_text("utf-8").splitlines() for language in NAMES}
    return [(k, line, names) for k, lines in tables.items() for line in lines for names in NAMES[k]]


@pytest.mark.parametrize(("language", "line", "names"), cases(), ids=lambda value: str(value)[:40])
def test_a_way_leads_from_one_place_to_the_other(language: str, line: str, names: tuple[str, str, str]) -> None:
    origin, end, aside = names
    parsed = read(Report("r", line.format(O=origin, T=end, D=aside), DAY, language), GAZETTEER)
    ways = [(m.origin and m.origin.text, m.destination and m.destination.text) for m in parsed.movements]
    assert ways == [(origin, end)]
