"""Arabic: quarters of towns that are called as everyday words, or as cities abroad."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2021, 6, 16)


def places(text: str) -> list[tuple[str, str | None]]:
    """What is mentioned, as it is written and with the id of the place."""
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    return [(m.surface, m.place.id if m.place else None) for m in parsed.mentions]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("الموصل: انفجرت عبوة في حي عدن ظهر الأحد.", ("عدن", "iq-mosul-adan")),
        ("سقط صاروخ على حي فلسطين في الموصل.", ("فلسطين", "iq-mosul-filastin")),
        ("حلب: قتل قناص امرأة في حي الفردوس.", ("الفردوس", "sy-aleppo-fardous")),
        ("اغتيل ضابط متقاعد في حي النزهة بمدينة حمص.", ("النزهة", "sy-homs-nuzha")),
        ("تعز: سقطت قذيفة في حي الدعوة وأصابت طفلين.", ("الدعوة", "ye-taiz-dawa")),
        ("الخرطوم: نهب مسلحون متاجر في حي الرياض.", ("الرياض", "sd-khartoum-riyadh")),
        ("بنغازي: عثر على جثة في حي السلام.", ("السلام", "ly-benghazi-salam")),
        ("غزة: استشهد أربعة في قصف على حي النصر.", ("النصر", "ps-gaza-nasr")),
    ],
)
def test_a_quarter_is_meant_where_its_noun_leads_to_it_and_its_town_is_told(text: str, told: tuple[str, str]) -> None:
    assert told in places(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("سيطر الجيش في الموصل على حيي الصديق والحدباء.", ["iq-mosul-siddiq", "iq-mosul-hadba"]),
        ("دمشق: اشتباكات في أحياء الميدان والصالحية والمهاجرين.", ["sy-damascus-midan", "sy-damascus-salihiya", "sy-damascus-muhajirin"]),
        ("الموصل: قصف طال أحياء النور والصحة والشفاء.", ["iq-mosul-nur", "iq-mosul-sihha", "iq-mosul-shifa"]),
        ("حمص: انتشر عناصر في أحياء القصور والخالدية والحميدية.", ["sy-homs-qusour", "sy-homs-khalidiya", "sy-homs-hamidiya"]),
        ("الخرطوم: قصف طال أحياء العمارات والرياض والمجاهدين.", ["sd-khartoum-amarat", "sd-khartoum-riyadh", "sd-khartoum-mujahidin"]),
        ("حلب: قتلى في أحياء المشهد والصالحين والفردوس.", ["sy-aleppo-mashhad", "sy-aleppo-salihin", "sy-aleppo-fardous"]),
    ],
)  # fmt: skip
def test_a_noun_of_quarters_leads_to_each_of_its_list(text: str, told: list[str]) -> None:
    assert [i for _, i in places(text)][1:] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("وصلت سفينة إلى ميناء عدن.", "ye-aden"),
        ("دعت الرياض إلى ضبط النفس، وقصف الطيران صنعاء.", "sa-riyadh"),
        ("تظاهر المئات في نابلس والخليل.", "ps-nablus"),
    ],
)
def test_the_bare_name_stays_the_citys(text: str, told: str) -> None:
    assert told in [i for _, i in places(text)]


def test_a_quarter_of_a_town_that_is_not_told_is_not_taken() -> None:
    assert places("بغداد: انفجرت عبوة في حي الزهور.")[1][1] not in ("iq-mosul-zuhur", "sy-damascus-zuhour")


@pytest.mark.parametrize(
    "text",
    ["انفجرت عبوة في الموصل حي الصديق.", "قتل شاب في الموصل قرية بادوش.", "سقطت قذيفة في حلب حي المشهد."],
)
def test_a_town_stays_a_town_before_the_noun_of_what_lies_in_it(text: str) -> None:
    assert places(text)[0][1] in ("iq-mosul", "sy-aleppo")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("بغداد: أُحرقت الخيام في ساحة بيجي.", ["بغداد", "بيجي"]),
        ("كركوك: نام المعتصمون في الخيام حتى الفجر.", ["كركوك"]),
        ("تعز: رد الناطق ببرود على السؤال.", ["تعز"]),
        ("بنغازي: رمى مجهول رمانة يدوية على البوابة.", ["بنغازي"]),
        ("طرابلس: اندفع المئات صوب السراي.", ["طرابلس"]),
        ("حلب: أعلن «مركز عفرين الإعلامي» وقف البث.", ["حلب"]),
        ("القاهرة: وعلى الصعيد الداخلي أوقفت الشرطة ستة.", ["القاهرة"]),
        ("عدن: وتستعد منظمات محلية لتسيير قافلة غذائية.", ["عدن"]),
        ("بيروت: وتعمل باريس على إحياء مبادرتها.", ["بيروت", "باريس"]),
        ("غزة: فجر المقاتلون عبوة في ناقلة جند شرق الشجاعية.", ["غزة", "الشجاعية"]),
    ],
)
def test_words_that_are_no_place_where_they_stand(text: str, told: list[str]) -> None:
    assert [surface for surface, _ in places(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("بيروت: سقطت قذائف على الخيام فجرا.", "lb-khiam"),
        ("كركوك: هوجمت نقطتان في الرشاد والرياض.", "iq-riyad"),
        ("وصل الوزير من بغداد والرياض.", "sa-riyadh"),
        ("البوكمال: عبر رتل باتجاه القائم.", "iq-al-qaim"),
    ],
)
def test_a_name_of_two_places_by_what_is_told_beside_it(text: str, told: str) -> None:
    assert told in [i for _, i in places(text)]
