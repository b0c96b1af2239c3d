"""Expressions of time, by tables that analysts can extend."""

import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.extraction.how_many.numbers import Numbers
from geomap.extraction.when.dates import Dates, DateSpan
from geomap.extraction.words.tokens import tokenise

CASES = Path(__file__).parents[1] / "cases"
COLUMNS = ("published", "text", "kind", "start", "end", "precision", "part", "words")
KINDS = {
    "day", "range", "since", "month", "year", "relative_hours",
    "same_day", "day_before", "day_after", "part", "future", "duration",
}  # fmt: skip


def grammar(language: str) -> Dates:
    pack = tomllib.loads(resources.files("geomap.extraction").joinpath("packs", f"{language}.toml").read_text("utf-8"))
    return Dates(pack["dates"], Numbers(pack["numbers"]))


DATES = {language: grammar(language) for language in ("ar", "en")}


def table(name: str) -> list[dict[str, str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(COLUMNS, row + [""] * (len(COLUMNS) - len(row)), strict=True)) for row in rows]


def cases() -> list[object]:
    rows = [(lang, row) for lang in DATES for row in table(f"dates_{lang}.tsv")]
    return [pytest.param(lang, row, id=f"{row['text']} {row['published']}") for lang, row in rows]


def find(language: str, text: str, published: date | None) -> list[DateSpan]:
    return DATES[language].find(tokenise(text), published, text)


@pytest.mark.parametrize(("language", "case"), cases())
def test_expressions(language: str, case: dict[str, str]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    found = find(language, case["text"], published)
    if case["kind"] == "-":
        assert found == []
        return
    span = found[0]
    time = span.time
    fields = [time.start, time.end, time.precision, span.day_part]
    assert span.kind == case["kind"]
    assert ["" if f is None else str(f) for f in fields] == [case[c] for c in ("start", "end", "precision", "part")]
    assert time.text == case["words"]
    assert time.span is not None
    assert case["text"][slice(*time.span)] == time.text


def test_enough_cases() -> None:
    assert len(table("dates_ar.tsv")) >= 40
    assert len(table("dates_en.tsv")) >= 30


def test_several_in_one_text_keep_their_order() -> None:
    text = "The post fell on Friday; on Saturday evening it was retaken, after 3 days."
    found = find("en", text, date(2019, 3, 3))
    assert [(s.kind, s.time.start) for s in found] == [
        ("day", date(2019, 3, 1)),
        ("day", date(2019, 3, 2)),
        ("duration", None),
    ]


def test_leap_day_is_the_last_there_was() -> None:
    assert find("en", "on 29 February", date(2019, 3, 3))[0].time.start == date(2016, 2, 29)


def test_offsets_are_those_of_a_text_with_vowel_marks_and_tatweel() -> None:
    text = "وَصَلُوا مَسَاءَ السَّبْـت إلى المخيم"
    span = find("ar", text, date(2019, 3, 3))[0]
    assert span.time.start == date(2019, 3, 2)
    assert span.time.text is not None
    assert span.time.text.startswith("مَسَاء")


WORDS = (
    "منذ قبل بعد خلال مساء ليل يوم السبت والأحد أمس الأول اليوم 10 أيلول / سبتمبر الماضي الأسبوع الأيام الثلاثة "
    "الماضية الـ 24 ساعة عام 2014 من مطلع 2019-03-03 3.3.2019 31 since last 9999 years ago the past 3 March , 2019 "
    "early mid-May Friday to Sunday morning ( ) a week in overnight 0 99999999 months"
)


@given(st.text() | st.lists(st.sampled_from(WORDS.split())).map(" ".join), st.none() | st.dates())
def test_any_text_is_read_without_failing(text: str, published: date | None) -> None:
    tokens = tokenise(text)
    for dates in DATES.values():
        last = 0
        for span in dates.find(tokens, published, text):
            assert span.kind in KINDS
            assert last <= span.first < span.last <= len(tokens)
            assert span.time.span is not None
            assert text[slice(*span.time.span)] == span.time.text
            start, end = span.time.start, span.time.end
            assert (start is None) == (end is None) == (span.time.precision is None)
            last = span.last
