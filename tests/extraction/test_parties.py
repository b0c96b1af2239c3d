"""Who did it to whom, in both languages: the cases stand in tests/cases/parties_*.tsv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

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
