"""Small places that a report names with no word of place beside them, kept where the rest of it speaks for them.

"Hackleburg got nothing": a name that only villages bear may as well be somebody's. It is a place where a unit follows
it, where it heads the report, and where other names of the report lie in its unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.capitals import opens_report, run, shouted, whole
from geomap.extraction.names.inside import close, holding, told_inside
from geomap.extraction.names.placelike import is_word, names_other
from geomap.extraction.names.regions import regions
from geomap.extraction.words.phrases import back, name_of
from geomap.extraction.words.tokens import cased
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Place

_LOCAL: Final = 2.0  # other names of a report that lie in a unit it is local to
_NEIGHBOURS: Final = 40  # sure places of a report near which small ones are looked for
_SHORT: Final = 3  # letters of a word that is no name without more ado
_FULL: Final = 3  # words of a person's name
_KINDS: Final = ("city", "town", "village", "district")


def may_be_small(doc: Document, hit: Hit, placed: Placed, people: set[str]) -> bool:
    """Whether a name in capitals, that its context does not speak for, may be a small place's for all that."""
    name = name_of(doc, hit)
    if not cased(name) or not any(p.kind in _KINDS for p in hit.places) or names_other(doc, hit, placed, people):
        return False
    if hit.last - hit.first == 1:
        words = ("ordinary", "homograph", "person", "namesake", "modifier")
        if len(name) <= _SHORT or any(doc.pack.has(label, name) for label in words):
            return False
        if any(doc.pack.has(label, doc.tokens[hit.first].word) for label in words) or is_word(doc, hit.first):
            return False
    return whole(doc, hit) and not shouted(doc, hit.first)


def admitted(
    doc: Document,
    hits: list[tuple[Hit, Placed]],
    unsure: list[tuple[Hit, Placed]],
    bodies: Sequence[Sequence[Place]],
) -> list[tuple[Hit, Placed]]:
    """Return names that are places, in text order: those that are sure, and of the others those spoken for."""
    if not unsure:
        return hits
    alone = [named for named in unsure if len({(p.country, p.admin1) for p in named[0].places}) == 1]
    about = regions(doc, [*hits, *alone], told_inside(doc, hits), bodies)
    behind = {hit.first: hit for hit, _ in hits}
    surnames = _surnames(doc)
    sure = [p for p in about.sure.values() if p.kind in _KINDS][:_NEIGHBOURS]

    def spoken_for(hit: Hit) -> bool:
        after = behind.get(hit.last + 1) if hit.last < len(doc.tokens) and doc.tokens[hit.last].text == "," else None
        led = doc.at("names_place", back(doc, hit.first))  # above X
        if led is not None and led.last == hit.first:
            return True
        if opens_report(doc, hit) or (after is not None and holding(hit.places, after.places)):
            return True
        name = name_of(doc, hit)
        if name not in surnames and any(close(p, o) for p in hit.places if p.kind in _KINDS for o in sure):
            return True
        local = (about.holds(name_key(name), (p.country, p.admin1)) for p in hit.places if p.kind in _KINDS)
        return name not in surnames and max(local, default=0.0) >= _LOCAL

    more = [named for named in unsure if spoken_for(named[0])]
    return sorted((*hits, *more), key=lambda named: named[0].first) if more else hits


def _surnames(doc: Document) -> set[str]:
    """Collect the last words of names of two words and more, which people may be told by once named in full."""
    out = set()
    for i, named in enumerate(doc.named):
        if named and run(doc, i)[1] == i + 1 and 1 <= i - run(doc, i)[0] < _FULL:
            out.add(doc.tokens[i].text)
    return out
