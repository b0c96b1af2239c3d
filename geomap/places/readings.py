"""What a name's spelling may say: its core, its generic words, and the keys under which it is filed and sought."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.places.generics import GENERICS
from geomap.text import bones, glued_article, other_spellings, word_sound

if TYPE_CHECKING:
    from collections.abc import Iterable

_DOUBLE = re.compile(r"(.)\1+")
_MIN_WORD = 2  # consonants from which one word of a name is a key of its own
WORD, VOWELS = "+", "="  # mark the key of one word among several, of a name without consonants


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: ``core`` sounds without generic words, ``full`` with them, ``generics`` their classes."""

    key: str
    core: str
    full: str
    generics: frozenset[str]
    words: tuple[str, ...]  # sounds of the core's words
    latin: bool


@lru_cache(maxsize=50_000)
def readings(key: str) -> tuple[Reading, ...]:
    """Return the readings of a name key, the plainest first; none for an empty key.

    Digraphs that two systems of transliteration read differently (French rh, Kurdish and Turkish c) give a second one.

    >>> [r.core for r in readings("tall abyad")], [r.core for r in readings("barhouz")], readings("")
    (['abiad'], ['barhuz', 'baguz'], ())
    """
    if not key:
        return ()
    latin = key.isascii()
    parts = key.split()
    if latin:
        parts = [parts[0], *map(glued_article, parts[1:])]
    found = {
        r.full: r for r in (_read(key, p, latin=latin) for p in (parts, *(other_spellings(parts) if latin else ())))
    }
    return tuple(found.values())


def _read(key: str, parts: Iterable[str], *, latin: bool) -> Reading:
    sounds = [word_sound(w) for w in parts]
    core = [s for s in sounds if s not in GENERICS] or sounds
    generics = frozenset(GENERICS[s] for s in sounds if s in GENERICS) if len(core) < len(sounds) else frozenset()
    return Reading(
        key, _DOUBLE.sub(r"\1", "".join(core)), _DOUBLE.sub(r"\1", "".join(sounds)), generics, tuple(core), latin
    )


def whole_keys(reading: Reading) -> set[str]:
    """Keys of a whole name: its consonants with and without generic words; the vowels of a name that has no others."""
    return {bones(reading.core), bones(reading.full)} - {""} or {VOWELS + reading.full}


def filed(reading: Reading) -> set[str]:
    """Keys under which a name is filed: those of the whole, and of each word among several."""
    keys = whole_keys(reading)
    if len(reading.words) > 1:
        keys |= {WORD + b for w in reading.words if len(b := bones(w)) >= _MIN_WORD}
    return keys
