"""Places far from everything else that a report tells of: another word of the same letters, or a namesake.

A report on Kirkuk that names a Taza means a place that no gazetteer has, not the town in Morocco; one on Mukalla that
names the Dis quarter means none of the villages called so.
"""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

from geomap.extraction.quarters import KIND, called_quarter
from geomap.extraction.senses import SETTLED, rank
from geomap.model import Resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.document import Document, Placed
    from geomap.model import Place

# Kinds that are named from afar.
_ANYWHERE: Final = frozenset(("country", "region", "river", "desert", "lake", "mountain", "other"))
_SURE: Final = 0.5  # chance from which a city is what is meant, wherever it lies
_COMPANY: Final = 4  # other places from which it is known where a report is set
_KM_A_DEGREE: Final = 111.2
_FAR: Final = 350.0  # km
_TOWN: Final = 45.0  # km between a quarter and its town, at most


def without_strays(doc: Document, found: list[Placed]) -> list[Placed]:
    """Leave out small far-off places of countries not told of; one that is led as a place becomes an unknown one."""
    found = [_of_towns_told(doc, p, found) if p.cue == KIND else p for p in found]
    told = {p.mention.place.id: p.mention.place for p in found if p.mention.place}
    if len(told) <= _COMPANY:
        return found
    out, places = [], list(told.values())
    for p in found:
        place = p.mention.place
        if place is None or not _is_stray(place, p.mention.resolution.score, places):
            out.append(p)
        elif p.located or p.cue or p.relation or doc.tokens[p.first].spelling.is_cased:
            out.append(p.meaning(Resolution()))
    return out


def _of_towns_told(doc: Document, quarter: Placed, found: Sequence[Placed]) -> Placed:
    """A quarter as one of the towns that are told of; one of a far place's name is one that nobody lists."""
    place = quarter.mention.place
    others = [o.mention.place for o in found if o.mention.place and (o.cue != KIND or _holds(doc, o))]
    towns = [o for o in others if rank(o) >= SETTLED]
    if place is None or not towns or place in others or _near(place, towns):
        return quarter
    if place.kind != KIND and called_quarter(doc, quarter, found):
        return quarter
    if place.rank and place.kind == KIND and any(o.country == place.country for o in others):
        return quarter  # kept by hand, and known without its town
    found_near = tuple(c for c in quarter.mention.resolution.candidates if _near(c.place, towns))
    return quarter.meaning(Resolution(quarter.mention.resolution.status, found_near) if found_near else Resolution())


def _holds(doc: Document, town: Placed) -> bool:
    """English: whether a name under the noun of quarters is that of the town: the Rashid neighbourhood of Mukalla."""
    return town.first > 0 and doc.pack.has("genitive", doc.tokens[town.first - 1].word)


def _near(place: Place, towns: Sequence[Place]) -> bool:
    return any(_km(place, town) <= _TOWN for town in towns)


def _is_stray(place: Place, score: float, told: list[Place]) -> bool:
    if place.rank > 1 or place.country is None or place.kind in _ANYWHERE:
        return False
    if place.kind == "city" and score >= _SURE:
        return False
    if any(o.country == place.country and o.id != place.id for o in told):
        return False
    return all(o.id == place.id or _km(place, o) > _FAR for o in told)


def _km(a: Place, b: Place) -> float:
    """Distance in kilometres, near enough to tell far from near."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return _KM_A_DEGREE * hypot(a.lat - b.lat, east * cos(radians((a.lat + b.lat) / 2)))
