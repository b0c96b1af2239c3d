"""Two datasets side by side: which incidents both have, which only one has and why, and where their counts differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import cos, floor, hypot, radians
from typing import TYPE_CHECKING

from geomap.dataset import feature
from geomap.model import Layers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from geomap.model import Json

    Apart = tuple[float, int]  # kilometres and days
    Cell = tuple[int, int] | None  # of the world; None for what stands for an area

_CELL = 0.5  # degrees: side of a block
_KM = 111.195  # kilometres a degree of latitude
_COARSE = 3  # UCDP's where_prec from which a record stands for an area
_NEAR_KM, _NEAR_DAYS = 50.0, 7  # how far a look goes for what nearly matches
_TAKEN = 5.0  # how much worse a near miss is that matches another one: the free one tells more
_TOLLS = ("killed", "wounded", "captured")
_HAPPENED = (None, "occurred", "claimed")
COLUMNS = (
    "status", "a", "b", "km", "days", "near", "why", "differs", "a_place", "b_place", "a_date", "b_date",
    "a_type", "b_type", *(f"{side}_{toll}" for toll in _TOLLS for side in "ab"), "a_quote", "b_quote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """An incident of A, one of B, or one of each that match; ``km`` and ``days`` say how far apart they are.

    Of one without a match ``near`` is the closest of the other side, so many ``km`` and ``days`` away, if there is any
    within 50 km and a week; ``why`` says in a word or two what kept it from matching.
    """

    a: Json | None
    b: Json | None
    km: float | None = None
    days: int | None = None
    near: Json | None = None
    why: str = ""

    @property
    def status(self) -> str:
        """``matched``, ``only A`` or ``only B``."""
        return "matched" if self.a and self.b else "only A" if self.a else "only B"

    @property
    def differs(self) -> list[str]:
        """The counts that both give and in which no number of one lies within the range of the other."""
        if not self.a or not self.b:
            return []
        return [t for t in _TOLLS if _disagree(_range(self.a, t), _range(self.b, t))]

    def record(self) -> Json:
        """Return one row of the table of a comparison; a span of days stands as ``first/last``."""
        row: Json = {"status": self.status, "km": self.km and round(self.km, 2), "days": self.days, "why": self.why}
        row["near"] = self.near["properties"].get("id") if self.near else None
        for side, item in (("a", self.a), ("b", self.b)):
            p = item["properties"] if item else {}
            span = dict.fromkeys(d for d in (p.get("date_start"), p.get("date_end")) if d)
            row |= {side: p.get("id"), f"{side}_place": p.get("place"), f"{side}_date": "/".join(span) or None}
            row |= {f"{side}_type": p.get("sub_event_type") or p.get("event_type"), f"{side}_quote": p.get("quote")}
            row |= {f"{side}_{t}": p.get(f"{t}_best") for t in _TOLLS}
        return {name: row.get(name) for name in COLUMNS} | {"differs": "; ".join(self.differs)}


def compare(a: Iterable[Json], b: Iterable[Json], *, km: float = 5.0, days: int = 1) -> list[Pair]:
    """Match incidents one to one: at most ``km`` and ``days`` apart, the closest first, equal type and toll preferred.

    A record that stands for an area (where_prec 3 and more) may match within its radius. What did not happen (planned,
    denied), happened nowhere or at no time matches nothing. Matched pairs come first, then what only A has, then what
    only B has, each in its own order.

    >>> compare([], [])
    []
    """
    ours, theirs = _Blocks(a), _Blocks(b)
    found = sorted(
        (_misfit(one, other, apart), i, j, apart)
        for i, one in enumerate(ours.facts)
        for j in theirs.around(one, days)
        if _fits(one, other := theirs.facts[j], apart := _apart(one, other), km, days)
    )
    pairs: dict[int, tuple[int, Apart]] = {}
    taken: set[int] = set()
    for _, i, j, apart in found:
        if i not in pairs and j not in taken:
            pairs[i] = j, apart
            taken.add(j)
    matched = [Pair(ours.facts[i].item, theirs.facts[j].item, *apart) for i, (j, apart) in sorted(pairs.items())]
    only_a = (
        Pair(f.item, None, *_missed(f, theirs, taken, km, days)) for i, f in enumerate(ours.facts) if i not in pairs
    )
    only_b = (
        Pair(None, f.item, *_missed(f, ours, pairs, km, days)) for j, f in enumerate(theirs.facts) if j not in taken
    )
    return [*matched, *only_a, *only_b]


def totals(pairs: Iterable[Pair]) -> Json:
    """Return how many matched, in how many of those counts differ, and by reason what only A and only B have.

    >>> totals([])
    {'matched': 0, 'differ': 0, 'only_a': {}, 'only_b': {}}
    """
    found = list(pairs)
    sides = {
        side: dict(Counter(p.why for p in found if p.status == status).most_common())
        for side, status in (("only_a", "only A"), ("only_b", "only B"))
    }
    matched = [p for p in found if p.status == "matched"]
    return {"matched": len(matched), "differ": sum(bool(p.differs) for p in matched), **sides}


def as_layers(pairs: Sequence[Pair], names: tuple[str, str]) -> Layers:
    """Return a comparison as a map: who has an incident stands as its source, both sides' evidence with a match."""
    labels = {"matched": f"{names[0]} + {names[1]}", "only A": f"only {names[0]}", "only B": f"only {names[1]}"}
    layers = Layers()
    for pair in pairs:
        sides = [(side, name) for side, name in ((pair.a, names[0]), (pair.b, names[1])) if side]
        item, label = sides[0][0], labels[pair.status]
        note = "; ".join([pair.why] * bool(pair.why) + [f"{toll} differ" for toll in pair.differs])
        claims = [
            _labelled(c, name, label, note) for side, name in sides for c in side["properties"].get("claims") or ()
        ]
        told = {"reports": [label], "claims": claims, "comparison": pair.status, "differs": pair.differs or None}
        layers.incidents.append(feature(item["geometry"], item["properties"] | told | {"why": pair.why or None}))
    return layers


def _labelled(claim: Json, name: str, label: str, note: str) -> Json:
    title = ": ".join(str(x) for x in (name, claim.get("outlet"), claim.get("title")) if x)
    return claim | {"report": label, "outlet": label, "title": f"{title} ({note})" if note else title}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is compared of an incident: its days as ordinals, none where it has no date or no point, or never happened.

    ``reach`` is the radius in km of the area that it stands for, 0 for a spot.
    """

    item: Json
    days: range
    lon: float
    lat: float
    reach: float


def _facts(item: Json) -> _Facts:
    p, geometry = item["properties"], item["geometry"]
    if not p.get("date_start") or not geometry or geometry["type"] != "Point" or p.get("modality") not in _HAPPENED:
        return _Facts(item, range(0), 0, 0, 0)
    first = date.fromisoformat(p["date_start"]).toordinal()
    last = date.fromisoformat(p.get("date_end") or p["date_start"]).toordinal()
    lon, lat = geometry["coordinates"][:2]
    coarse = (p.get("where_prec") or 1) >= _COARSE
    return _Facts(item, range(first, max(first, last) + 1), lon, lat, (p.get("radius_m") or 1) / 1000 if coarse else 0)


class _Blocks:
    """Incidents by day and by cell of the world, to be asked for neighbours."""

    def __init__(self, items: Iterable[Json]) -> None:
        self.facts = [_facts(item) for item in items]
        self._blocks: dict[int, dict[Cell, list[int]]] = defaultdict(lambda: defaultdict(list))
        for n, f in enumerate(self.facts):
            for day in f.days:
                self._blocks[day][None if f.reach else _cell(f)].append(n)

    def around(self, f: _Facts, days: int) -> list[int]:
        """Return the numbers of the incidents in the cells around one (all cells, around an area), so many days off."""
        if not f.days:
            return []
        cells: list[Cell] = [None, *_around(_cell(f))]
        seen: set[int] = set()
        for day in range(f.days[0] - days, f.days[-1] + days + 1):
            if block := self._blocks.get(day):
                for cell in block if f.reach else cells:
                    seen.update(block.get(cell, ()))
        return sorted(seen)


def _missed(
    f: _Facts, others: _Blocks, taken: Collection[int], km: float, days: int
) -> tuple[float | None, int | None, Json | None, str]:
    """Return distance in km and days to the closest incident of the other side, that one, and why it is no match."""
    p = f.item["properties"]
    if not f.days:
        happened, dated = p.get("modality") in _HAPPENED, p.get("date_start")
        return None, None, None, "no place" if happened and dated else "no date" if happened else str(p["modality"])
    near = [
        (_misfit(f, other, apart) + _TAKEN * (n in taken), n, apart)
        for n in others.around(f, max(days, _NEAR_DAYS))
        if _fits(f, other := others.facts[n], apart := _apart(f, other), max(km, _NEAR_KM), max(days, _NEAR_DAYS))
    ]
    if not near:
        return None, None, None, "nothing near"
    _, n, apart = min(near)
    other = others.facts[n]
    reasons = ["too far"] * (not _fits(f, other, apart, km, apart[1])) + ["too many days"] * (apart[1] > days)
    return *apart, other.item, " and ".join(reasons) or "another match is closer"


def _apart(a: _Facts, b: _Facts) -> Apart:
    """Return distance in km and days between two incidents."""
    away = _KM * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))
    return away, max(0, a.days[0] - b.days[-1], b.days[0] - a.days[-1])


def _fits(a: _Facts, b: _Facts, apart: Apart, km: float, days: int) -> bool:
    """Whether two incidents are near enough; one that stands for an area reaches as far as its radius."""
    return apart[1] <= days and apart[0] <= max(km, a.reach, b.reach)


def _misfit(a: _Facts, b: _Facts, apart: Apart) -> float:
    """Return how badly two incidents fit: kilometres and days apart, another type, other tolls, vague dates."""
    p, q = a.item["properties"], b.item["properties"]
    same = [p.get(name) == q.get(name) for name in ("sub_event_type", "event_type")]
    kind = 0 if all(same) else 1 if any(same) else 3
    toll = 0 if p.get("killed_best") == q.get("killed_best") else 2
    vague = min(abs(len(a.days) - len(b.days)) / 7, 4)  # a month says little of the day that it holds
    area = 3 if a.reach or b.reach else 0
    return apart[0] + 2 * apart[1] + kind + toll + vague + area


def _cell(f: _Facts) -> tuple[int, int]:
    return floor(f.lat / _CELL), floor(f.lon / _CELL)


def _around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((cell[0] + dy, cell[1] + dx) for dy, dx in product((-1, 0, 1), repeat=2))


def _range(item: Json, toll: str) -> tuple[int, int] | None:
    told = [v for end in ("low", "best", "high") if (v := item["properties"].get(f"{toll}_{end}")) is not None]
    return (min(told), max(told)) if told else None


def _disagree(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    return a is not None and b is not None and (a[0] > b[1] or b[0] > a[1])
