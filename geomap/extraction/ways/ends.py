"""Where a movement began, what it passed and where it ended: roles of the places named around a verb of motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, UNIT, rank
from geomap.extraction.ways.and_then import after_deed, freed_through, received_in
from geomap.extraction.ways.speakers import held_by, of_one_of_them, only_at_home, speaks_for
from geomap.extraction.ways.ways import (
    from_the_displaced,
    gave_up_there,
    given_to,
    go_on_from_there,
    is_crossed,
    is_crossing,
    leads_nowhere,
    of_a_people,
    of_camp,
    of_it,
    of_relation,
    only_meant,
    onward,
    past_carrier,
    says_so,
    stands_there,
    turn_back,
    turns_to,
    within_town,
)
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.headings import sets_the_scene
from geomap.extraction.where.listing import joined
from geomap.extraction.where.precision import precision
from geomap.extraction.where.scenes import homes, literal
from geomap.extraction.where.takenback import taken_up
from geomap.model import End

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

_FROM = ("flee", "leave", "evacuate", "transport", "withdraw")
_LEAVES = (*_FROM, "free")  # of those who were in a place that is told before
_TO = ("arrive", "return")
_BORNE = ("flee", "transport")  # of which a way through a place alone tells no end: displaced across X
_STAYED = ("surrender", "withdraw")  # what is told of the place where it began
_LEFT = {"leave": 4, "withdraw": 4, "flee": 0, "evacuate": 2}  # tokens to the place that is left: forced to leave X
_SENT = ("transport", "advance")  # of which the place right after the verb is what sent them: Baghdad sent troops to X
_FLOWS = 8  # tokens from "poured" to the "on" that leads to where
_REACHED = 6  # tokens from a verb to the place that is reached
_WITHIN = 5  # tokens from "to" over the hospital or camp to the place that it lies in
_PREPOSITION = 3  # letters of the longest word of belonging that is a mere preposition
_OWNED = 3  # and to the place whose hospitals they are
_ROLES = {"via": "via", "out_of": "origin", "into": "destination"}


def ends_of(
    doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], *, counted: bool
) -> tuple[End | None, tuple[End, ...], End | None]:
    """Origin, way-points, destination by the words before the names; homes and enclaves where none is named.

    Words that take up a place told before are an end beside a named one, or where it is told who moves or by a verb.
    """
    ends, around = _named(doc, sentence, span, tags)
    acted = counted or any(is_verb(t) for t in tags)
    for role, label, other in (("origin", "out_of", "destination"), ("destination", "into", "origin")):
        stand = taken_up(doc, sentence, span, tags, label) if not ends[role] and (ends[other] or acted) else None
        stand = _no_end_told(doc, stand, ends[other]) if stand else None
        ends[role] += [stand] if stand else []
    for role, names in (("destination", _TO), ("origin", _FROM)):
        if not ends[role] and (seen := _seen_there(doc, around, tags, names)):
            ends[role] = [seen]
    if doc.pack.language == "en" and (base := _to_which(doc, sentence, tags)):
        ends["destination"], ends["origin"] = [base], [p for p in ends["origin"] if p is not base]
    _add_told_around(doc, sentence, tags, ends, around)
    _add_home(doc, span, tags, ends)
    if not ends["origin"] and any(t.name in _LEAVES for t in tags) and ends["destination"]:
        # "in X, 50 prisoners were taken to Y"
        reached = ends["destination"][0].first
        there = ends["destination"][0].mention.place
        left = (
            p for p in around if rank(p.mention.place) >= SETTLED and p.first < reached and p.mention.place != there
        )
        ends["origin"] = [p for p in left if not (doc.pack.language == "ar" and is_crossing(p))]
        ends["via"] += [p for p in around if p.first < reached and doc.pack.language == "ar" and is_crossing(p)]
    turn_back(doc, tags, ends)
    go_on_from_there(doc, ends)
    freed_through(tags, ends)
    let_in = any(t.name == "transport" for t in tags) and any(map(is_crossed, ends["via"]))
    if not (ends["origin"] or ends["destination"]) and (let_in or any(t.name not in _BORNE for t in tags)):
        ends["destination"], ends["via"] = ends["via"][:1], ends["via"][1:]  # "entered through the crossing of X"
    moving = {sentence.clause_of(t.first) for t in tags}
    lived = [p for p in homes(doc, *span) if not doc.has("official", p.lead - 2, p.first)]
    lived = [p for p in lived if sentence.clause_of(p.first) in moving or _of_them(doc, p)]
    origin = end_of(next(iter(ends["origin"] or lived), None))
    destination = end_of(next((within_town(doc, p, span[1]) for p in ends["destination"]), None))
    origin, destination = _enclave(doc, *span, tags, (origin, destination))
    if origin and destination and origin.key == destination.key:  # "from the X crossing to shelters in X and Y"
        destination = next((e for p in ends["destination"] if (e := end_of(p)) and e.key != origin.key), None)
    return origin, tuple(end for p in ends["via"] if (end := end_of(p))), destination


def _no_end_told(doc: Document, stand: Placed, others: list[Placed]) -> Placed | None:
    """What "the city" stands for, where that is no other end: from X to the city is not to X, but to the story's."""
    told = [p.mention.place for p in others]
    if stand.mention.place not in told:
        return stand
    if stand.mention.place != told[0]:
        return None
    story = doc.story
    return None if story and doc.pack.language == "en" and story.mention.place in told else story


def _to_which(doc: Document, sentence: Sentence, tags: list[Tag]) -> Placed | None:
    """English: the place of which a relative clause tells that they went there: X, a base to which they withdrew."""
    head = max(tags, key=lambda t: t.last)
    led = [t for t in doc.within("into", sentence.first, head.first) if doc.tokens[t.last].word == "which"]
    named = literal(doc, sentence.first, led[-1].first) if led else []
    return named[-1] if named and not literal(doc, led[-1].last, head.first) else None


def _of_them(doc: Document, p: Placed) -> bool:
    """Whether a home is that of those who move: most of them of the people of X."""
    return doc.has("those", p.lead - 2, p.lead + 1)


def further(
    doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], role: str, first: End
) -> list[End]:
    """Return the places that are listed with the ``first`` destination or origin: fled to X, Y and Z."""
    out: list[End] = []
    edge = -1
    for p in _named(doc, sentence, span, tags)[0][role]:
        end = end_of(p)
        if end is None or rank(p.mention.place) < UNIT:
            continue
        side = p.relation and p.cue is None and (doc.pack.language != "en" or p.first - p.lead > 1)  # no "central X"
        if end.key == first.key or (joined(doc, edge, p) and not side):
            out += [end] if end.key != first.key else []
            edge = p.last
    return out


def list_end(doc: Document, p: Placed, last: int) -> int:
    """Where the list that a place begins ends before a token: to Sanaa, Ibb, and the rest to X."""
    edge = p.last
    for other in literal(doc, edge, last):
        if not joined(doc, edge, other):
            break
        edge = other.last
    return edge


def _named(
    doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag]
) -> tuple[dict[str, list[Placed]], list[Placed]]:
    """The ends and way-points that are named, in text order, and the other places told of beside the motion."""
    ends: dict[str, list[Placed]] = {"origin": [], "via": [], "destination": []}
    around: list[Placed] = []
    led: list[Placed] = []
    moving = {sentence.clause_of(t.first) for t in tags}
    edge, before = -1, ""  # where the last end stopped: what is joined to it is a further one of its kind
    for p in reachable(doc, span[0], span[1]):
        clause = sentence.clause_of(p.first)
        a, b = sentence.clause(clause)  # where something else happened
        before_it = clause < min(moving) and (doc.has("event", a, b) or doc.has("not_motion", a, b))
        before_it = before_it or (p.first < tags[0].first and doc.has("not_motion", a, p.first))  # quiet returned to X
        people = p.mention.usage == "literal" and of_a_people(doc, p)
        whose = doc.at("of", p.lead - 1)
        loyal = whose is not None and len(doc.tokens[whose.first].word) > _PREPOSITION  # "factions loyal to X"
        elsewhere = only_meant(doc, p, tags) or says_so(doc, p) or turns_to(doc, p) or of_one_of_them(doc, p)
        if p.container or before_it or people or loyal or elsewhere:
            continue
        if role := role_of(doc, p, tags, (edge, before)):
            ends[role].append(p)
            goes_on = bool(led) and led[-1].last == edge and joined(doc, edge, p)  # to X and Y
            led += [p] if goes_on or _led(doc, p, span[0]) else []
            edge, before = p.last, role
        elif (clause in moving or sets_the_scene(doc, p)) and not after_deed(doc, tags[-1], p):
            around.append(p)
    if ends["origin"] and any(t.name == "withdraw" for t in tags):  # "the US pulled troops out of X"
        ends["origin"] = [p for p in ends["origin"] if p in led] or ends["origin"]
    if reached := [p for p in ends["destination"] if p in led or not p.located or doc.at("motion", p.lead)]:
        ends["destination"] = reached  # "received in X, taken to Y": the end that "to" leads to
    if len(reached) > 1 and is_crossed(reached[0]) and reached[1] in led:
        ends["via"].append(ends["destination"].pop(0))  # "crossed the bridge of X towards Y"
    while len(ends["destination"]) > 1 and onward(doc, *ends["destination"][:2]):
        ends["via"].append(ends["destination"].pop(0))
    host = next((t for t in tags if t.name == "receive"), None)
    if host and around and not ends["destination"]:  # "X, the official said, received", "the camps of X and Y received"
        first = min(around, key=lambda p: abs(p.first - host.first))
        last = list_end(doc, first, around[-1].last)
        ends["destination"] = [p for p in around if first.first <= p.first < last]
    return ends, around


def _seen_there(doc: Document, around: list[Placed], tags: list[Tag], names: tuple[str, ...]) -> Placed | None:
    """The place that saw people come or go: the town saw the arrival of thousands from X."""
    going = [t.first for t in tags if t.name in names]
    saw = (p for p in around if doc.at("sees", p.lead) or doc.at("sees", p.lead - 1))
    return next((p for p in saw if any(p.first < t for t in going)), None)


def _add_told_around(
    doc: Document, sentence: Sentence, tags: list[Tag], ends: dict[str, list[Placed]], around: list[Placed]
) -> None:
    """Add ends that no preposition leads to: in X, 20 families arrived; received those whom fighting in X drove out."""
    if not ends["destination"] and any(t.name in _TO or (t.name == "advance" and t.loose) for t in tags):
        ends["destination"] = [p for p in around if _heads_motion(doc, sentence, p, tags)]
    if not ends["destination"] and doc.pack.language == "en" and any(t.name == "arrive" for t in tags):
        ends["destination"] = [p for p in literal(doc, sentence.first, tags[0].first) if speaks_for(doc, p)]
    if not ends["origin"] and ends["destination"]:
        ends["origin"] = [p for p in around if p.located and any(_driven(sentence, t, p) for t in tags)]


def _add_home(doc: Document, span: tuple[int, int], tags: list[Tag], ends: dict[str, list[Placed]]) -> None:
    """Arabic: add where those go back whose home is told: the displaced of X returned to their houses."""
    if ends["destination"] or not any(t.name == "return" for t in tags) or doc.pack.language != "ar":
        return
    home = any(doc.at("into", t.first - 1) for t in doc.within("abode", *span))
    lived = [p for p in literal(doc, *span) if doc.at("dwellers", p.lead) or doc.at("dwellers", p.lead - 1)]
    if home and lived:
        ends["destination"], ends["origin"] = lived[:1], [p for p in ends["origin"] if p is not lived[0]]


def reachable(doc: Document, first: int, last: int) -> list[Placed]:
    """Mentions in a token range to or from where somebody may go: a country told as its people's land too."""
    named = doc.places_in(first, last)
    return [p for p in named if p.mention.usage in ("literal", "demonym") or (p.home and _left_home(doc, p, last))]


def _left_home(doc: Document, p: Placed, last: int) -> bool:
    """Whether the word for people who are from a place tells of their way, too: families displaced from X to Y."""
    told = doc.at("home", p.lead) or doc.at("home", p.lead - 1)
    return told is not None and doc.at("group", told.first) is not None and doc.has("into", p.last, last)


def _heads_motion(doc: Document, sentence: Sentence, p: Placed, tags: list[Tag]) -> bool:
    """Whether a place heads the line or clause right after which a motion is told."""
    apart = sentence.clause_of(min(t.first for t in tags)) - sentence.clause_of(p.first)
    return apart == 1 and sets_the_scene(doc, p) and not is_crossed(p)


def _driven(sentence: Sentence, tag: Tag, p: Placed) -> bool:
    """Whether a place lies behind a verb by which people were driven out, in its clause."""
    beside = sentence.clause_of(tag.first) == sentence.clause_of(p.first)
    return tag.name == "flee" and is_verb(tag) and beside and tag.last < p.lead


def _enclave(
    doc: Document, first: int, last: int, tags: list[Tag], ends: tuple[End | None, End | None]
) -> tuple[End | None, End | None]:
    """Let "the pocket", "the group's last stronghold" stand for the place that the story is about."""
    origin, destination = ends
    story = doc.story
    for tag in doc.within("enclave", first, last) if story else ():
        left = any(0 <= tag.first - t.last <= 2 and t.name in ("leave", "evacuate", "flee") for t in tags)
        entered = doc.within("into", tag.first - 3, tag.first) and any(t.name in ("advance", "arrive") for t in tags)
        if origin is None and (left or doc.within("out_of", tag.first - 3, tag.first)):
            origin = end_of(story)
        elif entered and (destination is None or (destination.place and rank(destination.place) < SETTLED)):
            destination = end_of(story)
    return origin, destination


def end_marks(
    doc: Document, span: tuple[int, int], ends: Mapping[str, Iterable[End | None]]
) -> list[tuple[int, int, str]]:
    """Where the names of the ends stand; an end told of elsewhere in the text has no mark."""
    roles = {end.key: role for role, some in ends.items() for end in some if end}
    named = [p for p in (*literal(doc, *span), *homes(doc, *span)) if not p.container]
    told = [(p.mention, end.key) for p in named if (end := end_of(p)) and end.key in roles]
    return [(m.start, m.end, roles[key]) for m, key in told]


def end_of(p: Placed | None) -> End | None:
    """The end of a movement that a named place is; none where there is no place."""
    if p is None:
        return None
    place = p.mention.place
    return End(place, precision(place, p.relation) if place else None, p.mention.surface)


def role_of(doc: Document, p: Placed, tags: list[Tag], listed: tuple[int, str] = (-1, "")) -> str | None:
    """What the words before a name make of it, else the end it is ``listed`` with, else the verb it follows."""
    motion = min(t.first for t in tags)
    if any(t.name == "receive" for t in tags):  # those who fled X were received in Y
        motion = doc.sentence_of(motion).first
    if doc.pack.language == "ar" and tags[0].name == "free" and only_at_home(doc, p):
        return None
    if led := _led(doc, p, motion):
        if led == "origin" and received_in(doc, p, tags):
            return "destination"
        return "origin" if led == "destination" and gave_up_there(doc, p, tags) else led
    verb = p.lead < p.first and doc.at("motion", p.lead)  # "left X and entered Y"
    if not verb and (p.cue == "road" or (listed == (p.lead, "via") and doc.pack.language == "ar")):
        return "via"  # took the X Y road
    goes_on = joined(doc, listed[0], p) and not doc.at("be", p.last)  # fled to X, and Y was shelled
    goes_on = goes_on and not after_deed(doc, tags[-1], p)
    return listed[1] if goes_on and not verb else _by_verb(doc, p, tags)


def _by_verb(doc: Document, p: Placed, tags: list[Tag]) -> str | None:
    """What the verb before a name, else the nearest, makes of it: what was left or reached, where it began."""
    verbs = [t for t in tags if is_verb(t) or doc.at("undertakes", t.first - 1)] or tags
    near = min(verbs, key=lambda t: (max(p.lead, p.first - 1) < t.first, abs(t.first - p.first)))
    near, lead = past_carrier(doc, p, near, verbs)
    if (driven := from_the_displaced(doc, p, near)) is not None:
        return "origin" if driven else None
    if near.last < p.lead and after_deed(doc, near, p):
        return None
    led = p.lead <= near.first < p.first  # "entered X": the verb leads to the name
    led |= near.first < p.lead < near.last <= p.first and is_crossed(p) and doc.pack.language == "en"  # crossed the X
    after = 0 if led else lead - (near.first + 1 if near.loose else near.last)  # tokens between
    follows = p.first > near.first
    sentence = doc.sentence_of(p.first)
    beside = follows and sentence.clause_of(p.first) == sentence.clause_of(near.first)
    leaving = any(t.name in ("evacuate", "flee", "leave") for t in tags)
    lived = bool(doc.within("dwellers", p.lead - 1, p.first) or doc.at("dwellers", p.lead)) or held_by(doc, p)
    farther = near.name == "leave" and beside and bool(homes(doc, near.last, p.lead))  # families of X left the camp
    reach = p.lead if farther else _LEFT.get(near.name, -1)
    left = (led or not p.located) and 0 <= after <= reach and (is_verb(near) or after == 0)
    left = left and (near.name != "evacuate" or rank(p.mention.place) >= SETTLED)
    lies = bool(p.located or p.relation)
    home = doc.has("abode", p.lead - 2, p.lead)  # their homes in X, near X
    left = left or (leaving and near.name != "arrive" and lies and beside and home)
    anew = near.name == "withdraw" and any(t.name == "change" for t in doc.within("event", near.first, near.last))
    stayed = beside and lies and not (anew and p.located)
    stayed = stayed and (near.name in _STAYED or doc.at("rides", near.first) is not None)  # boarded buses in X
    sent = after == 0 and follows and near.name in _SENT and doc.has("sends", near.first, near.first + 1) and not led
    end = sentence.clause(sentence.clause_of(p.first))[1]
    onward = doc.has("into", p.last, end) or any(o.located for o in literal(doc, p.last, end))
    theirs = doc.pack.language == "ar" or (lived and doc.pack.has("genitive", doc.tokens[p.lead].word))
    came = near.name == "arrive" and (onward or not follows) and theirs  # those of X reached Y
    if ((leaving or came) and lived) or left or stayed or (sent and not p.located):
        return "origin"
    lodged = near.name == "transport" and p.cue is not None and not p.located and 0 <= after <= 2  # in prison
    sought = near.name == "flee" and any(t.first < near.first and t.name in ("flee", "leave") for t in tags)
    brought = sought or near.name in ("transport", "arrive", "return")
    brought = brought and not (doc.pack.language == "ar" and doc.has("event", near.first + 1, p.lead))
    brought = (brought or anew) and not _conjoined(doc, p)  # took up their positions anew in X
    brought = brought and not doc.has("nowhere", p.last, end)  # led ten men in X to nobody knows where
    given = near.name == "transport" and doc.at("event", near.first) is not None and doc.has("into", p.last, end)
    if given and p.located and beside and doc.pack.language == "ar":
        return "origin"  # handed over, in X, 30 children to the consul
    reached = (near.name == "arrive" and 0 <= after <= _REACHED) or (near.name == "infiltrate" and after == 0)
    swapped = near.name == "free" and doc.pack.language == "en" and bool(doc.at("event", near.first))
    reached |= swapped and beside and lies and not doc.has("into", p.last, sentence.last)  # not "and driven to Y"
    reached |= lodged or (bool(p.located) and beside and (near.name == "advance" or brought))
    return "destination" if reached else None


def _conjoined(doc: Document, p: Placed) -> bool:
    """Whether a conjunction is attached to the first word of a phrase of place."""
    conjunctions = doc.pack.morphology.conjunctions
    if p.lead < p.first:
        return any(t.prefix.startswith(conjunctions or "\0") for t in doc.over(p.lead).values() if t.first == p.lead)
    return p.mention.start > doc.tokens[p.lead].start and doc.tokens[p.lead].text.startswith(conjunctions or "\0")


def _led(doc: Document, p: Placed, motion: int) -> str | None:
    """The role by words right before, or before what lies in the place: to a hospital in X, from the farms around Y."""
    verb = bool(doc.pack.morphology.article) and p.lead < p.first and doc.at("motion", p.lead)  # "some who entered X"
    beside = [t for label in ("via", "out_of", "into") for t in doc.within(label, p.lead - 2 * (not verb), p.first)]
    if beside := [t for t in beside if t.last >= p.lead and not of_relation(doc, t)]:
        return _ROLES[max(beside, key=lambda t: t.last).label]  # "fled to X": the word beside the name
    if doc.at("aim", p.lead) and doc.has("flows", max(motion, p.lead - _FLOWS), p.lead):
        return "destination"  # "tens of thousands of them poured into X"
    if given_to(doc, p, motion):
        return "destination"
    start = p.lead if verb else max(motion, p.lead - (_WITHIN if p.located else _OWNED))
    ways = [t for x in ("into", "out_of") for t in doc.within(x, start, p.lead) if not leads_nowhere(doc, t)]
    for tag in sorted(ways, key=lambda t: -t.first) if ways else ():
        gap = range(tag.last, p.lead)
        apart = ("event", "motion", "negation") if p.located else ("event", "motion", "group", "actor", "dwellers")
        signs = doc.pack.morphology.conjunctions[:1] or ("\0",)
        parted = (stands_there(doc, tag.last) and not of_it(doc, p)) or any(
            doc.tokens[i].is_sign
            or (doc.tokens[i].is_number and not p.located)  # of 20 lorries
            or doc.tokens[i].text.startswith(signs)
            or (
                any((t := doc.at(x, i)) and t.first >= tag.last for x in apart)
                and not (doc.at("halt", i) or doc.at("cue", i) or of_camp(doc, i))
            )  # but a detention centre
            for i in gap
        )
        if gap and not parted and not literal(doc, tag.last, p.lead) and not homes(doc, tag.last, p.lead):
            return _ROLES[tag.label]
    return None
