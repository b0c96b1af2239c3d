"""Two incidents, or an incident and a movement, told in one sentence; and what is told at length and is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = (Path(__file__).parents[1] / "cases" / "two_in_one_en.tsv").read_text("utf-8").splitlines()
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)
NAMES = [("Kirkuk", "Ramadi"), ("Taiz", "Marib")]


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
@pytest.mark.parametrize("line", CASES, ids=lambda line: line[:60])
def test_each_of_two_is_told_apart(line: str, names: tuple[str, str]) -> None:
    """A line: the sentence, its incidents (type, place, killed where told), and the way that is told, if any."""
    one, other = names
    text, incidents, way = (cell.format(X=one, Y=other) for cell in line.split("\t"))
    parsed = read(Report("r", text, DAY, "en"), GAZETTEER)
    told = [i for i in parsed.incidents if i.modality == "occurred"]
    found = [f"{i.sub_event_type}@{i.place_text}" + (f"={i.killed}" if i.killed else "") for i in told]
    ways = [f"{m.origin and m.origin.text} > {m.destination and m.destination.text}" for m in parsed.movements]
    assert sorted(found) == sorted(incidents.split("; "))
    assert ways == [way] * bool(way)
