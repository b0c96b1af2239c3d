"""What stands behind a comma in a name that is asked for: the unit or the country it lies in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.places.countries import load_countries
from geomap.places.readings import unit_key
from geomap.text import full_unit, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.model import Place

Name = tuple[str, str | None, str | None]  # as it is spelled, country, unit
COMMAS: Final = (",", "\u060c")
_COMMA: Final = re.compile(f"[{''.join(COMMAS)}]")


class _Around(NamedTuple):
    """A country, or a unit by its name and the keys of all its names."""

    country: str | None
    unit: str | None = None
    keys: frozenset[int] = frozenset()

    def holds(self, place: Place) -> bool:
        """Whether a place lies here."""
        inside = self.unit is None or (place.admin1 is not None and unit_key(place.admin1) in self.keys)
        return inside and place.country == self.country


def apart(asked: Name, by_key: Callable[[str], Sequence[Place]]) -> Name:
    """Part a name from the unit and country that stand behind commas: Springfield, Ill.; Baghuz, Deir ez-Zor, Syria.

    A name that has the comma itself stays whole, and so does one behind which nothing known stands.
    """
    name, country, unit = asked
    head, *rest = (part.strip() for part in _COMMA.split(name))
    key = name_key(name)
    if not (head and rest and rest[-1]) or (key != name_key(head) and by_key(key)):
        return asked
    here = by_key(name_key(head))
    known = [around for around in _meant(rest[-1], by_key) if country in (None, around.country)]
    holding = [around for around in known if any(map(around.holds, here))]
    # "Aleppo, Idlib" is two cities of one country
    told = {place.country for place in here}
    found = holding or [around for around in known if around.unit is None or around.country not in told]
    if not found:
        return asked
    countries = {around.country for around in found}
    country = country or (countries.pop() if len(countries) == 1 else None)
    within = found[0].unit or next((u for part in rest[-2::-1] if (u := _unit_in(part, country, by_key))), None)
    return head, country, unit or within


def _unit_in(name: str, country: str | None, by_key: Callable[[str], Sequence[Place]]) -> str | None:
    return next((around.unit for around in _meant(name, by_key) if around.unit and around.country == country), None)


def _meant(name: str, by_key: Callable[[str], Sequence[Place]]) -> list[_Around]:
    """Return the countries and first-level units that a name may mean, countries first."""
    code = name if len(name) == 2 and name in load_countries() else None
    places = by_key(name_key(full_unit(name) or name))
    countries = dict.fromkeys([*filter(None, [code]), *(p.country for p in places if p.kind == "country")])
    units = [_Around(p.country, p.name, unit_keys(p)) for p in places if is_unit(p)]
    return [*map(_Around, countries), *units]


def is_unit(place: Place) -> bool:
    """Whether a place is a first-level unit: by its kind, or as a region that is its own unit (Gaza Strip)."""
    return place.kind == "governorate" or (place.kind == "region" and place.name == place.admin1)


def unit_keys(unit: Place) -> frozenset[int]:
    """Return the keys of a unit's names and of the first-level unit that it is, or lies in, whatever it is called."""
    return frozenset(map(unit_key, (*unit.names, unit.admin1 or ""))) - {0}
