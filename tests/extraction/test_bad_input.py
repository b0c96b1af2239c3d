"""Texts as they come: mixed, marked, broken, huge, in other languages. Never a crash; spans true to the original."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.model import Parsed, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
DAY = date(2019, 3, 6)
TABLES = sorted((Path(__file__).parents[1] / "cases").glob("*_[ae][rn].t[sx][tv]"))


def parse(text: str, language: str | None = None) -> Parsed:
    parsed = read(Report("r", text, DAY, language), GAZETTEER)
    for m in parsed.mentions:
        assert text[m.start : m.end] == m.surface
    for record in (*parsed.incidents, *parsed.movements):
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote
    return parsed


def places(parsed: Parsed) -> set[str]:
    return {m.place.name for m in parsed.mentions if m.place}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Shells hit Raqqa (الرقة) on Monday, killing three civilians.", 3),
        ("\u202aShells hit \u2067Raqqa\u2069 on Monday\u202c, killing \u200fthree\u200e civilians.", 3),
        ("<p>Shells hit <b>Raqqa</b> on Monday,<br/>killing three civilians.</p>", 3),
        ("Shells&nbsp;hit &ldquo;Raqqa&#8221; on Monday, killing&#160;&#x200f;three&#32;civilians &amp; wounding &#8220;none&#8221;.", 3),
        ("قُتل &#160;3&nbsp;مدنيين بقصف مدفعي على مدينة &laquo;الرقة&raquo; أمس&#1548; &#8220;بحسب ناشطين&#8221;.", 3),
        ("\U0001f4a5\U0001f4a5 Shells hit Raqqa on Monday \U0001f622 killing three civilians \U0001f64f\U0001f3fd", 3),
        ("Shells  hit\u00a0Raqqa on Monday\u2009, killing three civi\u00adlians .", 3),
        ("قُتِلَ ثَلاثَةُ مَدَنِيِّينَ بِقَصْفٍ مِدْفَعِيٍّ عَلَى مَدِينَةِ الرَّقَّةِ يَوْمَ الإِثْنَيْنِ.", 3),
        ("قتل ثلاثة مدنيين بقصف مدفعي على مدينة الرقـــة أمس.", 3),
        ("\ufed7\ufe98\ufede \ufe9b\ufefc\ufe9b\ufe94 \ufee3\ufeaa\ufee7\ufef4\ufef4\ufee6 بقصف مدفعي على مدينة \ufe8d\ufedf\ufeae\ufed7\ufe94 أمس.", 3),
    ],
    ids=["scripts", "bidi", "html", "references", "references beside Arabic", "emoji", "spaces", "vowels", "tatweel", "presentation forms"],
)  # fmt: skip
def test_a_marked_text_is_read_as_the_plain_one(text: str, killed: int) -> None:
    parsed = parse(text)
    (incident,) = parsed.incidents
    assert (incident.sub_event_type, incident.killed) == ("Shelling/artillery/missile attack", killed)
    assert incident.place is not None
    assert incident.place.name == "Raqqa"


@pytest.mark.parametrize(
    "text",
    [
        "She11s h1t Raqqa 0n M0nday, ki11ing thr ee civi1ians ,, ~~ |l",
        "R a q q a  s h e l l e d .\n\n- 3 -\n\nPage 4 of 12 ___ ... ,,, ;;;",
        "\x00\x01\x02 Raqqa \ufffd\ufffd \ud800 attack",
        "........ !!!! ???? ،،،، ؛؛؛",
        "((((((((((Raqqa))))))))))",
        "-" * 1000,
        "\n" * 1000 + "Raqqa",
        "\u0301\u0301\u0301 Raqqa\u0301",
    ],
)
def test_noise_is_no_crash(text: str) -> None:
    parse(text, "en")
    parse(text, "ar")
    parse(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("در حمله‌ای که روز گذشته در شهر بغداد روی داد، پنج نفر کشته شدند و چند نفر دیگر زخمی شدند.", "fa"),
        ("بغداد میں دھماکے سے پانچ افراد ہلاک ہو گئے، پولیس کے مطابق زخمیوں کو ہسپتال منتقل کر دیا گیا ہے۔", "ur"),
        ("لە تکریت پێنج کەس کوژران و چەند کەسێکی دیکە بریندار بوون، پۆلیس ڕایگەیاند.", "ckb"),
        ("Li Baxdayê pênc kes hatin kuştin û gelek kes birîndar bûn, wezareta tenduristiyê got. Damascus.", "ku"),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_other_languages_are_named_and_their_places_found(text: str, language: str, *, declared: bool) -> None:
    parsed = parse(text, language if declared else None)
    assert parsed.error is not None
    assert f"{language!r} is not supported" in parsed.error
    assert parsed.incidents == ()
    assert places(parsed) & {"Baghdad", "Damascus", "Tikrit"}


def test_a_language_that_cannot_be_told_is_told_in_words() -> None:
    parsed = parse("Силы вошли в деревню", "und")
    assert parsed.error is not None
    assert parsed.error.startswith("the language of the report could not be told")
    assert "one of ar, en, fr" in parsed.error


@pytest.mark.parametrize("words", ["near the camp", "in the village", "at the port of"])
def test_a_quoted_name_that_nobody_knows_is_read_on(words: str) -> None:
    assert parse(f'Shells fell {words} "Qarat Zumur" on Monday.', "en").error is None
    assert parse(f"Shells fell {words} \u2018Qarat Zumur\u2019 on Monday.", "en").error is None


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_sentence_may_break_off_anywhere(table: Path) -> None:
    language = table.stem[-2:]
    for line in table.read_text("utf-8").splitlines():
        words = max(line.split("\t"), key=len).replace("{", "").replace("}", "").rstrip(" .").split()
        for cut in (len(words), len(words) - 1, len(words) // 2):
            parse(" ".join(words[:cut]), language)
