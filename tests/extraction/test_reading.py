"""What an analyst expects of one report: places, roles, modality, evidence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.extraction import read
from geomap.model import Parsed, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2019, 3, 6)  # a Wednesday


def parse(text: str, language: str = "ar", published: date | None = DAY) -> Parsed:
    return read(Report("r", text, published, language), GAZETTEER)


def places(parsed: Parsed) -> dict[str, str | None]:
    return {m.surface: m.place.name if m.place else None for m in parsed.mentions}


def test_clitics_stay_outside_the_mention() -> None:
    (mention,) = parse("وصلت القافلة إلى المدينة مروراً بالبوكمال.").mentions
    assert mention.surface == "البوكمال"
    assert mention.place is not None
    assert mention.place.name == "Albu Kamal"


@pytest.mark.parametrize(
    "text",
    [
        "قتل جنديان بانفجار لغم في بلدة هجين في ريف دير الزور الشرقي.",
        "قتل جنديان بانفجار لغم في هجين شرق دير الزور.",
        "في هجين بريف دير الزور قتل جنديان بانفجار لغم.",
        "انفجر لغم في قرية هجين التابعة لمحافظة دير الزور فقتل جنديان.",
    ],
)
def test_the_most_specific_place_of_a_chain_is_taken(text: str) -> None:
    (incident,) = parse(text).incidents
    assert incident.place is not None
    assert (incident.place.name, incident.killed) == ("Hajin", 2)


def test_a_countryside_is_an_area() -> None:
    (incident,) = parse("انفجرت عبوة ناسفة بسيارة عسكرية في ريف الحسكة أمس.").incidents
    assert incident.precision is not None
    assert incident.precision.where_prec >= 3
    assert incident.precision.radius_m >= 30_000


def test_a_home_town_is_no_place_of_an_event() -> None:
    parsed = parse("قتل شاب بالرصاص في مدينة الشدادي، وهو ينحدر من بلدة مركدة.")
    assert {m.surface: m.usage for m in parsed.mentions} == {"الشدادي": "literal", "مركدة": "origin"}
    assert [i.place and i.place.name for i in parsed.incidents] == ["Al-Shaddadi"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قالت أنقرة إن المحادثات ستستأنف قريباً."),
        ("ar", "تقدمت قوات التحالف الذي تقوده واشنطن."),
        ("en", "Ankara said the talks would resume soon."),
        ("en", "The coalition led by Washington gave no details."),
    ],
)
def test_a_capital_may_be_a_government(language: str, text: str) -> None:
    assert [m.usage for m in parse(text, language).mentions] == ["metonym"]


@pytest.mark.parametrize(
    "text", ["أعلنت قوات سوريا الديمقراطية بياناً.", "قال تجمع أحرار حوران ذلك.", "الساعة 16:00 بتوقيت غرينتش."]
)
def test_a_name_inside_another_name_is_no_place(text: str) -> None:
    assert parse(text).mentions == ()


@pytest.mark.parametrize(
    ("language", "text", "group", "origin", "destination", "count"),
    [
        ("ar", "نزحت 200 عائلة من هجين إلى مخيم الهول يوم الإثنين.", "civilians", "Hajin", "Al-Hol camp", 200),
        ("ar", "أجلت الحافلات نحو ألف مدني من الباغوز أمس.", "civilians", "Al-Baghuz", None, 1000),
        ("ar", "تسلل ثلاثة مسلحين من البوكمال إلى القائم.", "fighters", "Albu Kamal", "Al-Qaim", 3),
        ("ar", "نقلت قسد 40 معتقلاً من الحسكة إلى الشدادي الثلاثاء.", "detainees", "Al-Hasakah", "Al-Shaddadi", 40),
        (
            "en",
            "About 300 families fled Hajin for the al-Hol camp on Monday.",
            "civilians",
            "Hajin",
            "Al-Hol camp",
            300,
        ),
        ("en", "Troops withdrew from Raqqa to Tabqa on Sunday.", "forces", "Raqqa", "Al-Tabqah", None),
    ],
)
def test_a_movement_has_ends_and_a_count(
    language: str, text: str, group: str, origin: str | None, destination: str | None, count: int | None
) -> None:
    (m,) = parse(text, language).movements
    got = (m.group, m.origin and m.origin.place.name, m.destination and m.destination.place.name, m.count)
    assert got == (group, origin, destination, count)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "من المتوقع أن تبدأ معركة هجين الأسبوع المقبل."),
        ("ar", "نفت قسد وقوع اشتباكات في هجين."),
        ("ar", "غالباً ما يزرع التنظيم الألغام في هجين."),
        ("ar", "شهدت هجين معارك في عام 2014."),
        ("en", "The army may attack Hajin next week."),
        ("en", "No clashes were reported in Hajin."),
    ],
)
def test_what_did_not_happen_now_is_no_incident(language: str, text: str) -> None:
    assert [i for i in parse(text, language).incidents if i.modality == "occurred"] == []


def test_a_toll_in_the_next_sentence_belongs_to_the_event() -> None:
    (incident,) = parse("هز انفجار سيارة مفخخة مدينة منبج الثلاثاء. وقتل خمسة مدنيين وجرح تسعة آخرون.").incidents
    assert (incident.killed, incident.wounded) == (5, 9)


def test_two_sides_of_a_clash() -> None:
    (incident,) = parse("اندلعت اشتباكات بين قسد وتنظيم داعش في هجين أمس.").incidents
    assert (incident.actor1, incident.actor2) == ("SDF", "Islamic State")


def test_without_a_date_of_publication_nothing_is_guessed() -> None:
    (incident,) = parse("قتل جندي بانفجار لغم في هجين أمس.", published=None).incidents
    assert incident.time.start is None
    assert incident.time.text == "أمس"


def test_an_unsupported_language_still_gives_places() -> None:
    parsed = parse("Ein Angriff traf Hajin.", "de")
    assert parsed.incidents == ()
    assert parsed.error is not None
    assert "de" in parsed.error


@given(st.text(max_size=300), st.sampled_from(["ar", "en"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_spans_are_true(text: str, language: str) -> None:
    parsed = parse(text, language)
    for m in parsed.mentions:
        assert text[m.start : m.end] == m.surface
    for record in (*parsed.incidents, *parsed.movements):
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote


SUMS = [
    ("en", "17 people were killed in two attacks. A car bomb in Manbij killed 13. Shelling of Hajin killed four."),
    (
        "en",
        "Twenty people died in two separate attacks. A suicide bomber killed 12 in Aden. Gunmen killed eight in Taiz.",
    ),
    ("en", "Two attacks killed nine civilians. An air strike on Idlib killed five. A mine in Hama killed four."),
    ("en", "A total of 11 soldiers were killed. An ambush near Tikrit killed seven. A mine in Baiji killed four."),
    (
        "en",
        "Nine people were killed in attacks across Iraq. A car bomb in Basra killed six. Rockets on Mosul killed three.",
    ),
    ("en", "Two car bombs killed 22 people. A car bomb killed 17 in Hajin. A car bomb killed five in Al-Busayrah."),
    (
        "en",
        "Twelve died in two suicide bombings. A suicide bomber killed nine in Hilla. A second bomber killed three in Karbala.",
    ),
    (
        "en",
        "Shelling killed nine people. Shells killed four people in Douma. Five people were killed by shells in Harasta.",
    ),
    ("ar", "قتل 22 شخصا في تفجيرين انتحاريين. وقتل انتحاري 17 شخصا في هجين. وفجر آخر نفسه في البصيرة فقتل خمسة."),
    ("ar", "أسفرت غارات جوية عن مقتل 30 شخصا. وقتلت غارة 20 شخصا في إدلب. وقتل عشرة أشخاص في غارة على سراقب."),
    ("ar", "قتل 17 شخصا في هجومين. وقتل 13 بانفجار سيارة مفخخة في منبج. وقصفت مدافع بلدة هجين فقتل أربعة."),
    ("ar", "قتل 20 مدنيا في هجومين منفصلين. فقد قتل 12 بتفجير سيارة مفخخة في عدن. وأدى قصف على تعز إلى مقتل 8."),
    ("ar", "لقي تسعة أشخاص مصرعهم في هجمات متفرقة. وانفجر لغم قرب حماة فقتل أربعة. وقتل خمسة بغارة على إدلب."),
    ("ar", "قتل 11 جنديا في هجومين. وانفجرت عبوة ناسفة في بيجي فقتل أربعة. وقتل سبعة جنود في كمين قرب تكريت."),
    ("ar", "قتل تسعة في هجومين في العراق. وقتل ستة بانفجار سيارة مفخخة في البصرة. وسقطت صواريخ على الموصل فقتل ثلاثة."),
]


@pytest.mark.parametrize(("language", "text"), SUMS)
def test_a_sum_is_kept_as_one_and_is_no_further_incident(language, text):
    parsed = parse(text, language)
    assert len(parsed.incidents) - len(parsed.sums) == 2
    record = parsed.record()
    parts = sum(i["killed"] for i in record["incidents"])
    assert [t["killed"] for t in record["totals"]] == [parts]


def test_equal_numbers_in_other_places_are_no_sum():
    text = "An attack on Raqqa killed seven. A car bomb in Manbij killed four. Shelling of Hajin killed three."
    assert parse(text, "en").sums == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "سيطرت كتائب محلية على مدينة تكريت، وتراجعت القوات باتجاه سامراء، في حين قصفت مروحيات الجيش المدينة.",
            "Tikrit",
        ),
        (
            "سيطر مقاتلو العشائر على مدينة الفلوجة وانسحبت القوات نحو بغداد، بينما قصفت طائرات الجيش المدينة.",
            "Fallujah",
        ),
    ],
)
def test_who_bombs_a_city_afterwards_did_not_take_it(text, place):
    taken, bombed = parse(text).incidents
    assert taken.sub_event_type == "Non-state actor overtakes territory"
    assert [i.place and i.place.name for i in (taken, bombed)] == [place, place]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("شوهدت سيارات تقل مدنيين تغادر الميادين باتجاه البوكمال.", ("Al-Mayadin", "Albu Kamal")),
        ("شوهدت عائلات وهي تغادر مدينة الفاشر باتجاه نيالا.", ("El Fasher", "Nyala")),
    ],
)
def test_what_was_seen_leaving_left(text, ends):
    (movement,) = parse(text).movements
    assert movement.modality == "occurred"
    assert tuple(e and e.place and e.place.name for e in (movement.origin, movement.destination)) == ends


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Police said on Wednesday that a bomb had killed two in Ramadi the day before.", "2019-03-12"),
        ("en", "The ministry reported on Tuesday that two were killed in Ramadi on Sunday by a bomb.", "2019-03-10"),
        ("en", "Police said on Wednesday that a bomb killed two in Ramadi.", "2019-03-13"),
        ("en", "Troops took Hajin on Tuesday. By nightfall shelling had killed two in Hajin.", "2019-03-12"),
        ("en", "A bomb killed two in Ramadi at 9 a.m.", "2019-03-14"),
        ("ar", "وقالت الشرطة الأربعاء إن عبوة قتلت شخصين في الرمادي في اليوم السابق.", "2019-03-12"),
        ("ar", "وأعلنت الوزارة يوم الثلاثاء مقتل شخصين في الرمادي بانفجار عبوة يوم الأحد.", "2019-03-10"),
        ("ar", "وذكر المرصد أمس أن غارة قتلت ثلاثة في إدلب الاثنين.", "2019-03-11"),
        ("ar", "وأعلن الجيش الأربعاء أنه قصف هجين.", "2019-03-13"),
        ("ar", "وانفجرت عبوة في الرمادي عند الساعة العاشرة فقتلت شخصين.", "2019-03-14"),
    ],
)
def test_the_day_of_a_deed_is_not_that_on_which_it_was_told(language, text, day):
    found = parse(text, language, date(2019, 3, 14)).incidents
    assert str(found[-1].time.start) == day


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "Monday 4 March\n- A bomb killed two in Hit.\n- Shells hit Taiz.\n\nTuesday 5 March\n- A raid hit Aden.", "4 4 5"),
        ("en", "4 March - A bomb killed two in Hit.\n5 March - A judge was shot dead in Aden.\n6 March - A raid hit Saada.", "4 5 6"),
        ("en", "On 4 March:\n• A bomb killed two in Hit.\n• Shells hit Taiz.\nOn 5 March:\n• A judge was shot dead in Aden.", "4 4 5"),
        ("en", "Weekly update, 3-6 March\n\n4 March\nA bomb killed two in Hit.\n\n5 March\nA judge was shot dead in Aden.", "4 5"),
        ("ar", "الاثنين 4 آذار\n- قتلت عبوة شخصين في الرمادي.\n- قصفت المدفعية تعز.\n\nالثلاثاء 5 آذار\n- قتل مسلحون قاضيا في عدن.", "4 4 5"),
        ("ar", "4 آذار: قتلت عبوة شخصين في الرمادي. وقصفت المدفعية تعز.\n5 آذار: قتل مسلحون قاضيا في عدن.", "4 4 5"),
        ("ar", "يوم الاثنين:\nقتلت عبوة شخصين في الرمادي.\nيوم الثلاثاء:\nقتل مسلحون قاضيا في عدن.", "4 5"),
        ("en", "This digest covers the week that ended on Sunday, 3 March.\n\nA bomb killed two in Hit.", "."),
        ("en", "Report for the month to 28 February.\n\nShells killed nine in Taiz. A judge was shot dead in Aden.", ". ."),
        ("en", "Situation report for 4 March: A bomb killed two in Hit. Shells hit Taiz.", "4 4"),
        ("ar", "تغطي هذه النشرة الأسبوع المنتهي يوم الأحد 3 آذار.\n\nقتلت عبوة شخصين في الرمادي.", "."),
        ("en", "Weekly news\nSunday 3 March 2019\n\nA bomb killed two in Hit.\n\nShells hit Taiz.", ". ."),
    ],
)  # fmt: skip
def test_days_head_the_lines_below_them(language, text, days):
    found = parse(text, language, date(2019, 3, 6)).incidents
    assert [str(i.time.start.day) if i.time.start else "." for i in found] == days.split()
