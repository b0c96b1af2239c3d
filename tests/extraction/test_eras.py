"""History that an earlier year or the name of a war tells is none of today's news; what happens today is."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2024, 3, 15)  # a Friday


def types(text: str, language: str) -> list[str]:
    return [i.sub_event_type for i in read(Report("r", text, DAY, language), GAZETTEER).incidents if not i.aggregate]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Older people still speak about the war of 2006, when bombs levelled most of Tyre."),
        ("en", "In the siege of 2014, 1,100 people were killed in the old city of Homs."),
        ("en", "In the days of the uprising of 1982, the army shelled Hama for three weeks."),
        ("en", "Throughout the July 2006 war, warships shelled Tyre and dozens of people were killed."),
        ("en", "In the battle of 2015 the Houthis shelled the port of Aden, and dozens of dockers were killed."),
        ("en", "In the war years, militiamen shelled Tripoli and two of her brothers were killed."),
        ("en", "Ten years ago Islamic State attacked Mosul and killed dozens, and many more were abducted."),
        ("en", "When Islamic State held the city, its men executed dozens of people in Mosul."),
        ("ar", "ولا يزال كبار السن يتحدثون عن حرب 2006 حين سوّت القنابل معظم صور بالأرض."),
        ("ar", "وفي أيام انتفاضة 1982 قصف الجيش حماة ثلاثة أسابيع وقتل الآلاف من سكانها."),
        ("ar", "وطوال حرب تموز 2006 قصفت البوارج صور ودفن العشرات في مقبرة جماعية."),
        ("ar", "وفي معركة 2015 قصف الحوثيون ميناء عدن وقتل العشرات من عمال الرصيف."),
        ("ar", "وفي سنوات الحرب قصفت الميليشيات طرابلس وقتل اثنان من أشقائها."),
        ("ar", "وزمن الحرب الأهلية خطف مسلحون المئات على الطريق بين صيدا وبيروت."),
        ("ar", "وعندما كان تنظيم الدولة يسيطر على المدينة أعدم عناصره العشرات في الموصل."),
    ],
)
def test_what_was_told_of_a_war_of_old_is_history(language: str, text: str) -> None:
    assert types(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "sub_event_type"),
    [
        ("en", "Gunmen shot dead a commander who had fought in the war of 2006 in Sidon on Monday.", "Armed clash"),
        ("en", "Hundreds marched in Beirut on Saturday to mark the massacre of 1982.", "Peaceful protest"),
        ("en", "Police in Erbil arrested four men on Tuesday over a massacre of 2014 near Tikrit.", "Arrests"),
        ("ar", "هاجمت كتائب ثورة العشرين حاجزاً للشرطة في بعقوبة يوم الأربعاء وقتلت شرطيين.", "Armed clash"),
    ],
)
def test_what_happens_now_to_those_of_then_is_news(language: str, text: str, sub_event_type: str) -> None:
    assert types(text, language) == [sub_event_type]
