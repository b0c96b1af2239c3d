"""One day's Arabic reports, read with the embedded gazetteer."""

from __future__ import annotations

from datetime import date

from geomap.extraction import read
from geomap.model import Incident, Parsed, Report
from geomap.places import load_gazetteer

DAY = date(2021, 6, 16)  # a Wednesday
_GAZETTEER = load_gazetteer()


def parsed(text: str) -> Parsed:
    """What a report of the day tells."""
    return read(Report("r", text, DAY, "ar"), _GAZETTEER)


def told(text: str) -> list[Incident]:
    """Incidents that happened."""
    return [i for i in parsed(text).incidents if i.modality in ("occurred", "claimed") and not i.aggregate]
