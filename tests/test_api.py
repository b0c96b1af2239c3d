"""geomap from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomap

SEEDS = Path(__file__).parent.parent / "seeds"


def test_a_text_becomes_a_frame_and_a_map():
    result = geomap.parse("A car bomb went off in Manbij on Sunday, killing four people.", published="2019-03-06")
    frame = result.to_geodataframe()
    assert frame.crs.to_epsg() == 4326
    assert frame["killed_best"].tolist() == [4]
    assert str(frame["killed_best"].dtype) == "Int64"
    assert "<iframe" in result._repr_html_()


def test_nothing_read_is_an_empty_frame():
    frame = geomap.parse("").to_geodataframe()
    assert len(frame) == 0
    assert "sub_event_type" in frame.columns


def test_a_day_that_is_none():
    with pytest.raises(geomap.GeomapError, match="2019-13-01"):
        geomap.parse("x", published="2019-13-01")


def test_find():
    assert geomap.find("Baghouz").place.name == "Al-Baghuz"
    assert geomap.find("").place is None


def test_build(tmp_path):
    result = geomap.build([SEEDS], out=tmp_path)
    assert (tmp_path / "map.html").exists()
    assert len(result.incidents) > 10


def test_build_of_nothing_is_an_error(tmp_path):
    with pytest.raises(geomap.GeomapError, match="no such file"):
        geomap.build([tmp_path / "none"], out=tmp_path)
