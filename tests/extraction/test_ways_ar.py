"""Arabic ways: what is put off or may come, and totals, are no ways that were gone."""

from __future__ import annotations

import pytest

from tests.arabic import parsed


@pytest.mark.parametrize(
    "text",
    [
        "تأجل تحرك قافلة لقاحات من بورتسودان إلى كوستي.",
        "تأجل خروج الدفعة الثانية من دوما إلى جرابلس حتى إشعار آخر.",
        "وأرجئ وصول 40 شاحنة إلى تعز.",
        "قد يضطر 150 ألفا آخرون إلى الفرار نحو سنار إذا امتد القتال.",
        "وقد يضطر السكان إلى النزوح من سرت إلى مصراتة.",
        "تأجلت عودة 90 أسرة من الخازر إلى الموصل.",
    ],
)
def test_what_is_put_off_or_may_come_is_planned(text: str) -> None:
    assert [m.modality for m in parsed(text).movements] == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "ارتفع عدد الذين تركوا الموصل منذ بدء العمليات إلى 215 ألفا.",
        "بلغ مجموع من غادروا الخرطوم منذ اندلاع الحرب ثلاثة ملايين شخص.",
        "وارتفع عدد من نزحوا من الحديدة منذ يونيو إلى مئة ألف.",
    ],
)
def test_totals_are_no_ways(text: str) -> None:
    assert parsed(text).movements == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("أجبر أهالي قرية التكينة على مغادرتها بعد هجوم قتل فيه أحد عشر مزارعا، واتجهوا إلى المناقل.", None),
        ("تراجع المسلحون إلى أطراف تدمر مخلفين 19 قتيلا.", None),
        ("انسحب الحوثيون من الحديدة إلى باجل بعد مقتل سبعة منهم.", None),
        ("وغادر 116 منهم جوا من طرابلس إلى كيغالي.", 116),
        ("نقل الصليب الأحمر 87 منهم من عرسال إلى طرابلس.", 87),
    ],
)
def test_the_dead_do_not_go_and_some_of_them_do(text: str, count: int | None) -> None:
    assert parsed(text).movements[0].count == count
