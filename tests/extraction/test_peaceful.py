"""Words of war and flight told of prices, weather, beasts, matches and bills are no event; those beside them are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases" / "peaceful.tsv"
GAZETTEER = load_gazetteer()


def cases() -> list[list[str]]:
    return [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("incidents", "movements", "text"), cases(), ids=lambda value: str(value)[:40])
def test_nobody_is_attacked_who_is_not(incidents: str, movements: str, text: str) -> None:
    parsed = read(Report("r", text, date(2024, 3, 6), "en" if text.isascii() else "ar"), GAZETTEER)
    told = [f"{i.sub_event_type}: {i.place_text}" for i in parsed.incidents if i.modality == "occurred"]
    assert told == ([] if incidents == "-" else incidents.split("; "))
    assert len([m for m in parsed.movements if m.modality == "occurred"]) == int(movements)
