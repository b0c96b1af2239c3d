"""Fusion, tables and exports at size: seconds and memory. ``python benchmarks/bench_data.py [ROWS] [CLAIMS]``."""

from __future__ import annotations

import csv
import importlib.util
import random
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geomap import store
from geomap.export import write
from geomap.fusion import fuse

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parent.parent


def timed(name: str, work: Callable[[], object]) -> object:
    """Do some work, and print how long it took and the most memory so far."""
    began = time.perf_counter()
    done = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:32}{time.perf_counter() - began:8.1f} s   peak {peak:6.0f} MB")
    return done


def ucdp_like() -> ModuleType:
    """Return the maker of events of the fusion tests."""
    spec = importlib.util.spec_from_file_location("ucdp_like", ROOT / "tests" / "fusion" / "ucdp_like.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(path: Path, rows: int) -> None:
    """Write rows as ACLED has them: a few thousand towns, notes of two scripts."""
    rng = random.Random(1)
    towns = [(f"Town {n}", 33 + rng.random() * 4, 36 + rng.random() * 6) for n in range(3000)]
    names = (
        "event_id_cnty event_date event_type sub_event_type actor1 actor2 country admin1 location latitude longitude"
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([*names.split(), "geo_precision", "source", "notes", "fatalities"])
        for n in range(rows):
            town, lat, lon = rng.choice(towns)
            day = f"{2017 + rng.randrange(9)}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
            sides = f"Group {rng.randrange(200)}", f"Group {rng.randrange(200)}"
            where = "Syria", f"Province {rng.randrange(14)}", town, round(lat, 4), round(lon, 4)
            notes = f"On {day}, clash {n} was reported in {town} with {rng.randrange(1000)} shells and several injured."
            out.writerow(
                [f"SYR{n}", day, "Battles", "Armed clash", *sides, *where, 1, "Agency", notes, rng.randrange(9)]
            )


def main() -> None:
    """Measure fusion, then reading and writing."""
    rows, claims = (int(a) for a in (sys.argv[1:] + ["1000000", "100000"][len(sys.argv) - 1 :]))
    made = ucdp_like()
    told = made.claims(made.events(int(claims / 1.4), places=claims // 14, days=90))
    timed(f"fusion of {len(told):,} claims", lambda: fuse(told))
    with TemporaryDirectory() as folder:
        source = Path(folder, "acled.csv")
        table(source, rows)
        layers = timed(f"{rows:,} rows of CSV", lambda: store.load(source))
        for ending in (".parquet", ".gpkg"):
            timed(f"to {ending}", lambda ending=ending: write(layers, Path(folder, f"x{ending}")))  # type: ignore[misc,arg-type]


if __name__ == "__main__":
    main()
