"""What a segment files of its names, sorted by key and country: read in blocks as it is needed, kept as arrays."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geomap.places.distance import least_costs, lettered
from geomap.places.readings import BITS, CONSONANTS, MOST, WORD, parts, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_ROW = struct.Struct(f"<IIIQBBB{MOST}s")
_ENTRY = np.dtype([("key", "<u8"), ("start", "<u4")])
ENTRY = struct.Struct("<QI")
LAST = (1 << 63) - 1  # key of the entry that ends the directory
_BITS = 10
BLOCK = 1 << _BITS  # rows that are read at a time
_KEPT = 128 << 20  # bytes of blocks that are kept: those of a country take a tenth of it, of the world thirty times it
_COUNTRY = 10  # bits
_SMALL = 512  # blocks of a directory that is read at once; that of the embedded world has 332
# What another consonant may cost at least, for keys of so many and, the last, of more: in a short name one that is
# never taken for another makes another name.
_MOST_APART = np.array([0, 0, 0.5, 0.8, np.inf], np.float32)


def name_hash(key: str) -> int:
    """Return the number by which equal name keys are told."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def country_number(code: str | None) -> int:
    """Return the part of a key that tells the country; 0 for none."""
    return 1 + zlib.crc32(code.encode("utf-8", "surrogatepass")) % ((1 << _COUNTRY) - 1) if code else 0


def filed(key: str, place: int, unit: int, country: str | None) -> Iterator[tuple[int, bytes]]:
    """Give what is filed for a name key: keys with the country, and what is compared, packed as ``ROW``."""
    head, at = (place, unit, name_hash(key)), country_number(country)
    arabic, ways = not key.isascii(), readings(key)
    core = any(reading.generics for reading in ways)
    for reading in ways:
        row = _ROW.pack(*head, reading.generics, arabic, 0, len(reading.letters), reading.letters)
        yield from ((k << _COUNTRY | at, row) for k in reading.keys)
        if reading.generics or not core:
            for part in parts(reading):
                row = _ROW.pack(*head, reading.generics, arabic, part.start, part.stop, reading.letters)
                yield from (((k | WORD) << _COUNTRY | at, row) for k in part.keys)


class _Blocks:
    """An array whose blocks are read when they are first asked for; where too many have been, all are forgotten.

    Blocks lie side by side in the order in which they were read: an array of a whole world in which few blocks are
    filled would take memory by pages of 2 MB.
    """

    def __init__(self, kind: np.dtype[Any], total: int, read: Callable[[int], bytes]) -> None:
        self.values: Rows = np.empty(0, kind)
        self.total = total
        self._slot = np.full(-(-total // BLOCK), -1, np.intp)  # of each block among the values, -1 where it is not read
        self._used = 0
        self._read = read

    def __getitem__(self, numbers: Numbers) -> Rows:
        at = (self._slots(numbers >> _BITS) << _BITS) + (numbers & BLOCK - 1)
        rows: Rows = self.values.take(at)  # indexing with numbers is much slower for structured rows
        return rows

    def whole(self, blocks: Numbers) -> Rows:
        """Return the elements of blocks, each number once and rising."""
        slots = self._slots(blocks)
        values: Rows = self.values.reshape(-1, BLOCK).take(slots, 0).ravel()
        beyond = (int(blocks.max(initial=-1)) + 1) * BLOCK - self.total  # only the last block of all is not full
        return values[:-beyond] if beyond > 0 else values

    def _slots(self, blocks: Numbers) -> Numbers:
        """Return where blocks lie among the values, until the next call; read those that are not there yet."""
        slots = self._slot.take(blocks)
        if slots.min(initial=0) < 0:
            self._fill(np.flatnonzero(np.bincount(blocks)))  # np.unique would import masked arrays
            slots = self._slot.take(blocks)
        return slots

    def _fill(self, needed: Numbers) -> None:
        missing = needed[self._slot[needed] < 0]
        if (self._used + len(missing)) * BLOCK * self.values.itemsize > _KEPT:
            self._slot[:], self._used, missing = -1, 0, needed
        end = (self._used + len(missing)) * BLOCK
        if end > len(self.values):
            grown = np.empty(min(2 * end, len(self._slot) * BLOCK), self.values.dtype)
            grown[: self._used * BLOCK] = self.values[: self._used * BLOCK]
            self.values = grown
        for n in missing.tolist():
            data = np.frombuffer(self._read(n), self.values.dtype)
            self.values[self._used * BLOCK :][: len(data)] = data
            self._slot[n] = self._used
            self._used += 1


class Postings:
    """Rows of a segment by key. ``firsts``: the first key of each block of the directory; ``read``: a block by kind."""

    def __init__(self, firsts: Keys, read: Callable[[str, int], bytes]) -> None:
        self._firsts = firsts
        last = len(firsts) - 1
        end = np.frombuffer(read("directory", last), _ENTRY)
        self._directory = _Blocks(_ENTRY, last * BLOCK + len(end), lambda n: read("directory", n))
        self._rows = _Blocks(ROW, int(end["start"][-1]), lambda n: read("posting", n))
        self._keys = self._directory.whole(np.arange(last + 1))["key"].copy() if last < _SMALL else None

    def find(self, keys: Keys, countries: Numbers, most: int) -> tuple[Rows, Numbers]:
        """Return rows filed under keys, and which of the keys led to each.

        ``countries``: by ``country_number`` for each key, 0 for any. Of a key with more than ``most`` rows each country
        gives its share, the larger places.
        """
        low = keys << np.uint64(_COUNTRY) | countries.astype(np.uint64)
        high = low + np.where(countries > 0, 1, 1 << _COUNTRY).astype(np.uint64)
        first = self._at(low)
        which = np.flatnonzero(self._directory[first]["key"] < high)  # few of the keys are there at all
        first = first[which]
        entries = self._at(high[which]) - first
        entry, which = _ranges(first, entries), np.repeat(which, entries)
        start = self._directory[entry]["start"].astype(np.intp)
        count = self._directory[entry + 1]["start"] - start
        count = np.minimum(count, np.maximum(1, most // np.repeat(entries, entries)))
        return self._rows[_ranges(start, count)], np.repeat(which, count)

    def whole(self) -> Rows:
        """Return the rows of names by all of their words; every block is read."""
        rows = self._rows[np.arange(self._rows.total)]
        return rows.compress(rows["stop"] - rows["start"] == lettered(rows["letters"]))

    def _at(self, keys: Keys) -> Numbers:
        """Return the number of the first entry of the directory whose key is not less."""
        if self._keys is not None:
            return np.searchsorted(self._keys, keys)
        block = np.maximum(np.searchsorted(self._firsts, keys, "right") - 1, 0)
        read = np.zeros(len(self._firsts), bool)
        read[block] = True
        before = np.arange(len(read)) + 1 - np.cumsum(read)  # of each block, blocks before it that are not read
        at = np.searchsorted(self._directory.whole(np.flatnonzero(read))["key"], keys)
        return np.asarray(at + before[block] * BLOCK, np.intp)


def _ranges(first: Numbers, count: Numbers) -> Numbers:
    """Return the numbers of ranges, one range after the other."""
    return np.repeat(first - np.cumsum(count) + count, count) + np.arange(int(count.sum()))


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

    for n in range(CONSONANTS):
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
