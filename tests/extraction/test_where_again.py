"""Where it happened when another place was told before: driven out, fired from, a district of its own, headed lines."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer
from tests.arabic import parsed, told

GAZETTEER = load_gazetteer(())


def scenes(language: str, text: str) -> list[tuple[str, str | None]]:
    incidents = read(Report("r", text, date(2021, 3, 5), language), GAZETTEER).incidents
    return [(i.event_type, i.place and i.place.name) for i in incidents]


@pytest.mark.parametrize(
    ("language", "text", "before", "scene"),
    [
        ("ar", "انفجرت عبوة في كركوك، وأكد مصدر أن الجيش طرد المسلحين من الحويجة باتجاه بيجي.", "Kirkuk", "Hawija"),
        ("ar", "قصفت الطائرات إدلب، وقالت الفصائل إنها أخرجت قوات النظام من سراقب.", "Idlib", "Saraqib"),
        ("ar", "سقط قتلى بتفجير في عدن، ودحر الجيش المسلحين من المخا نحو تعز.", "Aden", "Mocha"),
        ("ar", "انفجر لغم في سبها، وأجبرت القوات المسلحين على الانسحاب من سرت.", "Sabha (Libya)", "Sirte"),
        ("en", "A bomb hit Kirkuk, and the army said it had driven the militants out of Hawija.", "Kirkuk", "Hawija"),
        ("en", "Jets bombed Idlib, and rebels forced the soldiers back from Saraqib.", "Idlib", "Saraqib"),
    ],
)
def test_ground_from_which_others_are_driven_is_a_scene_of_its_own(
    language: str, text: str, before: str, scene: str
) -> None:
    first, second = scenes(language, text)
    assert first[1] == before
    assert second == ("Battles", scene)


@pytest.mark.parametrize(
    ("language", "text", "scene"),
    [
        ("ar", "هاجم مسلحون بلدة رفح. وأصابت قذائف أطلقت من سديروت منازل في البلدة.", "Rafah"),
        ("ar", "اشتعلت النيران في خان يونس. وسقط صاروخ أُطلق من عسقلان على منزل.", "Khan Yunis"),
        ("en", "Gunmen attacked Marib. A missile fired from Saada hit a house in the town.", "Marib"),
        ("en", "Gunmen stormed a post in Rafah. A rocket launched from Sderot hit a school.", "Rafah"),
    ],
)
def test_what_is_fired_falls_where_it_was_told_before(language: str, text: str, scene: str) -> None:
    assert scenes(language, text)[-1] == ("Explosions/Remote violence", scene)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("خربة غزالة: قصف مدفعي على الأحياء السكنية.", ["خربة غزالة"]),
        ("خربة غزالة:: استهدف مقاتلون رتلا متجها إلى درعا، وقتل ثلاثة.", ["خربة غزالة"]),
        ("داعل - قصف بالمدفعية الثقيلة.", ["داعل"]),
        ("المهرة – احتجاجات على رفع الأسعار.", ["المهرة"]),
        ("عدن – احتجاجات على انقطاع الكهرباء.", ["عدن"]),
        ("مصدر عسكري: قتل اثنان في سرت.", ["سرت"]),
        ("بغداد - مقتل جنديين بتفجير في هيت.", ["هيت"]),
    ],
)
def test_a_name_alone_heads_the_news_of_its_line(text: str, places: list[str]) -> None:
    named = {m.place.id: m.surface for m in parsed(text).mentions if m.place}
    assert [named.get(i.place.id) if i.place else i.place_text for i in told(text)] == places


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قوات النظام تسيطر على بلدة صوران بعد انسحاب الفصائل منها.", ["territory"]),
        ("الجيش يسيطر على سراقب بعد معارك عنيفة.", ["territory"]),
        ("فصائل المعارضة تسيطر على بلدة اللطامنة إثر هجوم مباغت.", ["territory"]),
        ("الحوثيون يسيطرون على مدينة البيضاء منذ سنوات.", []),
        ("القوات تسيطر على الطريق بين حلب ودمشق.", []),
    ],
)
def test_what_is_held_after_a_fight_is_taken_now(text: str, kinds: list[str]) -> None:
    assert [i.evidence.rule.split(":")[1] for i in told(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "بيروت: دخلت قوات بلدة سلوك إلى الجنوب الشرقي ثم سيطرت عليها.",
        "بيروت: تقدمت الفصائل في الشمال الغربي وسيطرت على سراقب.",
        "بيروت: دارت معارك في الجنوب الليبي وقصفت طائرات سبها.",
    ],
)
def test_a_bearing_with_its_adjective_is_no_place(text: str) -> None:
    assert not [m for m in parsed(text).mentions if m.surface in ("الجنوب", "الشمال")]


@pytest.mark.parametrize(
    ("language", "text", "scene"),
    [
        ("ar", "تظاهر المئات في ساحة التحرير بمدينة البصرة أمس.", "Basra"),
        ("ar", "انفجرت عبوة في ساحة التحرير ببغداد.", "Tahrir Square (Baghdad)"),
        ("en", "Shells hit the Rimal neighbourhood of Gaza City.", "Rimal"),
        ("en", "A blast in Kirkuk's Hawija district killed two.", "Al-Hawija District"),
    ],
)
def test_a_part_of_a_town_lies_in_the_town_it_is_told_of(language: str, text: str, scene: str) -> None:
    assert [place for _, place in scenes(language, text)] == [scene]


@pytest.mark.parametrize(
    "text",
    [
        "قتل شخص في شارع التحرير بمدينة تعز برصاص مسلحين.",
        "اعتصم محتجون في ميدان التحرير بالقاهرة.",
        "خطف مسلحون صحفيا قرب دوار الاعتصام في عدن.",
        "انفجرت عبوة قرب جسر التحرير في الموصل.",
    ],
)
def test_a_street_may_be_called_after_an_event(text: str) -> None:
    (incident,) = told(text)
    assert incident.event_type in ("Violence against civilians", "Protests", "Explosions/Remote violence")


@pytest.mark.parametrize(
    ("text", "villages"),
    [
        ("قصفت المدفعية عندان وحريتان. وأسفر القصف على القريتين عن مقتل ثلاثة.", False),
        ("سيطرت القوات على سراقب وتفتناز، ونزح أهالي القريتين نحو إدلب.", False),
        ("سيطر التنظيم على القريتين وتدمر.", True),
        ("قصف الطيران تدمر والسخنة، ثم سيطر التنظيم على مدينة القريتين.", True),
    ],
)
def test_the_two_villages_are_a_town_where_no_two_were_told(text: str, *, villages: bool) -> None:
    assert any(m.surface == "القريتين" for m in parsed(text).mentions) == villages


def test_the_name_of_a_sage_is_no_place() -> None:
    assert [m.surface for m in parsed("نقل الجرحى إلى مستشفى ابن سينا في حضرموت.").mentions] == ["حضرموت"]


@pytest.mark.parametrize(
    ("language", "text", "scene"),
    [
        ("en", "Basra was tense. A unit dispatched from Baghdad arrived. Young men later burned a party office in the city.", "Basra"),
        ("en", "Homs saw clashes. Reinforcements arrived from Damascus. At night a car bomb killed four people in the city centre.", "Homs"),
        ("en", "Manbij was quiet. On Sunday people from the town blocked the road to Aleppo with burning tyres.", "Manbij"),
        ("en", "Kirkuk was quiet. Gunmen there abducted a lawyer who had arrived from Erbil.", "Kirkuk"),
        ("ar", "شهدت حمص توترا. ووصلت تعزيزات من دمشق. وليلا انفجرت سيارة مفخخة وسط المدينة فقتلت أربعة أشخاص.", "Homs"),
        ("ar", "انفجر لغم في مرجعيون. وتعرضت الخيام لغارتين عند الفجر وقتل شخصان.", "Khiam"),
    ],
)  # fmt: skip
def test_who_only_came_from_a_place_leaves_the_city_to_another(language: str, text: str, scene: str) -> None:
    assert scenes(language, text)[-1][1] == scene
