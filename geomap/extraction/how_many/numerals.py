"""Bare numbers: figures with separators, and number words put together as each language does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geomap.extraction.words.wordlists import Phrases
from geomap.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.extraction.words.tokens import Token

_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+")
_DECIMAL: Final = re.compile(r"\d{1,15}[.,\u066b]\d{1,15}")
_MOST_DIGITS: Final = 15  # a longer figure is no count, and int() may refuse it
_GROUP: Final = 3  # digits between two marks of thousands
_DOZEN, _HUNDRED, _THOUSAND = 12, 100, 1000


class Numerals:
    """Number words of one language, by the ``values`` and conjunctions of a pack's ``[numbers]``."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        get = section.get
        self.joins: str = get("conjunction", "")  # the conjunction that is attached to the next word, as in Arabic
        self.and_words = frozenset(map(fold, get("and", ())))
        self.blocked = frozenset(map(fold, get("blocked", ())))
        self._multiples = frozenset(map(fold, get("multiples", ())))  # thousands: a scale only after a number
        self._spaces = bool(get("spaces", False))  # 1 200
        values: dict[str, list[str]] = {k: list(v) for k, v in get("values", {}).items()}
        if get("hyphens", False):  # twenty-five
            for tens in range(20, 100, 10):
                for ones in range(1, 10):
                    pairs = [f"{t}-{o}" for t in values.get(str(tens), ()) for o in values.get(str(ones), ())]
                    values[str(tens + ones)] = [*values.get(str(tens + ones), ()), *pairs]
        self._values = Phrases(values, get("prefixes", ()))

    def read(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[int | None, int] | None:
        """Return the number at token ``i`` and the index after it; None for a fraction or a figure beyond belief."""
        total, group, limit, j = 0, 0.0, 10**15, i
        while j < end:
            joined = j > i and tokens[j].word in self.and_words
            k = j + joined
            if k >= end:
                break
            token = tokens[k]
            if token.is_number:
                last = self._parted(tokens, k, end) if self._spaces else k + 1
                scaled = self.at_least(_THOUSAND, tokens, last, end)
                figure = _figure("".join(t.text for t in tokens[k:last]), scaled=scaled)
                fits = k == i or (
                    joined and bool(self.joins) and not scaled and total > 0 == group and (figure or 0) < limit
                )
                if k == i and len(token.text) > _MOST_DIGITS:
                    return None, last
                if figure is None or not fits:
                    break
                group, j = figure, last
                continue
            found = self._values.at(tokens, k, end)
            if found is None or token.word in self.blocked:
                break
            label, last, prefix = found
            joined = joined or (j > i and bool(self.joins) and prefix.startswith(self.joins))
            alone = (
                j == i and last == k + 1 and (len(token.word) == 1 or token.word[len(prefix) :] in self._multiples)
            )  # the M4
            if alone or (j > i and prefix and not joined):
                break
            step = self._add(total, group, limit, int(label), joined=joined)
            if step is None:
                break
            total, group, limit = step
            j = last
        if j == i:
            return None
        value = total + group
        return (int(value) if value == int(value) else None), j

    def _parted(self, tokens: tuple[Token, ...], i: int, end: int) -> int:
        """Return the index after a figure whose thousands one space parts: 1 200."""
        last = i + 1
        if not tokens[i].text.isdecimal() or len(tokens[i].text) > _GROUP:
            return last
        while (
            last < end
            and tokens[last].is_number
            and tokens[last].start == tokens[last - 1].end + 1
            and len(tokens[last].text) == _GROUP
            and tokens[last].text.isdecimal()
        ):
            last += 1
        return last

    def may_hold(self, word: str) -> bool:
        """Whether a folded word may stand in a number that is written in words."""
        return word in self.and_words or word in self._values.inner or self._values.begins(word)

    def may_begin(self, word: str) -> bool:
        """Whether a number that is written in words may begin with a folded word."""
        return self._values.begins(word)

    def word(self, tokens: tuple[Token, ...], i: int, end: int) -> int:
        """Return the index after the number word at token ``i``, 0 where none stands."""
        found = self._values.at(tokens, i, end)
        return found[1] if found else 0

    def at_least(self, least: int, tokens: tuple[Token, ...], i: int, end: int) -> bool:
        """Whether a number word of this value or more stands at token ``i``."""
        found = self._values.at(tokens, i, end)
        return found is not None and int(found[0]) >= least

    def _add(self, total: int, group: float, limit: int, value: int, *, joined: bool) -> tuple[int, float, int] | None:
        """Add a number word to a sum: finished ``total``, ``group`` under way, next scale below ``limit``.

        None where the word begins another number. Arabic joins every part but the scale, and says ones before tens.
        """
        if value >= _THOUSAND:
            scale = _THOUSAND ** ((len(str(value)) - 1) // 3)
            apart = not group and total and not joined
            if scale >= limit or apart or (group and (joined or value != scale)):
                return None
            return total + round((group or 1) * value), 0.0, scale
        linked = joined or not self.joins
        ones = int(group) % _HUNDRED
        if 1 <= group < _HUNDRED and not joined and (value == _HUNDRED or (value == _DOZEN and not self.joins)):
            return total, group * value, limit
        if group == 0:
            return (total, value, limit) if linked or total == 0 else None
        if self.joins and ones < 10:
            follows = (value == 10 and not joined) or (value % 10 == 0 and value >= 20 and joined)
        else:
            follows = not joined and ones >= 20 and ones % 10 == 0 and value < 10
        after_hundreds = ones == 0 and group >= _HUNDRED and linked
        fits = value < _HUNDRED and (after_hundreds or (ones > 0 and follows))
        return (total, group + value, limit) if fits else None


def _figure(text: str, *, scaled: bool) -> float | None:
    """Read a figure; 39,000 and 39.000 are thousands unless a scale follows (1.250 million). None for clock times.

    >>> _figure("39.000", scaled=False), _figure("1.2", scaled=True), _figure("18:00", scaled=False)
    (39000, 1.2, None)
    """
    if len(text) > _MOST_DIGITS:
        return None
    if text.isdecimal():
        return int(text)
    if _GROUPED.fullmatch(text) and not (scaled and len(text) < 8):
        return int(re.sub(r"\D", "", text))
    return float(re.sub(r"\D", ".", text)) if _DECIMAL.fullmatch(text) else None
