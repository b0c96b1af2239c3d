"""A part of the data that a command was given: the events that its flags ask for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geomap.cli import options
from geomap.cli.scope import known_scope
from geomap.dataset import Choice, choose, looked_at, places_of
from geomap.errors import DataError
from geomap.model import EVENT_TYPES, SUB_EVENT_TYPES
from geomap.places import country_code, load_countries
from geomap.places.generics import GENERICS, UNIT
from geomap.text import glued_article, name_key, word_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.cli.choosing import Wanted
    from geomap.model import Layers, Place, Resolution
    from geomap.places import Index

    _Test = Callable[[str], bool]

_UNIT = "governorate"  # as the gazetteer calls what is first-level in any country
_REGION = "region"
_SAME = ("the name", "the same")  # how a reason begins that tells of no mere likeness
_MOST = 25  # types that are named


def part(layers: Layers, wanted: Wanted, gazetteer: Callable[[], Index]) -> Layers:
    """Return the events that are asked for with what belongs to them, and say how many they are.

    Raises `DataError` for a country that nobody knows, and for a unit or a type that neither geomap nor the data know.
    """
    country, unit = _around(layers, wanted, gazetteer)
    choice = Choice(wanted.since, wanted.until, country, unit, _types(layers, wanted.types))
    found, undated = choose(layers, choice)
    told = [
        f"{len(getattr(found, name)):,} of {options.plural(len(getattr(layers, name)), name.removesuffix('s'))}"
        for name in ("incidents", "movements")
    ]
    options.talk(f"chosen: {', '.join(told)}" + (f"; {undated:,} more have no date" if undated else ""))
    return replace(found, provenance=found.provenance | {"part": str(wanted)})


def _around(layers: Layers, wanted: Wanted, gazetteer: Callable[[], Index]) -> tuple[_Test | None, _Test | None]:
    """Return what tells of a country, then of a unit, as the data name them, whether it is asked for."""
    codes: list[str | None] = []
    for country in wanted.countries:
        code = country_code(country, load_countries())
        if code not in load_countries():
            raise DataError(known_scope(gazetteer(), country, None)[1])
        codes.append(code)
    keys = {key for unit in wanted.units for key in _unit(unit, codes or [None], layers, gazetteer())}
    return (
        cache(lambda name: country_code(name, load_countries()) in codes) if codes else None,
        cache(lambda name: _bare(name) in keys) if keys else None,
    )


def _unit(unit: str, codes: list[str | None], layers: Layers, index: Index) -> set[str]:
    """Return the keys of all names of a first-level unit.

    One that is only spelled nearly so must be one of the data's: of the world's units some sound like anything. Raises
    `DataError` where nobody knows one called so.
    """
    key = _bare(unit)
    named = [p for p in index.by_key(name_key(unit)) if p.kind == _UNIT and (codes == [None] or p.country in codes)]
    if named:
        return {key} | _keys(named)
    there = {_bare(name) for name in {str(place.get("admin1")) for e in looked_at(layers) for place in places_of(e)}}
    found = [index.resolve(unit, country=code, kinds=(_UNIT,)) for code in codes]
    near = [keys for f in found if f.place and f.status == "resolved" and (keys := _keys([f.place])) & there]
    known = [f.place for f in found if f.place and f.status == "resolved" and _is_unit(f)]
    if key not in there and not near and known:
        near = [_keys(known)]  # though nothing of the data lies in it
    elif key not in there and not near:
        problems = filter(None, (known_scope(index, code, unit)[1] for code in codes))
        raise DataError(next(problems, f"first-level unit {unit!r} is unknown; correct it or leave it out"))
    return {key}.union(*near)


def _is_unit(found: Resolution) -> bool:
    """Whether a name means a unit or a larger region, or a city whose unit is called so too; not one merely like it."""
    place = found.place
    named = (c.place for c in found.candidates if c.place.kind == _UNIT)
    if place is None or not found.candidates[0].reason.startswith(_SAME):
        return False
    return place.kind in (_UNIT, _REGION) or any(p.country == place.country for p in named)


def _keys(units: Iterable[Place]) -> set[str]:
    return {_bare(name) for unit in units for name in (*unit.names, unit.admin1) if name}


def _bare(name: str) -> str:
    """Return the key of a unit's name without the words for units: UCDP has Taiz governorate where others have Taiz."""
    words = [glued_article(word) if n else word for n, word in enumerate(name_key(name).split())]
    return " ".join([word for word in words if GENERICS.get(word_sound(word)) != UNIT] or words)


def _types(layers: Layers, given: Iterable[str]) -> frozenset[str]:
    """Return types in small letters. Raises `DataError` for one that is neither of ACLED's nor one of the data."""
    wanted = {kind.casefold(): kind for kind in given}
    if wanted:
        names = ("event_type", "sub_event_type", "group")
        there = {str(event[name]) for event in looked_at(layers) for name in names if event.get(name)}
        for unknown in wanted.keys() - {kind.casefold() for kind in (*there, *EVENT_TYPES, *SUB_EVENT_TYPES)}:
            some = ", ".join(sorted(there)[:_MOST])
            raise DataError(f"--type {wanted[unknown]!r} is none of the data's types: {some or 'they have none'}")
    return frozenset(wanted)
