"""English: which verb a word goes with: what has a subject, an agent or a negation of its own is told by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_LEFT = 4  # tokens from "from" over its adjectives to the base that is left
_LEAVING = 3  # tokens from a noun of leaving to "from" or "of"


def over_another(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether a pattern runs into another clause: quiet in the last rounds, men set fire; sent to clear X shot at."""
    if kind.id in ("shelling", "air") and tag.form == "past" and doc.tokens[tag.first + 1].text == ",":
        return not any(doc.tokens[i].text == "," for i in range(tag.first + 2, tag.last))
    to = tag.form == "base" and doc.at("complement", tag.first - 1) is not None
    if kind.id not in ("intervened", "protest") or not to:
        return False
    return any(t.form == "past" and t.last < tag.last for t in doc.within("event", tag.first + 1, tag.last - 1))


def by_whom_and_when(doc: Document, tag: Tag, end: int) -> bool:
    """Whether who did a deed and on what day stands behind it: buried three cousins shot by militiamen on Monday."""
    if tag.form != "past" or doc.at("agent_mark", tag.last) is None:
        return False
    return any(d.kind == "day" for d in doc.dates_in(tag.last, end))


def each_undergone(doc: Document, before: Iterable[Tag], tag: Tag) -> bool:
    """Whether what was done before has a subject of its own, and so has a word: the bank was robbed, two were shot."""
    if doc.pack.language != "en" or tag.form != "past" or not doc.has("undergone", tag.first - 1, tag.last):
        return False
    return any(doc.has("undergone", t.first - 1, t.last) for t in before)


def of_another_verb(doc: Document, negation: Tag, tag: Tag) -> bool:
    """Whether a negation takes its own verb, no later one: who had refused to open the gate were shot."""
    to = doc.pack.language == "en" and doc.at("complement", negation.last - 1) is not None
    return to and tag.form == "past" and tag.first > negation.last and doc.at("undergone", tag.first - 1) is not None


def which_they_took(doc: Document, tag: Tag, first: int) -> bool:
    """Whether a relative clause tells who takes the place before it: the camp at X, which rebels overran."""
    which = doc.at("relative", first) or doc.at("relative", first - 1)
    if which is None or doc.pack.language != "en" or tag.form != "past":
        return False
    return any(doc.has(label, which.last, tag.first) for label in ("actor", "acting", "they"))


def without_object(doc: Document, tag: Tag) -> bool:
    """Whether nothing is done to anybody: the crowd dispersed, dispersed on their own."""
    if doc.has("be", tag.first - 2, tag.first):
        return False  # was dispersed
    after = doc.tokens[tag.last] if tag.last < len(doc.tokens) else None
    small = doc.date_at(tag.last) is not None or doc.at("locative", tag.last) is not None
    return after is None or after.is_sign or small or after.word.endswith("ly")


def of_a_leaving(doc: Document, tag: Tag) -> bool:
    """Whether it is the leaving of a base that is completed, not the base: the withdrawal from their base in X was."""
    if not tag.loose or doc.at("ground", tag.first) is None:
        return False
    for i in range(tag.first - 1, max(tag.first - _LEFT, 0), -1):
        if doc.at("out_of", i) is not None or doc.pack.has("genitive", doc.tokens[i].word):
            return doc.has("motion", i - _LEAVING, i) or bool(doc.within("event", i - _LEAVING, i, "transfer"))
    return False


def thwarts_an_attack(doc: Document, tag: Tag) -> bool:
    """Whether "by" leads to who was to do what is thwarted, not to who does it: foiled a bombing by a bomber."""
    by = doc.first_of("agent_mark", tag.first + 1, tag.last - 1)
    before = by.first - 1 if by is not None else 0
    nouns = [t for t in doc.within("event", before, before + 1) if t.form == "noun" and t is not tag]
    return before >= tag.first and (bool(nouns) or doc.has("attempt", before, before + 1))
