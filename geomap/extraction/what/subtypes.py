"""Which of ACLED's sub-event types a frame's event is: its family's, turned by who acts and who is hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.arabic import vacated
from geomap.extraction.what.frame import GENERIC
from geomap.extraction.what.ground import TAKES, whose
from geomap.extraction.what.modality import is_verb
from geomap.extraction.what.notes import by_a_crowd
from geomap.extraction.what.seized_people import by_name
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.who.parties import in_a_name
from geomap.extraction.words.phrases import speaks

if TYPE_CHECKING:
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind
    from geomap.extraction.words.tagger import Tag

_ARMED = ("state", "external", "non_state")
_SHOTS = ("shooting", "killing", "shot_at")
_LED_OFF = ("abduction", "dragged")
_ATTACKS = ("attack", "clash", "raid", "aimed", "incursion")  # what an abduction is told beside: killed 12, took three
_PROTESTS = ("protest", "riot", "stones", "roadblock", "intervened")
_BESIDE = 2  # tokens from a verb to who acts
_TO = 3  # tokens from "lost it to" to whom
_WHEELS = 4  # tokens from "an aid agency's car" to what befell it


def turned(doc: Document, frame: Frame, kind: EventKind, agent: Party | None, target: Party | None, toll: Toll) -> str:
    """The family's type, turned by who acts, who is hurt and who takes the ground."""
    if kind.id in TAKES:
        left = kind.id == "entry" and vacated(doc, frame.head[1])
        return doc.pack.events["transfer"].sub_event_type if left else whose(doc, frame, kind, agent, target)
    if kind.id in ("arrest", "led", "taken_down") and _abducts(doc, frame, agent):
        return doc.pack.events["abduction"].sub_event_type
    kind = _fought(frame, kind, toll)
    if kind.id in _LED_OFF and _arrests(doc, frame, agent, target):
        kind = doc.pack.events["arrest"]
    shot = kind.id == "protest" and any(k.id in _SHOTS for k, _ in frame.triggers)
    if (kind.id == "intervened" or shot) and _harmed(frame, toll, shot=shot):
        return doc.pack.events["excessive"].sub_event_type
    warned = kind.id == "excessive" and doc.has("in_the_air", frame.first, frame.last)
    unhurt = not (toll.counts.get("killed") or toll.counts.get("wounded"))
    kind = doc.pack.events["intervened"] if warned and unhurt else kind
    forces = agent is not None and agent.kind in ("state", "external")
    gunmen = target is not None and target.kind in ("non_state", "unknown")
    shots = doc.has("gunfire", frame.first, frame.last) or any(k.id == "intervened" for k, _ in frame.triggers)
    by_crowd = kind.id == "excessive" and agent is not None and _is_crowd(doc, agent) and not shots
    if by_crowd and agent and not (target and target.first < agent.first):
        kind = doc.pack.events["mob"]  # a crowd beat a man to death
    shot = kind.id == "standoff" and forces and not gunmen and bool(toll.counts.get("killed"))
    if shot and _against_civilians(doc, frame, kind, agent, target, toll):
        return doc.pack.events["excessive"].sub_event_type  # a youth was shot by the army in a stand-off
    masked = agent is not None and agent.kind == "unknown" and not _protest(doc, frame)
    if kind.id == "excessive" and (masked or _waits_for_aid(doc, frame)):
        kind = doc.pack.events["execution"]  # masked men fired into a crowd at a market
    if kind.id == "air" and agent is not None and _bombs(doc, frame, agent):
        kind = doc.pack.events["ied"]
    kind = doc.pack.events["mob"] if by_a_crowd(doc, frame) else kind
    kind = doc.pack.events["arrest"] if kind.id == "raid" and _only_takes(doc, frame, toll) else kind
    beaten = kind.id == "mob" and agent and agent.kind in _ARMED and 0 < agent.first - frame.head[1].first <= _BESIDE
    kind = doc.pack.events["execution"] if beaten else kind  # soldiers beat a youth
    if kind.against_civilians == kind.sub_event_type:
        return kind.sub_event_type
    unarmed = _against_civilians(doc, frame, kind, agent, target, toll)
    return kind.against_civilians if unarmed else kind.sub_event_type


def _fought(frame: Frame, kind: EventKind, toll: Toll) -> EventKind:
    """The attack in which people were abducted, where others were killed: stormed X, killing 12 and abducting three."""
    if kind.id not in _LED_OFF or not toll.counts.get("killed"):
        return kind
    return next((k for k, t in frame.triggers if k.id in _ATTACKS and is_verb(t)), kind)


def _harmed(frame: Frame, toll: Toll, *, shot: bool) -> bool:
    """Whether people of a crowd were killed; or hurt, where it was shot at: a march was fired at, and nine hurt."""
    hurt = shot and bool(toll.counts.get("wounded")) and any(k.id == "shot_at" for k, _ in frame.triggers)
    return hurt or bool(toll.counts.get("killed"))


def _protest(doc: Document, frame: Frame) -> bool:
    """Whether a frame tells of people who protest, and not of any crowd; Arabic words of crowds say so."""
    if doc.pack.language != "en":
        return True
    told = any(t.name in ("protest", "crowd", "stones", "riot") for t in doc.within("event", frame.first, frame.last))
    return told or doc.has("protesters", frame.first, frame.last)


def _waits_for_aid(doc: Document, frame: Frame) -> bool:
    """Whether those who were fired at only waited for aid: tanks fired on a crowd that waited for lorries of flour."""
    waits = doc.first_of("awaits", frame.first, frame.last) if "awaits" in doc.tags else None
    if waits is None or not doc.within("group", waits.last, frame.last, "aid"):
        return False
    return not any(t.name in _PROTESTS for t in doc.within("event", frame.first, frame.last))


def _only_takes(doc: Document, frame: Frame, toll: Toll) -> bool:
    """English: whether a raid is told by its arrests alone: raids before dawn, seven arrests."""
    taken = toll.counts.get("captured") and frame.head[1].form == "noun" and doc.pack.language == "en"
    return bool(taken) and not (toll.counts.get("killed") or toll.counts.get("wounded"))


def _is_crowd(doc: Document, agent: Party) -> bool:
    """Arabic: whether those who act are townspeople and no force: dozens of youths, residents."""
    unarmed = agent.kind == "civilian" or doc.at("protesters", agent.first) is not None
    return bool(doc.pack.morphology.article) and unarmed and agent.prefix in ("", doc.pack.morphology.article)


def _abducts(doc: Document, frame: Frame, agent: Party | None) -> bool:
    """Whether who takes people is nobody who arrests: gunmen; or no state takes them nobody knows where."""
    if agent is not None and agent.kind == "non_state" and not agent.known and _captive(doc, frame.head[1]):
        return True
    tag = frame.head[1]
    whom = doc.tokens[tag.first].text.endswith(doc.pack.morphology.pronouns or "\0")  # a gang stopped them
    taken = tag.loose and agent is not None and agent.last == tag.last and not whom  # seized a gang
    state = agent is not None and agent.kind in ("state", "external")
    gunmen = agent is not None and agent.kind == "unknown" and not taken
    return gunmen or (not state and doc.has("nowhere", frame.first, frame.last))


def _arrests(doc: Document, frame: Frame, agent: Party | None, target: Party | None) -> bool:
    """English: whether police or soldiers lead people off, or seize militants or somebody by name."""
    if agent is None:
        return False
    led = doc.at("leads_off", frame.head[1].first) is not None
    state = agent.kind in ("state", "external")
    if doc.pack.language == "en":
        acting = doc.at("acting", agent.first)
        state |= acting is not None and acting.name == "state"
        led |= target is not None and target.kind == "non_state"
        led |= state and by_name(doc, frame.head[1].last)  # commandos seized Omar Darwish
    return led and state


def _captive(doc: Document, tag: Tag) -> bool:
    """English: whether people without arms are captured: captured a journalist."""
    whom = doc.first_of("civilian", tag.last, tag.last + _TO + 1)
    taken = doc.pack.language == "en" and doc.at("takes_either", tag.first) is not None
    return taken and whom is not None and whom.name == "victim"


def _bombs(doc: Document, frame: Frame, agent: Party) -> bool:
    """English: whether men with no name and no aircraft bomb something: gunmen bombed a mosque."""
    if agent.kind not in ("unknown", "non_state") or (agent.kind != "unknown" and agent.known):
        return False
    tag = frame.head[1]
    alone = is_verb(tag) and tag.last - tag.first == 1 and doc.pack.language == "en"
    return alone and not any(doc.has(label, frame.first, frame.last) for label in ("aircraft", "arms"))


def _against_civilians(
    doc: Document, frame: Frame, kind: EventKind, agent: Party | None, target: Party | None, toll: Toll
) -> bool:
    """Whether those hurt are unarmed: by the words of the toll, by the target, by the nouns around."""
    people = [t for t in doc.within("civilian", frame.first, frame.last) if not (in_a_name(doc, t) or speaks(doc, t))]
    people = [t for t in people if not doc.at("attire", t.first - 1)]
    if any(_former(doc, t) for t in people) or (kind.id == "shooting" and _off_guard(doc, frame, agent)):
        return True
    own = range(agent.first, agent.last) if agent and doc.pack.morphology.article else ()
    armed = [t for t in people if t.name == "armed" and t.first not in own and not _of_attack(doc, t)]
    armed = [t for t in armed if not _has_killed(doc, frame.head[1], t, toll)]
    victims = [t for t in people if t.name == "victim"] + doc.within("locals", frame.first, frame.last)
    for a, b in toll.victims:
        near = [t for t in (*armed, *victims) if a - 1 <= t.first < b]
        near = near or [t for t in (*armed, *victims) if b <= t.first < b + 3]
        if near:
            return not any(t in armed for t in near)
    shot = bool(toll.victims) and kind.id in ("shooting", "killing")
    if shot or (kind.id == "shooting" and _of_aid(doc, frame, armed)):
        return True  # nobody says that those who were shot bore arms
    if target is not None and target.known and target.kind != "unknown":
        return target.kind == "civilian"
    if armed and not victims and kind.weight > TOLL_ONLY:
        return False
    hidden = agent is not None and agent.kind == "unknown"
    hidden |= agent is None and not armed and doc.at("murder", frame.head[1].first) is not None
    unarmed = agent is None and not armed and bool(toll.victims)  # somebody was hurt
    return bool(victims) or hidden or kind.weight < GENERIC - 20 or unarmed


def _of_aid(doc: Document, frame: Frame, armed: list[Tag]) -> bool:
    """English: whether what came under fire carries the sick or aid: an ambulance, a UN convoy, an agency's car."""
    at = frame.head[1].first
    if doc.pack.language != "en" or not doc.has("unarmed_wheels", max(frame.sentence.first, at - _WHEELS), at + 1):
        return False
    return doc.at("unarmed_wheels", at) is not None or all(doc.at("unarmed_wheels", t.first) for t in armed)


def _has_killed(doc: Document, verb: Tag, who: Tag, toll: Toll) -> bool:
    """Arabic: whether a man with arms stands right after a verb, and those who are hurt after him: he hurt them."""
    acts = bool(doc.pack.morphology.article) and is_verb(verb) and who.first == verb.first + 1
    return acts and bool(toll.victims) and all(first > who.first for first, _ in toll.victims)


def _of_attack(doc: Document, tag: Tag) -> bool:
    """Whether a word of armed men only describes what they do: an armed attack."""
    attack = doc.at("event", tag.first)
    return attack is not None and attack.first < tag.first and not attack.loose


def _former(doc: Document, tag: Tag) -> bool:
    """Whether somebody bore arms once: a former commander, a retired officer."""
    return doc.at("former", tag.last) is not None or doc.has("former", tag.first - 2, tag.first)


def _off_guard(doc: Document, frame: Frame, agent: Party | None) -> bool:
    """English: whether gunmen kill one man where he bears no arms: shot dead an officer as he left a mosque."""
    gunmen = agent is None or agent.kind in ("unknown", "non_state")
    return gunmen and doc.has("off_guard", frame.head[1].last, frame.last)
