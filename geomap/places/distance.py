"""How far spellings are apart: an edit distance that knows which letters stand for one another, many pairs at once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import tomli
from numpy.typing import NDArray

from geomap.places.readings import BITS, CODES, packed
from geomap.text import bones, letters

_OTHER = 1.1  # one sound for an unrelated one
_LEAST = 0.05  # any letter for another, any letter too many
_PAIRS = 3072  # pairs that are worked on at a time, of a length: more do not stay in the processor's cache
_MUCH = 1 << 14  # more than any two spellings are apart, in these
_UNIT = 100  # costs are added up as whole hundredths of a consonant
_SIZE = len(CODES) + 1
SCRIPTS = ("latin", "arabic")


@cache
def table() -> dict[str, Any]:
    """Return ``matching.toml``, read once."""
    return tomli.loads(resources.files("geomap.places").joinpath("matching.toml").read_text("utf-8"))


class Spellings(NamedTuple):
    """Spellings, one a row: codes of letters, zeros behind; how many letters; 1 for Arabic ones."""

    letters: NDArray[np.uint8]
    length: NDArray[np.uint8]
    arabic: NDArray[np.uint8]


def distances(asked: Spellings, which: NDArray[np.intp], names: Spellings) -> NDArray[np.float32]:
    """Return the cost, in consonants, of writing each name for what is asked; ``which`` of the spellings that is.

    >>> import numpy as np
    >>> baghuz, bagus = ([CODES[c] for c in w] for w in (["b", "a", "gh", "u", "z"], "bagus"))
    >>> two = Spellings(np.array([baghuz, bagus], np.uint8), np.full(2, 5, np.uint8), np.zeros(2, np.uint8))
    >>> found = distances(two, np.zeros(2, np.intp), two)
    >>> bool(found[0] == 0 < found[1] < 1)
    True
    """
    out = np.empty(len(which), np.float32)
    longest_first = np.argsort(asked.length, kind="stable")[::-1]
    left_out, added, tables = _tables(Spellings(*(column.take(longest_first, 0) for column in asked)))
    lines = 2 * np.argsort(longest_first).take(which) + names.arabic
    letters = np.ascontiguousarray(names.letters)  # of what lies apart ``take`` copies all for every few
    order = np.argsort(np.maximum(asked.length.take(which), names.length), kind="stable")
    for start in range(0, len(order), _PAIRS):
        some = order[start : start + _PAIRS]
        line, longest = lines.take(some), names.length.take(some).max()
        most = asked.length.take(which.take(some)).max()
        # a letter a row, so that each step works on whole rows
        its = np.add(letters.take(some, 0)[:, :longest].T, line * _SIZE, order="C")
        out[some] = added.take(its).sum(0, dtype=np.int16) + _written(left_out[:most].take(line, 1), tables[:most], its)
    return out / np.float32(_UNIT)


def lettered(spellings: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the number of letters of each spelling; ``spellings`` as in ``Spellings``."""
    number: NDArray[np.uint8] = np.einsum("ij->i", (spellings > 0).view(np.uint8))  # many times as fast as a sum
    return number


def _tables(asked: Spellings) -> tuple[NDArray[np.int16], NDArray[np.int16], list[NDArray[np.int16]]]:
    """Return what each letter asked costs where it is left out, and each letter of a name where it is added.

    Then a table for each letter asked: by how much more than that it costs to write it as each letter of a name. Of
    each spelling, the longest first, there are two lines, for names in either script. A table ends where no spelling
    has so many letters: with a zero, which stands for all that would follow, as indices are clipped.
    """
    scripts = (2 * asked.arabic[:, None] + np.arange(2)).ravel() * _SIZE
    at = np.repeat(asked.letters[:, : asked.length.max(initial=0)].T, 2, 1) + scripts
    whole, above = costs()
    tables = []
    for n, letter in enumerate(at):
        lines = 2 * np.count_nonzero(asked.length > n)
        table = np.zeros(lines * _SIZE + 1, np.int16)
        above.take(letter[:lines], 0, table[:-1].reshape(-1, _SIZE), "clip")
        tables.append(table)
    return whole[:, 0].take(at), whole.take(scripts, 0).ravel(), tables


def _written(left_out: NDArray[np.int16], tables: list[NDArray[np.int16]], its: NDArray[np.intp]) -> NDArray[np.int16]:
    """Return by how much more than to add all letters of a name it costs to write it.

    The table of costs is worked out row by row, a letter of what is asked each.

    What a row holds at a letter of the name is less by what it costs to add all letters until there: then to add one is
    free, and the least of a row until each letter is found in steps of 1, 2, 4 and so on.
    """
    length, pairs = its.shape
    steps = [1 << n for n in range(length.bit_length())]
    front = steps[-1] if steps else 1  # rows before the first, that nothing is taken from
    both = np.empty((2, front + length + 1, pairs), np.int16)
    both[:, :front], both[0, front:] = _MUCH, 0
    row, new = ((one[front:], one[front:-1], one[front + 1 :], [one[front - n : -n] for n in steps]) for one in both)
    best = np.empty(its.shape, np.int16)
    for table, less in zip(tables, left_out, strict=True):
        table.take(its, None, best, "clip")
        np.add(best, row[1], out=best)
        np.add(row[0], less, out=new[0])
        np.minimum(best, new[2], out=new[2])
        row, new = new, row
        for n in range(len(steps)):
            np.minimum(row[0], row[3][n], out=new[0])
            row, new = new, row
    more: NDArray[np.int16] = row[0][-1]
    return more


@cache
def costs() -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return what it costs to write one letter for another: scripts and letter asked, letter of the name; 0 is none.

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
    whole = (out * _UNIT).round().astype(np.int16)
    return whole.reshape(-1, _SIZE), (whole - whole[:, :1]).reshape(-1, _SIZE)


def all_costs() -> NDArray[np.float32]:
    """Return what letters cost for one another, as ``costs`` has them: scripts, letter asked, letter of the name."""
    whole: NDArray[np.float32] = (costs()[0] / np.float32(_UNIT)).astype(np.float32)
    return whole.reshape(4, _SIZE, _SIZE)


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
    least = all_costs().min(0)
    one = [0, *(packed(bones(letters()[letter])) or classes for letter in CODES)]
    out = np.full((classes + 1, classes + 1), np.inf, np.float32)
    np.minimum.at(out, (np.array(one)[:, None], np.array(one)), least)
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
