"""Arabic: an event that is spoken of again, who goes on acting, and where a nameless quarter lies."""

from __future__ import annotations

from datetime import date

import pytest

from tests.arabic import parsed, told


@pytest.mark.parametrize(
    "text",
    [
        "هاجم مسلحون حاجزا للجيش في مأرب مساء الثلاثاء. ولم يصدر تعليق من السلطات. وتبنى تنظيم القاعدة الهجوم.",
        "قصفت طائرات حربية مدينة سرت أمس. وساد هدوء حذر. ونزح على إثر القصف مئات الأشخاص إلى مصراتة.",
        "انفجرت سيارة مفخخة في بغداد صباح الاثنين وقتلت ستة. وهرعت فرق الإسعاف. وألحق الانفجار أضرارا بالمحال.",
        "اندلعت اشتباكات في الفاشر يوم السبت. وأغلقت المدارس أبوابها. واستمرت المعارك حتى الغروب.",
        "شن مقاتلو حركة الشباب هجوما على فندق في مقديشو الأحد. وبدأ الهجوم بتفجير سيارة ملغومة عند البوابة.",
    ],
)
def test_what_is_spoken_of_again_is_one(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "قصفت طائرات حربية مدينة سرت أمس. وتجدد القصف صباح اليوم.",
        "انفجرت عبوة في كركوك الاثنين وقتلت اثنين. وأسفر الانفجار الثاني عن خمسة قتلى.",
        "اندلعت اشتباكات في الفاشر يوم السبت. وامتدت المعارك إلى نيالا الأحد.",
        "هاجم مسلحون حاجزا في مأرب الأحد. وقتل في الهجوم على معسكر في تعز خمسة جنود.",
        "قصف الجيش بلدة هجين الاثنين. وطال القصف بلدة السوسة أيضا.",
    ],
)
def test_what_comes_anew_or_elsewhere_is_two(text: str) -> None:
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "أرسلت وزارة الدفاع تعزيزات إلى الساحل، وتمكنت من استعادة السيطرة على بانياس.",
        "تقدم الجيش السوداني من الغرب، واستعاد مدينة بارا.",
        "شنت القوات العراقية هجوما واسعا من ثلاثة محاور، فحررت بلدة القائم.",
        "كثف الجيش الوطني اليمني ضرباته على الحوثيين، وانتزع مدينة حرض.",
        "صدت القوات الحكومية هجوما لحركة الشباب، وبسطت سيطرتها على بلدة أفغوي.",
    ],
)
def test_who_acted_before_takes_the_ground(text: str) -> None:
    assert "Government regains territory" in [i.sub_event_type for i in told(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وفي بنغازي قتل شرطي في حي الزهور الجديد.", "Benghazi"),
        ("وفي كركوك انفجرت عبوة ناسفة قرب حاجز الشهيد سعدون.", "Kirkuk"),
        ("سقطت قذيفة على حي الرياض الشرقي وسط الفاشر.", "El Fasher"),
        ("وفي تعز، أصيب طفل برصاص قناص في حي الضبوعة.", "Taiz"),
        ("وفي الموصل اغتال مجهولون مختار حي السدرة الغربي.", "Mosul"),
    ],
)
def test_a_quarter_lies_in_the_town_that_opens_the_sentence(text: str, place: str) -> None:
    assert [i.place.name if i.place else None for i in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("أعدم مسلحون سبعة من أهالي بلدة الشحيل في ريف دير الزور.", "Al-Shuhayl"),
        ("قتل مجهولون شابا من أبناء مدينة القائم في محافظة الأنبار.", "Al-Qaim"),
        ("خطف مسلحون ثلاثة من أهالي بلدة هجين بريف دير الزور الشرقي.", "Hajin"),
        ("اعتقلت الشرطة رجلا من أبناء مدينة زليتن غربي ليبيا.", "Zliten"),
        ("ذبح عناصر التنظيم راعيا من أبناء بلدة السخنة في ريف حمص.", "Al-Sukhnah"),
    ],
)
def test_their_home_is_nearer_than_the_governorate_around_it(text: str, place: str) -> None:
    assert [i.place.name if i.place else None for i in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("سقط صاروخان على قاعدة قرب أربيل تضم جنودا أجانب، من دون خسائر بحسب المتحدث.", 0),
        ("سقطت قذيفة على بيت قائد محلي في سرت دون إصابات.", 0),
        ("حيدت القوات خمسة مسلحين في ضربة جوية قرب كركوك.", 5),
        ("انفجر لغم بدورية في مأرب دون أن يبلغ عن إصابات.", 0),
        ("أوقع الكمين أفراد الدورية قرب سبها بين قتيل وجريح.", None),
    ],
)
def test_who_was_hurt_is_what_is_said(text: str, killed: int | None) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("هاجم مسلحان حاجزا في كركوك، كما ألقى مجهول قنبلة يدوية على منزل مختار.", 2),
        ("اغتال مجهولون ناشطا في درعا، كما أطلق الجيش النار على متظاهرين.", 2),
        ("سيطرت هيئة تحرير الشام على سراقب، لكن الجيش السوري استعادها في اليوم التالي.", 2),
        ("أودى الانفجار الأول في بغداد بحياة اثنين. وأسفر الانفجار الثاني عن خمسة قتلى.", 2),
        ("قصف الجيش مخيما في نيالا، فيما خطف مسلحون طبيبا من المدينة.", 2),
    ],
)
def test_what_turns_to_another_deed_is_another(text: str, places: int) -> None:
    assert len(told(text)) == places


@pytest.mark.parametrize(
    "text",
    [
        "لقي طفل مصرعه بسبب البرد في مخيم أطمة.",
        "قتل ثلاثة أشخاص في حادث سير قرب سبها.",
        "قضى تسعة مدنيين جراء السيول في تعز.",
        "وصمدت الهدنة في الحديدة رغم التوتر.",
        "لقي سبعة مهاجرين حتفهم غرقا قبالة زوارة.",
    ],
)
def test_cold_and_crashes_are_no_events(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("أفشلت القوات تسللا باتجاه مواقعها في مأرب.", "Marib"),
        ("تمكن الجيش السوداني من دخول مدينة سنار فجرا.", "Sennar"),
        ("وفي الفاشر دكت المدفعية معسكر زمزم بعشرين قذيفة.", "Zamzam camp"),
        ("وفي تل أبيب، طعن شاب من بلدة السموع ثلاثة إسرائيليين.", "Tel Aviv"),
        ("وأعلن قائد شرطة البصرة توقيع وثيقة صلح بين عشيرتين.", "Basra"),
    ],
)
def test_where_it_happened_is_told_by_grammar(text: str, place: str) -> None:
    assert {i.place.name if i.place else i.place_text for i in told(text)} == {place}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتل مسلحان شرطيا في كركوك.", 1),
        ("وقتل عنصران جنديا سابقا في سبها.", 1),
        ("نجا قيادي من محاولة اغتيال في عدن.", None),
        ("وتبادل الطرفان جثامين 35 مقاتلا في تعز.", None),
        ("انفجرت عبوة بدورية في مودية ولم تقع خسائر.", 0),
    ],
)
def test_a_subject_is_no_victim(text: str, killed: int | None) -> None:
    assert [i.killed for i in told(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتلت مسيرة ثلاثة صحفيين من الإذاعة المحلية وضابطا برتبة رائد في الخرطوم.", 4),
        ("قتل سبعة جنود أتراك ومدني يعمل معهم قرب سراقب.", 8),
        ("قتل خمسة مزارعين من أهل القرية وطفلة في قصف على بارا.", 6),
        ("قتل خمسة عناصر من الجيش وجرح ضابط في تدمر.", 5),
        ("قتل أربعة حراس للبنك، بينهم ضابط، وخطف موظف في بغداد.", 4),
    ],
)
def test_one_more_is_added_to_those_told_before(text: str, killed: int) -> None:
    assert told(text)[0].killed == killed


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("هاجم مسلحون حاجزا في سبها، بعد مداهمة منازل قادتهم في مرزق.", "Sabha (Libya)"),
        ("قصف الجيش حيا في نيالا عقب سقوط قذيفة على الفاشر.", "Nyala"),
        ("وفي القدس، استشهد فتى خلال مسيرة انطلقت من نابلس نحو رام الله.", "Jerusalem"),
        ("وفي الأبيض أصيب سبعة أشخاص بقذائف.", "El Obeid"),
        ("اندلعت اشتباكات في جرود عرسال بين الجيش ومسلحين.", "Arsal"),
    ],
)
def test_what_came_before_or_was_left_is_not_where_it_happened(text: str, place: str) -> None:
    assert told(text)[0].place is not None
    assert told(text)[0].place.name == place


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قتل أربعون شخصا في سرت، في غارة استهدفت سوقا في حي القلعة الجديد.", ["Air/drone strike"]),
        ("سقطت مدينة ود مدني، عاصمة ولاية الجزيرة، في يد قوات الدعم السريع.", ["Non-state actor overtakes territory"]),
        ("اغتيل ناشط مدني برصاص مسلحين في كركوك.", ["Attack"]),
        ("اعتقل الجيش خمسة شبان في درعا، واقتادهم إلى دمشق.", ["Arrests"]),
        ("حاولت القوات التقدم نحو زنجبار وواجهت مقاومة شديدة.", ["Armed clash"]),
    ],
)
def test_a_long_sentence_tells_one_deed(text: str, kinds: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سيطر الجيش على مدينة سرت الساحلية.", ["سرت"]),
        ("قصفت الزوارق الحربية ساحل غزة.", ["غزة"]),
        ("اندلعت معارك في بلدة عرسال الحدودية.", ["عرسال"]),
        ("انفجر لغم في مدينة تعز القديمة.", ["تعز"]),
        ("هاجم مسلحون بلدة تاورغاء المهجورة ونهبوا بيوتها.", ["تاورغاء"]),
    ],
)
def test_a_name_ends_where_its_words_do(text: str, places: list[str]) -> None:
    assert [m.surface for m in parsed(text).mentions if m.usage == "literal"] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("هاجم مسلحون ميناء السدرة فجر الخميس، ما أدى إلى فقد ألفي برميل يوميا.", ["Es Sider"]),
        ("سقط صاروخ أطلق من صنعاء على سوق مزدحمة في مأرب.", ["Marib"]),
        ("أحكمت الفصائل الطوق على إدلب بعد قطع طريق أريحا.", []),
        ("وتشهد المنطقة من حين إلى آخر عمليات خطف قرب سبها.", []),
        ("استهدف تفجير موكب قائد الشرطة في عدن.", ["Aden"]),
    ],
)
def test_where_and_whether(text: str, places: list[str]) -> None:
    assert [i.place.name if i.place else None for i in told(text)] == places


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("خلفت مواجهات في رداع تسعة قتلى من المهاجمين وثلاثة من الأهالي.", 12, None),
        ("توفيت مسنة متأثرة بجروح أصيبت بها في قصف على سراقب.", 1, None),
        ("دهست سيارة عسكرية شابا في شارع الستين في صنعاء فقتلته.", 1, None),
        ("أوقع القصف على سرت ستة قتلى من المقاتلين وأربعة من المدنيين.", 10, None),
        ("قتل سبعة في هجوم على الفاشر وجرح ثلاثة من الحراس.", 7, 3),
    ],
)
def test_sides_are_added_and_wounds_are_told_once(text: str, killed: int, wounded: int | None) -> None:
    assert (told(text)[0].killed, told(text)[0].wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("انفجرت قذيفة بأطفال كانوا يلعبون في أفغوي.", ["Remote explosive/landmine/IED"]),
        ("تعرضت أحياء سرت، آخر معاقل التنظيم، لقصف مدفعي كثيف.", ["Shelling/artillery/missile attack"]),
        ("وتحدثت قناة محلية عن غارتين على مطار الحديدة.", ["Air/drone strike"]),
        ("قصفت المدفعية قريتي ذيبان والشحيل وأشعلت حرائق في البساتين.", ["Shelling/artillery/missile attack"] * 2),
        ("نقل الحوثيون راجمات من عمران باتجاه الساحل.", []),
    ],
)
def test_what_explodes_burns_or_is_only_moved(text: str, kinds: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("شيع الأهالي في القامشلي جثامين أربعة مقاتلين قتلوا في الجبهات.", []),
        ("قصف الجيش ريف إدلب، ما تسبب بمقتل ثلاثة في سراقب.", ["Shelling/artillery/missile attack"]),
        ("هاجمت مسيرات انتحارية مطار بورتسودان فجرا.", ["Air/drone strike"]),
        ("انقطع التيار في عطبرة بعد إصابة المحطة بمسيرة مساء الأحد.", ["Air/drone strike"]),
        ("تظاهر المئات في نجامينا ففرقتهم الشرطة بالغاز.", ["Protest with intervention"]),
        ("قتل الجيش أربعين متمردا قرب سبها.", ["Armed clash"]),
    ],
)
def test_burials_consequences_and_what_flies(text: str, kinds: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وفي نيالا جنوبي دارفور، فجرت قوات ثلاثة منازل بعد تهجير أهلها إلى الفاشر.", "Nyala"),
        ("وأعلن حظر التجوال في البصرة، وأرسلت تعزيزات إلى المحافظة.", "Basra"),
        ("ونظم محامون اعتصاما أمام محكمة أربيل.", "Erbil"),
        ("وفي تاجوراء، أضرم مسلحون النار في منازل عائلات نزحت إلى مصراتة.", "Tajoura"),
        ("وفي كركوك، خطف مسلحون تاجرا وساقوه إلى الحويجة.", "Kirkuk"),
    ],
)
def test_a_scene_outweighs_where_people_went(text: str, place: str) -> None:
    assert {i.place.name if i.place else None for i in told(text)} == {place}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("استهدفت غارة بناية في سرت ليلا فقتل سبعة، وأخرى في بنغازي قتلت ثلاثة.", ["Air/drone strike"] * 2),
        ("وأعقبت الغارات اشتباكات في محيط الزاوية.", ["Armed clash"]),
        ("خرج المئات في سبها تنديدا بمقتل شاب برصاص دورية.", ["Peaceful protest"]),
        ("حاصر غاضبون مقر الحكومة في الدمازين وأضرموا فيه النار.", ["Violent demonstration"]),
        ("ضرب حشد من الأهالي رجلا حتى الموت في باماكو.", ["Mob violence"]),
        ("أفرج الجيش عن أسير اعتقله في درعا.", []),
    ],
)
def test_one_more_what_follows_and_what_is_protested(text: str, kinds: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصفت مسيرة مدينة تينزاواتين أمس.", ["تينزاواتين"]),
        ("أحرق مسلحون حقولا للحنطة في كركوك.", ["كركوك"]),
        ("اندلعت اشتباكات بين الهوسا والبرتا في الدمازين.", ["الدمازين"]),
        ("اغتيل مختار قرية عبدان قرب كركوك.", ["عبدان", "كركوك"]),
        ("هاجم مقاتلون من الزغاوة حاجزا في نيالا.", ["نيالا"]),
    ],
)
def test_tribes_and_crops_are_no_places(text: str, places: list[str]) -> None:
    assert [m.surface for m in parsed(text).mentions if m.usage == "literal"] == places


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قصف الجيش سراقب يوم الجمعة. وسبق ذلك بيومين اشتباك في إدلب.", date(2021, 6, 9)),
        ("انفجرت عبوة في كركوك الاثنين. وقتل شرطي في تكريت قبل ذلك بثلاثة أيام.", date(2021, 6, 11)),
        ("سيطر الجيش على سرت الأحد. وبعد ذلك بيومين هاجم مسلحون حاجزا في مصراتة.", date(2021, 6, 15)),
        ("خطف مسلحون طبيبا في درعا السبت. وعثر على جثته في إزرع بعدها بيومين.", date(2021, 6, 14)),
        ("اندلعت معارك في الفاشر الثلاثاء. وقصفت طائرة سوقا في نيالا قبلها بأسبوع.", date(2021, 6, 8)),
    ],
)
def test_days_are_counted_from_what_was_told(text: str, day: date) -> None:
    assert told(text)[-1].time.start == day
