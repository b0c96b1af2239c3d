"""Shells and bombs that are only found and never went off: no bombing and no shelling, whatever sappers then do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_ARMS: Final = ("device", "ied", "shelling", "grenade", "air")
_MISSILE: Final = "missile"
_BEHIND: Final = 6  # tokens of the next sentence in which it is told: It had never exploded.
_HARM: Final = ("killed", "wounded")


def never_went_off(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether a munition's noun names one that was found as it lay: a farmer found a shell that did not explode."""
    if "dud" not in doc.tags or kind.id not in _ARMS or tag.form not in ("noun", "word"):
        return False
    sentence = doc.sentence_of(tag.first)
    if not doc.has("finds", sentence.first, sentence.last) or any(
        doc.has(label, sentence.first, sentence.last) for label in _HARM
    ):
        return False
    end = sentence.last
    if end < len(doc.tokens):
        end = min(end + _BEHIND, doc.sentence_of(end).last)
    return doc.has("dud", sentence.first, end) and (kind.id == "device" or _is_munition(doc, tag))


def _is_munition(doc: Document, tag: Tag) -> bool:
    """Whether a word of shelling is the shell itself; not "the bombardment", after which one was found."""
    return any((t := doc.at("peaceful", i)) is not None and t.name == _MISSILE for i in range(tag.first, tag.last))
