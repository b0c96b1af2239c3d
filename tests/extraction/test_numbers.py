"""Counts and counted nouns, by tables that analysts can extend."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.extraction.how_many.numbers import Numbers
from geomap.extraction.words.tokens import tokenise

CASES = Path(__file__).parents[1] / "cases"
COLUMNS = ("text", "value", "low", "high", "quantifier", "noun", "words", "people")


def grammar(language: str) -> Numbers:
    pack = resources.files("geomap.extraction").joinpath("packs", f"{language}.toml").read_text("utf-8")
    return Numbers(tomllib.loads(pack)["numbers"])


NUMBERS = {language: grammar(language) for language in ("ar", "en")}


def table(name: str) -> list[dict[str, str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(COLUMNS, row + [""] * (len(COLUMNS) - len(row)), strict=True)) for row in rows]


def cases() -> list[object]:
    return [pytest.param(lang, row, id=row["text"]) for lang in NUMBERS for row in table(f"numbers_{lang}.tsv")]


@pytest.mark.parametrize(("language", "case"), cases())
def test_counts(language: str, case: dict[str, str]) -> None:
    text = case["text"]
    tokens = tokenise(text)
    found = NUMBERS[language].find_all(tokens, 0, len(tokens))
    if case["value"] == "-":
        assert found == []
    else:
        q = found[0]
        numbers = ["" if n is None else str(n) for n in (q.value, q.low, q.high)]
        assert numbers == [case["value"], case["low"], case["high"]]
        assert (q.quantifier or "-") == case["quantifier"]
        assert (q.noun or "") == case["noun"]
        assert text[tokens[q.first].start : tokens[q.last - 1].end] == case["words"]
    people = NUMBERS[language].find_people(tokens, 0, len(tokens))
    assert (str(people.value) if people else "") == case["people"]


def test_enough_cases() -> None:
    assert len(table("numbers_ar.tsv")) >= 60
    assert len(table("numbers_en.tsv")) >= 40


def test_digits_too_long_for_a_count_count_nobody_knows_how_many() -> None:
    tokens = tokenise("9" * 5000 + " people")
    assert [q.value for q in NUMBERS["en"].find_all(tokens, 0, len(tokens))] == [None]


def test_reading_starts_where_asked_and_stays_in_range() -> None:
    tokens = tokenise("two women and a child")
    assert NUMBERS["en"].read(tokens, 1) is None
    assert NUMBERS["en"].find_people(tokens, 0, 2).value == 2
    assert NUMBERS["en"].find_people(tokens, 0, 5).value == 3


WORDS = (
    "بين ستين و وسبعين ألف ألفا مئة وثلاثين طفلين وامرأة من عناصرها أحد على الأقل 39,000 1.2 60 - 70 $ % ، نحو عشرات "
    "الـ 24 ساعة between 60 and 70 thousand a dozen one of the women, half million 12-year-old up to people or more "
    "9999999999999999"
)
PIECES = st.sampled_from(WORDS.split())


@given(st.text() | st.lists(PIECES).map(" ".join))
def test_any_text_is_read_without_failing(text: str) -> None:
    tokens = tokenise(text)
    for numbers in NUMBERS.values():
        last = 0
        for q in numbers.find_all(tokens, 0, len(tokens)):
            assert last <= q.first < q.last <= len(tokens)
            assert q.value is None or q.value >= 0
            assert q.quantifier != "between" or q.low <= q.high
            last = q.last
        people = numbers.find_people(tokens, 0, len(tokens))
        assert people is None or (people.noun == "people" and people.value is not None)
