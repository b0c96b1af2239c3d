"""Latitude and longitude exchanged in rows that say their country: told by row, kept as they are."""

import geopandas
import pytest

import geomap

ROWS = [  # country, latitude, longitude, whether they look exchanged
    ("Syria", 34.45, 40.95, False),
    ("Syria", 40.95, 34.45, True),
    ("Syria", 37.16, 36.2, True),  # inside the country's box either way
    ("Syria", 36.2, 37.16, False),
    ("Syria", 36.9, 38.35, False),  # at the border
    ("Yemen (North Yemen)", 44.2, 15.35, True),
    ("IQ", 44.36, 33.31, True),
    ("ليبيا", 13.19, 32.89, True),
    ("Syria", 48.85, 2.35, False),  # elsewhere, but not exchanged
    ("Nowhere", 40.95, 34.45, False),
    (None, 40.95, 34.45, False),
]
HEADERS = {
    "acled": "country,latitude,longitude,event_date,sub_event_type",
    "ucdp": "country,latitude,longitude,date_prec,where_prec",
    "any": "country,lat,lon,day,what",
    "movements": "country,latitude,longitude,figure,displacement_type",
}


def told(path):
    layers = geomap.load(path).layers
    return layers, [int(r["name"].rsplit(" ", 1)[1]) for r in layers.rejected if "look swapped" in r["reason"]]


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_tables(tmp_path, header):
    path = tmp_path / "t.csv"
    path.write_text("\n".join([header, *(f"{c or ''},{lat},{lon},," for c, lat, lon, _ in ROWS)]) + "\n", "utf-8")
    layers, rows = told(path)
    assert rows == [n for n, row in enumerate(ROWS, 2) if row[3]]
    assert len(layers.incidents) + len(layers.movements) == len(ROWS)
    kept = (layers.incidents or layers.movements)[1]["geometry"]["coordinates"]
    assert kept == [34.45, 40.95]


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_features(tmp_path, ending):
    frame = geopandas.GeoDataFrame(
        {"country": [row[0] for row in ROWS]},
        geometry=geopandas.points_from_xy([row[2] for row in ROWS], [row[1] for row in ROWS]),
        crs="EPSG:4326",
    )
    frame.to_file(tmp_path / f"x.{ending}")
    layers, rows = told(tmp_path / f"x.{ending}")
    assert rows == [n for n, row in enumerate(ROWS, 1) if row[3]]
    assert len(layers.incidents) == len(ROWS)
