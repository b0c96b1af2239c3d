"""Small namesakes far from all else that a report tells of, and names of valleys and mountains that nobody lists."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
KIRKUK = "Bombs went off in Kirkuk, Hawija, Daquq, Tuz Khurmatu, Tikrit and Baiji on Sunday. "


def places(text: str, language: str = "en") -> dict[str, str | None]:
    parsed = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER)
    return {m.surface: m.place and m.place.country for m in parsed.mentions if m.usage == "literal"}


@pytest.mark.parametrize("name", ["Azrou", "Midelt", "Ouezzane"])
def test_a_namesake_far_from_all_else_is_unknown(name: str) -> None:
    assert places(f"{KIRKUK}Rockets fell on the town of {name}, killing two.")[name] is None


def test_alone_it_is_what_it_is_called() -> None:
    assert places("Rockets fell on the town of Taza, killing two.") == {"Taza": "MA"}


@pytest.mark.parametrize(
    ("name", "country"), [("Geneva", "CH"), ("Vienna", "AT"), ("Cairo", "EG"), ("Washington", "US")]
)
def test_a_great_city_may_be_named_anywhere(name: str, country: str) -> None:
    assert places(f"{KIRKUK}Talks were held in {name} on Monday.")[name] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انفجر لغم في جبل الصنعوب قرب مأرب.", "جبل الصنعوب"),
        ("قتل خمسة من عناصر التنظيم في وادي زغيتون جنوب كركوك.", "وادي زغيتون"),
        ("دارت اشتباكات في وادي الحمض قرب صعدة.", "وادي الحمض"),
        ("قصفت المدفعية مواقع في جبل المرخام غرب تعز.", "جبل المرخام"),
        ("نصبوا كمينا في تبة القشلة شرق صرواح.", "تبة القشلة"),
    ],
)
def test_valleys_and_mountains_keep_their_noun(text: str, name: str) -> None:
    assert name in places(text, "ar")


@pytest.mark.parametrize(
    ("language", "text", "capital"),
    [
        ("ar", "دخلت الفصائل الموالية لأنقرة أحياء رأس العين.", "أنقرة"),
        ("ar", "انتشر مسلحون موالون لطهران في البوكمال.", "طهران"),
        ("ar", "هاجمت جماعة محسوبة على موسكو مقرا في سرت.", "موسكو"),
        ("en", "Factions loyal to Ankara entered Ras al-Ain.", "Ankara"),
        ("en", "A militia aligned with Tehran shelled a base in Kirkuk.", "Tehran"),
    ],
)
def test_whom_a_group_is_loyal_to_is_a_government(language: str, text: str, capital: str) -> None:
    assert capital not in places(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers raided homes in Hermel and arrested five men, who were taken to barracks in Ablah.",
        "Gunmen stormed a school in Hermel and seized two teachers, who were driven to Baalbek.",
        "Police searched a cafe in Hermel and detained a blogger, who was later moved to Beirut.",
    ],
)
def test_where_people_were_taken_is_not_where_it_happened(text: str) -> None:
    parsed = read(Report("r", text, date(2021, 3, 9), "en"), GAZETTEER)
    assert {i.place_text for i in parsed.incidents} == {"Hermel"}
