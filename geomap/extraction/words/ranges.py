"""Where a range of tokens begins and ends in a list that is in text order: steps that never leave machine code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_extensions import i64  # an int that machine code keeps in a register

    from geomap.extraction.words.pack import Tag


def first_tag(tags: list[Tag], token: i64) -> i64:
    """Index of the first tag that does not begin before ``token``."""
    low: i64 = 0
    high: i64 = len(tags)
    while low < high:
        middle = (low + high) >> 1
        if tags[middle].first < token:
            low = middle + 1
        else:
            high = middle
    return low


def firsts(starts: list[int], size: int) -> list[int]:
    """Of each of so many tokens, and of the end, the index of the first of these that is not before it."""
    found: list[int] = []
    for n, start in enumerate(starts):
        found += [n] * (start + 1 - len(found))
    return found + [len(starts)] * (size + 1 - len(found))


def end_of(starts: list[int], low: int, last: int) -> int:
    """Index of the first token, from an index on, that is not before ``last``: few steps, for few stand in a range."""
    while low < len(starts) and starts[low] < last:
        low += 1
    return low
