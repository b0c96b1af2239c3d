"""When: the day of an event, from its own words, else from the sentences before or the lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.extraction.when.announced import (
    announces,
    day_covered,
    day_explained,
    day_of_item,
    day_of_items,
    day_of_story,
    ends_before,
)
from geomap.extraction.when.history import charge, describes, not_its_day, of_participle, the_most, told_before
from geomap.extraction.when.later_days import comes_after, is_counted_back, of_later_deed, of_the_news, on_the_day
from geomap.extraction.when.paragraphs import day_of_paragraph, day_told_above, opens_paragraph
from geomap.extraction.where.headings import HEADS, heads_line
from geomap.extraction.where.standins import KEPT_IN_MIND
from geomap.extraction.words.document import SEMICOLONS
from geomap.model import TimeSpan

if TYPE_CHECKING:
    from geomap.extraction.when.dates import DateSpan
    from geomap.extraction.words.document import Document, Sentence

_SPOKEN = 9  # tokens from a word of saying to the day on which it was said
_HAD = 3  # tokens that open a sentence, "had" among them
NEXT = 6  # tokens of a sentence's subject, before "then"
_WHOLE = ("month", "year", "since")  # kinds of time that tell no day
_OPENING = 4  # tokens in which a day that heads lines begins
_HEADING = 14  # tokens in which a heading ends with a colon or a dash
_LEAD = 5  # sentences, datelines and titles included, among which the first two tell the lead
_TITLE = 5  # tokens of a line that tells nothing yet
_SHORT = 4  # letters of a weekday written short: Mon 10 Sep
_LOGGED = 6  # tokens of the place that follows the day of a log
_DASHES = ("-", "–", "—")
_ENDS_HEADING = (":", *_DASHES, "(")
_ENTRY = 6  # sentences of an entry of a log
_HEADED = (":", ".")  # after a place that heads a paragraph
_SECTIONS = 3  # paragraphs so headed that make a bulletin
_BULLET = 4  # tokens in which the hour of an entry and the sign after it stand
_HOUR = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d")
_LED_UP = ("after", "following")
_LABELLED = 3  # tokens of the word, its colon and "on" before a day that a form gives: "Date: 4 March."


def when(doc: Document, sentence: Sentence, first: int, last: int, at: int) -> TimeSpan:
    """Date of an event: the expression nearest to its word in its clauses, else in the sentence; part-days inherit."""
    spans = [
        d
        for d in doc.dates_in(sentence.first, sentence.last)
        if d.kind not in ("future", "duration", "year") and (d.time.start or d.kind not in ("since", "month", "later"))
        if not doc.has("as_agreed", d.first - 2, d.first)
        if not of_dateline(doc, d)
    ]
    spans = [on_the_day(doc, d, at, last, spans) if d.kind == "since" else d for d in spans]
    for a, b in ((first, last), (sentence.first, sentence.last)):
        here = [d for d in spans if a <= d.first < b and not (d.last <= at and told_before(doc, d.first))]
        here = [d for d in here if not (of_participle(doc, at, d.first) or of_what_was_there(doc, d, at))]
        here = [d for d in here if not not_its_day(doc, at, d)]
        here = [d for d in here if not (of_before(doc, sentence, d, at) or of_a_charge(doc, sentence, d, at))]
        here = [d for d in here if not of_later_deed(doc, sentence, d, at, spans)]
        # not "wages unpaid since", nor "the heaviest for two years"
        since = [d for d in here if d.kind == "since"]
        here = [d for d in here if not (d in since and of_an_aside(doc, sentence, d, at))]
        here = [d for d in here if not (d in since and (describes(doc, at + 1, d.first) or the_most(doc, a, d.first)))]
        dated = [d for d in here if d.time.start and d.kind != "since"] or [d for d in here if d.time.start]
        if dated:
            dated = [d for d in dated if not said_then(doc, d)] or dated
            if any(_numbered(doc, d) for d in dated):  # overnight, on 2 May
                dated = [d for d in dated if _numbered(doc, d) or not doc.has("night", d.first, d.first + 1)]
            days = [d for d in dated if d.kind == "day"]  # on Friday, for the first time this month
            dated = [d for d in dated if d.kind not in _WHOLE] if days else dated
            own = sentence.clause_of(at) if doc.pack.morphology.article else -1  # Arabic: the day of its own clause
            best = min(
                dated,
                key=lambda d: (
                    parted(doc, d, at),
                    _led_up(doc, sentence, d, at),
                    own >= 0 and sentence.clause_of(d.first) != own,
                    abs(d.first - at),
                ),
            )
            return _counted(doc, sentence, best, at)
        told = any(d.time.start and d.first < a for d in spans)  # "shells fell on Monday, and by night a mine went off"
        inherits = next((d for d in here if d.kind in ("same_day", "part", "day_before")), None)
        if inherits and not told:
            return _inherited(doc, sentence, inherits)
    if clock := doc.first_of("clock", sentence.first, sentence.last):
        return _told_last(doc, sentence, TimeSpan(text=doc.words(clock.first, clock.last)), bare=True)
    if before := _from_before(doc, sentence, at):
        return before
    if here:
        return TimeSpan(text=here[0].time.text, span=here[0].time.span)
    return _passed_on(doc, sentence)


def _from_before(doc: Document, sentence: Sentence, at: int) -> TimeSpan | None:
    """The day of the sentence before, which one that tells none explains, goes on from or comes right after."""
    told = day_explained(doc, sentence) or day_of_item(doc, sentence) or day_of_story(doc, sentence)
    if told is not None:
        return _plain(told)
    return _told_last(doc, sentence, TimeSpan()) if _comes_next(doc, sentence, at) else None


def _passed_on(doc: Document, sentence: Sentence) -> TimeSpan:
    """The day of a sentence that tells none: of its section, log or paragraph, else of the lead."""
    section = _day_of_section(doc, sentence) or _day_of_log(doc, sentence) or day_of_paragraph(doc, sentence)
    lead = _lead_day(doc)  # which a paragraph on another place and day does not go by
    own = _day_under_place(doc, sentence) or day_told_above(doc, sentence) if lead.start else None
    return section or own or (lead if lead.start else day_told_above(doc, sentence) or lead)


def _numbered(doc: Document, day: DateSpan) -> bool:
    return any(doc.tokens[i].is_number for i in range(day.first, day.last))


def _comes_next(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether an undated event comes right after one that the sentence before dates: soldiers then stormed a house.

    After the report's own day it does without such a word, unless "had" takes it back.
    """
    told = next((s for s in doc.preceding(sentence, 1) if s.paragraph == sentence.paragraph), None)
    days = doc.dates_in(told.first, told.last) if told else []
    dated = any(d.time.start for d in doc.dates_in(sentence.first, sentence.last))
    if dated or not days or any(d.kind != "day" for d in days):
        return False
    today = len(days) == 1 and days[0].time.start is not None and days[0].time.start == doc.report.published
    had = doc.has("pluperfect", sentence.first, sentence.first + _HAD)
    end = at if doc.pack.morphology.article else sentence.clause(sentence.clause_of(at))[1]  # shelled X in response
    return (today and not had) or doc.has("comes_next", sentence.first, max(end, sentence.first + NEXT))


def of_what_was_there(doc: Document, day: DateSpan, at: int) -> bool:
    """Arabic: whether a longer time stands in a clause that only describes: the ruins that last week's raid left."""
    if not doc.pack.morphology.article:
        return False
    first, _ = (s := doc.sentence_of(day.first)).clause(s.clause_of(day.first))
    if day.kind == "since" and at < first and doc.at("was", first):
        return True  # and the camp had been in their hands since July
    long = day.time.start and day.time.end and day.time.start < day.time.end
    return bool(long) and doc.has("who", at, day.first)


def of_an_aside(doc: Document, sentence: Sentence, day: DateSpan, at: int) -> bool:
    """Arabic: whether "since" stands in a clause with "where" before an event's: in X, where they have sat since."""
    n = sentence.clause_of(day.first)
    where = bool(doc.pack.morphology.article) and doc.at("wherein", sentence.clause(n)[0]) is not None
    return where and n < sentence.clause_of(at)


def of_before(doc: Document, sentence: Sentence, day: DateSpan, at: int) -> bool:
    """Arabic: whether "had" in a later clause takes a day back: found two shot, gunmen had seized them on Monday."""
    n = sentence.clause_of(day.first)
    if not doc.pack.morphology.article or not (had := doc.within("pluperfect", *sentence.clause(n))):
        return False
    if sentence.clause_of(at) != n:
        return n > 0
    return any(at < t.first and t.last <= day.first for t in had)  # retook points that they had lost a month ago


def _led_up(doc: Document, sentence: Sentence, day: DateSpan, at: int) -> bool:
    """English: whether a day stands in an opening clause of what led up: after the death on Monday of a boy."""
    opens = doc.pack.language == "en" and doc.tokens[sentence.first].word in _LED_UP
    return opens and day.last < at and sentence.clause_of(day.first) == 0 < sentence.clause_of(at)


def of_a_charge(doc: Document, sentence: Sentence, day: DateSpan, at: int) -> bool:
    """Whether a day is that of what the arrested are charged with: two men suspected of a murder in March."""
    charged = None if of_the_news(doc, sentence, day) else charge(doc, at, day.first)
    told = charged is not None and doc.has("event", charged.last, day.first)  # with what; not "a suspect on Sunday"
    told |= charged is not None and charged.label == "grounds" and day.kind != "day"
    return charged is not None and told and sentence.clause_of(charged.first) == sentence.clause_of(day.first)


def of_dateline(doc: Document, day: DateSpan) -> bool:
    """Whether a day heads the story before its dateline: "January 26, 2022 (EL GENEINA) - Armed men"."""
    return day.first == 0 and day.last < len(doc.tokens) and doc.tokens[day.last].text == "("


def _counted(doc: Document, sentence: Sentence, day: DateSpan, at: int) -> TimeSpan:
    """The day of what happens at a token, where one may be counted on from it, or back to it."""
    if is_counted_back(doc, day, at):
        return _told_last(doc, sentence, TimeSpan())
    return _days_before(doc, sentence, day) if comes_after(doc, day, at) else day.time


def _days_before(doc: Document, sentence: Sentence, day: DateSpan) -> TimeSpan:
    """As many days before the day that an expression counts from as it counts on."""
    start = day.time.start
    last = start - timedelta(days=day.offset) if start and day.offset else _told_last(doc, sentence, day.time).start
    if last is None or start is None:
        return day.time
    before = last - (start - last)
    return TimeSpan(before, before, day.time.text, day.time.precision, day.time.span)


def parted(doc: Document, day: DateSpan, at: int) -> bool:
    """Whether a semicolon parts a day from the word of an event; Arabic: or a "while" after the day."""
    a, b = sorted((day.first, at))
    if doc.pack.morphology.article and doc.has("contrast", day.last, at):
        return True
    return any(doc.tokens[i].text in SEMICOLONS for i in range(a, b))


def said_then(doc: Document, day: DateSpan) -> bool:
    """Whether a day is that on which somebody spoke: police said on Wednesday that a bomb went off the day before."""
    told = [t for t in doc.within("hearsay", day.first - _SPOKEN, day.first) if t.name == "told"]
    return bool(told) and not doc.has("event", told[-1].first, day.first)


def _day_of_section(doc: Document, sentence: Sentence) -> TimeSpan | None:
    """Return the day that heads the lines above a sentence, or its own line: "Monday 4 March", "5 March: ...".

    One such line alone heads nothing, unless it says "Date:": it may as well say when the report was written.
    """
    if doc.headings is None:
        found = [(d, _labelled(doc, s, d)) for s in doc.sentences if (d := _heads(doc, s))]
        found += [(d, True) for s in doc.sentences if (d := announces(doc, s)) and not _heads(doc, s)]
        found.sort(key=lambda each: each[0].first)
        sure = len({d.time.start for d, _ in found}) > 1 or any(labelled for _, labelled in found)
        doc.headings = [d for d, _ in found] if sure else []
    if not doc.headings:
        return None
    n = bisect_right(doc.headings, sentence.first + _OPENING, key=lambda d: d.first)
    above = [d for d in doc.headings[max(0, n - 1) : n] if d.first < sentence.last]
    return _plain(above[0]) if above and not ends_before(doc, above[0], sentence) else None


def _plain(day: DateSpan) -> TimeSpan:
    """The dates of a day told elsewhere."""
    return TimeSpan(day.time.start, day.time.end, None, day.time.precision)


def _heads(doc: Document, sentence: Sentence) -> DateSpan | None:
    """A day that opens a line and is all of it, or is parted from the rest by a colon or a dash.

    Logs set the place between the two: "12/06 Kutum: ...".
    """
    day = next((d for d in doc.dates_in(sentence.first, sentence.first + _OPENING) if d.kind == "day"), None)
    if day is None or not day.time.start:
        return None
    if _labelled(doc, sentence, day):
        return day
    if not (sentence.first == 0 or "\n" in doc.report.text[slice(*_between(doc, sentence.first))]):
        return None  # in the midst of a line
    before = range(sentence.first, day.first)
    weekday = doc.tokens[sentence.first].text[:1].isupper() and len(doc.tokens[sentence.first].text) <= _SHORT
    led = all(doc.tokens[i].is_sign or doc.at("locative", i) or (weekday and i == sentence.first) for i in before)
    last = max((p.last for p in doc.places_in(day.last, day.last + _LOGGED)), default=day.last)
    ends = all(doc.tokens[i].is_sign for i in range(day.last, sentence.last)) or any(
        doc.tokens[i].text in _ENDS_HEADING for i in range(day.last, last + 1)
    )
    return day if led and ends else None


def _day_under_place(doc: Document, sentence: Sentence) -> TimeSpan | None:
    """Arabic: the day of the sentence before in a paragraph that a place heads: X: they entered it on Thursday."""
    before = [s for s in doc.preceding(sentence, _ENTRY) if s.paragraph == sentence.paragraph]
    if not before or not doc.pack.morphology.article:
        return None
    p, told = doc.place_at(before[0].first), before[-1]
    days = [d for d in doc.dates_in(told.first, told.last) if d.time.start]
    heads = p is not None and heads_line(doc, p) and doc.tokens[p.last].text in HEADS
    if not heads or len(days) != 1 or days[0].kind != "day" or doc.has("pluperfect", told.first, told.last):
        return None
    time = days[0].time
    return TimeSpan(time.start, time.end, None, time.precision)


def _day_of_log(doc: Document, sentence: Sentence) -> TimeSpan | None:
    """The day of a log whose lines an hour opens ("06:50 - ..."): one told above them, else the report's own."""
    opening = next(s for s in (*doc.preceding(sentence, _ENTRY), sentence) if s.paragraph == sentence.paragraph)
    if not _timed(doc, opening):
        return None
    first = next(s.first for s in doc.sentences if _timed(doc, s))
    told = [d.time.start for d in doc.dates_in(0, first) if d.kind == "day" and d.time.start]
    day = told[0] if told else doc.report.published
    return TimeSpan(day, day, None, 1) if day else None


def _timed(doc: Document, sentence: Sentence) -> bool:
    """Whether an hour opens a line, behind no more than its bullet, and a sign follows."""
    words = doc.tokens[sentence.first : sentence.first + _BULLET]
    at = next((n for n, word in enumerate(words) if not word.is_sign), len(words))
    return at + 1 < len(words) and bool(_HOUR.fullmatch(words[at].text)) and words[at + 1].is_sign


def _labelled(doc: Document, sentence: Sentence, day: DateSpan) -> bool:
    """Whether a sentence is no more than a day with the word that asks for it: "Date: 4 March 2019."."""
    led = any(doc.tokens[i].text == ":" for i in range(sentence.first, day.first))
    short = day.first - sentence.first <= _LABELLED
    return led and short and all(doc.tokens[i].is_sign for i in range(day.last, sentence.last))


def _between(doc: Document, token: int) -> tuple[int, int]:
    """Characters between a token and the one before it."""
    return doc.tokens[token - 1].end, doc.tokens[token].start


def _lead_day(doc: Document) -> TimeSpan:
    """The day that the lead gives to undated sentences, found once a report."""
    if doc.lead is None:
        lead = _day_of_lead(doc)
        if not lead.start and (day := day_covered(doc) or day_of_items(doc)):
            lead = _plain(day)
        doc.lead = lead if lead.start else _day_of_bulletin(doc) or lead
    return doc.lead


def _day_of_bulletin(doc: Document) -> TimeSpan | None:
    """English: the day before, or its own, of a bulletin whose paragraphs places head: "BASRA: ...", "Aden. ..."."""
    published = doc.report.published
    if published is None or doc.pack.morphology.article:
        return None
    placed = (p for p in doc.mentions if p.last < len(doc.tokens) and opens_paragraph(doc, p.first))
    heads = [p for p in placed if doc.tokens[p.last].text in _HEADED]
    if len({doc.sentence_of(p.first).paragraph for p in heads}) < _SECTIONS:
        return None
    day = next((d for d in doc.dates if d.kind == "day" and d.time.start), None)
    here = day is not None and doc.sentence_of(day.first).paragraph == doc.sentence_of(heads[0].first).paragraph
    start = day.time.start if day is not None and here else None
    return TimeSpan(start, start, None, 1) if start and 0 <= (published - start).days <= 1 else None


def _day_of_lead(doc: Document) -> TimeSpan:
    """A lead that tells of the report's own day dates the undated sentences below it; any other day is the lead's own.

    A first sentence that tells no event but a day ("it was no quiet Friday") dates them too, or a heading that does
    ("Situation report for 11 May: ..."), unless it tells of a longer time ("the week that ended on Sunday"). In Arabic
    an opening sentence that leads to a list does all the same: "our forces went on with their raids yesterday: ...".
    """
    end = next((s.last for s in doc.sentences if doc.tokens[s.last - 1].text not in _DASHES), 0)
    signs = range(min(end, _HEADING))
    heading = next((i for i in signs if doc.tokens[i].text in _ENDS_HEADING and doc.dates_in(0, i)), end)
    for a, b in ((0, heading), *((s.first, s.last) for s in doc.sentences[:_LEAD] if s.first >= end)):
        told = [t for label in ("event", "motion") for t in doc.within(label, a, b)]
        days = [d.time for d in doc.dates_in(a, b) if d.kind == "day" and d.time.start]
        if doc.has("period", a, b) or not all(doc.date_at(t.first) for t in told):  # "4 March" is no march
            leads = doc.tokens[b - 1].text == ":" and b - a > _TITLE and not doc.has("period", a, b)
            if doc.pack.morphology.article and leads and len(days) == 1:
                return TimeSpan(days[0].start, days[0].end, None, days[0].precision)  # fought on Monday as follows: ...
            break
        if len(days) == 1:
            return TimeSpan(days[0].start, days[0].end, None, days[0].precision)
        if b - a > _TITLE and not days and doc.tokens[b - 1].text == ".":
            break  # the story has begun
    told_first = [s.last for s in doc.sentences[:_LEAD] if s.last - s.first > _TITLE] or [end]
    lead = told_first[:2][-1]
    spoken = [d for d in doc.dates_in(0, lead) if d.kind == "day"]
    day = next((d.time for d in spoken if d.time.start), None)
    published = doc.report.published
    return (
        TimeSpan(day.start, day.end, None, day.precision) if day and day.start == day.end == published else TimeSpan()
    )


def _inherited(doc: Document, sentence: Sentence, here: DateSpan) -> TimeSpan:
    """The day told last, for "the same morning"; the one before it, for "a day earlier"."""
    return _told_last(doc, sentence, here.time, back=int(here.kind == "day_before"), bare=here.kind == "part")


def _about_midnight(doc: Document, sentence: Sentence, here: TimeSpan, told: DateSpan) -> int:
    """English: days from the day told to one side of midnight: last night, then after midnight; had before midnight.

    What "had" come before midnight came the day before that of which the report tells as its own.
    """
    words = here.text.lower().split() if here.text and doc.pack.language == "en" else []
    if words[-1:] != ["midnight"]:
        return 0
    if "after" in words:
        return int(told.day_part in ("night", "evening", "late"))
    today = told.time.start == doc.report.published and told.day_part not in ("night", "evening", "late")
    return -int("before" in words and today and doc.has("pluperfect", sentence.first, sentence.last))


def _told_last(doc: Document, sentence: Sentence, here: TimeSpan, *, back: int = 0, bare: bool = False) -> TimeSpan:
    """The day told last; for a ``bare`` part of the day in a report that names its own day, last in its paragraph."""
    told = [d for d in doc.dates_in(sentence.first - KEPT_IN_MIND, sentence.first) if d.time.start and d.kind == "day"]
    if bare and any(d.time.start == doc.report.published for d in doc.dates):
        told = [d for d in told if doc.sentence_of(d.first).paragraph == sentence.paragraph]
    if bare and told and (shift := _about_midnight(doc, sentence, here, told[-1])):
        day = (told[-1].time.start or doc.report.published or date.min) + timedelta(days=shift)
        return TimeSpan(day, day, here.text, 1, here.span)
    news = [d for d in told if not doc.has("pluperfect", (s := doc.sentence_of(d.first)).first, s.first + 2)]
    news = [d for d in news if not of_before(doc, s := doc.sentence_of(d.first), d, s.first)]
    earlier = [d.time.start for d in news or told if d.time.start]
    if not earlier and doc.report.published and not back:
        day = (_day_of_section(doc, sentence) or _lead_day(doc)).start or doc.report.published
        return TimeSpan(day, day, here.text, 1, here.span)
    if not earlier:
        return TimeSpan(text=here.text, span=here.span)
    day = earlier[-1] - timedelta(days=back)
    return TimeSpan(day, day, here.text, 1, here.span)
