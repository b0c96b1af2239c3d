"""Aircraft act for those who own them; who fires into a throng; what is only planned, and what only sounds like it."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2024, 3, 15)  # a Friday
EXCESSIVE = "Excessive force against protesters"


def told(text: str, language: str) -> list[Incident]:
    return [i for i in read(Report("r", text, DAY, language), GAZETTEER).incidents if not i.aggregate]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Warplanes of the Saudi-led coalition struck a farm in Saada on Wednesday, killing seven.",
            "Saudi-led Coalition",
        ),
        ("A helicopter of the Iraqi army fired at a boat near Mosul on Sunday.", "Iraqi security forces"),
        ("Drones of the Houthis attacked an oil facility in Marib on Monday.", "Houthis"),
        ("Two helicopters of the Syrian army bombed Daraya on Monday.", "Syrian government forces"),
        ("A drone operated by the Houthis hit a motorcycle in Marib on Monday and killed two men.", "Houthis"),
    ],
)
def test_aircraft_act_for_their_owner(text: str, actor: str) -> None:
    (one,) = told(text, "en")
    assert (one.actor1, one.actor2 == actor) == (actor, False)


def test_aircraft_that_are_brought_down_are_a_target() -> None:
    assert told("Rebels shot down a helicopter of the Syrian army near Daraya on Monday.", "en")[0].actor1 == "Rebels"


@pytest.mark.parametrize(
    "text",
    [
        "خرج المئات في بنغازي يوم الجمعة، فأطلقت الشرطة العسكرية النار على الحشد وأصيب خمسة.",
        "فتحت قوات الأمن النار على حشد من السكان في عدن يوم الأربعاء فأصابت أربعة.",
        "أطلق جنود الرصاص صوب الحشود في درعا يوم الثلاثاء وقتل رجلان.",
    ],
)
def test_a_throng_fired_into_is_a_crowd(text: str) -> None:
    assert EXCESSIVE in [i.sub_event_type for i in told(text, "ar")]


def test_a_force_that_is_called_so_is_none() -> None:
    (one,) = told("فتح مسلحون النار على الحشد الشعبي في ديالى يوم الأربعاء وقتلوا ثلاثة من عناصره.", "ar")
    assert one.sub_event_type == "Armed clash"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Houthis are to begin shelling of Marib on Monday if the talks fail."),
        ("ar", "يستعد الجيش لاقتحام مدينة منبج خلال أيام."),
        ("ar", "تستعد تركيا لشن عملية عسكرية في منبج خلال أيام."),
        ("ar", "يخطط أهالي درعا لتنظيم مظاهرة يوم الأحد."),
        ("ar", "يستعد الحوثيون لمهاجمة مأرب من جديد، وفق مصادر عسكرية."),
        (
            "en",
            "The army is due to storm Hodeidah on Sunday, and boats have been gathered along the coast for the attack.",
        ),
    ],
)
def test_who_gets_ready_plans(language: str, text: str) -> None:
    assert [i.modality for i in told(text, language)] == ["planned"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Analysts say the battle for Hodeidah will be decided by the price of bread."),
        ("en", "The team will attack from the first minute in Sidon on Saturday, its coach said."),
        ("en", "The minister said that the battle for clean water in Aden would be won."),
        ("ar", "يقول محللون إن معركة الحديدة سيحسمها ثمن الخبز وصبر الناس لا البنادق."),
        ("ar", "سيهاجم الفريق منذ الدقيقة الأولى في صيدا يوم السبت، كما قال مدربه."),
        ("ar", "قال الوزير إن المعركة ضد الجوع في عدن ستستمر."),
    ],
)
def test_what_only_sounds_like_a_fight_is_no_plan(language: str, text: str) -> None:
    assert told(text, language) == []
