"""Arabic: from where those who are known fled, who is only described as on the way, and what fell without a shot."""

from __future__ import annotations

import pytest

from tests.arabic import parsed


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("ذبح مسلحون عشرين مدنيا في ماركا. وفر الناجون إلى مقديشو.", ("ماركا", "مقديشو")),
        ("سيطر المتمردون على زالنجي أمس. وانسحب الجنود إلى نيالا.", ("زالنجي", "نيالا")),
        ("قصفت الطائرات سراقب فجرا. ونزح الأهالي إلى سرمدا.", ("سراقب", "سرمدا")),
        ("اندلعت اشتباكات في سنجة. وهرب السكان نحو القضارف.", ("سنجة", "القضارف")),
        ("اقتحم تنظيم داعش سنجار. ونزح الإيزيديون إلى دهوك.", ("سنجار", "دهوك")),
    ],
)
def test_those_who_are_known_fled_from_there(text: str, ends: tuple[str, str]) -> None:
    ways = parsed(text).movements
    assert [(m.origin and m.origin.text, m.destination and m.destination.text) for m in ways] == [ends]


@pytest.mark.parametrize(
    "text",
    [
        "انفجر لغم بعائلة عائدة إلى منزلها في الرقة وقتل ثلاثة منها.",
        "أصابت قذيفة أسرة نازحة إلى مدرسة في تعز.",
        "قتلت قذيفة سقطت على مركز إيواء في الفاشر أربعة نازحين.",
        "استهدف قناص طفلا عائدا من المدرسة في مأرب.",
        "قتلت غارة خمسة نازحين في رفح.",
    ],
)
def test_who_is_hit_moves_nowhere(text: str) -> None:
    assert not parsed(text).movements


@pytest.mark.parametrize(
    "text",
    [
        "صارت كركوك تحت سيطرة البيشمركة من دون إطلاق رصاصة.",
        "باتت بلدة جوهر بيد حركة الشباب بلا قتال.",
        "سيطرت قوات حفتر على سبها دون مقاومة.",
        "استولت القوات الحكومية على حرض دون معارك.",
        "أصبحت حماة في قبضة الفصائل دون قتال.",
    ],
)
def test_what_fell_without_a_shot(text: str) -> None:
    assert [i.sub_event_type for i in parsed(text).incidents] == ["Non-violent transfer of territory"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وقع اقتتال قبلي في ود الماحي أمس.", "ود الماحي"),
        ("أسقط الجيش مسيرة في سماء مدغل.", "مدغل"),
        ("دمرت الدفاعات صاروخا في أجواء خميس مشيط.", "خميس مشيط"),
        ("هاجم مسلحون قرية في ود الزاكي.", "ود الزاكي"),
        ("انفجر لغم في ود الحليو فجرا.", "ود الحليو"),
    ],
)
def test_names_of_two_words_and_the_sky_over_a_town(text: str, place: str) -> None:
    assert [i.place_text for i in parsed(text).incidents] == [place]
