"""Single cells of anybody's tables to values of geomap's columns: days, numbers, text fit for every format."""

from __future__ import annotations

import json
import math
import re
from calendar import monthrange
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.dataset import tables
from geomap.errors import Reason
from geomap.text import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geomap.model import Json

_DATES = (  # ISO, GDELT, ACLED's downloads, what spreadsheets make of days
    "%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%Y/%m/%d", "%Y.%m.%d", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y",
    "%B %d %Y", "%b %d %Y",
)  # fmt: skip
_MONTHS = ("%Y-%m", "%Y/%m", "%m/%Y", "%B %Y", "%b %Y", "%b-%Y")
_MONTH = re.compile("[0-9]{4}[-/][0-9]{1,2}|[0-9]{1,2}/[0-9]{4}|[A-Za-z]{3,9}[ -][0-9]{4}")
_YEAR = re.compile("1[5-9][0-9][0-9]|2[01][0-9][0-9]")
_PERIODS = {"date_start": 0, "date_end": 1}  # which day of a month they are
_ORDERS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})")
_GROUPED = re.compile(  # the same mark before every three digits, noughts after another
    "([+-]?[1-9][0-9]{0,2}([ ,.'\u2019\u2009\u00a0\u202f\u066c\u060c])[0-9]{3}(?:\\2[0-9]{3})*)(?:(?!\\2)[.,\u066b]0+)?"
)
_MOST = 2**53  # from here on not every whole number is one of JSON's
_NO_NUMBER = "{name}: {value} is not a number, left out"
_TOO_MANY = "{name}: {value} is more than any file can hold, left out"
_LONG = 2**63  # whole numbers that are longer are text in files
_ENDS = {f"{end}_{axis}": "real" for end in ("origin", "destination") for axis in ("lat", "lon")}
_UNSAFE = re.compile("[\0\ud800-\udfff]")
NESTED = frozenset({"claims", "reports", "origin", "via", "destination", "candidates", "marks", "superseded", "match"})


def clean(value: Any) -> Any:
    """Return a value fit for JSON and files: blank text and NaN are None; no NUL, lone surrogate, endless number.

    >>> clean(" x "), clean(""), clean(float("nan")), clean({"a": [float("inf")]})
    ('x', None, None, {'a': [None]})
    """
    if isinstance(value, str):
        return _UNSAFE.sub("\ufffd", value).strip() or None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and not -_LONG <= value < _LONG:
        return str(value)
    if isinstance(value, dict):
        return {str(k): clean(v) for k, v in value.items()}
    return [clean(v) for v in value] if isinstance(value, list) else value


def decoded(properties: Mapping[str, Any]) -> Json:
    """Return properties with geomap's nested columns as values again, where they are JSON text."""
    out: Json = clean(dict(properties))
    for name in NESTED & out.keys():
        if isinstance(out[name], str) and out[name][0] in "[{":
            try:
                out[name] = json.loads(out[name])
            except (ValueError, RecursionError):
                continue  # a column of that name with other text in it
    for name, shaped in _SHAPES.items():
        if name in out:
            out[name] = shaped(out[name])
            if out[name] is None:
                del out[name]
    return out


def _claims(value: Any) -> list[Json] | None:
    """Return claims with plain values where geomap has such, None for what are no claims."""
    if not isinstance(value, list) or not all(isinstance(claim, dict) for claim in value):
        return None
    nested = {name for name, kind in kinds("claims").items() if kind == "json"}
    return [
        {k: str(v) if isinstance(v, list | dict) and k not in nested else v for k, v in claim.items()}
        for claim in value
    ]


def _reports(value: Any) -> list[str] | None:
    return [str(report) for report in value if report is not None] if isinstance(value, list) else None


def _via(value: Any) -> Any:
    return [p if isinstance(p, dict) else {"name": str(p)} for p in value] if isinstance(value, list) else value


_SHAPES: Mapping[str, Callable[[Any], Any]] = {"claims": _claims, "reports": _reports, "via": _via}


def as_day(value: object, *, order: str | None = None) -> str | None:
    """Return an ISO day from the ways that tables write one, None where it is none of them.

    Which of 3/4/2019 is the day is never guessed: ``order`` (``dmy`` or ``mdy``) says so. 25/4/2019 and 3.4.2019 are
    clear: there are no 25 months, and with dots the day comes first everywhere.

    >>> as_day("20190303"), as_day("03 March 2019"), as_day("2019-03-01 00:00:00.000"), as_day("3/4/2019")
    ('2019-03-03', '2019-03-03', '2019-03-01', None)
    >>> as_day("3/4/2019", order="dmy"), as_day("25/4/2019"), as_day("3.4.2019"), as_day("March 3, 2019")
    ('2019-04-03', '2019-04-25', '2019-04-03', '2019-03-03')
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value)
    text = re.split(r"[T ]\d\d:", text if text.isascii() else normalise(text).text)[0].strip()
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        first, second = int(slashed[1]), int(slashed[3])
        own = "dmy" if first > 12 or first == second else "mdy" if second > 12 else order
        form = own or ("dmy" if slashed[2] == "." else None)
        return _day("/".join(slashed.group(1, 3, 4)), _ORDERS[form]) if form else None
    if len(text) == 10 and text[4] == text[7] == "-":  # nearly all: no need to try the others
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    words = text.replace(",", "")
    return next((day for form in _DATES[1:] if (day := _day(words, form))), None)


def as_period(value: object) -> tuple[str, str] | None:
    """Return the first and the last day of a month or a year, None where a cell is neither.

    >>> as_period("2024-02"), as_period("March 2024"), as_period(2019), as_period("2024-02-03")
    (('2024-02-01', '2024-02-29'), ('2024-03-01', '2024-03-31'), ('2019-01-01', '2019-12-31'), None)
    """
    text = " ".join(normalise(str(value)).text.replace(",", " ").split())
    if _YEAR.fullmatch(text):
        return f"{text}-01-01", f"{text}-12-31"
    first = next((day for form in _MONTHS if (day := _day(text, form))), None) if _MONTH.fullmatch(text) else None
    if first is None:
        return None
    year, month = map(int, first.split("-")[:2])
    return first, f"{first[:8]}{monthrange(year, month)[1]}"


def periods(properties: Json, start: object) -> None:
    """Let an event whose start is told as a month or a year last until its end, where none is told."""
    if properties.get("date_start") and (found := as_period(start)):
        properties.setdefault("date_end", found[1])
        properties.setdefault("time_precision", 3)


def _no_day(name: str, value: object, order: str | None) -> Reason:
    """Say why there is no day in a cell: it is none, or two."""
    first, second = (as_day(value, order=o) for o in _ORDERS)
    cell = repr(str(value)[:30])
    if order is None and first and second:
        told = "{name}: {value} could be {first} or {second}, left out: --dates dmy or mdy says which"
        return Reason(told, name=name, value=cell, first=first, second=second)
    return Reason("{name}: {value} is not a day, left out", name=name, value=cell)


def _day(text: str, form: str) -> str | None:
    try:
        return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def day_order(values: Iterable[object]) -> str | None:
    """Return the order of day and month that all slashed dates of a column allow, None where both or neither fit.

    >>> day_order(["03/04/2019", "25/04/2019"]), day_order(["4/25/2019"]), day_order(["03/04/2019"])
    ('dmy', 'mdy', None)
    """
    first = second = False
    for value in values:
        if found := _SLASHED.match(str(value)):
            first |= int(found[1]) > 12
            second |= int(found[3]) > 12
    return None if first == second else "dmy" if first else "mdy"


def number(value: object) -> float | None:
    """Return a number, written with whichever digits, decimal comma allowed; None where it is none."""
    text = str(value)
    if not text.isascii():
        text = normalise(text).text.replace("\u066b", ".")
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def whole(value: object) -> int | None:
    """Return a whole number, as the counts of people are; None where it is none.

    Their marks, of whichever country, are those of thousands: 1,200 and 1.200 and 1 200. After any other mark stand
    noughts, or it is no whole number.

    >>> whole("1,200"), whole("1.200"), whole("1 200 000"), whole("\u0661\u066c\u0662\u0660\u0660"), whole("12.0")
    (1200, 1200, 1200000, 1200, 12)
    >>> whole("2.7"), whole(2.7), whole("1,20"), whole("many")
    (None, None, None, None)
    """
    if isinstance(value, str) and (found := _GROUPED.fullmatch(normalise(value).text)):
        return int(re.sub(r"[^\d+-]", "", found[1]))
    one = number(value)
    return int(one) if one is not None and one.is_integer() else None


@cache
def kinds(*layers: str) -> Mapping[str, str]:
    """Return the type of each of geomap's own columns of layers, those of text left out.

    Without layers those of incidents and movements, and the columns in which a table has the ends of movements.
    """
    told = tables()["layers"]
    named = (c.partition(":")[::2] for layer in layers or ("movements", "incidents") for c in told[layer].split())
    return ({} if layers else _ENDS) | {name: kind for name, kind in named if kind}


def typed(name: str, value: Any, *, kind: str | None = None, order: str | None = None) -> tuple[Any, str | None]:
    """Return a clean value as the type of its column, and what was wrong with one that is left out.

    The column is one of incidents or movements, or of the ``kind`` that is given.

    >>> typed("killed", "1,300"), typed("killed", "many")
    ((1300, None), (None, "killed: 'many' is not a number, left out"))
    >>> typed("date_start", "2024-02"), typed("date_end", "2024-02")
    (('2024-02-01', None), ('2024-02-29', None))
    """
    kind = kind or kinds().get(name)
    if value is None or kind is None:
        return value, None
    if kind == "date":
        found: Any = as_day(value, order=order)
        if not found and name in _PERIODS and (period := as_period(value)):
            found = period[_PERIODS[name]]
        return found, None if found else _no_day(name, value, order)
    if kind in {"integer", "real"}:
        found, wrong = _number(value) if kind == "real" else _count(value)
        return found, None if wrong is None else Reason(wrong, name=name, value=repr(str(value)[:30]))
    if isinstance(value, str):  # nested in geomap's files, a list of names in its CSV
        names = value.split("; ")
        listed = {"reports": names, "via": [{"name": n} for n in names], "claims": None}
        return listed.get(name, {"name": value}), None
    return value, None


def _number(value: object) -> tuple[float | None, str | None]:
    found = value if type(value) is float else number(value)
    return found, None if found is not None else _NO_NUMBER


def _count(value: object) -> tuple[int | None, str | None]:
    found = value if type(value) is int else whole(value)
    if found is None:
        return None, _NO_NUMBER if number(value) is None else "{name}: {value} is not a whole number, left out"
    wrong = "{name}: {value} is less than none, left out" if found < 0 else _TOO_MANY if found > _MOST else None
    return (None, wrong) if wrong else (found, None)
