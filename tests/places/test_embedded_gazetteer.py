"""The hand-kept tables that ship: what a reader of Syrian and Iraqi reports relies on."""

import csv
import math
import re
from collections import Counter, defaultdict

import pytest

from geomap.model import KINDS
from geomap.places import embedded_folder, km, load_gazetteer
from geomap.places.check import check
from geomap.places.table import COLUMNS, CURATED, read_table, split_variants
from geomap.text import fold, is_arabic, name_key

FILES = ("iraq.csv", "syria.csv", "world.csv")
# Proclitics: conjunction, prepositions, and both with the article; never part of a name.
CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "لل", "وال", "بال", "كال", "فال", "وبال", "ولل")
# A common noun before a name is the reader's business, save where it makes the name (camp, field, airport, bridge ...).
GENERIC = re.compile(r"(?:قرية|بلدة|ريف|الريف) ")
SEATS = {
    "Aleppo": "Aleppo",
    "Al-Hasakah": "Al-Hasakah",
    "Ar-Raqqah": "Raqqa",
    "As-Suwayda": "As-Suwayda",
    "Damascus": "Damascus",
    "Daraa": "Daraa",
    "Deir ez-Zor": "Deir ez-Zor",
    "Hama": "Hama",
    "Homs": "Homs",
    "Idlib": "Idlib",
    "Latakia": "Latakia",
    "Quneitra": "Quneitra",
    "Rif Dimashq": "Douma",
    "Tartus": "Tartus",
    "Al-Anbar": "Ramadi",
    "Babil": "Hillah",
    "Baghdad": "Baghdad",
    "Basra": "Basra",
    "Dhi Qar": "Nasiriyah",
    "Diyala": "Baqubah",
    "Duhok": "Duhok",
    "Erbil": "Erbil",
    "Halabja": "Halabja",
    "Karbala": "Karbala",
    "Kirkuk": "Kirkuk",
    "Maysan": "Al-Amarah",
    "Al-Muthanna": "Samawah",
    "Najaf": "Najaf",
    "Nineveh": "Mosul",
    "Al-Qadisiyah": "Al-Diwaniyah",
    "Salah al-Din": "Tikrit",
    "Sulaymaniyah": "Sulaymaniyah",
    "Wasit": "Kut",
}


def rows(*names):
    for name in names or FILES:
        with (embedded_folder() / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return load_gazetteer(user=tmp_path_factory.mktemp("empty") / "none.csv")


@pytest.mark.parametrize("name", FILES)
def test_form_of_the_file(name):
    raw = (embedded_folder() / name).read_bytes()
    assert raw.decode("utf-8").startswith(",".join(COLUMNS) + "\n")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    places, rejected = read_table(embedded_folder() / name, rank=CURATED)
    assert not rejected
    assert places


def test_check_finds_no_error():
    assert [f for f in check(embedded_folder()) if f.severity == "error"] == []


def test_size_and_ids():
    ids = [r["id"] for r in rows()]
    assert len(ids) >= 600
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [i for i in ids if not re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)+", i)] == []


def test_every_row_says_where_it_is_from_and_how_well_it_is_known():
    bare = [
        r["id"] for r in rows() if not (r["source"] and r["precision_m"].isdigit() and r["name_en"] and r["name_ar"])
    ]
    assert bare == []
    assert [r["id"] for r in rows() if r["kind"] not in KINDS or r["kind"] == "country"] == []
    coarse = {
        "governorate": (40_000, 150_000),
        "district": (20_000, 100_000),
        "city": (1_000, 20_000),
        "village": (500, 10_000),
    }
    for r in rows():
        low, high = coarse.get(r["kind"], (1, 10_000_000))
        assert low <= int(r["precision_m"]) <= high, r["id"]


@pytest.mark.parametrize("unit", SEATS)
def test_governorates_and_their_seats(unit):
    found = [r for r in rows("syria.csv", "iraq.csv") if r["admin1"] == unit]
    assert [r["name_en"] for r in found if r["kind"] == "governorate"] == [f"{unit} Governorate"]
    assert [r["name_en"] for r in found if r["kind"] in ("city", "town") and r["name_en"] == SEATS[unit]]


def test_admin1_is_a_governorate_of_the_same_country():
    units = {(r["country"], r["admin1"]) for r in rows() if r["kind"] == "governorate"}
    assert len([u for u in units if u[0] == "SY"]) == 14
    assert len([u for u in units if u[0] == "IQ"]) == 19
    assert [r["id"] for r in rows("syria.csv", "iraq.csv") if (r["country"], r["admin1"]) not in units] == []


# kinds that lie in one unit, and what of them none is known for: on a border, claimed by two, or no two sources agree
ONE_UNIT = set(KINDS) - {"country", "region", "river", "lake", "mountain", "desert", "other"}
NO_UNIT = {
    "et-moyale", "ly-bahi-oil-field", "ly-bu-njem", "ly-dahra-oil-field", "ly-ghudwah", "ly-hira", "ly-nafusa",
    "ly-tripoli-fam-melgha", "sd-fanga", "so-galmudug",
}  # fmt: skip
DENSE = ("LB", "PS", "YE")  # whose settlements lie near one another


def test_the_unit_of_a_place_is_one_of_the_base_and_its_settlements_lie_near(index):
    units, settled = set(), defaultdict(list)
    for p in index.places():
        if p.id.startswith("unit-") and p.kind == "governorate":
            units.add((p.country, p.name))
        elif p.id.startswith("gn-"):
            settled[p.country].append((p.lat, p.lon, p.admin1))
    kept = [p for p in index.kept() if p.country not in (None, "SY", "IQ") and p.kind != "country"]
    assert {p.id for p in kept if p.kind in ONE_UNIT and not p.admin1} == NO_UNIT
    told = [p for p in kept if p.admin1]
    assert [p.id for p in told if (p.country, p.admin1) not in units] == []
    astray = []
    for p in told:
        wide = math.cos(math.radians(p.lat))
        away = [(111 * math.hypot(p.lat - lat, (p.lon - lon) * wide), unit) for lat, lon, unit in settled[p.country]]
        own, other = (min((km for km, u in away if (u == p.admin1) is same), default=0) for same in (True, False))
        if own > other + (35 if p.country in DENSE else 150):
            astray.append((p.id, p.admin1, round(own), round(other)))
    assert astray == []
    assert len(told) > 1400


@pytest.mark.parametrize(
    ("name", "country", "unit"),
    [
        ("Marka", "SO", "Lower Shabelle"),
        ("Zinjibar", "YE", "أبين"),
        ("Haradh", "YE", "Hajjah"),
        ("Kutum", "SD", "North Darfur"),
        ("Tarinkot", "AF", "Uruzgan"),
        ("Hermel", "LB", "Baalbek-Hermel"),
        ("Jenin camp", "PS", "West Bank"),
        ("Jenin camp", "PS", "Jenin"),
        ("Nuseirat camp", "PS", "قطاع غزة"),
        ("Tawergha", "LY", "Misrata"),
        ("Sheikh Zuweid", "EG", "North Sinai"),
    ],
)
def test_a_place_is_in_its_unit_however_that_is_called(index, name, country, unit):
    assert "in the unit asked for" in index.resolve(name, country=country, admin1=unit).candidates[0].reason


@pytest.mark.parametrize(("unit", "other"), [("North Darfur", "South Darfur"), ("West Kordofan", "North Kordofan")])
def test_units_told_apart_by_their_side_are_not_one(index, unit, other):
    place = next(p for p in index.kept() if p.admin1 == unit and p.kind == "town")
    assert "in the unit asked for" in index.resolve(place.name, country="SD", admin1=unit).candidates[0].reason
    assert "in the unit asked for" not in index.resolve(place.name, country="SD", admin1=other).candidates[0].reason


def test_no_place_is_far_from_the_unit_that_holds_it(index):
    homes = {
        p.name: p
        for p in index.kept()
        if p.kind in ("district", "city", "town", "village") and p.country in ("SY", "IQ")
    }
    checked = 0
    for p in index.kept():
        home = homes.get(p.within or "")
        if home and home.country == p.country:
            checked += 1
            assert km(p, home) <= 2.5 * home.precision_m / 1000 + 20, (p.name, home.name, round(km(p, home)))
    assert checked > 250


def test_names_carry_neither_particle_nor_countryside():
    wrong = []
    for r in rows():
        variants = [v for v in split_variants(r["variants"]) if is_arabic(v)]
        known = {fold(n).removeprefix("ال") for n in (r["name_ar"], *variants)}
        for name in variants:
            bare = {fold(name).removeprefix(c) for c in CLITICS if fold(name).startswith(c)}
            if bare & known or (GENERIC.match(name) and r["name_ar"] != f"محافظة {name}"):
                wrong.append((r["id"], name))
    assert wrong == []


def test_variants_are_different_spellings():
    for r in rows():
        names = [fold(n) for n in (r["name_en"], r["name_ar"], *split_variants(r["variants"]))]
        assert [n for n, c in Counter(names).items() if c > 1] == [], r["id"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("الباغوز", "sy-baghuz"),
        ("Baghouz", "sy-baghuz"),
        ("البصير", "sy-busayrah"),
        ("مخيم الهول", "sy-hol-camp"),
        ("الحول", "sy-hol"),
        ("كوباني", "sy-ayn-al-arab"),
        ("Qamishlo", "sy-qamishli"),
        ("Gire Spi", "sy-tell-abyad"),
        ("Serekaniye", "sy-ras-al-ayn"),
        ("حقل العمر", "sy-omar-oil-field"),
        ("واشنطون", "us-washington"),
        ("عانة", "iq-anah"),
        ("شنكال", "iq-sinjar"),
        ("دير الزور", "sy-deir-ez-zor"),
        ("محافظة دير الزور", "sy-deir-ez-zor-governorate"),
        ("الفرات", "sy-euphrates-river"),
        ("إقليم كردستان", "iq-kurdistan-region-of-iraq"),
        ("Bab al-Hawa", "sy-bab-al-hawa-crossing"),
        ("Al Hol", "sy-hol"),
        ("Dhale", "ye-dhale-gov"),
        ("Mambasa", "cd-mambasa"),
        ("Mombassa", "gn-186301"),
    ],
)
def test_names_of_the_press(index, name, place):
    assert index.resolve(name).place.id == place


@pytest.mark.parametrize("name", ["Freedom Square", "ساحة الحرية", "Garibaldi Street", "شارع الثورة", "Berlin Avenue"])
def test_a_street_or_square_that_is_not_there_is_no_town_called_alike(index, name):
    assert index.resolve(name).candidates == ()


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("دير الزور", {"sy-deir-ez-zor", "sy-deir-ez-zor-governorate"}),
        ("الصبحة", {"sy-subhah", "sy-sabhah-khasham"}),
        ("الصالحية", {"sy-salihiyah", "sy-salihiyah-north-of-deir-ez-zor"}),
        ("سنجار", {"iq-sinjar", "sy-sinjar-idlib"}),
        ("الرقة", {"sy-raqqa", "sy-raqqah-governorate"}),
        ("الحسكة", {"sy-hasakah", "sy-hasakah-governorate"}),
        ("طرابلس", {"ly-tripoli", "lb-tripoli-lebanon"}),
    ],
)
def test_homonyms_stay_visible_and_say_which_is_which(index, name, several):
    assert several <= {p.id for p in index.by_key(name_key(name))}
    assert [i for i in several if not index.get(i).note] == []


@pytest.mark.parametrize(
    ("unit", "low", "high"),
    [("unit-ps-we-7870648", 5, 30), ("unit-jo-20", 8, 30), ("unit-sy-12", 40, 80), ("unit-ye-04", 100, 400)],
    ids=["Tubas", "Ajloun", "Idlib", "Hadramawt"],
)
def test_a_unit_reaches_as_far_as_it_does(index, unit, low, high):
    assert low * 1000 <= index.get(unit).precision_m <= high * 1000


@pytest.mark.parametrize(
    ("unit", "name", "never"),
    [
        ("unit-sd-53", "نهر النيل", "النيل"),
        ("unit-sd-61", "وسط دارفور", "دارفور"),
        ("unit-ly-63", "الجبل الاخضر", "الاخضر"),
        ("unit-ly-84", "وادي الحياة", "الحياة"),
        ("unit-eg-21", "كفر الشيخ", "الشيخ"),
        ("unit-dz-36", "عين تموشنت", "تموشنت"),
        ("unit-tn-22-2454", "قعفور", ""),  # where the source has it backwards too
        ("unit-om-02", "جنوب الباطنة", ""),
        ("unit-ye-05", "شبوة", ""),
    ],
)
def test_units_keep_the_words_that_make_their_names(index, unit, name, never):
    found = index.get(unit)
    assert (found.name_ar, never in found.names) == (name, False)


def test_a_unit_across_the_antimeridian_stands_among_its_cities(index):
    assert index.get("unit-ru-15").lon > 160
