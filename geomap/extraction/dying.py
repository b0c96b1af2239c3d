"""The hurt who died since: their number is one of the dead, and none of the hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.modality import is_verb

if TYPE_CHECKING:
    from geomap.extraction.document import Document
    from geomap.extraction.pack import Tag
    from geomap.extraction.quantities import Quantity


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


def of_which(doc: Document, wounds: Tag) -> bool:
    """English: whether wounds are those of which somebody died: three men died of their wounds."""
    if doc.pack.language != "en":
        return False
    i = wounds.first - 1
    i -= doc.pack.has("possessive", doc.tokens[i].word)
    return doc.tokens[i].word in ("of", "from") and doc.at("intransitive", i - 1) is not None
