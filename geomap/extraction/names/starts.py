"""Which readings of a word may begin a name that a gazetteer has: looked up once a word, which remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from geomap.extraction.names.neighbours import is_next_door, readings
from geomap.extraction.words.languages import everyday
from geomap.extraction.words.phrases import heads
from geomap.extraction.words.tokens import cased
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extraction.words.document import Document
    from geomap.extraction.words.morphology import Head
    from geomap.model import Gazetteer, Place


@final
class Start:
    """A reading that may begin a name: the places that it is the whole name of, and whether longer names begin so."""

    __slots__ = ("goes_on", "head", "places")

    def __init__(self, head: Head, places: Sequence[Place], *, goes_on: bool) -> None:
        self.head = head
        self.places = places
        self.goes_on = goes_on


@final
class Starts:
    """The readings of one word that may begin a name, the least cut first; ``stamp`` tells of which gazetteer."""

    __slots__ = ("found", "stamp")

    def __init__(self, found: tuple[Start, ...], stamp: object) -> None:
        self.found = found
        self.stamp = stamp


def starts(doc: Document, gazetteer: Gazetteer, i: int) -> tuple[Start, ...]:
    """Return the readings of a token that may begin a name, the least cut first."""
    spelling = doc.tokens[i].spelling
    if is_next_door(doc):
        if spelling.text in everyday(doc.report.language or ""):
            return ()
        more = (Start(h, p, goes_on=gazetteer.goes_on(h.key)) for h, p in readings(doc, gazetteer, i))
        return (*_met(doc, gazetteer, i), *more) if spelling.is_cased else (*more, *_met(doc, gazetteer, i))
    known = spelling.starts
    if known is None or known.stamp is not gazetteer.stamp:
        known = spelling.starts = Starts(tuple(_met(doc, gazetteer, i)), gazetteer.stamp)
    return known.found


def _met(doc: Document, gazetteer: Gazetteer, i: int) -> Iterator[Start]:
    spelling = doc.tokens[i].spelling
    latin = spelling.is_cased
    if spelling.is_sign or spelling.is_number or (latin and not spelling.is_capital):
        return
    for head in heads(doc, i):
        article = latin and doc.pack.has("particle", head.opening)  # "El", which no key of "El Obeid" begins with
        if head.opening and not (article or gazetteer.may_start(head.opening)):
            continue
        if head.key == head.opening or gazetteer.may_start(head.key):
            by_key = gazetteer.by_key(head.key) if latin and head.key else ()
            short = doc.pack.morphology.only_begins(head, spelling.text)  # the first word of a longer name
            places = by_key if latin else () if short else gazetteer.by_word(head.word)
            yield Start(head, places, goes_on=_may_change(head) or gazetteer.goes_on(head.key))


def _may_change(head: Head) -> bool:
    """Whether the key of a word may be another where more words follow: an article has none there."""
    if not (head.key and cased(head.word)):
        return not head.key
    return not head.word.isascii() or name_key(f"{head.word} x") != f"{head.key} x"  # by the letters of the whole name
