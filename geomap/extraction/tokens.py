"""Words, numbers and signs of a text, each with its place in the original."""

from __future__ import annotations

import re
from typing import NamedTuple

from geomap.text import fold, normalise

# Numbers keep separators (39,000 · 16:00 · 3.5), words keep inner apostrophes and hyphens (Ya'rubiyah, ez-Zor).
_TOKEN = re.compile(r"(\d+(?:[.,:\u066c\u066b]\d+)*)|([^\W\d_]+(?:['’`ʿʾ-](?!s\b)[^\W\d_]+)*)|[^\w\s]|_")
_NUMBER = 1  # the group of figures; signs are in none


class Token(NamedTuple):
    """``text`` is the clean form (no vowel marks, Western digits), ``word`` its fold; offsets are the original's."""

    start: int
    end: int
    text: str
    word: str
    is_number: bool = False  # written in digits
    is_sign: bool = False  # punctuation


def tokenise(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, original offsets kept; empty text gives none.

    >>> [t.text for t in tokenise("Deir ez-Zor, 39,000 people")]
    ['Deir', 'ez-Zor', ',', '39,000', 'people']
    """
    clean = normalise(text)
    origin = clean.origin
    return tuple(
        Token(
            origin[m.start()],
            origin[m.end() - 1] + 1,
            word := m[0],
            fold(word),
            (kind := m.lastindex) == _NUMBER,
            kind is None,
        )
        for m in _TOKEN.finditer(clean.text)
    )
