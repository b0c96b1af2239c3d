"""Entries of a pack found in a text: what each word may begin is looked up once, what goes on is matched here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast, final

from geomap.extraction.words.lexicon import Entry
from geomap.extraction.words.tokens import Spelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.extraction.words.morphology import Head
    from geomap.extraction.words.tokens import Token

_COMMA: Final = "\u060c"
_STOPS: Final = frozenset(".!?;\u061f\u061b")
GAP: Final = 7  # most words that ".." may stand for
_KEPT: Final = 64  # words after a word that are remembered with what may stand before them
# Lists that are asked for by word alone, and hold a fifth of what a text has of any list: these words get no tags.
BY_WORD: Final = frozenset((
    "homograph", "falls_otherwise", "ordinary", "generic", "body_first", "kin", "particle", "of_somebody_dead", "ruin",
    "ruined_by", "of_the_year", "befalls", "town_words", "dish", "of_several", "beaten", "result", "versus", "way",
))  # fmt: skip


_Entries = tuple[tuple[Entry, str], ...]
_Where = tuple[tuple[str, ...], tuple[str, ...]]  # what the word after may be read as, and the words behind a gap


@final
class Tag:
    """A pack entry found in a text: tokens ``first`` up to ``last`` (exclusive).

    ``form``: noun, past, present, participle, base, word. ``prefix``: clitics cut from the first word. ``loose``: words
    that are none of its own stand between first and last.
    """

    __slots__ = ("first", "form", "label", "last", "loose", "name", "prefix")

    def __init__(
        self, label: str, name: str, first: int, last: int, form: str = "word", prefix: str = "", *, loose: bool = False
    ) -> None:
        self.label = label
        self.name = name
        self.first = first
        self.last = last
        self.form = form
        self.prefix = prefix
        self.loose = loose


def family(entry: Entry) -> tuple[str, str]:
    """A word is met once a list, but may be of several families of events, of which each needs other things."""
    return entry.label, entry.name if entry.label == "event" else ""


class Openings(NamedTuple):
    """What a word may begin: the entries with the clitics cut off, in the order they are tried."""

    entries: tuple[tuple[Entry, str], ...] = ()
    alone: tuple[tuple[str, str, str, str], ...] = ()  # label, name, form, prefix of those found where none goes on
    onward: frozenset[str] = frozenset()  # words that those of several words go on with
    beyond: frozenset[str] = frozenset()  # words that follow the gap of those that may go on with any word


NONE: Final = Openings()  # of most words


@final
class Word(Spelling):
    """A word as it is written, and all that a pack knows of it: looked up once for each token."""

    __slots__ = (
        "alone", "beyond", "by_word", "entries", "going_on", "heads", "is_comma", "is_stop", "named", "onward",
        "readings", "turns",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.readings: tuple[str, ...] = ()
        self.named = False  # whether it is written as a name
        self.heads: tuple[Head, ...] | None = None  # once they have been asked for
        self.is_comma = text in (_COMMA, ",")
        self.is_stop = text in _STOPS
        self.entries: _Entries = ()
        self.alone = self.by_word = NONE.alone
        self.going_on: dict[_Where, _Entries] | None = None  # entries by the words after, once they have been asked for
        self.onward = NONE.onward
        self.beyond = NONE.beyond
        self.turns = False

    def begin(self, opened: Openings) -> None:
        """Tell what the word may begin; before that it begins nothing."""
        self.entries = tuple([e for e in opened.entries if e[0].rest or e[0].label not in BY_WORD])
        self.alone = tuple([told for told in opened.alone if told[0] not in BY_WORD])
        self.by_word = tuple([told for told in opened.alone if told[0] in BY_WORD])
        self.onward = opened.onward
        self.beyond = opened.beyond
        self.turns = any([told[0] in ("contrast", "then") for told in opened.alone])  # noqa: C419 - whereas; no generator

    def before(self, after: tuple[str, ...], later: tuple[str, ...]) -> _Entries:
        """Return the entries that may stand before a word, in their order: the others are not met again.

        ``after``: what that word may be read as; ``later``: the words behind a gap.
        """
        where = tuple([reading for reading in after if reading in self.onward]), later
        if self.going_on is None or len(self.going_on) >= _KEPT:
            self.going_on = {}
        known = self.going_on.get(where)
        if known is None:
            known = tuple(e for e in self.entries if not e[0].rest or _fits(e[0].rest, after, later))
            self.going_on[where] = known
        return known


@final
class Tagger:
    """Finds the entries that a text has, in one pass over its words; ``has`` tells under which lists a word is."""

    def __init__(self, conjunctions: tuple[str, ...], has: Callable[[str, str], bool]) -> None:
        self._joins = conjunctions[:1]
        self._has = has

    def tag(self, tokens: tuple[Token, ...]) -> dict[str, list[Tag]]:
        """Find every entry in the tokens, by label in text order; for one label only the longest at a place."""
        found: dict[str, list[Tag]] = {}
        words = [cast("Word", token.spelling) for token in tokens]
        read = _read(words)
        for i, word in enumerate(words):
            later = self._later(words, read, i + 1, word.beyond) if word.beyond else ()
            if later or (word.onward and _meets(word.onward, read[i + 1])):
                self._tag_longest(words, read, i, later, found)
            else:
                for label, name, form, prefix in word.alone:
                    _add(found, label, Tag(label, name, i, i + 1, form, prefix))
        return found

    def _later(self, words: list[Word], read: list[tuple[str, ...]], i: int, sought: frozenset[str]) -> tuple[str, ...]:
        """Return which of the words that are sought may stand behind a gap that begins with a word."""
        later: tuple[str, ...] = ()
        for j in range(i, self._gap(words, i)):
            for reading in read[j]:
                if reading in sought and reading not in later:
                    later += (reading,)
        return later

    def _tag_longest(
        self, words: list[Word], read: list[tuple[str, ...]], i: int, later: tuple[str, ...],
        found: dict[str, list[Tag]],
    ) -> None:  # fmt: skip
        """Find the entries that a word begins; ``later``: what may stand behind a gap after it."""
        seen: dict[str, int] = {}
        alone: set[tuple[str, str]] = set()
        for entry, prefix in words[i].before(read[i + 1], later):
            rest = entry.rest
            longest = seen.get(entry.label, 0)
            if longest > len(rest) and (longest > 1 or family(entry) in alone):
                continue
            last = self._follow(words, read, i + 1, rest) if rest else i + 1
            if last:
                seen[entry.label] = len(rest) + 1
                if not rest:
                    alone.add(family(entry))
                loose = None in rest
                _add(found, entry.label, Tag(entry.label, entry.name, i, last, entry.form, prefix, loose=loose))

    def _follow(
        self, words: list[Word], read: list[tuple[str, ...]], i: int, rest: tuple[frozenset[str] | None, ...]
    ) -> int:
        """Match the rest of an entry from a word; return the index after it, or 0."""
        for n, forms in enumerate(rest):
            if forms is None:
                behind = rest[n + 1 :]
                for j in range(i, self._gap(words, i)):
                    last = self._follow(words, read, j, behind)
                    if last:
                        return last
                return 0
            if not _meets(forms, read[i]):
                return 0
            while words[i].is_quote:
                i += 1
            i += 1
        return i

    def _gap(self, words: list[Word], i: int) -> int:
        """Return the end of the words, from one on, before which a gap there may end."""
        left = GAP
        aside = -1  # where an aside between two commas ends: its words are none of the gap's
        j = i
        while j < len(words) and left >= 0:
            word = words[j]
            if word.is_comma:
                if j > aside and word.text == _COMMA:
                    aside = next((k for k in range(j + 1, min(j + GAP, len(words))) if words[k].text == _COMMA), j)
                if self._turns(words, j):
                    break
            elif word.is_stop or word.turns:
                break
            if not word.is_quote and j > aside:
                left -= 1
            j += 1
        return j

    def _turns(self, words: list[Word], i: int) -> bool:
        """Whether something else begins after a comma: with an attached "and", but no "according to"."""
        if i + 1 >= len(words):
            return False
        word = words[i + 1].word
        if words[i].text == ",":
            return self._has("and", word)
        helped = word[:1] in self._joins and self._has("support", word[1:])  # and militias back it
        return word.startswith(self._joins) and not (helped or self._has("hearsay", word))


def _add(found: dict[str, list[Tag]], label: str, tag: Tag) -> None:
    alike = found.get(label)
    if alike is None:
        found[label] = [tag]
    else:
        alike.append(tag)


def _fits(rest: tuple[frozenset[str] | None, ...], after: tuple[str, ...], later: tuple[str, ...]) -> bool:
    """Whether an entry may go on with the word after it, or with one ``later`` behind its gap."""
    first = rest[0]
    if first is not None:
        return _meets(first, after)
    second = rest[1]
    return second is None or _meets(second, later)


def _meets(sought: frozenset[str], readings: tuple[str, ...]) -> bool:
    """Whether a word may be read as one of those that are sought."""
    return any(reading in sought for reading in readings)


def _read(words: list[Word]) -> list[tuple[str, ...]]:
    """Return what each word, and the end, may be read as: a quote as the word after it."""
    read: list[tuple[str, ...]] = [()] * (len(words) + 1)
    after: tuple[str, ...] = ()
    for i in range(len(words) - 1, -1, -1):
        if not words[i].is_quote:
            after = words[i].readings
        read[i] = after
    return read
