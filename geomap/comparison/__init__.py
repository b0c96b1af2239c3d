"""Two datasets side by side: which incidents both have, which may be the same, which only one has and why."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from geomap.comparison.nearness import (
    NO_DATE,
    Blocks,
    Facts,
    apart,
    away,
    contradict,
    disagree,
    fits,
    late,
    misfit,
    told,
)
from geomap.dataset import feature
from geomap.model import Json, Layers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from geomap.comparison.nearness import Apart

    Found = tuple[float, int, int, Apart]  # how badly an incident of A and one of B fit, by their numbers
    Matches = dict[int, tuple[int, Apart]]  # by the number of the incident of A

__all__ = ["COLUMNS", "Pair", "as_layers", "compare", "totals"]

_OTHER_TYPE = "another type"
_NEAR_KM, _NEAR_DAYS = 50.0, 7  # how far a look goes for what nearly matches
_TAKEN = 5.0  # how much worse a near miss is that matches another one: the free one tells more
_TOLLS = ("killed", "wounded", "captured")
COLUMNS = (
    "status", "a", "b", "km", "days", "near", "why", "differs", "one_sided", "a_place", "b_place", "a_date", "b_date",
    "a_type", "b_type", *(f"{side}_{toll}" for toll in _TOLLS for side in "ab"), "a_quote", "b_quote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """An incident of A, one of B, or one of each that match or may be the same, so many ``km`` and ``days`` apart.

    Of two that may be the same ``why`` says what keeps it open: a date is missing, or the types contradict. Of one
    without a match ``near`` is the closest of the other side, so many ``km`` and ``days`` away, if there is any within
    50 km and a week; ``why`` says in a word or two what kept it from matching.
    """

    a: Json | None
    b: Json | None
    km: float | None = None
    days: int | None = None
    near: Json | None = None
    why: str = ""

    @property
    def status(self) -> str:
        """``matched``, ``possibly same``, ``only A`` or ``only B``."""
        if self.a and self.b:
            return "possibly same" if self.why else "matched"
        return "only A" if self.a else "only B"

    @property
    def differs(self) -> list[str]:
        """The counts that both give and in which no number of one lies within the range of the other."""
        if not self.a or not self.b:
            return []
        return [t for t in _TOLLS if disagree(told(self.a, t), told(self.b, t))]

    @property
    def one_sided(self) -> list[str]:
        """The counts of a pair that one side gives, as more than none, and the other leaves out."""
        if not self.a or not self.b:
            return []
        both = {t: (told(self.a, t), told(self.b, t)) for t in _TOLLS}
        return [t for t, (x, y) in both.items() if (x is None) != (y is None) and any(x or y or ())]

    def record(self) -> Json:
        """Return one row of the table of a comparison; a span of days stands as ``first/last``."""
        row: Json = {"status": self.status, "km": self.km and round(self.km, 2), "days": self.days, "why": self.why}
        row["near"] = self.near["properties"].get("id") if self.near else None
        for side, item in (("a", self.a), ("b", self.b)):
            p = item["properties"] if item else {}
            span = dict.fromkeys(d for d in (p.get("date_start"), p.get("date_end")) if d)
            row |= {side: p.get("id"), f"{side}_place": p.get("place"), f"{side}_date": "/".join(span) or None}
            row |= {f"{side}_type": item and _type(item), f"{side}_quote": p.get("quote")}
            row |= {f"{side}_{t}": p.get(f"{t}_best") for t in _TOLLS}
        return {name: row.get(name) for name in COLUMNS} | {
            "differs": "; ".join(self.differs), "one_sided": "; ".join(self.one_sided),
        }  # fmt: skip


def compare(a: Iterable[Json], b: Iterable[Json], *, km: float = 5.0, days: int = 1) -> list[Pair]:
    """Match incidents one to one: at most ``km`` and ``days`` apart, the best first: near, of equal type and toll.

    A record that stands for an area (where_prec 3 and more) may match within its radius. Of what is left, two of one
    spot may be the same where one lacks a date and was told in time, or where their types contradict. What is planned
    or denied matches its like only. A record that stands in both, word for word, matches itself, even without a date
    or a place; without a place nothing else matches. Matched pairs come first, then those that may be the same,
    then what only A has, then what only B has, each in its own order.

    >>> compare([], [])
    []
    """
    ours, theirs = Blocks(a, km), Blocks(b, km)
    matched, doubtful = _dated(ours, theirs, km, days)
    taken = {j for j, _ in matched.values()}
    doubtful += _undated(ours, theirs, km)
    possible = _one_to_one(f for f in doubtful if f[1] not in matched and f[2] not in taken)
    taken |= {j for j, _ in possible.values()}
    pairs = [Pair(ours.facts[i].item, theirs.facts[j].item, *found) for i, (j, found) in sorted(matched.items())]
    for i, (j, (far, between)) in sorted(possible.items()):
        one, other = ours.facts[i], theirs.facts[j]
        why = (between, None, _OTHER_TYPE) if one.days and other.days else (None, None, NO_DATE)
        pairs.append(Pair(one.item, other.item, far, *why))
    used = {*matched, *possible}
    pairs += (Pair(f.item, None, *_missed(f, theirs, taken, km, days)) for f in _left(ours, used))
    pairs += (Pair(None, f.item, *_missed(f, ours, used, km, days)) for f in _left(theirs, taken))
    return pairs


def totals(pairs: Iterable[Pair]) -> Json:
    """Return how many matched, in how many of those counts differ; what may be and what only one side has by reason.

    >>> totals([])
    {'matched': 0, 'differ': 0, 'possible': {}, 'only_a': {}, 'only_b': {}}
    """
    found = list(pairs)
    reasons = {
        name: dict(Counter(p.why for p in found if p.status == status).most_common())
        for name, status in (("possible", "possibly same"), ("only_a", "only A"), ("only_b", "only B"))
    }
    matched = [p for p in found if p.status == "matched"]
    return {"matched": len(matched), "differ": sum(bool(p.differs) for p in matched), **reasons}


def as_layers(pairs: Sequence[Pair], names: tuple[str, str]) -> Layers:
    """Return a comparison as a map: its status is drawn and told as an incident's type, the names stand as its source.

    The type proper goes on as the kind of event below it; both sides' evidence stands with a match.
    """
    labels = {
        "matched": f"{names[0]} + {names[1]}", "possibly same": f"{names[0]}, possibly {names[1]}",
        "only A": f"only {names[0]}", "only B": f"only {names[1]}",
    }  # fmt: skip
    layers = Layers()
    for pair in pairs:
        sides = [(side, name) for side, name in ((pair.a, names[0]), (pair.b, names[1])) if side]
        item, label = sides[0][0], labels[pair.status]
        notes = [f"{toll} differ" for toll in pair.differs] + [f"{toll} told by one only" for toll in pair.one_sided]
        note = "; ".join([pair.why] * bool(pair.why) + notes)
        claims = [
            _labelled(c, name, label, note) for side, name in sides for c in side["properties"].get("claims") or ()
        ]
        own = {"reports": [label], "claims": claims, "comparison": pair.status, "differs": pair.differs or None}
        own |= {"one_sided": pair.one_sided or None, "event_type": pair.status, "sub_event_type": _type(item)}
        layers.incidents.append(feature(item["geometry"], item["properties"] | own | {"why": pair.why or None}))
    return layers


def _type(item: Json) -> str | None:
    name: str | None = item["properties"].get("sub_event_type") or item["properties"].get("event_type")
    return name


def _labelled(claim: Json, name: str, label: str, note: str) -> Json:
    title = ": ".join(str(x) for x in (name, claim.get("outlet"), claim.get("title")) if x)
    return claim | {"report": label, "outlet": label, "title": f"{title} ({note})" if note else title}


def _dated(ours: Blocks, theirs: Blocks, km: float, days: int) -> tuple[Matches, list[Found]]:
    """Return the matches of those that have dates, and the pairs that are near enough, but of contradicting types."""
    sure = list(_identical(ours, theirs))
    doubtful: list[Found] = []
    for i, one in enumerate(ours.facts):
        for j in theirs.around(one, days):
            other = theirs.facts[j]
            if fits(one, other, between := apart(one, other), km, days):
                (doubtful if contradict(one, other) else sure).append((misfit(one, other, between), i, j, between))
    return _one_to_one(sure), doubtful


def _identical(ours: Blocks, theirs: Blocks) -> Iterator[Found]:
    """Yield each record that stands in both with itself, before all else."""
    numbers: dict[bytes, list[int]] = defaultdict(list)
    for j, other in enumerate(theirs.facts):
        numbers[_whole(other)].append(j)
    for i, one in enumerate(ours.facts):
        if same := numbers.get(_whole(one)):
            yield -1.0, i, same.pop(0), (0.0, 0)


def _whole(f: Facts) -> bytes:
    return blake2b(json.dumps(f.item, sort_keys=True, default=str).encode(), digest_size=16).digest()


def _undated(ours: Blocks, theirs: Blocks, km: float) -> Iterator[Found]:
    """Yield the pairs of one spot that may be the same though a date is missing."""
    for i, one in enumerate(ours.facts):
        if one.reach or not (one.days or one.undated):
            continue
        for j in theirs.at_spot(one):
            other = theirs.facts[j]
            weeks, far = late(one, other), away(one, other)
            if weeks is not None and far <= km and not other.reach and not contradict(one, other):
                yield misfit(one, other, (far, 0)) + weeks, i, j, (far, 0)


def _one_to_one(found: Iterable[Found]) -> Matches:
    """Return the best pairs, each incident in one at most."""
    matches: Matches = {}
    used: set[int] = set()
    for _, i, j, between in sorted(found):
        if i not in matches and j not in used:
            matches[i] = j, between
            used.add(j)
    return matches


def _left(blocks: Blocks, used: Collection[int]) -> Iterator[Facts]:
    return (f for n, f in enumerate(blocks.facts) if n not in used)


def _missed(
    f: Facts, others: Blocks, taken: Collection[int], km: float, days: int
) -> tuple[float | None, int | None, Json | None, str]:
    """Return distance in km and days to the closest incident of the other side, that one, and why it is no match."""
    if not f.days:
        return None, None, None, f.modality or f.why
    near = [
        (misfit(f, other, between) + _TAKEN * (n in taken), n, between)
        for n in others.around(f, max(days, _NEAR_DAYS))
        if fits(f, other := others.facts[n], between := apart(f, other), max(km, _NEAR_KM), max(days, _NEAR_DAYS))
    ]
    if not near:
        return None, None, None, f.modality or "nothing near"
    _, n, between = min(near)
    other = others.facts[n]
    reasons = ["too far"] * (not fits(f, other, between, km, between[1])) + ["too many days"] * (between[1] > days)
    return *between, other.item, " and ".join(reasons) or "another match is closer"
