"""Generic words of names, families of kinds, attached particles: ``generics.toml``, read once."""

from __future__ import annotations

import tomllib
from importlib import resources

from geomap.text import word_sound, words

_TABLE = tomllib.loads(resources.files("geomap.places").joinpath("generics.toml").read_text("utf-8"))
# the class of a generic word by how the word sounds
GENERICS: dict[str, str] = {
    word_sound(words(word)[0]): name for name, group in _TABLE["classes"].items() for word in group
}
OPPOSITES: tuple[frozenset[str], ...] = tuple(frozenset(g) for g in _TABLE["opposites"].values())
CLITICS: dict[str, str] = _TABLE["clitics"]
_FAMILIES = tuple(frozenset(f) for f in _TABLE["kinds"]["families"])


def same_family(a: str, b: str) -> bool:
    """Whether two sources may mean one place by two kinds: a village for one is a town for the other.

    >>> same_family("town", "village"), same_family("river", "town")
    (True, False)
    """
    return a == b or any(a in f and b in f for f in _FAMILIES)
