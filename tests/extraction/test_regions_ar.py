"""Arabic: regions that hold no town told before, names between names, arms of a fight, what is only a motive."""

from __future__ import annotations

import pytest

from tests.arabic import parsed


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("أطلق مسلحون صاروخا على عدن. وسقط صاروخ في سيناء.", ["Aden", "Sinai"]),
        ("انفجرت عبوة في القاهرة. وهاجم مسلحون دورية في سيناء.", ["Cairo", "Sinai"]),
        ("قصفت طائرات الخرطوم أمس. وقتل مسلحون ثلاثة تجار في دارفور.", ["Khartoum", "Darfur"]),
        ("اغتيل قاض في نيالا. وانفجر لغم في سيناء بسيارة فقتل اثنين.", ["Nyala", "Sinai"]),
    ],
)
def test_a_far_region_is_another_scene(text: str, places: list[str]) -> None:
    found = [i.place.name if i.place else "" for i in parsed(text).incidents]
    assert len(found) == 2
    assert places[0] in found[0]
    assert found[1] != found[0]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("اندلعت الاشتباكات في الخرطوم وبحري وأم درمان.", ["أم درمان", "الخرطوم"]),
        ("سقطت قذائف على أم درمان وبحري والخرطوم.", ["أم درمان", "الخرطوم"]),
        ("نهب مسلحون متاجر في أم درمان وبحري وود مدني.", ["أم درمان", "ود مدني"]),
    ],
)
def test_a_list_goes_on_over_a_word_that_is_no_name_elsewhere(text: str, places: list[str]) -> None:
    found = {i.place_text for i in parsed(text).incidents}
    assert set(places) <= found


@pytest.mark.parametrize(
    "text",
    [
        "هاجمت قوات حفتر معسكرا في بنغازي بالطائرات والمدفعية، واستمر القتال حتى المساء.",
        "هاجم مسلحون ثكنة في كركوك بالقذائف، ودارت اشتباكات استمرت ساعتين.",
        "هاجمت قوات الدعم السريع الفاشر بالمدفعية، واحتدمت المعارك داخلها.",
        "هاجم تنظيم داعش تدمر بالصواريخ، ودار قتال عنيف.",
        "هاجم الحوثيون معسكرا في مأرب بالصواريخ، واندلعت معارك ضارية.",
    ],
)
def test_the_arms_of_a_fight(text: str) -> None:
    assert [i.sub_event_type for i in parsed(text).incidents] == ["Armed clash"]


@pytest.mark.parametrize(
    "text",
    [
        "استقال وزيران في بغداد احتجاجا على ما جرى.",
        "سحبت تركيا سفيرها من القاهرة احتجاجا على القرار الذي صدر.",
        "علق النواب في بيروت مشاركتهم احتجاجا على ما حدث.",
        "رفض القاضي في تونس التوقيع احتجاجا على ما وقع.",
        "غاب الوفد عن جلسة طرابلس احتجاجا على ما جرى.",
    ],
)
def test_a_motive_is_no_protest(text: str) -> None:
    assert [i for i in parsed(text).incidents if i.event_type == "Protests"] == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("سيطرت الفصائل على حلب. ونزحت آلاف العائلات من الأحياء الغربية باتجاه عفرين.", ("حلب", "عفرين")),
        ("قصف الجيش الفاشر. وفرت عائلات من الأحياء الشمالية إلى طويلة.", ("الفاشر", "طويلة")),
        ("دخلت القوات العراقية الموصل. ونزح ألف شخص من الأحياء القديمة إلى أربيل.", ("الموصل", "أربيل")),
        ("انتزع المتمردون صنعاء. وهربت أسر من الأحياء الجنوبية إلى ذمار.", ("صنعاء", "ذمار")),
        ("اندلعت معارك في سرت. وخرجت عائلات من الأحياء الساحلية إلى مصراتة.", ("سرت", "مصراتة")),
    ],
)
def test_the_quarters_are_those_of_the_town_told_before(text: str, ends: tuple[str, str]) -> None:
    ways = parsed(text).movements
    assert (ends[0], ends[1]) in [(m.origin and m.origin.text, m.destination and m.destination.text) for m in ways]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("أعلنت حكومة الوفاق دخول مدينة ترهونة والسيطرة عليها اليوم.", "Government regains territory"),
        ("أكد الحوثيون اقتحام مدينة حرض والسيطرة عليها.", "Non-state actor overtakes territory"),
        ("تمكنت قسد من محاصرة بلدة هجين والسيطرة عليها أمس.", "Non-state actor overtakes territory"),
        ("نجح الجيش السوداني في دخول سنجة والسيطرة عليها.", "Government regains territory"),
        ("أعلن تنظيم داعش مهاجمة تدمر والسيطرة عليها.", "Non-state actor overtakes territory"),
    ],
)
def test_control_of_it(text: str, type_: str) -> None:
    assert type_ in [i.sub_event_type for i in parsed(text).incidents]


@pytest.mark.parametrize(
    "text",
    [
        "نقلت مروحيات 70 جريحا من بيروت إلى صيدا وطرابلس.",
        "أجلى الهلال الأحمر عشرات الجرحى من الفاشر إلى طويلة ونيالا.",
        "نقلت سيارات الإسعاف المصابين من سراقب إلى سرمدا وعفرين.",
    ],
)
def test_the_hurt_are_taken_to_two_towns(text: str) -> None:
    assert len(parsed(text).movements) == 2


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("سيطر الجيش التركي على بلدة تل رفعت أمس.", "Non-state actor overtakes territory"),
        ("استولت القوات الإسرائيلية على معبر رفح فجرا.", "Non-state actor overtakes territory"),
        ("انتزعت القوات الروسية تدمر من تنظيم الدولة.", "Non-state actor overtakes territory"),
        ("استعاد الجيش السوري والقوات الروسية مدينة تدمر.", "Government regains territory"),
        ("حررت القوات العراقية مع التحالف الدولي مدينة الموصل.", "Government regains territory"),
    ],
)
def test_a_foreign_army_alone_is_no_government(text: str, type_: str) -> None:
    assert [i.sub_event_type for i in parsed(text).incidents] == [type_]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("تسلل خمسة مسلحين من سوريا إلى العراق قرب ربيعة ليل الاثنين.", "العراق"),
        ("عبر ثلاثة مهربين من الأردن إلى سوريا قرب القائم ليل الثلاثاء.", "سوريا"),
        ("وصل عشرات اللاجئين من السودان إلى تشاد قرب الطينة أمس.", "تشاد"),
    ],
)
def test_a_country_stays_one_though_a_town_near_its_border_may_lie_in_another(text: str, country: str) -> None:
    meant = [m.place.kind for m in parsed(text).mentions if m.surface == country and m.place]
    assert meant == ["country"]
