"""From what was read and fused to the layers of a map: GeoJSON features and plain rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import asdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from geomap.model import Incident, Layers, Movement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geomap.model import Candidate, Claim, Event, Json, Mention, Parsed, Place, Rejected, Report

DRAWN = ("literal", "origin")  # uses of a name that point at the place itself; capitals for governments do not
_SENTENCE_END = re.compile(r"(?<=[.!?\u061f\u2026])\s+|\n+")
Triple = tuple[int | None, int | None, int | None]


def layers(
    parsed: Sequence[Parsed],
    incidents: Sequence[Event],
    movements: Sequence[Event],
    *,
    rejected: Iterable[Rejected] = (),
    title: str = "geomap",
) -> Layers:
    """Return everything a map, a GIS or a table needs; no reports give empty layers.

    What has no place keeps a feature with a null geometry.
    """
    mentions = [(p.report, m) for p in parsed for m in p.mentions]
    return Layers(
        incidents=[_incident(e) for e in incidents],
        movements=[_movement(e) for e in movements],
        mentions=[_mention(r, m) for r, m in mentions],
        places=_places(mentions, incidents, movements),
        reports=[_report(p) for p in parsed],
        unresolved=_unresolved(mentions),
        rejected=[asdict(r) for r in rejected],
        title=title,
    )


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
    claims = [_incident_claim(c, c.record) for c in event.claims if isinstance(c.record, Incident)]
    triples = {n: _toll(event.claims, n) for n in ("killed", "wounded", "captured")}
    place = record.place if isinstance(record, Incident) else None
    return feature(point(place), _fused(event, triples, claims))


def _movement(event: Event) -> Json:
    claims = [_movement_claim(c, c.record) for c in event.claims if isinstance(c.record, Movement)]
    low, best, high = _toll(event.claims, "count")
    lows = [c["count_low"] for c in claims] + [low]
    highs = [c["count_high"] for c in claims] + [high]
    least = min((n for n in lows if n is not None), default=None)
    greatest = max((n for n in highs if n is not None), default=None)
    record = event.best.record
    geometry = _line(record) if isinstance(record, Movement) else None
    return feature(geometry, _fused(event, {"count": (least, best, greatest)}, claims))


def _fused(event: Event, triples: dict[str, Triple], claims: list[Json]) -> Json:
    """Return id, the fields of the best claim, what all claims together say, and the claims."""
    properties = {"id": event.id, **event.best.record.record(), "report": event.best.report.id}
    for name, values in triples.items():
        properties |= {f"{name}_{end}": v for end, v in zip(("low", "best", "high"), values, strict=True)}
    return properties | {"reports": list(dict.fromkeys(c["report"] for c in claims)), "claims": claims}


def _toll(claims: Iterable[Claim], name: str) -> Triple:
    return low_best_high((getattr(c.record, name), c.report.id, c.report.published) for c in claims)


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


def _incident_claim(claim: Claim, r: Incident) -> Json:
    return _claim(claim) | {
        "sub_event_type": r.sub_event_type, "killed": r.killed, "wounded": r.wounded, "captured": r.captured,
        "place": r.place and r.place.name, "place_text": r.place_text,
    }  # fmt: skip


def _movement_claim(claim: Claim, r: Movement) -> Json:
    return _claim(claim) | {
        "group": r.group, "count": r.count, "quantifier": r.quantifier, "count_low": r.count_low,
        "count_high": r.count_high, "unit": r.unit,
        "origin": r.origin and r.origin.record(), "destination": r.destination and r.destination.record(),
    }  # fmt: skip


def _claim(claim: Claim) -> Json:
    r, e, t = claim.report, claim.record.evidence, claim.record.time
    return {
        "report": r.id, "outlet": r.outlet, "published": _iso(r.published), "url": r.url, "title": r.title,
        "language": r.language, "quote": e.quote, "start": e.start, "end": e.end,
        "sentence": e.sentence or e.quote, "sentence_start": e.sentence_start if e.sentence else e.start,
        "marks": [list(m) for m in e.marks], "date_start": _iso(t.start), "date_end": _iso(t.end), "date_text": t.text,
        "modality": claim.record.modality, "confidence": round(e.confidence, 3), "rule": e.rule,
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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
        "id": r.id, "title": r.title, "outlet": r.outlet, "published": _iso(r.published), "language": r.language,
        "url": r.url, "characters": len(r.text), "mentions": len(parsed.mentions), "incidents": len(parsed.incidents),
        "movements": len(parsed.movements), "error": parsed.error,
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
