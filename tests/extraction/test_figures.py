"""What failed, did not happen, or is a figure of speech is no incident; the attack that failed was one."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


def told(text: str) -> list[Incident]:
    language = "en" if text.isascii() else "ar"
    found = read(Report("r", text, date(2024, 5, 15), language), GAZETTEER).incidents
    return [i for i in found if i.modality in ("occurred", "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "أخفقت الفصائل في السيطرة على مدينة إدلب.",
        "فشل لصوص في نهب مخزن للحبوب في القضارف.",
        "عجز المهاجمون عن السيطرة على مدينة تدمر.",
        "منيت محاولة اختطاف صحفي في طرابلس بالفشل.",
        "حاول الحوثيون التقدم باتجاه مدينة الضالع من دون جدوى.",
        "The rebels vainly tried to seize the airport at Goma.",
        "Soldiers attempted without success to recapture Bakhmut on Monday.",
        "Militants were unable to overrun the town of Djibo.",
        "Gunmen attempted to abduct a nurse in Katsina but failed.",
        "The junta's troops tried unsuccessfully to retake Kidal last week.",
    ],
)
def test_what_was_tried_in_vain_is_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (1, "شن مسلحون هجوماً فاشلاً على حاجز في سبها قُتل خلاله جندي."),
        (None, "فشل الهجوم الذي شنه التنظيم على سجن في الحسكة."),
        (2, "Two policemen died in a failed attack on a checkpoint near Kidal."),
    ],
)
def test_an_attack_that_failed_was_one(killed: int | None, text: str) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "لا أنباء عن هجمات في مدينة كركوك اليوم.",
        "لا معلومات حول وقوع اشتباكات في الزاوية.",
        "لم ترد معلومات عن وقوع أي غارات على بعلبك.",
        "خلت مدينة صعدة من أي غارات خلال يومين.",
        "غابت الغارات عن صنعاء طوال الأسبوع.",
        "سلمت مدينة دير حافر من القصف.",
        "The army detained no one in Jenin during the search.",
        "Gunmen shot nobody in the market of Gao.",
        "The raiders abducted none of the pupils in Kaduna.",
        "It is not true that police fired on marchers in Sfax.",
        "The ministry called false the report that a mine had exploded in Hajjah.",
        "The town of Baalbek was left untouched by the shelling.",
    ],
)
def test_what_did_not_happen_is_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "اشتباك كلامي بين نائبين في بغداد.",
        "معركة انتخابية ساخنة في البصرة.",
        "قصف مهاجم الاتحاد مرمى الأهلي بهدفين في جدة.",
        "انفجار الأسعار في الخرطوم يثقل كاهل السكان.",
        "هجوم إلكتروني استهدف مصرفاً في بيروت.",
        "أسراب الجراد تهاجم مزارع الحديدة.",
        "هاجم كلب مسعور تلاميذ في إربد.",
        "اجتاح السياح شوارع أربيل في العيد.",
        "اغتيال الحقيقة في دمشق كتاب جديد.",
        "هاجم الوزير معارضيه خلال مؤتمر في الخرطوم.",
        "The senator launched a blistering attack on the cabinet in Nairobi.",
        "A heated clash between two lawmakers over the budget in Kampala.",
        "A heart attack killed a judge in Basra.",
        "A swarm of bees killed a man in Taiz.",
        "Wasps attacked pupils in Hebron.",
        "The champions bombarded the goal in Tunis.",
        "An explosion of joy greeted the team in Algiers.",
        "Shoppers stormed the malls of Erbil on Friday.",
        "The minister came under fire over prices in Cairo.",
        "The film was shot in Marrakesh.",
    ],
)
def test_a_figure_of_speech_is_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "درس الباحثون أثر الغارات على مستشفيات صنعاء.",
        "كثيراً ما تتعرض مدينة بنت جبيل للقصف.",
        "يروي الفيلم قصة اختطاف صحفي في حلب.",
        "His memoir tells how he was abducted in Mosul.",
        "A study measured the effect of air strikes on hospitals in Sanaa.",
    ],
)
def test_what_is_only_spoken_of_is_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "هاجم مسلحون نائباً في كركوك.",
        "هاجم ذئاب منفردة دورية في بيروت وقتلوا جندياً.",
        "اغتيال سياسي بارز في طرابلس.",
        "Gunmen with dogs attacked a farm near Kirkuk.",
        "Tourists were attacked by gunmen in Luxor.",
        "Gunmen kidnapped a goalkeeper in Benghazi.",
        "A bomb at a football match killed nine in Hilla.",
        "A lawmaker was attacked by gunmen in Kirkuk.",
    ],
)
def test_what_sounds_like_one_and_is_none_is_told(text: str) -> None:
    assert told(text)
