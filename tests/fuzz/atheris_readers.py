"""Fuzzing led by coverage, for as long as one likes: ``python tests/fuzz/atheris_readers.py NAME [-max_total_time=600]``.

The same claims as in ``test_readers.py``: any bytes give reports, rejections with a reason, or an error of geomap's
own. atheris (an optional package of the developers' set) notes which input reaches new code and goes on from there.
What it finds is written to ``crash-...``; put it into a test.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["geomap"]):
    from geomap.errors import GeomapError
    from geomap.model import Report
    from geomap.pipeline import parse
    from geomap.places import load_gazetteer
    from geomap.reports import read_file
    from geomap.reports.fields import as_date
    from geomap.text import fold, name_key, normalise, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(tempfile.mkdtemp())
INDEX = load_gazetteer()


def reader(ending: str) -> Callable[[bytes], None]:
    """Read the bytes as a file of this ending."""
    file = FOLDER / f"f{ending}"

    def read(data: bytes) -> None:
        file.write_bytes(data)
        assert all(item.text.strip() if isinstance(item, Report) else item.reason for item in read_file(file))

    return read


def gazetteer(ending: str) -> Callable[[bytes], None]:
    """Open the bytes as a gazetteer of this ending."""
    file = FOLDER / f"g{ending}"

    def read(data: bytes) -> None:
        file.write_bytes(data)
        try:
            load_gazetteer((file,))
        except GeomapError as error:
            assert file.name in str(error)

    return read


def text(data: bytes) -> None:
    """Normalise and read the bytes as a report's text."""
    told = data.decode("utf-8", "replace")
    clean = normalise(told)
    assert all(
        0 <= a < b <= len(told) for a, b in map(clean.span, range(len(clean.text)), range(1, len(clean.text) + 1))
    )
    assert fold(fold(told)) == fold(told)
    name_key(told)
    skeleton(told)
    parsed = parse(Report("r", told, as_date("2019-03-03")), INDEX)
    assert all(told[m.start : m.end] == m.surface for m in parsed.mentions)
    assert all(
        told[r.evidence.start : r.evidence.end] == r.evidence.quote for r in (*parsed.incidents, *parsed.movements)
    )
    assert "internal error" not in (parsed.error or "")


TARGETS = {
    "front-matter": reader(".txt"), "html": reader(".html"), "jsonl": reader(".jsonl"), "csv": reader(".csv"),
    "geonames": gazetteer(".txt"), "lpf": gazetteer(".geojson"), "table": gazetteer(".csv"), "text": text,
}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"name one of: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
