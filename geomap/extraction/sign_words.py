"""The signs for and against a record in words that an analyst understands; ``sign_words.toml`` holds the words."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING, Any

import tomli

from geomap.extraction import likelihood

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Incident, Movement

Weighed = tuple[str, float]  # words, log odds
_SLOT = re.compile(r"\{(\w+)\}")


def spoken(record: Incident | Movement) -> list[Weighed]:
    """Return what gave a record its confidence, in words, the strongest first; the log odds sum up to its own.

    None for a record that was never weighed. A sign without words of its own stands for itself.
    """
    words = meanings()
    told = [(words.get(sign, sign), weight) for sign, weight in likelihood.weighed(record)]
    return sorted(told, key=lambda t: -abs(t[1]))


@cache
def meanings() -> Mapping[str, str]:
    """Return the meaning of each sign that can be told in words; raise ValueError where one would have two."""
    table = tomli.loads(resources.files("geomap.extraction").joinpath("sign_words.toml").read_text("utf-8"))
    out: dict[str, str] = {}
    for sign, meaning in table["signs"].items():
        for name, words in _filled(sign, meaning, table):
            if name in out:
                msg = f"sign_words.toml: {name!r} means both {out[name]!r} and {words!r}"
                raise ValueError(msg)
            out[name] = words
    return out


def _filled(sign: str, meaning: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Fill the slots of a sign and of its meaning alike, with everything that its tables hold."""
    slots: Sequence[str] = _SLOT.findall(sign)
    for row in product(*(table[slot].items() for slot in slots)):
        named = {slot: name for slot, (name, _) in zip(slots, row, strict=True)}
        told = {slot: words for slot, (_, words) in zip(slots, row, strict=True)}
        yield sign.format(**named), meaning.format(**told)
