"""Times told by what happened in them: in the siege of 2014, during the war of 2006, the battle of 2015, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_YEAR, _EARLIEST = 4, 1900  # digits of a year; one from which a number is one
_TO_YEAR = 4  # tokens from an era to its year: the war of July 2006
_LED = 4  # tokens from "in" to an era: in the last days of the siege of
_WHEN = 2  # tokens from a year to "when" or "in which"
_NEWS = 14  # days in which an event with a day of its own is news, whatever its sentence opens with
_OPENING = 5  # tokens in which a time opens its sentence
_SHORT = 10  # tokens of a sentence that only tells a time
_OLD = 200  # days after which a year, or so many years ago, is another time


def of_an_era(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether what happened is told of a war, a siege or a battle that an earlier year names.

    Either it is told in it ("in the siege of 2014"), or right behind it ("the war of 2006, when").
    """
    published = doc.report.published
    if published is None:
        return False
    for era in doc.within("era", sentence.first, sentence.last):
        end = _after_year(doc, era, published, sentence.last) if doc.at("actor", era.first) is None else None
        if end is None or _news(doc, tag, end, sentence, published):
            continue
        if era.first <= tag.first < era.last or _goes_on(doc, end, tag):
            return True
        if _leads(doc, era, sentence) and not _only_who(doc, era, tag, sentence):
            return True
    return False


def opens_long_ago(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a sentence opens with a time years ago, and tells no newer day: ten years ago X fell, and 90 died."""
    published = doc.report.published
    if published is None:
        return False
    opening = doc.dates_in(sentence.first, sentence.first + _OPENING)  # which the caller knows to hold one
    if not opening or opening[0].time.start is None or opening[0].last > tag.first or opening[0].kind == "since":
        return False
    latest = opening[0].time.end or opening[0].time.start
    return (published - latest).days > _OLD and not _news(doc, tag, opening[0].last, sentence, published)


def _after_year(doc: Document, era: Tag, published: date, end: int) -> int | None:
    """The token behind an era's year, where it is an earlier one: before its noun, or after it."""
    before = era.first - 1
    for i in (before, before - 1):
        if i >= 0 and _is_year(doc, i, published):
            return era.last
    for i in range(era.last, min(end, era.last + _TO_YEAR)):
        token = doc.tokens[i]
        if _is_year(doc, i, published):
            return i + 1
        day = doc.date_at(i)
        if day is not None and day.time.start and (published - day.time.start).days > _OLD:
            return day.last
        if not (token.text == "/" or doc.pack.has("genitive", token.word) or day or doc.at("year_of", i)):
            return None
    return None


def _is_year(doc: Document, i: int, published: date) -> bool:
    token = doc.tokens[i]
    year = token.is_number and len(token.text) == _YEAR and token.text.isdecimal()
    return year and _EARLIEST < int(token.text) < published.year


def _goes_on(doc: Document, end: int, tag: Tag) -> bool:
    """Whether "when" or "in which" right behind a year leads to an event."""
    labels = ("subordinate", "wherein", "relative", "who")
    first = next((i for i in range(end, end + _WHEN) if any(doc.at(x, i) for x in labels)), None)
    return first is not None and first < tag.first


def _leads(doc: Document, era: Tag, sentence: Sentence) -> bool:
    """Whether "in", "during" or "in the days of" leads to an era, so that it is the time of what is told."""
    if era.prefix and doc.pack.morphology.article and doc.at("in_time", era.first):
        return True
    led = doc.within("in_time", max(sentence.first, era.first - _LED), era.first)
    between = range(led[-1].last, era.first) if led else ()
    apart = any(doc.tokens[i].is_sign or doc.place_at(i) or doc.at("event", i) for i in between)
    return bool(led) and not apart


def _only_who(doc: Document, era: Tag, tag: Tag, sentence: Sentence) -> bool:
    """Whether an era only tells who somebody is: killed a man who had fought in the war of 2006."""
    first = max(sentence.first, min(tag.last, era.first))
    who = doc.within("relative", first if tag.last <= era.first else sentence.first, era.first)
    return any(doc.at("subordinate", t.first) is None for t in who)


def _news(doc: Document, tag: Tag, end: int, sentence: Sentence, published: date) -> bool:
    """Whether a fresh day is told with the event, or after the era: on Monday shells fell on it again."""
    days = doc.dates_in(end if tag.first >= end else sentence.first, sentence.last)
    return any(d.kind in ("day", "range") and d.time.start and (published - d.time.start).days <= _NEWS for d in days)


def dated_after(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence behind says no more than how long ago that was: six shells fell on X. That was in 2014."""
    published = doc.report.published
    led = doc.at("that_was", sentence.last)
    if led is None or led.first != sentence.last or published is None:
        return False
    behind = doc.sentence_of(led.first)
    events = (t for t in doc.within("event", behind.first, behind.last) if not doc.date_at(t.first))  # no March
    if behind.last - behind.first > _SHORT or any(events):
        return False
    ends = (d.time.end or d.time.start for d in doc.dates_in(behind.first, behind.last))
    numbers = (t.text for t in doc.tokens[led.last : behind.last] if t.is_number and len(t.text) == _YEAR)
    year = any(str(_EARLIEST) < n < str(published.year) for n in numbers)
    return year or any(end is not None and (published - end).days > _OLD for end in ends)
