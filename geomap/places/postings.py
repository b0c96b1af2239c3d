"""What a segment files of its names, sorted by key and country; and the keys that are near one another."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geomap.places.distance import least_costs, lettered
from geomap.places.readings import BITS, CONSONANTS, MOST, WORD, parts, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Keys = NDArray[np.uint64]
Numbers = NDArray[np.intp]
Rows = NDArray[Any]

# One row for each name and key: number of the place and of its unit, hash of the name key, what readings.py tells of
# the name, and which of its letters the key stands for.
ROW = np.dtype(
    [
        ("place", "<u4"), ("unit", "<u4"), ("name", "<u4"), ("generics", "<u8"), ("arabic", "u1"),
        ("start", "u1"), ("stop", "u1"), ("letters", "u1", (MOST,)),
    ]
)  # fmt: skip
# and how many rows before it one lies that is compared as it is, how many letters its key leaves out
HELD = np.dtype([*ROW.descr, ("back", "<u2"), ("lost", "u1")])
_WHOSE = 8  # bytes of a row that tell of the place, not of the name
_ROW = struct.Struct(f"<IIIQBBB{MOST}s")
ENTRY = struct.Struct("<QI")
LAST = (1 << 63) - 1  # key of the entry that ends the directory
BLOCK = 1 << 10  # rows that are read at a time
_NUMBER = np.uint64(BLOCK.bit_length() - 1)  # bits of the number of a row among these
COUNTRY_BITS = 10
# What another consonant may cost at least, for keys of so many and, the last, of more: in a short name one that is
# never taken for another makes another name.
_MOST_APART = np.array([0, 0, 0.5, 0.8, np.inf], np.float32)


def name_hash(key: str) -> int:
    """Return the number by which equal name keys are told."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def country_number(code: str | None) -> int:
    """Return the part of a key that tells the country; 0 for none."""
    return 1 + zlib.crc32(code.encode("utf-8", "surrogatepass")) % ((1 << COUNTRY_BITS) - 1) if code else 0


def filed(key: str, place: int, unit: int, country: str | None) -> Iterator[tuple[int, bytes]]:
    """Give what is filed for a name key: keys with the country, and what is compared, packed as ``ROW``."""
    head, at = (place, unit, name_hash(key)), country_number(country)
    arabic, ways = not key.isascii(), readings(key)
    core = any(reading.generics for reading in ways)
    for reading in ways:
        row = _ROW.pack(*head, reading.generics, arabic, 0, len(reading.letters), reading.letters)
        yield from ((k << COUNTRY_BITS | at, row) for k in reading.keys)
        if reading.generics or not core:
            for part in parts(reading):
                row = _ROW.pack(*head, reading.generics, arabic, part.start, part.stop, reading.letters)
                yield from (((k | WORD) << COUNTRY_BITS | at, row) for k in part.keys)


def block(packed: Iterable[bytes]) -> bytes:
    """Return what ``filed`` gave as rows of ``HELD``, up to ``BLOCK`` of them, which are read together."""
    filed = np.frombuffer(b"".join(packed), ROW)
    rows = np.empty(len(filed), HELD)
    _bytes(rows)[:, : ROW.itemsize] = _bytes(filed)
    rows["back"], rows["lost"] = _back(filed), lettered(filed["letters"]) - (filed["stop"] - filed["start"])
    return rows.tobytes()


def _back(rows: Rows) -> Numbers:
    """Return how far before each row the first lies that differs from it in place and unit alone."""
    here = np.arange(len(rows))
    found = np.sort(rows["name"].astype(np.uint64) << _NUMBER | here.astype(np.uint64))
    order, names = (found & np.uint64(BLOCK - 1)).astype(np.intp), found >> _NUMBER
    fresh = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    first = np.empty_like(here)
    first[order] = np.repeat(order[fresh], np.diff(np.append(fresh, len(rows))))
    again = np.flatnonzero(first < here)  # a third of them
    told = _bytes(rows)[:, _WHOSE:]
    alike = (told[again] == told[first[again]]).all(1)
    back = np.zeros_like(here)
    back[again] = (again - first[again]) * alike
    return back


def _bytes(rows: Rows) -> NDArray[np.uint8]:
    """Return rows byte by byte."""
    return rows.view(np.uint8).reshape(len(rows), rows.itemsize)


def near(keys: Keys) -> tuple[Keys, Numbers]:
    """Return the keys one consonant away, dropped, added or another, or with two swapped; and from which each comes.

    A key of one consonant has too many neighbours to say anything: it has none; those of two or three have only those
    whose consonants are taken for one another. No name has a consonant twice in a row, and no key that is given.

    >>> import numpy as np
    >>> from geomap.places.readings import packed
    >>> found, _ = near(np.array([packed("bgzt"), packed("b")], np.uint64))
    >>> packed("bgt") in found, packed("bgztr") in found, packed("bkzt") in found, packed("gbzt") in found
    (True, True, True, True)
    >>> found, _ = near(np.array([packed("mn")], np.uint64))
    >>> packed("ml") in found, packed("kn") in found, packed("nm") in found
    (True, False, True)
    """
    bits = np.uint64(BITS)
    consonants, costs = np.arange(1, 1 << BITS, dtype=np.uint64), least_costs()
    lengths = (keys[:, None] >> (bits * np.arange(CONSONANTS, dtype=np.uint64)) > 0).sum(1)
    some = np.flatnonzero((lengths > 1) & (keys < WORD))
    most = _MOST_APART.take(lengths, mode="clip")
    found: list[Keys] = []
    origin: list[Numbers] = []

    def add(new: Keys, old: Numbers) -> None:
        found.append(new)
        origin.append(old)

    for n in range(min(CONSONANTS, int(lengths.max(initial=0)) + 1)):
        at = np.uint64(BITS * n)
        some = some[lengths[some] >= n]
        low, rest = keys[some] & np.uint64((1 << BITS * n) - 1), keys[some] >> at
        one, behind = rest & np.uint64(15), rest >> bits
        before = low >> np.uint64(BITS * max(n - 1, 0)) & np.uint64(15)
        apart = most[some][:, None]
        other = (one[:, None] != consonants) & (before[:, None] != consonants)
        fits = other & (lengths[some] < CONSONANTS)[:, None] & (costs[0, 1:] <= apart)
        add(((low | rest << (at + bits))[:, None] | consonants << at)[fits], np.repeat(some, fits.sum(1)))
        other &= (one > 0)[:, None] & ((behind & np.uint64(15))[:, None] != consonants) & (costs[one, 1:] <= apart)
        add(((low | behind << (at + bits))[:, None] | consonants << at)[other], np.repeat(some, other.sum(1)))
        pair = behind > 0
        swapped = low | (behind & np.uint64(15)) << at | one << (at + bits) | behind >> bits << (at + bits + bits)
        add(swapped[pair], some[pair])
        left = (one > 0) & (costs[one, 0] <= apart[:, 0])
        add((low | behind << at)[left], some[left])
    return np.concatenate(found), np.concatenate(origin)
