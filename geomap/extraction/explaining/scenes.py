"""Why a record stands where it does, and what was said against the other places of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import rank
from geomap.extraction.ways.ends import role_of
from geomap.extraction.ways.ways import ends_of_ways, is_end, led_from
from geomap.extraction.where.choosing import LEAD, adjacent, likelier, odds_of
from geomap.extraction.where.elsewhere import (
    bearing,
    homes_of_forces,
    is_no_scene,
    of_a_body,
    of_people,
    of_somebody,
    said_there,
    speaks_there,
    treats,
)
from geomap.extraction.where.headings import heads_line, opens_sentence, sets_the_scene
from geomap.extraction.where.listing import joined, meant
from geomap.extraction.where.roles import NAMED, is_object, where
from geomap.extraction.where.scenes import literal
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.explaining.case import Case, Considered
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Placed
    from geomap.extraction.words.pack import Tag

_ENDS = ("origin", "via", "destination")
_LEADING = ("into", "out_of", "via")
_CROWDS = ("Protests", "Riots")
BETWEEN = "between"
_SAME = "the same place, named again"
_BEARING = "only says where another place lies"
_MOST = 2  # signs that are told for the place taken


def place_taken(case: Case) -> str:
    """Say why the record stands at its place: by which rule, or by how much the learnt choice is ahead."""
    if case.told is None:
        return "this sentence alone does not tell"
    if case.trigger is None:
        marked = any(case.holds((a, b)) for a, b, role in case.told.marks if role in ("place", *_ENDS))
        return f"{'named here, though ' if marked else ''}this sentence alone does not tell of it"
    own = [p for p in _named(case) if case.taken(p.first, p.last, "place", *_ENDS)]
    if case.moves:
        return _ends_taken(case, case.trigger, own)
    if not own:
        return _unknown_here(case)
    rivals = [p for p in _named(case) if meant(p) not in [meant(o) for o in own]]
    if not rivals:
        return _alone(case, case.trigger, own)
    apart = [p for p in rivals if not case.shared(p.first, p.last)]
    return _among(case, case.trigger, own[0], apart) if apart else "one of several that are told together"


def _unknown_here(case: Case) -> str:
    """Say why none of the names that the sentence by itself gives is the record's place."""
    words = next(((a, b) for a, b, role in case.told.marks if role == "place"), None) if case.told else None
    if words is None and any(case.stands_at(p) for p in _named(case)):
        return "named here, though not as where it happened: what was told before or stands around gives it"
    if words is None:
        return "not named here: what was told before or stands around gives it"
    named = "named here" if case.holds(words) else "named in another sentence"
    return f"{named}; what it means is known from the report as a whole"


def _alone(case: Case, tag: Tag, own: list[Placed]) -> str:
    """Say that nothing else may be the place; names that only tell of people or bodies are names all the same."""
    sentence = case.doc.sentence_of(tag.first)
    others = [p for p in case.doc.mentions if meant(p) not in [meant(o) for o in own] and p.mention.usage != "demonym"]
    if any(not sentence.first <= p.first < sentence.last for p in others):
        return "the only place that is named beside its word; others are told of before it or after it"
    if others:
        return "the only place named as one: other names of places tell of people or of bodies there"
    return "the only place that the sentence names"


def _among(case: Case, tag: Tag, own: Placed, rivals: list[Placed]) -> str:
    frame = case.frame
    told = _for_it(case, own, rivals)
    said = f": {told}" if told else ", by no one sign alone"
    if frame is None:
        return f"by grammar{said}"
    rules, _ = _by_rules(case, frame)
    if meant(own) in [meant(p) for p in rules]:
        return f"by grammar{said}{_ahead(case, own, rivals)}"
    learnt = likelier(case.doc, frame.sentence, tag, rules)
    if len(rules) == 1 and meant(own) in [meant(p) for p in learnt]:
        lead = _odds(case, own) - _odds(case, rules[0])
        return f"by the learnt choice: {lead:.1f} ahead of the place that grammar takes, {LEAD:.1f} needed"
    return f"by more than this sentence tells by itself{said}"


def _ahead(case: Case, own: Placed, rivals: list[Placed]) -> str:
    """How the learnt choice sees a place that grammar has chosen: against the likeliest of the others."""
    others = [_odds(case, p) for p in rivals if not adjacent(p, own)]
    if not others:
        return ""
    lead = _odds(case, own) - max(others)
    if lead >= 0:
        return f"; the learnt choice agrees, {lead:.1f} ahead of the next"
    if -lead > LEAD:
        return ""  # it was not asked: the place is told by other words than its name
    return f"; the learnt choice is {-lead:.1f} for another, of the {LEAD:.1f} that it needs"


def _by_rules(case: Case, frame: Frame) -> tuple[list[Placed], bool]:
    kind, tag = frame.head
    crowd = SUB_EVENT_TYPES[kind.sub_event_type] in _CROWDS
    at_home = kind.id == "change"
    span = frame.first, frame.last
    places, how = where(case.doc, frame.sentence, span, tag.first, None, crowd=crowd, at_home=at_home)
    return places, how == NAMED


def _odds(case: Case, p: Placed) -> float:
    tag = case.trigger
    if tag is None:
        return 0.0
    sentence = case.doc.sentence_of(tag.first)
    return odds_of(case.doc, sentence, tag, p, literal(case.doc, sentence.first, sentence.last))


def _named(case: Case) -> list[Placed]:
    if case.trigger is None:
        return []
    sentence = case.doc.sentence_of(case.trigger.first)
    named = case.doc.places_in(sentence.first, sentence.last)
    return [p for p in named if p.mention.usage == "literal" or case.taken(p.first, p.last, "place", *_ENDS)]


def _for_it(case: Case, own: Placed, rivals: list[Placed]) -> str:
    """Tell what the place taken has that no other place of the sentence has."""
    signs = [words for words, holds in _signs(case, own) if holds]
    against = {words for p in rivals for words, holds in _signs(case, p) if holds}
    return ", ".join([s for s in signs if s not in against][:_MOST])


def _signs(case: Case, p: Placed) -> Iterator[tuple[str, bool]]:
    doc, tag = case.doc, case.trigger
    if tag is None:
        return
    sentence = doc.sentence_of(tag.first)
    named = _named(case)
    finest = max(rank(o.mention.place) for o in named)
    nearest = min(abs(o.first - tag.first) for o in named)
    yield "it is what the event's word falls on", is_object(doc, tag.first, p)
    yield "it opens the sentence", sets_the_scene(doc, p) or heads_line(doc, p) or opens_sentence(doc, p)
    yield "it stands in the clause of the event's word", sentence.clause_of(p.first) == sentence.clause_of(tag.first)
    yield "it is the finest named", rank(p.mention.place) == finest
    yield "a word that a place may follow leads to it", bool(p.located or p.relation)
    yield "it stands nearest to the event's word", abs(p.first - tag.first) == nearest


def _ends_taken(case: Case, head: Tag, own: list[Placed]) -> str:
    """Say of each end that a movement has by what it is known; one without a name here was told before."""
    parts = []
    for role, has in zip(_ENDS, case.told.ends if case.told else (), strict=False):
        named = next((p for p in own if case.taken(p.first, p.last, role)), None)
        if named is not None:
            led = role_of(case.doc, named, [head]) == role
            parts.append(f"{role} by {'the words that lead to it' if led else 'what stands around it'}")
        elif case.told and any(r == role for _, _, r in case.told.marks):
            parts.append(f"{role} by what stands around it")  # a name that is known from the text around alone
        elif has:
            parts.append(f"{role} not named here: what was told before or stands around gives it")
    return ", ".join(parts) or "no end is told"


def places(case: Case) -> Iterator[Considered]:
    """Tell of the places in the sentence that are not the record's; of all places where there is no record."""
    for p in case.doc.mentions:
        if not case.taken(p.first, p.last, "place", *_ENDS):
            yield case.considered_at((p.mention.start, p.mention.end), "place", _verdict(case, p))


def _verdict(case: Case, p: Placed) -> str:
    if (no_place := next(_no_place(case, p), None)) is not None:
        return no_place
    if other := case.elsewhere(p.first, p.last, "place", *_ENDS):
        return f"where another record stands: {other}"
    tag = case.trigger
    if tag is None or case.doc.sentence_of(p.first) is not case.doc.sentence_of(tag.first):
        return "named, with no part in this record"
    return _no_end(case, tag, p) if case.moves else _against(case, tag, p)


def _no_place(case: Case, p: Placed) -> Iterator[str]:
    """Yield what a name is that no record of another place can stand at."""
    if case.stands_at(p):
        yield _SAME
    if p.mention.usage == "metonym":
        yield "a government or a body, not the place"
    if p.home:
        yield "where people are from"
    if p.container:
        yield _BEARING


def _no_end(case: Case, head: Tag, p: Placed) -> str:
    first, last = case.words
    if not first <= p.first < last:
        return "stands outside the words of this record"
    role, led = _end(case, head, p)
    if role is None:
        return "no word leads from it or to it"
    if not any(r == role for _, _, r in (case.told.marks if case.told else ())):
        return f"may be {role}, but the place is not told so"
    if p.located and not led:
        return f"told as where something is, while another {role} is named that fits"
    return f"a further {role}; another is named that fits"


def _end(case: Case, head: Tag, p: Placed) -> tuple[str | None, bool]:
    """What end a place is of the record's motion, and whether words lead there, to it or the list that it stands on."""
    edge, before = -1, ""
    for other in case.doc.places_in(case.words[0], p.first):
        own = case.taken(other.first, other.last, *_ENDS)
        if role := own or role_of(case.doc, other, [head], (edge, before)):
            edge, before = other.last, role
    led = any(case.doc.at(label, i) for label in _LEADING for i in (p.lead - 1, p.lead))
    return role_of(case.doc, p, [head], (edge, before)), led or joined(case.doc, edge, p)


def _against(case: Case, tag: Tag, p: Placed) -> str:
    """Say what speaks against a place that an event may have happened at: the first that grammar has against it."""
    sentence = case.doc.sentence_of(tag.first)
    named = literal(case.doc, sentence.first, sentence.last)
    own = next((o for o in named if case.taken(o.first, o.last, "place")), None)
    if own is not None and meant(own) == meant(p):
        return _SAME
    return next(_reasons(case, tag, p, own)) + _learnt(case, own, p)


def _reasons(case: Case, tag: Tag, p: Placed, own: Placed | None) -> Iterator[str]:
    """Yield what grammar has against a place, the plainest first."""
    doc, at = case.doc, tag.first
    yield from _no_scene(case, at, p)
    if event := case.other_event(p.first):
        yield f"stands in the words of another event: {event}"
    if own is None:
        yield "not taken for where it happened: what was told before is"
        return
    if rank(p.mention.place) < rank(own.mention.place):
        yield "wider than the place taken"
    sentence = doc.sentence_of(at)
    if sentence.clause_of(p.first) != sentence.clause_of(at) == sentence.clause_of(own.first):
        yield "stands in another clause than the record's word"
    if own.relation != BETWEEN and abs(p.first - at) > abs(own.first - at):
        yield "farther from the record's word than the place taken"
    if own.relation == BETWEEN == p.relation:
        yield "the other end of what it happened between"
    yield (
        "less likely than the place taken"
        if _behind(case, own, p) > 0
        else "passed over by grammar for the place taken"
    )


def _no_scene(case: Case, at: int, p: Placed) -> Iterator[str]:
    """Yield what a place is instead of where something happens."""
    doc, sentence = case.doc, case.doc.sentence_of(at)
    named = literal(doc, sentence.first, sentence.last)
    if treats(doc, p):
        yield "where the hurt are treated"
    if of_people(doc, p) or of_somebody(doc, p) or p in homes_of_forces(doc, named, None):
        yield "where those are from who take part"
    if speaks_there(doc, p, at) or said_there(doc, p, at):
        yield "where somebody speaks of it"
    if bearing(doc, p):
        yield _BEARING
    if is_no_scene(doc, p):
        yield "where somebody came from, a cause or a side: no scene"
    if p.first in ends_of_ways(doc, sentence, named) or is_end(doc, p):
        yield "where somebody goes, with nothing else told there"
    if led_from(doc, p):
        yield "where something came from"
    if of_a_body(doc, p):
        yield "whose body somebody belongs to"


def _behind(case: Case, own: Placed | None, p: Placed) -> float:
    return _odds(case, own) - _odds(case, p) if own is not None else 0.0


def _learnt(case: Case, own: Placed | None, p: Placed) -> str:
    """How far a place is behind the one taken by the learnt signs, where they speak for the latter."""
    behind = _behind(case, own, p)
    return f" ({behind:.1f} behind by learnt signs)" if behind > 0 else ""
