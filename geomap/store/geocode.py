"""Rows that name a place but give no coordinates, looked up in the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import Reason, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.model import Candidate, Gazetteer, Json, Place

# UCDP's where_prec and ACLED's geo_precision of what is known only by the name of a place of this kind.
_COARSE = {
    "country": (6, 3), "governorate": (4, 3), "region": (5, 3), "desert": (5, 3), "river": (5, 3), "mountain": (5, 3),
    "district": (3, 2), "subdistrict": (3, 2),
}  # fmt: skip


_UNITS, _SEATS = ("governorate", "district", "subdistrict"), ("city", "town", "village")
_RIVAL = 0.5  # what is at least this likely against the first may be meant as well
_SURE = 0.8  # chance of a unit and its seat together
_ASKED = 500  # names of a table's places whose points are compared with what the rows say
_FAR, _NEAR = 1.0, 0.5  # degrees, of latitude and longitude together


class Geocoder:
    """Finds the places of rows by name, unit and country; the gazetteer is opened when the first row asks."""

    def __init__(self, gazetteer: Callable[[], Gazetteer]) -> None:
        self._open = gazetteer
        self._gazetteer: Gazetteer | None = None
        self._found: dict[tuple[str, str | None, str | None], Place | None] = {}

    def fill(self, columns: dict[str, list[Any]], n: int) -> str | None:
        """Fill in where row ``n`` is, by the name in its ``place``; return why it stays without a place, if it does."""
        row = {name: columns[name][n] for name in ("place", "admin1", "country") if name in columns}
        told, problem = self.locate(row.get("place"), row.get("admin1"), row.get("country"))
        for column, value in told.items():
            columns.setdefault(column, [None] * len(columns["lat"]))[n] = value
        return problem

    def locate(self, name: object, admin1: str | None, country: str | None) -> tuple[Json, str | None]:
        """Return position and precision of a place by its name, or why there is none.

        Only a name that is sure in its surroundings is taken: one of several villages of a name is no place. That of a
        unit and of its seat means the seat.
        """
        if not name:
            return {}, Remark("neither coordinates nor the name of a place, so not on the map")
        found = self.find(str(name), admin1, country)
        if found is None:
            why = "place {name} is not sure in the gazetteer, so not on the map"
            return {}, Remark(why, name=repr(str(name)[:40]))
        where, precision = _COARSE.get(found.kind, (1, 1))
        told = {
            "lat": found.lat, "lon": found.lon, "place_id": found.id, "radius_m": found.precision_m,
            "where_prec": where, "geo_precision": precision,
        }  # fmt: skip
        return told, None

    def find(self, name: str, admin1: str | None, country: str | None) -> Place | None:
        """Return the place of a name, None where it is unknown or could be several."""
        key = name, admin1, country
        if key not in self._found:
            self._gazetteer = self._gazetteer or self._open()
            code = country if country is None or len(country) == 2 else self._code(country)
            found = self._gazetteer.resolve(name, country=code, admin1=admin1)
            self._found[key] = found.place if found.status == "resolved" else _seat(found.candidates)
        return self._found[key]

    def exchanged(self, name: str, admin1: str | None, lat: float, lon: float) -> str | None:
        """Say that a place of a name lies elsewhere, and here with latitude and longitude exchanged; None otherwise.

        Only so many names are looked up: where the columns are exchanged, the first rows tell.
        """
        key = name, admin1, None
        if key not in self._found and len(self._found) >= _ASKED:
            return None
        place = self.find(*key)
        if place is None or abs(place.lat - lon) + abs(place.lon - lat) > _NEAR:
            return None
        far = abs(place.lat - lat) + abs(place.lon - lon) > _FAR
        told = "{at} lies far from {name}; lat and lon look swapped"
        return Reason(told, at=f"{lat:g}, {lon:g}", name=name) if far else None

    def _code(self, country: str) -> str | None:
        place = self.find(country, None, None)
        return place.country if place and place.kind == "country" else None


def _seat(candidates: Sequence[Candidate]) -> Place | None:
    """Return the one settlement among candidates of which the others are units around it; None for any other choice."""
    rivals = [c for c in candidates if c.score >= _RIVAL * candidates[0].score]
    seats = [c.place for c in rivals if c.place.kind in _SEATS]
    if len(seats) != 1 or len(rivals) == 1 or sum(c.score for c in rivals) < _SURE:
        return None
    units = (c.place for c in rivals if c.place is not seats[0])
    around = (u.kind in _UNITS and (u.country, u.admin1) == (seats[0].country, seats[0].admin1) for u in units)
    return seats[0] if all(around) else None
