"""The signs for and against a record in words that an analyst understands; ``sign_words.toml`` holds the words."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import groupby, product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tomli

from geomap.extraction.how_sure import likelihood

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Incident, Movement

Weighed = tuple[str, float]  # words, log odds
_SLOT = re.compile(r"\{(\w+)\}")
_NONE: Mapping[str, str] = MappingProxyType({})
_QUOTED = ("standing", "word", "leading", "date", "few", "many")  # slots behind which the words that a sign is are told


def spoken(record: Incident | Movement, quoted: Mapping[str, str] = _NONE) -> list[Weighed]:
    """Return what gave a record its confidence, in words, the strongest first; the log odds sum up to its own.

    Signs that tell of one thing are told once, with what they weigh together. None for a record that was never weighed.
    A sign without words of its own stands for itself. ``quoted``: the words of its sentence that some signs are.
    """
    known, together = _known(), _together()
    told: dict[str, _Once] = {}
    for sign, weight in likelihood.weighed(record):
        pattern, slots, words = known.get(sign, ("", {}, sign))
        one = together.get(pattern)
        key = sign if one is None else " ".join([str(one["signs"][0]), *(slots[s] for s in one.get("each", ()))])
        told.setdefault(key, _Once(one, str(_table()["signs"].get(pattern, words)))).add(
            slots, weight, quoted.get(sign)
        )
    return sorted(((t.words(), t.weight) for t in told.values()), key=lambda t: -abs(t[1]))


class _Once:
    """Signs that tell of one thing."""

    def __init__(self, one: Mapping[str, Any] | None, words: str) -> None:
        self._ways: tuple[str, ...] = (*(one["words"] if one else ()), words)
        self._slots: dict[str, list[tuple[str | None, str]]] = {}  # what was quoted for it, and its words
        self.weight = 0.0

    def add(self, slots: Mapping[str, str], weight: float, quoted: str | None) -> None:
        """Take in one of them, with the words of the sentence that it is."""
        self.weight += weight
        for slot, words in slots.items():
            met = self._slots.setdefault(slot, [])
            if words not in [w for _, w in met]:
                met.append((quoted if slot in _QUOTED else None, words))

    def words(self) -> str:
        """Tell them all."""
        filled = {slot: _joined(met) for slot, met in self._slots.items()}
        way = next((way for way in self._ways if set(_SLOT.findall(way)) <= set(filled)), self._ways[-1])
        return way.format(**filled)


def _joined(met: list[tuple[str | None, str]]) -> str:
    """Join what fills a slot; the words of the sentence stand once behind all that they are."""
    parts = []
    for quoted, some in groupby(sorted(met, key=lambda q: q[0] or ""), key=lambda q: q[0]):
        words = ", ".join(w for _, w in some)
        parts.append(words if quoted is None else f"{words}: {quoted}" if "(" in words else f"{words} ({quoted})")
    return ", ".join(parts)


@cache
def _table() -> Mapping[str, Any]:
    return tomli.loads(resources.files("geomap.extraction").joinpath("sign_words.toml").read_text("utf-8"))


@cache
def _together() -> Mapping[str, Mapping[str, Any]]:
    return {sign: one for one in _table()["once"] for sign in one["signs"]}


@cache
def _known() -> Mapping[str, tuple[str, dict[str, str], str]]:
    """Each sign with its pattern, what fills the slots of that, and its meaning; ValueError where it has two."""
    out: dict[str, tuple[str, dict[str, str], str]] = {}
    for sign, meaning in _table()["signs"].items():
        for name, slots in _filled(sign, _table()):
            words = meaning.format(**slots)
            if name in out:
                msg = f"sign_words.toml: {name!r} means both {out[name][2]!r} and {words!r}"
                raise ValueError(msg)
            out[name] = (sign, slots, words)
    return out


def _filled(sign: str, table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Fill the slots of a sign with everything that its tables hold: its name, and each slot's words."""
    slots: Sequence[str] = _SLOT.findall(sign)
    for row in product(*(table[slot].items() for slot in slots)):
        named = {slot: name for slot, (name, _) in zip(slots, row, strict=True)}
        yield sign.format(**named), {slot: words for slot, (_, words) in zip(slots, row, strict=True)}
