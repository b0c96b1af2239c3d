"""Places in Persian, Urdu and Kurdish reports: Arabic names without their article, in letters that Arabic lacks."""

from __future__ import annotations

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()


def places(language: str, text: str) -> list[str]:
    parsed = read(Report("r", text, None, language), GAZETTEER)
    assert parsed.error
    assert not parsed.incidents
    assert all(text[m.start : m.end] == m.surface for m in parsed.mentions)
    return [m.place.name for m in parsed.mentions if m.place]


@pytest.mark.parametrize(
    ("language", "word", "name"),
    [
        ("fa", "رقه", "Raqqa"),
        ("fa", "قامشلی", "Qamishli"),
        ("fa", "حسکه", "Al-Hasakah"),
        ("fa", "موصل", "Mosul"),
        ("fa", "فلوجه", "Fallujah"),
        ("fa", "رمادی", "Ramadi"),
        ("fa", "بصره", "Basra"),
        ("fa", "نجف", "Najaf"),
        ("fa", "حدیده", "Al-Hudaydah"),
        ("fa", "عراق", "Iraq"),
        ("fa", "یمن", "Yemen"),
        ("fa", "سودان", "Sudan"),
        ("ur", "رقہ", "Raqqa"),
        ("ur", "موصل", "Mosul"),
        ("ur", "غزہ", "Gaza City"),
        ("ur", "یمن", "Yemen"),
        ("ckb", "قامیشلۆ", "Qamishli"),
        ("ckb", "کۆبانێ", "Ayn al-Arab"),
        ("ckb", "حەلەب", "Aleppo"),
        ("ckb", "حەسەکە", "Al-Hasakah"),
        ("ckb", "ڕەقە", "Raqqa"),
        ("ckb", "مەنبج", "Manbij"),
        ("ckb", "بەغدا", "Baghdad"),
        ("ckb", "دیمەشق", "Damascus"),
        ("ckb", "عێراق", "Iraq"),
        ("ckb", "کەرکووک", "Kirkuk"),
        ("ckb", "سنووری زاخۆ", "Zakho"),
    ],
)
def test_a_name_is_known_without_its_article(language: str, word: str, name: str) -> None:
    assert places(language, f"{word}: 3 - 5 . کرد {word} است.")[-1:] == [name]


def test_a_day_of_the_week_is_no_city() -> None:
    assert places("fa", "روز دوشنبه در حلب درگیری شد و پنج نفر کشته شدند.") == ["Aleppo"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Hesekê", "Al-Hasakah"), ("Serêkaniyê", "Ras al-Ayn"), ("Şam", "Damascus"), ("Efrîn", "Afrin"),
        ("Kobanî", "Ayn al-Arab"), ("Heleb", "Aleppo"), ("Qamişlo", "Qamishli"), ("Girê Spî", "Tell Abyad"),
    ],
)  # fmt: skip
def test_kurdish_in_latin_letters(word: str, name: str) -> None:
    assert places("ku", f"Li {word} êrîş çêbû û du kes hatin kuştin.") == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ku", "Di şer de du kes hatin kuştin. Di 2019 de êrîş çêbû."),
        ("it", "Di solito non succede. Di notte è più freddo."),
        ("fa", "در این باب سخن گفت و از هول گریخت و از خارج آمد."),
        ("ur", "اس باب میں بات کی۔"),
    ],
)
def test_a_word_is_no_place(language: str, text: str) -> None:
    assert places(language, text) == []


@pytest.mark.parametrize(
    ("word", "name"),
    [("\u0627\u0644\u0631\u0642\u0629", ["Raqqa"]), ("\u0631\u0642\u0629", []), ("\u0645\u0648\u0635\u0644", [])],
)
def test_in_arabic_the_article_is_part_of_the_name(word: str, name: list[str]) -> None:
    parsed = read(Report("r", f"وصل الرجل إلى {word} أمس.", None, "ar"), GAZETTEER)
    assert [m.place.name for m in parsed.mentions if m.place] == name


def test_di_an_is_known_by_its_whole_name() -> None:
    parsed = read(Report("r", "A fire broke out in Di An on Monday.", None, "en"), GAZETTEER)
    assert [m.surface for m in parsed.mentions] == ["Di An"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Firokên şer li Qamişloyê xistin û li Efrînê du kes mirin.", ["Qamishli", "Afrin"]),
        ("Şer li Hesekeyê û Kobanêyê dom dike; du kes çûn Dêrikê.", ["Al-Hasakah", "Ayn al-Arab", "Al-Malikiyah"]),
        ("Li Mûsilê û Hewlêrê du kes mirin, şer dom dike.", ["Mosul", "Erbil"]),
    ],
)
def test_kurdish_endings_of_names(text: str, wanted: list[str]) -> None:
    assert places("ku", text) == wanted
