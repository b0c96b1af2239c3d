"""Every format as it stands on disk: some incidents and movements of the demo, written and read with its own tools.

What is read is compared with the files in ``golden/``; ``GEOMAP_GOLDEN=write`` in the environment writes them anew.
"""

import json
import os
from pathlib import Path

import geopandas
import openpyxl
import pandas as pd
import pyogrio
import pytest

from geomap.cli.main import main

GOLDEN = Path(__file__).parent / "golden"
WRITES = os.environ.get("GEOMAP_GOLDEN") == "write"
NOT_OURS = {"ground", "layer_styles", "provenance"}  # borders and rivers; what QGIS draws with; the version of geomap


def written(path, *more):
    """The demo in the format of an ending, as the command writes it."""
    with pytest.raises(SystemExit) as end:
        main(["export", str(GOLDEN / "demo"), str(path), *more])
    assert end.value.code == 0
    return path


def agree(name, found):
    file = GOLDEN / name
    if WRITES:
        file.write_bytes(found.encode("utf-8"))
    assert found == file.read_bytes().decode("utf-8")


def rows(frame):
    """A table as text: the names of its columns, then an object a row, what is missing left out."""
    lines = [json.dumps(list(frame.columns))]
    for row in frame.to_dict("records"):
        told = {k: v if isinstance(v, (bool, int, float)) else str(v) for k, v in row.items() if not pd.isna(v)}
        lines.append(json.dumps(told, ensure_ascii=False))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("ending", ["geojson", "geojsonl"])
def test_geojson(tmp_path, ending):
    agree(f"events.{ending}", written(tmp_path / f"events.{ending}").read_bytes().decode("utf-8"))


@pytest.mark.parametrize("profile", ["geomap", "acled", "ucdp", "hxl"])
def test_csv(tmp_path, profile):
    agree(f"{profile}.csv", written(tmp_path / "x.csv", "--profile", profile).read_bytes().decode("utf-8"))


@pytest.mark.parametrize("ending", ["kml", "fgb", "shp.zip", "gpkg"])
def test_formats_that_gdal_reads(tmp_path, ending):
    path = written(tmp_path / f"events.{ending}")
    layers = sorted({name for name, _ in pyogrio.list_layers(path)} - NOT_OURS)
    agree(f"{ending}.txt", "".join(f"# {n}\n{rows(pyogrio.read_dataframe(path, layer=n))}" for n in layers))


def test_geoparquet(tmp_path):
    agree("parquet.txt", rows(geopandas.read_parquet(written(tmp_path / "events.parquet"))))


def test_spreadsheet(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path / "events.xlsx"))
    lines = []
    for sheet in book:
        lines.append(f"# {sheet.title}")
        lines += (json.dumps(row, ensure_ascii=False, default=str) for row in sheet.iter_rows(values_only=True))
    agree("xlsx.txt", "\n".join(lines) + "\n")
