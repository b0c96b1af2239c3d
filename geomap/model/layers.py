"""The layers of a map: what reading and fusing give, and what is drawn, exported and stored.

No machine code: there a list can be nothing else, and the layers of a large table are read where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.model.places import Json


@dataclass(frozen=True, slots=True)
class Layers:
    """GeoJSON features (RFC 7946 dictionaries) by layer: what rendering, export and store take.

    ``incidents``, ``movements``, ``mentions``, ``places`` are lists of Feature, or read like such; the others lists of
    plain rows: ``proposals`` pairs of events that may be one, ``totals`` claims that sum up others, ``doubtful`` what
    is told in words of events and unlikely to be one. ``provenance`` says what the data were made with.
    """

    incidents: list[Json] = field(default_factory=list)
    movements: list[Json] = field(default_factory=list)
    mentions: list[Json] = field(default_factory=list)
    places: list[Json] = field(default_factory=list)
    reports: list[Json] = field(default_factory=list)
    unresolved: list[Json] = field(default_factory=list)
    rejected: list[Json] = field(default_factory=list)
    proposals: list[Json] = field(default_factory=list)
    totals: list[Json] = field(default_factory=list)
    doubtful: list[Json] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)
    title: str = "geomap"
