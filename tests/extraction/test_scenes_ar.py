"""Arabic: what happened where a dateline stands, how people died, who is armed, and what only came before or after."""

from __future__ import annotations

import pytest

from tests.arabic import told


@pytest.mark.parametrize(
    ("text", "place", "killed"),
    [
        ("إدلب: قضى تسعة مدنيين أمس، بعدما ألقت طائرات براميل على سراقب.", "سراقب", 9),
        ("واغادوغو (وكالات) - قضى ثلاثون مدنيا حين اقتحم جهاديون بلدة أربيندا.", "أربيندا", 30),
        ("بغداد: قتل ستة أشخاص، عندما انفجرت سيارة مفخخة في تلعفر.", "تلعفر", 6),
        ("مقديشو (إذاعة) - لقي أربعة مصرعهم حين هاجم مسلحون فندقا في كيسمايو.", "كيسمايو", 4),
        ("صنعاء: قتلت خمس نساء، بعد أن أصابت قذيفة منزلا في تعز.", "تعز", 5),
    ],
)
def test_the_dateline_is_not_where_they_died(text: str, place: str, killed: int) -> None:
    assert [(i.place_text, i.killed) for i in told(text)] == [(place, killed)]


@pytest.mark.parametrize(
    "text",
    [
        "هاجم عشرات المتشددين كمينا للجيش في الشيخ زويد.",
        "اشتبك مسلحون مع جنود في الشيخ مسكين أمس.",
        "هاجم متمردون معسكرا في الشيخ زويد ليلا.",
        "أعلن الجيش مقتل تسعين من المهاجمين في أم درمان.",
        "اعترض مسلحون رتلا لقوات البنيان المرصوص في سرت وأوقعوا جريحين في صفوفه.",
    ],
)
def test_armed_men_fight(text: str) -> None:
    assert [i.sub_event_type for i in told(text)] == ["Armed clash"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("أطلقت الفصائل مئة صاروخ على تل أبيب، قتلت سيدة في ريشون لتسيون.", [None, 1]),
        ("شنت الطائرات غارات على الحديدة، قتلت ثلاثة أطفال في بيت الفقيه.", [None, 3]),
        ("سقطت قذائف على سوق في تعز، وأعلن عن مقتل امرأة في المخا.", [None, 1]),
        ("قصفت المدفعية بلدة مارع أمس، قتلت طفلين في تل رفعت.", [None, 2]),
        ("أغارت مقاتلات على صنعاء، ووردت أنباء عن مقتل حارس في عمران.", [None, 1]),
    ],
)
def test_those_killed_elsewhere_by_the_same_fire(text: str, killed: list[int | None]) -> None:
    found = told(text)
    assert [i.event_type for i in found] == ["Explosions/Remote violence"] * len(killed)
    assert [i.killed for i in found] == killed


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("أضرم جنود النار في خيام المعتصمين في الخرطوم.", ["Looting/property destruction"]),
        ("أحرق شبان سيارات للشرطة في اللد.", ["Violent demonstration"]),
        ("رشق فتية حواجز الاحتلال في نابلس بالحجارة.", ["Violent demonstration"]),
        ("أصيب 22 شابا بالرصاص المطاطي في مواجهات على مدخل البيرة.", ["Violent demonstration"]),
        ("هاجم عشرات الأهالي مركز الشرطة في السويداء.", ["Mob violence"]),
    ],
)
def test_who_burns_and_throws(text: str, types: list[str]) -> None:
    assert [i.sub_event_type for i in told(text)] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("داهمت الشرطة منزلا في الحلة وضبطت فيه رمانات يدوية.", ["Disrupted weapons use"]),
        ("دحر الجيش زحفا للحوثيين في صرواح وضبط قواذف وراجمات.", ["Armed clash", "Disrupted weapons use"]),
        ("أوقف الجيش تسعة من الطرفين في بعلبك.", ["Arrests"]),
        ("أوقفت الشرطة عشرات المشاركين في بغداد.", ["Arrests"]),
        ("اغتيل نائب في القاهرة بسيارة مفخخة.", ["Remote explosive/landmine/IED"]),
    ],
)
def test_what_is_seized_and_with_what_it_was_done(text: str, types: list[str]) -> None:
    assert sorted({i.sub_event_type for i in told(text)}) == types
