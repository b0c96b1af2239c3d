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
UNIT_WORDS: int = _BITS["unit"] | _BITS["town"]  # classes of words before the name of a unit
WITHIN = frozenset(words(word)[0] for word in _TABLE["within"]["words"])
UNITS = frozenset(_TABLE["units"]["words"])
_FOREIGN = tuple(_TABLE["units"]["foreign"])
_FOREIGN_WORDS = frozenset(_TABLE["units"]["foreign_words"])
PARTICLES = tuple(_TABLE["particles"]["cut"])
OF_THE: str = _TABLE["particles"]["of_the"]
_KIN = frozenset(pair for family in _TABLE["kinds"]["families"] for pair in permutations(family, 2))


def in_words_of_others(name: str) -> bool:
    """Whether a name in Arabic script has a Persian or Urdu word for a unit."""
    return not _FOREIGN_WORDS.isdisjoint(name.split())


def in_letters_of_others(name: str) -> bool:
    """Whether a name in Arabic script has letters of Persian, Urdu or Kurdish."""
    return any(letter in name for letter in _FOREIGN)


def same_family(a: str, b: str) -> bool:
    """Whether two sources may mean one place by two kinds: a village for one is a town for the other.

    >>> same_family("town", "village"), same_family("river", "town")
    (True, False)
    """
    return a == b or (a, b) in _KIN
