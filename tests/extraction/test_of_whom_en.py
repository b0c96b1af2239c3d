"""English: who does what to whom, and the day and place that other sentences tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.extraction.reader import read
from geomap.model import Report
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from geomap.places.index import Index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The embedded gazetteer alone."""
    return load_gazetteer(user=tmp_path_factory.mktemp("empty") / "none.csv")


_KINDS = [
    (
        "Mob violence",
        "Neighbours in Kut beat a shopkeeper to death on Tuesday who was accused of having robbed widows.",
    ),
    ("Mob violence", "Villagers fell on a suspected thief in Nyala on Tuesday and stoned him."),
    ("Attack", "Masked gunmen swept into a village near Mosul on Friday, shot three farmers and left."),
    ("Attack", "Mediators came under fire as they drove into Aleppo on Monday; one was hit in the leg."),
    ("Remote explosive/landmine/IED", "A pick-up drove over a mine near Marib on Monday, and a shepherd in it died."),
    (
        "Remote explosive/landmine/IED",
        "A bus driving out of the village hit a landmine near Marib, killing five people.",
    ),
    (
        "Air/drone strike",
        "Four barrels filled with scrap metal dropped on a bus station in Saraqib on Sunday, killing six.",
    ),
    ("Armed clash", "Two battalions of rebels opened fire on one another in Aleppo on Tuesday; nine men died."),
    ("Disrupted weapons use", "Police discovered a cache of rockets under a mill in Omdurman on Monday."),
    ("Disrupted weapons use", "Sappers detonated 30 unexploded shells in situ in Mosul on Monday."),
    ("Peaceful protest", "A shop strike was held in Tulkarm on Wednesday."),
]
_PIECES = [
    ("Saraqib", date(2024, 5, 1), "In Idlib province, the army stormed Saraqib on Wednesday, killing 12 villagers."),
    (
        "Old City (Mosul)",
        date(2024, 5, 1),
        "Iraqi forces are in Mosul. Mortars killed two in the Old City on Wednesday.",
    ),
    ("Tawila", date(2024, 4, 30), "They fled Kutum for Tawila. A shell hit the latter's market on Tuesday."),
    ("Jenin", date(2024, 5, 1), "Violence reached Jenin on Wednesday. There, a crowd burned three shops."),
    (
        "Harim",
        date(2024, 4, 27),
        "The raid on Salqin on Sunday came a day after gunmen shot two clerics dead in Harem.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), _KINDS, ids=[text[:40] for _, text in _KINDS])
def test_the_kind_is_told_by_who_does_what(index: Index, kind: str, text: str) -> None:
    told = read(Report("t", text, date(2024, 5, 2), "en"), index)
    assert [i.sub_event_type for i in told.incidents] == [kind]


@pytest.mark.parametrize(("place", "day", "text"), _PIECES, ids=[text[:40] for _, _, text in _PIECES])
def test_day_and_place_of_other_sentences(index: Index, place: str, day: date, text: str) -> None:
    last = read(Report("t", text, date(2024, 5, 2), "en"), index).incidents[-1]
    assert (last.place and last.place.name, last.time.start) == (place, day)


@pytest.mark.parametrize(
    "text",
    [
        "Our teams were unable to verify reports of killings in Nyala.",
        "There is no firm word of clashes in Gaza City.",
    ],
)
def test_what_nobody_can_confirm_is_no_event(index: Index, text: str) -> None:
    assert not read(Report("t", text, date(2024, 5, 2), "en"), index).incidents
