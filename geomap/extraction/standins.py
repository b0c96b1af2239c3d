"""What stands for places told before: the governorate, where something happened elsewhere in it; both towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.listing import meant
from geomap.extraction.phrases import definite
from geomap.extraction.scenes import is_seat
from geomap.extraction.senses import SETTLED, rank
from geomap.extraction.ways import is_end
from geomap.model import Resolution

if TYPE_CHECKING:
    from geomap.extraction.document import Document, Placed, Sentence
    from geomap.extraction.pack import Tag

UNIT = "governorate"
_KEPT = 4000  # tokens back over which a unit is taken up
_LATELY = 3  # sentences back in which two places were told of which "both" speaks
_CALLED = 2  # tokens from a name to the noun that it is called by
_PART = 2  # words of "another place in", "several areas of"


def unit_around(doc: Document, tag: Tag) -> Placed | None:
    """The governorate told last, where "elsewhere in the governorate", "in the south of the province" takes it up."""
    if not _inside(doc, tag):
        return None
    word = doc.tokens[tag.first].word.removeprefix(tag.prefix)
    for p in reversed(doc.places_in(tag.first - _KEPT, tag.first)):
        place = p.mention.place
        if p.mention.usage != "literal" or place is None:
            continue
        near = range(max(0, p.first - _CALLED), min(len(doc.tokens), p.last + _CALLED))
        called = p.cue == UNIT or any(doc.tokens[i].word == word for i in near)
        if place.kind == UNIT and (called or not doc.pack.has("vague_unit", word)):
            return p
        if is_seat(p) and rank(place) >= SETTLED and doc.pack.morphology.article:
            return p.meaning(_as_unit(p))
    return None


def _as_unit(p: Placed) -> Resolution:
    """The governorate that bears the name of its seat."""
    units = (c for c in p.mention.resolution.candidates if c.place.kind == UNIT)
    return Resolution("resolved", tuple(units))


def _inside(doc: Document, tag: Tag) -> bool:
    """Whether words before a noun with the article say that something lies in it: in, in the south of, another part."""
    if tag.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[tag.last].word):
        return False  # in the state of
    if tag.prefix.startswith(doc.pack.morphology.prepositions[:1] or "\0"):
        return True
    before = tag.first - 1 - (not doc.pack.morphology.article)
    side = doc.at("relation", before)
    if side is not None:
        return side.name not in ("centre", "between")
    if doc.at("into", before) or doc.at("dwellers", before) or doc.at("motion", before):
        return False
    part = any(
        doc.has(label, before - _PART, before) or doc.at(label, before) is not None for label in ("several", "elsewhere")
    )
    return part or (doc.at("locative", before) is not None and doc.at("out_of", before) is None)


def both_told(doc: Document, sentence: Sentence, first: int, last: int) -> list[Placed]:
    """The last two settlements told before, where a clause speaks of both: protests were held in both towns."""
    article = doc.pack.morphology.article
    tag = next((t for t in doc.within("both", first, last) if not article or definite(doc, t)), None)
    before = tag.first - 1 if tag else -1
    between = doc.at("relation", before)
    if tag is None or (between and between.name == "between") or doc.at("into", before) or doc.at("out_of", before):
        return []
    if any(rank(p.mention.place) >= SETTLED and not p.container for p in doc.places_in(first, last)):
        return []
    start = (*doc.preceding(sentence, _LATELY), sentence)[0].first
    found: dict[object, Placed] = {}
    for p in reversed(doc.places_in(start, tag.first)):
        if p.mention.usage == "literal" and not (p.container or rank(p.mention.place) < SETTLED or is_end(doc, p)):
            found.setdefault(meant(p), p)
    return [*found.values()][1::-1] if len(found) > 1 else []
