"""Names in the languages next door, which geomap reads for places alone: Persian, Urdu, Kurdish, Turkish.

They have no article, and some letters that neither Arabic nor English has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import KNOWN
from geomap.extraction.words.languages import endings
from geomap.extraction.words.morphology import Head
from geomap.text import fold, in_arabic_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extraction.words.document import Document
    from geomap.extraction.words.phrases import Hit
    from geomap.extraction.words.tokens import Token
    from geomap.model import Gazetteer, Place


def is_next_door(doc: Document) -> bool:
    """Whether a report is in a language without a pack, read with that of its script."""
    return doc.report.language != doc.pack.language


def readings(doc: Document, gazetteer: Gazetteer, i: int) -> Iterator[tuple[Head, Sequence[Place]]]:
    """Yield readings of a word as the name of a known place: without article, in the letters of Arabic or English."""
    word = doc.tokens[i]
    cased = word.spelling.is_cased
    if cased and (word.text.isascii() or not word.spelling.is_capital):
        return
    for spelled in _without_endings(doc, word) if cased else dict.fromkeys((word.text, in_arabic_letters(word.text))):
        head = Head(0, spelled)
        met = gazetteer.by_key(head.key) if head.key else ()
        places = tuple(p for p in met if p.rank or (p.population >= KNOWN and not cased))
        if places or (cased and gazetteer.goes_on(head.key)):
            yield head, places


def _without_endings(doc: Document, word: Token) -> tuple[str, ...]:
    """Return a word whole and without what its language puts on names: Kurdish Qamişloyê is Qamişlo."""
    ends = endings(doc.report.language or "")
    return word.word, *(fold(word.text[: -len(end)]) for end in ends if word.text.endswith(end) and word.text != end)


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
