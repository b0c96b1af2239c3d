"""The bill of materials names what runs, and nothing under a licence that binds users to it."""

from __future__ import annotations

import runpy
from pathlib import Path

BILL = runpy.run_path(str(Path(__file__).parents[2] / ".ci" / "sbom.py"))["bill"]()
COMPONENTS = {c["name"].lower(): c for c in BILL["components"]}


def test_it_names_what_is_needed_and_no_tools() -> None:
    assert {"geomap-reports", "folium", "click", "geopandas", "numpy"} <= COMPONENTS.keys()
    assert not {"pytest", "mkdocs", "ruff"} & COMPONENTS.keys()
    assert all(c["version"] and c["purl"].startswith("pkg:pypi/") for c in COMPONENTS.values())


def test_no_gpl_at_run_time() -> None:
    names = {n: c["licenses"][0]["license"]["name"] for n, c in COMPONENTS.items()}
    assert {n: name for n, name in names.items() if "GPL" in name and "LGPL" not in name} == {}
