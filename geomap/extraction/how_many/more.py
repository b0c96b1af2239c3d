"""Victims told behind the first: nine of the attackers and three of the villagers, a man and his wife."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document

_DESCRIBED = 6  # tokens that may describe the victims before one more is told


def pronouns(doc: Document) -> tuple[str, ...]:
    """Return the pronouns that a word may end in; what no word ends in where the language writes none so."""
    return doc.pack.morphology.pronouns or ("\0",)


def further(doc: Document, quantities: list[Quantity], used: set[int], first: int, last: int) -> int:
    """Further victims told after what describes the first: nine of the attackers and three of the villagers."""
    joins = doc.pack.morphology.conjunctions[:1]
    parts = (*KEYS, "event", "motion", "occurs", "part")
    for i in range(first, min(first + _DESCRIBED, last)):
        if joins and doc.at("which_is", i):
            return 0  # three of a family, who are a father and his two children
        one = doc.at("one", i)
        if one and one.first == i and one.prefix in joins and not any(doc.at(key, one.last) for key in KEYS):
            return 1
        other = next((q for q in quantities if q.first == i and q.first not in used), None)
        if other and any(doc.at(key, other.last) for key in KEYS):
            return 0  # a child dead, and two women hurt
        counted = other and (other.noun or any(doc.at("of", j) for j in range(i + 1, other.last + 1)))
        glued = doc.tokens[i].text.startswith(joins or "\0") or doc.tokens[i - 1].text in joins
        if other and counted and glued:
            used.add(other.first)
            return other.value or 0
        if doc.tokens[i].is_sign or any(doc.at(label, i) for label in parts):
            return 0
        if doc.place_at(i):
            break
    start = min((told[0].first for label in parts if (told := doc.within(label, first, last))), default=last)
    theirs = (q for q in quantities if first < q.first < start and q.first not in used and _of_his(doc, q))
    his = (t for t in doc.within("one", first, start) if joins and t.prefix == joins[0] and _is_his(doc, t.first))
    return sum(q.value or 0 for q in theirs) + sum(1 for _ in his)


def _is_his(doc: Document, i: int) -> bool:
    """Whether a word has the pronoun of one person: his wife, her brother."""
    return doc.tokens[i].text.endswith(pronouns(doc)[:2])


def _of_his(doc: Document, q: Quantity) -> bool:
    """Whether a number joined on counts people of somebody told before: and four of his guards."""
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    of = any(doc.at("of", i) for i in range(q.first + 1, q.last + 1))
    return of and doc.tokens[q.first].text.startswith(joins) and doc.tokens[q.last - 1].text.endswith(pronouns(doc))
