"""How far spellings are apart: an edit distance that knows which letters stand for one another, many pairs at once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import tomli

from geomap.places.readings import BITS, CODES, packed
from geomap.text import bones, letters

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OTHER = 1.1  # one sound for an unrelated one
_LEAST = 0.05  # any letter for another, any letter too many
_PAIRS = 1024  # pairs that are worked on at a time, of a length: more do not stay in the processor's cache
_MUCH = 1 << 14  # more than any two spellings are apart, in these
_UNIT = 100  # costs are added up as whole hundredths of a consonant
SCRIPTS = ("latin", "arabic")


@cache
def table() -> dict[str, Any]:
    """Return ``matching.toml``, read once."""
    return tomli.loads(resources.files("geomap.places").joinpath("matching.toml").read_text("utf-8"))


def distances(
    asked: NDArray[np.uint8], names: NDArray[np.uint8], ways: NDArray[np.integer[Any]],
    lengths: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> NDArray[np.float32]:  # fmt: skip
    """Return the cost, in consonants, of writing each name for what is asked beside it.

    ``asked`` and ``names`` hold a spelling a row: codes of letters, zeros behind. ``ways``: which scripts meet, twice
    whether the one asked is Arabic and once whether the name is. ``lengths``: letters of each of both.

    >>> import numpy as np
    >>> baghuz, bagus = (np.array([[CODES[c] for c in w]], np.uint8) for w in (["b", "a", "gh", "u", "z"], "bagus"))
    >>> way, five = np.zeros(1, int), (np.array([5], np.uint8),) * 2
    >>> bool(distances(baghuz, baghuz, way, five)[0] == 0 < distances(baghuz, bagus, way, five)[0] < 1)
    True
    """
    out = np.empty(len(asked), np.float32)
    # side by side: of what lies apart ``take`` copies all for every few
    asked, names = np.ascontiguousarray(asked), np.ascontiguousarray(names)
    lengths = (np.ascontiguousarray(lengths[0]), np.ascontiguousarray(lengths[1]))
    order = np.argsort(np.maximum(*lengths), kind="stable")
    for start in range(0, len(order), _PAIRS):
        some = order[start : start + _PAIRS]
        # a letter a row, so that each step works on whole rows
        one, other = (x.take(some, 0)[:, : n.take(some).max()].T for x, n in zip((asked, names), lengths, strict=True))
        out[some] = _written(one, other, ways.take(some))
    return out / np.float32(_UNIT)


def lettered(spellings: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the number of letters of each spelling; ``spellings`` as in ``distances``."""
    number: NDArray[np.uint8] = np.einsum("ij->i", (spellings > 0).view(np.uint8))  # many times as fast as a sum
    return number


def _written(asked: NDArray[np.uint8], names: NDArray[np.uint8], ways: NDArray[np.integer[Any]]) -> NDArray[np.int16]:
    """Work the table of costs out row by row, a letter of what is asked each.

    What a row holds at a letter of the name is less by what it costs to add all letters until there: then to add one is
    free, and the least of a row until each letter is found in steps of 1, 2, 4 and so on.
    """
    costs, above = _costs()
    size = len(CODES) + 1
    length, pairs = names.shape
    base = ways.astype(np.intp) * (size * size)
    mine = asked.astype(np.intp, "C") * size + base
    its = np.zeros((length + 1, pairs), np.intp)  # nothing, then the letters
    its[1:] = names
    less = costs.take(mine)  # a letter that only what is asked has
    steps = [1 << n for n in range(length.bit_length())]
    front = steps[-1] if steps else 1  # rows before the first, that nothing is taken from
    row, new = (np.full((front + length + 1, pairs), _MUCH, np.int16) for _ in range(2))
    row[front:] = 0
    both, best = np.empty(its.shape, np.intp), np.empty(its.shape, np.int16)
    for letter, left_out in zip(mine, less, strict=True):
        np.add(its, letter, out=both)
        above.take(both, out=best, mode="clip")
        best += row[front - 1 : -1]
        np.add(row[front:], left_out, out=new[front:])
        np.minimum(best, new[front:], out=new[front:])
        row, new = new, row
        for step in steps:
            np.minimum(row[front:], row[front - step : -step], out=new[front:])
            row, new = new, row
    cost: NDArray[np.int16] = costs.take(base + its).sum(0, dtype=np.int16)
    cost += row[-1]
    return cost


@cache
def _costs() -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return what it costs to write one letter for another, flat: way, letter asked, letter of the name; 0 is none.

    Also by how much that is more than to add the letter of the name. Nothing for nothing is free, so that the zeros
    behind the letters add nothing.
    """
    out = np.repeat(by_sound()[None], 4, 0)
    lines = resources.files("geomap.places").joinpath("letters.tsv").read_text("utf-8").splitlines()
    for line in lines[2:]:  # a comment, a header
        one, other, x, y, cost = line.split("\t")
        a, b = SCRIPTS.index(one), SCRIPTS.index(other)
        i, j = CODES.get(x, 0), CODES.get(y, 0)
        out[2 * a + b, i, j] = float(cost)
        if a != b:  # the other way round it costs the same
            out[2 * b + a, j, i] = float(cost)
    costs = (out * _UNIT).round().astype(np.int16)
    return costs.ravel(), (costs - costs[:, :1]).ravel()


def all_costs() -> NDArray[np.float32]:
    """Return what letters cost for one another, as ``_costs`` orders them: way, letter asked, letter of the name."""
    size = len(CODES) + 1
    costs: NDArray[np.float32] = (_costs()[0] / np.float32(_UNIT)).astype(np.float32)
    return costs.reshape(4, size, size)


@cache
def least_costs() -> NDArray[np.float32]:
    """Return the least that a letter of a class costs for one of another: class asked, class of the name; 0 is none.

    Classes are numbered as they are in keys; letters that no key holds count for none of them.

    >>> costs = least_costs()
    >>> b, k, r = (packed(c) for c in "bkr")
    >>> bool(costs[b, b] == 0), bool(costs[b, r] < costs[b, k])
    (True, True)
    """
    classes = 1 << BITS
    costs = all_costs().min(0)
    one = [0, *(packed(bones(letters()[letter])) or classes for letter in CODES)]
    out = np.full((classes + 1, classes + 1), np.inf, np.float32)
    np.minimum.at(out, (np.array(one)[:, None], np.array(one)), costs)
    return out[:classes, :classes]


def by_sound() -> NDArray[np.float32]:
    """Return what letters cost for one another by how they sound alone: letter asked, letter of the name; 0 is none."""
    sounds = ["", *(letters()[letter] for letter in CODES)]
    out = np.maximum(np.array([[_apart(x, y) for y in sounds] for x in sounds], np.float32), np.float32(_LEAST))
    np.fill_diagonal(out, 0)
    return out


@cache
def _apart(a: str, b: str) -> float:
    """Distance of two sounds, each of none, one or two."""
    left_out, taken_for = table()["left_out"], table()["taken_for"]
    row = [0.0]
    for y in b:
        row.append(row[-1] + left_out.get(y, 1.0))
    for x in a:
        skip = left_out.get(x, 1.0)
        new = [row[0] + skip]
        for k, y in enumerate(b, 1):
            change = 0.0 if x == y else taken_for.get(x + y, taken_for.get(y + x, _OTHER))
            new.append(min(row[k - 1] + change, row[k] + skip, new[-1] + left_out.get(y, 1.0)))
        row = new
    return row[-1]
