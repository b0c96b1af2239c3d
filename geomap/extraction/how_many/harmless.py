"""Nobody hurt: a negation that takes away the harm alone, not the raid that did none; and the toll of none it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.what.modality import Modality
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

    _Judged = tuple[EventKind, Tag, Modality]

_HARM = ("killed", "wounded")
_OUTCOME = "outcome"  # what an event is denied to have led to: "the raid did not lead to"
_DENIED = 5  # tokens from "no" to the harm that it denies
_ELSE = 3  # tokens from "nobody" to "else", and to "besides him"
_ALIVE = "alive"  # of the hurt nothing is told: nobody was killed


def only_harm(doc: Document, negation: Tag, tag: Tag) -> bool:
    """Whether a negation only tells that nobody was hurt by what a word tells: no one was killed in the shelling.

    Where an outcome is denied, that which led to none stands before it: the raid on X did not lead to deaths.
    """
    none = doc.at("unhurt", negation.first)
    if none is None or any(doc.at(key, tag.first) or doc.at(key, tag.last - 1) for key in _HARM):
        return False
    return none.name != _OUTCOME or _harm_after(doc, tag.last)


def _harm_after(doc: Document, first: int) -> bool:
    last = doc.sentence_of(first).last
    return any(doc.has(label, first, last) for label in (*_HARM, "losses"))


def without_nobody(doc: Document, judged: list[_Judged]) -> list[_Judged]:
    """Leave out a word that only tells that nobody was hurt by what else is told: no one was killed when."""
    if "unhurt" not in doc.tags or all(mode == "negated" for _, _, mode in judged):
        return judged
    return [
        (k, t, m) for k, t, m in judged if not (m == "negated" and t.name == "killing" and doc.at("unhurt", t.first))
    ]


def spares_all(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a word of harm stands in what tells that nobody was hurt: no dead fell, but three were hurt."""
    if not doc.pack.morphology.article or "unhurt" not in doc.tags:
        return False
    none = (t for t in doc.within("unhurt", tag.first - _DENIED, tag.first + 1) if t.last >= tag.last)
    none = (t for t in none if not (doc.has("untold", t.first, t.last) or but_one(doc, t)))
    return any(t.name != _OUTCOME for t in none)


def take_unhurt(doc: Document, toll: Toll, first: int, last: int) -> None:
    """Take into a toll that there are none, where nothing else is told of them."""
    for tag in (t for t in doc.within("unhurt", first, last) if not doc.has("untold", t.first, t.last)):
        told = [key for key in _HARM if tag.name != _ALIVE or key == _HARM[0]]
        told = told[1:] if but_one(doc, tag) else told
        if tag.name == _OUTCOME:
            end = doc.sentence_of(tag.first).last
            if doc.has("except", tag.last, end) or not _harm_after(doc, tag.last):
                continue
            told = [key for key in _HARM if doc.has(key, tag.last, end) or doc.has("losses", tag.last, end)]
        for key in told:
            toll.counts.setdefault(key, 0)
        toll.marks.append((tag.first, tag.last))


def but_one(doc: Document, none: Tag) -> bool:
    """Whether nobody else was hurt: a man was killed, and no one besides him was hurt."""
    return doc.has("besides_one", none.first, none.last + _ELSE)
