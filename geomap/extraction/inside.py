"""Places of which a text says where they lie, "Paris, Texas" or "Springfield, Ill.", and what that tells of others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import cos, radians, sqrt
from typing import TYPE_CHECKING, Final

from geomap.extraction.phrases import Hit, phrase
from geomap.extraction.tokens import cased
from geomap.model import Candidate, Resolution
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.document import Document, Placed
    from geomap.extraction.pack import Tag
    from geomap.model import Gazetteer, Place

Unit = tuple[str | None, str | None]  # country, first-level unit
_UNITS: Final = ("governorate", "country")
_AREAS: Final = ("country", "region", "other")  # seas are "other"
_SMALL: Final = ("and", "locative", "into", "via", "out_of", "clause", "complement", "subordinate")
_SURE: Final = 0.97
_IN_UNIT, _IN_COUNTRY = 12.0, 4.0  # how much likelier a place is meant where its unit, its country is spoken of
_LOCAL, _MOSTLY = 2, 0.65  # names of one unit, and their share, that make a paper local to it
_AT_HOME: Final = 25.0  # in the unit that the paper is local to
_NEAR: Final = 25.0  # or beside a town of which the text says where it lies
_NEAR_DEGREES: Final = 0.8  # some 80 km
_SHARE: Final = 5  # times at most by which a unit outnumbers the city that it is called after
_DWARFED: Final = 10  # times by which a town outgrows its namesakes to be meant by its bare name
_OWN_NAME: Final = 3.0  # how much likelier a place is meant by its own name than by another
_WORLD_CITY: Final = 300_000  # inhabitants of a city that has names of its own in many languages
_HAMLET: Final = 100  # inhabitants that a place counts as at least
_KEPT, _WIDE = 1_000_000, 10_000_000  # one that is kept by hand, and a country or region that is


def short_unit(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """A unit written short after a comma that follows a name: Springfield, Ill."""
    tag = _written_short(doc, i)
    if tag is None or doc.tokens[i - 1].text != ",":
        return None
    units = [p for p in gazetteer.by_key(name_key(tag.name)) if p.kind == "governorate"]
    return Hit(i, tag.last, 0, units, tag.name) if units else None


def _written_short(doc: Document, i: int) -> Tag | None:
    """The unit whose short form a token begins, in the capitals that it is written with: AL, but not Al."""
    tag = doc.at("short_unit", i)
    if tag is None or tag.first != i:
        return None
    text = doc.tokens[i].text
    short = doc.pack.table["words"]["short_unit"][tag.name]
    return tag if any(form.split()[0] == text for form in short) else None


def short_country(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """A country as initials, where something is done in it or to it: in the U.S., but not U.S. officials."""
    tag = doc.at("short_country", i)
    if tag is None or tag.first != i or not doc.tokens[i].text.isupper() or _qualifies(doc, tag.last):
        return None
    hit = Hit(i, tag.last, 0, [p for p in gazetteer.by_key(name_key(tag.name)) if p.kind == "country"], tag.name)
    return hit if hit.places and phrase(doc, hit).lead < i else None


def _qualifies(doc: Document, i: int) -> bool:
    """Whether a noun follows initials, full stop aside, which they tell more of: the U.S. embassy, U.S.-backed."""
    i += doc.tokens[i].text == "." if i < len(doc.tokens) else 0
    if i >= len(doc.tokens):
        return False
    token = doc.tokens[i]
    small = token.is_sign or doc.date_at(i) or any(doc.at(s, i) or doc.pack.has(s, token.word) for s in _SMALL)
    return token.text == "-" or not (small or doc.sentence_of(i).first == i)


def before_short_unit(doc: Document, i: int) -> bool:
    """Whether a comma and a unit written short follow, so that what stands before is a town: Gary, Ind."""
    if i + 1 >= len(doc.tokens) or doc.tokens[i].text != ",":
        return False
    return _written_short(doc, i + 1) is not None


def told_inside(doc: Document, hits: Sequence[tuple[Hit, Placed]]) -> dict[int, Place]:
    """Find names of which a text tells the unit or country they lie in: number of the hit to its place, both.

    A comma parts the two, or their generic noun: Paris, Texas; the Texas cities of Paris and Odessa.
    """
    out = _told_before(hits) if not doc.pack.morphology.article else {}
    for n, ((inner, _), (outer, _)) in enumerate(pairwise(hits)):
        comma = outer.first - inner.last == 1 and doc.tokens[inner.last].text == ","
        if not (comma and cased(doc.tokens[inner.first].text)):
            continue
        if any(p.kind in _UNITS for p in inner.places) and _goes_on(doc, outer.last):
            continue
        pair = _holding(inner.places, outer.places)
        if pair:
            out[n], out[n + 1] = pair
    return out


def _told_before(hits: Sequence[tuple[Hit, Placed]]) -> dict[int, Place]:
    """English: find names under a noun that stands after what holds them: the Texas cities of Paris and Odessa."""
    out: dict[int, Place] = {}
    holder: int | None = None
    for n, ((_, before), (hit, placed)) in enumerate(pairwise(hits)):
        if not placed.listed:
            holder = n if placed.cue and placed.lead == before.last else None
        if holder is not None and (pair := _holding(hit.places, hits[holder][0].places)):
            out[n + 1], out[holder] = pair
    return out


def _goes_on(doc: Document, i: int) -> bool:
    """Whether a list goes on after a name: "Georgia, Alabama and Florida"."""
    tokens = doc.tokens[i : i + 2]
    return any(doc.pack.has("and", t.word) for t in tokens)


def _holding(inner: Sequence[Place], outer: Sequence[Place]) -> tuple[Place, Place] | None:
    """Return the largest place of one name that lies in a unit or country of the other, and that."""
    pairs = [
        (a, b)
        for b in outer
        if b.kind in _UNITS
        for a in inner
        if a.kind not in _UNITS and a.country == b.country and (b.kind == "country" or a.admin1 == b.admin1)
    ]
    return max(pairs, key=lambda p: (p[0].kind != "district", p[0].population, p[0].id), default=None)


def certain(place: Place, reason: str) -> Resolution:
    """Return the answer where the text itself says which place is meant."""
    return Resolution("resolved", (Candidate(place, _SURE, reason),))


def units_spoken_of(hits: Sequence[tuple[Hit, Placed]], inside: dict[int, Place]) -> Counter[Unit]:
    """Count the first-level units that a text names, those of places whose unit it tells, and of names borne once."""
    out: Counter[Unit] = Counter((p.country, p.admin1) for p in inside.values() if p.admin1)
    for n, (hit, _) in enumerate(hits):
        units = {(p.country, p.admin1) for p in hit.places if p.kind in _UNITS} or _well_known(hit.places)
        if n not in inside and len(units) == 1:
            out.update(u for u in units if u[1])
    return out


def _well_known(namesakes: Sequence[Place]) -> set[Unit]:
    """Return the unit of a place that alone bears its name, or that its namesakes are hamlets to."""
    first, *rest = sorted(namesakes, key=lambda p: -p.population) or (None,)
    if first is None or any(p.population * _DWARFED > first.population for p in rest):
        return set()
    return {(first.country, first.admin1)}


def by_size_and_unit(
    name: str, found: Resolution, namesakes: Sequence[Place], units: Counter[Unit], countries: Counter[str],
    near: Sequence[Place],
) -> Resolution:  # fmt: skip
    """Rank namesakes by how many live there, those in units and countries that the text speaks of before the others."""
    same = {p.id for p in namesakes}
    key = name_key(name)
    nation = any(p.kind == "country" for p in namesakes)
    local = None if any(p.rank and p.kind in _UNITS for p in namesakes) else _home(units)

    def weight(c: Candidate) -> float:
        p = c.place
        if p.id not in same:
            return 0.0
        if nation and p.kind != "country" and name_key(p.name) != key:
            return c.score  # Benin is no short name of Benin City
        if p.rank:
            return c.score * sqrt(max(p.population, _WIDE if p.kind in _AREAS else _KEPT)) * _OWN_NAME
        spoken = _IN_UNIT if (p.country, p.admin1) in units else 1.0
        spoken *= _AT_HOME if (p.country, p.admin1) == local else 1.0
        spoken *= _IN_COUNTRY if p.country in countries else 1.0
        spoken *= _NEAR if any(close(p, other) for other in near) else 1.0
        if has_seat(p, namesakes):
            return c.score  # the bare name is the city's
        own = _OWN_NAME if p.population >= _WORLD_CITY or name_key(p.name) == key else 1.0
        return c.score * sqrt(max(p.population, _HAMLET)) * spoken * own

    ranked = tuple(sorted(found.candidates, key=weight, reverse=True))
    if not any(c.place.id in same for c in ranked):  # more namesakes than answers
        largest = max(namesakes, key=lambda p: (p.rank, p.population, p.id))
        ranked = (Candidate(largest, 1 / len(namesakes), "the largest of many namesakes"), *ranked)
    return replace(found, candidates=ranked)


def _home(units: Counter[Unit]) -> Unit | None:
    """Return the unit that most of what a text names lies in, as a local paper's does."""
    unit, n = max(units.items(), key=lambda u: (u[1], u[0][0] or "", u[0][1] or ""), default=(None, 0))
    return unit if n >= _LOCAL and n >= _MOSTLY * units.total() else None


def has_seat(unit: Place, namesakes: Sequence[Place]) -> bool:
    """Whether a unit is called after a city: one of its country and name that is known, or not much smaller."""
    return unit.kind in ("governorate", "district") and any(
        p.kind in ("city", "town")
        and p.country == unit.country
        and (p.rank > 0 or p.population * _SHARE >= unit.population)
        for p in namesakes
    )


def close(a: Place, b: Place) -> bool:
    """Whether two places other than units lie within some 80 km of each other."""
    return (
        b.kind not in _UNITS
        and a.id != b.id
        and abs(a.lat - b.lat) < _NEAR_DEGREES
        and abs(a.lon - b.lon) * cos(radians(a.lat)) < _NEAR_DEGREES
    )
