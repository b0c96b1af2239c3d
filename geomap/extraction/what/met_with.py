"""How a crowd that was told of before was met: with tear gas, with bullets, with arrests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.retold.fuller import shown
from geomap.extraction.retold.goes_on import FORCE, own_places
from geomap.extraction.retold.retellings import restated
from geomap.extraction.what.frame import CROWDS
from geomap.extraction.where.headings import heads_line
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import literal
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident

_THEM = ("answered", "shot_at")  # those of these that say of themselves that it was that crowd
_SHOT = ("Armed clash", "Attack")  # what shots at a crowd would be told as, were it none
_TAKEN = ("arrest", "abduction", "crowd")
_CALM = "Peaceful protest"
_OBJECT = 4  # tokens from "arrested" to those who are


def met_with_force(doc: Document, frame: Frame, found: list[Incident], now: Incident) -> bool:
    """Whether a frame tells how the crowd just told of was met: hundreds marched in X. Police fired tear gas."""
    told = found[-1] if found else None
    if told is None or told.event_type not in CROWDS or told.modality != now.modality != "planned":
        return False
    kind, tag = frame.head
    taken = kind.id in _TAKEN and now.killed is None and _of_them(doc, frame, tag)
    if kind.id not in FORCE and not taken:
        return False
    near = (*doc.preceding(frame.sentence, 2), frame.sentence)[0]
    days = {told.time.start, now.time.start} - {None}
    elsewhere = {meant(p) for p in own_places(doc, frame)} - {told.place, told.place_text}
    first = frame.sentence.first
    headed = (p for p in literal(doc, first, first + 1) if heads_line(doc, p))
    before = told.evidence.start < doc.tokens[first].start
    if before and any(meant(p) not in (told.place, told.place_text) for p in headed):
        return False  # "Karbala: police fired at protesters", in a line of its own
    close = near.paragraph >= frame.sentence.paragraph - 1 and told.evidence.start >= doc.tokens[near.first].start
    against = kind.id not in _THEM and doc.has("contrast", frame.first, tag.first)
    return close and len(days) < 2 and not elsewhere and not against


def _of_them(doc: Document, frame: Frame, tag: Tag) -> bool:
    """Whether those who are taken are of the crowd: two of them were arrested, ten protesters were led away."""
    around = frame.first, min(frame.last, tag.last + _OBJECT)
    if any(kind.id not in _TAKEN for kind, _ in frame.triggers):
        return False
    return doc.has("those", *around) or bool(doc.within("event", *around, "crowd"))


def met(told: Incident, now: Incident) -> Incident:
    """Return a crowd's incident as one that was met with what ``now`` tells, which counts the hurt and the taken."""
    riot = told.sub_event_type == "Violent demonstration" and not now.killed
    force = now.sub_event_type if SUB_EVENT_TYPES[now.sub_event_type] == "Protests" else told.sub_event_type
    force = "Excessive force against protesters" if now.sub_event_type in _SHOT else force
    return replace(
        told,
        evidence=told.evidence if riot or told.event_type == "Riots" else shown(told, now),
        sub_event_type=told.sub_event_type if riot else force,
        killed=now.killed if told.killed is None else told.killed,
        wounded=now.wounded if told.wounded is None else told.wounded,
        captured=now.captured if told.captured is None else told.captured,
        time=told.time if told.time.start else now.time,
        actor1=now.actor1 or told.actor1,
        actor2=told.actor1 if now.actor1 else told.actor2,
    )


def taken_up(told: Incident, frame: Frame, now: list[Incident], *, newest: bool) -> Incident:
    """Return an incident with what a frame goes on to tell of it: that a crowd was met, what a later telling adds."""
    force = len(now) == 1 and frame.head[0].id in FORCE and told.sub_event_type == _CALM
    return met(told, now[0]) if force else restated(told, now, newest=newest)
