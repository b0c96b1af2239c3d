"""From what was read and fused to the layers of a map: GeoJSON features and plain rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import asdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from geomap.dataset.claims import TOLLS, Triple, doubtful_row, event_claims, iso, proposal_row, toll, total_row
from geomap.dataset.readings import report_hash
from geomap.model import Claim, Incident, Layers, Movement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Candidate, Event, Fused, Json, Mention, Parsed, Place, Rejected, Report

DRAWN = ("literal", "origin")  # uses of a name that point at the place itself; capitals for governments do not
_SENTENCE_END = re.compile(r"(?<=[.!?\u061f\u2026])\s+|\n+")


def layers(
    parsed: Sequence[Parsed],
    fused: Fused,
    *,
    rejected: Iterable[Rejected] = (),
    title: str = "geomap",
) -> Layers:
    """Return everything a map, a GIS or a table needs; no reports give empty layers.

    What has no place keeps a feature with a null geometry. A report of which nothing could be read is none of
    ``reports``: it stands among ``rejected``.
    """
    mentions = [(p.report, m) for p in parsed for m in p.mentions]
    return Layers(
        incidents=[_incident(e) for e in fused.incidents],
        movements=[_movement(e) for e in fused.movements],
        mentions=[_mention(r, m) for r, m in mentions],
        places=_places(mentions, fused.incidents, fused.movements),
        reports=[_report(p) for p in parsed if not p.failed],
        unresolved=_unresolved(mentions),
        rejected=[asdict(r) for r in rejected],
        proposals=[proposal_row(p) for p in fused.proposals],
        totals=[total_row(t) for t in fused.totals],
        doubtful=[doubtful_row(Claim(p.report, record)) for p in parsed for record in p.doubtful],
        title=title,
    )


def feature(geometry: Json | None, properties: Json) -> Json:
    """Return an RFC 7946 Feature; its ``id`` is the property of that name, where there is one."""
    top: Json = {"type": "Feature"}
    if properties.get("id") is not None:
        top["id"] = properties["id"]
    return top | {"geometry": geometry, "properties": properties}


def point(place: Place | None) -> Json | None:
    """Return the Point of a place, None for none."""
    return {"type": "Point", "coordinates": _position(place)} if place else None


def _position(place: Place) -> list[float]:
    return [round(place.lon, 6), round(place.lat, 6)]


def _incident(event: Event) -> Json:
    record = event.best.record
    triples = {n: toll(event.claims, n) for n in TOLLS}
    place = record.place if isinstance(record, Incident) else None
    return feature(point(place), _fused(event, triples, event_claims(event)))


def _movement(event: Event) -> Json:
    claims = event_claims(event)
    low, best, high = toll(event.claims, "count")
    standing = [c for c in claims if "count" not in c["superseded"]]
    lows = [c["count_low"] for c in standing] + [low]
    highs = [c["count_high"] for c in standing] + [high]
    least = min((n for n in lows if n is not None), default=None)
    greatest = max((n for n in highs if n is not None), default=None)
    record = event.best.record
    geometry = _line(record) if isinstance(record, Movement) else None
    return feature(geometry, _fused(event, {"count": (least, best, greatest)}, claims))


def _fused(event: Event, triples: dict[str, Triple], claims: list[Json]) -> Json:
    """Return id, the fields of the best claim, what all claims together say, and the claims."""
    properties = {"id": event.id, **event.best.record.record(), "report": event.best.report.id}
    if properties["modality"] == "claimed" and any(c.record.modality == "occurred" for c in event.claims):
        properties["modality"] = "occurred"  # another report tells it as a fact
    for name, values in triples.items():
        properties |= {f"{name}_{end}": v for end, v in zip(("low", "best", "high"), values, strict=True)}
    return properties | {"reports": list(dict.fromkeys(c["report"] for c in claims)), "claims": claims}


def _line(movement: Movement) -> Json | None:
    """Return the way from origin to destination as far as it is known: a LineString, a Point, or None."""
    ends = (movement.origin, *movement.via, movement.destination)
    places = [e.place for e in ends if e and e.place]
    way = [
        p for p, before in zip(places, [None, *places], strict=False) if not before or _position(p) != _position(before)
    ]
    if len(way) > 1:
        return {"type": "LineString", "coordinates": [_position(p) for p in way]}
    return point(way[0]) if way else None


def _mention(report: Report, mention: Mention) -> Json:
    told = "\x1f".join([report.id, str(mention.start), str(mention.end)])
    start, end = _sentence(report.text, mention)
    properties = {
        "id": f"n-{blake2b(told.encode(), digest_size=6).hexdigest()}",
        "report": report.id,
        **mention.record(candidates=True),
        "sentence": report.text[start:end],
        "sentence_start": start,
    }
    return feature(point(mention.place) if mention.usage in DRAWN else None, properties)


def _sentence(text: str, mention: Mention) -> tuple[int, int]:
    """Return the span of the sentence, at most 300 characters to either side, that a mention stands in."""
    first, last = max(0, mention.start - 300), min(len(text), mention.end + 300)
    for end in _SENTENCE_END.finditer(text, first, mention.start):
        first = end.end()
    after = _SENTENCE_END.search(text, mention.end, last)
    return first, after.start() if after else last


def _places(
    mentions: Iterable[tuple[Report, Mention]], incidents: Iterable[Event], movements: Iterable[Event]
) -> list[Json]:
    """Return the places that the data use, with how often, sorted by id."""
    used: dict[str, Place] = {}
    times: dict[str, Counter[str]] = {"mentions": Counter(), "incidents": Counter(), "movements": Counter()}

    def use(layer: str, place: Place | None) -> None:
        if place:
            used.setdefault(place.id, place)
            times[layer][place.id] += 1

    for _, mention in mentions:
        if mention.usage in DRAWN:
            use("mentions", mention.place)
    for event in incidents:
        if isinstance(event.best.record, Incident):
            use("incidents", event.best.record.place)
    for event in movements:
        record = event.best.record
        if isinstance(record, Movement):
            for end in (record.origin, *record.via, record.destination):
                use("movements", end.place if end else None)
    return [feature(point(p), _place(p) | {n: c[p.id] for n, c in times.items()}) for _, p in sorted(used.items())]


def _place(p: Place) -> Json:
    return {
        "id": p.id, "name": p.name, "name_ar": p.name_ar, "kind": p.kind, "country": p.country, "admin1": p.admin1,
        "lat": p.lat, "lon": p.lon, "precision_m": p.precision_m, "pcode": p.pcode, "source": p.source,
    }  # fmt: skip


def _report(parsed: Parsed) -> Json:
    r = parsed.report
    return {
        "id": r.id, "title": r.title, "outlet": r.outlet, "published": iso(r.published), "language": r.language,
        "url": r.url, "characters": len(r.text), "mentions": len(parsed.mentions),
        "incidents": len(parsed.incidents) - len(parsed.sums), "movements": len(parsed.movements),
        "error": parsed.error, "hash": report_hash(r),
    }  # fmt: skip


def _unresolved(mentions: Iterable[tuple[Report, Mention]]) -> list[Json]:
    """Return the work-list: names without a sure place, the most frequent first, each with its first sentence."""
    groups: dict[str, list[tuple[Report, Mention]]] = defaultdict(list)
    for report, mention in mentions:
        if mention.usage in DRAWN and mention.resolution.status != "resolved":
            groups[mention.surface].append((report, mention))
    worklist = []
    for surface, seen in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        report, mention = seen[0]
        start, end = _sentence(report.text, mention)
        found = mention.resolution.candidates[:3]
        reason = "several places fit" if mention.resolution.status == "ambiguous" else "no place fits well enough"
        worklist.append(
            {
                "surface": surface,
                "count": len(seen),
                "report": report.id,
                "sentence": " ".join(report.text[start:end].split()),
                "candidates": "; ".join(map(_in_words, found)),
                "reason": reason if found else "no place of this name is known",
            }
        )
    return worklist


def _in_words(candidate: Candidate) -> str:
    place = candidate.place
    return f"{place.name} ({place.kind}, {place.country or '?'}) {candidate.score:.2f}"
