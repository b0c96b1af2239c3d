"""Arabic: deeds by what stands around their verb: seized houses and arms, ground retaken, crowds, old pictures."""

from __future__ import annotations

import pytest

from tests.arabic import told

LOOT, ARMS = "Looting/property destruction", "Disrupted weapons use"
STATE, REBELS = "Government regains territory", "Non-state actor overtakes territory"
CHANGE, BASE, CLASH = "Change to group/activity", "Headquarters or base established", "Armed clash"


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("استولى عناصر من لواء محلي أول أمس على 12 منزلا في بلدة جنديرس.", LOOT),
        ("استولت قوات الدعم السريع على تسعة متاجر وسط نيالا.", LOOT),
        ("استولوا في مدينة عفرين على معصرة زيتون ومحلين.", LOOT),
        ("استحوذ مسلحون على شقتين في داريا.", LOOT),
        ("استولت القوات بعد المعركة على ست مركبات قتالية قرب بارا.", ARMS),
        ("غنم المقاتلون دبابتين ومدرعة قرب كفرنبودة.", ARMS),
        ("سلمت الفصائل في سرمدا ثلاث راجمات وكميات من الذخيرة.", ARMS),
        ("استولى مسلحون على ثلاث قرى قرب تدمر.", REBELS),
    ],
)
def test_what_is_seized(text: str, sub_type: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [sub_type]


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("استعادت كتيبة الصقور بلدة تمبول أمس.", STATE),
        ("استرد اللواء السابع بلدة حيس من الحوثيين.", STATE),
        ("استرجعت الفرقة الثامنة ثلاث قرى قرب هيت من داعش.", STATE),
        ("استعاد مقاتلو الحركة بلدة بولوبردي.", REBELS),
        ("استعاد الحوثيون مدينة حرض أمس.", REBELS),
        ("استردت المعارضة بلدة سراقب أمس.", REBELS),
        ("أعلنت وزارة الدفاع استرداد ثلاث بلدات في لحج من المليشيا.", STATE),
        ("استطاعت قوات النظام بعد غارات كثيفة بسط سيطرتها على بلدة التمانعة.", STATE),
    ],
)
def test_who_takes_ground_again(text: str, sub_type: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [sub_type]


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("شهدت درعا أمس مظاهرة رفع فيها المشاركون أعلام الثورة.", "Peaceful protest"),
        ("خرج في نابلس المئات للتنديد بالاعتداء على الأسرى.", "Peaceful protest"),
        ("نظم موظفو البلدية في تعز وقفة احتجاجية للمطالبة بأجورهم المتوقفة منذ العام الماضي.", "Peaceful protest"),
        ("رشق محتجون شاحنات بالحجارة في الباب وأضرموا إطارات احتجاجا على منعهم من العبور.", "Violent demonstration"),
        ("تجمهر عشرات الشبان في حمص وضربوا رجلا قالوا إنه سرق دراجة.", "Mob violence"),
        ("أمسك سكان قرية قرب سرمدا بلص وضربوه حتى فقد وعيه.", "Mob violence"),
        ("ضرب أهالي شابا حتى الموت في العمارة بعد اتهامه بإطلاق النار على معتصمين.", "Mob violence"),
    ],
)
def test_crowds(text: str, sub_type: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [sub_type]


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("أعلن الرائد ومعه سبعون فردا بكامل عتادهم انسلاخهم من المليشيا في مدينة الأبيض.", CHANGE),
        ("أقام مستوطنون بؤرة جديدة قرب قصرة.", BASE),
        ("نصب مستوطنون كرفانات على أراضي بلدة دورا.", BASE),
        ("أسر الجنود تسعة من عناصر المليشيا قرب حرض.", CLASH),
        ("لاحقت القوات الجوية سيارات المهاجمين قرب سرت.", "Air/drone strike"),
    ],
)
def test_other_deeds(text: str, sub_type: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [sub_type]


@pytest.mark.parametrize(
    "text",
    [
        "منشور قديم: فيديو حرق السيارات في جبلة ليس من اليوم.",
        "تصحيح: مقطع إحراق المنازل في طفس قديم.",
        "ما تروجه أبواق العدو عن سيطرتها على مأرب محض أكاذيب.",
        "إن ما تناقلته صفحات عن مقتل قائد الشرطة في تعز كذب وتضليل.",
        "دخلت القافلة درنة أمس، لتنتهي بذلك معارك استمرت سنوات في المدينة.",
        "ومنذ انسحاب القوات قتل 30 شخصا بالألغام في سرت.",
        "أطلقت من تونس مبادرة لوقف النار في طرابلس.",
        "ضرب الأمن طوقا حول الحي في مقديشو، وأغلقت الطرق المؤدية إلى المطار.",
    ],
)
def test_no_news(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ('أعدم تنظيم "الدولة الإسلامية في العراق والشام" رجلين رميا بالرصاص في الميادين.', 2, None),
        ("كان ثلاثة من منتسبي الكتيبة 210 قد قتلوا أمس في كمين قرب سبها.", 3, None),
        ("سبعة أشخاص، هم أربعة جنود وثلاثة مدنيين، لقوا حتفهم أمس في غارة على شقرة.", 7, None),
        ("غارة على سيارة في رفح؛ شهيد وإصابتان.", 1, 2),
        ("استهدف قناص مسعفا عند مدخل صيدا فأرداه.", 1, None),
        ("أطلق مسلحون النار على تاجر في الضعين ونهبوا أمواله، فمات في الحال.", 1, None),
        ("أربعة شهداء من عائلة واحدة في غارة على منزل في رفح.", 4, None),
    ],
)
def test_tolls(text: str, killed: int | None, wounded: int | None) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [(killed, wounded)]


def test_the_verb_is_left_out_for_those_taken_elsewhere() -> None:
    found = told("اعتقل الجيش خمسة شبان من بلدة دورا، وثلاثة من بلدة يطا.")
    assert [i.sub_event_type for i in found] == ["Arrests", "Arrests"]


def test_those_who_slip_into_a_place_fight_there() -> None:
    text = "قصفت المدفعية رفح أمس. وتسلل مسلحون إلى زيكيم اشتبكوا مع قوة من الجيش."
    assert [i.place_text for i in told(text)][-1:] == ["زيكيم"]


def test_where_the_arrested_are_led_is_no_scene() -> None:
    found = told("ألقت الشرطة القبض على ستة مطلوبين في قضاء الحويجة، وجرى نقلهم إلى بغداد.")
    assert [i.place_text for i in found] != ["بغداد"]


def test_headlines_that_are_read_out_are_told_again_below() -> None:
    text = (
        "نشرة الأخبار، نبدأها بالعناوين:\n\nالجيش يعود إلى الرقة، وانفجار سيارة مفخخة في سرمدا.\n\n"
        "والتفاصيل. دخل الجيش الرقة أمس. وقتل ثلاثة أشخاص اليوم بانفجار سيارة مفخخة في سرمدا."
    )
    assert [i.killed for i in told(text) if i.place_text and "سرمدا" in i.place_text] == [3]


def test_a_line_with_a_place_of_its_own_is_no_answer_to_a_crowd() -> None:
    text = "تواصلت الاحتجاجات في البصرة أمس.\n\nكربلاء: أطلقت الشرطة الرصاص على متظاهرين، فقتل اثنان."
    assert [i.killed for i in told(text)] == [None, 2]


def test_spoils_are_told_by_themselves() -> None:
    found = told("اندلعت اشتباكات في بارا أمس. وعقب المعركة استولت القوات على تسع عربات ومدفعين في بارا.")
    assert ARMS in [i.sub_event_type for i in found]
    joined = told("هاجم مسلحون دورية قرب الكفرة أمس فأسروا جنديين واستولوا على مركبات عسكرية.")
    assert ARMS not in [i.sub_event_type for i in joined]


def test_bodies_that_a_search_finds_are_those_of_the_raid() -> None:
    text = "نفذ الطيران ثلاث ضربات جوية في جبال حمرين أمس، وعثرت القوة التي فتشت المكان على أربع جثث."
    assert [(i.event_type, i.killed) for i in told(text)] == [("Explosions/Remote violence", 4)]


def test_a_new_village_is_none_told_before() -> None:
    text = (
        "هاجم مسلحون نقطة للجيش في بلدة العظيم أمس. "
        "وسقطت قذيفتا هاون على بستان في قرية تابعة لقضاء المقدادية أمس، وتركت 15 أسرة القرية."
    )
    assert [i.place.name for i in told(text) if i.place][-1:] != ["Al-Uzaym"]


def test_the_day_behind_a_while_is_of_what_stands_there() -> None:
    found = told("ساد الهدوء أمس مدينة عدن، في حين سيطرت قوات الحزام الأمني على زنجبار مساء الاثنين.")
    assert [i.time.start and i.time.start.isoformat() for i in found] == ["2021-06-14"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قصفت الطائرات مدينة إدلب مبارح.", "2021-06-15"),
        ("انفجرت عبوة في بانياس مبارح بالليل.", "2021-06-15"),
        ("داهم الأمن بيوت في درعا أول مبارح.", "2021-06-14"),
    ],
)
def test_days_of_the_spoken_language(text: str, day: str) -> None:
    assert [i.time.start and i.time.start.isoformat() for i in told(text)] == [day]


def test_numbers_of_the_spoken_language() -> None:
    assert [i.wounded for i in told("انفجر لغم في درعا وانجرح تلاتة مدنيين.")] == [3]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("خرجت مسيرة في صيدا نصرة لغزة.", "صيدا"),
        ("وقفة احتجاجية في مخيم برج البراجنة نصرة لغزة أمس.", "برج البراجنة"),
        ("تظاهر المئات في تعز تضامنا مع عدن.", "تعز"),
    ],
)
def test_whom_a_rally_supports_is_not_where_it_is(text: str, place: str) -> None:
    assert [i.place_text and place in i.place_text for i in told(text)] == [True]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ومنذ استأنفت الهجوم أمس على الرستن لم تحرز القوات تقدماً، وسقط كثيرون بين قتيل وجريح.", [CLASH]),
        ("ومنذ انسحاب القوات قتل 39 شخصاً بالألغام في ضواحي طرابلس.", []),
        ("ومنذ بدأت الحملة قبل عام قتل عشرات المدنيين في الفاشر.", []),
    ],
)
def test_since_an_attack_of_yesterday_is_news(text: str, kinds: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("أوقفت مديرية المخابرات ستة أشخاص في بلدة عرسال.", ["Arrests"]),
        ("أوقف فرع المعلومات خلية من أربعة أشخاص في طرابلس.", ["Arrests"]),
        ("أوقف جهاز الأمن الداخلي سبعة مطلوبين في سبها.", ["Arrests"]),
        ("أوقفت شعبة مكافحة المخدرات تاجرين في الزرقاء.", ["Arrests"]),
        ("أوقفت مديرية التربية الدوام في الرقة أسبوعاً.", []),
        ("أوقفت وحدة الصيانة الضخ في حلب.", []),
    ],
)
def test_who_stops_whom(text: str, kinds: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == kinds
