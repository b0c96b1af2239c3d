"""What the words of a sentence tell of as a whole, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import reader
from geomap.extraction.how_sure import gist, likelihood
from geomap.extraction.words.document import Document
from geomap.extraction.words.pack import load_pack
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PUBLISHED = date(2021, 6, 3)
TOLD = {
    "Explosions/Remote violence": [
        ("ar", "سقطت عدة قذائف على أطراف البلدة ليلا وألحقت أضرارا بالمنازل."),
        ("en", "Artillery shells and rockets hit the outskirts overnight and wounded two children."),
    ],
    "Protests": [
        ("ar", "خرج مئات الطلاب في مظاهرة وسط المدينة يطالبون بالخدمات."),
        ("en", "Hundreds of students marched through the centre demanding electricity."),
    ],
    "Strategic developments": [
        ("ar", "اعتقلت دورية أمنية أربعة شبان خلال مداهمة منازلهم فجرا."),
        ("en", "A security patrol arrested four young men in dawn raids on their homes."),
    ],
    "Movement": [
        ("ar", "نزحت مئات العائلات من القرى إلى المخيم سيرا على الأقدام هربا من القصف."),
        ("en", "Hundreds of families fled the villages on foot and arrived at the camp in search of shelter."),
    ],
}
NOTHING = [
    ("ar", "افتتح الوزير معرض الكتاب بحضور عدد من الأدباء والناشرين."),
    ("ar", "تأسست الجامعة قبل خمسين عاما وتضم سبع كليات."),
    ("en", "The minister opened the book fair in the presence of writers and publishers."),
    ("en", "The university was founded fifty years ago and has seven faculties."),
]


def odds(language: str, text: str) -> dict[str, float]:
    doc = Document.of(Report("r", text, PUBLISHED, language), load_pack(language))
    return dict(zip(gist.KINDS, gist.odds(doc, 0, len(doc.tokens)), strict=True))


@pytest.mark.parametrize(("kind", "language", "text"), [(k, *one) for k, some in TOLD.items() for one in some])
def test_words_tell_most_of_their_own_kind(kind: str, language: str, text: str) -> None:
    told = odds(language, text)
    assert max(told, key=lambda k: told[k]) == kind
    assert told[kind] > 0


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_other_words_tell_of_nothing(language: str, text: str) -> None:
    assert max(odds(language, text).values()) < 0


def test_neither_the_order_of_words_nor_numbers_nor_how_often_they_stand_there_count() -> None:
    assert odds("en", "shells hit the town") == odds("en", "the town hit, hit 3 shells")


def test_nothing_is_learnt_of_an_empty_text_or_of_french() -> None:
    assert gist.odds(Document.of(Report("r", "", None, "fr"), load_pack("fr")), 0, 0) == []
    assert set(odds("en", "")) == set(gist.KINDS)


def test_names_of_places_do_not_count() -> None:
    def told(place: str) -> list[float]:
        doc, *_ = reader.found(Report("r", f"Shells fell on {place} overnight.", PUBLISHED, "en"), GAZETTEER)
        return gist.odds(doc, 0, len(doc.tokens))

    assert told("Mosul") == told("Damascus")


def test_signs_of_what_words_tell_have_one_name_for_each_step() -> None:
    for part in likelihood.GIST:
        names = [name for name, _ in likelihood.gist_signs(part)]
        assert len(set(names)) == len(names)


SHELLS = "Shells fell on Mosul overnight and killed three people."
QUIET = [
    "The home side won the cup after extra time in front of a full stadium.",
    "Their captain lifted the trophy and thanked the supporters.",
    "The coach praised the young goalkeeper and his defence.",
    "Tickets for the next match go on sale at the weekend.",
    "The league table has not changed much since the spring.",
    "A new stand with four thousand seats is to open in the autumn.",
    "The club's choir sang for an hour in the rain.",
]
LOUD = [
    "An air strike on Raqqa wounded two farmers.",
    "Gunmen attacked a checkpoint near Tikrit and killed a soldier.",
    "Clashes broke out between the army and militants near Kirkuk.",
    "Security forces arrested five men in Basra.",
    "A roadside bomb went off beside a patrol in Baquba.",
    "Rockets landed on the outskirts of Hama.",
    "Demonstrators blocked the road to Najaf and burned tyres.",
]


def confidence(others: list[str]) -> float:
    doc, incidents, _ = reader.found(Report("r", " ".join([*others, SHELLS]), PUBLISHED, "en"), GAZETTEER)
    told = next(i for i in likelihood.of_incidents(doc, incidents) if i.evidence.quote == SHELLS)
    return told.evidence.confidence


def test_what_all_of_a_report_tells_speaks_against_a_record_where_it_is_next_to_nothing() -> None:
    signs = {name for name, value in likelihood.gist_signs("report") if value < 0}
    weights = likelihood.weights("incident")
    assert all(weights[sign][1] < 0 for sign in signs)
    assert confidence(3 * QUIET) < confidence(3 * LOUD)


def test_a_brief_text_is_taken_at_its_word() -> None:
    def signs(text: str) -> list[str]:
        return likelihood.of_report(reader.annotated(Report("r", text, PUBLISHED, "en"), GAZETTEER))

    assert signs(QUIET[0]) == []
    assert signs(" ".join(3 * QUIET)) != signs(" ".join(3 * LOUD))
