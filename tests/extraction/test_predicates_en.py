"""The many ways in which the press tells an event: phrasal verbs, light verbs, results, and the same words in none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()
PUBLISHED = date(2024, 5, 4)


def cases() -> list[list[str]]:
    lines = (CASES / "predicates_en.txt").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("wanted", "text"), cases(), ids=lambda value: str(value)[:60])
def test_what_a_predicate_tells(wanted: str, text: str) -> None:
    parsed = read(Report("r", text, PUBLISHED, "en"), GAZETTEER)
    incidents = [
        f"{i.sub_event_type} @ {i.place_text}" + (f" : {i.killed}" if i.killed else "")
        for i in parsed.incidents
        if i.modality == "occurred"
    ]
    movements = [
        f"{m.group} : {m.origin.text if m.origin else '-'} > {m.destination.text if m.destination else '-'} : {m.count or '-'}"
        for m in parsed.movements
        if m.modality == "occurred"
    ]
    if " > " in wanted or wanted == "-":
        assert movements == ([] if wanted == "-" else [wanted])
    assert incidents == ([] if " > " in wanted or wanted == "-" else wanted.split(" ; "))
