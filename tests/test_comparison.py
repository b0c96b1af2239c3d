"""Two datasets side by side."""

import csv
import io

import pytest

from geomap.comparison import COLUMNS, as_layers, compare


def incident(name, lat=35.0, lon=40.0, day="2019-03-03", **more):
    point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    properties = {"id": name, "date_start": day, "lat": lat, "lon": lon, **more}
    return {"type": "Feature", "id": name, "geometry": point, "properties": properties}


def statuses(pairs):
    return [(p.status, p.a and p.a["id"], p.b and p.b["id"]) for p in pairs]


def test_matched_and_only_in_one():
    a = [incident("a1"), incident("a2", lat=36.0)]
    b = [incident("b1", lat=35.01), incident("b2", lat=37.0)]
    assert statuses(compare(a, b)) == [("matched", "a1", "b1"), ("only A", "a2", None), ("only B", None, "b2")]


@pytest.mark.parametrize(
    ("other", "matches"),
    [
        ({"lat": 35.04}, True),  # 4.4 km
        ({"lat": 35.05}, False),  # 5.6 km
        ({"day": "2019-03-04"}, True),
        ({"day": "2019-03-05"}, False),
        ({"day": "2019-02-20", "date_end": "2019-03-02"}, True),
        ({"lat": 35.3, "where_prec": 4, "radius_m": 100_000}, True),
        ({"lat": 35.3, "where_prec": 1, "radius_m": 100_000}, False),
        ({"day": None}, False),
        ({"lat": None}, False),
    ],
)
def test_near_enough(other, matches):
    for pair in (([incident("a")], [incident("b", **other)]), ([incident("b", **other)], [incident("a")])):
        assert (compare(*pair)[0].status == "matched") == matches


def test_each_is_matched_once_and_with_the_best():
    a = [incident("a1", sub_event_type="Attack"), incident("a2", sub_event_type="Armed clash")]
    b = [incident("b1", sub_event_type="Armed clash"), incident("b2", sub_event_type="Attack")]
    assert statuses(compare(a, b)) == [("matched", "a1", "b2"), ("matched", "a2", "b1")]
    assert [p.status for p in compare(a, b[:1])] == ["matched", "only A"]


def test_counts_that_differ():
    told = incident("a", killed_low=3, killed_best=4, killed_high=5, wounded_best=2)
    assert compare([told], [incident("b", killed_best=5, wounded_best=3)])[0].differs == ["wounded"]
    assert compare([told], [incident("b")])[0].differs == []


def test_a_comparison_as_a_map():
    quote = [{"report": "r", "outlet": "X", "quote": "q", "start": 0, "end": 1}]
    pairs = compare([incident("a", claims=quote), incident("c", lat=30.0)], [incident("b", claims=quote)])
    layers = as_layers(pairs, ("ours", "ucdp"))
    first, second = (f["properties"] for f in layers.incidents)
    assert first["reports"] == ["ours + ucdp"]
    assert [c["title"] for c in first["claims"]] == ["ours: X", "ucdp: X"]
    assert (second["reports"], second["comparison"]) == (["only ours"], "only A")


def test_the_command(geomap, tmp_path):
    ours, theirs = tmp_path / "ours.csv", tmp_path / "ged.csv"
    ours.write_text(
        "id,date,place,lat,lon,killed\n1,2019-03-03,Hajin,34.7,40.8,3\n2,2019-03-09,=x,34.7,40.8,\n", "utf-8"
    )
    theirs.write_text(
        "id,date_prec,date_start,date_end,where_prec,latitude,longitude,low,best,high\n7,1,2019-03-04,2019-03-04,1,34.71,40.8,5,6,6\n",
        "utf-8",
    )
    done = geomap("compare", ours, theirs, "--out", tmp_path / "c.html")
    assert done.status == 0, done.err
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["status"], r["differs"]) for r in rows] == [("matched", "killed"), ("only A", "")]
    assert rows[1]["a_place"] == "'=x"
    assert "1 matched (1 with counts that differ)" in done.err
    assert "UCDP GED" in done.err
    assert (tmp_path / "c.html").stat().st_size > 1000
