"""Days, months and years by their names and figures: Sunday, 3 March, the tenth of September, early 2018."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geomap.extraction.when import days
from geomap.extraction.when.timewords import SEPARATORS, Hit, TimeWords, longest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_FIGURES: Final = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_SHORT: Final = re.compile(r"(\d{1,2})/(\d{1,2})")
_PACKED: Final = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_SHORT_NAME: Final = 5  # letters of a weekday that is written short
_DOT: Final = frozenset(".")
_AFTER_DAY: Final = frozenset(":-–—,.)")
_AHEAD: Final = 7  # days that a log may tell ahead
_LOGGED: Final = 31  # days between a log and what it tells
_THIS_YEAR: Final = 366  # days between a report and a day whose year is told by two figures
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SUNDAY: Final = 6
_WEEK: Final = 7
_BEFORE_AGAIN: Final = frozenset(",\u060c(/-\u2013")  # between a day and the same day said again
NO_DAY: Final = frozenset(":%")  # after a figure: a clock time, a percentage
OPEN, CLOSE = frozenset("("), frozenset(")")
OF_THE_MONTH: Final = -1  # offset of a day of the month told last
_SCORE: Final = 3  # characters of 3/4, which is no day
_WEEKS: Final = 4  # of a month
_PAST: Final = ("past", "rolling", "before_last")
_SUFFIXED: Final = 2  # tokens of a number with its ending: 8th


class DayWords(TimeWords):
    """Reads single days, months and years; without a year the last time they came round."""

    def named(self, i: int) -> bool:
        """Whether a name of a day or month may stand here: capital where the language writes one."""
        if i < self.size and self.tokens[i].text.endswith(self.grammar.never_months):
            return False
        return not self.grammar.capitals or (i < self.size and self.tokens[i].text[0].isupper())

    def figure(self, i: int, most: int) -> int | None:
        """Return the value of a short figure at token ``i``."""
        text = self.tokens[i].text if i < self.size else ""
        return int(text) if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= most else None

    def day(self, last: int, value: date | None) -> Hit:
        """Return a hit on one day."""
        return Hit(last, "day", value, value, 1)

    def offset(self, i: int) -> Hit | None:
        """Read today, yesterday; a weekday or date beside it says it again."""
        found = self.word("days", i)
        if found is None or self.word("ordinals", found[1]):
            return None
        hit = self.day(found[1], self.shifted(int(found[0])))
        return self.again(hit, self.weekday, self.day_month, self.month_day, self.numeric) or hit

    def again(self, hit: Hit, *rules: Callable[[int], Hit | None]) -> Hit | None:
        """Read the same day said again: yesterday, Saturday; Sunday (3 March). The later wording is the more exact."""
        j = self.after("equals", hit.last + self.sign(hit.last, _BEFORE_AGAIN))
        same = longest([rule(k) for k in (j, self.after("day_word", j)) if self.tells(k) for rule in rules])
        weekday_apart = j > hit.last and same is not None and same.last - j == 1
        if same is None or same.kind != "day" or (weekday_apart and not self.tokens[j].is_number):
            return None  # "yesterday, Saturday's attack": after a comma a bare weekday is another day
        closing = self.sign(same.last, CLOSE) and self.sign(hit.last, OPEN)
        return same.until(same.last + closing)

    def tells(self, i: int) -> bool:
        """Whether token ``i`` is a figure or a word of time."""
        return i < self.size and (self._words[i].is_figure or bool(self._words[i].tables))

    def night(self, i: int) -> Hit | None:
        """Read a part of a day that implies the day: tonight, last night, overnight."""
        found = self.word("nights", i)
        if found is None:
            return None
        part = next((p[0] for k in range(i, found[1]) if (p := self.word("parts", k))), "night")
        offsets = [self.shifted(int(n)) for n in found[0].split()]
        kind = "day" if len(offsets) == 1 else "range"
        return Hit(found[1], kind, offsets[0], offsets[-1], 1, part)

    def weekday(self, i: int) -> Hit | None:
        """Read a weekday: the most recent one, the report's own day included; after "last" not included."""
        before = self.word("past", i) or self.word("next", i) or self.word("this", i)
        k = before[1] if before else self.after("day_word", i)
        found = self.word("weekdays", k)
        if found is None or not self.named(k) or self.word("not_before_weekday", i - 1):
            return None
        number, last = found
        week = None if before else self.unit(self.after("month_word", last))
        if week and week.kind == "range" and self.published and not self.grammar.article:  # Monday of last week
            past = week.start is not None and (self.published - week.start).days > 6
            day = days.shift(self.published, "day", int(number) - self.published.weekday() - 7 * past)
            return self.day(week.last, day) if day and day <= self.published else Hit(week.last, "future")
        after = None if before else self.word("past", last) or self.word("next", last)
        label, last = before[0] if before else after[0] if after else "", after[1] if after else last
        if label == "next":
            return Hit(last, "future")
        hit = self.day(last, days.recent_weekday(self.published, int(number), strictly=label in _PAST))
        if label == "before_last":
            hit = self.day(last, days.shift(hit.start, "week", -1))
        if label == "past" and hit.start == days.shift(self.published, "day", -1) and not self.grammar.article:
            hit = self.day(last, days.shift(hit.start, "week", -1))  # who says "last Monday" on a Tuesday
        hit = hit.until(last + (self.sign(last, _DOT) and last - k == 1 and self.is_short(k)))
        if not before and self.word("weekday_told", i):
            hit.offset = _WEEK
        same = self.again(hit, self.day_month, self.month_day, self.numeric) or self.of_the_month(int(number), hit.last)
        return same or (None if self.is_short(k) else hit)

    def is_short(self, i: int) -> bool:
        """Whether a weekday is written short: Mon, Thurs."""
        return self.grammar.capitals and len(self.tokens[i].text) <= _SHORT_NAME

    def of_the_month(self, weekday: int, i: int) -> Hit | None:
        """Read the day of a month beside a weekday, as the headings of logs have it: Mon 6 -, Monday 6: ..."""
        number = self.figure(i, 31)
        if number is None or self.published is None or not self.sign(i + 1, _AFTER_DAY):
            return None
        back = (days.shift(self.published, "day", -n) for n in range(-_AHEAD, _LOGGED))
        day = next((d for d in back if d and d.day == number and d.weekday() == weekday), None)
        return self.day(i + 1, day) if day else None

    def weekend(self, i: int) -> Hit | None:
        """Read the last weekend, Saturday and Sunday."""
        found = self.word("weekend", i)
        if found is None:
            return None
        sunday = days.recent_weekday(self.published, _SUNDAY, strictly=False)
        return Hit(found[1], "range", days.shift(sunday, "day", -1), sunday, 2)

    def two_days(self, i: int) -> Hit | None:
        """Read two weekdays written as one word: the night of Saturday-Sunday."""
        found = self.word("two_days", i)
        if found is None or not self.named(i):
            return None
        first, second = map(int, found[0].split())
        end = days.recent_weekday(self.published, second, strictly=False)
        start = days.recent_weekday(end, first, strictly=True)
        return Hit(found[1], "range", start, end, days.precision("day", (second - first) % 7))

    def numeric(self, i: int) -> Hit | None:
        """Read 3/3/2019, 3.3.2019, 2019-03-03: day before month, unless the year leads."""
        if not self.tokens[i].is_number:
            return None
        dotted = _FIGURES.fullmatch(self.tokens[i].text)
        five = self.tokens[i : i + 5]
        glued = len(five) == 5 and all(a.end == b.start for a, b in pairwise(five))
        figures = dotted or (_FIGURES.fullmatch("".join(t.text for t in five)) if glued else None)
        if figures is None:
            return self.day_and_month(i)
        a, _, m, c = (int(x) if x.isdecimal() else 0 for x in figures.groups())
        y, d = (a, c) if a > 31 else (c, a)
        if m > 12:
            m, d = d, m
        if len(figures[4]) == 2 and len(figures[1]) <= 2:  # 13/01/20
            value = self.near(days.valid(2000 + y, m, d), _THIS_YEAR)
        else:
            value = days.valid(y, m, d) if 1900 <= y < 2100 else None
        return self.day(i + (1 if dotted else 5), value) if value else None

    def near(self, value: date | None, most: int) -> date | None:
        """Return a day that is at most so many days from the report's own."""
        return value if value and self.published and abs((self.published - value).days) <= most else None

    def day_and_month(self, i: int) -> Hit | None:
        """Read 09/06, 13/1, 20200113 as logs have it, one part in two figures at least: a day near the report's own."""
        if packed := _PACKED.fullmatch(self.tokens[i].text):
            value = self.near(days.valid(*map(int, packed.groups())), _LOGGED)
            return self.day(i + 1, value) if value else None
        three = self.tokens[i : i + 3]
        short = _SHORT.fullmatch("".join(t.text for t in three))
        if not (short and len(short[0]) > _SCORE and all(a.end == b.start for a, b in pairwise(three))):
            return None
        value = self.near(days.dated(self.published, None, int(short[2]), int(short[1])), _LOGGED)
        return self.day(i + 3, value) if value else None

    def day_number(self, i: int) -> tuple[int, int] | None:
        """Return day of the month and next index: 3, 3rd, the third, with the article apart."""
        i = self.bare(i)
        if (n := self.figure(i, 31)) is not None:
            return n, i + 1 + self.sign(i + 1, self.grammar.suffixes)
        found = self.word("ordinals", i)
        return (int(found[0]), found[1]) if found else None

    def day_month(self, i: int) -> Hit | None:
        """Read 3 March, the third of March 2019, 3-10 March."""
        first = self.day_number(self.after("day_word", i) if self.grammar.capitals else i)
        second = first and self.second_day(first[1])
        month = first and (self.month_name(self.after("month_word", (second or first)[1])) or self.glued(first[1]))
        if first is None or month is None:
            return first and (self.of_month(first) or self.of_it(*first) or self.alone(i, *first))
        return self.dated(first[0], second[0] if second else None, month)

    def glued(self, i: int) -> tuple[int, int, bool] | None:
        """Read the month of 13-Jan, and of 13-Jan-20."""
        month = self.month_name(i + 1) if self.sign(i, SEPARATORS) else None
        year = self.tokens[month[1] + 1].text if month and self.joins(month[1]) else ""
        this = self.published and year in (f"{self.published.year}", f"{self.published.year % 100:02}")
        return (month[0], month[1] + 2, month[2]) if month and this else month

    def joins(self, i: int) -> bool:
        """Whether a dash or stroke joins a figure to the word before it."""
        return self.sign(i, SEPARATORS) and i + 1 < self.size and self.tokens[i].end == self.tokens[i + 1].start

    def of_month(self, first: tuple[int, int]) -> Hit | None:
        """Read the twelfth of this month, or of the last; Arabic may leave the month out: the 5th of the current."""
        if self.tokens[first[1] - 1].is_number and (month := self.month_left_out(first[1])):
            return self.day(first[1] + 1, days.valid(month.year, month.month, first[0]))
        k = self.after("month_word", first[1])
        whole = self.unit(k)
        if whole is None and self.grammar.article and k > first[1] and (bare := self.word("unit", k)):
            return self.of_a_month(first[0], bare[1]) if bare[0] == "month" and self.definite(k) else None
        if whole is None or whole.kind != "month":
            return None
        value = days.valid(whole.start.year, whole.start.month, first[0]) if whole.start else None
        return self.day(whole.last, value)

    def of_it(self, number: int, last: int) -> Hit | None:
        """Arabic: read "the 13th of it", of the month told last."""
        found = self.word("of_it", last)
        return self.of_the_month_told(number, found[1]) if found else None

    def of_the_month_told(self, number: int, last: int) -> Hit | None:
        """Return a day of the month told last, where none was of that which has come to it last."""
        hit = self.of_a_month(number, last)
        return Hit(last, "day", hit.start, hit.end, 1, None, OF_THE_MONTH) if hit else None

    def alone(self, i: int, number: int, last: int) -> Hit | None:
        """Read "on the 8th" before a sign, of the month that has come to that day last."""
        the = self.after("day_word", i)
        ends = last >= self.size or self.tokens[last].is_sign or self.word("parts_alone", last) is not None
        ends = ends or self.tokens[i].text == "On"  # opens its sentence: "On the 8th an army unit"
        if self.published is None or the == i or last - the < _SUFFIXED or not ends:
            return None
        return self.of_a_month(number, last)

    def of_a_month(self, number: int, last: int) -> Hit | None:
        """Return a day of the month that has come to it last: on the seventh of the month."""
        if self.published is None:
            return None
        before = days.shift(self.published, "month", -1) or self.published
        found = (days.valid(d.year, d.month, number) for d in (self.published, before))
        value = next((d for d in found if d is not None and d <= self.published), None)
        return self.day(last, value) if value else None

    def second_day(self, j: int) -> tuple[int, int] | None:
        """Read the second day of "3 and 10 March" before the month."""
        link = self.word("conjunctions", j)
        if self.sign(j, SEPARATORS):
            return self.day_number(j + 1)
        return self.day_number(link[1]) if link else self.day_number(j) if self.grammar.conjunction else None

    def month_day(self, i: int) -> Hit | None:
        """Read March 3, 2019."""
        month = self.month_name(i)
        found = self.day_number(month[1]) if month else None
        if (
            month is None
            or found is None
            or not self.tokens[found[1] - 1].text.isalnum()
            or self.sign(found[1], NO_DAY)
        ):
            return None
        sure = self.tokens[month[1] - 1].text == "." or self.word("day_word", i - 1) is not None  # on Sept. 24 shells
        if not self.tokens[month[1]].is_number or (not sure and self.counts(month[1])):
            return None  # in March 20 people ...
        second = self.second_day(found[1])
        if second is None or second[0] <= found[0] or self.counts(second[1] - 1):
            return self.dated(found[0], None, (month[0], found[1], month[2]))
        return self.dated(found[0], second[0], (month[0], second[1], month[2]))  # March 8-9, March 3 to 5

    def dated(self, d: int, second: int | None, month: tuple[int, int, bool]) -> Hit | None:
        """Put day, month and what follows (a year, "last") together."""
        m, last, sure = month
        label, y, last = self.tail(last)
        if label == "future":
            return Hit(last, label)
        if not days.valid(2000, m, d):
            return None
        end = days.dated(self.published, y, m, second or d)
        start = days.valid(end.year, m, d) if end and second else end
        if end and (start is None or start > end):
            return None
        kind = (
            "future" if end and self.published and end > self.published and y is None else "range" if second else "day"
        )
        precision = days.precision("day", (end - start).days) if start and end else 1
        return Hit(last, kind, start, end, precision if sure else 3)

    def counts(self, i: int) -> bool:
        """Whether a number counts something other than days."""
        counted = self.grammar.numbers.read(self.tokens, i)
        return counted is not None and counted.noun not in (None, "time")

    def month_name(self, i: int) -> tuple[int, int, bool] | None:
        """Return month, next index, and whether a second name beside it (a/b) agrees."""
        if (double := self.word("two_names", i)) and self.named(i):
            m, again = map(int, double[0].split())
            return m, double[1], m == again
        found = self.word("months", i)
        if found is None or not self.named(i):
            return None
        m, last = int(found[0]), found[1]
        second = self.word("months", last + 1) if self.sign(last, SEPARATORS | OPEN) else None
        if second is None:
            return m, last, True
        return m, second[1] + self.sign(second[1], CLOSE), int(second[0]) == m

    def tail(self, i: int) -> tuple[str, int | None, int]:
        """Read what follows a month: a year, "last", "of last year". Return ("" or "future"), year, next index."""
        j = self.after("year_word", i)
        if j < self.size and _YEAR.fullmatch(self.tokens[j].text):
            return "", int(self.tokens[j].text), j + 1
        for k in (i, self.after("month_word", i)):
            unit = self.unit(k)
            if unit is not None and unit.kind == "year":
                return "", unit.start.year if unit.start else None, unit.last
        if found := self.word("past", i) or self.word("current", i):
            return "", None, found[1] if self.grammar.article else i
        if self.grammar.article and (found := self.word("next", i)):
            return "future", None, found[1]
        return "", None, i

    def month(self, i: int) -> Hit | None:
        """Read a month alone, or the beginning, middle or end of a month or year.

        Names that are words too (May, March) need a preposition, a year or such a part.
        """
        if hyphened := self.word("hyphened", i):
            lead, _, label = hyphened[0].partition(" ")
            return self.whole_month(int(label), hyphened[1], lead)
        early = self.word("early", i)
        lead, j = early or ("", i)
        j = self.after("month_word", j) if early or self.grammar.article else j
        before = self.word("past", j) or self.word("this", j) if self.grammar.capitals else None
        month = self.month_name(before[1] if before else j)
        if month is None:
            return self.part_of(j, lead) if early else None
        hit = self.whole_month(month[0], month[1], lead)
        doubtful = self.word("ambiguous_months", month[1] - 1) and hit.last == i + 1
        return None if doubtful and not self.word("month_lead", i - 1) else hit

    def whole_month(self, m: int, last: int, lead: str) -> Hit:
        """Return month m, narrowed by ``lead``, in the year that follows or the last one."""
        label, y, last = self.tail(last)
        if label == "future":
            return Hit(last, label)
        start, end = days.third(*days.month(self.published, y, m), lead)
        return Hit(last, "month", start, end, 3)

    def week_of_month(self, i: int) -> Hit | None:
        """Read the first week of March, the second week of the current month, in either word order."""
        before = self.word("ordinals", i)
        week = self.word("unit", before[1] if before else i)
        order = before or (self.word("ordinals", week[1]) if week else None)
        if week is None or order is None or week[0] != "week" or int(order[0]) > _WEEKS:
            return None
        last = max(week[1], order[1])
        j = self.after("month_word", last)
        month = self.month_name(j)
        whole = self.whole_month(month[0], month[1], "") if month else self.unit(j)
        if whole is None or whole.kind != "month":
            return None
        start = days.shift(whole.start, "day", 7 * (int(order[0]) - 1))
        return Hit(whole.last, "range", start, days.shift(start, "day", 6), 2)

    def part_of(self, j: int, lead: str) -> Hit | None:
        """Read a part of a year or of the current month: the beginning of 2018, of last year, of the month."""
        whole = self.year(j, bare=True) or self.unit(j)
        unit = self.word("unit", j)
        if whole is None and unit and unit[0] in ("month", "year"):
            whole = Hit(unit[1], unit[0], *days.current(self.published, unit[0]), 3)
        if whole is None or whole.kind not in ("month", "year"):
            return None
        start, end = days.third(whole.start, whole.end, lead)
        return whole.over(start, end)

    def year(self, i: int, *, bare: bool = False, sure: bool = False) -> Hit | None:
        """Read a year with the word that makes it one, or ``bare``; a ``sure`` one counts nothing: since 2017 raids."""
        lead = self.word("year_alone", i)
        j = lead[1] if lead else i
        if (lead is None and not bare) or j >= self.size or not _YEAR.fullmatch(self.tokens[j].text):
            return None
        opens = lead is not None and self.tokens[i].text[0].isupper()  # "In 2011 police ..." counts no police
        if self.counts(j) and not (opens or sure):
            return None
        if self.sign(j + 1, SEPARATORS) and self.tokens[j + 1].start == self.tokens[j].end:
            return None
        start, end = days.year(int(self.tokens[j].text))
        k = self.after("conjunctions", j + 1)
        if k > j + 1 and k < self.size and _YEAR.fullmatch(self.tokens[k].text):  # between 2014 and 2017
            return Hit(k + 1, "year", start, days.year(int(self.tokens[k].text))[1], 3)
        return Hit(j + 1, "year", start, end, 3)
