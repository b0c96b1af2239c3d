"""Lines broken at a width are read as if they went on; lines of their own stay so."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.text.wrapping import unwrapped

ARABIC = (
    "قُتل سبعة جنود وأصيب خمسة آخرون في هجوم شنه مسلحون على حاجز للجيش في مدينة الضالع أمس الثلاثاء. وقالت مصادر محلية إن "
    "المهاجمين استخدموا قذائف الهاون قبل أن ينسحبوا إلى مديرية قعطبة. وفي سراقب قصفت طائرات حربية سوقا شعبية."
)
ENGLISH = (
    "A car bomb exploded near the market in Manbij on Monday, killing four civilians and wounding eleven, a monitor said. "
    "Some 200 families fled from Maarrat al-Numan to Idlib after the shelling of the town. No group said that it did it."
)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_broken_at_a_width_goes_on(text: str, width: int, end: str) -> None:
    broken = end.join(textwrap.wrap(text, width, break_on_hyphens=False))
    assert unwrapped(f"{broken}\n\n{broken}").split() == f"{text} {text}".split()
    assert unwrapped(f"{broken}\n\n{broken}").count("\n") == 2


@pytest.mark.parametrize(
    "text",
    [
        "غارات على سراقب وقصف على سرمين\nقصف مدفعي على كفرنبل وخان السبل\nاشتباكات في محيط بلدة النيرب\nنزوح عشرات العائلات",
        "Idlib: shelling of two villages\nHama: a raid, three arrested\nHoms: a bomb near the market\nRaqqa: quiet",
        "- shelling of two villages in Idlib\n- a raid on Kafr Nabl, three were hurt\n- mortar fire on the market",
        "1. قصف على بلدة سراقب أوقع قتيلين\n2. غارة على مدينة أريحا وجرحى فيها\n3. انفجار لغم في ريف حماة الشرقي",
        "08:10 shelling of the western district\n09:25 drones over the airport, one shot down\n11:40 ambulances arrive",
        "The army took Baghuz.\nThe battle was over by noon.\nThousands had left before.",
        "A title of the report\n\nand what it tells",
        "Log of the week, 13-19 January 2020\nMon 13 Jan. Shelling on the town of Azaz.\nWed 15 Jan. A raid in the old town.",
        "",
        "\n",
        "\n\n \n",
        "word",
    ],
)
def test_lines_of_their_own_stay_so(text: str) -> None:
    assert unwrapped(text) is text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Gunmen killed three men\nin Saraqib.", "Gunmen killed three men in Saraqib."),
        ("قتل مسلحون ثلاثة رجال في\nبلدة سراقب", "قتل مسلحون ثلاثة رجال في بلدة سراقب"),
        ("The dead were taken to\nAleppo\nHama: a raid", "The dead were taken to Aleppo\nHama: a raid"),
    ],
)
def test_a_line_that_ends_within_a_sentence_goes_on(text: str, read: str) -> None:
    assert unwrapped(text) == read


@given(st.text(alphabet="ab. \n\r-:قف،", max_size=200))
def test_only_line_ends_become_spaces(text: str) -> None:
    read = unwrapped(text)
    assert len(read) == len(text)
    assert all(a == b or (a == "\n" and b == " ") for a, b in zip(text, read, strict=True))
