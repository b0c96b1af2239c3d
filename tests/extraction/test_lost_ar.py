"""Arabic: out of whose hands a place slips, whom the police hold for what, and tribes that bear the names of places."""

from __future__ import annotations

import pytest

from tests.arabic import told

_REBELS = "Non-state actor overtakes territory"
_STATE = "Government regains territory"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("خرجت مدينة النهود عن سيطرة الجيش صباح الجمعة.", _REBELS),
        ("فقدت قوات النظام السيطرة على كفرنبل.", _REBELS),
        ("خسر الجيش مدينة بابنوسة لصالح الدعم السريع.", _REBELS),
        ("خسر تنظيم داعش سيطرته على هيت.", _STATE),
        ("باتت الخرطوم خالية من قوات الدعم السريع.", _STATE),
        ("أصبحت تدمر خالية من مسلحي تنظيم داعش.", _STATE),
    ],
)
def test_who_lost_the_place(text: str, kind: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "باتت الموصل خالية من الألغام.",
        "خرج الوضع في صنعاء عن سيطرة الإدارة.",
        "أصبحت شوارع دمشق خالية من المارة.",
    ],
)
def test_what_nobody_held_is_not_lost(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "أوقفت شعبة المعلومات في صيدا رجلين يشتبه بضلوعهما في تفجير وقع في آذار 2019.",
        "أوقف الجيش في بعلبك مطلوبا متهما بقتل جندي عام 2019.",
        "اعتقلت الشرطة في أربيل ثلاثة متورطين في سرقة مصرف في شباط الماضي.",
    ],
)
def test_what_they_are_charged_with_does_not_date_the_arrest(text: str) -> None:
    assert [(i.sub_event_type, i.time.start) for i in told(text)] == [("Arrests", None)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("اندلع شجار بالأسلحة في الناصرية بين آل غزي وآل إبراهيم.", "الناصرية"),
        ("قتل شخصان في اشتباك بين آل عمر وآل زيدان في الكوت.", "الكوت"),
    ],
)
def test_tribes_are_no_places(text: str, place: str) -> None:
    assert [i.place_text for i in told(text)] == [place]
