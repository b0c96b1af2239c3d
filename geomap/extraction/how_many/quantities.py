"""A count with what is counted, and the share of one that a place or a day has."""

from __future__ import annotations

from typing import final


@final
class Quantity:
    """A count in tokens ``first`` up to ``last`` (exclusive), counted noun and quantifier included.

    ``value`` is None for vague amounts and ranges. ``noun`` is the class of what is counted (people, families,
    vehicles, time, distance, percent, money, thing), None where no known noun stands.
    """

    __slots__ = ("first", "high", "last", "low", "noun", "quantifier", "value")

    def __init__(
        self, value: int | None, low: int | None, high: int | None, quantifier: str | None, first: int, last: int,
        noun: str | None = None,
    ) -> None:  # fmt: skip
        self.value = value
        self.low = low
        self.high = high
        self.quantifier = quantifier
        self.first = first
        self.last = last
        self.noun = noun

    def counting(self, noun: str, last: int) -> Quantity:
        """Return the count as one of what the words up to ``last`` tell."""
        return Quantity(self.value, self.low, self.high, self.quantifier, self.first, last, noun)


@final
class Share:
    """Where a share begins and ends, whom it counts (``key``, ``q``) where its own words do not tell that.

    ``told``: whether its own words tell the event; ``of_sum``: whether it is one of a sum told before it.
    """

    __slots__ = ("first", "key", "last", "of_sum", "q", "told")

    def __init__(self, first: int, last: int, key: str, q: Quantity | None, *, told: bool, of_sum: bool) -> None:
        self.first = first
        self.last = last
        self.key = key
        self.q = q
        self.told = told
        self.of_sum = of_sum
