"""Lengths of time and periods counted from the report's day: three days ago, last week, the past 24 hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, final

from geomap.extraction.how_many.numbers import Numbers
from geomap.extraction.when import days
from geomap.extraction.words.wordlists import Begun, Phrases

if TYPE_CHECKING:
    from datetime import date

    from geomap.extraction.words.tokens import Spelling, Token

_OF_THAT: Final = {"before_that": -1, "after_that": 1}  # "before that by two days", as Arabic puts it
_MOST: Final = 10_000  # units; more is no length of time that news tells
_FIGURES: Final = (4, 8)  # of a year, of a day written 20190303
# Every expression holds a word of one of these tables, or a figure of a year's length.
CORE: Final = frozenset({
    "weekdays", "months", "days", "nights", "parts_alone", "unit", "units", "pairs", "fixed", "hyphened", "two_days",
    "two_names", "of_it",
})  # fmt: skip
_INNER: Final = frozenset(  # words that no expression begins with
    {
        "conjunctions", "year_word", "month_word", "ambiguous_months", "month_lead", "not_before_weekday", "current",
        "in_turn",
    }
)  # fmt: skip
_BY_ITS_END: Final = "weekend"  # words whose phrases are told by their last: at the weekend
_IN_TURN: Final = "day_in_turn"  # words that hold the day themselves where the article is attached to it
_WEEKDAYS: Final = ("weekdays", "past", "next", "this", "day_word")  # what weekdays begin with, months, units, lengths
_MONTHS: Final = ("months", "two_names", "hyphened", "early", "month_word", "past", "this")
_UNITS: Final = ("unit", "past", "next", "this")
_LENGTHS: Final = ("within", "past", "next", "few", "units")
_DAYS: Final = ("days", "nights", "two_days", "weekend")  # what days told by one word begin with
_WHOLES: Final = ("fixed", "since", "parts_alone")  # and whole expressions
_AMOUNTS: Final = ("about", "pairs", "one", "unit")  # what a length of time may begin with, besides a number
SEPARATORS: Final = frozenset("/-\u2013")
_SIGNS: Final = SEPARATORS | frozenset("(),\u060c")  # that may stand inside an expression


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of time of one language, by table, and how it writes."""

    words: Mapping[str, Phrases]
    numbers: Numbers
    conjunction: str  # attached to the next word
    article: str
    capitals: bool  # names of days and months begin with one
    suffixes: frozenset[str]  # of ordinals in figures
    never_months: tuple[str, ...] = ()  # endings of words, as written, that only fold to a month's name


@final
class Word:
    """A word in a grammar of time: the tables it may begin a phrase of, whether it is of the core, may go one on.

    ``opens``: those phrases that may open an expression, and whether they are of the core; ``alone``, ``onward``:
    whether one of them is the word alone, and with which words the others go on; ``is_figure``: a day of the month may
    begin with it; ``counts``: a length of time may; ``weekday``, ``month``, ``unit``, ``length``: these may; ``day``,
    ``whole``: a day, or an expression, that a phrase of its own tells.
    """

    __slots__ = (
        "alone", "counts", "day", "goes_on", "is_core", "is_figure", "length", "month", "onward", "opens", "source",
        "tables", "unit", "weekday", "whole",
    )  # fmt: skip

    def __init__(
        self, source: Words, tables: dict[str, Begun], *, is_core: bool, goes_on: bool, figure: bool, counts: bool
    ) -> None:
        self.source = source
        self.tables = tables
        self.is_core = is_core
        self.goes_on = goes_on
        self.is_figure = figure
        self.counts = counts or self.begins(_AMOUNTS)
        self.weekday = self.begins(_WEEKDAYS)
        self.month = self.begins(_MONTHS)
        self.unit = self.begins(_UNITS)
        self.length = self.begins(_LENGTHS)
        self.day = self.begins(_DAYS)
        self.whole = self.begins(_WHOLES)
        whole = CORE | {_BY_ITS_END, _IN_TURN if source.grammar.article else _BY_ITS_END}
        self.opens = tuple((begun, table in whole) for table, begun in tables.items() if table not in _INNER)
        self.alone = any(begun.alone is not None for begun, _ in self.opens)
        self.onward = frozenset(word for begun, _ in self.opens for word in begun.longer)

    def begins(self, tables: tuple[str, ...]) -> bool:
        """Whether a phrase of one of some tables may begin with the word."""
        return bool(self.tables) and any(table in self.tables for table in tables)


class Words:
    """The words that texts have, looked up in a grammar once each."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        tables = (p.inner for p in grammar.words.values())
        self._inner = frozenset[str]().union(*tables, grammar.suffixes, {grammar.article})
        self._firsts = frozenset[str]().union(*(p.firsts() for p in grammar.words.values()))
        self._plain: dict[tuple[bool, ...], Word] = {}  # one for all words alike that begin no phrase

    def of(self, spelling: Spelling) -> Word:
        """Return what is known of a word, which its spelling remembers."""
        known = spelling.time
        if known is None or known.source is not self:
            known = spelling.time = self._look_up(spelling)
        return known

    def _look_up(self, spelling: Spelling) -> Word:
        word = spelling.word
        tables = self._begun_by(word) if word in self._firsts else {}
        number = self.grammar.numbers.may_hold(word)
        inner = bool(tables) or word in self._inner or number
        core = not CORE.isdisjoint(tables) or word in self.grammar.words[_BY_ITS_END].last or _year_in(spelling.text)
        core = core or (_IN_TURN in tables and bool(self.grammar.article))
        goes_on = inner or spelling.is_number or spelling.text in _SIGNS
        figure = spelling.is_number or word == self.grammar.article
        counts = number or spelling.is_number
        like = core, goes_on, figure, counts
        known = None if tables else self._plain.get(like)
        if known is None:
            known = Word(self, tables, is_core=core, goes_on=goes_on, figure=figure, counts=counts)
            if not tables:
                self._plain[like] = known
        return known

    def _begun_by(self, word: str) -> dict[str, Begun]:
        """Return what a word may begin, by table."""
        every = self.grammar.words.items()
        return {t: begun for t, p in every if p.begins(word) and (begun := p.begun_by(word)) is not None}


@final
class Hit:
    """An expression that ends before token ``last``; kinds as in DateSpan, and "skip" for what only looks like one.

    ``offset``: days from the day that the text told last.
    """

    __slots__ = ("end", "kind", "last", "offset", "part", "precision", "start")

    def __init__(
        self, last: int, kind: str, start: date | None = None, end: date | None = None, precision: int | None = None,
        part: str | None = None, offset: int = 0,
    ) -> None:  # fmt: skip
        self.last = last
        self.kind = kind
        self.start = start
        self.end = end
        self.precision = precision
        self.part = part
        self.offset = offset

    def until(self, last: int, part: str | None = None) -> Hit:
        """Return the expression with more words, which may tell the part of the day."""
        return Hit(last, self.kind, self.start, self.end, self.precision, part or self.part, self.offset)

    def over(self, start: date | None, end: date | None, kind: str | None = None) -> Hit:
        """Return the expression as one of other days."""
        return Hit(self.last, kind or self.kind, start, end, self.precision, self.part, self.offset)


def longest(hits: list[Hit | None]) -> Hit | None:
    """Return the hit that ends last, the first of equals."""
    best: Hit | None = None
    for hit in hits:
        if hit is not None and (best is None or hit.last > best.last):
            best = hit
    return best


class TimeWords:
    """One text being read: every method tries one form of expression at a token and gives a hit or None."""

    def __init__(
        self,
        grammar: Grammar,
        tokens: tuple[Token, ...],
        published: date | None,
        words: Words,
    ) -> None:
        self.grammar = grammar
        self.tokens = tokens
        self.published = published
        self.size = len(tokens)
        self._words: list[Word] = [words.of(token.spelling) for token in tokens]
        # days, months and years by the token that they begin with, and whether they have been read there
        self._bases: list[Hit | None] = [None] * (self.size + 1)
        self._based = [False] * (self.size + 1)
        # Of each token, and of the end: whether a run of words of time from there on holds one of the core.
        self._hopeful = [False] * (self.size + 1)
        suffixes = grammar.suffixes | {"/"}
        for i in range(self.size - 1, -1, -1):
            word = self._words[i]
            numbered = tokens[i].is_number and i + 1 < self.size and tokens[i + 1].text in suffixes  # the 8th, 09/06
            numbered = numbered or (tokens[i].is_number and self.month_left_out(i + 1) is not None)
            self._hopeful[i] = word.is_core or numbered or (word.goes_on and self._hopeful[i + 1])

    def month_left_out(self, i: int) -> date | None:
        """Arabic: a day of the month that "current" or "past" stands for after its day: the 5th of the current."""
        if not self.grammar.article:
            return None
        past = self.word("past", i) if self.word("current", i) is None else None
        return days.shift(self.published, "month", -1) if past else self.published if self.word("current", i) else None

    def definite(self, i: int) -> bool:
        """Arabic: whether the article begins the word at token ``i``."""
        article = self.grammar.article
        return bool(article) and i < self.size and self.tokens[i].word.startswith(article)

    def hopeful(self, i: int) -> bool:
        """Whether words of time from token ``i`` on may tell when."""
        return i < self.size and self._hopeful[i]

    def may_open(self, i: int) -> bool:
        """Whether an expression may begin at token ``i``."""
        if not self._hopeful[i]:
            return False
        word = self._words[i]
        if word.is_figure:
            return True
        if word.alone or (word.onward and i + 1 < self.size and self.tokens[i + 1].word in word.onward):
            for begun, core in word.opens:
                found = begun.at(self.tokens, i, self.size)
                if found is not None and (core or self._hopeful[found[1]]):
                    return True
        return word.counts and self._hopeful[i + 1] and self.grammar.numbers.number(self.tokens, i, i + 1) is not None

    def word(self, table: str, i: int) -> tuple[str, int] | None:
        """Return label and next index of the phrase of a table at token ``i``."""
        tables = self._words[i].tables if 0 <= i < self.size else None
        begun = tables.get(table) if tables else None
        found = begun.at(self.tokens, i, self.size) if begun is not None else None
        return (found[0], found[1]) if found is not None else None

    def after(self, table: str, i: int) -> int:
        """Return the index after an optional phrase."""
        found = self.word(table, i)
        return found[1] if found else i

    def sign(self, i: int, signs: frozenset[str]) -> bool:
        """Whether one of these signs, or suffixes glued to a figure, is token ``i``."""
        return i < self.size and self.tokens[i].text in signs

    def bare(self, i: int) -> int:
        """Return the index after an article that stands apart, before a figure."""
        article = self.grammar.article
        return i + 1 if article and i + 1 < self.size and self.tokens[i].word == article else i

    def shifted(self, offset: int) -> date | None:
        """Return the report's day moved by some days."""
        return days.shift(self.published, "day", offset)

    def unit(self, i: int) -> Hit | None:
        """Read last week, this month, next year, in either word order."""
        label, j = self.word("past", i) or self.word("next", i) or self.word("this", i) or ("", i)
        unit = self.word("unit", j)
        if unit is None:
            return None
        last = unit[1]
        if not label:
            after = self.word("past", last) or self.word("next", last) or self.word("current", last)
            if after is None or self.grammar.capitals:
                return None
            label, last = after
        if label == "next":
            return Hit(last, "future")
        name = unit[0]
        if name in ("hour", "day"):
            return None
        if label == "rolling":  # the past month is the thirty days behind, last month the calendar's
            start, end = days.shift(self.published, name, -1), self.published
        elif label == "before_last":
            start, end = days.previous(days.shift(self.published, name, -1), name)
        else:
            start, end = (days.previous if label == "past" else days.current)(self.published, name)
        rolling = name == "week" or label == "rolling"
        return Hit(last, "range" if rolling else name, start, end, days.precision(name, 1))

    def amount(self, i: int) -> tuple[int, str, int] | None:
        """Return number, unit and next index of a length of time: three days, a week, the Arabic dual."""
        i = self.after("about", i)
        if pair := self.word("pairs", i):
            return 2, pair[0], pair[1]
        if i >= self.size:
            return None
        found = self.grammar.numbers.number(self.tokens, i, self.size)
        if found is not None and found[0] is not None:
            unit = self.word("units", found[1]) or self.word("unit", found[1])
            dated = self.tokens[i].is_number and self.definite(found[1])  # the 17th of the current month
            dated = dated and unit is not None and self.month_left_out(unit[1]) is not None
            return (found[0], unit[0], unit[1]) if unit and found[0] < _MOST and not dated else None
        one = self.word("one", i)
        j = one[1] if one else i
        single = self.grammar.words["unit"].at(self.tokens, j, self.size)
        if single is None or (self.grammar.capitals and one is None):
            return None
        name, last, prefix = single
        article = self.grammar.article
        definite = bool(article) and self.tokens[j].word[len(prefix) :].startswith(article)
        dated = any(
            self.word(table, last) for table in ("weekdays", "months", "days")
        )  # the day of Friday, month of May
        if definite or dated or (last < self.size and self.tokens[last].is_number):
            return None
        return 1, name, last

    def ago(self, i: int) -> Hit | None:
        """Read three days ago, and earlier than something else ("three days before the attack"), which has no date."""
        before = self.word("ago", i)
        amount = self.amount(before[1] if before else i)
        after = self.word("ago", amount[2]) if amount and not before else None
        if amount is None or (before is None and after is None):
            return None
        n, unit, last = amount
        if after and after[0] == "before":  # Arabic: for an hour, before they withdrew
            return Hit(last, "duration")
        if after:
            last = after[1]
        elif self.word("month_word", last):
            return Hit(last, "duration")
        start = end = days.shift(self.published, unit, -n)
        if unit in ("hour", "minute"):
            return Hit(last, "relative_hours", self.shifted(-(n // 24) if unit == "hour" else 0), self.published, 1)
        if start and unit in ("month", "year"):
            start, end = days.year(start.year) if unit == "year" else days.month(None, start.year, start.month)
        return Hit(last, unit if unit in ("month", "year") else "day", start, end, days.precision(unit, 1))

    def past_range(self, i: int) -> Hit | None:
        """Read the past three months, the last 24 hours; where the number is vague there are no dates."""
        start = self.after("within", i)
        label, j = self.word("past", start) or self.word("next", start) or ("", start)
        length = self.length(j)
        if length is None:
            return None
        n, unit, last = length
        if not label and self.grammar.article:
            label, last = self.word("past", last) or self.word("next", last) or ("", last)
        if label in ("", "next"):
            return Hit(last, "future") if label else None
        kind = "relative_hours" if unit in ("hour", "minute") else "range"
        if n is None and kind == "relative_hours" and label == "past" and self.grammar.article:
            return Hit(last, kind, self.published, self.published, 1)  # the past few hours are the report's day
        if n is None or n >= _MOST:
            return Hit(last, kind)
        return Hit(last, kind, days.shift(self.published, unit, -n), self.published, days.precision(unit, n))

    def length(self, i: int) -> tuple[int | None, str, int] | None:
        """Read an amount that may be vague, or have its number behind the unit: few weeks; the Arabic "days three"."""
        few = self.word("few", i)
        units = self.word("units", few[1] if few else i)
        if few or units is None:
            return (None, *units) if units else self.amount(self.bare(i))
        unit, last = units
        behind = self.definite(i) or not self.grammar.article  # "the days three", but "day 27 of the last month"
        number = self.grammar.numbers.number(self.tokens, self.bare(last), self.size) if behind else None
        return (number[0], unit, number[1]) if number else (None, unit, self.after("few", last))

    def lasting(self, i: int) -> Hit | None:
        """Read a length of time that no day is drawn from: for two weeks, three days later."""
        before = self.word("later", i) or self.word("within", i)
        amount = self.amount(before[1] if before else i)
        if amount is None:
            return None
        if before and before[0] in _OF_THAT:
            return self.days_off(amount, amount[2], _OF_THAT[before[0]])
        if before is None:
            after = self.word("later", amount[2])
            if after is None:
                return None
            aside = after[0] == "of_then" and i > 0 and self.tokens[i - 1].text == ","  # X, two days after Y: of Y
            return self.days_off(amount, after[1], -1 if aside or after[0] == "back" else 1)
        if before[0] == "before" and self.grammar.article and not self.counted_from(amount[2]):
            return self.days_off(amount, amount[2], 1)  # and two days later they stormed
        return Hit(amount[2], "duration")

    def counted_from(self, i: int) -> bool:
        """Arabic: whether what follows a length of time says of what it is, or from when: after two days of raids."""
        return self.word("month_word", i) is not None or self.word("conjunctions", i) is not None

    def days_off(self, amount: tuple[int, str, int], last: int, way: int) -> Hit:
        """Read "two days later", and earlier where ``way`` is -1: from the day told last; other units are no day."""
        n, unit, _ = amount
        length = way * n * {"day": 1, "week": 7}.get(unit, 0)
        return Hit(last, "later", offset=length) if length else Hit(last, "duration")


def _year_in(text: str) -> bool:
    """Whether a token may be a year, or a date in figures.

    >>> _year_in("2019"), _year_in("3.3.2019"), _year_in("14,500")
    (True, True, False)
    """
    return (len(text) in _FIGURES and text.isdecimal()) or text.count(".") == 2
