"""No regular expression of the project takes more than linear work: steps are counted on strings made to hurt it."""

from __future__ import annotations

import ast
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.text.keys import table
from tests.fuzz.steps import Steps, TooManyError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
CALLS = ("compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer")
SIZE = 120  # characters, and twice and three times as many: longer than what a bounded repeat may cross
LINEAR = 1.35  # growth of the growth: 1 for linear work, 1.67 for quadratic
SLACK = 40  # steps
MOST = 100_000  # steps on a string of the greatest size; linear patterns take some thousand
ALPHABET = ["a", "A", "1", " ", "\n", "-", ".", ",", "_", "'", '"', "<", "=", "/", "---\n", "a.", "1,", "1,111", "a-", "a'", "a b ", "\u0627", "\u0640", "\u0661"]  # fmt: skip

Pattern = re.Pattern[str] | re.Pattern[bytes]


def patterns() -> Iterator[tuple[str, Pattern]]:
    """Every regular expression written as a literal in the code, and those of the tables of sounds."""
    for file in sorted((ROOT / "geomap").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            owner, first = node.func.value, node.args[0]
            if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in CALLS:
                flags = 0
                for word in [*node.args[1:], *(k.value for k in node.keywords)]:
                    for part in ast.walk(word):
                        if isinstance(part, ast.Attribute) and isinstance(getattr(re, part.attr, None), re.RegexFlag):
                            flags |= getattr(re, part.attr)
                if isinstance(first, ast.Constant):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", re.compile(first.value, flags)
    for spelled in table()["readings"]:
        yield f"translit.toml: {spelled}", re.compile(spelled)


FOUND = list(patterns())


def hostile(pattern: Pattern) -> list[str]:
    """Return pieces whose repetition may hurt a pattern: everyday ones, and its own letters, alone and in pairs."""
    own = re.findall(r"[^\\()\[\]{}?*+|^$]", str(pattern.pattern))[:12]
    return list(dict.fromkeys([*ALPHABET, *own, *map("".join, pairwise(own))]))


def grows(pattern: Pattern) -> list[str]:
    """Return the pieces whose repetition costs more than linear work."""
    bad = []
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        for piece in hostile(pattern):
            try:
                one, two, three = (
                    Steps(pattern, piece * (SIZE * n // len(piece)) + "\0", MOST).count for n in (1, 2, 3)
                )
            except TooManyError:
                bad.append(piece)
                continue
            if three - two > LINEAR * (two - one) + SLACK:
                bad.append(piece)
    finally:
        sys.setrecursionlimit(limit)
    return bad


@pytest.mark.parametrize(("where", "pattern"), FOUND, ids=[w for w, _ in FOUND])
def test_work_is_linear(where: str, pattern: Pattern) -> None:
    assert grows(pattern) == [], where


@pytest.mark.parametrize(
    "bad", [r"a+b", r"(a+)+b", r"(a|a)*b", r"(?:a|aa)+$", r"\s+$", r"[a-z]+\d", r"a.*b.*c", r"(\w+\s?)+:"]
)
def test_bad_ones_are_told(bad: str) -> None:
    assert grows(re.compile(bad))


@pytest.mark.parametrize(("where", "pattern"), FOUND, ids=[w for w, _ in FOUND])
def test_the_counter_finds_what_re_finds(where: str, pattern: Pattern) -> None:
    texts = [piece * 7 + "\0" for piece in hostile(pattern)] + [
        "Deir ez-Zor, 39,000 people: l'été <b>x</b> 3/4/2019\n---\n"
    ]
    for text in texts:
        given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
        expected = [m.span() for m in pattern.finditer(given)]  # type: ignore[arg-type]
        counted = Steps(pattern, text if isinstance(given, str) else given.decode("latin-1")).found
        assert counted == expected, (where, text)


def test_all_are_found() -> None:
    assert len(FOUND) >= 15
