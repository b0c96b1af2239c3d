"""Single cells of anybody's tables to values of geomap's columns: days, numbers, text fit for every format."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.dataset import tables
from geomap.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.model import Json

_DATES = (  # ISO, GDELT, ACLED's downloads, what spreadsheets make of days
    "%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%Y/%m/%d", "%Y.%m.%d", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y",
    "%B %d %Y", "%b %d %Y",
)  # fmt: skip
_ORDERS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})")
_UNSAFE = re.compile("[\0\ud800-\udfff]")
NESTED = frozenset({"claims", "reports", "origin", "via", "destination", "candidates", "marks", "superseded", "match"})


def clean(value: Any) -> Any:
    """Return a value fit for JSON and files: blank text and NaN are None, no NUL, no lone surrogates.

    >>> clean(" x "), clean(""), clean(float("nan")), clean({"a": [float("inf")]})
    ('x', None, None, {'a': [None]})
    """
    if isinstance(value, str):
        return _UNSAFE.sub("\ufffd", value).strip() or None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(k): clean(v) for k, v in value.items()}
    return [clean(v) for v in value] if isinstance(value, list) else value


def decoded(properties: Mapping[str, Any]) -> Json:
    """Return properties with geomap's nested columns as values again, where they are JSON text."""
    out = clean(dict(properties))
    for name in NESTED & out.keys():
        if isinstance(out[name], str) and out[name][0] in "[{":
            try:
                out[name] = json.loads(out[name])
            except ValueError:
                continue  # a column of that name with other text in it
    return {k: v for k, v in out.items() if k not in {"claims", "reports"} or isinstance(v, list)}


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
        return _day(text, _DATES[0])
    words = text.replace(",", "")
    return next((day for form in _DATES[1:] if (day := _day(words, form))), None)


def _no_day(value: object, order: str | None) -> str:
    """Say why there is no day in a cell: it is none, or two."""
    first, second = (as_day(value, order=o) for o in _ORDERS)
    if order is None and first and second:
        return f"could be {first} or {second}, left out: --dates dmy or mdy says which"
    return "is not a day, left out"


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


@cache
def kinds() -> Mapping[str, str]:
    """Return the type of each of geomap's own columns of incidents and movements, those of text left out."""
    told = tables()["layers"]
    named = (c.partition(":")[::2] for layer in ("movements", "incidents") for c in told[layer].split())
    return {name: kind for name, kind in named if kind}


def typed(name: str, value: Any, *, order: str | None = None) -> tuple[Any, str | None]:
    """Return a clean value as the type of its column, and what was wrong with one that is left out.

    >>> typed("killed", "13"), typed("killed", "many")
    ((13, None), (None, "killed: 'many' is not a number, left out"))
    """
    kind = kinds().get(name)
    if value is None or kind is None:
        return value, None
    if kind == "date":
        found: Any = as_day(value, order=order)
        return found, None if found else f"{name}: {str(value)[:30]!r} {_no_day(value, order)}"
    if kind in {"integer", "real"}:
        found = number(value)
        wrong = "not a number" if found is None else "less than none" if kind == "integer" and found < 0 else None
        if found is None or wrong:
            return None, f"{name}: {str(value)[:30]!r} is {wrong}, left out"
        return (found if kind == "real" else int(found)), None
    if isinstance(value, str):  # nested in geomap's files, a list of names in its CSV
        names = value.split("; ")
        listed = {"reports": names, "via": [{"name": n} for n in names], "claims": None}
        return listed.get(name, {"name": value}), None
    return value, None
