"""The spatial index that is written all at once is one that SQLite and GDAL accept, search and edit."""

import random
import sqlite3

import pyogrio
import pytest

from geomap.dataset import Table, write_gpkg
from geomap.model import Layers


def scattered(rows):
    rng = random.Random(rows)
    places = [(rng.uniform(-180, 180), rng.uniform(-90, 90)) for _ in range(max(1, rows // 3))]
    lons, lats = zip(*(rng.choice(places) for _ in range(rows)), strict=True) if rows else ((), ())
    missing = [n % 10 == 9 for n in range(rows)]
    columns = {"lon": lons, "lat": lats}
    return {"id": [str(n) for n in range(rows)]} | {
        k: [None if gone else v for v, gone in zip(c, missing, strict=True)] for k, c in columns.items()
    }


@pytest.mark.parametrize("rows", [0, 1, 51, 56, 57, 2600, 6000])
def test_whole_and_the_same_as_a_search_row_by_row(tmp_path, rows):
    columns = scattered(rows)
    path = tmp_path / "x.gpkg"
    write_gpkg(Layers(Table("t.csv", columns)), path)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT rtreecheck('rtree_incidents_geom')").fetchone() == ("ok",)
        found = {n - 1 for (n,) in db.execute("SELECT id FROM rtree_incidents_geom WHERE maxx >= 10 AND miny <= 20")}
    db.close()
    at = zip(columns["lon"], columns["lat"], strict=True)
    assert found == {n for n, (x, y) in enumerate(at) if x is not None and x >= 10 and y <= 20}
    if rows:
        inside = pyogrio.read_dataframe(path, layer="incidents", bbox=(10, -90, 180, 20))
        assert len(inside) == len(found)


def test_it_stays_whole_when_somebody_edits(tmp_path):
    path = tmp_path / "x.gpkg"
    write_gpkg(Layers(Table("t.csv", scattered(3000))), path)
    db = sqlite3.connect(path)
    db.execute("DELETE FROM rtree_incidents_geom WHERE id % 3 = 0")
    db.executemany("INSERT INTO rtree_incidents_geom VALUES (?,1,1,2,2)", ((n,) for n in range(5000, 5400)))
    assert db.execute("SELECT rtreecheck('rtree_incidents_geom')").fetchone() == ("ok",)
    assert db.execute("SELECT count(*) FROM rtree_incidents_geom WHERE minx = 1").fetchone() == (400,)
    db.close()
