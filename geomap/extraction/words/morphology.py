"""Word forms: what a pack's entries expand to, and what a token may be once its clitics are cut."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, final

from geomap.memory import remembered
from geomap.text import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CACHED: Final = 1 << 15  # words whose readings are kept
_KEEP_E: Final = ("ee", "oe", "ye")  # with which English verbs end that are not cut before -ing
_MIN_STEM: Final = 2
_DERIVED: Final = 4  # letters of a verb that is not of the first form
_SPOKEN: Final = 5  # letters of a name, at least, before which a spoken preposition is attached
_VOWELS: Final = "aeiou"


@final
class Cut:
    """A token's word without some of its clitics; ``head`` and ``tail`` count the letters cut off."""

    __slots__ = ("head", "prefix", "tail", "word")

    def __init__(self, word: str, head: int = 0, tail: int = 0, prefix: str = "") -> None:
        self.word = word
        self.head = head
        self.tail = tail
        self.prefix = prefix


class Stem(NamedTuple):
    """Forms of a verb: letters with any of some endings, behind a letter for the person or not."""

    letters: str
    endings: frozenset[str]
    person: bool


@final
class Head:
    """A reading of a word as the first of a name: letters cut off, the name's word, its key, the first word of that.

    ``folded``: the name's word folded.
    """

    __slots__ = ("cut", "folded", "key", "opening", "word")

    def __init__(self, cut: int, word: str) -> None:
        self.cut = cut
        self.word = word
        self.folded = fold(word)
        self.key = name_key(word)
        self.opening = self.key.partition(" ")[0]


class Morphology:
    """Generates inflected forms and cuts clitics, by the tables of a pack's ``[morphology]``.

    Arabic: a verb is written ``past/present`` and expands to all persons, with and without object pronouns; a noun
    stands in the singular or plural as listed, article and clitics are cut from the token. English: ``verb`` expands
    to its regular endings, ``base/past/participle`` to irregular ones. Elsewhere
    ``stem~class`` takes the endings that ``[morphology.endings.class]`` lists.
    """

    def __init__(self, section: Mapping[str, Any]) -> None:
        get = section.get
        self.conjunctions: tuple[str, ...] = tuple(get("conjunctions", ()))
        self.prepositions: tuple[str, ...] = tuple(get("prepositions", ()))
        self.to_places: tuple[str, ...] = tuple(get("prepositions_of_place", ()))
        self.spoken: tuple[str, ...] = tuple(get("prepositions_spoken", ()))
        self.short = frozenset(fold(word) for word in get("short_words", ()))  # to which a preposition is attached
        self.article: str = get("article", "")
        self.article_with: Mapping[str, str] = get("article_with", {})
        self.articles = (self.article, *self.article_with.values())  # how what has one begins, or its clitics end
        self.future: str = get("future", "")
        self.purpose: str = get("purpose", "")
        self.pronouns: tuple[str, ...] = tuple(get("pronouns", ()))
        self.feminine: tuple[str, str] = tuple(get("feminine", ("", "")))  # ending when bare, when a pronoun follows
        self.never_verbs: tuple[str, ...] = tuple(get("never_verbs", ()))  # endings, as written, of no verb
        self.closing: str = get("closing", "\0")  # the letter, as written, after which no pronoun can stand
        self.conjoined = frozenset(get("conjoined", ()))  # words, as written, that begin with a conjunction
        self.carried: tuple[str, ...] = tuple(get("carried_endings", ()))  # ends that lose a letter without a pronoun
        self.participles: tuple[str, ...] = tuple(get("participles", ()))  # how those begin that describe a known thing
        self.past: tuple[str, ...] = tuple(get("past_endings", ()))
        self.past_weak: tuple[str, ...] = tuple(get("past_endings_weak", ()))
        self.weak: str = get("weak_letters", "")
        self.vowels: tuple[str, ...] = tuple(get("vowels", ()))  # long a, u and i: of a verb that is undergone
        self.hamzas: tuple[str, ...] = tuple(get("hamzas", ("\0", "\0")))  # at the end of a verb: done, undergone
        self.never_passive = frozenset(get("never_passive", ()))
        self.persons: tuple[str, ...] = tuple(get("present_prefixes", ()))
        self.present: tuple[str, ...] = tuple(get("present_endings", ()))
        self.plural: tuple[str, str] = tuple(get("plural_before_pronoun", ("", "")))
        self.adjectival: tuple[str, ...] = tuple(get("adjectival_letters", ()))
        self.masculine_endings: tuple[str, ...] = tuple(get("masculine_endings", ()))
        self.feminine_endings: tuple[str, ...] = tuple(get("feminine_endings", ()))
        self.plain: bool = get("plain", False)  # verbs without a class are listed in all their forms
        self.elided = frozenset(get("elided", ()))
        self.endings: Mapping[str, Mapping[str, list[str]]] = get("endings", {})
        self._with_pronouns = cache(self._with_pronouns_of)  # few, and shared by all verbs
        self.cuts = remembered(self._cuts, _CACHED)

    # ------------------------------------------------------------------ expanding entries

    def verb(self, entry: str) -> Iterator[tuple[str | Stem, str]]:
        """Give the forms of a verb entry, or stems of them, each with its tense: past, present or participle."""
        forms: Mapping[str, str]
        if "~" in entry:
            stem, _, class_ = entry.partition("~")
            tenses = self.endings.get(class_, {})
            forms = {fold(stem + ending): tense for tense, endings in tenses.items() for ending in endings}
        elif "/" not in entry:
            forms = english_verb(fold(entry))
        elif entry.isascii():
            base, *irregular = fold(entry).split("/")
            regular = {form: tense for form, tense in english_verb(base).items() if tense != "past"}
            forms = regular | dict.fromkeys(irregular, "past") | {base: "past" if base in irregular else "base"}
        else:
            past, present = entry.split("/", 1)
            yield from ((stem, "present") for stem in self._present(fold(present)))
            undergone = self._passive(past)
            if undergone:  # "was set up", of "set up"
                yield from ((stem, "past") for stem in self._past(fold(undergone), weak=False))
            yield from ((stem, "past") for stem in self._past(fold(past), weak=past[-1] in self.weak))
            yield from self._spoken_plural(fold(past))
            return
        yield from forms.items()

    def spelled(self, stem: Stem) -> list[str]:
        """Return all forms of a stem."""
        return [p + stem.letters + e for p in (self.persons if stem.person else ("",)) for e in stem.endings]

    def _past(self, stem: str, *, weak: bool) -> Iterator[Stem]:
        if weak and len(stem) > _MIN_STEM:
            yield self._stem(stem, ("",))
            yield self._stem(stem[:-1], self.past_weak)
        else:
            yield self._stem(stem, self.past)

    def _spoken_plural(self, past: str) -> Iterator[tuple[str, str]]:
        """Give "they did" as it is written where people speak, without its last, mute letter."""
        if len(past) > _MIN_STEM and self.plural[1]:
            yield (past[:-1] if past[-1] in self.weak else past) + self.plural[1], "past"

    def _passive(self, past: str) -> str:
        """Return a past as it is written where it is undergone, if it is not so where it is done; else nothing."""
        if not self.vowels or len(past) < _DERIVED or past in self.never_passive:
            return ""
        long, by_u, by_i = self.vowels
        stands, carried = self.hamzas
        if past[-1] == stands:
            return past[:-1] + carried  # was established
        if past[-2] == long:
            return past[:-2] + by_i + past[-1]  # was set up, was led away
        third = len(past) == _DERIVED and past[1] == long and past[0] != by_u  # no "and arrived" of "continued"
        return past[:1] + by_u + past[2:] if third else ""  # was confiscated

    def _present(self, form: str) -> Iterator[Stem]:
        if stem := form[1:]:
            yield self._stem(stem, ("", *self.present), person=True)
            if stem[-1] in self.weak:
                yield self._stem(stem[:-1], self.present, person=True)

    def _stem(self, letters: str, endings: tuple[str, ...], *, person: bool = False) -> Stem:
        bare = self.plural[0]
        ends_so = bool(bare) and letters[-1:] in bare  # as few do
        if ends_so and any((letters + e).endswith(bare) != e.endswith(bare) for e in endings):
            letters, endings = "", tuple(letters + e for e in endings)  # its own last letters change before a pronoun
        return Stem(letters, self._with_pronouns(endings), person)

    def _with_pronouns_of(self, forms: tuple[str, ...]) -> frozenset[str]:
        bare, before = self.plural
        hosts = (form[: -len(bare)] + before if bare and form.endswith(bare) else form for form in forms)
        return frozenset((*forms, *(host + pronoun for host in hosts for pronoun in self.pronouns)))

    def noun_forms(self, entry: str) -> tuple[str, ...]:
        """Return a noun as written and with its regular plurals."""
        word = fold(entry)
        if word.isascii():
            plural = word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
            if word.endswith("y") and word[-2:-1] not in _VOWELS:
                plural = word[:-1] + "ies"
            return (word, plural)
        bare = self.feminine[0]
        return (
            (word, *(word[: -len(bare)] + e for e in self.feminine_endings))
            if bare and word.endswith(bare)
            else (word, *(word + e for e in self.masculine_endings))
        )

    # ------------------------------------------------------------------ cutting tokens

    def heads(self, text: str) -> tuple[Head, ...]:
        """Readings of a word, as it is written, as the first of a name, the least cut first."""
        return tuple(Head(cut, word) for cut, word in self._uncut(text))

    def _uncut(self, text: str) -> Iterator[tuple[int, str]]:
        yield 0, text
        for lead in ("", *self.conjunctions):
            if not text.startswith(lead):
                continue
            rest = text[len(lead) :]
            if lead and len(rest) > 1:
                yield len(lead), rest
            for preposition in self.to_places:
                name = rest[len(preposition) :]
                if rest.startswith(preposition) and (len(name) > 2 or fold(name) in self.short):
                    glued = self.article_with.get(preposition)
                    if glued and rest.startswith(glued):
                        yield len(lead) + len(preposition), self.article + rest[len(glued) :]
                    yield len(lead) + len(preposition), name
        for preposition in self.spoken:
            if text.startswith(preposition) and len(text) - len(preposition) > _MIN_STEM:
                yield len(preposition), text[len(preposition) :]

    def only_begins(self, head: Head, text: str) -> bool:
        """Whether a word from which a preposition was cut is too short for a name, save for the first word of one."""
        spoken = text[: head.cut] in self.spoken and len(head.word) < _SPOKEN
        return head.cut > 0 and (spoken or head.folded in self.short)

    def _cuts(self, word: str) -> tuple[Cut, ...]:
        """Return the readings of a token's word, least cut first."""
        found = {word: Cut(word)}
        if not self.article:
            return (found[word],)
        for cut in tuple(self._heads(word)):
            found.setdefault(cut.word, cut)
        for cut in tuple(found.values()):
            for pronoun in self.pronouns:
                stem = cut.word[: -len(pronoun)]
                if not cut.word.endswith(pronoun) or len(stem) <= _MIN_STEM:
                    continue
                found.setdefault(stem, Cut(stem, cut.head, len(pronoun), cut.prefix))
                if self.carried and stem.endswith(self.carried):
                    found.setdefault(stem[:-1], Cut(stem[:-1], cut.head, len(pronoun), cut.prefix))
                bare, before = self.feminine
                if before and stem.endswith(before):
                    again = stem[: -len(before)] + bare
                    found.setdefault(again, Cut(again, cut.head, len(pronoun), cut.prefix))
        return tuple(found.values())

    def _heads(self, word: str) -> Iterator[Cut]:
        starts = [("", word)] + [(c, word[len(c) :]) for c in self.conjunctions if word.startswith(c)]
        for lead, rest in starts:
            if len(rest) < _MIN_STEM:
                continue
            yield Cut(rest, len(lead), 0, lead)
            if self.future and rest.startswith(self.future) and rest[1:2] in self.persons:
                yield Cut(rest[1:], len(lead) + 1, 0, lead + self.future)
            for prefix, bare in self._bases(rest):
                whole = len(bare) == _MIN_STEM and (prefix.endswith(self.article) or bare in self.short)
                if len(bare) > _MIN_STEM or (prefix and whole):
                    yield Cut(bare, len(word) - len(bare), 0, lead + prefix)

    def _bases(self, word: str) -> Iterator[tuple[str, str]]:
        if word.startswith(self.article):
            yield self.article, word[len(self.article) :]
        for preposition in self.prepositions:
            glued = self.article_with.get(preposition, preposition + self.article)
            if word.startswith(glued):
                yield glued, word[len(glued) :]
                if preposition in self.article_with:  # "of the police", where a name holds the article
                    yield preposition, self.article + word[len(glued) :]
            if word.startswith(preposition):
                yield preposition, word[len(preposition) :]


def english_verb(verb: str) -> dict[str, str]:
    """Map the regular forms of an English verb to their tense; a phrase inflects its first word.

    >>> sorted(english_verb("raid"))
    ['raid', 'raided', 'raiding', 'raids']
    >>> english_verb("kidnap")["kidnapped"]
    'past'
    >>> english_verb("seize")["seizing"], english_verb("carry")["carried"]
    ('participle', 'past')
    >>> english_verb("flee")["fleeing"], english_verb("tie")["tying"]
    ('participle', 'participle')
    """
    ends_e, y = verb.endswith("e"), verb.endswith("y") and verb[-2:-1] not in _VOWELS
    stem = verb[:-1] if ends_e or y else verb
    if y:
        return {verb: "base", stem + "ies": "present", stem + "ied": "past", verb + "ing": "participle"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    doing = verb if verb.endswith(_KEEP_E) else verb[:-2] + "y" if verb.endswith("ie") else stem
    forms = {verb: "base", third: "present", stem + "ed": "past", doing + "ing": "participle"}
    if len(verb) > _MIN_STEM and verb[-1] not in _VOWELS + "wxyh" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        forms.update({verb + verb[-1] + "ed": "past", verb + verb[-1] + "ing": "participle"})  # kidnapped, robbing
    return forms
