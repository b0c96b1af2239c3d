"""The hurt who died since, or of whose wounds it is told that they were fatal: none of the hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.modality import is_verb
from geomap.extraction.who.doers import died_of_it

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_OF_THEM: Final = 2  # tokens of "of them"


def died_since(doc: Document, key: str, hurt: Tag, quantities: list[Quantity]) -> bool:
    """Whether a noun tells of hurt people of whom a word right before them tells that they died.

    The death of five of the wounded; in Arabic a verb stands there as well: two of the hurt died. In English it
    follows: after two wounded men died.
    """
    if key != "wounded":
        return False
    m = doc.pack.morphology
    q = next((q for q in quantities if q.first <= hurt.first < q.last), None)
    first, last = (q.first, max(q.last, hurt.last)) if q else (hurt.first, hurt.last)
    while doc.at("of", first - 1):  # one of the hurt
        first -= 2
    if not m.article:
        return any(doc.at("intransitive", i) and doc.at("killed", i) for i in (last, last + 1))
    person = not (is_verb(hurt) or doc.at("deed", hurt.first)) and (q is not None or first < hurt.first)
    joined = doc.tokens[first].text.startswith(m.conjunctions[:1])  # two dead and five hurt
    dead = doc.at("killed", first - 1) if person and not joined else None
    if dead is None or dead.first != first - 1 or doc.at("lands", dead.first):  # five hurt "fell"
        return False
    return is_verb(dead) or doc.at("deed", dead.first) is not None


def take_fatal(doc: Document, numbers: Numbers, toll: Toll, first: int, last: int) -> None:
    """Part those of whom "fatally" tells from the hurt: shot five men, two of them fatally; none of them fatally."""
    for told in doc.within("fatally", first, last):
        start = told.first - _OF_THEM * (doc.at("part", told.first - 1) is not None)
        counts = numbers.find_all(doc.tokens, first, start)
        share = counts.pop() if counts and counts[-1].last == start else None
        whole = next((q for q in reversed(counts) if q.noun == "people" and q.value), None)
        dead = share.value if share else 0 if doc.at("negation", start - 1) or doc.at("negation", start) else None
        if whole and whole.value and dead is not None and dead <= whole.value:
            toll.counts |= {"killed": dead, "wounded": whole.value - dead}
            toll.marks += [(q.first, q.last) for q in (whole, share) if q]


def _of_which(doc: Document, wounds: Tag) -> bool:
    """Whether wounds are those of which somebody died: three men died of their wounds."""
    if doc.pack.language != "en":
        return doc.at("of_wounds", wounds.first - 1) is not None
    i = wounds.first - 1
    i -= doc.pack.has("possessive", doc.tokens[i].word)
    return doc.tokens[i].word in ("of", "from", "to") and doc.at("intransitive", i - 1) is not None


def fatal(doc: Document, wounds: Tag) -> bool:
    """Whether those hurt are told dead as well: fatally wounded, died of their wounds."""
    dead = doc.at("killed", wounds.first)
    if dead is not None and dead.first < wounds.first and not dead.loose:
        return True
    lethal = doc.at("killed", wounds.last - 1)
    if lethal is not None and wounds.first < lethal.first and lethal.last > wounds.last:
        return True  # was burned alive
    return (is_verb(wounds) and died_of_it(doc, wounds)) or _of_the_dead(doc, wounds) or _of_which(doc, wounds)


def _of_the_dead(doc: Document, wounds: Tag) -> bool:
    """English: whether wounds are those of bodies told before: found with gunshot wounds, shot in the head."""
    if doc.pack.language != "en":
        return False
    shot = doc.at("event", wounds.first) is not None and not doc.has("be", wounds.first - 2, wounds.first)
    sentence = doc.sentence_of(wounds.first)
    start = sentence.first if shot else sentence.clause(sentence.clause_of(wounds.first))[0]
    return doc.has("remains", start, wounds.first) and (shot or doc.at("head_noun", wounds.first) is not None)
