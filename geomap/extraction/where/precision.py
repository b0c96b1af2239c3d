"""How precise the place of an event is: of a village, near it, somewhere in a governorate."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geomap.extraction.words.phrases import BEARINGS
from geomap.model import Precision

if TYPE_CHECKING:
    from geomap.model import Place

_NEARBY_M = 5000
_ROAD_M = 15_000
_KNOWN_M = 25_000  # UCDP: within some 25 km of a known point; farther along a road is somewhere on a line
_COUNTRYSIDE_M = 30000
_UNTOLD_M = 5000  # what the gazetteer has where nobody told how far a place reaches
_RADIUS = {  # then, of an area
    "country": 300_000,
    "governorate": 60_000,
    "region": 60_000,
    "desert": 80_000,
    "river": 80_000,
    "district": 25_000,
    "subdistrict": 12_000,
}
_WHERE = {
    "country": 6,
    "governorate": 4,
    "region": 5,
    "desert": 5,
    "river": 5,
    "district": 3,
    "subdistrict": 3,
    "road": 5,
}


_BESIDE = {
    "near": _NEARBY_M,
    "edge": _NEARBY_M,
    **dict.fromkeys(BEARINGS, _NEARBY_M),
    "between": _NEARBY_M,
    "road": _ROAD_M,
}


_of = cache(Precision)  # few, and made again and again


def precision(place: Place, relation: str | None, way: int = 0) -> Precision:
    """Precision of an event at, near or in the countryside of a place; its radius covers the gazetteer's own.

    ``way``: metres from the place to the other between which, or on whose road, it happened.
    ``where_prec`` is UCDP's (1 exact .. 7), ``geo_precision`` ACLED's (1 town, 2 near or part of a region, 3 region).
    """
    where = _WHERE.get(place.kind, 1)
    own = place.precision_m
    radius = own if own > _UNTOLD_M else max(_RADIUS.get(place.kind, 0), own)
    if where == 1 and relation in _BESIDE:
        radius = max(radius, way or _BESIDE[relation])
        where = 2 if way <= _KNOWN_M else 5
    if where == 1 and relation == "countryside":
        where, radius = 3, max(radius, _COUNTRYSIDE_M)
    geo = 1 if where == 1 else 2 if where in (2, 3) else 3
    return _of(where, geo, radius)
