"""Security logs in English: the day that heads each entry, in the ways logs write it, and what they note without a verb."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PUBLISHED = date(2020, 1, 19)
MONDAY, WEDNESDAY = date(2020, 1, 13), date(2020, 1, 15)


def noted(*entries: str) -> list[Incident]:
    text = "\n".join(("WEEKLY SECURITY LOG, 13-19 January 2020", *entries))
    return list(read(Report("r", text, PUBLISHED, "en"), GAZETTEER).incidents)


@pytest.mark.parametrize(
    ("monday", "wednesday"),
    [
        ("13 Jan - ", "15 Jan - "),
        ("Mon 13 Jan. ", "Wed 15 Jan. "),
        ("13-Jan: ", "15-Jan: "),
        ("13-Jan-20, ", "15-Jan-20, "),
        ("13/01: ", "15/01: "),
        ("13/01/20 - ", "15/01/20 - "),
        ("13/1 ", "15/1 "),
        ("Mon, 13/1, 0830 hrs: ", "Wed, 15/1, 1410 hrs: "),
        ("20200113 ", "20200115 "),
        ("[13 Jan, 14:20] ", "[15 Jan, 06:00] "),
        ("Jan 13 (Mon): ", "Jan 15 (Wed): "),
        ("0830, 13 Jan: ", "1410, 15 Jan: "),
        ("Day 1 (13 Jan): ", "Day 3 (15 Jan): "),
    ],
)
def test_the_day_of_an_entry(monday: str, wednesday: str) -> None:
    found = noted(f"{monday}A car bomb exploded in Al-Bab.", f"{wednesday}Rockets hit the town of Saraqib.")
    assert [(i.place and i.place.id, i.time.start) for i in found] == [("sy-bab", MONDAY), ("sy-saraqib", WEDNESDAY)]


@pytest.mark.parametrize(
    "entry", ["12/13 Jan (overnight): shelling on Tal Abyad.", "Night of 12-13 Jan: shelling on Tal Abyad."]
)
def test_a_night_between_two_days(entry: str) -> None:
    (found,) = noted(entry)
    assert (found.time.start, found.time.end) == (date(2020, 1, 12), MONDAY)


@pytest.mark.parametrize(
    ("entry", "hurt"),
    [
        ("13 Jan - Azaz - car bomb, three dead.", (3, None)),
        ("13/01/20 - Azaz - roadside bomb, two wounded.", (None, 2)),
        ("13 Jan | Azaz | Car bomb | 3 killed, 5 wounded", (3, 5)),
        ("Mon 13 - Azaz - IED, four dead, one wounded.", (4, 1)),
        ("Azaz - suicide bomb, six dead.", (6, None)),
    ],
)
def test_what_is_noted_without_a_verb(entry: str, hurt: tuple[int | None, int | None]) -> None:
    (found,) = noted(entry)
    assert found.place
    assert (found.place.id, found.killed, found.wounded) == ("sy-azaz", *hurt)


@pytest.mark.parametrize("share", ["3/4", "9/10", "7/8", "20991231", "1/1000"])
def test_figures_that_are_no_days(share: str) -> None:
    (found,) = noted(f"A car bomb exploded in Azaz and cut off the power of {share} of the houses.")
    assert found.time.start is None
