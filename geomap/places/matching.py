"""How likely a spelling in the gazetteer is what a query means: features of the pair, weighed into log-odds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from geomap.places.distance import distance, table
from geomap.places.generics import OPPOSITES

if TYPE_CHECKING:
    from geomap.places.readings import Reading

_VOWELS = str.maketrans("", "", "aiu")
_LEAST = 3.0  # consonants that a short name counts as
_NONE: frozenset[str] = frozenset()
_NEARLY = 0.2  # share of a name below which sounds are nearly the same
_GENERIC = 0.5  # by how much a generic word must help to count as part of the name


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of the gazetteer as it is filed."""

    key: str
    core: str
    full: str
    generics: frozenset[str]

    @property
    def latin(self) -> bool:
        """Whether the key is in Latin letters."""
        return self.key.isascii()


def spelling(core: str, entry: str) -> tuple[int, Spelling]:
    """Read an entry of a block (see ``schema.sql``): the number of the place and the spelling."""
    number, key, *rest = entry.split("\t")
    generics, full = rest or ("", core)
    return int(number), Spelling(key, core, full, _classes(generics) if generics else _NONE)


@lru_cache(maxsize=10_000)
def _classes(text: str) -> frozenset[str]:
    return frozenset(text.split())


def log_odds(query: Reading, other: Spelling) -> float:
    """Weigh what speaks for a spelling being what the query means; weights are in ``matching.toml``."""
    if query.key == other.key:
        return _weights().start + _weights().exact
    w = _weights()
    apart, more, less = _apart(query, other)
    consonants = (len(query.core.translate(_VOWELS)) + len(other.core.translate(_VOWELS))) / 2
    share = apart / max(_LEAST, consonants)
    odds = w.start + w.distance * apart + w.share * share + w.root * math.sqrt(share) + w.more * more + w.less * less
    if query.latin is other.latin:
        odds += w.letters * Indel.normalized_distance(query.key, other.key)
    else:
        odds += w.other_script
    if query.generics and other.generics:
        odds += w.opposite * sum(
            bool((mine := query.generics & g) and (its := other.generics & g) and mine != its) for g in OPPOSITES
        )
    if query.core[:1] != other.core[:1]:
        odds += w.first
    return odds


def _apart(query: Reading, other: Spelling) -> tuple[float, int, int]:
    """Distance in consonants, generic words that only the other has, and that only the query has."""
    apart = distance(query.core, other.core)
    if query.generics == other.generics:
        return apart, 0, 0
    if apart > _GENERIC:  # what one takes for a generic word may be part of the name for the other
        whole = distance(query.full, other.full)
        if whole < apart - _GENERIC:
            return whole, 0, 0
    return apart, len(other.generics - query.generics), len(query.generics - other.generics)


def reason(query: Reading, other: Spelling) -> str:
    """Say in words why a spelling was taken for the query."""
    if query.key == other.key:
        return "the name but for article or spelling marks"
    apart, more, less = _apart(query, other)
    share = apart / max(_LEAST, len(query.core.translate(_VOWELS)))
    words = "the same sounds" if apart == 0 else "nearly the same sounds" if share < _NEARLY else "similar sounds"
    words += " in the other script" if query.latin is not other.latin else ""
    return words + (", but for a generic word" if more or less else "")


class _Weights:
    """``[weights]`` of ``matching.toml`` as attributes."""

    def __init__(self) -> None:
        w = table()["weights"]
        self.start: float = w["start"]
        self.distance: float = w["distance"]
        self.share: float = w["share"]
        self.root: float = w["root"]
        self.letters: float = w["letters"]
        self.other_script: float = w["other_script"]
        self.more: float = w["more"]
        self.less: float = w["less"]
        self.opposite: float = w["opposite"]
        self.first: float = w["first"]
        self.exact: float = w["exact"]


@cache
def _weights() -> _Weights:
    return _Weights()
