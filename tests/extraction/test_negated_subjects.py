"""What a clause denies is none, its subject before the negation or after; what only seems denied has happened."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
DAY = date(2023, 6, 9)


def told(text: str) -> list[str]:
    """Sub-event types, or groups that move, of what is told as having happened."""
    parsed = read(Report("r", text, DAY, "en" if text.isascii() else "ar"), GAZETTEER)
    moved = [m.group for m in parsed.movements if m.modality == "occurred"]
    return [i.sub_event_type for i in parsed.incidents if i.modality == "occurred"] + moved


PLACES = ("سرت", "مأرب")
# who may do it, and what is done: as a verb in the present, whose place is its object, or as a noun
ACTORS = {
    "الطائرات": (("تقصف", "تستهدف", "تهاجم", "تضرب"), "قصف"),
    "المدفعية": (("تقصف", "تستهدف", "تدك"), "قصف"),
    "الجيش": (("يقصف", "يقتحم", "يهاجم", "يستهدف"), "هجوم"),
    "القوات": (("تقصف", "تقتحم", "تهاجم", "تدخل"), "قصف"),
    "الدبابات": (("تقصف", "تقتحم"), "قصف"),
}
DEEDS = [(who, verb, noun) for who, (verbs, noun) in ACTORS.items() for verb in verbs]


@pytest.mark.parametrize(("deed", "place"), list(product(DEEDS, PLACES)))
@pytest.mark.parametrize(
    "frame",
    [
        "{who} لم {verb} مدينة {place} أمس.",
        "لم {verb} {who} مدينة {place} أمس.",
        "وأكد المتحدث أن {who} لم {verb} مدينة {place} أمس.",
        "قال شهود إن {who} لم {verb} مدينة {place} أمس.",
        "{who} لن {verb} مدينة {place}.",
    ],
)
def test_who_did_not_do_it(frame: str, deed: tuple[str, str, str], place: str) -> None:
    who, verb, _ = deed
    assert told(frame.format(who=who, verb=verb, place=place)) == []


@pytest.mark.parametrize(
    "text",
    [
        frame.format(noun=noun, no="ي" if masculine else "ت")
        for noun, masculine in (
            ("الهجوم", True), ("القصف", True), ("الانفجار", True), ("التفجير", True), ("الكمين", True), ("الغارات", False),
            ("الاشتباكات", False), ("المظاهرة", False), ("المواجهات", False), ("الاغتيالات", False),
        )
        for frame in (
            "{noun} لم {no}قع في مدينة مأرب أمس.", "لم {no}قع {noun} في مدينة مأرب أمس.",
            "أكد المحافظ أن {noun} لم {no}حدث في مدينة سرت أمس.", "{noun} لم {no}متد إلى مدينة كركوك أمس.",
            "{noun} لم {no}طل مدينة كركوك أمس.", "{noun} لم {no}صل إلى مدينة سرت.",
        )
    ],
)  # fmt: skip
def test_what_did_not_come_about(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("place", ["Sirte", "Marib"])
@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{who} {how} {{P}} on Thursday."
            for who in ("Warplanes", "The jets", "Drones", "The heavy artillery", "Government helicopters")
            for how in (
                "did not target",
                "have not bombed",
                "never attacked",
                "did not hit",
                "carried out no strikes on",
            )
        ),
        *(
            f"The {what} {how} {{P}} on Thursday."
            for what in ("attack", "shelling", "protest", "explosion", "ambush", "air raid", "riot")
            for how in ("did not take place in", "did not reach", "never happened in", "was not carried out in")
        ),
        "The spokesman said that the clashes had not spread to {P}.",
        "The sit-in was not held in {P} on Thursday.",
        "Rockets did not fall on {P} on Thursday.",
        "The artillery fired no shells on {P} on Thursday.",
        "The car bomb failed to explode in {P} on Thursday.",
        "The army refrained from shelling {P} on Thursday.",
        "The army stopped short of storming {P} on Thursday.",
        "The gunmen held off attacking {P} on Thursday.",
        "The strikes spared {P} on Thursday.",
        "The shells missed {P} on Thursday.",
        "The army rejected reports of a strike on {P} on Thursday.",
        "The air force denied that its planes had bombed {P} on Thursday.",
        "The air force denied bombing {P} on Thursday.",
        "The evacuation of 200 families from {P} did not take place.",
        "The withdrawal of troops from {P} has not begun.",
    ],
)
def test_what_was_not_done(text: str, place: str) -> None:
    assert told(text.format(P=place)) == []


@pytest.mark.parametrize(
    "text",
    [
        "ما قصفت الطائرات مدينة سرت أمس.",
        "الطائرات ما قصفت مدينة سرت أمس.",
        "أكد الناطق أن المدفعية ما قصفت مدينة سرت أمس.",
        "القوات لم تقم بأي قصف في مدينة كركوك أمس.",
        "الشرطة لم تقم بأي اعتقالات في مدينة كركوك أمس.",
        "امتنعت القوات عن قصف مدينة سرت أمس.",
        "أحجمت الطائرات عن قصف مدينة سرت أمس.",
        "تراجع الجيش عن مهاجمة مدينة سرت أمس.",
        "عدل المسلحون عن اقتحام مدينة سرت أمس.",
        "تخلى الجيش عن مهاجمة بلدة سراقب أمس.",
        "نجت مدينة سرت من القصف أمس.",
        "نجت بلدة كفرنبل أمس من الغارات.",
        "رفض الجيش مزاعم عن قصف مدينة سرت أمس.",
        "رفض الأهالي مغادرة بيت حانون.",
        "رفض السكان النزوح من بيت حانون.",
        "رفضت العائلات العودة إلى بيت حانون.",
        "رفض المقاتلون الانسحاب من بيت حانون.",
        "رفضت خمسون عائلة الخروج من حلب.",
        "العبوة لم تنفجر في مدينة كركوك أمس.",
    ],
)
def test_what_came_to_nothing(text: str) -> None:
    assert told(text) == []


AIR, SHELLS, FIGHT, BOMB = (
    "Air/drone strike", "Shelling/artillery/missile attack", "Armed clash", "Remote explosive/landmine/IED",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("لم تتوقف الغارات على حلب.", AIR),
        ("لم يتوقف القصف على مدينة إدلب أمس.", SHELLS),
        ("لم يهدأ القصف على مدينة مأرب أمس.", SHELLS),
        ("لم تنقطع الاشتباكات في مدينة كركوك أمس.", FIGHT),
        ("لم يقتصر القصف على مدينة سرت أمس بل شمل مدينة حلب.", SHELLS),
        ("لم تقتصر الغارات على مدينة سرت أمس.", AIR),
        ("لم تمض ساعات حتى قصفت الطائرات مدينة سرت أمس.", AIR),
        ("لم تسلم مدينة إدلب من القصف أمس.", SHELLS),
        ("لم تنج مدينة سرت من الغارات أمس.", AIR),
        ("القصف لم يستهدف سوى مدينة سرت أمس.", SHELLS),
        ("The strikes on Sirte did not stop on Thursday.", AIR),
        ("The shelling did not spare Sirte on Thursday.", SHELLS),
        ("There was no let-up in the shelling of Sirte on Thursday.", SHELLS),
        ("The bombardment of Marib on Thursday was not limited to the centre.", SHELLS),
        ("No sooner had the truce begun than warplanes bombed Sirte on Thursday.", AIR),
    ],
)
def test_what_is_denied_twice_happened(text: str, kind: str) -> None:
    assert told(text) == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("القصف على مدينة سرت أمس لم يسفر عن إصابات.", SHELLS),
        ("الهجوم على مدينة كركوك أمس لم تتبنه أي جهة.", FIGHT),
        ("الغارات على مدينة سرت أمس لم تدمر الجسر.", AIR),
        ("الهجوم على مدينة كركوك أمس لم يكن الأول.", FIGHT),
        ("هجوم لم يسبق له مثيل على مدينة كركوك أمس.", FIGHT),
        ("قصفت الطائرات مدينة سرت أمس دون وقوع إصابات.", AIR),
        ("قصفت الطائرات مدينة سرت أمس ولم تصب المشفى.", AIR),
        ("نجا المحافظ من انفجار عبوة ناسفة في مدينة كركوك أمس.", BOMB),
        ("لم يصب أحد في الانفجار في مدينة كركوك أمس.", BOMB),
        ("The shelling of Sirte on Thursday did not cause casualties.", SHELLS),
        ("The army has not commented on the attack in Kirkuk on Thursday.", FIGHT),
        ("No one was hurt in the blast in Kirkuk on Thursday.", BOMB),
        ("The strike on Sirte on Thursday did not destroy the bridge.", AIR),
        ("The strike on Marib on Thursday did not hit the hospital.", AIR),
        ("The strikes on Marib on Thursday spared the hospital.", AIR),
        ("The rocket missed its target and hit a house in Marib on Thursday.", SHELLS),
        ("Warplanes bombed Sirte on Thursday but did not hit the hospital.", AIR),
        ("No group has claimed the attack in Kirkuk on Thursday.", FIGHT),
        ("Nobody claimed responsibility for the attack in Kirkuk on Thursday.", FIGHT),
        ("The car bomb in Kirkuk on Thursday did not kill anyone.", BOMB),
        ("The protest in Kirkuk on Thursday did not turn violent.", "Peaceful protest"),
        ("Shells fell on Sirte on Thursday and did not explode.", SHELLS),
        ("Jets hit Sirte on Thursday and caused no damage.", AIR),
        ("The artillery fired no shells on Sirte, but warplanes bombed Marib on Thursday.", AIR),
        ("Gunmen attacked a checkpoint in Kirkuk on Thursday without loss.", FIGHT),
    ],
)
def test_what_only_seems_denied_happened(text: str, kind: str) -> None:
    assert told(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The police did not arrest anyone in Kirkuk on Thursday.",
        "The police carried out no arrests in Kirkuk on Thursday.",
        "The militants did not seize Nyala on Thursday.",
        "The rebels failed to capture Nyala on Thursday.",
        "No abduction took place in Nyala on Thursday.",
        "The kidnapping did not take place in Nyala on Thursday.",
        "The execution was not carried out in Marib on Thursday.",
        "The ceasefire was not signed in Marib on Thursday.",
        "The looting did not spread to Nyala.",
        "The crowd did not block the road in Kirkuk on Thursday.",
        "Protesters did not gather in Kirkuk on Thursday.",
        "Demonstrators never took to the streets of Kirkuk on Thursday.",
        "No protest was held in Kirkuk on Thursday.",
        "Police did not fire tear gas at protesters in Kirkuk on Thursday.",
        "The army never entered Nyala.",
        "The offensive on Nyala has not begun.",
        "The assault on Nyala never materialised.",
        "The raid on Nyala was never launched.",
        "The residents refused to leave Nyala.",
        "The residents did not leave Nyala on Thursday.",
        "None of the families left Nyala on Thursday.",
        "The convoy did not reach Nyala on Thursday.",
        "The return of families to Nyala did not take place.",
        "The exchange of prisoners in Marib did not go ahead.",
        "Russia denied carrying out strikes on Marib.",
        "Officials dismissed reports of an explosion in Kirkuk on Thursday.",
        "Officials denied that any attack had taken place in Kirkuk.",
        "There has been no shelling of Sirte since Thursday.",
        "The bombing of Sirte never happened.",
        "The missile did not strike Marib on Thursday.",
        "The governor ruled out an attack on Kirkuk.",
        "The troops declined to storm Nyala on Thursday.",
        "The army decided against shelling Nyala on Thursday.",
        "لم تعتقل الشرطة أحدا في مدينة كركوك أمس.",
        "الشرطة لم تعتقل أحدا في مدينة كركوك أمس.",
        "الشرطة لم تعتقل أي شخص في مدينة كركوك أمس.",
        "المسلحون لم يختطفوا أحدا في مدينة كركوك أمس.",
        "المسلحون لم يسيطروا على مدينة نيالا أمس.",
        "الجيش لم يستعد مدينة نيالا أمس.",
        "المتظاهرون لم يخرجوا في مدينة كركوك أمس.",
        "الاتفاق لم يوقع في مدينة مأرب أمس.",
        "عملية التبادل لم تتم في مدينة مأرب أمس.",
        "الإعدام لم ينفذ في مدينة مأرب أمس.",
        "الاقتحام لم يحصل في مدينة نيالا أمس.",
        "الأهالي لم يغادروا مدينة نيالا أمس.",
        "النازحون لم يعودوا إلى مدينة نيالا أمس.",
        "القافلة لم تصل إلى مدينة نيالا أمس.",
        "نزوح الأهالي من نيالا لم يحدث أمس.",
        "عودة النازحين إلى نيالا لم تتم أمس.",
        "الصواريخ لم تصب مدينة مأرب أمس.",
        "الطائرة المسيرة لم تستهدف مدينة مأرب أمس.",
        "مسيرات الجماعة لم تقصف مدينة مأرب أمس.",
        "طائرات التحالف لم تغر على مدينة مأرب أمس.",
        "سلاح الجو لم يقصف مدينة مأرب أمس.",
        "مقاتلات التحالف لم تشن غارات على مدينة مأرب أمس.",
        "لا غارات على مدينة مأرب أمس.",
        "لم تشهد مدينة مأرب أي قصف أمس.",
        "مدينة مأرب لم تشهد أي قصف أمس.",
        "مدينة مأرب لم تتعرض لقصف أمس.",
        "لم تتعرض مدينة مأرب للقصف أمس.",
        "نفت القوات قصف مدينة مأرب أمس.",
        "القوات تنفي قصف مدينة مأرب أمس.",
        "القوات نفت أن تكون قد قصفت مدينة مأرب أمس.",
        "لم يعد النازحون إلى نيالا.",
        "لم يغادر الأهالي نيالا.",
        "امتنع الأهالي عن مغادرة نيالا أمس.",
    ],
)
def test_deeds_of_all_families_are_denied(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "أعلن وزير العدل عن اعتقال عشرة مسلحين في كركوك أمس.",
        "تخلى الجيش عن مواقعه بعد هجوم على مدينة مأرب أمس.",
        "تراجع المسلحون عن مواقعهم بعد قصف الطائرات مدينة سرت أمس.",
        "رفض المسلحون الاستسلام فقصفت الطائرات مدينة سرت أمس.",
        "رفضت السلطات طلب الأهالي وقصفت المدفعية مدينة سرت أمس.",
        "لم تمنع الهدنة الطائرات من قصف مدينة سرت أمس.",
        "القصف الذي لم يتوقف منذ الفجر استهدف مدينة سرت أمس.",
        "الطائرات التي لم تغادر الأجواء قصفت مدينة سرت أمس.",
        "الطائرات لم تغادر الأجواء بعدما قصفت مدينة سرت أمس.",
        "المدفعية لم تتوقف عن قصف مدينة سرت أمس.",
        "الطائرات لم تتوقف عن قصف مدينة سرت أمس.",
        "الجيش لم يكف عن قصف مدينة سرت أمس.",
        "الجيش لم يكتف بقصف مدينة سرت أمس.",
        "لم يكد يهدأ القصف حتى قصفت الطائرات مدينة سرت أمس.",
        "الاشتباكات لم تتوقف في مدينة كركوك أمس.",
        "لا تزال الاشتباكات مستمرة في مدينة كركوك أمس.",
        "لا يزال القصف مستمرا على مدينة سرت.",
        "قتل ثلاثة في هجوم لم تتضح ملابساته في كركوك أمس.",
        "القصف لم يصل إلى المشفى لكنه دمر منازل في مدينة سرت أمس.",
        "فرت عشرون عائلة من سرت ولم تعد.",
        "غادر الأهالي سرت ولم يعودوا إليها.",
        "رفض الأهالي البقاء وغادروا سرت أمس.",
        "The police, who had not been warned, arrested ten men in Kirkuk on Thursday.",
        "The gunmen did not surrender and police shot two of them in Kirkuk on Thursday.",
        "The truce did not stop warplanes from bombing Sirte on Thursday.",
        "The rain did not prevent a protest in Kirkuk on Thursday.",
        "Warplanes did not leave the sky after bombing Sirte on Thursday.",
        "The attack on Kirkuk on Thursday was not the work of one man.",
        "The attack on Kirkuk on Thursday did not come as a surprise.",
        "The clashes in Nyala on Thursday have not ended.",
        "Fighting did not reach the centre but clashes erupted in Nyala on Thursday.",
        "Families left Nyala on Thursday and have not returned.",
        "The blast in Kirkuk on Thursday did not affect traffic.",
        "The protest in Kirkuk on Thursday did not include students.",
        "The strike on Marib on Thursday did not start a fire.",
        "The ambush in Marib on Thursday did not hit its target.",
        "The raid on Nyala on Thursday did not target civilians.",
    ],
)
def test_a_denial_beside_it_takes_nothing_away(text: str) -> None:
    assert told(text)
