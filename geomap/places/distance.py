"""How far two spellings are apart: an edit distance that knows which sounds stand for one another."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from rapidfuzz import process
from rapidfuzz.distance import Indel

from geomap.text import bones

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHER = 1.1  # one sound for an unrelated one


@cache
def table() -> dict[str, Any]:
    """Return ``matching.toml``, read once."""
    return tomllib.loads(resources.files("geomap.places").joinpath("matching.toml").read_text("utf-8"))


@cache
def _costs() -> tuple[dict[str, float], dict[str, float]]:
    left_out = dict.fromkeys("abTtjcxdDrzsgfvkGlmnhiu", 1.0) | table()["left_out"]
    pairs = table()["taken_for"]
    return left_out, {k: v for pair, v in pairs.items() for k in (pair, pair[::-1])}


@cache
def _sieve() -> dict[int, str]:
    return {ord(k): v for k, v in table()["sieve"].items()}


@lru_cache(maxsize=200_000)
def distance(a: str, b: str) -> float:
    """Return the cost of writing one sound sequence for another, in consonants.

    >>> distance("baguz", "bagiz"), distance("baguz", "baguz"), distance("", "")
    (0.4, 0.0, 0.0)
    """
    if a == b:
        return 0.0
    left_out, taken_for = _costs()
    row = [0.0]
    for y in b:
        row.append(row[-1] + left_out[y])
    for x in a:
        skip = left_out[x]
        diagonal = row[0]
        best = diagonal + skip
        new = [best]
        for k, y in enumerate(b, 1):
            up = row[k]
            change = diagonal if x == y else diagonal + taken_for.get(x + y, _OTHER)
            best = min(change, up + skip, best + left_out[y])
            diagonal = up
            new.append(best)
        row = new
    return row[-1]


def sieved(core: str) -> str:
    """Spell sounds for the sieve."""
    return core.translate(_sieve())


def nearest(core: str, others: Mapping[str, str], limit: int) -> list[str]:
    """Return the ``limit`` of other cores (to their sieved spellings) that are nearest to one by the sieve.

    >>> nearest("baguz", {c: sieved(c) for c in ("halab", "bagus", "bauz")}, 2)
    ['bauz', 'bagus']
    """
    if len(others) <= limit:
        return list(others)
    found = process.extract(sieved(core), others, scorer=Indel.normalized_similarity, processor=None, limit=limit)
    return [key for _, _, key in found]


@cache
def related(sound: str) -> str:
    """Return the consonants that a consonant is taken for, in the classes of block keys."""
    out = {
        bones(pair.replace(sound, "", 1)) for pair, cost in table()["taken_for"].items() if sound in pair and cost < 1
    }
    return "".join(sorted(out - {"", sound}))
