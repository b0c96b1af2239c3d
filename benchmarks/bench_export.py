"""A million rows in and out of every format: seconds and memory. ``python benchmarks/bench_export.py [ROWS]``.

Each format has a process of its own, so that the peak of memory is its own, too.
"""

from __future__ import annotations

import csv
import importlib.util
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import geomap
from geomap.export import write

FORMATS = (".gpkg", ".parquet", ".geojson", ".geojsonl", ".csv", ".fgb", ".kml", ".shp.zip")
COLUMNS = (
    "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country", "admin1", "location",
    "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip


def table(path: Path, rows: int) -> None:
    """Write rows as ACLED has them: a few thousand towns, notes that are hardly ever the same twice."""
    rng = random.Random(1)
    towns = [(f"Town {n}", 33 + rng.random() * 4, 36 + rng.random() * 6) for n in range(3000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for n in range(rows):
            town, lat, lon = rng.choice(towns)
            day = f"{2017 + rng.randrange(9)}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
            sides = f"Group {rng.randrange(200)}", f"Group {rng.randrange(200)}"
            where = "Syria", f"Province {rng.randrange(14)}", town, round(lat, 4), round(lon, 4)
            notes = f"On {day}, clash {n} was reported in {town} with {rng.randrange(1000)} shells and several injured."
            out.writerow(
                [f"SYR{n}", day, "Battles", "Armed clash", *sides, *where, 1, "Agency", notes, rng.randrange(9)]
            )


def measure(source: Path, ending: str) -> None:
    """Read a table, write it in one format, and print what that took."""
    began = time.process_time()
    layers = geomap.load(source).layers
    read, began, clock = time.process_time() - began, time.process_time(), time.perf_counter()
    target = source.with_name(f"x{ending}")
    write(layers, target)
    spent, waited = time.process_time() - began, time.perf_counter() - clock
    peak, size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, target.stat().st_size / 1e6
    print(f"{ending:12}{read:10.1f}{spent:11.1f}{waited:11.1f}{peak:11.0f}{size:10.0f}", flush=True)
    target.unlink()


def main() -> None:
    """Measure every format, or the one that is asked for."""
    if len(sys.argv) == 3:
        measure(Path(sys.argv[1]), sys.argv[2])
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as folder:
        source = Path(folder, "acled.csv")
        table(source, rows)
        print(f"{rows:,} rows of CSV, {source.stat().st_size / 1e6:.0f} MB; seconds of processor, then of the clock")
        print(f"{'':12}{'read':>10}{'write':>11}{'clock':>11}{'peak MB':>11}{'file MB':>10}", flush=True)
        for ending in FORMATS:
            if ending == ".parquet" and not importlib.util.find_spec("pyarrow"):
                print("pyarrow is not installed, so .parquet is not measured: pip install pyarrow")
                continue
            subprocess.run([sys.executable, __file__, str(source), ending], check=True)


if __name__ == "__main__":
    main()
