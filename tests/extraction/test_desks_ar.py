"""Arabic: people summed without a number, both sides' losses, lines that only say where, what only came before."""

from __future__ import annotations

from datetime import date

import pytest

from tests.arabic import DAY, told


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتل أب وابنتاه بقصف على حي سكني في درعا.", 3),
        ("أدى سقوط قذيفة على منزل في تعز إلى مقتل رجل وطفليه.", 3),
        ("أودى انفجار لغم في الرقة بحياة سائق الحافلة وثلاثة ركاب.", 4),
        ("اغتال مسلحون مختار القرية وزوجته وابنه في بعقوبة.", 3),
        ("قتل مسلحون رئيس المجلس البلدي ومرافقه في سبها.", 2),
        ("قتلت غارة على غزة الطبيب وزوجته.", 2),
        ("قتل مسلحون في كسلا المزارع وولديه رميا بالرصاص.", 3),
        ("استشهد قائد شرطة المديرية وأربعة من مرافقيه في كمين في عدن.", 5),
    ],
)
def test_people_are_summed_without_a_number(text: str, killed: int) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("انفجر لغم بقارب صيد في ميدي ومات صياد وفقد اثنان.", 1),
        ("سقطت خمس قذائف على درعا، إحداها على مدرسة فقتلت طفلة.", 1),
        ("هاجم مسلحون نقطة تفتيش في بغداد وسقط 42 شخصا بين قتيل وجريح.", None),
        ("قتل شرطي في هجوم على مخفر في طرابلس وأصيب ثلاثة.", 1),
        ("سقط صاروخ على سوق في صنعاء، أحدها لم ينفجر.", None),
    ],
)
def test_who_is_no_further_dead(text: str, killed: int | None) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("هاجم التنظيم ثكنة في الرمادي فقتل سبعة جنود، وخسر المهاجمون عشرين رجلا.", 27),
        ("اندلعت اشتباكات في الحديدة استشهد فيها ثلاثة جنود، في حين قتل ستة من الحوثيين.", 9),
        ("اشتبكت القوات مع مسلحين في سرت، وقتل خمسة جنود، فيما لقي تسعة من المسلحين مصرعهم.", 14),
        ("دارت معارك في الفاشر قتل فيها 12 من الجيش، كما قتل 30 من المهاجمين.", 42),
        ("اشتبك الجيش مع مسلحين في عرسال وقتل جنديان، وقتل أربعة من المسلحين.", 6),
    ],
)
def test_both_sides_of_a_fight_lose_men(text: str, killed: int) -> None:
    assert [(i.sub_event_type, i.killed) for i in told(text)] == [("Armed clash", killed)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "الفاشر (شمال دارفور)\n- قصفت طائرة سوقا وقتل تسعة.\nنيالا (جنوب دارفور)\n- اعتقل ثلاثة متطوعين.",
            ["El Fasher", "Nyala"],
        ),
        ("تعز\n- سقطت قذيفتان على مدرسة.\nعدن\n- خطف مسلحون طبيبا.", ["Taiz", "Aden"]),
        ("الموصل:\nانفجرت عبوة بدورية.\nكركوك:\nأفادت السلطات المحلية بمقتل مختار برصاص مسلحين.", ["Mosul", "Kirkuk"]),
    ],
)
def test_a_line_that_only_says_where_heads_those_below_it(text: str, places: list[str]) -> None:
    assert [i.place.name if i.place else None for i in told(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        "أطلقت الجماعة سراح صحفي من إب بعد ثلاث سنوات من الاحتجاز.",
        "عاد المهندسان إلى طرابلس أمس، وكانا قد خطفا قبل عام من سبها.",
        "زار الوزير مركز احتجاز المهاجرين في تاجوراء.",
        "قضت محكمة عسكرية في بنغازي بإعدام أربعة.",
        "أصدرت محكمة في بغداد حكما بإعدام ثلاثة أدينوا بتفجير.",
        "تعيد هذه الأحداث إلى الأذهان معارك دارت في عين الحلوة وراح ضحيتها سبعة.",
        "سيطر الحوثيون على منازل أقاربه في صنعاء.",
    ],
)
def test_what_was_before_or_is_only_said(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("ساد هدوء حذر مدينة طرابلس بعد اشتباكات بين فصيلين.", ["Armed clash"]),
        ("أفرغت مروحيات عشرين برميلا فوق داريا.", ["Air/drone strike"]),
        ("اقتحم الجيش ساحة الاعتصام في الحويجة وقتل 26 متظاهرا.", ["Excessive force against protesters"]),
        ("خرجت نساء في صنعاء يطالبن بالطحين، فانهالت عليهن عناصر من الجماعة ضربا.", ["Protest with intervention"]),
        ("شهدت الرمادي خروج الآلاف إلى الساحات نصرة للمعتقلين.", ["Peaceful protest"]),
        ("أفاد شهود في زالنجي عن خروج مسيرة مؤيدة للجيش.", ["Peaceful protest"]),
        ("داهمت قوة شقة في القاهرة وقتلت تسعة مسلحين.", ["Armed clash"]),
        ("داهمت الشرطة منازل في الأبيض.", ["Arrests"]),
        ("سيطرت قوات حكومية على قاعدة الوطية، بعد حصار دام أسابيع وعشرات الغارات.", ["Government regains territory"]),
    ],
)
def test_kinds(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أفاد مصدر أمني في محافظة كركوك، الأربعاء، بأن مسلحين اقتحموا مخفرا في الحويجة فجر أمس.", date(2021, 6, 15)),
        ("الوكالة الوطنية - مرجعيون\nأغار الطيران فجر اليوم على الخيام.\nوأغار أيضا على كفركلا.", DAY),
        ("المجلس المحلي - الموقف اليومي\nمر يوم أمس الثلاثاء ثقيلا.\nقصفت مروحيات داريا.", date(2021, 6, 15)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert {i.time.start for i in told(text)} == {day}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قنص شاب من أهالي درعا برصاص قناص متحصن، بنيران الجنود المتمركزين في بصرى.", ["درعا"]),
        ("سقطت قذيفة على سرت. ثم أطبق على الموكب مقاتلون من مصراتة وقتلوا خمسة.", ["سرت"]),
        ("أحرق مسلحون مقر قناة في طرابلس ومنازل مسؤولين من الزنتان.", ["طرابلس"]),
        ("قصفت طائرات سوقا في تعز، فيما زرع المهاجمون ألغاما على الطريق الواصل إلى عدن.", ["تعز"]),
        (
            "سيطرت قوات الوفاق على قاعدة الوطية. وانسحبت قوات حفتر من القاعدة إلى الزنتان دون قتال.",
            ["قاعدة الوطية", None],
        ),
    ],
)
def test_where_it_happened_is_not_where_they_stand_or_come_from(text: str, places: list[str | None]) -> None:
    assert [i.place_text for i in told(text)] == places


def test_the_city_is_the_town_told_of_last() -> None:
    found = told("بغداد - وكالة\nقصفت طائرة سوقا في خان شيخون وقتلت ستة.\nثم قصفت المشفى عند أطراف المدينة.")
    assert [i.place_text or (i.place and i.place.name_ar) for i in found] == ["خان شيخون", "خان شيخون"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("أحرز الجيش السوري تقدما وسيطر على مورك. كما قطع الطريق بعد السيطرة على قريتي صوران ومعردس.", {"Government regains territory"}),
        ("أعلن القائد أن تلعفر باتت محررة بالكامل اليوم.", {"Government regains territory", "Non-state actor overtakes territory"}),
        ("تطور التلاسن في طوز خورماتو إلى تبادل للرصاص بين البيشمركة والحشد الشعبي وأودى بخمسة.", {"Armed clash"}),
        ("أصيب عشرات الشبان بالاختناق إثر إلقاء قنابل غاز على مسيرة رافضة لنقل السفارة في رام الله.", {"Protest with intervention"}),
        ("رد الحراس على المتظاهرين في البصرة بإطلاق الرصاص فوق رؤوسهم فجرح ثلاثة.", {"Protest with intervention"}),
        ("أعلنت قوات فجر ليبيا سيطرتها على مطار طرابلس مساء السبت، الذي كانت الكتائب تسيطر عليه منذ 2011.", {"Non-state actor overtakes territory"}),
    ],
)  # fmt: skip
def test_more_kinds(text: str, types: set[str]) -> None:
    found = {i.sub_event_type for i in told(text)}
    assert found
    assert found <= types


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("أطلق الجنود الرصاص على متظاهرين في خان يونس وقتلوا ستة. وأصيب في المواجهات نحو 270، نصفهم بالرصاص الحي.", (6, 270)),
        ("قتل ثلاثة من كتائب القسام في قصف على جباليا.", (3, None)),
        ("اغتالت طائرة القيادي في حركة حماس أبا محمد وزوجته في غزة.", (2, None)),
        ("اندلع قتال في الدلنج أدى إلى مصرع أربعة من الطرفين وحرق ثلاثين منزلا.", (4, None)),
    ],
)  # fmt: skip
def test_who_was_hurt(text: str, hurt: tuple[int | None, int | None]) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [hurt]


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت حركة تحرير السودان أنها ستقاتل في جبل مرة.",
        "أقام الحوثيون عرضا عسكريا في صنعاء رفعوا فيه صور قادتهم.",
        "سحب المسلحون قتلاهم من محيط تل رفعت.",
        "وتبادل الطرفان قتلاهما في مدينة مأرب.",
        "شيع أهالي بعقوبة قتلاهم بعد صلاة الجمعة.",
        "ترك المهاجمون قتلاهم في محيط قاعدة الوطية.",
        "يدفن سكان الفاشر قتلاهم في الساحات.",
    ],
)
def test_names_and_idioms_tell_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "بلغت حصيلة تفجيرات الثلاثاء في بغداد 57 قتيلا.\nقتل 38 بتفجير في الكاظمية، وأودت سيارة أخرى في أبو غريب بحياة 19.",
            [38, 19],
        ),
        (
            "خلفت الغارات التي استهدفت صنعاء أمس 40 قتيلا. قتل 25 بغارة على عمران، وقتل 15 بغارة على ذمار.",
            [25, 15],
        ),
    ],
)  # fmt: skip
def test_a_sum_gives_its_day_to_what_it_sums(text: str, found: list[int]) -> None:
    incidents = told(text)
    assert [i.killed for i in incidents] == found
    assert {i.time.start for i in incidents} == {date(2021, 6, 15)}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("أبرم وجهاء في قدسيا هدنة تقضي بسحب المسلحين مقابل فك الحصار.", ["Agreement"]),
        ("توصل الطرفان في مأرب إلى اتفاق ينص على وقف القصف.", ["Agreement"]),
        ("عثر رعاة في مرجعيون على صاروخ من مخلفات حرب تموز ففجره خبير.", ["Disrupted weapons use"]),
        ("شيع أهالي طرابلس جنازة الممثل الذي أصابته رصاصة.", []),
        ("ألقت طائرتا أنتونوف 21 قنبلة على كادقلي.", ["Air/drone strike"]),
        ("اعترضت دورية إسرائيلية راعيا في مرجعيون واقتادته إلى ما وراء الخط الأزرق.", ["Arrests"]),
        ("وقعت احتجاجات في المكلا وتعز وعدن، وفي الأخيرة أطلقت الشرطة الرصاص فقتلت متظاهرا.", ["Excessive force against protesters", "Peaceful protest", "Peaceful protest"]),
        ("دخل الجيش العراقي مركز قضاء الرطبة ظهر اليوم. واغتال مسلحون ضابطا في بغداد.", ["Attack", "Government regains territory"]),
    ],
)  # fmt: skip
def test_terms_names_and_wholes(text: str, types: list[str]) -> None:
    assert sorted({i.sub_event_type for i in told(text)}) == sorted(set(types))


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("سقط 59 قتيلا من مقاتلي الفصائل و28 من قوات النظام في معارك خان شيخون.", (87, None)),
        ("أصاب صاروخ معسكر صافر في مأرب فاستشهد 45 جنديا، كما استشهد في الحادث عشرة سعوديين.", (55, None)),
        ("قتل اثنا عشر فتى وفتاة بصاروخ على ملعب في مجدل شمس.", (12, None)),
        ("أردى ملثم على متن دراجة نارية مدير مرور عدن بثلاث طلقات.", (1, None)),
        ("تعرض رتل كان في طريقه مع مرافقيه إلى نقطة مورك لقصف جوي عند معر حطاط أسفر عن مقتل ثلاثة.", (3, None)),
        ("فرقت القوات بالغاز اعتصاما في الخرطوم. وبلغ عدد القتلى ستة.", (6, None)),
    ],
)
def test_who_was_hurt_besides(text: str, hurt: tuple[int | None, int | None]) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [hurt]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قال الدفاع المدني في مرجعيون إن مسيرة استهدفت سيارة في صيدا فاستشهد اثنان.", ["صيدا"]),
        ("أفاد سكان في درعا بأن طائرات قصفت سوقا في إنخل.", ["إنخل"]),
        ("قال شهود في الفاشر إن قذيفة سقطت على السوق.", ["الفاشر"]),
        ("أكد مسعفون في غزة أن غارة دمرت منزلا في رفح.", ["رفح"]),
        ("ذكر ناشطون في تعز أن لغما انفجر بحافلة في عدن.", ["عدن"]),
    ],
)
def test_where_the_speaker_is(text: str, places: list[str]) -> None:
    assert [i.place_text for i in told(text)] == places


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("ردت الطائرات بأعنف غارات تشهدها صنعاء منذ أشهر.", ["Air/drone strike"]),
        ("قتل تسعة في أكبر هجوم تتعرض له كركوك منذ سنوات.", ["Attack"]),
        ("اندلعت في عدن أسوأ اشتباكات منذ أعوام.", ["Armed clash"]),
        ("أقام محتجون متاريس في عطبرة.", ["Peaceful protest"]),
        ("خرج المئات في عطبرة والخرطوم وأقاموا المتاريس، وسقط قتيل في الخرطوم برصاص الشرطة.", ["Excessive force against protesters", "Peaceful protest"]),
    ],
)  # fmt: skip
def test_the_worst_for_months_and_barricades(text: str, types: list[str]) -> None:
    assert sorted(i.sub_event_type for i in told(text)) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("تضاربت الأنباء حول مصير السجناء في عفرين.", []),
        ("وقع انفجار عرضي في كدس للعتاد قرب الفلوجة.", []),
        ("فجرت امرأتان أحزمتهما في سوق سرت، وفجرت ثلاث نساء أحزمتهن في بنغازي.", ["Suicide bomb", "Suicide bomb"]),
        ("أعلن المجلس أن القوات باتت تسيطر على كامل سرت.", ["Non-state actor overtakes territory"]),
        ("تصدت الشرطة للمتظاهرين في الخرطوم مستخدمة البمبان.", ["Protest with intervention"]),
        ("احتدمت المواجهات في لقاوة مخلفة عشرة قتلى وإحراق المربعات الشرقية.", ["Armed clash"]),
        ("أطلقت دبابة نيران رشاشها على مجموعة صحفيين في مرجعيون وقتلت مصورا.", ["Attack"]),
        (
            "هاجم التنظيم نقطة للحشد في بعقوبة فاستشهد ثلاثة، واستهدفت عبوة رتل إسناد هرع إلى المكان.",
            ["Armed clash", "Remote explosive/landmine/IED"],
        ),
        ("اعتقل الجيش خمسة في الأنبار. وعثرت الشرطة في الفلوجة على عبوات.", ["Arrests", "Disrupted weapons use"]),
    ],
)
def test_kinds_once_more(text: str, types: list[str]) -> None:
    assert sorted(i.sub_event_type for i in told(text)) == types


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("انفجر لغم في مبنى في عفرين فقتل سبعة مدنيين وأربعة من الجيش الحر.", (11, None)),
        ("أصيب قائد في ألوية العمالقة وثلاثة من مرافقيه بقصف صاروخي على المخا.", (None, 4)),
        ("قتل ضابط في الجيش وجنديان بعبوة في العريش.", (3, None)),
        ("جرح مسؤول في البلدية وخمسة من موظفيها بانفجار في طرابلس.", (None, 6)),
        ("قتل ستة مدنيين وثلاثة من رجال الشرطة بقذيفة سقطت على تعز.", (9, None)),
    ],
)
def test_more_than_those_told_first(text: str, hurt: tuple[int | None, int | None]) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [hurt]


def test_what_is_claimed_later_is_told_once() -> None:
    found = told("انفجرت سيارة في مدينة الصدر وقتل ستة.\nوأعلن داعش أن أحد عناصره فجر حزامه وسط المتسوقين.")
    assert [(i.place.name if i.place else None, i.killed) for i in found] == [("Sadr City", 6)]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("نزعت فرق الدفاع المدني لغمين من بستان في بعقوبة.", ["Disrupted weapons use"]),
        ("اقتادت مجموعة مسلحة عشرة شبان من قرية في سبها.", ["Abduction/forced disappearance"]),
        ("خرجت مظاهرة في نيالا فتصدت لها الشرطة بالغاز.", ["Protest with intervention"]),
        ("نزع مهندسون عبوتين قرب جسر في الرمادي.", ["Disrupted weapons use"]),
        ("اقتادت قوة مجهولة محاميا من منزله في عدن.", ["Abduction/forced disappearance"]),
    ],
)
def test_taken_undone_and_driven_back(text: str, types: list[str]) -> None:
    assert sorted(i.sub_event_type for i in told(text)) == types


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("أغارت الطائرات على مرجعيون وصيدا والنبطية، فاستشهدت عائلة من ستة أفراد في الأخيرة.", [None, None, 6]),
        ("دكت المدفعية جباليا وبيت حانون، فاستشهد ثلاثة من كتائب القسام في الأولى.", [3, None]),
        ("ارتكب الطيران مجزرة في سوق صعدة وقتل عشرين.", [20]),
        ("أطلقت الجماعة باليستيا على مأرب وقتل جنديان.", [2]),
        ("تركزت الاشتباكات حول مطار طرابلس الذي تبادل الطرفان السيطرة عليه مرتين، وقتل تسعة.", [9]),
    ],
)
def test_of_which_of_them(text: str, told_of: list[int | None]) -> None:
    assert [i.killed for i in told(text)] == told_of


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("اجتاحت المليشيا قرية في سنجة صباح أمس، وبلغ عدد الشهداء 124 والجرحى نحو مئتين.", (124, 200)),
        ("انفجرت سيارة في بغداد وبلغ عدد القتلى 12 والجرحى 30.", (12, 30)),
        ("سقطت قذائف على تعز. الحصيلة: الشهداء عشرة والمصابون ثلاثون.", (10, 30)),
        ("قصفت طائرات سوقا في صعدة، وعدد الضحايا 51 والمصابين 79.", (51, 79)),
        ("وقع انفجار في مقديشو خلف 14 قتيلا و20 جريحا.", (14, 20)),
    ],
)
def test_the_dead_are_so_many_and_the_hurt_so_many(text: str, hurt: tuple[int, int]) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [hurt]


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("سقطت قذيفتان على حارة في تعز. الحصيلة: طفلان شهيدان وست جريحات.", (2, 6)),
        ("قصفت طائرة مدرسة للبنات في صعدة وخلفت ثلاث شهيدات وتسع مصابات.", (3, 9)),
        ("انفجر لغم في درعا وسقطت أربع جريحات.", (None, 4)),
    ],
)
def test_women_and_girls_hurt(text: str, hurt: tuple[int | None, int | None]) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [hurt]
