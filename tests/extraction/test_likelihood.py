"""Whether a record's confidence is the chance that it is right, and what becomes of the doubtful."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geomap.evaluation import load_gold, score_report
from geomap.extraction import read
from geomap.extraction.how_sure import likelihood
from geomap.extraction.how_sure.likelihood import is_doubtful, least
from geomap.extraction.how_sure.sign_words import _known, spoken
from geomap.model import Evidence, Incident, Report
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
    for gold in load_gold(CORPUS)[::2]:  # half of them tell it
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


def test_each_kind_has_a_bound_and_what_is_denied_none() -> None:
    for kind in ("incident", "movement"):
        assert 0 < least(kind, "planned") < least(kind, "occurred") < 1
        assert least(kind, "negated") == 0


def test_a_plan_is_told_unless_hardly_anything_speaks_for_it() -> None:
    parsed = read(Report("r", "The army will storm Sarmin on Monday.", date(2020, 2, 11), "en"), GAZETTEER)
    (plan,) = parsed.incidents
    assert plan.modality == "planned"
    assert not is_doubtful(plan)
    assert is_doubtful(replace(plan, evidence=plan.evidence.weighed(0.1, "")))
    assert not is_doubtful(replace(plan, modality="negated", evidence=plan.evidence.weighed(0.1, "")))


@pytest.mark.parametrize(
    "musing",
    [
        "Residents fear that the town will be shelled again.",
        "Analysts say that the battle for Sarmin will last for weeks.",
        "If the shooting starts again in Sarmin, he said, I shall stop counting.",
    ],
)
def test_what_people_muse_about_is_no_plan(musing: str) -> None:
    parsed = read(Report("r", f"{STORY}\n\n{musing}", date(2020, 2, 11), "en"), GAZETTEER)
    assert [i.modality for i in parsed.incidents] == ["occurred"]
    assert [i.modality for i in parsed.doubtful] == ["planned"]


# ---------------------------------------------------------------- what counted for and against


def test_the_signs_of_a_record_sum_up_to_the_log_odds_of_its_confidence() -> None:
    weighed = 0
    for gold in load_gold(CORPUS)[:40]:
        parsed = read(gold.report, GAZETTEER)
        for record in (*parsed.incidents, *parsed.movements, *parsed.doubtful):
            odds = sum(weight for _, weight in spoken(record))
            chance = record.evidence.confidence
            assert odds == pytest.approx(math.log(chance / (1 - chance)), abs=1e-9)
            assert [abs(w) for _, w in spoken(record)] == sorted((abs(w) for _, w in spoken(record)), reverse=True)
            weighed += 1
    assert weighed > 100


def test_the_brief_text_is_a_sign() -> None:
    (incident,) = read(
        Report("r", "Gunmen wounded two policemen in Kirkuk.", date(2019, 3, 5), "en"), GAZETTEER
    ).incidents
    assert ("its text has no more than 50 words: a notice, there for its news", 2.6) in spoken(incident)
    assert spoken(incident)[0][1] == 2.6


@pytest.mark.parametrize("kind", ["incident", "movement"])
def test_every_sign_that_weighs_has_words(kind: str) -> None:
    words = {sign: meaning for sign, (_, _, meaning) in _known().items()}
    assert {len(number) for number, _ in likelihood.weights(kind).values()} == {3}
    for sign in likelihood.weights(kind):
        assert sign in words
        assert not set(words[sign]) & set("{}_=")
    assert len(set(words.values())) > 0.9 * len(words)


def test_the_words_name_the_bounds_that_are_used() -> None:
    words = {sign: meaning for sign, (_, _, meaning) in _known().items()}
    for bounds, named in (
        (likelihood._LENGTHS, "a {} sentence"),
        (likelihood._NEAR[1:], "opens {}"),
        (likelihood._AGES[2:], "age {}"),
    ):
        for most, name in bounds:
            assert str(most) in words[named.format(name)]
    for most, sign in (
        (likelihood._LENGTHS[-1][0], "a huge sentence"), (likelihood._NEAR[-1][0], "opens far"),
        (likelihood._AGES[-1][0], "age old"), (likelihood._BRIEF, likelihood.BRIEF),
    ):  # fmt: skip
        assert str(most) in words[sign]
    assert "or more" in words[f"event in clause {likelihood._FEW}"]
    assert "or more" in words[f"event in sentence {likelihood._MANY}"]
    assert f"event in sentence {likelihood._MANY + 1}" not in words


def test_a_record_that_was_never_weighed_has_no_signs() -> None:
    evidence = Evidence("", 0, 0, "en:clash:noun", 0.5)
    assert spoken(Incident("Armed clash", evidence)) == []
