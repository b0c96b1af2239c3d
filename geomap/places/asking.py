"""The ways in which a name is asked for: as it is read, by its words, in another order, by a part of it."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.places.generics import OF_THE, PARTICLES
from geomap.places.postings import name_hash
from geomap.places.readings import BITS, MOST, WORD, Reading, parts, read, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Way = tuple[int, int, Reading, Sequence[int]]  # kind, letters left out, reading, keys

# how a way of asking came about; all words but the last, the last alone, all but the first
WHOLE: Final = 0
WORD_SHARED: Final = 1
TURNED: Final = 2
PARTICLE: Final = 3
FRONT: Final = 4
LAST: Final = 5
BACK: Final = 6
_WAY: Final = struct.Struct(f"<IIQBBBB{MOST}s")
_LEAST: Final = 2  # letters of a name; more are left where a particle is cut
_CONSTRUCT: Final = re.compile(r"[aei]t$")  # Ghazawiyat Afrin: the Ghazawiya of Afrin


class Asked(NamedTuple):
    """A name key to look up; in a country, in units by the keys of their names, where given."""

    key: str
    country: str | None = None
    units: frozenset[int] = frozenset()


def packed_ways(asked: Sequence[Asked], which: Iterable[int], *, wide: bool) -> tuple[bytes, list[int], list[int]]:
    """Return the ways of asking for some of the names, packed as ``WAY``; keys, and which way each belongs to."""
    packed: list[bytes] = []
    keys: list[int] = []
    way: list[int] = []
    for n in which:
        for key in _named(asked[n].key):
            number, arabic = name_hash(key), not key.isascii()
            for kind, lost, reading, sought in _wide(key) if wide else _narrow(key):
                keys += sought
                way += [len(packed)] * len(sought)
                letters = reading.letters
                about = arabic, kind, min(lost, MOST), len(letters), letters
                packed.append(_WAY.pack(n, number, reading.generics, *about))
    return b"".join(packed), keys, way


def _narrow(key: str) -> list[Way]:
    """Return the plain ways of asking for a name key."""
    return [(WHOLE, 0, reading, reading.keys) for reading in readings(key)]


def _wide(key: str) -> list[Way]:
    """Return further ways: by one word, with the words in another order, by a part of them, without a particle."""
    known = readings(key)
    found: list[Way] = [(WHOLE, 0, reading, [k | WORD for k in reading.keys if k >> BITS]) for reading in known]
    core = known[0]
    if len(core.words) > 1:
        found.append((WORD_SHARED, 0, core, [k | WORD for part in parts(core) for k in part.keys]))
        for words in {core.words[1:] + core.words[:1], core.words[-1:] + core.words[:-1]}:
            turned = read(words, core.generics)
            found.append((TURNED, 0, turned, turned.keys))
        some = {core.words[1:]: BACK, core.words[-1:]: LAST, core.words[:-1]: FRONT}
        if _CONSTRUCT.search(core.words[-2]):
            some[(*core.words[:-2], core.words[-2][:-1])] = FRONT
        for words, kind in some.items():
            part = read(words, core.generics)
            if all(k >> BITS and k < WORD for k in part.keys):
                found.append((kind, len(core.letters) - len(part.letters), part, part.keys))
    if not key.isascii():
        found += [(PARTICLE, 0, reading, reading.keys) for cut in _without_particles(key) for reading in readings(cut)]
    return found


def _without_particles(key: str) -> list[str]:
    """Return what is left of a key without one or two leading particles, as ``generics.toml`` lists them."""
    return [key[len(p) :] for p in PARTICLES if key.startswith(p) and len(key) - len(p) > _LEAST]


def _named(key: str) -> list[str]:
    """Return what a key may name: its preposition takes the article in, as before Raqqa, or stands before an L.

    That may be the name's own, as in Libya, or what is left of an article, as in Latakia.
    """
    joined = key.startswith(OF_THE) and len(key) - len(OF_THE) > _LEAST
    return [key[len(OF_THE) :], key[1:]] if joined else [key]
