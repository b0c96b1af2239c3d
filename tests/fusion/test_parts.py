"""Fusion in parts finds what fusion of everything at once finds."""

from __future__ import annotations

import importlib.util
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.fusion import claims, fuse
from geomap.fusion.parts import alike, clusters, settle, sketches, twins

if TYPE_CHECKING:
    from geomap.model import Claim, Parsed

SPEC = importlib.util.spec_from_file_location("ucdp_like", Path(__file__).with_name("ucdp_like.py"))
ucdp_like = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(ucdp_like)
PARTS = 5


def told(seed: int, number: int, places: int) -> list[Parsed]:
    """Reports of made-up events, some of whose claims reach over weeks, stand twice, are undated, or move people."""
    dice = random.Random(seed)
    out = []
    for parsed in ucdp_like.claims(ucdp_like.events(number, places=places, days=40, seed=seed), seed=seed):
        incidents = []
        for i in parsed.incidents:
            span = i.time
            if span.start and dice.random() < 0.2:
                span = replace(span, end=span.start + timedelta(dice.randrange(30)), precision=3)
            incidents += [replace(i, time=span)] * (2 if dice.random() < 0.1 else 1)
        out.append(replace(parsed, incidents=tuple(incidents)))
    dice.shuffle(out)
    return out


def in_parts(layer: str, numbered: dict[int, Claim]) -> tuple[list, list]:
    """Do what a cluster of machines does: match by weeks, settle by clusters, each anywhere."""
    drawn = sketches(numbered)
    pairs = twins(drawn)
    linked = []
    for part in range(PARTS):
        reaching = [s for s in drawn if any(w % PARTS == part for w in s.weeks)]
        linked += alike(random.Random(part).sample(reaching, len(reaching)), lambda w, part=part: w % PARTS == part)
    root = clusters([*pairs, *linked])
    found, proposals = [], []
    for part in range(PARTS):
        own = {n: c for n, c in numbered.items() if root.get(n, n) % PARTS == part}
        e, p = settle(own, [pair for pair in linked if pair[0] in own], layer)
        found += e
        proposals += p
    return found, proposals


@pytest.mark.parametrize(("seed", "number", "places"), [(1, 60, 40), (2, 400, 30), (3, 900, 4)])
def test_parts_find_what_the_whole_finds(seed: int, number: int, places: int) -> None:
    parsed = told(seed, number, places)
    whole = fuse(parsed)
    numbered = dict(enumerate(claims(parsed)["incidents"]))
    found, proposals = in_parts("incidents", numbered)
    assert len(whole.incidents) < len(numbered)  # something was joined
    assert whole.proposals
    assert sorted(found, key=lambda e: e.id) == sorted(whole.incidents, key=lambda e: e.id)
    by_ids = {(p.first.id, p.second.id): p for p in proposals}
    assert by_ids == {(p.first.id, p.second.id): p for p in whole.proposals}


def test_no_claims_are_no_events() -> None:
    assert in_parts("movements", {}) == ([], [])
    assert claims([])["movements"] == []
