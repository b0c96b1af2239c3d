"""English: a place told from the team, street, dish or person that bears its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import Index, load_gazetteer

TABLE = (Path(__file__).parent.parent / "cases" / "names_borne_en.txt").read_text("utf-8")
CASES = re.findall(r"(?ms)^(?!#)(\S.*?) =>(.*?)$", TABLE)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return load_gazetteer(user=tmp_path_factory.mktemp("empty") / "none.csv")


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: value[:40])
def test_names_that_others_bear(index: Index, text: str, expected: str) -> None:
    mentions = read(Report("t", text, None, "en"), index, only="mentions").mentions
    found = [f"{m.surface} {m.place.country if m.place else '?'}" for m in mentions if m.usage != "demonym"]
    assert found == [e.strip() for e in expected.split(";") if e.strip()]
