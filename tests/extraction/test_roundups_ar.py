"""Arabic roundups and communiqués: leads that sum up, arms of one act, who is charged, what came of it, quarters."""

from __future__ import annotations

import pytest

from tests.arabic import parsed, told

_AIR = "Air/drone strike"
_SHELLING = "Shelling/artillery/missile attack"
_IED = "Remote explosive/landmine/IED"
_CLASH = "Armed clash"
_LOOT = "Looting/property destruction"
_ABDUCTION = "Abduction/forced disappearance"
_PEACEFUL = "Peaceful protest"
_AGREEMENT = "Agreement"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("بغداد - قتل ستة جنود في هجمات متفرقة ليلا. وهاجم مسلحون نقطة في الطارمية فقتل أربعة.", ["الطارمية"]),
        ("بيروت - شن الطيران سلسلة غارات على جنوب لبنان. وقتلت غارة رجلين في النبطية.", ["النبطية"]),
        ("دمشق - سقط عشرة مدنيين في مناطق متفرقة. وقصفت المدفعية دوما فقتل ثلاثة.", ["دوما"]),
        ("طرابلس - أسفرت هجمات متفرقة عن مقتل تسعة. وانفجرت عبوة في سرت وقتل شرطي.", ["سرت"]),
        ("عدن - أودت سلسلة تفجيرات بحياة سبعة. وانفجرت سيارة في لودر فقتل اثنان.", ["لودر"]),
    ],
)
def test_a_lead_of_attacks_here_and_there_is_a_sum(text: str, places: list[str]) -> None:
    assert [i.place_text for i in told(text)] == places


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("صدت القوات هجوما في مأرب ودمرت عربة بصاروخ موجه.", _CLASH),
        ("اشتبك الطرفان في سرت بقذائف الهاون.", _CLASH),
        ("اندلع شجار بالأسلحة الرشاشة بين عائلتين في البصرة.", _CLASH),
        ("تطورت مشاجرة في العمارة إلى تراشق بالرصاص.", _CLASH),
        ("أطلقت القوة صاروخا على تجمع للجنود في نجران.", _SHELLING),
        ("سوت الطائرات منزلا في جباليا بالأرض.", _AIR),
        ("سقطت براميل متفجرة على سوق في داريا.", _AIR),
        ("تسببت قنبلة في حافلة بمقتل راكبين في الموصل.", _IED),
        ("دمرت عبوة مدرعة للجيش في الشيخ زويد.", _IED),
        ("قتل شخصان عندما أصيب منزل في دير البلح.", _SHELLING),
        ("استولى مسلحون على حمولة شاحنتين في صرواح.", _LOOT),
        ("استولى مسلحون على صهريج وقود في الزاوية.", _LOOT),
        ("فككت الشرطة عصابة للخطف في بعقوبة.", "Arrests"),
        ("أودعت الشرطة أربعة مهربين السجن في مصراتة.", "Arrests"),
        ("اقتاد جنود من المليشيا فتاتين من الجنينة إلى جهة غير معلومة.", _ABDUCTION),
        ("ثلاثة عمال احتجزهم قطاع طرق في أوباري.", _ABDUCTION),
        ("أفضت المفاوضات في تلبيسة إلى وقف لإطلاق النار.", _AGREEMENT),
        ("طالب نازحون في وقفة بإدلب بإعادة الدعم.", _PEACEFUL),
        ("أطلق مسلحان الرصاص على مختار في جاسم فقتلاه.", "Attack"),
    ],
)
def test_what_kind_of_act(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("قصفت المدفعية التحيتا، كما جرح ثلاثة برصاص قناص في حيس.", [_SHELLING, "Attack"]),
        ("شنت الطائرات غارات على مارب، وأصيب راع بإطلاق نار في حيس.", [_AIR, "Attack"]),
        ("سقطت قذائف على تعز، ولقي رجل مصرعه بنيران مسلحين في المخا.", [_SHELLING, "Attack"]),
        ("أغارت مسيرة على صعدة، وسقط جنديان في كمين قرب حيس.", [_AIR, _CLASH]),
        ("قصف الجيش دوما، وقتلت امرأة برصاصة قناص في حرستا.", [_SHELLING, "Attack"]),
    ],
)
def test_gunfire_elsewhere_is_no_shelling(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    ("text", "killed", "captured"),
    [
        ("ألقت الشرطة القبض على متهم باغتيال قاض في العمارة.", None, 1),
        ("اعتقلت الشرطة متورطا في قتل ثلاثة جنود في بعقوبة.", None, None),
        ("اعتقل ثلاثة أشخاص على خلفية مقتل شرطي في بعقوبة.", None, 3),
        ("أوقف الجيش أربعة مشتبه في خطفهم تاجرا في بعلبك.", None, 4),
        ("ضبطت الشرطة المتهمين بقتل صيدلاني في الكوت.", None, None),
    ],
)
def test_what_somebody_is_charged_with_is_no_toll(text: str, killed: int | None, captured: int | None) -> None:
    assert [(i.sub_event_type, i.killed, i.captured) for i in told(text)] == [("Arrests", killed, captured)]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("قتل خمسة من عائلة واحدة في قصف على كركوك.", 5, None),
        ("استشهد أربعة من أسرة واحدة بغارة على رفح.", 4, None),
        ("تسعة جنود لقوا حتفهم في هجوم على كركوك.", 9, None),
        ("سقطت قذيفتان على تعز ولم ترد أنباء عن إصابات.", None, None),
        ("سقطت قذيفتان على تعز ولم تقع إصابات.", 0, 0),
        ("قتل أحد عشر مدنيا وأصيب آخرون بغارة على إدلب.", 11, None),
        ("أطلق مسلح النار على شاب في البصيرة، ليفارق الحياة على الفور.", 1, None),
    ],
)
def test_tolls_of_roundups(text: str, killed: int | None, wounded: int | None) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [(killed, wounded)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وقع انفجار شرقي بغداد.", "Baghdad"),
        ("انفجرت عبوة وسط دمشق.", "Damascus"),
        ("قتل رجل برصاص مجهولين قرب بيروت.", "Beirut"),
        ("انفجرت عبوة بسيارة مسؤول في جاسم.", "Jasim"),
        ("سقطت قذائف على أحياء درعا الشرقية.", "Daraa"),
        ("اختطف مسلحون طبيبا أثناء عودته إلى الأتارب.", "Al-Atarib"),
        ("اشتبك الجنود مع قوة حاولت التقدم نحو الخيام.", "Khiam"),
        ("في ولاية جنوب كردفان، هاجم متمردون، فجر أمس، حامية في كادقلي.", "Kadugli"),
    ],
)
def test_where_it_was(text: str, place: str) -> None:
    assert [i.place.name for i in told(text) if i.place] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "وفي نيالا حرر مواطنون ثلاثة تجار.",
        "وعادت العائلات إلى ترهونة مستفيدة من التهدئة.",
        "تنعم نيالا بهدوء نسبي.",
        "توترت العلاقات بين بغداد وأنقرة بعد الهجوم.",
        "تسري الهدنة في الحديدة منذ شهر.",
    ],
)
def test_nothing_happened(text: str) -> None:
    assert told(text) == []


def test_an_hour_before_they_left_is_no_day() -> None:
    (clash,) = told("هاجم مسلحون ليل الجمعة نقطة في داقوق واستمر القتال نحو ساعة قبل انسحابهم.")
    assert clash.time.start is not None
    assert clash.time.start.isoformat() == "2021-06-11"


def test_what_is_found_on_the_seized_is_part_of_their_arrest() -> None:
    (arrest,) = told("أوقفت الشرطة رجلا في صيدا، وضبطت في حوزته ثلاث بنادق.")
    assert (arrest.sub_event_type, arrest.captured) == ("Arrests", 1)


def test_the_fight_and_the_arrest_share_out_their_people() -> None:
    clash, arrest = told("أحبط الجيش محاولة تسلل قرب خانقين وألقى القبض على ثلاثة أشخاص.")
    assert (clash.captured, arrest.captured) == (None, 3)


def test_a_verb_after_and_is_no_place() -> None:
    places = [m.surface for m in parsed("توغلت قوة في محيط القنيطرة وتفتش منازل.").mentions]
    assert places == ["القنيطرة"]
