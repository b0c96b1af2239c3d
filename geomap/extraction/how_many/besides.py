"""Those who died besides the dead told of before: killed four, and another died later in hospital."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_ONE: Final = 3  # words of "a second one"


def died_besides(doc: Document, toll: Toll, tag: Tag, quantities: list[Quantity]) -> int:
    """How many a verb of dying adds to the dead of the same place: another, a fifth, two others."""
    told = toll.victims[-1][1] if toll.victims else tag.first
    dies = doc.has("one_besides", told, tag.last + _ONE) or doc.has("besides", told, tag.last + _ONE)
    undergone = bool(doc.pack.morphology.article) or doc.at("intransitive", tag.first) is not None
    if not (dies and undergone and is_verb(tag)):
        return 0
    sentence = doc.sentence_of(tag.first)
    _, last = sentence.clause(sentence.clause_of(tag.first))
    between = {place.id for p in literal(doc, told, tag.first) if (place := p.mention.place)}
    if literal(doc, tag.first, last) or len(between) > 1:
        return 0  # and another died in Y
    if doc.pack.morphology.article:
        at = tag.last + (doc.at("one", tag.last) is not None and doc.at("one_besides", tag.last) is None)
        one = doc.at("one_besides", at)
        here = (q for q in quantities if tag.first < q.first <= tag.last and _others(doc, q))
        return 1 if one else next((q.value or 0 for q in here), 0)
    at = tag.first
    while doc.at("adverb", at - 1):
        at -= 1  # two others later died
    who = at - 1 if doc.at("one", at - 1) and not doc.at("one_besides", at - 1) else at  # another guard died
    one = next((t for t in doc.within("one_besides", who - _ONE, who) if t.last == who), None)
    return 1 if one else next((q.value or 0 for q in quantities if q.last == at and _others(doc, q)), 0)


def adds_dead(doc: Document, first: int, last: int) -> bool:
    """Whether a sentence only tells of one or more who died besides: another died overnight, a seventh."""
    if not doc.has("one_besides", first, last) and not doc.has("besides", first, last):
        return False
    article = bool(doc.pack.morphology.article)
    for tag in doc.within("killed", first, last):
        told = (tag.last, tag.last + _ONE) if article else (max(first, tag.first - _ONE - 1), tag.first)
        dies = is_verb(tag) and (article or doc.at("intransitive", tag.first) is not None)
        if dies and any(doc.has(label, *told) for label in ("one_besides", "besides")):
            return True
    return False


def others_died(doc: Document, own: Quantity | None) -> bool:
    """Whether the number in a word of harm is that of more dead: and life left two others."""
    return own is not None and "besides" in doc.tags and _others(doc, own)


def _others(doc: Document, q: Quantity) -> bool:
    return doc.has("besides", q.first, q.last + 1)
