"""Fresh sentences for every ACLED sub-event type, in both languages.

The column ``told`` is "no" where nothing is said to have happened, ``place`` is empty where the embedded gazetteer does
not know it. ``kind`` is how a sentence tells it: plain, passive, noun (the event is a noun: an attack on, the arrest
of), negated, planned (feared, asked for) or historical.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import SUB_EVENT_TYPES, Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parent.parent / "cases"
GAZETTEER = load_gazetteer()
UNTOLD = {"negated", "planned", "historical"}
KINDS = {"plain", "passive", "noun", *UNTOLD}
LEAST = 8  # sentences a type, of which half are hard: all but the plain ones


def rows(language: str) -> list[dict[str, str]]:
    with (CASES / f"events_{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def number(cell: str) -> int | None:
    return int(cell) if cell.strip() else None


@pytest.mark.parametrize(
    ("language", "row"),
    [(language, row) for language in ("ar", "en") for row in rows(language)],
    ids=lambda value: value if isinstance(value, str) else value["sentence"][:40],
)
def test_a_sentence_is_coded(language: str, row: dict[str, str]) -> None:
    parsed = read(Report("r", row["sentence"], date(2019, 3, 6), language), GAZETTEER)
    told = [i for i in parsed.incidents if i.modality == "occurred"]
    record = row["type"], row["place"], number(row["killed"]), number(row["wounded"])
    found = [(i.sub_event_type, i.place.name if i.place else "", i.killed, i.wounded) for i in told]
    assert found == ([record] if row["told"] != "no" else [])
    for incident in told:
        e = incident.evidence
        assert row["sentence"][e.start : e.end] == e.quote


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_sub_event_type_has_its_share_of_hard_cases(language: str) -> None:
    table = rows(language)
    assert {row["kind"] for row in table} == KINDS
    assert [row for row in table if (row["told"] == "no") != (row["kind"] in UNTOLD)] == []
    assert len({row["sentence"] for row in table}) == len(table)
    told = Counter(row["type"] for row in table)
    hard = Counter(row["type"] for row in table if row["kind"] != "plain")
    few = {kind: (told[kind], hard[kind]) for kind in SUB_EVENT_TYPES}
    assert {kind: n for kind, n in few.items() if n[0] < LEAST or 2 * n[1] < n[0]} == {}
