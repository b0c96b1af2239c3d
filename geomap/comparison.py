"""Two datasets side by side: which incidents both have, which only one has, and where their counts differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import cos, floor, hypot, radians
from typing import TYPE_CHECKING, Any

from geomap.dataset import feature
from geomap.model import Layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Json

_CELL = 0.5  # degrees: side of a block
_KM = 111.195  # kilometres a degree of latitude
_COARSE = 3  # UCDP's where_prec from which a record stands for an area
_TOLLS = ("killed", "wounded", "captured")
COLUMNS = (
    "status", "a", "b", "km", "days", "a_place", "b_place", "a_date", "b_date", "a_type", "b_type",
    *(f"{side}_{toll}" for toll in _TOLLS for side in "ab"), "differs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """An incident of A, one of B, or one of each that match; ``km`` and ``days`` say how far apart they are."""

    a: Json | None
    b: Json | None
    km: float | None = None
    days: int | None = None

    @property
    def status(self) -> str:
        """``matched``, ``only A`` or ``only B``."""
        return "matched" if self.a and self.b else "only A" if self.a else "only B"

    @property
    def differs(self) -> list[str]:
        """The counts that both give and in which no number of one lies within the range of the other."""
        if not self.a or not self.b:
            return []
        return [t for t in _TOLLS if _apart(_range(self.a, t), _range(self.b, t))]

    def record(self) -> Json:
        """Return one row of the table of a comparison."""
        row: Json = {"status": self.status, "km": self.km and round(self.km, 2), "days": self.days}
        for side, item in (("a", self.a), ("b", self.b)):
            p = item["properties"] if item else {}
            row |= {side: p.get("id"), f"{side}_place": p.get("place"), f"{side}_date": p.get("date_start")}
            row |= {f"{side}_type": p.get("sub_event_type") or p.get("event_type")}
            row |= {f"{side}_{t}": p.get(f"{t}_best") for t in _TOLLS}
        return row | {"differs": "; ".join(self.differs)}


def compare(a: Iterable[Json], b: Iterable[Json], *, km: float = 5.0, days: int = 1) -> list[Pair]:
    """Match incidents one to one: at most ``km`` and ``days`` apart, the closest first, equal type and toll preferred.

    A record that stands for an area (where_prec 3 and more) may match within its radius. What happened nowhere or at no
    time matches nothing. Matched pairs come first, then what only A has, then what only B has, each in its own order.

    >>> compare([], [])
    []
    """
    left, right = list(a), list(b)
    blocks: dict[int, dict[tuple[int, int] | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for j, item in enumerate(right):
        for day in _days(item):
            blocks[day][None if _is_coarse(item) else _cell(item)].append(j)
    found = sorted(
        (_closeness(left[i], right[j], apart), i, j, apart)
        for i, j in _candidates(left, blocks, days)
        if (apart := _near(left[i], right[j], km, days))
    )
    pairs: dict[int, tuple[int, tuple[float, int]]] = {}
    taken: set[int] = set()
    for _, i, j, apart in found:
        if i not in pairs and j not in taken:
            pairs[i] = j, apart
            taken.add(j)
    matched = [Pair(left[i], right[j], *apart) for i, (j, apart) in sorted(pairs.items())]
    only_a = [Pair(item, None) for i, item in enumerate(left) if i not in pairs]
    return [*matched, *only_a, *(Pair(None, item) for j, item in enumerate(right) if j not in taken)]


def as_layers(pairs: Sequence[Pair], names: tuple[str, str]) -> Layers:
    """Return a comparison as a map: who has an incident stands as its source, both sides' evidence with a match."""
    labels = {"matched": f"{names[0]} + {names[1]}", "only A": f"only {names[0]}", "only B": f"only {names[1]}"}
    layers = Layers()
    for pair in pairs:
        sides = [(side, name) for side, name in ((pair.a, names[0]), (pair.b, names[1])) if side]
        item, label = sides[0][0], labels[pair.status]
        claims = [_labelled(c, name, label) for side, name in sides for c in side["properties"].get("claims") or ()]
        told = {"reports": [label], "claims": claims, "comparison": pair.status, "differs": pair.differs or None}
        layers.incidents.append(feature(item["geometry"], item["properties"] | told))
    return layers


def _labelled(claim: Json, name: str, label: str) -> Json:
    title = ": ".join(str(x) for x in (name, claim.get("outlet"), claim.get("title")) if x)
    return claim | {"report": label, "outlet": label, "title": title}


def _candidates(
    left: Sequence[Json], blocks: dict[int, dict[tuple[int, int] | None, list[int]]], days: int
) -> Iterator[tuple[int, int]]:
    for i, item in enumerate(left):
        own = _days(item)
        if not own:
            continue
        seen: set[int] = set()
        for day in range(own[0] - days, own[-1] + days + 1):
            if day not in blocks:
                continue
            cells: Iterable[Any] = blocks[day] if _is_coarse(item) else [None, *_around(_cell(item))]
            seen.update(j for cell in cells for j in blocks[day].get(cell, ()))
        yield from ((i, j) for j in sorted(seen))


def _near(a: Json, b: Json, km: float, days: int) -> tuple[float, int] | None:
    """Return distance in km and days between two incidents, None where they are too far apart."""
    (lon, lat), (lon2, lat2) = a["geometry"]["coordinates"][:2], b["geometry"]["coordinates"][:2]
    away = _KM * hypot(lat - lat2, (lon - lon2) * cos(radians((lat + lat2) / 2)))
    a_days, b_days = _days(a), _days(b)
    later = max(0, a_days[0] - b_days[-1], b_days[0] - a_days[-1])
    reach = max([km, *(float(x["properties"].get("radius_m") or 0) / 1000 for x in (a, b) if _is_coarse(x))])
    return (away, later) if away <= reach and later <= days else None


def _closeness(a: Json, b: Json, apart: tuple[float, int]) -> float:
    """Return how badly two incidents fit: kilometres and days apart, another type, other tolls."""
    p, q = a["properties"], b["properties"]
    same = [p.get(name) == q.get(name) for name in ("sub_event_type", "event_type")]
    kind = 0 if all(same) else 1 if any(same) else 3
    toll = 0 if p.get("killed_best") == q.get("killed_best") else 2
    return apart[0] + 2 * apart[1] + kind + toll


def _days(item: Json) -> range:
    """Return the days of an incident as ordinals; none where it has no date or no point."""
    p, geometry = item["properties"], item["geometry"]
    if not p.get("date_start") or not geometry or geometry["type"] != "Point":
        return range(0)
    first = date.fromisoformat(p["date_start"]).toordinal()
    last = date.fromisoformat(p.get("date_end") or p["date_start"]).toordinal()
    return range(first, max(first, last) + 1)


def _is_coarse(item: Json) -> bool:
    return (item["properties"].get("where_prec") or 1) >= _COARSE


def _cell(item: Json) -> tuple[int, int]:
    lon, lat = item["geometry"]["coordinates"][:2]
    return floor(lat / _CELL), floor(lon / _CELL)


def _around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((cell[0] + dy, cell[1] + dx) for dy, dx in product((-1, 0, 1), repeat=2))


def _range(item: Json, toll: str) -> tuple[int, int] | None:
    told = [v for end in ("low", "best", "high") if (v := item["properties"].get(f"{toll}_{end}")) is not None]
    return (min(told), max(told)) if told else None


def _apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    return a is not None and b is not None and (a[0] > b[1] or b[0] > a[1])
