"""The benchmarks start without an argument and without data that do not ship: at a small size, the quick ones."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "sizes", "told"),
    [
        ("find", [], ["hand-kept places", "acc@1", "rapidfuzz ratio"]),
        ("growth", ["2"], ["slope", "parse", "build, all known"]),
        ("fusion", ["1000"], ["claims fused"]),
        ("export", ["100"], [".gpkg", ".fgb"]),
    ],
)
def test_a_benchmark_runs_to_its_end(monkeypatch, name, sizes, told):
    monkeypatch.delenv("GEONAMES", raising=False)
    monkeypatch.delenv("GEOMAP_BENCH_GAZETTEER", raising=False)
    command = [sys.executable, ROOT / "benchmarks" / f"bench_{name}.py", *sizes]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in told), done.stdout
