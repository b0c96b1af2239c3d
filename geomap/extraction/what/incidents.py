"""Incidents: triggers grouped into frames, frames given roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS, gapped
from geomap.extraction.how_many.places_in_turn import share_out
from geomap.extraction.how_many.tolls import Toll, read_toll
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.retold.again import only_taken_up
from geomap.extraction.retold.goes_on import (
    about_the_crowd,
    burnt_by,
    goes_on_telling,
    grown_toll,
    index_of,
    only_a_toll,
    told_in,
    with_toll,
)
from geomap.extraction.retold.headlines import untitled
from geomap.extraction.retold.retellings import GROUND, VIOLENT, merged, summed, told_again
from geomap.extraction.retold.several import STANDS, in_parts, leads_in, sums_in
from geomap.extraction.retold.went_on import RECENT, gone_on_with
from geomap.extraction.what.deeds import after_way
from geomap.extraction.what.english import told_in_full
from geomap.extraction.what.frame import CROWDS, Frame
from geomap.extraction.what.frames import frames_in
from geomap.extraction.what.ground import hands, holders_told
from geomap.extraction.what.hearsay import accused, as_claims, from_above
from geomap.extraction.what.how_it_was import untold
from geomap.extraction.what.met_with import met, met_with_force, taken_up
from geomap.extraction.what.modality import is_verb
from geomap.extraction.what.overruling import overruled
from geomap.extraction.what.seizing import left_out
from geomap.extraction.what.subtypes import turned
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.what.verdicts import by_sentence
from geomap.extraction.when.history import OLD
from geomap.extraction.when.later_days import to_come
from geomap.extraction.when.occasions import when
from geomap.extraction.where.choosing import likelier
from geomap.extraction.where.holders import holder
from geomap.extraction.where.listing import meant
from geomap.extraction.where.relations import how_precise, lies
from geomap.extraction.where.roles import GUESSED, NAMED, where
from geomap.extraction.where.scenes import literal
from geomap.extraction.who.doers import sets_upon
from geomap.extraction.who.hands import only_found
from geomap.extraction.who.parties import assign
from geomap.extraction.words.pack import Tag
from geomap.extraction.words.phrases import BEARINGS, one_of_several, third_persons
from geomap.model import SUB_EVENT_TYPES, Evidence, Incident

if TYPE_CHECKING:
    from collections.abc import Collection

    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import EventKind

_TWO_SIDED = ("clash", "attack", "incursion", "territory", "entry")  # families of fights in which both sides lose men
_SUMMED = ("running", "scattered")  # of tolls of more than one event: so far this year, across the country
_CAPTURES = ("arrest", "led", "search")  # families of those who are taken beside the harm that is done
_TWO = 2
_WEEKS = 20  # days that are more than an incident's


def find_incidents(doc: Document, numbers: Numbers) -> list[Incident]:
    """Code the incidents a document tells, in text order; those told twice appear once, sums are marked."""
    found, sums = list[Incident](), list[Incident]()  # sums: leads that tell of attacks here and there
    leads: set[int] = set()  # where leads begin that count several attacks
    told: list[Incident] = []  # by the sentence before
    since = {d.time.span for d in doc.dates if d.kind == "since"}
    last: tuple[Placed, int] | None = None  # where the last event happened, and the paragraph that told it
    for before, sentence in zip((None, *doc.sentences), doc.sentences, strict=False):
        frames = frames_in(doc, sentence) or overruled(doc, sentence)
        running = any(doc.has(label, sentence.first, sentence.last) for label in _SUMMED)
        if (
            not (running or any(d.kind == "since" for d in doc.dates_in(sentence.first, sentence.last)))
            and doc.has("risen", sentence.first, sentence.last)
            and (grown := grown_toll(doc, numbers, sentence, frames, found))
        ):
            at, toll = grown
            found[at] = with_toll(doc, found[at], sentence, toll)
            continue
        if (
            before
            and (told := told_in(doc, found, before, there=doc.has("over_there", sentence.first, sentence.last)))
            and only_a_toll(doc, sentence, frames, told[0])
            and not running
        ):
            now = index_of(found, told[0]) or 0
            found[now] = with_toll(doc, found[now], sentence, read_toll(doc, numbers, sentence.first, sentence.last))
            continue
        frames = untold(doc, numbers, (before, sentence), frames, found, told) if before else frames
        hurting = [f for f in frames if f.violent]
        for frame in frames:
            if about_the_crowd(doc, frame, found) or (told and burnt_by(doc, frame, told[0])):
                continue
            toll = toll_of(doc, numbers, frame, frames, hurting)
            share_out(doc, numbers, frame, toll, captures=_captures(doc, frame))
            places, incidents = _incidents(doc, frame, toll, last, found)
            if _taken_in(doc, frame, toll, found, incidents):
                continue
            if told_of_more := sums_in(doc, frame, frames, incidents, since):
                sums.extend(told_of_more)
                continue
            leads |= leads_in(doc, numbers, frame, incidents, found)
            if incidents and _named_now(doc, sentence, found, incidents[0]):
                before_it = found.pop()
                incidents = [replace(i, actor1=i.actor1 or before_it.actor1) for i in incidents]
            if places and not (
                incidents and (incidents[0].modality == "planned" or _of_long_ago(doc, incidents[0], since))
            ):
                last = _known(doc, places[0], last and last[0]), sentence.paragraph
            found.extend(incidents)
    found = untitled(doc, merged(doc, [i for i in found if not _of_long_ago(doc, i, since)]))
    found = in_parts(summed(found), leads, sums)
    told_apart = any(rank(i.place) >= SETTLED for i in found)
    found = as_claims(doc, [*found, *(replace(i, aggregate=i.aggregate or told_apart) for i in sums)])
    return sorted(found, key=lambda i: i.evidence.start)


def toll_of(doc: Document, numbers: Numbers, frame: Frame, frames: list[Frame], hurting: list[Frame]) -> Toll:
    """The toll of one of a sentence's frames: those who were hurt are those of violence, the captured of an arrest."""
    takes = bool(hurting) and _captures(doc, frame)
    toll = Toll()
    if not hurting or frame.violent or takes:
        toll = read_toll(doc, numbers, after_way(doc, frame), frame.last, sides=_two_sided(frame))
    others = any(doc.has(key, f.first, f.last) for f in hurting[1:] for key in KEYS[:2])  # have a toll of their own
    if hurting and frame is hurting[0] and not (toll.counts or others) and len(frames) > len(hurting):
        toll = read_toll(doc, numbers, frame.sentence.first, frame.sentence.last)
    share = doc.shares.get(frame.first)
    if share and share.q and share.key not in toll.counts:
        toll.counts[share.key] = share.q.value or 0
        toll.victims.append((share.q.first, share.q.last))
        toll.marks.append((share.q.first, share.q.last))
    if frame.violent and not toll.counts and (left := gapped(doc, numbers, frame.first, frame.last)):
        key, q = left
        toll.counts[key] = q.value or 0
        toll.victims.append((q.first, q.last))
        toll.marks.append((q.first, q.last))
    at = frame.head[1].first
    if takes and left_out(doc, at, frame.head[0].id):
        n = next((q.value for q in numbers.find_all(doc.tokens, at, at + 2)), None)
        toll.counts |= {"captured": n} if n else {}  # and eight others from X
    return toll.part(captured=takes) if takes or any(_captures(doc, f) for f in frames if frame.violent) else toll


def _two_sided(frame: Frame) -> bool:
    """Whether both sides may lose men in a frame's event; an air raid is told by a noun."""
    kind, tag = frame.head
    return kind.id in _TWO_SIDED or (kind.id == "raid" and is_verb(tag))


def _captures(doc: Document, frame: Frame) -> bool:
    """Whether an arrest takes people of its own; not "took four, and led them to X"."""
    pronouns = tuple(p for p in doc.pack.morphology.pronouns if len(p) > 1)
    return frame.head[0].id in _CAPTURES and not doc.tokens[frame.head[1].first].text.endswith(pronouns)


def _of_long_ago(doc: Document, i: Incident, since: Collection[tuple[int, int] | None]) -> bool:
    """Whether an incident's time, told in another clause, is no news: war broke out in April 2023, and X was bombed.

    Nor is what is told of weeks as a whole, or a curfew of long standing. ``since``: where it says since when.
    """
    published, start = doc.report.published, i.time.start
    if published is None or start is None:
        return False
    end = i.time.end or start
    standing = i.sub_event_type == "Other" and i.time.span in since and (published - start).days > STANDS
    return standing or (published - end).days > OLD or (end - start).days > _WEEKS


def _taken_in(doc: Document, frame: Frame, toll: Toll, found: list[Incident], incidents: list[Incident]) -> bool:
    """Whether a frame only goes on telling of an incident ``found`` before, which then takes in what is new."""
    second = one_of_several(doc, "next", frame.first, frame.first + _TWO)
    if second and one_of_several(doc, "first", frame.sentence.first, frame.first):
        return False
    if incidents and met_with_force(doc, frame, found, incidents[0]):
        found[-1] = met(found[-1], incidents[0])
        return True
    newest = doc.has("risen", frame.first, frame.last)
    again = told_again(doc, found, *frame.head, toll, incidents if newest else []) if frame.violent else None
    if again is None and incidents and (frame.violent or incidents[0].event_type in CROWDS):
        again = goes_on_telling(doc, frame, found, incidents[0])
    if again is None and incidents:
        again = only_taken_up(doc, frame, found, incidents[0])
    if again is not None:
        found[again] = taken_up(found[again], frame, incidents, newest=newest)
        return True
    return _led_off(doc, frame, toll, found)


def _led_off(doc: Document, frame: Frame, toll: Toll, found: list[Incident]) -> bool:
    """Arabic: whether those just seized are taken somewhere: seized four men, led them to X."""
    kind, tag = frame.head
    seized = found[-1] if found and kind.id in ("arrest", "led") and not toll.counts else None
    here = seized is not None and seized.evidence.sentence_start == doc.tokens[frame.sentence.first].start
    them = bool(doc.pack.morphology.article) and doc.tokens[tag.first].text.endswith(third_persons(doc))
    return here and them and seized is not None and seized.captured is not None


def _named_now(doc: Document, sentence: Sentence, found: list[Incident], now: Incident) -> bool:
    """Whether "they fell on X" says where what the sentence before told of no place happened."""
    told = found[-1] if found else None
    guessed = told is not None and told.place_text is None and told.sub_event_type == now.sub_event_type
    before = doc.tokens[(*doc.preceding(sentence, 1), sentence)[0].first].start
    they = doc.has("those", sentence.first, sentence.first + 1)
    return guessed and they and now.place_text is not None and told is not None and told.evidence.start >= before


# ---------------------------------------------------------------- one frame to incidents


def _incidents(
    doc: Document, frame: Frame, toll: Toll, scene: tuple[Placed, int] | None, found: list[Incident]
) -> tuple[list[Placed], list[Incident]]:
    """Where a frame's event happened, and one incident a place.

    ``found`` are those told before; ``scene`` tells where the last happened and in which paragraph it was told.
    """
    kind, tag = _with_harm(doc, frame, toll)
    kind = doc.pack.events["air"] if kind.id == "ied" and from_above(doc, tag) else kind
    crowd = SUB_EVENT_TYPES[kind.sub_event_type] in CROWDS
    near = scene[0] if scene and frame.sentence.paragraph - scene[1] <= 1 else None
    act = _at_its_verb(doc, tag)
    places, how = where(
        doc, frame.sentence, (frame.first, frame.last), act.first, near, crowd=crowd, at_home=kind.id == "change"
    )
    places, named = toll.places or places, how == NAMED or bool(toll.places)
    if not places or frame.modality == "negated":
        return [], []
    places = likelier(doc, frame.sentence, act, places) if named and not toll.places else places
    places = places[:1] if kind.id == "agreement" else places  # the elders of X and Y agreed: in one of them
    told, last = [t for _, t in frame.triggers], frame.last
    told = [tag] if kind.id == "answered" else told  # who shoots, not the crowd
    if kind.id == "territory":  # who takes it now, not who took it before
        told = [tag]
        turns = (*doc.within("event", tag.last, last, "territory"), *doc.within("contrast", tag.last, last))
        turns = (*turns, *holders_told(doc, tag.last, last))
        last = min((t.first for t in turns), default=last)
    if frame.modality == "planned" or kind.id == "agreement":
        toll = Toll()  # nobody has been hurt yet; bodies are exchanged
    agent, target = _doers(doc, tag, assign(doc, frame.first, last, told, toll))
    agent, target = hands(doc, kind, tag, agent, target)
    if agent and _noted(doc, kind, tag, agent):
        target = agent
        agent = None
    sub_type = turned(doc, frame, kind, agent, target, toll)
    if (agent is None or kind.id in ("raid", "attack")) and sub_type != doc.pack.events["arrest"].sub_event_type:
        sub_type = next((i.sub_event_type for i in gone_on_with(doc, kind, tag, places, found)), sub_type)
    untold = kind.id == "recovered" or (kind.id == "territory" and _without_subject(doc, frame.sentence, tag))
    if untold and agent is None:
        sub_type = next((i.sub_event_type for i in found[:-RECENT:-1] if i.sub_event_type in GROUND), sub_type)
    told_from = tag.first if told_in_full(doc, tag) else frame.first  # condemned on Tuesday an attack that on Monday
    time = when(doc, frame.sentence, told_from, frame.last, tag.first)
    time = to_come(doc, time, frame.head[1].first) if frame.modality == "planned" else time
    if kind.sub_event_type == "Other" and time.start:
        time = replace(time, end=time.start)  # in force since then
    marks = [(*time.span, "date")] if time.span else []
    marks += [(*doc.span(p.first, p.last), f"actor{n}") for n, p in enumerate((agent, target), 1) if p]
    shares = _shares(doc, frame, places, toll)
    joint = len(places) > 1
    guess = "near" if how == GUESSED and not named else None
    out = []
    for placed in places:
        held = _known(doc, placed, scene and scene[0])
        place = held.mention.place
        relation = _how(doc, placed, held) if named else None
        counts = {key: n for key, n in toll.counts.items() if not (joint and n)}  # "hit X and Y and hurt nobody"
        counts = dict(shares[placed.lead]) if joint and placed.lead in shares else counts
        unhurt = joint and crowd and shares and placed.lead not in shares
        calm = unhurt and sub_type == doc.pack.events["excessive"].sub_event_type
        out.append(
            Incident(
                doc.pack.events["protest"].sub_event_type if calm else sub_type,
                _evidence(doc, frame, tag, placed if named else None, toll, marks),
                place=place,
                place_text=placed.mention.surface if named or placed.mention.place is None else None,
                relation=(relation or ("in" if named else None)),
                precision=how_precise(doc, placed, place, guess or relation) if place else None,
                time=time,
                actor1=agent.name if agent else None,
                actor2=target.name if target else None,
                killed=counts.get("killed"),
                wounded=counts.get("wounded"),
                captured=counts.get("captured"),
                modality=frame.modality,
            )
        )
    return places, [] if by_sentence(doc, frame, kind, agent) else out


def _at_its_verb(doc: Document, tag: Tag) -> Tag:
    """A phrase that an aircraft begins and a verb ends, as it stands at its verb: flew over X and bombed Y."""
    flown = tag.loose and doc.at("aircraft", tag.first) is not None
    return Tag(tag.label, tag.name, tag.last - 1, tag.last, tag.form) if flown else tag


def _how(doc: Document, placed: Placed, held: Placed) -> str | None:
    """How an event lies to its place, or to the town on a side of which that lies: the checkpoint X north of Y."""
    return held.relation if held is not placed and held.relation in BEARINGS else lies(doc, placed)


def _doers(doc: Document, tag: Tag, roles: tuple[Party | None, Party | None]) -> tuple[Party | None, Party | None]:
    """The agent and target of a deed; of one that somebody is accused of, who is accused."""
    by, (agent, target) = accused(doc, tag), roles
    roles = (None, target) if agent and only_found(doc, tag, agent) else roles
    return roles if by is None else (by, target if target and target.name != by.name else None)


def _with_harm(doc: Document, frame: Frame, toll: Toll) -> tuple[EventKind, Tag]:
    """The trigger that tells the event: where people were killed or set upon beside a robbery, that of the violence."""
    violent = [t for t in frame.triggers if SUB_EVENT_TYPES[t[0].sub_event_type] in VIOLENT]
    looted = frame.head[0].id == "loot" and bool(violent)
    robbed = looted and (toll.counts.get("killed") or any(sets_upon(doc, tag) for _, tag in violent))
    burst = (t for k, t in frame.triggers if k.id == "loot" and doc.pack.has("blast", doc.tokens[t.first].word))
    killed = frame.head[0].id == "loot" and (toll.counts.get("killed") or toll.counts.get("wounded"))
    if (killed or frame.head[0].weight <= TOLL_ONLY) and (blown := next(burst, None)):
        return doc.pack.events["ied"], blown  # blew up a bridge, killing two; the toll of the blowing up of a shop
    return max(violent, key=lambda t: t[0].weight) if robbed else frame.head


def _noted(doc: Document, kind: EventKind, tag: Tag, agent: Party) -> bool:
    """English: whether a note leaves out "were", and who stands before the verb is taken: two gunmen arrested."""
    taken = kind.id in ("arrest", "abduction") and tag.form == "past" and doc.pack.language == "en"
    return taken and agent.last == tag.first and (tag.last >= len(doc.tokens) or doc.tokens[tag.last].is_sign)


def _without_subject(doc: Document, sentence: Sentence, tag: Tag) -> bool:
    """Arabic: whether nobody is told who takes ground: after the capture of X, and it took X."""
    told = doc.has("actor", sentence.first, tag.first) or doc.at("group", tag.first + 1)
    return bool(doc.pack.morphology.article) and (tag.form == "noun" or not told)


def _shares(doc: Document, frame: Frame, places: list[Placed], toll: Toll) -> dict[int, dict[str, int]]:
    """The tolls told of single places among several, by where these stand."""
    if all(p.lead in toll.shares for p in places):
        return toll.shares
    named = {p.lead: meant(p) for p in literal(doc, frame.first, frame.last)}
    told = {named[lead]: share for lead, share in toll.shares.items() if lead in named}
    again = {p.lead: told[meant(p)] for p in places if meant(p) in told}  # shells fell on X and Y, killing two in Y
    return again or _of_the_two(doc, frame, places, toll)


def _of_the_two(doc: Document, frame: Frame, places: list[Placed], toll: Toll) -> dict[int, dict[str, int]]:
    """A toll told of the first or last of some places: fell on X and Y, killing six in the latter."""
    if len(places) < _TWO:
        return {}
    order = sorted(places, key=lambda p: p.first)
    for label, p in (("the_former", order[0]), ("the_latter", order[-1])):
        if doc.has(label, frame.first, frame.last) and (key := next(iter(toll.counts), None)):
            return {p.lead: {key: toll.counts[key]}}
    return {}


def _known(doc: Document, placed: Placed, near: Placed | None) -> Placed:
    """A place, or what a quarter that no gazetteer knows lies in: the town named with it, else the one told before."""
    return holder(doc, placed, near) or placed


def _evidence(
    doc: Document, frame: Frame, tag: Tag, placed: Placed | None, toll: Toll, more: list[tuple[int, int, str]]
) -> Evidence:
    start, end = doc.span(frame.first, frame.last)
    a, b = doc.span(frame.sentence.first, frame.sentence.last)
    marks = [(*doc.span(tag.first, tag.last), "trigger"), *more]
    if placed:
        marks.append((placed.mention.start, placed.mention.end, "place"))
    marks += [(*doc.span(x, y), "toll") for x, y in toll.marks]
    score = 0.55 + 0.15 * is_verb(tag) + 0.2 * bool(placed) + 0.05 * bool(toll.counts)
    text = doc.report.text
    rule = f"{doc.pack.language}:{tag.name}:{tag.form}"
    return Evidence(text[start:end], start, end, rule, min(score, 0.95), text[a:b], a, tuple(sorted(marks)))
