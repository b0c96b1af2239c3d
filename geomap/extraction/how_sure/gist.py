"""What the words of a passage tell of: shelling, a raid, a march, flight, or nothing such; learnt from reports.

Rules find the word that tells an event; whether the rest of the sentence speaks as news of it does, or as a history, a
forecast, a complaint or a match does, no list of words says. A sentence is the letters of its words, three and four at
a time, with where words begin and end; ``benchmarks/fit_gist.py`` has learnt from the sentences of annotated reports
how much each tells for each type of event, and for movements. Names of places are left out. ``gist.npz`` holds the
weights.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import exp, log
from typing import TYPE_CHECKING, Final, final
from zlib import crc32

from geomap.model import EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document

BUCKETS: Final = 1 << 14  # into which the letters are filed by their checksum
MOVEMENT: Final = "Movement"
KINDS: Final = (*EVENT_TYPES, MOVEMENT)  # of records, each of which words may tell of
_KINDS: Final = len(KINDS)
_SIZES: Final = (3, 4)  # letters that are looked at together
USUAL, FEW = 0.28, 2  # the chance of a sentence in reports about conflict, and sentences for which it stands in
_SILENT: Final = 128  # a weight of nought, as a byte


class Learnt:
    """Weights of a language: a byte for each bucket and kind of record; each kind's unit of a byte, and its start."""

    __slots__ = ("starts", "units", "weights")

    def __init__(self, weights: bytes, units: list[float], starts: list[float]) -> None:
        self.weights = weights
        self.units = units
        self.starts = starts


@final
class Tells:
    """What the letters of words speak for: a weight for each of ``KINDS``, and how many groups of letters did.

    The sums of a passage are fields, not a list: machine code adds them up without a number made for each.
    """

    __slots__ = ("battles", "explosions", "groups", "movements", "protests", "riots", "strategic", "violence")

    def __init__(self) -> None:
        self.battles = self.explosions = self.violence = self.protests = self.riots = self.strategic = 0
        self.movements = self.groups = 0

    def take(self, weights: bytes, bucket: int) -> None:
        """Take in what one group of letters tells."""
        at = bucket * _KINDS
        self.battles += weights[at] - _SILENT
        self.explosions += weights[at + 1] - _SILENT
        self.violence += weights[at + 2] - _SILENT
        self.protests += weights[at + 3] - _SILENT
        self.riots += weights[at + 4] - _SILENT
        self.strategic += weights[at + 5] - _SILENT
        self.movements += weights[at + 6] - _SILENT
        self.groups += 1

    def add(self, other: Tells) -> None:
        """Take in what another word tells."""
        self.battles += other.battles
        self.explosions += other.explosions
        self.violence += other.violence
        self.protests += other.protests
        self.riots += other.riots
        self.strategic += other.strategic
        self.movements += other.movements
        self.groups += other.groups

    def weights(self) -> list[int]:
        """Return the weights in the order of ``KINDS``."""
        events = [self.battles, self.explosions, self.violence, self.protests, self.riots, self.strategic]
        return [*events, self.movements]


@cache
def learnt(language: str) -> Learnt | None:
    """Return what has been learnt of a language; None where nothing has."""
    import numpy as np  # noqa: PLC0415

    with resources.files("geomap.extraction").joinpath("gist.npz").open("rb") as file, np.load(file) as every:
        if language not in every:
            return None
        units, starts = every[f"{language} units"].tolist(), every[f"{language} starts"].tolist()
        return Learnt(every[language].tobytes(), units, starts)


def odds(doc: Document, first: int, last: int) -> list[float]:
    """Return the log odds that a range of tokens tells of each of ``KINDS``; none in a language never learnt."""
    known = doc.gist.get((first, last))
    if known is None:
        of = learnt(doc.pack.language)
        known = doc.gist[first, last] = _odds(doc, first, last, of) if of else []
    return known


def of_report(doc: Document) -> float | None:
    """Return the log odds that a sentence of a report tells of any event; None in a language never learnt.

    High in a bulletin, low on a page of sport. A report of few sentences is taken for one like others.
    """
    events = (odds(doc, s.first, s.last)[: len(EVENT_TYPES)] for s in doc.sentences)
    chances = [1 / (1 + exp(-max(told))) for told in events if told]
    mean = (sum(chances) + FEW * USUAL) / (len(chances) + FEW)
    return log(mean / (1 - mean)) if chances else None


def _odds(doc: Document, first: int, last: int, of: Learnt) -> list[float]:
    met: set[str] = set()
    told = Tells()
    for i in range(first, last):
        word = word_of(doc, i)
        if word and word not in met:
            met.add(word)
            spelling = doc.tokens[i].spelling
            known = spelling.tells
            if known is None:
                known = spelling.tells = _tells(word, of.weights)
            told.add(known)
    root = max(told.groups, 1) ** 0.5
    return [of.starts[n] + of.units[n] * weight / root for n, weight in enumerate(told.weights())]


def word_of(doc: Document, token: int) -> str:
    """Return the folded word of a token; nothing for a number, a sign, or a part of a place's name."""
    spelling = doc.tokens[token].spelling
    return "" if spelling.is_sign or spelling.is_number or doc.place_at(token) is not None else spelling.word


def _tells(word: str, weights: bytes) -> Tells:
    """Return what a word's groups of letters weigh together for each type, and how many they are."""
    told = Tells()
    for bucket in buckets(word):
        told.take(weights, bucket)
    return told


def buckets(word: str) -> list[int]:
    """Return the buckets of a folded word's groups of letters, each group once."""
    whole = f"^{word}$"
    groups = [whole]
    for size in _SIZES:
        groups += [whole[at : at + size] for at in range(len(whole) - size + 1)]
    return [crc32(group.encode()) % BUCKETS for group in dict.fromkeys(groups)]
