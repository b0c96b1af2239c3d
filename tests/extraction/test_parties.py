"""Who did it to whom, in both languages: the cases stand in tests/cases/parties_*.tsv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer
from geomap.text.keys import is_arabic

CASES = Path(__file__).parents[1] / "cases"


def rows():
    for language in ("ar", "en"):
        for line in (CASES / f"parties_{language}.tsv").read_text("utf-8").splitlines()[1:]:
            yield language, *line.split("\t")


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(("language", "sentence", "actor1", "actor2"), list(rows()))
def test_roles(gazetteer, language, sentence, actor1, actor2):
    read_ = read(Report("r", sentence, date(2019, 3, 6), language), gazetteer)
    told = [(i.actor1 or "-", i.actor2 or "-") for i in read_.incidents]
    assert told == [(actor1, actor2)]


LAST = [line.split("\t") for line in (CASES / "parties_last.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("sentences", "actor1", "actor2"), LAST)
def test_roles_of_the_last_of_several_events(gazetteer, sentences, actor1, actor2):
    language = "ar" if is_arabic(sentences) else "en"
    last = read(Report("r", sentences, date(2019, 3, 6), language), gazetteer).incidents[-1]
    assert (last.actor1 or "-", last.actor2 or "-") == (actor1, actor2)
