"""Words of events in a sentence: which stand, which only name another's object, which turn each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.modality import licensed, modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.document import Document, Sentence
    from geomap.extraction.modality import Modality
    from geomap.extraction.pack import EventKind, Tag

    _Judged = tuple[EventKind, Tag, Modality]

_NAMED_ONLY = 10  # families of this weight are told by a word that only names who took part


def outermost(triggers: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """Of overlapping triggers keep the longest, of equals the weightier."""
    kept: list[tuple[EventKind, Tag]] = []
    for kind, tag in sorted(triggers, key=lambda kt: (kt[1].first - kt[1].last, -kt[0].weight)):
        if not any(t.first < tag.last and tag.first < t.last for _, t in kept):
            kept.append((kind, tag))
    return sorted(kept, key=lambda kt: kt[1].first)


def read_together(
    doc: Document, sentence: Sentence, triggers: list[tuple[EventKind, Tag]]
) -> list[tuple[EventKind, Tag, Modality]]:
    """Judge triggers, and let families that meet in a sentence turn one another.

    Protesters who burn a house are a violent demonstration; a missile shot down is no shelling. A word that only names
    the crowd counts where nothing else happens or is denied.
    """
    judged = [(kind, tag, modality(doc, tag, sentence)) for kind, tag in triggers]
    told = [
        (kind, tag, mode)
        for kind, tag, mode in judged
        if mode not in ("background", "habitual") and licensed(doc, tag, sentence)
    ]
    told = [t for part in _parts(doc, told) for t in _turned(doc, sentence, part)]
    takers = [(kind.takes, tag) for kind, tag, _ in told if kind.takes]
    told = [t for t in told if not any(t[0].id in takes and _takes(doc, sentence, tag, t[1]) for takes, tag in takers)]
    weighty = [t for t in told if t[0].weight > _NAMED_ONLY]
    denied = any(mode == "negated" for _, _, mode in judged)
    return weighty if weighty or denied else told


def _parts(doc: Document, told: list[_Judged]) -> Iterator[list[_Judged]]:
    """Triggers parted where the sentence turns to something else: while, whereas."""
    part: list[_Judged] = []
    for t in told:
        if part and doc.has("contrast", part[-1][1].last, t[1].first):
            yield part
            part = []
        part.append(t)
    yield part


def _turned(doc: Document, sentence: Sentence, told: list[_Judged]) -> list[_Judged]:
    ids = {kind.id for kind, _, mode in told if mode == "occurred"}
    turned: dict[str, str] = {}
    for kind, _, _ in told:
        for other, third in kind.becomes:
            if other in ids:
                turned |= {kind.id: third, other: third}
            elif doc.has(other, sentence.first, sentence.last):  # a word of the sentence: bombs that aircraft drop
                turned[kind.id] = third
    return [(doc.pack.events[turned.get(kind.id, kind.id)], tag, mode) for kind, tag, mode in told]


def _takes(doc: Document, sentence: Sentence, taker: Tag, other: Tag) -> bool:
    """Whether a word names the object of another in its clause; English may tell it before: a missile was shot down."""
    same = sentence.clause_of(taker.first) == sentence.clause_of(other.first)
    return same and (doc.pack.language == "en" or taker.first < other.first)
