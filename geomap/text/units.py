"""First-level units as they are written short behind a town, for texts and look-ups alike: ``short_units.toml``."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

import tomli

_SIGNS: Final = re.compile(r"[\s.]+")


@cache
def short_units() -> dict[str, list[str]]:
    """Return the short forms of units by their full names."""
    return tomli.loads(resources.files("geomap.text").joinpath("short_units.toml").read_text("utf-8"))


@cache
def _full() -> dict[str, str]:
    return {_SIGNS.sub("", form): name for name, forms in short_units().items() for form in forms}


def full_unit(short: str) -> str | None:
    """Return the full name of a unit that is written short, in the capitals that it has; None for anything else.

    >>> full_unit("Ill."), full_unit("N.Y."), full_unit("MO"), full_unit("ill"), full_unit("")
    ('Illinois', 'New York', 'Missouri', None, None)
    """
    bare = _SIGNS.sub("", short)
    return _full().get(bare) or (_full().get(bare.capitalize()) if bare.isupper() else None)
