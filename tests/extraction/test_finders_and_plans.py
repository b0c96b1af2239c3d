"""Who finds the dead has killed nobody, a plan for a weekday is to come, and a march that is shot at is no peaceful one."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
PUBLISHED = date(2021, 8, 5)  # a Thursday


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Asayish found the body of a young man with his hands tied beside the canal in Gharanij.", None),
        ("Police found the body of a woman near Hawija on Monday.", None),
        ("The bodies of two shepherds were found by the army near Palmyra.", None),
        ("Residents found the bodies of three farmers shot by Islamic State in Hajin.", "Islamic State"),
        ("Islamic State beheaded two men in Hajin on Monday.", "Islamic State"),
        ("عثرت قوات الأسايش على جثة شاب مكبل اليدين في الشحيل.", None),
        ("عثرت الشرطة على جثتي امرأتين في أطراف البصرة.", None),
        ("أعدم تنظيم داعش رجلين في هجين يوم الاثنين.", "Islamic State"),
    ],
)
def test_who_finds_the_dead_has_not_killed_them(text: str, actor: str | None) -> None:
    (incident,) = read(Report("r", text, PUBLISHED), GAZETTEER).incidents
    assert (incident.sub_event_type, incident.actor1) == ("Attack", actor)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The two sides are due to sign a ceasefire in Daraa on Saturday.", date(2021, 8, 7)),
        ("The army plans to storm Sarmin on Monday.", date(2021, 8, 9)),
        ("The two sides signed a ceasefire in Daraa on Saturday.", date(2021, 7, 31)),
        ("ومن المقرر أن يوقع الطرفان اتفاقا لوقف إطلاق النار في درعا يوم السبت.", date(2021, 8, 7)),
        ("وسيتظاهر الأهالي في طفس يوم الأحد.", date(2021, 8, 8)),
        ("تظاهر الأهالي في طفس يوم الأحد.", date(2021, 8, 1)),
    ],
)
def test_a_plan_is_for_the_next_such_weekday(text: str, day: date) -> None:
    (incident,) = read(Report("r", text, PUBLISHED), GAZETTEER).incidents
    assert incident.time.start == incident.time.end == day


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Demonstrators gathered outside the council in Azaz on Friday and military police fired into the crowd, wounding three.",
            "Excessive force against protesters",
        ),
        (
            "Students rallied in Khartoum on Monday and police fired tear gas, wounding two.",
            "Protest with intervention",
        ),
        (
            "خرج المئات في البصرة يوم الاثنين في مظاهرة وأطلقت قوات الأمن الرصاص عليهم فأصابت تسعة.",
            "Excessive force against protesters",
        ),
        (
            "تظاهر طلاب في الخرطوم يوم الاثنين وأطلقت الشرطة الغاز المسيل للدموع فأصيب اثنان.",
            "Protest with intervention",
        ),
    ],
)
def test_those_who_march_and_are_shot_were_not_left_in_peace(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in read(Report("r", text, PUBLISHED), GAZETTEER).incidents] == [kind]
