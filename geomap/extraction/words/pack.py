"""Language packs: word lists and small grammars as data, compiled once into one matcher.

A pack entry is a phrase of words. A word ``past/present`` (Arabic) or, in lists of verbs, any first word, is a verb and
inflects; ``a|b`` are alternatives, ``{set}`` any word of a set; ``..`` lets a few words stand between. Articles and
clitics are cut from the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from sys import intern
from typing import TYPE_CHECKING, Any, cast

from geomap.errors import PackError
from geomap.extraction.words.joints import apart
from geomap.extraction.words.lexicon import Lexicon
from geomap.extraction.words.morphology import Cut, Morphology
from geomap.extraction.words.tagger import Openings, Tag, Tagger, Word, family
from geomap.extraction.words.tokens import Tokeniser, headed
from geomap.extraction.words.townwords import as_names
from geomap.extraction.words.validate import parse, schema
from geomap.extraction.words.wordlists import counted_things
from geomap.memory import remembered
from geomap.text import fold, is_arabic, short_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.extraction.words.lexicon import Entry, Rest
    from geomap.extraction.words.morphology import Head, Stem
    from geomap.extraction.words.tokens import Token

__all__ = ["LANGUAGES", "Actor", "EventKind", "Pack", "Tag", "load_pack"]

_PACKS = resources.files("geomap.extraction").joinpath("packs")
_NO_WORDS: frozenset[str] = frozenset()
_ACRONYM = 2  # letters that a group may be short for and that are a word too
LANGUAGES = tuple(sorted(p.name.removesuffix(".toml") for p in _PACKS.iterdir() if p.name.endswith(".toml")))
_SHORTEST = 2  # letters that a word has at least without its ending
_CACHED = 1 << 15  # words whose readings are kept


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the canonical English name and ACLED-like class; ``elsewhere``: who is so called in which countries.

    ``country``: whose name alone stands for it: Turkey shelled X.

    Without a name it is a word that tells nobody by itself.
    """

    id: str
    name: str
    kind: str
    elsewhere: tuple[tuple[str, str], ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class EventKind:
    """One family of triggers. ``weight`` ranks families that meet in one sentence: the specific beats the general."""

    id: str
    sub_event_type: str
    weight: int
    against_civilians: str  # the sub-event type when the target is unarmed
    joins: tuple[str, ...]  # families whose event this one only tells more of, when both stand in a sentence
    needs: tuple[str, ...]  # labels or other events, one of which must stand in the sentence too
    takes: frozenset[str] = frozenset()  # families that in its clause only name its object: a missile was intercepted
    becomes: tuple[tuple[str, str], ...] = ()  # with another family in the sentence this one turns into a third


class Pack:
    """One language, ready to read with: ``tag`` finds all entries in one pass over the tokens."""

    def __init__(self, table: Mapping[str, Any], name: str, everyday: Iterable[str] = ()) -> None:
        self.language: str = name
        told = (w for e in table.get("event", {}).values() for w in (*e.get("verbs", ()), *e.get("nouns", ())))
        self.is_arabic = is_arabic(next(told, ""))  # its script, by the first word for an event
        numerals = (w for words in table.get("numbers", {}).get("values", {}).values() for w in words)
        # words of which a small place's name needs its generic noun
        self.everyday = frozenset((*everyday, *map(fold, numerals), *map(fold, counted_things(table))))
        self.table = table
        self.morphology = Morphology(table.get("morphology", {}))
        self.bare = frozenset(table.get("morphology", {}).get("bare", ()))
        self._lexicon = Lexicon(self.morphology.persons)
        self._tails = cache(lambda word, form: frozenset(self._spelled(word, form)))
        self._sets: Mapping[str, Sequence[str]] = table.get("sets", {})
        self.events: dict[str, EventKind] = {}
        self.event_nouns: set[str] = set()  # single words in all their forms, where some are verbs too
        self.actors: dict[str, Actor] = {}
        nominal = table.get("morphology", {}).get("nominal", ())
        for label, words in table.get("words", {}).items():
            for name_, phrases in words.items() if isinstance(words, dict) else (("", words),):
                form = "noun" if label in nominal else name_ if name_ in ("verb", "noun") else "word"
                self._add(label, name_, phrases, form)
        for id_, (type_, weight) in schema()["families"].items():  # that a pack need not have
            self.events[id_] = EventKind(id_, type_, weight, type_, (), ())
        for id_, event in table.get("event", {}).items():
            self._add_event(id_, event)
        for id_, motion in table.get("motion", {}).items():
            self._add("motion", id_, motion.get("verbs", ()), "verb")
            self._add("motion", id_, motion.get("nouns", ()), "noun")
        for id_, actor in table.get("actor", {}).items():
            self.actors[id_] = Actor(
                id_, actor.get("name", ""), actor["class"], tuple(actor.get("elsewhere", {}).items()),
                actor.get("country", ""),
            )  # fmt: skip
            self._add("actor", id_, actor.get("names", ()), "word")
        self.states = {actor.country: id_ for id_, actor in self.actors.items() if actor.country}
        self._word = remembered(self._met, _CACHED)
        self.another_form = remembered(self._another_form, _CACHED)
        self._plainly = remembered(self.openings_of, _CACHED)
        self._tagger = Tagger(self.morphology.conjunctions, self.has)
        self._tokeniser = Tokeniser(self.morphology.elided, self._word)
        words = self.table.get("words", {})
        self._roads = frozenset(fold(word) for word in words.get("runs_between", ()))
        weekdays = self.table.get("dates", {}).get("weekdays", {})
        self.weekdays = frozenset(fold(word) for spelled in weekdays.values() for word in spelled)
        self._glued = frozenset(w.casefold() for label in ("particle", "kunya") for w in words.get(label, ()))
        self._towns = frozenset(words.get("town_words", ()))
        self._name = remembered(_only_a_name, len(self._towns) + 1)
        self._labels: dict[str, frozenset[str]] = {}  # of words that were asked for

    def _add_event(self, id_: str, event: Mapping[str, Any]) -> None:
        types = [event.get("type", ""), event.get("against_civilians", event.get("type", ""))]
        self.events[id_] = EventKind(
            id_,
            types[0],
            int(event.get("weight", 5)),
            types[1],
            tuple(event.get("joins", ())),
            tuple(event.get("needs", ())),
            frozenset(event.get("takes", ())),
            tuple(event.get("becomes", {}).items()),
        )
        self._add("event", id_, event.get("verbs", ()), "verb")
        self._add_passives("event", id_, event.get("verbs", ()))
        self._add("event", id_, event.get("nouns", ()), "noun")
        if "takes_verb" in self.table.get("words", {}) or self.morphology.article:
            words = (n for n in event.get("nouns", ()) if " " not in n)
            self.event_nouns.update(form for word in words for form in self._spelled(word, "noun"))

    def _add(self, label: str, name: str, phrases: Iterable[str], form: str) -> None:
        for phrase in phrases:
            first, *rest = phrase.split()
            forms = ["word"] * len(rest)
            if form == "noun" and rest:  # car bomb, car bombs; fall of, falls of
                forms[-1] = "noun"
            tail = partial(self._tail, tuple(zip(rest, forms, strict=True))) if rest else None
            self._lexicon.add(self._firsts(first, form), intern(label), intern(name), tail)

    def _tail(self, words: tuple[tuple[str, str], ...]) -> Rest:
        """Return the words that go on in all their spellings, each with its form; None for a gap."""
        return tuple(None if word == ".." else self._tails(word, form) for word, form in words)

    def _add_passives(self, label: str, name: str, verbs: Iterable[str]) -> None:
        """Turn "set up .. base|post" round where the language has a verb for it: base .. was set up, post set up by."""
        words = self.table.get("words", {})
        undergone = frozenset(words.get("undergone", ()))
        by = frozenset(w for phrases in words.get("agent_mark", {}).values() for w in phrases if " " not in w)
        particles = frozenset(words.get("verb_particle", ()))
        for phrase in verbs if undergone else ():
            verb, *small, gap, object_ = phrase.split() if phrase.count(" ") > 1 else ("", "", "")
            if gap != ".." or len(small) > 1 or not particles.issuperset(small):
                continue
            done = frozenset(w for w, tense in self._spelled(verb, "verb").items() if tense == "past")
            tail = (done, *(frozenset((w,)) for w in small))
            firsts = [(word, "past") for word in self._spelled(object_, "word")]
            for rest in ((None, undergone, *tail), (*tail, by)):
                self._lexicon.add(firsts, intern(label), intern(name), partial(tuple, rest))

    def _spelled(self, spec: str, form: str) -> dict[str, str]:
        """Return all spellings of one word of an entry, each with its tense or ``form``."""
        out: dict[str, str] = {}
        for word, tense in self._firsts(spec, form):
            out.update(dict.fromkeys((word,) if isinstance(word, str) else self.morphology.spelled(word), tense))
        return out

    def _firsts(self, spec: str, form: str) -> Iterator[tuple[str | Stem, str]]:
        """Give the spellings and stems of one word of an entry, each with its tense or ``form``."""
        m = self.morphology
        if spec.startswith("{"):
            form = form if form != "verb" else "word" if m.article else "past"  # {aircraft} .. set ablaze
            spec = "|".join(self._sets[spec.strip("{}")])
        for word in spec.split("|"):
            if "/" in word or "~" in word or (form == "verb" and word.isascii() and not m.plain):
                yield from m.verb(word)
            elif form == "noun":
                yield from ((noun, "noun") for noun in m.noun_forms(word))
            else:
                whole = fold(word)
                known = m.cuts(whole) if m.article and whole.startswith(m.article) else ()
                bare = sorted(cut.word for cut in known if cut.prefix == m.article)
                yield from ((w, "past" if form == "verb" else form) for w in (whole, *bare[:1]) if w)

    # ------------------------------------------------------------------ matching

    def tag(self, tokens: tuple[Token, ...]) -> dict[str, list[Tag]]:
        """Find every entry in the tokens, by label in text order; for one label only the longest at a place."""
        return self._tagger.tag(tokens)

    def tokenise(self, text: str) -> tuple[Token, ...]:
        """Split a text into tokens, each with what the pack knows of it."""
        tokens = self._tokeniser.split(text)
        if self._roads and "-" in text:
            tokens = apart(tokens, self._roads, self._glued, self._word)
        if self._towns and any(town in text for town in self._towns):
            tokens = as_names(tokens, self._towns, self.weekdays, self._name, self.has)
        return headed(text, tokens, self._word(":")) if self.morphology.article else tokens

    def heads(self, token: Token) -> tuple[Head, ...]:
        """Readings of a token as the first word of a name, the least cut first."""
        word = cast("Word", token.spelling)
        if word.heads is None:
            word.heads = self.morphology.heads(word.text)
        return word.heads

    def named(self, tokens: tuple[Token, ...]) -> list[bool]:
        """Whether each token is written as a name."""
        return [cast("Word", token.spelling).named for token in tokens]

    def _met(self, text: str) -> Word:
        """Look a word up as it is written."""
        word, m = Word(text), self.morphology
        word.readings = tuple([cut.word for cut in m.cuts(word.word)])
        word.is_everyday = word.word in self.everyday
        if word.is_sign or word.is_number:
            return word
        # a capital, and no small word that only opens a sentence
        word.named = word.is_capital and not self.has("homograph", word.word)
        short = text if len(text) <= _ACRONYM else ""
        no_verb, closed = text.endswith(m.never_verbs), text[-1] == m.closing
        conjoined = text in m.conjoined
        word.begin(
            self.openings_of(word.word, no_verb=no_verb, conjoined=conjoined, short=short, closed=closed)
            if no_verb or conjoined or short or closed
            else self._plainly(word.word)
        )
        return word

    def openings_of(
        self, word: str, *, no_verb: bool = False, conjoined: bool = False, short: str = "", closed: bool = False
    ) -> Openings:
        """Return the entries that a folded word may begin.

        A ``short`` one is a group's initials by its capitals: is, IS; one ``closed`` by a last letter has no pronoun.
        """
        other = ("actor",) if short.islower() else ("be", "undergone") if short.isupper() else ()
        entries = tuple(
            (entry, cut.prefix)
            for cut in self.morphology.cuts(word)
            for entry in self._lexicon.begun_by(cut.word)
            if (self._may_cut(cut, entry) if cut.head else not conjoined)
            # pronouns after verbs are among the generated forms
            and not (cut.tail and (entry.form in ("past", "present") or entry.label in self.bare))
            and not (no_verb and entry.form in ("past", "present"))
            and not (cut.tail and (closed or self._indefinite(cut.word, entry)))
            and not (entry.label in other and (not entry.rest or (short.islower() and self.has("ordinary", word))))
        )
        if any(not prefix and entry.form == "past" for entry, prefix in entries):  # "described", not "and purged"
            entries = tuple((e, p) for e, p in entries if e.form != "past" or not p)
        alone = {family(e): (e.label, e.name, e.form, prefix) for e, prefix in reversed(entries) if not e.rest}
        onward = [e.rest[0] for e, _ in entries if e.rest]
        return Openings(
            entries,
            tuple(alone[family] for family in dict.fromkeys(family(e) for e, _ in entries if not e.rest)),
            _union([words for words in onward if words]),
            _union([e.rest[1] for e, _ in entries if e.rest and e.rest[0] is None and e.rest[1]]),
        )

    def _indefinite(self, word: str, entry: Entry) -> bool:
        """Whether a noun has the ending that no pronoun follows: "their dead" is no "killing" of theirs."""
        ending = self.morphology.masculine_endings[:1]
        marked = entry.form == "noun" and word.endswith(ending)
        return marked and entry in self._lexicon.begun_by(word[: -len(ending[0])])

    def _may_cut(self, cut: Cut, entry: Entry) -> bool:
        """Small words and verbs take a conjunction (verbs a future or purpose prefix too), no article."""
        m = self.morphology
        lead = cut.prefix[1:] if cut.prefix.startswith(m.conjunctions) else cut.prefix
        if entry.label in self.bare or entry.form == "past":
            return not lead
        if lead and lead in m.prepositions[2:] and entry.label == "motion":
            return False  # no motion is told by "like": "electricity" is no "like a flight"
        return entry.form != "present" or not lead or lead in (m.future, m.purpose)

    def _another_form(self, word: str) -> tuple[bool, bool]:
        """Whether a word, as it is written, is an everyday one in another form: alone, and where something leads to it.

        With a pronoun in both places; in the accusative or as an adjective of relation only where nothing leads to it.
        """
        m = self.morphology
        if word.endswith(m.closing):
            return False, False  # no pronoun follows the ending of a feminine
        if any(self._is_everyday_with(word, ending) for ending in m.pronouns):
            return True, True
        alone = (*m.masculine_endings[:1], m.adjectival[-1])
        return any(self._is_everyday_with(word, ending) for ending in alone), False

    def _is_everyday_with(self, word: str, ending: str) -> bool:
        """Whether a word is an everyday one, as a pack lists it, before an ending."""
        stem = fold(word.removesuffix(ending)) if word.endswith(ending) else ""
        bare, before = self.morphology.feminine
        feminine = stem.endswith(before) and stem[:-1] + bare in self.everyday
        return len(stem) > _SHORTEST and (stem in self.everyday or feminine)

    def has(self, label: str, word: str) -> bool:
        """Whether a single word is listed under a label."""
        labels = self._labels.get(word)
        if labels is None:
            if len(self._labels) >= _CACHED:
                self._labels.clear()
            labels = self._labels[word] = self._labels_of(word)
        return label in labels

    def _labels_of(self, word: str) -> frozenset[str]:
        """Look up under which labels a single word is listed, whatever clitics it carries."""
        return frozenset(label for label, *_ in self._plainly(fold(word)).alone)


def _union(words: list[frozenset[str]]) -> frozenset[str]:
    """Return the words of all sets; one set as it is, and one for all that go on with the same: many words do."""
    return _joined(frozenset(words)) if len(words) > 1 else words[0] if words else _NO_WORDS


def _join(sets: frozenset[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


_joined = remembered(_join, _CACHED)


@cache
def load_pack(language: str) -> Pack:
    """Read and compile a pack of the package. Raises PackError when the file is not TOML or breaks the schema."""
    folder = resources.files("geomap.extraction").joinpath("packs")
    source, words = folder.joinpath(f"{language}.toml"), folder.joinpath(f"{language}_words.txt")
    try:
        raw = source.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise PackError(f"no language pack {language!r}; there are: {', '.join(LANGUAGES)}") from error
    except UnicodeDecodeError as error:
        line = 1 + raw.count(b"\n", 0, error.start)
        raise PackError(f"{language}.toml, line {line}: is not UTF-8; save the file with that encoding") from error
    lines = words.read_text("utf-8").splitlines() if words.is_file() else []
    table = parse(text, f"{language}.toml")
    if table.get("morphology", {}).get("short_units"):
        table["words"]["short_unit"] = short_units()
    return Pack(
        table,
        language,
        (w for line in lines if not line.startswith("#") for w in line.split()),
    )


def _only_a_name(text: str) -> Word:
    """Return a word that begins no entry and goes on with none."""
    word = Word(text)
    word.named = True
    return word
