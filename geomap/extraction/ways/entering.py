"""Forces that only enter a place, or gain ground there: an incident, if anything, and no movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.modality import is_verb

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag
    from geomap.model import Movement

_INTO = ("into", "in", "inside")
_OF = ("of", "in", "into", "from", "and")
_NOUN = 2  # tokens of what somebody goes into: a mobile phone shop


def only_entered(doc: Document, m: Movement, tags: list[Tag], head: Tag) -> bool:
    """Whether a force entered a place and nothing is told of its way: an incident there, if anything."""
    if m.group not in ("forces", "fighters") or m.origin is not None:
        return False
    sent = any(is_reinforcement(doc, t) for t in tags)
    if not (m.via or sent) and _gains_ground(doc, m, head):  # reinforcements that are sent go somewhere
        return True
    if m.count is not None or _came_to_attack(doc, tags):
        return m.count is None
    along = (t for t in tags if is_verb(t) and t.name != "advance")  # they entered, and spread in its quarters
    entering = all(  # a column that enters, a force that enters and then withdraws
        t.name == "withdraw" or doc.at("enters", t.first) or doc.at("group", t.first) for t in along
    )
    return not m.via and entering and any(doc.at("enters", t.first) for t in tags)


def is_reinforcement(doc: Document, tag: Tag) -> bool:
    """Whether a word of motion tells of reinforcements, or in English of sending troops."""
    deed = doc.at("event", tag.first) if tag.form == "noun" or not doc.pack.morphology.article else None
    return deed is not None and deed.name == "change"


def _gains_ground(doc: Document, m: Movement, head: Tag) -> bool:
    """Whether a force comes back to hold a place, or pushes into it for a deed: bulldozers thrust in and razed."""
    if head.name == "return":
        return is_verb(head) and m.count is None
    if head.name != "advance" or m.modality != "occurred" or not doc.at("event", head.first):
        return False
    return any(t.first > head.first for t in doc.within("event", head.last, doc.sentence_of(head.first).last))


def _came_to_attack(doc: Document, tags: list[Tag]) -> bool:
    """English: whether those who arrive do so to do what the clause tells of them: arriving in boats, they attacked."""
    arrive = doc.pack.language == "en" and all(t.name == "arrive" for t in tags)
    return arrive and any(doc.has("event", t.last, doc.sentence_of(t.first).last) for t in tags)


def into_building(doc: Document, tag: Tag) -> bool:
    """English: whether somebody only goes into a building for what he does there, or from door to door."""
    if doc.pack.language != "en" or not is_verb(tag):
        return False
    if doc.has("door_to_door", tag.first, tag.last + 1):
        return True
    at = tag.last if doc.tokens[tag.last - 1].word in _INTO else tag.last + 1
    led = at < len(doc.tokens) and doc.tokens[at - 1].word in _INTO and doc.at("indefinite", at) is not None
    if not led or any(doc.at("cue", i) or doc.place_at(i) for i in range(at + 1, at + 1 + _NOUN)):
        return False
    return any(is_verb(t) for t in doc.within("event", at, doc.sentence_of(tag.first).last))


def describes_homes(doc: Document, tag: Tag) -> bool:
    """English: whether a participle only says what houses are like: the burning of deserted houses."""
    alone = doc.pack.language == "en" and tag.form == "past" and tag.last - tag.first == 1
    before = doc.tokens[tag.first - 1].word if tag.first else ""
    return (
        alone
        and (doc.at("abode", tag.last) or doc.at("struck", tag.last)) is not None
        and (before in _OF or doc.at("definite", tag.first - 1) is not None)
    )
