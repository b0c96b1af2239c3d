"""Arabic: the many verbs, idioms and frames in which events and movements are told, and the same words in none."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

TABLES = [Path(__file__).parents[1] / "cases" / name for name in ("predicates_ar.tsv", "told_by_results_ar.tsv")]
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)
TOLL = {"k": "killed", "w": "wounded", "c": "captured"}


def rows(record: str) -> list[dict[str, str]]:
    told: list[dict[str, str]] = []
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as lines:
            told += csv.DictReader(lines, delimiter="\t")
    return [row for row in told if row["record"] == record]


def title(row: object) -> str:
    return row["sentence"][:40] if isinstance(row, dict) else str(row)


@pytest.mark.parametrize("row", rows("incident"), ids=title)
def test_a_sentence_tells_these_events(row: dict[str, str]) -> None:
    parsed = read(Report("r", row["sentence"], DAY, "ar"), GAZETTEER)
    told = [i for i in parsed.incidents if i.modality == "occurred"]
    assert sorted(i.sub_event_type for i in told) == [t for t in row["kind"].split("; ") if t != "-"]
    counts = {TOLL[part[0]]: int(part[1:]) for part in row["told"].split()}
    for key in TOLL.values() if told else ():
        counted = {n for i in told if (n := getattr(i, key)) is not None}
        assert counted == ({counts[key]} if key in counts else set()), key


@pytest.mark.parametrize("row", rows("movement"), ids=title)
def test_a_sentence_tells_this_movement(row: dict[str, str]) -> None:
    parsed = read(Report("r", row["sentence"], DAY, "ar"), GAZETTEER)
    told = [(m.group, m.count) for m in parsed.movements if m.modality == "occurred"]
    assert told == ([] if row["kind"] == "-" else [(row["kind"], int(row["told"]) if row["told"] else None)])
