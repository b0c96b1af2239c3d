"""Arabic sentences for each rule of grammar by which incidents are told, told again, or only remembered."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2021, 6, 16)  # a Wednesday


def told(text: str) -> list[tuple[str, str | None, int | None]]:
    """Incidents that happened, as event type, place and dead."""
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    return [
        (i.event_type, i.place.name if i.place else i.place_text, i.killed)
        for i in parsed.incidents
        if i.modality == "occurred" and not i.aggregate
    ]


@pytest.mark.parametrize(
    "text",
    [
        "وكان مسلحون قد هاجموا سبها في أبريل الماضي.",
        "وكانت بنغازي شهدت خريف 2014 اشتباكات دامية.",
        "وكانت غارة قد أودت بحياة عشرين شخصا في تعز في فبراير الماضي.",
        "وكان الجيش قصف الفاشر في العشرين من أيار.",
        "كانت الحسكة تعرضت ربيع 2016 لتفجير قتل ثلاثين.",
    ],
)
def test_what_had_happened_long_ago_is_no_news(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("وكان مسلحون قد هاجموا سبها مساء أمس.", None),
        ("وكانت غارة قد أودت بحياة أربعة أشخاص في تعز يوم الأحد.", 4),
        ("وكان قصف استهدف الفاشر الليلة الماضية وقتل سبعة مدنيين.", 7),
        ("وكانت عبوة ناسفة انفجرت في كركوك صباح الثلاثاء.", None),
        ("وكان ثلاثة جنود قد قتلوا في كمين في مأرب قبل يومين.", 3),
    ],
)
def test_what_had_just_happened_is(text: str, killed: int | None) -> None:
    assert [k for _, _, k in told(text)] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "لا يستبعد محللون أن تندلع المعارك في مصراتة.",
        "ويخشى السكان أن يتجدد القصف على تعز.",
        "ويعتزم الجيش اقتحام الفاشر.",
        "لا أساس له ما تردد عن سقوط قتلى في اشتباكات الحسكة.",
        "وستواصل القوات عملياتها العسكرية في سرت.",
    ],
)
def test_what_is_feared_planned_or_denied_did_not_happen(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("تمكنت الشرطة من اعتقال خلية في كركوك.", "Strategic developments"),
        ("ونجحت القوات، تسندها مروحيات، في استعادة مدينة سرت.", "Battles"),
        ("وردت تقارير عن نهب متاجر في نيالا.", "Strategic developments"),
        ("أبلغ عن حالات اغتصاب في الجنينة.", "Violence against civilians"),
        ("دخل الجيش، ترافقه كتائب محلية وآليات ثقيلة، مدينة سرت بلا قتال.", "Strategic developments"),
    ],
)
def test_nouns_that_a_verb_carries_happen(text: str, kind: str) -> None:
    assert [k for k, _, _ in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قتل تسعة جنود في كمين قرب مأرب. ودفن القتلى التسعة في مقبرة بعدن.", 1),
        ("سقط 14 قتيلا في اشتباكات في سرت. وقال طبيب إن جثث أربعة من القتلى الأربعة عشر لم تنتشل.", 1),
        ("قصف مدفعي على تعز قتل ستة أشخاص. وكان الستة قد قضوا داخل منزل واحد.", 1),
        ("اندلعت معركة في الحسكة وقتل سبعة مسلحين. وفي معركة الحسكة استخدمت الدبابات.", 1),
        ("انفجرت سيارة مفخخة في كركوك فقتلت ثمانية. وقال وزير إن تفجير كركوك أسفر عن أضرار كبيرة.", 1),
        ("قتل تسعة جنود في كمين قرب مأرب. وقتل أربعة آخرون في هجوم في تعز.", 2),
    ],
)
def test_what_is_taken_up_again_is_one_event(text: str, count: int) -> None:
    assert len(told(text)) == count


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("شن الطيران غارة على الحديدة أوقعت قتيلين، وعلى زبيد دون إصابات.", ["Al-Hudaydah", "Zabīd"]),
        ("أطلق المسلحون قذائف على بنغازي فأصابوا طفلا، وعلى درنة.", ["Benghazi", "Derna"]),
        ("أغارت مقاتلات على تعز وعلى مأرب.", ["Taiz", "Marib"]),
        ("سقطت صواريخ على الحسكة ليلا، وعلى القامشلي فجرا.", ["Al-Hasakah", "Qamishli"]),
        ("قصفت المدفعية مواقع على أطراف سرت.", ["Sirte"]),
    ],
)
def test_a_second_place_under_the_same_preposition_is_hit_too(text: str, places: list[str]) -> None:
    assert [p for _, p, _ in told(text)] == places


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ألقت طائرة قنبلتين على سوق في الفاشر.", "Explosions/Remote violence"),
        ("اغتال مسلحون قائدا سابقا في الجيش أمام منزله في درعا.", "Violence against civilians"),
        ("قتل مجهولون ضابطا متقاعدا في بنغازي.", "Violence against civilians"),
        ('انضمت مجموعة من "لواء الصقور" إلى "الفيلق الخامس" في درعا.', "Strategic developments"),
        ("وصفت الحكومة ما جرى في تعز بالمجزرة.", ""),
    ],
)
def test_who_and_what_decide_the_kind(text: str, kind: str) -> None:
    assert [k for k, _, _ in told(text)] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("هاجم مسلحون حاجز الزيتونة في بنغازي.", "Benghazi"),
        ("في درنة، قتل رجلان بالرصاص في حي الرمانة.", "Derna"),
        ("قصف الجيش قرية الصفيحة التابعة لمدينة سرت.", "Sirte"),
    ],
)
def test_a_site_no_gazetteer_knows_lies_in_the_town_that_is_told(text: str, surface: str) -> None:
    assert [p for _, p, _ in told(text)] == [surface]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سقطت سرت بيد المهاجمين، وانسحبت القوات منها نحو مصراتة وبنغازي.", ["Sirte"]),
        ("انفجر لغم في حافلة متجهة من الحسكة إلى دير الزور.", ["Al-Hasakah"]),
        ("قتل أربعة في قصف على تعز ونقل الجرحى إلى مستشفى عدن.", ["Taiz"]),
        ("اغتال ملثمان تاجرا في درعا وفرا صوب السويداء.", ["Daraa"]),
        ("قصف الطيران مواقع في الرقة، ويرقد الجرحى في مشفى الحسكة.", ["Raqqa"]),
    ],
)
def test_where_people_go_is_not_where_it_happened(text: str, places: list[str]) -> None:
    assert [p for _, p, _ in told(text)] == places


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("انفجرت عبوة في كركوك فقتلت ثلاثة. وارتفعت حصيلة انفجار كركوك إلى خمسة قتلى.", 5),
        ("قصف مدفعي على تعز قتل ستة. وارتفع عدد القتلى في تعز مساء إلى تسعة قتلى بعد انتشال جثث.", 9),
        ("قتل جنديان في اشتباك في سرت. ورفع مصدر طبي حصيلة اشتباك سرت إلى أربعة قتلى.", 4),
    ],
)
def test_a_toll_that_grows_is_the_same_event(text: str, killed: int) -> None:
    assert [k for _, _, k in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("هاجم مسلحون متجرا في درعا فقتلوا صاحبه ونهبوا محتوياته.", ["Violence against civilians"]),
        ("نهب ملثمون بيوتا في سبها وأطلقوا النار في الهواء.", ["Strategic developments"]),
        ("أغار مسلحون على مزرعة قرب تعز وسرقوا قطيعا من الماشية.", ["Strategic developments"]),
        ("قتل راع برصاص لصوص في الحسكة، وسلبت أغنامه.", ["Violence against civilians"]),
        ("وفاته على الفور بعد إطلاق النار عليه في درعا.", ["Violence against civilians"]),
    ],
)
def test_who_is_robbed_and_killed_is_told_once(text: str, kinds: list[str]) -> None:
    assert [k for k, _, _ in told(text)] == kinds


def test_two_days_told_in_one_sentence_are_two_events() -> None:
    text = "أحرق محتجون مبنى البلدية في تعز مساء الاثنين، وقتل ثلاثة أشخاص يوم الثلاثاء برصاص مجهولين."
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قتل ناشط عقب اعتقاله من قبل الشرطة في بنغازي.", ["Violence against civilians"]),
        ("لقي ثلاثة مدنيين حتفهم بعد احتجازهم في سبها.", ["Violence against civilians"]),
        ("اعتقلت الشرطة خمسة أشخاص في تعز.", ["Strategic developments"]),
    ],
)
def test_what_came_before_the_violence_does_not_name_it(text: str, kinds: list[str]) -> None:
    assert [k for k, _, _ in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قصفت طائرات مسيرة موقعا في تعز. واستهدفت سيارة في مأرب.", ["Explosions/Remote violence"] * 2),
        ("شن الطيران غارتين على سرت. كما استهدف منزل في مصراتة فقتل رجل.", ["Explosions/Remote violence"] * 2),
        ("اندلعت اشتباكات في سرت. واستهدف مسلحون سيارة تقل مدنيين في سبها.", ["Battles", "Violence against civilians"]),
    ],
)
def test_what_is_aimed_at_after_a_raid_is_raided(text: str, kinds: list[str]) -> None:
    assert [k for k, _, _ in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصف الطيران محطة في القامشلي ومواقع نفطية في الحسكة.", ["Qamishli", "Al-Hasakah"]),
        ("استهدفت المدفعية حاجزا في تعز وموقعا عسكريا في مأرب.", ["Taiz", "Marib"]),
        ("قصفت الطائرات الفاشر، وقال سكان في نيالا إنهم سمعوها.", ["El Fasher"]),
    ],
)
def test_each_thing_that_is_hit_has_its_place(text: str, places: list[str]) -> None:
    assert sorted(p or "" for _, p, _ in told(text)) == sorted(places)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل أربعة مسلحين في غارة في الشنانيق، والعملية مستمرة.", "الشنانيق"),
        ("انفجر لغم قرب طعنوس.", "طعنوس"),
        ("اغتال مجهولون تاجرا في الغرزلة مساء أمس.", "الغرزلة"),
        ("سقطت قذائف في القرية.", None),
    ],
)
def test_a_word_that_no_list_knows_after_in_is_a_name(text: str, place: str | None) -> None:
    assert [p for _, p, _ in told(text)] in ([place], [] if place is None else [place])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("أكدت الوزارة مقتل خمسة جنود في مأرب.", ["Battles"]),
        ("أعلنت الفصائل قصف مطار سرت بالصواريخ.", ["Explosions/Remote violence"]),
        ("أقر الجيش استعادة مدينة سرت.", ["Battles"]),
        ("سار المئات في تعز بسلام، غير أن الشرطة اعتقلت ستة منهم.", ["Strategic developments"]),
        ("شهدت بيروت قبل أسبوع تفجيرا.", ["Explosions/Remote violence"]),
        ("ما انفكت سرت تشهد اشتباكات.", ["Battles"]),
        ("أفاق سكان تعز على دوي انفجار قتل طفلين.", ["Explosions/Remote violence"]),
        ("سمع دوي انفجار في تعز لم تعرف طبيعته.", []),
    ],
)
def test_what_makes_a_noun_happen(text: str, kinds: list[str]) -> None:
    assert [k for k, _, _ in told(text) if k != "Protests"] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("اقتحمت قوة مسلحة قرية قرب نيالا وقتلت تسعة مدنيين.", "Violence against civilians"),
        ("توغلت عصابة في مزارع قرب كسلا وقتلت ثلاثة مزارعين.", "Violence against civilians"),
        ("توغل الجيش في سرت وقتل سبعة مسلحين.", "Battles"),
        ("اقتحم الجيش مقر الكتيبة في بنغازي.", "Battles"),
    ],
)
def test_whom_an_incursion_meets_decides_its_kind(text: str, kind: str) -> None:
    assert [k for k, _, _ in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("كتائب محلية تنتزع بلدة قرب سرت من الجيش.", ["Battles"]),
        ("الجيش يستعيد حقلا قرب مرزق.", ["Battles"]),
        ("تسيطر الفصائل على سرت.", []),
        ("سرت التي يسيطر عليها الجيش هادئة.", []),
        ("يحتل مقاتلون الحي منذ عام في سرت.", []),
    ],
)
def test_the_present_of_bulletins_is_news_and_that_of_holding_is_not(text: str, kinds: list[str]) -> None:
    assert [k for k, _, _ in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصف جوي على مطار سرت وآخر على مصراتة.", ["Misrata", "Sirte"]),
        ("شن الطيران غارة على تعز وأخرى على مأرب.", ["Marib", "Taiz"]),
        ("أغارت طائرات على مواقع في الشنانيق والقرعانة.", ["الشنانيق", "القرعانة"]),
    ],
)
def test_one_more_of_the_same(text: str, places: list[str]) -> None:
    assert sorted(p or "" for _, p, _ in told(text)) == sorted(places)


def test_where_nothing_else_is_named_the_dateline_is_the_place() -> None:
    assert told("دارفور - قتل تسعة مدنيين في هجوم شنه مسلحون.") == [("Violence against civilians", "Darfur", 9)]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قصفت طائرة حافلة قرب مأرب فهلك كل من كان فيها، وعددهم تسعة.", 9),
        ("أودت عبوة ناسفة بضابط في كركوك.", 1),
        ("انفجر لغم في تعز فلقي ركاب السيارة حتفهم، وعددهم خمسة.", 5),
        ("أودى قصف على تعز بثلاثة أطفال.", 3),
        ("قتل جندي في أنحاء من شمالي سوريا قرب الحسكة.", 1),
    ],
)
def test_how_many_died(text: str, killed: int) -> None:
    assert [k for _, _, k in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("خرجت مظاهرة في تعز تضامنا مع أهالي مأرب.", ["Taiz"]),
        ("نظم ناشطون وقفة في بنغازي تنديدا بما جرى في سرت.", ["Benghazi"]),
        ("وفي درعا، اعتقال ثلاثة مطلوبين.", ["Daraa"]),
        ("أقام الجيش حاجزا بين تعز ومأرب.", ["Taiz"]),
    ],
)
def test_what_a_protest_is_about_and_what_lies_between(text: str, places: list[str]) -> None:
    assert [p for _, p, _ in told(text)] == places


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("استولى مقاتلون على شاحنات في سرت.", ["Strategic developments"]),
        ("استولى مقاتلون على مدينة سرت.", ["Battles"]),
        ("أضرم غاضبون النار في مبنى المحافظة في تعز.", ["Riots"]),
        ("وقعت قبيلتان اتفاقا في مأرب يتوقف بموجبه القتال.", ["Strategic developments"]),
        ("سار المئات في بنغازي ونددوا بالاغتيال هاتفين.", ["Protests"]),
        ("نسف مسلحون برجين للكهرباء قرب كركوك.", ["Strategic developments"]),
    ],
)
def test_what_is_seized_burnt_and_agreed(text: str, kinds: list[str]) -> None:
    assert [k for k, _, _ in told(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "وتشهد كركوك منذ 2017 هجمات ينفذها مسلحون.",
        "ويقيم في مأرب نازحون وصلوا منذ عام 2018 حين اشتدت المعارك في الحديدة.",
        "وتتولى الشرطة أمن الفاشر التي كانت قد تعرضت لهجمات كثيرة.",
        "ويحاكم في بغداد عناصر التنظيم الذين كانوا قد سيطروا على الموصل.",
        "وبلغ عدد ضحايا الألغام في تعز خلال الأشهر الخمسة الأولى من العام 118 قتيلا.",
        "وقتل في درعا خلال النصف الأول من العام ثلاثون شخصا في عمليات اغتيال.",
    ],
)
def test_years_and_tallies_behind_the_story_are_no_news(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "نصف سكان بنغازي بلا كهرباء بعد عطل في المحطة.",
        "ويحتاج نصف أهالي تعز إلى الغذاء.",
        "وشكا تجار في حلب من تردي الخدمات.",
        "وحلقت طائرات فوق مأرب دون أن ترد تقارير عن ضربات.",
        "وساد الهدوء مدينة سبها ولم ترد أنباء عن اشتباكات.",
        "وأغلقت المدارس في الحسكة دون تسجيل أو معلومات عن هجمات.",
    ],
)
def test_what_only_looks_like_a_word_of_harm_or_is_not_reported(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("اقتحمت قوة أمنية بلدة تدمر فجر أمس واعتقلت أربعة شبان.", ["Strategic developments"]),
        ("اقتحمت الشرطة حيا في مصراتة واعتقلت ناشطين.", ["Strategic developments"]),
        ("توغلت قوة إسرائيلية في جنين واعتقلت ستة أشخاص.", ["Strategic developments"]),
        ("اقتحم جنود مخيما قرب نابلس واعتقلوا رجلا.", ["Strategic developments"]),
        ("أحبط الجيش محاولة تسلل في مأرب ليل أمس وقتل تسعة من المسلحين.", ["Battles"]),
        ("أحبطت البيشمركة تسللا للتنظيم قرب كركوك.", ["Battles"]),
        ("أحبط المدافعون محاولة اقتحام الفاشر.", ["Battles"]),
        ("أحبط مقاتلون محاولة التفاف قرب منبج وجرح اثنان منهم.", ["Battles"]),
        ("أحبطت الشرطة تهريب أسلحة في طرابلس.", ["Strategic developments"]),
        ("وتعرضت تعز في السابق لقصف عنيف.", []),
    ],
)
def test_raids_with_arrests_and_thwarted_attempts(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in told(text)] == kinds


@pytest.mark.parametrize("place", ["تلعفر", "سرت", "الفاشر", "تدمر", "مأرب"])
def test_a_battle_that_begins_takes_no_ground(place: str) -> None:
    text = f"أعلن قائد عسكري انطلاق معركة استعادة {place}."
    incidents = read(Report("r", text, DAY, "ar"), GAZETTEER).incidents
    assert [i.sub_event_type for i in incidents] == ["Armed clash"]
