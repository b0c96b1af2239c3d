"""The records that flow through the house: frozen, without behaviour beyond their own shape."""

import copyreg
from dataclasses import fields
from typing import Any

from geomap.model.events import Claim, Event, Fused, Proposal, Score, Total
from geomap.model.layers import Layers
from geomap.model.places import (
    KINDS,
    Candidate,
    Gazetteer,
    Json,
    Kind,
    Mention,
    Place,
    Resolution,
    Status,
    Usage,
)
from geomap.model.records import (
    EVENT_TYPES,
    SUB_EVENT_TYPES,
    End,
    Evidence,
    Incident,
    Movement,
    Parsed,
    Precision,
    Rejected,
    Report,
    TimeSpan,
    evidence_record,
)

__all__ = [
    "EVENT_TYPES",
    "KINDS",
    "SUB_EVENT_TYPES",
    "Candidate",
    "Claim",
    "End",
    "Event",
    "Evidence",
    "Fused",
    "Gazetteer",
    "Incident",
    "Json",
    "Kind",
    "Layers",
    "Mention",
    "Movement",
    "Parsed",
    "Place",
    "Precision",
    "Proposal",
    "Rejected",
    "Report",
    "Resolution",
    "Score",
    "Status",
    "TimeSpan",
    "Total",
    "Usage",
    "evidence_record",
]


def _taken_apart(record: Any) -> tuple[type, tuple[Any, ...]]:
    """Say how a record is made anew in another process."""
    return type(record), tuple(getattr(record, field.name) for field in fields(record))


# As machine code a frozen record with slots lacks what `dataclass` gives it to be pickled with.
for _record in (
    Candidate, End, Evidence, Incident, Layers, Mention, Movement, Parsed, Place, Precision, Rejected, Report,
    Resolution, TimeSpan,
):  # fmt: skip
    copyreg.pickle(_record, _taken_apart)
