"""Generic words of names, families of kinds, attached particles: ``generics.toml``, read once."""

from __future__ import annotations

from importlib import resources
from itertools import permutations

import tomli

from geomap.text import word_sound, words

_TABLE = tomli.loads(resources.files("geomap.places").joinpath("generics.toml").read_text("utf-8"))
_BITS = {name: 1 << n for n, name in enumerate(_TABLE["classes"])}
# the class of a generic word, a bit, by how the word sounds
GENERICS: dict[str, int] = {
    word_sound(words(word)[0]): _BITS[name] for name, group in _TABLE["classes"].items() for word in group
}
UNIT: int = _BITS["unit"]  # that of governorate, province, state
OPPOSITES: tuple[int, ...] = tuple(sum(_BITS[name] for name in group) for group in _TABLE["opposites"].values())
WITHIN = frozenset(words(word)[0] for word in _TABLE["within"]["words"])
UNITS = frozenset(_TABLE["units"]["words"])
FOREIGN = tuple(_TABLE["units"]["foreign"])
PARTICLES = tuple(_TABLE["particles"]["cut"])
OF_THE: str = _TABLE["particles"]["of_the"]
_KIN = frozenset(pair for family in _TABLE["kinds"]["families"] for pair in permutations(family, 2))


def same_family(a: str, b: str) -> bool:
    """Whether two sources may mean one place by two kinds: a village for one is a town for the other.

    >>> same_family("town", "village"), same_family("river", "town")
    (True, False)
    """
    return a == b or (a, b) in _KIN
