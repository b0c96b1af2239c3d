"""Quarters kept with their town in brackets, and names to which a short word or a spoken preposition is attached."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

DAY = date(2021, 3, 5)
ENGLISH = [
    ("Gunmen shot dead a man in the Zuhoor neighbourhood of Mosul on Sunday.", "iq-mosul-zuhur"),
    ("In Homs, shells hit the Khaldiyeh and Bayada neighbourhoods, killing six.", "sy-homs-khalidiya"),
    ("Two people were killed in Wahda district, Mosul.", "iq-mosul-wahda"),
    ("Three people were killed in the Yaqshid district of Mogadishu.", "so-mogadishu-yaqshid"),
    ("Clashes broke out in the Slaibeh neighbourhood of Latakia.", "sy-latakia-slaibeh"),
]
ARABIC = [
    ("قتل ثلاثة أشخاص بأم درمان يوم الأحد.", "أم درمان"),
    ("أصيب رجل بتل تمر في ريف الحسكة.", "تل تمر"),
    ("وصل نازحون لود مدني قادمين من سنجة.", "ود مدني"),
    ("دهمت قوة منزلا بحي الخالدية في حمص.", "الخالدية"),
    ("سقطت خمس قذائف عالرستن في ريف حمص.", "الرستن"),
    ("قصف مدفعي عالصنمين في ريف درعا.", "الصنمين"),
]
NO_PLACES = [
    "ارتفع سعر لبن الأطفال بعد أيام من القتال.",
    "اعتقل الجيش رجلين بعد خروجهما من المحكمة.",
    "أحرق مسلحون مسجدين ومتجرين ليل الأحد.",
]


@pytest.mark.parametrize(("text", "place"), ENGLISH)
def test_a_quarter_is_found_by_its_name_where_its_town_is_told(text: str, place: str) -> None:
    found = read(Report("x", text, DAY, "en"), load_gazetteer([]))
    assert place in [m.place.id for m in found.mentions if m.place]


@pytest.mark.parametrize(("text", "surface"), ARABIC)
def test_a_preposition_attached_to_a_short_word_or_of_a_dialect_is_cut(text: str, surface: str) -> None:
    found = read(Report("x", text, DAY, "ar"), load_gazetteer([]))
    assert surface in [m.surface for m in found.mentions]


@pytest.mark.parametrize("text", NO_PLACES)
def test_everyday_words_are_no_places(text: str) -> None:
    assert not read(Report("x", text, DAY, "ar"), load_gazetteer([])).mentions


def test_no_quarter_of_a_town_that_is_not_told() -> None:
    text = "Two people were killed in the Zuhoor neighbourhood of Kirkuk."
    found = read(Report("x", text, DAY, "en"), load_gazetteer([]))
    assert "iq-mosul-zuhur" not in [m.place.id for m in found.mentions if m.place]
