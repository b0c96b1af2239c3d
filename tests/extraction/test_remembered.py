"""What is told again without being news: anniversaries, visits, drills, what is mended, what would have been."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PUBLISHED = date(2021, 3, 5)


def told(text: str) -> list[Incident]:
    language = "ar" if text[0] > "z" else "en"
    parsed = read(Report("r", text, PUBLISHED, language), GAZETTEER)
    return [i for i in parsed.incidents if i.modality == "occurred"]


@pytest.mark.parametrize(
    "text",
    [
        # anniversaries and memorials
        "أحيت حلبجة أمس ذكرى القصف الكيماوي الذي قتل فيه خمسة آلاف.",
        "أحيا أهالي سنجار ذكرى المجزرة التي قتل فيها المئات.",
        "في الذكرى السنوية لتفجير مرفأ بيروت اجتمع أهالي الضحايا.",
        "استذكر سكان الموصل القصف الذي دمر حيهم.",
        "وضع الرئيس إكليلا من الزهور على النصب التذكاري لضحايا تفجير بيروت.",
        "افتتح في بغداد معرض عن تفجير الكرادة.",
        "Residents of Halabja on Tuesday marked the anniversary of the bombing that killed 5,000 people.",
        "Survivors commemorated the massacre in Sinjar that left hundreds dead.",
        "The mayor laid a wreath at the memorial of the bombing in Beirut on Monday.",
        "Families met in Aleppo on the anniversary of the air strike that destroyed their street.",
        "A documentary about the bombing of Homs was shown in Damascus.",
        # visits
        "زار الوزير أمس جرحى انفجار مرفأ بيروت.",
        "زار المحافظ مصابي التفجير الذي وقع في كركوك.",
        "تفقد رئيس الوزراء جرحى هجوم الكوفة.",
        "The minister visited people wounded in the Beirut port blast.",
        # drills
        "تدربت القوات على صد هجوم بسيارة مفخخة في معسكر قرب بعقوبة.",
        "أجرت القوات تمرينا لمحاكاة هجوم انتحاري في البصرة.",
        "Police drilled for a car bomb attack in Basra on Monday.",
        "The army rehearsed repelling a raid on Erbil airport.",
        "Medics held an exercise simulating a bombing in Amman.",
        # what is mended
        "أعيد افتتاح جسر دمرته غارة جوية في الموصل.",
        "رممت البلدية مدرسة قصفها الطيران في الرقة.",
        "نظفت الأسرة منزلها الذي قصف في حمص.",
        "أعيد فتح سوق دمره القصف في الموصل.",
        "A bridge destroyed in an air strike in Mosul reopened on Monday.",
        "A school bombed last year in Raqqa has been rebuilt.",
        "Workers repaired a pipeline blown up in Marib.",
        "Volunteers cleared the rubble of a bombed house in Mosul on Monday.",
        "Neighbours cleared a bombed house in Aleppo.",
        # what may come, and what would have
        "قصف إدلب قد يتجدد.",
        "هجوم عدن قد يتكرر.",
        "قصف حلب قد يستأنف خلال أيام.",
        "Had the shells fallen on the market of Taiz, dozens would have died.",
        "Had the rocket struck the hospital in Gaza, it would have killed scores.",
        # people stopped at sea
        "A boat carrying 60 migrants was intercepted off Tripoli on Monday.",
        "The coast guard intercepted 70 refugees off Sabratha.",
    ],
)
def test_no_news(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("في ذكرى الثورة قصف الطيران مدينة إدلب وقتل أربعة.", "Air"),
        ("في ذكرى تأسيس الجيش هاجم مسلحون مركزا للشرطة في كركوك.", "Armed"),
        ("On the anniversary of the uprising, gunmen attacked a police post in Daraa and killed two.", "Armed"),
        ("فتح الجيش الطريق بعد غارة على جسر في الرمادي.", "Air"),
        ("The army reopened the road after an air strike in Ramadi killed three.", "Air"),
        ("قصف الطيران مدينة إدلب أمس.", "Air"),
        ("The army intercepted a drone over Erbil.", "Disrupted"),
        ("The navy intercepted a boat carrying weapons off Tripoli.", "Disrupted"),
    ],
)
def test_news_beside_it(text: str, kind: str) -> None:
    assert [i.sub_event_type.split("/")[0].split()[0] for i in told(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "بعد انفجار عبوتين في كركوك، اغتال مسلحون ضابطا في الحويجة.",
        "انفجرت عبوتان ناسفتان في بعقوبة فيما اغتال مسلحون مختارا في سامراء.",
        "Two bombs went off in Baqubah on Monday while gunmen assassinated a village chief in Samarra.",
    ],
)
def test_an_assassination_beside_bombs(text: str) -> None:
    bombs, murder = told(text)
    assert bombs.sub_event_type.startswith("Remote")
    assert murder.sub_event_type == "Attack"
