"""A report is read alike however its lines are broken; its quotes are those of the text as it was given."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Parsed, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
TEXTS = {
    "ar": "قُتل سبعة جنود وأصيب خمسة آخرون في هجوم شنه مسلحون على حاجز للجيش في مدينة الضالع أمس الثلاثاء. وقصفت طائرات حربية "
    "سوقا شعبية في سراقب، ما أدى إلى مقتل أربعة مدنيين وإصابة عشرة. ونزحت مئتا عائلة من خان شيخون إلى إدلب يوم الأحد.",
    "en": "Gunmen killed three soldiers at a checkpoint in Saraqib, in northern Syria, yesterday. A car bomb exploded near the "
    "market in Manbij on Monday, killing four civilians and wounding eleven. Some 200 families fled from Khan Shaykhun to "
    "Idlib on Sunday after the shelling of the town.",
}


def told(parsed: Parsed) -> list[tuple[object, ...]]:
    incidents = [(i.sub_event_type, i.place, i.time.start, i.time.end, i.killed, i.wounded) for i in parsed.incidents]
    ways = ((m.group, m.count, *(end and end.key for end in (m.origin, m.destination))) for m in parsed.movements)
    return [*incidents, *ways]


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("width", [36, 50, 72, 90])
def test_broken_lines_change_nothing(language: str, width: int) -> None:
    whole = TEXTS[language]
    broken = "\n".join(textwrap.wrap(whole, width, break_on_hyphens=False))
    one, other = (read(Report("r", t, date(2024, 5, 15), language), GAZETTEER) for t in (whole, broken))
    assert len(told(one)) >= 3
    assert told(one) == told(other)
    for record in (*other.incidents, *other.movements):
        evidence = record.evidence
        assert broken[evidence.start : evidence.end] == evidence.quote
    assert any("\n" in r.evidence.quote for r in other.incidents if isinstance(r, Incident))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shells fell on Sara-\nqib on Mon-\nday, killing three.", ["Saraqib", 3]),
        ("Gunmen killed four sol-\r\ndiers in Deir ez-\r\nZor on Fri-\r\nday.", ["Deir ez-Zor", 4]),
        ("Rockets hit the rebel-\nheld town of Ari-\nha, and two chil-\ndren died.", ["Ariha", 2]),
        ("A road\u00ad\nside bomb killed a po\u00ad\nliceman in Baqu\u00ad\nba.", ["Baqubah", 1]),
    ],
)
def test_words_broken_at_line_ends_are_whole(text: str, wanted: list[object]) -> None:
    parsed = read(Report("r", text, date(2024, 5, 15), "en"), GAZETTEER)
    assert [[i.place and i.place.name, i.killed] for i in parsed.incidents] == [wanted]
    assert all(text[m.start : m.end] == m.surface for m in parsed.mentions)
    assert all(text[i.evidence.start : i.evidence.end] == i.evidence.quote for i in parsed.incidents)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rebels shelled saraqib on monday, killing three", [("Saraqib", date(2024, 5, 13), 3)]),
        ("a car bomb went off in azaz on friday and killed four people", [("Azaz", date(2024, 5, 10), 4)]),
        ("two soldiers died in an attack on deir ez-zor airport", [("Deir ez-Zor Airport", None, 2)]),
        ("it was a nice reading of the game by the man who hit the net", []),
    ],
)
def test_a_report_in_small_letters_is_read(text: str, wanted: list[object]) -> None:
    parsed = read(Report("r", text, date(2024, 5, 15), "en"), GAZETTEER)
    assert [(i.place and i.place.name, i.time.start, i.killed) for i in parsed.incidents] == wanted
    assert all(text[m.start : m.end] == m.surface for m in parsed.mentions)
    assert all(i.evidence.quote in text for i in parsed.incidents)
