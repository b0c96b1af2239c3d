"""What a name's spelling may say: its letters, its generic words, and the keys under which it is filed and sought."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.places.generics import GENERICS, OPPOSITES
from geomap.text import bones, glued_article, letters, name_key, other_spellings, word_letters, word_sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST: Final = 20  # letters of a name that are compared
BITS: Final = 4  # of a consonant in a key
CONSONANTS: Final = 12  # that a key holds at most
WORD: Final = 1 << BITS * CONSONANTS  # marks the key of one word
VOWELS: Final = 2 << BITS * CONSONANTS  # and that of a name without consonants
_TELLING: Final = sum(OPPOSITES)  # classes of generic words that tell units apart: North Darfur is not South Darfur
_TOLD: Final = VOWELS.bit_length()  # bits of any key
_MIN_WORD: Final = 2  # consonants from which one word of a name is a key of its own
CODES: Final = {letter: n for n, letter in enumerate(sorted(letters()), 1)}
_PACKED: Final = {
    consonant: n for n, consonant in enumerate(sorted({c for s in letters().values() for c in bones(s)}), 1)
}


class Reading(NamedTuple):
    """One way to read a name: some of its words as letters, and the classes of the generic words left out."""

    words: tuple[str, ...]
    letters: bytes  # codes
    generics: int  # mask
    keys: tuple[int, ...]


class Part(NamedTuple):
    """One word of a reading: where its letters stand among those of the whole, and its keys, unmarked."""

    start: int
    stop: int
    keys: tuple[int, ...]


@lru_cache(maxsize=50_000)
def readings(key: str) -> tuple[Reading, ...]:
    """Return the readings of a name key, the one without generic words first; none for an empty key.

    >>> [r.words for r in readings("tall abyad")], [r.words for r in readings("elasafir")], readings("")
    ([('abyad',), ('tall', 'abyad')], [('elasafir',), ('asafir',)], ())
    """
    words = key.split()
    if not words:
        return ()
    ways = [words]
    if key.isascii():
        words[1:] = map(glued_article, words[1:])
        if (first := glued_article(words[0])) != words[0]:
            ways.append([first, *words[1:]])
    found: dict[tuple[str, ...], Reading] = {}
    for way in ways:
        classes = [GENERICS.get(word_sound(w), 0) for w in way]
        core = [w for w, c in zip(way, classes, strict=True) if not c] or way
        mask = sum(set(classes)) if len(core) < len(way) else 0
        for kept, left_out in ((core, mask), (way, 0)):
            if (whole := tuple(kept)) not in found:
                found[whole] = read(whole, left_out)
    return tuple(found.values())


def read(words: Sequence[str], generics: int = 0) -> Reading:
    """Read folded words as one name."""
    return Reading(tuple(words), joined(words), generics, keys(words))


def joined(words: Sequence[str]) -> bytes:
    """Return the letters of words as codes, doubled ones once."""
    out: list[int] = []
    last = 0
    for word in words:
        for letter in word_letters(word):
            code = CODES[letter]
            if code != last:
                out.append(code)
                last = code
    return bytes(out[:MOST])


def keys(words: Sequence[str]) -> tuple[int, ...]:
    """Return the keys of words that make one name: its consonants, as each system of transliteration reads them."""
    ways = [words, *other_spellings(words)]
    return tuple(dict.fromkeys(_key("".join(map(word_sound, way))) for way in ways))


@lru_cache(maxsize=20_000)
def unit_key(name: str) -> int:
    """Return what is compared of a unit's name; 0 for a name of no letters.

    Its consonants without generic words, and which of those that exclude one another it has.

    >>> [unit_key("North Darfur") == unit_key(other) for other in ("Northern Darfur State", "South Darfur", "Darfur")]
    [True, False, False]
    """
    found = readings(name_key(name))
    return found[0].keys[0] | (found[0].generics & _TELLING) << _TOLD if found else 0


def _key(sound: str) -> int:
    return packed(bones(sound)) or VOWELS + zlib.crc32(sound.encode())


def packed(consonants: str) -> int:
    """Return consonants as one number, the first in the lowest bits; 0 for none.

    >>> packed("b"), packed("bb") == packed("b") * 17, packed("")
    (1, True, 0)
    """
    out = 0
    for n, c in enumerate(consonants[:CONSONANTS]):
        out |= _PACKED[c] << BITS * n
    return out


def parts(reading: Reading) -> Iterator[Part]:
    """Give the words of a name of several that have consonants enough to be keys."""
    stop = 0
    for n, word in enumerate(reading.words, 1):
        start, stop = stop, len(joined(reading.words[:n]))
        found = tuple(k for k in keys((word,)) if k < WORD and k >> BITS * (_MIN_WORD - 1))
        if found and start < stop and len(reading.words) > 1:
            yield Part(start, stop, found)
