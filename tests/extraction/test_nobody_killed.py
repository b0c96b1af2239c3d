"""That nobody was hurt is a toll of none, and takes nothing from what hurt nobody: it happened, told first or last."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قصفت المدفعية بلدة سرمين ولم يقتل أحد.", 0),
        ("سقطت مسيرة على مطار أربيل ولم يُقتل أي شخص.", 0),
        ("قصفت المدفعية بلدة سرمين من دون أن يقتل أحد.", 0),
        ("قصفت الطائرات مدينة تعز ولم يقتل أي مدني.", 0),
        ("انفجرت سيارة مفخخة في الباب ولم يستشهد أحد.", 0),
        ("قصفت المدفعية مدينة حلب وقتل أحد المدنيين.", 1),
        ("هاجم مسلحون حاجزا في درنة وقتلوا جنديا ولم يعرف أحد هويتهم.", 1),
        ("لم يقتل في القصف على سرمين سوى رجل واحد.", 1),
    ],
)
def test_nobody_is_none(text: str, killed: int) -> None:
    found = read(Report("r", text, date(2021, 3, 9), "ar"), GAZETTEER).incidents
    assert [i.killed for i in found] == [killed]


AIR, SHELLS, BOMB, FIGHT = (
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Armed clash",
)


@pytest.mark.parametrize(
    ("text", "kind", "killed", "wounded"),
    [
        ("لم يستشهد أحد في القصف على سرمين أمس.", SHELLS, 0, None),
        ("لم يُصب أحد بأذى في القصف المدفعي على بلدة خان شيخون.", SHELLS, 0, 0),
        ("لم يسقط قتلى في الغارة على مدينة تعز مساء الأحد.", AIR, 0, None),
        ("لم تسفر الغارة الجوية على مدينة الميادين عن سقوط شهداء.", AIR, 0, None),
        ("ولم تؤد الغارة التي طالت مستودعا في الميادين إلى وقوع قتلى.", AIR, 0, None),
        ("لم يؤد القصف على حي الصاخور في حلب إلى وقوع ضحايا.", SHELLS, 0, 0),
        ("لم يتسبب انفجار دراجة مفخخة في مدينة الباب بأي إصابات.", BOMB, 0, 0),
        ("لم يخلف الهجوم على حاجز في كركوك أي إصابات.", FIGHT, 0, 0),
        ("سقطت قذيفة هاون على بلدة سراقب من دون أن تخلف ضحايا.", SHELLS, 0, 0),
        ("قصفت المدفعية بلدة سرمين من دون خسائر بشرية.", SHELLS, 0, 0),
        ("قصفت المدفعية بلدة سرمين دون وقوع أي إصابات.", SHELLS, 0, 0),
        ("لم تسفر الغارة على الميادين سوى عن جرح رجلين.", AIR, None, 2),
        ("No one was hurt when a shell hit a school in Sarmin on Monday.", SHELLS, 0, 0),
        ("Nobody was killed in the shelling of Saraqib on Monday.", SHELLS, 0, None),
        ("No one has been killed in the air strike on a depot in Mayadin.", AIR, 0, None),
        ("An explosion in the market of Azaz caused no casualties.", BOMB, 0, 0),
        ("The strike on Mayadin did not cause any casualties.", AIR, 0, 0),
        ("The raid on Baqubah didn't hurt anyone.", FIGHT, 0, 0),
        ("No one died in the explosion of a car bomb in Azaz.", BOMB, 0, None),
    ],
)
def test_what_hurt_nobody_happened(text: str, kind: str, killed: int | None, wounded: int | None) -> None:
    language = "en" if text.isascii() else "ar"
    found = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER).incidents
    assert [(i.sub_event_type, i.killed, i.wounded) for i in found] == [(kind, killed, wounded)]


@pytest.mark.parametrize(
    "text",
    [
        "لم يقصف الجيش بلدة سرمين أمس.",
        "لم تستهدف الغارة بلدة سرمين.",
        "لم تشن الطائرات غارات على الميادين أمس.",
        "لم تؤد التوترات في تعز إلى اشتباكات.",
        "لم تسقط قذائف على سرمين أمس.",
        "The army did not shell Sarmin on Monday.",
        "No shells hit Sarmin on Monday.",
    ],
)
def test_what_is_denied_itself_is_none(text: str) -> None:
    language = "en" if text.isascii() else "ar"
    found = read(Report("r", text, date(2021, 3, 9), language), GAZETTEER).incidents
    assert [i for i in found if i.modality == "occurred"] == []
