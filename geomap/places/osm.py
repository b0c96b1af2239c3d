"""Places as OpenStreetMap tags them: names in several languages, and what kind of place a tag means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.text import is_arabic

if TYPE_CHECKING:
    from collections.abc import Mapping

# key to value to kind; "*" stands for any other value; keys are tried in this order
_KINDS: dict[str, dict[str, str]] = {
    "place": {
        "country": "country", "state": "governorate", "province": "governorate", "region": "region",
        "county": "district", "district": "district", "municipality": "subdistrict", "city": "city", "town": "town",
        "village": "village", "hamlet": "village", "isolated_dwelling": "village", "farm": "village",
        "suburb": "neighbourhood", "borough": "neighbourhood", "quarter": "neighbourhood",
        "neighbourhood": "neighbourhood",
    },
    "amenity": {"refugee_site": "camp"},
    "aeroway": {"aerodrome": "airport", "airstrip": "airport"},
    "military": {"*": "base"},
    "landuse": {"military": "base"},
    "barrier": {"border_control": "crossing", "checkpoint": "crossing"},
    "man_made": {"bridge": "bridge"},
    "industrial": {"oil": "oil_field", "gas": "oil_field", "wellsite": "oil_field"},
    "waterway": {"river": "river", "stream": "river", "wadi": "river", "canal": "river"},
    "water": {"river": "river", "lake": "lake", "reservoir": "lake"},
    "natural": {
        "water": "lake", "peak": "mountain", "hill": "mountain", "ridge": "mountain", "mountain_range": "mountain",
        "volcano": "mountain", "desert": "desert",
    },
    "mountain_pass": {"yes": "crossing"},
    "highway": {"motorway": "road", "trunk": "road", "primary": "road", "secondary": "road"},
    "admin_level": {
        "2": "country", "3": "governorate", "4": "governorate", "5": "district", "6": "district", "7": "subdistrict",
        "8": "subdistrict",
    },
}  # fmt: skip
_NAMES = ("name", "official_name", "int_name", "short_name", "loc_name", "alt_name", "old_name", "nat_name", "reg_name")
_ENGLISH = ("name:en", "int_name", "name", "name:fr", "name:de")  # where the name on the map comes from, best first


def kind_of(tags: Mapping[str, str]) -> str:
    """Return the kind of place that tags mean, ``other`` where none is known.

    >>> kind_of({"place": "hamlet"}), kind_of({"military": "barracks"}), kind_of({"shop": "bakery"})
    ('village', 'base', 'other')
    """
    for key, kinds in _KINDS.items():
        if (value := tags.get(key)) and value != "no" and (kind := kinds.get(value) or kinds.get("*")):
            return kind
    return "other"


def names_of(tags: Mapping[str, str]) -> tuple[str, str | None, tuple[str, ...]]:
    """Return the English (else the local) name, the Arabic one, further spellings; an empty name where none is.

    >>> names_of({"name": "\u062d\u0644\u0628", "name:en": "Aleppo", "alt_name": "Halab;Beroea"})
    ('Aleppo', '\u062d\u0644\u0628', ('Halab', 'Beroea'))
    >>> names_of({"highway": "primary"})
    ('', None, ())
    """
    named = sorted((k for k in tags if k.partition(":")[0] in _NAMES), key=_order)
    every = dict.fromkeys(spelling for key in named for spelling in _split(tags[key]))
    latin = [s for key in _ENGLISH for s in _split(tags.get(key, "")) if not is_arabic(s)]
    arabic = next((s for s in (*_split(tags.get("name:ar", "")), *every) if is_arabic(s)), None)
    name = next(iter((*latin, *(s for s in every if not is_arabic(s)))), None) or arabic or ""
    return name, arabic, tuple(s for s in every if s not in {name, arabic})


def _split(value: str) -> list[str]:
    return [part for part in (" ".join(p.split()) for p in value.split(";")) if part]


def _order(key: str) -> tuple[int, str]:
    return _NAMES.index(key.partition(":")[0]), key
