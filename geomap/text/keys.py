"""Name keys: one function for index and query alike, both scripts."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Final

import tomli

from geomap.memory import remembered
from geomap.text.normalise import fold, is_arabic_alone, normalise

_WORD: Final = re.compile(r"[^\W_]+")
_KEPT: Final = 1 << 15  # keys that are remembered
_SIGNS: Final = (".", "·", "•")
_BREAKS: Final = re.compile(rf"(?<=\w)[{''.join(_SIGNS)}](?=\w)")


# Letters of Kurdish and Urdu, and those with which Arabic would write them; its short vowels stay unwritten.
_SHORT_VOWEL: Final = re.compile(r"\u06d5(?=\w)")
_LONG_U: Final = "\u0648\u0648"  # of Kurdish
_NEIGHBOURS: Final = str.maketrans(
    {
        0x06CE: "\u064a", 0x06C6: "\u0648", 0x06B5: "\u0644", 0x0695: "\u0631", 0x06A4: "\u0641",
        0x06D5: "\u0647", 0x06BE: "\u0647", 0x06C1: "\u0647", 0x06C3: "\u0647", 0x06D2: "\u064a",
    }
)  # fmt: skip


@cache
def table() -> dict[str, Any]:
    """Return ``translit.toml``, read once."""
    return tomli.loads(resources.files("geomap.text").joinpath("translit.toml").read_text("utf-8"))


@cache
def _articles() -> tuple[str, frozenset[str]]:
    articles = table()["articles"]
    return articles["arabic"], frozenset(articles["latin"])


@cache
def _special() -> tuple[dict[int, str], re.Pattern[str], dict[int, str]]:
    """Return what stands for special letters, by what a name of emphatic ones is told, and what stands for these."""
    special, (told_by, *emphatic) = table()["special"].items(), table()["emphatic"].items()
    plain = {ord(k): v for k, v in special}
    return plain, re.compile(told_by[1]), plain | {ord(k): v for k, v in emphatic}


def _plain(name: str) -> str:
    """Return a name in small letters, those that accents make others spelled out."""
    if name.isascii():
        return name.lower()
    text = normalise(name).text
    if is_arabic_alone(text):
        return text  # no case, nothing to spell out
    text = text.casefold()
    plain, told_by, emphatic = _special()
    return text.translate(emphatic if told_by.search(text) else plain)


def is_arabic(text: str) -> bool:
    """Whether most letters of a text are Arabic script.

    >>> is_arabic("\u062d\u0644\u0628"), is_arabic("Aleppo"), is_arabic("")
    (True, False, False)
    """
    letters = [c for c in text if c.isalpha()]
    return sum("\u0600" <= c <= "\u06ff" or c >= "\ufb50" for c in letters) * 2 > len(letters)


def words(name: str) -> list[str]:
    """Folded words of a name, articles cut, hyphens split, apostrophes and dots inside words dropped."""
    article, latin = _articles()
    clean = _plain(name)
    if any(sign in clean for sign in _SIGNS):  # few, and a search takes longer
        clean = _BREAKS.sub("", clean)
    folded = fold(clean)
    found = [folded] if folded.isalpha() else _WORD.findall(folded)
    kept = [w[len(article) :] if w.startswith(article) and len(w) > len(article) + 1 else w for w in found]
    return [w for w in kept if w not in latin] or kept


def has_article(name: str) -> bool:
    """Whether a name begins with an article that is not glued to Latin letters.

    >>> has_article("al-Hol"), has_article("\u0627\u0644\u0647\u0648\u0644"), has_article("Hol"), has_article("")
    (True, True, False, False)
    """
    small = name.lower()
    arabic, latin = _articles()
    # cut at a sign and looked for among them: much faster than to try each with each sign
    return small.startswith(arabic) or any(sign in small and small.partition(sign)[0] in latin for sign in " -")


def ends_in_article(name: str) -> bool:
    """Whether the last word of a name is an article by its letters, so that its key lacks that word.

    >>> ends_in_article("D\u0129 An"), ends_in_article("al-Hol"), ends_in_article("")
    (True, False, False)
    """
    found = _WORD.findall(fold(name))
    return len(found) > 1 and found[-1] in _articles()[1]


def in_arabic_letters(word: str) -> str:
    """Return a word of Kurdish or Urdu as Arabic would spell it.

    >>> in_arabic_letters("\u062d\u06d5\u0644\u06d5\u0628") == "\u062d\u0644\u0628", in_arabic_letters("Halab")
    (True, 'Halab')
    """
    return _SHORT_VOWEL.sub("", word).translate(_NEIGHBOURS).replace(_LONG_U, _LONG_U[0])


def name_key(name: str) -> str:
    """Return the key under which a name is indexed and looked up.

    >>> name_key("Deir ez-Zor") == name_key("DEIR EL ZOR"), name_key("al-Hol"), name_key("")
    (True, 'hol', '')
    """
    return _key(name)


def longer_key(key: str, word: str) -> str:
    """Return the key of a name and a word after it from the name's own key, in a script without capitals.

    >>> longer_key("\u062f\u064a\u0631", "\u0627\u0644\u0632\u0648\u0631") == "\u062f\u064a\u0631 \u0632\u0648\u0631"
    True
    """
    return f"{key} {name_key(word)}".strip()


def _joined(name: str) -> str:
    return " ".join(words(name))


_key: Final = remembered(_joined, _KEPT)
