"""English: fights, ground, bombs and moving forces in many predicates and frames, and the same words in none of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases" / "predicates_en_arms.tsv"
GAZETTEER = load_gazetteer()
DAY = date(2024, 3, 6)
GROUPS = ("forces", "fighters")


def cases() -> list[list[str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def number(told: str) -> int | None:
    return None if told == "-" else int(told)


@pytest.mark.parametrize("row", cases(), ids=lambda row: row[-1][:40])
def test_a_sentence_tells_this(row: list[str]) -> None:
    kind, first, second, wounded, sentence = row
    parsed = read(Report("r", sentence, DAY, "en"), GAZETTEER)
    incidents = [i for i in parsed.incidents if i.modality == "occurred"]
    movements = [m for m in parsed.movements if m.modality == "occurred"]
    told = [
        (i.sub_event_type, i.place.name if i.place else i.place_text, i.killed or None, i.wounded or None)
        for i in incidents
    ]
    moved = [
        (
            m.group,
            *("-" if end is None else end.place.name if end.place else end.text for end in (m.origin, m.destination)),
        )
        for m in movements
    ]
    event = kind != "none" and kind not in GROUPS
    assert told == ([(kind, first, number(second), number(wounded))] if event else [])
    assert moved == ([(kind, first, second)] if kind in GROUPS else [])
