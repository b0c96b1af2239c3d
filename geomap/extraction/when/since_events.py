"""Days of what something has lasted since: 300 families have left since fighting broke out on 15 April."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.extraction.when.dates import DateSpan

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document

_REACH: Final = 9  # tokens from "since" over what happened then to its day
_LATELY: Final = 20  # days in which what happened then is news itself
_BEGAN: Final = 4  # tokens from "that began in" to its day
_TOLD: Final = ("event", "occurs", "motion", "begins")


def counted_from(doc: Document) -> list[DateSpan]:
    """Return the dates of a document, each old day of what came about then as that from which "since" counts on.

    What came about stands inside of the expression, and so tells no event of its own.
    """
    published = doc.report.published
    if published is None:
        return doc.dates
    old = (d for d in doc.dates if d.kind in ("day", "month") and d.time.start)
    led = {
        d.first: i for d in old if (published - (d.time.start or published)).days > _LATELY and (i := _since(doc, d))
    }
    if not led:
        return doc.dates
    found = [d for d in doc.dates if not any(i <= d.first < of for of, i in led.items())]
    return [_over(doc, d, led[d.first]) if d.first in led else d for d in found]


def _over(doc: Document, day: DateSpan, first: int) -> DateSpan:
    start, end = doc.span(first, day.last)
    time = replace(day.time, end=doc.report.published, text=doc.report.text[start:end], span=(start, end))
    return DateSpan(time, first, day.last, "since")


def _begins(doc: Document, first: int, last: int) -> bool:
    return doc.has("happens", first, last) or doc.has("begins", first, last)


def _since(doc: Document, day: DateSpan) -> int:
    """Where "since" stands before what came about on a day, or 0."""
    words = doc.pack.table["dates"]["since"]
    first = doc.sentence_of(day.first).first
    for i in range(day.first - 1, max(first, day.first - 1 - _REACH), -1):
        if doc.tokens[i].is_sign or doc.date_at(i):
            return 0
        who = doc.at("relative", i)
        if who is not None and who.first == i and day.first - i <= _BEGAN and _begins(doc, i + 1, day.first):
            return i  # fighting that began in May
        if doc.tokens[i].word in words:
            return i if any(doc.has(label, i + 1, day.first) for label in _TOLD) else 0
    return 0
