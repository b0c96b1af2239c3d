"""Finding what names may mean in compiled gazetteers: the same consonants first, then those a consonant away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.model import Place
from geomap.places.distance import held
from geomap.places.generics import CLITICS
from geomap.places.matching import PART, PARTICLE, TURNED, WAY, WHOLE, WORD_SHARED, Why, packed_way, weigh
from geomap.places.postings import Keys, Numbers, Rows, country_number, near
from geomap.places.readings import BITS, WORD, Reading, parts, read, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.places.segment import Flags, Segment

_NAMESAKES = 1000  # rows of one key that are looked at
_BEHIND = 5.0  # log-odds behind the best that no context makes up for
_NAMESAKE = 1.5  # log-odds behind the best of a place that is as good a match
_FEW, _MANY = 12, 60  # places that are looked at; those that are as good a match
_SURE = 2.4  # log-odds of a match from which no wider net is cast
_LONG = 4  # consonants that a name needs before a wider net is cast over a large gazetteer
_LARGE = 300_000  # places of a large gazetteer
_LOST = 0.0  # log-odds of a match below which the names of a whole unit are gone through
_NEAREST = 200  # names of a unit that are compared then
_PAIR = np.dtype(
    [
        ("asked", "<u4"), ("segment", "<u4"), ("place", "<u4"), ("inside", "?"), ("kind", "u1"), ("odds", "<f4"),
        ("share", "<f4"), ("exact", "?"), ("other_script", "?"), ("generic", "?"), ("part", "?"),
    ]
)  # fmt: skip


class Asked(NamedTuple):
    """A name key to look up; in a country, in units by the keys of their names, where given."""

    key: str
    country: str | None = None
    units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place by its segment and number there, its log-odds by spelling alone, and what they rest on."""

    segment: int
    number: int
    odds: float
    hand_kept: bool
    why: Why

    @property
    def exact(self) -> bool:
        """Whether the key is the query's own."""
        return self.why.exact

    @property
    def reason(self) -> str:
        """Say in words why the place was found."""
        return self.why.reason


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may mean, by spelling alone."""

    place: Place
    hit: Hit


class _Net(NamedTuple):
    """Ways of asking (see ``WAY``); keys, and which way each belongs to."""

    ways: Rows
    keys: Keys
    way: Numbers


_Way = tuple[int, int, Reading, tuple[int, ...]]  # kind, letters left out, reading, keys


def search(asked: Sequence[Asked], segments: Sequence[Segment]) -> list[list[Hit]]:
    """Return for each name the places that it may mean, each once, the likeliest first; none for an empty key."""
    pairs = _collect(_net(asked, range(len(asked)), _narrow), asked, segments)
    unsure = [n for n in np.flatnonzero(_top(len(asked), pairs) < _SURE).tolist() if asked[n].key]
    if unsure:
        net = _spread(_net(asked, unsure, _wide))
        pairs = np.concatenate([pairs, _collect(net, asked, segments, wide=True)])
        lost = [n for n in np.flatnonzero(_top(len(asked), pairs) < _LOST).tolist() if asked[n].units and asked[n].key]
        if lost:
            pairs = np.concatenate([pairs, _throughout(asked, lost, segments)])
    return _hits(len(asked), pairs, segments)


def _top(n: int, pairs: Rows) -> NDArray[np.float32]:
    """Return the log-odds of the best pair of each name, inside what is asked for."""
    top = np.full(n, -np.inf, np.float32)
    inside = pairs["inside"]
    np.maximum.at(top, pairs["asked"][inside], pairs["odds"][inside])
    return top


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
        for words in (core.words[1:], core.words[:-1]):
            part = read(words, core.generics)
            if all(k >> BITS and k < WORD for k in part.keys):
                yield PART, len(core.letters) - len(part.letters), part, part.keys
    if not key.isascii():
        for cut in _without_clitics(key):
            for reading in readings(cut):
                yield PARTICLE, 0, reading, reading.keys


def _spread(net: _Net) -> _Net:
    """Add the keys a consonant away to those of whole names."""
    whole = np.flatnonzero(net.ways["kind"][net.way] == WHOLE)
    keys, origin = near(net.keys[whole] & np.uint64(WORD - 1))
    return _Net(net.ways, np.concatenate([net.keys, keys]), np.concatenate([net.way, net.way[whole[origin]]]))


def _collect(net: _Net, asked: Sequence[Asked], segments: Sequence[Segment], *, wide: bool = False) -> Rows:
    """Compare what is filed under keys with the ways that are sought by them; return ``_PAIR``."""
    scopes: dict[tuple[str | None, frozenset[int]], int] = {}
    scope = np.array([scopes.setdefault(a[1:], len(scopes)) for a in asked], np.intp)
    numbers = np.array([country_number(country) for country, _ in scopes], np.intp)
    countries = numbers[scope[net.ways["asked"][net.way]]]
    long = net.keys >> np.uint64(BITS * (_LONG - 1)) > 0
    found: list[tuple[Rows, Numbers, Flags, int]] = []
    for i, segment in enumerate(segments):
        holds, inside = (np.stack(units) for units in zip(*(segment.within(*s) for s in scopes), strict=True))
        usable = np.flatnonzero(long) if wide and segment.size >= _LARGE else np.arange(len(net.keys))
        scanned = [(usable, countries[usable])]
        nowhere = usable[countries[usable] > 0]
        if len(nowhere) and "" in segment.countries:
            scanned.append((nowhere, np.full(len(nowhere), country_number(""))))
        for some, country in scanned:
            rows, which = segment.postings.find(net.keys[some], country, _NAMESAKES)
            way = net.way[some[which]]
            by = scope[net.ways["asked"][way]], rows["unit"]
            within = inside[by]
            kept = np.flatnonzero(within if wide else holds[by])
            if len(kept) < len(rows):
                rows, way, within = rows.take(kept), way[kept], within[kept]
            found.append((rows, way, within, i))
    return _compared(net.ways, found)


def _throughout(asked: Sequence[Asked], which: Iterable[int], segments: Sequence[Segment]) -> Rows:
    """Compare names with those of their units that have most consonants in common with them; return ``_PAIR``."""
    ways: list[bytes] = []
    found: list[tuple[Rows, Numbers, Flags, int]] = []
    for n in which:
        key, country, units = asked[n]
        for reading in readings(key):
            mine = held(np.frombuffer(reading.letters, np.uint8)[None])
            for i, segment in enumerate(segments):
                rows, consonants = segment.names_in(country, units)
                apart = np.bitwise_count(consonants ^ mine)
                near = np.argpartition(apart, _NEAREST)[:_NEAREST] if len(rows) > _NEAREST else np.arange(len(rows))
                found.append((rows.take(near), np.full(len(near), len(ways)), np.ones(len(near), bool), i))
            ways.append(packed_way(n, key, WHOLE, 0, reading))
    return _compared(np.frombuffer(b"".join(ways), WAY), found)


def _compared(ways: Rows, found: Sequence[tuple[Rows, Numbers, Flags, int]]) -> Rows:
    """Compare ways of asking with the rows that each segment has for them, all at once; return ``_PAIR``.

    ``found``: rows, which way led to each, whether each lies inside what is asked for; the number of the segment.
    """
    rows, way, inside = (np.concatenate(column) for column in zip(*(f[:3] for f in found), strict=True))
    ways = ways.take(way)
    pairs = np.empty(len(rows), _PAIR)
    pairs["segment"] = np.repeat([i for *_, i in found], [len(rows) for rows, *_ in found])
    pairs["inside"], pairs["asked"], pairs["kind"], pairs["place"] = inside, ways["asked"], ways["kind"], rows["place"]
    match = weigh(ways, rows)
    for name in match.dtype.names or ():
        pairs[name] = match[name]
    return pairs


def _hits(n: int, pairs: Rows, segments: Sequence[Segment]) -> list[list[Hit]]:
    """Return the best pair of each place, those that are not too far behind the best of all."""
    top = _top(n, pairs)
    pairs = pairs.compress(pairs["odds"] > top[pairs["asked"]] - _BEHIND)
    place = pairs["segment"].astype(np.uint64) << np.uint64(32) | pairs["place"]
    # its own name before one in another script
    order = np.lexsort((-pairs["odds"], ~pairs["exact"], place, pairs["asked"]))
    pairs = _firsts(pairs, order, pairs["asked"], place)
    pairs = pairs.take(np.lexsort((pairs["place"], pairs["segment"], -pairs["odds"], pairs["asked"])))
    asked = pairs["asked"]
    rank = np.arange(len(pairs)) - np.searchsorted(asked, asked)
    close = pairs["odds"] > top[asked] - _NAMESAKE
    hits: list[list[Hit]] = [[] for _ in range(n)]
    for a, i, number, _, kind, odds, *why in pairs.compress((rank < _FEW) | (close & (rank < _MANY))).tolist():
        hits[a].append(Hit(i, number, odds, segments[i].hand_kept, Why(kind, *why)))
    return hits


def _firsts(values: Rows, order: Numbers, *keys: Rows) -> Rows:
    """Return, in an order that keeps equal keys together, the first value of each."""
    new = np.zeros(len(order), bool)
    new[:1] = True
    for key in keys:
        new[1:] |= key[order[1:]] != key[order[:-1]]
    return values.take(order[new])


def _without_clitics(key: str) -> Iterator[str]:
    """Keys with one or two leading particle letters cut, as ``generics.toml`` lists them."""
    for clitic, bare in CLITICS.items():
        if key.startswith(clitic) and len(key) - len(clitic) > 2:
            yield bare + key[len(clitic) :]
