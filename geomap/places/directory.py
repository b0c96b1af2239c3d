"""What gazetteers file of their names: read in blocks as it is needed, looked up in all of them at once."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.places.outline import outlines
from geomap.places.postings import BLOCK, COUNTRY_BITS, HELD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geomap.places.outline import Bits
    from geomap.places.postings import Keys, Numbers, Rows
    from geomap.places.segment import Segment

    Flags = NDArray[np.bool_]

_ENTRY = np.dtype([("key", "<u8"), ("start", "<u4")])
_BITS = BLOCK.bit_length() - 1
_KEPT = 128 << 20  # bytes of blocks that are kept: those of a country take a tenth of it, of the world thirty times it
_SMALL = 512  # blocks of a directory that is read at once; that of the embedded world has 332
_LARGE = 300_000  # places of a large gazetteer
_FEW = 100_000  # places of a gazetteer all of whose names may be read
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / the golden ratio: the high bits of a product hang on all of a key


class Names:
    """The names of gazetteers. Units are numbered through all of them, so that they tell the gazetteer too."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        sizes = [len(segment.units) for segment in segments]
        self._firsts = [0, *accumulate(sizes)]
        self.segment = np.repeat(np.arange(len(sizes)), np.array(sizes, np.intp))  # of each unit
        self.hand_kept = np.array([segment.hand_kept for segment in segments], bool).take(self.segment)
        self.within = lru_cache(maxsize=1000)(self._within)
        self.flags = lru_cache(maxsize=10)(self._flags)
        self.throughout = lru_cache(maxsize=100)(self._throughout)

    @cached_property
    def shelves(self) -> list[Shelf]:
        """What is looked up together: gazetteers of up to some hundred thousand places, and each larger one."""
        parts = list(zip(self._segments, self._firsts, strict=False))
        small = [part for part in parts if part[0].size < _LARGE and len(part[0].firsts) <= _SMALL]
        return [Shelf(some) for some in (small, *([part] for part in parts if part not in small)) if some]

    def _within(self, country: str | None, units: frozenset[int]) -> tuple[Flags, Flags]:
        """Tell of each unit by number whether it lies in a country (or in none), and whether it is asked for."""
        holds, inside = zip(*(segment.within(country, units) for segment in self._segments), strict=True)
        return np.concatenate(holds), np.concatenate(inside)

    def _flags(self, scopes: tuple[tuple[str | None, frozenset[int]], ...]) -> tuple[Flags, Flags]:
        """Tell the same for several countries and sets of units, each a row."""
        holds, inside = zip(*(self.within(*scope) for scope in scopes), strict=True)
        return np.stack(holds), np.stack(inside)

    def _throughout(self, country: str | None, units: frozenset[int]) -> tuple[Numbers, Bits]:
        """Return which of the ``whole`` names are in a country or units, and their outlines."""
        inside = self.within(country, units)[1]
        numbers = np.flatnonzero(inside.take(self.whole["unit"]))
        return numbers, outlines(self.whole["letters"].take(numbers, 0))

    @cached_property
    def whole(self) -> Rows:
        """What is compared of the names of small gazetteers by all of their words."""
        small = [shelf.whole(n) for shelf in self.shelves for n, size in enumerate(shelf.sizes) if size <= _FEW]
        return np.concatenate([np.empty(0, HELD), *small])


class Shelf:
    """Rows of some gazetteers by key; of each the segment and the number of its first unit."""

    def __init__(self, parts: Sequence[tuple[Segment, int]]) -> None:
        self._parts = parts
        self.sizes = [segment.size for segment, _ in parts]
        self.large = max(self.sizes) >= _LARGE
        self.anywhere = any("" in segment.countries for segment, _ in parts)  # some places are of no country
        self._totals = [int(_entries(segment, len(segment.firsts) - 1)["start"][-1]) for segment, _ in parts]
        self._firsts = [0, *accumulate(-(-total // BLOCK) for total in self._totals)]  # block of each part's first row
        self._units = np.array([unit for _, unit in parts], np.uint32)
        self._rows = _Blocks(HELD, self._firsts[-1], self._read, _KEPT * len(parts))
        paged = len(parts) == 1 and len(parts[0][0].firsts) > _SMALL
        starts = [first * BLOCK for first in self._firsts]
        self._directory = _Paged(parts[0][0]) if paged else _Whole([segment for segment, _ in parts], starts)

    def find(self, keys: Keys, countries: Numbers, most: int) -> tuple[Rows, Numbers, Numbers]:
        """Return rows filed under keys, their numbers, and which of the keys led to each.

        ``countries``: by ``country_number`` for each key, below 0 for any. Of a key with more than ``most`` rows in a
        gazetteer each country gives its share, the larger places.
        """
        low = keys << np.uint64(COUNTRY_BITS)
        low |= np.maximum(countries, 0).astype(np.uint64)
        some = self._directory.likely(np.where(countries < 0, keys, low))
        low = low.take(some)
        high = low + np.where(countries.take(some) < 0, 1 << COUNTRY_BITS, 1).astype(np.uint64)
        first = self._directory.at(low)
        there = np.flatnonzero(self._directory.key(first) < high)
        some, first = some.take(there), first.take(there)
        entries = self._directory.at(high.take(there)) - first
        entry, which = _ranges(first, entries), np.repeat(np.arange(len(some)), entries)
        start, count, part = self._directory.spans(entry)
        own = which * len(self._parts) + part  # by key and gazetteer
        count = np.minimum(count, np.maximum(1, most // np.bincount(own).take(own)))
        numbers = _ranges(start, count)
        rows = self._rows[numbers]
        rows["unit"] += np.repeat(self._units.take(part), count)
        return rows, numbers, np.repeat(some.take(which), count)

    def whole(self, part: int) -> Rows:
        """Return the rows of one of the gazetteers' names by all of their words; every block is read."""
        start = self._firsts[part] * BLOCK
        rows = self._rows[np.arange(start, start + self._totals[part])]
        rows["unit"] += self._units[part]
        return rows.compress(rows["lost"] == 0)

    def _read(self, block: int) -> Rows:
        part = bisect_right(self._firsts, block) - 1
        return np.frombuffer(self._parts[part][0].block("posting", block - self._firsts[part]), HELD)


class _Whole:
    """Directories of gazetteers, read whole. ``starts``: number of each one's first row."""

    def __init__(self, segments: Sequence[Segment], starts: Sequence[int]) -> None:
        found = [_entries(segment, *range(len(segment.firsts))) for segment in segments]
        sizes = list(map(len, found))
        entries = np.concatenate(found) if len(found) > 1 else found[0]
        keys = entries["key"].copy()
        self._order = np.argsort(keys, kind="stable").astype(np.uint32)  # half the memory
        self._keys = keys.take(self._order)  # the ends of all directories come last
        self._rows = entries["start"] + np.repeat(np.array(starts[: len(sizes)], np.uint32), sizes)  # unsorted
        self._ends = np.cumsum(sizes)
        bits = max(8, len(keys).bit_length() + 3)
        self._shift = np.uint64(64 - bits)
        self._there = np.zeros(1 << bits, bool)
        self._there[self._slots(keys)] = True
        self._there[self._slots(keys >> np.uint64(COUNTRY_BITS))] = True

    def _slots(self, keys: Keys) -> Numbers:
        return ((keys * _SPREAD) >> self._shift).view(np.intp)

    def likely(self, keys: Keys) -> Numbers:
        """Return which keys, with their country or without, may be there.

        Few are, and to search for the others takes a hundred times as long.
        """
        return np.flatnonzero(self._there.take(self._slots(keys)))

    def at(self, keys: Keys) -> Numbers:
        """Return the number of the first entry whose key is not less."""
        return np.searchsorted(self._keys, keys)

    def key(self, entries: Numbers) -> Keys:
        """Return the keys of entries."""
        return self._keys.take(entries)

    def spans(self, entries: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return the first row of each entry, how many it has, and which of the gazetteers it is of."""
        at = self._order.take(entries).astype(np.intp)
        start = self._rows.take(at).astype(np.intp)
        return start, self._rows.take(at + 1) - start, np.searchsorted(self._ends, at, "right")


class _Paged:
    """The directory of one large gazetteer, read in blocks."""

    def __init__(self, segment: Segment) -> None:
        self._firsts = segment.firsts
        self._blocks = _Blocks(_ENTRY, len(self._firsts), lambda n: _full(_entries(segment, n)), _KEPT)

    def likely(self, keys: Keys) -> Numbers:
        """Return which keys, with their country or without, may be there: all."""
        return np.arange(len(keys))

    def at(self, keys: Keys) -> Numbers:
        block = np.maximum(np.searchsorted(self._firsts, keys, "right") - 1, 0)
        read = np.zeros(len(self._firsts), bool)
        read[block] = True
        before = np.arange(len(read)) + 1 - np.cumsum(read)  # of each block, blocks before it that are not read
        known = self._blocks.whole(np.flatnonzero(read))["key"]
        return np.asarray(np.searchsorted(known, keys) + before[block] * BLOCK, np.intp)

    def key(self, entries: Numbers) -> Keys:
        keys: Keys = self._blocks[entries]["key"]
        return keys

    def spans(self, entries: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        start = self._blocks[entries]["start"].astype(np.intp)
        return start, self._blocks[entries + 1]["start"] - start, np.zeros(len(entries), np.intp)


class _Blocks:
    """An array whose blocks are read when they are first asked for; where too many have been, all are forgotten.

    Blocks lie side by side in the order in which they were read: an array of a whole world in which few blocks are
    filled would take memory by pages of 2 MB.
    """

    def __init__(self, kind: np.dtype[Any], blocks: int, read: Callable[[int], Rows], most: int) -> None:
        self._values: Rows = np.empty(0, kind)
        self._slot = np.full(blocks, -1, np.intp)  # of each block among the values, -1 where it is not read
        self._used = 0
        self._most = most
        self._read = read

    def __getitem__(self, numbers: Numbers) -> Rows:
        at = (self._slots(numbers >> _BITS) << _BITS) + (numbers & BLOCK - 1)
        rows: Rows = self._values.take(at)  # indexing with numbers is much slower for structured rows
        return rows

    def whole(self, blocks: Numbers) -> Rows:
        """Return the elements of blocks, each number once and rising."""
        slots = self._slots(blocks)  # first: it may read more values
        values: Rows = self._values.reshape(-1, BLOCK).take(slots, 0).ravel()
        return values

    def _slots(self, blocks: Numbers) -> Numbers:
        """Return where blocks lie among the values, until the next call; read those that are not there yet."""
        slots = self._slot.take(blocks)
        if slots.min(initial=0) < 0:
            self._fill(np.flatnonzero(np.bincount(blocks)))  # np.unique would import masked arrays
            slots = self._slot.take(blocks)
        return slots

    def _fill(self, needed: Numbers) -> None:
        missing = needed[self._slot[needed] < 0]
        if (self._used + len(missing)) * BLOCK * self._values.itemsize > self._most:
            self._slot[:], self._used, missing = -1, 0, needed
        end = (self._used + len(missing)) * BLOCK
        if end > len(self._values):  # room for all at once: the part that is never filled takes no memory
            most = min(self._most // self._values.itemsize, len(self._slot) * BLOCK) // BLOCK * BLOCK
            grown = np.empty(max(end, most), self._values.dtype)
            grown[: self._used * BLOCK] = self._values[: self._used * BLOCK]
            self._values = grown
        for n in missing.tolist():
            rows = self._read(n)
            room = self._values[self._used * BLOCK :][: len(rows)]
            room.view(np.uint8)[:] = rows.view(np.uint8)  # a structure would be copied field by field
            self._slot[n] = self._used
            self._used += 1


def _entries(segment: Segment, *blocks: int) -> Rows:
    return np.frombuffer(b"".join([segment.block("directory", n) for n in blocks]), _ENTRY)


def _full(entries: Rows) -> Rows:
    """Fill a block up with the entry that ends the directory."""
    return np.concatenate([entries, np.repeat(entries[-1:], BLOCK - len(entries))])


def _ranges(first: Numbers, count: Numbers) -> Numbers:
    """Return the numbers of ranges, one range after the other."""
    return np.repeat(first - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
