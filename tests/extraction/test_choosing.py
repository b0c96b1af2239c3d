"""Which of the places that a sentence names is the event's, where rules alone may take another one."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest
import tomli

from geomap.extraction import read
from geomap.extraction.reader import annotated
from geomap.extraction.where.choosing import likelier, signs
from geomap.extraction.where.scenes import literal
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
TOLD = [
    ("ar", "Qabāţīyah", "وفي محافظة جنين، اعتقلت قوات الاحتلال ستة شبان من بلدة قباطية بعد دهم منازلهم فجر الأحد."),
    ("ar", "Huwara", "وفي محافظة نابلس، اعتقل الجيش خمسة فتية من بلدة حوارة بعد اقتحام بيوتهم."),
    ("ar", "Ad-Dindar", "أما في سنار، فقد عادت 300 أسرة إلى الدندر من كسلا بعد أن استعاد الجيش البلدة."),
    (
        "en",
        "Bashiqa",
        "At Bashiqa, a bomber reached the berm before dawn and blew up a truck, said the mayor of Mosul.",
    ),
    (
        "en",
        "Palmyra",
        "At Palmyra, a suicide bomber reached an army post before dawn, killing four, said the governor of Homs.",
    ),
    (
        "en",
        "Fallujah",
        "In Fallujah, three mortar rounds hit a market on Sunday, an officer from Ramadi told reporters.",
    ),
    (
        "en",
        "Tarhuna",
        "On Monday, clashes broke out in Tarhuna, residents of Bani Walid told a radio station in Misrata.",
    ),
    ("ar", "El Fasher", "قصفت قوات الدعم السريع سوقا في الفاشر مساء الأحد، وفق مصدر طبي وصل إلى نيالا."),
]


def places(language: str, text: str) -> list[str | None]:
    parsed = read(Report("r", text, date(2021, 5, 10), language), GAZETTEER)
    return [i.place and i.place.name for i in parsed.incidents]


@pytest.mark.parametrize(("language", "place", "text"), TOLD)
def test_the_likelier_place_is_taken(language: str, place: str, text: str) -> None:
    assert places(language, text) == [place]


def test_only_a_single_place_that_is_unlikely_gives_way() -> None:
    text = "On Sunday gunmen killed two guards near the town of Hawija, the governor of Kirkuk said."
    doc = annotated(Report("r", text, date(2021, 5, 10), "en"), GAZETTEER)
    sentence, killed = doc.sentences[0], doc.tags["event"][0]
    hawija, kirkuk = literal(doc, sentence.first, sentence.last)
    assert likelier(doc, sentence, killed, [hawija]) == [hawija]
    assert likelier(doc, sentence, killed, [kirkuk]) == [hawija]
    assert likelier(doc, sentence, killed, [kirkuk, hawija]) == [kirkuk, hawija]


def test_signs_tell_where_a_place_stands() -> None:
    text = "In Kirkuk, gunmen killed a guard on the road to Hawija."
    doc = annotated(Report("r", text, None, "en"), GAZETTEER)
    sentence, killed = doc.sentences[0], doc.tags["event"][0]
    kirkuk, hawija = (set(signs(doc, sentence, killed, p, doc.mentions)) for p in doc.mentions)
    assert kirkuk >= {"before", "located", "opens the sentence", "a city"}
    assert hawija >= {"behind", "in the clause", "behind into"}


def test_every_weight_is_of_a_sign_that_can_be_met() -> None:
    written = tomli.loads(resources.files("geomap.extraction").joinpath("choosing.toml").read_text("utf-8"))["sign"]
    met = {
        sign
        for language, _, text in TOLD
        for doc in [annotated(Report("r", text, None, language), GAZETTEER)]
        for sentence in doc.sentences
        for tag in doc.within("event", sentence.first, sentence.last)
        for named in [literal(doc, sentence.first, sentence.last)]
        for p in named
        for sign in signs(doc, sentence, tag, p, named)
    }
    assert len(met & set(written)) > len(written) / 3
