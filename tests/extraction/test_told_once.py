"""An event told once, however the report goes on: taken up, counted later, set beside what was, and beside another.

Each row goes on from one of the ``LEADS``; ``incidents`` are those of both sentences, ``killed`` the dead of the first.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parent.parent / "cases"
GAZETTEER = load_gazetteer()
DAY = date(2021, 3, 10)  # a Wednesday
NAMES = {"ar": ("تعز", "كركوك"), "en": ("Taiz", "Kirkuk")}  # where it happened, and another town
LEADS = {
    "ar": {
        "air": "شن طيران حربي غارة جوية على سوق في {P} الثلاثاء أسفرت عن مقتل ستة أشخاص.",
        "ied": "انفجرت عبوة ناسفة قرب دورية للشرطة في {P} الثلاثاء، ما أسفر عن مقتل جنديين وجرح أربعة.",
        "attack": "هاجم مسلحون حاجزا للجيش في {P} مساء الثلاثاء وقتلوا خمسة جنود.",
        "arrest": "اعتقلت قوات الأمن عشرة شبان في {P} فجر الثلاثاء.",
        "protest": "تظاهر المئات في {P} الثلاثاء احتجاجا على انقطاع الكهرباء.",
        "take": "سيطر الجيش على بلدة {P} الثلاثاء بعد معارك مع المسلحين.",
        "mine": "انفجر لغم أرضي بسيارة مدنية على أطراف {P} يوم الثلاثاء، ما أدى إلى مقتل أربعة من ركابها.",
        "storm": "اقتحم مسلحون مركزا للشرطة في {P} فجر الثلاثاء وقتلوا أربعة من عناصره.",
        "tribe": "دارت اشتباكات قبلية عنيفة في {P} يوم الثلاثاء سقط فيها خمسة قتلى وعشرة جرحى.",
        "abd": "اختطف مجهولون صحافيا من منزله في {P} فجر الثلاثاء.",
    },
    "en": {
        "air": "An air strike on a market in {P} killed six people on Tuesday.",
        "ied": "A roadside bomb exploded near a police patrol in {P} on Tuesday, killing two officers and wounding four.",
        "attack": "Gunmen attacked an army checkpoint in {P} late on Tuesday, killing five soldiers.",
        "arrest": "Security forces arrested ten young men in {P} at dawn on Tuesday.",
        "protest": "Hundreds of people protested in {P} on Tuesday against power cuts.",
        "take": "The army captured the town of {P} on Tuesday after battles with the gunmen.",
        "mine": "A landmine blew up under a car on the edge of {P} on Tuesday, killing its four passengers.",
        "storm": "Gunmen stormed a police station in {P} at dawn on Tuesday and killed four officers.",
        "tribe": "Tribal clashes in {P} killed five people and wounded ten on Tuesday.",
        "abd": "Unknown men kidnapped a journalist from his home in {P} at dawn on Tuesday.",
    },
}


def rows() -> list[tuple[str, dict[str, str]]]:
    found = []
    for language in NAMES:
        with (CASES / f"told_once_{language}.tsv").open(encoding="utf-8", newline="") as lines:
            found += [(language, row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


@pytest.mark.parametrize(
    ("language", "row"), rows(), ids=lambda value: value if isinstance(value, str) else value["sentence"][:40]
)
def test_an_event_is_told_once(language: str, row: dict[str, str]) -> None:
    place, other = NAMES[language]
    text = f"{LEADS[language][row['lead']]} {row['sentence']}".replace("{P}", place).replace("{Q}", other)
    told = [i for i in read(Report("r", text, DAY, language), GAZETTEER).incidents if i.modality == "occurred"]
    assert len([i for i in told if not i.aggregate]) == int(row["incidents"])
    assert not row["killed"] or told[0].killed == int(row["killed"])
