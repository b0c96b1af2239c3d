"""Finding what a name may mean in compiled gazetteers: the same consonants first, then those a consonant away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from geomap.places.distance import nearest, related, table
from geomap.places.generics import CLITICS
from geomap.places.matching import Spelling, log_odds, reason, spelling
from geomap.places.readings import VOWELS, WORD, Reading, readings, whole_keys
from geomap.text import bones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Place
    from geomap.places.segment import Block, Segment

_NAMESAKES = 300  # most places of one spelling that are looked at
_COMPARED = 8  # most other spellings that are compared exactly
_BARE = 2  # consonants of a name too short for a wide net
_CONSONANTS = "btjcxdrzsgfklmn"
_BEST = 60  # hits that are looked up
_FAR_BEST, _FAR_BEHIND, _FAR_COMPARED = 150, 8.0, 24  # the same where less alike ones count
_BEHIND = 5.0  # log-odds behind the best that no context makes up for
_SURE = 2.4  # log-odds of a match from which no wider net is cast
_LONG = 4  # consonants that a name needs before a wider net is cast over a large gazetteer
_LARGE = 300_000  # places of a large gazetteer


@dataclass(frozen=True, slots=True)
class Hit:
    """A place by its segment and number there, its log-odds by spelling alone, and what they rest on."""

    segment: int
    number: int
    odds: float
    query: Reading
    spelling: Spelling
    particle: bool  # found only after an attached particle was cut
    hand_kept: bool

    @property
    def exact(self) -> bool:
        """Whether the key is the query's own."""
        return not self.particle and self.query.key == self.spelling.key

    @property
    def reason(self) -> str:
        """Say in words why the place was found."""
        return "the name without an attached particle" if self.particle else reason(self.query, self.spelling)


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may mean, by spelling alone."""

    place: Place
    hit: Hit


def search(
    key: str, country: str | None, segments: Sequence[tuple[int, Segment]], *, far: bool = False
) -> Iterable[Hit]:
    """Return the places that a name key may mean, each once; none for an empty key.

    ``far``: less alike ones too, since something else (the unit asked for) will tell which is meant.
    """
    asked = readings(key)
    if not asked:
        return ()
    best: dict[tuple[int, int], Hit] = {}
    narrow = {k for r in asked for k in whole_keys(r)}
    top = _collect(asked, narrow, country, segments, best)
    if top < _SURE and not asked[0].latin:
        for cut in _without_clitics(key):
            top = max(top, _collect(readings(cut), None, country, segments, best, particle=True))
    if top < _SURE or far:
        wide = _word_keys(asked).union(*(close(b) for b in narrow if b[0] != VOWELS))
        usable = [(i, s) for i, s in segments if s.size < _LARGE or min(map(len, narrow), default=0) >= _LONG]
        _collect(asked, wide, country, usable, best, compared=_FAR_COMPARED if far else _COMPARED)
    hits = nlargest(_FAR_BEST if far else _BEST, best.values(), key=lambda hit: (hit.odds, -hit.segment, -hit.number))
    return [hit for hit in hits if hit.odds > hits[0].odds - (_FAR_BEHIND if far else _BEHIND)]


def _collect(
    asked: tuple[Reading, ...],
    keys: set[str] | None,
    country: str | None,
    segments: Sequence[tuple[int, Segment]],
    best: dict[tuple[int, int], Hit],
    *,
    particle: bool = False,
    compared: int = _COMPARED,
) -> float:
    """Compare what is filed under the keys with the readings asked for; return the best log-odds met."""
    if keys is None:
        keys = {k for r in asked for k in whole_keys(r)}
    top = float("-inf")
    if not keys:
        return top
    wanted = sorted(keys)
    less = table()["weights"]["particle"] if particle else 0.0
    for i, segment in segments:
        blocks = segment.find(wanted, country)
        if not blocks:
            continue
        for reading in asked:
            for core, entry in _promising(reading, blocks, compared):
                number, other = spelling(core, entry)
                odds = log_odds(reading, other) + less
                at = i, number
                if at in best and best[at].odds >= odds:
                    continue
                best[at] = Hit(i, number, odds, reading, other, particle, segment.hand_kept)
                top = max(top, odds)
    return top


def _promising(reading: Reading, blocks: list[Block], compared: int) -> Iterator[tuple[str, str]]:
    """Give what is worth an exact comparison: every namesake, and the other spellings that a sieve finds nearest."""
    others: dict[str, str] = {}
    for block in blocks:
        others.update(zip(block.cores, block.sieved, strict=True))
    chosen = {c for c in (reading.core, reading.full) if others.pop(c, None)}
    chosen.update(nearest(reading.core, others, compared))
    n = 0
    for block in blocks:
        if chosen.isdisjoint(block.cores):
            continue
        for core, entry in zip(block.cores, block.entries, strict=True):
            if core in chosen:
                n += 1
                if n > _NAMESAKES:
                    return
                yield core, entry


@lru_cache(maxsize=20_000)
def close(consonants: str) -> frozenset[str]:
    """Return the keys one consonant away: dropped, added, swapped, or written as one that is taken for it.

    A key of two consonants or fewer has too many neighbours to say anything; only the last way is open to it.

    >>> sorted(close("bgz"))[:3], close("")
    (['bbgz', 'bcgz', 'bdgz'], frozenset())
    """
    n = len(consonants)
    out = {consonants[:i] + c + consonants[i + 1 :] for i in range(n) for c in related(consonants[i])}
    if n > _BARE:
        out |= {consonants[:i] + consonants[i + 1 :] for i in range(n)}
        out |= {consonants[:i] + c + consonants[i:] for i in range(n + 1) for c in _CONSONANTS}
        out |= {consonants[:i] + consonants[i + 1] + consonants[i] + consonants[i + 2 :] for i in range(n - 1)}
    return frozenset(out - {consonants, ""})


def _word_keys(asked: tuple[Reading, ...]) -> set[str]:
    """Keys that share a word with a name of several, or take the name for one word of a longer one."""
    out: set[str] = set()
    for reading in asked:
        whole = bones(reading.core)
        if len(whole) > 1:
            out.add(WORD + whole)
        if len(reading.words) > 1:
            for word in reading.words:
                key = bones(word)
                if len(key) > 1:
                    out |= {key, WORD + key}
    return out


def _without_clitics(key: str) -> Iterator[str]:
    """Keys with one or two leading particle letters cut, as ``generics.toml`` lists them."""
    for clitic, bare in CLITICS.items():
        if key.startswith(clitic) and len(key) - len(clitic) > 2:
            yield bare + key[len(clitic) :]
