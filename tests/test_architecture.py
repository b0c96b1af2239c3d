"""The house keeps its shape: small files, no Arabic in code, a light import, one-way flow."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geomap import native

ROOT = Path(__file__).parent.parent
SOURCES = [
    p
    for folder in ("geomap", "tests", "benchmarks", "docs")
    for p in (ROOT / folder).rglob("*")
    if p.suffix in (".py", ".js", ".css", ".j2", ".sql") and "data" not in p.relative_to(ROOT).parts
] + [ROOT / "hatch_build.py", ROOT / "hatch_ground.py", ROOT / "hatch_native.py", ROOT / "hatch_source.py"]
ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", sorted((ROOT / "geomap").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_language_is_data(path: Path) -> None:
    assert not ARABIC.search(path.read_text("utf-8"))


@pytest.mark.parametrize("statement", ["import geomap", "import geomap.extraction, geomap.places, geomap.model"])
def test_reading_loads_neither_folium_nor_geopandas(statement: str) -> None:
    code = f"import sys; {statement}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"folium", "geopandas", "pandas", "shapely", "dask", "click"} & set(loaded)


def test_imports_flow_one_way() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", native.sources(), ids=lambda p: p.name)
def test_what_is_translated_asks_in_no_unpacked_tuple(path: Path) -> None:
    """mypyc knows no ``x in (*a, b)``: add the tuples up instead."""
    asked = (
        node.comparators[-1] for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Compare)
    )
    assert not [a.lineno for a in asked if isinstance(a, ast.Tuple) and any(isinstance(e, ast.Starred) for e in a.elts)]
