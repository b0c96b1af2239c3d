"""A country's own police and soldiers tell which of two towns of a name is meant; forces that act abroad do not."""

from __future__ import annotations

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer
from tests.arabic import DAY

_GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Lebanese army arrested four men in Tripoli on Monday.", "LB"),
        ("Lebanese security forces dispersed a protest in Tripoli with tear gas.", "LB"),
        ("Libyan police arrested four men in Tripoli on Monday.", "LY"),
        ("Police arrested four men in Tripoli on Monday.", "LY"),
        ("Turkish soldiers were attacked in Tripoli on Monday.", "LY"),
        ("اعتقل الجيش اللبناني أربعة رجال في طرابلس يوم الاثنين.", "LB"),
        ("اعتقلت الشرطة اللبنانية أربعة رجال في طرابلس.", "LB"),
        ("اعتقلت الشرطة الليبية أربعة رجال في طرابلس.", "LY"),
        ("اعتقلت الشرطة أربعة رجال في طرابلس.", "LY"),
    ],
)
def test_forces_at_home_tell_the_country(text: str, country: str) -> None:
    language = "en" if text.isascii() else "ar"
    places = [i.place for i in read(Report("r", text, DAY, language), _GAZETTEER).incidents]
    assert places
    assert all(place is not None and place.country == country for place in places)
