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

from geomap.model import EVENT_TYPES, SUB_EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.document import Document

MOVEMENT: Final = "movement"
KINDS: Final = (*EVENT_TYPES, MOVEMENT)
SUBTYPES: Final = tuple(SUB_EVENT_TYPES)
GUESSED: Final = "gist"  # the form of a word that stands for all the words of its sentence
BUCKETS: Final = 1 << 14  # into which the letters are filed by their checksum
_SIZES: Final = (3, 4)  # letters that are looked at together
_SILENT: Final = 128  # a weight of nought, as a byte


class Table:
    """What is learnt of kinds in a language: a byte for every bucket and kind, its unit, and where each kind starts."""

    __slots__ = ("starts", "units", "weights", "width")

    def __init__(self, weights: bytes, units: list[float], starts: list[float]) -> None:
        self.weights = weights
        self.units = units
        self.starts = starts
        self.width = len(starts)

    def tells(self, word: str) -> list[int]:
        """Return how many groups of letters a folded word has, and what they weigh together for each kind."""
        found = buckets(word)
        sums = [len(found)] + [0] * self.width
        for bucket in found:
            at = bucket * self.width
            for n in range(self.width):
                sums[n + 1] += self.weights[at + n] - _SILENT
        return sums

    def odds(self, told: list[list[int]]) -> list[float]:
        """Return the log odds of each kind where words tell so much."""
        sums = [0] * (self.width + 1)
        for one in told:
            for n in range(self.width + 1):
                sums[n] += one[n]
        root = max(sums[0], 1) ** 0.5
        return [self.starts[n] + self.units[n] * sums[n + 1] / root for n in range(self.width)]


@cache
def table(language: str, of: str) -> Table | None:
    """Return what has been learnt ``of`` "kinds" or "subtypes" in a language; None where nothing has."""
    import numpy as np  # noqa: PLC0415

    name = f"{language} {of}"
    with resources.files("geomap.extraction").joinpath("gist.npz").open("rb") as file, np.load(file) as learnt:
        if name not in learnt:
            return None
        return Table(learnt[name].tobytes(), learnt[f"{name} units"].tolist(), learnt[f"{name} starts"].tolist())


def odds(doc: Document, first: int, last: int) -> list[float]:
    """Return the log odds that a range of tokens tells of each of ``KINDS``; none in a language never learnt."""
    known = doc.gist.get((first, last))
    if known is None:
        learnt = table(doc.pack.language, "kinds")
        known = learnt.odds([_tells(doc, i, learnt) for i in _words(doc, first, last)]) if learnt else []
        doc.gist[first, last] = known
    return known


def subtype(doc: Document, first: int, last: int, event_type: str) -> str:
    """Return the sub-event type of an event type that a range of tokens tells of most likely."""
    learnt = table(doc.pack.language, "subtypes")
    found = learnt.odds([learnt.tells(word_of(doc, i)) for i in _words(doc, first, last)]) if learnt else []
    own = [n for n, name in enumerate(SUBTYPES) if SUB_EVENT_TYPES[name] == event_type]
    return SUBTYPES[max(own, key=lambda n: found[n])] if found else SUBTYPES[own[0]]


def telling(doc: Document, first: int, last: int, kind: int) -> int:
    """Return the token of a range that tells most of one of ``KINDS``; the first where none tells anything."""
    learnt = table(doc.pack.language, "kinds")
    best, most = first, 0.0
    if learnt is None:
        return best
    for i in _words(doc, first, last):
        told = _tells(doc, i, learnt)
        share = told[kind + 1] / told[0] ** 0.5
        if share > most:
            best, most = i, share
    return best


def word_of(doc: Document, token: int) -> str:
    """Return the folded word of a token; nothing for a number, a sign, or a part of a place's name."""
    spelling = doc.tokens[token].spelling
    return "" if spelling.is_sign or spelling.is_number or doc.place_at(token) is not None else spelling.word


def buckets(word: str) -> list[int]:
    """Return the buckets of a folded word's groups of letters, each group once."""
    return [zlib.crc32(group.encode()) % BUCKETS for group in dict.fromkeys(_groups(f"^{word}$"))]


def _groups(word: str) -> Iterator[str]:
    yield word
    for size in _SIZES:
        for at in range(len(word) - size + 1):
            yield word[at : at + size]


def _words(doc: Document, first: int, last: int) -> list[int]:
    """Return the tokens of a range that are words, each word once."""
    met: dict[str, int] = {}
    for i in range(first, last):
        if word := word_of(doc, i):
            met.setdefault(word, i)
    return list(met.values())


def _tells(doc: Document, token: int, learnt: Table) -> list[int]:
    """Return what a word tells of kinds, worked out once for all words that are alike."""
    spelling = doc.tokens[token].spelling
    told = spelling.tells
    if told is None:
        told = spelling.tells = learnt.tells(spelling.word)
    return told
