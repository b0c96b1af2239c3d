"""History proper: years before 1900, and what is told behind them, as books and chronicles tell it.

In 1260 the Mongols sacked X. A few days later the citadel fell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.words.pack import Tag

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence

_EARLY, _LATE = 100, 1900  # years that are history
_FOUR = 4  # digits of most of them
_THIS_AGE = range(1400, 1470)  # years of the hijra that are of our time
_THING: Final = 6  # tokens before a year in which it is told what was built then
_BACK: Final = 4  # sentences back in which the year may be told
_OPENING: Final = 4  # tokens in which a year opens its sentence
_NEWS: Final = 60  # days in which a day told with it makes it news
_DAYS: Final = ("day", "month", "year", "range", "relative_hours", "since")
_BEHIND: Final = ("clause", "preposition", "agent_mark", "relative", "definite", "indefinite", "and", "locative")


def mark_old_years(doc: Document) -> None:
    """Tag the numbers that are years of history, so that whoever asks finds them at once."""
    found = [i for i, token in enumerate(doc.tokens) if token.is_number]
    years = [Tag("old_year", "", i, i + 1, "word") for i in found if _is_old_year(doc, i)]
    if years:
        doc.tags["old_year"] = years


def of_history(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an event is of a year of history: told with it, or in a sentence that goes on from one that is."""
    if "old_year" not in doc.tags or _is_fresh(doc, sentence):
        return False
    years = doc.within("old_year", sentence.first, sentence.last)
    if years:
        return any(_reaches(doc, year, tag, sentence) for year in years)
    return _dated_behind(doc, sentence) or _goes_on(doc, sentence)


def _is_old_year(doc: Document, i: int) -> bool:
    text = doc.tokens[i].text
    if i == 0 or not text.isdecimal() or len(text) > _FOUR or not _EARLY < int(text) < _LATE:
        return False
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    era = after is not None and doc.pack.has("era_mark", after.word)
    day = doc.date_at(i - 1)
    ends = after is None or after.is_sign or any(doc.pack.has(x, after.word) for x in _BEHIND)
    of_day = day is not None and day.last == i and any(t.is_number for t in doc.tokens[day.first : i])
    heads = after is not None and after.text == ":" and doc.tokens[i - 1].is_sign  # "Hattin, 1187: .."
    led = doc.at("year_of", i - 1) is not None or ((of_day or heads) and ends and len(text) == _FOUR)
    if doc.pack.morphology.article:
        by_hijra = int(text) in _THIS_AGE and not (era and after is not None and doc.pack.has("our_era", after.word))
        told = (led or era) and not by_hijra
    else:
        named = doc.tokens[i - 1].word == "year"
        of = doc.pack.has("genitive", doc.tokens[i - 1].word)
        in_ = doc.at("locative", i - 1) is not None or (of and doc.pack.has("season", doc.tokens[i - 2].word))
        ends = ends or (after is not None and after.spelling.is_capital and doc.at("demonym", i + 1) is None)
        told = era or named or (len(text) == _FOUR and ends and (led or in_))
    return told and not doc.has("dates_thing", max(0, i - _THING), i)


def _is_fresh(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells a day of the report's own time; not the day of the month before an old year."""
    published = doc.report.published
    return any(
        d.time.start is not None
        and (published is None or abs((published - d.time.start).days) <= _NEWS)
        and d.kind in _DAYS
        and not doc.has("old_year", d.last, d.last + 1)
        for d in doc.dates_in(sentence.first, sentence.last)
    )


def _reaches(doc: Document, year: Tag, tag: Tag, sentence: Sentence) -> bool:
    """Whether a year is an event's own; not "shelled the citadel that the Mongols had burned in 1260"."""
    first, end = sentence.clause(sentence.clause_of(year.first))
    who = [t.first for label in ("relative", "who", "wherein") for t in doc.within(label, first, year.first)]
    opened = max(who, default=-1)
    if first <= tag.first < end:
        return not tag.last <= opened < year.first
    return opened < 0


def _dated_behind(doc: Document, sentence: Sentence) -> bool:
    """Whether the next sentence only says when that was: That was in 1516."""
    led = doc.at("that_was", sentence.last)
    return led is not None and doc.has("old_year", led.last, doc.sentence_of(led.first).last)


def _goes_on(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence without a day of its own goes on with history told right before in its paragraph."""
    told = [sentence]
    for before in reversed(doc.preceding(sentence, _BACK)):
        if any(d.kind in _DAYS for s in told for d in doc.dates_in(s.first, s.last)):
            return False
        if before.paragraph != sentence.paragraph:
            return False
        if doc.has("old_year", before.first, before.last):
            opens = doc.has("old_year", before.first, before.first + _OPENING)
            return opens or any(doc.has(label, before.first, before.last) for label in ("event", "era"))
        told = [before]
    return False
