"""Counting what was found: mentions, incidents, movements of one report against its annotation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.evaluation.agree import compatible, days, exact, pair, shared, touches
from geomap.model import SUB_EVENT_TYPES, Json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.evaluation.agree import Days
    from geomap.evaluation.gold import GoldReport

_NOT_SCORED = frozenset({"metonym", "demonym", "nationality", "org"})
_TOLLS = ("killed", "wounded", "captured")
_NEUTRAL_MOVES = ("optional", "habitual", "planned", "cumulative")
_ALIKE = ({"fighters", "forces"}, {"wounded", "civilians"}, {"wounded", "fighters"}, {"wounded", "forces"})
_NEAR_KM = 25.0


@dataclass(slots=True)
class Scores:
    """Counts that add up over reports, and lines that name each miss and false alarm."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    judged: list[tuple[Json, bool]] = field(default_factory=list)  # incidents and movements read, and whether right

    def share(self, part: str, whole: str) -> float | None:
        """One count as a share of another; None where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    def f1(self, found: str, false: str, gold: str) -> float | None:
        """Harmonic mean of precision and recall; None where there is neither gold nor finding."""
        both = 2 * self.counts[found] + self.counts[false] + self.counts[gold] - self.counts[found]
        return 2 * self.counts[found] / both if both else None

    def measures(self) -> dict[str, float | int | None]:
        """Return the figures by name; shares are 0..1."""
        c = self.counts
        return {
            "reports": c["reports"],
            "mentions_precision": self.share("mentions_found", "mentions_told"),
            "mentions_recall": self.share("mentions_found", "mentions"),
            "mentions_f1": self.f1("mentions_found", "mentions_false", "mentions"),
            "places_within_25_km": self.share("near", "located"),
            "incidents": c["incidents"],
            "incidents_lenient_f1": self.f1("lenient_found", "lenient_false", "incidents"),
            "incidents_strict_f1": self.f1("strict_found", "strict_false", "incidents"),
            "background_raised": self.share("background_raised", "background"),
            "dates_exact": self.share("date_right", "lenient_found"),
            **{f"{t}_exact": self.share(f"{t}_right", "lenient_found") for t in _TOLLS},
            "movements": c["movements"],
            "movements_f1": self.f1("movements_found", "movements_false", "movements"),
            "movement_counts_exact": self.share("count_right", "movements_found"),
            "evidence_verbatim": self.share("verbatim", "records"),
            "doubtful": c["doubtful"],
            "doubtful_right": c["doubtful_right"],
        }


def total(all_scores: Iterable[Scores]) -> Scores:
    """Add scores up."""
    out = Scores()
    for scores in all_scores:
        out.counts.update(scores.counts)
        out.notes += scores.notes
        out.judged += scores.judged
    return out


def score_report(gold: GoldReport, read: Json) -> Scores:
    """Score the record that ``geomap parse`` gives for a report; what is doubtful there counts as not found."""
    s = Scores()
    s.counts["reports"] += 1
    _mentions(gold, read["mentions"], s)
    _incidents(gold, read["incidents"], s)
    _movements(gold, read["movements"], s)
    if doubtful := read.get("doubtful"):
        s.counts["doubtful"] = len(doubtful)
        s.counts["doubtful_right"] = _more_found(gold, read, s)
    return s


def _more_found(gold: GoldReport, read: Json, s: Scores) -> int:
    """How many more annotated records would be found, were nothing of a record doubtful."""
    whole = Scores()
    kinds = [(d, "incidents" if "sub_event_type" in d else "movements") for d in read["doubtful"]]
    _incidents(gold, read["incidents"] + [d for d, kind in kinds if kind == "incidents"], whole)
    _movements(gold, read["movements"] + [d for d, kind in kinds if kind == "movements"], whole)
    return sum(whole.counts[name] - s.counts[name] for name in ("lenient_found", "movements_found"))


# ---------------------------------------------------------------- mentions


def _mentions(gold: GoldReport, read: list[Json], s: Scores) -> None:
    """Found: overlaps an annotated span. Borderline names, governments, demonyms and words for places are neutral."""
    marked = gold.records("mentions")
    scored = [not (m.get("optional") or m.get("usage") in _NOT_SCORED) for m in marked]
    spans = [(m["start"], m["end"]) for m in marked]
    order = sorted(range(len(marked)), key=lambda i: not scored[i])
    pairs = pair(order, len(read), lambda g, r: shared(spans[g], _span(read[r])) or None)
    for g, m in enumerate(marked):
        if not scored[g]:
            continue
        s.counts["mentions"] += 1
        s.counts["located"] += m.get("lat") is not None
        if g not in pairs:
            s.notes.append(f"{gold.report.id}: mention missed: {m['surface']} ({m['gold_name_en']})")
            continue
        s.counts["mentions_found"] += 1
        s.counts["near"] += m.get("lat") is not None and _near(gold, m, read[pairs[g]])
    neutral = [_around(m) for m, ok in zip(marked, scored, strict=True) if not ok]
    neutral += [(a["start"], a["end"]) for a in gold.records("anaphora")]
    apart = [(d["start"], d["end"]) for d in gold.records("distractors")]
    right = [span for span, ok in zip(spans, scored, strict=True) if ok]
    for r, m in enumerate(read):
        if r not in pairs.values() and _is_false(m, right, neutral, apart):
            s.counts["mentions_false"] += 1
            s.notes.append(f"{gold.report.id}: no place: {m['surface']} at {m['start']}")
    s.counts["mentions_told"] = s.counts["mentions_found"] + s.counts["mentions_false"]


def _near(gold: GoldReport, m: Json, read: Json) -> bool:
    spot = gold.spot(m["gold_name_en"])
    off = spot.distance(read.get("lat"), read.get("lon"))
    if spot.kind == "country":
        return spot.agrees(read.get("name"), None, None, None) or (off is not None and off <= spot.tolerance)
    wide = spot.agrees(read.get("name"), None, None, None) and read.get("kind") == "governorate"
    least = max(_NEAR_KM, 50.0 if spot.kind == "district" else 0.0, 100.0 if wide else 0.0)
    return off is not None and off <= max(least, spot.tolerance)


def _is_false(
    m: Json, right: list[tuple[int, int]], neutral: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> bool:
    span = _span(m)
    if any(shared(span, other) for other in right):
        return True
    if any(shared(span, other) for other in neutral):
        return False
    if any(shared(span, other) for other in apart):
        return bool(m["usage"] == "literal" and m["status"] == "resolved")
    return m["usage"] not in ("metonym", "demonym")


def _around(m: Json) -> tuple[int, int]:
    wider = len(m.get("full") or "") if m.get("optional") else 0
    return max(0, m["start"] - wider), m["end"] + wider


def _span(m: Json) -> tuple[int, int]:
    return m["start"], m["end"]


# ---------------------------------------------------------------- incidents


def _incidents(gold: GoldReport, all_read: list[Json], s: Scores) -> None:
    """Matched: type and place agree, days do not contradict, and the evidence is not another record's alone."""
    _check_quotes(gold, all_read, s)
    read = [i for i in all_read if i["modality"] not in ("planned", "negated")]
    marked = gold.records("incidents")
    neutral = [bool(g.get("optional") or g.get("vague")) for g in marked]
    told = _evidence(gold, marked, read)
    aside = _background(gold, told, read)
    s.counts["background"] += len(gold.records("background"))
    s.counts["background_raised"] += len(
        {
            n
            for n, b in enumerate(gold.records("background"))
            for r in aside
            if touches(_span(read[r]), (b["quote_start"], b["quote_end"]))
        }
    )
    order = sorted(range(len(marked)), key=lambda g: neutral[g])
    for name, strict in (("strict", True), ("lenient", False)):

        def weight(g: int, r: int, *, strict: bool = strict) -> float | None:
            fits = r not in aside and (not told[r] or g in told[r]) and _agrees(gold, marked[g], read[r], strict=strict)
            return _likeness(marked[g], read[r], together=g in told[r]) if fits else None

        pairs = pair(order, len(read), weight)
        s.counts["incidents"] += neutral.count(False) if strict else 0
        s.counts[f"{name}_found"] += sum(not neutral[g] for g in pairs)
        s.counts[f"{name}_false"] += len(read) - len(pairs)
    s.judged += [(read[r], True) for g, r in pairs.items() if not neutral[g]]
    for g, r in pairs.items():
        if not neutral[g]:
            _attributes(gold, marked[g], read[r], s)
    for g, record in enumerate(marked):
        if g not in pairs and not neutral[g]:
            s.notes.append(
                f"{gold.report.id}: incident missed: {record['type']} at {record['place']}: {record['quote'][:80]}"
            )
    for r, record in enumerate(read):
        if r not in pairs.values():
            s.judged.append((record, False))
            why = "background" if r in aside else "false alarm"
            s.notes.append(
                f"{gold.report.id}: {why}: {record['sub_event_type']} at {record['place']}: {record['quote'][:80]}"
            )


def _evidence(gold: GoldReport, marked: list[Json], read: list[Json]) -> list[set[int]]:
    """For each record that was read, the annotated ones that the same words tell, sums included."""
    spans = [gold.evidence(g) for g in marked]
    out = []
    for r in read:
        here = {g for g, some in enumerate(spans) if any(touches(_span(r), span) for span in some)}
        for sum_ in gold.records("aggregates"):
            if touches(_span(r), (sum_["quote_start"], sum_["quote_end"])):
                here |= set(sum_.get("covers") or [])
        out.append(here)
    return out


def _background(gold: GoldReport, told: list[set[int]], read: list[Json]) -> set[int]:
    """Records whose words tell only history, totals or forecasts."""
    spans = [(b["quote_start"], b["quote_end"]) for b in gold.records("background")]
    return {n for n, r in enumerate(read) if not told[n] and any(touches(_span(r), span) for span in spans)}


def _agrees(gold: GoldReport, g: Json, r: Json, *, strict: bool) -> bool:
    types = {g["type"], *(g.get("type_alt") or [])}
    top = {SUB_EVENT_TYPES.get(t) for t in types}
    kind = r["sub_event_type"] in types or (not strict and r["event_type"] in top)
    names = [n for n in (g["place"], *(g.get("place_alt") or [])) if n]
    place = any(gold.spot(n).agrees(r.get("place"), r.get("lat"), r.get("lon"), r.get("place_text")) for n in names)
    return kind and place and compatible(_gold_days(g), _read_days(r))


def _likeness(g: Json, r: Json, *, together: bool) -> float:
    types = [g["type"], *(g.get("type_alt") or [])]
    same = _gold_days(g) == _read_days(r)
    return (
        0.1
        + 0.4 * together
        + 0.15 * (r["sub_event_type"] in types)
        + 0.15 * same
        + 0.2 * (r["killed"] in _tolls(g, "killed"))
    )


def _tolls(g: Json, name: str) -> set[int | None]:
    """Figures that count as right: the record's own, the shared one, either side's."""
    joint = (g.get("joint") or {}).get(name)
    parts = {p[name] for p in g.get("parts") or [] if p.get(name) is not None}
    return {g.get(name)} | ({joint} if joint is not None else set()) | parts


def _attributes(gold: GoldReport, g: Json, r: Json, s: Scores) -> None:
    right = exact(_gold_days(g), _read_days(r), gold.report.published)
    s.counts["date_right"] += right
    if not right:
        s.notes.append(f"{gold.report.id}: date: {_gold_days(g)} read as {_read_days(r)}: {g['quote'][:80]}")
    for name in _TOLLS:
        s.counts[f"{name}_right"] += r[name] in _tolls(g, name)
        if r[name] not in _tolls(g, name):
            s.notes.append(f"{gold.report.id}: {name}: {g.get(name)} read as {r[name]}: {g['quote'][:80]}")


def _gold_days(g: Json) -> Days:
    return days(g, "date_from", "date_to", "date")


def _read_days(r: Json) -> Days:
    return days(r, "date_start", "date_end")


# ---------------------------------------------------------------- movements


def _movements(gold: GoldReport, all_read: list[Json], s: Scores) -> None:
    """Matched: one end agrees, the other does not contradict, and the groups are compatible."""
    _check_quotes(gold, all_read, s)
    read = [m for m in all_read if m["modality"] != "negated"]
    marked = gold.records("movements")
    neutral = [any(g.get(flag) for flag in _NEUTRAL_MOVES) for g in marked]
    told = _evidence(gold, marked, read)
    aside = _background(gold, told, read)

    def weight(g: int, r: int) -> float | None:
        fits = r not in aside and (not told[r] or g in told[r]) and _same_way(gold, marked[g], read[r])
        return 0.1 + 0.5 * (g in told[r]) + 0.3 * _count_right(marked[g], read[r]) if fits else None

    pairs = pair(sorted(range(len(marked)), key=lambda g: neutral[g]), len(read), weight)
    s.counts["movements"] += neutral.count(False)
    for g, record in enumerate(marked):
        if neutral[g]:
            continue
        if g in pairs:
            s.judged.append((read[pairs[g]], True))
            s.counts["movements_found"] += 1
            s.counts["count_right"] += _count_right(record, read[pairs[g]])
        else:
            s.notes.append(
                f"{gold.report.id}: movement missed: {record.get('from')} to {record.get('to')}: {record['quote'][:80]}"
            )
    for r, record in enumerate(read):
        if r not in pairs.values() and record["modality"] != "planned":
            s.judged.append((record, False))
            s.counts["movements_false"] += 1
            s.notes.append(f"{gold.report.id}: movement false alarm: {record['quote'][:80]}")


def _same_way(gold: GoldReport, g: Json, r: Json) -> bool:
    ends = [
        _end(gold, [g.get("from"), *(g.get("from_alt") or [])], r["origin"]),
        _end(gold, [g.get("to"), *(g.get("to_alt") or [])], r["destination"]),
    ]
    groups = {g.get("group"), *(g.get("group_alt") or [])}
    together = (
        r["group"] in groups or "mixed" in groups | {r["group"]} or any({a, r["group"]} in _ALIKE for a in groups)
    )
    return together and True in ends and False not in ends


def _end(gold: GoldReport, names: list[str | None], read: Json | None) -> bool | None:
    """Whether one end agrees; None where either side is silent."""
    known = [n for n in names if n]
    if not read or not known:
        return None
    return any(gold.spot(n).agrees(read.get("name"), read.get("lat"), read.get("lon"), read.get("text")) for n in known)


def _count_right(g: Json, r: Json) -> bool:
    if g.get("count_min") is not None:
        low, high = g["count_min"], g["count_max"]
        return (r["count_low"], r["count_high"]) == (low, high) or (
            r["count"] is not None and low <= r["count"] <= high
        )
    units = (r.get("unit") or "people") == (g.get("unit") or "people")
    return bool(r["count"] == g.get("count") and (units or r["count"] is None))


def _check_quotes(gold: GoldReport, read: list[Json], s: Scores) -> None:
    for r in read:
        s.counts["records"] += 1
        s.counts["verbatim"] += gold.report.text[r["start"] : r["end"]] == r["quote"]
