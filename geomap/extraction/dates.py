"""Dates as news writes them: weekdays, "yesterday", three sets of Arabic month names, ranges; resolved against the report's day.

A pack's ``[dates]`` holds the words. Nothing is guessed from the clock: without ``published`` what is relative keeps
its words and has no dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from geomap.extraction import days
from geomap.extraction.wordlists import Phrases
from geomap.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from geomap.extraction.numbers import Numbers
    from geomap.extraction.tokens import Token

_DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATORS = frozenset("/-\u2013")
_BRACKETS = frozenset(",\u060c(/-\u2013")
_TABLES = (
    "weekdays", "months", "ordinals", "days", "nights", "parts", "parts_alone", "past", "next", "current", "this", "few",
    "ago", "later", "within", "early", "unit", "units", "pairs", "fixed",
)  # fmt: skip
_LISTS = ("conjunctions", "day_word", "month_word", "year_word", "year_alone", "since", "one")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """An expression of time in tokens ``first`` up to ``last`` (exclusive).

    ``kind``: day, range, since, month, year, relative_hours; without dates of their own: same_day, day_before, day_after
    (seen from the day last told), part (only a part of the day), future, duration. ``day_part``: dawn, morning, noon,
    afternoon, evening, night, early, late.
    """

    time: TimeSpan
    first: int
    last: int
    kind: str
    day_part: str | None = None


class Dates:
    """Finds expressions of time in one language, by the words of a pack's ``[dates]``."""

    def __init__(self, section: Mapping[str, Any], numbers: Numbers) -> None:
        prefixes = tuple(section.get("prefixes", ()))
        self.numbers = numbers
        self.conjunction: str = section.get("conjunction", "")
        self.article: str = section.get("article", "")
        self.capitals: bool = section.get("capitals", False)
        self.words = {name: Phrases(section.get(name, {}), prefixes) for name in _TABLES}
        self.words |= {name: Phrases({name: section.get(name, ())}, prefixes) for name in _LISTS}
        for name in ("ambiguous_months", "month_lead", "not_before_weekday"):
            self.words[name] = Phrases({name: section.get(name, ())}, prefixes)
        hyphened: dict[str, list[str]] = {}
        for lead, m in product(section.get("early", {}), section.get("months", {})):
            pairs = product(section["early"][lead], section["months"][m])
            hyphened[f"{lead} {m}"] = [f"{a}-{b}" for a, b in pairs if a.isalpha() and b.isalpha()]
        self.words["hyphened"] = Phrases(hyphened)

    def find(self, tokens: Sequence[Token], published: date | None, text: str) -> list[DateSpan]:
        """Return the expressions of time in text order, none overlapping; ``text`` is the one the tokens came from."""
        reading = _Reading(self, tokens, published)
        spans: list[DateSpan] = []
        i = 0
        while i < len(tokens):
            hit = reading.at(i)
            if hit is not None and hit.kind != "skip":
                start, end = tokens[i].start, tokens[hit.last - 1].end
                precision = hit.precision if hit.start else None
                time = TimeSpan(hit.start, hit.end, text[start:end], precision, (start, end))
                spans.append(DateSpan(time, i, hit.last, hit.kind, hit.part))
            i = hit.last if hit is not None else i + 1
        return spans


@dataclass(frozen=True, slots=True)
class _Hit:
    last: int
    kind: str
    start: date | None = None
    end: date | None = None
    precision: int | None = None
    part: str | None = None


class _Reading:
    """One text being read: every method tries one form of expression at a token and gives a hit or None."""

    def __init__(self, grammar: Dates, tokens: Sequence[Token], published: date | None) -> None:
        self.grammar = grammar
        self.tokens = tokens
        self.published = published
        self.size = len(tokens)

    def at(self, i: int) -> _Hit | None:
        """Return the longest expression at token ``i``."""
        rules: tuple[Callable[[int], _Hit | None], ...] = (
            self.fixed,
            self.since,
            self.past_range,
            self.period,
            self.lasting,
            self.part_alone,
        )
        return _longest(rule(i) for rule in rules)

    # ------------------------------------------------------------------ small helpers

    def word(self, table: str, i: int) -> tuple[str, int] | None:
        """Return label and next index of the phrase of a table at token ``i``."""
        found = self.grammar.words[table].at(self.tokens, i, self.size)
        return found and (found[0], found[1])

    def after(self, table: str, i: int) -> int:
        """Return the index after an optional phrase."""
        found = self.word(table, i)
        return found[1] if found else i

    def sign(self, i: int, signs: frozenset[str]) -> bool:
        return i < self.size and self.tokens[i].text in signs

    def named(self, i: int) -> bool:
        """Whether a name of a day or month may stand here: capital where the language writes one."""
        return not self.grammar.capitals or (i < self.size and self.tokens[i].text[0].isupper())

    def figure(self, i: int, most: int) -> int | None:
        """Return the value of a short figure at token ``i``."""
        text = self.tokens[i].text if i < self.size else ""
        return int(text) if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= most else None

    def day(self, last: int, value: date | None, part: str | None = None) -> _Hit:
        return _Hit(last, "day", value, value, 1, part)

    def shifted(self, offset: int) -> date | None:
        return days.shift(self.published, "day", offset)

    def near(self, kind: str, value: date | None) -> str:
        """Return the kind, or future for a day yet to come."""
        return "future" if value and self.published and value > self.published else kind

    # ------------------------------------------------------------------ whole expressions

    def fixed(self, i: int) -> _Hit | None:
        found = self.word("fixed", i)
        if found is None:
            return None
        label, last = found
        part = self.grammar.words["parts"].at(self.tokens, last - 1, last) if label == "same_day" else None
        return _Hit(last, label, part=part[0] if part else None)

    def part_alone(self, i: int) -> _Hit | None:
        found = self.word("parts_alone", i)
        return _Hit(found[1], "part", part=found[0]) if found else None

    def since(self, i: int) -> _Hit | None:
        found = self.word("since", i)
        if found is None:
            return None
        j = found[1]
        hit = _longest((self.period(j), self.year(j, bare=True), self.past_range(j)))
        amount = self.amount(j)
        if amount is not None and (hit is None or amount[2] > hit.last):
            n, unit, last = amount
            start = days.shift(self.published, unit, -n)
            return _Hit(last, "since", start, start and self.published, days.precision(unit, n))
        if hit is None or hit.kind == "future":
            return None
        return replace(hit, kind="since", end=hit.start and (self.published or hit.end))

    def period(self, i: int) -> _Hit | None:
        """A day or period with parts of the day around it, or two days as a range."""
        part = self.word("parts", i)
        hit = None
        if part is not None:
            hit = self.base(self.after("day_word", part[1])) or self.base(part[1])
            hit = hit and hit.kind in ("day", "future") and replace(hit, part=part[0]) or None
        if hit is None:
            hit = self.base(i)
        if hit is None or hit.kind not in ("day", "future"):
            return hit
        later = self.word("parts", hit.last) if not self.base(hit.last) else None
        if later is not None and not self.base(self.after("day_word", later[1])):
            hit = replace(hit, last=later[1], part=later[0])
        return self.up_to(hit) or hit

    def up_to(self, first: _Hit) -> _Hit | None:
        """The second day of a range: Friday to Sunday, the night of Sunday to Monday."""
        j = first.last
        glued = (
            bool(self.grammar.conjunction)
            and j < self.size
            and self.tokens[j].word.startswith(self.grammar.conjunction)
        )
        joined = self.word("conjunctions", j)
        if self.sign(j, _SEPARATORS):
            j += 1
        elif joined is not None and not (glued and len(self.tokens[j].word) > 1):
            j = joined[1]
        elif not glued and first.part != "night":
            return None
        second = self.base(self.after("day_word", j)) or self.base(j)
        if second is None or second.kind != "day" or first.kind != "day" or second.part:
            return None
        if first.start is None or second.start is None:
            return _Hit(second.last, "range", part=first.part)
        weekday = 7 if first.start > second.start else 0  # "Saturday and Sunday" in a report of that Saturday
        start = first.start - timedelta(days=weekday)
        if start > second.start or (second.start - start).days > 31:
            return None
        return _Hit(second.last, "range", start, second.start, 1 if (second.start - start).days <= 1 else 2, first.part)

    def base(self, i: int) -> _Hit | None:
        """One day, month or year without anything around it."""
        if i >= self.size:
            return None
        rules: tuple[Callable[[int], _Hit | None], ...] = (
            self.numeric, self.day_month, self.month_day, self.offset, self.night, self.weekday, self.unit, self.month, self.year, self.ago,
        )  # fmt: skip
        return _longest(rule(i) for rule in rules)

    # ------------------------------------------------------------------ days

    def offset(self, i: int) -> _Hit | None:
        """Today, yesterday; a weekday or date beside it says it again."""
        found = self.word("days", i)
        if found is None or self.word("ordinals", found[1]):
            return None
        hit = self.day(found[1], self.shifted(int(found[0])))
        return self.restated(hit) or hit

    def restated(self, hit: _Hit) -> _Hit | None:
        """The same day said again: yesterday, Saturday; Sunday (3 March). The more exact wording counts."""
        j = hit.last + self.sign(hit.last, _BRACKETS)
        k = self.after("day_word", j)
        again = _longest(
            (
                self.day_month(j),
                self.month_day(j),
                self.numeric(j),
                self.day_month(k),
                self.weekday(k) if k == hit.last or j == hit.last else None,
            )
        )
        if again is None or again.kind != "day" or (j > hit.last and again.last - j < 2):
            return None
        closing = self.sign(again.last, frozenset(")")) and self.sign(hit.last, frozenset("("))
        return replace(again, last=again.last + closing, part=again.part or hit.part)

    def night(self, i: int) -> _Hit | None:
        found = self.word("nights", i)
        if found is None:
            return None
        part = next((p[0] for k in range(i, found[1]) if (p := self.word("parts", k))), "night")
        offsets = [self.shifted(int(n)) for n in found[0].split()]
        kind = "day" if len(offsets) == 1 else "range"
        return _Hit(found[1], kind, offsets[0], offsets[-1], 1, part)

    def weekday(self, i: int) -> _Hit | None:
        """The most recent such day, the report's own included; with "last" before it, with "next" none."""
        if self.word("not_before_weekday", i - 1):
            return None
        before = self.word("past", i) or self.word("next", i) or self.word("this", i)
        k = before[1] if before else self.after("day_word", i)
        found = self.word("weekdays", k)
        if found is None or not self.named(k):
            return None
        if k > i and not before and self.tokens[i].word == self.tokens[k].word:
            return None
        after = self.word("past", found[1]) or self.word("next", found[1]) if not before else None
        label = (before or after or ("", 0))[0]
        last = after[1] if after else found[1]
        if label == "next":
            return _Hit(last, "future")
        value = days.recent_weekday(self.published, int(found[0]), strictly=label == "past")
        hit = self.day(last, value)
        return self.restated_date(hit) or hit

    def restated_date(self, hit: _Hit) -> _Hit | None:
        j = hit.last + self.sign(hit.last, _BRACKETS)
        again = _longest(
            rule(k)
            for k in {j, self.after("day_word", j)}
            for rule in (self.day_month, self.month_day, self.numeric)
            if k < self.size
        )
        if again is None or again.kind != "day":
            return None
        closing = self.sign(again.last, frozenset(")")) and self.sign(hit.last, frozenset("("))
        return replace(again, last=again.last + closing)

    def numeric(self, i: int) -> _Hit | None:
        """3/3/2019, 3.3.2019, 2019-03-03: day before month, unless the year leads."""
        text = "".join(t.text for t in self.tokens[i : i + 5]).replace("-", "/")
        dotted = _DOTTED.fullmatch(self.tokens[i].text) if i < self.size else None
        if dotted:
            parts, last = list(dotted.groups()), i + 1
        else:
            parts, last = text.split("/"), i + 5
            glued = all(self.tokens[k].end == self.tokens[k + 1].start for k in range(i, min(i + 4, self.size - 1)))
            if (
                len(parts) != 3
                or not glued
                or not all(p.isdecimal() and len(p) <= 4 for p in parts)
                or last > self.size
            ):
                return None
        a, b, c = (int(p) for p in parts)
        y, m, d = (a, b, c) if len(parts[0]) == 4 else (c, b, a)
        if m > 12:
            m, d = d, m
        value = days.valid(y, m, d) if 1900 <= y < 2100 else None
        return self.day(last, value) if value else None

    def day_number(self, i: int) -> tuple[int, int] | None:
        """Return day of the month and next index: 3, 3rd, the third, with the article apart."""
        if self.grammar.article and i < self.size and self.tokens[i].word == self.grammar.article:
            i += 1
        if (n := self.figure(i, 31)) is not None:
            glued = (
                i + 1 < self.size
                and self.tokens[i + 1].start == self.tokens[i].end
                and self.tokens[i + 1].word in ("st", "nd", "rd", "th")
            )
            return n, i + 1 + glued
        found = self.word("ordinals", i)
        return (int(found[0]), found[1]) if found else None

    def day_month(self, i: int) -> _Hit | None:
        """3 March, the third of March 2019, 3-10 March."""
        first = self.day_number(self.after("day_word", i) if self.grammar.capitals else i)
        if first is None:
            return None
        d, j = first
        second = None
        link = self.word("conjunctions", j)
        if self.sign(j, _SEPARATORS):
            second = self.day_number(j + 1)
        elif link is not None:
            second = self.day_number(j if len(self.tokens[j].word) > 1 and self.word("ordinals", j) else link[1])
        elif self.word("ordinals", j) and self.grammar.conjunction:
            second = self.day_number(j)
        k = second[1] if second else j
        month = self.month_name(self.after("month_word", k))
        if month is None:
            return None
        m, last, sure = month
        tail = self.tail(last)
        if tail[0] == "future":
            return _Hit(tail[2], "future")
        if second is not None:
            end = days.dated(self.published, tail[1], m, second[0])
            start = days.valid(end.year, m, d) if end else None
            return (
                _Hit(tail[2], self.near("range", end), start, end, 2)
                if start is None or end is None or start <= end
                else None
            )
        if not days.valid(2000, m, d):
            return None
        value = days.dated(self.published, tail[1], m, d)
        return _Hit(tail[2], self.near("day", value), value, value, 1 if sure else 3)

    def month_day(self, i: int) -> _Hit | None:
        """March 3, 2019."""
        month = self.month_name(i)
        if month is None:
            return None
        m, j, sure = month
        found = self.day_number(j)
        if (
            found is None
            or not self.tokens[j].is_number
            or found[1] < self.size
            and self.sign(found[1], frozenset(":%"))
        ):
            return None
        counted = self.grammar.numbers.read(self.tokens, j)
        if counted is not None and counted.noun not in (None, "time"):
            return None  # in March 20 people ...
        tail = self.tail(found[1])
        if not days.valid(2000, m, found[0]):
            return None
        value = days.dated(self.published, tail[1], m, found[0])
        return _Hit(tail[2], self.near("day", value), value, value, 1 if sure else 3)

    # ------------------------------------------------------------------ months and years

    def month_name(self, i: int) -> tuple[int, int, bool] | None:
        """Return month, next index, and whether a second name beside it (a/b) agrees."""
        found = self.word("months", i)
        if found is None or not self.named(i):
            return None
        m, last = int(found[0]), found[1]
        if self.sign(last, frozenset("/-\u2013(")):
            second = self.word("months", last + 1)
            if second is not None:
                return m, second[1] + self.sign(second[1], frozenset(")")), int(second[0]) == m
        return m, last, True

    def tail(self, i: int) -> tuple[str, int | None, int]:
        """Read what follows a month: a year, "last", "of last year". Return ("" or "future"), year, next index."""
        j = self.after("year_word", i)
        if j < self.size and _YEAR.fullmatch(self.tokens[j].text):
            return "", int(self.tokens[j].text), j + 1
        for k in {i, self.after("month_word", i)}:
            unit = self.unit(k)
            if unit is not None and unit.kind == "year":
                return "", unit.start.year if unit.start else None, unit.last
        if found := self.word("past", i) or self.word("current", i):
            return "", None, found[1] if self.grammar.article else i
        if self.grammar.article and (found := self.word("next", i)):
            return "future", None, found[1]
        return "", None, i

    def month(self, i: int) -> _Hit | None:
        """A month alone, or its beginning, middle or end; doubtful names need a preposition or a year."""
        if hyphened := self.word("hyphened", i):
            lead, _, label = hyphened[0].partition(" ")
            tail = self.tail(hyphened[1])
            start, end = days.third(*days.month(self.published, tail[1], int(label)), lead)
            return _Hit(tail[2], "month", start, end, 3)
        early = self.word("early", i)
        j = self.after("month_word", early[1]) if early else i
        whole = early and (self.year(j, bare=True) or self.unit(j))
        previous = self.word("past", j) or self.word("this", j) if self.grammar.capitals else None
        j = previous[1] if previous else self.after("month_word", j) if j > i or self.grammar.article else j
        month = self.month_name(j)
        lead_name = early[0] if early else ""
        if month is None:
            if early is None:
                return None
            whole = whole or self.bare_unit(j)
            if whole is None or whole.kind not in ("month", "year"):
                return None
            start, end = days.third(whole.start, whole.end, lead_name)
            return replace(whole, start=start, end=end)
        m, last, _ = month
        tail = self.tail(last)
        doubtful = self.word("ambiguous_months", j) is not None and last == j + 1
        if doubtful and j == i and tail[2] == last and not self.word("month_lead", i - 1):
            return None
        if tail[0] == "future":
            return _Hit(tail[2], "future")
        start, end = days.third(*days.month(self.published, tail[1], m), lead_name)
        return _Hit(tail[2], "month", start, end, 3)

    def bare_unit(self, j: int) -> _Hit | None:
        """The month, the year: the current one (only after "the beginning of")."""
        unit = self.word("unit", j)
        if unit is None or unit[0] not in ("month", "year"):
            return None
        return _Hit(unit[1], unit[0], *days.current(self.published, unit[0]), 3)

    def year(self, i: int, *, bare: bool = False) -> _Hit | None:
        lead = self.word("year_alone", i)
        j = lead[1] if lead else i
        if (lead is None and not bare) or j >= self.size or not _YEAR.fullmatch(self.tokens[j].text):
            return None
        counted = self.grammar.numbers.read(self.tokens, j)
        if counted is not None and counted.noun not in (None, "time"):
            return None
        if (
            j + 1 < self.size
            and self.tokens[j + 1].text in _SEPARATORS
            and self.tokens[j + 1].start == self.tokens[j].end
        ):
            return None
        return _Hit(j + 1, "year", *days.year(int(self.tokens[j].text)), 3)

    # ------------------------------------------------------------------ counted from the report's day

    def unit(self, i: int) -> _Hit | None:
        """Last week, this month, next year, in either word order."""
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
            return _Hit(last, "future")
        name = unit[0]
        if name in ("hour", "day"):
            return None
        if label == "rolling":  # the past month is the thirty days behind, last month the calendar's
            start = days.shift(self.published, name, -1)
            return _Hit(last, "range", start, start and self.published, days.precision(name, 1))
        start, end = (days.previous if label == "past" else days.current)(self.published, name)
        return _Hit(last, {"week": "range"}.get(name, name), start, end, 2 if name == "week" else 3)

    def amount(self, i: int) -> tuple[int, str, int] | None:
        """Return number, unit and next index of a length of time: three days, a week, the Arabic dual."""
        if pair := self.word("pairs", i):
            return 2, pair[0], pair[1]
        if i >= self.size:
            return None
        found = self.grammar.numbers.number(self.tokens, i, self.size)
        if found is not None and found[0] is not None:
            unit = self.word("units", found[1]) or self.word("unit", found[1])
            return (found[0], unit[0], unit[1]) if unit and found[0] < 10_000 else None
        one = self.word("one", i)
        unit = self.word("unit", one[1] if one else i)
        if unit is None or (self.grammar.capitals and one is None):
            return None
        article = self.grammar.article
        prefix = self.grammar.words["unit"].at(self.tokens, i, self.size)
        definite = prefix is not None and self.tokens[i].word[len(prefix[2]) :].startswith(article)
        named = self.word("weekdays", unit[1]) or self.word("months", unit[1]) or self.word("days", unit[1])
        if (article and definite) or named or (unit[1] < self.size and self.tokens[unit[1]].is_number):
            return None
        return 1, unit[0], unit[1]

    def ago(self, i: int) -> _Hit | None:
        """Three days ago."""
        before = self.word("ago", i)
        amount = self.amount(before[1] if before else i)
        if amount is None:
            return None
        n, unit, last = amount
        if before is None:
            after = self.word("ago", last)
            if after is None:
                return None
            last = after[1]
        elif before[0] != "before" or self.word("month_word", last):
            return _Hit(last, "duration")
        if unit in ("hour", "minute"):
            return _Hit(last, "relative_hours", self.shifted(-n // 24 + 1 if n % 24 else -n // 24), self.published, 1)
        if unit in ("month", "year"):
            start = days.shift(self.published, unit, -n)
            whole = (
                days.year(start.year)
                if unit == "year" and start
                else days.month(start, start and start.year, start.month)
                if start
                else (None, None)
            )
            return _Hit(last, unit, *whole, 3)
        value = days.shift(self.published, unit, -n)
        return _Hit(last, "day", value, value, 1 if unit == "day" else 2)

    def past_range(self, i: int) -> _Hit | None:
        """The past three months, the last 24 hours; without a number the words only."""
        i_end = self.after("within", i)
        label, j = self.word("past", i_end) or self.word("next", i_end) or ("", i_end)
        n: int | None = None
        few = self.word("few", j)
        if pair := self.word("pairs", j):
            n, unit, last = 2, pair[0], pair[1]
        elif few and (units := self.word("units", few[1])):
            unit, last = units
        elif units := self.word("units", j):  # units first, their number behind
            unit, last = units
            k = last + (
                last < self.size and bool(self.grammar.article) and self.tokens[last].word == self.grammar.article
            )
            number = self.grammar.numbers.number(self.tokens, k, self.size) if k < self.size else None
            n, last = number if number is not None else (None, last)
            last = self.after("few", last)
        else:
            article = j < self.size and bool(self.grammar.article) and self.tokens[j].word == self.grammar.article
            amount = self.amount(j + article)
            if amount is None:
                return None
            n, unit, last = amount
        if not label:
            after = self.word("past", last) or self.word("next", last) if self.grammar.article else None
            if after is None:
                return None
            label, last = after
        if label == "next":
            return _Hit(last, "future")
        kind = "relative_hours" if unit in ("hour", "minute") else "range"
        if n is None or n > 10_000:
            return _Hit(last, kind)
        start = days.shift(self.published, unit, -n)
        return _Hit(last, kind, start, start and self.published, days.precision(unit, n))

    def lasting(self, i: int) -> _Hit | None:
        """A length of time that no day is drawn from: for two weeks, three days later."""
        before = self.word("later", i) or self.word("within", i)
        amount = self.amount(before[1] if before else i)
        if amount is None:
            return None
        if before is None:
            after = self.word("later", amount[2])
            return _Hit(after[1], "duration") if after else None
        return _Hit(amount[2], "duration")


def _longest(hits: Iterator[_Hit | None] | tuple[_Hit | None, ...]) -> _Hit | None:
    """Return the hit that ends last, the first of equals."""
    best: _Hit | None = None
    for hit in hits:
        if hit is not None and (best is None or hit.last > best.last):
            best = hit
    return best
