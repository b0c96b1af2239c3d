"""Small namesakes far from all else that a report tells of, and names of valleys and mountains that nobody lists."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
KIRKUK = "Bombs went off in Kirkuk, Hawija, Daquq, Tuz Khurmatu, Tikrit and Baiji on Sunday. "


def places(text: str, language: str = "en") -> dict[str, str | None]:
    parsed = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER)
    return {m.surface: m.place and m.place.country for m in parsed.mentions if m.usage == "literal"}


@pytest.mark.parametrize("name", ["Azrou", "Midelt", "Ouezzane"])
def test_a_namesake_far_from_all_else_is_unknown(name: str) -> None:
    assert places(f"{KIRKUK}Rockets fell on the town of {name}, killing two.")[name] is None


def test_alone_it_is_what_it_is_called() -> None:
    assert places("Rockets fell on the town of Taza, killing two.") == {"Taza": "MA"}


@pytest.mark.parametrize(
    ("name", "country"), [("Geneva", "CH"), ("Vienna", "AT"), ("Cairo", "EG"), ("Washington", "US")]
)
def test_a_great_city_may_be_named_anywhere(name: str, country: str) -> None:
    assert places(f"{KIRKUK}Talks were held in {name} on Monday.")[name] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انفجر لغم في جبل الصنعوب قرب مأرب.", "جبل الصنعوب"),
        ("قتل خمسة من عناصر التنظيم في وادي زغيتون جنوب كركوك.", "وادي زغيتون"),
        ("دارت اشتباكات في وادي الحمض قرب صعدة.", "وادي الحمض"),
        ("قصفت المدفعية مواقع في جبل المرخام غرب تعز.", "جبل المرخام"),
        ("نصبوا كمينا في تبة القشلة شرق صرواح.", "تبة القشلة"),
    ],
)
def test_valleys_and_mountains_keep_their_noun(text: str, name: str) -> None:
    assert name in places(text, "ar")


@pytest.mark.parametrize(
    ("language", "text", "capital"),
    [
        ("ar", "دخلت الفصائل الموالية لأنقرة أحياء رأس العين.", "أنقرة"),
        ("ar", "انتشر مسلحون موالون لطهران في البوكمال.", "طهران"),
        ("ar", "هاجمت جماعة محسوبة على موسكو مقرا في سرت.", "موسكو"),
        ("en", "Factions loyal to Ankara entered Ras al-Ain.", "Ankara"),
        ("en", "A militia aligned with Tehran shelled a base in Kirkuk.", "Tehran"),
    ],
)
def test_whom_a_group_is_loyal_to_is_a_government(language: str, text: str, capital: str) -> None:
    assert capital not in places(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers raided homes in Hermel and arrested five men, who were taken to barracks in Ablah.",
        "Gunmen stormed a school in Hermel and seized two teachers, who were driven to Baalbek.",
        "Police searched a cafe in Hermel and detained a blogger, who was later moved to Beirut.",
    ],
)
def test_where_people_were_taken_is_not_where_it_happened(text: str) -> None:
    parsed = read(Report("r", text, date(2021, 3, 9), "en"), GAZETTEER)
    assert {i.place_text for i in parsed.incidents} == {"Hermel"}


@pytest.mark.parametrize(
    ("language", "text", "quarter"),
    [
        ("ar", "انفجرت عبوة ناسفة في حي الديس بمدينة المكلا وقتل مدني.", "الديس"),
        ("ar", "بنغازي: ألقى مجهولون قنبلة على منزل في حي القبة مساء أمس.", "القبة"),
        ("ar", "شهدت مدينة الأبيض أمس تظاهرة. واعتقلت الشرطة شابين في حي الجزيرة.", "الجزيرة"),
        ("ar", "قتل شاب برصاص مجهولين في حي الناصرية في سبها أمس.", "الناصرية"),
        ("ar", "سقطت قذيفة على حي العيون في درعا.", "العيون"),
        ("en", "A bomb went off in the Rashid neighbourhood of Mukalla on Monday, killing a guard.", "Rashid"),
        ("en", "Gunmen shot a teacher dead in the Mansoura district in Idlib.", "Mansoura"),
        ("en", "Sabha saw a protest yesterday. Police arrested two youths in the Thawra neighbourhood.", "Thawra"),
    ],
)
def test_a_quarter_of_a_town_is_no_distant_place_of_its_name(language: str, text: str, quarter: str) -> None:
    parsed = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER)
    town = next(m.place for m in parsed.mentions if m.place and quarter not in m.surface)
    told = [m.place for m in parsed.mentions if quarter in m.surface] + [i.place for i in parsed.incidents]
    assert all(abs(p.lat - town.lat) < 0.5 and abs(p.lon - town.lon) < 0.5 for p in told if p)


@pytest.mark.parametrize(
    "text",
    [
        "قتل مدنيان في قصف على قرية الرصافة شمال مدينة الحزم أمس.",
        "انفجر لغم في منطقة الجزيرة غرب مدينة تعز وقتل راعية.",
        "سقطت صواريخ على قرية الكرامة شرقي مدينة سبها.",
        "اندلعت اشتباكات في منطقة الزهراء جنوب مدينة المكلا.",
        "سقطت قذائف على بلدة الحراك شمال مدينة الحزم.",
    ],
)
def test_a_place_beside_a_town_is_no_distant_place_of_its_name(text: str) -> None:
    parsed = read(Report("r", text, date(2021, 3, 9), "ar"), GAZETTEER)
    assert [m.place is None for m in parsed.mentions] == [True, False]
    assert [i.place for i in parsed.incidents] == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("سيطرت القوات على بلدة الباغوز شرقي دير الزور.", "Al-Baghuz"),
        ("قصف الطيران بلدة خان شيخون جنوب إدلب.", "Khan Shaykhun"),
        ("حلب: قتل مدني في حي الفردوس.", "Al-Fardous (Aleppo)"),
        ("Clashes broke out in Baghuz, east of Deir ez-Zor.", "Al-Baghuz"),
    ],
)
def test_a_place_of_the_unit_stays_what_it_is(text: str, place: str) -> None:
    language = "en" if text[0].isascii() else "ar"
    parsed = read(Report("r", text, date(2019, 3, 9), language), GAZETTEER)
    assert place in [m.place.name for m in parsed.mentions if m.place]


@pytest.mark.parametrize("town", ["حمص", "الحسكة", "درعا"])
def test_a_quarter_lies_in_the_city_not_the_unit_of_its_name(town: str) -> None:
    parsed = read(Report("r", f"اندلعت اشتباكات في حي المخبز ب{town} أمس.", date(2021, 3, 9), "ar"), GAZETTEER)
    assert [m.place.kind for m in parsed.mentions if m.place] == ["city"]
