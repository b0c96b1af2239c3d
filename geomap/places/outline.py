"""A spelling at a glance, two numbers of which alike spellings share most bits: to choose what is compared in full."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geomap.places.distance import lettered
from geomap.places.readings import BITS, CODES, CONSONANTS, packed
from geomap.text import bones, letters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bits = NDArray[np.uint64]

_CLASSES = (1 << BITS) - 1  # of consonants
_END = _CLASSES + 1  # stands behind the last consonant
_PARTS = ((3, 5), (1, 2))  # how much of the consonants is the first and the last part, in each of the numbers
_PAIRS = (23, 13)  # bits that pairs of consonants share
_TIMES = 2  # that a vowel is counted
_VOWELS = "aiu"
_LENGTH = 2 * _CLASSES  # bit from which the length is told, in halves of the letters and in consonants
_VOWEL = _LENGTH + CONSONANTS  # and from which vowels are told
_PAIR = (_LENGTH + 10, _VOWEL + _TIMES * len(_VOWELS))  # and pairs


def outlines(spellings: NDArray[np.uint8]) -> Bits:
    """Return two rows, of each spelling two numbers: codes of letters, zeros behind.

    They tell which classes of consonants are among the first and the last of them, which follow one another, how many
    there are, how many letters, and which vowels. The more bits two spellings share, the likelier they are alike.

    >>> words = [["b", "a", "gh", "u", "z"], "bagus", "qamar"]
    >>> found = outlines(np.array([[CODES[c] for c in word] for word in words], np.uint8))
    >>> apart = np.bitwise_count(found ^ found[:, :1]).sum(0)
    >>> bool(apart[0] == 0 < apart[1] < apart[2])
    True
    """
    order = np.argsort(lettered(spellings), kind="stable")[::-1]  # the longest first
    letters = np.ascontiguousarray(spellings.take(order, 0).T)  # a letter a row
    length = lettered(spellings).take(order)
    classes = _classes().take(letters)
    there = classes > 0
    so_far = np.cumsum(there, 0, dtype=np.uint8)
    number = so_far[-1]
    found = np.stack([_up_to(length // 2, _LENGTH), _up_to(np.minimum(number, CONSONANTS), _LENGTH)])
    for n, vowel in enumerate(_vowels()):
        times = vowel.take(letters).sum(0, dtype=np.uint8)
        found[1] |= _up_to(np.minimum(times, _TIMES), _VOWEL + n * _TIMES)
    parts = [(row, (number * a + b - 1) // b, _pairs(row)) for row, (a, b) in enumerate(_PARTS)]
    before = np.zeros(len(spellings), np.intp)
    for n, (one, here, rank) in enumerate(zip(classes, there, so_far, strict=True)):
        some = slice(np.count_nonzero(length > n))  # that have so many letters
        bit = _bits().take(one[some])
        pair = before[some] * (_END + 1) + one[some]
        for row, most, pairs in parts:
            last = bit * (rank[some] > (number - most)[some]) << np.uint64(_CLASSES)
            found[row, some] |= bit * (rank[some] <= most[some]) | last | pairs.take(pair)
        before[some] = np.where(here[some], one[some], before[some])
    for row, _, pairs in parts:
        found[row] |= pairs[before, _END]
    out = np.empty_like(found)
    out[:, order] = found
    return out


def _up_to(number: NDArray[np.uint8], start: int) -> Bits:
    """Return as many bits from one on."""
    return ((np.uint64(1) << number.astype(np.uint64)) - np.uint64(1)) << np.uint64(start)


@cache
def _classes() -> NDArray[np.uint8]:
    """Return the class of the first consonant of each letter by its code, 0 for none."""
    return np.array([0, *(packed(bones(letters()[letter])[:1]) for letter in CODES)], np.uint8)


@cache
def _bits() -> Bits:
    """Return the bit of each class, by its number; none where no consonant stands."""
    return np.array([0, *(1 << n for n in range(_CLASSES))], np.uint64)


@cache
def _vowels() -> list[NDArray[np.uint8]]:
    """Return for each vowel which letters sound like it, by their codes."""
    return [np.array([0, *(vowel in letters()[letter] for letter in CODES)], np.uint8) for vowel in _VOWELS]


@cache
def _pairs(row: int) -> Bits:
    """Return the bit of each class of consonants before another; none where no consonant stands."""
    before, one = np.ogrid[: _CLASSES + 1, : _END + 1]
    bit = _PAIR[row] + (before * (_PAIRS[row] - 6) + one) % _PAIRS[row]
    return np.where(one > 0, np.uint64(1) << bit.astype(np.uint64), np.uint64(0))
