"""The dead of a fight's other side, told after those of the first: lost six men and killed nine, the militia four."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.document import SEMICOLONS

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_NAMED: Final = 6  # tokens in which a side is named before its number
_WHO: Final = ("actor", "acting", "group", "civilian")
_TELLS: Final = ("event", "motion", "occurs", "killed", "wounded", "captured", "part", "hearsay", "clause")


def of_other_side(doc: Document, told: tuple[int, int], tag: Tag, q: Quantity) -> bool:
    """Whether a word of harm counts the other side's dead, after those at the tokens ``told``.

    Nine soldiers fell, and IS lost 30; three policemen died and six gunmen were killed.
    """
    sentence = doc.sentence_of(tag.first)
    known = doc.tokens[q.first].text.startswith(doc.pack.morphology.article or "\0")
    again = known or doc.has("cumulative", told[1], q.last) or doc.has("risen", sentence.first, q.last)
    if again or not q.value or doc.place_at(q.last + 1):
        return False
    if not doc.pack.morphology.article:
        return _goes_on(doc, told, tag, q)
    apart = told[1] <= tag.first and sentence.clause_of(told[0]) != sentence.clause_of(q.first)
    joined = is_verb(tag) and tag.prefix in doc.pack.morphology.conjunctions[:1] and told[1] <= tag.first
    return apart or (joined and not literal(doc, told[1], q.first))


def _goes_on(doc: Document, told: tuple[int, int], tag: Tag, q: Quantity) -> bool:
    """English: whether "and", "but" or ";" goes on with who else was killed, at no other place, by nobody's account."""
    first = min(tag.first, q.first)
    gap = range(told[1], first)
    joins = any(
        doc.pack.has("and", doc.tokens[i].word) or doc.at("contrast", i) or doc.tokens[i].text in SEMICOLONS
        for i in gap
    )
    new = any(doc.has(label, told[1], first) for label in ("hearsay", "besides", "later", "part"))
    return is_verb(tag) and q.first >= told[1] and joins and not new and not literal(doc, told[1], max(first, q.first))


def gapped_side(doc: Document, last: int, quantities: list[Quantity]) -> Quantity | None:
    """The number of another side's dead that a clause tells without a verb, behind those up to a token.

    The army lost three men, the militia a dozen; ten of the army fell, and of the rebels four.
    """
    q = next((q for q in quantities if q.first >= last), None)
    q = next((n for n in quantities if q and n.first == q.last), q)  # of the 301st brigade three
    if q is None or not q.value or not 0 < q.first - last <= _NAMED or literal(doc, last, q.last + 1):
        return None
    opens = doc.tokens[last]
    joins = doc.pack.morphology.conjunctions[:1]
    glued = bool(joins) and opens.text.startswith(joins)
    if not (glued or opens.is_sign or doc.pack.has("and", opens.word) or doc.at("contrast", last)):
        return None
    gap = range(last, q.first)
    theirs = any(doc.pack.has("possessive", doc.tokens[i].word) for i in gap)
    who = theirs or any(doc.at(label, i) for label in _WHO for i in gap)
    other = any(doc.has(label, last + (label == "clause"), q.first) for label in _TELLS)
    return q if who and not other and _ends(doc, q) else None


def _ends(doc: Document, q: Quantity) -> bool:
    """Whether nobody but the dead stands behind a number."""
    after = q.last
    if after >= len(doc.tokens) or doc.tokens[after].is_sign:
        return True
    return any(doc.at(label, after) for label in ("killed", "cause", "locative", "of"))
