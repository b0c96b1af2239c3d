"""Whether a record's confidence is the chance that it is right, and what becomes of the doubtful."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geomap.evaluation import load_gold, score_report
from geomap.extraction import read
from geomap.extraction.likelihood import is_doubtful, least
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
CORPUS = Path(__file__).parents[1] / "corpus" / "dev"
STORY = """Four people were killed when a mortar round hit a bakery in Sarmin on Sunday, rescue workers said.

The round was fired from army positions east of the town, a baker told the agency. "We were kneading when the wall came
in," he said. Bread has been short there since the spring, and the queue was long.

The council asked residents to stay away from the market until Wednesday. Schools in the district remain closed, and a
teacher said that her pupils had not been to class for a month.

A United Nations spokesman called on all sides to spare civilians. Sarmin lies on the road that two years ago displaced
families took out of Aleppo.
"""


def test_confidence_is_the_chance_to_be_right() -> None:
    told: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for gold in load_gold(CORPUS):
        for record, is_right in score_report(gold, read(gold.report, GAZETTEER).record()).judged:
            part = int(record["confidence"] * 5)
            told[part] += 1
            right[part] += is_right
    shares = [right[part] / told[part] for part in sorted(told) if told[part] > 50]
    assert len(shares) >= 3
    assert shares == sorted(shares)
    assert shares[-1] > 0.9


def test_what_is_doubtful_is_kept_apart_and_nothing_is_lost() -> None:
    parsed = read(Report("r", STORY, date(2020, 2, 11), "en"), GAZETTEER)
    assert [i.killed for i in parsed.incidents] == [4]
    assert not any(is_doubtful(r) for r in (*parsed.incidents, *parsed.movements))
    assert all(is_doubtful(r) for r in parsed.doubtful)
    assert parsed.record()["doubtful"] == [r.record() for r in parsed.doubtful]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen wounded two policemen in Kirkuk."),
        ("ar", "استسلم ثلاثون مسلحاً في الباغوز لقوات سوريا الديمقراطية."),
    ],
)
def test_a_line_by_itself_is_news(language: str, text: str) -> None:
    parsed = read(Report("r", text, date(2019, 3, 5), language), GAZETTEER)
    assert parsed.incidents or parsed.movements
    assert parsed.doubtful == ()


@pytest.mark.parametrize("text", ["", "؟", "Nothing happened."])
def test_nothing_told_is_nothing_doubtful(text: str) -> None:
    assert read(Report("r", text, None, "ar"), GAZETTEER).doubtful == ()


def test_what_is_planned_is_not_judged() -> None:
    parsed = read(Report("r", "The army will storm Sarmin on Monday.", date(2020, 2, 11), "en"), GAZETTEER)
    assert all(not is_doubtful(i) for i in parsed.incidents)
    assert 0 < least() < 1
