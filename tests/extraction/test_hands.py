"""Ground that changes hands, men who are told to be somebody's, deeds that a discourse word parts: both languages.

The cases stand in tests/cases/ground_*.tsv.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Incident, Movement, Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
TYPES = {"government": "Government regains territory", "others": "Non-state actor overtakes territory"}


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def rows():
    for language in ("ar", "en"):
        for line in (CASES / f"ground_{language}.tsv").read_text("utf-8").splitlines()[1:]:
            yield language, *line.split("\t")


def told(gazetteer, language: str, text: str) -> tuple[list[Incident], list[Movement]]:
    read_ = read(Report("r", text, date(2024, 5, 15), language), gazetteer)
    return list(read_.incidents), list(read_.movements)


@pytest.mark.parametrize(("language", "sentence", "whose", "taker", "loser"), list(rows()))
def test_whose_the_ground_is(gazetteer, language, sentence, whose, taker, loser):
    incidents, _ = told(gazetteer, language, sentence)
    ground = [i for i in incidents if i.sub_event_type in TYPES.values()]
    assert [(i.sub_event_type, i.actor1 or "-", i.actor2 or "-") for i in ground] == (
        [(TYPES[whose], taker, loser)] if whose in TYPES else []
    )


@pytest.mark.parametrize(
    ("language", "sentence", "types"),
    [
        (
            "ar",
            "سقط صاروخ على كفر زيتا. ومن ناحية أخرى هاجم مسلحون حاجزا في سامراء وقتلوا شرطيا.",
            ["Shelling", "Armed"],
        ),
        ("ar", "سقطت قذيفة في حيس. على صعيد آخر هاجم مسلحون دورية في عتق وجرحوا جنديين.", ["Shelling", "Armed"]),
        ("ar", "تحولت مسيرة في بورتسودان إلى أعمال شغب.", ["Violent"]),
        ("ar", "تحولت وقفة في السويداء إلى مواجهات مع الشرطة.", ["Violent"]),
        ("ar", "انقلبت جنازة في البصرة إلى شغب.", ["Violent"]),
        ("ar", "سلمت بلدة رميش من القصف طوال الأسبوع.", []),
        ("ar", "نصب مسلحو القاعدة كمينا لرتل عسكري في شقرة.", ["Armed"]),
        ("en", "A march in Port Sudan turned into a riot in which two cars were torched.", ["Violent"]),
        ("en", "A rally in Sulaymaniyah turned into a riot.", ["Violent"]),
        ("en", "Twin suicide blasts tore through a mosque in Mosul.", ["Suicide"]),
        ("en", "Two suicide explosions rocked Jableh on Monday.", ["Suicide"]),
    ],
)
def test_a_word_keeps_its_own_sense(gazetteer, language, sentence, types):
    incidents, _ = told(gazetteer, language, sentence)
    assert [i.sub_event_type.split()[0].split("/")[0] for i in incidents] == types


@pytest.mark.parametrize(
    ("sentence", "group", "origin", "destination", "count"),
    [
        ("Fighting has driven thousands out of Yaroun towards Tyre.", "civilians", "Yaroun", "Tyre", None),
        ("Shelling drove 2,000 people out of Khiam towards Nabatieh.", "civilians", "Khiam", "Nabatieh", 2000),
        ("Houthi fighters pushed from Sirwah towards Marib.", "fighters", "Sirwah", "Marib", None),
        ("Government forces pushed from Mocha towards Hays.", "forces", "Mocha", "Hays", None),
        ("Iraq handed 14 prisoners to Turkey.", "detainees", None, "Turkey", 14),
        ("Erbil handed nine fugitives to Ankara.", "detainees", "Erbil", "Ankara", 9),
        ("Militants infiltrated Sinjar from Raqqa.", "fighters", "Raqqa", "Sinjar", None),
        ("The RSF moved its men out of Omdurman.", "fighters", "Omdurman", None, None),
        ("Twelve militants gave themselves up to the army in Hajin.", "fighters", "Hajin", None, 12),
    ],
)
def test_who_goes_where(gazetteer, sentence, group, origin, destination, count):
    _, movements = told(gazetteer, "en", sentence)
    ends = [tuple(e.place.name if e and e.place else None for e in (m.origin, m.destination)) for m in movements]
    assert [(m.group, *e, m.count) for m, e in zip(movements, ends, strict=True)] == [
        (group, origin, destination, count)
    ]
