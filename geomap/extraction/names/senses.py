"""What the names of one report mean, settled together: sure names first, one sense per name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.inside import (
    by_its_own_name,
    by_size_and_unit,
    certain,
    close,
    has_seat,
    told_inside,
    unit_in_name,
    units_beside,
)
from geomap.extraction.names.quarters import KIND, kept_with_town, of_towns_told, resolve_quarter, towns_told
from geomap.extraction.names.regions import Regions, regions
from geomap.extraction.names.seats import undergoes
from geomap.extraction.who.homeland import homelands, only_homes
from geomap.extraction.words.phrases import back, name_of
from geomap.extraction.words.tokens import QUOTES, cased
from geomap.model import Resolution
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Gazetteer, Place, Usage

Told = dict[str, int]  # how often countries are spoken of
_COARSE: Final = {
    "country": 0,
    "region": 1,
    "desert": 1,
    "river": 1,
    "governorate": 2,
    "district": 3,
    "lake": 3,
    "mountain": 3,
    "subdistrict": 4,
}
_SURELY: Final = 0.95  # and one of several words where no country is spoken of
_HALF: Final = 0.5  # share from which a name speaks for the country of its one known place
_CLOSE: Final = 0.8  # score from which a name spelled otherwise is taken for the one meant
# Scores are chances; a sense this likely against the best may still be the one meant:
_AT_HOME: Final = 0.08  # where it lies in the country that the report speaks of
_LIKE: Final = 0.4  # and of a place kept by hand, spelled otherwise, against that: no Raqqa for a Rayak
_WITHIN: Final = 0.002  # where the report speaks of its country, and not of that of the best
_FEW, _MANY = 5, 25  # candidates that are weighed: a name in Latin letters may have many namesakes
_TOWNS: Final = ("city", "town", "village")
_DISTRICTS: Final = ("district", "subdistrict")
_OF_ITS_KIND: Final = (
    "mountain",
    "lake",
    "region",
    "governorate",
    "camp",
    "river",
    "road",
    "bridge",
    "crossing",
)  # words that stand for no town
_LIVED_IN: Final = (None, "city", "town", "village", "camp", "neighbourhood")
_HEADING: Final = (":", "-", "–", "—", "(")
_TOGETHER, _BREATH = 4, 40  # names before and after one, and tokens, in which the same part of a story is told
_BLOCK: Final = 60  # names whose context is the same: what stands among them and among as many before and after
_WORLD_CITY: Final = 300_000  # inhabitants of a town that any report may name
UNIT: Final = 2  # rank of a governorate, which a bare name may mean as well as its seat
SETTLED: Final = 4  # rank from which a place is a settlement or site
KNOWN: Final = 10_000  # inhabitants from which an imported name is known without context


def rank(place: Place | None) -> int:
    """How fine a place is: 0 a country .. 5 a settlement or site."""
    return _COARSE.get(place.kind, 5) if place else 5


def resolve_together(
    doc: Document, gazetteer: Gazetteer, hits: list[tuple[Hit, Placed]], bodies: Sequence[Sequence[Place]] = ()
) -> list[Placed]:
    """Resolve the sure names first; their places are the context of the rest. One sense per name and generic noun.

    ``bodies``: what the names inside the names of bodies may mean.
    """
    names = [name_of(doc, hit) for hit, _ in hits]
    keys = [name_key(name) for name in names]
    gazetteer.prepare(names)
    homes, lands = only_homes(doc, hits, [_sure_country(hit) for hit, _ in hits]), homelands(doc, gazetteer)
    inside = told_inside(doc, hits)
    about = regions(doc, hits, inside, bodies, lands)
    surely_in = [None if n in homes else _sure_country(hit) for n, (hit, _) in enumerate(hits)]
    surely_in = _likely(about, names, keys, surely_in) if about.sure else surely_in
    spoken = _countries([*surely_in, *lands, *about.lands()])
    most = _most_spoken(spoken)
    own = _own(keys, surely_in)
    told = {keys[n]: place for n, place in reversed(inside.items()) if not has_seat(place, hits[n][0].places)}
    sure = [None if n in homes else place for n, place in enumerate(_sure(gazetteer, doc, hits, about))]
    towns = towns_told(hits)
    contexts: dict[int, list[Place]] = {}
    senses: dict[tuple[str, str | None, bool], Resolution] = {}
    out: list[Placed] = []
    for n, (hit, placed) in enumerate(hits):
        name = names[n]
        cue = placed.cue or ("governorate" if placed.relation == "countryside" else None)
        sense = (keys[n], cue, bool(hit.places))
        if sense not in senses:
            kinds = (cue,) if cue else ()
            written = cased(name)
            block = n // _BLOCK
            if block not in contexts:
                contexts[block] = _context(sure, inside, block)
            anchors = _but_itself(contexts[block], None if written else sure[n], spoken, own.get(keys[n]))
            limit = _MANY if written or len(hit.places) > _FEW else _FEW
            quarter = bool(hit.full) and cue == KIND
            found = (
                resolve_quarter(doc, gazetteer, hit, towns)
                if quarter
                else gazetteer.resolve(name, near=anchors, kinds=kinds, country=None, limit=limit)
            )
            if written and hit.places and not (found.place and found.place.kind == cue == "governorate"):
                found = by_size_and_unit(
                    name, found, hit.places, about, anchors, units_beside(doc, hits, n), _company(hits, keys, sure, n)
                )
            kept = None if quarter else kept_with_town(gazetteer, name, hit, cue, towns)
            found = kept or _listed_or_near(of_towns_told(doc, gazetteer, hit, found, towns), hit, spoken)
            its = own.get(sense[0])
            others = spoken if written or its is None else _without(spoken, its)
            own_name = by_its_own_name(found, keys[n], _without(spoken, its or {})) if written and spoken else found
            found = _spoken_of(own_name, hit.places, others, village=written and cue == "village", written=written)
            settled = _seat(
                found
                if written and hit.places
                else _in_country(found, hit.places, others, most if others is spoken else _most_spoken(others)),
                cue or unit_in_name(doc, hit),
            )
            settled = _beside(doc, settled, hit, out[-1] if out else None)
            few = len(settled.candidates) <= _FEW
            senses[sense] = settled if few else settled.ranked(settled.candidates[:_FEW])
        place = inside.get(n) or told.get(sense[0])
        resolution = certain(place, "the text says what it lies in") if place else senses[sense]
        people = hit.full and not placed.cue and doc.at("demonym", hit.first)  # Syrian territory
        usage = "demonym" if people else _usage(doc, placed, resolution.place)
        out.append(placed.meaning(resolution, usage))
    return out


def _countries(surely_in: list[str | None]) -> Told:
    """Countries that a report speaks of, by the names that are sure: units, towns kept by hand, known towns."""
    spoken: Told = {}
    for country in surely_in:
        if country:
            spoken[country] = spoken.get(country, 0) + 1
    return spoken


def _own(keys: list[str], surely_in: list[str | None]) -> dict[str, Told]:
    """How often each name itself speaks for a country."""
    own: dict[str, Told] = {}
    for key, country in zip(keys, surely_in, strict=True):
        if country:
            own.setdefault(key, {})[country] = own.get(key, {}).get(country, 0) + 1
    return own


def _likely(about: Regions, names: list[str], keys: list[str], surely_in: list[str | None]) -> list[str | None]:
    """Leave out the country of a name's one known place where its other namesakes are likelier meant: Wilton."""
    told = zip(names, keys, surely_in, strict=True)
    return [c if c is None or not cased(name) or about.share(key, c) >= _HALF else None for name, key, c in told]


def _without(spoken: Told, own: Told) -> Told:
    """Return the countries that a report speaks of by other names than one; if there are none, all."""
    others = {country: n - own.get(country, 0) for country, n in spoken.items() if n > own.get(country, 0)}
    return others or spoken


def _sure_country(hit: Hit) -> str | None:
    """Return the one country of units, towns kept by hand and known towns that bear a name.

    A town that is called as a country gives way to it: Mali is none in China.
    """
    sure = {p.country for p in hit.places if p.country and (p.rank or p.population >= KNOWN or rank(p) <= UNIT)}
    if len(sure) > 1:  # few
        named = {p.country for p in hit.places if p.kind == "country"}
        units = {p.country for p in hit.places if p.kind == "governorate"}
        return next(iter(named)) if len(named) == 1 and units <= named else None
    return next(iter(sure), None)


def _sure(gazetteer: Gazetteer, doc: Document, hits: list[tuple[Hit, Placed]], about: Regions) -> list[Place | None]:
    """Places that are sure without context: only one bears the name, or one is kept by hand, a unit or a known town."""
    out: list[Place | None] = []
    for hit, placed in hits:
        place = hit.places[0] if hit.places else None
        if len(hit.places) > 1 and cased(name_of(doc, hit)):
            place = about.sure.get(name_key(name_of(doc, hit)))
        elif len(hit.places) > 1:
            place = gazetteer.resolve(name_of(doc, hit), kinds=(placed.cue,) if placed.cue else ()).place
        sure = (
            place is not None
            and rank(place) > 1
            and (len(hit.places) == 1 or place.rank or place.kind == "governorate" or place.population >= KNOWN)
        )
        out.append(place if sure else None)
    return out


def _company(hits: list[tuple[Hit, Placed]], keys: list[str], sure: list[Place | None], n: int) -> list[Place]:
    """Return the sure places that are told of in one breath with a name of several places, its namesakes aside."""
    at, own = hits[n][0].first, keys[n]
    out: list[Place] = []
    if len(hits[n][0].places) == 1:
        return out
    for k in range(max(0, n - _TOGETHER), min(len(hits), n + _TOGETHER + 1)):
        place = sure[k]
        if place is not None and keys[k] != own and abs(hits[k][0].first - at) <= _BREATH:
            out.append(place)
    return out


def _context(sure: Sequence[Place | None], inside: dict[int, Place], block: int) -> list[Place]:
    """Return what names of a block are weighed by: the sure places, those told to lie inside others.

    Of a long text only the blocks beside count, so that it is read in linear work.
    """
    around = range(max(0, (block - 1) * _BLOCK), min((block + 2) * _BLOCK, len(sure)))
    anchors = list({p.id: p for n in around if (p := sure[n])}.values())
    return anchors + [place for n in around if n in inside and rank(place := inside[n]) > 1 and place not in anchors]


def _but_itself(anchors: list[Place], itself: Place | None, spoken: Told, own: Told | None) -> list[Place]:
    """Return the context of a name without what it may mean itself, where nothing else speaks of that one's country.

    A large town abroad would else be set before its namesakes at home by its own weight.
    """
    if itself is None or itself.rank or itself.population < _WORLD_CITY:
        return anchors
    country = itself.country or ""
    alone = spoken.get(country, 0) <= (own or {}).get(country, 0) < sum(spoken.values())
    return [p for p in anchors if p is not itself] if alone else anchors


def _most_spoken(spoken: Told) -> str | None:
    """Return the country that a report speaks of most; of equals the last by its code."""
    best, most = "", 0
    for country, n in spoken.items():
        if n > most or (n == most and country > best):
            best, most = country, n
    return best or None


def _in_country(resolution: Resolution, namesakes: Sequence[Place], spoken: Told, country: str | None) -> Resolution:
    """Prefer candidates in the ``country`` most spoken of, any namesake there to a small town abroad."""
    if not resolution.candidates or country is None:
        return resolution
    best = resolution.candidates[0]
    unit = rank(best.place) <= 2 and (best.place.rank > 0 or best.place.country in spoken)
    if best.place.rank > 1 or best.place.country is None or unit or best.place.kind == "country":
        return resolution  # the user's own entry, a country, a governorate: not one abroad, of the name of a town here
    same = {p.id for p in namesakes if best.place.country not in spoken and best.place.population < _WORLD_CITY}
    homes = sorted(spoken, key=lambda c: -spoken[c]) if same else [country]
    close = [
        c
        for home in homes
        for c in resolution.candidates
        if c.place.country == home and c.score > best.score * (_WITHIN if c.place.id in same else _AT_HOME)
    ]
    if not close or close[0] is resolution.candidates[0]:
        return resolution
    rest = [c for c in resolution.candidates if c is not close[0]]
    return resolution.ranked((close[0], *rest))


def _beside(doc: Document, resolution: Resolution, hit: Hit, before: Placed | None) -> Resolution:
    """Arabic: prefer a place kept by hand close to the one that "and" joins a name to: in Rashad and Riyad."""
    other = before.mention.place if before and before.last == hit.first else None
    joined = doc.tokens[hit.first].text.startswith(doc.pack.morphology.conjunctions[:1] or "\0")
    if other is None or not joined or not resolution.candidates:
        return resolution
    best = resolution.candidates[0]
    if best.place.country == other.country or rank(other) < SETTLED:
        return resolution
    near = next((c for c in resolution.candidates if c.place.rank and close(c.place, other)), best)
    return resolution.ranked((near, *(c for c in resolution.candidates if c is not near)))


def _listed_or_near(resolution: Resolution, hit: Hit, spoken: Told) -> Resolution:
    """What a name may mean; one that nobody spells so only a close spelling in a country that the report speaks of."""
    if hit.places:
        return resolution
    several = hit.last - hit.first > 1 and not spoken  # Rashaya al-Foukhar, which nothing else is spelled like
    close = tuple(
        c
        for c in resolution.candidates
        if (c.score >= _CLOSE and c.place.country in spoken) or (several and c.score >= _SURELY)
    )
    return Resolution("ambiguous", close).ranked(close)


def _spoken_of(
    resolution: Resolution, namesakes: Sequence[Place], spoken: Told, *, village: bool, written: bool
) -> Resolution:
    """Leave out small namesakes in countries that the report does not speak of; of a village, all but kept by hand.

    ``written``: in letters that have capitals, in which few names are spelled in several ways.
    """
    if not (spoken and resolution.candidates):
        return resolution
    best, same = resolution.candidates[0], {p.id for p in namesakes}
    alike = best.score * _AT_HOME  # what is only spelled like a name left out is not meant instead
    far = best.score * _LIKE if best.place.id in same else alike
    here = tuple(
        c
        for c in resolution.candidates
        if (c.place.country is None or c.place.country in spoken)
        or (c.place.rank and (c.score > far * _LIKE or c.place.id in same))
        or (c.place.population >= KNOWN and c.score > (alike if c.place.id in same else far) and not village)
        or rank(c.place) <= 2
    )
    if len(here) == len(resolution.candidates):
        return resolution
    if written and best.place.id in same:
        here = tuple(c for c in here if c.place.rank or c.place.id in same or c.score >= alike)
    return resolution.ranked(here)


def _seat(resolution: Resolution, cue: str | None) -> Resolution:
    """A bare name shared by a governorate and its seat means the seat, unless a word announces the unit."""
    first, *rest = resolution.candidates or (None,)
    if cue or first is None or first.place.kind not in ("governorate", "district"):
        return resolution
    seat = next(
        (
            c
            for c in rest
            if c.place.kind in ("city", "town", "village")
            and c.score > first.score * _AT_HOME
            and c.place.admin1 == first.place.admin1
        ),
        None,
    )
    if seat is None:
        return resolution
    return resolution.ranked((seat, *(c for c in resolution.candidates if c is not seat)))


def _usage(doc: Document, placed: Placed, place: Place | None) -> Usage:
    """Literal, or a government (metonym), or a person's home (origin)."""
    if placed.home:
        return "origin"
    if place is not None and (place.kind == "country" or (place.kind == "city" and is_capital(place))):
        before = back(doc, placed.lead)
        after = placed.last
        while after < len(doc.tokens) and doc.tokens[after].text in QUOTES:
            after += 1
        tag = doc.at("government", before) if before >= 0 else None
        if tag and tag.name == "before" and not placed.relation and placed.cue is None:
            return "metonym"
        tag = doc.at("government", after) if after < len(doc.tokens) else None
        if tag and tag.name == "after" and tag.first == after and not placed.located:
            return "metonym"
        there = placed.located or (placed.relation and placed.relation != "between")  # east of Baghdad
        called = placed.lead < placed.first and doc.at("capital", placed.lead) is not None  # the capital Baghdad
        bare = not (there or called) and placed.cue is None and not _heads_report(doc, placed)
        bare = bare and not (before >= 0 and doc.at("hospital", before))  # to the hospitals of Baghdad
        if tag is None and bare and is_capital(place) and not undergoes(doc, before, after):
            return "metonym"
    return "literal"


def _heads_report(doc: Document, placed: Placed) -> bool:
    """Whether a name with a sign after it heads its sentence, as the place a report is from does: "Baghdad: ..."."""
    heads = doc.sentence_of(placed.first).first == placed.first
    return heads and placed.last < len(doc.tokens) and doc.tokens[placed.last].text in _HEADING


def is_capital(place: Place) -> bool:
    """Whether a place is kept as the seat of a government."""
    return bool(place.note and "government" in place.note)


def may_be_capital(place: Place) -> bool:
    """Whether "the capital" may stand for a place: the seat of a government, else a great city."""
    return is_capital(place) or place.population >= _WORLD_CITY


def may_stand_for(cue: str, p: Placed) -> bool:
    """Whether "the governorate", "the camp", "the town" may take up a place named before."""
    place = p.mention.place
    if place is None:
        return p.cue == cue or (p.cue is None and cue in _TOWNS)
    if cue in _OF_ITS_KIND:
        return place.kind == cue
    if cue in _DISTRICTS and place.kind in _DISTRICTS:
        return True
    lived_in = cue not in _TOWNS or p.cue in _LIVED_IN
    return rank(place) >= SETTLED and place.kind != "camp" and lived_in
