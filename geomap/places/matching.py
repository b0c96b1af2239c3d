"""How likely a spelling in the gazetteer is what a query means: features of the pair, weighed into log-odds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.places.asking import PARTICLE, TURNED, WHOLE, WORD_SHARED
from geomap.places.distance import Spellings, costs, distances, table
from geomap.places.generics import OPPOSITES
from geomap.places.readings import MOST

try:
    from geomap.places import pairs
except ImportError:  # there is no machine code: numpy does the same, in three times the time
    pairs = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.places.postings import Numbers, Rows

_LEAST = 5.0  # letters that a short name counts as
_CONSONANTS = 0.62  # of the letters of a name
NEARLY = 0.2  # share of a name below which it is nearly the same
# a way of asking, as ``asking.packed_ways`` packs it
WAY = np.dtype(
    [
        ("asked", "<u4"), ("name", "<u4"), ("generics", "<u8"), ("arabic", "u1"), ("kind", "u1"), ("lost", "u1"),
        ("length", "u1"), ("letters", "u1", (MOST,)),
    ]
)  # fmt: skip
MATCH = np.dtype(
    [("odds", "f4"), ("share", "f4"), ("exact", "?"), ("other_script", "?"), ("generic", "?"), ("part", "?")]
)
MARKS = ("more", "less", "opposite", "other_script", "part_of_name", "part_asked", "turned", "particle")


def weigh(ways: Rows, way: Numbers, rows: Rows, numbers: Numbers) -> NDArray[Any]:
    """Weigh ways of asking, one for each row as ``way`` tells, against rows of postings; return ``MATCH``.

    As ``matching.toml`` says. Namesakes of one spelling are compared once: the first of them by number, where it was
    found in the same way.
    """
    if pairs is not None:
        out = np.empty(len(rows), MATCH)
        pairs.weigh(ways, way, rows, numbers, *_laid_out(), out)
        return out
    here = np.arange(len(rows))
    first = np.maximum(here - rows["back"], 0)
    first = np.where((numbers.take(first) == numbers - rows["back"]) & (way.take(first) == way), first, here)
    alone = first == here
    return in_numpy(ways, way.compress(alone), rows.compress(alone)).take((np.cumsum(alone) - 1).take(first))


@cache
def _laid_out() -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return what machine code goes by: the tables of costs, the weights, and which generic words are opposites."""
    w = table()["weights"]
    weights = [w[name] for name in ("start", "distance", "share", "root", "exact", *MARKS)]
    whole, above = map(np.ascontiguousarray, costs())
    return whole, above, np.array(weights), np.array(OPPOSITES, np.uint64)


def in_numpy(ways: Rows, which: Numbers, rows: Rows) -> NDArray[Any]:
    """Do what ``weigh`` does, for all pairs together, each by itself."""
    w = table()["weights"]
    kinds = ways["kind"].take(which)
    letters, length, lost = compared(kinds, rows)
    asked = Spellings(ways["letters"], ways["length"], ways["arabic"])
    apart = distances(asked, which, Spellings(letters, length, rows["arabic"]))
    share = apart / consonants(ways["length"].take(which), length)
    told = marks(ways, which, rows, lost)
    out = np.empty(len(rows), MATCH)
    out["share"] = share
    out["exact"] = (ways["name"].take(which) == rows["name"]) & (kinds == WHOLE) & (lost == 0)
    out["other_script"] = told["other_script"]
    out["generic"] = told["more"] + told["less"] > 0
    out["part"] = told["part_of_name"] | told["part_asked"]
    odds = w["start"] + w["distance"] * apart + w["share"] * share + w["root"] * np.sqrt(share)
    for name, mark in told.items():
        if mark.any():
            odds += w[name] * mark
    out["odds"] = np.where(out["exact"], w["start"] + w["exact"], odds)
    return out


def consonants(asked: NDArray[np.uint8], named: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return of how many consonants a distance of spellings is a share, by the letters that each of them has."""
    length = np.maximum(np.float32(2 * _LEAST), np.add(asked, named, dtype=np.float32))
    return length * np.float32(_CONSONANTS / 2)


def marks(ways: Rows, which: Numbers, rows: Rows, lost: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    """Return what else tells for or against a pair, by the names of its weights; ``lost``: see ``compared``."""
    asked, named = ways["generics"].take(which), np.ascontiguousarray(rows["generics"])
    opposite = np.zeros(len(rows), np.uint8)
    some = np.flatnonzero((asked > 0) & (named > 0))  # few
    for group in OPPOSITES if len(some) else ():
        mine, its = asked[some] & np.uint64(group), named[some] & np.uint64(group)
        opposite[some] += (mine != its) & (mine > 0) & (its > 0)
    values = (
        np.bitwise_count(named & ~asked), np.bitwise_count(asked & ~named), opposite,
        ways["arabic"].take(which) != rows["arabic"], lost > 0,
        *(of_way.take(which) for of_way in (ways["lost"] > 0, ways["kind"] == TURNED, ways["kind"] == PARTICLE)),
    )  # fmt: skip
    return dict(zip(MARKS, values, strict=True))


def compared(kinds: NDArray[np.uint8], rows: Rows) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the letters compared, of one word where it was filed by one, how many, and how many are left out."""
    letters, start, lost = rows["letters"], rows["start"], rows["lost"].copy()
    length = rows["stop"] - start
    one_word = np.flatnonzero(lost)
    if len(one_word):
        shared = kinds[one_word] == WORD_SHARED
        whole, some = one_word[shared], one_word[~shared]
        length[whole] += lost[whole]
        lost[whole] = 0
        letters = letters.copy()
        at = start[some].astype(np.intp)[:, None] + np.arange(MOST)
        word = np.take_along_axis(letters[some], np.minimum(at, MOST - 1), 1)
        letters[some] = np.where(at < rows["stop"][some][:, None], word, 0)
    return letters, length, lost


@cache
def reason(kind: int, unlike: int, exact: bool, other_script: bool, generic: bool, part: bool) -> str:  # noqa: FBT001
    """Say in words why a place was found; ``unlike``: 0 for the same sounds, 1 for nearly the same, else 2."""
    if kind == PARTICLE:
        return "the name without an attached particle"
    if exact:
        return "the name but for article or spelling marks"
    words = ("the same", "nearly the same", "similar")[unlike]
    words += " sounds" + (" in the other script" if other_script else "")
    if kind == TURNED:
        words += ", the words in another order"
    if part:
        words += ", for a part of the name"
    return words + (", but for a generic word" if generic else "")
