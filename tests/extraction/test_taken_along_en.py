"""English: captives who are exchanged or led off, ground that is left behind, people whom fighting drives out."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import End, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
CASES = Path(__file__).parent.parent / "cases" / "taken_along_en.tsv"
DAY = date(2019, 3, 6)


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def name(end: End | None) -> str:
    return end.place.name if end and end.place else "-"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["sentence"][:40])
def test_who_went_from_where_to_where(row: dict[str, str]) -> None:
    told = read(Report("r", row["sentence"], DAY, "en"), GAZETTEER).movements
    found = [(m.group, name(m.origin), name(m.destination), str(m.count or "")) for m in told]
    assert found == [(row["group"], row["from"], row["to"], row["count"])]
