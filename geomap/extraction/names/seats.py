"""Seats of government: whether a capital is where something is done, or stands for those who govern there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document

_HIT: Final = 4  # tokens from "was" to what was done to a capital
_TO_IT: Final = ("air", "shelling", "arrive", "leave")  # families of verbs whose object a capital may be


def undergoes(doc: Document, before: int, after: int) -> bool:
    """Whether a capital itself is what something is done to: Baghdad came under fire, was shelled, saw clashes."""
    if doc.pack.morphology.article:  # the verb stands first
        return any(doc.at(label, before) for label in ("undergoes", "sees")) or _bombed(doc, before)
    be = doc.at("undergone", after)
    hit = be is not None and any(t.form == "past" for t in doc.within("event", after, after + _HIT))
    return hit or doc.at("sees", after) is not None


def _bombed(doc: Document, before: int) -> bool:
    """Arabic: whether a capital is what its verb's subject bombs, enters or leaves: the aircraft bombed Damascus."""
    for i in range(before, max(-1, before - _HIT), -1):
        tag = doc.at("event", i) or doc.at("motion", i)
        if doc.tokens[i].is_sign or doc.within("group", i, i + 1, "officials"):
            break
        if tag is not None and tag.first == i and (tag.label == "event" or tag.form != "noun"):
            who = tag.label == "event" or doc.has("group", i, before + 1)
            return who and tag.form in ("past", "present") and tag.name in _TO_IT and i < before
    return False
