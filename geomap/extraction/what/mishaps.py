"""Mishaps: people killed by weather, beasts and accidents, boilers that go off, where nobody did it to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_UNARMED: Final = ("civilian", "crowd")
_HURTS: Final = ("nature", "beast")
BURSTS: Final = ("ied", "device", "chemical")  # what goes off, or leaks, of itself
_NO_MEANS: Final = (
    "killing", "wounding", "losses", "protest", "crowd", "agreement", "change", "intervened", "excessive", "base",
    "other", "loss", "fall",
)  # fmt: skip
_STRUCK: Final = (
    "air", "shelling", "ied", "device", "suicide", "struck", "raid", "aimed", "attack", "clash", "shooting",
)  # fmt: skip
_BEFORE: Final = 2  # sentences back in which what fell down may have been struck
_LED: Final = 3  # tokens from a cause to what it is: in the heavy floods
_NEAR: Final = 8  # tokens from what leaked to the blast


def armed(doc: Document, first: int, last: int) -> bool:
    """Whether somebody is told of in a range who may bear arms."""
    armed_too = (t for t in doc.within("acting", first, last) if t.name not in _UNARMED)
    return doc.has("actor", first, last) or any(doc.at("mishap", t.first) is None for t in armed_too)  # no plane crash


def _clause_of(doc: Document, tag: Tag) -> tuple[int, int]:
    sentence = doc.sentence_of(tag.first)
    return sentence.clause(sentence.clause_of(tag.first))


def by_itself(doc: Document, thing: Tag) -> bool:
    """Whether what goes off by accident is no bomb: a gas cylinder, no gas cylinder bomb."""
    bomb = doc.at("event", thing.last)
    return bomb is None or bomb.first != thing.last or bomb.name != "device"


def by_mishap(doc: Document, tag: Tag, clause: tuple[int, int], acts: Callable[[Document, Tag], bool]) -> bool:
    """Whether people were killed or hurt by a mishap or by nature, and nobody and nothing else in the sentence did it.

    ``acts``: whether nature is who does a deed.
    """
    sentence = doc.sentence_of(tag.first)
    span = sentence.first, sentence.last
    if armed(doc, *clause):
        return False
    means = (t for t in doc.within("event", *span) if t.name not in _NO_MEANS and t is not tag)
    means = (t for t in means if doc.at("mishap", t.first) is None)
    if any(not (acts(doc, t) or (t.name in BURSTS and went_off(doc, t, _clause_of(doc, t)))) for t in means):
        return False
    if doc.has("accident_of_life", *span):
        return True
    for t in doc.within("mishap", *span):
        struck = t.name == "collapse" and any(
            e.name in _STRUCK for s in doc.preceding(sentence, _BEFORE) for e in doc.within("event", s.first, s.last)
        )
        if not struck:
            return True
    told = [*doc.within("peaceful", *span), *doc.within("no_attacker", *span), *doc.within("accident", *span)]
    told = [t for t in told if by_itself(doc, t)]
    return any((t.label == "accident" or t.name in _HURTS) and _causes(doc, t, span[0]) for t in told)


def _causes(doc: Document, t: Tag, first: int) -> bool:
    """Whether a word of nature follows what leads to a cause: killed by lightning, in the floods."""
    m = doc.pack.morphology
    if m.article:
        return t.prefix.startswith(m.prepositions[:1]) or doc.at("cause", t.first - 1) is not None
    near = range(max(first, t.first - _LED), t.first)
    return any(doc.at(x, i) for i in near for x in ("agent_mark", "cause", "clause"))


def went_off(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether what went off is what does by accident, told before in the clause: a gas leak caused a blast."""
    if armed(doc, clause[0], tag.last):
        return False
    if doc.has("mishap", clause[0], tag.first) or doc.at("mishap", tag.last) or doc.at("accident", tag.last):
        return True
    leaked = doc.last_of("accident", max(clause[0], tag.first - _NEAR), tag.first)
    return leaked is not None and by_itself(doc, leaked) and not doc.has("event", leaked.last, tag.first)


def after_mishap(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence and the one before tell of a mishap and of no attack, so that nobody is moved by any."""
    around = (*doc.preceding(sentence, 1), sentence)
    if not any(doc.has("mishap", s.first, s.last) for s in around):
        return False
    return not any(e.name in _STRUCK for s in around for e in doc.within("event", s.first, s.last))
