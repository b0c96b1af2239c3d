"""What a clause leaves to the words before it: its guns shelled X, and its aircraft houses in Y; and another on Z."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.seizing import left_out
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.pack import Tag
from geomap.extraction.words.phrases import one_of_several

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind

_HARM: Final = (("killed", "killing"), ("wounded", "wounding"))  # and the family of events that tells no more


def untold(doc: Document, sentence: Sentence, told: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """Who acts in a clause that leaves its verb to the one before: its guns shelled X, and its aircraft houses in Y."""
    out = [*_sum(doc, sentence, told), *_one_more(doc, sentence, told)] if doc.shares else []
    out += _second(doc, sentence, told)
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    for n in range(1, len(sentence.clauses)):
        (first, last), (before, _) = sentence.clause(n), sentence.clause(n - 1)
        who = doc.at("arms", first) or doc.at("actor", first)
        verbs = [kind for kind, t in told if before <= t.first < first and t.form == "past"]
        who = left_out(doc, first, verbs[-1].id) or who if verbs else who
        if not (who and who.first == first and who.prefix.startswith(joins) and verbs):
            continue
        own = any(doc.has(label, who.last, last) for label in ("event", "motion", "occurs", "hearsay", "undergoes"))
        if not own and any(p.located or p.cue or p.relation for p in literal(doc, first, last)):
            kind = doc.pack.events.get(who.name, verbs[-1])
            out.append((kind, Tag("event", kind.id, first, who.last, "past", who.prefix)))
    return out


def _sum(doc: Document, sentence: Sentence, told: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """The sum of the shares that follow, where no word of an event tells it: they counted twelve dead, four by."""
    first = next((c for c in sentence.clauses if (share := doc.shares.get(c)) and share.of_sum), sentence.first)
    if any(t.first < first for _, t in told):
        return []
    for key, family in _HARM:
        for t in doc.within(key, sentence.first, first):
            kind = doc.pack.events.get(family)
            return [(kind, Tag("event", family, t.first, t.last, "past", ""))] if kind else []
    return []


def _one_more(doc: Document, sentence: Sentence, told: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """What a share of a toll leaves out, which was told before it: and another on Y killed two."""
    out: list[tuple[EventKind, Tag]] = []
    for first in sentence.clauses:
        share = doc.shares.get(first)
        before = [(kind, t) for kind, t in told if t.first < first]
        own = (kind for kind, t in told if share and share.first <= t.first < share.last)
        if share and before and all(kind.weight <= TOLL_ONLY for kind in own):
            kind, _ = max(before, key=lambda kt: kt[0].weight)
            out.append((kind, Tag("event", kind.id, first, first + 1, "past", "")))
    return out


def _second(doc: Document, sentence: Sentence, told: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """What the second of two deeds leaves out: the first killed a guard, the second hurt two; in the second a cook."""
    out: list[tuple[EventKind, Tag]] = []
    for led in one_of_several(doc, "next", sentence.first + 1, sentence.last):
        before = [(kind, t) for kind, t in told if t.first < led.first]
        own = any(t.first >= led.last for _, t in told) or doc.shares.get(led.first)
        if own or not before or not one_of_several(doc, "first", sentence.first, led.first):
            continue
        harm = [t for key, _ in _HARM for t in doc.within(key, led.last, sentence.last)]
        there = any(p.located or p.relation for p in literal(doc, led.last, sentence.last))
        if harm or there:
            kind, _ = max(before, key=lambda kt: kt[0].weight)
            at = harm[0] if harm else led
            out.append((kind, Tag("event", kind.id, at.first, at.last, "past", "")))
    return out[:1]
