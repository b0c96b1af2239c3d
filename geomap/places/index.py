"""Gazetteers laid over one another: places by name, answers ranked with a reason."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geomap.model import Candidate, Place, Rejected, Resolution
from geomap.places.distance import table
from geomap.places.generics import same_family
from geomap.places.readings import readings
from geomap.places.search import Found, search
from geomap.text import bones, fold, name_key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.places.segment import Segment

EARTH_KM = 6371.0088
ABSTAIN = 0.12  # where all candidates together are less likely than this, none is offered
_RIVAL = 0.5  # a runner-up at another place that is at least this likely against the first makes a name ambiguous
_SAME_KM = 10.0  # a curated and an imported entry of one name this near are one place
_COUNTRY = 20_000  # places of a country like those that the weights were fitted on
_SEATS = ("city", "town")
_ONE_KM = 3.0  # candidates this near stand for one another
_ONE_DEGREES = 0.03  # of latitude: a little more than that
_DEGREE_KM = math.pi * EARTH_KM / 180  # of latitude
_NEAR_KM = 150.0  # context reaches this far
_NEARBY_KM = 30.0  # and is strongest this near
_CELL = 0.2  # degrees, twice what _SAME_KM spans at least up to 60 degrees of latitude
_DOUBTFUL = 0.3  # below this chance the best answer is no more than a guess
_KEPT = 20_000  # answers of each kind that are remembered
_PUBLISHED = 25  # candidates whose shares are worked out


def km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres (haversine formula)."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _nearest(place: Place, others: Iterable[Place]) -> float:
    """Kilometres to the nearest of some places; those whose latitude alone lies farther are passed over."""
    best = math.inf
    for other in others:
        if abs(other.lat - place.lat) * _DEGREE_KM < best:
            best = min(best, km(place, other))
    return best


class Index:
    """Places by name over compiled gazetteers; implements the ``Gazetteer`` protocol.

    ``segments`` come with the one that wins first. ``rejected`` holds the rows that could not be used.
    """

    def __init__(self, segments: Sequence[Segment], rejected: Sequence[Rejected] = ()) -> None:
        self.rejected = tuple(rejected)
        self._segments = tuple(segments)
        self._chance = max(1.0, sum(s.size for s in segments) / _COUNTRY)
        self._upper = tuple(s for s in segments if s.hand_kept)
        self.by_key = lru_cache(maxsize=_KEPT)(self._by_key)
        self.may_start = lru_cache(maxsize=_KEPT)(self._may_start)
        self._entry = lru_cache(maxsize=_KEPT)(self._joined)
        self._found = lru_cache(maxsize=_KEPT)(self._search)

    # ------------------------------------------------------------------ the protocol

    def _by_key(self, key: str) -> Sequence[Place]:
        """Places under a key, those of higher rank first."""
        out: dict[str, Place] = {}
        for i, segment in enumerate(self._segments):
            for n in segment.spelled(key):
                place = self._entry(i, n)
                known = out.get(place.id)
                if known is None or _told(known) < _told(place):
                    out[place.id] = place
        return tuple(sorted(out.values(), key=lambda p: -p.rank))

    def _may_start(self, word: str) -> bool:
        """Whether some key begins with this word."""
        return any(segment.starts(word) for segment in self._segments)

    def resolve(
        self, name: str, *, country: str | None = None, admin1: str | None = None, limit: int = 5,
        near: Iterable[Place] = (), kinds: Iterable[str] = (),
    ) -> Resolution:  # fmt: skip
        """Rank the places a name may mean; an empty or unknown name comes back ``unresolved``.

        ``country`` (two-letter code) keeps only places there; ``admin1`` and ``kinds`` and ``near`` raise scores. The
        score of a candidate is the chance that it is meant, among the candidates and "none of them".
        """
        found = self._found(name_key(name), country and country.upper(), far=admin1 is not None)
        if not found:
            return Resolution()
        spelled, context, wanted = fold(normalise(name).text.strip()), tuple(near), tuple(kinds)
        unit = _unit(admin1) if admin1 else None
        weighed = [(*_weigh(f, spelled, unit, context, wanted, anywhere=country is None), f) for f in found]
        weighed.sort(key=lambda w: (-w[0], -w[2].place.rank, -w[2].place.population, w[2].place.id))
        candidates = _shares(weighed[:_PUBLISHED], limit, self._chance if country is None else 1.0)
        if not candidates:
            return Resolution()
        first = candidates[0]
        ambiguous = first.score < _DOUBTFUL or any(
            c.score > _RIVAL * first.score and km(c.place, first.place) > _SAME_KM and c.place.rank >= first.place.rank
            for c in candidates[1:]
        )
        return Resolution("ambiguous" if ambiguous else "resolved", candidates)

    # ------------------------------------------------------------------ entries

    def get(self, identifier: str) -> Place | None:
        """Return the entry of an id; that of the gazetteer that wins."""
        return next((p for s in self._segments if (p := s.by_id(identifier)) is not None), None)

    def kept(self) -> Iterator[Place]:
        """Give every hand-kept entry, the embedded ones too."""
        for segment in self._upper:
            yield from segment.places()

    def places(self) -> Iterator[Place]:
        """Give every entry of every gazetteer, one an id, those of the gazetteer that wins first."""
        seen: set[str] = set()
        for segment in self._segments:
            for place in segment.places():
                if place.id not in seen:
                    seen.add(place.id)
                    yield place

    def _joined(self, i: int, n: int) -> Place:
        """Return an entry, joined with the hand-kept one that it repeats."""
        segment = self._segments[i]
        place = segment.place(n)
        twin = None if segment.hand_kept or not self._near_kept(place) else self._twin(place)
        if twin is None:
            return place
        known = {fold(name) for name in twin.names}
        more = tuple(name for name in place.names if fold(name) not in known)
        return replace(twin, variants=(*twin.variants, *more), population=place.population or twin.population)

    def _near_kept(self, place: Place) -> bool:
        """Whether a hand-kept entry may lie within reach: most imported places have none."""
        row, column = round(place.lat / _CELL), round(place.lon / _CELL)
        return any((row + i, column + j) in self._cells for i in (-1, 0, 1) for j in (-1, 0, 1))

    @cached_property
    def _cells(self) -> set[tuple[int, int]]:
        return {(round(p.lat / _CELL), round(p.lon / _CELL)) for p in self.kept()}

    def _twin(self, place: Place) -> Place | None:
        for upper in self._upper:
            for key in {name_key(name) for name in place.names}:
                for n in upper.spelled(key):
                    other = upper.place(n)
                    if other.id == place.id or (same_family(other.kind, place.kind) and km(other, place) <= _SAME_KM):
                        return other
        return None

    def _search(self, key: str, country: str | None, *, far: bool) -> tuple[Found, ...]:
        segments = [(i, s) for i, s in enumerate(self._segments) if s.holds(country)]
        best: dict[str, Found] = {}
        for hit in search(key, country, segments, far=far):
            place = self._entry(hit.segment, hit.number)
            if country and place.country and place.country != country:
                continue
            known = best.get(place.id)
            if known is None:
                best[place.id] = Found(place, hit)
            else:  # the same place by another spelling or from another gazetteer; the first of equal hits is hand-kept
                best[place.id] = Found(max(known.place, place, key=_told), max(known.hit, hit, key=lambda h: h.odds))
        return tuple(best.values())


@lru_cache(maxsize=10_000)
def _unit(name: str) -> str:
    """Return what is compared of a unit's name: its consonants without generic words."""
    found = readings(name_key(name))
    return bones(found[0].core) if found else ""


@lru_cache(maxsize=50_000)
def _in_unit(unit: str, admin1: str | None) -> bool:
    """Whether a place's unit is the one asked for: the same name but for spelling and generic words."""
    own = _unit(admin1) if admin1 else ""
    return bool(own) and own == unit


def _told(place: Place) -> tuple[int, int]:
    """How much an entry tells: one joined with what it repeats tells more."""
    return place.population, len(place.variants)


def _weigh(
    found: Found, spelled: str, unit: str | None, near: tuple[Place, ...], kinds: tuple[str, ...], *, anywhere: bool
) -> tuple[float, str]:
    """Raise or lower a match by who keeps the entry, its size, and the context; say what the context added."""
    w = table()["context"]
    place, why = found.place, ""
    size, kept = math.log10(place.population + 1), place.rank
    if found.hit.exact:
        odds = found.hit.odds + (w["kept"] * kept if found.hit.hand_kept else w["kept_alike"] * kept * anywhere)
        odds += w["inhabitants"] * size * anywhere
        odds += table()["weights"]["spelled"] * any(fold(n) == spelled for n in place.names)
    else:
        odds = found.hit.odds + w["kept_alike"] * kept * anywhere + w["inhabitants_alike"] * size
    if place.kind in _SEATS:
        odds += w["seat"]
    if unit:
        same = _in_unit(unit, place.admin1)
        odds += w["same_unit"] if same else w["other_unit"]
        why += ", in the unit asked for" if same else ""
    if kinds:
        fits = place.kind in kinds
        odds += w["kind" if fits else "kin" if any(same_family(k, place.kind) for k in kinds) else "other_kind"]
        why += f", and it is a {place.kind.replace('_', ' ')}" if fits else ""
    if place.kind == "country":
        odds += w["country"]
    elif near:
        distance = _nearest(place, near)
        odds += (
            w["beside"] * math.exp(-distance / _NEARBY_KM)
            if distance <= _NEAR_KM
            else w["far"] * min(1.0, distance / 1000)
        )
        why += f", {distance:.0f} km from a place named beside it" if distance <= _NEAR_KM else ""
    return odds, why


def _shares(weighed: list[tuple[float, str, Found]], limit: int, chance: float) -> tuple[Candidate, ...]:
    """Turn log-odds into chances; candidates at one spot stand for one another.

    ``chance``: how much likelier than in one country some place is like the name by accident.
    """
    top = weighed[0][0]
    weights = [math.exp(odds - top) for odds, _, _ in weighed]
    nothing = chance * math.exp(-top)
    whole = sum(weights) + nothing
    if 1 - nothing / whole < ABSTAIN:
        return ()
    out = []
    for weight, (_, why, found) in zip(weights[:limit], weighed, strict=False):
        place = found.place
        spot = sum(
            other
            for other, (_, _, f) in zip(weights, weighed, strict=True)
            if other <= weight and abs(f.place.lat - place.lat) < _ONE_DEGREES and km(f.place, place) <= _ONE_KM
        )
        out.append(Candidate(place, spot / whole, found.hit.reason + why))
    return tuple(out)
