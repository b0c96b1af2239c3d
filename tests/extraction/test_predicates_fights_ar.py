"""Arabic: ways in which agencies, bulletins and local pages tell a fight, a strike, a bomb, a taking, a march."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.arabic import parsed, told

if TYPE_CHECKING:
    from geomap.model import End

CASES = Path(__file__).parents[1] / "cases" / "predicates_fights_ar.tsv"


def rows() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [(r["told"], r["killed"], r["sentence"]) for r in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize(("wanted", "killed", "text"), [r for r in rows() if ">" not in r[0]])
def test_what_a_sentence_tells(wanted: str, killed: str, text: str) -> None:
    found = told(text)
    places = [i.place.name if i.place else i.place_text for i in found]
    kinds = [i.sub_event_type for i in found]
    assert ("; ".join(sorted(f"{k}: {p}" for k, p in zip(kinds, places, strict=True))) or "-") == wanted
    if killed:
        assert int(killed) in [i.killed for i in found]


@pytest.mark.parametrize(("wanted", "text"), [(r[0], r[2]) for r in rows() if ">" in r[0]])
def test_who_moves(wanted: str, text: str) -> None:
    ways = [m for m in parsed(text).movements if m.modality == "occurred"]
    assert wanted in [f"{m.group}: {name(m.origin)} > {name(m.destination)}" for m in ways]


def name(where: End | None) -> str:
    return where.place.name if where is not None and where.place is not None else "-"
