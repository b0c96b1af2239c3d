"""Looking names up, side by side: geomap against plain string measures.

    python benchmarks/bench_find.py SY.txt
    GEONAMES=SY.txt python benchmarks/bench_find.py
    python benchmarks/bench_find.py

With a GeoNames file, primary names (and one Arabic name) of each place are the gazetteer, its other names the queries.
Without one, the gazetteers that ship are, and the queries are names of the hand-kept places with a letter left out,
written twice or exchanged with the next: geomap looks for them in all the world, the others among the hand-kept ones
alone. The figures of the two kinds do not compare. A candidate is right within 3 km. Prints acc@1, acc@5 and queries a
second for each; ICU too where PyICU is installed (it has no wheels, and the tests need none of it).
"""

from __future__ import annotations

import importlib.util
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from geomap.places import load_gazetteer
from geomap.places.geonames import Dump
from geomap.places.table import CURATED
from geomap.text import is_arabic, name_key, sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.model import Place

QUERIES = 300
SHORT = 4  # letters of a name that a slip makes another one
KM = 3.0
Points = list[tuple[float, float]]


def primary(row: list[str]) -> list[str]:
    """Cut a row's alternate names down to one Arabic name."""
    arabic = next((a for a in row[3].split(",") if a and is_arabic(a)), "")
    return [*row[:3], arabic, *row[4:]]


def slips(places: list[Place]) -> list[tuple[str, Place]]:
    """Names of places with a slip in each."""
    dice, out = random.Random(1), []
    for name, place in dice.sample([(n, p) for p in places for n in p.names if len(n) > SHORT], QUERIES):
        at = dice.randrange(1, len(name) - 1)
        pair = name[at : at + 2]
        out.append((name[:at] + dice.choice((pair[1], pair[0] + pair, pair[::-1])) + name[at + 2 :], place))
    return out


def queries(path: Path) -> list[tuple[str, Place]]:
    """Names of places that the primary names do not hold."""
    out = []
    for place in Dump(path).places():
        known = {name_key(n) for n in (place.name, place.name_ar or "")}
        out += [(n, place) for n in place.variants if name_key(n) not in known]
    return random.Random(1).sample(out, min(QUERIES, len(out)))


def near(place: Place, points: Points) -> bool:
    """Whether one of the points is the place's."""
    return any(abs(lat - place.lat) < KM / 111 and abs(lon - place.lon) < KM / 90 for lat, lon in points)


def report(label: str, asked: list[tuple[str, Place]], answer: Callable[[list[str]], Iterable[Points]]) -> None:
    """Ask everything and print the figures."""
    start = time.process_time()
    points = list(answer([name for name, _ in asked]))
    rate = len(asked) / (time.process_time() - start)
    found = list(zip((place for _, place in asked), points, strict=True))
    first, five = (sum(near(p, points[:n]) for p, points in found) / len(asked) for n in (1, 5))
    print(f"{label:34s} {first:.3f}  {five:.3f}  {rate:9,.0f}")


def main() -> None:
    """Run every measure on the file given."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GEONAMES")
    with tempfile.TemporaryDirectory() as folder:
        none = Path(folder) / "none.csv"
        if given:
            path, small = Path(given), Path(folder) / Path(given).name
            rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
            small.write_text("\n".join("\t".join(primary(r)) for r in rows) + "\n", "utf-8")
            places, asked = list(Dump(small).places()), queries(path)
            index = load_gazetteer([small], user=none)
        else:
            index = load_gazetteer((), user=none)
            places = [p for p in index.places() if p.rank == CURATED]
            asked = slips(places)
        country = places[0].country if given else None
        names = [(n, p) for p in places for n in p.names]
        print(f"{given or 'hand-kept places'}: {len(places):,} places, {len(asked):,} names")
        print(f"{'':34s} acc@1  acc@5  a second")
        report(
            "geomap", asked,
            lambda queries: (
                [(c.place.lat, c.place.lon) for c in found.candidates]
                for found in index.resolve_all((q, country, None) for q in queries)
            ),
        )  # fmt: skip
        exact: dict[str, Points] = {}
        for name, place in names:
            exact.setdefault(name_key(name), []).append((place.lat, place.lon))
        report("the same key", asked, lambda queries: (exact.get(name_key(q), []) for q in queries))
        for prepared, prepare in (("", name_key), (", by sound", sound), *icu()):
            keys = [prepare(n) for n, _ in names]
            for label, scorer in (
                ("ratio", fuzz.ratio),
                ("WRatio", fuzz.WRatio),
                ("Jaro-Winkler", JaroWinkler.similarity),
            ):
                report(
                    f"rapidfuzz {label}{prepared}", asked,
                    lambda queries, s=scorer, k=keys, f=prepare: (
                        [(names[i][1].lat, names[i][1].lon) for _, _, i in process.extract(f(q), k, scorer=s, limit=5)]
                        for q in queries
                    ),
                )  # fmt: skip


def icu() -> list[tuple[str, Callable[[str], str]]]:
    """Return ICU's transliteration to plain Latin letters, where PyICU is installed."""
    if not importlib.util.find_spec("icu"):
        return []
    module: Any = importlib.import_module("icu")
    return [(", by ICU", module.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower").transliterate)]


if __name__ == "__main__":
    main()
