"""Arabic as other desks write it: who drops and who is brought down, duals, asides, closures, crowds and force."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.arabic import parsed, told

FAMILIES = Path(__file__).parents[1] / "cases" / "families_ar.tsv"

_AIR = "Air/drone strike"
_SHELLING = "Shelling/artillery/missile attack"
_DISRUPTED = "Disrupted weapons use"
_TRANSFER = "Non-violent transfer of territory"
_INTERVENED = "Protest with intervention"
_PEACEFUL = "Peaceful protest"
_ABDUCTION = "Abduction/forced disappearance"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أسقطت مسيرة انتحارية قنبلتين على سوق في الأبيض ليلا.", _AIR),
        ("أسقطت طائرة مسيرة ثلاث قذائف على نقطة للجيش في سرمين.", _AIR),
        ("أسقطت مسيرات أوكرانية الصنع ذخائر على مقر للفصائل في الزاوية.", _AIR),
        ("أسقطت طوافة للجيش براميل على داريا.", _AIR),
        ("أسقطت الدفاعات الجوية مسيرة تحمل قنابل فوق صنعاء.", _DISRUPTED),
        ("أسقطت مسيرة محملة بمتفجرات في سماء أربيل.", _DISRUPTED),
        ("طائرات التحالف وجهت ضربة دمرت مخزنا للسلاح في تلعفر.", _AIR),
        ("دمرت غارة ورشة لتصنيع العبوات في هجين.", _AIR),
        ("دمر قصف مدفعي مستودعا للذخيرة في كسلا.", _SHELLING),
        ("دمر الجيش ثلاثة أنفاق في جوبر.", _DISRUPTED),
    ],
)
def test_what_is_dropped_and_what_is_destroyed(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("كان في السيارة شابان فقتلا على الفور قرب حاجز في الخليل.", 2, None),
        ("استهدفت طائرة مسيرة دراجة يستقلها مقاتلان قرب الباب، فقتلا معا.", 2, None),
        ("أطلق مسلحون النار على شقيقتين في الزاوية فقتلتا أمام منزلهما.", 2, None),
        ("انفجر لغم بعاملين في الحديدة فجرحا جرحا بليغا.", None, 2),
        ("انقلبت سيارة أطلق عليها النار في مأرب وفيها حارسان فأصيبا بجروح.", None, 2),
        ("قتل في قصف على حي الجراحي في تعز بائع خضار.", 1, None),
        ("قتل أثناء الاشتباكات في مصراتة مسعف.", 1, None),
        ("استشهد إثر غارة على النبطية ممرض.", 1, None),
        ("أصيب جراء سقوط قذيفة على سوق نيالا تاجر.", None, 1),
        ("جرح خلال مداهمة منزل في الفلوجة شاب.", None, 1),
        ("رمى شاب رمانة على حاجز في زليتن فانجرح عسكريان.", None, 2),
    ],
)
def test_one_victim_behind_an_aside_and_two_in_the_verb(text: str, killed: int | None, wounded: int | None) -> None:
    assert [(i.killed, i.wounded) for i in told(text)] == [(killed, wounded)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("احتجز أربعة سائقين على أيدي مسلحين في شبوة.", _ABDUCTION),
        ("احتجز مسلحون ملثمون طبيبا في سبها.", _ABDUCTION),
        ("احتجز عاملا إغاثة بأيدي مجهولين في الفاشر.", _ABDUCTION),
        ("احتجز طالبان على يد عصابة قرب بعقوبة.", _ABDUCTION),
        ("احتجزت قوة مجهولة صحفيا في الضالع.", _ABDUCTION),
        ("احتجز خمسة صيادين على يد خفر السواحل قبالة طرابلس.", "Arrests"),
    ],
)
def test_who_holds_them_decides(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصف مدفعي على مدينة نوى وأطراف بلدة تسيل.", ["نوى", "تسيل"]),
        ("غارات على النبطية ومحيط مخيم عين الحلوة.", ["النبطية", "مخيم عين الحلوة"]),
        ("سقطت قذائف على حرض وأطراف مدينة ميدي.", ["حرض", "ميدي"]),
        ("ومن حضرموت، يقول مراسلنا إن العشرات تظاهروا مطالبين بفتح الطريق إلى شبوة.", ["حضرموت"]),
        ("ومن البصرة، تفيد مراسلتنا بأن المحتجين أغلقوا بوابة الميناء.", ["البصرة"]),
        ("تتحرك أرتال من مأرب باتجاه شبوة، حيث اندلعت اشتباكات عنيفة.", ["شبوة"]),
        ("انسحبت الكتيبة من غريان نحو الزاوية، حيث انفجر لغم بإحدى آلياتها.", ["الزاوية"]),
        ("حظر التجوال في الكوت بقرار من قيادة شرطة واسط.", ["الكوت"]),
        ("فرض حظر للتجوال في تكريت بأمر من قائد عمليات صلاح الدين.", ["تكريت"]),
        ("أعلنت كتيبة من الزاوية انضمامها إلى قوات البنيان المرصوص.", ["الزاوية"]),
    ],
)
def test_the_place_of_each(text: str, places: list[str]) -> None:
    assert [i.place_text for i in told(text)] == places


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("في محافظة شبوة سلم عناصر تنظيم القاعدة مدينة عزان لوجهاء القبائل بلا طلقة.", _TRANSFER),
        ("دخلت كتائب مصراتة بلدة بني وليد من دون أن تطلق رصاصة.", _TRANSFER),
        ("دخل الجيش اللبناني مخيم الرشيدية دون أن يواجه أي مقاومة.", _TRANSFER),
        ("عاد الجيش إلى الناصرية من غير قتال.", _TRANSFER),
        ("دخلت قوات الدعم السريع الجنينة دون أن تراق نقطة دم.", _TRANSFER),
        ("فرقت الشرطة مسيرة للمعلمين في سوسة مستخدمة الغاز.", _INTERVENED),
        ("قمعت قوات الأمن مسيرة للطلاب في الخرطوم بالهراوات.", _INTERVENED),
        ("أبعد الجيش محتجين عن طريق المطار بالقوة في بيروت.", _INTERVENED),
        ("اعترضت الشرطة المتظاهرين بخراطيم المياه في عمان.", _INTERVENED),
        ("أمطر الجنود المحتجين بقنابل الغاز في كفر قدوم.", _INTERVENED),
        ("سارت الطالبات في نيالا منددات بالغلاء ففرقتهن قوات الأمن.", _INTERVENED),
        ("خرجت جموع غفيرة في الحلة وعادت بلا حوادث.", _PEACEFUL),
        ("خرجت حشود كبيرة في ود مدني رفضا للحرب.", _PEACEFUL),
        ("أغلق محتجون معبر رأس جدير رفضا للضرائب.", _PEACEFUL),
        ("أغلقت السلطات معبر رفح حتى إشعار آخر.", "Other"),
        ("أغلق معبر الوليد أمام حركة الشاحنات منذ أمس.", "Other"),
        ("أقفلت تركيا معبر باب الهوى ثلاثة أيام.", "Other"),
        ("أغلق الحوثيون منفذ دمت أمام المسافرين.", "Other"),
        ("أعلنت هيئة المعابر إغلاق معبر نصيب.", "Other"),
    ],
)
def test_handed_over_met_with_force_closed(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "ما من مظاهرة خرجت في حمص أمس.",
        "ماكو اشتباكات في الرمادي اليوم.",
        "تشهد البلدة كل صيف هجمات مماثلة في مأرب.",
        "نذكركم بأهم ما جاء في النشرة: مقتل خمسة في قصف على تعز.",
        "وعلى وقع المعارك وصلت عشرات الأسر إلى القضارف.",
        "جهزت الحكومة رتلا كبيرا لإرساله إلى الحسكة.",
        "يجهز الجيش قوة كبيرة في كسلا.",
        "ينص الاتفاق المبرم في جدة على سحب المقاتلين.",
        "كرر الوفد أن الاتفاق الموقع في جوبا قائم.",
    ],
)
def test_nothing_new_has_happened(text: str) -> None:
    assert told(text) == []


def test_a_family_is_no_captive() -> None:
    (incident,) = told("أعدم المسلحون أربعة أشخاص من أسرة واحدة في سنجار.")
    assert (incident.killed, incident.captured) == (4, None)


def test_how_long_they_had_held_it_is_no_day_of_its_taking() -> None:
    text = "دخل الجيش معسكر تاجوراء في طرابلس، وكان المعسكر بيد الفصائل منذ آخر أبريل."
    assert all(i.time.start is None for i in parsed(text).incidents)


@pytest.mark.parametrize(
    ("text", "killed", "captured"),
    [
        ("خطف مسلحون مهندسَين من شركة النفط في البصرة.", None, 2),
        ("احتجز ملثمون سائقَين قرب سبها.", None, 2),
        ("اعتقلت الشرطة صحفيَين في عدن.", None, 2),
        ("قتلت قذيفة مسعفَين في درنة.", 2, None),
        ("اغتال مجهولون شرطيَين في بعقوبة.", 2, None),
        ("قتلت غارة مزارعَين وطفلة في الحديدة.", 3, None),
        ("قتلت قذيفة مسعفين في درنة.", None, None),
    ],
)
def test_a_vowel_tells_two_from_many(text: str, killed: int | None, captured: int | None) -> None:
    assert [(i.killed, i.captured) for i in told(text)] == [(killed, captured)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("هاجم ملثمون مقرا لأحد الأحزاب في صيدا.", None),
        ("انفجرت عبوة في سيارة تابعة لأحد الوجهاء في عدن.", None),
        ("قتل مسلحون حارسا لأحد المصارف في الخرطوم أمس.", "2021-06-15"),
        ("قتل شاب مساء الأحد في صيدا.", "2021-06-13"),
        ("أغارت طائرات على سراقب صباح الأحد.", "2021-06-13"),
        ("أعدم المسلحون تسعة من الأهالي في مليط خلال اليومين التاليين.", None),
    ],
)
def test_one_of_is_no_sunday(text: str, day: str | None) -> None:
    assert [i.time.start and str(i.time.start) for i in told(text)] == [day]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("حررت القوات العراقية حي الزنجيلي في الموصل أمس. وسيطرت القوات العراقية على حي الفاروق في الموصل أمس.", 2),
        ("قصفت المدفعية حي المناخ في تعز. ثم قصفت حي الضبوعة في تعز.", 2),
        ("دخل الجيش معسكر الصاعقة في بنغازي أمس. وبلغ قتلى معركة المعسكر ثمانية.", 1),
        ("سيطرت قوات سوريا الديمقراطية على بلدة هجين أمس. وأسفرت معركة البلدة عن سبعة قتلى.", 1),
        ("استعاد الجيش اليمني مدينة ميدي. وخلفت معارك المدينة أحد عشر قتيلا.", 1),
        ("أعلن الوسطاء التوصل إلى هدنة في جوبا. وينص الاتفاق على وقف القصف وتبادل الأسرى.", 1),
        ("وقع الطرفان صلحا في سبها. وتضمن الصلح فتح الطريق وتبادل المحتجزين.", 1),
        ("أوقفت الأجهزة لهذا السبب ثلاثة من عائلة واحدة في الهرمل.", 1),
        ("وأوقفت بعد ذلك أربعة من المتورطين في طبرق.", 1),
    ],
)
def test_each_event_once(text: str, count: int) -> None:
    assert len(told(text)) == count


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("امتد التوتر إلى ريف دمشق، حيث انفجرت عبوة في جرمانا.", "جرمانا"),
        ("امتد الرعب إلى ولاية الجزيرة، حيث قصفت الطائرات بلدة تمبول.", "تمبول"),
        ("انتقل التوتر إلى محافظة أبين، حيث هاجم مسلحون نقطة في لودر.", "لودر"),
        ("تتقدم القوات من شقرة نحو زنجبار، حيث دارت اشتباكات ليلا.", "زنجبار"),
        ("انسحب المسلحون من غريان نحو ترهونة، حيث قتل ثلاثة منهم بانفجار لغم.", "ترهونة"),
        ("توجه الرتل من كوستي إلى الدلنج، حيث أصابته قذائف المدفعية.", "الدلنج"),
    ],
)
def test_where_takes_up_what_is_right_before(text: str, place: str) -> None:
    assert [i.place_text for i in told(text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "مجموعة غير منضبطة نهبت محلات في ترهونة.",
        "قوة غير نظامية أحرقت منازل في زوارة.",
        "عناصر غير معروفة سرقت صيدلية في نيالا.",
        "جهات غير رسمية هدمت بيوتا في الموصل.",
        "وحدة غير مدربة نهبت مخازن في عدن.",
        "حشود غير مسبوقة نهبت متاجر في الأبيض.",
    ],
)
def test_what_only_describes_them_denies_nothing(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == ["Looting/property destruction"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [tuple(line.split("\t")) for line in FAMILIES.read_text("utf-8").splitlines()],
)
def test_words_of_one_family(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]
