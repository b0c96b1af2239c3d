"""Two datasets side by side."""

import csv
import io
import json

import pytest

from geomap.comparison import COLUMNS, as_layers, compare, totals
from geomap.rendering import assets


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
        ({"day": "2019-03-07", "time_precision": 2}, True),  # some day of that week
        ({"day": "2019-03-08", "time_precision": 2}, False),
        ({"day": "2019-03-15", "time_precision": 3}, True),  # some day of that month
        ({"day": "2019-03-07", "date_end": "2019-03-08", "time_precision": 2}, False),  # the days are given
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


@pytest.mark.parametrize(
    ("other", "why", "its", "km"),
    [
        ({"lat": 35.1}, "too far", "too far", 11.12),
        ({"day": "2019-03-08"}, "too many days", "too many days", 0.0),
        ({"lat": 35.1, "day": "2019-03-08"}, "too far and too many days", "too far and too many days", 11.12),
        ({"lat": 36.0}, "nothing near", "nothing near", None),
        ({"day": "2019-03-20"}, "nothing near", "nothing near", None),
        ({"lat": 35.1, "day": None}, "nothing near", "no date", None),
        ({"lat": None}, "nothing near", "no place", None),
        ({"modality": "planned"}, "nothing near", "planned", None),
    ],
)
def test_why_there_is_no_match(other, why, its, km):
    ours, theirs = compare([incident("a")], [incident("b", **other)])
    assert (ours.status, ours.why, ours.record()["km"]) == ("only A", why, km)
    assert (ours.near and ours.near["id"]) == (None if km is None else "b")
    assert (theirs.status, theirs.why) == ("only B", its)


def test_a_near_miss_that_is_free_tells_more_than_one_that_matches():
    taken, free = incident("b1", lat=35.01), incident("b2", day="2019-03-05")
    pairs = compare([incident("a1", lat=35.01), incident("a2")], [taken, free])
    assert [(p.a["id"], p.near["id"], p.why) for p in pairs if p.status == "only A"] == [("a2", "b2", "too many days")]
    pairs = compare([incident("a1", lat=35.01), incident("a2")], [taken])
    assert [(p.near["id"], p.why) for p in pairs if p.status == "only A"] == [("b1", "another match is closer")]


def test_a_sharp_match_goes_before_a_vague_one():
    vague = incident("b1", day="2019-02-01", date_end="2019-03-31")
    area = incident("b2", where_prec=4, radius_m=100_000)
    sharp = incident("b3", lat=35.02)
    assert statuses(compare([incident("a")], [vague, area, sharp]))[0] == ("matched", "a", "b3")
    assert statuses(compare([incident("a")], [vague, area]))[0][0] == "matched"


def told_on(day):
    return [{"report": "r", "published": day, "quote": "q", "start": 0, "end": 1}]


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        ({"day": None}, {}, True),
        ({"day": None}, {"day": None}, True),
        ({"day": None, "claims": told_on("2019-03-05")}, {}, True),
        ({"day": None, "claims": told_on("2019-03-10")}, {}, True),
        ({"day": None, "claims": told_on("2019-03-11")}, {}, False),  # more than a week later
        ({"day": None, "claims": told_on("2019-03-02")}, {}, False),  # told before it happened
        ({"day": None, "claims": told_on("2019-03-02")}, {"day": None, "claims": told_on("2019-03-09")}, True),
        ({"day": None, "claims": told_on("2019-03-02")}, {"day": None, "claims": told_on("2019-03-10")}, False),
        ({"day": None}, {"lat": 35.1}, False),
        ({"day": None}, {"where_prec": 4, "radius_m": 100_000}, False),  # somewhere in a province, some day
        ({"day": None, "modality": "planned"}, {}, False),
        ({"day": "soon", "claims": told_on("2019-03")}, {}, True),  # neither is a day
        ({"day": None, "event_type": "Protests"}, {"event_type": "Battles"}, False),
        ({"day": None, "event_type": "Explosions/Remote violence"}, {"event_type": "Battles"}, True),
        ({"day": None, "event_type": "someone's word"}, {"event_type": "Battles"}, True),
    ],
)
def test_without_a_date_two_of_one_spot_are_possibly_the_same(one, other, possible):
    for pair in (
        ([incident("a", **one)], [incident("b", **other)]),
        ([incident("a", **other)], [incident("b", **one)]),
    ):
        found = compare(*pair)
        assert [p.status for p in found] == (["possibly same"] if possible else ["only A", "only B"])
        if possible:
            assert (found[0].why, found[0].days) == ("no date", None)


def test_what_is_possible_takes_nothing_from_a_match():
    pairs = compare([incident("a1", day=None), incident("a2", lat=35.03)], [incident("b")])
    assert statuses(pairs) == [("matched", "a2", "b"), ("only A", "a1", None)]
    first, second = incident("b1", day="2019-03-01"), incident("b2", day="2019-03-04")
    pairs = compare([incident("a", day=None, claims=told_on("2019-03-05"))], [first, second])
    assert statuses(pairs) == [("possibly same", "a", "b2"), ("only B", None, "b1")]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (("Strategic developments", "Arrests"), ("Battles", "Armed clash"), "possibly same"),
        (("Strategic developments", "Arrests"), ("Violence against civilians", "Abduction/forced disappearance"), "matched"),
        (("Protests", "Peaceful protest"), ("Explosions/Remote violence", "Grenade"), "possibly same"),
        (("Protests", "Excessive force against protesters"), ("Violence against civilians", None), "matched"),
        (("Explosions/Remote violence", "Suicide bomb"), ("Battles", None), "matched"),
        (("Explosions/Remote violence", "Suicide bomb"), ("Explosions/Remote violence", "Air/drone strike"), "possibly same"),
        (("Explosions/Remote violence", "Shelling/artillery/missile attack"), ("Violence against civilians", "Abduction/forced disappearance"), "possibly same"),
        (("Explosions/Remote violence", "Shelling/artillery/missile attack"), ("Explosions/Remote violence", "Air/drone strike"), "matched"),
        (("Explosions/Remote violence", "Grenade"), ("Violence against civilians", "Attack"), "matched"),
        (("Violence against civilians", "Sexual violence"), ("Violence against civilians", "Abduction/forced disappearance"), "possibly same"),
        (("Battles", "Armed clash"), (None, None), "matched"),
    ],
)  # fmt: skip
def test_types_that_contradict_are_no_match(one, other, status):
    a, b = (incident("x", event_type=t, sub_event_type=s) for t, s in (one, other))
    (pair,) = compare([a], [b])
    assert (pair.status, pair.why) == (status, "" if status == "matched" else "another type")


def test_a_dataset_matches_itself_whole():
    some = [
        incident("dated"), incident("undated", day=None), incident("nowhere", lat=None), incident("neither", None, day=None),
        incident("planned", modality="planned"), incident("planned some day", day=None, modality="planned"),
        incident("denied", modality="negated"), incident("area", where_prec=4, radius_m=100_000),
        incident("twin", lat=36.0), incident("twin", lat=36.0),
    ]  # fmt: skip
    for other in (some, json.loads(json.dumps(some[::-1]))):
        pairs = compare(some, other)
        assert [(p.status, p.a["id"] == p.b["id"]) for p in pairs] == [("matched", True)] * len(some)


def test_what_did_not_happen_matches_its_like_only():
    planned = incident("a", modality="planned")
    assert statuses(compare([planned], [incident("b", lat=35.01, modality="planned")])) == [("matched", "a", "b")]
    for other in ("occurred", "negated", "claimed", None):
        assert [p.status for p in compare([planned], [incident("b", modality=other)])] == ["only A", "only B"]
        assert [p.status for p in compare([planned], [incident("b", day=None, modality=other)])] == ["only A", "only B"]


def test_a_count_that_one_side_leaves_out_is_noted():
    one, other = incident("a", killed_best=30, wounded_best=0, captured_best=2), incident("b", captured_best=2)
    for pair in (compare([one], [other])[0], compare([other], [one])[0]):
        assert (pair.differs, pair.one_sided, pair.record()["one_sided"]) == ([], ["killed"], "killed")
    (drawn,) = as_layers(compare([one], [other]), ("ours", "ucdp")).incidents
    assert drawn["properties"]["one_sided"] == ["killed"]
    assert compare([one], [incident("c", lat=37.0)])[0].one_sided == []


def test_a_type_tells_more_than_some_kilometres():
    near = incident("b1", event_type="Violence against civilians", sub_event_type="Attack", killed_best=30)
    right = incident("b2", lat=35.043, event_type="Explosions/Remote violence", sub_event_type="Suicide bomb")
    bomb = incident("a", event_type="Explosions/Remote violence", sub_event_type="Suicide bomb")
    assert statuses(compare([bomb], [near, right]))[0] == ("matched", "a", "b2")


def test_totals_by_reason():
    a = [incident("a1"), incident("a2", day=None), incident("a3", modality="negated")]
    b = [incident("b1", killed_best=3), incident("b2", lat=10.0)]
    a[0]["properties"]["killed_best"] = 4
    assert totals(compare(a, b)) == {
        "matched": 1,
        "differ": 1,
        "possible": {},
        "only_a": {"no date": 1, "negated": 1},
        "only_b": {"nothing near": 1},
    }


def test_a_comparison_as_a_map():
    quote = [{"report": "r", "outlet": "X", "quote": "q", "start": 0, "end": 1}]
    pairs = compare([incident("a", claims=quote), incident("c", lat=30.0)], [incident("b", claims=quote)])
    layers = as_layers(pairs, ("ours", "ucdp"))
    first, second = (f["properties"] for f in layers.incidents)
    assert first["reports"] == ["ours + ucdp"]
    assert [c["title"] for c in first["claims"]] == ["ours: X", "ucdp: X"]
    assert (second["reports"], second["comparison"]) == (["only ours"], "only A")


def test_each_status_has_a_colour_a_shape_and_a_word_on_the_map():
    a = [incident("a1", event_type="Battles"), incident("a2", lat=30.0), incident("a3", lat=38.0, day=None)]
    b = [incident("b1"), incident("b2", lat=20.0), incident("b3", lat=38.0)]
    drawn = [f["properties"] for f in as_layers(compare(a, b), ("ours", "ucdp")).incidents]
    known = ["matched", "possibly same", "only A", "only B"]
    assert [p["event_type"] for p in drawn] == known
    assert drawn[0]["sub_event_type"] == "Battles"
    looks = [assets.look()["event"][status] for status in known]
    assert len({look["color"] for look in looks}) == len({look["shape"] for look in looks}) == 4
    for words in assets.words().values():
        assert set(known) <= set(words["event"])


GED = "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,date_prec,date_start,date_end,low,best,high"
THEIRS = {
    "ged.csv": f"""{GED}
1,1,Army,Rebels,1,Hajin town,34.71,40.8,1,2019-03-04 00:00:00.000,2019-03-04 00:00:00.000,5,6,6
2,3,Rebels,Civilians,4,Deir ez-Zor province,35.3,40.5,4,2019-03-01 00:00:00.000,2019-03-31 00:00:00.000,0,9,9
3,1,Army,Rebels,1,Raqqa,35.95,39.01,1,2019-03-04 00:00:00.000,2019-03-04 00:00:00.000,1,1,1
""",
    "acled.csv": """event_id_cnty,event_date,event_type,sub_event_type,actor1,location,latitude,longitude,geo_precision,time_precision,fatalities,notes
1,04 March 2019,Battles,Armed clash,Army,Hajin,34.71,40.8,1,1,6,Clash.
2,15 March 2019,Violence against civilians,Attack,Rebels,Deir ez-Zor,35.3,40.5,3,3,9,Attack.
3,04 March 2019,Battles,Armed clash,Army,Raqqa,35.95,39.01,1,1,1,Clash.
""",
}


@pytest.fixture
def ours(tmp_path):
    path = tmp_path / "ours.csv"
    rows = (
        "1,2019-03-03,Hajin,34.7,40.8,3",
        "2,2019-03-20,=x,35.29,40.51,9",
        "3,2019-03-07,Raqqa,35.95,39.01,",
        "4,,Raqqa,35.95,39.01,1",
    )
    path.write_text("\n".join(["id,date,place,lat,lon,killed", *rows]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("name", THEIRS)
def test_the_command(geomap, tmp_path, ours, name):
    (tmp_path / name).write_text(THEIRS[name], "utf-8")
    done = geomap(
        "compare", ours, tmp_path / name, "--out", tmp_path / "c.html", "--days", 5 if name == "acled.csv" else 1
    )
    assert done.status == 0, done.err
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert tuple(rows[0]) == COLUMNS
    told = [(r["status"], r["a"], r["b"], r["differs"], r["why"]) for r in rows]
    assert told[:2] == [("matched", "1", "1", "killed", ""), ("matched", "2", "2", "", "")]
    if name == "ged.csv":
        assert told[2:] == [
            ("possibly same", "4", "3", "", "no date"),
            ("only A", "3", "", "", "too many days"),
        ]
        assert (rows[3]["near"], rows[3]["days"], rows[1]["b_date"]) == ("3", "3", "2019-03-01/2019-03-31")
        assert "2 matched (1 with counts that differ)" in done.err
        assert "1 possibly same: 1 no date" in done.err
        assert "1 only in" in done.err
        assert "ours.csv: 1 too many days" in done.err
    assert rows[1]["a_place"] == "'=x"
    assert (tmp_path / "c.html").stat().st_size > 1000


def test_the_command_gives_json(geomap, tmp_path, ours):
    (tmp_path / "ged.csv").write_text(THEIRS["ged.csv"], "utf-8")
    done = geomap("compare", ours, tmp_path / "ged.csv", "--json")
    told = json.loads(done.out)
    assert (told["matched"], told["differ"], told["possible"], told["only_b"]) == (2, 1, {"no date": 1}, {})
    assert [p["status"] for p in told["pairs"]].count("only A") == 1
    assert told["pairs"][1]["a_place"] == "=x"
