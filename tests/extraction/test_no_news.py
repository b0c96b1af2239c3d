"""What a story tells besides its news: habit, history, what may come, courts and funerals, the dead told of before."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PUBLISHED = date(2019, 3, 1)  # a Friday
GROUND = {"Government regains territory", "Non-state actor overtakes territory"}


def told(text: str, language: str) -> list[Incident]:
    parsed = read(Report("r", text, PUBLISHED, language), GAZETTEER)
    return [i for i in parsed.incidents if i.modality == "occurred" and not i.aggregate]


@pytest.mark.parametrize(
    "text",
    [
        "The militia has repeatedly raided villages around Zalingei.",
        "Fighters of the group continue to ambush convoys near Kirkuk.",
        "Kidnappings are common in Sabha.",
        "The insurgents keep attacking checkpoints in Diyala.",
        "Cells of the movement go on planting bombs and staging ambushes in Raqqa.",
        "Time and again, gunmen have attacked the refinery in Baiji.",
    ],
)
def test_english_habit_is_no_news(text: str) -> None:
    assert not told(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "During the 1991 uprising the shrine in Karbala was shelled for days.",
        "A 2015 massacre in Sabha left dozens dead.",
        "The 2012 siege of Homs killed thousands.",
        "His company rebuilt the bridge in Mosul that was bombed during the 2003 invasion.",
        "He fought a two-year war against rebels in Saada.",
        "Residents of Misrata still speak of the 2011 shelling.",
    ],
)
def test_english_what_bears_an_old_year_is_no_news(text: str) -> None:
    assert not told(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "A ban on gatherings announced for Tartus has been denied by the mayor.",
        "A spokeswoman for the Homs police says rubber bullets were not handed out to her officers.",
        "Reports of a rocket landing near Sidon were denied by the municipality.",
        "Moscow maintains that its jets bomb terrorists only.",
        "Lawlessness has turned kidnapping into a daily affair in Sabha.",
        "In Sabha the feud is fought out house against house.",
        "Abductions of aid workers are being reported ever more often in Zalingei.",
        "Port Sudan has protested at not having been invited to the meeting.",
        "The brigade made its name last winter, when its men captured Saraqib.",
        "In the square where a rocket killed twelve on February 3, children play again in Taiz.",
        "Since then militiamen have burned crops in several villages around Afrin.",
        "Guards who had occupied the terminal near Tobruk since August went home on Friday.",
        "Traffic crawled past a crater left by this week's strike in Homs.",
        "Recruits from Misrata may be flown out for training as early as March.",
    ],
)
def test_english_what_is_told_beside_the_news_is_none(text: str) -> None:
    assert not told(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "A 2019 bombing in Manbij killed four.",
        "The party, founded in 2005, said gunmen attacked its office in Basra on Monday.",
        "On 12 February 2019 fighting broke out in Hajin.",
    ],
)
def test_english_what_bears_this_year_is_news(text: str) -> None:
    assert len(told(text, "en")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The governor attended the funeral of three guards killed in Zliten.",
        "The trial of five men over the bombing in Tripoli resumed.",
        "The minister visited soldiers wounded in Marib.",
        "Investigators are examining claims of looting in Derna.",
        "The mayor was worn out by months of shelling in Taiz.",
    ],
)
def test_english_courts_funerals_and_visits_are_no_news(text: str) -> None:
    assert not told(text, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hundreds of families have fled Tawila because of the fighting.", "en"),
        ("Families left Harasta for Damascus amid clashes.", "en"),
        ("Thousands fled Bani Walid after clashes.", "en"),
        ("نزحت مئات العائلات من الفاشر إلى مليط بسبب القتال.", "ar"),
        ("فر آلاف المدنيين من زوارة على وقع الاشتباكات.", "ar"),
        ("غادر السكان بلدة حيس إلى الخوخة جراء المعارك.", "ar"),
    ],
)
def test_fighting_that_is_only_why_people_left_is_none_of_its_own(text: str, language: str) -> None:
    assert not told(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Some 400 families fled Zawiya after clashes between rival militias.", "en"),
        ("Dozens fled Ghat after clashes that killed six.", "en"),
        ("نزحت نحو 400 أسرة من الزاوية إثر اشتباكات بين مليشيات متنافسة.", "ar"),
    ],
)
def test_fighting_with_sides_or_dead_is_told_beside_the_flight(text: str, language: str) -> None:
    assert [i.sub_event_type for i in told(text, language)] == ["Armed clash"]


@pytest.mark.parametrize(
    "text",
    [
        "وقد تشن الميليشيا هجمات على الموصل.",
        "وأشار التقرير إلى أن خلايا التنظيم قد تنفذ تفجيرات في بعقوبة.",
        "واستؤنفت في طرابلس محاكمة المتورطين في خطف صحفيين.",
        "وشارك وزراء في إحياء ذكرى مجزرة حلبجة.",
        "وتواصل الشرطة البحث عن المخطوفين في الرمادي.",
        "وقبل ذلك بعامين كان التنظيم قد هاجم درنة.",
        "وتتخذ الميليشيا من بلدة القريتين مقرا لها.",
    ],
)
def test_arabic_what_may_come_courts_and_memory_are_no_news(text: str) -> None:
    assert not told(text, "ar")


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("قتل مسلحون أربعة أشخاص في خانقين. ووجدت الجثث مقطوعة الرؤوس.", "ar", 1),
        ("قتل الحوثيون ثلاثة أشقاء في صعدة. وعثر على الجثث قرب الحدود.", "ar", 1),
        ("قتل مدني في قصف على دوما. وعثر على جثة شاب مقتول بالرصاص في درعا.", "ar", 2),
        ("Gunmen killed four men near Khanaqin on Monday. The bodies were found beheaded.", "en", 1),
        ("Gunmen killed two guards in Sirte. The bodies were found stabbed in a well.", "en", 1),
        ("A bombing killed two in Baghdad. The body of a man was found shot dead in Basra.", "en", 2),
    ],
)
def test_bodies_told_of_before_are_no_new_killing(text: str, language: str, number: int) -> None:
    assert len(told(text, language)) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("سيطر الجيش على بلدة هجين فجر الاثنين. واندلعت اشتباكات عنيفة في هجين.", "ar"),
        ("اندلعت معارك في زنجبار الثلاثاء. واستولى مسلحون على زنجبار.", "ar"),
        ("Militants seized Hajin on Tuesday. Clashes broke out in Hajin at dawn.", "en"),
        ("Fighting raged in Zinjibar on Tuesday. The army recaptured Zinjibar.", "en"),
    ],
)
def test_the_battle_for_ground_is_one_with_its_taking(text: str, language: str) -> None:
    (one,) = told(text, language)
    assert one.sub_event_type in GROUND


def test_what_came_before_an_attack_is_counted_back_from_it() -> None:
    text = "Gunmen stormed a base in Taiz on Tuesday. The assault came three days after shells fell on Hays."
    found = {i.place.name: i.time.start for i in told(text, "en") if i.place}
    assert found["Hays"] == date(2019, 2, 23)


def test_what_an_old_day_in_the_sentence_dates_is_no_news() -> None:
    text = "واندلعت الحرب في الخرطوم في 15 أبريل 2018 ثم امتدت إلى دارفور، حيث قتل المئات في الجنينة."
    assert not told(text, "ar")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Gunmen attacked a police post in Kirkuk on Monday. A police source said the attackers came from two sides.",
            "en",
        ),
        ("Warplanes bombed a market in Taiz on Sunday. The coalition claimed it had attacked a command post.", "en"),
        ("Shelling killed nine people in Homs. Two of the dead were shot by snipers, a doctor said.", "en"),
        ("هاجم مسلحون نقطة للشرطة في كركوك الاثنين. وقال مصدر في شرطة الموصل إنهم هاجموا النقطة من جهتين.", "ar"),
        ("قتل خمسة في اشتباكات في سبها الأحد. وأوضح طبيب أن اثنين من القتلى أصابهما رصاص طائش.", "ar"),
        ("اقتحم الجيش مخيم بلاطة فجر الثلاثاء وقتل شابا. وقال متحدث إن الجنود تعرضوا لإطلاق نار.", "ar"),
    ],
)
def test_what_somebody_else_tells_of_it_is_no_new_one(text: str, language: str) -> None:
    assert len(told(text, language)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen attacked a police post in Kirkuk on Monday. A police source said another attack hit Mosul.", "en"),
        ("Warplanes bombed a market in Taiz on Sunday. Residents said gunmen attacked a bank in Aden.", "en"),
        ("هاجم مسلحون نقطة للشرطة في كركوك الاثنين. وقال مصدر إن مسلحين هاجموا حقلا قرب الموصل.", "ar"),
        ("قصفت طائرات سوقا في تعز الأحد. وذكر شهود أن قذائف سقطت على المخا أيضا.", "ar"),
    ],
)
def test_what_somebody_tells_of_another_place_is_another(text: str, language: str) -> None:
    assert len(told(text, language)) == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fighting around Marib has eased since the truce.", "en"),
        ("Clashes in Sabha have died down.", "en"),
        ("Attacks on farmers near Diyala have declined.", "en"),
        ("وتراجعت حدة الاشتباكات في سبها.", "ar"),
        ("وهدأت المعارك في محيط الفاشر.", "ar"),
        ("ويعيش سكان تعز تحت وطأة شهور من القصف.", "ar"),
        ("ونسبت إلى التنظيم تفجيرات عدة كان أعنفها في بغداد وأوقع مئة قتيل.", "ar"),
        ("ويخضع سكان نصيبين لحظر تجول منذ 10 شباط.", "ar"),
        ("ووثق مركز حقوقي 30 اعتقالا في درعا خلال كانون الثاني الماضي.", "ar"),
    ],
)
def test_calm_and_long_times_are_no_news(text: str, language: str) -> None:
    assert not told(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The battle for Tripoli entered its eighth month.", "en"),
        ("Guards at the gate of Umm Qasr kept lorries from entering the port.", "en"),
        ("دخلت الحرب في غزة شهرها العاشر.", "ar"),
        ("دخل حصار تعز عامه الثالث.", "ar"),
    ],
)
def test_nobody_moves(text: str, language: str) -> None:
    parsed = read(Report("r", text, PUBLISHED, language), GAZETTEER)
    assert not [m for m in parsed.movements if m.modality == "occurred"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Shops close after every blast in Kirkuk.", "en"),
        ("Farmers near Diyala rarely survive such attacks.", "en"),
        ("The motive behind the assault on the bank in Aden was not clear.", "en"),
        ("Read more: Car bomb kills ten in Baghdad.", "en"),
        ("وتغلق المحال أبوابها بعد كل تفجير في كركوك.", "ar"),
        ("وقال ضابط إن هجوما آخر قد يقع في الموصل.", "ar"),
        ("ويرى محللون أن أي غارة على الحديدة قد تنهي الهدنة.", "ar"),
        ("اقرأ أيضا: تفجير يقتل عشرة في بغداد.", "ar"),
        ("وقالت الحركة إنها لن تتفاوض قبل وقف الغارات على صعدة.", "ar"),
        ("وتعاني المخا من مثل هذه الهجمات.", "ar"),
    ],
)
def test_every_time_any_such_and_web_noise_are_no_news(text: str, language: str) -> None:
    assert not told(text, language)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("دخل الحوثيون مديرية الدريهمي جنوبي مدينة الحديدة دون قتال.", "Ad Durayhimi"),
        ("انفجرت عبوة في ناحية الرشاد جنوبي كركوك.", "Rashad (Kirkuk)"),
        ("قصفت طائرة بلدة كفرنبل جنوبي إدلب.", "Kafr Nabl"),
        ("تبادل الطرفان النار في سبها قبل أن ينسحب المسلحون نحو أوباري.", "Sabha (Libya)"),
        (
            "Gunmen raided the market of Mornei, 70 kilometres southeast of El Geneina, on Monday, killing nine.",
            "Mornei",
        ),
        ("Shells fell on Hays, 30 km north of Mokha, wounding three.", "Hays"),
    ],
)
def test_what_only_tells_where_a_place_lies_is_no_scene(text: str, place: str) -> None:
    (one,) = told(text, "ar" if text[0] > "z" else "en")
    assert one.place is not None
    assert one.place.name == place


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("انفجرت سيارة في النبك وقتلت خمسة. وعقب التفجير شنت الشرطة حملة دهم في يبرود واعتقلت عشرة.", "ar", 2),
        ("قصفت طائرة منزلا في طرابلس. وانتشل الدفاع المدني طفلا بعد ست ساعات من القصف.", "ar", 1),
        (
            "A suicide bomber blew himself up in Baqubah, killing ten. The blast struck as men were drinking coffee.",
            "en",
            1,
        ),
    ],
)
def test_an_event_that_only_dates_another_is_no_new_one(text: str, language: str, number: int) -> None:
    assert len(told(text, language)) == number


def test_the_day_of_a_dateline_dates_no_event() -> None:
    text = "February 27, 2019 (EL GENEINA) - Armed men raided the market of Mornei on Monday."
    (one,) = told(text, "en")
    assert one.time.start == date(2019, 2, 25)


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("ورد المسلحون بقصف الأحياء السكنية في حيس بقذائف الهاون، فأصيبت ثلاث نساء.", "Hays", "Shelling"),
        ("استولى مسلحون على قاعدة الوطية الجوية بعد معارك قتل فيها ستة من حراسها.", "Al-Watiya Air Base", "Non-state"),
        ("وعثر الجيش خلال تمشيط أحياء في تدمر على مستودع يحوي صواريخ وقذائف.", "Palmyra", "Disrupted"),
    ],
)
def test_quarters_air_bases_and_depots(text: str, place: str, kind: str) -> None:
    (one,) = told(text, "ar")
    assert one.place is not None
    assert one.place.name == place
    assert one.sub_event_type.startswith(kind)


@pytest.mark.parametrize(
    "text",
    [
        "ودعت الأمم المتحدة إلى هدنة في الحديدة.",
        "ووصل إلى القاهرة وفد من الحركة لبحث تهدئة في غزة.",
        "وتسعى قطر إلى التوصل إلى اتفاق بين الطرفين في دارفور.",
        "وتحدثت مصادر عن هدنة يرجح أن تبدأ خلال ساعات في حمص.",
    ],
)
def test_agreements_that_are_only_sought_are_no_news(text: str) -> None:
    assert not told(text, "ar")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("وعثرت الشرطة في تكريت على جثتين، وكان مسلحون قد خطفوا صاحبيهما يوم السبت الماضي.", "ar", None),
        ("On the first day of February, gunmen shot two men in Sirte.", "en", date(2019, 2, 1)),
    ],
)
def test_whose_day_it_is(text: str, language: str, expected: date | None) -> None:
    assert told(text, language)[0].time.start == expected


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("أغارت طائرات على رفح. وقال الجيش إن الغارة جاءت ردا على قذيفة سقطت في سديروت.", ["Air", "Shelling"]),
        ("قصفت طائرات حلف شمال الأطلسي مجمعا في طرابلس.", ["Air"]),
        ("وقال سكان إن مقاتلات التحالف قصفت سوقا في صعدة.", ["Air"]),
        ("The coat hangs from a nail in a tent in Dohuk.", []),
        ("Should the talks fail, an assault on Hodeidah is the likeliest outcome.", []),
        ("بدأت الأزمة بخلاف على إقالة قائد الشرطة في عدن.", []),
    ],
)
def test_what_the_words_around_make_of_it(text: str, types: list[str]) -> None:
    found = told(text, "ar" if text[0] > "z" else "en")
    assert [i.sub_event_type.split("/")[0] for i in found] == types
