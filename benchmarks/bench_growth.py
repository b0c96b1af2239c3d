"""What commands cost as the work grows tenfold, three times over: ``python benchmarks/bench_growth.py [REPORTS]``.

The slope is that of the line through two neighbours where both axes are logarithms: 0 costs the same whatever there is
to do, 1 grows as the work does, above 1 it will not do for long. REPORTS is the largest number (1,000); with
``GEOMAP_BENCH_GAZETTEER=FOLDER`` imported country files are loaded too. Every run is a process of its own: seconds of
processor and of the clock, and the peak of its memory, starting included.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_parse import corpus

from geomap.places import load_gazetteer

STEPS = (1_000, 100, 10, 1)  # parts of the largest number


def cost(*command: object) -> tuple[float, float, float]:
    """Return the seconds of processor, of the clock, and the MB at its peak that a command of geomap takes."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "geomap", *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        sys.exit(f"geomap {' '.join(map(str, command))}: ended with {program.returncode}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def made(number: int, folder: str | None) -> list[str]:
    """Return so many reports as JSON lines."""
    return corpus(number, load_gazetteer((Path(folder),) if folder else ()))


def main() -> None:
    """Measure and print."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    folder = os.environ.get("GEOMAP_BENCH_GAZETTEER")
    flags = [f"--gazetteer={folder}"] if folder else []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:  # the peak of ours would be the least
        lines = apart.submit(made, largest, folder).result()
    numbers = [max(1, largest // part) for part in STEPS]
    print(f"{'':22}{'reports':>9}{'processor s':>13}{'slope':>8}{'clock s':>10}{'peak MB':>10}", flush=True)
    with TemporaryDirectory() as name:
        files = {number: Path(name, f"{number}.jsonl") for number in numbers}
        for number, file in files.items():
            file.write_text("\n".join(lines[:number]) + "\n", "utf-8")
        for what in ("parse", "build", "build, all known"):
            before: tuple[int, float] | None = None
            for number, file in files.items():
                out = Path(name, f"out-{number}")
                task = ("parse", file) if what == "parse" else ("build", file, "--out", out)
                spent, clock, peak = cost(*task, *flags)
                slope = f"{math.log(spent / before[1]) / math.log(number / before[0]):.2f}" if before else ""
                print(f"{what:22}{number:9,}{spent:13.2f}{slope:>8}{clock:10.2f}{peak:10,.0f}", flush=True)
                before = number, spent


if __name__ == "__main__":
    main()
