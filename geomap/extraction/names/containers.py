"""Which names of a text only tell where another of them lies: a village in the eastern countryside of Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import KNOWN, SETTLED, UNIT, rank
from geomap.extraction.where.listing import joins_on
from geomap.extraction.words.document import SEMICOLONS
from geomap.extraction.words.phrases import BEARINGS, begins_object, of_driven_out
from geomap.extraction.words.tokens import QUOTES
from geomap.model import Resolution

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed
    from geomap.model import Candidate, Place

FAR = 0.5  # degrees from the middle of a town or region, from which a place lies outside
_TIE = 0.35  # share of the best score from which the unit of a name, not its seat, may be what holds another
_WITHIN = 0.002  # and a place that lies in what is said to hold it
_NEARBY = 0.4  # degrees between a village and the town or valley that holds it
_TOWN = 20_000  # people from which a town may hold what is named before it
_WITHIN_TOWN = 0.12  # degrees between a quarter or hamlet and its town
_TIMES = 3  # as many people has a town as what it holds
_UNIT_REACH = 2.0  # and between a place and the middle of its unit, at most
_BESIDE = 0.7  # degrees between a village and the town that it is told to lie north of
_BY = ("near", "edge", "centre")
_SIDES = (*BEARINGS, "near", "edge")
_ASIDE = 9  # tokens between two names that tell how one lies to the other
_PARTS = ("neighbourhood", "district")  # words for parts of a town
_TOWNS = ("city", "town")
_APART = (
    "event",
    "motion",
    "contrast",
    "another",
)  # lists of what stands between two names of which none holds the other
_PARTED = (",", "/")  # between a unit and a place in it that head a line
_HEADING = (":", "-", "–", "—")  # after the place that heads a line


def contain(doc: Document, placed: list[Placed]) -> list[Placed]:
    """Mark a coarser name that follows a finer one at once as its container, and prefer candidates inside it."""
    out: list[Placed] = []
    elsewhere: set[str] = set()  # places abroad that names of this text do not mean
    for named in placed:
        abroad = named.mention.place is not None and named.mention.place.id in elsewhere
        item = named.meaning(Resolution()) if abroad else named
        previous = out[-1] if out else None
        ways = ("into", "via") if doc.pack.morphology.article else ("into", "via", "out_of")  # "in X from Y"
        apposed = False
        held = previous is not None and _in_its_town(doc, previous, item)
        going = any(doc.within(label, previous.last if previous else item.lead, item.first) for label in ways)
        if previous and doc.words(previous.last, item.first).lstrip("'’ ") == "s" and rank(item.mention.place) > 1:
            out[-1] = previous.containing()  # Kirkuk's Wasti district
            unit = item.mention.place is not None and item.mention.place.kind == "district"
            if not unit and far_apart(item.mention.place, previous.mention.place):
                item = item.meaning(_inside(item.mention.resolution, previous.mention.place, told=True))
            if len(out) > 1 and previous.located and _adjacent(doc, out[-2], previous):
                item = item.containing()  # X Square in Kirkuk's Wasti district
        if previous and _tells_of_part(doc, previous, item):
            out[-1] = previous.containing()  # the Damascus suburb of Barzeh
            out[-1].cue = None
            item = item.meaning(_inside(item.mention.resolution, previous.mention.place, told=False))
        if previous and _heads_with(doc, previous, item):
            wide = _unit(previous, None)
            if rank(wide.mention.place) < rank(item.mention.place):
                out[-1] = wide.containing()
                item = item.meaning(_inside(item.mention.resolution, wide.mention.place, told=False))
        if (
            previous is None
            or going
            or _goes_on(doc, item)
            or (item.located and joins_on(doc, item) and not item.relation)  # "in X, and in Y"
            or on_a_way(doc, out[-2:-1], previous, item)
            or not (held or item.located or item.relation or (apposed := _apposed(doc, previous, item)))
            or not _adjacent(doc, previous, item)
            or (doc.pack.morphology.article and of_driven_out(doc, previous))  # the displaced of X, in Y
        ):
            aside = previous is not None and (_aside(doc, previous, item) or _far_end(previous, item))
            out.append(item.containing() if aside else item)
            continue
        around = _unit(item, previous)
        coarser = rank(around.mention.place) < rank(previous.mention.place)
        belongs = held or _belongs(doc, previous, item) or _in_unit(doc, around)
        resolution = previous.mention.resolution
        told = _inside(resolution, around.mention.place, told=belongs) if coarser or belongs else None
        inside = _beside_town(resolution, around) if told is None else told
        if previous.mention.place and not inside.candidates:
            elsewhere.add(previous.mention.place.id)
        out[-1] = out[-1].meaning(inside)
        within = (
            item.relation and not joins_on(doc, item) and rank(previous.mention.place) >= rank(around.mention.place)
        )
        part = belongs and previous.cue in _PARTS[: 1 if doc.pack.morphology.article else None]  # the quarter X in Y
        container = bool(coarser or within or apposed or held or part or _beside(doc, previous, around))
        out.append(around.containing() if container else around)
    return out


def on_a_way(doc: Document, before: list[Placed], town: Placed, scene: Placed) -> bool:
    """Whether a town only tells where a way leads, or of whom, a larger one than the next: on the road to X near Y.

    ``before``: what is told right before it, if anything.
    """
    beside = scene.relation in _BY and rank(scene.mention.place) >= SETTLED
    if not beside or (town.cue not in (None, "road") and not town.listed):
        return False
    bare = not (town.located or town.relation or town.cue)  # the council of X, amid the market of Y
    next_ = bool(before) and before[-1].cue == "road" and (town.listed or (bare and town.lead - before[-1].last <= 1))
    road = town.cue == "road" or next_  # the road X Y
    led = (t for label in ("out_of", "into") for t in doc.within(label, town.lead - 1, town.first))
    a, b = town.mention.place, scene.mention.place
    larger = a is not None and b is not None and rank(a) >= SETTLED and a.population > b.population
    return road or (larger and (bare or any(t.last >= town.lead for t in led)))


def _heads_with(doc: Document, outer: Placed, inner: Placed) -> bool:
    """English: whether a line opens with a unit, a comma and a place in it, as logs do: Anbar, Ain al-Asad: ..."""
    if doc.pack.morphology.article or inner.first - outer.last != 1 or doc.tokens[outer.last].text not in _PARTED:
        return False
    before = range(doc.sentence_of(outer.first).first, outer.first)
    opens = all((t := doc.tokens[i]).is_sign or t.is_number or doc.place_at(i) for i in before)
    end = inner.last + (doc.at("cue", inner.last) is not None)
    return opens and end < len(doc.tokens) and doc.tokens[end].text in _HEADING


def _tells_of_part(doc: Document, outer: Placed, inner: Placed) -> bool:
    """English: whether a name stands before the noun of what lies in it: the Damascus suburb of Barzeh.

    Not so in the Jaramana district of Damascus.
    """
    cue = doc.at("cue", outer.last) if not doc.pack.morphology.article else None
    a, b = outer.mention.place, inner.mention.place
    if cue is None or cue.first != outer.last or cue.last != inner.first - 1 or a is None:
        return False
    wider = b is None or rank(a) < rank(b) or (rank(a) == rank(b) and a.population > b.population)
    return wider and doc.pack.has("genitive", doc.tokens[inner.first - 1].word)


def _beside(doc: Document, inner: Placed, outer: Placed) -> bool:
    """English: whether a comma and "in" tell what holds a village: Mashta Hammoud, in Wadi Khaled."""
    a, b = inner.mention.place, outer.mention.place
    comma = outer.lead - inner.last == 1 and doc.tokens[inner.last].text == "," and not doc.pack.morphology.article
    if not (comma and outer.located and doc.at("sure_place", outer.lead)) or b is None:
        return False
    return a is None or (a.country == b.country and degrees_apart(a, b) < _NEARBY)


def degrees_apart(a: Place, b: Place) -> float:
    """Degrees between two places, along whichever axis is more."""
    return max(abs(a.lat - b.lat), abs(a.lon - b.lon))


def far_apart(a: Place | None, b: Place | None) -> bool:
    """Whether a place cannot lie in another: a market that bears the name of a village elsewhere."""
    return a is not None and b is not None and degrees_apart(a, b) > FAR


def _belongs(doc: Document, inner: Placed, outer: Placed) -> bool:
    """Whether words say that a place lies in the next: the Old City of Aden, the Mansoura district in Aden."""
    bare = outer.first - inner.last == 1 and not doc.pack.morphology.article
    of = (bare and doc.at("of", inner.last) is not None) or any(doc.at("of", i) for i in range(inner.last, outer.lead))
    return of or _in_town(doc, inner, outer) or _part_in(doc, inner, outer) or _district_of(doc, inner, outer)


def _district_of(doc: Document, inner: Placed, outer: Placed) -> bool:
    """English: whether a part of a town is told with its noun and "of": the Mansoura district of Aden."""
    noun = doc.at("cue", inner.last) if not doc.pack.morphology.article and inner.cue in _PARTS else None
    of = noun is not None and noun.last == outer.first - 1
    of = of and doc.pack.has("genitive", doc.tokens[outer.first - 1].word)
    return of and not _tells_of_part(doc, inner, outer)


def _in_unit(doc: Document, outer: Placed) -> bool:
    """Whether a side of a governorate, told with its noun, holds a place: X, in the south of Maysan governorate."""
    unit = outer.mention.place is not None and outer.mention.place.kind == "governorate"
    return unit and outer.relation is not None and bool(outer.cue or doc.at("cue", outer.first))


def _part_in(doc: Document, inner: Placed, outer: Placed) -> bool:
    """English: whether a part of a town is told with "in": the Mansoura district in Aden."""
    led = doc.at("sure_place", outer.lead)
    bare = led is not None and outer.lead <= inner.last + 1 and outer.relation is None
    return bare and inner.cue in _PARTS and not doc.pack.morphology.article


def _in_town(doc: Document, inner: Placed, outer: Placed) -> bool:
    """Arabic: whether a name is said to lie in a town: the market of X in the city of Y, the quarter X in central Y."""
    if not doc.pack.morphology.article or rank(outer.mention.place) < SETTLED or rank(inner.mention.place) <= UNIT:
        return False
    noun = doc.at("cue", outer.lead)
    by = noun is not None and noun.prefix.endswith(doc.pack.morphology.prepositions[:1])
    attached = outer.located and outer.lead == outer.first and outer.span[0] > doc.tokens[outer.first].start
    led = by or attached or doc.at("sure_place", outer.lead) is not None or outer.relation == "centre"
    return led and (inner.cue in _PARTS[:1] or (outer.cue in _TOWNS and inner.cue not in _TOWNS))


def _apposed(doc: Document, inner: Placed, outer: Placed) -> bool:
    """Whether a comma parts a name that nobody knows from the unit that holds it: Mustariha, North Darfur."""
    edge = inner.last + (doc.at("cue", inner.last) is not None)  # Wadajir district, Mogadishu
    comma = outer.first - edge == 1 and doc.tokens[edge].text == ","
    part = inner.cue in _PARTS and outer.cue is None and rank(outer.mention.place) >= SETTLED
    ends = outer.last >= len(doc.tokens) or not doc.pack.has("and", doc.tokens[outer.last].word)
    unit = inner.mention.place is None and rank(outer.mention.place) in (0, 2)
    return comma and ends and (unit or part or _ends_address(doc, inner, outer))


def _ends_address(doc: Document, inner: Placed, outer: Placed) -> bool:
    """English: whether a large town ends the address of a quarter of it: in Sheikh Othman, Aden, on Sunday."""
    a, b, after = inner.mention.place, outer.mention.place, doc.tokens[outer.last + 1 : outer.last + 2]
    if a is None or b is None or doc.pack.morphology.article or not inner.located or degrees_apart(a, b) > _WITHIN_TOWN:
        return False
    listed = doc.tokens[outer.last : outer.last + 1] and doc.tokens[outer.last].text == "," and bool(after)
    larger = a.kind in _PARTS or b.population >= max(_TOWN, _TIMES * a.population)
    return larger and rank(b) >= SETTLED and b.kind not in _PARTS and not (listed and after[0].text[:1].isupper())


def _in_its_town(doc: Document, inner: Placed, outer: Placed) -> bool:
    """English: whether a town follows what lies in or beside it, and no list goes on: Al Mawasi, Khan Younis."""
    town = outer.mention.place
    edge = inner.last + (doc.at("cue", inner.last) is not None)
    comma = outer.lead == outer.first == edge + 1 and doc.tokens[edge].text == ","
    if doc.pack.language != "en" or not comma or town is None or town.population < _TOWN:
        return False
    after = doc.tokens[outer.last : outer.last + 2]
    listed = bool(doc.place_at(inner.lead - 2)) or any(doc.pack.has("and", t.word) for t in after)
    listed |= bool(after) and after[0].text == "," and doc.place_at(outer.last + 1) is not None
    place = inner.mention.place
    near = any(degrees_apart(c.place, town) < _WITHIN_TOWN for c in inner.mention.resolution.candidates)
    return not listed and near and place is not None and place.population * _TIMES < town.population


def _aside(doc: Document, inner: Placed, outer: Placed) -> bool:
    """Whether a name only tells where the one before it lies: Qana, a few miles from Tyre, where."""
    first, last = inner.last + 1, outer.first - 1
    if doc.sentence_of(inner.first) is not doc.sentence_of(outer.first):
        return False
    if doc.pack.morphology.article and 0 < last - first <= _ASIDE and doc.at("out_of", last):
        return doc.has("distance", last - 2, last)
    if doc.pack.language != "en" or not 0 < last - first <= _ASIDE or doc.tokens[inner.last].text != ",":
        return False
    closed = outer.last >= len(doc.tokens) or doc.tokens[outer.last].is_sign
    led = any(doc.at(label, last) for label in ("of", "out_of", "genitive")) or doc.tokens[last].word == "with"
    parts = ("event", "motion", "occurs", "and", "clause")
    return closed and led and not any(doc.has(label, first, last) for label in parts)


def _far_end(near: Placed, far: Placed) -> bool:
    """Whether a name is the second of two between which a place told before lies: X, on the road between Y and Z."""
    return near.container and near.relation == "between" and far.listed and far.relation is None


def _goes_on(doc: Document, item: Placed) -> bool:
    """Whether "and" is attached to a name that nothing else leads to: it is the next of a list, not what holds it."""
    attached = item.mention.start > doc.tokens[item.first].start
    conjunction = doc.pack.morphology.conjunctions[:1] or ("\0",)
    return item.lead == item.first and attached and doc.tokens[item.first].text.startswith(conjunction)


def _unit(item: Placed, inner: Placed | None) -> Placed:
    """A name that holds another is the unit rather than its seat: "a village in Idlib"; surely so if that is a unit.

    A quarter lies in the city.
    """
    candidates = item.mention.resolution.candidates
    place = inner.mention.place if inner else None
    least = 0.0 if place and place.kind in ("district", "subdistrict") else _TIE
    unit = next((c for c in candidates if c.place.kind == "governorate" and _at_home(c, candidates[0], least)), None)
    if unit is None or item.cue in _TOWNS or (inner and (inner.cue == _PARTS[0] or _quarter_of(inner, item))):
        return item
    ranked = (unit, *(c for c in candidates if c is not unit))
    return item.meaning(item.mention.resolution.ranked(ranked))


def _at_home(unit: Candidate, best: Candidate, least: float) -> bool:
    """Whether a unit is likely enough set against what a name means most likely, and of its country."""
    return unit.score > best.score * least and unit.place.country == best.place.country


def _quarter_of(inner: Placed, item: Placed) -> bool:
    """Whether a district may be a quarter of the town that is told with it: the Zahra district of Homs."""
    town = item.mention.place
    if town is None or rank(town) < SETTLED or inner.cue != _PARTS[1]:
        return False
    quarters = (c.place for c in inner.mention.resolution.candidates if c.place.kind == _PARTS[0])
    return any(degrees_apart(place, town) < _WITHIN_TOWN for place in quarters)


def _adjacent(doc: Document, a: Placed, b: Placed) -> bool:
    """Whether only signs and a word or two stand between two names' phrases, in one sentence."""
    between = [t for t in doc.tokens[a.last : b.lead] if t.text not in QUOTES]
    if doc.sentence_of(a.first).first != doc.sentence_of(b.first).first:
        return False
    led = doc.at("locative", b.lead)
    anew = led is not None and led.prefix != "" and led.prefix in doc.pack.morphology.conjunctions  # "and in Y"
    return (
        len(between) <= 2
        and not anew
        and not any(doc.pack.has("and", t.word) or t.text in SEMICOLONS for t in between)
        and not begins_object(doc, a.last)
        and not any(doc.has(label, a.last, min(b.lead + 1, b.first)) for label in _APART)
    )


def _beside_town(resolution: Resolution, town: Placed) -> Resolution:
    """What a small place means of which a text says on which side of a town it lies: none of a distant namesake."""
    place, beside = resolution.place, town.mention.place
    if town.relation not in _SIDES or place is None or beside is None or rank(beside) < SETTLED:
        return resolution
    if place.kind == "country":
        return resolution
    known = place.country == beside.country and (place.rank or place.population >= KNOWN)
    if known:
        return resolution
    unit = any(c.place.kind == "governorate" for c in town.mention.resolution.candidates) and town.cue not in _TOWNS
    near = tuple(
        c
        for c in resolution.candidates
        if degrees_apart(c.place, beside) < _BESIDE or (unit and c.place.admin1 == beside.admin1)
    )
    return resolution.ranked(near)


def _inside(resolution: Resolution, container: Place | None, *, told: bool) -> Resolution:
    """Prefer candidates inside a place; one that is ``told`` to belong there is none known from another country."""
    if container is None or not resolution.candidates:
        return resolution
    if (
        told
        and container.country
        and all(c.place.country not in (container.country, None) for c in resolution.candidates)
    ):
        return Resolution()
    field = {
        "country": lambda p: p.country == container.country,
        "governorate": lambda p: p.admin1 == container.admin1,
    }.get(container.kind)
    if field is None and told and rank(container) >= SETTLED:  # the Old City of Nablus is none of Jerusalem
        near = tuple(c for c in resolution.candidates if degrees_apart(c.place, container) < _NEARBY)
        return resolution.ranked(near)
    if field is None:
        return resolution
    best = resolution.candidates[0].score
    inside = [c for c in resolution.candidates if field(c.place) and c.score > best * _WITHIN]
    if not inside:
        away = told and all(degrees_apart(c.place, container) > _UNIT_REACH for c in resolution.candidates)
        return Resolution() if away else resolution
    return resolution.ranked((*inside, *(c for c in resolution.candidates if c not in inside)))
