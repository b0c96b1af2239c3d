"""Reports in languages that geomap does not read: said to be unsupported, their places found all the same."""

from __future__ import annotations

import pytest

from geomap.extraction import read
from geomap.extraction.words.languages import detect
from geomap.model import Report
from geomap.places import load_gazetteer
from geomap.reports.fields import detect_language

GAZETTEER = load_gazetteer()
FOREIGN = """
de | Aleppo    | Bei Luftangriffen auf Aleppo wurden am Freitag mindestens zwölf Zivilisten getötet.
de | Raqqa     | Die Kämpfer zogen sich aus der Stadt zurück, Tausende flohen nach Raqqa.
de | Idlib     | Regierungstruppen haben die Stadt Idlib beschossen und drei Kinder verletzt.
de | Bagdad    | Auf einem Markt in Bagdad explodierte ein Auto, fünf Menschen starben.
es | Alepo     | Al menos doce civiles murieron el viernes en bombardeos contra Alepo, informó el Observatorio.
es | Manbij    | Los combatientes se retiraron de Manbij y miles de personas huyeron por la noche.
es | Bagdad    | Un coche bomba explotó cerca de un mercado en Bagdad y mató a cinco personas.
es | Idlib     | La artillería alcanzó un hospital en Idlib, según los vecinos.
it | Aleppo    | Almeno dodici civili sono stati uccisi venerdì in raid aerei su Aleppo, ha riferito l'Osservatorio.
it | Raqqa     | I combattenti si sono ritirati e migliaia di persone sono fuggite verso Raqqa.
it | Idlib     | Le forze del governo hanno bombardato la città di Idlib e ferito tre bambini.
it | Baghdad   | Un'autobomba è esplosa vicino a un mercato di Baghdad uccidendo cinque persone.
tr | İdlib     | Hükümet güçleri İdlib kentini bombaladı, üç çocuk yaralandı.
tr | Homs      | Dün gece Homs kentinde bir araç patladı, beş kişi öldü ve on kişi yaralandı.
pt | Manbij    | Os combatentes retiraram-se de Manbij e milhares de pessoas fugiram para Raqqa.
pt | Aleppo    | Doze civis foram mortos na sexta-feira em ataques contra Aleppo.
nl | Aleppo    | Bij luchtaanvallen op Aleppo zijn vrijdag zeker twaalf burgers gedood.
nl | Raqqa     | De strijders trokken zich terug en duizenden mensen vluchtten naar Raqqa.
"""
READ = """
en | Shells hit the town.
en | Airstrikes kill 12 civilians in Aleppo
en | Los Angeles: two men shot, one dies
en | Las Anod shelled; Al Shabaab attack near Los Pozos
en | Van der Berg killed in Den Haag, police say
en | El Fasher shelled; 5 killed
en | Car bomb, Baghdad, 5 dead
en | Staffan de Mistura visits Damascus
en | Deir el Zor: rebels seize Deir el Balah road
fr | Des hommes armés ont attaqué le village de Boni.
fr | Un convoi a été pris dans une embuscade en plein jour, un soldat a été tué.
fr | La ville de Djibo reste sous la menace, selon un élu.
"""


@pytest.mark.parametrize("line", FOREIGN.strip().splitlines())
def test_a_language_without_a_pack_is_said_to_be_unsupported_and_its_places_are_found(line: str) -> None:
    language, place, text = (cell.strip() for cell in line.split("|"))
    parsed = read(Report("r", text, None, detect_language(text)), GAZETTEER)
    assert parsed.report.language == language
    assert f"language {language!r} is not supported: only places were read" in (parsed.error or "")
    assert place in [m.surface for m in parsed.mentions]
    assert not parsed.incidents


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_what_is_read_is_not_taken_for_another_language(line: str) -> None:
    language, text = (cell.strip() for cell in line.split("|"))
    assert (detect_language(text) or detect(text)) == language


@pytest.mark.parametrize(
    "text",
    [
        "Во вторник в результате авиаудара по Алеппо погибли три мирных жителя.",
        "У вівторок внаслідок удару загинули троє.",
        "ביום שלישי נהרגו שלושה בני אדם בתקיפה.",
        "Την Τρίτη τρεις άμαχοι σκοτώθηκαν.",
        "星期二,阿勒颇的空袭造成三名平民死亡。",
        "화요일 알레포에서 세 명이 숨졌다.",
    ],
)
def test_another_script_is_no_english(text: str) -> None:
    assert detect(text) == "und"
    assert "could not be told" in (read(Report("r", text), GAZETTEER).error or "")


def test_a_name_in_another_script_leaves_a_text_english() -> None:
    assert detect("Three people were killed in Aleppo (Алеппо).") == "en"


@pytest.mark.parametrize(
    ("given", "text", "instead"),
    [
        ("en", "قصفت طائرات بلدة سراقب يوم الجمعة وقتل خمسة مدنيين.", "name its own ('ar', as it looks)"),
        ("fr", "خرج محتجون في تعز <b>إلى الشارع</b>.", "name its own ('ar', as it looks)"),
        ("ar", "Jets bombed Saraqib on Friday, killing five civilians.", "name its own ('en', as it looks)"),
        ("ar", "Une bombe a explosé dans la ville de Gao, les blessés sont au camp.", "('fr', as it looks)"),
        (
            "en",
            "Взрыв в городе Алеппо, погибли пять человек.",
            "in its letters, so that little or nothing was read: name its",
        ),
        ("en", "Friday, Kafr Nabl. " * 9 + "قصفت طائرات بلدة سراقب. " * 90, "name its own ('ar', as it looks)"),
    ],
)
def test_a_language_given_to_a_text_in_other_letters_is_told(given: str, text: str, instead: str) -> None:
    parsed = read(Report("r", text, language=given), GAZETTEER)
    assert parsed.report.language == given
    error = parsed.error or ""
    assert error.startswith(f"language '{given}' is given, but the text is not in its letters")
    assert instead in error
    assert error.endswith("or leave `language` out")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("en", 'Shells hit Kafr Nabl, where "الشعب يريد إسقاط النظام" was on a wall.'),
        ("ar", "قال UNHCR وWFP وMSF إن 300 عائلة نزحت من Idlib إلى Afrin."),
        ("en", "7 - 12 (!)"),
        ("ar", "2019"),
        ("en", "Shells hit Kafr Nabl on Friday. " * 60 + "قصفت طائرات بلدة سراقب. " * 60),
        ("ar", "Shells hit Kafr Nabl on Friday. " * 60 + "قصفت طائرات بلدة سراقب. " * 60),
    ],
)
def test_names_and_quotations_in_other_letters_are_no_other_language(given: str, text: str) -> None:
    assert read(Report("r", text, language=given), GAZETTEER).error is None
