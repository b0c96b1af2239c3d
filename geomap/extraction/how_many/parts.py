"""Tolls told as a share or by halves: two of the eight, the rest, one on each side, both, a couple."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.quantities import Quantity

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_WHOLE: Final = 3  # tokens from the number of a share to that of the whole
_REST: Final = 4  # tokens from "the rest" to the word of harm
_SIDE: Final = 3  # tokens from "dead" to "on each side"


def of_whole(doc: Document, told: list[Quantity]) -> list[Quantity]:
    """Return counts with a share in the place of its whole: two of the eight hostages."""
    if doc.pack.language != "en":
        return told
    out: list[Quantity] = []
    for q in told:
        share = out[-1] if out else None
        if share is None or share.value is None or share.noun is not None or not _led_by(doc, share, q):
            out.append(q)
        elif q.value is None or share.value <= q.value:
            out[-1] = Quantity(share.value, None, None, share.quantifier, share.first, q.last, q.noun)
    return out


def _led_by(doc: Document, share: Quantity, whole: Quantity) -> bool:
    """Whether "of the" leads from a number to another."""
    gap = range(share.last, whole.first)
    known = any(doc.pack.has(label, doc.tokens[whole.first - 1].word) for label in ("definite", "possessive"))
    return 2 <= len(gap) <= _WHOLE and doc.at("of", share.last) is not None and known


def on_each_side(doc: Document, last: int) -> int:
    """On how many sides so many fell as the words up to a token tell: left two dead on each side, no "both sides"."""
    return 2 if doc.has("each_side", last, last + _SIDE) else 1


def rest_of(doc: Document, tag: Tag, quantities: list[Quantity], dead: int) -> int | None:
    """How many are left of those counted first: of the ten in the car three were killed, and the rest wounded."""
    rest = doc.first_of("the_rest", tag.first - _REST, tag.first)
    if rest is None or doc.pack.language != "en" or any(doc.tokens[i].is_sign for i in range(rest.last, tag.first)):
        return None
    first = doc.sentence_of(tag.first).first
    whole = next((q for q in quantities if first <= q.first < rest.first and q.noun == "people" and q.value), None)
    return (whole.value or 0) - dead if whole and (whole.value or 0) > dead else None


def both(doc: Document, tag: Tag) -> bool:
    """Whether two are told by "both" before a word of harm: both occupants perished, both of them were killed."""
    told = doc.last_of("both_people", tag.first - _REST, tag.first) if doc.pack.language == "en" else None
    if told is None:
        return False
    gap = range(told.last, tag.first)
    broken = any(doc.tokens[i].is_sign or doc.pack.has("and", doc.tokens[i].word) for i in gap)
    return not broken and not any(doc.has(x, told.last, tag.first) for x in ("event", "actor", "locative"))
