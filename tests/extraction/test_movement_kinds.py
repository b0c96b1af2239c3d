"""Fresh sentences for every kind of movement, in both languages; ``mode`` is "no" where nobody moved."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parent.parent / "cases"
GAZETTEER = load_gazetteer()
KINDS = 10
EACH = 6


def rows(language: str, table: str = "movements") -> list[dict[str, str]]:
    with (CASES / f"{table}_{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def name(end) -> str:
    return "-" if end is None else end.place.name if end.place else end.text


@pytest.mark.parametrize(
    ("language", "row"),
    [
        (language, row)
        for language in ("ar", "en")
        for table in ("movements", "ways_told")
        for row in rows(language, table)
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value['kind']}: {value['sentence'][:40]}",
)
def test_a_movement_is_coded(language: str, row: dict[str, str]) -> None:
    parsed = read(Report("r", row["sentence"], date(2019, 3, 6), language), GAZETTEER)
    told = [
        (m.group, name(m.origin), name(m.destination), m.count, m.modality)
        for m in parsed.movements
        if m.modality != "negated"
    ]
    count = int(row["count"]) if row["count"] else None
    wanted = [(row["group"], row["from"], row["to"], count, row["mode"])] if row["mode"] != "no" else []
    assert told == wanted


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_kind_has_six(language: str) -> None:
    kinds = [row["kind"] for row in rows(language)]
    assert {kinds.count(kind) for kind in kinds} == {EACH}
    assert len(set(kinds)) == KINDS
