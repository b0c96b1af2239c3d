"""One normaliser for index and query: clean text with a way back to the original offsets, and folded words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap.memory import remembered

# Combining marks that Arabic script writes over letters, tatweel, soft hyphens, and invisible direction controls.
_DROP: Final = frozenset(
    [
        *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06ED), 0x0640,
        0x00AD, *range(0x200B, 0x2010), 0x061C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A),
    ]
)  # fmt: skip
# Whatever `normalise` may drop or change; a text without any is its own normal form.
_CHANGED: Final = re.compile(
    f"[{''.join(map(re.escape, map(chr, sorted(_DROP))))}\u00a0\u202f\u0660-\u06f9\ufb01-\U0010ffff]"
)
_WORDS: Final = 1 << 16  # folded words kept
_FOLD: Final = str.maketrans(
    {
        0x0623: "\u0627", 0x0625: "\u0627", 0x0622: "\u0627", 0x0671: "\u0627",  # alef forms
        0x0649: "\u064a", 0x06CC: "\u064a", 0x0626: "\u064a", 0x0624: "\u0648",  # ya, waw with hamza
        0x0629: "\u0647", 0x06C0: "\u0647", 0x06A9: "\u0643", 0x0621: None,      # ta marbuta, kaf, bare hamza
        0x2019: None, 0x2018: None, 0x0027: None, 0x0060: None, 0x02BF: None, 0x02BE: None, 0x02BC: None, 0x00B4: None,
    }
)  # fmt: skip


_ARABIC: Final = re.compile("[\u0600-\u06ff\\s]*")
_FIRST_MARK: Final = "\u0300"  # below it nothing combines with the letter before


@dataclass(frozen=True, slots=True)
class Normalised:
    """Clean text and, for each of its characters, the index of the original character it came from."""

    text: str
    origin: Sequence[int]
    length: int  # of the original

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of ``text[start:end]``; marks that followed the last letter are left out."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self.length
            return at, at
        return self.origin[start], self.origin[end - 1] + 1

    def back(self, original: int) -> int:
        """Return the first clean index at or after an original index."""
        return bisect_right(self.origin, original - 1)


def is_clean(text: str) -> bool:
    """Whether a text is its own normal form.

    >>> is_clean("\u062d\u0644\u0628"), is_clean("\u062d\u0640\u0644\u0628"), is_clean("")
    (True, False, True)
    """
    return text.isascii() or _CHANGED.search(text) is None


def normalise(text: str) -> Normalised:
    """Drop vowel marks, tatweel and direction controls, unify presentation forms and digits, keep offsets.

    >>> n = normalise("\u0645\u0640\u0640\u062f\u064a\u0646\u0629")
    >>> len(n.text), n.span(0, 5)
    (5, (0, 7))
    >>> normalise("").text
    ''
    """
    if is_clean(text):
        return Normalised(text, range(len(text)), len(text))
    parts: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _CHANGED.finditer(text):
        i = match.start()
        clean = _clean(match[0])
        parts += text[last:i], clean
        origin.extend(range(last, i))
        origin.extend([i] * len(clean))
        last = i + 1
    parts.append(text[last:])
    origin.extend(range(last, len(text)))
    return Normalised("".join(parts), origin, len(text))


def _clean(c: str) -> str:
    """Return what stands for one character: nothing, its compatibility form, or a Western digit."""
    o = ord(c)
    if o in _DROP:
        return ""
    if o > 0xFB00 or o in (0xA0, 0x202F):
        return unicodedata.normalize("NFKC", c)  # presentation forms, full width, hard spaces
    return str(unicodedata.digit(c)) if c.isdigit() else c


def is_arabic_alone(text: str) -> bool:
    """Whether a text holds nothing but Arabic script and spaces.

    >>> is_arabic_alone("\u062d\u0644\u0628"), is_arabic_alone("\u062d-\u0644"), is_arabic_alone("")
    (True, False, True)
    """
    return _ARABIC.fullmatch(text) is not None


def fold(word: str) -> str:
    """Fold spelling differences that carry no meaning: hamza seats, ya, ta marbuta, case, Latin accents, apostrophes.

    >>> fold("\u0627\u0644\u062d\u0633\u0643\u0629") == fold("\u0627\u0644\u062d\u0633\u0643\u0647")
    True
    >>> fold("Barhoûz"), fold("")
    ('barhouz', '')
    """
    return _folded(word)


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    if is_arabic_alone(word):
        return word.translate(_FOLD)  # without case
    word = word.translate(_FOLD).casefold()
    if not is_arabic_alone(word):
        apart = unicodedata.normalize("NFKD", word)
        word = "".join([c for c in apart if c < _FIRST_MARK or not unicodedata.combining(c)]).translate(_FOLD)
    return word


_folded = remembered(_fold, _WORDS)
