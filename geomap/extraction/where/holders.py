"""What a name lies in that no gazetteer knows: the town of a checkpoint or a quarter, the province of a village."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.containers import far_apart
from geomap.extraction.names.quarters import called_quarter
from geomap.extraction.names.senses import KNOWN, SETTLED, UNIT, rank
from geomap.extraction.where.headings import opens_sentence, sets_the_scene
from geomap.extraction.where.listing import is_next, meant
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.document import Named
from geomap.extraction.words.phrases import BEARINGS

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed

_PARTS_OF_TOWNS = ("neighbourhood", "crossing", "bridge")  # whose namesakes abroad are not meant
_NEAR = 3  # tokens from an unknown village to the province that it lies in
_BESIDE = ("near", "edge", *BEARINGS)


def holder(doc: Document, p: Placed, near: Placed | None = None) -> Placed | None:
    """The settlement in which a name that no gazetteer knows lies: a checkpoint in X; in X, the quarter of.

    Where its sentence names none, a part of a town lies in the one told of ``near`` it, else in the story's.
    """
    place = p.mention.place
    known = place is not None and (p.cue in (None, place.kind) or place.population >= KNOWN)
    quarters = known and doc.has("several", p.lead, p.first)  # the quarters of a known town
    doc.told = doc.told or Named(doc.mentions)
    border = place is not None and place.kind == p.cue == "crossing"  # which lies in no town
    known = called_quarter(doc, p, doc.told) or quarters or border or (known and p.cue not in _PARTS_OF_TOWNS)
    sentence = doc.sentence_of(p.first)
    around = [
        o
        for o in literal(doc, sentence.first, sentence.last)
        if o is not p and o.mention.place and (place is None or place.country != o.mention.place.country)
    ]
    lies = (o for o in around if (o.located or o.relation == "centre") and not is_next(doc, p, o))
    after = next((o for o in lies if 0 <= o.lead - p.last <= 1), None)
    if known:
        return after if after and far_apart(place, after.mention.place) else None
    post = bool(doc.pack.morphology.article) and p.cue in _PARTS_OF_TOWNS
    beside = _BESIDE if post else _BESIDE[:2]  # Arabic: the checkpoint X north of Y
    after = after or next((o for o in around if o.relation in beside and 0 <= o.lead - p.last <= 1), None)
    after = after or next(
        (o for o in around if o.first < p.first and (sets_the_scene(doc, o) or opens_sentence(doc, o))), None
    )
    if p.cue in _PARTS_OF_TOWNS:
        named = (o for o in literal(doc, sentence.first, p.first) if rank(o.mention.place) >= SETTLED)
        heads = (o for o in named if sets_the_scene(doc, o) and far_apart(place, o.mention.place))
        after = after or next(heads, None)  # "Karbala: shot in the quarter of", which is one of Baghdad too
        towns = (o for o in reversed(around) if o.first < p.first and o.located and rank(o.mention.place) >= SETTLED)
        after = after or next(towns, None)
        others = literal(doc, sentence.first, sentence.last)
        there = {o.mention.place.country for o in others if o.mention.place and meant(o) != meant(p)}
        here = place is not None and (place.country in there or doc.told.mostly_around(place))
        for town in () if here else (near, doc.story):
            told = town.mention.place if town else None
            if after is None and told and (place is None or told.country != place.country):
                return town
    units = (o for o in around if place is None and o.container and UNIT <= rank(o.mention.place) < SETTLED)
    units = (o for o in units if o.relation in (None, "countryside") and 0 <= o.lead - p.last <= _NEAR)
    return after or next(units, None)  # a village in the province of X
