"""How strongly two claims speak for one event: parts that add up, or a contradiction that rules the pair out."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from geomap.model import Score

if TYPE_CHECKING:
    from collections.abc import Collection

    from geomap.fusion.facts import Facts, Spot

LAG = 7  # days after an event on which an undated report may still tell it
FINE_M = 15_000  # radius up to which a place is a spot, not an area
_BREATH = 3  # days between the publication of two undated reports of one event
_LIKELY = 4.0  # score that two tolls far apart leave at most, whatever else agrees: enough for a proposal
_TIMES, _HANDFUL = 3, 5  # early and late counts of one event differ by no more than the one or the other
_MANY_TOLLS = 12  # different tolls of one event at most; more are a list of events told alike
_METRES = 111_195  # metres a degree of latitude

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


def score(a: Facts, b: Facts) -> Score | None:
    """Return how strongly two claims speak for one event, None where they contradict each other."""
    if a.modality != b.modality:
        return None
    kind = _what(a, b)
    time = None if kind is None else _when(a, b)
    place = None if time is None else _where(a, b)
    if kind is None or time is None or place is None:
        return None
    counts, actors, words = _how_many(a, b), _who(a, b), _wording(a, b)
    if not tolls_agree((a, b)):
        counts = min(counts, _LIKELY - kind - time - place - actors - words)
    parts = (
        ("type", kind), ("time", time), ("place", place), ("counts", counts), ("actors", actors), ("words", words),
    )  # fmt: skip
    return Score(parts)


def tolls_agree(claims: Collection[Facts]) -> bool:
    """Whether claims may count the same people: what an outlet told first is superseded by what it told later.

    Counts of one event that differ more than three times, and by more than a handful, are of two events, and so are
    many different ones, however alike the sentences.
    """
    told: dict[tuple[str, int], dict[str, tuple[int, set[int]]]] = defaultdict(dict)
    for f in claims:
        day = f.published or 0
        for n, count in enumerate(f.counts):
            if count is None:
                continue
            by_outlet = told[f.unit, n]
            last, said = by_outlet.get(f.outlet, (day, set()))
            if day >= last:
                by_outlet[f.outlet] = day, {count, *(said if day == last else ())}
    return all(_of_one_event(set().union(*(said for _, said in by_outlet.values()))) for by_outlet in told.values())


def _of_one_event(counts: set[int]) -> bool:
    low, high = min(counts), max(counts)
    return len(counts) <= _MANY_TOLLS and (high <= _TIMES * low or high - low <= _HANDFUL)


def restated(a: Facts, b: Facts) -> bool:
    """Whether two claims of one report repeat each other, rather than tell of two events."""
    sure = a.start is not None or any(a.counts)
    same = (a.what, a.counts, a.start, a.end) == (b.what, b.counts, b.start, b.end)
    return sure and same and [s and s.id for s in a.spots] == [s and s.id for s in b.spots]


def kin(a: str, b: str) -> bool:
    """Whether two types or groups may be given to one event.

    >>> kin("Armed clash", "Attack"), kin("Armed clash", "Arrests")
    (True, False)
    """
    return a == b or (a, b) in _KIN


def _what(a: Facts, b: Facts) -> float | None:
    if a.what == b.what:
        return 1.0
    return -0.25 if (a.what, b.what) in _KIN else None


def _when(a: Facts, b: Facts) -> float | None:
    if a.start is not None and b.start is not None:
        a_end, b_end = a.end or a.start, b.end or b.start
        if a.start > b_end or b.start > a_end:
            return None
        # Spans that only overlap may be two days of one battle.
        return 2.0 if (a.start, a_end) == (b.start, b_end) else 0.5
    if a.start is None and b.start is None:
        return _when_told(a, b)
    dated, undated = (a, b) if a.start is not None else (b, a)
    if undated.published is None or dated.start is None:
        return -1.0
    last = dated.end or dated.start
    return -0.75 if dated.start <= undated.published <= last + LAG else None


def _when_told(a: Facts, b: Facts) -> float | None:
    """Compare two claims without a date by the days on which they were published."""
    if a.published is None or b.published is None:
        return -1.0
    if abs(a.published - b.published) > _BREATH:
        return None
    return 1.5 if a.modality == "habitual" else 0.0  # a practice has no date to lack


def _where(a: Facts, b: Facts) -> float | None:
    total, known = 0.0, False
    for s, t in zip(a.spots, b.spots, strict=True):
        if s and t:
            near = _nearness(s, t)
            if near is None:
                return None
            total, known = total + near, True
    return total if known else -0.5


def _nearness(s: Spot, t: Spot) -> float | None:
    """Return 2 for one spot, less for areas and neighbours, None for places apart."""
    coarsest = max(s.where.where_prec, t.where.where_prec)
    if s.id == t.id:
        return 2.0 if coarsest <= 3 else 1.0 if coarsest <= 5 else 0.5
    apart = _METRES * hypot(s.lat - t.lat, (s.lon - t.lon) * cos(radians((s.lat + t.lat) / 2)))
    radii = sorted((s.where.radius_m, t.where.radius_m))
    if radii[1] > FINE_M:
        return 1.0 if apart <= radii[1] else None
    return 1.5 if apart <= 3000 else 1.0 if apart <= min(sum(radii), 10_000) else None


def _how_many(a: Facts, b: Facts) -> float:
    """Return what equal, near or far counts add; a large number told twice says much, a small one little."""
    if a.unit != b.unit:
        return 0.0
    total = -1.0 if a.what == b.what in _GOES_ON and a.counted != b.counted else 0.0
    for m, n in zip(a.counts, b.counts, strict=True):
        if m is None or n is None:
            continue
        low, high = sorted((m, n))
        if low == high:
            total += 3.0 if low >= 100 else 2.0 if low >= 10 else 0.75 if low else 0.25
        elif low and (high - low <= 1 or low >= 0.75 * high):
            total += 0.5
        else:
            total -= 0.75 if low >= 0.5 * high else 2.0
    return min(total, 3.0)


def _who(a: Facts, b: Facts) -> float:
    """Return what the sides say: a shared one speaks for one event, two other sides in the same script against it."""
    if any(x and x in b.roles for x in a.roles):
        return 0.5
    if not all(a.roles) or not all(b.roles):
        return 0.0  # one report may know the one side, another the other
    return -1.0 if all(x and y and x.isascii() == y.isascii() for x, y in zip(a.roles, b.roles, strict=True)) else 0.0


def _wording(a: Facts, b: Facts) -> float:
    """Return what shared words say: agencies' copy goes round, so that the same sentence is the same event."""
    if not a.words or not b.words or a.language != b.language:
        return 0.0
    shared = len(a.words & b.words) / len(a.words | b.words)
    return 1.0 if shared >= 0.6 else 0.5 if shared >= 0.35 else 0.0
