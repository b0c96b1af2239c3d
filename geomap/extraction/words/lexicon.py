"""Entries of a pack by the words that begin them: verbs lie under their stems, so that no form need be written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.extraction.words.morphology import Stem


@final
class Entry:
    """What a word may begin: a list's label and name, the words that go on (None: a gap), the form of the first."""

    __slots__ = ("form", "label", "name", "rest")

    def __init__(self, label: str, name: str, rest: tuple[frozenset[str] | None, ...], form: str) -> None:
        self.label = label
        self.name = name
        self.rest = rest
        self.form = form


_Filed = tuple[int, int, Entry]  # number of the phrase; of the spelling among all; the entry
_Stems = dict[str, list[tuple[frozenset[str], _Filed]]]  # with the endings that each takes


class Lexicon:
    """Entries by their first word; ``after_person`` are the letters that a stem may stand behind."""

    def __init__(self, after_person: Iterable[str] = ()) -> None:
        self._after_person = frozenset(after_person)
        self._words: dict[str, list[_Filed]] = {}
        self._stems: tuple[_Stems, _Stems] = {}, {}  # by their letters; of those behind a person, apart
        self._longest = 0  # letters of an ending
        self._phrases = self._spellings = 0

    def add(self, firsts: Iterable[tuple[str | Stem, str]], entry_of: Callable[[str], Entry]) -> None:
        """File a phrase under its first words, each with its form; of two forms of one word the later counts."""
        self._phrases += 1
        entries: dict[str, Entry] = {}
        for first, form in firsts:
            self._spellings += 1
            if form not in entries:
                entries[form] = entry_of(form)
            filed = self._phrases, self._spellings, entries[form]
            if isinstance(first, str):
                self._words.setdefault(first, []).append(filed)
            else:
                self._stems[first.person].setdefault(first.letters, []).append((first.endings, filed))
                self._longest = max(self._longest, *map(len, first.endings))

    def begun_by(self, word: str) -> list[Entry]:
        """Return the entries that a folded word begins, the longest first, of equals the one filed first."""
        found = list(self._words.get(word, ()))
        self._inflected(self._stems[0], word, 0, found)
        if word[:1] in self._after_person:
            self._inflected(self._stems[1], word, 1, found)
        if len(found) < 2:  # one or none, as most often: nothing to sort
            return [entry for _, _, entry in found]
        last = {phrase: entry for phrase, _, entry in sorted(found, key=lambda f: f[:2])}
        return sorted(last.values(), key=lambda entry: -len(entry.rest))

    def _inflected(self, stems: _Stems, word: str, first: int, found: list[_Filed]) -> None:
        """Add what is filed under a stem, from a letter of a word on, and has the rest of the word for an ending."""
        for stop in range(max(first, len(word) - self._longest), len(word) + 1) if stems else ():
            filed = stems.get(word[first:stop])
            if filed is not None:
                ending = word[stop:]
                for endings, one in filed:
                    if ending in endings:
                        found.append(one)
