"""To whom it was done, where something else seems to tell: what is hit goes before the people who were hurt in it.

Shells hit a market and killed nine shoppers; the army took the town after the rebels had pulled out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.arabic import stands_by
from geomap.extraction.what.modality import is_verb
from geomap.extraction.who.signs import THING
from geomap.extraction.who.speaking import gap_between
from geomap.extraction.who.subjects import passive
from geomap.extraction.words.phrases import back

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_SUICIDE = "suicide"
_STRIKES = ("air", "shelling", "struck", "ied", "device", "grenade", _SUICIDE)
_BESIDE = ("event", "relation")  # what parts a thing from its verb: landed near a bridge
GROUND = ("territory", "transfer")
_DEVICES = ("device", "ied")
_AWAY = ("withdraw", "leave", "flee", "evacuate")
_ARMED = ("state", "external", "non_state")
_SETTLED = ("village", "town", "city", "neighbourhood", "district")
_BURNS = ("loot", "riot", "crowd", "mob")
_OBJECT = 3  # tokens from a verb to the thing that it hits
_REACH = 14  # and from the word of a blast to the thing at which it went off
_LED = 3  # and from "at" to that thing: into a busy bus station


def what_is_hit(doc: Document, parties: list[Party], triggers: list[Tag], agent: Party | None) -> Party | None:
    """Return the thing, or the force that holds it, on which fire falls or at which somebody blows himself up.

    Arabic weighs what fire falls on with all other signs, so that here only what a bomber chose is asked for.
    """
    article = bool(doc.pack.morphology.article)
    if doc.pack.language != "en" and not article:
        return None
    strikes = [t for t in triggers if t.name == _SUICIDE or (t.name in _STRIKES and not article)]
    strikes += [t for t in triggers if article and t.name in _BURNS and t.last - t.first > 1]
    strikes += [t for t in triggers if t.name == "attack" and any(0 <= t.first - s.last <= 1 for s in strikes)]
    for t in strikes:
        first, last = (s := doc.sentence_of(t.first)).first, s.last
        for p in parties:
            holds = _is_thing(doc, p) or (t.name == _SUICIDE and p.known and p.kind in _ARMED)
            if p is agent or not first <= p.first < last or not holds:
                continue
            if _at_it(doc, p, t) if article else _falls_on(doc, p, t):
                return p
    return None


def _is_thing(doc: Document, p: Party) -> bool:
    """Whether a party is a thing, or a force that is told by what it holds: a checkpoint of the police."""
    words = range(p.first, p.last) if p.known else (p.first, p.last - 1)
    thing = p.kind == THING or any(doc.at("struck", i) or _never_acts(doc, i) for i in words)
    if doc.pack.language != "en":
        return thing
    cue = doc.at("cue", p.last - 1)
    return thing and doc.place_at(p.first) is None and (cue is None or cue.name not in _SETTLED)


def _never_acts(doc: Document, i: int) -> bool:
    thing = doc.at("thing", i)
    return thing is not None and thing.name == "word"


def _at_it(doc: Document, p: Party, t: Tag) -> bool:
    """Arabic: whether a bomber blew himself up at or in a thing, which is neither his car nor what he rode on.

    Or whether fire was set to it: "set fire in two cars".
    """
    if t.name in _BURNS:
        theirs = doc.within("owner_mark", p.last, p.last + 2, "property")  # whose they are is told
        return t.first < p.first <= t.last + 1 and doc.at("blast_at", p.first - 1) is not None and not theirs
    if not 0 <= p.first - t.first <= _REACH or doc.tokens[p.first].text.endswith(doc.pack.morphology.pronouns):
        return False
    led = back(doc, p.first)
    there = stands_by(doc, p.first) or doc.at("blast_at", led) is not None or doc.at("target_mark", led) is not None
    return there or (p.known and p.prefix.startswith(doc.pack.morphology.prepositions[0]))


def _falls_on(doc: Document, p: Party, t: Tag) -> bool:
    """English: whether a thing is what a verb of striking has for its object, or "on", "into" or "at" leads to it."""
    gap = gap_between(doc, t.last, p.first)
    near = doc.at("relation", t.last - 1)  # a round that landed near a bridge
    if p.first < t.last or len(gap) > _REACH or (near is not None and near.last == t.last):
        return False
    if is_verb(t) and t.name != _SUICIDE and len(gap) <= _OBJECT and not passive(doc, t):
        return not any(doc.tokens[i].is_sign or any(doc.at(x, i) for x in _BESIDE) or doc.place_at(i) for i in gap)
    led = doc.last_of("blast_at", t.first, p.first)
    if led is None or p.first - led.last > _LED or any(doc.tokens[i].is_sign for i in gap):
        return False
    return not any(doc.at(x, i) for x in ("of", *_BESIDE) for i in range(led.last, p.first))


def who_gave_way(doc: Document, parties: list[Party], agent: Party) -> Party | None:
    """Return the force that held the ground: the one that left it, or with which those who took it had fought."""
    others = (p for p in parties if p.known and p.kind in _ARMED and p.name != agent.name)
    return next((p for p in others if _left(doc, p) or _fought_with(doc, p)), None)


def _left(doc: Document, p: Party) -> bool:
    """Whether a word of leaving stands beside a force: after the withdrawal of X, after X pulled out."""
    if doc.pack.morphology.article:
        away = any(t.name in _AWAY for t in doc.within("motion", p.first - 2, p.first))
        return away or doc.at("vacated", p.first - 1) is not None
    after = doc.within("motion", p.last, p.last + 3)
    of = doc.at("of", p.first - 1) is not None and any(
        t.name in _AWAY for t in doc.within("motion", p.first - 3, p.first)
    )
    return of or (bool(after) and after[0].name in _AWAY and not doc.tokens[p.last].is_sign)


def _fought_with(doc: Document, p: Party) -> bool:
    """Whether a fight with a force is told: after clashes with X."""
    led = doc.within("alongside_whom", p.first - 2, p.first)
    fights = doc.within("event", led[0].first - 3, led[0].first) if led else []
    return any(t.name in ("clash", "attack") for t in fights)


def what_is_disarmed(doc: Document, triggers: list[Tag]) -> Tag | None:
    """Arabic: the bomb that was made safe or the aircraft that was shot down, as the words call it."""
    if not doc.pack.morphology.article or triggers[0].name != "disrupted":
        return None
    t = triggers[0]
    span = t.first, t.last + _OBJECT
    bombs = [b for b in doc.within("event", *span) if b.name in ("device", "ied") and b.form == "noun"]
    craft = [a for a in doc.within("aircraft", *span) if a.first > t.first]
    return min(bombs + craft, key=lambda b: b.first, default=None)


def run_onto(doc: Document, triggers: list[Tag]) -> Tag | None:
    """English: the verb by which somebody meets a device, and suffers it: hit a mine, ran over it."""
    devices = (t for t in triggers if t.name in _DEVICES and t.form == "noun") if doc.pack.language == "en" else ()
    for device in devices:
        for i in (device.first - 1, device.first - 2):  # over an article
            verb = doc.at("lands", i) or doc.at("blast", i)
            if verb is not None and verb.last == i + 1 and (verb.label == "lands" or verb.last - verb.first > 1):
                return verb
    return None
