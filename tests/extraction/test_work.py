"""Reading takes work that its length bounds: counted in lines of Python run, the same on a busy machine and a quiet one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.extraction.how_many.numbers import Numbers
from geomap.extraction.reader import annotated
from geomap.extraction.ways.movements import find_movements
from geomap.extraction.what.incidents import find_incidents
from geomap.extraction.words.tokens import tokenise
from geomap.model import Gazetteer, Place, Report
from geomap.pipeline import parse
from geomap.places import load_gazetteer
from geomap.places.compile import in_memory
from geomap.places.index import Index
from tests.work import lines_run

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = Path(__file__).parents[2] / "seeds"
TOKENS = 400  # more than the longest stretch that is read as one sentence
NAMES = 240  # more than are weighed by one another
LINEAR = 1.25  # growth of the growth: 1 where each token costs the same, 1.67 where each looks at all others
MOST = 721  # lines that a token of the demo reports may take; 549 when this was set (Python 3.11), 721 with who acts by name

UNITS = {
    "one figure": "1", "figures": "1,", "small word": "في ", "brackets": "(", "quotes": '"', "quoted": '" a ',
    "conjunctions": "والو", "articles": "ال", "stops": ". ", "ends": "!?", "commas": "، ", "names": "حلب ",
    "list": "دمشق وحلب و", "led": "في حلب ", "capitals": "Abcd Efgh ", "headlines": "ALEPPO NEWS ", "titles": "Mr ", "people": "Mr Ahmad ",
    "towns": "Aleppo ", "latin articles": "al ",
    "hyphens": "a-", "apostrophes": "a'", "underscores": "_", "hashtags": "#دير_", "lines": "a\n",
    "a line": "Shelling killed three civilians in Raqqa on Friday, ", "a line in Arabic": "قتل ثلاثة مدنيين بقصف على مدينة الرقة أمس ",
    "tolls": "قتل 12 شخصا في حلب ", "verbs": "قتل ", "movements": "نزح 100 مدني من حلب إلى حماة ",
    "dates": "3 آذار 2019 ", "weekdays": "يوم السبت ", "months": "March ", "months that are words": "May ", "numbers": "مئة ألف و", "marks": "\u064e", "tatweel": "ـ",
    "emoji": "😀", "controls": "\0", "hearsay": "said that ", "announced": "the town of ", "and": "and ",
    "between": "between Aleppo and ", "thousands": "thousand ", "clauses": "بعد أن قتل ", "digits of Arabic": "٣ ",
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def work(text: str, gazetteer: Gazetteer) -> int:
    return lines_run(lambda: parse(Report("r", text, date(2019, 3, 3)), gazetteer))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_work_grows_with_length_and_no_faster(unit: str, gazetteer: Gazetteer) -> None:
    times = TOKENS // max(1, len(tokenise(unit)))
    work(unit * times, gazetteer)  # what is remembered of a word is none of the growth
    one, two, three = (work(unit * times * n, gazetteer) for n in (1, 2, 3))
    assert three - two <= LINEAR * (two - one) + TOKENS


def test_work_of_many_different_names_grows_with_length_and_no_faster() -> None:
    places = [Place(f"p{n}", spelled(n), 30 + n % 50 / 10, 40 + n // 50 / 10, country="SY") for n in range(3 * NAMES)]
    index = Index([in_memory(places, name="test")])
    texts = ["".join(f"near {p.name}. " for p in places[:n]) for n in (NAMES, 2 * NAMES, 3 * NAMES)]
    for text in texts:
        assert work(text, index)
    one, two, three = (work(text, index) for text in texts)
    assert three - two <= LINEAR * (two - one) + TOKENS


def spelled(n: int) -> str:
    """A name of four syllables of its own for each number."""
    return "".join("bdfgklmnrs"[n // 10**k % 10] + "aiu"[k % 3] for k in range(4)).capitalize()


class Walked(list[Any]):
    """A list that counts how often it is walked from its beginning."""

    walks = 0

    def __iter__(self) -> Iterator[Any]:
        self.walks += 1
        return super().__iter__()


LONG = {
    "en": "On 3 March shelling killed 12 people in Aleppo. The next day 200 families fled the city to Hama. ",
    "ar": "قتل 12 شخصا بقصف على مدينة حلب في 3 آذار. وفي اليوم التالي نزحت 200 عائلة من المدينة إلى حماة. ",
}


@pytest.mark.skipif(os.environ.get("GEOMAP_PURE") != "1", reason="machine code walks a list without asking it")
@pytest.mark.parametrize("language", LONG)
def test_no_sentence_walks_over_all_places_and_days_of_the_text(language: str, gazetteer: Gazetteer) -> None:
    def walks(times: int) -> int:
        doc = annotated(Report("r", LONG[language] * times, date(2019, 3, 9), language), gazetteer)
        doc.mentions, doc.dates = Walked(doc.mentions), Walked(doc.dates)
        numbers = Numbers(doc.pack.table["numbers"])
        assert len(list(find_incidents(doc, numbers))) + len(list(find_movements(doc, numbers))) > 1
        return doc.mentions.walks + doc.dates.walks

    assert walks(60) <= walks(6)


def test_what_looks_at_all_others_is_told() -> None:
    def pairs(n: int) -> int:
        return sum(a < b for a in range(n) for b in range(n))

    one, two, three = (lines_run(lambda n=n: pairs(n)) for n in (100, 200, 300))
    assert three - two > LINEAR * (two - one) + TOKENS


def test_reading_takes_no_more_work_a_word_than_it_did(gazetteer: Gazetteer) -> None:
    """A guard of speed. Where more is done for a good reason, raise MOST to what is printed, and a fifth more."""
    texts = [p.read_text("utf-8") for p in sorted(SEEDS.glob("2019*.txt"))]
    for text in texts:
        parse(Report("r", text, date(2019, 3, 3)), gazetteer)
    lines = sum(work(text, gazetteer) for text in texts)
    tokens = sum(len(tokenise(text)) for text in texts)
    assert lines / tokens <= MOST, f"{lines / tokens:.0f} lines of Python a token"
