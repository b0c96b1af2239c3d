"""How an event lies to the place that is named: on a road, between two towns, to one of the eight winds of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.extraction.where.precision import precision
from geomap.model import Place, Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()
TOWNS = {
    "ar": [("سراقب", "الباب"), ("الحويجة", "تكريت"), ("ذمار", "البيضاء")],
    "en": [("Saraqib", "Manbij"), ("Hawija", "Tikrit"), ("Dhamar", "Marib")],
}


def lines(language: str) -> list[list[str]]:
    text = (CASES / f"relations_{language}.txt").read_text("utf-8")
    return [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]


ALL = [(k, relation, line, *names) for k, sets in TOWNS.items() for relation, line in lines(k) for names in sets]


@pytest.mark.parametrize(("language", "relation", "line", "p", "q"), ALL, ids=lambda value: str(value)[:40])
def test_the_relation_is_told(language: str, relation: str, line: str, p: str, q: str) -> None:
    text = line.replace("{P}", p).replace("{Q}", q)
    parsed = read(Report("r", text, date(2024, 5, 15), language), GAZETTEER)
    told = [(i.relation, i.place_text) for i in parsed.incidents]
    assert [r for r, _ in told] == [relation]
    assert str(told[0][1]).endswith((p, q))
    assert all(i.precision and i.precision.where_prec > 1 for i in parsed.incidents)


@pytest.mark.parametrize(
    ("text", "where_prec", "least", "most"),
    [
        ("A mine exploded in Saraqib.", 1, 0, 5000),
        ("A mine exploded on the road to Saraqib.", 2, 15_000, 15_000),
        ("A mine exploded on the Saraqib-Idlib road.", 2, 10_000, 25_000),
        ("A mine exploded on the road between Homs and Palmyra.", 5, 100_000, 160_000),
        ("A mine exploded in the desert of Palmyra.", 3, 30_000, 30_000),
    ],
)
def test_the_radius_covers_where_it_may_have_been(text: str, where_prec: int, least: int, most: int) -> None:
    (incident,) = read(Report("r", text, date(2024, 5, 15), "en"), GAZETTEER).incidents
    assert incident.precision is not None
    assert incident.precision.where_prec == where_prec
    assert least <= incident.precision.radius_m <= most


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen attacked a bus on the Al-Bab road.", "Al-Bab"),
        ("Gunmen attacked a bus on the Manbij-al-Bab road.", "Manbij"),
        ("Gunmen attacked a bus on the Deir ez-Zor-Hasakah road.", "Deir ez-Zor"),
    ],
)
def test_a_hyphen_inside_a_name_parts_no_ends(text: str, name: str) -> None:
    (incident,) = read(Report("r", text, date(2024, 5, 15), "en"), GAZETTEER).incidents
    assert incident.place_text == name


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("ar", "هاجم مسلحون رتلا على طريق حمص - تدمر وقُتل ثلاثة جنود.", 3),
        ("ar", "قتل ثلاثة مدنيين – بينهم طفل – بقصف على الأتارب.", 3),
        ("ar", "أدى قصف - وفق ناشطين - على سرمين إلى مقتل امرأتين.", 2),
        ("ar", "دمشق - سانا - قتل أربعة مدنيين بقصف على الأتارب.", 4),
        ("en", "A bomb went off on the Baghdad - Kirkuk road, killing two soldiers.", 2),
        ("en", "Three civilians - including a child - were killed by shelling in Atarib.", 3),
    ],
)
def test_a_dash_between_names_or_around_an_aside_ends_nothing(language: str, text: str, killed: int) -> None:
    parsed = read(Report("r", text, date(2024, 5, 15), language), GAZETTEER)
    assert [i.killed for i in parsed.incidents] == [killed]


@pytest.mark.parametrize(
    ("kind", "told", "radius"),
    [
        ("governorate", 12_000, 12_000),
        ("governorate", 180_000, 180_000),
        ("governorate", 5000, 60_000),
        ("district", 8000, 8000),
        ("river", 5000, 80_000),
        ("village", 900, 900),
    ],
)
def test_an_area_reaches_as_far_as_the_gazetteer_tells(kind, told, radius):
    """Where nobody told, 5000, as far as its kind usually does."""
    place = Place("x-y", "Tall", 35.0, 40.0, kind, precision_m=told)
    assert precision(place, None).radius_m == radius
