"""English: who mourns men of their own, or tells of their death, and so did not kill them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

MEN: Final = ("armed", "force", "non_state")  # kinds of nouns that stand for whose they are: its fighters
_COUNTED: Final = 6  # tokens from a word of mourning to the men counted behind it
_SAYS: Final = 3  # tokens from a name over who speaks for it to the word: the group's office announced the death


def mourns(doc: Document, p: Party, t: Tag) -> bool:
    """Whether a party is told before a deed to have lost its own by it: X mourned two of its men killed in a raid."""
    told = doc.first_of("mourns", p.last, p.last + _SAYS) if "mourns" in doc.tags else None
    if told is None or told.last > t.first or doc.sentence_of(p.first) is not doc.sentence_of(t.first):
        return False
    return not any(doc.at(x, i) for i in range(p.last, told.first) for x in ("event", "clause", "actor"))


def whose_men(doc: Document, parties: list[Party], target: Party | None) -> Party | None:
    """Return who mourns armed men right before they are named, whose they are then, else the target as it is."""
    if target is None or target.known or target.kind not in MEN or "mourns" not in doc.tags:
        return target
    told = doc.last_of("mourns", target.first - _COUNTED, target.first + 1)
    owners = (p for p in parties if told and p.known and 0 <= told.first - p.last < _SAYS)
    return next(owners, target)
