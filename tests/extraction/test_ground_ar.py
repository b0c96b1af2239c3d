"""Arabic: ground that changes hands twice, forces that enter, names that nobody lists, crowds and their cause."""

from __future__ import annotations

import pytest

from tests.arabic import told

LOST, REGAINED = "Non-state actor overtakes territory", "Government regains territory"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("سيطر تنظيم الدولة على تدمر أمس، إلا أن الجيش السوري عاد وسيطر عليها مساء.", [LOST, REGAINED]),
        ("استولت قوات الدعم السريع على بارا يوم الأحد، واستعادها الجيش السوداني الثلاثاء.", [LOST, REGAINED]),
        ("استعاد الجيش العراقي بيجي فجرا، غير أن تنظيم داعش تمكن من السيطرة عليها ظهرا.", [REGAINED, LOST]),
        ("انتزع الحوثيون مدينة حرض لكن القوات الحكومية اليمنية استعادتها بعد ساعات.", [LOST, REGAINED]),
        ("هاجمت ألوية العمالقة مطار الحديدة أمس، واستعادت السيطرة عليه بعد ساعات.", [REGAINED]),
    ],
)
def test_ground_is_taken_up_by_a_pronoun(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    "text",
    [
        "دخلت فصائل المعارضة مدينة حماة ظهر الخميس.",
        "دخل الحوثيون عمران أمس بعد معارك مع اللواء 310.",
        "دخل مقاتلو حركة الشباب مدينة جوهر مساء الاثنين.",
        "دخلت قوات الدعم السريع مدينة بابنوسة أمس.",
        "دخل مسلحو تنظيم داعش بلدة هجين فجرا.",
    ],
)
def test_a_force_that_enters_a_town_takes_it(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [LOST]


@pytest.mark.parametrize(
    "text",
    [
        "دخل الحوثيون عمران أمس بعد انسحاب اللواء 310.",
        "دخلت قوات قسد مدينة الطبقة بعد أن انسحب منها عناصر النظام.",
        "دخلت فصائل محلية تل أبيض فجر اليوم بعد مغادرة القوات الحكومية لها.",
        "انسحب مقاتلو التنظيم من القائم ليلا، فدخلتها وحدات الجيش صباحا.",
        "إعادة تموضع قواتنا خارج عين العرب مساء أمس، وقد دخلتها عناصر التنظيم.",
        "الجيش يدخل مدينة الطبقة بعد انسحاب قسد منها.",
    ],
)
def test_a_force_that_enters_where_others_have_left_is_given_it(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == ["Non-violent transfer of territory"]


@pytest.mark.parametrize(
    "text",
    [
        "دخلت قوات الاحتلال مخيم جنين فجرا.",
        "دخل رئيس الوزراء مدينة عدن مساء أمس.",
        "دخل عمال الإغاثة مدينة تعز الاثنين.",
        "دخلت قوات اليونيفيل بلدة العديسة أمس.",
        "دخل المستشفى في صنعاء عشرون طفلا.",
    ],
)
def test_others_who_enter_take_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ضبطت القوات في بساتين المخيسة كدسا للعتاد.", "المخيسة"),
        ("قتلت غارة ثلاثة مسلحين قرب عدادو يوم الجمعة.", "عدادو"),
        ("قصفت الطائرات مزارع جنوب قاطية.", "قاطية"),
        ("استهدفت المدفعية جرود العجرم فجر الأحد.", "العجرم"),
        ("هاجم مسلحون دورية شمال برقاشة أمس.", "برقاشة"),
    ],
)
def test_a_name_that_nobody_lists_after_a_word_of_place(text: str, place: str) -> None:
    assert [i.place_text for i in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("تجمع المئات في ميدان الشهداء في طرابلس منددين بالهجوم.", "طرابلس"),
        ("خرج العشرات في رام الله نصرة لغزة.", "رام الله"),
        ("وقف معلمون أمام مديرية التربية في تعز مطالبين برواتبهم.", "تعز"),
        ("نزل آلاف السودانيين إلى شوارع أم درمان رافضين الانقلاب.", "أم درمان"),
        ("تجمع طلاب في بغداد رافعين لافتات ضد الفساد.", "بغداد"),
    ],
)
def test_a_crowd_by_its_cause(text: str, place: str) -> None:
    assert [(i.sub_event_type, i.place_text) for i in told(text)] == [("Peaceful protest", place)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "خرجت تظاهرات في دمشق، وفي حلب أطلق جنود النار على حافلة فقتلوا اثنين.",
            [("Attack", "حلب"), ("Peaceful protest", "دمشق")],
        ),
        (
            "نظم أهالي البصرة مسيرة سلمية، وفي الموصل قتل مسلحون شرطيا.",
            [("Armed clash", "الموصل"), ("Peaceful protest", "البصرة")],
        ),
        (
            "في الخرطوم تظاهر المئات، وفي نيالا قتل مسلحون تاجرا.",
            [("Attack", "نيالا"), ("Peaceful protest", "الخرطوم")],
        ),
        (
            "شهدت عدن وقفة احتجاجية، وفي تعز اغتيل قاض.",
            [("Attack", "تعز"), ("Peaceful protest", "عدن")],
        ),
        (
            "اعتصم معلمون في سبها، وفي بنغازي هاجم مسلحون سوقا.",
            [("Attack", "بنغازي"), ("Peaceful protest", "سبها")],
        ),
    ],
)
def test_another_town_is_another_scene(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted((i.sub_event_type, i.place_text) for i in told(text)) == expected


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("تصدت قوات الأمن لمتظاهري حي صلاح الدين في حلب بالرصاص فسقط منهم أربعة.", 4),
        ("رشق فتية حواجز الاحتلال في نابلس بالحجارة فقتل منهم اثنان.", 2),
        ("فرقت الشرطة محتجي ساحة التحرير في بغداد بالرصاص وقتلت منهم ثلاثة.", 3),
        ("قمع الجنود معتصمي القيادة في الخرطوم فاستشهد منهم خمسة.", 5),
        ("فضت قوة من الجيش مسيرة في عدن فلقي منهم اثنان مصرعهما.", 2),
    ],
)
def test_the_dead_of_a_crowd(text: str, killed: int) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("أطلقت مئة صاروخ على حيفا وكرمئيل ونهاريا، مقتل إسرائيلي.", ["حيفا", "كرمئيل", "نهاريا"]),
        ("استولى مقاتلون على مواقع في رعيم وكيسوفيم، وفق ناطق.", ["رعيم", "كيسوفيم"]),
        ("سقطت قذائف على سبها وبراك وأوباري.", ["أوباري", "براك", "سبها"]),
        ("قصفت المدفعية بلدتي كفركلا وعيترون.", ["عيترون", "كفركلا"]),
        ("شنت طائرات غارات على نيالا وزرق، بحسب ناشطين.", ["زرق", "نيالا"]),
    ],
)
def test_names_of_a_list_that_nobody_lists(text: str, places: list[str]) -> None:
    assert sorted(i.place_text or "" for i in told(text)) == places


@pytest.mark.parametrize(
    "text",
    [
        "باتت مدينة سبها بيد قوات حفتر.",
        "أصبحت بلدة هجين في قبضة قسد أمس.",
        "وقعت مدينة زالنجي في يد قوات الدعم السريع.",
        "صارت بلدة جوهر تحت سيطرة حركة الشباب الأحد.",
        "أضحت مدينة حرض بيد الحوثيين.",
    ],
)
def test_in_whose_hands_a_town_came(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [LOST]


@pytest.mark.parametrize(
    "text",
    [
        "عشرات القتلى في مجزرة بتعز\nقال مسعفون إن صاروخا أصاب سوقا في تعز أمس وقتل ثلاثين شخصا.",
        "قتلى وجرحى في سبها\nاندلعت اشتباكات في سبها يوم الأحد وقتل فيها ستة مسلحين.",
        "اعتداء دموي في مقديشو\nفجر انتحاري سيارة عند حاجز في مقديشو الاثنين فقتل تسعة.",
        "أكثر من خمسين قتيلا في نيالا\nقتلت غارات على نيالا مساء السبت 54 شخصا.",
        "مقتل جنود في كركوك\nهاجم مسلحون نقطة للجيش في كركوك فجرا فقتلوا أربعة جنود.",
    ],
)
def test_a_headline_is_told_once(text: str) -> None:
    assert len(told(text)) == 1
