"""The page on how a report is read names the folders and modules that there are, and its example reads as it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-it-reads.md").read_text("utf-8")
ROOM = ROOT / "geomap" / "extraction"


def test_each_folder_is_told() -> None:
    folders = {p.parent.name for p in ROOM.glob("*/__init__.py")}
    assert folders == set(re.findall(r"^\| `(\w+)/` \|", PAGE, re.MULTILINE))


def test_each_module_named_is_there() -> None:
    modules = {p.name for p in ROOM.rglob("*.py")}
    named = {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.py)`", PAGE)}
    assert named <= modules


def test_the_sentence_is_read_as_the_page_says() -> None:
    text = re.search(r"^> (.+)$", PAGE, re.MULTILINE)
    assert text
    parsed = read(Report("r", text[1], date(2019, 3, 7), "en"), load_gazetteer())
    (incident,), (movement,) = parsed.incidents, parsed.movements
    assert incident.sub_event_type == "Shelling/artillery/missile attack"
    assert (incident.place.name, incident.killed, incident.time.start) == ("Ariha", 3, date(2019, 3, 4))
    assert (movement.origin.place.name, movement.destination.place.name) == ("Ariha", "Sarmada")
    assert (movement.count, movement.time.start) == (40, date(2019, 3, 3))
