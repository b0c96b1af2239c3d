"""What a headline tells is told again below it: once is enough, and what only the headline tells stays."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2019, 3, 6)  # a Wednesday


def told(text: str, language: str = "en") -> list[tuple[str, str | None, int | None]]:
    found = read(Report("r", text, DAY, language), GAZETTEER).incidents
    return [(i.sub_event_type, i.place.name if i.place else i.place_text, i.killed) for i in found]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            (
                "Car bomb kills nine in Kirkuk market\nKIRKUK, Iraq (Agency) - A car packed with explosives blew up in "
                "the vegetable market of Kirkuk on Tuesday, killing nine people."
            ),
            [("Remote explosive/landmine/IED", "Kirkuk", 9)],
        ),
        (
            "Air raids hit Idlib province\nWarplanes bombed the town of Saraqib on Monday.\nOn Tuesday jets hit Ariha.",
            [("Air/drone strike", "Saraqib", None), ("Air/drone strike", "Ariha", None)],
        ),
        (
            "Gunfire in Beirut leaves seven dead\nThe country mourned. Snipers shot seven people dead in Beirut on Monday.",
            [("Attack", "Beirut", 7)],
        ),
        (
            (
                "Clashes in Sirte as talks falter\nTroops and militiamen fought in Sirte on Monday.\nIn Misrata, hundreds "
                "marched against the war."
            ),
            [("Armed clash", "Sirte", None), ("Peaceful protest", "Misrata", None)],
        ),
        (
            "Suicide bomber kills four in Mosul\nThe mayor of Tikrit resigned on Monday.\nIn Kirkuk, gunmen shot a judge.",
            [("Suicide bomb", "Mosul", 4), ("Attack", "Kirkuk", None)],
        ),
    ],
)
def test_a_headline_is_told_once(text: str, events: list[tuple[str, str | None, int | None]]) -> None:
    assert sorted(told(text), key=str) == sorted(events, key=str)


def test_an_arabic_headline_is_told_once() -> None:
    text = "مقتل تسعة بانفجار في كركوك\nقتل تسعة أشخاص الثلاثاء بانفجار سيارة مفخخة في كركوك."
    assert told(text, "ar") == [("Remote explosive/landmine/IED", "Kirkuk", 9)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("02/03 Sirte: shells landed on a bus.", date(2019, 3, 2)),
        ("28/02 Sirte, port area: gunmen robbed a warehouse.", date(2019, 2, 28)),
        ("04/03: Troops arrested nine men in Sirte.", date(2019, 3, 4)),
    ],
)
def test_lines_of_a_log_bear_their_days(line: str, day: date) -> None:
    log = f"Incident log, 26 February to 5 March\n01/03 Kirkuk: a mine exploded.\n{line}\n"
    found = read(Report("r", log, DAY, "en"), GAZETTEER).incidents
    assert [i.time.start for i in found if i.place and i.place.name == "Sirte"] == [day]
