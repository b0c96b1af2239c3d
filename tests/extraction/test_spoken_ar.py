"""Arabic as local pages and communiques write it: lines that towns head, names met again, what only sounds like news."""

from __future__ import annotations

from datetime import date

import pytest

from tests.arabic import DAY, parsed, told


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("طفس: قصف مدفعي على البلد.\nجاسم: نزلت قذيفة جنب الجامع.", ["Tafas", "Jasim"]),
        ("إنخل: غارة جوية على السوق.\n\nجاسم: عشرون قذيفة، لا شهدا ولا جرحى.", ["Inkhil", "Jasim"]),
        ("جاسم: قصف الطيران درعا.", ["Daraa"]),  # nothing but a name says so
    ],
)
def test_a_town_that_people_are_called_after_heads_a_line_among_others(text: str, places: list[str]) -> None:
    assert [i.place and i.place.name for i in told(text)] == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("سيطر الجيش على بلدة أبو حميضة. وغادر السكان أبو حميضة وما حولها.", ["أبو حميضة", "أبو حميضة"]),
        ("اندلعت معارك عند قرية الشيخ سالم. وتركت مئة أسرة الشيخ سالم.", ["الشيخ سالم", "الشيخ سالم"]),
        ("قال مزارع قرب نوى إن الجيش قصف طفس.", ["نوى", "طفس"]),
    ],
)
def test_names_of_two_words_are_met_again(text: str, names: list[str]) -> None:
    assert [m.surface for m in parsed(text).mentions] == names


@pytest.mark.parametrize(
    "text",
    [
        "لم تعرف بلدة سراقب، رغم قربها من الجبهة، أي قصف.",
        "لم تشهد درعا، على كثرة حواجزها، أي اشتباك هذا الأسبوع.",
        "لم يسجل في طفس، بحسب ناشطين، أي انفجار.",
        "ألقت طائرات شحن مساعدات غذائية على دير الزور.",
        "أسقطت طائرات أمريكية مؤناً وماء فوق جبل سنجار.",
    ],
)
def test_what_did_not_happen_or_helps_is_no_incident(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("بحسب قائد ميداني في عدن فإن المقاتلين استعادوا لودر.", "Lawdar"),
        ("وفق مصدر أمني في تعز فإن مسلحين هاجموا نقطة تفتيش قرب المخا.", "Mocha"),
    ],
)
def test_where_one_speaks_of_another_place_is_no_scene(text: str, place: str) -> None:
    assert [i.place and i.place.name for i in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("بسطت قواتنا سلطان الدولة على مدينة الميادين.", ["Non-state actor overtakes territory"]),
        ("امتدت سيطرة الحوثيين إلى مدينة ذمار.", ["Non-state actor overtakes territory"]),
        ("تمكنت قوات الجيش العراقي من رفع العلم فوق مبنى القائممقامية في هيت.", ["Government regains territory"]),
        (
            "زفت القيادة بشرى تحرير مدينة الحويجة كلها وقد كبدت المسلحين 31 قتيلاً.",
            ["Government regains territory"],
        ),
        ("دمر الجيش سيارة مفخخة قبل وصولها إلى حاجز في الرمادي.", ["Disrupted weapons use"]),
    ],
)
def test_ground_and_car_bombs(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("واصلت قواتنا يوم الاثنين عملياتها في الجبهات، وفيما يلي أبرزها:\n\nقصفت المدفعية صرواح وقتلت ثلاثة.", [14]),
        ("سيطر الجيش الأحد على سراقب، ثم قصف الطيران بنش في اليوم التالي.", [13, 14]),
        ("بنينا: انفجرت سيارة مفخخة في البوابة البارح.", [15]),
    ],
)
def test_days_of_lists_and_of_later_deeds(text: str, days: list[int]) -> None:
    assert [i.time.start for i in told(text)] == [date(DAY.year, DAY.month, day) for day in days]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("نقلت الحافلات 250 مدنياً من الفلوجة إلى مخيمات النازحين في بغداد.", ("Fallujah", "Baghdad")),
        ("نُقلت 90 عائلة من بيجي إلى مخيم المهجرين في تكريت.", ("Baiji", "Tikrit")),
        ("وصلت من طفس 6 شاحنات طحين لأهالي درعا.", ("Tafas", "Daraa")),
        ("واجد عائلات طلعت من سرت شور مصراتة.", ("Sirte", "Misrata")),
        ("عائلات هاربة من سرت جت لعند مصراتة.", ("Sirte", "Misrata")),
    ],
)
def test_where_ways_end(text: str, way: tuple[str, str]) -> None:
    ends = [(m.origin, m.destination) for m in parsed(text).movements]
    assert [tuple(e and e.place and e.place.name for e in both) for both in ends] == [way]
