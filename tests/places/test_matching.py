"""Names: one key for index and query, any Unicode, spellings of both scripts on one skeleton, weights that order sensibly."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.model import Place
from geomap.places import directory, load_gazetteer
from geomap.places.compile import in_memory
from geomap.places.index import Index
from geomap.places.postings import filed
from geomap.text import bones, fold, name_key, skeleton, sound

ANY = st.text(max_size=30)
NAMES = st.lists(
    st.text(st.sampled_from("abdeghiklmnrstuwyz' -ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءئؤ"), min_size=2, max_size=14),
    min_size=1, max_size=8,
)  # fmt: skip


@given(ANY)
def test_keys_are_idempotent_and_never_fail(text):
    assert name_key(name_key(text)) == name_key(text) or name_key(text).split()[0] != text
    assert fold(fold(text)) == fold(text)
    assert skeleton(text) == bones(sound(text))
    key = name_key(text)
    assert list(filed(key, 1, 1, "SY")) == list(filed(name_key(key), 1, 1, "SY")) or key.split()[0] != text


@settings(max_examples=60, deadline=None)
@given(NAMES, ANY)
def test_every_entry_is_found_by_its_own_name_and_any_text_is_answered(names, text):
    places = [Place(f"p{n}", name, 30.0 + n, 40.0, country="SY") for n, name in enumerate(names)]
    index = Index([in_memory(places, name="test")])
    for place in places:
        if name_key(place.name):
            assert place.id in {c.place.id for c in index.resolve(place.name, limit=20).candidates}
    for candidate in index.resolve(text).candidates:
        assert 0 <= candidate.score <= 1
        assert candidate.reason


@settings(max_examples=30, deadline=None)
@given(NAMES, st.randoms(use_true_random=False))
def test_order_of_entry_does_not_change_answers(names, random):
    places = [Place(f"p{n}", name, 30.0 + n, 40.0, country="SY") for n, name in enumerate(names)]
    mixed = random.sample(places, len(places))
    one, other = Index([in_memory(places, name="a")]), Index([in_memory(mixed, name="b")])
    for name in names:
        found, again = ({c.place.id: c.score for c in i.resolve(name, limit=20).candidates} for i in (one, other))
        assert found == pytest.approx(again)


# few names of many places: more than are looked at are as good a match
NAMESAKES = st.lists(st.sampled_from(["Rawda", "Rawdah", "Al-Rawda", "Rawd", "روضة"]), min_size=3, max_size=120)


@settings(max_examples=30, deadline=None)
@given(NAMESAKES, st.randoms(use_true_random=False))
def test_order_of_imports_and_of_their_rows_does_not_change_answers(names, random):
    kept = Place("kept", "Rawda", 33.0, 36.0, country="SY", rank=1)
    places = [Place(f"p{n}", name, 33.0 + n / 5, 36.0, country="SY") for n, name in enumerate(names)]
    found = []
    for _ in range(2):
        mixed = random.sample(places, len(places))
        layers = [in_memory([kept], name="kept", hand_kept=True)]
        layers += [
            in_memory([p for p in mixed if int(p.id[1:]) % 3 == n], name=str(n)) for n in random.sample(range(3), 3)
        ]
        index = Index(layers)
        for asked in ("Rawda", "Raudha", "روضه"):
            found.append([(c.place.id, c.score) for c in index.resolve(asked, limit=9).candidates])
            found.append([p.id for p in index.by_key(name_key(asked))])
    assert found[:6] == found[6:]


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("الباغوز", "Baghouz|Bāghūz|Barhoûz|Al-Baghuz"),
        ("البصيرة", "Busayrah|Bseira|al-Busayra|Bsayra"),
        ("الشحيل", "Shuhayl|Shheil|ash-Shahil|Chouhaïl"),
        ("القامشلي", "Qamishli|Kamechlié|al-Qāmishlī|Qamishly"),
        ("دير الزور", "Deir-ez-Zor|Dayr_az-Zawr|Deir Ezzor|Deir elZor"),
        ("خربة الأسعد", "Kherbet el-Asaad|Khirbat al As'ad"),
        ("تل أبيض", "Tell Abyad|Tal Abiad|Tall Abyaḑ"),
        ("صندلية الصغيرة", "Şandalīyah aş Şaghīrah|Sandaliya Saghira"),  # the emphatic s of BGN
        ("شران", "Şeran|Sharrān|Cherrâne"),  # and the sh of Kurdish
        ("جتال", "Çatal|Chatal|Jatal"),
        ("زورو", "Zhuru|Zuru"),
    ],
)
def test_both_scripts_and_every_school_of_spelling_meet(arabic, latin):
    others = [
        Place(f"o{n}", name, 30.0, 38.0, country="SY") for n, name in enumerate(("Aleppo", "Homs", "Tartus", "Bosra"))
    ]
    index = Index([in_memory([Place("it", "", 35.0, 40.0, name_ar=arabic, country="SY"), *others], name="test")])
    for name in latin.split("|"):
        assert index.resolve(name, country="SY").place.id == "it", name


def test_what_is_nearer_comes_first():
    names = ("Baghuzz", "Baghuz", "Baghus", "Bakhsun")
    places = [Place(n, n, 30.0 + i, 40.0, country="SY") for i, n in enumerate(names)]
    found = Index([in_memory(places, name="test")]).resolve("Baghuz", country="SY").candidates
    assert [c.place.id for c in found][:2] == ["Baghuz", "Baghuzz"]
    assert found[0].score > found[1].score


def test_words_in_another_order_and_a_part_of_a_name_are_found():
    places = [
        Place("turned", "Tirmik Bijan", 35.0, 40.0, country="SY"),
        Place("part", "Kubar Munif", 36.0, 40.0, country="SY"),
    ]
    index = Index([in_memory(places, name="test")])
    turned = index.resolve("Bijan Tirmik", country="SY").candidates[0]
    assert (turned.place.id, turned.reason) == ("turned", "the same sounds, the words in another order")
    assert index.resolve("Munif", country="SY").place.id == "part"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Salhiya Hasan", "west"),
        ("Salihiyat Husayn", "east"),
        ("صالحية الحسن", "west"),
        ("Salihiyeh Huseyn", "east"),
        ("Birat Hasan", "well"),  # with the t that joins two names
    ],
)
def test_a_town_named_behind_tells_namesakes_apart(asked, meant):
    places = [
        Place("west", "Salihiyah", 36.0, 37.0, name_ar="صالحية", country="SY"),
        Place("east", "Salihiyah", 36.0, 40.0, name_ar="صالحية", country="SY"),
        Place("well", "Birah", 36.1, 37.1, country="SY"),
        Place("h", "Hasan", 36.1, 37.0, "town", "حسن", country="SY"),
        Place("x", "Husayn", 36.1, 40.0, "city", "حسين", country="SY"),
    ]
    index = Index([in_memory(places, name="test")])
    found = index.resolve(asked, country="SY").candidates[0]
    assert found.place.id == meant
    assert "near the town named behind it" in found.reason


@settings(max_examples=30, deadline=None)
@given(NAMES, st.lists(ANY, max_size=5))
def test_many_at_a_time_are_answered_as_one_by_one(names, texts):
    places = [Place(f"p{n}", name, 30.0 + n, 40.0, country="SY", admin1="Homs") for n, name in enumerate(names)]
    index = Index([in_memory(places, name="test")])
    asked = [(text, country, unit) for text in (*names, *texts) for country in (None, "SY") for unit in (None, "Homs")]
    one_by_one = [index.resolve(text, country=country, admin1=unit) for text, country, unit in asked]
    together = list(index.resolve_all(asked))
    for one, other in zip(one_by_one, together, strict=True):
        assert one.status == other.status
        assert [c.place.id for c in one.candidates] == [c.place.id for c in other.candidates]
        assert [c.score for c in one.candidates] == pytest.approx([c.score for c in other.candidates])


def test_a_unit_is_known_by_any_of_its_names():
    places = [
        Place("unit", "Aleppo", 36.2, 37.1, "governorate", "حلب", ("Halab",), country="SY", admin1="Aleppo"),
        Place("there", "Judaydah", 36.0, 37.5, country="SY", admin1="Aleppo"),
        Place("elsewhere", "Judaydah", 34.0, 36.5, country="SY", admin1="Homs"),
    ]
    index = Index([in_memory(places, name="test")])
    for unit in ("Aleppo", "Halab", "حلب", "محافظة حلب", "Aleppo Governorate"):
        assert index.resolve("Jdeideh", country="SY", admin1=unit).place.id == "there", unit


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (("Al Majidiyah", "المجيدية"), ("Al Majidiyah", "الماجدية"), "al-Majdiyeh"),
        (("Shurah", "شورى"), ("Surah", "سورة"), "Soura"),
        (("Barghash", None), ("Al Barghash", None), "al-Bargash"),
        (("Al Muflisah", "المفلسة"), ("Muflisah", "المفلسة"), "Mouflissa"),
    ],
)
def test_the_name_in_the_other_script_and_the_article_tell_namesakes_apart(one, other, asked):
    names = {"one": one, "other": other}
    places = [Place(i, name, 35.0, 40.0 + len(i), name_ar=ar, country="SY") for i, (name, ar) in names.items()]
    index = Index([in_memory(places, name="test")])
    found = index.resolve(asked, country="SY")
    assert found.place.id == "other"
    assert found.score > 0.5


def test_a_misspelt_name_is_rather_a_settlement_than_a_unit_or_a_river():
    kinds = ("village", "governorate", "river")
    places = [Place(kind, "Khabura", 30.0 + n, 40.0, kind, country="SY") for n, kind in enumerate(kinds)]
    index = Index([in_memory(places, name="test")])
    assert index.resolve("Khabbora", country="SY").place.id == "village"
    assert index.resolve("Khabbora", country="SY", kinds=("river",)).place.id == "river"


def test_of_namesakes_outside_the_unit_only_the_kept_ones_and_the_very_name_compete():
    units = [Place(name, name, 34.0, 38.0, "governorate", country="SY", admin1=name) for name in ("Homs", "Hama")]
    inside = Place("inside", "Muraygib", 34.5, 38.0, "village", country="SY", admin1="Homs")
    outside = [Place(f"o{n}", "Mureigib", 35.0, 36 + n / 9, "village", country="SY", admin1="Hama") for n in range(30)]
    kept = Place("kept", "Mureigib", 33.0, 38.0, "village", country="SY", rank=2)
    layers = [in_memory([kept], name="kept", hand_kept=True), in_memory([*units, inside, *outside], name="test")]
    found = Index(layers).resolve("Muraigeb", country="SY", admin1="Homs", limit=50).candidates
    assert {c.place.id for c in found} == {"inside", "kept"}
    assert found[0].place.id == "inside"


def test_upper_is_not_lower():
    places = [
        Place("upper", "Shamiyah Fawqani", 35.0, 40.0, country="SY"),
        Place("lower", "Shamiyah Tahtani", 35.5, 40.5, country="SY"),
    ]
    index = Index([in_memory(places, name="test")])
    assert index.resolve("Upper Shamiya", country="SY").place.id == "upper"
    assert index.resolve("الشامية التحتاني", country="SY").place.id == "lower"


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        ("Tall Number 1|Tall Number 7", "Tell Number 7"),
        ("Mazra`at Raqm 12|Mazra`at Raqm 21", "Mazraat Rakm 12"),
        ("Al Wahdah 3|Al Wahdah 5", "الوحده ٥"),
        ("Hayy 17 Tammuz|Hayy 14 Tammuz", "حي 17 تموز"),
        ("Mukhayyam 1948|Mukhayyam", "Mukhaiyam 1948"),
    ],
)
def test_numbers_in_names_agree(names, asked):
    places = [Place(n, n, 33.0 + at, 40.0, country="IQ") for at, n in enumerate(names.split("|"))]
    found = Index([in_memory(places, name="test")]).resolve(asked, country="IQ")
    assert [c for c in found.candidates[0].place.name if c.isdigit()] == [str(int(c)) for c in asked if c.isdigit()]


def test_namesakes_share_the_chance():
    places = [Place(f"n{n}", "Al Hamra", 30.0 + n, 40.0, country="SY") for n in range(4)]
    found = Index([in_memory(places, name="test")]).resolve("Al Hamra", country="SY")
    assert found.status == "ambiguous"
    assert sum(c.score for c in found.candidates) == pytest.approx(1, abs=0.02)


def test_a_town_and_its_district_at_one_spot_come_before_a_namesake_elsewhere():
    town = Place("b", "Zarqun", 33.0, 40.0, "village", country="SY")
    district = Place("c", "Zarqun", 33.0, 40.0, "district", country="SY")
    elsewhere = Place("a", "Zarqun", 35.0, 40.0, "village", country="SY", population=50)
    found = Index([in_memory([elsewhere, town, district], name="test")]).resolve("Zarqun", country="SY").candidates
    assert [c.place.id for c in found] == ["b", "c", "a"]
    assert found[0].score == pytest.approx(2 * found[2].score, rel=0.2)


def test_a_place_under_several_names_is_joined_with_the_kept_entry_of_its_first_name():
    """Whatever the order in which Python happens to walk a set: the same input gives the same output."""
    words = ("Tabqa", "Mansura", "Qahtaniya", "Shaddadi", "Markada", "Suwar", "Busayra", "Hajin")
    kept = [Place(f"kept-{w}", w, 35.0, 40.0, "town", country="SY", rank=1) for w in words]
    twin = Place("gn", words[0], 35.0, 40.01, "town", variants=words[1:], country="SY", population=7)
    index = Index([in_memory(kept, name="kept", hand_kept=True), in_memory([twin], name="imported")])
    assert [p.population for p in index.by_key(name_key("Tabqa"))] == [7]
    assert [p.population for p in index.by_key(name_key("Hajin")) if p.id == "kept-Hajin"] == [0]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Schach Schaichun", "Shah Shaykhun"),
        ("Gelchale", "Khalkhalah"),
        ("Dschenkari", "Shanghari"),
        ("كزلغاش", "Qisil Kach"),
        ("Zughrine", "Sukhrinah"),
    ],
)
def test_within_its_unit_a_name_is_found_that_no_key_leads_to(asked, meant):
    names = [meant, "Abyad", "Burj Salim", "Tall Hamdan", "Rasm Wadi", "Umm Farid"]
    places = [Place(f"p{n}", name, 35.0 + n / 9, 36.0, country="SY", admin1="Idlib") for n, name in enumerate(names)]
    places += [Place("far", "Jubb Nasir", 35.0, 40.0, country="SY", admin1="Homs")]
    index = Index([in_memory(places, name="test")])
    assert index.resolve(asked, country="SY", admin1="Idlib").candidates[0].place.name == meant
    assert meant not in {c.place.name for c in index.resolve(asked, country="SY", admin1="Homs").candidates}


def test_a_directory_read_block_by_block_answers_as_one_read_whole(monkeypatch):
    kept = [p for s in load_gazetteer()._segments for p in islice(s.places(), 0, None, 40)]
    assert len(kept) > 5000  # several blocks
    asked = [(p.name, country, None) for p in kept[::50] for country in (None, p.country)]
    whole = list(Index([in_memory(kept, name="whole")]).resolve_all(asked))
    monkeypatch.setattr(directory, "_SMALL", 0)
    segment = in_memory(kept, name="blocks")
    assert isinstance(directory.Names([segment]).shelves[0]._directory, directory._Paged)
    assert list(Index([segment]).resolve_all(asked)) == whole
    assert [Index([segment]).resolve(name, country=country) for name, country, _ in asked[:20]] == whole[:20]
