"""Finding what names may mean in compiled gazetteers: the same consonants first, then those a consonant away."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.model import Place
from geomap.places.distance import held, table
from geomap.places.generics import CLITICS, WITHIN
from geomap.places.matching import BACK, FRONT, LAST, PARTICLE, TURNED, WAY, WHOLE, WORD_SHARED, Hit, packed_way, weigh
from geomap.places.postings import ROW, Keys, Numbers, Rows, country_number, near
from geomap.places.readings import BITS, WORD, Reading, parts, read, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.places.directory import Flags, Names

    Odds = NDArray[np.float32]

_NAMESAKES = 1000  # rows of one key that are looked at
_BEHIND = 5.0  # log-odds behind the best that no context makes up for
_ELSEWHERE = 6.0  # log-odds by which what lies outside the unit asked for is behind
_NAMESAKE = 1.5  # log-odds behind the best of a place that is as good a match
_FEW, _MANY = 12, 60  # places that are looked at; those that are as good a match
_SURE = 3.8  # log-odds of a match from which no wider net is cast
_LONG = 4  # consonants that a name needs before a wider net is cast over a large gazetteer
_TOGETHER = 100  # names for which a wide net is cast at once: what it brings up stays in the processor's cache
_LOST = 1.8  # log-odds of a match below which the names of a whole unit are gone through
_ANY = -1  # number of any country
_NEAREST = 200  # names of a unit that are compared then
_PAIR = np.dtype(
    [
        ("asked", "<u4"), ("segment", "<u4"), ("place", "<u4"), ("hand_kept", "?"), ("kind", "u1"),
        ("odds", "<f4"), ("share", "<f4"), ("exact", "?"), ("other_script", "?"), ("generic", "?"), ("part", "?"),
    ]
)  # fmt: skip


_CONSTRUCT = re.compile(r"[aei]t$")  # Ghazawiyat Afrin: the Ghazawiya of Afrin


class Asked(NamedTuple):
    """A name key to look up; in a country, in units by the keys of their names, where given."""

    key: str
    country: str | None = None
    units: frozenset[int] = frozenset()


class Found(NamedTuple):
    """A place that a name may mean, by spelling alone."""

    place: Place
    hit: Hit


class _Net(NamedTuple):
    """Ways of asking (see ``WAY``); keys, and which way each belongs to."""

    ways: Rows
    keys: Keys
    way: Numbers


_Way = tuple[int, int, Reading, tuple[int, ...]]  # kind, letters left out, reading, keys


def search(asked: Sequence[Asked], gazetteers: Names) -> list[list[Hit]]:
    """Return for each name the places that it may mean, each once, the likeliest first; none for an empty key."""
    # of what stands inside a place only what is no mere likeness is kept, and no wider net is cast for it
    inside = [not WITHIN.isdisjoint(key.split()) for key, *_ in asked]
    top = np.where(inside, np.float32(_BEHIND + _SURE), np.float32(-np.inf))
    pairs = _collect(_net(asked, range(len(asked)), _narrow), asked, gazetteers, top)
    unsure = [n for n in np.flatnonzero(top < _SURE).tolist() if asked[n].key]
    if unsure:
        some = (unsure[n : n + _TOGETHER] for n in range(0, len(unsure), _TOGETHER))
        nets = (_spread(_net(asked, names, _wide)) for names in some)
        pairs = np.concatenate([pairs, *(_collect(net, asked, gazetteers, top, wide=True) for net in nets)])
        lost = [n for n in np.flatnonzero(top < _LOST).tolist() if asked[n].units and asked[n].key]
        if lost:
            pairs = np.concatenate([pairs, _throughout(asked, lost, gazetteers, top)])
    return _hits(pairs, top)


def _net(asked: Sequence[Asked], which: Iterable[int], ways_of: Callable[[str], Iterable[_Way]]) -> _Net:
    ways: list[bytes] = []
    keys: list[int] = []
    way: list[int] = []
    for n in which:
        key = asked[n].key
        for kind, lost, reading, sought in ways_of(key):
            keys += sought
            way += [len(ways)] * len(sought)
            ways.append(packed_way(n, key, kind, lost, reading))
    return _Net(np.frombuffer(b"".join(ways), WAY), np.array(keys, np.uint64), np.array(way, np.intp))


def _narrow(key: str) -> Iterator[_Way]:
    """Give the plain ways of asking for a name key."""
    for reading in readings(key):
        yield WHOLE, 0, reading, reading.keys


def _wide(key: str) -> Iterator[_Way]:
    """Give further ways: by one word, with the words in another order, by a part of them, without a particle."""
    for reading in readings(key):
        yield WHOLE, 0, reading, tuple(k | WORD for k in reading.keys if k >> BITS)
    core = readings(key)[0]
    if len(core.words) > 1:
        yield WORD_SHARED, 0, core, tuple(k | WORD for part in parts(core) for k in part.keys)
        for words in {core.words[1:] + core.words[:1], core.words[-1:] + core.words[:-1]}:
            turned = read(words, core.generics)
            yield TURNED, 0, turned, turned.keys
        some = {core.words[1:]: BACK, core.words[-1:]: LAST, core.words[:-1]: FRONT}
        if _CONSTRUCT.search(core.words[-2]):
            some[*core.words[:-2], core.words[-2][:-1]] = FRONT
        for words, kind in some.items():
            part = read(words, core.generics)
            if all(k >> BITS and k < WORD for k in part.keys):
                yield kind, len(core.letters) - len(part.letters), part, part.keys
    if not key.isascii():
        for cut in _without_clitics(key):
            for reading in readings(cut):
                yield PARTICLE, 0, reading, reading.keys


def _spread(net: _Net) -> _Net:
    """Add the keys a consonant away to those of whole names."""
    whole = np.flatnonzero(net.ways["kind"][net.way] == WHOLE)
    keys, origin = near(net.keys[whole] & np.uint64(WORD - 1))
    return _Net(net.ways, np.concatenate([net.keys, keys]), np.concatenate([net.way, net.way[whole[origin]]]))


def _collect(net: _Net, asked: Sequence[Asked], gazetteers: Names, top: Odds, *, wide: bool = False) -> Rows:
    """Compare what is filed under keys with the ways that are sought by them; as ``_compared`` does."""
    scopes: dict[tuple[str | None, frozenset[int]], int] = {}
    scope = np.array([scopes.setdefault(a[1:], len(scopes)) for a in asked], np.intp)
    numbers = np.array([_ANY if country is None else country_number(country) for country, _ in scopes], np.intp)
    countries = numbers[scope[net.ways["asked"][net.way]]]
    holds, inside = (np.stack(units) for units in zip(*(gazetteers.within(*s) for s in scopes), strict=True))
    found: list[tuple[Rows, Numbers, Flags]] = []
    for shelf in gazetteers.shelves:
        large = wide and shelf.large
        usable = np.flatnonzero(net.keys >> np.uint64(BITS * (_LONG - 1))) if large else np.arange(len(net.keys))
        country = countries[usable]
        if shelf.anywhere and len(nowhere := np.flatnonzero(country > 0)):
            usable, country = (
                np.concatenate([usable, usable[nowhere]]), np.concatenate([country, np.zeros(len(nowhere), np.intp)])
            )  # fmt: skip
        rows, which = shelf.find(net.keys[usable], country, _NAMESAKES)
        way = net.way[usable[which]]
        by = scope[net.ways["asked"][way]], rows["unit"]
        within = inside[by]
        kept = np.flatnonzero(within if wide else holds[by])
        if len(kept) < len(rows):
            rows, way, within = rows.take(kept), way[kept], within[kept]
        found.append((rows, way, within))
    return _compared(net.ways, found, top, gazetteers)


def _throughout(asked: Sequence[Asked], which: Iterable[int], gazetteers: Names, top: Odds) -> Rows:
    """Compare names with those of their units that have most consonants in common; as ``_compared`` does."""
    ways: list[bytes] = []
    found: list[tuple[Rows, Numbers, Flags]] = [(np.empty(0, ROW), np.empty(0, np.intp), np.empty(0, bool))]
    for n in which:
        key, country, units = asked[n]
        for reading in readings(key):
            mine = held(np.frombuffer(reading.letters, np.uint8)[None])
            for rows, consonants in gazetteers.throughout(country, units):
                apart = np.bitwise_count(consonants ^ mine)
                near = np.argpartition(apart, _NEAREST)[:_NEAREST] if len(rows) > _NEAREST else np.arange(len(rows))
                found.append((rows.take(near), np.full(len(near), len(ways)), np.ones(len(near), bool)))
            ways.append(packed_way(n, key, WHOLE, 0, reading))
    return _compared(np.frombuffer(b"".join(ways), WAY), found, top, gazetteers)


def _compared(
    ways: Rows, found: Sequence[tuple[Rows, Numbers, Flags]], top: Odds, gazetteers: Names
) -> Rows:  # fmt: skip
    """Compare ways of asking with the rows that gazetteers have for them, all at once; return ``_PAIR``.

    ``found``: rows, which way led to each, whether each lies inside what is asked for.
    ``top``: the log-odds of the best pair of each name inside what is asked for, raised here. What is too far behind it
    is left out, and sooner what lies outside, but for entries kept by hand.
    """
    rows, way, inside = (np.concatenate(column) for column in zip(*found, strict=True))
    by_hand = gazetteers.hand_kept.take(rows["unit"])
    ways = ways.take(way)
    match = weigh(ways, rows)
    asked, odds = ways["asked"], match["odds"]
    np.maximum.at(top, asked[inside], odds[inside])
    kept = np.flatnonzero(odds > top[asked] - _BEHIND + _ELSEWHERE * ~(inside | by_hand))
    pairs = np.empty(len(kept), _PAIR)
    rows = rows.take(kept)
    pairs["segment"], pairs["hand_kept"] = gazetteers.segment.take(rows["unit"]), by_hand[kept]
    pairs["asked"], pairs["kind"], pairs["place"] = asked[kept], ways["kind"][kept], rows["place"]
    match = match.take(kept)
    for name in match.dtype.names or ():
        pairs[name] = match[name]
    return pairs


def _hits(pairs: Rows, top: Odds) -> list[list[Hit]]:
    """Return the best pair of each place, those that are not too far behind the best of all."""
    pairs = _bests(pairs.compress(pairs["odds"] > top[pairs["asked"]] - _BEHIND))
    np.maximum.at(top, pairs["asked"], pairs["odds"])
    pairs = pairs.take(np.lexsort((pairs["place"], pairs["segment"], -pairs["odds"], pairs["asked"])))
    asked = pairs["asked"]
    rank = np.arange(len(pairs)) - np.searchsorted(asked, asked)
    close = pairs["odds"] > top[asked] - _NAMESAKE
    pairs = pairs.compress((rank < _FEW) | (close & (rank < _MANY)))
    hits = list(map(Hit._make, pairs[list(Hit._fields)].tolist()))
    return [
        hits[start:stop] for start, stop in pairwise(np.searchsorted(pairs["asked"], np.arange(len(top) + 1)).tolist())
    ]


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


def _without_clitics(key: str) -> Iterator[str]:
    """Keys with one or two leading particle letters cut, as ``generics.toml`` lists them."""
    for clitic, bare in CLITICS.items():
        if key.startswith(clitic) and len(key) - len(clitic) > 2:
            yield bare + key[len(clitic) :]
