"""What the words of a passage tell of: shelling, a raid, flight, or nothing of the kind; learnt from annotated reports.

Rules find the word that tells an event; whether the rest of the sentence speaks as news of it does, or as a history, a
forecast, a complaint or a match does, no list of words says. A sentence is the letters of its words, three and four at
a time, with where words begin and end; ``benchmarks/fit_gist.py`` has learnt from the sentences of annotated reports
how much each tells for each kind of event. Names of places are left out. ``gist.npz`` holds the weights.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from geomap.model import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.document import Document

MOVEMENT: Final = "movement"
KINDS: Final = (*EVENT_TYPES, MOVEMENT)
BUCKETS: Final = 1 << 14  # into which the letters are filed by their checksum
_SIZES: Final = (3, 4)  # letters that are looked at together
_SILENT: Final = 128  # a weight of nought, as a byte


class Gist:
    """Weights of a language, a byte each: of every bucket for every kind; and for every kind their unit and the start."""

    __slots__ = ("starts", "units", "weights")

    def __init__(self, weights: bytes, units: list[float], starts: list[float]) -> None:
        self.weights = weights
        self.units = units
        self.starts = starts


@cache
def gist_of(language: str) -> Gist | None:
    """Return what has been learnt of a language; None where nothing has."""
    import numpy as np  # noqa: PLC0415

    with resources.files("geomap.extraction").joinpath("gist.npz").open("rb") as file, np.load(file) as learnt:
        if language not in learnt:
            return None
        units, starts = learnt[f"{language} units"].tolist(), learnt[f"{language} starts"].tolist()
        return Gist(learnt[language].tobytes(), units, starts)


def odds(doc: Document, first: int, last: int) -> list[float]:
    """Return the log odds that a range of tokens tells of each of ``KINDS``; none for a language never learnt."""
    learnt = gist_of(doc.pack.language)
    if learnt is None:
        return []
    met: set[str] = set()
    sums = [0] * len(KINDS)
    size = 0
    for i in range(first, last):
        word = word_of(doc, i)
        if not word or word in met:
            continue
        met.add(word)
        spelling = doc.tokens[i].spelling
        told = spelling.tells
        if told is None:
            told = spelling.tells = _tells(word, learnt.weights)
        size += told[0]
        for n in range(len(sums)):
            sums[n] += told[n + 1]
    root = max(size, 1) ** 0.5
    return [start + unit * total / root for start, unit, total in zip(learnt.starts, learnt.units, sums, strict=True)]


def word_of(doc: Document, token: int) -> str:
    """Return the folded word of a token; nothing for a number, a sign, or a part of a place's name."""
    spelling = doc.tokens[token].spelling
    return "" if spelling.is_sign or spelling.is_number or doc.place_at(token) is not None else spelling.word


def _tells(word: str, weights: bytes) -> list[int]:
    """Return how many groups of letters a word has, and what they weigh together for each kind."""
    found = buckets(word)
    sums = [len(found)] + [0] * len(KINDS)
    for bucket in found:
        at = bucket * len(KINDS)
        for n in range(len(KINDS)):
            sums[n + 1] += weights[at + n] - _SILENT
    return sums


def buckets(word: str) -> list[int]:
    """Return the buckets of a folded word's groups of letters, each group once."""
    return [zlib.crc32(group.encode()) % BUCKETS for group in dict.fromkeys(_groups(f"^{word}$"))]


def _groups(word: str) -> Iterator[str]:
    yield word
    for size in _SIZES:
        for at in range(len(word) - size + 1):
            yield word[at : at + size]
