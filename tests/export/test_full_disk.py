"""Where there is no room for a file, every format says so and leaves none: the tools behind it may end without a word."""

import json
import subprocess
import sys

import pytest

from geomap.export import ENDINGS

pytest.importorskip("resource", reason="no limits on files here")
ROWS = 3000
SCRIPT = """
import hashlib, json, resource, sys
from pathlib import Path
from geomap.dataset import Table
from geomap.errors import OutputError
from geomap.export import ENDINGS, write
from geomap.model import Layers

rows, folder = int(sys.argv[1]), Path(sys.argv[2])
words = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(rows)]  # do not pack well
columns = {"place": words, "quote": words, "lat": [34.0] * rows, "lon": [n / rows for n in range(rows)]}
for limit in map(int, sys.argv[3:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    for ending in ENDINGS:
        try:
            write(Layers(Table("a.csv", columns)), folder / f"x{ending}")
            told = "written"
        except OutputError as error:
            told = str(error)
        print(json.dumps([limit, ending, told]))
"""


def test_no_format_leaves_a_part_of_a_file(tmp_path):
    limits = [4_000, 90_000, 150_000]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROWS), str(tmp_path), *map(str, limits)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(limit, ending) for limit, ending, _ in told] == [(n, e) for n in limits for e in ENDINGS]
    for _, ending, words in told:
        assert words.startswith(f"{tmp_path / 'x'}{ending}: cannot be written: ")
        assert "\n" not in words
    assert not list(tmp_path.iterdir())
