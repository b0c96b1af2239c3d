"""Movements told side by side in one sentence stay apart; practices are told from what happened once."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def moved(gazetteer, text):
    language = "en" if text.isascii() else "ar"
    return [
        (m.group, m.destination and m.destination.place.name, m.modality)
        for m in read(Report("r", text, date(2019, 3, 6), language), gazetteer).movements
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("يُنقل المقاتلون إلى سجون في الحسكة، بينما تُرسل العائلات إلى مخيم الهول.", ("civilians", "Al-Hol camp", "habitual")),
        ("وصل الجرحى إلى القامشلي، فيما نُقل المدنيون إلى مخيم الهول أمس.", ("civilians", "Al-Hol camp", "occurred")),
        ("Fighters are moved to Hasaka, while women and children are sent to al-Hol camp.", ("civilians", "Al-Hol camp", "habitual")),
        ("The wounded stayed in Hajin, while 40 civilians were taken to al-Hol camp on Sunday.", ("civilians", "Al-Hol camp", "occurred")),
        ("Families are taken to al-Hol camp.", ("civilians", "Al-Hol camp", "habitual")),
        ("Families were taken to al-Hol camp on Sunday.", ("civilians", "Al-Hol camp", "occurred")),
    ],
)  # fmt: skip
def test_the_last_movement_told(gazetteer, text, last):
    assert moved(gazetteer, text)[-1] == last


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Government troops took Marib as the Houthis retreated to Sanaa.", ("Marib", "Sanaa")),
        ("Shells hit Taiz on Sunday. Some 400 families left the city for Ibb.", ("Taiz", "Ibb")),
        ("About 2,000 civilians left Benghazi for the border town of Tobruk.", ("Benghazi", "Tobruk")),
        ("Residents of Nyala fled to El Fasher.", ("Nyala", "El Fasher")),
        ("Forty militants surrendered in Hajin on Monday.", ("Hajin", None)),
        ("The evacuation of Homs to Idlib began with 300 fighters.", ("Homs", "Idlib")),
    ],
)
def test_where_it_began_and_ended(gazetteer, text, ends):
    movement = read(Report("r", text, date(2019, 3, 6), "en"), gazetteer).movements[0]
    assert (movement.origin and movement.origin.text, movement.destination and movement.destination.text) == ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("وصل مهجّرو حمص إلى إدلب مساء الجمعة.", ("Homs", "Idlib")),
        ("بدأ نازحو تعز بالوصول إلى عدن يوم الأحد.", ("Taiz", "Aden")),
        ("استقبلت مأرب نازحي الحديدة ليلة الأحد.", ("Al-Hudaydah", "Marib")),
        ("استقبلت دهوك 90 من لاجئي القامشلي يوم الاثنين.", ("Qamishli", "Duhok")),
        ("نقلت الحافلات مهجّري دوما إلى إدلب فجر الجمعة.", ("Douma", "Idlib")),
        ("استقر لاجئو الموصل قرب الحسكة يوم الخميس.", ("Mosul", "Al-Hasakah")),
        ("استقبل أهالي حمص 300 عائلة يوم السبت.", (None, "Homs")),
        ("وصلت مساعدات إلى مهجّري حمص يوم السبت.", None),
    ],
)
def test_the_displaced_of_a_place_come_from_there(gazetteer, text, ends):
    movements = read(Report("r", text, date(2019, 3, 6), "ar"), gazetteer).movements
    named = [(m.origin and m.origin.place.name, m.destination and m.destination.place.name) for m in movements]
    assert named == ([ends] if ends else [])


@pytest.mark.parametrize(
    "text",
    [
        "ويقول نازحون من الحديدة يقيمون في خيام إنهم يخشون البرد.",
        "وقتل ستة أشخاص في منزل يستأجره نازحون من تعز.",
        "ويؤوي ملعب في إدلب أكثر من ألفي نازح من حمص.",
        "ويسكن المخيم مئات النازحين من الموصل لم يتمكنوا من العودة إلى ديارهم.",
        "وطالب الأهالي بنقاط حراسة لم يستطع الجيش إقامتها في مأرب.",
        "وضبط الأمن مستودعا يعود لتنظيم داعش في بادية الميادين.",
        "وزار وفد أممي مدينة تعز والتقى وجهاءها.",
        "وتراجعت أسعار الوقود في عدن للأسبوع الثالث.",
        "وتراجع سعر صرف الليرة في حلب.",
        "وكانت المدارس تؤوي عائلات فرت من نيالا.",
        "ولم يستطع السكان العودة إلى حمص.",
        "دخل رتل للجيش مدينة منبج مساء الأحد.",
    ],
)
def test_who_people_are_and_what_only_looks_like_a_way_is_no_movement(gazetteer, text):
    assert moved(gazetteer, text) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("ووصل نازحون من الحديدة إلى عدن أمس.", ("الحديدة", "عدن")),
        ("فر نازحون من حمص إلى إدلب يوم الأحد.", ("حمص", "إدلب")),
        ("استقبلت عدن أمس مئات النازحين من تعز.", ("تعز", "عدن")),
        ("ولم يستطع السكان البقاء في تعز بسبب القصف فنزحوا إلى إب.", ("تعز", "إب")),
        ("عادت خمسون عائلة من دمشق إلى حمص السبت.", ("دمشق", "حمص")),
    ],
)
def test_people_named_after_their_way_may_still_go(gazetteer, text, ends):
    movement = read(Report("r", text, date(2019, 3, 6), "ar"), gazetteer).movements[0]
    assert (movement.origin and movement.origin.text, movement.destination and movement.destination.text) == ends


def ways(language):
    with (Path(__file__).parent.parent / "cases" / f"ways_{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return [(language, row["told"], row["sentence"]) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize(("language", "told", "sentence"), [*ways("ar"), *ways("en")])
def test_who_went_from_where_to_where(gazetteer, language, told, sentence):
    found = read(Report("r", sentence, date(2019, 3, 6), language), gazetteer).movements
    assert ";".join(f"{m.group}:{named(m.origin)}>{named(m.destination)}" for m in found) == told


def named(end):
    return end.place.name if end and end.place else "-"


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("شهدت مدينة أعزاز وصول آلاف النازحين من سراقب.", [("Saraqib", "Azaz")]),
        ("شهدت القضارف تدفق مئات الأسر من سنجة.", [("Singa", "Al Qadarif")]),
        ("أدت المعارك في سراقب إلى نزوح 300 أسرة صوب أعزاز.", [("Saraqib", "Azaz")]),
        ("غادرت سرت نحو عشرين ألف أسرة، استقر معظمها في مصراتة.", [("Sirte", "Misrata")]),
        ("قصف الجيش سوقا في نيالا. ونزحت جراء ذلك مئة عائلة إلى الفاشر.", [("Nyala", "El Fasher")]),
        ("استهدف القصف حافلة تقل ركابا قرب سرت.", []),
        ("ما زال إيصال المساعدات متعذرا إلى نيالا.", []),
        ("اغتال مسلحون محاميا لدى خروجه من مكتبه في درعا.", []),
        ("وتعثر دخول شاحنات المساعدات من معبر باب الهوى إلى إدلب.", []),
        ("لجان المقاومة في سنجة قالت إن الوضع هادئ.", []),
    ],
)
def test_ends_of_ways_in_arabic(gazetteer, text, ways):
    moves = read(Report("r", text, date(2019, 3, 6), "ar"), gazetteer).movements
    names = [tuple(end.place.name if end and end.place else None for end in (m.origin, m.destination)) for m in moves]
    assert names == ways


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("An aid convoy to Taiz arrived on Monday.", "occurred"),
        ("An aid convoy to Taiz is stuck at a checkpoint.", "planned"),
        ("A food convoy to Nyala remains stuck on the border.", "planned"),
        ("A humanitarian convoy to Kobani has been waiting for permits since Sunday.", "planned"),
        ("A relief convoy for Madaya has yet to leave its depot.", "planned"),
        ("The evacuation of 300 wounded from Foua to Idlib was delayed.", "planned"),
        ("The evacuation of the wounded from Foua to Idlib will begin tomorrow.", "planned"),
        ("The evacuation of civilians from Douma to Idlib is expected to begin on Sunday.", "planned"),
        ("Buses waiting at Rashidin took 500 people to Idlib.", "occurred"),
    ],
)
def test_what_awaits_clearance_has_yet_to_set_out(gazetteer, text, mode):
    found = read(Report("r", text, date(2019, 3, 6), "en"), gazetteer).movements
    assert [m.modality for m in found] == [mode]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("140 families left Homs and Hama on Friday.", [("Homs", 140, ("Hama",)), ("Hama", None, ("Homs",))]),
        ("غادرت 140 عائلة حمص وحماة يوم الجمعة.", [("Homs", 140, ("Hama",)), ("Hama", None, ("Homs",))]),
        ("Families left Homs and Hama on Friday.", [("Homs", None, ()), ("Hama", None, ())]),
        ("140 families left Homs on Friday.", [("Homs", 140, ())]),
    ],
)
def test_what_share_of_one_number_is_whose_is_not_known(gazetteer, text, told):
    found = read(Report("r", text, date(2019, 3, 6), "en" if text.isascii() else "ar"), gazetteer).movements
    assert [(m.origin.place.name, m.count, m.shared_with) for m in found] == told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The bodies aside, 62 prisoners were flown to Sanaa on Saturday.", 62),
        ("Besides the dead, 30 families moved to Azaz on Saturday.", 30),
        ("فضلاً عن الجثامين، نقل 62 أسيراً جواً إلى صنعاء يوم السبت.", 62),
    ],
)
def test_the_dead_whom_an_aside_excepts_count_no_travellers(gazetteer, text, count):
    found = read(Report("r", text, date(2019, 3, 6), "en" if text.isascii() else "ar"), gazetteer).movements
    assert [m.count for m in found] == [count]
