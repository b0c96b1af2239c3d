"""The telling that says more is shown for an event, though a vague one came first, and it is as sure as by itself."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2024, 3, 15)  # a Friday
FILLER = {
    "en": "Families stayed at home, and traders said that they had closed early and would wait to see what came next.",
    "ar": "وبقيت العائلات في بيوتها وقال تجار إنهم أغلقوا محالهم قبل المساء وإنهم سينتظرون ليروا ما سيحدث لاحقاً في السوق.",
}


def told(lead: str, detail: str, language: str) -> list[Incident]:
    text = "\n\n".join((lead, FILLER[language], detail, FILLER[language]))
    found = read(Report("r", text, DAY, language), GAZETTEER).incidents
    return [i for i in found if not i.aggregate and FILLER[language] not in i.evidence.quote]


@pytest.mark.parametrize(
    ("language", "lead", "detail", "killed"),
    [
        (
            "en",
            "Clashes were reported in Taiz, local media said.",
            "The fighting broke out on Wednesday when gunmen attacked an army post on the airport road, killing six.",
            6,
        ),
        (
            "en",
            "There was shelling in the area of Ariha, activists said.",
            "The shelling hit the vegetable market at sunset on Tuesday, killing four civilians and injuring nine.",
            4,
        ),
        (
            "en",
            "People chanted slogans in Nasiriyah on Sunday.",
            "Masked men opened fire on the protesters, killing nine and wounding sixty, hospital sources said.",
            9,
        ),
        (
            "ar",
            "أفادت وسائل إعلام محلية بوقوع اشتباكات في تعز.",
            "واندلعت المواجهات صباح الأربعاء عندما هاجم مسلحون موقعاً للجيش، ما أدى إلى مقتل ستة جنود.",
            6,
        ),
        (
            "ar",
            "تعرضت أريحا للقصف، وفق ناشطين.",
            "وطال القصف سوق الخضار قبيل غروب الثلاثاء، ما أدى إلى مقتل أربعة مدنيين وإصابة تسعة.",
            4,
        ),
        (
            "ar",
            "هتف الناس بالشعارات في الناصرية يوم الأحد.",
            "وأطلق ملثمون النار على المتظاهرين فقتلوا تسعة وأصابوا ستين، بحسب مصادر طبية.",
            9,
        ),
    ],
)
def test_the_fuller_telling_is_shown(language: str, lead: str, detail: str, killed: int) -> None:
    (one,) = told(lead, detail, language)
    assert (one.killed, one.evidence.quote[:12]) == (killed, detail[:12])


def test_a_sentence_that_only_counts_takes_nothing_over() -> None:
    lead = "Gunmen attacked an army checkpoint east of Taiz on Wednesday."
    (one,) = told(lead, "Six soldiers were killed in the attack.", "en")
    assert one.evidence.quote.startswith("Gunmen")


def test_a_crowd_that_is_shot_at_two_paragraphs_on_was_not_left_in_peace() -> None:
    (one,) = told(
        "People chanted slogans in Nasiriyah on Sunday.", "Police fired at the protesters, killing two.", "en"
    )
    assert one.sub_event_type == "Excessive force against protesters"


def test_nobody_fights_himself() -> None:
    """A later attack on posts of those who fought the battle says nothing of whom they fought."""
    text = (
        "قال متحدث باسم قوات سوريا الديمقراطية الجمعة إن المعركة الأخيرة في الباغوز قد بدأت. "
        "وهذه، حسب المصادر، المرة الثالثة خلال 24 ساعة التي تتعرض فيها نقاط وحواجز لقوات سوريا الديمقراطية في ريف دير"
        " الزور الشرقي لهجوم كهذا."
    )
    parsed = read(Report("r", text, date(2019, 3, 3), "ar"), GAZETTEER)
    sides = [(i.actor1, i.actor2) for i in parsed.incidents]
    assert sides
    assert all(a is None or a != b for a, b in sides), sides
    assert not {"نقاط", "نقاط وحواجز"} & {b for _, b in sides}
