"""Days told beside an event: one of a later deed in the sentence, one since when something lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.extraction.when.dates import DateSpan
from geomap.model import TimeSpan

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence

_WEEK = timedelta(days=7)
_OCCURS = 4  # tokens from "which took place" to its day
_AFTER = "after"
_ALONE = 2  # tokens of a weekday with nothing that says which: on the day of Saturday


def of_later_deed(doc: Document, sentence: Sentence, day: DateSpan, at: int, days: list[DateSpan]) -> bool:
    """Whether a day is that of what a later clause tells: shelled X, while gunmen abducted a doctor in Y on Monday.

    Arabic: where one of the ``days`` stands before the deed, any later clause: took X, and then entered Y the next day.
    """
    n = sentence.clause_of(day.first)
    if day.first < at or n <= sentence.clause_of(at):
        return False
    first, _ = sentence.clause(n)
    told = bool(doc.pack.morphology.article) and any(d.time.start and d.first < at for d in days)
    if not (told or doc.has("contrast", first, first + 1)):
        return False
    return any(t.form == "past" for label in ("event", "motion") for t in doc.within(label, first, day.first))


def of_the_news(doc: Document, sentence: Sentence, day: DateSpan) -> bool:
    """Arabic: whether a day is the only one of its sentence, and late: held a man for theft in X on Friday."""
    if not doc.pack.morphology.article or doc.has("occurs", day.first - _OCCURS, day.first):
        return False
    published, start = doc.report.published, day.time.start
    alone = sum(d.time.start is not None for d in doc.dates_in(sentence.first, sentence.last)) == 1
    return day.kind == "day" and alone and bool(published and start and published - start <= _WEEK)


def on_the_day(doc: Document, since: DateSpan, at: int, last: int, spans: list[DateSpan]) -> DateSpan:
    """The day alone, where a clause right behind it tells what happened on it: missing since Friday, when.

    In Arabic, where "the same day on which" follows.
    """
    if since.time.start is None or since.last >= last:
        return since
    if doc.pack.morphology.article:  # since Friday, the same day on which
        the_same = any(d.kind == "same_day" and since.last <= d.first < at for d in spans)
        return _its_day(since) if the_same else since
    sentence, i = doc.sentence_of(at), since.last + doc.tokens[since.last].is_sign
    here = sentence.clause_of(i) in (sentence.clause_of(at), sentence.clause_of(since.first) + 1)
    dated = any(since.last <= d.first < last for d in spans)  # has a day of its own
    if dated or not here or i >= last or doc.at("subordinate", i) is None:
        return since
    return _its_day(since)


def _its_day(since: DateSpan) -> DateSpan:
    time = replace(since.time, end=since.time.start)
    return DateSpan(time, since.first, since.last, "day", since.day_part)


def comes_after(doc: Document, day: DateSpan, at: int) -> bool:
    """Whether what happens at a token came before what was told: the raid came two days after troops left X."""
    return day.kind == "later" and day.last <= at and doc.at("comes", day.first - 1) is not None


def is_counted_back(doc: Document, day: DateSpan, at: int) -> bool:
    """English: whether days are counted back from what happens at a token: it came a day after gunmen shot two."""
    counted = day.kind == "later" and at < day.first and doc.at("comes", day.first - 1) is not None
    goes_on = day.last < len(doc.tokens) and not doc.tokens[day.last].is_sign
    return counted and goes_on and doc.tokens[day.last - 1].word == _AFTER


def to_come(doc: Document, time: TimeSpan, at: int) -> TimeSpan:
    """The time of a plan told ``at`` a token: a weekday alone is the next one, not the last: will sign on Saturday.

    The day on which it was said, demanded or ruled is none of its own: said on Saturday that X would sign.
    """
    published, start = doc.report.published, time.start
    if published is None or start is None or start != time.end or not timedelta() < published - start < _WEEK:
        return time
    first, last = (doc.first_from(at) for at in time.span or (0, 0))
    if _of_saying(doc, first, at):
        return TimeSpan()
    told = [t.word for t in doc.tokens[first:last]]
    named = any(word in doc.pack.weekdays for word in told)
    return replace(time, start=start + _WEEK, end=start + _WEEK) if named and len(told) <= _ALONE else time


def _of_saying(doc: Document, day: int, at: int) -> bool:
    """Whether a day stands between who says, asks or rules and what: no modal leads to it."""
    sentence = doc.sentence_of(at)
    if not sentence.first < day < at:
        return False
    modals = [t.last for t in doc.within("modal", sentence.first, day)]
    said = [t.last for label in ("hearsay", "future") for t in doc.within(label, sentence.first, day)]
    said = [i for i in said if i not in modals]
    return bool(said) and not any(i > said[0] for i in modals)
