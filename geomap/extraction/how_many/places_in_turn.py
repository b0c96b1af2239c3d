"""Places each with a toll of its own, told one after another: killing seven in X and wounding two in Y."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.by_place import by_place
from geomap.extraction.how_many.headcounts import KEYS, headcounts
from geomap.extraction.how_many.tolls import read_toll
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import is_seat, literal
from geomap.extraction.words.document import COMMAS

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import Tag

_FEWEST: Final = 2  # places by which a toll is told
_GAP: Final = 4  # tokens from those who were hurt to their place: killed four in a market in X
_TREATED: Final = ("hospital", "treated")  # where the wounded were taken, not hurt
_OF_WHOM: Final = 5  # tokens that tell of whom those are that a number counts, and that they died


def share_out(doc: Document, numbers: Numbers, frame: Frame, toll: Toll, *, captures: bool) -> None:
    """Tell a frame's toll by places, where its words do. ``captures``: whether an arrest is told."""
    span = frame.first, frame.last
    toll.places, shares = by_place(doc, numbers, toll, span, captures=captures)
    both = frame.violent and len(toll.counts) > 1
    if not toll.places and both and "the_latter" in doc.tags and "the_former" in doc.tags:
        toll.places, shares = _in_the_two(doc, numbers, *span)
    if not toll.places and both:
        toll.places, shares = in_turn(doc, numbers, *span, frame.head[1].name)
    if not toll.places and frame.violent and toll.counts and doc.places_in(*span):
        toll.places, shares = _behind_each(doc, numbers, *span)
    if not toll.places and frame.violent and len(toll.counts) == 1 and toll.victims:
        toll.places, shares = _before_event(doc, numbers, frame, toll)
    toll.shares = shares or toll.shares


def _in_the_two(
    doc: Document, numbers: Numbers, first: int, last: int
) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """Two places that ordinals take up, where both dead and hurt are told: hit X and Y; two died in the former, .."""
    former, latter = (doc.first_of(label, first, last) for label in ("the_former", "the_latter"))
    if former is None or latter is None or former.first > latter.first:
        return [], {}
    named = [p for p in literal(doc, first, former.first) if not p.container and _settled(p)]
    if len({meant(p) for p in named}) != _FEWEST or len(named) != _FEWEST:
        return [], {}
    ends = (named[1].last, former.last, latter.last)
    tolls = [read_toll(doc, numbers, a, b).counts for a, b in pairwise(ends)]
    shares = {p.lead: {k: n for k, n in t.items() if k in KEYS[:2]} for p, t in zip(named, tolls, strict=True)}
    return (named, shares) if all(shares.values()) else ([], {})


def _settled(p: Placed) -> bool:
    """Whether a place is a settlement, or has the name of one."""
    return rank(p.mention.place) >= SETTLED or is_seat(p)


def _before_event(
    doc: Document, numbers: Numbers, frame: Frame, toll: Toll
) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """Places each with a number before it, and the event they share last: two died in X and three in Y in clashes."""
    first, at = frame.first, frame.head[1].first
    named = [p for p in literal(doc, first, frame.last) if _settled(p)]
    if any(p.first > at or (p.lead < p.first and doc.at("out_of", p.lead)) for p in named):
        return [], {}  # two from X and three from Y were killed in clashes in Z
    if len(named) < _FEWEST or len({meant(p) for p in named}) < len(named) or not all(p.located for p in named):
        return [], {}
    ((key, told),) = toll.counts.items()
    if not told or not doc.has(key, first, named[0].lead) or any(doc.has(k, named[0].lead, at) for k in KEYS):
        return [], {}
    counted = headcounts(doc, numbers, first, at)
    shares: dict[int, dict[str, int]] = {}
    edge = first
    for p in named:
        q = next((q for q in reversed(counted) if edge <= q.first and q.last <= p.lead), None)
        n = toll.shares.get(p.lead, {}).get(key) or (q.value if q and not _parted(doc, q.last, p.lead) else None)
        if p is named[0]:
            n = told if toll.victims[-1][1] <= p.lead and n in (None, told) else None
        if not n or (p is not named[0] and not (_joint(doc, edge) and _goes_on(doc, p, last=True))):
            return [], {}
        shares[p.lead] = {key: n}
        edge = p.last
    return named, shares


def _joint(doc: Document, i: int) -> bool:
    """Whether a comma or "and" stands at a token."""
    token, joins = doc.tokens[i], doc.pack.morphology.conjunctions[:1] or ("\0",)
    return token.text in COMMAS or doc.pack.has("and", token.word) or token.text.startswith(joins)


def _parted(doc: Document, first: int, last: int) -> bool:
    """Whether more than who was hurt stands between a number and a place."""
    signs = any(doc.tokens[i].is_sign or doc.at("clause", i) for i in range(first, last))
    told = any(doc.pack.events[t.name].weight > TOLL_ONLY for t in doc.within("event", first, last))
    return last - first > _OF_WHOM or signs or told


def in_turn(
    doc: Document, numbers: Numbers, first: int, last: int, kind: str
) -> tuple[list[Placed], dict[int, dict[str, int]]]:
    """The places of an event in a token range, if a toll is told of two or more, and the tolls by where these begin.

    Where the event's own places are named before the first toll, they are its places: hit X, Y and Z, killing two in X
    and one in Z.
    """
    harm = sorted(t.first for key in KEYS[:2] for t in doc.within(key, first, last))
    named = [p for p in literal(doc, first, last) if _is_told_at(doc, p, kind)]
    if len(harm) < _FEWEST or len(named) < _FEWEST or doc.has("pluperfect", first, last):  # who had stabbed one in X
        return [], {}
    told: list[Placed] = []
    tolls: list[dict[str, int]] = []
    start = first
    for p in named:
        toll = _told_of(doc, numbers, start, p, kind)
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


def _told_of(doc: Document, numbers: Numbers, start: int, p: Placed, kind: str) -> dict[str, int]:
    """The toll told in the words before a place, if those leave off with who was hurt there."""
    harm = [t.last for key in KEYS[:2] for t in doc.within(key, start, p.lead)]
    treated = any(doc.at(label, i) for label in _TREATED for i in (p.lead - 1, p.lead))
    treated = treated or doc.at("into", p.lead) is not None
    if not harm or treated or not _near(doc, numbers, max(harm), p.lead, kind):
        return {}
    toll = read_toll(doc, numbers, start, p.lead)
    return {key: n for key, n in toll.counts.items() if n and key in KEYS[:2]}


def _near(doc: Document, numbers: Numbers, harm: int, lead: int, kind: str) -> bool:
    """Whether only those who were hurt, the spot, the day or a noun of the event stand between harm and a place."""
    counted = max((q.last for q in headcounts(doc, numbers, harm, lead)), default=harm)
    named = max((t.last for t in doc.within("event", counted, lead) if _is_one(t, kind)), default=counted)
    between = [i for i in range(min(counted, lead), lead) if doc.date_at(i) is None]
    apart = any(doc.tokens[i].text in COMMAS or doc.at("clause", i) for i in between)
    other = any(not _is_one(t, kind) for t in doc.within("event", counted, lead))
    return sum(i >= named for i in between) <= _GAP and not (apart or other)


def _is_one(event: Tag, kind: str) -> bool:
    """Whether an event's word only names what is told anyway: five dead in a raid on X."""
    return event.name == kind and event.form in ("noun", "participle")


def _is_told_at(doc: Document, p: Placed, kind: str) -> bool:
    """Whether a place is told as one where something happened: in X, the shelling of X."""
    if p.located or p.relation:
        return True
    event = doc.at("event", p.lead - 1) or doc.at("event", p.lead - 2)
    return event is not None and _is_one(event, kind)
