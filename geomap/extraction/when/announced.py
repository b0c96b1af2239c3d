"""Days that a line or a lead tells for all that follows: "the position of yesterday, 13 May:", and then items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.when.dates import DateSpan
    from geomap.extraction.words.document import Document, Sentence

_COLON: Final = ":"
_UP_TO: Final = 3  # tokens from "until" to the day up to which a report tells: until noon today
_PREAMBLE: Final = 4  # sentences before the first item of a bulletin
_ITEMS: Final = 2  # paragraphs of items that make a bulletin
_RECENT: Final = 3  # days after which a bulletin appears
_HEAD: Final = 6  # tokens in which the place that heads an item ends
_ENTRY: Final = 5  # sentences of an item
_MARK: Final = 2  # tokens of the mark of an item: 1-, A)
_LONGER: Final = ("range", "month", "since", "relative_hours", "year")  # kinds of times that are no day
_LEAD: Final = 3  # sentences, the title among them, that may say what a report covers
_SHORT: Final = 5  # tokens of a line that tells nothing yet


def announces(doc: Document, sentence: Sentence) -> DateSpan | None:
    """The one day in a line that ends in a colon, where what it announces stands in lines of its own."""
    if doc.tokens[sentence.last - 1].text != _COLON or not _ends_line(doc, sentence):
        return None
    return the_day(doc, sentence.first, sentence.last)


def ends_before(doc: Document, day: DateSpan, sentence: Sentence) -> bool:
    """Whether the list of items that a line announces has ended before a sentence: a paragraph without their mark."""
    lines = [s for s in doc.sentences if day.last < s.first <= sentence.first and opens_line(doc, s)]
    return bool(lines) and _marked(doc, lines[0]) and not all(_marked(doc, s) for s in lines)


def day_of_items(doc: Document) -> DateSpan | None:
    """The one day before the report's own that is told before the first item of a bulletin."""
    published = doc.report.published
    items = [s for s in doc.sentences if opens_line(doc, s) and (_marked(doc, s) or _placed(doc, s))]
    if published is None or len(items) < _ITEMS:
        return None
    before = [s for s in doc.sentences if s.first < items[0].first]
    if not before or len(before) > _PREAMBLE:
        return None
    day = the_day(doc, 0, items[0].first)
    start = day.time.start if day else None
    return day if start and 0 < (published - start).days <= _RECENT else None


def day_covered(doc: Document) -> DateSpan | None:
    """The day that a lead says the report covers, where it tells no event of it by a verb: the toll of Monday is."""
    lead = next((s for s in doc.sentences[:_LEAD] if s.last - s.first > _SHORT), None)
    if lead is None or not doc.has("covers", lead.first, lead.last):
        return None
    told = any(t.form == "past" for t in doc.within("event", lead.first, lead.last))
    day = None if told else the_day(doc, lead.first, lead.last)
    return day if day is not None and day.time.start != doc.report.published else None


def day_of_item(doc: Document, sentence: Sentence) -> DateSpan | None:
    """The one day told in the item of a list before a sentence of the same item."""
    above = [s for s in doc.preceding(sentence, _ENTRY) if s.paragraph == sentence.paragraph]
    lines = [s for s in above if opens_line(doc, s)]
    if not lines or opens_line(doc, sentence) or not _marked(doc, lines[-1]):
        return None
    return the_day(doc, lines[-1].first, sentence.first)


def day_of_story(doc: Document, sentence: Sentence) -> DateSpan | None:
    """The day of the sentence before in the paragraph, of which one that names no place goes on to tell."""
    before = next((s for s in doc.preceding(sentence, 1) if s.paragraph == sentence.paragraph), None)
    if before is None or doc.places_in(sentence.first, sentence.last):
        return None
    if any(doc.has("pluperfect", s.first, s.last) for s in (before, sentence)):
        return None
    return the_day(doc, before.first, before.last)


def day_explained(doc: Document, sentence: Sentence) -> DateSpan | None:
    """Arabic: the day of the sentence before, which one that opens with "for" explains: all was quiet. For in X."""
    opens = doc.pack.morphology.article and doc.at("explains", sentence.first) is not None
    before = next(iter(doc.preceding(sentence, 1)), None) if opens else None
    return the_day(doc, before.first, before.last) if before else None


def the_day(doc: Document, first: int, last: int) -> DateSpan | None:
    """The only day told in a range, but for one up to which is told; none where a longer time is told too."""
    spans = [d for d in doc.dates_in(first, last) if not doc.has("up_to", d.first - _UP_TO, d.first)]
    days = [d for d in spans if d.kind == "day" and d.time.start]
    longer = doc.has("period", first, last) or any(d.kind in _LONGER for d in spans)
    if longer or len({d.time.start for d in days}) != 1:
        return None
    since = any(doc.at("out_of", i) for i in (days[0].first - 1, days[0].first))  # from yesterday to today
    return None if since else days[0]


def opens_line(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence begins a line."""
    i = sentence.first
    return i == 0 or "\n" in doc.report.text[doc.tokens[i - 1].end : doc.tokens[i].start]


def _ends_line(doc: Document, sentence: Sentence) -> bool:
    i = sentence.last
    return i < len(doc.tokens) and "\n" in doc.report.text[doc.tokens[i - 1].end : doc.tokens[i].start]


def _marked(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence begins with the mark of an item: a bullet, a number, "firstly"."""
    token = doc.tokens[sentence.first]
    if token.is_sign and token.text not in ("(", "[") and token.text[0] not in "\"'«“‘":
        return True
    signed = any(t.is_sign for t in doc.tokens[sentence.first + 1 : sentence.first + _MARK])
    return (token.is_number and signed) or doc.at("firstly", sentence.first) is not None


def _placed(doc: Document, sentence: Sentence) -> bool:
    """Whether a place and a colon head a sentence."""
    heads = range(sentence.first, min(sentence.first + _HEAD, sentence.last))
    end = next((i for i in heads if doc.tokens[i].text == _COLON), None)
    return end is not None and any(p.last <= end for p in doc.places_in(sentence.first, end))
