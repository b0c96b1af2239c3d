"""English: words of events that only tell of those who act or suffer in another: who was accused of having robbed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.accusing import accused_by
from geomap.extraction.what.modality import is_verb

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind, Tag

_SAID_OF = 6  # tokens from "who" over "was accused of having" to what he was accused of
_CONVOY = "mixed"  # kind of what moves, armed or not
_COME = ("entry", "territory")  # families of a force that comes in
_DEEDS = ("shooting", "killing", "execution", "excessive", "abduction", "attack")  # what men come for
_HIDDEN = ("unknown",)  # kinds of men who have no name
_WAY = 3  # tokens from reinforcements to "on their way"


def only_of_whom(doc: Document, kind: EventKind, tag: Tag, sentence: Sentence) -> bool:
    """Whether a word tells no event by itself: what is said of a victim, reinforcements that act, how gunmen came.

    Nor does a convoy that drives into a town take it.
    """
    passes = kind.id == "entry" and bool(doc.within("group", tag.first - 1, tag.first, _CONVOY))
    of_others = _said_of(doc, tag, sentence) or _who_act(doc, kind, tag) or _came_to_shoot(doc, kind, tag, sentence)
    return passes or of_others or accused_by(doc, tag)


def _said_of(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a relative clause tells what somebody is said to have done to whom the sentence's deed was done."""
    if not is_verb(tag):
        return False
    for t in doc.within("of_whom", max(sentence.first, tag.first - _SAID_OF), tag.first):
        if t.last == tag.first and doc.has("event", sentence.first, t.first):
            return True
    return False


def _who_act(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether reinforcements are only those to whom something befell: reinforcements on their way to X hit a mine."""
    if kind.id != "change" or tag.form != "noun":
        return False
    way = doc.has("on_their_way", tag.last, tag.last + _WAY)
    _, end = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    return way and (any(is_verb(t) for t in doc.within("event", tag.last, end)) or doc.has("blast", tag.last, end))


def _came_to_shoot(doc: Document, kind: EventKind, tag: Tag, sentence: Sentence) -> bool:
    """Whether nameless gunmen came only to do what is told next: drove into X, shot a baker and left."""
    if kind.id not in _COME or doc.at("comes_into", tag.first) is None:
        return False
    hidden = any(t.name in _HIDDEN for t in doc.within("acting", sentence.first, tag.first))
    return hidden and any(is_verb(t) and t.name in _DEEDS for t in doc.within("event", tag.last, sentence.last))
