"""What fusion joins, proposes and keeps apart on annotated reports: ``python measure_fusion.py TRUTH.json DIR...``.

Each DIR has annotated reports (``gold/`` and ``texts/``, as ``geomap evaluate`` takes them); TRUTH says which annotated
records of different reports are one event, as ``seeds/fusion.json`` does. Measured twice: with the claims as annotated,
and as geomap reads them, where a claim stands for the record that its words tell at its place.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.evaluation import load_gold
from geomap.evaluation.agree import shared, touches
from geomap.fusion import fuse
from geomap.model import End, Evidence, Incident, Movement, Parsed, Place, Precision, TimeSpan
from geomap.pipeline import parse
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from geomap.evaluation import GoldReport
    from geomap.model import Event, Fused, Json

    Record = tuple[str, int]  # id of the report, number of the record in its layer

FINE, COARSE = Precision(1, 1, 2000), Precision(4, 3, 100_000)
LAYERS = ("incidents", "movements")


def annotated(gold: GoldReport) -> Parsed:
    """Return the annotation of a report as claims; the rule of each names the record."""
    incidents = [
        Incident(
            r["type"], _evidence(r, n), _place(gold, r["place"]), precision=_precision(gold, r["place"]), time=_time(r),
            killed=r.get("killed"), wounded=r.get("wounded"), captured=r.get("captured"),
        )
        for n, r in enumerate(gold.records("incidents"))
    ]  # fmt: skip
    movements = [
        Movement(
            r["group"], _evidence(r, n), _end(gold, r.get("from")), (), _end(gold, r.get("to")), r.get("count"),
            unit=r.get("unit") or "people", time=_time(r),
            modality=next((m for m in ("cumulative", "habitual", "planned") if r.get(m)), "occurred"),
        )
        for n, r in enumerate(gold.records("movements"))
    ]  # fmt: skip
    return Parsed(gold.report, (), tuple(incidents), tuple(movements))


def _evidence(record: Json, n: int) -> Evidence:
    return Evidence(record["quote"], record["quote_start"], record["quote_end"], str(n), 0.9)


def _place(gold: GoldReport, name: str | None) -> Place | None:
    spot = gold.spot(name) if name else None
    return Place(spot.name, spot.name, spot.lat, spot.lon) if spot and spot.lat and spot.lon else None


def _precision(gold: GoldReport, name: str | None) -> Precision | None:
    return (COARSE if gold.spot(name).tolerance > 25 else FINE) if name and _place(gold, name) else None


def _end(gold: GoldReport, name: str | None) -> End | None:
    place = _place(gold, name)
    return End(place, _precision(gold, name), name or "") if place else None


def _time(record: Json) -> TimeSpan:
    start, end = (record.get(name) or record.get("date") for name in ("date_from", "date_to"))
    return TimeSpan(*(date.fromisoformat(d) if d else None for d in (start or end, end or start)))


def as_read(gold: GoldReport, read: Parsed) -> Parsed:
    """Return the claims of a reading that tell an annotated record; the rule of each names the record."""
    found = {}
    for layer in LAYERS:
        kept = []
        for r in getattr(read, layer):
            span = r.evidence.start, r.evidence.end
            fits = [
                (max(shared(span, e) for e in gold.evidence(g)), -n)
                for n, g in enumerate(gold.records(layer))
                if any(touches(span, e) for e in gold.evidence(g)) and _there(gold, g, r)
            ]
            if fits and not getattr(r, "aggregate", False):
                kept.append(replace(r, evidence=replace(r.evidence, rule=str(-max(fits)[1]))))
        found[layer] = tuple(kept)
    return replace(read, **found)


def _there(gold: GoldReport, g: Json, r: Incident | Movement) -> bool:
    ends = [("place", r.place)] if isinstance(r, Incident) else [("from", r.origin), ("to", r.destination)]
    places = [(g.get(name), e.place if isinstance(e, End) else e) for name, e in ends]
    return all(gold.spot(name).agrees(p.name, p.lat, p.lon, None) for name, p in places if name and p)


def measure(fused: Fused, truth: dict[str, dict[Record, int]], layer: str) -> Counter[str]:
    """Count pairs of claims of different reports, and proposals, right and wrong."""
    events: list[Event] = list(getattr(fused, layer))
    at = {id(c): e.id for e in events for c in e.claims}
    claims = [c for e in events for c in e.claims]
    name = {id(c): (c.report.id, int(c.record.evidence.rule)) for c in claims}
    event = {key: truth[layer].get(record, record) for key, record in name.items()}
    proposed = {frozenset((p.first.id, p.second.id)) for p in fused.proposals if p.layer == layer}
    n: Counter[str] = Counter()
    for a, b in combinations(claims, 2):
        if a.report.id == b.report.id:
            continue
        same, ids = event[id(a)] == event[id(b)], frozenset((at[id(a)], at[id(b)]))
        outcome = "joined" if len(ids) == 1 else "proposed" if ids in proposed else "apart"
        n[f"{outcome} {'right' if same != (outcome == 'apart') else 'wrong'}"] += 1
    held = {e.id: {event[id(c)] for c in e.claims} for e in events}
    n["proposals"] = len(proposed)
    n["proposals right"] = sum(bool(set.intersection(*(held[i] for i in pair))) for pair in proposed)
    return n


def main() -> None:
    """Print the figures."""
    told = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    truth = {layer: {tuple(m): n for n, e in enumerate(told.get(layer, [])) for m in e["members"]} for layer in LAYERS}
    reports = [gold for folder in sys.argv[2:] for gold in load_gold(Path(folder))]
    gazetteer = load_gazetteer(())
    ways = {
        "as annotated": [annotated(g) for g in reports],
        "as read": [as_read(g, parse(g.report, gazetteer)) for g in reports],
    }
    for way, parsed in ways.items():
        fused = fuse(parsed)
        for layer in LAYERS:
            n = measure(fused, truth, layer)
            right = n["joined right"], n["proposed right"], n["apart wrong"]
            print(
                f"{layer} {way}: {sum(right)} pairs are one event: {right[0]} joined, {right[1]} proposed, "
                f"{right[2]} kept apart; {n['joined wrong']} pairs joined wrongly; "
                f"of {n['proposals']} proposals {n['proposals right']} right"
            )


if __name__ == "__main__":
    main()
