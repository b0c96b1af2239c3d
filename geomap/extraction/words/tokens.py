"""Words, numbers and signs of a text, each with its place in the original."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from geomap.memory import remembered
from geomap.text import fold, is_clean, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geomap.extraction.how_many.counts import Opens
    from geomap.extraction.how_sure.gist import Tells
    from geomap.extraction.names.starts import Starts
    from geomap.extraction.when.timewords import Word as TimeWord
    from geomap.text import Normalised

# Numbers keep separators (39,000 · 16:00 · 3.5), words keep inner apostrophes and hyphens (Ya'rubiyah, ez-Zor), but
# what names a place before -based is a word of its own.
_TOKEN: Final = re.compile(
    r"(\d+(?:[.,:\u066c\u066b]\d+)*)|([^\W\d_]+(?:['’`ʿʾ-](?!(?:s|based)\b)[^\W\d_]+)*)|[^\w\s]|_"
)
QUOTES: Final = frozenset("\"'“”„«»‘’`")
_ELIDED: Final = re.compile(r"(\w{1,6})['’](?=\w)")
_NUMBER: Final = 1  # the group of figures; signs are in none
_KEPT: Final = 1 << 15  # spellings that are remembered
_HEADING: Final = 3  # words before the two dots that part what a headline is about from its news
_OPENING: Final = 8  # tokens, with quotes and brackets
_DOTS: Final = re.compile(r"(?<=\w)(?:\.{2,}|…)(?= *[^\W\d])")
_LETTERS: Final = 1 << 12  # letters that are remembered
_LONG: Final = 40  # letters of what is split once; longer stretches without a space hardly come again


class Spelling:
    """A word, number or sign as it is written, with what its letters alone tell: one for all tokens that are alike."""

    __slots__ = (
        "is_capital", "is_cased", "is_everyday", "is_number", "is_quote", "is_sign", "opens", "starts", "tells", "text",
        "time", "word",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        found = _TOKEN.match(text)
        kind = found and found.lastindex
        self.text = text
        self.word = fold(text)
        self.is_number = kind == _NUMBER
        self.is_sign = kind is None
        self.is_quote = text in QUOTES
        self.is_cased = cased(text)
        self.is_capital = capital(text)
        self.is_everyday = False  # whether a pack lists it as a word that is hardly a name
        self.opens: Opens | None = None  # what a grammar of counts knows of it, once it has been asked
        self.starts: Starts | None = None  # what a gazetteer knows of it as the first word of a name, once asked
        self.tells: Tells | None = None  # what its letters speak for, once it has been asked
        self.time: TimeWord | None = None  # what a grammar of time knows of it, once it has been asked


_plain = remembered(Spelling, _KEPT)


@final
class Token:
    """``text`` is the clean form (no vowel marks, Western digits), ``word`` its fold; offsets are the original's.

    ``is_number``: written in digits; ``is_sign``: punctuation.
    """

    __slots__ = ("end", "is_number", "is_sign", "spelling", "start", "text", "word")

    def __init__(self, start: int, end: int, spelling: Spelling) -> None:
        self.start = start
        self.end = end
        self.spelling = spelling
        self.text = spelling.text
        self.word = spelling.word
        self.is_number = spelling.is_number
        self.is_sign = spelling.is_sign


def tokenise(
    text: str, elided: frozenset[str] = frozenset(), spelling: Callable[[str], Spelling] = _plain
) -> tuple[Token, ...]:
    """Split a text into tokens, original offsets kept; empty text gives none.

    ``elided`` are words that lose a letter before a vowel and are glued to it by an apostrophe: the French l', d'.
    ``spelling`` gives what is known of a token as it is written.

    >>> [t.text for t in tokenise("Deir ez-Zor, 39,000 people")]
    ['Deir', 'ez-Zor', ',', '39,000', 'people']
    """
    return Tokeniser(elided, spelling).split(text)


@final
class Tokeniser:
    """Splits texts as ``tokenise`` does. What stands between two spaces is split once: most of it comes again."""

    def __init__(self, elided: frozenset[str], spelling: Callable[[str], Spelling]) -> None:
        self._elided = elided
        self._spelling = spelling
        self._known: dict[str, tuple[Token, ...]] = {}  # offsets from where the stretch begins

    def split(self, text: str) -> tuple[Token, ...]:
        """Split a text into tokens."""
        tokens: list[Token] = []
        at = 0
        for stretch in text.split():  # no token has a space in it
            while text[at].isspace():
                at += 1
            inner = self._known.get(stretch)
            if inner is None:
                inner = self._met(stretch)
            for token in inner:
                tokens.append(Token(at + token.start, at + token.end, token.spelling))  # noqa: PERF401 - no list each
            at += len(stretch)
        return tuple(tokens)

    def _met(self, stretch: str) -> tuple[Token, ...]:
        if self._elided or not is_clean(stretch):
            tokens = tuple(_parted(normalise(stretch), self._elided, self._spelling))
        else:
            tokens = tuple([Token(m.start(), m.end(), self._spelling(m[0])) for m in _TOKEN.finditer(stretch)])
        if len(stretch) <= _LONG:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[stretch] = tokens
        return tokens


def headed(text: str, tokens: tuple[Token, ...], colon: Spelling) -> tuple[Token, ...]:
    """Return tokens, the dots after the first word or two of a line as the colon that they stand for: Taiz.. shelling.

    Arabic headlines part so what they are about from what is told of it.
    """
    if ".." not in text and "\u2026" not in text:
        return tokens  # most texts, for a fiftieth of what the pattern takes
    starts: list[int] = []
    out: list[Token] = []
    line = kept = 0  # where the line begins; tokens before this one are told
    for dots in _DOTS.finditer(text):
        starts = starts or [token.start for token in tokens]
        line = max(line, text.rfind("\n", line, dots.start()) + 1)
        first, last = bisect_left(starts, line), bisect_left(starts, dots.start())
        words = sum(not token.is_sign for token in tokens[first:last]) if last - first <= _OPENING else 0
        if 0 < words <= _HEADING:
            out += [*tokens[kept:last], Token(dots.start(), dots.end(), colon)]
            kept = bisect_left(starts, dots.end())
    return (*out, *tokens[kept:]) if out else tokens


def _parted(clean: Normalised, elided: frozenset[str], spelling: Callable[[str], Spelling]) -> Iterator[Token]:
    """Yield tokens, an elided word as a token of its own that ends with its apostrophe."""
    for m in _TOKEN.finditer(clean.text):
        (start, end), word = m.span(), m[0]
        lead = _ELIDED.match(word)
        part = lead is not None and lead[1].lower() in elided and not (lead[1].isupper() and word[lead.end()].isupper())
        cut = lead.end() if lead and part else 0  # N'Djamena is one name
        if cut:
            yield Token(*clean.span(start, start + cut), spelling(word[:cut]))
        yield Token(*clean.span(start + cut, end), spelling(word[cut:]))


def cased(text: str) -> bool:
    """Whether a word is in a script that has capital letters.

    >>> cased("été"), cased("12")
    (True, False)
    """
    first = text[0]
    return not "\u0600" <= first <= "\u06ff" and _has_case(first)  # no look-up for Arabic


def _is_cased(letter: str) -> bool:
    return letter.islower() or letter.isupper() or letter.istitle()


_has_case: Final = remembered(_is_cased, _LETTERS)


def capital(text: str) -> bool:
    """Whether a word is written as a name: Aleppo, al-Bab, ez-Zor."""
    return text[0].isupper() or ("-" in text and any(part[:1].isupper() for part in text.split("-")))
