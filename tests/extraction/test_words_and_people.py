"""Everyday words and people whose names are spelled like places, and homes and quarters that are no other town's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction.reader import read
from geomap.model import Report
from geomap.places.load import load_gazetteer

GAZETTEER = load_gazetteer()
TABLE = Path(__file__).parents[1] / "cases" / "words_and_people.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("language", "text", "named"), ROWS)
def test_only_places_are_told(language: str, text: str, named: str) -> None:
    parsed = read(Report("r", text, date(2024, 10, 20), language), GAZETTEER)
    told = [m.place.name if m.place else "-" for m in parsed.mentions if m.usage == "literal"]
    assert "; ".join(told) == named


def test_who_speaks_elsewhere_draws_no_fighting_there() -> None:
    text = "Two soldiers were killed in clashes in Hays on Monday. A source in Mocha said the fighting went on."
    parsed = read(Report("r", text, date(2024, 10, 20), "en"), GAZETTEER)
    assert {i.place.name for i in parsed.incidents if i.place} == {"Hays"}


_GEONAMES = (
    ("Iraq", "Iraqi,An Iraq", 33.05, 43.77, "A\tPCLI\tIQ", 29_000_000),
    ("Mukabah", "موكبه", 13.6, 44.5, "P\tPPL\tYE", 0),
    ("Rumia", "Roumia", 54.57, 18.39, "P\tPPL\tPL", 48_000),
    ("Roumié", "رومية", 33.88, 35.62, "P\tPPL\tLB", 0),
    ("Roumiyé", "رومية", 34.18, 35.66, "P\tPPL\tLB", 0),
)


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "An Iraqi F-16 struck a hideout near Hawija, killing two militants.", ["Hawija"]),
        ("en", "As Iraqi troops shelled Hawija, two boys were hurt.", ["Hawija"]),
        ("ar", "انفجرت عبوة ناسفة في طريق موكبه في عدن.", ["Aden"]),
        ("ar", "انفجرت عبوة ناسفة قرب قرية موكبه.", ["Mukabah"]),
        ("ar", "نقل 50 معتقلا من سجن رومية إلى سجن القبة في طرابلس.", ["Al Qubbah", "Tripoli"]),
    ],
)
def test_a_people_and_what_is_his_are_no_places(tmp_path: Path, language: str, text: str, named: list[str]) -> None:
    """Though GeoNames has a country and a village that are spelled so."""
    rows = (
        f"{n}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{kind}\t\t01\t\t\t\t{people}\t\t\tAsia/Aden\t2020-01-01"
        for n, (name, others, lat, lon, kind, people) in enumerate(_GEONAMES, 9_000_001)
    )
    (file := tmp_path / "XX.txt").write_text("\n".join(rows) + "\n", "utf-8")
    parsed = read(Report("r", text, date(2024, 10, 20), language), load_gazetteer([file]))
    assert [m.place.name for m in parsed.mentions if m.place and m.usage == "literal"] == named
