"""Arabic: ground that changes hands twice, forces that enter, names that nobody lists, crowds and their cause."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2021, 6, 16)  # a Wednesday
LOST, REGAINED = "Non-state actor overtakes territory", "Government regains territory"


def told(text: str) -> list[Incident]:
    """Incidents that happened."""
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    return [i for i in parsed.incidents if i.modality == "occurred" and not i.aggregate]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("سيطر تنظيم الدولة على تدمر أمس، إلا أن الجيش السوري عاد وسيطر عليها مساء.", [LOST, REGAINED]),
        ("استولت قوات الدعم السريع على بارا يوم الأحد، واستعادها الجيش السوداني الثلاثاء.", [LOST, REGAINED]),
        ("استعاد الجيش العراقي بيجي فجرا، غير أن تنظيم داعش تمكن من السيطرة عليها ظهرا.", [REGAINED, LOST]),
        ("انتزع الحوثيون مدينة حرض لكن القوات الحكومية اليمنية استعادتها بعد ساعات.", [LOST, REGAINED]),
        ("هاجمت ألوية العمالقة مطار الحديدة أمس، واستعادت السيطرة عليه بعد ساعات.", [REGAINED]),
    ],
)
def test_ground_is_taken_up_by_a_pronoun(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    "text",
    [
        "دخلت فصائل المعارضة مدينة حماة ظهر الخميس.",
        "دخل الحوثيون عمران أمس بعد انسحاب اللواء 310.",
        "دخل مقاتلو حركة الشباب مدينة جوهر مساء الاثنين.",
        "دخلت قوات الدعم السريع مدينة بابنوسة أمس.",
        "دخل مسلحو تنظيم داعش بلدة هجين فجرا.",
    ],
)
def test_a_force_that_enters_a_town_takes_it(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [LOST]


@pytest.mark.parametrize(
    "text",
    [
        "دخلت قوات الاحتلال مخيم جنين فجرا.",
        "دخل رئيس الوزراء مدينة عدن مساء أمس.",
        "دخل عمال الإغاثة مدينة تعز الاثنين.",
        "دخلت قوات اليونيفيل بلدة العديسة أمس.",
        "دخل المستشفى في صنعاء عشرون طفلا.",
    ],
)
def test_others_who_enter_take_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ضبطت القوات في بساتين المخيسة كدسا للعتاد.", "المخيسة"),
        ("قتلت غارة ثلاثة مسلحين قرب عدادو يوم الجمعة.", "عدادو"),
        ("قصفت الطائرات مزارع جنوب قاطية.", "قاطية"),
        ("استهدفت المدفعية جرود العجرم فجر الأحد.", "العجرم"),
        ("هاجم مسلحون دورية شمال برقاشة أمس.", "برقاشة"),
    ],
)
def test_a_name_that_nobody_lists_after_a_word_of_place(text: str, place: str) -> None:
    assert [i.place_text for i in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("تجمع المئات في ميدان الشهداء في طرابلس منددين بالهجوم.", "طرابلس"),
        ("خرج العشرات في رام الله نصرة لغزة.", "رام الله"),
        ("وقف معلمون أمام مديرية التربية في تعز مطالبين برواتبهم.", "تعز"),
        ("نزل آلاف السودانيين إلى شوارع أم درمان رافضين الانقلاب.", "أم درمان"),
        ("تجمع طلاب في بغداد رافعين لافتات ضد الفساد.", "بغداد"),
    ],
)
def test_a_crowd_by_its_cause(text: str, place: str) -> None:
    assert [(i.sub_event_type, i.place_text) for i in told(text)] == [("Peaceful protest", place)]
