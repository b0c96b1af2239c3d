"""Arabic bulletins: what was done in return, who only is told of, what is named twice, and what moves nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.arabic import parsed, told

if TYPE_CHECKING:
    from geomap.model import Movement


def ways(text: str) -> list[Movement]:
    """Movements."""
    return list(parsed(text).movements)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "قتل 14 جنديا في هجمات انتحارية في الباب، ورد الطيران التركي بغارات خلفت 47 قتيلا.",
            ["Suicide bomb", "Air/drone strike"],
        ),
        (
            "أطلق مسلحون صواريخ على القائم، وردت القوات العراقية بغارات جوية.",
            ["Shelling/artillery/missile attack", "Air/drone strike"],
        ),
        (
            "انفجر لغم بدورية قرب مأرب، ورد الجيش بقصف مدفعي.",
            ["Remote explosive/landmine/IED", "Shelling/artillery/missile attack"],
        ),
        (
            "قصفت مدفعية الاحتلال رفح، وردت الفصائل الفلسطينية بهجوم بقنبلة يدوية.",
            ["Shelling/artillery/missile attack", "Grenade"],
        ),
        (
            "هاجمت مسيرات انتحارية مطار سبها، وردت قوات حفتر بقصف صاروخي.",
            ["Air/drone strike", "Shelling/artillery/missile attack"],
        ),
    ],
)
def test_what_is_done_in_return_is_another(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    "text",
    [
        "تطالب الحركة التي راح ضحيتها 240 شخصا في بغداد باستقالة الحكومة.",
        "زار الوزير أسر الجنود الذين قتلوا في الموصل.",
        "يعد القائد الذي قتل في تعز من أبرز مساعديه.",
        "أحيا سكان درنة ذكرى المدينة التي لقي فيها الآلاف حتفهم.",
        "كرمت النقابة المصورين الذين استشهدوا في غزة.",
    ],
)
def test_who_died_is_only_told_of(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("أصيب العشرات في مواجهات قرب حاجز قلنديا ومدخل بيت لحم الشمالي.", ["بيت لحم", "حاجز قلنديا"]),
        ("أطلقت قذائف على مطاري سبها وبنغازي.", ["بنغازي", "سبها"]),
        ("اندلعت اشتباكات في محيط الفاشر وأطراف نيالا.", ["الفاشر", "نيالا"]),
        ("هاجم مسلحون قرى في ولايتي كسلا والقضارف.", ["القضارف", "كسلا"]),
        ("دارت معارك على مشارف الرقة ومداخل الطبقة.", ["الرقة", "الطبقة"]),
    ],
)
def test_the_second_place_of_one_event(text: str, places: list[str]) -> None:
    assert sorted(i.place_text or "" for i in told(text)) == places


@pytest.mark.parametrize(
    "text",
    [
        "أعاد الجيش الأمن إلى مدينة حلب.",
        "صدت القوات زحفا واسعا على صرواح.",
        "أعادت الورش الكهرباء إلى تعز.",
        "أفشل المقاتلون تقدما للنظام نحو سراقب.",
        "عادت الحياة إلى أسواق الموصل.",
    ],
)
def test_what_moves_nobody(text: str) -> None:
    assert ways(text) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("دخلت قافلة من 12 شاحنة تحمل ذرة من كلبس التشادية إلى الجنينة.", ("كلبس", "الجنينة")),
        ("وصلت 40 عائلة من قاحور إلى سرمدا.", ("قاحور", "سرمدا")),
        ("غادرت عائلات كثيرة بيوتها في الشياح إلى صيدا.", ("الشياح", "صيدا")),
        ("نقلت سيارات الإسعاف عشرة جرحى من صور إلى صيدا.", ("صور", "صيدا")),
        ("ترك المئات منازلهم في سراقب نحو سرمدا.", ("سراقب", "سرمدا")),
    ],
)
def test_where_they_came_from(text: str, ends: tuple[str, str]) -> None:
    assert [(m.origin and m.origin.text, m.destination and m.destination.text) for m in ways(text)] == [ends]
