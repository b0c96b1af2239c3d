"""What never came about is no event: called off, thwarted, still ahead; nor are duds, matches, campaigns and history."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


def kinds(text: str) -> list[str]:
    language = "en" if text.isascii() else "ar"
    found = read(Report("r", text, date(2023, 5, 21), language), GAZETTEER).incidents
    return [i.sub_event_type for i in found if i.modality in ("occurred", "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "The street battle in Taiz that both camps had braced for was headed off on Friday by tribal elders.",
        "A prison break in Hasakah, long dreaded, never happened.",
        "The airstrike that the pilots had been ordered to carry out on Baiji was called off when children were seen.",
        "كانت المظاهرة مقررة في طرابلس الخميس غير أن المنظمين ألغوها.",
        "Raids on Abs, scheduled for Thursday, were scrapped at the eleventh hour.",
        "Shelling that the radio had announced for Qusayr did not occur.",
        "Demonstrators were to have marched through Sidon on Friday; the rally was cancelled.",
        "Airstrikes on Zinjibar threatened by the coalition never came.",
        "Rather than bombing Daraya, the pilots flew home on Friday.",
        "A big protest was expected in Amman on Friday. It never materialised.",
        "Reports of an attack on the airport in Basra on Friday proved a false alarm.",
        "Gunfire in Tyre was averted on Friday only because officers intervened.",
        "Troops had been due to retake Rawa on Friday. They never did.",
        "The pilots were to have bombed Tal Rifaat on Friday but called the raid off.",
        "كان من المزمع أن تقتحم الميليشيات بلدة الخالص يوم الجمعة إلا أنها عدلت عن ذلك.",
        "الغارات التي هدد بها التحالف على الحديدة لم تقع.",
        "عوضاً عن قصف الغوطة، انسحبت الدبابات إلى مواقعها.",
        "المواجهة التي خشيها سكان طرابلس لم تقع.",
        "كان متوقعاً أن يشن التنظيم هجوماً على الرطبة يوم الجمعة، غير أنه لم يقع.",
        "تجنبت مدينة زوارة حرباً كادت تندلع يوم الجمعة.",
    ],
)
def test_what_was_looked_for_and_never_came_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The assault on Sirte was called off on Friday after two days of fighting.", "Armed clash"),
        ("Clashes that residents had expected broke out in Rastan on Saturday.", "Armed clash"),
        ("The attack on Tadif on Saturday did not come as a surprise.", "Armed clash"),
        ("After clashes in Basra on Saturday the match was called off.", "Armed clash"),
        ("Clashes in Basra on Saturday meant that the festival was cancelled.", "Armed clash"),
        (
            "The ground assault on Saraqib never came; instead, jets bombed Saraqib on Saturday.",
            "Air/drone strike",
        ),
        ("A protest in Basra on Saturday over a reform that never came drew hundreds.", "Peaceful protest"),
        ("الهجوم على الباب يوم السبت لم يكن الأول من نوعه.", "Armed clash"),
        ("ألغي الهجوم على أعزاز لكن المدفعية قصفت أعزاز يوم السبت.", "Shelling/artillery/missile attack"),
    ],
)
def test_what_came_about_after_all_is_told(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A third barracks, at Ghat, is foreseen.", []),
        ("Two more rallies, in Sidon and Tyre, are scheduled for Tuesday.", []),
        ("A second raid, on Ain Issa, is being prepared.", []),
        ("من المخطط إقامة قاعدة أخرى في عزان.", []),
        ("Rebels attacked the barracks at Ghat on Friday; another attack, on Ubari, is expected.", ["Armed clash"]),
        (
            "Troops opened a post in Ghat on Friday; another post, in Ubari, is planned.",
            ["Headquarters or base established"],
        ),
        ("أنشأت القوات معسكراً في عتق يوم السبت، ومعسكر آخر في عزان قيد الإعداد.", ["Headquarters or base established"]),
    ],
)
def test_another_one_that_is_planned_is_none(text: str, told: list[str]) -> None:
    assert kinds(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers in Rutba foiled an assault by three would-be bombers on Friday.",
        "A plot by a car bomber to strike the market in Hillah was thwarted on Friday.",
        "Guards kept a suicide bomber from entering the governor's office in Ramadi on Friday.",
        "أجهضت قوات الأمن محاولة انتحاري دخول كنيسة في زحلة يوم الجمعة.",
        "منع الحراس انتحارية من دخول المحكمة في الحلة يوم الجمعة.",
    ],
)
def test_bombers_who_are_stopped_bomb_nothing(text: str) -> None:
    assert kinds(text) == ["Disrupted weapons use"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Divers found a wartime bomb that never went off in the harbour of Tripoli on Friday.", []),
        ("A mine was discovered near Jubail on Friday; it had failed to detonate.", []),
        (
            "Two rockets landed on a roof in Saada on Friday but failed to explode.",
            ["Shelling/artillery/missile attack"],
        ),
        ("A mine exploded near Jubail on Friday; a second had failed to detonate.", ["Remote explosive/landmine/IED"]),
        ("The pull-out from the outpost at Sarrin was finished on Friday.", []),
        ("A new outpost at Ghat was completed on Friday.", ["Headquarters or base established"]),
    ],
)
def test_duds_and_bases_left_are_none(text: str, told: list[str]) -> None:
    assert kinds(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The winger unleashed a thunderbolt from 30 yards to settle the derby in Irbid on Friday.",
        "The goalkeeper saved a rocket from 20 metres in Sulaymaniyah on Friday.",
        "أرسل اللاعب صاروخاً من مشارف منطقة الجزاء في أربيل يوم الجمعة.",
        "The nutrition survey targeted villages in Saada on Friday.",
        "A campaign against smoking targets schools in Irbid.",
        "استهدفت حملات التوعية مخيمات عرسال يوم الجمعة.",
        "يستهدف البرنامج مزارعي درعا والسويداء.",
    ],
)
def test_matches_and_campaigns_are_no_fighting(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "احتل الفرنجة صيدا سنة 1110 وبقيت في أيديهم حتى 1187.",
        "اندلعت معركة نزيب عام 1839 وهزم فيها إبراهيم باشا العثمانيين.",
        "عام 1799 حاصر نابليون عكا شهرين. ثم قتل جنوده الأسرى في يافا.",
        "The Mongols stormed Baghdad in February 1258. The caliph was killed and the libraries were burned.",
        "يقف مرج دابق هادئاً. في 24 آب 1516 التقى هنا جيشان. انهزم المماليك خلال ساعات وقتل الغوري في ساحة القتال.",
        "حطين، 1187: حاصر صلاح الدين الجيش الصليبي على التل. أسر الملك وقتل آلاف الجنود. بعد أسابيع سقطت عكا.",
        "In the spring of 1517 Sultan Selim entered Cairo and hanged the last Mamluk sultan.",
        "In the year 636 the armies fought on the Yarmouk near Deraa.",
        "Ibrahim Pasha's troops took Homs in 1832, drove the Ottomans out of Hama and marched on Konya.",
    ],
)
def test_years_of_history_are_no_news(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jets bombed the old mosque of Busra, founded in 720, on Friday.", "Air/drone strike"),
        ("قصفت المدفعية بلدة خان شيخون عام 1444 هـ يوم السبت.", "Shelling/artillery/missile attack"),
        ("انفجرت عبوة قرب خان أسعد باشا الذي بني عام 1751 في دمشق يوم الجمعة.", "Remote explosive/landmine/IED"),
    ],
)
def test_an_old_year_may_only_date_a_thing(text: str, kind: str) -> None:
    assert kinds(text) == [kind]
