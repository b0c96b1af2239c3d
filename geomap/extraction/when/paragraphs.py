"""Days of paragraphs: what a sentence that tells no day goes by, of those told above it in its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.model import TimeSpan

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence

_DETAILS = 3  # sentences after one that tells their day
_SET = 2  # sentences in which a day is told on which others go
_HAD = 6  # tokens that open a sentence, "had" among them
_THERE = "there"


def day_of_paragraph(doc: Document, sentence: Sentence) -> TimeSpan | None:
    """English: the day of an event of no town that opens a paragraph, whose details follow: jets struck on Friday."""
    if doc.pack.morphology.article:
        return None
    above = [s for s in doc.preceding(sentence, _DETAILS) if s.paragraph == sentence.paragraph]
    if not above or not opens_paragraph(doc, above[0].first):
        return None
    first, last = above[0].first, above[0].last
    days = [d for d in doc.dates_in(first, sentence.first) if d.kind == "day" and d.time.start]
    told = any(doc.date_at(t.first) is None for t in doc.within("event", first, last))
    town = any(rank(p.mention.place) >= SETTLED for p in doc.places_in(first, last))
    if len(days) != 1 or days[0].first >= last or town or not told:
        return None
    return TimeSpan(days[0].time.start, days[0].time.end, None, days[0].time.precision)


def opens_paragraph(doc: Document, i: int) -> bool:
    """Whether a paragraph begins with a token."""
    return i == 0 or doc.sentence_of(i - 1).paragraph != doc.sentence_of(i).paragraph


def day_told_above(doc: Document, sentence: Sentence) -> TimeSpan | None:
    """English: the day that the sentence before tells of nothing else: X was full on Friday. Police then fired.

    Also where a sentence opens with "there"; what "had" come before that day is not of it.
    """
    if doc.pack.morphology.article or doc.has("pluperfect", sentence.first, sentence.first + _HAD):
        return None
    above = [s for s in doc.preceding(sentence, _SET) if s.paragraph == sentence.paragraph]
    spans = ([d for d in doc.dates_in(s.first, s.last) if d.kind != "duration"] for s in reversed(above))
    days = next((some for some in spans if some), [])
    if len(days) != 1 or days[0].kind != "day" or days[0].time.start is None or days[0].time.start != days[0].time.end:
        return None
    told = doc.sentence_of(days[0].first)
    there = doc.tokens[sentence.first].word == _THERE and told is above[-1]
    if not there and any(doc.date_at(t.first) is None for t in doc.within("event", told.first, sentence.first)):
        return None
    return TimeSpan(days[0].time.start, days[0].time.end, None, days[0].time.precision)
