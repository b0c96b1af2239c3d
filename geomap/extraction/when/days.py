"""Calendar arithmetic on the report's day; every function gives None (or a pair of them) where the day is unknown."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta
from typing import Final

Span = tuple[date | None, date | None]
_NONE: Span = (None, None)
_AHEAD: Final = 14  # days


def valid(y: int, m: int, d: int) -> date | None:
    """Return the date, or None where the calendar has no such day.

    >>> valid(2019, 2, 30) is None
    True
    """
    try:
        return date(y, m, d)
    except ValueError:
        return None


def shift(day: date | None, unit: str, n: int) -> date | None:
    """Move a day by n minutes, hours, days, weeks, months or years; None beyond the calendar.

    >>> shift(date(2019, 3, 31), "month", -1), shift(date(2019, 3, 3), "hour", -24)
    (datetime.date(2019, 2, 28), datetime.date(2019, 3, 2))
    """
    if day is None:
        return None
    if unit in ("month", "year"):
        months = day.year * 12 + day.month - 1 + n * (12 if unit == "year" else 1)
        y, m = divmod(months, 12)
        return date(y, m + 1, min(day.day, calendar.monthrange(y, m + 1)[1])) if 1 <= y <= 9999 else None
    count = {"minute": -(-abs(n) // 1440), "hour": -(-abs(n) // 24), "day": abs(n), "week": 7 * abs(n)}[unit]
    try:
        return day + timedelta(days=count if n > 0 else -count)
    except OverflowError:
        return None


def precision(unit: str, n: int) -> int:
    """ACLED's time precision of a span of n units: 1 up to a day, 2 up to a week, 3 more."""
    length = n * {"minute": 0, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}[unit]
    return 1 if length <= 1 else 2 if length <= 7 else 3


def recent_weekday(day: date | None, weekday: int, *, strictly: bool) -> date | None:
    """Return the most recent such weekday (Monday 0), the day itself unless ``strictly`` before it.

    >>> recent_weekday(date(2019, 3, 3), 6, strictly=False), recent_weekday(date(2019, 3, 3), 6, strictly=True)
    (datetime.date(2019, 3, 3), datetime.date(2019, 2, 24))
    """
    if day is None:
        return None
    back = (day.weekday() - weekday) % 7
    return shift(day, "day", -(back or (7 if strictly else 0)))


def dated(published: date | None, y: int | None, m: int, d: int) -> date | None:
    """Return day d of month m, in year y or else the last time it came round by the report's day.

    A day less than a fortnight ahead is taken as announced, not as almost a year old.

    >>> dated(date(2019, 3, 3), None, 9, 10), dated(date(2019, 3, 3), None, 3, 10)
    (datetime.date(2018, 9, 10), datetime.date(2019, 3, 10))
    """
    if y is not None:
        return valid(y, m, d)
    if published is None:
        return None
    years = range(min(published.year + 1, MAXYEAR), max(published.year - 9, 0), -1)
    for year_ in years:
        day = valid(year_, m, d)
        if day is not None and (day - published).days < _AHEAD:
            return day
    return None


def month(published: date | None, y: int | None, m: int) -> Span:
    """Return first and last day of a month, without a year of the latest that has begun by the report's day."""
    if y is None and published is not None:
        y = published.year - (m > published.month)
    first = dated(published, y, m, 1)
    return (first, first.replace(day=calendar.monthrange(first.year, m)[1])) if first else _NONE


def year(y: int) -> Span:
    """Return first and last day of a year."""
    return date(y, 1, 1), date(y, 12, 31)


def previous(published: date | None, unit: str) -> Span:
    """Last week (the seven days before the report's), last month or last year (of the calendar)."""
    if published is None:
        return _NONE
    if unit == "week":
        return shift(published, "day", -7), shift(published, "day", -1)
    before = shift(published, unit, -1)
    if before is None:
        return _NONE
    return year(before.year) if unit == "year" else month(before, before.year, before.month)


def current(published: date | None, unit: str) -> Span:
    """Return this week (the seven days that end with the report's), this month or year, up to the report's day."""
    if published is None:
        return _NONE
    if unit == "week":
        return shift(published, "day", -6), published
    return published.replace(day=1) if unit == "month" else published.replace(month=1, day=1), published


def third(start: date | None, end: date | None, lead: str) -> Span:
    """Narrow a month or year to its early, mid or late third; any other ``lead`` leaves it whole.

    >>> third(date(2018, 12, 1), date(2018, 12, 31), "early")
    (datetime.date(2018, 12, 1), datetime.date(2018, 12, 10))
    """
    if start is None or end is None or lead not in ("early", "mid", "late"):
        return start, end
    n = ("early", "mid", "late").index(lead)
    if (end - start).days <= 31:
        first = start.replace(day=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return (first + timedelta(days=10 * n), last if n == 2 else first + timedelta(days=10 * n + 9))
    return date(start.year, 4 * n + 1, 1), month(None, start.year, 4 * n + 4)[1]
