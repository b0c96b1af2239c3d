"""Arabic: fighting that goes on or is denied, and how bulletins tell of attacks, losses and ground."""

from __future__ import annotations

import pytest

from tests.arabic import told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ما زالت المعارك مستمرة في قضاء الحويجة منذ الليلة الماضية.", "قضاء الحويجة"),
        ("وفي الباب لا يزال القتال دائراً بين الطرفين.", "الباب"),
        ("في تدمر ما زال القتال محتدماً على الأطراف.", "تدمر"),
        ("القتال في سرت على أشده بين القوات المتحاربة.", "سرت"),
        ("قرب بيجي تدور معارك هي الأعنف منذ سنتين بين الطرفين.", "بيجي"),
        ("اندلعت في صعدة اشتباكات هي الأوسع منذ عام بين الجيش والحوثيين.", "صعدة"),
    ],
)
def test_fighting_goes_on(text: str, place: str) -> None:
    assert [(i.sub_event_type, i.place_text) for i in told(text)] == [("Armed clash", place)]


@pytest.mark.parametrize(
    "text",
    [
        "أكد المتحدث أن أي هجوم لم يستهدف مدينة سامراء أمس.",
        "شدد البيان على أن أي اشتباك لم يحدث في الحويجة.",
        "قال المسؤول إن أي قصف لم يطل مدينة زاخو.",
        "أوضح المحافظ أن أية غارة لم تقع في الحديدة ليلا.",
        "مع أن المعارك متوقفة في الباب منذ أسبوع، لم يعد السكان.",
    ],
)
def test_no_attack_took_place(text: str) -> None:
    assert not told(text)
