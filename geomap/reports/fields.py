"""A report from its fields, whichever file they came from: checks, dates, language."""

from __future__ import annotations

import json
import logging
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geomap.errors import Reason, ReportError
from geomap.model import Report
from geomap.text import bare, normalise, scripts, spread

if TYPE_CHECKING:
    from collections.abc import Mapping

_log = logging.getLogger(__name__)
_SURROGATES = re.compile("[\ud800-\udfff]")  # lone ones: no file format takes them, nor NUL
# Letters of languages in Arabic script that Arabic hardly ever uses.
_NOT_ARABIC = {
    "ckb": "\u06c6\u06ce\u06d5\u0695\u06b5",
    "ur": "\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2",
    "fa": "\u067e\u0686\u06af\u0698",  # Kurdish and Urdu have them too
}
_SMALL = re.compile("\\b[a-z\u00df-\u024f]+\\b")  # words of Latin letters that are no names
_MIXED = 1 / 3  # share of Arabic letters below which a text is not Arabic, whatever the others are
_OTHER_SCRIPTURE = 0.01  # share of those letters from which a text in Arabic script is not Arabic
_ENGLISH = frozenset(("the", "of", "and", "to", "was", "were", "with", "from", "by", "after"))
_ENGLISH_SHARE = 0.05  # of the words: English has four times as many
_OPENING = 4000  # letters that tell the language
_SPREAD = 1000  # characters, spread over a text, that tell its script
_CODE = re.compile("[a-z]{2,3}([-_].*)?", re.IGNORECASE)  # of a language, and of where it is spoken
DAYS = ("date", "published_at", "published_date", "publication_date", "pub_date", "pubdate")  # often for "published"


def parse_line(line: str, *, default_id: str = "report", verbatim: bool = False) -> Report:
    """Return the report of one JSON line; only ``text`` is required, ``id`` falls back to ``default_id``.

    ``verbatim``: NUL stays in the text, for answers in JSON, which quote it as it was sent.
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
    return make_report(fields, fields["text"], default_id=default_id, verbatim=verbatim)


def make_report(fields: Mapping[Any, Any], text: str, *, default_id: str, verbatim: bool = False) -> Report:
    """Build a report from loosely typed fields; unknown ones are ignored, said of a day under another name.

    NUL (unless ``verbatim``) and lone surrogates in the text become U+FFFD, one for one, so that offsets hold.
    Raises `ReportError` where the text is blank.
    """
    if not text.strip():
        raise ReportError(Reason("empty: no text"))
    name = _string(fields.get("id")) or _clean(default_id)
    text = _clean(text, nul="\0" if verbatim else "\ufffd")
    try:
        published = as_date(fields.get("published"))
    except ValueError as error:
        _log.warning("%s: published: %s; left out, so relative dates stay open", name, error)
        published = None
    meant = None if _string(fields.get("published")) else next((k for k in DAYS if _string(fields.get(k))), None)
    if meant:
        told = "%s: '%s' is not read, and there is no 'published': name it so, else relative dates stay open"
        _log.warning(told, name, meant, extra={"once": f"{meant} for published"})
    return Report(
        id=name,
        text=text,
        published=published,
        language=_language(fields.get("language"), name) or detect_language(text),
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


def detect_language(text: str) -> str | None:
    """Return the language of a text by its letters, ``und`` (undetermined) for a script that geomap does not read.

    None where Latin letters do not tell: what is read decides, by the words of its language packs.

    >>> detect_language("\u0627\u0644\u0628\u0627\u063a\u0648\u0632"), detect_language("7")
    ('ar', 'und')
    >>> detect_language("Shells hit the town of Hajin."), detect_language("Des obus sur la ville")
    ('en', None)
    """
    text = bare(text).text
    some, step = spread(text, _SPREAD)
    letters, arabic, latin = scripts(some)
    mixed = 0 < 2 * arabic <= letters
    small = sum(map(len, _SMALL.findall(text))) / step if mixed else 0  # no names and initials of a foreign group
    if arabic > max(small, letters * _MIXED):
        others = {language: sum(map(text.count, own)) for language, own in _NOT_ARABIC.items()}
        foreign = sum(others.values()) > arabic * step * _OTHER_SCRIPTURE
        return max(others, key=lambda language: others[language]) if foreign else "ar"
    if latin * 2 <= letters:
        return "und"
    words = text[:_OPENING].lower().split()
    return "en" if sum(map(_ENGLISH.__contains__, words)) > len(words) * _ENGLISH_SHARE else None


def _language(given: object, name: str) -> str | None:
    """Return the primary tag: ``ar-SY`` is ``ar``; other languages stay as given, what is no code is left out."""
    tag = _string(given)
    if tag and _CODE.fullmatch(tag):
        return re.split("[-_]", tag.lower(), maxsplit=1)[0]
    if tag or given:
        _log.warning("%s: language: %.40r is no code like ar or en; left out, so the text tells it", name, given)
    return None


def _clean(text: str, *, nul: str = "\ufffd") -> str:
    """Return a text without lone surrogates, which few have: encoding tells them in a tenth of the time.

    ``nul`` is what stands for NUL.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATES.sub("\ufffd", text)
    return text.replace("\0", nul)


def _string(value: object) -> str | None:
    """Return a scalar as one clean line, None for anything empty or nested."""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    line = " ".join(_clean(str(value)).split())
    return None if line.lower() in {"", "null", "~"} else line
