"""Which words gave a record its day, and what other days and times its sentence tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.when.history import describes, of_participle, the_most, told_before
from geomap.extraction.when.occasions import (
    NEXT,
    of_a_charge,
    of_an_aside,
    of_before,
    of_dateline,
    of_what_was_there,
    parted,
    said_then,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.explaining.case import Case, Considered
    from geomap.extraction.when.dates import DateSpan
    from geomap.extraction.words.document import Sentence
    from geomap.extraction.words.pack import Tag

_KINDS = {
    "future": "is still to come",
    "duration": "tells how long, not when",
    "year": "a whole year, no day",
    "part": "only a part of a day",
}
_WHOLE = ("month", "year", "since")
_FROM_TOLD = ("same_day", "part", "day_before")


def day_taken(case: Case) -> str:
    """Say which expression gave the record its day: one of its own clause, of its sentence, or what was told before."""
    if case.told is None or case.trigger is None:
        return "this sentence alone does not tell"
    own = _own(case, case.doc.sentence_of(case.trigger.first))
    return _told_here(case, case.trigger, own) if own else _told_around(case, case.trigger)


def _told_here(case: Case, head: Tag, own: DateSpan) -> str:
    sentence = case.doc.sentence_of(head.first)
    clause = sentence.clause_of(own.first) == sentence.clause_of(head.first)
    where = "told in the clause of its word" if clause else "told in its sentence, in another clause than its word"
    if case.told is None or case.told.day is None:
        return f"{where}, but no day follows from it"
    return f"{where}, as part of the day told before" if own.kind in _FROM_TOLD and not own.time.start else where


def _told_around(case: Case, head: Tag) -> str:
    doc, sentence, day = case.doc, case.doc.sentence_of(head.first), case.told and case.told.day
    if day is None:
        return "none is told here, and none that is told elsewhere in the report is taken for it"
    after = doc.has("comes_next", sentence.first, max(head.first, sentence.first + NEXT))
    if after or doc.has("clock", sentence.first, sentence.last):
        return "not told here: the one told last before, from which this sentence goes on"
    if day == doc.report.published:
        return "not told here: the report's own day"
    return "not told here: the lead gives it, or what heads the lines, or a sentence before"


def _own(case: Case, sentence: Sentence) -> DateSpan | None:
    met = case.doc.dates_in(sentence.first, sentence.last)
    return next((d for d in met if case.taken(d.first, d.last, "date")), None)


def days(case: Case) -> Iterator[Considered]:
    """Tell of the expressions of time in the sentence that do not give the record its day."""
    head = case.trigger
    if head is None or case.told is None:
        return
    sentence = case.doc.sentence_of(head.first)
    own = _own(case, sentence)
    for d in case.doc.dates_in(sentence.first, sentence.last):
        if not case.taken(d.first, d.last, "date"):
            yield case.considered(d.first, d.last, "day", next(_reasons(case, head, d, own)))


def _reasons(case: Case, head: Tag, d: DateSpan, own: DateSpan | None) -> Iterator[str]:
    """Yield what speaks against an expression of time as the day of the record, the plainest first."""
    if d.kind in _KINDS:
        yield _KINDS[d.kind]
    if not d.time.start and d.kind in ("since", "month", "later"):
        yield "no day follows from it"
    yield from _of_something_else(case, head.first, d)
    if other := case.elsewhere(d.first, d.last, "date"):
        yield f"the day of another record: {other}"
    if event := case.other_event(d.first):
        yield f"stands in the words of another event: {event}"
    if own is not None and own.time.start and (d.time.start, d.time.end) == (own.time.start, own.time.end):
        yield "the same day, told again"
    if own is not None:
        yield from _behind(case, head.first, d, own)
    yield "not told of what happens here"


def _of_something_else(case: Case, at: int, d: DateSpan) -> Iterator[str]:
    doc, sentence = case.doc, case.doc.sentence_of(at)
    if doc.has("as_agreed", d.first - 2, d.first):
        yield "when it was agreed on"
    if of_dateline(doc, d):
        yield "heads the report: when it was written"
    since = d.kind == "since" and (describes(doc, at + 1, d.first) or the_most(doc, sentence.first, d.first))
    if since or of_what_was_there(doc, d, at) or (d.kind == "since" and of_an_aside(doc, sentence, d, at)):
        yield "tells since when something else has been so"
    if of_a_charge(doc, sentence, d, at):
        yield "when what they are charged with was done"
    before = (d.last <= at and told_before(doc, d.first)) or of_participle(doc, at, d.first)
    if before or of_before(doc, sentence, d, at):
        yield "when something happened that had gone before"
    if said_then(doc, d):
        yield "when somebody spoke of it"


def _behind(case: Case, at: int, d: DateSpan, own: DateSpan) -> Iterator[str]:
    """Yield in what a day that may be meant falls behind the one taken."""
    doc, sentence = case.doc, case.doc.sentence_of(at)
    first, last = case.words
    if d.kind in _WHOLE and own.kind == "day":
        yield "a longer time, and a day is told"
    if not first <= d.first < last and first <= own.first < last:
        yield "stands outside the words of this record"
    if parted(doc, d, at) and not parted(doc, own, at):
        yield "a semicolon, or a word like while, parts it from the record's word"
    if sentence.clause_of(d.first) != sentence.clause_of(at) == sentence.clause_of(own.first):
        yield "stands in another clause than the record's word"
    far, near = abs(d.first - at), abs(own.first - at)
    if near < far:
        yield f"farther from the record's word: {far} word{'' if far == 1 else 's'}, the time taken {near}"
