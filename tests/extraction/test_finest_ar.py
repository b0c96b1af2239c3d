"""Arabic: of the places of a sentence the finest is where it happened, not the unit, the heading, or who speaks."""

from __future__ import annotations

import pytest

from tests.arabic import told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("أوقف الأمن العام في محافظة إدلب خلية كانت تجهز سيارة مفخخة قرب الدانا.", "الدانا"),
        ("ضبط الجيش في محافظة إدلب ذخائر داخل مغارة قرب سلقين.", "سلقين"),
        ("صعدة | أصيب راعيان بنيران حرس الحدود في مديرية رازح.", "مديرية رازح"),
        ("تعز - قتل مزارع برصاص قناص في مديرية مقبنة.", "مقبنة"),
        ("محافظة الأنبار/ نفذت طائرات عراقية ضربة في وادي حوران استهدفت وكرا للتنظيم.", "وادي حوران"),
        ("صور: ثلاث غارات، آخرها على بنت جبيل قبيل الفجر.", "بنت جبيل"),
        ("أفاد مصدر أمني في عمان بتوقيف ستة أشخاص في الكرك.", "الكرك"),
        ("أفاد مسؤول في بغداد باعتقال أربعة مطلوبين في سامراء.", "سامراء"),
        ("تجمهر خريجون أمام مبنى محافظة ذي قار وسط الناصرية مطالبين بالتعيين.", "الناصرية"),
        ("أعلن الناطق باسم اللجنة الأمنية بحضرموت إحباط تهريب صواريخ عبر منفذ شحن.", "منفذ شحن"),
    ],
)
def test_the_finest_place_is_where_it_happened(text: str, place: str) -> None:
    assert [i.place_text for i in told(text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "أصيب ثلاثة محتجين برصاص قوة أمنية في البصرة.",
        "أصيب معتصمون في الخرطوم برصاص عناصر من الجيش.",
        "أصيب متظاهران في السليمانية بنيران قوة من الشرطة.",
    ],
)
def test_who_stands_behind_the_bullets_fired_them(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == ["Excessive force against protesters"]
