"""Places each with a toll of its own, told one after another: killing seven in X and wounding two in Y."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.by_place import by_place
from geomap.extraction.how_many.headcounts import KEYS, headcounts
from geomap.extraction.how_many.tolls import read_toll
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.document import COMMAS

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Placed

_FEWEST: Final = 2  # places by which a toll is told
_GAP: Final = 4  # tokens from those who were hurt to their place: killed four in a market in X


def share_out(doc: Document, numbers: Numbers, frame: Frame, toll: Toll, *, captures: bool) -> None:
    """Tell a frame's toll by places, where its words do. ``captures``: whether an arrest is told."""
    span = frame.first, frame.last
    toll.places, shares = by_place(doc, numbers, toll, span, captures=captures)
    if not toll.places and frame.violent and len(toll.counts) > 1:
        toll.places, shares = _in_turn(doc, numbers, *span)
    if not toll.places and frame.violent and toll.counts and doc.places_in(*span):
        toll.places, shares = _behind_each(doc, numbers, *span)
    toll.shares = shares or toll.shares


def _in_turn(doc: Document, numbers: Numbers, first: int, last: int) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """The places of an event in a token range, if a toll is told of two or more, and the tolls by where these begin.

    Where the event's own places are named before the first toll, they are its places: hit X, Y and Z, killing two in X
    and one in Z.
    """
    harm = sorted(t.first for key in KEYS[:2] for t in doc.within(key, first, last))
    named = [p for p in literal(doc, first, last) if p.located or p.relation]
    if len(harm) < _FEWEST or len(named) < _FEWEST or doc.has("pluperfect", first, last):  # who had stabbed one in X
        return [], {}
    told: list[Placed] = []
    tolls: list[dict[str, int]] = []
    start = first
    for p in named:
        toll = _told_of(doc, numbers, start, p)
        if toll:
            told.append(p)
            tolls.append(toll)
            start = p.last
    if len({meant(p) for p in told}) < max(_FEWEST, len(told)):
        return [], {}
    if any(_holds(a, b) for a in told for b in told if a is not b):
        return [], {}  # four in X and six in its province
    theirs = {meant(p): toll for p, toll in zip(told, tolls, strict=True)}
    before = literal(doc, first, told[0].lead)
    hit = [p for p in before if rank(p.mention.place) >= SETTLED and not p.container]
    places = hit if {meant(p) for p in hit} >= set(theirs) else told
    return places, {p.lead: theirs[meant(p)] for p in places if meant(p) in theirs}


def _behind_each(
    doc: Document, numbers: Numbers, first: int, last: int
) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """The places of an event that "and" joins, each with its toll behind it: hit X, killing two, and Y, hurting one."""
    told = (t.first for key in KEYS[:2] for t in doc.within(key, first, last))
    harm = sorted(at for at in told if not doc.at("lands", at))
    if len(harm) < _FEWEST or doc.has("pluperfect", first, last):
        return [], {}
    named = [p for p in literal(doc, first, last) if not p.container and rank(p.mention.place) >= SETTLED]
    if len(named) < _FEWEST or harm[0] < named[0].lead:
        return [], {}
    shares: dict[int, dict[str, int]] = {}
    for p, end in zip(named, (*(p.lead for p in named[1:]), last), strict=True):
        said = [at for at in harm if p.last <= at < end]
        goes_on = p is named[0] or _goes_on(doc, p, last=p is named[-1])
        if not said or not goes_on or (p is not named[0] and _told_anew(doc, p.last, said[0])):
            return [], {}
        shares[p.lead] = {key: n for key, n in read_toll(doc, numbers, p.last, end).counts.items() if key in KEYS[:2]}
    apart = len({meant(p) for p in named}) == len(named) and all(shares.values())
    return (named, shares) if apart and not any(_holds(a, b) for a in named for b in named) else ([], {})


def _goes_on(doc: Document, p: Placed, *, last: bool) -> bool:
    """Whether "and", before the last also a comma, leads to a place or the spot there: and a base in Y."""
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    for i in range(p.lead, p.lead - 1 - _GAP, -1):
        before = doc.tokens[i - 1]
        if doc.at("one", i) is not None:
            return False  # killed a man and his son in X
        if doc.tokens[i].text.startswith(joins) or doc.pack.has("and", before.word):
            return True
        if before.is_sign or any(doc.at(key, i - 1) for key in KEYS):
            return not last and before.text in COMMAS
    return False


def _told_anew(doc: Document, first: int, last: int) -> bool:
    """Whether another event than harm is told in a range."""
    return any(doc.pack.events[t.name].weight > TOLL_ONLY for t in doc.within("event", first, last))


def _holds(wide: Placed, p: Placed) -> bool:
    """Whether a place lies in another of which a toll is told too."""
    a, b = wide.mention.place, p.mention.place
    coarse = a is not None and b is not None and rank(a) < SETTLED <= rank(b)
    return coarse and a is not None and b is not None and a.country == b.country and a.admin1 == b.admin1


def _told_of(doc: Document, numbers: Numbers, start: int, p: Placed) -> dict[str, int]:
    """The toll told in the words before a place, if those leave off with who was hurt there."""
    harm = [t.last for key in KEYS[:2] for t in doc.within(key, start, p.lead)]
    if not harm or not _near(doc, max(harm), p.lead, numbers):
        return {}
    toll = read_toll(doc, numbers, start, p.lead)
    return {key: n for key, n in toll.counts.items() if n and key in KEYS[:2]}


def _near(doc: Document, harm: int, lead: int, numbers: Numbers) -> bool:
    """Whether only those who were hurt, and the spot or the day, stand between a word of harm and a place."""
    counted = max((q.last for q in headcounts(doc, numbers, harm, lead)), default=harm)
    between = [i for i in range(min(counted, lead), lead) if doc.date_at(i) is None]
    apart = any(doc.tokens[i].text in COMMAS or doc.at("event", i) or doc.at("clause", i) for i in between)
    return len(between) <= _GAP and not apart
