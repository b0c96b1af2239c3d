"""English: two peoples told by one noun: Tebu and Arab tribes, Misseriya and Nuba tribesmen; two clans that fight."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document


def peoples(doc: Document, first: int, last: int) -> list[tuple[int, int]]:
    """Return the token ranges of two peoples before each noun of a range that tells of both; no known actors.

    Of two clans without a name, the one range of both.
    """
    found: list[tuple[int, int]] = []
    for noun in doc.within("tribes", first, last):
        start = _name(doc, noun.first, first)
        end = start - 1
        if doc.at("tribe", noun.first) and _is_described(doc, noun.first, first):
            found.append((noun.first - 1, noun.last))
        if start == noun.first or end <= first or not doc.pack.has("and", doc.tokens[end].word):
            continue
        other = _name(doc, end, first)
        if other < end and not any(doc.at("actor", i) for i in (other, start)):
            found += [(other, end), (start, noun.last)]
    return found


def _is_described(doc: Document, noun: int, first: int) -> bool:
    """Whether a number or an adjective stands before a noun: two clans, rival tribes."""
    before = doc.tokens[noun - 1].word if noun > first else ""
    return doc.pack.has("counting", before) or doc.pack.has("modifier", before)


def _name(doc: Document, end: int, first: int) -> int:
    """Where a name begins that ends before a token: words with capitals."""
    start = end
    while start > first and doc.tokens[start - 1].spelling.is_capital and doc.date_at(start - 1) is None:
        start -= 1
    return start
