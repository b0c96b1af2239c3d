"""Word lists of a pack made searchable: fixed phrases, and counted nouns in all their forms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, final

from geomap.extraction.words.tokens import tokenise
from geomap.memory import remembered
from geomap.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geomap.extraction.words.tokens import Token


_CACHED: Final = 1 << 14  # words
_ALEF: Final = "\u0627"
_COUNTED: Final = ("vehicles", "time", "distance", "money", "thing")  # nouns of numbers
_SHORT: Final = 3  # letters of a noun lengthened before a pronoun


@final
class Begun:
    """The phrases that may begin with a word: the one that it is alone, the others by the word after it, longest first.

    Each has its label and the clitics cut off; the others the words that must follow.
    """

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.alone: tuple[str, str] | None = None
        self.longer: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}

    def at(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[str, int, str] | None:
        """Return label, index after the phrase, and the clitics cut off, of the longest phrase at the word."""
        longer = self.longer.get(tokens[i + 1].word) if self.longer and i + 1 < end else None
        if longer is not None:
            for label, prefix, rest in longer:
                last = i + 1 + len(rest)
                if last <= end and all(tokens[i + 1 + n].word == rest[n] for n in range(1, len(rest))):
                    return label, last, prefix
        alone = self.alone
        return (alone[0], i + 1, alone[1]) if alone is not None else None


class Phrases:
    """Fixed phrases under labels, found longest first; clitics may be attached to the first word."""

    def __init__(self, table: Mapping[str, Iterable[str]], prefixes: Iterable[str] = ()) -> None:
        self._prefixes = ("", *prefixes)
        self._starts: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for label, phrases in table.items():
            for phrase in phrases:
                first, *rest = (t.word for t in tokenise(phrase))
                self._starts[first].append((tuple(rest), label))
        self.inner = frozenset(word for ends in self._starts.values() for rest, _ in ends for word in rest)
        self.last = frozenset(rest[-1] for ends in self._starts.values() for rest, _ in ends if rest)
        self._clitics = bool(self._prefixes[1:])
        self._known = {} if self._clitics else {word: self._look_up(word) for word in self._starts}

    def firsts(self) -> Iterator[str]:
        """Give every word, with every clitic, that some phrase begins with."""
        for prefix in self._prefixes:
            yield from (prefix + word for word in self._starts)

    def at(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[str, int, str] | None:
        """Return label, index after the phrase, and the clitics cut off, of the longest phrase at token ``i``."""
        if not 0 <= i < end:
            return None
        begun = self.begun_by(tokens[i].word)
        return begun.at(tokens, i, end) if begun is not None else None

    def begun_by(self, word: str) -> Begun | None:
        """Return what may begin with a word; looked up, and remembered, whatever clitics it carries."""
        begun = self._known.get(word)
        if begun is None and self._clitics:
            if len(self._known) >= _CACHED:
                self._known.clear()
            begun = self._known[word] = self._look_up(word)
        return begun

    def begins(self, word: str) -> bool:
        """Whether some phrase begins with a word; most words that are asked for begin none, and are not kept."""
        return any(word[len(p) :] in self._starts for p in self._prefixes if word.startswith(p))

    def _look_up(self, word: str) -> Begun:
        found = [
            (label, prefix, rest)
            for prefix in self._prefixes
            if word.startswith(prefix)
            for rest, label in self._starts.get(word[len(prefix) :], ())
        ]
        begun = Begun()
        for label, prefix, rest in sorted(found, key=lambda entry: -len(entry[2])):
            if rest:
                begun.longer.setdefault(rest[0], []).append((label, prefix, rest))
            elif begun.alone is None:
                begun.alone = label, prefix
        return begun


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a counted noun, with the clitics that a word carried."""

    kind: str  # class, for people with the state: people, people.dead, ...
    number: int  # 1, 2, or 0 for plurals
    owned: bool = False  # a form that stands only before a possessive pronoun
    prefix: str = ""
    suffix: str = ""

    @property
    def noun(self) -> str:
        """The class alone: people, families, vehicles, time, distance, percent, money, thing."""
        return self.kind.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Clitics:
    """What may be attached to a word, and words that look like a number or noun but are none."""

    prefixes: tuple[str, ...]
    pronouns: tuple[str, ...]
    article: str
    blocked: frozenset[str]


class Nouns:
    """The counted nouns of a pack, found whatever clitics a word carries."""

    def __init__(self, classes: Mapping[str, Any], endings: Mapping[str, Any], clitics: Clitics) -> None:
        self._forms: dict[str, Noun] = {}
        for form, noun in _noun_forms(classes, endings):
            if noun.number != 1 or self._forms.get(form, noun).number:  # "prisoners" is also "a prison" as an object
                self._forms[form] = noun
        self._clitics = clitics
        self.feminine: str = endings.get("feminine", ("\0", ""))[0]
        self.at = remembered(self._look_up, _CACHED)
        self.two_of = remembered(self._two_of, _CACHED)

    def _look_up(self, word: str) -> Noun | None:
        """Return the noun that a folded word is, least cut first; a possessed word has no article."""
        for prefix in ("", *self._clitics.prefixes):
            if not word.startswith(prefix):
                continue
            bare = word[len(prefix) :]
            if bare in self._clitics.blocked:
                continue
            noun = self._forms.get(bare)
            if noun is not None and not noun.owned:
                return replace(noun, prefix=prefix)
            if self._clitics.article and prefix.endswith(self._clitics.article):
                continue
            for suffix in self._clitics.pronouns:
                noun = self._forms.get(bare[: -len(suffix)]) if bare.endswith(suffix) else None
                if noun is not None and _is_two(noun, bare.removesuffix(suffix)):
                    noun = replace(noun, number=2)  # no object ends so before a pronoun: his two sons
                if noun is not None and not (noun.number == 2 and _looks_like_adjective(bare, suffix)):
                    return replace(noun, prefix=prefix, suffix=suffix)
        return None

    def two_of_his(self, word: str) -> Noun | None:
        """Return a dual that "his" ends like an adjective, for where only people can follow: a man and his two sons."""
        suffix = self._clitics.pronouns[0] if self._clitics.pronouns else "\0"
        for prefix in self._clitics.prefixes if word.endswith(suffix) else ():
            noun = self._forms.get(word[len(prefix) : -len(suffix)]) if word.startswith(prefix) else None
            if noun and noun.number == 2:
                return replace(noun, prefix=prefix, suffix=suffix)
        return None

    def _two_of(self, word: str) -> Noun | None:
        """Return a dual as only whose people they are may follow it: the two guards of the building."""
        for prefix in ("", *self._clitics.prefixes):
            if not word.startswith(prefix) or prefix.endswith(self._clitics.article):
                continue
            bare = word[len(prefix) :]
            noun = self._forms.get(bare)
            if noun is None or noun.noun != "people" or len(bare) <= _SHORT or bare in self._clitics.blocked:
                continue
            accusative = noun.number == 1 and not noun.owned and bare.endswith(_ALEF) and bare[:-1] in self._forms
            if accusative or (noun.number == 2 and noun.owned):
                return replace(noun, number=2, prefix=prefix)
        return None


def _is_two(noun: Noun, word: str) -> bool:
    """Whether people told in one with "his" are two: not his father, whose short noun is lengthened there."""
    return noun.noun == "people" and noun.number == 1 and word.endswith(_ALEF) and len(word) > _SHORT


def _looks_like_adjective(word: str, suffix: str) -> bool:
    """Whether "his two" is written as an adjective in -iyya is: not after -a, nor after the -t of a feminine."""
    before = word[: -len(suffix)]
    return len(suffix) == 1 and not before.endswith((_ALEF, "\u062a\u064a"))


def _noun_forms(classes: Mapping[str, Any], endings: Mapping[str, Any]) -> Iterator[tuple[str, Noun]]:
    """Expand entries ``singular/plural...`` by the pack's endings; without a plural the regular ones are made.

    A regular masculine plural looks like the dual (civilians, two civilians): such forms count as plurals.
    """
    flat = {
        kind if state == "any" else f"{kind}.{state}": entries
        for kind, states in classes.items()
        for state, entries in (states.items() if hasattr(states, "items") else [("any", states)])
    }
    feminine, before = endings.get("feminine", ("\0", ""))
    for kind, entries in flat.items():
        for entry in entries:
            single, *plurals = (fold(form) for form in entry.split("/"))
            is_feminine = single.endswith(feminine)
            stem = single[: -len(feminine)] + before if is_feminine else single
            forms = {single: 1} | {single + e: 1 for e in endings.get("accusative", ()) if not is_feminine}
            forms |= {stem + e: 2 for e in endings.get("dual", ())}
            regular = [stem[: -len(before)] + e for e in endings.get("feminine_plural", ())] if is_feminine else []
            if not is_feminine and not plurals:
                regular = [single + e for e in endings.get("plural", ())]
            forms |= dict.fromkeys([*plurals, *regular], 0)
            owned = {stem + e: 2 for e in endings.get("dual_owned", ())} if plurals or is_feminine else {}
            owned |= {p + e: 0 for p in plurals for e in endings.get("hamza_owned", ()) if p.endswith(_ALEF)}
            if is_feminine:
                owned[stem] = 1
            for form, number in owned.items():
                if form not in forms:
                    yield form, Noun(kind, number, owned=True)
            for form, number in forms.items():
                yield form, Noun(kind, number)


def counted_things(table: Mapping[str, Any]) -> Iterator[str]:
    """Give the nouns that are counted but are neither people nor places, where names have no capitals."""
    groups = table.get("numbers", {}).get("nouns", {}) if table.get("morphology", {}).get("article") else {}
    for group in _COUNTED:
        words = groups.get(group, ())
        for word in words.get("any", ()) if isinstance(words, dict) else words:
            yield from (form for form in word.split("/") if " " not in form)
