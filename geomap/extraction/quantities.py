"""A count with what is counted."""

from __future__ import annotations

from dataclasses import dataclass

_UNITS = frozenset({"people", "families", "vehicles"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count in tokens ``first`` up to ``last`` (exclusive), counted noun and quantifier included.

    ``value`` is None for vague amounts and ranges. ``noun`` is the class of what is counted (people, families,
    vehicles, time, distance, percent, money, thing), None where no known noun stands; ``unit`` repeats the first three.
    """

    value: int | None
    low: int | None
    high: int | None
    quantifier: str | None
    first: int
    last: int
    unit: str | None = None
    noun: str | None = None


def counting(q: Quantity, noun: str, last: int) -> Quantity:
    """Return a count of what the words up to ``last`` tell."""
    return Quantity(q.value, q.low, q.high, q.quantifier, q.first, last, noun if noun in _UNITS else None, noun)
