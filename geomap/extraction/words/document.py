"""One report, annotated once: tokens, sentences, clauses, pack tags. Everything else reads from here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast, final

from geomap.extraction.how_many.quantities import Quantity, Share
from geomap.extraction.when.dates import DateSpan
from geomap.extraction.words.joints import openings, part_nothing
from geomap.extraction.words.nouns import tell_apart
from geomap.extraction.words.pack import Pack, Tag
from geomap.extraction.words.ranges import end_of, first_tag, firsts
from geomap.extraction.words.sentences import COMMAS, Sentence, split
from geomap.extraction.words.tokens import Token
from geomap.model import Mention, Report, Resolution, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.extraction.words.tagger import Word
    from geomap.model import Place, Usage

__all__ = ["COMMAS", "SEMICOLONS", "Document", "Named", "Placed", "Sentence"]

SEMICOLONS: Final = frozenset(";\u061b")
_DEED = 12  # tokens before those who help in which the deed is told
_NOTHING: Mapping[str, Tag] = {}
NONE_THERE: Final[list[Tag]] = []  # one for all who look for tags in vain, and who add nothing to it (a test looks)
_UNREAD: Final = Mention(0, 0, "", Resolution())


def _is_given(token: Token) -> bool:
    """Whether a word is a person's name by its letters in any language: Kurdish Li is "in", and Şam no Sam."""
    return len(token.text) > len("Li") and token.text.casefold() == token.word


@dataclass(slots=True)
class Document:
    """A report being read: filled by the readers in turn (tags, then mentions, then dates), then only looked at."""

    report: Report
    pack: Pack
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    tags: dict[str, list[Tag]]
    mentions: list[Placed] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    story: Placed | None = None  # the settlement that the report is about
    day_names: set[int] = field(default_factory=set)  # words of days that are names: 22 May hospital
    lead: TimeSpan | None = None  # the day that its lead gives to undated sentences, once it was asked for
    headings: list[DateSpan] | None = None  # days that head lines, once they have been asked for
    scenes: list[Placed] | None = None  # and settlements
    shares: dict[int, Share] = field(default_factory=dict)  # parts of tolls, by the token they begin with
    each: set[int] = field(default_factory=set)  # nouns of several deeds, which are told one by one after them
    counted: set[int] = field(default_factory=set)  # where "and" goes on with a number and its place
    counts: dict[int, dict[int, Quantity | None]] = field(default_factory=dict)  # read: by the end of a range, by start
    told: Named | None = None  # how often places are named
    shouted: dict[tuple[int, int], bool] = field(default_factory=dict)  # which of them are in capitals throughout
    gist: dict[tuple[int, int], list[float]] = field(default_factory=dict)  # what ranges tell of, once asked for
    runs: list[tuple[int, int] | None] = field(init=False)  # of each token: its name by capitals, once asked for
    before: list[int] = field(init=False)  # of each token and of the end: the one before it, quotes skipped
    named: list[bool] = field(init=False)  # of each token: a capital, and no small word that only opens a sentence
    _over: list[list[Tag] | None] = field(init=False)  # of each token: the tags that cover it, label by label
    _numbers: list[int] = field(init=False)  # of each token: the number of its sentence
    # dates and mentions when they were looked at, where they begin, of each token the next one, and what covers it
    _dated: list[DateSpan] = field(default_factory=list)
    _date_starts: list[int] = field(default_factory=list)
    _date_from: list[int] = field(default_factory=list)
    _date_over: list[DateSpan | None] = field(default_factory=list)
    _placed: list[Placed] = field(default_factory=list)
    _place_starts: list[int] = field(default_factory=list)
    _place_from: list[int] = field(default_factory=list)
    _place_over: list[Placed | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = []
        for n, sentence in enumerate(self.sentences):
            self._numbers += [n] * (sentence.last - sentence.first)
        self.before = list(range(-1, len(self.tokens)))
        for i, token in enumerate(self.tokens):
            if token.spelling.is_quote:
                self.before[i + 1] = self.before[i]
        self.named = self.pack.named(self.tokens)
        self.runs = [None] * len(self.tokens)
        over: list[list[Tag] | None] = [None] * len(self.tokens)
        for tags in self.tags.values():
            for tag in tags:
                i, step = tag.first, max(1, tag.last - 1 - tag.first) if tag.loose else 1
                while i < tag.last:
                    known = over[i]
                    if known is None:
                        over[i] = [tag]
                    else:
                        known.append(tag)
                    i += step
        self._over = over

    @classmethod
    def of(cls, report: Report, pack: Pack) -> Document:
        """Annotate a report with everything that needs no gazetteer."""
        tokens = pack.tokenise(report.text)
        tags = pack.tag(tokens)
        if report.language != pack.language and "person" in tags:
            tags["person"] = [t for t in tags["person"] if _is_given(tokens[t.first])]
        if pack.event_nouns:
            tell_apart(tags, tokens, pack)
        opens = openings(tokens, tags, arabic=bool(pack.morphology.article))
        joints = part_nothing(tokens, tags, pack.weekdays, arabic=bool(pack.morphology.article))
        return cls(report, pack, tokens, tuple(split(report.text, tokens, opens, joints)), tags)

    def join_asides(self) -> None:
        """Let a date, a distance or a source between commas part no clause: "took, on Friday evening, the town of"."""
        self.sentences = tuple([self._joined(s) if len(s.clauses) > 1 else s for s in self.sentences])

    def _joined(self, sentence: Sentence) -> Sentence:
        parting, after_aside = list[int](), False
        for n, start in enumerate(sentence.clauses):
            aside = n > 0 and self.tokens[start - 1].text not in SEMICOLONS and self._is_aside(*sentence.clause(n))
            if not aside and not (after_aside and not self._opens(start)):
                parting.append(start)
            after_aside = aside
        return sentence if len(parting) == len(sentence.clauses) else sentence.parted(tuple(parting))

    def _is_aside(self, first: int, last: int) -> bool:
        words = [i for i in range(first, last) if not self.tokens[i].is_sign]
        if not words or all(self.at("put_in", i) for i in words):  # returned, however, to
            return bool(words)
        if all(self.date_at(i) or self.at("locative", i) for i in words):
            return any(self.date_at(i) for i in words)
        helped = bool(self.pack.morphology.article) and self.at("support", words[0]) is not None
        helped = helped and self.tokens[last - 1].text in COMMAS
        # took, backed by the tribes, the town of
        helped = helped and any(t.form != "noun" for t in self.within("event", max(0, first - _DEED), first))
        away = self.tokens[words[0]].is_number and self.has("distance", words[0], words[0] + 2)  # "70 km from X"
        if helped or away:
            return not any(self.has(label, first, last) for label in ("event", "motion", "killed", "wounded"))
        return (
            (source := self.at("hearsay", words[0])) is not None
            and source.name == "source"
            and not any(self.has(label, first, last) for label in ("event", "motion"))
        )

    def _opens(self, token: int) -> bool:
        """Whether a clause begins with a word that joins it to what was told."""
        joins = self.at("clause", token) or self.at("and", token)
        return joins is not None or self.tokens[token].text.startswith(self.pack.morphology.conjunctions or "\0")

    def within(self, label: str, first: int, last: int, name: str | None = None) -> list[Tag]:
        """Tags of a label that begin in a token range, in text order; whoever wants more copies them."""
        tags = self.tags.get(label)
        if not tags:
            return NONE_THERE
        n = first_tag(tags, first)
        if n == len(tags) or tags[n].first >= last:
            return NONE_THERE  # as for most who ask
        found: list[Tag] = []
        while n < len(tags) and tags[n].first < last:
            if name is None or tags[n].name == name:
                found.append(tags[n])
            n += 1
        return found

    def first_of(self, label: str, first: int, last: int, name: str | None = None) -> Tag | None:
        """Return the first tag of a label that begins in a token range."""
        tags = self.tags.get(label)
        if tags:
            n = first_tag(tags, first)
            while n < len(tags) and tags[n].first < last:
                if name is None or tags[n].name == name:
                    return tags[n]
                n += 1
        return None

    def last_of(self, label: str, first: int, last: int, name: str | None = None) -> Tag | None:
        """Return the last tag of a label that begins in a token range."""
        tags = self.tags.get(label)
        if tags:
            n = first_tag(tags, last) - 1
            while n >= 0 and tags[n].first >= first:
                if name is None or tags[n].name == name:
                    return tags[n]
                n -= 1
        return None

    def has(self, label: str, first: int, last: int) -> bool:
        """Whether a label begins in a token range."""
        tags = self.tags.get(label)
        if not tags:
            return False
        n = first_tag(tags, first)
        return n < len(tags) and tags[n].first < last

    def count(self, label: str, first: int, last: int) -> int:
        """How often a label begins in a token range."""
        tags = self.tags.get(label)
        if not tags:
            return 0
        low = n = first_tag(tags, first)
        while n < len(tags) and tags[n].first < last:
            n += 1
        return n - low

    def has_between(self, label: str, span: tuple[int, int]) -> bool:
        """Whether a label begins in a range of characters."""
        return self.has(label, *self.tokens_in(span))

    def tokens_in(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return the range of the tokens that begin in a range of characters."""
        return self.first_from(span[0]), self.first_from(span[1])

    def counts_to(self, last: int) -> dict[int, Quantity | None]:
        """Return the counts that have been read up to the end of a range, which whoever reads on adds to."""
        return self.counts.setdefault(last, {})

    def first_from(self, at: int) -> int:
        """Return the first token that begins at a character or after it: bisection that never leaves machine code."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) >> 1
            if self.tokens[middle].start < at:
                low = middle + 1
            else:
                high = middle
        return low

    def at(self, label: str, token: int) -> Tag | None:
        """Return the tag of a label that covers a token."""
        over = self._over[token] if 0 <= token < len(self._over) else None
        if over is not None:
            for tag in over:
                if tag.label is label:  # there is one of each label, for whoever names it in the code too
                    return tag
        return None

    def add(self, tag: Tag) -> None:
        """Take in a tag for what a word is known to stand for."""
        self.tags[tag.label].insert(first_tag(self.tags[tag.label], tag.first), tag)
        for i in range(tag.first, tag.last):
            self._over[i] = [*(self._over[i] or ()), tag]

    def drop(self, tag: Tag) -> None:
        """Forget a tag, which what stands around it has shown to be none."""
        self.tags[tag.label].remove(tag)
        for i in range(tag.first, tag.last):
            over = self._over[i]
            if over is not None and tag in over:
                over.remove(tag)

    def covered(self, labels: tuple[str, ...]) -> list[bool]:
        """Return of each token whether a tag of one of some labels covers it."""
        covered = [False] * len(self.tokens)
        for label in labels:
            for tag in self.tags.get(label, ()):
                for i in range(tag.first, tag.last):
                    covered[i] = True
        return covered

    def is_tagged(self, token: int) -> bool:
        """Whether a tag of some label covers a token."""
        return 0 <= token < len(self._over) and self._over[token] is not None

    def any_at(self, labels: frozenset[str], token: int) -> bool:
        """Whether a tag of one of some labels covers a token."""
        over = self._over[token] if 0 <= token < len(self._over) else None
        return over is not None and any([tag.label in labels for tag in over])  # noqa: C419 - no generator

    def over(self, token: int) -> Mapping[str, Tag]:
        """Return the tags that cover a token by their labels, one a label; of the lists asked for by word too."""
        if not 0 <= token < len(self._over):
            return _NOTHING
        over, alone = self._over[token], cast("Word", self.tokens[token].spelling).by_word
        found = {tag.label: tag for tag in reversed(over)} if over else {}
        for label, name, form, prefix in alone:
            found[label] = Tag(label, name, token, token + 1, form, prefix)
        return found

    def dates_in(self, first: int, last: int) -> list[DateSpan]:
        """Expressions of time that begin in a token range."""
        if self._dated is not self.dates:
            self._look_at_dates()
        low = self._date_from[min(max(0, first), len(self.tokens))]
        return self.dates[low : end_of(self._date_starts, low, last)]

    def places_in(self, first: int, last: int) -> list[Placed]:
        """Mentions that begin in a token range."""
        if self._placed is not self.mentions:
            self._look_at_places()
        low = self._place_from[min(max(0, first), len(self.tokens))]
        return self.mentions[low : end_of(self._place_starts, low, last)]

    def date_at(self, token: int) -> DateSpan | None:
        """Return the expression of time that covers a token."""
        if self._dated is not self.dates:
            self._look_at_dates()
        return self._date_over[token] if 0 <= token < len(self._date_over) else None

    def place_at(self, token: int) -> Placed | None:
        """Return the mention that covers a token."""
        if self._placed is not self.mentions:
            self._look_at_places()
        return self._place_over[token] if 0 <= token < len(self._place_over) else None

    def _look_at_dates(self) -> None:
        self._dated, self._date_starts = self.dates, [d.first for d in self.dates]
        self._date_from = firsts(self._date_starts, len(self.tokens))
        self._date_over = [None] * len(self.tokens)
        for d in self.dates:
            self._date_over[d.first : d.last] = [d] * (d.last - d.first)

    def _look_at_places(self) -> None:
        self._placed, self._place_starts = self.mentions, [p.first for p in self.mentions]
        self._place_from = firsts(self._place_starts, len(self.tokens))
        self._place_over = [None] * len(self.tokens)
        for p in self.mentions:
            self._place_over[p.first : p.last] = [p] * (p.last - p.first)

    def sentence_of(self, token: int) -> Sentence:
        """Return the sentence that a token stands in."""
        return self.sentences[self._numbers[min(max(0, token), len(self._numbers) - 1)]]

    def preceding(self, sentence: Sentence, most: int) -> tuple[Sentence, ...]:
        """Return the sentences right before one, at most so many, in text order."""
        n = self._numbers[sentence.first]
        return self.sentences[max(0, n - most) : n]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Character range of a token range."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def words(self, first: int, last: int) -> str:
        """Return the original text of a token range."""
        a, b = self.span(first, last)
        return self.report.text[a:b]


@final
class Named:
    """How often a report names each place and each country's places."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        named = [p.mention.place for p in placed if p.mention.place]
        self._places = Counter(place.id for place in named)
        self._countries = Counter(place.country for place in named)
        self._all = len(named)

    def mostly_around(self, place: Place) -> bool:
        """Whether most of what is named beside a place lies in its country."""
        own = self._places[place.id]
        return 2 * (self._countries[place.country] - own) > self._all - own


@final
class Placed:
    """A mention with its tokens and the words that lead to it: generic noun, relation.

    ``span``, ``surface``: where it stands in the text, and its words; ``mention`` is empty until it has a meaning.
    ``lead`` is the first token of its phrase; ``located``: a preposition of place stands before that; ``container``: it
    only tells where another place of the sentence lies; ``home``: somebody's; ``listed``: one of several names under
    one generic noun or relation.
    """

    __slots__ = (
        "container", "cue", "first", "home", "last", "lead", "listed", "located", "mention", "relation", "span",
        "surface",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - what is read of one phrase
        self, span: tuple[int, int], surface: str, first: int, last: int, lead: int, cue: str | None,
        relation: str | None, *, located: bool, container: bool = False, home: bool = False, listed: bool = False,
        mention: Mention = _UNREAD,
    ) -> None:  # fmt: skip
        self.span = span
        self.surface = surface
        self.mention = mention
        self.first = first
        self.last = last
        self.lead = lead
        self.cue = cue
        self.relation = relation
        self.located = located
        self.container = container
        self.home = home
        self.listed = listed

    def meaning(self, resolution: Resolution, usage: Usage | None = None) -> Placed:
        """Return the name as one that means something else; its usage stays unless one is given."""
        start, end = self.span
        return Placed(
            self.span, self.surface, self.first, self.last, self.lead, self.cue, self.relation, located=self.located,
            container=self.container, home=self.home, listed=self.listed,
            mention=Mention(start, end, self.surface, resolution, usage or self.mention.usage),
        )  # fmt: skip

    def containing(self) -> Placed:
        """Return the name as one that only tells where another place of the sentence lies."""
        holder = self.meaning(self.mention.resolution)
        holder.container = True
        return holder
