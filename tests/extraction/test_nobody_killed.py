"""Arabic: that nobody was killed is a toll of none, not of the one that "nobody" is written with."""

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
