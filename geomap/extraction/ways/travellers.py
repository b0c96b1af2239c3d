"""Those who travel in peace: pilgrims, teams, guests on a visit move for no war's sake."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_GOING = ("arrive", "leave", "return", "advance")  # nobody evacuates or deports a guest in peace
_DRIVEN = ("flee", "evacuate", "surrender", "free")
_OF_WAR = ("forces", "fighters", "detainees", "wounded", "aid")


def in_peace(
    doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], head: Tag, count: Quantity | None
) -> bool:
    """Whether those who go are guests, pilgrims or a team, or go for a feast or talks: fans travelled to X."""
    if head.name not in _GOING or any(t.name in _DRIVEN for t in tags):
        return False
    if count is not None and doc.within("group", count.first, count.last, "officials"):
        return True  # an aircraft left X with 30 officials
    first, last = sentence.clause(sentence.clause_of(head.first))
    guests = doc.within("travellers", *span)
    errand = any(_leads(doc, t) for t in doc.within("travels_for", head.last, last))
    if not guests and not errand:
        return False
    others = [t for t in doc.within("group", *span) if not any(_of_guests(doc, t, g) for g in guests)]
    named = {t.name for t in others if first <= t.first < last}
    if named & set(_OF_WAR):
        return False
    return errand or "civilians" not in named


def _of_guests(doc: Document, people: Tag, guests: Tag) -> bool:
    """Whether a word for people is that of guests, or counts them: thousands of pilgrims."""
    if guests.first <= people.first < guests.last or people.last == guests.first:
        return True
    return people.last == guests.first - 1 and doc.pack.has("genitive", doc.tokens[people.last].word)


def _leads(doc: Document, errand: Tag) -> bool:
    """Whether a word leads to what one travels for; Arabic: attached to its noun, but not in the presence of."""
    to = doc.pack.morphology.prepositions[1:2]
    return doc.pack.language != "ar" or errand.last - errand.first > 1 or (bool(to) and errand.prefix.endswith(to))
