"""Codes of others: spelled as people and programs spell them, and told where nobody knows them."""

import pytest

from geomap import store
from geomap.store.rows import known, recognise

AIRWARS = "code,date,latitude,longitude,geolocation_accuracy,strike_type,civilian_non_combatants_killed_min"


def read(tmp_path, header, *rows):
    path = tmp_path / "x.csv"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    layers = store.load(path)
    found = [f["properties"] for f in (*layers.incidents, *layers.movements)]
    return found, [(int(r["name"].rsplit(" ", 1)[1]), r["reason"]) for r in layers.rejected]


@pytest.mark.parametrize(
    ("spelled", "where_prec", "radius_m"),
    [
        ("Within 100m (via Coalition)", 1, 100),
        ("within_100m_via_coalition", 1, 100),
        ("within-100m", 1, 100),
        ("Within 1m (via Coalition)", 1, 50),
        ("Exact location (via Airwars)", 1, 50),
        ("Exact location (other)", 1, 50),
        ("Nearby landmark", 1, 300),
        ("Neighbourhood/area", 1, 1500),
        (" VILLAGE ", 1, 2000),
        ("Province/governorate", 4, 100_000),
        ("province_governorate", 4, 100_000),
    ],
)
def test_precision_of_airwars_in_any_spelling(tmp_path, spelled, where_prec, radius_m):
    ((p,), told) = read(tmp_path, AIRWARS, f"CS1,2019-03-03,34,40,{spelled},,3")
    assert (p["where_prec"], p["radius_m"], p["killed_low"]) == (where_prec, radius_m, 3)
    assert not told


@pytest.mark.parametrize(
    "spelled", ["Airstrike: plane and drone", "airstrike_plane_and_drone", "Drone strike", "AIRSTRIKE"]
)
def test_strikes_of_airwars_in_any_spelling(tmp_path, spelled):
    ((p,), told) = read(tmp_path, AIRWARS, f"CS1,2019-03-03,34,40,Town,{spelled},3")
    assert (p["event_type"], p["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert not told


TOLLS = {
    "low": ("min", "minimum"), "high": ("max", "maximum"),
    "killed": ("deaths", "killed"), "wounded": ("injuries", "injured"),
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "civilian_non_combatants_{toll[1]}_{end[0]}",
        "civilian-{toll[0]}-{end[0]}",
        "{end[1]}-civilian-non-combatants-{toll[1]}",
        "Civilian {toll[0]} {end[0]}",
    ],
)
def test_tolls_of_airwars(tmp_path, name):
    ours = [f"{toll}_{end}" for toll in ("killed", "wounded") for end in ("low", "high")]
    theirs = [name.format(toll=TOLLS[toll], end=TOLLS[end]) for toll, end in (n.split("_") for n in ours)]
    header = ",".join(["Date", "Geolocation accuracy", "Latitude", "Longitude", *theirs])
    ((p,), _) = read(tmp_path, header, "2019-03-03,Town,34,40,1,2,3,4")
    assert [p[n] for n in ours] == [1, 2, 3, 4]


@pytest.mark.parametrize("layer", ["", "layer,"])
def test_words_that_nobody_knows_are_told_once(tmp_path, layer):
    rows = ["CS1,2019-03-03,34,40,Roughly there,Ground operation,1", "CS2,2019-03-03,34,40,,,2"]
    found, told = read(tmp_path, layer + AIRWARS, *("," * bool(layer) + row for row in rows))
    assert sorted(told) == [
        (2, "geolocation_accuracy: 'Roughly there' is not known, left out"),
        (2, "strike_type: 'Ground operation' is not known, left out"),
    ]
    assert not any(p.keys() & {"where_prec", "radius_m", "event_type"} for p in found)


def test_numbers_as_spreadsheets_write_them(tmp_path):
    header = "id,date_start,date_prec,where_prec,latitude,longitude,type_of_violence,best"
    found, told = read(
        tmp_path, header, "1,2019-03-03,1.0,2.0,34,40,03,5", "2,2019-03-03,1,-2,34,40,1,5", "3,2019-03-03,9,8,34,40,1,5"
    )
    assert [found[0][name] for name in ("time_precision", "geo_precision", "radius_m", "event_type")] == [
        1, 2, 25_000, "Violence against civilians",
    ]  # fmt: skip
    assert [(n, why.split(" is ")[0]) for n, why in told if "not known" in why] == [
        (3, "where_prec: '-2'"), (4, "date_prec: '9'"), (4, "where_prec: '8'"),
    ]  # fmt: skip


def test_events_that_are_none_of_ours_are_not_told(tmp_path):
    header = "GLOBALEVENTID,SQLDATE,EventRootCode,ActionGeo_Type,ActionGeo_Lat,ActionGeo_Long"
    found, told = read(tmp_path, header, "1,20190303,04,4,34,40", "2,20190303,19,0,34,40")
    assert [p.get("event_type") for p in found] == [None, "Battles"]
    assert not told


def test_no_two_codes_of_a_table_are_one():
    for kind in known():
        header = [name.split("|")[0] for name in kind["needs"]] + ["lat", "lon", "latitude", "longitude"]
        source = recognise(list(dict.fromkeys(header)))
        assert {name: len(codes) for name, codes in source.values.items()} == {
            name: len(codes) for name, codes in kind.get("values", {}).items() if source.name == kind["name"]
        }


def test_idmc_says_how_exactly_it_knows_the_place_and_the_number(tmp_path):
    head = "figure,displacement_type,qualifier,latitude,longitude,locations_name,locations_accuracy,locations_type\n"
    rows = [
        '"1,200",Conflict,more than,34.8,38.9,Syria,Country/territory (ADM0),Origin',
        "300,Conflict,total,34.46,40.95,Baghuz,Point,Origin",
        "300,Conflict,at least,36.4,40.7,Hasakah,State/Region/Province (ADM1),Destination",
    ]
    (tmp_path / "idmc.csv").write_text(head + "\n".join(rows) + "\n", "utf-8")
    found = [f["properties"] for f in store.load(tmp_path / "idmc.csv").movements]
    assert [(p.get("origin") or p["destination"])["where_prec"] for p in found] == [6, 1, 4]
    assert [(p["count_low"], p.get("count_high"), p["quantifier"]) for p in found] == [
        (1200, None, "more_than"), (300, 300, "exact"), (300, None, "more_than"),
    ]  # fmt: skip
