"""Generic words of names, families of kinds, attached particles: ``generics.toml``, read once."""

import tomllib
from importlib import resources

_TABLE = tomllib.loads(resources.files("geomap.places").joinpath("generics.toml").read_text("utf-8"))
GENERICS: frozenset[str] = frozenset(_TABLE["generics"])
CLITICS: dict[str, str] = _TABLE["clitics"]
_FAMILIES = tuple(frozenset(f) for f in _TABLE["families"])


def same_family(a: str, b: str) -> bool:
    """Whether two sources may mean one place by two kinds: a village for one is a town for the other.

    >>> same_family("town", "village"), same_family("river", "town")
    (True, False)
    """
    return a == b or any(a in f and b in f for f in _FAMILIES)
