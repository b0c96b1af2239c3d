"""A march that was called off, or a truce that only tells since when, is no event; what is told beside it is."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


def kinds(text: str) -> list[str]:
    language = "en" if text.isascii() else "ar"
    found = read(Report("r", text, date(2021, 3, 5), language), GAZETTEER).incidents
    return [i.sub_event_type for i in found if i.modality == "occurred"]


@pytest.mark.parametrize(
    "text",
    [
        "ألغت النقابة تظاهرة كانت مقررة الخميس في الناصرية.",
        "ألغى المنظمون مسيرة في طرابلس بسبب المطر.",
        "أعلن ناشطون إلغاء مظاهرة كانت مقررة في السويداء.",
        "علق المحتجون اعتصامهم أمام مبنى المحافظة في البصرة يوم الأحد.",
        "قررت اللجنة تعليق التظاهرات في أم درمان.",
        "أرجأ الطلاب وقفة احتجاجية كانت مقررة في تعز.",
        "تقرر تأجيل مسيرة في دير الزور إلى الأسبوع المقبل.",
        "The union called off a march planned for Thursday in Nasiriyah.",
        "Organisers called off a protest in Basra on Monday because of the rain.",
        "A protest in Amarah on Monday was called off.",
        "The sit-in outside the provincial council in Kut was suspended on Sunday.",
        "A rally in Omdurman was cancelled on Friday.",
        "Teachers suspended a sit-in in Taiz on Monday.",
    ],
)
def test_what_is_called_off_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("علقت المدارس دوامها في السويداء بعد هجوم على المدينة يوم الأحد.", "Armed clash"),
        ("منذ فجر الأحد تدور اشتباكات عنيفة في حي الشيخ مقصود.", "Armed clash"),
        ("خرج الأهالي في تظاهرة في حلب يوم الأحد رغم المطر.", "Peaceful protest"),
        ("قتل ثلاثة مدنيين بقصف على دير الزور منذ إعلان الهدنة.", "Shelling/artillery/missile attack"),
        ("سقط جريحان في قصف على إدلب رغم إعلان وقف إطلاق النار.", "Shelling/artillery/missile attack"),
        ("أعلنت الأطراف الهدنة في تعز يوم الأحد.", "Agreement"),
        ("The protest in Basra was called off and clashes erupted in Mosul on Monday.", "Armed clash"),
        ("Police called off the search but arrested four men in Basra on Monday.", "Arrests"),
        ("Residents staged a protest in Kirkuk on Sunday after the election was postponed.", "Peaceful protest"),
    ],
)
def test_what_stands_beside_it_is_told(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "لم تتمكن القوات الحكومية حتى الآن من استعادة مدينة الحوطة.",
        "لم يتمكن الجيش السوداني إلى اليوم من استعادة مدينة الجنينة.",
        "لم يتمكن الحوثيون بعد من السيطرة على مأرب.",
        "أفرج خاطفون عن تاجر في سبها مقابل فدية.",
    ],
)
def test_what_was_not_yet_done_or_is_undone_is_none(text: str) -> None:
    assert kinds(text) == []


def test_what_was_done_by_now_is_told() -> None:
    assert kinds("تمكنت القوات الحكومية حتى الآن من استعادة مدينة الحوطة.") == ["Government regains territory"]
