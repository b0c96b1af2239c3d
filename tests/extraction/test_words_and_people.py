"""Everyday words and people whose names are spelled like places, and homes and quarters that are no other town's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction.reader import read
from geomap.model import Report
from geomap.places.load import load_gazetteer

GAZETTEER = load_gazetteer()
TABLE = Path(__file__).parents[1] / "cases" / "words_and_people.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("language", "text", "named"), ROWS)
def test_only_places_are_told(language: str, text: str, named: str) -> None:
    parsed = read(Report("r", text, date(2024, 10, 20), language), GAZETTEER)
    told = [m.place.name if m.place else "-" for m in parsed.mentions if m.usage == "literal"]
    assert "; ".join(told) == named


def test_who_speaks_elsewhere_draws_no_fighting_there() -> None:
    text = "Two soldiers were killed in clashes in Hays on Monday. A source in Mocha said the fighting went on."
    parsed = read(Report("r", text, date(2024, 10, 20), "en"), GAZETTEER)
    assert {i.place.name for i in parsed.incidents if i.place} == {"Hays"}
