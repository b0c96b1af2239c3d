"""Arabic: tolls that rise, deaths that follow, who takes ground, what had been done before, and on which day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.arabic import told


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("انفجر لغم بحافلة في حرض فقتل أربعة، ثم توفي اثنان من الجرحى ليرتفع عدد القتلى إلى ستة.", 6),
        ("توفيت جريحتان أصيبتا في قصف سوق تعز يوم الأحد، لترتفع حصيلة القصف إلى تسعة.", 9),
        ("قتلت غارة على صعدة خمسة أشخاص، قبل أن ترتفع الحصيلة إلى ثمانية.", 8),
        ("لقي ثلاثة حتفهم في انفجار في كركوك، وارتفع العدد إلى أربعة بعد وفاة مصاب.", 4),
        ("قتل مدنيان بقذيفة في مصراتة، ثم ارتفع عدد الضحايا إلى ثلاثة.", 3),
    ],
)
def test_a_toll_that_rose_in_the_same_breath(text: str, killed: int) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "مصراتة: الإفراج عن رئيس نقابة كان قد خطف قبل شهر.",
        "زار وفد في عدن طبيبا كان قد اعتقل في الصيف.",
        "عثر أهالي سبها على سيارة كانت قد سرقت قبل أيام.",
        "وصل إلى بغداد صحفي كان قد اختطف في الأنبار.",
        "شيع أهالي نابلس شابا كان قد استشهد قبل يومين.",
    ],
)
def test_what_had_been_done_to_somebody_new_only_tells_who_he_is(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قوات الوفاق استعادت مقر اللواء الرابع في العزيزية.", "Government regains territory"),
        ("قال ضابط في الجيش العراقي إن رجاله تقدموا بعد أن انتزعوا بلدة برطلة.", "Government regains territory"),
        ("أعلن التلفزيون الرسمي تطهير حي الميدان من الإرهابيين.", "Government regains territory"),
        ("الجيش اللبناني استعاد تلة في جرود عرسال من المسلحين.", "Government regains territory"),
        ("قوات الدعم السريع استولت على مقر الفرقة في نيالا.", "Non-state actor overtakes territory"),
        ("استعاد الحزام الأمني زنجبار في أبين بعد معارك قصيرة.", "Non-state actor overtakes territory"),
    ],
)
def test_who_takes_ground(text: str, kind: str) -> None:
    assert kind in [i.sub_event_type for i in told(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قصفت بارجة تجمعات للمسلحين في تعز، فيما أغار الطيران على معسكر في صعدة.", ["Taiz", "Saada"]),
        ("اغتال مجهولون ضابطا في عدن. وانفجر لغم بسيارة عسكرية، بينما هاجم مسلحون حاجزا في لودر.", ["Aden", "Aden"]),
    ],
)
def test_a_clause_that_names_no_place_takes_none_of_a_later_deed(text: str, place: list[str]) -> None:
    assert [i.place.name for i in told(text) if i.place][: len(place)] == place


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("أطلقت كتائب القسام صواريخ على تل أبيب، فقتلت امرأة في ريشون لتسيون.", {"Shelling/artillery/missile attack"}),
        ("قصفت المدفعية حي الصحافة في الخرطوم، فقتل طفلان في سوبا.", {"Shelling/artillery/missile attack"}),
        ("شنت طائرات غارات على صعدة، فاستشهد أربعة في حرض.", {"Air/drone strike"}),
        ("انهالت قذائف الهاون على تعز، فقتل بائع في المخا.", {"Shelling/artillery/missile attack"}),
        ("أغارت مقاتلات على النبطية، فارتقى مسعف في صور.", {"Air/drone strike"}),
    ],
)
def test_a_death_that_follows_from_what_was_told_is_of_its_kind(text: str, kinds: set[str]) -> None:
    assert {i.sub_event_type for i in told(text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "دمرت مقاتلات التحالف في تدمر 14 دبابة استولى عليها التنظيم.",
        "عرض الجيش في مأرب أسلحة استولى عليها من الحوثيين.",
        "أحرق مسلحون في سبها شاحنات استولوا عليها.",
        "باع عناصر في نيالا سيارات استولوا عليها.",
        "ضبطت الشرطة في بغداد مدرعة سيطر عليها مسلحون.",
    ],
)
def test_goods_that_had_been_seized_are_no_ground(text: str) -> None:
    assert not {"Government regains territory", "Non-state actor overtakes territory"} & {
        i.sub_event_type for i in told(text)
    }


@pytest.mark.parametrize(
    "text",
    [
        "هاجم مسلحون حاجزا قرب جبلة مساء الثلاثاء. وامتدت المواجهات ليلا إلى بانياس، وفرض حظر تجول حتى صباح السبت.",
        "قصفت طائرات سرت أمس. وبعد دقائق سقطت قذائف على مصراتة.",
        "انفجرت سيارة في بغداد الثلاثاء. وبعدها بلحظات انفجرت عبوة في بعقوبة.",
        "اندلعت اشتباكات في الفاشر الثلاثاء. وفي اليوم نفسه هاجم مسلحون قافلة في نيالا.",
        "أغار الطيران على صعدة الثلاثاء. وبعد وقت قصير سقط صاروخ على مأرب.",
    ],
)
def test_what_comes_right_after_is_of_the_same_day(text: str) -> None:
    assert {i.time.start for i in told(text) if i.event_type != "Strategic developments"} == {date(2021, 6, 15)}


@pytest.mark.parametrize(
    "text",
    [
        "اندلعت اشتباكات أمس عند جسر السادس من أكتوبر في القاهرة.",
        "انفجرت عبوة أمس في شارع 14 تموز في كركوك.",
        "وقتل شرطي أمس في ميدان 17 فبراير في بنغازي.",
        "هاجم مسلحون أمس مستشفى 22 مايو في الحديدة.",
        "تظاهر العشرات أمس في ساحة 25 يناير في السويس.",
    ],
)
def test_a_day_in_a_name_dates_nothing(text: str) -> None:
    assert {i.time.start for i in told(text)} == {date(2021, 6, 15)}


@pytest.mark.parametrize(
    "text",
    [
        "شارك خبراء في نزع الألغام في ورشة في عدن.",
        "أصيب خبير في تفكيك العبوات بانفجار لغم في بنغازي.",
        "زار وزير في مأرب فريقا لنزع الألغام.",
        "قتل خبيران في نزع الألغام بانفجار في ترهونة.",
        "وصل إلى الموصل متخصصون في تفكيك الألغام.",
    ],
)
def test_whose_trade_it_is_to_clear_mines_cleared_none(text: str) -> None:
    assert "Disrupted weapons use" not in {i.sub_event_type for i in told(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وضع محتجون سواتر على طريق المطار في الأقصر.", "Peaceful protest"),
        ("أقام متظاهرون حواجز من الحجارة في الخرطوم.", "Peaceful protest"),
        ("أقامت قوات الدعم السريع حواجز جديدة في الخرطوم.", "Headquarters or base established"),
        ("هاجم مسلحون بقذائف آر بي جي حاجزا للجيش في العريش.", "Armed clash"),
        ("هاجم مجهولون بقذيفة آر بي جي دورية للشرطة في درعا.", "Armed clash"),
    ],
)
def test_barricades_and_small_arms(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]
