"""Whose a toll is: one a place, the sum no incident; the hurt who died, those only named again, what nobody knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
CASES = Path(__file__).parents[1] / "cases"


def _cases(language: str) -> list[object]:
    lines = (CASES / f"tolls_{language}.tsv").read_text("utf-8").splitlines()
    return [pytest.param(language, *line.split("\t"), id=line) for line in lines if line and not line.startswith("#")]


def _told(n: int | None) -> str:
    return "-" if n is None else str(n)


@pytest.mark.parametrize(("language", "text", "tolls"), [*_cases("ar"), *_cases("en")])
def test_each_incident_has_its_own_toll(language: str, text: str, tolls: str) -> None:
    found = read(Report("r", text, date(2021, 3, 5), language), GAZETTEER).incidents
    named = [
        f"{i.place.name if i.place else i.place_text} {_told(i.killed)} {_told(i.wounded)}"
        for i in found
        if not i.aggregate and i.modality == "occurred"
    ]
    assert "; ".join(named) == tolls
