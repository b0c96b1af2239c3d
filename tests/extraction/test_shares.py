"""Tolls that a sentence shares out: one more elsewhere, parts of a sum, numbers in brackets, the sides of a fight."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer(())
DAY = date(2024, 5, 15)
COUNTS = ("killed", "wounded", "captured")


def cases() -> list[tuple[str, str, str]]:
    """Language, text and what is told of each place: its words, killed, wounded, captured, "-" where untold."""
    out = []
    for language in ("ar", "en"):
        lines = (CASES / f"shares_{language}.tsv").read_text("utf-8").splitlines()
        out += [(language, *line.split("\t", 1)) for line in lines if line and not line.startswith("#")]
    return out


@pytest.mark.parametrize(("language", "text", "told"), cases(), ids=lambda value: str(value)[:50])
def test_each_place_has_its_share(language: str, text: str, told: str) -> None:
    parsed = read(Report("r", text, DAY, language), GAZETTEER)
    shown = (
        (i.place_text or "-", *("-" if (n := getattr(i, key)) is None else str(n) for key in COUNTS))
        for i in parsed.incidents
        if not i.aggregate
    )
    assert sorted(" ".join(map(str, row)) for row in shown) == sorted(filter(None, told.split("; ")))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("وثق ناشطون مقتل 11 مدنيا: خمسة بلغم في تدمر وستة بغارة على سراقب.", 11),
        ("قتل 25 شخصا في السودان الأحد، منهم عشرة بقصف على الفاشر وخمسة عشر بغارة على نيالا.", 25),
        ("Monitors counted eleven dead: five from a mine in Palmyra and six in an air raid on Saraqib.", 11),
        ("Nineteen people died in Iraq on Sunday, twelve of them in a car bombing in Kirkuk.", 19),
    ],
)
def test_a_sum_is_kept_as_one(text: str, killed: int) -> None:
    language = "ar" if text[0] > "z" else "en"
    sums = [i.killed for i in read(Report("r", text, DAY, language), GAZETTEER).incidents if i.aggregate]
    assert sums == [killed]
