"""Arabic: names that are everyday words too, or that nobody lists, told by where they stand."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import Index, load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2021, 6, 16)  # a Wednesday


def told(text: str) -> list[tuple[str, str | None]]:
    """Incidents that happened, as sub-event type and the words for the place, else its name."""
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    happened = (i for i in parsed.incidents if i.modality == "occurred" and not i.aggregate)
    return [(i.sub_event_type, i.place_text or (i.place.name if i.place else None)) for i in happened]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وفي مريسان القريبة، سقطت قذيفة على مدرسة.", "مريسان"),
        ("وانفجر لغم في الشعيبات المجاورة.", "الشعيبات"),
        ("قصفت المدفعية مواقع المسلحين في قرزان المحاذية.", "قرزان"),
        ("اندلعت اشتباكات في دنكوج المحاصرة.", "دنكوج"),
        ("وفي سمهيل الحدودية، قتل جنديان في كمين.", "سمهيل"),
    ],
)
def test_an_adjective_may_end_the_phrase_of_a_name_that_nobody_lists(text: str, place: str) -> None:
    assert [p for _, p in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل ثلاثة مدنيين في قرية نهر الخابورة شرق البلاد.", "نهر الخابورة"),
        ("شن الطيران غارة على بلدة نهر الدوير.", "نهر الدوير"),
        ("انفجر لغم في قرية جزيرة العرائس جنوبي السودان.", "جزيرة العرائس"),
        ("قصفت المدفعية قرية بحيرة الزرقان في اليمن.", "بحيرة الزرقان"),
        ("سيطرت القوات على قرية سهل الرمانة في ليبيا.", "سهل الرمانة"),
        ("اندلعت اشتباكات في قرية هضبة الحمامات في العراق.", "هضبة الحمامات"),
        ("سقطت قذائف على قرية نهر السلمية.", "نهر السلمية"),  # not on the town of Salamiyah
    ],
)
def test_a_village_may_be_called_as_rivers_and_hills_are(text: str, place: str) -> None:
    assert [p for _, p in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قصف الطيران قرية قرب نهر العاصي.", "نهر العاصي"),
        ("وصلت القوات إلى قرية على نهر الفرات.", "نهر الفرات"),
        ("قصفت المدفعية قرى سهل الغاب.", "سهل الغاب"),
        ("دمرت الغارات قرية نهر.", None),
        ("غمرت المياه قرية بحيرة من الطين حولها.", None),
    ],
)
def test_a_village_beside_a_river_is_not_called_so(text: str, name: str | None) -> None:
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    assert [m.surface for m in parsed.mentions] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("الطبقة: احتج معلمون على تأخر رواتبهم، وأعلنت الإدارة المدنية في الرقة صرفها قريبا.", "الطبقة"),
        ("نوى: اغتال مجهولون شرطيا.", "نوى"),
        ("القائم: انفجرت عبوة ناسفة برتل عسكري.", "القائم"),
        ("الباب: تظاهر العشرات ضد الغلاء.", "الباب"),
        ("صور: شن الطيران غارتين فجرا.", "صور"),
    ],
)
def test_a_word_that_heads_a_line_is_the_town_of_its_name(text: str, place: str) -> None:
    assert [p for _, p in told(text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "قصفت مدفعية الاحتلال حي الصبرة في غزة، وطائراته ثلاثة منازل في جباليا.",
        "استهدفت مدفعية الجيش مواقع في سراقب، وطيرانه مستودعا في معرة النعمان.",
        "ضربت مدفعية الحوثيين حيا في تعز، ومسيراتهم معسكرا في مأرب.",
        "قصفت دبابات الجيش أطراف الفاشر، وطائراته سوقا في نيالا.",
        "دكت راجمات الفصائل مواقع في تل رفعت، ومدفعيتها حاجزا في منبج.",
    ],
)
def test_arms_act_in_a_clause_that_leaves_its_verb_to_the_one_before(text: str) -> None:
    places = [p for _, p in told(text)]
    assert len(places) == len(set(places)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "حاول عدد من سجناء التنظيم الفرار من سجن غويران.",
        "وحاول عشرات المهاجرين العبور من بريتال إلى زحلة.",
        "يحاول نازحون العودة إلى سراقب من إدلب.",
        "وحاولت مجموعة من المسلحين التسلل من درعا إلى نوى.",
        "حاول عشرات المدنيين الخروج من الفاشر إلى طويلة.",
    ],
)
def test_a_motion_that_was_tried_is_none(text: str) -> None:
    moved = read(Report("r", text, DAY, "ar"), GAZETTEER).movements
    assert [m for m in moved if m.modality == "occurred"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أخرج الهلال الأحمر 30 عائلة من خلة الفرجان إلى تاجوراء.", "خلة الفرجان"),
        ("فرت 40 أسرة من سمهيل الكباشي إلى شندي.", "سمهيل الكباشي"),
        ("نزحت عشرات العائلات من مريسان إلى الضالع.", "مريسان"),
        ("أجلى الدفاع المدني 12 جريحا من قرزان نحو إدلب.", "قرزان"),
        ("انسحب المقاتلون من قرزان البدروم إلى عتق.", "قرزان البدروم"),
    ],
)
def test_what_people_left_is_a_name_though_nobody_lists_it(text: str, name: str) -> None:
    ways = read(Report("r", text, DAY, "ar"), GAZETTEER).movements
    assert [m.origin.text for m in ways if m.origin] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "فرت عشرات الأسر من أحيائها الشرقية نحو مخيم زمزم.",
        "نزح مئات السكان من قراهم الحدودية إلى مأرب.",
        "خرجت عشرات العائلات من مناطقها الغربية إلى سبها.",
        "غادر مئات المدنيين بلداتهم الجنوبية إلى بيروت.",
        "هربت عائلات من مزارعها القريبة إلى درعا.",
    ],
)
def test_an_adjective_of_what_is_owned_is_no_name(text: str) -> None:
    ways = read(Report("r", text, DAY, "ar"), GAZETTEER).movements
    assert [(m.origin, m.destination is not None) for m in ways] == [(None, True)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قتل صحفيان بلغم في باب الطوب.", ["باب الطوب"]),
        ("وأطلق مسلحون النار على متسوقين في سوق ديلوكس فأصابوا اثنين.", ["سوق ديلوكس"]),
        ("انفجرت عبوة ناسفة في تلة الزعرورة.", ["تلة الزعرورة"]),
        ("اندلعت اشتباكات قرب بانياس وبيت عنونو.", ["بانياس", "بيت عنونو"]),
        ("شن الطيران غارات على مواقع في سراقب ومرج الخوخان.", ["سراقب", "مرج الخوخان"]),
    ],
)
def test_a_name_of_two_words_that_nobody_lists(text: str, places: list[str]) -> None:
    assert sorted(p for _, p in told(text) if p) == sorted(places)


@pytest.mark.parametrize("noun", ["فرز", "تدقيق", "تنقيب", "رعي", "توزيع", "تفتيش"])
def test_what_is_done_in_an_area_is_not_its_name(noun: str) -> None:
    text = f"قتل راع بانفجار لغم في منطقة {noun} قرب سراقب."
    assert [m.surface for m in read(Report("r", text, DAY, "ar"), GAZETTEER).mentions] == ["سراقب"]


def meant(text: str) -> set[tuple[str, str | None]]:
    """Places meant, as they are written without clitics, each with its country."""
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    return {(m.surface, m.place.country) for m in parsed.mentions if m.place and m.usage != "demonym"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("نقل جرحى من درنة إلى البيضاء.", ("البيضاء", "LY")),
        ("وصلت قافلة من بنغازي وطبرق إلى البيضاء أمس.", ("البيضاء", "LY")),
        ("اشتباكات بين القبائل والحوثيين في البيضاء ومأرب.", ("البيضاء", "YE")),
        ("توجه ثلث الأسر من تعز إلى صنعاء وإب.", ("إب", "YE")),
        ("انتشر المسلحون في ذمار وإب وعمران.", ("إب", "YE")),
        ("نزح سكان الجزيرة إلى القضارف.", ("الجزيرة", "SD")),
        ("اختطف مسلحون مزارعين في شرق الجزيرة قرب رفاعة.", ("الجزيرة", "SD")),
        ("استضافت زوارة وصبراتة مئتي عائلة.", ("صبراتة", "LY")),
    ],
)
def test_namesakes_abroad_and_names_in_a_list(text: str, place: tuple[str, str]) -> None:
    assert place in meant(text)


def test_an_outlet_is_no_place() -> None:
    assert "الجزيرة" not in {name for name, _ in meant("قال مراسل الجزيرة في غزة إن قصفا وقع.")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("اندلعت الاشتباكات في الخرطوم وبحري وأم درمان.", ("بحري", "SD")),
        ("نزحت عائلات من صيدا وصور إلى بيروت.", ("صور", "LB")),
        ("انفجرت عبوة في هيت. وقتل جندي في حديثة فجرا.", ("حديثة", "IQ")),
        ("قصفت الطائرات درعا. وألقت مروحيات براميل على نوى.", ("نوى", "SY")),
        ("نقل الجرحى من مصراتة وزليتن والخمس إلى طرابلس.", ("الخمس", "LY")),
        ("نزحت 40 أسرة من أم روابة إلى الأبيض.", ("الأبيض", "SD")),
        ("وفي الضفة، اقتحمت قوة خاصة جنين.", ("الضفة", "PS")),
        ("اندلعت اشتباكات في الأبيض صباح الثلاثاء.", ("الأبيض", "SD")),
        ("قتل شرطي بهجوم في الأبيض فجر الجمعة.", ("الأبيض", "SD")),
        ("انفجرت قنبلة في الخمس مساء أمس.", ("الخمس", "LY")),
        ("انفجر لغم في الخمس ليل السبت وقتل صياد.", ("الخمس", "LY")),
        ("اندلعت اشتباكات في تبنين قرب بنت جبيل.", ("تبنين", "LB")),
        ("نزحت عائلات من الضاحية إلى صيدا.", ("الضاحية", "LB")),
    ],
)
def test_everyday_words_that_are_towns_near_others_told_of(text: str, place: tuple[str, str]) -> None:
    assert place in meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "انفجرت عبوة في بيروت. وحصلت الوكالة على صور تظهر الدمار في صيدا.",
        "عبر الجنود في دير الزور إلى الضفة الشرقية من الفرات.",
        "سيطرت القوات على الضفة الغربية من نهر الفرات قرب الرقة.",
        "قصف الجيش هيت بصواريخ حديثة.",
        "انسحبت مجموعات من الفلول إلى الجبال قرب جبلة.",
        "خرج عدد من الدواعش باتجاه الصحراء قرب الرطبة.",
        "غرق قارب في الأبيض المتوسط صباح الثلاثاء قبالة طرابلس.",
        "التقى المسؤولان في البيت الأبيض صباح الثلاثاء بعد قصف طرابلس.",
        "قتل جندي في المرة الخمس مساء أمس في سبها.",
    ],
)
def test_everyday_words_are_no_towns_elsewhere(text: str) -> None:
    names = {name for name, _ in meant(text)}
    assert not names & {"صور", "الضفة", "الضفة الغربية", "حديثة", "الفلول", "الدواعش", "الأبيض", "الخمس"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ذهبوا إلى الجفرة وبني وليد ومصراتة.", ("مصراتة", "LY")),
        ("نقل 62 مصابا من الخرطوم إلى مستشفى ود مدني.", ("ود مدني", "SD")),
        ("أسعف ثمانية جرحى إلى مستشفى زليتن أمس.", ("زليتن", "LY")),
        ("قصفت الطائرات غزة. ونزحت عائلات من الشجاعية والتفاح إلى النصيرات.", ("التفاح", "PS")),
        ("نزح الأهالي في غزة من الزيتون إلى دير البلح.", ("الزيتون", "PS")),
        ("أجلت السفينة عمالا من بورتسودان إلى لارنكا.", ("لارنكا", "CY")),
        ("هاجم مسلحون ثكنة قرب ميناكا شرق غاو.", ("ميناكا", "ML")),
        ("نزح السكان من صور والنبطية وبنت جبيل باتجاه بيروت.", ("صور", "LB")),
        ("فرت عائلات من الخمس ومسلاتة وبني وليد إلى طرابلس.", ("الخمس", "LY")),
    ],
)
def test_names_after_names_of_people_hospitals_and_quarters(text: str, place: tuple[str, str]) -> None:
    assert place in meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "ارتفعت أسعار الزيتون والتفاح في دمشق.",
        "سقطت قذيفة في شارع صنعاء بالحديدة.",
        "نقل الجرحى إلى مستشفى القدس في غزة.",
        "قتل محمد وليد ومصطفى سعيد في حماة.",
    ],
)
def test_fruit_streets_and_people_are_no_places(text: str) -> None:
    names = {name for name, _ in meant(text)}
    assert not names & {"الزيتون", "التفاح", "صنعاء", "القدس", "مصطفى", "سعيد"}


@pytest.fixture(scope="module")
def wordtowns(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A GeoNames file of places that are called like words."""
    file = tmp_path_factory.mktemp("wordtowns") / "SY.txt"
    names = ["شرس", "ضارية", "مدوي", "خاطف", "طاحنة", "بأن", "بأنه"]
    rows = (
        f"{n}\tWordtown {n}\tWordtown {n}\t{name}\t35.{n}\t38.{n}\tP\tPPL\tSY\t\t01\t\t\t\t20000\t\t\tAsia/Damascus\t2020-01-01"
        for n, name in enumerate(names, 11)
    )
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return load_gazetteer([file])


@pytest.mark.parametrize(
    "text",
    [
        "واستمرت المعارك السبت، وسط قتال شرس، قرب الباغوز.",
        "دارت معارك ضارية في هجين منذ الفجر.",
        "سمع دوي انفجار مدوي في الشعفة.",
        "قتل جنديان في هجوم خاطف، وانسحب المهاجمون من السوسة.",
        "اندلعت حرب طاحنة، وفر المئات من الباغوز.",
        "فقد أفادت مصادر محلية بأن “قسد” تقدمت في الباغوز.",
        "صرحت هيئات محلية بأنه جرى إخلاء هجين.",
    ],
)
def test_adjectives_and_that_are_no_places_of_their_name(text: str, wordtowns: Index) -> None:
    named = [m.place.name for m in read(Report("r", text, DAY, "ar"), wordtowns).mentions if m.place]
    assert named
    assert not any(name.startswith("Wordtown") for name in named)


def test_such_a_place_is_met_after_its_noun(wordtowns: Index) -> None:
    (mention,) = read(Report("r", "سقطت قذيفة على قرية شرس.", DAY, "ar"), wordtowns).mentions
    assert mention.place is not None
    assert mention.place.name.startswith("Wordtown")


def test_every_city_is_met_after_in_before_a_day() -> None:
    """A broadcaster is called "Aleppo Today", and Haditha is spelled like "modern": in Aleppo today, in Haditha on."""
    cities = sorted({p.name_ar for p in GAZETTEER.kept() if p.kind == "city" and p.name_ar})
    sentences = ("قتل رجل في {} يوم الأحد.", "أصيب طفلان في {} اليوم.", "اندلعت اشتباكات في {} مساء السبت.")
    texts = [(name, sentence.format(name)) for name in cities for sentence in sentences]
    found = {text: read(Report("r", text, DAY, "ar"), GAZETTEER).mentions for _, text in texts}
    lost = [text for name, text in texts if not any(m.surface in name or name in m.surface for m in found[text])]
    assert len(cities) > 100
    assert not lost


@pytest.mark.parametrize("body", ["قناة حلب اليوم", "تلفزيون حلب اليوم"])
def test_a_broadcaster_is_no_city(body: str) -> None:
    mentions = read(Report("r", f"قال مراسل {body} إن قذيفة سقطت في إدلب.", DAY, "ar"), GAZETTEER).mentions
    assert [m.surface for m in mentions] == ["إدلب"]


@pytest.mark.parametrize(
    "text",
    ["عثر الجيش على أسلحة حديثة.", "انفجرت سيارة حديثة الصنع.", "وصلت مسيرات حديثة.", "نفذ الجيش عملية حديثة أمس."],
)
def test_what_is_modern_is_no_city(text: str) -> None:
    assert read(Report("r", text, DAY, "ar"), GAZETTEER).mentions == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل رجل وأصيب آخر بقصف على صور أمس.", "Tyre"),
        ("قتل مدنيان في القصف على جنين يوم الأحد.", "Jenin"),
        ("أصيب أربعة في غارة إسرائيلية على صور.", "Tyre"),
        ("قتل خمسة بهجوم على جدة.", "Jeddah"),
        ("تجدد القصف المدفعي على نوى.", "Nawa"),
        ("قتلت امرأة بقذيفة على جنين فجرا.", "Jenin"),
        ("نزح مئات المدنيين من صور يوم الأحد.", "Tyre"),
        ("نزحت عشرات العائلات من جنين بعد القصف.", "Jenin"),
        ("فر الأهالي من نوى خوفا من الاعتقال.", "Nawa"),
        ("نزحت أربعون أسرة من ربيعة هربا من المعارك.", "Rabia"),
        ("هرب المدنيون من صور.", "Tyre"),
    ],
)
def test_what_is_shelled_or_fled_is_a_place_though_its_name_is_a_word(text: str, place: str) -> None:
    mentions = read(Report("r", text, DAY, "ar"), GAZETTEER).mentions
    assert place in [m.place.name for m in mentions if m.place]


@pytest.mark.parametrize(
    "text",
    [
        "رد الجيش بقصف على مواقع المسلحين.",
        "أصيب رجل بقصف على سوق شعبي.",
        "احتج السكان على صور نشرها الجيش.",
        "علق الوزير على صور الهجوم.",
        "نفذ الطيران غارات على منازل المدنيين.",
        "فر الرجل من القصف.",
        "هرب السجناء من باب السجن.",
        "نزح الأهالي من بيوتهم.",
    ],
)
def test_what_is_shelled_or_fled_but_no_name_is_none(text: str) -> None:
    assert read(Report("r", text, DAY, "ar"), GAZETTEER).mentions == ()


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("انفجر لغم في مدينة زنجبار جنوب اليمن وقُتل مدنيان.", "Zinjibar", "YE"),
        ("قُتل جندي في سوسة شرق البيضاء الليبية.", "Susah (Libya)", "LY"),
        ("رام الله 12-6-2021 - استشهد شاب في اشتباك مع قوة خاصة تسللت إلى مخيم جنين.", "Jenin camp", "PS"),
    ],
)
def test_a_town_is_that_of_its_country_and_no_dateline(text: str, place: str, country: str) -> None:
    incident = read(Report("r", text, DAY, "ar"), GAZETTEER).incidents[0]
    assert incident.place is not None
    assert (incident.place.name, incident.place.country) == (place, country)


def test_what_a_label_tells_to_be_background_is_no_news() -> None:
    text = "قُتل عشرة مدنيين في قصف على صور في 12 حزيران."
    assert told(text)
    assert not told(f"خلفية: {text}")
