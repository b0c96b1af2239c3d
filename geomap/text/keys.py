"""Name keys: one function for index and query alike, both scripts."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from geomap.text.normalise import fold, normalise

_WORD = re.compile(r"[^\W_]+")
_BREAKS = re.compile(r"(?<=\w)[.·•](?=\w)")
_SHORT = 3  # letters below which nothing is cut


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str], str, frozenset[str], str, dict[int, str]]:
    data = tomllib.loads(resources.files("geomap.text").joinpath("translit.toml").read_text("utf-8"))
    classes = {**data["arabic"], **data["latin"]}
    letters = re.compile("|".join(sorted(map(re.escape, classes), key=len, reverse=True)))
    articles = data["articles"]
    special = {ord(k): v for k, v in data["special"].items()}
    return classes, letters, articles["arabic"], frozenset(articles["latin"]), articles["feminine"], special


def is_arabic(text: str) -> bool:
    """Whether most letters of a text are Arabic script.

    >>> is_arabic("\u062d\u0644\u0628"), is_arabic("Aleppo"), is_arabic("")
    (True, False, False)
    """
    letters = [c for c in text if c.isalpha()]
    return sum("\u0600" <= c <= "\u06ff" or c >= "\ufb50" for c in letters) * 2 > len(letters)


def words(name: str) -> list[str]:
    """Folded words of a name, articles cut, hyphens split, apostrophes and dots inside words dropped."""
    _, _, article, latin, _, special = _table()
    clean = _BREAKS.sub("", normalise(name).text.casefold().translate(special))
    found = _WORD.findall(fold(clean))
    kept = [w[len(article) :] if w.startswith(article) and len(w) > len(article) + 1 else w for w in found]
    return [w for w in kept if w not in latin] or kept


def name_key(name: str) -> str:
    """Return the key under which a name is indexed and looked up.

    >>> name_key("Deir ez-Zor") == name_key("DEIR EL ZOR"), name_key("al-Hol"), name_key("")
    (True, 'hol', '')
    """
    return " ".join(words(name))


def skeleton(name: str) -> str:
    """Return the consonants of a name in classes that Arabic and Latin spellings share.

    >>> skeleton("Baghouz"), skeleton("\u0627\u0644\u0628\u0627\u063a\u0648\u0632"), skeleton("")
    ('bgz', 'bgz', '')
    """
    classes, letters, _, _, feminine, _ = _table()
    out = []
    for word in words(name):
        stem = word[:-1] if len(word) > _SHORT - 1 and word[-1] in (feminine, "h") else word
        out.append("".join(classes[m.group()] for m in letters.finditer(stem)))
    return re.sub(r"(.)\1+", r"\1", "".join(out))
