"""Arabic: two incidents told in one sentence, each of its place, kind and toll; and one that stays one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases" / "two_in_one_ar.txt"
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)
NAMES = [("تعز", "مأرب"), ("كركوك", "الرمادي"), ("إدلب", "سراقب"), ("الفاشر", "نيالا")]


def cases() -> list[tuple[str, tuple[str, str]]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(line, names) for line in lines for names in NAMES]


@pytest.mark.parametrize(("line", "names"), cases(), ids=lambda value: str(value)[:40])
def test_each_incident_has_its_own_place_and_toll(line: str, names: tuple[str, str]) -> None:
    *told, text = (part.strip() for part in line.split("|"))
    parsed = read(Report("r", text.format(X=names[0], Y=names[1]), DAY, "ar"), GAZETTEER)
    wanted = [(name, *entry.split()) for name, entry in zip(names, told, strict=False)]
    found = [(i.place_text, i.sub_event_type, i.killed, i.wounded) for i in parsed.incidents]
    shown = [(p, kind.replace("/", " ").split()[0], str(k or 0), str(w or 0)) for p, kind, k, w in found]
    assert sorted(shown, key=str) == sorted(wanted, key=str)


def test_and_in_a_governorate_opens_a_scene() -> None:
    text = "اعتقلت قوات الأمن 7 أشخاص في إدلب، وفي دير الزور انفجرت عبوة ناسفة."
    parsed = read(Report("r", text, DAY, "ar"), GAZETTEER)
    assert [i.place_text for i in parsed.incidents] == ["إدلب", "دير الزور"]
