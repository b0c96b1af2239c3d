"""Asides between a word of harm and its number: among them a child; according to a medic."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.document import COMMAS

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_SOURCE = 2  # tokens after its comma in which an aside that names who says so begins
_NAMES = 4  # tokens from a number to the names of those it counts
_PARTS = (*COMMAS, ";", "\u061b", ":")


def after_aside(doc: Document, first: int, last: int) -> int:
    """Where what is told of a number goes on after an aside: three people, among them a child, were killed."""
    commas = [i for i in range(first, last) if doc.tokens[i].text in COMMAS][:2]
    if len(commas) < 2:
        return first
    told = any(doc.has(key, *commas) for key in KEYS) or doc.has("and", *commas)
    closed = last - commas[1] <= 2 and commas[0] == first and doc.pack.language == "en"  # two men, said to be .., died
    named = doc.pack.morphology.article and commas[0] == first and doc.at("which_is", first + 1)  # they are six ..
    return commas[1] + 1 if named or doc.has("part", *commas) or (closed and not told) else first


def past_names(doc: Document, q: Quantity, quantities: list[Quantity]) -> int:
    """Where a number ends with what names them between commas: four of a family, a mother and her three children,."""
    for other in quantities:
        near = 0 < other.first - q.last <= _NAMES and doc.tokens[other.first - 1].text in COMMAS
        if near and other.value == q.value and other.last < len(doc.tokens) and doc.tokens[other.last].text in COMMAS:
            return other.last + 1
    return q.last


def over_source(doc: Document, first: int, last: int) -> int:
    """Where a clause goes on after an aside that names who says so or describes: claimed, according to medics, ten."""
    commas = [i for i in range(first, last) if doc.tokens[i].text in COMMAS]
    for a, b in pairwise(commas):
        if any(t.name == "source" for t in doc.within("hearsay", a + 1, min(a + 1 + _SOURCE, b))):
            return b + 1
    return commas[-1] + 1 if len(commas) > 1 and commas[-1] + 1 == last and _describes(doc, first, commas) else first


def _describes(doc: Document, first: int, commas: list[int]) -> bool:
    """Arabic: whether an aside tells more of the fight in which so many fell: in X, which went on all day, nine."""
    opens, closes = commas[0], commas[-1]
    joined = doc.tokens[opens + 1].text.startswith(doc.pack.morphology.conjunctions[:1] or "\0")
    others = doc.has("one", first, opens) or any(doc.has(key, opens, closes) for key in KEYS)
    return bool(doc.pack.morphology.article) and not (joined or others)


def behind_actor(doc: Document, tag: Tag) -> int:
    """Arabic: where the name of the force ends that stands right after a verb: the "State of X and Y" put to death."""
    who = doc.at("actor", tag.last) if is_verb(tag) and doc.pack.morphology.article else None
    return who.last if who and who.first == tag.last else tag.last


def broken(doc: Document, first: int, last: int) -> bool:
    """A full comma phrase or another event between a word and a number parts them."""
    return any(doc.tokens[i].is_sign and doc.tokens[i].text in _PARTS for i in range(first, last))
