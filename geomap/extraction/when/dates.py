"""Dates as news writes them, resolved against the report's day: weekdays, yesterday, months of any set of names.

A pack's ``[dates]`` holds the words. Nothing is guessed from the clock: without ``published`` what is relative keeps
its words and has no dates.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, Final, final

from geomap.extraction.when import days
from geomap.extraction.when.daywords import CLOSE, NO_DAY, OF_THE_MONTH, OPEN, DayWords
from geomap.extraction.when.timewords import SEPARATORS, Grammar, Hit, Words, longest
from geomap.extraction.words.wordlists import Phrases
from geomap.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.words.tokens import Token

_TABLES: Final = (
    "weekdays", "months", "ordinals", "days", "nights", "parts", "parts_alone", "early", "past", "next", "current",
    "this", "few", "ago", "later", "within", "unit", "units", "pairs", "fixed",
)  # fmt: skip
_LISTS: Final = (
    "conjunctions", "day_word", "month_word", "year_word", "year_alone", "since", "one", "about",
    "ambiguous_months", "month_lead", "not_before_weekday", "weekday_told", "weekend", "equals", "of_it", "day_in_turn",
    "in_turn",
)  # fmt: skip
_OWN_DAY: Final = ("weekdays", "months", "days", "nights")
_FROM_TOLD: Final = {"same_day": 0, "day_before": -1, "day_after": 1, "later": 0}
_NIGHT: Final = ("night", "early")  # parts of a day that may be told by both its days
_RANGE: Final = 31  # days; two days further apart are no range
_WEEK: Final = 7
_SENTENCE: Final = 30  # tokens either way in which another day of the same sentence is sought
_STOPS: Final = frozenset(".!?\u061f")
_COMMA: Final = frozenset(",")


@final
class DateSpan:
    """An expression of time in tokens ``first`` up to ``last`` (exclusive).

    ``kind``: day, range, since, month, year, relative_hours; same_day, day_before, day_after, later (``offset`` days
    on), whose dates hang on the day told last, as that of "on the Sunday" does (a day with an ``offset``); part (only
    a part of the day), duration; future, dated or not.
    ``day_part``: dawn, morning, noon, afternoon, evening, night, early, late.
    """

    __slots__ = ("day_part", "first", "kind", "last", "offset", "time")

    def __init__(
        self, time: TimeSpan, first: int, last: int, kind: str, day_part: str | None = None, offset: int = 0
    ) -> None:
        self.time = time
        self.first = first
        self.last = last
        self.kind = kind
        self.day_part = day_part
        self.offset = offset


class Dates:
    """Finds expressions of time in one language, by the words of a pack's ``[dates]``."""

    def __init__(self, section: Mapping[str, Any], numbers: Numbers) -> None:
        get = section.get
        prefixes = tuple(get("prefixes", ()))
        words = {name: Phrases(get(name, {}), prefixes) for name in _TABLES}
        words |= {name: Phrases({name: get(name, ())}, prefixes) for name in _LISTS}
        words["hyphened"] = Phrases(_hyphened(get("early", {}), get("months", {})), prefixes)
        words["two_days"] = Phrases(_hyphened(get("weekdays", {}), get("weekdays", {})), prefixes)
        words["two_names"] = Phrases(_hyphened(get("months", {}), get("months", {})), prefixes)
        self._grammar = Grammar(
            words, numbers, get("conjunction", ""), get("article", ""), get("capitals", False),
            frozenset(get("ordinal_suffixes", ())), tuple(get("never_months", ())),
        )  # fmt: skip
        self._words = Words(self._grammar)

    def find(self, tokens: tuple[Token, ...], published: date | None, text: str) -> list[DateSpan]:
        """Return the expressions of time in text order, none overlapping; ``text`` is the one the tokens came from."""
        reading = _Reading(self._grammar, tokens, published, self._words)
        spans: list[DateSpan] = []
        i = 0
        while i < len(tokens):
            hit = reading.at(i) if reading.may_open(i) else None
            if hit is not None and hit.kind != "skip":
                start, end = tokens[i].start, tokens[hit.last - 1].end
                words, where = text[start:end], (start, end)
                known = hit.start is not None and hit.end is not None
                time = (
                    TimeSpan(hit.start, hit.end, words, hit.precision, where)
                    if known
                    else TimeSpan(text=words, span=where)
                )
                spans.append(DateSpan(time, i, hit.last, hit.kind, hit.part, hit.offset))
            i = hit.last if hit is not None else i + 1
        _from_the_day_told(spans)
        return spans


def _from_the_day_told(spans: list[DateSpan]) -> None:
    """Give their day to expressions that count from the day told last: two days later, the same day, a day earlier."""
    told: date | None = None
    month: date | None = None  # any day of the month told last
    for span in spans:
        if span.kind == "day" and span.offset == OF_THE_MONTH:
            day = days.valid(month.year, month.month, span.time.start.day) if month and span.time.start else None
            span.time = replace(span.time, start=day, end=day) if day else span.time
        elif span.kind in _FROM_TOLD and told:
            day = days.shift(told, "day", span.offset or _FROM_TOLD[span.kind])
            span.time = replace(span.time, start=day, end=day, precision=1)
        elif span.kind == "day" and span.offset > 0 and told and span.time.start:  # on the Sunday: the next after it
            ahead = (span.time.start - told).days
            back = ahead - ahead % _WEEK if 0 < ahead <= _RANGE else 0
            day = days.shift(span.time.start, "day", -back)
            span.time = replace(span.time, start=day, end=day)
        if span.time.start and span.time.start == span.time.end and (span.kind == "day" or span.kind in _FROM_TOLD):
            told = span.time.start
        if span.time.start and span.kind in ("day", "month", "range"):
            month = span.time.end or span.time.start


def _hyphened(leads: Mapping[str, list[str]], months: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Write two words as the tokens see them: mid-March, Saturday-Sunday; the label has both."""
    return {
        f"{lead} {m}": [f"{a}-{b}" for a, b in product(leads[lead], months[m]) if (a + b).replace(" ", "").isalpha()]
        for lead, m in product(leads, months)
    }


class _Reading(DayWords):
    """Whole expressions: single days with parts of the day, ranges, "since"."""

    def at(self, i: int) -> Hit | None:
        """Return the longest expression at token ``i``."""
        word = self._words[i]
        return longest(
            [
                self.fixed(i) if word.whole else None,
                self.since(i) if word.whole else None,
                self.past_range(i) if word.counts or word.is_figure or word.length else None,
                self.period(i),
                self.lasting(i) if word.counts or word.begins(("later", "within")) else None,
                self.part_alone(i) if word.whole else None,
                self.day_in_turn(i) if "day_in_turn" in word.tables else None,
            ]
        )

    def day_in_turn(self, i: int) -> Hit | None:
        """Read "for a third day running": the report's own day, where the sentence tells no other."""
        lead = self.word("day_in_turn", i)
        order = self.word("ordinals", lead[1]) if lead else None
        if order is None:
            return None
        last = self.after("in_turn", order[1])
        if self.grammar.capitals:  # other languages have the day in the words that lead
            unit = self.word("unit", last)
            if unit is None or unit[0] != "day":
                return None
            last = self.after("in_turn", unit[1])
        kind = "skip" if self.told_beside(i, last) else "relative_hours"  # no day that others inherit
        return Hit(last, kind, self.published, self.published, 1)

    def told_beside(self, first: int, last: int) -> bool:
        """Whether the sentence around some tokens tells a day, a month or a year of its own."""
        for way in (range(first - 1, max(-1, first - _SENTENCE), -1), range(last, min(self.size, last + _SENTENCE))):
            for i in way:
                if self.tokens[i].text in _STOPS:
                    break
                word = self._words[i]
                year = word.is_core and not word.tables
                if year or any(table in word.tables and self.word(table, i) for table in _OWN_DAY):
                    return True
        return False

    def fixed(self, i: int) -> Hit | None:
        """Read a phrase that has a kind of its own: the same day, a day earlier, tomorrow."""
        found = self.word("fixed", i)
        if found is None:
            return None
        label, last = found
        if label == "just_then":  # shortly before; not before what
            label = "same_day"
            if last < self.size and not self.tokens[last].is_sign:
                return None
        part = self.grammar.words["parts"].at(self.tokens, last - 1, last) if label == "same_day" else None
        return Hit(last, label, part=part[0] if part else None)

    def part_alone(self, i: int) -> Hit | None:
        """Read a part of the day whose day the text told before."""
        found = self.word("parts_alone", i)
        return Hit(found[1], "part", part=found[0]) if found else None

    def since(self, i: int) -> Hit | None:
        """Read "since" with what it counts from; it lasts up to the report's day."""
        found = self.word("since", i)
        if found is None:
            return None
        j = found[1]
        hit = longest([self.period(j), self.year(j, bare=True, sure=True), self.past_range(j)])
        amount = self.amount(j)
        if amount is not None and (hit is None or amount[2] > hit.last):
            n, unit, last = amount
            start = days.shift(self.published, unit, -n)
            return Hit(last, "since", start, start and self.published, days.precision(unit, n))
        if hit is None or hit.kind == "future":
            return None
        return hit.over(hit.start, hit.start and (self.published or hit.end), "since")

    def period(self, i: int) -> Hit | None:
        """Read a day or period with parts of the day around it, or two days as a range."""
        part = self.word("parts", i)
        told = part and (self.base(self.after("day_word", part[1])) or self.base(part[1]))
        hit = told.until(told.last, part[0]) if part and told and told.kind in ("day", "range") else self.base(i)
        if hit and self.sign(hit.last, OPEN) and (night := self.word("nights", hit.last + 1)):  # 12/13 Jan (overnight)
            hit = hit.until(night[1] + self.sign(night[1], CLOSE), "night")
        if hit is None or hit.kind != "day":
            return hit
        aside = self.word("one", hit.last + 1) if self.sign(hit.last, _COMMA) else None
        named = self.word("weekdays", aside[1]) if aside else None
        if named:  # on 4 November, a Saturday
            hit = hit.until(named[1])
        later = self.word("parts", hit.last)
        if later and not self.base(hit.last) and not self.base(self.after("day_word", later[1])):
            hit = hit.until(later[1], later[0])
        return self.up_to(hit) or hit

    def up_to(self, first: Hit) -> Hit | None:
        """Read the second day of a range: Friday to Sunday, the night of Sunday to Monday."""
        j = first.last
        if self.sign(j, SEPARATORS):
            j += 1
        elif not self.joined(j):
            spoken = self.word("conjunctions", j)
            if spoken is None and first.part not in _NIGHT:
                return None
            j = spoken[1] if spoken else j
        second = self.base(self.after("day_word", j)) or self.base(j)
        if second is None or second.kind != "day" or second.part:
            return None
        if first.start is None or second.start is None:
            return Hit(second.last, "range", part=first.part)
        late = first.start > second.start  # "Saturday and Sunday" in a report of that Saturday
        start = days.shift(first.start, "day", -7) if late else first.start
        length = (second.start - start).days if start else -1
        if not 0 <= length <= (3 if late else _RANGE):
            return None
        if first.part == "early" and length == 1:  # after midnight of the night of Sunday to Monday
            return Hit(second.last, "day", second.start, second.start, 1, first.part)
        return Hit(second.last, "range", start, second.start, days.precision("day", length), first.part)

    def joined(self, i: int) -> bool:
        """Whether a conjunction is attached to the word at token ``i``."""
        glue = self.grammar.conjunction
        return bool(glue) and i < self.size and self.tokens[i].word.startswith(glue) and self.tokens[i].word != glue

    def day_alone(self, i: int) -> Hit | None:
        """Arabic: read "on day 15" without a month: of the month told last."""
        unit = self.word("unit", i) if self.grammar.article else None
        if unit is None or unit[0] != "day" or self.definite(i):
            return None
        number = self.figure(unit[1], 31)
        last = unit[1] + 1
        if number is None or self.sign(last, SEPARATORS | NO_DAY) or self.counts(unit[1]) or self.base(unit[1]):
            return None
        return self.of_the_month_told(number, last)

    def base(self, i: int) -> Hit | None:
        """Read one day, month or year without anything around it."""
        if not self.hopeful(i):
            return None
        if not self._based[i]:
            self._bases[i], self._based[i] = self._base(i), True
        return self._bases[i]

    def _base(self, i: int) -> Hit | None:
        word = self._words[i]
        tables = word.tables
        return longest(
            [
                self.numeric(i) if word.is_figure else None,
                self.day_month(i) if word.is_figure or "ordinals" in tables or "day_word" in tables else None,
                self.month_day(i) if "months" in tables or "two_names" in tables else None,
                self.offset(i) if word.day else None,
                self.night(i) if word.day else None,
                self.weekday(i) if word.weekday else None,
                self.two_days(i) if word.day else None,
                self.weekend(i) if word.day else None,
                self.unit(i) if word.unit else None,
                self.day_alone(i) if word.unit else None,
                self.month(i) if word.month else None,
                self.week_of_month(i) if "unit" in tables or "ordinals" in tables else None,
                self.year(i) if "year_alone" in tables else None,
                self.ago(i) if word.counts or "ago" in tables else None,
            ]
        )
