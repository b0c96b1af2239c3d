"""Finding what names may mean in compiled gazetteers: the same consonants first, then those a consonant away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.places.asking import WHOLE, packed_ways
from geomap.places.distance import table
from geomap.places.generics import WITHIN
from geomap.places.hits import SEGMENT, Hit
from geomap.places.matching import NEARLY, WAY, reason, weigh
from geomap.places.outline import outlines
from geomap.places.postings import Keys, Numbers, Rows, country_number, near
from geomap.places.readings import BITS, WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from geomap.places.asking import Asked
    from geomap.places.directory import Flags, Names

    Odds = NDArray[np.float32]
    # rows, their numbers, which way led to each, whether each lies inside what is asked for
    _Found = tuple[Rows, Numbers, Numbers, Flags]

_NAMESAKES = 1000  # rows of one key that are looked at
_BEHIND = 5.0  # log-odds behind the best that no context makes up for
_ELSEWHERE = 6.0  # log-odds by which what lies outside the unit asked for is behind
_NAMESAKE = 1.5  # log-odds behind the best of a place that is as good a match
_FEW, _MANY = 12, 60  # places that are looked at; those that are as good a match
_SURE = 3.5  # log-odds of a match from which no wider net is cast
_NO_LIKENESS = 3.8  # log-odds of a match that is no mere likeness
_LONG = 4  # consonants that a name needs before a wider net is cast over a large gazetteer
_TOGETHER = 100  # names for which a wide net is cast at once: what it brings up stays in the processor's cache
_LOST = 0.3  # log-odds of a match below which the names of a whole country or unit are gone through
_SHELF = 48  # bits of the number of a row on its shelf
_ANY = -1  # number of any country
_NEAREST = 500  # names of it that are compared then, and those that are no less alike
_PAIR = np.dtype(
    [
        ("asked", "<u4"), ("segment", "<u4"), ("place", "<u4"), ("hand_kept", "?"), ("kind", "u1"),
        ("odds", "<f4"), ("share", "<f4"), ("exact", "?"), ("other_script", "?"), ("generic", "?"), ("part", "?"),
    ]
)  # fmt: skip


class _Where(NamedTuple):
    """Countries and units in which names are asked for, and which of them each name is."""

    scopes: tuple[tuple[str | None, frozenset[int]], ...]
    scope: Numbers


class _Net(NamedTuple):
    """Ways of asking (see ``WAY``); keys, and which way each belongs to."""

    ways: Rows
    keys: Keys
    way: Numbers


class Met(NamedTuple):
    """Places that a name may mean, each once, the likeliest first, and how many of them are looked at.

    All that are level with the last of these are among them: which comes first hangs on the order of files and rows.
    """

    hits: list[Hit]
    most: int


def search(asked: Sequence[Asked], gazetteers: Names) -> list[Met]:
    """Return for each name the places that it may mean; none for an empty key."""
    # of what stands inside a place only what is no mere likeness is kept, and no wider net is cast for it
    inside = [not WITHIN.isdisjoint(key.split()) for key, *_ in asked]
    top = np.where(inside, np.float32(_BEHIND + _NO_LIKENESS), np.float32(-np.inf))
    where = _where(asked)
    pairs = _collect(_net(asked, range(len(asked)), wide=False), where, gazetteers, top)
    unsure = [n for n in np.flatnonzero(top < _SURE).tolist() if asked[n].key]
    if unsure:
        some = (unsure[n : n + _TOGETHER] for n in range(0, len(unsure), _TOGETHER))
        nets = (_spread(_net(asked, names, wide=True)) for names in some)
        pairs = np.concatenate([pairs, *(_collect(net, where, gazetteers, top, wide=True) for net in nets)])
        lost = [n for n in np.flatnonzero(top < _LOST).tolist() if asked[n].key and any(asked[n][1:])]
        if lost:
            pairs = np.concatenate([pairs, _throughout(asked, lost, gazetteers, top)])
    return _hits(pairs, top)


def _where(asked: Sequence[Asked]) -> _Where:
    scopes: dict[tuple[str | None, frozenset[int]], int] = {}
    scope = [scopes.setdefault((country, units), len(scopes)) for _, country, units in asked]
    return _Where(tuple(scopes), np.array(scope, np.intp))


def _net(asked: Sequence[Asked], which: Iterable[int], *, wide: bool) -> _Net:
    packed, keys, way = packed_ways(asked, which, wide=wide)
    return _Net(np.frombuffer(packed, WAY), np.array(keys, np.uint64), np.array(way, np.intp))


def _spread(net: _Net) -> _Net:
    """Add the keys a consonant away to those of whole names."""
    whole = np.flatnonzero(net.ways["kind"][net.way] == WHOLE)
    keys, origin = near(net.keys[whole] & np.uint64(WORD - 1))
    return _Net(net.ways, np.concatenate([net.keys, keys]), np.concatenate([net.way, net.way[whole[origin]]]))


def _collect(net: _Net, where: _Where, gazetteers: Names, top: Odds, *, wide: bool = False) -> Rows:
    """Compare what is filed under keys with the ways that are sought by them; as ``_compared`` does."""
    scopes, scope = where
    numbers = np.array([_ANY if country is None else country_number(country) for country, _ in scopes], np.intp)
    countries = numbers.take(scope.take(net.ways["asked"])).take(net.way)
    holds, inside = gazetteers.flags(scopes)
    found: list[_Found] = []
    for i, shelf in enumerate(gazetteers.shelves):
        large = wide and shelf.large
        usable = np.flatnonzero(net.keys >> np.uint64(BITS * (_LONG - 1))) if large else np.arange(len(net.keys))
        country = countries.take(usable)
        if shelf.anywhere and len(nowhere := np.flatnonzero(country > 0)):
            usable, country = (
                np.concatenate([usable, usable[nowhere]]), np.concatenate([country, np.zeros(len(nowhere), np.intp)])
            )  # fmt: skip
        rows, numbers, which = shelf.find(net.keys.take(usable), country, _NAMESAKES)
        way = net.way.take(usable.take(which))
        by = (scope.take(net.ways["asked"]) * inside.shape[1]).take(way) + rows["unit"]  # much faster than two indices
        within = inside.take(by)
        kept = np.flatnonzero(within if wide else holds.take(by))
        if len(kept) < len(rows):
            rows, numbers, way, within = rows.take(kept), numbers.take(kept), way.take(kept), within.take(kept)
        found.append((rows, numbers | i << _SHELF, way, within))
    return _compared(net.ways, found, top, gazetteers)


def _throughout(asked: Sequence[Asked], which: Iterable[int], gazetteers: Names, top: Odds) -> Rows:
    """Compare names with those of their countries or units whose outlines are most alike; as ``_compared`` does."""
    net = _net(asked, which, wide=False)
    found: list[Numbers] = []
    for n, mine in zip(net.ways["asked"].tolist(), outlines(net.ways["letters"]).T, strict=True):
        _, country, units = asked[n]
        numbers, (one, other) = gazetteers.throughout(country, units)
        apart = np.bitwise_count(one ^ mine[0]) + np.bitwise_count(other ^ mine[1])
        found.append(numbers.compress(apart <= _least(apart, _NEAREST)))
    way = np.repeat(np.arange(len(found)), list(map(len, found)))
    zeros = np.zeros(len(way), np.intp)
    return _compared(
        net.ways, [(gazetteers.whole.take(np.concatenate(found)), zeros, way, zeros == 0)], top, gazetteers
    )


def _least(numbers: NDArray[np.uint8], count: int) -> int:
    """Return the number up to which so many of some lie, the largest of them where they are fewer.

    To count again and again by halves is much faster than to sort.
    """
    low, high = 0, int(numbers.max(initial=0))
    while low < high:
        middle = (low + high) // 2
        if np.count_nonzero(numbers <= middle) < count:
            low = middle + 1
        else:
            high = middle
    return low


def _compared(ways: Rows, found: Sequence[_Found], top: Odds, gazetteers: Names) -> Rows:
    """Compare ways of asking with the rows that gazetteers have for them, all at once; return ``_PAIR``.

    ``top``: the log-odds of the best pair of each name inside what is asked for, raised here. What is too far behind it
    is left out, and sooner what lies outside, but for entries kept by hand.
    """
    rows, numbers, way, inside = (
        np.concatenate(column) if len(found) > 1 else column[0] for column in zip(*found, strict=True)
    )
    by_hand = gazetteers.hand_kept.take(rows["unit"])
    match = weigh(ways, way, rows, numbers)
    asked, odds = ways["asked"].astype(np.intp).take(way), match["odds"]  # as indices are, which it is used for
    better = np.flatnonzero((odds > top.take(asked)) & inside)  # few
    np.maximum.at(top, asked.take(better), odds.take(better))
    kept = np.flatnonzero(odds > top.take(asked) - _BEHIND + _ELSEWHERE * ~(inside | by_hand))
    rows, match = rows.take(kept), match.take(kept)
    pairs = np.empty(len(kept), _PAIR)
    pairs["segment"], pairs["hand_kept"] = gazetteers.segment.take(rows["unit"]), by_hand.take(kept)
    pairs["asked"], pairs["kind"], pairs["place"] = asked.take(kept), ways["kind"].take(way.take(kept)), rows["place"]
    for name in match.dtype.names or ():
        pairs[name] = match[name]
    return pairs


def _hits(pairs: Rows, top: Odds) -> list[Met]:
    """Return the best pair of each place, those that are not too far behind the best of all."""
    pairs = _bests(pairs.compress(pairs["odds"] > top[pairs["asked"]] - _BEHIND))
    np.maximum.at(top, pairs["asked"], pairs["odds"])
    pairs = pairs.take(np.lexsort((pairs["place"], pairs["segment"], -pairs["odds"], pairs["asked"])))
    asked, odds = pairs["asked"].astype(np.intp), pairs["odds"]
    met = np.bincount(asked, minlength=len(top))
    close = np.bincount(asked.compress(odds > top[asked] - _NAMESAKE), minlength=len(top))
    most = np.maximum(np.minimum(met, _FEW), np.minimum(close, _MANY))
    pairs = pairs.compress(odds >= odds.take((np.cumsum(met) - met + most - 1).take(asked)))
    hits, ends = _told(pairs), np.searchsorted(pairs["asked"], np.arange(len(top) + 1)).tolist()
    return [Met(hits[start:stop], n) for (start, stop), n in zip(pairwise(ends), most.tolist(), strict=True)]


def _told(pairs: Rows) -> list[Hit]:
    """Return pairs as hits."""
    unlike = (pairs["share"] > 0) + (pairs["share"] >= np.float32(NEARLY)).astype(np.intp)
    marks = (pairs[name].tolist() for name in ("exact", "other_script", "generic", "part"))
    why = map(reason, pairs["kind"].tolist(), unlike.tolist(), *marks)
    entry = pairs["segment"].astype(np.intp) << SEGMENT | pairs["place"]
    about = (pairs[name].tolist() for name in ("hand_kept", "kind", "odds", "share", "exact"))
    return list(map(Hit, entry.tolist(), *about, why))


def _bests(pairs: Rows) -> Rows:
    """Return of each place for each name the likeliest pair, likelier where its names in both scripts are like it.

    Its own name comes before one in another script.
    """
    same = pairs["asked"].astype(np.uint64) << np.uint64(40) | pairs["segment"].astype(np.uint64) << np.uint64(32)
    same |= pairs["place"]
    order = np.argsort(same, kind="stable")
    same, pairs = same[order], pairs.take(order)
    starts = np.flatnonzero(np.diff(same, prepend=same[:1] + np.uint64(1)))
    if not len(starts):
        return pairs
    never = np.float32(-np.inf)
    odds, other = pairs["odds"], pairs["other_script"]
    scripts = [np.maximum.reduceat(np.where(mask, odds, never), starts) for mask in (other, ~other)]
    likely = np.where(pairs["exact"], -never, odds)
    best = np.repeat(np.maximum.reduceat(likely, starts), np.diff(starts, append=len(same)))
    at = np.flatnonzero(likely == best)
    pairs = pairs.take(at[np.searchsorted(at, starts)])
    w = table()["weights"]
    less = np.where(pairs["exact"], 0, abs(scripts[0] - scripts[1]))  # the very name needs no witness
    pairs["odds"] += np.maximum(w["both_scripts"] + w["less_like"] * less, 0)
    return pairs
