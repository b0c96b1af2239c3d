"""A report from its fields, whichever file they came from: checks, dates, language."""

from __future__ import annotations

import json
import logging
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geomap.errors import Reason, ReportError
from geomap.model import Report
from geomap.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

_log = logging.getLogger(__name__)
_UNSAFE = re.compile("[\0\ud800-\udfff]")  # NUL and lone surrogates: no file format takes them
# Letters that Persian, Urdu and Kurdish use all the time and Arabic hardly ever (pe, che, gaf, zhe; retroflexes; o, e).
_NOT_ARABIC = frozenset(
    "\u067e\u0686\u06af\u0698\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2\u06c6\u06ce\u06d5\u0695\u06b5"
)
_OTHER_SCRIPTURE = 0.01  # share of those letters from which a text in Arabic script is not Arabic


def parse_line(line: str, *, default_id: str = "report") -> Report:
    """Return the report of one JSON line; only ``text`` is required, ``id`` falls back to ``default_id``.

    Raises `ReportError` with a one-line reason. A broken ``published`` is logged and left out, the report kept.

    >>> parse_line('{"id": 7, "text": "Shelling in al-Hol.", "published": "2019-03-03"}').published
    datetime.date(2019, 3, 3)
    >>> parse_line("[]")
    Traceback (most recent call last):
    geomap.errors.ReportError: not a JSON object
    """
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ReportError(Reason("not JSON: {error}", error=error)) from error
    except RecursionError:
        raise ReportError(Reason("not JSON that can be read: nested too deep")) from None
    if not isinstance(fields, dict):
        raise ReportError(Reason("not a JSON object"))
    if not isinstance(fields.get("text"), str):
        raise ReportError(Reason("no 'text', or not a string"))
    return make_report(fields, fields["text"], default_id=default_id)


def make_report(fields: Mapping[Any, Any], text: str, *, default_id: str) -> Report:
    """Build a report from loosely typed fields; unknown ones are ignored.

    NUL and lone surrogates in the text become U+FFFD, one for one, so that offsets hold. Raises `ReportError` where
    the text is blank.
    """
    if not text.strip():
        raise ReportError(Reason("empty: no text"))
    name = _string(fields.get("id")) or default_id
    text = _UNSAFE.sub("\ufffd", text)
    try:
        published = as_date(fields.get("published"))
    except ValueError as error:
        _log.warning("%s: published: %s; left out, so relative dates stay open", name, error)
        published = None
    return Report(
        id=name,
        text=text,
        published=published,
        language=_language(_string(fields.get("language"))) or detect_language(text),
        title=_string(fields.get("title")),
        outlet=_string(fields.get("outlet")),
        url=_string(fields.get("url")),
    )


def as_date(value: object) -> date | None:
    """Return an ISO date, or date and time, as a date; None for nothing.

    Raises ValueError for anything else: a date is never guessed.

    >>> as_date("2019-03-03T06:00:00Z"), as_date(""), as_date(None)
    (datetime.date(2019, 3, 3), None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _string(value)
    if text is None:
        return None
    try:
        return datetime.fromisoformat(normalise(text).text).date()
    except ValueError:
        raise ValueError(f"{text[:40]!r} is not a date like 2019-03-03") from None


def detect_language(text: str) -> str:
    """Return ``ar`` or ``en`` by the letters of a text, ``und`` (undetermined) for another script or language.

    >>> detect_language("Baghouz"), detect_language("\u0627\u0644\u0628\u0627\u063a\u0648\u0632"), detect_language("7")
    ('en', 'ar', 'und')
    """
    letters = [c for c in text if c.isalpha()]
    arabic = sum("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufeff" for c in letters)
    if arabic * 2 > len(letters):
        return "und" if sum(c in _NOT_ARABIC for c in letters) > arabic * _OTHER_SCRIPTURE else "ar"
    latin = sum(c <= "\u024f" for c in letters)
    return "en" if latin * 2 > len(letters) else "und"


def _language(given: str | None) -> str | None:
    """Return the primary tag: ``ar-SY`` is ``ar``; other languages stay as given."""
    return given and re.split("[-_]", given.lower(), maxsplit=1)[0]


def _string(value: object) -> str | None:
    """Return a scalar as one clean line, None for anything empty or nested."""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    line = " ".join(_UNSAFE.sub("\ufffd", str(value)).split())
    return None if line.lower() in {"", "null", "~"} else line
