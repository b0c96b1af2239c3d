"""Entries of a pack by the words that begin them: verbs lie under their stems, so that no form need be written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.extraction.words.morphology import Stem


Rest = tuple[frozenset[str] | None, ...]


@final
class Entry:
    """What a word may begin: a list's label and name, the words that go on (None: a gap), the form of the first."""

    __slots__ = ("form", "label", "name", "rest")

    def __init__(self, label: str, name: str, rest: Rest, form: str) -> None:
        self.label = label
        self.name = name
        self.rest = rest
        self.form = form


@final
class Phrase:
    """A phrase of a list; the words that go on are spelled out once a text has the first."""

    __slots__ = ("_entries", "_label", "_name", "_rest")

    def __init__(self, label: str, name: str, rest: Callable[[], Rest] | None) -> None:
        self._label = label
        self._name = name
        self._rest = rest
        self._entries: dict[str, Entry] = {}

    def entry(self, form: str) -> Entry:
        """Return the entry for one form of the first word."""
        known = self._entries.get(form)
        if known is None:
            rest = self._rest() if self._rest is not None else ()
            known = self._entries[form] = Entry(self._label, self._name, rest, form)
        return known


_BEGINNING: Final = 3  # letters by which it is told that no longer stem begins so
_Filed = tuple[int, Phrase, str]  # number of the spelling among all; the phrase; the form
_Stems = dict[str, list[tuple[frozenset[str], _Filed]]]  # with the endings that each takes


class Lexicon:
    """Entries by their first word; ``after_person`` are the letters that a stem may stand behind."""

    def __init__(self, after_person: Iterable[str] = ()) -> None:
        self._after_person = frozenset(after_person)
        self._words: dict[str, list[_Filed]] = {}
        self._stems: tuple[_Stems, _Stems] = {}, {}  # by their letters; of those behind a person, apart
        self._beginnings: set[str] = set()  # of stems
        self._longest = 0  # letters of an ending
        self._spellings = 0

    def add(
        self, firsts: Iterable[tuple[str | Stem, str]], label: str, name: str, rest: Callable[[], Rest] | None = None
    ) -> None:
        """File a phrase under its first words, each with its form; of two forms of one word the later counts."""
        phrase = Phrase(label, name, rest)
        for first, form in firsts:
            self._spellings += 1
            filed = self._spellings, phrase, form
            if isinstance(first, str):
                known = self._words.get(first)
                if known is None:
                    self._words[first] = [filed]
                else:
                    known.append(filed)
            else:
                self._stems[first.person].setdefault(first.letters, []).append((first.endings, filed))
                self._beginnings.add(first.letters[:_BEGINNING])
                self._longest = max(self._longest, *map(len, first.endings))

    def begun_by(self, word: str) -> list[Entry]:
        """Return the entries that a folded word begins, the longest first, of equals the one filed first."""
        found = list(self._words.get(word, ()))
        self._inflected(self._stems[0], word, 0, found)
        if word[:1] in self._after_person:
            self._inflected(self._stems[1], word, 1, found)
        if len(found) < 2:  # one or none, as most often: nothing to sort
            return [phrase.entry(form) for _, phrase, form in found]
        last = {phrase: form for _, phrase, form in sorted(found, key=lambda filed: filed[0])}
        return sorted([phrase.entry(form) for phrase, form in last.items()], key=lambda entry: -len(entry.rest))

    def _inflected(self, stems: _Stems, word: str, first: int, found: list[_Filed]) -> None:
        """Add what is filed under a stem, from a letter of a word on, and has the rest of the word for an ending."""
        if not stems:
            return
        short = first + _BEGINNING
        stop, last = max(first, len(word) - self._longest), len(word)
        if last >= short and word[first:short] not in self._beginnings:
            last = short - 1  # as most: no long stem begins so
        while stop <= last:
            filed = stems.get(word[first:stop])
            if filed is not None:
                ending = word[stop:]
                for endings, one in filed:
                    if ending in endings:
                        found.append(one)
            stop += 1
