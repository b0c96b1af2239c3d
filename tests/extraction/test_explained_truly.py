"""What explain says of the records of real reports agrees with what was read of them: each property holds for all."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from geomap.cli import claims
from geomap.dataset import claim_row
from geomap.evaluation import load_gold
from geomap.extraction import read
from geomap.model import Claim, Mention, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
CORPUS = Path(__file__).parents[1] / "corpus" / "dev"
ROW = re.compile(r"      (\S+) +\[(\d+):(\d+)\] +\u2068[^\u2069]*\u2069: (.*)")
PLACES = ("place", "origin", "via", "destination")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}

Told = tuple[dict, list[str], list[Mention]]  # a claim's row, what is printed of it, the names of its sentence


def told(report: Report) -> list[Told]:
    parsed = read(report, GAZETTEER)
    found = [Claim(parsed.report, r) for r in (*parsed.incidents, *parsed.movements)]
    rows = json.loads(json.dumps([claim_row(claim) for claim in found]))
    out = []
    for row, claim in zip(rows, found, strict=True):
        first, last = row["sentence_start"], row["sentence_start"] + len(row["sentence"])
        beside = [r for r in rows if r is not row and r["sentence_start"] == first]
        names = [m for m in parsed.mentions if first <= m.start < last]
        out.append((row, list(claims.lines(row, beside, claim, GAZETTEER)), names))
    return out


@pytest.fixture(scope="module")
def records() -> list[Told]:
    found = [one for gold in load_gold(CORPUS)[::60] for one in told(gold.report)]
    assert len(found) > 80
    return found


def line(lines: list[str], label: str) -> str:
    return next((x[14:] for x in lines if x.startswith(f"    {label:<8}  ")), "")


def marks(row: dict, *roles: str) -> list[tuple[int, int]]:
    """Where the words of some roles stand in the sentence itself."""
    first, last = row["sentence_start"], row["sentence_start"] + len(row["sentence"])
    return [(a, b) for a, b, role in row["marks"] if role in roles and first <= a < last]


def test_the_only_place_has_no_other_beside_it(records: list[Told]) -> None:
    alone = 0
    for _, lines, names in records:
        if "the only place that the sentence names" in line(lines, "place"):
            alone += 1
            named = {m.place.id if m.place else m.surface for m in names if m.usage != "demonym"}
            assert len(named) == 1, names
    assert alone > 10


def test_what_is_not_told_here_has_no_words_here(records: list[Told]) -> None:
    for row, lines, _ in records:
        if "not named here" in line(lines, "place") and "group" not in row:
            assert not marks(row, "place"), lines
        if "told here" in line(lines, "day"):
            assert not marks(row, "date"), lines
        if line(lines, "day").partition(": ")[2].startswith("told in"):
            assert marks(row, "date"), lines


def test_each_end_of_a_movement_is_told_once_and_no_other(records: list[Told]) -> None:
    moved = 0
    for row, lines, _ in records:
        if row.get("group"):
            moved += 1
            told_of = Counter(re.findall(r"\b(origin|destination) (?:by|not)", line(lines, "place")))
            assert told_of == {end: 1 for end in ("origin", "destination") if row[end]}, lines
    assert moved > 20


def test_nothing_is_both_taken_and_passed_over_and_nothing_told_twice(records: list[Told]) -> None:
    for row, lines, names in records:
        passed = [m.groups() for x in lines if (m := ROW.fullmatch(x))]
        assert not [key for key, n in Counter(passed).items() if n > 1]
        ends = [row.get("origin"), row.get("destination"), *(row.get("via") or ())]
        own = {row.get("place_id"), *(end["place_id"] for end in ends if end)}
        for kind, start, end, verdict in passed:
            if kind == "place":
                assert not [a for a, b in marks(row, *PLACES) if a < int(end) and int(start) < b], lines
                meant = [m.place.id for m in names if m.place and m.start < int(end) and int(start) < m.end]
                assert verdict == "the same place, named again" or not own & set(meant), (row["id"], verdict)


def test_each_thing_that_counted_is_told_once(records: list[Told]) -> None:
    for row, lines, _ in records:
        signs = [x[15:] for x in lines if re.match(" {8}[+-]", x)]
        assert len(signs) == len(set(signs)), row
        for what in ("its place", "words listed for killing", "right before its word", "right after its word"):
            assert len([s for s in signs if s.startswith((what, f"what stands {what}"))]) <= 2, signs


def test_words_that_a_sign_is_stand_where_it_says(records: list[Told]) -> None:
    """As many behind a number as it says, none behind none, and before the record's word what is said to stand there."""
    told: Counter[str] = Counter()
    for row, lines, _ in records:
        text = claims.apart(row["sentence"])
        before = text[: marks(row, "trigger")[0][0] - row["sentence_start"] + 1] if marks(row, "trigger") else text
        for sign in (x[15:] for x in lines if re.match(" {8}[+-]", x)):
            words = re.findall("\u2068([^\u2069]*)\u2069", sign)
            assert all(w in text for w in words), sign
            counted = sign if sign.startswith(("words and phrases listed", "names of places")) else ""
            for number, named in re.findall(r"(\w+(?: or more)?) \((\u2068[^)]*)\)", counted):
                told["counted"] += 1
                assert named.count("\u2068") in ((NUMBERS[number],) if number in NUMBERS else (3, 4)), sign
            assert not re.search(r"none:? \(?\u2068", sign)
            for label in ("before its word, in its clause", "what stands right before its word"):
                if sign.startswith(label) and words:
                    told[label] += 1
                    assert any(w in before for w in words), (sign, before)
            if "right after its word" in sign:
                told["after"] += 1
                assert words or not marks(row, "trigger"), sign
    assert all(told[x] > 5 for x in ("counted", "what stands right before its word", "after")), told


def test_all_signs_can_be_seen() -> None:
    parsed = read(load_gold(CORPUS)[0].report, GAZETTEER)
    claim = Claim(parsed.report, parsed.incidents[0])
    row = json.loads(json.dumps(claim_row(claim)))
    short, whole = (list(claims.lines(row, [], claim, GAZETTEER, whole=way)) for way in (False, True))
    assert [x for x in short if "(--all names them)" in x]
    assert not [x for x in whole if "weaker" in x]
    signs = [[x for x in lines if re.match(" {8}[+-]", x)] for lines in (short, whole)]
    assert set(signs[0]) < set(signs[1])
