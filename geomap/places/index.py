"""The gazetteer in memory: places under their name keys, answers ranked with a reason."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from geomap.model import Candidate, Place, Rejected, Resolution
from geomap.places.generics import CLITICS, GENERICS, same_family
from geomap.text import fold, is_arabic, name_key, normalise, skeleton, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EARTH_KM = 6371.0088
ABSTAIN = 0.55  # below this score no candidate is offered
_CLOSE = 0.03  # a runner-up this near, at another place, makes a name ambiguous
_SAME_KM = 10.0  # a curated and an imported entry of one name this near are one place
_NEAR_KM = 150.0  # context reaches this far
_NEARBY_KM = 30.0  # and is strongest this near
_BLOCK = 400  # most places that one skeleton's block is ranked over


def km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres (haversine formula)."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class Index:
    """Places by name; implements the ``Gazetteer`` protocol. ``rejected`` holds the rows that could not be used."""

    def __init__(self, places: Iterable[Place], rejected: Sequence[Rejected] = ()) -> None:
        self.rejected = tuple(rejected)
        self._keys: dict[str, list[Place]] = defaultdict(list)
        self._starts: set[str] = set()
        self.places: dict[str, Place] = {}
        for place in sorted(places, key=lambda p: -p.rank):
            self._add(place)

    def _add(self, place: Place) -> None:
        keys = {k: n for n in place.names if (k := name_key(n))}
        twin = self._twin(place, keys) if place.rank == 0 else None
        if twin is not None:
            known = {fold(n) for n in twin.names}
            merged = replace(
                twin,
                variants=(*twin.variants, *(n for n in place.names if fold(n) not in known)),
                population=place.population or twin.population,
            )
            self._replace(twin, merged)
            place = merged
        elif place.id in self.places:
            return
        self.places[place.id] = place
        for key in keys:
            if place not in self._keys[key]:
                self._keys[key].append(place)
            self._starts.add(key.split()[0])

    def _twin(self, place: Place, keys: Iterable[str]) -> Place | None:
        """Return the curated entry that an imported row repeats."""
        for key in keys:
            for other in self._keys.get(key, ()):
                if other.rank and same_family(other.kind, place.kind) and km(other, place) <= _SAME_KM:
                    return other
        return None

    def _replace(self, old: Place, new: Place) -> None:
        for key in {name_key(n) for n in old.names}:
            self._keys[key] = [new if p is old else p for p in self._keys[key]]

    # ------------------------------------------------------------------ the protocol

    def by_key(self, key: str) -> Sequence[Place]:
        """Places under a key, those of higher rank first."""
        return self._keys.get(key, ())

    def may_start(self, word: str) -> bool:
        """Whether some key begins with this word."""
        return word in self._starts

    def resolve(
        self, name: str, *, country: str | None = None, admin1: str | None = None, limit: int = 5,
        near: Iterable[Place] = (), kinds: Iterable[str] = (),
    ) -> Resolution:  # fmt: skip
        """Rank the places a name may mean; an empty or unknown name comes back ``unresolved``.

        ``country`` (two-letter code) keeps only places there; ``admin1`` and ``kinds`` and ``near`` raise scores.
        """
        best: dict[str, Candidate] = {}
        context = tuple(near)
        wanted = tuple(kinds)
        for place, score, reason in self._matches(name):
            if country and place.country and place.country.upper() != country.upper():
                continue
            total, why = self._weigh(place, score, reason, admin1, context, wanted)
            if total >= ABSTAIN and (place.id not in best or total > best[place.id].score):
                best[place.id] = Candidate(place, min(total, 1.0), why)
        ranked = sorted(best.values(), key=lambda c: (-c.score, -c.place.rank, -c.place.population, c.place.id))
        if not ranked:
            return Resolution()
        first, *rest = ranked
        rival = next(
            (c for c in rest if km(c.place, first.place) > _SAME_KM and c.place.rank >= first.place.rank), None
        )
        ambiguous = rival is not None and first.score - rival.score < _CLOSE
        return Resolution("ambiguous" if ambiguous else "resolved", tuple(ranked[:limit]))

    # ------------------------------------------------------------------ matching

    def _matches(self, name: str) -> Iterator[tuple[Place, float, str]]:
        """Places by tier: the key, generics left out, glued or split, clitics cut, and the same consonants."""
        key = name_key(name)
        if not key:
            return
        found = False
        spelled = fold(normalise(name).text)
        for place in self.by_key(key):
            found = True
            exact = any(fold(n) == spelled for n in place.names)
            yield (
                place,
                0.97 if exact else 0.93,
                "the name as written" if exact else "the name but for article or spelling marks",
            )
        stripped = [w for w in key.split() if w not in GENERICS]
        if stripped and len(stripped) < len(key.split()):
            for place in self.by_key(" ".join(stripped)):
                found = True
                yield place, 0.88, "the name without its generic noun"
        for place in self._glued.get(key.replace(" ", ""), ()):
            found = True
            yield place, 0.9, "the name written as one word or as several"
        if not found and is_arabic(name):
            for cut in _without_clitics(key):
                for place in self.by_key(cut):
                    found = True
                    yield place, 0.86, "the name without an attached particle"
        if not found:
            yield from self._similar(name, key)

    def _similar(self, name: str, key: str) -> Iterator[tuple[Place, float, str]]:
        bones = skeleton(name)
        if len(bones) < 2:
            return
        for block, base in ((bones, 0.62), (skeleton(" ".join(w for w in words(name) if w not in GENERICS)), 0.58)):
            for place, spelling in self._bones.get(block, ())[:_BLOCK]:
                alike = fuzz.ratio(key, spelling) / 100 if is_arabic(key) == is_arabic(spelling) else 0.6
                yield place, base + 0.28 * alike, "the same consonants as another spelling"

    @cached_property
    def _glued(self) -> dict[str, list[Place]]:
        out: dict[str, list[Place]] = defaultdict(list)
        for key, places in self._keys.items():
            if " " in key or len(key) > 5:
                out[key.replace(" ", "")].extend(places)
        for place in self.places.values():
            for name in place.names:
                if is_arabic(name) and " " in name:
                    out["".join(fold(name).split())].append(place)
        return out

    @cached_property
    def _bones(self) -> dict[str, list[tuple[Place, str]]]:
        out: dict[str, list[tuple[Place, str]]] = defaultdict(list)
        for key, places in self._keys.items():
            block = skeleton(key)
            bare = skeleton(" ".join(w for w in key.split() if w not in GENERICS))
            for place in places:
                out[block].append((place, key))
                if bare != block:
                    out[bare].append((place, key))
        return out

    def _weigh(
        self,
        place: Place,
        score: float,
        reason: str,
        admin1: str | None,
        near: tuple[Place, ...],
        kinds: tuple[str, ...],
    ) -> tuple[float, str]:
        """Raise or lower a match by who keeps the entry, its size, and the context."""
        score += (
            0.012 * place.rank
            + min(0.01, math.log10(place.population + 1) / 700)
            + (0.003 if place.kind == "city" else 0)
        )
        if admin1:
            same = skeleton(admin1) == skeleton(place.admin1 or "") or name_key(admin1) == name_key(place.admin1 or "")
            score += 0.05 if same else -0.15
            reason += ", in the unit asked for" if same else ""
        if kinds:
            fits = place.kind in kinds
            score += 0.05 if fits else 0.0 if any(same_family(k, place.kind) for k in kinds) else -0.1
            reason += f", and it is a {place.kind.replace('_', ' ')}" if fits else ""
        if place.kind == "country":
            score += 0.05  # a country's name means the country, wherever a hamlet shares it
        elif near:
            distance = min(km(place, other) for other in near)
            score += (
                0.06 * math.exp(-distance / _NEARBY_KM) if distance <= _NEAR_KM else -0.03 * min(1.0, distance / 1000)
            )
            reason += f", {distance:.0f} km from a place named beside it" if distance <= _NEAR_KM else ""
        return score, reason


def _without_clitics(key: str) -> Iterator[str]:
    """Keys with one or two leading particle letters cut, as data/generics lists them."""
    for clitic, bare in CLITICS.items():
        if key.startswith(clitic) and len(key) - len(clitic) > 2:
            yield bare + key[len(clitic) :]
