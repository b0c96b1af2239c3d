"""Where all words of a passage overrule the one word that was found, or the grammar that finds none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.extraction import reader
from geomap.extraction.what.incidents import find_incidents
from geomap.extraction.what.overruling import OVERRULED, overruled
from geomap.extraction.what.retyping import BY_WORDS, retyped
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document

GAZETTEER = load_gazetteer()
QUIET = {
    "ar": " وقالت مصادر محلية إن الأسواق بقيت مغلقة طوال النهار، وإن المدارس ستفتح أبوابها مجددا يوم الأحد المقبل."
    " وأضافت أن التيار الكهربائي عاد إلى معظم الأحياء بعد انقطاع دام ساعات، وأن فرق البلدية تعمل على تنظيف الشوارع"
    " وإصلاح شبكة المياه في المنطقة.",
    "en": " Local sources said that the markets had stayed closed all day and that schools would open again on Sunday."
    " They added that electricity had come back in most quarters after a cut of several hours, and that the"
    " municipality was cleaning the streets and mending the water network in the area.",
}
SHELLED = {
    "ar": "قُتل أربعة مدنيين وأصيب عشرة بعد سقوط صواريخ وقذائف هاون على سوق في تعز ظهر الاثنين.",
    "en": "Four civilians were killed and ten wounded in Taiz on Monday as mortar rounds and rockets hit a market.",
}
MARCHED = {
    "ar": "خرج آلاف المتظاهرين في مسيرة وسط البصرة يهتفون ضد الفساد ويرفعون الأعلام واللافتات يوم الاثنين.",
    "en": "Thousands of protesters marched through Basra on Monday, chanting against corruption and waving banners.",
}


def document(language: str, text: str, *, brief: bool = False) -> Document:
    text = text if brief else text + QUIET[language]
    return reader.annotated(Report("r", text, date(2021, 6, 3), language), GAZETTEER)


def taken_for(doc: Document, sub_event_type: str, family: str) -> Incident:
    """Give the incident that a text tells, as if it had been found by another word."""
    numbers, _ = reader.grammars(doc.pack.language)
    (found,) = find_incidents(doc, numbers)
    rule = f"{doc.pack.language}:{family}:past"
    return replace(found, sub_event_type=sub_event_type, evidence=replace(found.evidence, rule=rule))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_that_clearly_tell_of_another_type_are_followed(language: str) -> None:
    doc = document(language, SHELLED[language])
    wrong = taken_for(doc, "Attack", "killing")
    (right,) = retyped(doc, [wrong])
    assert right.event_type == "Explosions/Remote violence"
    assert right.evidence.rule == f"{language}:shelling:{BY_WORDS}"
    rest = replace(right, sub_event_type="Attack", evidence=wrong.evidence)
    assert rest == wrong  # place, day, toll and quote stay


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_march_on_which_people_were_killed_was_no_peaceful_one(language: str) -> None:
    doc = document(language, MARCHED[language])
    wrong = taken_for(doc, "Attack", "killing")
    doc.tags["event"] = []  # no word tells how it was
    (right,) = retyped(doc, [wrong])
    assert right.sub_event_type == "Excessive force against protesters"


def test_all_places_of_a_deed_become_the_same() -> None:
    doc = document("en", SHELLED["en"])
    wrong = taken_for(doc, "Attack", "killing")
    assert len({i.event_type for i in retyped(doc, [wrong, wrong])}) == 1
    assert retyped(doc, [wrong, wrong])[1].event_type == "Explosions/Remote violence"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_right_type_stays_and_so_do_brief_texts_sums_plans_and_denials(language: str) -> None:
    doc = document(language, SHELLED[language])
    right = taken_for(doc, "Shelling/artillery/missile attack", "shelling")
    wrong = taken_for(doc, "Attack", "killing")
    kept = [
        right,
        replace(wrong, aggregate=True),
        replace(wrong, modality="planned"),
        replace(wrong, modality="negated"),
    ]
    assert retyped(doc, kept) == kept
    brief = document(language, SHELLED[language], brief=True)
    assert retyped(brief, [wrong]) == [wrong]
    assert retyped(doc, []) == []


@pytest.mark.parametrize(
    ("language", "text", "family"),
    [("ar", SHELLED["ar"], "shelling"), ("en", SHELLED["en"], "shelling"), ("ar", MARCHED["ar"], "protest")],
)
def test_a_word_of_an_event_counts_where_its_sentence_tells_of_it_at_a_place(
    language: str, text: str, family: str
) -> None:
    doc = document(language, text)
    (frame,) = overruled(doc, doc.sentences[0])
    assert (frame.head[0].id, frame.head[1].form, frame.modality) == (family, OVERRULED, "occurred")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ولد صباح الأحد في مستشفى الأطفال في تعز ثلاثة توائم بصحة جيدة."),
        ("en", "Twins were born on Sunday at the children's hospital in Taiz, the first in the new ward."),
        ("en", "TAIZ (Agency) - The mayor opened a new market on Monday in front of hundreds of visitors."),
        ("en", "The striker fired two shots from outside the box, and fans in Basra stormed the pitch in joy."),
        ("ar", "قصف المهاجم مرمى الخصم من كل الجهات على ملعب البصرة وسط هتافات الجمهور."),
        ("en", "Shells and rockets hit the market at noon, killing four and wounding ten."),  # nowhere
    ],
)
def test_other_sentences_stay_as_grammar_reads_them(language: str, text: str) -> None:
    doc = document(language, text)
    assert overruled(doc, doc.sentences[0]) == []


def test_a_brief_text_is_taken_at_its_word() -> None:
    doc = document("en", SHELLED["en"], brief=True)
    assert overruled(doc, doc.sentences[0]) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "اختطف مسلحون طبيبا في مدينة عفرين وسرقوا سيارته."),
        ("en", "Gunmen abducted a pharmacist from his shop in Afrin and looted the till."),
    ],
)
def test_two_incidents_of_a_sentence_never_become_the_same(language: str, text: str) -> None:
    doc = document(language, text)
    numbers, _ = reader.grammars(language)
    found = find_incidents(doc, numbers)
    assert len({i.event_type for i in found}) == len(found) == 2
    assert len({i.event_type for i in retyped(doc, found)}) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "هاجم مسلحون نقطة للشرطة الاتحادية في الرشاد فقتلوا شرطيين."),
        ("en", "Two policemen were killed and a third wounded in an armed attack on a patrol in Baqubah."),
    ],
)
def test_who_bears_arms_is_no_civilian_whatever_the_words(language: str, text: str) -> None:
    doc = document(language, text)
    numbers, _ = reader.grammars(language)
    assert [i.event_type for i in retyped(doc, find_incidents(doc, numbers))] == ["Battles"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "وفي بغداد برأت المحكمة ثلاثة موظفين من تهمة نهب أموال مصرف في الموصل."),
        ("ar", "انفجرت أسطوانة غاز في مطعم في حمص ما أدى لإصابة أربعة طهاة."),
        ("ar", "وفي البصرة برأ القضاء أربعة عمال من تهمة حرق مخزن للحبوب في الزبير."),
        ("en", "A gas cylinder exploded in a restaurant in Homs and hurt four cooks."),
    ],
)
def test_what_grammar_knows_to_be_none_stays_none(language: str, text: str) -> None:
    doc = document(language, text)
    numbers, _ = reader.grammars(language)
    assert find_incidents(doc, numbers) == []
