"""Places of which a text says where they lie, "Paris, Texas" or "Springfield, Ill.", and what that tells of others."""

from __future__ import annotations

from itertools import pairwise
from math import cos, inf, radians, sqrt
from math import pow as power
from typing import TYPE_CHECKING, Final, final

from geomap.extraction.names.capitals import run, shortened
from geomap.extraction.names.regions import WORLD_CITY
from geomap.extraction.words.phrases import Hit, phrase
from geomap.extraction.words.tokens import cased
from geomap.model import Candidate, Resolution
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geomap.extraction.names.regions import Regions, Unit
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import Tag
    from geomap.model import Gazetteer, Place

_UNITS: Final = ("governorate", "country")
_AREAS: Final = ("country", "region", "other")  # seas are "other"
_VAST: Final = ("country", "region", "other", "governorate")
_SMALL: Final = ("and", "locative", "into", "via", "out_of", "clause", "complement", "subordinate", "be", "hearsay")
_SURE: Final = 0.97
_IN_UNIT: Final = 12.0  # how much likelier at most a place is meant that shares its name with a unit kept by hand
_NEAR: Final = 8.0  # how much likelier a place is meant beside a town that is sure
_LITTLE: Final = 0.1  # share of the other names that lie abroad of a town that is meant rather than the country
_NEIGHBOURS: Final = 3  # sure places around it
_NEAR_DEGREES: Final = 0.8  # some 80 km
_REACHED: Final = 3.0  # some 300 km
_SHARE: Final = 5  # times at most by which a unit outnumbers the city that it is called after
_OWN_NAME: Final = 3.0  # how much likelier a place is meant by its own name than by another
_LONGEST: Final = 5  # words of a name
_LISTED: Final = 30  # tokens of a list of counties
_HAMLET: Final = 100  # inhabitants that a place counts as at least
_KEPT, _FAMED, _WIDE = 1_000_000, 4_000_000, 10_000_000  # one that is kept by hand; a city, a country or region that is
_OUTDONE: Final = 40  # times as many live in a city that is meant rather than a town, where not all is its unit's
_HOME: Final = 0.5  # how far a report is about a unit, from where no such town gives way
_CITY, _TOWN = 100_000, 10_000  # inhabitants of a city, of a town that a local paper means rather than the country
_BESIDE: Final = 10.0  # how much likelier a place is meant whose unit is named right before or after it
_COMPANY: Final = 3.0  # and by each of the places told beside it that lies in its unit
_APART: Final = 8  # tokens between the two
_NAMESAKE: Final = "one of many namesakes"


def short_unit(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """A unit written short after a comma that follows a name: Springfield, Ill."""
    tag = _written_short(doc, i)
    if tag is None or doc.tokens[i - 1].text != ",":
        return None
    if tag.last < len(doc.tokens) and doc.named[tag.last] and gazetteer.by_key(name_key(doc.words(i, tag.last + 1))):
        return None  # Peru, La Salle and Ottawa
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


def county(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """A county of which a list tells the noun but once: Colbert and Franklin counties; two counties: Lee and Polk."""
    if not (doc.named[i] and "each_of" in doc.tags and run(doc, i)[0] == i):
        return None
    last = run(doc, i)[1]
    tag = _after_list(doc, last)
    if tag is None and (colon := _before_list(doc, i)) is not None:
        tag = doc.at("each_of", colon - 1)
    if tag is None:
        return None
    full = f"{doc.words(i, last)} {tag.name}"
    places = gazetteer.by_key(name_key(full))
    return Hit(i, last, 0, places, full) if places else None


def in_full(doc: Document, gazetteer: Gazetteer, i: int, found: Hit | None) -> Hit | None:
    """A name that begins with a word written short here, and in full in a gazetteer, if longer: Mt. Juliet."""
    return _spelled_out(doc, gazetteer, i, found) if "opening" in doc.tags else found


def _spelled_out(doc: Document, gazetteer: Gazetteer, i: int, found: Hit | None) -> Hit | None:
    if (found is not None and found.last > i + 2) or not shortened(doc, i):
        return found
    full = f"{short.name} " if (short := doc.at("opening", i)) is not None else ""
    for j in range(min(run(doc, i + 2)[1], i + _LONGEST), i + 2, -1) if full else ():
        if places := gazetteer.by_key(name_key(full + doc.words(i + 2, j))):
            return Hit(i, j, 0, places)
    return found


def _after_list(doc: Document, i: int) -> Tag | None:
    """The noun of the units that follows a list of names."""
    for j in range(i, min(len(doc.tokens), i + _LISTED)):
        if (tag := doc.at("each_of", j)) is not None or not _listed(doc, j):
            return tag
    return None


def _before_list(doc: Document, i: int) -> int | None:
    """The colon that a list of names stands behind: in four counties: Lee, Polk and Clay."""
    j = i - 1
    while j > max(0, i - _LISTED) and _listed(doc, j):
        j -= 1
    return j if j > 0 and doc.tokens[j].text == ":" else None


def _listed(doc: Document, i: int) -> bool:
    return doc.tokens[i].text == "," or doc.named[i] or doc.pack.has("and", doc.tokens[i].word)


def _qualifies(doc: Document, i: int) -> bool:
    """Whether a noun follows initials, full stop aside, which they tell more of: the U.S. embassy, U.S.-backed."""
    i += doc.tokens[i].text == "." if i < len(doc.tokens) else 0
    if i >= len(doc.tokens):
        return False
    token = doc.tokens[i]
    small = token.is_sign or doc.date_at(i) or any(doc.at(s, i) or doc.pack.has(s, token.word) for s in _SMALL)
    joined = token.text == "-" and token.start == doc.tokens[i - 1].end
    if token.text[0].isupper() and doc.at("cue", i):
        return True  # U.S. Highway 79
    return joined or not (small or doc.sentence_of(i).first == i)


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
        pair = holding(inner.places, outer.places)
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
        if holder is not None and (pair := holding(hit.places, hits[holder][0].places)):
            out[n + 1], out[holder] = pair
    return out


def _goes_on(doc: Document, i: int) -> bool:
    """Whether a list goes on after a name: "Georgia, Alabama and Florida"."""
    tokens = doc.tokens[i : i + 2]
    return any(doc.pack.has("and", t.word) for t in tokens)


def holding(inner: Sequence[Place], outer: Sequence[Place]) -> tuple[Place, Place] | None:
    """Return the largest place of one name that lies in a unit or country of the other, and that."""
    pairs = [
        (a, b)
        for b in outer
        if b.kind in _UNITS
        for a in inner
        if a.kind not in _UNITS and a.country == b.country and (b.kind == "country" or a.admin1 == b.admin1)
    ]
    return max(pairs, key=lambda p: (p[0].kind != "district", p[0].population, p[0].id, p[1].rank), default=None)


def units_beside(doc: Document, hits: Sequence[tuple[Hit, Placed]], n: int) -> list[Place]:
    """Return the first-level units that are named right before and after a name of several places, in its sentence."""
    out: list[Place] = []
    if len(hits[n][0].places) == 1:
        return out
    sentence = doc.sentence_of(hits[n][0].first)
    for k in (n - 1, n + 1):
        if 0 <= k < len(hits) and sentence.first <= (other := hits[k][0]).first < sentence.last:
            gap = max(other.first - hits[n][0].last, hits[n][0].first - other.last)
            unit = next((p for p in other.places if p.kind == "governorate" and p.rank), None)
            out += [unit] if unit is not None and gap <= _APART else []
    return out


def certain(place: Place, reason: str) -> Resolution:
    """Return the answer where the text itself says which place is meant."""
    return Resolution("resolved", (Candidate(place, _SURE, reason),))


def by_size_and_unit(
    name: str, found: Resolution, namesakes: Sequence[Place], about: Regions, near: list[Place],
    units: list[Place], company: list[Place],
) -> Resolution:  # fmt: skip
    """Rank namesakes by how many live there, those in the regions that the text is about before the others.

    ``units``: those named right before and after; a name between two is one of a list: Ohio, New York and Texas.
    ``company``: the sure places that are told beside it.
    """
    if len(namesakes) == 1:
        only = namesakes[0]
        told = next((c for c in found.candidates if c.place.id == only.id), None) or Candidate(only, 1.0, _NAMESAKE)
        return found.ranked((told, *(c for c in found.candidates if c is not told)))
    same = {p.id for p in namesakes}
    met = {c.place.id for c in found.candidates}
    least = min((c.score for c in found.candidates if c.place.id in same), default=1 / max(1, len(namesakes)))
    more = [Candidate(p, least, _NAMESAKE) for p in namesakes if p.id not in met]
    weighing = _Weighing(name, namesakes, same, about, near, units, company)
    return found.ranked(tuple(sorted((*found.candidates, *more), key=weighing.of, reverse=True)))


def by_its_own_name(resolution: Resolution, key: str, spoken: Collection[str]) -> Resolution:
    """Prefer what is called so in a country told of to what has the name only besides, abroad: no Hama for Hamat."""
    best = resolution.candidates[0].place if resolution.candidates else None
    if best is None or not best.rank or best.country is None or best.country in spoken or name_key(best.name) == key:
        return resolution
    own = next((c for c in resolution.candidates if c.place.country in spoken and name_key(c.place.name) == key), None)
    if own is None:
        return resolution
    return resolution.ranked((own, *(c for c in resolution.candidates if c is not own)))


def unit_in_name(doc: Document, hit: Hit) -> str | None:
    """The noun of a unit with which its own name begins: the governorate of Idlib, which is no bare Idlib."""
    noun = doc.at("cue", hit.first)
    return noun.name if noun and noun.last < hit.last and noun.name in ("governorate", "district") else None


@final
class _Weighing:
    """What the namesakes of one name are weighed by, as ``by_size_and_unit`` does."""

    def __init__(
        self, name: str, namesakes: Sequence[Place], same: set[str], about: Regions, near: list[Place],
        units: list[Place], company: list[Place],
    ) -> None:  # fmt: skip
        self._name = name
        self._key = name_key(name)
        self._namesakes = namesakes
        self._same = same
        self._about = about
        self._near = near
        self._nation = any(p.kind == "country" for p in namesakes)
        self._written_so = any(p.kind == "country" and p.name == name for p in namesakes)
        self._most = _IN_UNIT if any(p.rank and p.kind in _UNITS for p in namesakes) else inf
        great = (p.population for p in namesakes if p.kind == "city" and name_key(p.name) == self._key)
        self._great = max((n for n in great if n >= WORLD_CITY), default=-1)
        self._named: set[Unit] = {(u.country, u.admin1) for u in units}
        self._beside: dict[Unit, int] = {}
        for c in company:
            if c.admin1:
                self._beside[c.country, c.admin1] = self._beside.get((c.country, c.admin1), 0) + 1
        self._kept = {p.country for p in namesakes if p.rank and p.kind == "governorate"}
        self._listed = len(units) > 1 and len({u.country for u in units}) == 1
        self._country = units[0].country if units else None

    def of(self, c: Candidate) -> float:
        """Return how likely a candidate is meant."""
        p = c.place
        if p.id not in self._same or (p.kind == "governorate" and not p.rank and p.country in self._kept):
            return 0.0  # the latter is a unit kept by hand once more, in the middle of its cities
        its_own = name_key(p.name) == self._key
        if self._nation and p.kind != "country" and (not its_own or (self._written_so and p.name != self._name)):
            return c.score  # Benin is no short name of Benin City, nor El Salvador one of Salvador
        if self._listed and its_own and p.kind == "governorate" and p.country == self._country:
            return _WIDE
        if not p.rank and has_seat(p, self._namesakes):
            return c.score  # the bare name is the city's
        unit = p.country, p.admin1
        spoken = self._about.weight(self._key, unit)
        home = self._about.home(unit)
        if p.population < _TOWN and not self._among_its_own(p, home):
            spoken = min(self._most, spoken)
        if p.population * _OUTDONE <= self._great and home < _HOME:
            spoken = min(_IN_UNIT, spoken)
        company = power(1 + _COMPANY * self._beside.get(unit, 0), home if p.population < _TOWN else 1.0)
        spoken *= (_BESIDE if unit in self._named else 1.0) * company
        own = _OWN_NAME if p.population >= WORLD_CITY or its_own or p.kind in _VAST else 1.0
        own *= _OWN_NAME if its_own and (p.population >= WORLD_CITY or (p.rank and p.kind not in _VAST)) else 1.0
        if p.rank:
            famed = its_own and p.population >= _CITY
            least = _WIDE if p.kind in _AREAS else _FAMED if famed else _KEPT
            return c.score * spoken * sqrt(max(p.population, least)) * own
        spoken = spoken if its_own else min(spoken, _IN_UNIT)
        if any(close(p, other) for other in self._near):
            spoken *= power(_NEAR, max(0.5, home))
        return c.score * sqrt(max(p.population, _HAMLET)) * spoken * own

    def _among_its_own(self, town: Place, home: float) -> bool:
        """Whether a town called as a country is told of among its neighbours, where nothing else is abroad."""
        if not self._nation or home < _HOME or self._about.abroad(self._key, town.country) > _LITTLE:
            return False
        return sum(close(town, other) for other in self._near) >= _NEIGHBOURS


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
        abs(a.lat - b.lat) < _NEAR_DEGREES
        and b.kind not in _UNITS
        and a.id != b.id
        and abs(a.lon - b.lon) * cos(radians(a.lat)) < _NEAR_DEGREES
    )


def near_enough(a: Place, b: Place) -> bool:
    """Whether a report on one of two places may well name the other: within some 300 km."""
    return abs(a.lat - b.lat) < _REACHED and abs(a.lon - b.lon) < _REACHED
