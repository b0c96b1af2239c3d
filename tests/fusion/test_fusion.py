"""Fusion on the annotated demo reports, on chosen traps, and on many claims."""

import json
import random
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.fusion import fuse
from geomap.model import End, Evidence, Incident, Movement, Parsed, Place, Precision, Report, TimeSpan

SEEDS = Path(__file__).parents[2] / "seeds"
FINE, COARSE = Precision(1, 1, 2000), Precision(4, 3, 100_000)
COORDINATES = {  # places that only movements name
    "Al-Baghuz camp": (34.4476, 40.9534),
    "Al-Tanak oil field": (34.9064, 40.8339),
    "Al-Hol camp": (36.38, 41.14),
    "Al-Hasakah": (36.502, 40.748),
    "Deir ez-Zor Governorate": (35.0, 40.5),
    "Albu Kamal": (34.453, 40.92),
    "Al-Busayrah": (35.155, 40.428),
}


def day(text):
    return date.fromisoformat(text) if text else None


def gold_place(name, places):
    lat, lon = places.get(name) or COORDINATES[name]
    coarse = "Governorate" in name or name in {"Syria", "Iraq"}
    return Place(name, name, lat, lon), COARSE if coarse else FINE


def evidence(record):
    return Evidence(record["quote"], record["quote_start"], record["quote_end"], f"gold {record['n']}", 0.9)


def time_of(record):
    end = day(record.get("date_to") or record["date"])
    return TimeSpan(day(record.get("date_from") or record["date"]), end)


def modality(record):
    return next((m for m in ("cumulative", "habitual", "planned") if record.get(m)), "occurred")


def gold_reports():
    """The annotation of the demo reports as claims; the rule of each claim's evidence ends with its gold index."""
    for path in sorted((SEEDS / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        places = {m["gold_name_en"]: (m["lat"], m["lon"]) for m in gold["mentions"] if m["lat"] is not None}
        places |= {r["place"]: (r["place_lat"], r["place_lon"]) for r in gold["incidents"] if r.get("place_lat")}

        def end(name, places=places):
            return End(*gold_place(name, places), name) if name else None

        located = [(r, *gold_place(r["place"], places)) for r in gold["incidents"]]
        incidents = [
            Incident(
                r["type"], evidence(r), place, precision=precision, time=time_of(r),
                killed=r["killed"], wounded=r["wounded"], captured=r["captured"],
            )
            for r, place, precision in located
        ]  # fmt: skip
        movements = [
            Movement(
                r["group"], evidence(r), end(r["from"]), (), end(r["to"]), r["count"], unit=r["unit"], time=time_of(r),
                modality=modality(r),
            )
            for r in gold["movements"]
        ]  # fmt: skip
        report = Report(gold["id"], "x", day(gold["published"]), gold["language"])
        yield Parsed(report, (), tuple(incidents), tuple(movements))


def pairs(groups):
    return {frozenset(p) for g in groups for p in combinations(g, 2)}


def told(event):
    return [(c.report.id, int(c.record.evidence.rule.split()[-1])) for c in event.claims]


@pytest.mark.parametrize(("kind", "recall"), [("incidents", 1.0), ("movements", 0.8)])
def test_groups_of_the_demo_reports(kind, recall):
    gold = json.loads((SEEDS / "fusion.json").read_text("utf-8"))[kind]
    want = pairs([tuple(m) for m in e["members"]] for e in gold)
    got = pairs(told(e) for e in getattr(fuse(list(gold_reports())), kind))
    assert got <= want
    assert len(got & want) >= recall * len(want)


def test_the_order_of_reports_changes_nothing():
    reports = list(gold_reports())
    want = fuse(reports)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert fuse(reports) == want


def incident(report, kind="Armed clash", at=(35.0, 40.0), on="2019-03-03", *, where=FINE, start=0, **fields):
    place = Place(f"p{at}", "P", *at) if at else None
    quote = Evidence("x" * 10, start, start + 10, "r", 0.9)
    day_ = TimeSpan(day(on), day(on))
    record = Incident(kind, quote, place, precision=where if at else None, time=day_, **fields)
    return Parsed(Report(report, "x" * 99, date(2019, 3, 3)), (), (record,))


def groups(*parsed):
    return sorted(len(e.claims) for e in fuse(parsed).incidents)


def test_same_type_place_and_day_are_one():
    assert groups(incident("a", killed=13), incident("b", killed=14)) == [2]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "Air/drone strike"},
        {"kind": "Attack"},
        {"at": (35.3, 40.0)},
        {"at": None},
        {"on": "2019-03-02"},
        {"on": None},
        {"killed": 40},
        {"modality": "planned"},
        {"modality": "negated"},
        {"at": (35.2, 40.1), "where": COARSE},
    ],
)
def test_same_place_or_day_alone_is_not_enough(other):
    assert groups(incident("a", killed=4), incident("b", **({"killed": None} | other))) == [1, 1]
    assert groups(incident("a", killed=4), incident("b", killed=4)) == [2]


def test_a_count_that_one_report_lacks_parts_days_of_battle_but_not_single_acts():
    assert groups(incident("a", killed=4), incident("b")) == [1, 1]
    assert groups(incident("a", "Suicide bomb", killed=4), incident("b", "Suicide bomb")) == [2]


def test_a_large_toll_joins_what_is_told_without_a_date_or_from_afar():
    assert groups(incident("a", on=None, killed=30), incident("b", on=None, killed=30)) == [2]
    assert groups(incident("a", killed=30), incident("b", at=(35.2, 40.1), where=COARSE, killed=30)) == [2]


def test_two_attacks_of_one_report_stay_two():
    first, second = incident("a", killed=4), incident("a", killed=13, start=20)
    assert groups(first, second) == [1, 1]
    assert groups(first, second, incident("b", killed=4), incident("b", killed=14, start=20)) == [2, 2]


def test_a_restatement_joins_its_report():
    assert groups(incident("a", killed=4), incident("a", killed=4, start=20)) == [2]
    assert groups(incident("a", on=None), incident("a", on=None, start=20)) == [1, 1]


def test_sums_are_left_out():
    assert groups(incident("a", killed=17, aggregate=True), incident("b", killed=17)) == [1]


def test_the_best_claim_says_most():
    vague, full = incident("a", where=Precision(2, 2, 9000)), incident("b", actor1="SDF")
    (event,) = fuse([vague, full]).incidents
    assert event.best.report.id == "b"


def test_ids_are_unique_and_come_from_content():
    twins = [incident("a", on=None), incident("a", on=None)]
    ids = [e.id for e in fuse(twins).incidents]
    assert len(set(ids)) == 2
    assert ids == [e.id for e in fuse(twins).incidents]
    assert fuse([incident("a")]).incidents[0].id != fuse([incident("b")]).incidents[0].id


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.sampled_from([None, 2, 3]), st.integers(0, 2))))
def test_every_claim_stands_in_one_event(rows):
    parsed = [
        incident(r, at=(35 + p / 50, 40.0), on=f"2019-03-0{d + 1}", killed=k, start=n)
        for n, (r, p, k, d) in enumerate(rows)
    ]
    events = fuse(parsed).incidents
    claims = sorted(c.record.evidence.start for e in events for c in e.claims)
    assert claims == list(range(len(rows)))
    for e in events:
        assert len({c.record.time.start for c in e.claims}) == 1


def test_many_claims_and_a_crowded_block():
    r = random.Random(7)
    parsed = []
    for n in range(3000):
        on = date(2019, 1, 1) + timedelta(r.randrange(30))
        at = (35 + r.randrange(3) / 10, 40.0)
        parsed.append(incident(f"r{n}", at=at, on=on.isoformat(), killed=r.choice([None, 1, 5, 20])))
    events = fuse(parsed).incidents
    assert sum(len(e.claims) for e in events) == 3000
    assert len(events) < 1000
