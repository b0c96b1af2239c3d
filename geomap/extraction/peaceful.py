"""Those who travel in peace: pilgrims, teams, guests on a visit move for no war's sake."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.document import Document, Sentence
    from geomap.extraction.pack import Tag

_GOING = ("arrive", "leave", "return", "advance")  # nobody evacuates or deports a guest in peace
_DRIVEN = ("flee", "evacuate", "surrender", "free")
_OF_WAR = ("forces", "fighters", "detainees", "wounded", "aid")


def in_peace(doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], head: Tag) -> bool:
    """Whether those who go are guests, pilgrims or a team, or go for a feast or talks: fans travelled to X."""
    if head.name not in _GOING or any(t.name in _DRIVEN for t in tags):
        return False
    first, last = sentence.clause(sentence.clause_of(head.first))
    guests = doc.within("travellers", *span)
    errand = any(_leads(doc, t) for t in doc.within("travels_for", head.last, last))
    if not guests and not errand:
        return False
    others = [t for t in doc.within("group", *span) if not any(g.first <= t.first < g.last for g in guests)]
    named = {t.name for t in others if first <= t.first < last}
    if named & set(_OF_WAR):
        return False
    return errand or "civilians" not in named


def _leads(doc: Document, errand: Tag) -> bool:
    """Whether a word leads to what one travels for; Arabic: attached to its noun, but not in the presence of."""
    to = doc.pack.morphology.prepositions[1:2]
    return doc.pack.language != "ar" or errand.last - errand.first > 1 or (bool(to) and errand.prefix.endswith(to))
