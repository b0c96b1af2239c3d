"""Same, possibly same, different; sums linked to their parts; tolls corrected; rows with the habits of UCDP's."""

import importlib.util
import random
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import mean

import pytest

from geomap.dataset import layers
from geomap.fusion import fuse
from geomap.model import End, Evidence, Incident, Movement, Parsed, Place, Precision, Report, TimeSpan

SPEC = importlib.util.spec_from_file_location("ucdp_like", Path(__file__).with_name("ucdp_like.py"))
ucdp_like = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(ucdp_like)

BAGHUZ = Place("baghuz", "Al-Baghuz", 34.4586, 40.9506, "village")
DAY = date(2019, 3, 3)


def told(report, *, published=DAY, outlet=None, start=0, kind="Attack", sentence="", on=DAY, **fields):
    quote = Evidence("x" * 10, start, start + 10, "r", 0.9, sentence)
    record = Incident(kind, quote, BAGHUZ, precision=Precision(1, 1, 2000), time=TimeSpan(on, on), **fields)
    return Parsed(Report(report, "x" * 99, published, "en", outlet=outlet), (), (record,))


def join(*parsed):
    """Several claims of one report."""
    return Parsed(parsed[0].report, (), tuple(i for p in parsed for i in p.incidents))


def test_three_outcomes():
    same = fuse([told("a", killed=13), told("b", killed=13)])
    assert (len(same.incidents), len(same.proposals)) == (1, 0)
    possible = fuse([told("a", kind="Armed clash", killed=4), told("b", kind="Armed clash")])
    assert (len(possible.incidents), len(possible.proposals)) == (2, 1)
    different = fuse([told("a", killed=4), told("b", kind="Air/drone strike", killed=4)])
    assert (len(different.incidents), len(different.proposals)) == (2, 0)


@pytest.mark.parametrize(
    ("later", "kind", "proposed"),
    [
        (date(2019, 3, 6), "Attack", True),
        (date(2019, 3, 7), "Attack", False),  # too long after
        (DAY, "Arrests", False),
        (DAY, "Armed clash", False),  # kin, but no more than that
    ],
)
def test_undated_claims_of_one_place_and_type_are_proposed_not_joined(later, kind, proposed):
    fused = fuse([told("a", on=None), told("b", kind=kind, on=None, published=later)])
    assert (len(fused.incidents), len(fused.proposals)) == (2, proposed)


def test_a_later_count_of_the_same_outlet_supersedes_with_its_bounds():
    def moved(report, published, count, low, high):
        there = End(BAGHUZ, Precision(1, 1, 2000), "Al-Baghuz")
        record = Movement(
            "civilians", Evidence("x" * 10, 0, 10, "r", 0.9), there, (), None, count, count_low=low, count_high=high,
            time=TimeSpan(DAY, DAY),
        )  # fmt: skip
        return Parsed(Report(report, "x" * 99, published, "en", outlet="agency"), (), (), (record,))

    (event,) = layers([], fuse([moved("a", DAY, 480, 400, 490), moved("b", date(2019, 3, 4), 500, 450, 550)])).movements
    assert tuple(event["properties"][f"count_{end}"] for end in ("low", "best", "high")) == (450, 500, 550)


def test_a_proposal_says_why():
    fused = fuse([told("a", kind="Armed clash", killed=4), told("b", kind="Armed clash")])
    (row,) = layers([], fused).proposals
    assert {row["first_report"], row["second_report"]} == {"a", "b"}
    assert row["score"] == sum(row[p] for p in ("type", "time", "place", "counts", "actors", "words"))
    assert row["counts"] == -1.0
    assert {row["first"], row["second"]} == {e.id for e in fused.incidents}


def test_events_of_one_report_are_never_proposed():
    assert not fuse([join(told("a", killed=4), told("a", killed=5, start=20))]).proposals


def test_the_score_of_a_claim_keeps_its_parts():
    (event,) = layers([], fuse([told("a", killed=13), told("b", killed=13)])).incidents
    match = event["properties"]["claims"][0]["match"]
    assert (match["counts"], match["score"]) == (2.0, 7.0)
    (alone,) = layers([], fuse([told("a")])).incidents
    assert alone["properties"]["claims"][0]["match"] is None


def test_shared_wording_and_other_sides():
    words = "masked gunmen on motorbikes opened fire at the checkpoint near the old market"
    alike = fuse([told("a", killed=3, sentence=words), told("b", killed=5, sentence=words)])
    assert len(alike.incidents) == 1
    others = fuse(
        [told("a", killed=3, actor1="SDF", actor2="Islamic State"), told("b", killed=5, actor1="Army", actor2="Rebels")]
    )
    assert len(others.incidents) == 2


def test_a_sum_is_linked_to_its_parts_and_not_added():
    parts = join(
        told("a", killed=17, aggregate=True),
        told("a", kind="Suicide bomb", killed=13, start=20),
        told("a", killed=4, start=40),
        told("a", kind="Arrests", killed=1, start=60),
    )
    fused = fuse([parts, told("b", kind="Suicide bomb", killed=13)])
    assert len(fused.incidents) == 3
    data = layers([parts], fused)
    (total,) = data.totals
    tolls = {f["id"]: f["properties"]["killed_best"] for f in data.incidents}
    assert sorted(tolls[i] for i in total["parts"]) == [4, 13]
    assert (total["killed"], total["report"]) == (17, "a")


def test_a_sum_whose_parts_are_unknown_stays_a_total():
    (total,) = fuse([told("a", killed=17, aggregate=True)]).totals
    assert total.parts == ()


@pytest.mark.parametrize(
    ("outlet", "later", "want"),
    [
        ("agency", date(2019, 3, 4), (14, 14, 14)),  # corrected
        ("agency", DAY, (13, 13, 14)),  # the same day: nobody knows which is later
        (None, date(2019, 3, 4), (13, 14, 14)),  # another outlet, or nobody knows
    ],
)
def test_a_later_toll_of_the_same_outlet_supersedes(outlet, later, want):
    fused = fuse([told("a", killed=13, outlet=outlet), told("b", killed=14, outlet=outlet, published=later)])
    (event,) = layers([], fused).incidents
    assert tuple(event["properties"][f"killed_{end}"] for end in ("low", "best", "high")) == want
    assert [c["superseded"] for c in event["properties"]["claims"]] == [["killed"] if want[0] == 14 else [], []]


def test_an_event_keeps_its_id_when_later_reports_tell_it():
    first = fuse([told("a", killed=13)]).incidents[0].id
    later = told("b", killed=13, published=date(2019, 3, 5), actor1="SDF", actor2="Islamic State", wounded=2)
    assert fuse([told("a", killed=13), later]).incidents[0].id == first


def test_ucdp_like_events_of_one_place_and_day_stay_apart():
    naive, wrong, pairs = [], [], []
    for seed in (1, 2, 3):
        truth = ucdp_like.events(2000, places=300, days=90, seed=seed)
        naive.append(ucdp_like.wrongly_merged(truth, ucdp_like.same_place_and_day(truth)))
        parsed = ucdp_like.claims(truth, seed + 10)
        fused = fuse(parsed)
        wrong.append(
            ucdp_like.wrongly_merged(truth, [{int(c.record.evidence.rule) for c in e.claims} for e in fused.incidents])
        )
        event = {c.report.id: e.id for e in fused.incidents for c in e.claims}
        copies = {}
        for p in parsed:
            copies.setdefault(p.incidents[0].evidence.rule, []).append(event[p.report.id])
        pairs += [a == b for ids in copies.values() for a, b in combinations(ids, 2)]
    assert 0.08 <= mean(naive) <= 0.13
    assert max(wrong) <= 0.03
    assert sum(pairs) >= 0.85 * len(pairs)
    random.Random(5).shuffle(parsed)
    assert fuse(parsed) == fused


STRIKE = "An air strike on Raqqa killed {} people on Sunday."


def strike(report, killed, **more):
    return told(
        report, kind="Air/drone strike", killed=killed, actor1="Coalition", sentence=STRIKE.format(killed), **more
    )


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [(2, 28, 2), (0, 30, 2), (10, 31, 2), (2, 7, 1), (1, 4, 1), (10, 30, 1), (28, 28, 1), (None, 28, 1)],
)
def test_tolls_far_apart_are_a_proposal_whatever_the_words(first, second, events):
    for one, other in ((first, second), (second, first)):
        fused = fuse([strike("a", one, outlet="A"), strike("b", other, outlet="B")])
        assert (len(fused.incidents), len(fused.proposals)) == (events, events - 1)


def test_tolls_far_apart_do_not_join_by_what_else_agrees():
    fused = fuse([strike("a", 2, outlet="A", wounded=150), strike("b", 28, outlet="B", wounded=150)])
    assert (len(fused.incidents), len(fused.proposals)) == (2, 1)


def test_a_later_toll_far_apart_joins_the_earlier_one_of_its_outlet_only():
    early, late = strike("a1", 2, outlet="A"), strike("a2", 28, outlet="A", published=date(2019, 3, 4))
    assert len(fuse([early, late]).incidents) == 1
    assert len(fuse([early, late, strike("b", 28, outlet="B")]).incidents) == 1
    assert (
        len(fuse([strike("a1", 2, outlet="A"), strike("a2", 28, outlet="A")]).incidents) == 2
    )  # on one day: two strikes


def test_a_ladder_of_tolls_does_not_lead_from_few_dead_to_many():
    fused = fuse([strike(f"r{n:05}", n, outlet=f"o{n}") for n in range(1, 2001)])
    assert len(fused.incidents) > 100
    for event in fused.incidents:
        killed = [c.record.killed for c in event.claims]
        assert max(killed) <= max(3 * min(killed), min(killed) + 5)
