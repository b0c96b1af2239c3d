"""English: those who keep order and fire on a crowd that the sentences before tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.document import Document
    from geomap.extraction.pack import EventKind, Tag

_THEM = "them"
_CROWD_TOLD = 2  # sentences back in which the crowd may be told


def at_the_crowd(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether shots, and no gunmen's, are fired at a crowd just told of: thousands marched. Soldiers fired on them."""
    them = kind.id == "shooting" and doc.pack.language == "en" and tag.last < len(doc.tokens)
    if not them or all(t.word != _THEM for t in doc.tokens[tag.first : tag.last + 1]):
        return False
    sentence = doc.sentence_of(tag.first)
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    if any(t.name in ("unknown", "non_state") for t in doc.within("acting", first, tag.first)):
        return False
    start = (*doc.preceding(sentence, _CROWD_TOLD), sentence)[0].first
    crowd = any(t.name in ("protest", "crowd") for t in doc.within("event", start, tag.first))
    return crowd or doc.has("gathering", start, tag.first)
