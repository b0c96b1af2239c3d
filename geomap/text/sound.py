"""Names as they sound: one alphabet on which Arabic and Latin spellings meet, and the consonant key made of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.text.keys import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOUBLE = re.compile(r"(.)\1+")
_ONCE = itemgetter(1)  # what a doubled sound becomes; re would read a template anew each time
_SHORT = 2  # letters that a word keeps whatever is cut
_GLUED = 4  # letters that a word needs at least before an article may be glued to it


@cache
def _letters() -> tuple[dict[str, str], re.Pattern[str], str, dict[int, str | None]]:
    data = table()
    sounds = {**data["arabic"], **data["latin"]}
    letters = re.compile("|".join(sorted(map(re.escape, sounds), key=len, reverse=True)))
    bones: dict[int, str | None] = {ord(k): v for k, v in data["skeleton"]["kept"].items()}
    bones.update(dict.fromkeys(map(ord, data["skeleton"]["dropped"])))
    return sounds, letters, data["articles"]["feminine"], bones


@cache
def _systems() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(spelled), meant) for spelled, meant in table()["readings"].items())


@lru_cache(maxsize=100_000)
def word_letters(word: str) -> tuple[str, ...]:
    """Return the letters of a folded word, those together that stand for one sound; a silent final h is left out.

    >>> word_letters("hasakah"), word_letters("shheil"), word_letters("")
    (('h', 'a', 's', 'a', 'k', 'a'), ('sh', 'h', 'e', 'i', 'l'), ())
    """
    _, letters, feminine, _ = _letters()
    if len(word) > _SHORT:
        if word[-1] == feminine:
            word = word[:-1] + "a"
        elif word[-1] == "h" and word[-2] in "aei":
            word = word[:-1]
    return tuple(letters.findall(word))


@lru_cache(maxsize=100_000)
def word_sound(word: str) -> str:
    """Return a folded word as it sounds; a final h after a vowel and the feminine ending are one vowel.

    >>> word_sound("hasakah"), word_sound("\u062d\u0633\u0643\u0647"), word_sound("")
    ('hasaka', 'hska', '')
    """
    sounds = _letters()[0]
    return _DOUBLE.sub(_ONCE, "".join([sounds[letter] for letter in word_letters(word)]))


def letters() -> dict[str, str]:
    """Return the sound of every letter or group of letters that stands for one; none for those that carry none."""
    return _letters()[0]


def sound(name: str) -> str:
    """Return a name as it sounds, words joined, articles cut, doubled sounds single.

    >>> sound("Baghouz"), sound("al-Hasakah"), sound("\u0627\u0644\u0628\u0627\u063a\u0648\u0632"), sound("")
    ('baguz', 'hasaka', 'baguz', '')
    """
    return _DOUBLE.sub(_ONCE, "".join(map(word_sound, words(name))))


def bones(sounded: str) -> str:
    """Return the consonants of a sound in the classes that spellings share.

    >>> bones("baguz"), bones("")
    ('bgz', '')
    """
    return _DOUBLE.sub(_ONCE, sounded.translate(_letters()[3]))


def skeleton(name: str) -> str:
    """Return the consonants of a name in classes that Arabic and Latin spellings share.

    >>> skeleton("Baghouz"), skeleton("\u0627\u0644\u0628\u0627\u063a\u0648\u0632"), skeleton("")
    ('bgz', 'bgz', '')
    """
    return bones(sound(name))


def glued_article(word: str) -> str:
    """Cut an article that stands glued to a Latin word: Elasafir, Ezzor; other words come back as they are.

    >>> glued_article("elasafir"), glued_article("ezzor"), glued_article("abyad")
    ('asafir', 'zor', 'abyad')
    """
    articles = table()["articles"]
    if len(word) > _GLUED and word[:2] in articles["glued"]:
        return word[2:]
    assimilated = len(word) > _GLUED and word[0] in "ae" and word[1] == word[2] and word[1] in articles["sun"]
    return word[2:] if assimilated else word


def other_spellings(parts: Sequence[str]) -> Iterator[list[str]]:
    """Give a name's words as another system of transliteration would read them; see ``[readings]``.

    >>> list(other_spellings(["barhouz"])), list(other_spellings(["cuma"])), list(other_spellings(["homs"]))
    ([['baghouz']], [['juma']], [])
    """
    whole = " ".join(parts)
    for spelled, meant in _systems():
        if spelled.search(whole):
            yield spelled.sub(meant, whole).split(" ")
