"""What language a report is in, when nobody says it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

import tomli

from geomap.text import bare, is_arabic, scripts, spread

UNTOLD = "und"
FALLBACK = {True: "ar", False: "en"}  # by script: the pack that finds places in a language without one
_LAST_LATIN = "\u024f"
_HARDLY = 5  # times the letters of a script that a text in it has at most
_SPREAD = 600  # characters, spread over a text, that tell its script


@cache
def _signs() -> dict[str, Any]:
    source = resources.files("geomap.extraction").joinpath("languages.toml")
    return tomli.loads(source.read_text("utf-8"))


def detect(text: str) -> str:
    """Return the code of a text's language, also of some that geomap does not read; English where nothing speaks.

    Of other scripts than the Latin and the Arabic no language is told.

    >>> detect("Trois soldats ont été tués dans une embuscade près de Ménaka."), detect("Shells hit the town.")
    ('fr', 'en')
    """
    signs, text = _signs(), bare(text).text
    opening = text[: signs["sample"]]
    letters = Counter(filter(str.isalpha, opening.lower()))
    least = max(2, signs["share"] * letters.total())
    for language, own in signs["letters"].items():
        if sum(letters[c] for c in own) >= least:
            return str(language)
    if is_arabic(text):
        return FALLBACK[True]
    if 2 * sum(n for c, n in letters.items() if not _is_latin(c)) > letters.total():
        return UNTOLD
    told = _told(signs["words"], opening.lower())
    foreign = _told(signs["foreign"]["words"], opening)
    told |= {lang: n for lang, n in foreign.items() if n >= signs["foreign"]["least"]}
    return max(told, key=lambda lang: told[lang])


def is_written_in(text: str, *, arabic: bool) -> bool:
    r"""Whether a text may be in a language of the Arabic script, or else of the Latin; one without letters may.

    Names and quotations in the other script do not matter. HTML in the text counts as letters.

    >>> is_written_in("Shells hit \u062d\u0644\u0628.", arabic=False), is_written_in("Aleppo", arabic=True)
    (True, False)
    """
    some, _ = spread(text, _SPREAD)
    found = scripts(some)
    return _HARDLY * (found.arabic if arabic else found.latin) >= found.letters


def _is_latin(letter: str) -> bool:
    r"""Whether a letter, in small, is of the Latin script.

    >>> _is_latin("e"), _is_latin("ş"), _is_latin("\u0436"), _is_latin("\u05d0"), _is_latin("\u70b8")
    (True, True, False, False, False)
    """
    return letter <= _LAST_LATIN or "\u1e00" <= letter <= "\u1eff"


def _told(words: dict[str, list[str]], text: str) -> dict[str, int]:
    """Return how many words of a text are a language's own, for each language."""
    found = Counter(text.split())
    return {language: sum(found[word] for word in own) for language, own in words.items()}


def everyday(language: str) -> tuple[str, ...]:
    """Return words of a language without a pack that are hardly meant as the places that are spelled so."""
    return tuple(_signs()["everyday"].get(language, ()))


def endings(language: str) -> tuple[str, ...]:
    """Return what a language without a pack puts on the names of places, the longest first."""
    return tuple(_signs()["endings"].get(language, ()))


def script_of(text: str) -> str:
    """Return the language whose pack finds places in a text of the same script."""
    return FALLBACK[is_arabic(text)]
