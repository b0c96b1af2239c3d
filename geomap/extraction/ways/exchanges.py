"""Ways back: prisoners exchanged in both directions, lorries that went in as the buses came out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.ways.ends import end_of
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import End, Movement

_NUMBER = 3  # tokens from "in return for" to the number of those who are


def exchanged(doc: Document, numbers: Numbers, sentence: Sentence, told: Movement) -> list[Movement]:
    """Arabic: both ways of an exchange: ten captives were taken to X in return for six who were returned to Y.

    Each side's came from where the other's went; where it is told from where one's came, nothing is added.
    """
    if told.group != "detainees" or told.origin is not None or doc.pack.language != "ar":
        return []
    turn = doc.first_of("in_return", sentence.first, sentence.last)
    there = _reached(doc, sentence.first, turn.first) if turn else []
    back = _reached(doc, turn.last, sentence.last) if turn else []
    if turn is None or not there or not back:
        return []
    to, fro = end_of(there[-1]), end_of(back[0])
    if to is None or fro is None or to.key == fro.key:
        return []
    first = next((q for q in reversed(numbers.find_all(doc.tokens, sentence.first, turn.first)) if _people(q)), None)
    second = _number_after(doc, numbers, sentence, turn)
    going = replace(told, count=None, count_low=None, count_high=None, quantifier=None, unit="people", via=())
    return [
        replace(going, origin=fro, destination=to, count=first.value if first else None),
        replace(going, origin=to, destination=fro, count=second.value if second else None),
    ]


def freed_for_others(
    doc: Document,
    numbers: Numbers,
    sentence: Sentence,
    span: tuple[int, int],
    head: Tag,
    ends: tuple[End | None, End | None],
) -> End | None:
    """Where captives were set free for others, of whom a number tells: freed 12 prisoners in X in return for nine.

    ``ends``: the origin and destination that are told. The former stands, save where the others are held: in return for
    nine who were held in X.
    """
    origin, destination = ends
    freed = head.name == "free" and destination is None
    turn = doc.first_of("in_return", head.last, sentence.last) if freed else None
    others = _number_after(doc, numbers, sentence, turn) if turn else None
    if turn is None or others is None:
        return origin
    theirs, ours = set(), []
    for p in literal(doc, *span):
        end = end_of(p)
        if p.first > turn.first and not all(doc.at("group", i) for i in range(others.last, p.lead)):
            theirs.add(end.key if end else "")
        elif p.located and not p.container:
            ours.append(end)
    return origin if origin is not None and origin.key not in theirs else next(iter(ours), None)


def _number_after(doc: Document, numbers: Numbers, sentence: Sentence, turn: Tag) -> Quantity | None:
    """The number of those for whom others are given, right behind "in return for"."""
    told = numbers.find_all(doc.tokens, turn.last, min(turn.last + _NUMBER, sentence.last))
    return next((q for q in told if _people(q)), None)


def _people(q: Quantity) -> bool:
    return q.noun in ("people", None) and bool(q.value)


def _reached(doc: Document, first: int, last: int) -> list[Placed]:
    """The places of a range that "to" leads to."""
    return [p for p in literal(doc, first, last) if doc.at("into", p.lead) or doc.at("into", p.lead - 1)]


def the_other_way(doc: Document, sentence: Sentence, movement: Movement, told: Movement | None) -> Movement:
    """Arabic: a movement with the end that it leaves to the one before: and the other way came 20 lorries."""
    if told is None or doc.pack.language != "ar" or not doc.has("opposite", sentence.first, sentence.last):
        return movement
    origin, destination = movement.origin, movement.destination
    if destination is None and origin and told.origin and told.origin.key != origin.key:
        return replace(movement, destination=told.origin)
    if origin is None and destination and told.destination and told.destination.key != destination.key:
        return replace(movement, origin=told.destination)
    return movement
