"""Which of two tellings of one event is shown for it: the one that says more, be it the later one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Evidence, Incident, TimeSpan

_GROUND = ("Government regains territory", "Non-state actor overtakes territory")  # told first where it is the news
_CROWDS = ("Protests", "Riots")  # whose people are named by any word


def is_fuller(new: Incident, told: Incident) -> bool:
    """Whether a later telling says more than the first, and counts the hurt if that does.

    "There were clashes in X. At dawn gunmen attacked a checkpoint and killed five": the second sentence tells it.
    """
    counts, said = _counts(new) - _counts(told), _said(new) - _said(told)
    whose = int(told.actor1 is not None and told.event_type not in _CROWDS)
    if told.event_type in _CROWDS and counts <= 0:
        return False
    return told.sub_event_type not in _GROUND and counts >= 0 and said + counts > whose


def shown(told: Incident, new: Incident) -> Evidence:
    """Return the evidence of the fuller telling; a first one is kept besides, so that the record is no less sure."""
    if not is_fuller(new, told):
        return told.evidence
    others = (replace(told.evidence, retold=()), *told.evidence.retold, *new.evidence.retold)
    return replace(new.evidence, retold=others)


def closer_day(told: TimeSpan, new: TimeSpan) -> TimeSpan:
    """Return the day that the fuller telling names, where the first names only a time around it: this week."""
    if told.start is None or new.start is None or new.span is None:
        return told if told.start else new
    within = told.start <= new.start and (new.end or new.start) <= (told.end or told.start)
    return new if within and (told.span is None or _days(new) < _days(told)) else told


def _days(time: TimeSpan) -> int:
    return (time.end - time.start).days if time.start and time.end else 0


def _counts(i: Incident) -> int:
    return int(not (i.killed is i.wounded is i.captured is None))


def _said(i: Incident) -> int:
    return _counts(i) + len([x for x in (i.actor1, i.actor2, i.time.span, i.place_text) if x is not None])
