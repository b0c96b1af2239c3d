"""Countries and first-level units as people write them, and what to say of one that nobody knows."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.places import Index

_CODE = 2  # letters of a country's code
_GUESSES = 3  # units that are offered for one that nobody knows


def known_scope(gazetteer: Index, country: str | None, admin1: str | None) -> tuple[str | None, str | None]:
    """Return the code of a country given by code or name, and what is wrong with it or the unit, if anything.

    The code of a country that nobody knows is what is given: nothing lies in it.
    """
    from geomap.places import country_code, load_countries

    code = country_code(country or "", load_countries())
    if country and code not in load_countries():
        like = gazetteer.resolve(country, kinds=("country",)).place if len(country) > _CODE else None
        meant = f"{like.country} for {like.name}" if like and like.kind == "country" else "SY"
        return code or country, f"country {country!r} is unknown; give a two-letter code such as {meant}"
    if admin1 and not gazetteer.knows_unit(admin1, code):
        where = f" in {code}" if code else ""
        return code, f"first-level unit {admin1!r} is unknown{where}; {_instead(gazetteer, admin1, code)}"
    return code, None


def _instead(gazetteer: Index, admin1: str, code: str | None) -> str:
    """Say which unit may be meant by a name that none has."""
    from geomap.text import name_key

    if units := gazetteer.units_like(admin1, code)[:_GUESSES]:
        return f"did you mean {' or '.join(units)}?"
    for place in gazetteer.by_key(name_key(admin1)):
        if place.kind == "country":
            return f"{place.name} is a country: --country {place.country}"
        if place.kind == "governorate":
            return f"{place.name} lies in another country: --country {place.country}"
        if place.admin1 and code in (None, place.country):
            return f"{place.name} lies in {place.admin1}: --in {shlex.quote(place.admin1)}"
    return "correct it or leave it out"
