"""Deeds that are counted and then told one by one; people who come together to ask for something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
CASES = (Path(__file__).parents[1] / "cases" / "each_and_gathered.txt").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("case", CASES)
def test_each_incident_has_its_kind_and_place(case: str) -> None:
    told, text = case.split(" | ")
    report = Report("r", text, date(2019, 3, 7))
    incidents = [i for i in read(report, GAZETTEER).incidents if not i.aggregate]
    found = sorted((i.sub_event_type, i.place.name if i.place else "") for i in incidents)
    wanted = sorted(tuple(one.split("@")) for one in told.split("; ")) if told != "-" else []
    assert len(found) == len(wanted)
    for (kind, place), (start, there) in zip(found, wanted, strict=True):
        assert kind.startswith(start)
        assert there in place
