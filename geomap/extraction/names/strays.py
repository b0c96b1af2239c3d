"""Places far from everything else that a report tells of: another word of the same letters, or a namesake.

A report on Kirkuk that names a Taza means a place that no gazetteer has, not the town in Morocco; one on Mukalla that
names the Dis quarter means none of the villages called so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import islice, takewhile
from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

from geomap.extraction.names.quarters import KIND, called_quarter
from geomap.extraction.names.regions import WORLD_CITY
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.words.document import Named
from geomap.model import Resolution
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.model import Place

# Kinds that are named from afar.
_ANYWHERE: Final = frozenset(("country", "region", "river", "desert", "lake", "mountain", "other"))
_SURE: Final = 0.5  # chance from which a city is what is meant, wherever it lies
_GREAT: Final = 1_000_000  # inhabitants of a unit that any report may name
_ALONE: Final = 0.95  # and of a place that no other is called like
_TOLD_AFAR: Final = 20_000  # inhabitants of a town that such a report may name
_WORLD: Final = 5  # countries from which a report is on many
_COMPANY: Final = 4  # other places from which it is known where a report is set
_KM_A_DEGREE: Final = 111.2
_FAR: Final = 350.0  # km
_FAR_DEGREES: Final = 3.2  # of latitude: a little more than that
_TOWN: Final = 45.0  # km between a quarter and its town, at most
_TOWN_DEGREES: Final = 0.41  # of latitude: a little more than that
_SUBURB: Final = 9.0  # km between a town and a village of its own that is called a quarter of it


def without_strays(doc: Document, found: list[Placed]) -> list[Placed]:
    """Leave out small far-off places of countries not told of; one that is led as a place becomes an unknown one."""
    if any(p.cue == KIND for p in found):
        towns = _Towns(doc, found)
        found = _told_again([_of_towns_told(doc, p, towns) if p.cue == KIND else p for p in found], towns)
    told = {p.mention.place.id: p.mention.place for p in found if p.mention.place}
    if len(told) <= _COMPANY:
        return found
    out, others = [], list(told.values())
    countries = Counter(o.country for o in others)
    strays = {o.id: countries[o.country] == 1 and _is_far(o, others) for o in others}
    for p in found:
        place = p.mention.place
        if place is None or not strays[place.id] or not _is_small(doc, p, place, world=len(countries) >= _WORLD):
            out.append(p)
        elif p.located or p.cue or p.relation or doc.tokens[p.first].spelling.is_cased:
            out.append(p.meaning(Resolution()))
    return out


class _Towns:
    """The places that a report tells of beside quarters, and those of them that are towns, from south to north."""

    def __init__(self, doc: Document, found: list[Placed]) -> None:
        quarters = {name_key(o.mention.surface) for o in found if o.cue == KIND and not _holds(doc, o)}
        told = (o for o in found if o.cue != KIND or _holds(doc, o))
        told = (o for o in told if o.cue or name_key(o.mention.surface) not in quarters)
        self.others = {o.mention.place.id: o.mention.place for o in told if o.mention.place}
        self.countries = {o.country for o in self.others.values()}
        self.towns = sorted((o for o in self.others.values() if rank(o) >= SETTLED), key=lambda o: o.lat)
        self.told = Named(found)

    def near(self, place: Place) -> bool:
        """Whether a town lies near a place; one that is no quarter must be a suburb to be one of its quarters."""
        most = _TOWN if place.kind == KIND or place.rank else _SUBURB
        first = bisect_left(self.towns, place.lat - _TOWN_DEGREES, key=lambda o: o.lat)
        around = takewhile(lambda o: o.lat <= place.lat + _TOWN_DEGREES, islice(self.towns, first, None))
        return any(_km(place, town) <= most for town in around)


def _told_again(found: list[Placed], towns: _Towns) -> list[Placed]:
    """Let the bare name of a quarter that was told with its noun mean that quarter, unless a town near bears it too."""
    quarters: dict[str, Placed] = {}
    out = []
    for p in found:
        key = name_key(p.mention.surface)
        if p.cue == KIND:
            quarters[key] = p
        quarter, place = quarters.get(key), p.mention.place
        bare = p.cue is None and p.mention.usage == "literal" and quarter is not None and bool(towns.towns)
        town = bare and place is not None and place.rank > 0 and towns.near(place)
        out.append(p.meaning(quarter.mention.resolution) if quarter is not None and bare and not town else p)
    return out


def _of_towns_told(doc: Document, quarter: Placed, towns: _Towns) -> Placed:
    """A quarter as one of the towns that are told of; one of a far place's name is one that nobody lists."""
    place = quarter.mention.place
    if place is None or not towns.towns or place.id in towns.others or towns.near(place):
        return quarter
    if place.kind != KIND and called_quarter(doc, quarter, towns.told):
        return quarter
    if place.rank and place.kind == KIND and place.country in towns.countries:
        return quarter  # kept by hand, and known without its town
    found_near = tuple(c for c in quarter.mention.resolution.candidates if towns.near(c.place))
    return quarter.meaning(quarter.mention.resolution.ranked(found_near))


def _holds(doc: Document, town: Placed) -> bool:
    """English: whether a name under the noun of quarters is that of the town: the Rashid neighbourhood of Mukalla."""
    return town.first > 0 and doc.pack.has("genitive", doc.tokens[town.first - 1].word)


def _is_small(doc: Document, told: Placed, place: Place, *, world: bool) -> bool:
    """Whether a place alone in its country may be none. No large city or unit is, where its own name is written as one.

    Elsewhere it must be a city and the likeliest by far, however it shares its chance with its unit; in a report on the
    ``world`` a town will do that alone is called so.
    """
    if place.rank > 1 or place.country is None or place.kind in _ANYWHERE:
        return False
    written = doc.tokens[told.first].spelling.is_cased and not doc.at("relation", told.first)
    if written and place.kind == "governorate" and (place.rank or place.population >= _GREAT):
        return False  # also by another name: Lower Saxony
    large = place.kind in ("city", "governorate") and place.population >= WORLD_CITY
    own = written and name_key(place.name) == name_key(told.mention.surface)
    if large and own:
        return False
    found = told.mention.resolution.candidates
    here = (c.score for c in found if c.place.country == place.country and _km(c.place, place) <= _FAR)
    alone = world and own and (place.population >= _TOLD_AFAR or place.kind == "governorate")
    return not (place.kind == "city" or alone) or sum(here) < (_SURE if place.kind == "city" else _ALONE)


def _is_far(place: Place, told: Sequence[Place]) -> bool:
    return all(abs(place.lat - o.lat) > _FAR_DEGREES or _km(place, o) > _FAR for o in told if o.id != place.id)


def _km(a: Place, b: Place) -> float:
    """Distance in kilometres, near enough to tell far from near."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return _KM_A_DEGREE * hypot(a.lat - b.lat, east * cos(radians((a.lat + b.lat) / 2)))
