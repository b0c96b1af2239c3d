"""How stories tell their news: quarrels that come to fights, strikes, marches that were called for, two things at once."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PUBLISHED = date(2019, 3, 1)  # a Friday
CLASH, AIR, SHELLING = "Armed clash", "Air/drone strike", "Shelling/artillery/missile attack"
PROTEST, BASE, CHANGE = "Peaceful protest", "Headquarters or base established", "Change to group/activity"


def told(text: str, language: str = "ar") -> list[Incident]:
    parsed = read(Report("r", text, PUBLISHED, language), GAZETTEER)
    return [i for i in parsed.incidents if i.modality in ("occurred", "claimed") and not i.aggregate]


def types(text: str, language: str = "ar") -> list[str]:
    return [i.sub_event_type for i in told(text, language)]


def places(text: str, sub_event_type: str) -> list[str]:
    return sorted(i.place.name for i in told(text) if i.place and i.sub_event_type == sub_event_type)


@pytest.mark.parametrize(
    "text",
    [
        "تطور إشكال فردي في بعلبك إلى اشتباكات بالأسلحة الرشاشة بين مسلحين من عشيرتين.",
        "قال شهود إن الإشكال تطور مساء أمس إلى اشتباك مسلح في طرابلس بين فصيلين.",
        "بدأ إشكال على حاجز في جرابلس ثم تطور إلى معركة بين مجموعتين من الفصائل.",
        "وقع إشكال بين عناصر فصيلين في عفرين تطور بعد ساعة إلى قتال عنيف.",
        "تطور الإشكال في صيدا ظهرا إلى اشتباكات سقط فيها ثلاثة قتلى من المسلحين.",
    ],
)
def test_a_quarrel_that_comes_to_a_fight_is_one(text: str) -> None:
    assert types(text) == [CLASH]


def test_a_quarrel_without_arms_is_none() -> None:
    assert types("وقع إشكال فردي في بعلبك أمس أصيب فيه شاب بكسور.") == ["Mob violence"]


@pytest.mark.parametrize(
    "text",
    [
        "أصابت ضربة رتلا عسكريا عند مدخل الرمادي وقتلت خمسة جنود.",
        "طالت ضربة فجر اليوم مستودعا في البوكمال وقتل ثلاثة عناصر.",
        "أسفرت ضربات ليلا عن مقتل ستة مقاتلين في الميادين.",
        "ضربة تصيب سيارة في إدلب وتقتل قياديا.",
        "نفذت ضربة أمس في تكريت أودت بأربعة مسلحين.",
    ],
)
def test_a_strike_comes_from_the_air(text: str) -> None:
    assert types(text) == [AIR]


@pytest.mark.parametrize(
    "text",
    [
        "شنت المقاتلات ست غارات أصابت معسكرا في تدمر ومخزن أسلحة في السخنة.",
        "استهدفت الطائرات مقرا في الميادين ومستودع ذخيرة في البوكمال.",
        "أغارت مقاتلات على مستودع أسلحة في القائم.",
        "قصفت المدفعية مخزن ذخيرة في مأرب ومقرا قريبا منه.",
        "قصف الطيران الحربي مخبأ أسلحة في الموصل.",
    ],
)
def test_a_store_of_arms_that_is_hit_is_not_found(text: str) -> None:
    assert types(text)
    assert "Disrupted weapons use" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "سقطت على إدلب قذائف من مدافع الجيش المنصوبة فوق معرة النعمان.",
        "أطلقت المدافع المنصوبة على سراقب قذائف سقطت في إدلب.",
        "قصفت الدبابات المتموضعة في سراقب مدينة إدلب.",
        "قصفت الراجمات المرابطة قرب سراقب أحياء إدلب.",
        "استهدفت المدفعية المتمركزة عند سراقب بالقذائف مدينة إدلب.",
    ],
)
def test_where_guns_stand_nothing_falls(text: str) -> None:
    assert places(text, SHELLING) == ["Idlib"]


@pytest.mark.parametrize(
    "text",
    [
        "شهدت تعز اليوم مسيرة لأمهات المختطفين رفعن فيها صور أبنائهن.",
        "خرجت في عدن مسيرة لذوي المعتقلين.",
        "شهدت إدلب أمس مسيرة لطلاب الجامعة.",
        "شهدت الرقة مسيرة للمطالبة بالكشف عن مصير المفقودين.",
        "طلعت في سراقب بعد الصلاة مظاهرة كبيرة.",
        "شهدت رام الله مسيرة حاشدة دعت إليها القوى الوطنية تنديدا بالعدوان.",
        "شهدت البصرة مسيرة دعت لها النقابات احتجاجا على انقطاع الكهرباء.",
        "خرجت في الخرطوم مظاهرات دعا إليها تجمع المهنيين.",
        "شارك المئات في الناصرية في تظاهرة دعا إليها ناشطون.",
        "شهدت نابلس وقفة دعت لها نقابة المحامين.",
    ],
)
def test_marches_and_those_who_called_for_them(text: str) -> None:
    assert types(text) == [PROTEST]


@pytest.mark.parametrize(
    "text",
    [
        "لن توقف الجماعة تقدمها نحو مأرب قبل وقف الغارات.",
        "قال الوفد إنه لن يوقع شيئا في جنيف قبل وقف إطلاق النار.",
        "لا عودة إلى دوما قبل وقف القصف.",
        "طلبوا مغادرة حلب قبل هدنة العيد.",
        "لن تفتح الطريق إلى تعز قبل تهدئة دائمة.",
    ],
)
def test_before_a_halt_nothing_is_agreed(text: str) -> None:
    assert "Agreement" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "قصفت المدفعية مدينة سراقب، بالتزامن مع قصف مماثل طال مدينة خان شيخون.",
        "سقطت قذائف على مدينة خان شيخون، تزامنا مع قصف على مدينة سراقب.",
        "قصف الجيش مدينة سراقب بالمدفعية، بالتوازي مع قصف على بلدة خان شيخون.",
        "استهدفت راجمات الصواريخ مدينة خان شيخون، بالتزامن مع قصف على مدينة سراقب.",
        "قصف الجيش بلدة خان شيخون بالتزامن مع قصف على أطراف سراقب.",
    ],
)
def test_two_places_at_the_same_time(text: str) -> None:
    assert places(text, SHELLING) == ["Khan Shaykhun", "Saraqib"]


@pytest.mark.parametrize(
    "text",
    [
        "أغارت المقاتلات على مقر في الرقة ومستودع قرب الطبقة.",
        "شنت الطائرات غارات أصابت مقرا في الرقة ومستودعا قرب الطبقة.",
        "استهدفت طائرة مسيرة موقعا في الرقة وحاجزا شرق الطبقة.",
        "شنت المقاتلات غارات على معسكر في الرقة ومخزن أسلحة في محيط الطبقة.",
        "قصف الطيران مقرا في مدينة الرقة ومستودعا غربي الطبقة.",
    ],
)
def test_the_next_thing_that_is_hit_lies_near_another_town(text: str) -> None:
    assert places(text, AIR) == ["Al-Tabqah", "Raqqa"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قصفت الطائرات أمس الحارة الشرقية من إدلب.", "Idlib"),
        ("أغارت مقاتلات على منزل في الحارة الغربية من سراقب.", "Saraqib"),
        ("قصفت الطائرات منزلا في الحي الشمالي من سراقب، وسمع الدوي في إدلب.", "Saraqib"),
        ("أغارت مقاتلات على مقر في الرقة، وسمع صوتها في عين عيسى.", "Raqqa"),
        ("قصفت الطائرات مدينة سراقب ليلا ووصل صداها إلى أريحا.", "Saraqib"),
        ("شنت الطائرات غارة على تدمر، وسمع دويها في حمص.", "Palmyra"),
        ("استهدفت غارة موقعا في بعلبك، وسمعت أصواتها في زحلة.", "Baalbek"),
    ],
)
def test_a_quarter_of_a_town_and_where_it_was_heard(text: str, place: str) -> None:
    assert places(text, AIR) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "كان الجيش قد دخل السبت بلدة مارون الراس بعد أن أخلتها قوات الاحتلال.",
        "دخل الجيش مدينة درنة أمس بعد أن أخلتها قوات حفتر.",
        "دخلت الشرطة بلدة سراقب اليوم بعد أن أخلتها فصائل المعارضة.",
        "دخل الجيش بلدة العدوة بعدما أخلاها مسلحون من التنظيم.",
        "دخلت قوات الجيش المعسكر في الرمادي أمس بعد أن أخلاه مقاتلون من الفصيل.",
    ],
)
def test_a_town_that_others_have_left(text: str) -> None:
    assert types(text) == ["Non-violent transfer of territory"]


@pytest.mark.parametrize(
    "text",
    [
        "قال الجيش إن قواته في خان يونس تصرفت وفقا لقواعد إطلاق النار.",
        "قالت الشرطة إنها ستحقق في مقتل الفتى في نابلس.",
        "وعدت الوزارة بأنها ستحقق في هجوم الرمادي.",
        "حققت لجنة في مقتل عامل الإغاثة في جوبا.",
        "غير الجيش قواعد إطلاق النار في الضفة.",
    ],
)
def test_rules_and_inquiries_are_no_news(text: str) -> None:
    assert not types(text)


@pytest.mark.parametrize(
    "text",
    [
        "أقامت قوات الدعم السريع معسكرا دائما في الفاشر.",
        "أنشأت القوات الأميركية قاعدة دائمة في الحسكة.",
        "أقام الجيش حاجزا دائما في درعا.",
        "أنشأت القوات الروسية نقطة دائمة في منبج.",
        "افتتحت القوات التركية مقرا دائما في عفرين.",
    ],
)
def test_what_is_to_last_is_no_custom(text: str) -> None:
    assert types(text) == [BASE]


@pytest.mark.parametrize(
    "text",
    [
        "انتزعت قوات الجيش بلدة خان شيخون، ولا صحة لما يشاع عن انسحابها.",
        "قصفت الطائرات أمس مدينة سراقب، ولا صحة للأنباء عن هدنة.",
        "اعتقلت الشرطة أربعة شبان في درعا، ولا صحة لما نشر عن وفاة أحدهم.",
        "اندلعت اشتباكات في تعز أمس، ولا صحة للمزاعم عن تسليم المدينة.",
        "قتل جنديان بانفجار لغم في منبج، ولا صحة البتة لما قيل عن غارة.",
    ],
)
def test_what_is_denied_after_the_news(text: str) -> None:
    assert types(text)


def test_what_is_denied_itself() -> None:
    assert not types("لا صحة لما نشر عن قصف مدينة سراقب.")


@pytest.mark.parametrize(
    "text",
    [
        "أعلن ثلاثة ضباط برتبة عقيد وعشرون جنديا من حامية حلب انشقاقهم.",
        "أعلن قائد اللواء المرابط على أطراف مدينة الرقة انشقاقه.",
        "أعلن أربعون عنصرا من قوات النظام في مدينة درعا انشقاقهم.",
        "أعلنت مجموعة كبيرة من مقاتلي الكتيبة في عفرين انشقاقها.",
        "أعلن نقيب وعدد من رجال الشرطة في مدينة حماة انشقاقهم.",
    ],
)
def test_they_announce_a_deed_of_their_own(text: str) -> None:
    assert types(text) == [CHANGE]


@pytest.mark.parametrize(
    "text",
    [
        "عثرت الشرطة في بعقوبة على شقيقين قتلا رميا بالرصاص.",
        "عثر الأهالي في الرقة على شاب قتل ذبحا.",
        "عثر في كركوك على ثلاثة رجال قتلوا خنقا.",
        "عثرت دورية في تكريت على امرأة قتلت طعنا.",
        "عثر صباح اليوم في درعا على رجلين قتلا بالرصاص.",
    ],
)
def test_those_found_killed(text: str) -> None:
    assert types(text) == ["Attack"]


@pytest.mark.parametrize(
    "text",
    [
        "تعيش تركيا حال إنذار بعد سلسلة اعتداءات.",
        "عززت الشرطة انتشارها في بغداد إثر سلسلة هجمات.",
        "أغلقت المتاجر في كراتشي أبوابها عقب موجة اغتيالات.",
        "ناقش المجلس الوضع في بنغازي بعد سلسلة تفجيرات.",
        "شددت الحراسة في عدن بعد موجة اغتيالات.",
    ],
)
def test_after_a_series_of_deeds_none_is_told(text: str) -> None:
    assert not {CLASH, "Attack", "Remote explosive/landmine/IED"} & set(types(text))


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Fighters entered the village of Tambul and opened fire on residents.", "Attack"),
        ("Militiamen marched into Zalingei and opened fire on traders, killing four.", "Attack"),
        ("Soldiers moved into Tawila and opened fire on worshippers.", "Attack"),
        ("Rebels entered Kutum and shot dead two teachers.", "Attack"),
        ("Gunmen of the group entered Mora and opened fire on farmers.", "Attack"),
        ("Rebels seized the army's headquarters in Salqin on Friday.", "Non-state actor overtakes territory"),
        ("Rebels seized the police's barracks in Azaz.", "Non-state actor overtakes territory"),
        ("Security men stormed a hospital in Arbin and arrested two surgeons.", "Arrests"),
        ("Police stormed a school in Hama and arrested nine pupils.", "Arrests"),
        ("Jets neutralised twelve fighters near Sinjar on Tuesday.", AIR),
        ('The army said its aircraft had "neutralised" nine gunmen in Gao on Thursday.', AIR),
        ("Elders in Garsila put their names on Tuesday to a document that ends the feud.", "Agreement"),
    ],
)
def test_what_is_done_in_english(text: str, sub_event_type: str) -> None:
    assert types(text, "en") == [sub_event_type]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy recalled in Tawila that attacks on civilians amount to war crimes.",
        "Raids on hospitals constitute war crimes, a lawyer said in Idlib.",
        "Such killings in Mopti constitute crimes against humanity, the mission said.",
        "April was the deadliest month in Iraq in five years, with 712 people killed.",
        "It was the bloodiest year in Borno, with 900 people killed.",
    ],
)
def test_law_and_totals_are_no_news(text: str) -> None:
    assert not types(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen raided the market of Zalingei on Monday, killing nine people. Before they left, the attackers looted 30 shops.",
        "Militiamen attacked Kutum on Monday, killing two men. They torched the school before leaving.",
        "Raiders attacked Tawila on Monday, killing three. Before fleeing, they set fire to the granary.",
    ],
)
def test_what_they_did_before_they_left(text: str) -> None:
    assert {i.time.start for i in told(text, "en")} == {date(2019, 2, 25)}
