"""What sentences tell in full: the kind, the place, the dead and hurt and the day of each incident."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
GAZETTEER = load_gazetteer(())
PUBLISHED = date(2023, 5, 21)  # a Sunday


def cases() -> list[tuple[str, str, str]]:
    """Language, text and what it tells: kind@place killed/wounded month-day, "-" where untold."""
    out = []
    for language in ("ar", "en"):
        lines = (CASES / f"told_in_full_{language}.tsv").read_text("utf-8").splitlines()
        out += [(language, *line.split("\t")) for line in lines if line and not line.startswith("#")]
    return out


def shown(i: Incident) -> str:
    killed, wounded = ("-" if n is None else n for n in (i.killed, i.wounded))
    day = i.time.start.strftime("%m-%d") if i.time.start else "-"
    place = i.place.name if i.place else i.place_text or "-"
    return f"{i.sub_event_type.split('/')[0]}@{place} {killed}/{wounded} {day}"


@pytest.mark.parametrize(("language", "text", "told"), cases(), ids=lambda value: str(value)[:50])
def test_kind_place_toll_and_day(language: str, text: str, told: str) -> None:
    parsed = read(Report("r", text.replace("\\n", "\n"), PUBLISHED, language), GAZETTEER)
    assert sorted(map(shown, parsed.incidents)) == sorted(filter(None, told.split("; ")))
