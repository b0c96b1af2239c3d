"""The same event told by several reports: claims that agree become one event, and every claim is kept.

Two claims are compared by what they say (type or group), where, when, how many and who; each agreement adds to a score,
and a contradiction rules the pair out. The best pairs are joined first, and a group never takes in a claim that
contradicts one of its members. Wrong joins cost more than missed ones: the same place on the same day is not enough.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations, permutations, product
from math import cos, floor, hypot, radians
from typing import TYPE_CHECKING

from geomap.model import Claim, End, Event, Incident, Movement, Place, Precision, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Parsed

_SAME = 4.5  # score from which two claims tell one event
_TOLERABLE = 2.5  # score below which two claims cannot stand in one group
_WINDOW = 32  # neighbours compared in a crowded block, so that the work grows with the claims, not with their square
_SAMPLE = 12  # members of a large group that a newcomer is compared with
_CELL = 0.25  # degrees: side of a block
_REACH = 0.1  # degrees around a point that its blocks cover
_FINE_M = 15_000  # radius up to which a place is a spot, not an area
_LAG = timedelta(days=7)  # how long after an event an undated report may still tell it
_BREATH = timedelta(days=3)  # how far apart two undated reports of one event are published

# Types that two reporters may well give to the same event.
_FAMILIES = (
    {"Armed clash", "Attack"},
    {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    {"Air/drone strike", "Shelling/artillery/missile attack"},
    {"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"},
    {"Arrests", "Abduction/forced disappearance"},
    {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    {"Violent demonstration", "Mob violence"},
    {"civilians", "fighters", "detainees", "wounded", "mixed"},
)
_KIN = {pair for family in _FAMILIES for pair in permutations(family, 2)}
# What may happen several times a day where a battle goes on.
_GOES_ON = {"Armed clash", "Air/drone strike", "Shelling/artillery/missile attack"}


def fuse(parsed: Sequence[Parsed]) -> tuple[list[Event], list[Event]]:
    """Return the incidents and the movements that the reports tell, each with all its claims.

    Sums of other incidents (``aggregate``) are left out: they would count the same dead twice. What is planned, denied,
    habitual or a running total only joins its like. The result does not depend on the order of the reports.

    >>> fuse([])
    ([], [])
    """
    incidents = [Claim(p.report, i) for p in parsed for i in p.incidents if not i.aggregate]
    movements = [Claim(p.report, m) for p in parsed for m in p.movements]
    return _events(incidents), _events(movements)


@dataclass(frozen=True, slots=True)
class _Spot:
    id: str
    lat: float
    lon: float
    where: Precision


@dataclass(frozen=True, slots=True)
class _Facts:
    """What can be compared of a claim, incidents and movements alike."""

    report: str
    published: date | None
    what: str
    modality: str
    spots: tuple[_Spot | None, ...]
    counts: tuple[int | None, ...]
    unit: str
    time: TimeSpan
    actors: frozenset[str]


def _facts(claim: Claim) -> _Facts:
    r = claim.record
    modality = "occurred" if r.modality == "claimed" else r.modality
    if isinstance(r, Incident):
        where = r.precision or Precision(2, 1, 5000)
        actors = frozenset(a.casefold() for a in (r.actor1, r.actor2) if a)
        counts, spots = (r.killed, r.wounded, r.captured), (_spot(r.place, where),)
        return _Facts(
            claim.report.id, claim.report.published, r.sub_event_type, modality, spots, counts, "", r.time, actors
        )
    ends = (_end_spot(r.origin), _end_spot(r.destination))
    return _Facts(
        claim.report.id, claim.report.published, r.group, modality, ends, (r.count,), r.unit, r.time, frozenset()
    )


def _spot(place: Place | None, where: Precision) -> _Spot | None:
    return _Spot(place.id, place.lat, place.lon, where) if place else None


def _end_spot(end: End | None) -> _Spot | None:
    return _spot(end.place, end.precision) if end and end.precision else None


# ---------------------------------------------------------------- comparing two claims


def _score(a: _Facts, b: _Facts) -> float | None:
    """Return how strongly two claims speak for one event, None where they contradict each other."""
    if a.modality != b.modality:
        return None
    total = 0.5 if a.actors & b.actors else 0.0
    for compare in (_what, _when, _where, _how_many):
        part = compare(a, b)
        if part is None:
            return None
        total += part
    return total


def _what(a: _Facts, b: _Facts) -> float | None:
    if a.what == b.what:
        return 1.0
    return -0.25 if (a.what, b.what) in _KIN else None


def _when(a: _Facts, b: _Facts) -> float | None:
    s, t = a.time, b.time
    if s.start and t.start:
        s_end, t_end = s.end or s.start, t.end or t.start
        if s.start > t_end or t.start > s_end:
            return None
        # Spans that only overlap may be two days of one battle.
        return 2.0 if (s.start, s_end) == (t.start, t_end) else 0.5
    if not s.start and not t.start:
        return _when_told(a, b)
    dated, undated = (a, b) if s.start else (b, a)
    if undated.published is None or dated.time.start is None:
        return -1.0
    last = dated.time.end or dated.time.start
    return -0.75 if dated.time.start <= undated.published <= last + _LAG else None


def _when_told(a: _Facts, b: _Facts) -> float | None:
    """Compare two claims without a date by the days on which they were published."""
    if a.published is None or b.published is None:
        return -1.0
    if abs(a.published - b.published) > _BREATH:
        return None
    return 1.5 if a.modality == "habitual" else 0.0  # a practice has no date to lack


def _where(a: _Facts, b: _Facts) -> float | None:
    total, known = 0.0, False
    for s, t in zip(a.spots, b.spots, strict=True):
        if s and t:
            near = _nearness(s, t)
            if near is None:
                return None
            total, known = total + near, True
    return total if known else -0.5


def _nearness(s: _Spot, t: _Spot) -> float | None:
    """Return 2 for one spot, less for areas and neighbours, None for places apart."""
    coarsest = max(s.where.where_prec, t.where.where_prec)
    if s.id == t.id:
        return 2.0 if coarsest <= 3 else 1.0 if coarsest <= 5 else 0.5
    apart = 111_195 * hypot(s.lat - t.lat, (s.lon - t.lon) * cos(radians((s.lat + t.lat) / 2)))
    radii = sorted((s.where.radius_m, t.where.radius_m))
    if radii[1] > _FINE_M:
        return 1.0 if apart <= radii[1] else None
    return 1.5 if apart <= 3000 else 1.0 if apart <= min(sum(radii), 10_000) else None


def _how_many(a: _Facts, b: _Facts) -> float:
    """Return what equal, near or far counts add; a large number told twice says much, a small one little."""
    if a.unit != b.unit:
        return 0.0
    total = -1.25 if a.what == b.what in _GOES_ON and _is_counted(a) != _is_counted(b) else 0.0
    for m, n in zip(a.counts, b.counts, strict=True):
        if m is None or n is None:
            continue
        low, high = sorted((m, n))
        if low == high:
            total += 3.0 if low >= 100 else 2.0 if low >= 10 else 0.75 if low else 0.25
        elif high - low <= 1 or low >= 0.75 * high:
            total += 0.5
        else:
            total -= 0.5 if low >= 0.5 * high else 2.0
    return min(total, 3.0)


def _is_counted(f: _Facts) -> bool:
    return any(c is not None for c in f.counts)


def _restated(a: _Facts, b: _Facts) -> bool:
    """Whether two claims of one report repeat each other, rather than tell of two events."""
    sure = a.time.start is not None or any(a.counts)
    same = (a.what, a.counts, a.time.start, a.time.end) == (b.what, b.counts, b.time.start, b.time.end)
    return sure and same and [s and s.id for s in a.spots] == [s and s.id for s in b.spots]


# ---------------------------------------------------------------- grouping


def _events(claims: list[Claim]) -> list[Event]:
    claims = sorted(claims, key=_order)
    facts = [_facts(c) for c in claims]
    scored = [(-s, i, j) for i, j in _pairs(facts) if (s := _score(facts[i], facts[j])) is not None and s >= _SAME]
    group = {i: [i] for i in range(len(claims))}
    for _, i, j in sorted(scored):
        if group[i] is not group[j] and _fit(group[i], group[j], facts):
            joined = sorted(group[i] + group[j])
            for k in joined:
                group[k] = joined
    seen: dict[str, int] = defaultdict(int)
    events = []
    for i, members in group.items():
        if members[0] == i:
            events.append(_event([claims[k] for k in members], seen))
    return sorted(events, key=lambda e: (_day(e.best.record.time.start), e.id))


def _fit(a: list[int], b: list[int], facts: list[_Facts]) -> bool:
    for i, j in product(a[:_SAMPLE], b[:_SAMPLE]):
        score = _score(facts[i], facts[j])
        if score is None or score < _TOLERABLE:
            return False
    by_report = defaultdict(list)
    for i in a:
        by_report[facts[i].report].append(facts[i])
    return all(_restated(facts[j], f) for j in b for f in by_report.get(facts[j].report, ()))


def _pairs(facts: list[_Facts]) -> set[tuple[int, int]]:
    """Return the pairs worth comparing: same weeks, and near each other or with the same large number."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        for week, key in product(_weeks(f), {*_places(f), *_numbers(f)}):
            blocks[f.modality, week, key].append(i)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _WINDOW:
            pairs.update(combinations(block, 2))
            continue
        alike = sorted(
            block, key=lambda i: (facts[i].what, _day(facts[i].time.start), [c or 0 for c in facts[i].counts], i)
        )
        for n, i in enumerate(alike):
            pairs.update((min(i, j), max(i, j)) for j in alike[n + 1 : n + _WINDOW])
    return pairs


def _weeks(f: _Facts) -> Iterable[int]:
    first, last = f.time.start, f.time.end or f.time.start
    if first is None or last is None:
        if f.published is None:
            return (-1,)
        first, last = f.published - _LAG, f.published
    return range(first.toordinal() // 7, min(last.toordinal() // 7, first.toordinal() // 7 + 60) + 1)


def _places(f: _Facts) -> Iterator[tuple[object, ...]]:
    for spot in f.spots:
        if spot is None:
            continue
        yield "id", spot.id
        if spot.where.radius_m <= _FINE_M:
            for dy, dx in product((-_REACH, _REACH), repeat=2):
                yield "cell", floor((spot.lat + dy) / _CELL), floor((spot.lon + dx) / _CELL)


def _numbers(f: _Facts) -> Iterator[tuple[object, ...]]:
    return (("count", n, c) for n, c in enumerate(f.counts) if c is not None and c >= 10)


def _event(claims: list[Claim], seen: dict[str, int]) -> Event:
    best = max(claims, key=_worth)
    r = best.record
    kind, what = ("i", r.sub_event_type) if isinstance(r, Incident) else ("m", r.group)
    told = "\x1f".join([best.report.id, str(r.evidence.start), str(r.evidence.end), what, *_place_ids(r)])
    name = f"{kind}-{blake2b(told.encode(), digest_size=6).hexdigest()}"
    seen[name] += 1
    return Event(name if seen[name] == 1 else f"{name}-{seen[name]}", tuple(claims), best)


def _worth(claim: Claim) -> tuple[float, ...]:
    """Rank claims by how much their fields say: place, its precision, date, counts and actors, then confidence."""
    f = _facts(claim)
    spots = [s for s in f.spots if s]
    return (
        len(spots),
        -min((s.where.where_prec for s in spots), default=7),
        f.time.start is not None,
        sum(c is not None for c in f.counts) + len(f.actors),
        claim.record.evidence.confidence,
        _day(f.published),
    )


def _place_ids(record: Incident | Movement) -> list[str]:
    places = (record.place,) if isinstance(record, Incident) else (
        record.origin and record.origin.place, record.destination and record.destination.place
    )  # fmt: skip
    return [p.id if p else "" for p in places]


def _order(claim: Claim) -> tuple[object, ...]:
    e = claim.record.evidence
    what = claim.record.sub_event_type if isinstance(claim.record, Incident) else claim.record.group
    return _day(claim.report.published), claim.report.id, e.start, e.end, what, _place_ids(claim.record)


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0
