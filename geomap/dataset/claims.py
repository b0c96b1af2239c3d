"""The claims behind an event as plain records: who said what, which numbers stand, what may be one, what is a sum."""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from geomap.model import Claim, Incident, Movement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geomap.model import Event, Json, Proposal, Total

TOLLS = ("killed", "wounded", "captured")
_DOUBTFUL = ("report", "date_start", "date_end", "date_text", "quote", "start", "end", "rule")
Triple = tuple[int | None, int | None, int | None]


def low_best_high(told: Iterable[tuple[int | None, str, date | None]]) -> Triple:
    """Return the least, the best and the greatest of the values told, each with its report and that one's date.

    The best is what most reports give, else what the latest of them gives, and of the same day the lower.

    >>> from datetime import date
    >>> low_best_high([(13, "a", date(2019, 3, 3)), (14, "b", date(2019, 3, 3)), (None, "c", None)])
    (13, 13, 14)
    >>> low_best_high([])
    (None, None, None)
    """
    reports: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, int] = defaultdict(int)
    for value, report, published in told:
        if value is not None:
            reports[value].add(report)
            latest[value] = max(latest[value], published.toordinal() if published else 0)
    if not reports:
        return None, None, None
    best = max(reports, key=lambda v: (len(reports[v]), latest[v], -v))
    return min(reports), best, max(reports)


def toll(claims: Sequence[Claim], name: str) -> Triple:
    """Return low, best and high of a count over the claims of one event, what its outlet corrected later left out."""
    return low_best_high(
        (getattr(c.record, name), c.report.id, c.report.published) for c in claims if not _superseded(c, claims, name)
    )


def event_claims(event: Event) -> list[Json]:
    """Return the claims of an event; each says how it agrees with the others, and which of its counts are superseded.

    ``match`` has the parts of the score (None for a lone claim), ``superseded`` the names of counts that the same
    outlet gave anew on a later day.
    """
    scores = event.scores or (None,) * len(event.claims)
    names = ("count",) if isinstance(event.best.record, Movement) else TOLLS
    return [
        claim_row(c)
        | {
            "superseded": [n for n in names if _superseded(c, event.claims, n)],
            "match": score.record() if score else None,
        }
        for c, score in zip(event.claims, scores, strict=True)
    ]


def proposal_row(proposal: Proposal) -> Json:
    """Return two events that may be one, each with its best quote, and the score with its parts."""
    a, b = proposal.first, proposal.second
    return {
        "id": f"p-{a.id}-{b.id}", "layer": proposal.layer, "first": a.id, "second": b.id, **proposal.score.record(),
        "first_report": a.best.report.id, "first_quote": a.best.record.evidence.quote,
        "second_report": b.best.report.id, "second_quote": b.best.record.evidence.quote,
    }  # fmt: skip


def total_row(total: Total) -> Json:
    """Return a claim that sums up others, with the ids of the incidents that are its ``parts``."""
    return claim_row(total.claim) | {"parts": list(total.parts)}


def doubtful_row(claim: Claim) -> Json:
    """Return what a report tells in words of an event and what is unlikely to be one, with the chance that it is."""
    row, record = claim_row(claim), claim.record
    if isinstance(record, Movement):
        own: Json = {"layer": "movements", "group": record.group}
        for name in ("origin", "destination"):
            own |= {name: row[name] and row[name]["name"], f"{name}_ar": row[name] and row[name]["name_ar"]}
    else:
        own = {"layer": "incidents", "sub_event_type": record.sub_event_type, "place": row["place"]}
        own |= {"place_ar": record.place and record.place.name_ar, "place_text": row["place_text"]}
    own |= {name: row[name] for name in _DOUBTFUL}
    told = [own.get("sub_event_type"), own.get("group"), *(row[n] for n in ("report", "start", "end", "rule", "marks"))]
    named = blake2b(json.dumps(told).encode(), digest_size=6).hexdigest()
    return {"id": f"d-{named}", **own, "confidence": row["confidence"]}


def is_told(claim: Claim, row: Json) -> bool:
    """Whether a row is that of a claim: among the claims of an event, or in the list of the doubtful."""
    own = json.loads(json.dumps(claim_row(claim)))
    return row.get("id") == doubtful_row(claim)["id"] or all(row.get(name) == value for name, value in own.items())


def claim_row(claim: Claim) -> Json:
    """Return the fields of a claim: its report, its evidence, its dates and what it counts."""
    r, e, t = claim.report, claim.record.evidence, claim.record.time
    row = {
        "report": r.id, "outlet": r.outlet, "published": iso(r.published), "url": r.url, "title": r.title,
        "language": r.language, "quote": e.quote, "start": e.start, "end": e.end,
        "sentence": e.sentence or e.quote, "sentence_start": e.sentence_start if e.sentence else e.start,
        "marks": [list(m) for m in e.marks], "date_start": iso(t.start), "date_end": iso(t.end), "date_text": t.text,
        "modality": claim.record.modality, "confidence": round(e.confidence, 3), "rule": e.rule,
    }  # fmt: skip
    return row | (_of_incident(claim.record) if isinstance(claim.record, Incident) else _of_movement(claim.record))


def iso(day: date | None) -> str | None:
    """Return an ISO day, None for none."""
    return day.isoformat() if day else None


def _of_incident(r: Incident) -> Json:
    return {
        "sub_event_type": r.sub_event_type, "killed": r.killed, "wounded": r.wounded, "captured": r.captured,
        "place": r.place and r.place.name, "place_text": r.place_text,
    }  # fmt: skip


def _of_movement(r: Movement) -> Json:
    return {
        "group": r.group, "count": r.count, "quantifier": r.quantifier, "count_low": r.count_low,
        "count_high": r.count_high, "shared_with": list(r.shared_with), "unit": r.unit,
        "origin": r.origin and r.origin.record(), "destination": r.destination and r.destination.record(),
    }  # fmt: skip


def _superseded(claim: Claim, claims: Iterable[Claim], name: str) -> bool:
    """Whether the outlet of a claim gave this count anew in a report of a later day."""
    r = claim.report
    if r.outlet is None or r.published is None or getattr(claim.record, name) is None:
        return False
    return any(
        other.report.outlet == r.outlet
        and other.report.published is not None
        and other.report.published > r.published
        and getattr(other.record, name) is not None
        for other in claims
    )
