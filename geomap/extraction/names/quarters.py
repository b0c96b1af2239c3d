"""Quarters of towns, kept with their noun where the bare name is an everyday word or another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.inside import certain, close
from geomap.extraction.words.phrases import Hit, heads, name_of
from geomap.extraction.words.tokens import cased
from geomap.model import Resolution
from geomap.text import name_key, skeleton, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.extraction.words.document import Document, Named, Placed
    from geomap.model import Gazetteer, Place

KIND = "neighbourhood"
_TOWNS = ("city", "town")
_KNOWN = 10_000  # inhabitants of a town that a report may name without more ado
_NOUNS = (KIND, "district")  # English: what parts of towns are called
_TOWNS_TRIED = 6


def led_by_noun(doc: Document, hit: Hit) -> bool:
    """Whether a name that was found begins with the noun of quarters."""
    cue = doc.at("cue", hit.first) if hit.last - hit.first > 1 else None
    return cue is not None and cue.name == KIND and cue.last == hit.first + 1


def without_noun(doc: Document, hit: Hit, inner: Hit | None) -> Hit:
    """A quarter found by noun and name together, as the name after the noun; ``inner``: what is found there."""
    if inner and inner.last > hit.last:
        return inner
    return Hit(hit.first + 1, hit.last, 0, hit.places, name_of(doc, hit))


def listed(doc: Document, gazetteer: Gazetteer, i: int, before: Placed | None) -> Hit | None:
    """The next quarter of a list, though its bare name is an everyday word: the quarters of X and Y."""
    conjunction = doc.pack.morphology.conjunctions[:1]
    if before is None or before.last != i or before.cue != KIND or not conjunction:
        return None
    shared = before.listed or doc.has("several", before.lead, before.first)
    if not (shared and doc.tokens[i].text.startswith(conjunction)):
        return None
    hits = (by_noun(doc, gazetteer, Hit(i, i + 1, head.cut, ()), KIND) for head in heads(doc, i) if head.cut)
    return next((hit for hit in hits if hit.full), None)


def by_noun(doc: Document, gazetteer: Gazetteer, hit: Hit, cue: str | None) -> Hit:
    """A name under the noun of quarters, as it is kept with that noun, also in a list: the quarters of X and Y."""
    if cue != KIND or hit.full or cased(doc.tokens[hit.first].text):
        return hit
    full = f"{doc.pack.table['words']['cue'][KIND][0]} {name_of(doc, hit)}"
    places = [p for p in gazetteer.by_key(name_key(full)) if p.kind == KIND]
    return Hit(hit.first, hit.last, hit.cut, places, full) if places else hit


def of_town(doc: Document, hit: Hit, cue: str | None) -> bool:
    """Whether the plural noun of quarters stands before the town that they are of: the western quarters of El Geneina.

    No other name may follow in the list: the quarters of X and Y.
    """
    if cue != KIND or doc.at("several", hit.first - 1) is None:
        return False
    listed = hit.last < len(doc.tokens) and doc.tokens[hit.last].text.startswith(
        doc.pack.morphology.conjunctions or "\0"
    )
    known = any(p.kind in _TOWNS and (p.rank or p.population >= _KNOWN) for p in hit.places)
    return not listed and known


def called_quarter(doc: Document, p: Placed, told: Named) -> bool:
    """Whether a town is called the Quarter of X, and the report speaks of its country: no part of another town."""
    place = p.mention.place
    if place is None or p.cue != KIND or not p.first or not told.mostly_around(place):
        return False
    return name_key(doc.words(p.first - 1, p.last)) in map(name_key, place.names)


def towns_told(hits: Iterable[tuple[Hit, Placed]]) -> list[Place]:
    """Return the towns that a report names, known ones, whatever else bears their names."""
    places = {p.id: p for hit, _ in hits for p in hit.places if p.kind in _TOWNS}
    return [p for p in places.values() if p.rank or p.population >= _KNOWN]


def kept_with_town(
    gazetteer: Gazetteer, name: str, hit: Hit, cue: str | None, towns: Sequence[Place]
) -> Resolution | None:
    """English: a quarter that is kept with its town in brackets, of a town told: the Zuhur district of Mosul.

    It sounds as it is kept; under a noun of quarters its consonants are enough for a name that nothing else bears.
    """
    if not cased(name):
        return None
    if hit.places and cue not in _NOUNS:
        here = {town.country for town in towns}
        if any(p.rank or p.population >= _KNOWN or p.country in here for p in hit.places):
            return None  # no far namesake
    consonants, alike = skeleton(name), cue in _NOUNS and not hit.places
    for town in towns[:_TOWNS_TRIED]:
        for place in gazetteer.quarters(consonants, town):
            if close(place, town) and (alike or sound(name) in (sound(n.partition(" (")[0]) for n in place.names)):
                return certain(place, f"a quarter of {town.name}, which is told of")
    return None


def _any_towns_part(doc: Document, hit: Hit) -> bool:
    """English: whether a name is what parts of many towns are called: the Old City."""
    part = doc.at("any_towns_part", hit.first)
    return part is not None and (part.first, part.last) == (hit.first, hit.last)


def of_towns_told(
    doc: Document, gazetteer: Gazetteer, hit: Hit, found: Resolution, towns: Sequence[Place]
) -> Resolution:
    """What a name that parts of many towns bear means: that of a town told of, of no other town."""
    if not _any_towns_part(doc, hit):
        return found
    name = name_of(doc, hit)
    for town in towns[:_TOWNS_TRIED]:
        for place in gazetteer.quarters(skeleton(name), town):
            if close(place, town) and any(name_key(n.partition(" (")[0]) == name_key(name) for n in place.names):
                return certain(place, f"a part of {town.name}, which is told of")
    here = {town.country for town in towns}
    near = tuple(c for c in found.candidates if c.place.country in here)
    return found.ranked(near) if towns else found


def resolve_quarter(doc: Document, gazetteer: Gazetteer, hit: Hit, towns: Sequence[Place]) -> Resolution:
    """What a name under the noun of quarters means: a quarter of one of the ``towns`` told, before any other place.

    One that lies near none of them is meant by its bare name, or where its country's towns are not told of.
    """
    name = doc.words(hit.first, hit.last)
    kept = gazetteer.resolve(hit.full, near=towns, kinds=(KIND,))
    bare = gazetteer.resolve(name, near=towns, kinds=(KIND,))
    both = (*kept.candidates, *(c for c in bare.candidates if c.place.kind == KIND))
    if near := tuple(c for c in both if any(close(c.place, town) for town in towns)):
        return Resolution("resolved", near)
    here = {town.country for town in towns}
    if len(hit.places) == 1 and hit.places[0].country not in here:
        return kept
    key = name_key(name)
    by_name = tuple(c for c in bare.candidates if any(name_key(n) == key for n in c.place.names))
    return bare.ranked(by_name)
