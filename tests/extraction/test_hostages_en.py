"""English: those whom others try to free are not seized again, and taking hostages is an abduction."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


@pytest.mark.parametrize(
    ("text", "captured"),
    [
        ("Soldiers raided a farm near Sabha on Monday to rescue three captives, but the captives were shot.", [None]),
        ("The army stormed a farm near Baiji on Friday and freed four hostages.", [None]),
        ("Marines stormed a house in Taiz on Monday in a bid to free seven hostages; five were killed.", [None]),
        ("Gunmen took two hostages in Marib on Friday.", [2]),
        ("Militants stormed the hotel in Sabha on Friday, seizing 12 hostages.", [12]),
        ("Doctors took the freed hostages to a clinic in Marib on Friday.", []),
        ("Police stormed a farm near Baiji on Friday and captured nine men.", [9]),
    ],
)
def test_who_is_seized(text: str, captured: list[int | None]) -> None:
    parsed = read(Report("r", text, date(2024, 10, 5), "en"), GAZETTEER)
    assert [i.captured for i in parsed.incidents] == captured
