"""Which words of a sentence are the signs that its record was weighed by: what they say can then be looked up there."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING

from geomap.extraction.how_sure.likelihood import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.extraction.explaining.case import Case, Range

_COUNTED = re.compile(r"(\w{1,40}) in (clause|sentence) (\d)")
_STANDING = re.compile(r"(\w{1,40}) (before|behind)")
_NEXT = re.compile(r"(after|then) (\w+)")
_DATE = re.compile(r"date: (\w+)")
_LED = re.compile(r"(place|origin|destination) led by (\w+)")


def shown(case: Case, signs: Iterable[str]) -> dict[str, list[Range]]:
    """Return of each sign that is some words where these stand in the sentence, in text order.

    A sign that the sentence by itself does not show, as where its clauses are read otherwise, is left out.
    """
    if case.trigger is None:
        return {}
    found = {sign: sorted(case.span(first, last) for first, last in _tokens(case, sign)) for sign in signs}
    return {sign: spans for sign, spans in found.items() if spans and _as_many(sign, len(spans))}


def _as_many(sign: str, shown: int) -> bool:
    """Whether a sign that counts was counted in the report as it is counted here; the most stands for more too."""
    m = _COUNTED.fullmatch(sign)
    most = MOST[m[2]] if m else 0
    return m is None or min(shown, most) == int(m[3])


def _tokens(case: Case, sign: str) -> Iterator[Range]:
    doc, head = case.doc, case.trigger
    if head is None:
        return
    sentence = doc.sentence_of(head.first)
    first, last = sentence.clause(sentence.clause_of(head.first))
    if m := _COUNTED.fullmatch(sign):
        span = (first, last) if m[2] == "clause" else (sentence.first, sentence.last)
        named = m[1] == "places"
        yield from ((p.first, p.last) for p in (doc.places_in(*span) if named else doc.within(m[1], *span)))
    elif m := _STANDING.fullmatch(sign):
        before = doc.within(m[1], first, head.first)
        yield from ((t.first, t.last) for t in (before if m[2] == "before" else doc.within(m[1], head.first, last)))
    elif m := _NEXT.fullmatch(sign):
        tag = doc.over(head.first - 1 if m[1] == "after" else head.last).get(m[2])
        yield from [(tag.first, tag.last)] if tag else []
    elif m := _DATE.fullmatch(sign):
        yield from ((d.first, d.last) for d in doc.dates_in(sentence.first, sentence.last) if d.kind == m[1])
    elif m := _LED.fullmatch(sign):
        yield from _leading(case, m[1], m[2])


def _leading(case: Case, role: str, label: str) -> Iterator[Range]:
    """The words of a kind that lead to the name of a place of the record."""
    doc, head = case.doc, case.trigger
    marked = [p for p in doc.mentions if case.taken(p.first, p.last, role)]
    if head is None or not marked:
        return
    p = min(marked, key=lambda p: abs(p.first - head.first))
    label = intern(label)  # labels are compared by identity
    tag = doc.at(label, p.lead - 1) or doc.at(label, p.lead)
    yield from [(tag.first, tag.last)] if tag else []
