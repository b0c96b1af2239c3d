"""All that was weighed in a sentence, in the order in which an analyst asks: who, how many, where, when, which word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.explaining.counts import counts, toll_taken
from geomap.extraction.explaining.days import day_taken, days
from geomap.extraction.explaining.parties import parties
from geomap.extraction.explaining.scenes import place_taken, places
from geomap.extraction.explaining.words import words

if TYPE_CHECKING:
    from geomap.extraction.explaining.case import Case, Considered

__all__ = ["considered", "day_taken", "place_taken", "toll_taken"]


def considered(case: Case) -> list[Considered]:
    """Tell what a sentence holds that its record did not take: parties, counts, places, days, and words of events.

    Without a record all words of events and motions and all places are told of; a word of two families twice. A text
    in a language without a pack gives its places, an empty one nothing.
    """
    kinds = (parties, counts, places, days, words)
    met = (c for kind in kinds for c in sorted(kind(case), key=lambda c: (c.start, c.end, c.family)))
    return list(dict.fromkeys(met))  # a phrase may fit two patterns of its family
