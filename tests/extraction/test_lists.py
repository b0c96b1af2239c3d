"""Places told together: under one noun, behind a colon, in quotation marks, taken up as "the two villages"."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer()


def lines(language: str) -> list[tuple[str, list[str], str]]:
    rows = (CASES / f"lists_{language}.txt").read_text("utf-8").splitlines()
    parted = (row.split(" | ") for row in rows if not row.startswith("#"))
    return [(language, re.split("[,،] ", names), text) for names, text in parted]


@pytest.mark.parametrize(("language", "names", "text"), [*lines("ar"), *lines("en")])
def test_each_place_of_a_list_has_the_act(language: str, names: list[str], text: str) -> None:
    parsed = read(Report("r", text, date(2024, 5, 15), language), GAZETTEER)
    spelled = {m.place.id if m.place else m.surface: m.surface for m in parsed.mentions}
    told = {spelled.get(i.place.id if i.place else i.place_text or "", "") for i in parsed.incidents}
    assert sorted(told) == sorted(names)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", 'قتل أربعة جنود في هجوم على نقطة بمدينة "سراقب"، إدلب.'),
        ("ar", "قتل مدني برصاص قناص في حي “الخالدية” بحمص."),
        ("ar", "قصف يطال بلدتي «بزاعة» و«قباسين» بريف حلب."),
        ("en", "Three soldiers were killed at a checkpoint in “Saraqib”, Idlib."),
        ("en", 'A bomb killed two in the "Mansour" district of Baghdad.'),
        ("en", "Gunmen killed two policemen in the town of 'Hawija', Kirkuk."),
    ],
)
def test_quotation_marks_around_a_name_part_nothing(language: str, text: str) -> None:
    bare = re.sub("[\"'“”«»]", "", text)
    quoted, plain = (read(Report("r", t, date(2024, 5, 15), language), GAZETTEER) for t in (text, bare))
    told = [
        [(i.sub_event_type, i.place_text, i.place and i.place.id, i.killed) for i in p.incidents]
        for p in (quoted, plain)
    ]
    assert told[0]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("انفجر لغم في زعفرنات. ووصل وفد أممي إلى تعز.", "زعفرنات"),
        ("خُطف طبيب في شملوخة. وعقد مجلس حمص جلسته.", "شملوخة"),
        ("أغارت طائرات حربية على بلنصوف. وفي حماة عقد اجتماع.", "بلنصوف"),
        ("سقطت قذائف هاون على دملوخ. ثم عاد الهدوء إلى مدينة مارع.", "دملوخ"),
        ("اختطف مجهولون معلما من سلقوبة. وفتحت شرطة الناصرية تحقيقا.", "سلقوبة"),
        ("أدى قصف على ترمولين إلى مقتل طفل. وتحدث محافظ درعا إلى الصحفيين.", "ترمولين"),
        ("سيطر الجيش على قرى الجنابرة وتل هواش والكركات خلال يومين.", "الكركات"),
    ],
)
def test_an_event_is_at_the_name_that_nobody_knows(text: str, place: str) -> None:
    parsed = read(Report("r", text, date(2024, 5, 15), "ar"), GAZETTEER)
    assert place in [i.place_text for i in parsed.incidents]
    unknown = [i for i in parsed.incidents if i.place_text == place]
    assert all(i.place is None and i.precision is None for i in unknown)


@pytest.mark.parametrize(
    "text",
    [
        "عقد اجتماع في سراقب. وقتل ثلاثة مدنيين بالرصاص مساء.",
        "Officials met in Saraqib. Three civilians were shot dead in the evening.",
    ],
)
def test_a_place_guessed_from_before_is_no_exact_one(text: str) -> None:
    language = "en" if text.isascii() else "ar"
    (incident,) = read(Report("r", text, date(2024, 5, 15), language), GAZETTEER).incidents
    assert (incident.place_text, incident.relation) == (None, None)
    assert incident.precision is not None
    assert incident.precision.where_prec == 2


@pytest.mark.parametrize("word", ["كهفين", "مداهمات", "منازلهم", "مدارس"])
def test_an_everyday_word_after_in_is_no_name(word: str) -> None:
    parsed = read(Report("r", f"قتل ثلاثة مسلحين بغارة على {word}.", date(2024, 5, 15), "ar"), GAZETTEER)
    assert not parsed.mentions
