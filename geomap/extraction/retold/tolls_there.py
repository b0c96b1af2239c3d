"""Tolls by place in a sentence without a word of the event: X and Y were bombed. Two died in X."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.places_in_turn import in_turn
from geomap.extraction.how_many.tolls import Toll, read_toll
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.retold.goes_on import with_toll
from geomap.extraction.what.frame import HURTING
from geomap.extraction.what.modality import is_verb, modality
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.elsewhere import treats
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.model import Incident

_KEYS: Final = ("killed", "wounded")
_BACK: Final = 3  # sentences back in which it was told what happened there
_OTHERWISE: Final = (  # what makes it another toll than theirs, or none
    "mishap", "accident_of_life", "pluperfect", "historical", "running", "scattered", "negation", "another", "renewed",
    "besides", "motion",
)  # fmt: skip
_TWO: Final = 2


def toll_there(doc: Document, numbers: Numbers, sentence: Sentence, frames: list[Frame], found: list[Incident]) -> bool:
    """Give incidents ``found`` just before the dead and hurt that a sentence tells of their places; whether it does.

    A noun of their kind may be told again where two places or more have their own toll: four dead in the raid on X.
    """
    span = sentence.first, sentence.last
    if not found or not any(doc.has(key, *span) for key in _KEYS):
        return False
    words = [tag for f in frames for kind, tag in f.triggers if kind.weight > TOLL_ONLY]
    if any(is_verb(t) or t.name != words[0].name for t in words) or any(doc.has(x, *span) for x in _OTHERWISE):
        return False
    tags = [t for key in _KEYS for t in doc.within(key, *span)]
    named = [p for p in literal(doc, *span) if rank(p.mention.place) >= SETTLED and not p.container]
    if (frames and len(named) < _TWO) or any(treats(doc, p) for p in named):
        return False
    long = any(d.kind in ("since", "month", "year") for d in doc.dates_in(*span))
    if long or any(modality(doc, t, sentence) != "occurred" for t in tags):
        return False
    tolls = _tolls(doc, numbers, sentence, named, words[0].name if words else "")
    there = [(_told_there(doc, sentence, found, p), toll) for p, toll in tolls]
    if not there or any(n is None or any(getattr(found[n], key) is not None for key in t.counts) for n, t in there):
        return False
    for n, toll in there:
        found[n or 0] = with_toll(doc, found[n or 0], sentence, toll)
    return True


def _tolls(
    doc: Document, numbers: Numbers, sentence: Sentence, named: list[Placed], kind: str
) -> list[tuple[Placed, Toll]]:
    """Each place with its toll: that of the whole sentence where it names one place."""
    span = sentence.first, sentence.last
    whole = read_toll(doc, numbers, *span)
    whole.counts = {key: n for key, n in whole.counts.items() if key in _KEYS}
    if len(named) < _TWO:
        return [(p, whole) for p in named if p.located and whole.counts]
    places, shares = in_turn(doc, numbers, *span, kind)
    return [(p, _part(whole, shares[p.lead])) for p in places if p.lead in shares]


def _part(whole: Toll, counts: dict[str, int]) -> Toll:
    part = Toll()
    part.counts, part.marks = counts, whole.marks
    return part


def _told_there(doc: Document, sentence: Sentence, found: list[Incident], p: Placed) -> int | None:
    """Which incident was told at a place in the sentences before, if one alone was in which people may be hurt."""
    before = doc.preceding(sentence, _BACK)
    start = doc.tokens[before[0].first].start if before else 0
    place = meant(p)
    there: list[int] = []
    for n in range(len(found) - 1, -1, -1):
        told = found[n]
        if told.evidence.start < start:
            break
        if told.place == place and told.event_type in HURTING and told.modality == "occurred":
            there.append(n)
    return there[0] if len(there) == 1 else None
