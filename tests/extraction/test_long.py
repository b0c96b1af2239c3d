"""A report of any length is read in time that its length bounds: a book of a report costs no more a word than a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.model import Report
from geomap.pipeline import parse
from geomap.places import load_gazetteer
from tests.work import lines_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.model import Gazetteer

MEGABYTE = 1_000_000
SENTENCES, TIMES = 30, 10
MORE = 1.5  # work a sentence in the longer text against that in the shorter: what is kept in mind fills up

# a sentence by its number; each differs from the others, so that none is told twice
TOLD: dict[str, Callable[[int], str]] = {
    "quarters": lambda n: f"قتل {n + 3} أشخاص بقصف على حي الحميدية في حمص في {n % 28 + 1} آذار. ",
    "sums": lambda n: f"Shelling killed {n + 3} people in Homs on {n % 28 + 1} March. ",
    "measures": lambda n: f"A curfew has been in force in Homs since {n % 28 + 1} March. ",
    "events told before": lambda n: f"Six hours after the raid, police arrested {n + 3} people in Homs. ",
    "grown tolls": lambda n: f"The death toll from the bombing in Homs rose to {n + 3}. ",
    "headlines": lambda n: (
        ("عناوين النشرة: قصف على إدلب يقتل ثلاثة.\n" if n % 10 == 0 else "")
        + f"قتل {n + 3} أشخاص بقصف على حلب في {n % 28 + 1} آذار.\n"
    ),
    "lines": lambda n: f"{n % 28 + 1} March: clashes killed {n + 3} soldiers in Aleppo.\n",
    "ways": lambda n: f"نزحت {n + 3} عائلة من حي الشعار في حلب إلى مدينة حماة. ",
    "one line": lambda n: (
        f"Shelling hit Homs, killing {n + 3}, witnesses said the attack hit a school, two were wounded, "
    ),
}
PATHOLOGICAL = {
    "one word": "a", "one word in Arabic": "ا", "lines": "\n", "spaces": " ", "tabs": "\t ", "brackets": "(",
    "quotes": '"', "figures": "1,", "digits": "7", "entities": "&amp;", "marks": "\u064b", "tatweel": "ـ",
    "hyphens": "al-", "conjunctions": "and ", "ways": "من حلب إلى ", "names": "Aleppo, ",
}  # fmt: skip
PLACES = ("ways", "names")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_a_sentence_costs_no_more_in_a_long_report(told: Callable[[int], str], gazetteer: Gazetteer) -> None:
    def read(sentences: int) -> object:
        text = "".join(map(told, range(sentences)))
        return parse(Report("r", text, date(2019, 4, 3)), gazetteer)

    read(SENTENCES * TIMES)  # what is remembered of a word is none of the growth
    short, long = (lines_run(lambda n=n: read(n)) for n in (SENTENCES, SENTENCES * TIMES))
    assert long <= MORE * TIMES * short


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_a_megabyte_of_one_string_is_read_to_its_end(name: str, gazetteer: Gazetteer) -> None:
    unit = PATHOLOGICAL[name]
    text = unit * (MEGABYTE // len(unit.encode()))
    parsed = parse(Report("r", text, date(2019, 4, 3)), gazetteer)
    assert parsed.report.text == text
    found = [m for m in parsed.mentions if m.surface in ("حلب", "Aleppo")]
    assert len(found) == (len(text) // len(unit) if name in PLACES else 0)
