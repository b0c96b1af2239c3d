"""Whole sentences in both languages: all events that each tells, with place, toll and doer, and no others."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Movement, Report
from geomap.places import load_gazetteer

CASES = (Path(__file__).parent.parent / "cases").glob("whole_sentences*.txt")
ROWS = [
    line.split(" | ")
    for cases in sorted(CASES)
    for line in cases.read_text("utf-8").splitlines()
    if " | " in line and not line.startswith("#")
]
GAZETTEER = load_gazetteer()
PUBLISHED = date(2023, 5, 21)  # a Sunday


def moved(m: Movement) -> dict[str, str]:
    """What a movement tells: who went from where to where, how many and when."""
    ends = ((end.place.name if end.place else end.text) if end else "-" for end in (m.origin, m.destination))
    head = f"~{m.group} @ {' > '.join(ends)}"
    return {"head": head, "n": str(m.count), "on": str(m.time.start), "told": m.modality}


@pytest.mark.parametrize(("want", "text"), ROWS)
def test_a_sentence_tells_these_events_and_no_others(want: str, text: str) -> None:
    parsed = read(Report("r", text, PUBLISHED), GAZETTEER)
    told = [
        {
            "head": f"{i.sub_event_type} @ {i.place.name if i.place else i.place_text}",
            "killed": str(i.killed),
            "wounded": str(i.wounded),
            "captured": str(i.captured),
            "by": str(i.actor1),
            "to": str(i.actor2),
            "on": str(i.time.start),
            "told": i.modality,
        }
        for i in parsed.incidents
        if not i.aggregate
    ]
    if "~" in want:
        told += [moved(m) for m in parsed.movements]
    for event in want.split("; ") if want != "-" else ():
        head, *more = re.split(r" (?=[a-z]+=)", event)
        given = {"told": "occurred", "head": head, **dict(pair.split("=", 1) for pair in more)}
        fits = [i for i in told if given.items() <= i.items()]
        assert fits, (event, told)
        told.remove(fits[0])
    assert not told
