"""Arabic names that are words, stand in other names or are told short; and where people and posts of no place are."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction.reader import read
from geomap.model import Report
from geomap.places.load import load_gazetteer

GAZETTEER = load_gazetteer()


def _read(text: str, day: date = date(2021, 3, 9)) -> tuple[list[str | None], list[str | None]]:
    parsed = read(Report("r", text, day, "ar"), GAZETTEER)
    told = [m.place.name if m.place else None for m in parsed.mentions if m.usage == "literal"]
    return told, [i.place.name if i.place else None for i in parsed.incidents]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("قتل رجل في نوى. وأوقف مسلحون شاحنة عند الحراك وأحرقوها.", ["Nawa", "Al-Hirak"]),
        ("داهمت القوات كلاً من دورا ويطا فجراً واعتقلت ستة.", ["Dura", "Yatta"]),
        ("قتل حارس بانفجار في سوق بنش.", ["Binnish"]),
        ("وقعت اشتباكات في قرى بنش. الشباب صدوا الهجوم.", ["Binnish"]),
        ("أصيب خمسة بالعصي والحجار في شجار بالحلة.", ["Hillah"]),
        ("قصف الجيش حنتوب، وعاد تجار من سنار إلى مدني.", ["Hantoub", "Sennar", "Wad Medani"]),
        ("قُتل أكثر من مدني في قصف على رفاعة.", ["Rufā‘a"]),
        ("نقل راديو حلب الحر أن قذيفة سقطت في إعزاز.", ["Azaz"]),
        ("قال مركز عدن للدراسات إن لغماً انفجر في حيس.", ["Hays"]),
        ("قال نائب في كتلة زحلة إن قذيفة سقطت في بعلبك.", ["Baalbek"]),
        ("في أعنف يوم تشهده محافظات الجنوب قتل متظاهر في الناصرية.", ["Nasiriyah"]),
        (
            "وصلت أسر إلى عامرية الفلوجة. وانفجرت عبوة في العامرية فجراً.",
            ["Amiriyat al-Fallujah", "Amiriyat al-Fallujah"],
        ),
    ],
)
def test_a_name_is_a_place_where_others_speak_for_it(text: str, named: list[str]) -> None:
    assert _read(text)[0] == named


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("الهول: عثرت القوات على جثة لاجئة قدمت في الأصل من الفلوجة. وأحرق مجهولون خيمة.", ["Al-Hol", "Al-Hol"]),
        ("في صلخد، عاد سكان من شهبا إلى بيوتهم. وأكد شهود مقتل رجل في البلدة أمس.", ["Salkhad"]),
        ("محافظة درعا: قتل تسعة جنود في تفجير سيارة مفخخة عند حاجز البريد غرب نوى.", ["Nawa"]),
        ("محافظة إدلب: فجر مقاتلون سيارة مفخخة أمام حاجز المعصرة جنوب أريحا.", ["Ariha"]),
    ],
)
def test_where_people_come_from_is_no_scene_and_a_post_lies_beside_its_town(text: str, places: list[str]) -> None:
    assert _read(text)[1] == places


def test_what_had_been_lost_before_dates_nothing() -> None:
    text = "استعادت القوات نقاطاً قرب بلدة كسب كانت الكتائب قد تقدمت إليها قبل أسبوعين."
    parsed = read(Report("r", text, date(2021, 3, 9), "ar"), GAZETTEER)
    assert [i.time.start for i in parsed.incidents] == [None]
    assert not parsed.movements


def test_a_roll_call_of_arrests_is_one_in_each_town() -> None:
    text = "اعتقالات الليلة: أربعة شبان من سلوان، وفتى من الخليل، وطالبان من يطا."
    told = {
        i.place.name: i.captured
        for i in read(Report("r", text, date(2021, 3, 9), "ar"), GAZETTEER).incidents
        if i.place
    }
    assert told == {"Silwan": 4, "Hebron": 1, "Yatta": 2}
