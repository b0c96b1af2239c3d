"""No regular expression of the project takes more than linear time: measured as growth on strings made to hurt it."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
CALLS = ("compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer")
SMALL, TIMES = 4_000, 4
FLOOR = 0.05  # seconds: a pattern this fast on the longer string harms nobody
LINEAR = TIMES * 2.5  # growth by more is taken for more than linear; a quadratic one grows sixteenfold
ALPHABET = ["a", "A", "1", " ", "\n", "-", ".", ",", "_", "'", '"', "<", "=", "/", "---\n", "a.", "1,", "1,111", "a-", "a'", "\u0627", "\u0640", "\u0661"]  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Every regular expression written as a literal in the code."""
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


FOUND = list(patterns())


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for _match in pattern.finditer(text if isinstance(pattern.pattern, str) else text.encode()):  # type: ignore[arg-type]
            pass
        best = min(best, time.process_time() - start)
        if best < FLOOR:
            break
    return best


def grows(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[str]:
    """Return the pieces whose repetition costs more than linear time."""
    own = re.findall(r"[^\\()\[\]{}?*+|^$]", str(pattern.pattern))
    bad = []
    for piece in dict.fromkeys([*ALPHABET, *own]):
        short, long = (piece * (n // len(piece)) + "\0" for n in (SMALL, SMALL * TIMES))
        slow = seconds(pattern, long)
        # Measured again before it is said: a busy machine slows one run, not three.
        if slow > FLOOR and all(seconds(pattern, long) > LINEAR * seconds(pattern, short) for _ in range(3)):
            bad.append(piece)
    return bad


@pytest.mark.parametrize(("where", "pattern"), FOUND, ids=[w for w, _ in FOUND])
def test_time_is_linear(where: str, pattern: re.Pattern[str]) -> None:
    assert grows(pattern) == [], where


def test_all_are_found_and_a_bad_one_would_be() -> None:
    assert len(FOUND) >= 15
    assert grows(re.compile(r"a+b"))
