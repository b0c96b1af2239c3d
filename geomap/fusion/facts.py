"""What can be compared of a claim, incidents and movements alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model import Claim, End, Incident, Movement, Place, Precision

if TYPE_CHECKING:
    from datetime import date

_UNKNOWN_PLACE = Precision(2, 1, 5000)  # a place whose precision nobody gave: a settlement
_WORDS = re.compile(r"\w{3,}")
_ENOUGH = 6  # words that a sentence must have before its wording says anything


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what is known of its precision."""

    id: str
    lat: float
    lon: float
    where: Precision


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim reduced to what is compared. Days are ordinals, None where unknown.

    ``outlet`` is the report's id where it names none: nobody is known to correct it.
    """

    report: str
    outlet: str
    published: int | None
    what: str
    modality: str
    spots: tuple[Spot | None, ...]
    counts: tuple[int | None, ...]
    unit: str
    start: int | None
    end: int | None
    roles: tuple[str | None, str | None]
    words: frozenset[str]
    language: str | None

    @property
    def counted(self) -> bool:
        """Whether any number is told."""
        return any(c is not None for c in self.counts)


def facts(claim: Claim) -> Facts:
    """Return what can be compared of a claim; ``claimed`` counts as having occurred."""
    r, report = claim.record, claim.report
    start = day(r.time.start)
    if isinstance(r, Incident):
        spots: tuple[Spot | None, ...] = (_spot(r.place, r.precision or _UNKNOWN_PLACE),)
        counts: tuple[int | None, ...] = (r.killed, r.wounded, r.captured)
        what, unit, roles = r.sub_event_type, "", (_folded(r.actor1), _folded(r.actor2))
    else:
        spots, counts = (_end_spot(r.origin), _end_spot(r.destination)), (r.count,)
        what, unit, roles = r.group, r.unit, (None, None)
    return Facts(
        report=report.id,
        outlet=report.outlet or report.id,
        published=day(report.published),
        what=what,
        modality="occurred" if r.modality == "claimed" else r.modality,
        spots=spots,
        counts=counts,
        unit=unit,
        start=start,
        end=start if r.time.end is None else day(r.time.end),
        roles=roles,
        words=_words(r.evidence.sentence or r.evidence.quote),
        language=report.language,
    )


def day(value: date | None) -> int | None:
    """Return the ordinal of a day, None for none."""
    return value.toordinal() if value else None


def place_ids(record: Incident | Movement) -> list[str]:
    """Return the ids of the places of a record, empty where one is unknown: one of an incident, two of a movement."""
    places = (record.place,) if isinstance(record, Incident) else (
        record.origin and record.origin.place, record.destination and record.destination.place
    )  # fmt: skip
    return [p.id if p else "" for p in places]


def _folded(actor: str | None) -> str | None:
    return actor.casefold() if actor else None


def _words(text: str) -> frozenset[str]:
    words = frozenset(_WORDS.findall(text.casefold()))
    return words if len(words) >= _ENOUGH else frozenset()


def _spot(place: Place | None, where: Precision) -> Spot | None:
    return Spot(place.id, place.lat, place.lon, where) if place else None


def _end_spot(end: End | None) -> Spot | None:
    return _spot(end.place, end.precision) if end and end.precision else None
