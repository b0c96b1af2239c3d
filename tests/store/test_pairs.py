"""Latitude and longitude in one cell: each spelling is understood or told, none is taken for another place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap import store
from geomap.store.pairs import pair

HERE = (34.45, 40.95)


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        *((cell, HERE) for cell in (
            "34.45,40.95", "34.45 40.95", "34.45/40.95", "34,45; 40,95", "34,45 40,95", "34,45,40,95", "[34.45, 40.95]",
            "34.45N, 40.95E", "34.45°N 40.95°E", "N34.45 E40.95", "40.95e, 34.45n", "34°27'N 40°57'E", "34° 27' N, 40° 57' E",
            "34°27′00″N 40°57′00″E", "34°27'0.0''N 40°57'0.0''E", "lat: 34.45, lon: 40.95", "lng=40.95 lat=34.45",
            "Latitude 34.45 Longitude 40.95", "34.45 40.95 212 4.5", "34.45, 40.95 (approx. 5 km)", "٣٤٫٤٥، ٤٠٫٩٥",
            "POINT (40.95 34.45)", "POINT Z (40.95 34.45 212)", "SRID=4326;POINT(40.95 34.45)", "34.45\u00a0\n40.95",
        )),
        *((cell, (-34.45, -40.95)) for cell in ("34.45S, 40.95W", "-34.45, -40.95", "34°27'S 40°57'W", "lat -34.45 lon -40.95")),
        *((cell, None) for cell in (
            "", "34.45", "34 N", "37S DB 12345 67890", "37SDB1234567890", "5, 34.45, 40.95", "34.45N 40.95N", "40E 34E",
            "667500, 3840000", "34,45,40", "from 34.45 to 40.95", "LINESTRING (40 34, 41 35)", "POINT EMPTY", "2019-03-03",
        )),
    ],
)  # fmt: skip
def test_spellings(cell, want):
    assert pair(cell) == (want if want is None else pytest.approx(want))


@given(st.text("0123456789.,;- °'\"NSEWnsew()latongPOINT\n٫،٣", max_size=60) | st.none() | st.floats())
def test_anything_is_a_pair_or_none(cell):
    found = pair(cell)
    assert found is None or all(abs(x) < 1002 for x in found)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_programs_write(lat, lon):
    for form in ("{:.6f},{:.6f}", "({:.6f}, {:.6f})", "{:.6f} {:.6f}"):
        assert pair(form.format(lat, lon)) == pytest.approx((lat, lon), abs=1e-6)


def test_a_cell_that_is_none_is_told(tmp_path):
    (tmp_path / "x.csv").write_text('coordinates,note\n37S DB 12345 67890,a\n"34,45; 40,95",b\n')
    layers = store.load(tmp_path / "x.csv")
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in layers.incidents] == [None, [40.95, 34.45]]
    assert "lat: '37S DB 12345 67890' is not a number, left out" in [r["reason"] for r in layers.rejected]
