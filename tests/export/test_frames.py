"""Layers in notebooks: days that can be asked for, and frames that go on into files."""

from datetime import date
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import pytest

from geomap import store
from geomap.dataset import Table
from geomap.export import to_geodataframe
from geomap.model import Layers

DEMO = Path(__file__).parent / "golden" / "demo"


def test_days_of_frames_are_sorted_and_asked_for_by_day():
    days = ["2019-03-04", None, "2019-03-02", "1492-01-02"]
    columns = {"date_start": days, "lat": [34.0] * 4, "lon": [40.0] * 4}
    starts = to_geodataframe(Layers(Table("mine.csv", columns)))["date_start"]
    ordered = [date(1492, 1, 2), date(2019, 3, 2), date(2019, 3, 4)]
    assert starts.sort_values().dropna().dt.date.tolist() == ordered
    assert starts[starts >= "2019-03-02"].dt.date.tolist() == [ordered[2], ordered[1]]
    assert starts[starts == pd.Timestamp("2019-03-02", tz="UTC")].index.tolist() == [2]
    assert starts[starts.dt.date == date(2019, 3, 2)].index.tolist() == [2]
    assert (starts.dt.normalize() == starts).sum() == 3


@pytest.mark.parametrize("layer", ["incidents", "movements"])
def test_frames_go_into_parquet_and_geopackage_as_they_are(tmp_path, layer):
    pytest.importorskip("pyarrow")
    demo = store.load(DEMO)
    frame = to_geodataframe(demo, layer)
    frame.to_parquet(tmp_path / "x.parquet")
    frame.to_file(tmp_path / "x.gpkg")
    again = geopandas.read_parquet(tmp_path / "x.parquet")
    assert len(pyogrio.read_dataframe(tmp_path / "x.gpkg")) == len(again) == len(frame)
    assert again.dtypes.map(str).to_dict() == frame.dtypes.map(str).to_dict()
    for feature, claims in zip(getattr(demo, layer), again["claims"], strict=True):
        marks = feature["properties"]["claims"][0]["marks"]
        assert [list(mark.values()) for mark in claims[0]["marks"]] == marks
        assert marks
