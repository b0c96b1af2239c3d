"""Gazetteers laid over one another: places by name, answers ranked with a reason."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from geomap.memory import remembered
from geomap.places.asking import Asked
from geomap.places.beginnings import checksum
from geomap.places.context import COMMAS, Name, apart, is_unit, unit_keys
from geomap.places.directory import Names
from geomap.places.habits import tells
from geomap.places.hits import SEGMENT
from geomap.places.readings import unit_key
from geomap.places.search import search
from geomap.places.twins import Twins
from geomap.places.weighing import Point, Prior, better_known, foremost, met, points, priors, ranked, resolution, told
from geomap.text import fold, full_unit, name_key, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Place, Rejected, Resolution
    from geomap.places.hits import Hit
    from geomap.places.search import Met
    from geomap.places.segment import Segment
    from geomap.places.weighing import Habit

_BATCH: Final = 1000  # names that are looked up together
_PREPARED: Final = 200  # names of a report looked up together: what is compared for them is held in memory at once
_COUNTRY: Final = 100_000  # places that hold as many names alike by accident as the country where one is asked for
_KEPT: Final = 20_000  # answers of each kind that are remembered
_UNIT: Final = ("governorate",)  # kinds of first-level units
_QUARTER: Final = "neighbourhood"
_WITH: Final = " ("  # before the town that a quarter is kept with
_MOST: Final = 100  # candidates among which units are looked for
_IN_SEGMENT: Final = (1 << SEGMENT) - 1
_LATER: Final = 1 << 62  # what sorts an imported entry after all numbers of hand-kept ones
_KEPT_NAMES: Final = 4_000  # names whose candidates are remembered, each up to some dozens


def _is_name(key: str) -> bool:
    """Whether a key may be a name that is not spelled quite so: figures and single letters are like too many."""
    letters = 0
    for sign in key:
        if sign.isalpha():
            letters += 1
        if letters > 1:
            return True
    return letters == 1 and len(key) > 1


def _bare(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return name.partition(_WITH)[0]


class Index:
    """Places by name over compiled gazetteers; implements the ``Gazetteer`` protocol.

    ``segments`` come with the one that wins first. ``rejected`` holds the rows that could not be used.
    """

    def __init__(self, segments: Sequence[Segment], rejected: Sequence[Rejected] = ()) -> None:
        self.stamp = object()
        self.rejected = tuple(rejected)
        self._segments = tuple(segments)
        self._names = Names(segments)
        self._chance = max(1.0, sum(s.size for s in segments) / _COUNTRY)
        self._upper = tuple(s for s in segments if s.hand_kept)
        self.by_key = remembered(self._by_key, _KEPT)
        self.by_word = remembered(self._by_word, _KEPT)
        self.may_start = remembered(self._may_start, _KEPT)
        self._entries: dict[int, Place] = {}
        self._units = lru_cache(maxsize=_KEPT)(self._find_units)
        self._hits: dict[Asked, list[Hit]] = {}
        self._priors = lru_cache(maxsize=_KEPT_NAMES)(self._weighed)
        self._alone = lru_cache(maxsize=_KEPT)(partial(self._beside, near=[]))
        self._context: tuple[tuple[Place, ...], list[Point]] = ((), [])
        self._beginnings = cache(lambda: [segment.beginnings for segment in self._segments])
        self._twins = cache(self._by_place)
        self._quarters = cache(self._by_town)

    # ------------------------------------------------------------------ the protocol

    def _by_key(self, key: str) -> Sequence[Place]:
        """Places under a key, those of higher rank first, then the better known, whenever they were imported."""
        out: dict[str, tuple[int, Place]] = {}
        for i in self._with(key):
            imported = not self._segments[i].hand_kept
            for n in self._segments[i].spelled(key):
                number = i << SEGMENT | n
                place = self._entry(number)
                known = out.get(place.id)
                if known is None:
                    out[place.id] = _LATER if imported else number, place
                elif told(known[1]) < told(place):
                    out[place.id] = known[0], place
        return tuple(p for _, p in sorted(out.values(), key=lambda e: (-e[1].rank, e[0], better_known(e[1]))))

    def _by_word(self, word: str) -> Sequence[Place]:
        """Places under a word's key that are spelled so, but for letters that fold alike: "hawl" is no Al-Hawl."""
        folded, key = fold(word), name_key(word)
        places = self.by_key(key) if key else ()
        return tuple(p for p in places if any(fold(n).replace(" ", "") == folded for n in p.names))

    def _may_start(self, words: str) -> bool:
        """Whether some key begins with these words."""
        return any(self._segments[i].starts(words) for i in self._with(words))

    def goes_on(self, key: str) -> bool:
        """Whether some key begins with this one and has more words."""
        return any(self._segments[i].goes_on(key) for i in self._with(key + " "))

    def _with(self, words: str) -> list[int]:
        """Return the numbers of the gazetteers some of whose keys may begin with these words: mostly none."""
        sought = checksum(words)
        return [i for i, known in enumerate(self._beginnings()) if known.may_be(sought)]

    def prepare(self, names: Iterable[str]) -> None:
        """Look many names up together, before ``resolve`` is asked for them without a country or unit."""
        if len(self._hits) > _KEPT_NAMES:
            self._hits.clear()
        asked = dict.fromkeys(self._asked((name, None, None)) for name in names)
        rest = (one for one in asked if one not in self._hits)
        while batch := list(islice(rest, _PREPARED)):
            self._hits.update(zip(batch, self._read(search(batch, self._names)), strict=True))

    def resolve(
        self, name: str, *, country: str | None = None, admin1: str | None = None, limit: int = 5,
        near: Iterable[Place] = (), kinds: Iterable[str] = (),
    ) -> Resolution:  # fmt: skip
        """Rank the places a name may mean; an empty or unknown name comes back ``unresolved``.

        ``country`` (two-letter code) keeps only places there; ``admin1`` and ``kinds`` and ``near`` raise scores. Both
        may stand behind the name, after a comma. The score of a candidate is the chance that it is meant, among the
        candidates and "none of them".
        """
        context, asked = tuple(near), (self._name(name, country, admin1), tuple(kinds))
        if not context:
            return self._alone(*asked, limit)
        known = self._context
        if known[0] != context:  # the names of a report are asked for with the same ones near
            known = self._context = context, points(context)
        return self._beside(*asked, limit, known[1])

    def resolve_all(self, names: Iterable[Name], *, limit: int = 5) -> Iterator[Resolution]:
        """Rank the places that each of many names may mean: as ``resolve`` does, many at a time and much faster."""
        rest = iter(names)
        while batch := list(islice(rest, _BATCH)):
            names = [self._name(*one) for one in batch]
            asked = list(map(self._asked, names))
            found = self._read(search(asked, self._names))
            habits = tells([spelled for spelled, _, _ in names])
            for name, one, hits, habit in zip(names, asked, found, habits, strict=True):
                yield self._ranked(name, self._weigh(name, one, (), hits, habit), limit, [])

    def _beside(self, name: Name, kinds: tuple[str, ...], limit: int, near: list[Point]) -> Resolution:
        return self._ranked(name, self._priors(name, kinds), limit, near)

    def _ranked(self, name: Name, weighed: Iterable[Prior], limit: int, near: list[Point]) -> Resolution:
        return resolution(ranked(weighed, near), limit, self._chance if name[1] is None else 1.0)

    def _weighed(self, name: Name, kinds: tuple[str, ...]) -> tuple[Prior, ...]:
        asked = self._asked(name)
        hits = self._hits.get(asked)
        if hits is None:
            (hits,) = self._read(search([asked], self._names))
        return self._weigh(name, asked, kinds, hits)

    def _weigh(
        self, name: Name, asked: Asked, kinds: tuple[str, ...], hits: Iterable[Hit], habit: Habit | None = None
    ) -> tuple[Prior, ...]:
        spelled, country, _ = name
        found = met(hits, self._entry, country)
        return priors(found, spelled, asked.units, kinds, habit, anywhere=country is None)

    def _name(self, spelled: str, country: str | None, unit: str | None) -> Name:
        asked = spelled, country and country.upper(), unit
        return apart(asked, self.by_key) if any(comma in spelled for comma in COMMAS) else asked

    def _asked(self, name: Name) -> Asked:
        spelled, country, unit = name
        key = name_key(spelled)
        if not _is_name(key) and not self.by_key(key):
            key = ""
        return Asked(key, country, self._units(unit, country) if unit else frozenset())

    def knows_unit(self, admin1: str, country: str | None = None) -> bool:
        """Whether a first-level unit is called so, or nearly; in a country, where one is given."""
        if country or not self._units(admin1, country):
            return bool(self._units(admin1, country))
        key = name_key(full_unit(admin1) or admin1)  # of the units of the world some sound like anything
        named = any(name_key(unit) == key for segment in self._segments for _, unit in segment.units)
        return named or bool(self.units_like(admin1))

    def units_like(self, admin1: str, country: str | None = None) -> list[str]:
        """Return the names of first-level units that may be meant, the likeliest first."""
        found = self.resolve(full_unit(admin1) or admin1, country=country, kinds=_UNIT, limit=_MOST).candidates
        return [c.place.name for c in found if c.place.kind in _UNIT]

    def _find_units(self, admin1: str, country: str | None) -> frozenset[int]:
        """Return the keys of a unit's name and of other names of units called so; none where no place lies in it."""
        admin1 = full_unit(admin1) or admin1
        keys = {unit_key(admin1)}
        for place in self.by_key(name_key(admin1)):
            if is_unit(place) and (country is None or place.country in (None, country)):
                keys |= unit_keys(place)
        units = frozenset(keys - {0})
        return units if any(s.within(country, units)[1].any() for s in self._segments) else frozenset()

    # ------------------------------------------------------------------ entries

    def get(self, identifier: str) -> Place | None:
        """Return the entry of an id; that of the gazetteer that wins."""
        return next((p for s in self._segments if (p := s.by_id(identifier)) is not None), None)

    def kept(self) -> Iterator[Place]:
        """Give every hand-kept entry, the embedded ones too."""
        for segment in self._upper:
            yield from segment.places()

    def quarters(self, consonants: str, town: Place) -> Sequence[Place]:
        """Hand-kept quarters with their town in brackets, "Zuhur (Mosul)", by what ``skeleton`` gives of their name."""
        return self._quarters().get((consonants, _bare(town.name)), ())

    def places(self) -> Iterator[Place]:
        """Give every entry of every gazetteer, one an id, those of the gazetteer that wins first."""
        seen: set[str] = set()
        for segment in self._segments:
            for place in segment.places():
                if place.id not in seen:
                    seen.add(place.id)
                    yield place

    def _entry(self, number: int) -> Place:
        """Return an entry by its number among those of all segments."""
        known = self._entries.get(number)
        if known is None:
            i = number >> SEGMENT
            known = self._entries[number] = self._joined(i, self._segments[i].place(number & _IN_SEGMENT))
        return known

    def _read(self, found: list[Met]) -> list[list[Hit]]:
        """Read the entries of hits together; of those level with the last that are looked at the better known stay."""
        if len(self._entries) > _KEPT:
            self._entries.clear()
        wanted: dict[int, set[int]] = {}
        for hits, _ in found:
            for hit in hits:
                number = hit.entry
                if number not in self._entries:
                    wanted.setdefault(number >> SEGMENT, set()).add(number & _IN_SEGMENT)
        for i, numbers in wanted.items():
            for n, place in self._segments[i].some(numbers):
                self._entries[i << SEGMENT | n] = self._joined(i, place)
        return [hits if len(hits) == most else foremost(hits, most, self._entry) for hits, most in found]

    def _joined(self, i: int, place: Place) -> Place:
        """Return an entry of a segment, joined with the hand-kept one that it repeats."""
        twin = None if self._segments[i].hand_kept else self._twins().of(place)
        if twin is None:
            return place
        known = {fold(name) for name in twin.names}
        more = tuple(name for name in place.names if fold(name) not in known)
        return replace(twin, variants=(*twin.variants, *more), population=place.population or twin.population)

    def _by_place(self) -> Twins:
        return Twins(entry for segment in self._upper for entry in segment.with_keys())

    def _by_town(self) -> dict[tuple[str, str], list[Place]]:
        """Return the quarters kept with their town, each by what every name of it sounds like and by the town's."""
        out: dict[tuple[str, str], list[Place]] = {}
        for place in self.kept():
            town = place.name[len(_bare(place.name)) + len(_WITH) : -1]
            if place.kind == _QUARTER and town:
                for bones in dict.fromkeys(skeleton(_bare(name)) for name in place.names):
                    out.setdefault((bones, town), []).append(place)
        return out
