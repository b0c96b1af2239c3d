"""The score of a place in a report: its chance there, where the text chose against the spelling too."""

from __future__ import annotations

import pytest

from geomap.extraction import read
from geomap.model import Candidate, Place, Report, Resolution
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
NEAR, FAR = (Candidate(Place(name, name, 10.0, 20.0), score, "") for name, score in (("near", 0.05), ("far", 0.9)))


def test_what_the_text_chose_is_likelier_than_by_its_spelling() -> None:
    found = Resolution("resolved", (FAR, NEAR))
    assert found.score == 0.9
    chosen = found.ranked((NEAR, FAR))
    assert 0.7 < chosen.score < 0.9
    assert [c.score for c in chosen.candidates] == [0.05, 0.9]


def test_it_is_remembered_what_was_set_aside() -> None:
    found = Resolution("resolved", (FAR, NEAR))
    assert found.ranked((NEAR,)).score == found.ranked((NEAR, FAR)).score == found.ranked((NEAR,)).ranked((NEAR,)).score


def test_the_same_order_says_nothing_new_and_none_is_unresolved() -> None:
    found = Resolution("ambiguous", (FAR, NEAR))
    assert found.ranked((FAR,)).score == 0.9
    assert Resolution("ambiguous", (NEAR, NEAR)).ranked((NEAR,)).status == "ambiguous"
    assert found.ranked(()) == Resolution()
    assert Resolution().ranked((NEAR,)).score == 0.05


def test_what_is_likely_enough_is_not_ambiguous_any_more() -> None:
    shares = [Candidate(Place("a", "a", 0.0, 0.0), score, "") for score in (0.4, 0.3)]
    found = Resolution("ambiguous", tuple(shares))
    assert found.ranked((shares[0], shares[1])).status == "ambiguous"
    chosen = found.ranked((shares[1],))
    assert (chosen.status, chosen.score > 0.9) == ("resolved", True)


def test_the_further_behind_the_less_likely() -> None:
    shares = [Candidate(Place("a", "a", 0.0, 0.0), score, "") for score in (0.4, 0.1, 0.01, 0.001)]
    chances = [Resolution("resolved", (FAR, share)).ranked((share, FAR)).score for share in shares]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.9
    assert chances[-1] < 0.4


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("TRIPOLI - Clashes broke out in Aziziyah, south of Tripoli. Libya's health ministry said four died.", "Aziziyah", "LY"),
        ("Shelling hit Aziziyah in Iraq, north of Kut. Police in Baghdad said four died.", "Aziziyah", "IQ"),
    ],
)  # fmt: skip
def test_in_a_report(text: str, name: str, country: str) -> None:
    mention = next(m for m in read(Report("r", text, None, "en"), GAZETTEER).mentions if m.surface == name)
    assert mention.place is not None
    assert mention.place.country == country
    assert mention.resolution.score > 0.6
