"""The day of what is told without one: of a log's hours, of a roundup's lead, of the sentence before."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PUBLISHED = date(2021, 9, 5)  # a Sunday
SATURDAY = date(2021, 9, 4)
LATER = date(2021, 9, 3)


def days(text: str, language: str) -> list[date | None]:
    return [i.time.start for i in read(Report("r", text, PUBLISHED, language), GAZETTEER).incidents]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", "02:10 - Shells hit the town of Saraqib.\n14.35 – A car bomb exploded in Azaz."),
        ("en", "• 09:15: Shells hit the town of Saraqib.\n• 17:40: A car bomb exploded in Azaz."),
        ("en", "06:05 | Warplanes bombed Saraqib.\n\n11:50 | Gunmen killed a teacher in Azaz."),
        ("ar", "02.10 – سقطت قذائف على بلدة سراقب.\n14.35 – انفجرت سيارة مفخخة في أعزاز."),
        ("ar", "🔴 09:15: قصفت طائرات حربية سراقب.\n🔴 17:40: اغتال مسلحون معلماً في أعزاز."),
    ],
)
def test_an_hour_that_opens_a_line_is_of_the_reports_day(language: str, lines: str) -> None:
    assert days(lines, language) == [PUBLISHED, PUBLISHED]


def test_a_log_keeps_the_day_told_above_it() -> None:
    above = "The operations room sums up Saturday.\n\n"
    lines = "06:50 - Shells hit the town of Saraqib. Two children were killed.\n\n15:40 - A mine exploded in Azaz."
    assert set(days(above + lines, "en")) == {SATURDAY}
    above = "حصيلة غرفة العمليات أمس السبت.\n\n"
    lines = "▪️ 06:50 – سقطت قذائف على بلدة سراقب.\n\n▪️ 15:40 – انفجر لغم في أعزاز."
    assert set(days(above + lines, "ar")) == {SATURDAY}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "At least nine people were killed across Iraq on Sunday, police said.\n\nGunmen killed two soldiers in Mosul.",
        ),
        ("en", "Air strikes hit several towns of Idlib on Sunday.\n\nIn Saraqib, a warplane bombed a bakery."),
        ("ar", "قتل تسعة أشخاص الأحد في هجمات متفرقة في العراق.\n\nفقد قتل مسلحون جنديين في الموصل."),
    ],
)
def test_a_lead_of_the_reports_own_day(language: str, text: str) -> None:
    assert days(text, language)[-1] == PUBLISHED


def test_a_lead_of_another_day_keeps_it() -> None:
    text = "Gunmen killed a teacher in Azaz on Friday.\n\nShells hit the town of Saraqib."
    assert days(text, "en") == [LATER, None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Shells hit Azaz on Saturday.\n\nIn Saraqib, gunmen killed a guard at dawn.\n\nThe road was shut on Sunday.",
        ),
        ("en", "Shells hit Azaz on Saturday.\n\nA mine exploded in Saraqib at noon.\n\nTalks resumed today."),
        ("ar", "سقطت قذائف على أعزاز أمس السبت.\n\nوقتل مسلحون حارساً في سراقب فجراً.\n\nوأغلق الطريق اليوم الأحد."),
        ("ar", "سقطت قذائف على أعزاز أمس السبت.\n\nوانفجر لغم في سراقب ظهراً.\n\nواستؤنفت المحادثات اليوم."),
    ],
)
def test_a_part_of_the_day_in_a_new_paragraph(language: str, text: str) -> None:
    assert days(text, language)[:2] == [SATURDAY, PUBLISHED]


def test_a_part_of_the_day_in_a_story_of_another_day() -> None:
    text = "Shells hit Azaz on Saturday.\n\nIn Saraqib, gunmen killed a guard at dawn."
    assert days(text, "en") == [SATURDAY, SATURDAY]


def test_the_sentence_after_the_reports_own_day() -> None:
    lead = "The market has been open to everybody for a month. Prices have gone up there by a third, traders say.\n\n"
    told = "Shells hit Azaz this morning. Gunmen killed a guard in Saraqib."
    assert days(lead + told, "en") == [PUBLISHED, PUBLISHED]
    lead = "السوق مفتوح أمام الجميع منذ شهر كامل. وزادت الأسعار فيه بمقدار الثلث كما يقول التجار.\n\n"
    told = "سقطت قذائف على أعزاز صباح اليوم. "
    assert days(lead + told + "وقتل مسلحون حارساً في سراقب.", "ar") == [PUBLISHED, PUBLISHED]
    assert days(lead + told + "وكان مسلحون قد قتلوا حارساً في سراقب.", "ar") == [PUBLISHED, None]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("ليل الاثنين - الثلاثاء قصفت الطائرات بلدة سراقب.", date(2021, 8, 30)),
        ("ليلة الخميس – الجمعة، شنت طائرات غارات على بنش.", date(2021, 9, 2)),
        ("حلب - الجمعة قصفت الطائرات بلدة سراقب.", LATER),  # a dateline
    ],
)
def test_a_dash_between_two_weekdays_ends_nothing(text: str, start: date) -> None:
    assert days(text, "ar") == [start]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rebels stormed Azaz on 27 August, a Friday. A nurse was shot dead in Saraqib on the Saturday.",
            [date(2021, 8, 27), date(2021, 8, 28)],
        ),
        (
            "A merchant was abducted near Azaz by gunmen; he had been missing since Friday, when they stopped his car.",
            [LATER],
        ),
        (
            (
                "The army took Azaz on Sunday.\n\nOn Friday evening warplanes struck several times. In Saraqib, a rocket "
                "hit a yard and killed four people."
            ),
            [PUBLISHED, LATER, LATER],
        ),
        (
            (
                "AZAZ. Police dispersed a rally in the course of Saturday.\n\nSARAQIB: A doctor was shot dead by gunmen."
                "\n\nBINNISH. Students marched at noon and went home."
            ),
            [SATURDAY, SATURDAY, SATURDAY],
        ),
        (
            (
                "The smell has not gone from the ward, says a doctor who works there.\n\nHe heard the shots on Friday."
                "\n\nIn Azaz, a grenade was thrown into a shop."
            ),
            [None],
        ),
        (
            "A bomb killed a guard in Azaz on Friday. Two days earlier, gunmen had shot dead a judge in Saraqib.",
            [
                LATER,
                date(2021, 9, 1),
            ],
        ),
        (
            "Shells fell on Azaz last night. In Saraqib, a grenade was thrown at a house after midnight.",
            [SATURDAY, PUBLISHED],
        ),
        (
            "A judge was shot dead in Azaz on Sunday. A car had blown up in Saraqib shortly before midnight.",
            [PUBLISHED, SATURDAY],
        ),
        (
            "A bomb went off in Azaz on Friday. Hours before the blast a grenade was thrown in Saraqib.",
            [LATER, LATER],
        ),
        (
            "Following the death on Friday of a boy in Azaz, youths blocked the road with burning tyres on Saturday.",
            [SATURDAY],
        ),
    ],
)
def test_english_days_are_passed_on(text: str, told: list[date | None]) -> None:
    assert days(text, "en") == told


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        (
            "en",
            "Round-up for Saturday 4 September:\n\n• A drone hit a pick-up in Hajjah.\n• Gunmen shot a judge in Aden.",
            [SATURDAY, SATURDAY],
        ),
        (
            "en",
            "FRIDAY 3 SEPTEMBER. Gunmen killed a teacher in Azaz.\n\nSATURDAY 4 SEPTEMBER. Shells hit Saraqib.",
            [LATER, SATURDAY],
        ),
        ("en", "1. On 3 September, raiders attacked Kutum. They burned sixty huts.", [LATER, LATER]),
        ("en", "Warplanes bombed Azaz on Friday. The following night shells hit Saraqib.", [LATER, SATURDAY]),
        (
            "ar",
            "وافتنا غرفة العمليات بموقف أمس السبت، وهذا نصه:\nمحور تعز: انفجر لغم في المخا.\nمحور البيضاء: قصفت المدفعية بلدة ناطع.",
            [SATURDAY, SATURDAY],
        ),
        ("ar", "أغار مسلحون في 1 أيلول على بلدة كتم. وفي 4 منه قصفت طائرة سوق نيالا.", [date(2021, 9, 1), SATURDAY]),
        ("ar", "خطف مسلحون طبيبا في كتم في الأول من أيلول. ويوم 3 قصفت طائرة سوق نيالا.", [date(2021, 9, 1), LATER]),
        ("ar", "تجددت الجمعة الاشتباكات في طرابلس.\n\nففي عين زارة سقطت قذائف على منزل.", [LATER, LATER]),
        ("ar", "عدن - «الوطن اليوم»\n\nقتل مسلحون الجمعة ضابطا في تعز.\n\nوانفجر لغم في المخا.", [LATER, None]),
    ],
)
def test_a_day_told_above_or_before(language: str, text: str, want: list[date | None]) -> None:
    assert days(text, language) == want
