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
    files = (CASES / f"predicates_en{of}.txt" for of in ("", "_told"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("wanted", "text"), cases(), ids=lambda value: str(value)[:60])
def test_what_a_predicate_tells(wanted: str, text: str) -> None:
    parsed = read(Report("r", text, PUBLISHED, "en"), GAZETTEER)
    incidents = [
        f"{i.sub_event_type} @ {i.place_text or (i.place and i.place.name)}" + (f" : {i.killed}" if i.killed else "")
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


# whom a place falls to, whose hands it is in, what is history, and what hindering is
@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Non-state actor overtakes territory", "Goma fell to the M23 on Monday after the army's lines broke."),
        ("Non-state actor overtakes territory", "Hama fell into rebel hands on Wednesday."),
        ("Government regains territory", "Hama fell into the hands of the army on Wednesday."),
        (
            "Government regains territory",
            "Adale is back in the hands of the Somali government after al-Shabaab was driven out.",
        ),
        (
            "Non-state actor overtakes territory",
            "Adale is back in rebel hands after the army was driven out on Tuesday.",
        ),
        ("Non-state actor overtakes territory", "Bria slipped from the grasp of government forces on Tuesday."),
        (
            "Non-violent transfer of territory",
            "Syrian soldiers moved into posts that the SDF had vacated in Manbij on Monday.",
        ),
        ("Attack", "An activist who led last year's marches was found shot dead in Basra on Wednesday."),
        ("Protest with intervention", "Police prevented marchers from reaching the square in Algiers on Friday."),
        ("Peaceful protest", "Survivors of the flood marched in Derna on Monday."),
        (None, "Those who last year were shot dead in Basra have no graves."),
        (None, "The Ottomans captured Aden in 1538 and lost it a century later."),
        (None, "Two children fell into a well near Hama on Wednesday and were rescued."),
        (None, "Police said nobody was prevented from reaching the square in Algiers on Friday."),
        (None, "A coach plunged into a ravine near Najaf on Tuesday, killing nine."),
    ],
)
def test_grammar_of_what_is_told(wanted: str | None, text: str) -> None:
    parsed = read(Report("r", text, PUBLISHED, "en"), GAZETTEER)
    assert [i.sub_event_type for i in parsed.incidents if i.modality == "occurred"] == ([wanted] if wanted else [])
