"""One sentence that is weighed again, for a record that was read in it or for none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from geomap.extraction.how_many.tolls import Toll
from geomap.extraction.names.small_letters import legible
from geomap.extraction.reader import annotated, grammars, read
from geomap.extraction.what.frames import frames_in
from geomap.extraction.what.incidents import toll_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Placed
    from geomap.extraction.words.pack import Tag
    from geomap.model import Gazetteer, Report

Range = tuple[int, int]  # tokens, the second exclusive
_MOTION = "motion."
_MODES = {"negated": ", which is denied", "planned": ", which is planned"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim says of itself: ``what`` happened or who moved, its rule, its words and marks in the sentence."""

    what: str
    rule: str
    start: int
    end: int
    marks: tuple[tuple[int, int, str], ...]
    day: date | None = None
    counts: tuple[tuple[str, int], ...] = ()  # killed, wounded, captured or those who move, as the record gives them
    ends: tuple[bool, ...] = ()  # whether a movement has an origin, places on its way and a destination
    at: tuple[str, ...] = ()  # the names of its places


@dataclass(frozen=True, slots=True)
class Considered:
    """A word, name or number that was weighed: ``text[start:end]``, what it is, and what was made of it.

    ``kind``: party, count, place, day or word; ``family`` is that of a word (shelling, motion.flee ...), else the kind.
    """

    start: int
    end: int
    kind: str
    family: str
    verdict: str


class Case:
    """The sentence of a record that is ``told``, with those told ``beside`` it there; all offsets are the sentence's.

    ``trigger`` is None where the sentence by itself has no such word: then nothing but words and places is weighed.
    """

    def __init__(
        self, report: Report, gazetteer: Gazetteer, told: Told | None = None, beside: Sequence[Told] = ()
    ) -> None:
        self._clean = legible(report, gazetteer)
        self.told = told
        self.beside = beside
        self.doc = annotated(replace(report, text=self._clean.text), gazetteer)
        self.parsed = read(report, gazetteer)
        self.numbers, _ = grammars(self.doc.pack.language)
        self.moves = told is not None and _family(told).startswith(_MOTION)
        self.frame: Frame | None = None
        self.frames: list[Frame] = []
        self.trigger = self._word(told) if told and not self.parsed.error else None
        if self.trigger and not self.moves:
            self.frames = frames_in(self.doc, self.doc.sentence_of(self.trigger.first))
            at = self.trigger.first
            self.frame = next((f for f in self.frames if any(t.first == at for _, t in f.triggers)), None)

    def _word(self, told: Told) -> Tag | None:
        """The word that tells the record, as the pack knows it."""
        span = next(((a, b) for a, b, role in told.marks if role == "trigger"), None)
        label = "motion" if self.moves else "event"
        tags = self.doc.tags.get(label, [])
        same = [t for t in tags if self.span(t.first, t.last) == span]
        family = _family(told).removeprefix(_MOTION)
        return next((t for t in same if t.name == family), next(iter(same), None))

    @property
    def words(self) -> Range:
        """The tokens that tell the record: those of its quote."""
        at = self.trigger.first if self.trigger else 0
        sentence = self.doc.sentence_of(at)
        if self.told is None:
            return sentence.first, sentence.last
        start, end = self.told.start, self.told.end
        held = [i for i in range(sentence.first, sentence.last) if start <= self.span(i, i + 1)[0] < end]
        return (held[0], held[-1] + 1) if held else (sentence.first, sentence.last)

    @property
    def toll(self) -> Toll:
        """The toll of the record's own frame."""
        return self.toll_of(self.frame) if self.frame else Toll()

    def toll_of(self, frame: Frame) -> Toll:
        """The toll of one of the sentence's frames."""
        return toll_of(self.doc, self.numbers, frame, self.frames, [f for f in self.frames if f.violent])

    def span(self, first: int, last: int) -> Range:
        """Where tokens stand in the text as it was given."""
        return self._clean.span(*self.doc.span(first, last))

    def taken(self, first: int, last: int, *roles: str) -> str | None:
        """Return the role that the record gives to one of some tokens, among these roles or any."""
        return _role(self.told, self.span(first, last), roles) if self.told else None

    def stands_at(self, p: Placed) -> bool:
        """Whether a name means a place of the record, be it marked or not."""
        return self.told is not None and p.mention.place is not None and p.mention.place.name in self.told.at

    def holds(self, span: Range) -> bool:
        """Whether characters stand in the sentence that is weighed."""
        return span[0] >= 0 and span[1] <= len(self.parsed.report.text)

    def elsewhere(self, first: int, last: int, *roles: str) -> str | None:
        """Return what another record is that gives one of these roles to some tokens."""
        span = self.span(first, last)
        return next((o.what for o in self.beside if _role(o, span, roles)), None)

    def is_told(self, tag: Tag) -> bool:
        """Whether a word tells another record."""
        span = self.span(tag.first, tag.last)
        return any((*span, "trigger") in other.marks for other in self.beside)

    def shared(self, first: int, last: int) -> bool:
        """Whether another record that the same word tells stands at some tokens: shells fell on X and Y."""
        if self.told is None:
            return False
        own = [m for m in self.told.marks if m[2] == "trigger"]
        alike = (o for o in self.beside if [m for m in o.marks if m[2] == "trigger"] == own)
        return any(_role(o, self.span(first, last), ("place",)) for o in alike)

    def other_event(self, token: int) -> str | None:
        """Return the family of another event in whose words alone a token stands, and how that is told."""
        if self.frame is None or self.frame.first <= token < self.frame.last:
            return None
        other = next((f for f in self.frames if f.first <= token < f.last), None)
        return other and other.head[0].id + _MODES.get(other.modality, "")

    def considered(self, first: int, last: int, kind: str, verdict: str, family: str = "") -> Considered:
        """Tell what was made of some tokens."""
        return Considered(*self.span(first, last), kind, family or kind, verdict)

    def considered_at(self, span: Range, kind: str, verdict: str) -> Considered:
        """Tell what was made of characters of the text that was read: a name without the clitics before it."""
        return Considered(*self._clean.span(*span), kind, kind, verdict)


def _family(told: Told) -> str:
    """The family of the word by which a rule goes; nothing in somebody's table."""
    return (*told.rule.split(":"), "")[1]


def _role(told: Told, span: Range, roles: Sequence[str]) -> str | None:
    return next((r for a, b, r in told.marks if (not roles or r in roles) and a < span[1] and span[0] < b), None)
