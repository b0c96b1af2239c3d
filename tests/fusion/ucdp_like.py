"""Made-up events with the habits of UCDP's rows: few towns see most of them, and one town sees several in a day.

Towns, sentences and sides are those of the annotated reports (the corpus for development and the demo); where more places
are asked for, villages are made up around the towns. Each event is told by one to three reports that round tolls, lack a
date or a number now and then, and place the town a few kilometres apart. About one event in ten shares place and day with
another that is kept apart.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geomap.model import Evidence, Incident, Parsed, Place, Precision, Report, TimeSpan

KINDS = {
    "Armed clash": 40,
    "Shelling/artillery/missile attack": 22,
    "Air/drone strike": 18,
    "Attack": 12,
    "Suicide bomb": 4,
    "Remote explosive/landmine/IED": 4,
}
OUTLETS = [f"agency {n}" for n in range(12)]
ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = (("tests/corpus/dev/gold", "c*.json"), ("seeds/gold", "*.json"))  # those of the first figures
SETTLED = {"settlement", "city", "town", "village", "camp"}


class Corpus(NamedTuple):
    """What the annotated reports tell: towns, sentences by kind, the sides that they name and words by language."""

    towns: list[tuple[str, float, float]]
    told: dict[str, list[tuple[str, str]]]
    sides: dict[str, list[tuple[str, str]]]
    words: dict[str, list[str]]


@cache
def corpus() -> Corpus:
    """Return the corpus, in the order of its files."""
    golds = [json.loads(path.read_text("utf-8")) for d, names in ANNOTATED for path in sorted((ROOT / d).glob(names))]
    towns, told, sides, words = {}, {kind: [] for kind in KINDS}, {}, {}
    for gold in golds:
        for m in gold["mentions"]:
            if m.get("kind") in SETTLED and m.get("lat") is not None:
                towns[m.get("gold_name_en") or m["text"]] = (m["lat"], m["lon"])
        for r in gold["incidents"]:
            words.setdefault(gold["language"], []).extend(r["quote"].split())
            if r["type"] in told:
                told[r["type"]].append((gold["language"], r["quote"]))
                if r.get("perpetrator") and r.get("target"):  # UCDP's rows have both
                    sides.setdefault(gold["language"], []).append((r["perpetrator"], r["target"]))
    return Corpus([(name, *at) for name, at in towns.items()], told, sides, words)


def events(n: int, *, places: int, days: int, seed: int = 1) -> list[dict]:
    """Return true events: place, day, type, sides, deaths and the words that tell it."""
    rng = random.Random(seed)
    towns = corpus().towns[:places]
    known = len(towns)
    for k in range(known, places):  # villages around the towns that the corpus names
        name, lat, lon = towns[k % known]
        towns.append((f"{name} {k}", lat + rng.uniform(-1, 1), lon + rng.uniform(-1, 1)))
    weights = [1 / (k + 12) ** 0.7 for k in range(places)]
    out = []
    for k in range(n):
        name, lat, lon = rng.choices(towns, weights)[0]
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        language, sentence = rng.choice(corpus().told[kind])
        out.append({
            "n": k, "place": Place(name, name, lat, lon, "village"), "day": date(2019, 1, 1) + timedelta(rng.randrange(days)),
            "kind": kind, "sides": rng.choice(corpus().sides[language]), "killed": min(90, 1 + int(rng.expovariate(0.3))),
            "language": language, "words": [name, *sentence.split()],
        })  # fmt: skip
    return out


def claims(truth: list[dict], seed: int = 2) -> list[Parsed]:
    """Return reports of one claim each; the rule of a claim's evidence is the number of its event."""
    rng = random.Random(seed)
    copies = [range(rng.choices([1, 2, 3], [70, 20, 10])[0]) for _ in truth]
    parsed = [_claim(e, copy, rng) for e, many in zip(truth, copies, strict=True) for copy in many]
    rng.shuffle(parsed)
    return parsed


def _claim(e: dict, copy: int, rng: random.Random) -> Parsed:
    blur = rng.random()
    place = (
        e["place"]
        if blur < 0.8
        else Place(f"{e['place'].id}-{copy}", "x", e["place"].lat + 0.01, e["place"].lon, "village")
    )
    killed = (
        None
        if rng.random() < 0.15
        else max(0, e["killed"] + (rng.choice([-1, 1]) if copy and rng.random() < 0.25 else 0))
    )
    day = None if rng.random() < 0.05 else e["day"]
    words = [w if rng.random() < 0.8 else rng.choice(corpus().words[e["language"]]) for w in e["words"]]
    quote = Evidence(" ".join(words), 0, 10, str(e["n"]), 0.8)
    sides = e["sides"] if rng.random() < 0.8 else (e["sides"][0], None)
    record = Incident(
        e["kind"],
        quote,
        place,
        precision=Precision(1, 1, 2000),
        time=TimeSpan(day, day),
        killed=killed,
        actor1=sides[0],
        actor2=sides[1],
    )
    report = Report(
        f"r{e['n']}-{copy}", "x" * 10, e["day"] + timedelta(rng.randrange(2)), e["language"], outlet=rng.choice(OUTLETS)
    )
    return Parsed(report, (), (record,))


def wrongly_merged(truth: list[dict], groups: list[set[int]]) -> float:
    """Return the share of true events that stand in one group with another."""
    wrong = {n for g in groups if len(g) > 1 for n in g}
    return len(wrong) / len(truth)


def same_place_and_day(truth: list[dict]) -> list[set[int]]:
    """Return the groups that the naive rule makes."""
    found: dict = {}
    for e in truth:
        found.setdefault((e["place"].id, e["day"]), set()).add(e["n"])
    return list(found.values())
