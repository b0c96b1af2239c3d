"""Arabic: who was killed by what else, who only is described, what repels, and what is going on since."""

from __future__ import annotations

import pytest

from tests.arabic import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قصف الجيش اللبناني مخيم نهر البارد، واستشهد اثنان من جنوده بانفجار لغم.",
            [("Remote explosive/landmine/IED", 2), ("Shelling/artillery/missile attack", None)],
        ),
        (
            "اندلعت اشتباكات في سبها، وقتل ثلاثة مدنيين بقصف عشوائي.",
            [("Armed clash", None), ("Shelling/artillery/missile attack", 3)],
        ),
        (
            "أغارت طائرات على تعز، فيما قتل طفلان بانفجار عبوة.",
            [("Air/drone strike", None), ("Remote explosive/landmine/IED", 2)],
        ),
        (
            "سقطت قذائف على مأرب، وقتل جندي برصاص قناص.",
            [("Armed clash", 1), ("Shelling/artillery/missile attack", None)],
        ),
        (
            "انفجرت عبوة في كركوك، وأصيب شرطيان بقنبلة يدوية.",
            [("Grenade", None), ("Remote explosive/landmine/IED", None)],
        ),
    ],
)
def test_the_dead_of_another_weapon(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert sorted((i.sub_event_type, i.killed) for i in told(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "عثر أهال على جثة شاب في نصيب، كان قد خطف قبل أسبوع.",
        "اغتيل تاجر في تعز، كان قد نجا من تفجير قبل عام.",
        "قتل مسلحون ضابطا في درنة، كان قد اعتقل مرتين.",
        "توفي طفل في رفح، كان قد أصيب بقصف قبل شهر.",
        "هاجم مسلحون فندقا في مقديشو، كان قد استهدف بسيارة مفخخة.",
    ],
)
def test_what_had_been_done_to_him_is_only_told_of(text: str) -> None:
    assert len(told(text)) <= 1


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("أحبط الحشد الشعبي هجوما لداعش على نقطة في سامراء وقتل ثلاثة من المهاجمين.", "Armed clash"),
        ("أحبطت قوات حفتر هجوما على معسكر في سبها.", "Armed clash"),
        ("أحبط الجيش الصومالي هجوما بسيارة مفخخة في كيسمايو.", "Disrupted weapons use"),
        ("اعترضت منظومة دفاع صواريخ فوق بغداد.", "Disrupted weapons use"),
        ("أحبطت الشرطة هجوما انتحاريا في عدن.", "Disrupted weapons use"),
    ],
)
def test_an_attack_is_foiled(text: str, type_: str) -> None:
    assert [i.sub_event_type for i in told(text)] == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "قتل منذ بدء المعارك في نهر البارد 58 عسكريا.",
        "سقط منذ انطلاق العملية في الحديدة مئات القتلى.",
        "قتل منذ اندلاع الاحتجاجات في بغداد 240 شخصا.",
        "جرح منذ بداية القصف على رفح مئتا مدني.",
        "أصيب منذ بدء التصعيد في إدلب آلاف المدنيين.",
    ],
)
def test_a_toll_since_it_began_is_no_event(text: str) -> None:
    assert told(text) == []
