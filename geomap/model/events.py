"""What several reports together tell: claims, the events they make, and what is only possibly one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model.records import Incident, Movement, Report

if TYPE_CHECKING:
    from geomap.model.places import Json


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's word for an event."""

    report: Report
    record: Incident | Movement


@dataclass(frozen=True, slots=True)
class Score:
    """How strongly two claims speak for one event: what type, time, place, counts, actors and words each add."""

    parts: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return sum(value for _, value in self.parts)

    def record(self) -> Json:
        """Return the parts by name, and their sum as ``score``."""
        return {"score": round(self.total, 2), **{name: round(value, 2) for name, value in self.parts}}


@dataclass(frozen=True, slots=True)
class Event:
    """A real event as told by one or more claims; ``best`` is the claim whose fields stand for it.

    ``scores`` has one entry a claim: how it agrees with the claim of the event that it fits best, None for a lone one.
    """

    id: str
    claims: tuple[Claim, ...]
    best: Claim
    scores: tuple[Score | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two events that may be one, for a person to decide; they stay apart until then."""

    layer: str
    first: Event
    second: Event
    score: Score


@dataclass(frozen=True, slots=True)
class Total:
    """A claim that sums up others: kept and linked to the ids of its parts, never an event of its own."""

    claim: Claim
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fused:
    """What all reports together tell: events, and beside them what is only possibly one, and sums of parts."""

    incidents: tuple[Event, ...] = ()
    movements: tuple[Event, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    totals: tuple[Total, ...] = ()
