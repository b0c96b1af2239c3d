"""The words of events in the constructions of the news: one incident a sentence, its kind, place, day and toll."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()
PUBLISHED, TOLD = date(2021, 3, 10), date(2021, 3, 8)
PLACES = ("Kirkuk", "Kano")


def cases() -> list[list[str]]:
    lines = (CASES / "words_en.tsv").read_text("utf-8").splitlines()
    return [[*line.split("\t"), place] for line in lines if not line.startswith("#") for place in PLACES]


@pytest.mark.parametrize(("kind", "killed", "wounded", "line", "place"), cases(), ids=lambda value: str(value)[:40])
def test_a_sentence_tells_one_incident(kind: str, killed: str, wounded: str, line: str, place: str) -> None:
    parsed = read(Report("r", line.format(P=place), PUBLISHED, "en"), GAZETTEER)
    told = [(i.sub_event_type, i.place_text, i.modality) for i in parsed.incidents]
    assert told == ([] if kind == "none" else [(kind, place, "occurred")])
    assert not parsed.movements
    for i in parsed.incidents:
        assert (i.killed, i.wounded) == tuple(None if n == "-" else int(n) for n in (killed, wounded))
        assert i.time.start == (TOLD if "Monday" in line or "8 March" in line else None)


def test_forces_that_enter_are_not_those_who_say_so() -> None:
    parsed = read(Report("r", "Residents said government forces entered Kirkuk on Monday.", PUBLISHED, "en"), GAZETTEER)
    assert [i.sub_event_type for i in parsed.incidents] == ["Government regains territory"]
    assert [m.group for m in parsed.movements] in ([], ["forces"])
