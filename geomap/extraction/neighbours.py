"""Arabic names in the languages next door, which geomap reads for places alone: Persian, Urdu, Kurdish.

They have neither the article nor, some of them, the letters of Arabic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.morphology import Head
from geomap.extraction.senses import KNOWN
from geomap.text import fold, in_arabic_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extraction.document import Document
    from geomap.extraction.phrases import Hit
    from geomap.model import Gazetteer, Place


def is_next_door(doc: Document) -> bool:
    """Whether a report is in a language without a pack, read with that of its script."""
    return doc.report.language != doc.pack.language


def without_article(doc: Document, gazetteer: Gazetteer, i: int) -> Iterator[tuple[Head, Sequence[Place]]]:
    """Yield readings of a word as the name of a known place, as it is written and as Arabic would write it."""
    text = doc.tokens[i].text
    for word in dict.fromkeys((text, in_arabic_letters(text))):
        head = Head(0, word)
        places = tuple(p for p in gazetteer.by_key(head.key) if p.rank or p.population >= KNOWN) if head.key else ()
        if places:
            yield head, places


def spelled_their_way(doc: Document, hit: Hit) -> bool:
    """Whether a word is a kept name as it is spelled there, whatever it says in Arabic or English: Yemen, Şam."""
    if not (hit.rank and is_next_door(doc) and hit.last - hit.first == 1) or hit.cut:
        return False
    word = doc.tokens[hit.first]
    if word.spelling.is_cased:
        return not word.text.isascii() and any(word.text in p.names for p in hit.places)
    bare = fold(in_arabic_letters(word.text))
    whole = doc.pack.morphology.article + bare
    named = any(p.name_ar is not None and fold(p.name_ar) == whole for p in hit.places)
    return named and not (word.spelling.is_everyday and doc.pack.has("homograph", bare))
