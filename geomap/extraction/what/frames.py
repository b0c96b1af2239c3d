"""Frames: the words of one event in a sentence, grouped by what grammar and sense let belong together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extraction.retold.retellings import VIOLENT
from geomap.extraction.ways.ways import driven_from, ends_of_ways
from geomap.extraction.what.alongside import (
    BESIDE,
    accompanies,
    coincides,
    second,
    sparked,
    undergoes_it,
    without_recalled,
)
from geomap.extraction.what.arabic import drops_bombs, fired_at, from_the_air, taken_back, takes_others
from geomap.extraction.what.frame import BESIDES, CROWDS, FIGHTS, GENERIC, HURTING, Frame, hand_on
from geomap.extraction.what.gaps import untold
from geomap.extraction.what.modality import Modality, is_verb
from geomap.extraction.what.notes import among_air_raids, at_doors, burns_too
from geomap.extraction.what.own_deeds import deed_of_its_own, shot_of_them
from geomap.extraction.what.own_verbs import each_undergone
from geomap.extraction.what.seizing import goes_on_bare, said_besides, seized, spoils_of
from geomap.extraction.what.triggers import TOLL_ONLY, outermost, read_together, usable
from geomap.extraction.what.undone import before_plans, yet_to_come
from geomap.extraction.where.elsewhere import bearing, of_people
from geomap.extraction.where.headings import heads_line
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import WHERE_GAP, literal
from geomap.extraction.words.document import SEMICOLONS, Sentence
from geomap.extraction.words.phrases import definite
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.morphology import Morphology
    from geomap.extraction.words.pack import EventKind, Tag

_TAKEN = ("abduction", *BESIDES[1:])
_FROM_AFAR = ("air", "shelling")
_MEANS = ("air", "shelling", "ied", "device", "grenade", "suicide", "attack", "clash")
_BLOWS = ("air", "shelling", "ied", "device", "suicide")
_SPARED = (*_MEANS, "territory")  # families beside which other means kill
_LONG_AFTER = 4  # tokens from "months after" to the noun of what came before
_DENIED = 5  # tokens from a denial to the harm that it denies
_ADJUNCT = 1  # words from the beginning of a clause to the noun that tells how people were hurt
_GROUND = ("territory", "entry", "transfer")


def _triggers(doc: Document, sentence: Sentence) -> list[tuple[EventKind, Tag, Modality]]:
    """Words of events that stand in a sentence, outside of dates, each judged."""
    met = [(_kind(doc, t), t) for t in doc.within("event", sentence.first, sentence.last)]
    if not met:
        return []
    fit = [(kind, t) for kind, t in met if not doc.date_at(t.first) and usable(doc, kind, t, sentence)]
    if any(kind.id == "execution" for kind, _ in fit):  # bodies that are found after a raid
        fit = [
            kt for n, kt in enumerate(fit) if not (_found_dead(doc, *kt) and any(k.id in _BLOWS for k, _ in fit[:n]))
        ]
    told = [*untold(doc, sentence, fit), *fit]
    return read_together(doc, sentence, outermost(told) if len(told) > 1 else told)


def _found_dead(doc: Document, kind: EventKind, tag: Tag) -> bool:
    return kind.id == "execution" and doc.at("remains", tag.first) is not None


def _kind(doc: Document, tag: Tag) -> EventKind:
    """The family of a word; an aircraft that drops bombs is none that is brought down, nor are soldiers a crowd."""
    if tag.name == "disrupted" and tag.loose and doc.has("remains", tag.first + 1, tag.last - 1):
        return doc.pack.events["execution"]  # found the body of a man killed with a pistol
    if "raids" in doc.tags and at_doors(doc, tag):
        return doc.pack.events["raid" if "raid" in doc.pack.events else "arrest"]
    drops = (tag.name == "disrupted" and drops_bombs(doc, tag)) or among_air_raids(doc, tag)
    drops = drops or from_the_air(doc, tag)
    return doc.pack.events["air" if drops else fired_at(doc, tag) or seized(doc, tag) or tag.name]


def frames_in(doc: Document, sentence: Sentence) -> list[Frame]:
    """Return the events that a sentence tells, denied and planned ones too, in text order."""
    frames: list[Frame] = []
    for kind, tag, mode in _triggers(doc, sentence):
        top = SUB_EVENT_TYPES[kind.sub_event_type]
        if mode == "planned" and _only_the_aim(doc, frames, tag, top):
            continue  # "fired tear gas to disperse the protest": the aim of what happened
        clause = sentence.clause(sentence.clause_of(tag.first))
        if frames and frames[-1].violent and _only_before(doc, top, tag, frames[-1].last):
            continue  # "killed after his arrest"
        if frames and (
            accompanies(doc, kind, tag, frames[-1], clause)
            or (mode == "negated" and _harmless(doc, kind, tag, frames[-1]))
        ):
            frames[-1].last = max(frames[-1].last, clause[1])
            continue
        if frames and (_comes_first(doc, kind, tag, frames[-1], clause) or _agreed(doc, tag, frames[-1], clause)):
            continue
        if _harm_of_before(kind, tag, frames, clause):
            continue
        apart = bool(frames) and _came_before(doc, frames[-1].head[1], tag)
        if frames and not apart and frames[-1].modality == mode and _belongs(doc, frames[-1], kind, tag, clause):
            _take_in(doc, frames[-1], kind, tag)
            frames[-1].last = max(frames[-1].last, clause[1])
        else:
            told = frames[-1].head[0] if frames and frames[-1].modality == mode else kind
            beside = tag if frames and _takes_others(doc, frames[-1], tag) else coincides(doc, tag, clause)
            beside = beside or (sparked(doc, *frames[-1].head, kind, tag) if frames else None)
            other = second(doc, frames[-1].head[1], tag) if frames else None
            beside = beside or other
            after = doc.first_of("long_after", clause[0], tag.first) or beside
            first = after.first if frames and after else clause[0]  # what is told before that is another event
            if frames and beside:
                frames[-1].last = min(frames[-1].last, beside.first)
            more = doc.at("another", clause[0]) or doc.has("another", clause[0] + 1, tag.first + 1 + bool(tag.prefix))
            same = bool(frames and more and kind.weight <= TOLL_ONLY)  # "and another in Y killed three"
            anew = doc.has("follows", clause[0], tag.first) or _of_others(doc, tag)  # "there followed firing"
            anew |= tag.form == "noun" and doc.at("gunfire", tag.first) is not None  # and a sniper's fire hurt two in Y
            anew |= apart or clause[0] in doc.shares
            anew |= kind.id == "attack" and tag.form == "noun" and doc.at("contrast", clause[0]) is not None
            bare = clause[0] == tag.first and not tag.prefix  # "fired 30 rockets at X, killed a woman in Y"
            joined = tag.form == "past" and bool(tag.prefix) and doc.place_at(tag.last) is not None
            same |= joined and told.id == "air" and kind.id == "shelling"  # aircraft raided X and shelled Y
            same |= burns_too(doc, frames, kind, tag) or (other is not None and kind.weight <= TOLL_ONLY)
            told_kind = told if same else kind if anew else _continued(told, kind, tag, doc.pack.morphology, bare=bare)
            if (kind.weight <= TOLL_ONLY or shot_of_them(doc, kind, clause)) and _of_the_crowd(doc, frames, clause):
                told_kind = doc.pack.events["excessive"]
            frames.append(Frame(sentence, first, clause[1], (told_kind, tag), mode))
    _bound(doc, sentence, frames)
    return frames


def _only_the_aim(doc: Document, frames: list[Frame], tag: Tag, top: str) -> bool:
    """Whether what is planned is what the events before it were for; not another march, in X, that is planned."""
    same = any(SUB_EVENT_TYPES[f.head[0].sub_event_type] == top for f in frames)
    return same and not yet_to_come(doc, tag, doc.sentence_of(tag.first))


def _take_in(doc: Document, frame: Frame, kind: EventKind, tag: Tag) -> None:
    """Add a trigger to an event, save Arabic: with what a fight goes on: fought them off with a guided missile."""
    by = doc.pack.morphology.prepositions[:1] if doc.pack.morphology.article else ()
    with_arms = kind.id in _FROM_AFAR and tag.form == "noun" and tag.prefix.startswith(by)
    if not (with_arms and frame.head[0].id in FIGHTS):
        frame.add(kind, tag)


def _came_before(doc: Document, told: Tag, tag: Tag) -> bool:
    """English: whether a deed only dates the one told before it: the raid came two days after gunmen killed six."""
    comes = doc.within("comes", told.last, tag.first) if doc.pack.language == "en" and is_verb(tag) else ()
    return any((day := doc.date_at(t.last)) is not None and day.kind == "later" for t in comes)


def _harm_of_before(kind: EventKind, tag: Tag, frames: list[Frame], clause: tuple[int, int]) -> bool:
    """English: whether ", killing five" tells of what was told before what people only meant to do."""
    bare = kind.weight <= TOLL_ONLY and tag.form == "participle" and tag.first == clause[0]
    return bare and len(frames) > 1 and frames[-1].modality == "planned" and frames[-2].violent


def _of_others(doc: Document, tag: Tag) -> bool:
    """English: whether armed men stand right before a verb: guns shelled X as gunmen ambushed a patrol in Y."""
    who = doc.at("acting", tag.first - 1)
    return is_verb(tag) and who is not None and who.name in ("state", "non_state", "unknown") and who.last == tag.first


def _of_the_crowd(doc: Document, frames: list[Frame], clause: tuple[int, int]) -> bool:
    """Whether one of a crowd told of before is killed elsewhere: youths threw stones, and one of them was killed at."""
    crowd = bool(frames) and SUB_EVENT_TYPES[frames[-1].head[0].sub_event_type] in ("Protests", "Riots")
    return crowd and doc.has("those", *clause)


def _bound(doc: Document, sentence: Sentence, frames: list[Frame]) -> None:
    """Let the frames of a sentence share out its words."""
    if not frames:
        return
    for a, b in pairwise(frames):
        if b.first > a.last and doc.at(
            "subordinate", b.first
        ):  # "and 20 were hurt when rockets hit": told with what follows
            b.first = max(c for c in sentence.clauses if c < b.first)
        elif b.first in sentence.clauses and doc.at("subordinate", b.first):
            hand_on(doc, a, b)
        a.last = max(a.last, b.first)
    if frames[0].first not in doc.shares:  # parts of a sum that no event tells
        frames[0].first = sentence.first
    frames[-1].last = before_plans(doc, frames[-1].triggers[-1][1].last, sentence.last)
    for frame in frames:
        frame.first, frame.last = without_recalled(doc, frame)
    for a, b in pairwise(frames):  # "fired on a crowd demanding that it disband, killing nine"
        a.last = max(a.last, b.last) if a.modality == "occurred" != b.modality and b.first < a.last else a.last


def _harmless(doc: Document, kind: EventKind, tag: Tag, frame: Frame) -> bool:
    """Whether what is denied is only harm of what was told: the shelling caused no casualties, nobody was killed."""
    if _taken_up(doc, tag):
        return True
    none = doc.within("unhurt", max(frame.first, tag.first - _DENIED), tag.first + 1)
    return kind.weight <= TOLL_ONLY and frame.violent and any(tag.first < t.last for t in none)


def _taken_up(doc: Document, tag: Tag) -> bool:
    """Whether a noun takes up what was told: "the shelling caused no casualties"."""
    return tag.form == "noun" and definite(doc, tag)


def _comes_first(doc: Document, kind: EventKind, tag: Tag, frame: Frame, clause: tuple[int, int]) -> bool:
    """Arabic: whether a clause tells after what the taking of a place came, or its spoils: took X, after raids."""
    if spoils_of(doc, frame.head[0], kind, tag, clause):
        return True
    after = tag.form == "noun" and doc.at("afterwards", clause[0]) is not None and bool(doc.pack.morphology.article)
    if not after or clause[0] <= frame.triggers[-1][1].last or frame.head[0].id not in _GROUND:
        return False
    told = any(is_verb(t) for t in doc.within("event", *clause))
    return not (told or literal(doc, *clause) or doc.dates_in(*clause))


def _agreed(doc: Document, tag: Tag, frame: Frame, clause: tuple[int, int]) -> bool:
    """Whether a noun only tells what an agreement lays down: a truce that provides for the lifting of the siege."""
    kind, at = frame.head
    terms = doc.within("terms", max(at.last, clause[0]), tag.first) if kind.id == "agreement" else []
    return bool(terms) and (tag.form == "noun" or terms[-1].last == tag.first)


def _only_before(doc: Document, top: str, tag: Tag, last: int) -> bool:
    """Whether a noun of no violence only tells after what the violence of its clause came: after, following."""
    cause = any(t.last == tag.first for t in doc.within("cause", tag.first - 2, tag.first))
    cause = cause or doc.has("long_after", tag.first - _LONG_AFTER, tag.first)
    return top not in HURTING and tag.form == "noun" and cause and tag.first < last


def _continued(told: EventKind, kind: EventKind, tag: Tag, m: Morphology, *, bare: bool) -> EventKind:
    """A general word after a specific one goes on telling it: "raids hit X, and positions were targeted in Y"."""
    specific = (
        told.weight > GENERIC
        and SUB_EVENT_TYPES[told.sub_event_type] in VIOLENT
        and told.id not in ("territory", "execution", "suicide", "clash")
    )
    general = TOLL_ONLY < kind.weight < GENERIC and kind.id not in ("shooting", "assassination")
    so = m.conjunctions[1:] or ("\0",)  # "rockets fell on X, and so killed a woman in Y"
    dead = (tag.form == "noun" or bare) and told.id in _FROM_AFAR  # "the death of a woman in Y was told"
    general = general or (kind.weight <= TOLL_ONLY and (dead or tag.prefix.startswith(so)))
    return told if specific and general else kind


def _belongs(doc: Document, frame: Frame, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a further trigger tells more of the frame's event rather than another event."""
    head = frame.head[0]
    same_clause = clause[0] < frame.last
    top, own = SUB_EVENT_TYPES[head.sub_event_type], SUB_EVENT_TYPES[kind.sub_event_type]
    on = same_clause or (kind.weight <= TOLL_ONLY and not _elsewhere(doc, frame, clause))
    on = own in VIOLENT and (on or (top == "Riots" and kind.id != "execution"))
    crowd = top in CROWDS and (on or kind.id == "intervened")
    crowd = crowd or (own in CROWDS and head.id in ("shooting", "attack") and same_clause and doc.pack.language == "en")
    crowd = crowd or (top in CROWDS and own in VIOLENT and _taken_up(doc, tag) and not _moved(doc, frame, clause))
    crowd = crowd or (own in CROWDS and head.weight <= TOLL_ONLY)  # killed when guards fired on a rally
    generic = crowd or (min(head.weight, kind.weight) <= GENERIC and top in VIOLENT and own in VIOLENT)
    here = same_clause or not _moved(doc, frame, clause)
    raided = tag.form == "noun" and kind.id == "raid" and kind.id in head.takes  # detained eleven men in a raid on X
    found = kind.id == "execution" and head.id in _MEANS and doc.at("finds", tag.first) is not None  # bodies of it
    joins = head.id in kind.joins or kind.id in head.joins or raided or found
    back = head.id in _GROUND and kind.id in _GROUND and taken_back(doc, frame.first, frame.head[1], tag)
    share = clause[0] in doc.shares and frame.first < clause[0]  # three in X and two in a raid on Y
    # took the post in an attack that began with a car bomb: both are told
    bomb = head.id == "territory" and kind.id == "suicide" and bool(doc.pack.morphology.article)
    bomb |= deed_of_its_own(doc, [frame.head, *frame.triggers], kind, tag, clause)
    # entered X, only to lose it by night
    back |= kind.id == "loss" and head.id in _GROUND and doc.at("theirs_again", tag.first + 1) is not None
    if not (share or bomb) and ((joins and here and not back) or _tells_how(doc, frame, kind, tag, clause)):
        return True
    back |= share or bomb or _takes_others(doc, frame, tag)
    if back or _turns(doc, frame, kind, tag, clause) or (not same_clause and _other_day(doc, frame, clause)):
        return False
    came = doc.pack.morphology.article and head.id == "entry"  # came into the town, and looted it
    taken = came or "territory" in (head.id, kind.id)  # who left the village burned it: another deed
    taken |= head.id in _MEANS[:5] and _of_others(doc, tag)  # a car blew up, and gunmen looted shops
    taken |= "loot" in (head.id, kind.id) and bool({"sexual", "abduction"} & {head.id, kind.id})
    hurting = (*VIOLENT, "Riots") if doc.pack.language == "en" else VIOLENT
    robbed = "loot" in (head.id, kind.id) and (top in hurting or own in hurting) and not taken
    if same_clause and not robbed:
        return head.weight <= TOLL_ONLY or generic or top == own or (top in VIOLENT) == (own in VIOLENT)
    nowhere = not literal(doc, frame.first, frame.last)  # so far
    vague = nowhere or min(head.weight, kind.weight) < GENERIC
    toll = min(head.weight, kind.weight) <= TOLL_ONLY or here  # not shelled X as troops shot ten in Y
    when = doc.at("subordinate", clause[0]) and not (top in CROWDS and _elsewhere(doc, frame, clause))
    if vague and toll and top in HURTING and own in HURTING and when:
        return True  # killed in the town when guards fired on a rally at the bridge
    moved = _moved(doc, frame, clause)
    if robbed:
        between = range(frame.triggers[-1][1].last, clause[0])
        both = not same_clause and each_undergone(doc, [t for _, t in frame.triggers], tag)  # looted, and four killed
        return not (moved or both or any(doc.tokens[i].text in SEMICOLONS for i in between))  # shot and robbed
    aside = (
        tag.form in ("noun", "participle")
        and top in VIOLENT
        and own in VIOLENT
        and kind.weight <= head.weight
        and not (kind.id != head.id and any(doc.at("succeeds", i) for i in range(tag.first - BESIDE, tag.first)))
    )  # "after weeks of fighting"
    goes_on = tag.form == "noun" or not doc.pack.morphology.article  # Arabic: a verb tells of a second crowd
    goes_on = goes_on or goes_on_bare(doc, tag)
    crowds = top in CROWDS and own in CROWDS and goes_on  # "broke up a march, and several marchers were hurt"
    return not moved and (generic or aside or crowds or head.sub_event_type == kind.sub_event_type)


def _takes_others(doc: Document, frame: Frame, tag: Tag) -> bool:
    here = literal(doc, frame.sentence.first, tag.first) or not literal(doc, tag.last, frame.sentence.last)
    return bool(here) and frame.violent and frame.head[0].id not in _TAKEN and takes_others(doc, tag)


def _elsewhere(doc: Document, frame: Frame, clause: tuple[int, int]) -> bool:
    """English: whether what a crowd came after was done elsewhere: protested in X after police killed two in Y."""
    return doc.pack.language == "en" and _moved(doc, frame, clause)


def _moved(doc: Document, frame: Frame, clause: tuple[int, int]) -> bool:
    """Whether a clause tells of another place than the frame before it."""
    told = literal(doc, clause[0], clause[1])
    ends = ends_of_ways(doc, frame.sentence, told)
    named = [p for p in told if not (p.container or p.first in ends or of_people(doc, p))]
    named = [p for p in named if not (doc.pack.language == "en" and bearing(doc, p))]
    aims = doc.pack.morphology.article and any(is_verb(t) for t in doc.within("event", *clause))  # shelled Y
    new_place = [p for p in told if driven_from(doc, p)]
    new_place = new_place or [p for p in named if p.located or p.relation or aims or undergoes_it(doc, p)]
    if doc.at("wherein", clause[0]):  # X, where fighting goes on
        new_place += [
            p for p in literal(doc, frame.first, clause[0]) if clause[0] - p.last <= WHERE_GAP and not p.container
        ]
    old_place = [p for p in literal(doc, frame.first, frame.last) if not p.container]
    if frame.head[0].weight <= TOLL_ONLY:  # "X (agency) - 37 died when gunmen stormed Y"
        old_place = [p for p in old_place if not heads_line(doc, p)]
    else:
        old_place = old_place or [p for p in literal(doc, frame.sentence.first, frame.last) if not p.container]
    return bool(new_place) and bool(old_place) and meant(new_place[0]) not in [meant(p) for p in old_place]


def _turns(doc: Document, frame: Frame, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether the sentence turns to another deed: lost and retaken, "and also threw a grenade"."""
    head, at = frame.head
    earlier = doc.has("long_after", max(clause[0], at.last), tag.first)
    earlier = earlier or (at.first < tag.first and coincides(doc, tag, clause) is not None)
    retaken = kind.id == head.id == "territory" and doc.has("contrast", at.last, tag.first)
    also = is_verb(tag) and kind.weight > TOLL_ONLY and doc.at("contrast", clause[0]) and clause[0] > at.first
    follows = kind.weight > TOLL_ONLY and doc.at("follows", clause[0]) is not None  # "an attack followed it"
    responds = SUB_EVENT_TYPES[kind.sub_event_type] in VIOLENT and doc.at("responds", clause[0]) is not None
    retaken |= kind.id == head.id == "territory" and is_verb(tag) and doc.at("narrative", tag.first - 1) is not None
    follows |= _hit_besides(doc, head, at, kind, tag, clause) or said_besides(doc, head, kind, tag, clause)
    follows |= (sparked(doc, head, at, kind, tag) or second(doc, at, tag)) is not None
    new = kind.id != head.id or bool(literal(doc, *clause))  # "and also widened its control"
    # ambushed a patrol; a drone later struck their cars
    follows |= kind.weight > TOLL_ONLY and kind.id in _BLOWS and head.id not in _BLOWS and _later(doc, tag, clause)
    other = kind.weight <= TOLL_ONLY and clause[0] > at.last and _by_other_means(doc, head, tag, clause)
    return retaken or earlier or responds or follows or other or (bool(also) and new)


def _later(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """English: whether a clause behind a semicolon tells what was done later."""
    parted = doc.pack.language == "en" and doc.tokens[clause[0] - 1].text in SEMICOLONS
    return parted and doc.has("later", clause[0], tag.last)


def _hit_besides(doc: Document, head: EventKind, at: Tag, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Arabic: whether something else strikes after the toll of an attack: and a charge hit the relief."""
    by = doc.at("event", tag.last) if kind.id == "aimed" and is_verb(tag) and doc.pack.morphology.article else None
    means = doc.pack.events[by.name] if by else None
    told = any(doc.has(label, at.last, clause[0]) for label in ("killed", "wounded"))
    return means is not None and means.id in _MEANS[:5] and head.id in ("attack", "clash", "incursion") and told


def _by_other_means(doc: Document, head: EventKind, killed: Tag, clause: tuple[int, int]) -> bool:
    """Arabic: whether a clause tells who was killed by what else: shelled the camp, and two were killed by a mine."""
    m = doc.pack.morphology
    by = doc.first_of("event", killed.last, clause[1])
    if by is None or by.form != "noun" or head.id not in _SPARED or not m.article:
        return False
    means = doc.pack.events[by.name]
    in_ = head.id == "territory" and by.first - 1 == killed.last and doc.at("locative", killed.last) is not None
    led = in_ or by.prefix.endswith(m.prepositions[:1]) or doc.at("cause", by.first - 1) is not None
    led = led and not by.prefix.endswith(m.article)  # "by the shelling": that which was told
    return led and means.id in _MEANS and means.sub_event_type != head.sub_event_type


def _tells_how(doc: Document, frame: Frame, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a clause begins with the noun that tells how people were hurt: 43 died, in a raid on the quarter."""
    if kind.weight <= TOLL_ONLY and doc.at("consequence", clause[0]):
        return frame.violent  # "which led to the death of two in the village of"
    first = tag.form == "noun" and tag.first - clause[0] <= _ADJUNCT and doc.at("locative", clause[0]) is not None
    hurt = doc.at("wounded", clause[0]) if doc.pack.morphology.article and frame.head[1].form == "noun" else None
    first |= hurt is not None and tag.form == "noun"  # the death of two and the wounding of six in fighting in X
    return first and frame.head[0].weight <= TOLL_ONLY and SUB_EVENT_TYPES[kind.sub_event_type] in VIOLENT


def _other_day(doc: Document, frame: Frame, clause: tuple[int, int]) -> bool:
    """Whether a clause and the frame before it each tell a day, and not the same."""
    spans = (frame.first, min(frame.last, clause[0])), clause
    told, here = ({d.time.start for d in doc.dates_in(*span) if d.kind == "day"} for span in spans)
    return bool(told and here) and not told & here
