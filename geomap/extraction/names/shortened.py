"""Arabic: names of two words that are told by the first of them once they are known: Amiriyat al-Fallujah, al-Amiriya.

Al-Amiriya is a town of Egypt and a quarter of Baghdad too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.containers import degrees_apart

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed

_CUES: Final = (None, "camp", "city")  # nouns with which a name is told short
_APART: Final = 0.02  # degrees between two places that are two


def as_told(doc: Document, placed: list[Placed]) -> list[Placed]:
    """Let a name that is the first word of one told before stand for that place."""
    article = doc.pack.morphology.article
    if not article:
        return placed
    full: dict[str, Placed] = {}  # the last name of two words and more by its first word
    out = []
    for p in placed:
        name = p.mention.surface.split()
        if len(name) > 1 and p.mention.place is not None and not name[0].startswith(article):
            full[name[0]] = p
        told = full.get(name[0].removeprefix(article)) if len(name) == 1 and name[0].startswith(article) else None
        out.append(p if told is None or not _may_be(p, told) else p.meaning(told.mention.resolution))
    return out


def _may_be(short: Placed, told: Placed) -> bool:
    """Whether a short name may be that of a place told before: no noun tells of it as another."""
    a, b = short.mention.place, told.mention.place
    if short.cue not in _CUES or b is None:
        return False
    return a is None or degrees_apart(a, b) > _APART
