"""What a match is worth besides its spelling: who keeps the entry, its size and kind, what lies near it."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, final

from geomap.model import Candidate, Place, Resolution
from geomap.places.asking import FRONT, LAST
from geomap.places.distance import table
from geomap.places.generics import same_family
from geomap.places.habits import spelled_there, tells
from geomap.places.hits import Found
from geomap.places.matching import NEARLY
from geomap.places.readings import unit_key
from geomap.text import fold, has_article, is_arabic, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geomap.places.hits import Hit

    Habit = NDArray[np.float64]

EARTH_KM: Final = 6371.0088
_acos: Final = math.acos  # looked up once
ABSTAIN: Final = 0.12  # where all candidates together are less likely than this, none is offered
_RIVAL: Final = 0.5  # a runner-up at another place at least this likely against the first makes a name ambiguous
SAME_KM: Final = 10.0  # a curated and an imported entry of one name this near are one place
_SEATS: Final = ("city", "town")
_SETTLED: Final = frozenset(["city", "town", "village", "other"])  # the last for any
_UNITS: Final = frozenset(["governorate", "district", "subdistrict"])
_TELLING: Final = _UNITS.union(_SEATS)  # what is named behind another place to tell it from its namesakes
_ONE_KM: Final = 3.0  # candidates this near stand for one another
_ONE_DEGREES: Final = 0.03  # of latitude: a little more than that
_NEAR_KM: Final = 150.0  # context reaches this far
_NEARBY_KM: Final = 30.0  # and is strongest this near
_CLOSE: Final = 2.5  # log-odds behind the likeliest within which it tells how names are spelled where
_TOLD: Final = 0.5  # log-odds from which it is told
_DOUBTFUL: Final = 0.3  # below this chance the best answer is no more than a guess
_PUBLISHED: Final = 25  # candidates whose shares are worked out
_KEPT: Final = 50_000  # points that are remembered
# how far a place lies from one named beside it, in words
_BESIDE: Final = tuple(f", {n} km from a place named beside it" for n in range(int(_NEAR_KM) + 1))
_FIGURES: Final = re.compile(r"\d+")
_LATIN: Final = "\u05ff"  # names in Latin letters sort before


@final
class Point:
    """A point on a sphere of radius 1."""

    __slots__ = ("x", "y", "z")

    def __init__(self, lat: float, lon: float) -> None:
        p, q = math.radians(lat), math.radians(lon)
        self.x: float = math.cos(p) * math.cos(q)
        self.y: float = math.cos(p) * math.sin(q)
        self.z: float = math.sin(p)


@final
class Prior:
    """A place that a name may mean with its log-odds before anything near it is looked at, and what they rest on."""

    __slots__ = ("odds", "place", "point", "why")

    def __init__(self, odds: float, place: Place, why: str) -> None:
        self.odds = odds
        self.place = place
        self.why = why
        self.point: Point | None = None  # where it lies, once that is asked for


@final
class Ranked:
    """A place that a name may mean with its log-odds, and kilometres to the nearest place of the context, -1 if none.

    ``weight``: its odds against those of the likeliest.
    """

    __slots__ = ("distance", "odds", "place", "weight", "why")

    def __init__(self, odds: float, prior: Prior, distance: float) -> None:
        self.odds = odds
        self.place = prior.place
        self.why = prior.why
        self.distance = distance
        self.weight = 0.0


@final
class _Context:
    """What ``matching.toml`` says that context adds, and a name spelled as it is asked for."""

    def __init__(self, w: dict[str, float], spelled: float) -> None:
        self.kept = w["kept"]
        self.kept_alike = w["kept_alike"]
        self.inhabitants = w["inhabitants"]
        self.inhabitants_alike = w["inhabitants_alike"]
        self.exact_anywhere = w["exact_anywhere"]
        self.spelled = spelled
        self.unit_alike = w["unit_alike"]
        self.unsettled_alike = w["unsettled_alike"]
        self.same_unit = w["same_unit"]
        self.other_unit = w["other_unit"]
        self.kind = w["kind"]
        self.kin = w["kin"]
        self.other_kind = w["other_kind"]
        self.seat = w["seat"]
        self.other_number = w["other_number"]
        self.article_asked = w["article_asked"]
        self.article_named = w["article_named"]
        self.town_behind = w["town_behind"]
        self.spelled_there = w["spelled_there"]
        self.country = w["country"]
        self.beside = w["beside"]
        self.far = w["far"]


@cache
def _context() -> _Context:
    return _Context(table()["context"], table()["weights"]["spelled"])


@final
class _Asked:
    """What is looked at in a name as it was asked for."""

    __slots__ = ("arabic", "article", "behind", "numbers", "plain")

    def __init__(self, spelled: str, behind: list[Point]) -> None:
        self.plain = _plain(spelled)
        self.numbers = _numbers(spelled)
        self.arabic = is_arabic(spelled)
        self.article = has_article(spelled)
        self.behind = behind  # towns that its last word names


def km(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres (haversine formula)."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


_point = lru_cache(maxsize=_KEPT)(Point)


def points(places: Iterable[Place]) -> list[Point]:
    """Return where places lie."""
    return [_point(place.lat, place.lon) for place in places]


def met(hits: Iterable[Hit], entry: Callable[[int], Place], country: str | None) -> list[Found]:
    """Return the places of hits that may lie in a country, each once; ``entry`` gives one by its number."""
    best: dict[str, Found] = {}
    for hit in hits:
        place = entry(hit.entry)
        if country and place.country and place.country != country:
            continue
        known = best.get(place.id)
        if known is not None:  # by another spelling or from another gazetteer; the first of equal hits is hand-kept
            place = max(known.place, place, key=told)
            hit = known.hit if known.hit.odds >= hit.odds else hit  # noqa: PLW2901
        best[place.id] = Found(place, hit)
    return list(best.values())


def better_known(place: Place) -> tuple[int, int, str]:
    """Return what sorts the better known place first, whatever order places come in."""
    return -place.population, len(place.id), place.id


def foremost(hits: list[Hit], most: int, entry: Callable[[int], Place]) -> list[Hit]:
    """Return so many of hits that come likeliest first; of equals the hand-kept and the better known."""
    last = hits[most - 1].odds
    sure = [hit for hit in hits if hit.odds > last]
    level = sorted(hits[len(sure) :], key=lambda hit: (not hit.hand_kept, better_known(entry(hit.entry))))
    return sure + level[: most - len(sure)]


def told(place: Place) -> tuple[int, int]:
    """How much an entry tells: one joined with what it repeats tells more."""
    return place.population, len(place.variants)


def priors(
    found: Sequence[Found], spelled: str, units: frozenset[int], kinds: tuple[str, ...], habit: Habit | None, *,
    anywhere: bool,
) -> tuple[Prior, ...]:  # fmt: skip
    """Weigh matches by who keeps the entry, its size, its unit and kind; of equals the better known comes first.

    ``spelled``: the name as it was asked for. ``units``: keys of names of the unit, if one was asked for. ``habit``:
    what ``tells`` gives of it, where many were asked for together. ``anywhere``: no country was asked for.
    """
    behind = [
        _point(f.place.lat, f.place.lon)
        for f in found
        if f.hit.kind == LAST and f.hit.share < NEARLY and f.place.kind in _TELLING
    ]
    asked, w = _Asked(fold(normalise(spelled).text.strip()), behind), _context()
    weighed = [_prior(f, asked, units, kinds, w, anywhere=anywhere) for f in found]
    # a town behind tells better where it is; of namesakes all over the world the better known is meant
    if not behind and not (anywhere and any(f.hit.exact for f in found)):
        _by_habit(weighed, spelled, habit, w)
    weighed.sort(key=lambda p: (-p.place.rank, better_known(p.place)))
    return tuple(weighed)


def _prior(
    found: Found, asked: _Asked, units: frozenset[int], kinds: tuple[str, ...], w: _Context, *, anywhere: bool
) -> Prior:
    place, hit, why = found.place, found.hit, found.hit.why
    odds = (
        _named(found, asked, w, anywhere=anywhere) if hit.exact else _alike(found, asked, kinds, w, anywhere=anywhere)
    )
    if asked.behind and hit.kind == FRONT:
        point = _point(place.lat, place.lon)
        away = min(_apart(point, town) for town in asked.behind)
        odds += w.town_behind * math.exp(-away / _NEARBY_KM)
        why += ", near the town named behind it" if away < _NEARBY_KM else ""
    if place.kind in _SEATS:
        odds += w.seat
    if units:
        same = unit_key(place.admin1 or "") in units
        odds += w.same_unit if same else w.other_unit
        why += ", in the unit asked for" if same else ""
    if kinds:
        fits = place.kind in kinds
        odds += w.kind if fits else w.kin if any(same_family(k, place.kind) for k in kinds) else w.other_kind
        why += f", and it is a {place.kind.replace('_', ' ')}" if fits else ""
    if place.kind == "country":
        odds += w.country
    return Prior(odds, place, why)


def _by_habit(weighed: list[Prior], spelled: str, habit: Habit | None, w: _Context) -> None:
    """Raise places in whose parts of the country names are spelled as the one asked for is, lower the others."""
    best = max([p.odds for p in weighed], default=0.0)
    close = [p for p in weighed if p.odds > best - _CLOSE]
    if len(close) < 2:
        return
    told = tells([spelled])[0] if habit is None else habit
    for prior in close:
        odds = w.spelled_there * spelled_there(told, prior.place)
        prior.odds += odds
        if odds > _TOLD:
            prior.why += ", where names are spelled so"


def _named(found: Found, asked: _Asked, w: _Context, *, anywhere: bool) -> float:
    """Weigh a place that has the name itself."""
    place, odds = found.place, found.hit.odds
    if found.hit.hand_kept:
        odds += w.kept * place.rank
    elif anywhere:
        odds += w.kept_alike * place.rank
    if anywhere:
        odds += w.inhabitants * math.log10(place.population + 1) + w.exact_anywhere
    return odds + w.spelled if any(_plain(n) == asked.plain for n in place.names) else odds


def _alike(found: Found, asked: _Asked, kinds: tuple[str, ...], w: _Context, *, anywhere: bool) -> float:
    """Weigh a place whose name is like what is asked."""
    place, odds = found.place, found.hit.odds
    if anywhere:
        odds += w.kept_alike * place.rank
    odds += w.inhabitants_alike * math.log10(place.population + 1)
    odds += _article(asked, place, w)
    if not kinds and place.kind not in _SETTLED:
        if place.kind in _UNITS:
            odds += w.unit_alike
        elif not anywhere:
            odds += w.unsettled_alike
    if asked.numbers and not any(_numbers(fold(n)) == asked.numbers for n in place.names):
        odds += w.other_number
    return odds


def _apart(a: Point, b: Point) -> float:
    """Kilometres between two points."""
    return EARTH_KM * math.acos(min(1.0, a.x * b.x + a.y * b.y + a.z * b.z))


def _plain(name: str) -> str:
    return fold(name).replace("-", " ")


def _article(asked: _Asked, place: Place, w: _Context) -> float:
    """Weigh an article that no name of a place in the script of what is asked has, or that all have and it has not."""
    others = False
    for name in (place.name, place.name_ar, *place.variants):
        if name and (name > _LATIN) == asked.arabic:
            if has_article(name) == asked.article:  # mostly the first
                return 0.0
            others = True
    if not others:
        return 0.0
    return w.article_asked if asked.article else w.article_named


def _numbers(name: str) -> list[int]:
    """Return the numbers in a name, in figures of either script: they carry no sound that could be compared."""
    return [int(figures) for figures in _FIGURES.findall(name)]


def ranked(weighed: Iterable[Prior], near: list[Point]) -> list[Ranked]:
    """Raise places by how near they lie to a point of the context, the likeliest first; countries lie nowhere."""
    w = _context()
    out = []
    for prior in weighed:
        odds, distance = prior.odds, -1.0
        if near and prior.place.kind != "country":
            point = prior.point
            if point is None:
                point = prior.point = _point(prior.place.lat, prior.place.lon)
            x, y, z = point.x, point.y, point.z
            most = -1.0
            for other in near:
                most = max(most, other.x * x + other.y * y + other.z * z)
            distance = EARTH_KM * _acos(min(1.0, most))
            odds += (
                w.beside * math.exp(-distance / _NEARBY_KM)
                if distance <= _NEAR_KM
                else w.far * min(1.0, distance / 1000)
            )
        out.append(Ranked(odds, prior, distance))
    out.sort(key=lambda r: r.odds, reverse=True)
    return out


def resolution(found: list[Ranked], limit: int, chance: float) -> Resolution:
    """Turn log-odds into chances, those at one spot taken together; the likeliest spot first. None likely: unresolved.

    ``chance``: how much likelier than in one country some place is like the name by accident.
    """
    candidates = _shares(found[:_PUBLISHED], limit, chance) if found else ()
    if not candidates:
        return Resolution()
    first = candidates[0]
    ambiguous = first.score < _DOUBTFUL or any(
        c.score > _RIVAL * first.score and c.place.rank >= first.place.rank and km(c.place, first.place) > SAME_KM
        for c in candidates[1:]
    )
    return Resolution("ambiguous" if ambiguous else "resolved", candidates)


def _shares(found: list[Ranked], limit: int, chance: float) -> tuple[Candidate, ...]:
    top = found[0].odds
    whole = 0.0
    for one in found:
        one.weight = math.exp(one.odds - top)
        whole += one.weight
    nothing = chance * math.exp(-top)
    whole += nothing
    if 1 - nothing / whole < ABSTAIN:
        return ()
    out: list[Candidate] = []
    equal = 0  # the first that is as likely as the one looked at
    sinks = False  # whether one is worth less than a later one, with what lies at its spot
    for n in range(min(limit, len(found))):
        one = found[n]
        place, weight, lat = one.place, one.weight, one.place.lat
        if found[equal].weight > weight:
            equal = n
        spot = 0.0
        for k in range(equal, len(found)):
            other = found[k]
            if abs(other.place.lat - lat) < _ONE_DEGREES and (other is one or km(other.place, place) <= _ONE_KM):
                spot += other.weight
        score = spot / whole
        sinks = sinks or (n > 0 and out[n - 1].score < score)
        out.append(Candidate(place, score, one.why + _beside(one.distance)))
    if sinks:
        out.sort(key=lambda c: c.score, reverse=True)
    return tuple(out)


def _beside(distance: float) -> str:
    return "" if distance < 0 or distance > _NEAR_KM else _BESIDE[int(distance + 0.5)]
