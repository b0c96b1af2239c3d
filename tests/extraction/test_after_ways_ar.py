"""Arabic: where the story goes on after a way was told, what followed, captives killed, and verbs that are no names."""

from __future__ import annotations

import pytest

from tests.arabic import told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("سيطرت الفصائل على إدلب أمس. وانسحبت القوات إلى أريحا وسراقب. وردت الطائرات بغارات.", "إدلب"),
        ("هاجم مسلحون ثكنة في غاو. وفر الجنود إلى تمبكتو وموبتي. وقتل المهاجمون ثلاثة مدنيين.", "غاو"),
        ("اندلعت اشتباكات في سنجة. ونزح الآلاف إلى الدندر والقضارف. وأحرق مسلحون السوق.", "سنجة"),
        ("دخل الحوثيون حجة. وفرت أسر إلى عمران وصعدة. ونهب المسلحون مخازن.", "حجة"),
        ("اقتحم تنظيم داعش سنجار. وهرب السكان إلى دهوك وأربيل. وأعدم المسلحون عشرة رجال.", "سنجار"),
    ],
)
def test_the_story_stays_where_they_fled_from(text: str, place: str) -> None:
    last = told(text)[-1]
    assert (last.place_text or (last.place and last.place.name_ar)) == place


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("أعدم عناصر الأمن خمسة عشر معتقلا في إدلب قبل فرارهم.", 15),
        ("قتل مسلحون تسعة سجناء في الحسكة.", 9),
        ("ذبح مسلحو تنظيم داعش ثلاث رهائن في سرت.", 3),
        ("أعدم الحوثيون ستة أسرى في صعدة.", 6),
        ("قتل الخاطفون رهينتين في كيدال.", 2),
    ],
)
def test_captives_who_are_killed(text: str, killed: int) -> None:
    assert [(i.killed, i.captured) for i in told(text)] == [(killed, None)]


@pytest.mark.parametrize(
    "text",
    [
        "قتل جندي في انفجار عبوة في كركوك، وأعقبه هجوم لمسلحين على نقطة للشرطة.",
        "قصفت طائرات مخيما في رفح، وتلا ذلك اقتحام دبابات للمخيم.",
        "اغتيل ضابط في عدن، وتلاه تفجير عبوة قرب مطار عدن.",
    ],
)
def test_what_followed_is_another(text: str) -> None:
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("خرج الآلاف إلى شوارع الخرطوم وأم درمان وأغلقوا الطرق.", {"الخرطوم", "أم درمان"}),
        ("هاجم مسلحون أطراف بنغازي ودرنة وانسحبوا.", {"بنغازي", "درنة"}),
        ("تظاهر المئات في محيط بغداد والبصرة وتفرقوا.", {"بغداد", "البصرة"}),
        ("وفي عطبرة والأبيض وود مدني تظاهر الآلاف.", {"عطبرة", "الأبيض", "ود مدني"}),
        ("نهب مسلحون متاجر في ضواحي سرت ومصراتة وأحرقوها.", {"سرت", "مصراتة"}),
    ],
)
def test_a_verb_after_a_list_is_no_name(text: str, places: set[str]) -> None:
    assert {i.place_text for i in told(text)} == places
