"""Made-up events with the habits of UCDP's rows: few towns see most of them, and one town sees several in a day.

Each event is told by one to three reports that round tolls, lack a date or a number now and then, and place the town a
few kilometres apart. About one event in ten shares place and day with another that is kept apart.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from geomap.model import Evidence, Incident, Parsed, Place, Precision, Report, TimeSpan

KINDS = {
    "Armed clash": 40,
    "Shelling/artillery/missile attack": 22,
    "Air/drone strike": 18,
    "Attack": 12,
    "Suicide bomb": 4,
    "Remote explosive/landmine/IED": 4,
}
DYADS = [
    ("Government", "Insurgents"),
    ("Government", "Islamic State"),
    ("SDF", "Islamic State"),
    ("Islamic State", "Civilians"),
    ("Government", "Civilians"),
]
OUTLETS = [f"agency {n}" for n in range(12)]
WORDS = [
    "market",
    "road",
    "convoy",
    "checkpoint",
    "house",
    "school",
    "field",
    "bridge",
    "patrol",
    "raid",
    "ambush",
    "rocket",
    "shells",
    "warplanes",
    "night",
    "dawn",
    "noon",
    "villagers",
    "fighters",
    "soldiers",
    "wounded",
    "hospital",
    "source",
    "said",
    "eastern",
    "western",
    "outskirts",
    "clashes",
    "position",
    "attack",
    "killed",
]


def events(n: int, *, places: int, days: int, seed: int = 1) -> list[dict]:
    """Return true events: place, day, type, sides, deaths and the words that tell it."""
    rng = random.Random(seed)
    towns = [(f"town-{k}", 33 + rng.random() * 4, 36 + rng.random() * 6) for k in range(places)]
    weights = [1 / (k + 12) ** 0.7 for k in range(places)]
    out = []
    for k in range(n):
        name, lat, lon = rng.choices(towns, weights)[0]
        out.append({
            "n": k, "place": Place(name, name, lat, lon, "village"), "day": date(2019, 1, 1) + timedelta(rng.randrange(days)),
            "kind": rng.choices(list(KINDS), list(KINDS.values()))[0], "sides": rng.choice(DYADS),
            "killed": min(90, 1 + int(rng.expovariate(0.3))), "words": rng.sample(WORDS, 9),
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
    words = [w if rng.random() < 0.8 else rng.choice(WORDS) for w in e["words"]]
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
        f"r{e['n']}-{copy}", "x" * 10, e["day"] + timedelta(rng.randrange(2)), "en", outlet=rng.choice(OUTLETS)
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
