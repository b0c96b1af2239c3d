"""The small French pack: six reports from Mali, Burkina Faso and Chad."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parent.parent / "cases" / "reports_fr.jsonl"
REPORTS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
GAZETTEER = load_gazetteer()


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case["id"])
@pytest.mark.parametrize("declared", ["fr", None])
def test_a_french_report_is_read(case: dict[str, Any], declared: str | None) -> None:
    parsed = read(Report(case["id"], case["text"], date.fromisoformat(case["published"]), declared), GAZETTEER)
    assert parsed.error is None
    assert parsed.report.language == "fr"
    told = [
        [i.sub_event_type, i.place_text, str(i.time.start), i.killed, i.wounded]
        for i in parsed.incidents
        if i.modality == "occurred"
    ]
    assert told == case["incidents"]
    moved = [
        [m.group, m.origin and m.origin.text, m.destination and m.destination.text, m.count] for m in parsed.movements
    ]
    assert moved == case["movements"]
    for record in (*parsed.incidents, *parsed.movements):
        assert case["text"][record.evidence.start : record.evidence.end] == record.evidence.quote


def test_an_elided_article_is_a_word_of_its_own() -> None:
    text = "Les habitants de la ville ont fui l'Adrar pour N'Djamena lundi."
    surfaces = [m.surface for m in read(Report("r", text, date(2020, 1, 1), "fr"), GAZETTEER).mentions]
    assert "N'Djamena" in surfaces
    assert not any(s.startswith("l'") for s in surfaces)
