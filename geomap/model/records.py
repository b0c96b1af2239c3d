"""The records that flow through the house: frozen, without behaviour beyond their own shape.

Offsets are Python string indices into ``Report.text``. Coordinates are WGS 84 degrees, radii metres, dates ISO days.
``record()`` methods give the dictionaries of the public contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from geomap.model.places import Json, Mention, Place

# ACLED's six event types and twenty-five sub-event types (codebook of 2023).
SUB_EVENT_TYPES: Final[dict[str, str]] = {
    sub: top
    for top, subs in {
        "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
        "Explosions/Remote violence": (
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED", "Grenade",
        ),
        "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
        "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
        "Riots": ("Violent demonstration", "Mob violence"),
        "Strategic developments": (
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
            "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
            "Other",
        ),
    }.items()
    for sub in subs
}  # fmt: skip
EVENT_TYPES = tuple(dict.fromkeys(SUB_EVENT_TYPES.values()))


@dataclass(frozen=True, slots=True)
class Report:
    """One news report. Without ``published`` relative dates stay unresolved."""

    id: str
    text: str
    published: date | None = None
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, line or row that was not read, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Days from ``start`` to ``end`` (inclusive; both None where unknown) and the words that say so.

    ``precision`` is ACLED's: 1 the day, 2 the week, 3 the month or less. ``span`` is where ``text`` stands.
    """

    start: date | None = None
    end: date | None = None
    text: str | None = None
    precision: int | None = None
    span: tuple[int, int] | None = None

    def record(self) -> Json:
        """Return the contract's four date fields."""
        return {
            "date_start": self.start and self.start.isoformat(), "date_end": self.end and self.end.isoformat(),
            "date_text": self.text, "time_precision": self.precision,
        }  # fmt: skip


_NO_TIME: Final = TimeSpan()


@dataclass(frozen=True, slots=True)
class Precision:
    """How well a position is known: UCDP's where_prec 1..7, ACLED's geo_precision 1..3, radius in metres."""

    where_prec: int
    geo_precision: int
    radius_m: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a record: ``quote == text[start:end]``, the sentence around it, the marked spans in it.

    ``marks`` are (start, end, role) in text offsets; roles: trigger, place, date, actor1, actor2, toll, and of a
    movement origin, via, destination. ``signs`` are those that gave the confidence, three hex digits each: only
    `geomap.extraction.how_sure.likelihood` can read them. ``retold``: other tellings of the same, until weighed.
    """

    quote: str
    start: int
    end: int
    rule: str
    confidence: float
    sentence: str = ""
    sentence_start: int = 0
    marks: tuple[tuple[int, int, str], ...] = ()
    signs: str = ""
    retold: tuple[Evidence, ...] = ()

    def weighed(self, confidence: float, signs: str) -> Evidence:
        """Return the evidence with the chance that its record is right, and what gave it."""
        return Evidence(
            self.quote, self.start, self.end, self.rule, confidence, self.sentence, self.sentence_start, self.marks,
            signs,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Incident:
    """One reported incident, as one report tells it. Tolls are None where the text gives no number."""

    sub_event_type: str
    evidence: Evidence
    place: Place | None = None
    place_text: str | None = None
    relation: str | None = None
    precision: Precision | None = None
    time: TimeSpan = _NO_TIME
    actor1: str | None = None
    actor2: str | None = None
    killed: int | None = None
    wounded: int | None = None
    captured: int | None = None
    modality: str = "occurred"
    aggregate: bool = False  # sums up other incidents; never placed as one more

    @property
    def event_type(self) -> str:
        """ACLED's event type of the sub-event type."""
        return SUB_EVENT_TYPES[self.sub_event_type]

    def with_evidence(self, evidence: Evidence) -> Incident:
        """Return the incident with other evidence."""
        return Incident(
            self.sub_event_type, evidence, self.place, self.place_text, self.relation, self.precision, self.time,
            self.actor1, self.actor2, self.killed, self.wounded, self.captured, self.modality, self.aggregate,
        )  # fmt: skip

    def record(self) -> Json:
        """Return the contract's incident object."""
        p, w, e = self.place, self.precision, self.evidence
        return {
            "event_type": self.event_type, "sub_event_type": self.sub_event_type,
            "place": p and p.name, "place_ar": p and p.name_ar, "place_id": p and p.id, "place_text": self.place_text,
            "place_kind": p and p.kind, "country": p and p.country, "admin1": p and p.admin1,
            "relation": self.relation, "lat": p and p.lat, "lon": p and p.lon, "radius_m": w and w.radius_m,
            "where_prec": w and w.where_prec, "geo_precision": w and w.geo_precision, **self.time.record(),
            "actor1": self.actor1, "actor2": self.actor2, "killed": self.killed, "wounded": self.wounded,
            "captured": self.captured, "modality": self.modality, **evidence_record(e),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class End:
    """One end or way-point of a movement; ``place`` is None for a name that no gazetteer knows."""

    place: Place | None
    precision: Precision | None
    text: str

    @property
    def key(self) -> str:
        """What two ends that are the same share: the place, else the words."""
        return self.place.id if self.place else self.text.casefold()

    def record(self) -> Json:
        """Return the contract's origin / via / destination object."""
        p, prec = self.place, self.precision
        return {
            "name": p.name if p else self.text, "name_ar": p and p.name_ar, "place_id": p and p.id,
            "country": p and p.country, "admin1": p and p.admin1, "lat": p and p.lat, "lon": p and p.lon,
            "where_prec": prec and prec.where_prec, "radius_m": prec and prec.radius_m, "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movement:
    """One reported movement of people, forces or aid.

    A number that is told of a list of places together stands with the first of them, and what share of it is whose is
    not known: each of these movements names the others in ``shared_with``.
    """

    group: str
    evidence: Evidence
    origin: End | None = None
    via: tuple[End, ...] = ()
    destination: End | None = None
    count: int | None = None
    quantifier: str | None = None
    count_low: int | None = None
    count_high: int | None = None
    unit: str = "people"
    time: TimeSpan = _NO_TIME
    modality: str = "occurred"
    shared_with: tuple[str, ...] = ()  # the other ends of a list of which one number is told

    def with_evidence(self, evidence: Evidence) -> Movement:
        """Return the movement with other evidence."""
        return Movement(
            self.group, evidence, self.origin, self.via, self.destination, self.count, self.quantifier, self.count_low,
            self.count_high, self.unit, self.time, self.modality, self.shared_with,
        )  # fmt: skip

    def record(self) -> Json:
        """Return the contract's movement object."""
        return {
            "group": self.group, "origin": self.origin and self.origin.record(), "via": [v.record() for v in self.via],
            "destination": self.destination and self.destination.record(),
            "count": self.count, "quantifier": self.quantifier,
            "count_low": self.count_low, "count_high": self.count_high,
            "shared_with": list(self.shared_with), "unit": self.unit, **self.time.record(),
            "modality": self.modality, **evidence_record(self.evidence),
        }  # fmt: skip


def evidence_record(e: Evidence) -> Json:
    """Return the fields of the contract that every record shares."""
    return {"quote": e.quote, "start": e.start, "end": e.end, "rule": e.rule, "confidence": round(e.confidence, 3)}


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything read in one report; ``error`` says why nothing was, or why no more than places.

    ``doubtful`` are records that words tell and for which too little speaks besides: no part of ``incidents`` or
    ``movements``.
    """

    report: Report
    mentions: tuple[Mention, ...] = ()
    incidents: tuple[Incident, ...] = ()
    movements: tuple[Movement, ...] = ()
    error: str | None = None
    doubtful: tuple[Incident | Movement, ...] = ()

    @property
    def sums(self) -> tuple[Incident, ...]:
        """What only sums up other incidents of the report; it stands among ``incidents`` too."""
        return tuple(i for i in self.incidents if i.aggregate)

    @property
    def failed(self) -> bool:
        """Whether nothing was read; a report in a language without a pack may still have given places."""
        return self.error is not None and not self.mentions

    def record(self, *, candidates: bool = False) -> Json:
        """Return the contract's output line of ``geomap parse``."""
        r = self.report
        return {
            "id": r.id, "language": r.language, "published": r.published and r.published.isoformat(),
            "mentions": [m.record(candidates=candidates) for m in self.mentions],
            "incidents": [i.record() for i in self.incidents if not i.aggregate],
            "totals": [i.record() for i in self.sums],
            "movements": [m.record() for m in self.movements], "doubtful": [d.record() for d in self.doubtful],
            "error": self.error,
        }  # fmt: skip
