"""When two places, two dates, two stretches of text count as the same; and who is paired with whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from geomap.text import name_key, skeleton, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.model import Json

Days = tuple[date | None, date | None]
WIDE = frozenset({"governorate", "state", "province", "region", "territory", "river", "road"})
_GENERIC = frozenset(
    {"governorate", "province", "district", "subdistrict", "city", "town", "village", "state", "region"}
)
_EARTH_KM = 12742.0176  # diameter
_SHORT = 3  # consonants below which two names are not told the same by them
_ENOUGH = 15  # characters that two stretches of text must share, or half of the shorter


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees.

    >>> round(km(33.5, 36.3, 36.2, 37.2))
    311
    """
    a, b = radians(lat1), radians(lat2)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return _EARTH_KM * asin(min(1.0, sqrt(h)))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two spellings are of one name: the same key without generic nouns, or the same consonants.

    >>> same_name("Al-Baghuz", "Baghouz"), same_name("Idlib Governorate", "Idlib"), same_name("Hama", "Homs")
    (True, True, False)
    """
    if not a or not b:
        return False
    one, two = _bare(a), _bare(b)
    if not one or not two:
        return False
    if name_key(one) == name_key(two):
        return True
    bones = skeleton(one)
    return len(bones) >= _SHORT and bones == skeleton(two)


def _bare(name: str) -> str:
    all_words = words(name.partition("(")[0].partition(",")[0])
    return " ".join([w for w in all_words if w not in _GENERIC] or all_words)


@dataclass(frozen=True, slots=True)
class Spot:
    """An annotated place: name, coordinates where known, and how the text spells it."""

    name: str
    lat: float | None = None
    lon: float | None = None
    kind: str = ""
    sure: bool = True
    spellings: frozenset[str] = field(default_factory=frozenset)

    def spelled(self, found: Iterable[str]) -> Spot:
        """Add spellings."""
        return replace(self, spellings=self.spellings | {name_key(s) for s in found})

    @property
    def tolerance(self) -> float:
        """How many km off a place may be: 500 for a country, 100 for an area or river, 25 a district, 10 a town."""
        if self.kind == "country":
            return 500.0
        if self.kind in WIDE:
            return 100.0
        return 10.0 if self.sure and self.kind != "district" else 25.0

    def distance(self, lat: float | None, lon: float | None) -> float | None:
        """Km to a point; None where either has no coordinates."""
        if lat is None or lon is None or self.lat is None or self.lon is None:
            return None
        return km(self.lat, self.lon, lat, lon)

    def agrees(self, name: str | None, lat: float | None, lon: float | None, text: str | None) -> bool:
        """Whether a place that was read is this one: by name, by distance, else by spelling."""
        if same_name(name, self.name):
            return True
        off = self.distance(lat, lon)
        if off is None:
            return bool(text) and name_key(text or "") in self.spellings
        return off <= self.tolerance and self.kind != "country"


def days(record: Json, start: str, end: str, single: str | None = None) -> Days:
    """Return the first and last day of a record; a single day is both."""
    alone = record.get(single) if single else None
    first, last = (
        date.fromisoformat(str(d)[:10]) if d else None for d in (record.get(start) or alone, record.get(end) or alone)
    )
    return first or last, last or first


def compatible(a: Days, b: Days) -> bool:
    """Whether two spans of days meet, a day's difference allowed; an undated one fits any."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return True
    one = timedelta(days=1)
    return a[0] - one <= b[1] and b[0] - one <= a[1]


def exact(gold: Days, read: Days, published: date | None) -> bool:
    """Whether days are right: the same span, either day of a night; for an undated record none or the report's day."""
    if gold[0] is None or gold[1] is None:
        return read[0] is None or read == (published, published)
    night = (gold[1] - gold[0]).days == 1 and read[0] == read[1] and read[0] in gold
    return gold == read or night


def shared(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters that two stretches of text share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def touches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches of text tell the same: they share fifteen characters, or half of the shorter."""
    shorter = min(a[1] - a[0], b[1] - b[0])
    return shared(a, b) >= max(1, min(_ENOUGH, (shorter + 1) // 2))


def pair(order: Iterable[int], n: int, weight: Callable[[int, int], float | None]) -> dict[int, int]:
    """Pair each left item with at most one of ``n`` right ones: as many as possible, the earlier and heavier first.

    ``weight`` is None where a pair is not allowed. Augmenting paths (Kuhn): what is paired once stays paired.

    >>> pair([0, 1], 2, lambda a, b: [[2.0, 1.0], [1.0, None]][a][b])
    {1: 0, 0: 1}
    """
    taken: dict[int, int] = {}  # right to left
    choices: dict[int, list[int]] = {}

    def place(left: int, seen: set[int]) -> bool:
        if left not in choices:
            weighed = [(w, right) for right in range(n) if (w := weight(left, right)) is not None]
            choices[left] = [right for _, right in sorted(weighed, key=lambda x: -x[0])]
        for right in choices[left]:
            if right not in seen:
                seen.add(right)
                if right not in taken or place(taken[right], seen):
                    taken[right] = left
                    return True
        return False

    for left in order:
        place(left, set())
    return {left: right for right, left in taken.items()}
