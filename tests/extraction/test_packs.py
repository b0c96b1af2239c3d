"""Packs are checked when they are loaded: a mistake is told with its line."""

from __future__ import annotations

from importlib import resources

import pytest

from geomap.errors import PackError
from geomap.extraction.pack import LANGUAGES, load_pack
from geomap.extraction.validate import parse, schema

FRENCH = resources.files("geomap.extraction").joinpath("packs", "fr.toml").read_text("utf-8")


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(FRENCH.splitlines(), 1) if text in line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_loads_and_names_itself(language: str) -> None:
    assert load_pack(language).table["language"] == language


@pytest.mark.parametrize(
    ("right", "wrong", "at", "said"),
    [
        ('type = "Arrests"', 'type = "Arrest"', 'type = "Arrests"', "'Arrests' meant"),
        ('class = "unknown"', 'class = "nobody"', 'class = "unknown"', "class must be one of"),
        ('negation = ["ne"', 'negatoin = ["ne"', 'negation = ["ne"', "'negation' meant"),
        ('via = ["via", ', 'via = ["via", "", ', 'via = ["via"', "is not a phrase"),
        ('"rapt"]', '".. rapt"]', '"rapt"]', "stands between words"),
        ('"rapt"]', '"rapt .. .. femme"]', '"rapt"]', "stands between words"),
        ('"en passant par"', '"en passant|"', '"en passant par"', "is missing beside"),
        ("[motion.return]", "[motion.retour]", "[motion.return]", "no such movement"),
        ("weight = 66", 'weight = "high"', "weight = 66", "whole number"),
        ("[event.killing]\n", "[event.killing]\ntakes = ['nothing']\n", "[event.killing]", "no event of this pack"),
        ("[event.arrest]\n", "[event.arrest]\ncolour = 'red'\n", "[event.arrest]", "no such key"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, at: str, said: str) -> None:
    assert right in FRENCH
    with pytest.raises(PackError) as caught:
        parse(FRENCH.replace(right, wrong, 1), "fr.toml")
    message = str(caught.value)
    assert said in message
    told = int(message.split("line ")[1].split(":", maxsplit=1)[0])
    assert abs(told - line_of(at)) <= 1


def test_broken_toml_is_told_with_its_line() -> None:
    with pytest.raises(PackError, match=r"fr\.toml: .*line 2"):
        parse('language = "fr"\n[numbers\n[dates]\n', "fr.toml")


def test_a_missing_section_is_named() -> None:
    with pytest.raises(PackError, match="event: is missing"):
        parse('language = "xx"\n[numbers]\n[dates]\n[words]\n', "xx.toml")


def test_every_list_is_explained() -> None:
    explained = schema()["words"]
    assert all(isinstance(what, str) and what for what in explained.values())
    unexplained = {language: load_pack(language).table["words"].keys() - explained for language in LANGUAGES}
    assert not any(unexplained.values()), unexplained
