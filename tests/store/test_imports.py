"""Tables as other projects hand them out, good rows and bad; names looked up; large tables kept small."""

import json

import openpyxl
import pytest

from geomap import store
from geomap.dataset import Table
from geomap.errors import DataError
from geomap.model import Candidate, Place, Resolution
from geomap.store.rows import known

HAJIN = Place("hajin", "Hajin", 34.69, 40.83, "town", country="SY", admin1="Deir ez-Zor", precision_m=3000)
DEIR = Place("deir", "Deir ez-Zor", 35.3, 40.1, "governorate", country="SY", precision_m=90_000)
SYRIA = Place("country-sy", "Syria", 35, 38, "country", country="SY")
ACLED_2019 = "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3"
ACLED_2026 = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
GED_19 = "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high"
GED_25 = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"


class Gazetteer:
    """Three places by their names."""

    def resolve(self, name, **_):
        found = {"Hajin": HAJIN, "هجين": HAJIN, "Deir ez-Zor": DEIR, "Syria": SYRIA}.get(name)
        return Resolution("resolved", (Candidate(found, 1.0, "exact"),)) if found else Resolution()


def table(tmp_path, header, *rows, name="t.csv", sep=","):
    lines = [sep.join(header), *(sep.join(str(r.get(h, "")) for h in header) for r in rows)]
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def properties(path, **how):
    layers = store.load(path, **how)
    return [f["properties"] for f in (*layers.incidents, *layers.movements)], layers


@pytest.mark.parametrize("header", [ACLED_2019, ACLED_2026], ids=["2019", "2026"])
def test_acled_of_all_years(tmp_path, header):
    row = {
        "event_id_cnty": "SYR1",
        "event_date": "03 March 2019",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "location": "Hajin",
        "latitude": 34.69,
        "longitude": 40.83,
        "geo_precision": 3,
        "time_precision": 1,
        "fatalities": 4,
        "source": "SNN",
        "notes": "Clash.",
        "country": "Syria",
    }
    ((p,), layers) = properties(table(tmp_path, header.split(","), row))
    want = {
        "id": "SYR1",
        "date_start": "2019-03-03",
        "killed_best": 4,
        "geo_precision": 3,
        "where_prec": 4,
        "radius_m": 60_000,
        "outlet": "SNN",
    }
    assert want.items() <= p.items()
    assert not layers.rejected
    assert "ACLED: " in layers.provenance[f"columns of {tmp_path / 't.csv'}"]


@pytest.mark.parametrize("header", [GED_19, GED_25], ids=["19.1", "25.1"])
def test_ucdp_of_all_releases(tmp_path, header):
    row = {
        "id": 7,
        "type_of_violence": 1,
        "side_a": "A",
        "side_b": "B",
        "where_prec": 2,
        "latitude": 34.69,
        "longitude": 40.83,
        "date_prec": 2,
        "date_start": "2019-03-01 00:00:00.000",
        "date_end": "2019-03-04 00:00:00.000",
        "low": 3,
        "best": 5,
        "high": 9,
    }
    ((p,), layers) = properties(table(tmp_path, header.split(","), row))
    want = {
        "id": "7",
        "event_type": "Battles",
        "date_start": "2019-03-01",
        "date_end": "2019-03-04",
        "killed_low": 3,
        "killed_best": 5,
        "killed_high": 9,
        "where_prec": 2,
        "geo_precision": 2,
        "radius_m": 25_000,
    }
    assert want.items() <= p.items()
    assert not layers.rejected


def test_a_range_that_does_not_hold_is_told_by_row_and_kept(tmp_path):
    rows = [
        {
            "id": n,
            "where_prec": 1,
            "date_prec": 1,
            "latitude": 34,
            "longitude": 40,
            "date_start": "2019-03-01",
            "low": 9,
            "best": b,
            "high": 9,
        }
        for n, b in enumerate((9, 5))
    ]
    found, layers = properties(table(tmp_path, GED_19.split(","), *rows))
    assert [p["killed_best"] for p in found] == [9, 5]
    (told,) = layers.rejected
    assert told["name"].endswith("row 3")
    assert "low <= best <= high" in told["reason"]


def gdelt_row(n):
    header = next(k["header"] for k in known() if k["name"] == "GDELT").split()
    assert len(header) == 61
    values = {
        "GLOBALEVENTID": n,
        "SQLDATE": 20190303,
        "Actor1Name": "SYRIA",
        "EventRootCode": 19,
        "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Hajin, Syria",
        "ActionGeo_Lat": 34.69,
        "ActionGeo_Long": 40.83,
        "SOURCEURL": "https://a.example",
    }
    return "\t".join(str(values.get(h, "")) for h in header)


def test_gdelt_without_a_header(tmp_path):
    path = tmp_path / "20190303.export.CSV"
    path.write_text("".join(f"{gdelt_row(n)}\n" for n in (901, 902)), "utf-8")
    found, _ = properties(path)
    assert [p["id"] for p in found] == ["901", "902"]
    assert {
        "event_type": "Battles",
        "date_start": "2019-03-03",
        "where_prec": 2,
        "url": "https://a.example",
    }.items() <= found[0].items()
    path.write_text(gdelt_row(901).replace("34.69", "134.69") + "\n", "utf-8")
    assert store.load(path).rejected[0]["name"].endswith("row 1")


def test_idmc_figures_are_movements(tmp_path):
    header = [
        "id",
        "figure",
        "qualifier",
        "unit",
        "displacement_type",
        "displacement_date",
        "locations_name",
        "latitude",
        "longitude",
        "standard_popup_text",
    ]
    rows = [
        {
            "id": 1,
            "figure": 300,
            "qualifier": "more than",
            "unit": "Household",
            "displacement_type": "Conflict",
            "displacement_date": "2019-03-03",
            "locations_name": "Hajin",
            "latitude": 34.69,
            "longitude": 40.83,
        },
        {"id": 2, "figure": 20, "displacement_type": "Conflict", "locations_name": "Hajin"},
    ]
    path = table(tmp_path, header, *rows)
    layers = store.load(path, gazetteer=Gazetteer)
    first, second = layers.movements
    want = {"group": "civilians", "count": 300, "count_best": 300, "quantifier": "more_than", "unit": "families"}
    assert want.items() <= first["properties"].items()
    assert first["properties"]["origin"] == {"name": "Hajin", "lat": 34.69, "lon": 40.83}
    assert second["geometry"]["coordinates"] == [40.83, 34.69]
    assert not layers.incidents


def test_airwars_ranges_stay_ranges(tmp_path):
    header = [
        "incident_code",
        "incident_date",
        "location",
        "latitude",
        "longitude",
        "geolocation_accuracy",
        "killed_min",
        "killed_max",
    ]
    row = dict(zip(header, ["CS1", "2019-03-03", "Hajin", 34.69, 40.83, "Village", 2, 5], strict=True))
    ((p,), _) = properties(table(tmp_path, header, row))
    assert {"killed_low": 2, "killed_high": 5, "where_prec": 1, "radius_m": 2000}.items() <= p.items()
    assert "killed_best" not in p


def test_names_without_coordinates_are_looked_up(tmp_path):
    rows = [
        {"place": "هجين"},
        {"place": "Deir ez-Zor", "country": "Syria"},
        {"place": "Nowhere"},
        {},
        {"place": "Hajin", "lat": 35, "lon": 40},
    ]
    path = table(tmp_path, ["place", "lat", "lon", "country", "killed"], *[r | {"killed": 1} for r in rows])
    layers = store.load(path, gazetteer=Gazetteer)
    at = [f["geometry"] and f["geometry"]["coordinates"] for f in layers.incidents]
    assert at == [[40.83, 34.69], [40.1, 35.3], None, None, [40, 35]]
    assert [f["properties"].get("where_prec") for f in layers.incidents] == [1, 4, None, None, None]
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == ["4", "5"]
    assert "'Nowhere' is not sure" in layers.rejected[0]["reason"]


def test_a_table_of_names_alone_needs_a_gazetteer(tmp_path):
    path = table(tmp_path, ["where", "dead"], {"where": "Hajin", "dead": 3})
    with pytest.raises(DataError, match="no columns of coordinates"):
        store.load(path)
    ((p,), _) = properties(path, gazetteer=Gazetteer, columns={"place": "where"})
    assert (p["place"], p["lat"], p["killed_best"]) == ("Hajin", 34.69, 3)
    with pytest.raises(DataError, match="no column 'town'"):
        store.load(path, gazetteer=Gazetteer, columns={"place": "town"})


@pytest.mark.parametrize(
    ("days", "want"),
    [
        (["03/04/2019", "25/04/2019"], ["2019-04-03", "2019-04-25"]),
        (["03/04/2019", "04/25/2019"], ["2019-03-04", "2019-04-25"]),
        (["03/04/2019", "05/04/2019"], [None, None]),
        (["25/04/2019", "04/25/2019", "03/04/2019"], ["2019-04-25", "2019-04-25", None]),
        (["04/04/2019", "3.4.2019", "2019-04-05"], ["2019-04-04", "2019-04-03", "2019-04-05"]),
        (["2019-04-03", "3 April 2019", "20190403", "2019/04/03"], ["2019-04-03"] * 4),
        (["April 3 2019", "3 Apr 2019", "03-Apr-2019", "03-Apr-19", "2019.04.03", "٢٠١٩-٠٤-٠٣"], ["2019-04-03"] * 6),
    ],
)
def test_dates_in_any_order_that_is_clear(tmp_path, days, want):
    found, layers = properties(
        table(tmp_path, ["lat", "lon", "date"], *({"lat": 34, "lon": 40, "date": d} for d in days))
    )
    assert [p.get("date_start") for p in found] == want
    assert len(layers.rejected) == want.count(None)
    assert all("--dates dmy or mdy" in r["reason"] for r in layers.rejected)


@pytest.mark.parametrize(("dates", "want"), [("dmy", "2019-04-03"), ("mdy", "2019-03-04"), (None, None)])
@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_the_order_of_dates_can_be_said(tmp_path, ending, dates, want):
    path = tmp_path / f"x.{ending}"
    if ending == "csv":
        path.write_text("lat,lon,date\n34,40,03/04/2019\n")
    else:
        at = {"type": "Point", "coordinates": [40, 34]}
        path.write_text(
            json.dumps({"features": [{"type": "Feature", "geometry": at, "properties": {"date": "03/04/2019"}}]})
        )
    found, layers = properties(path, order=dates)
    assert [p.get("date_start") for p in found] == [want]
    assert len(layers.rejected) == (want is None)


@pytest.mark.parametrize(
    "cell", ["34.69, 40.83", "34.69 40.83", "(34.69; 40.83)", "POINT (40.83 34.69)", "34.69N 40.83E"]
)
def test_both_coordinates_in_one_cell(tmp_path, cell):
    (tmp_path / "x.csv").write_text(f'Place,Coordinates\nHajin,"{cell}"\nElsewhere,unknown\n')
    found, layers = properties(tmp_path / "x.csv")
    assert (found[0]["lat"], found[0]["lon"]) == (34.69, 40.83)
    assert "lat" not in found[1]
    assert {r["name"].rsplit(" ", 1)[1] for r in layers.rejected} == {"3"}
    assert "lat=Coordinates, lon=Coordinates" in layers.provenance[f"columns of {tmp_path / 'x.csv'}"]


def test_headings_as_people_write_them(tmp_path):
    head = "Event Date,Sub Event Type,Event Type,Latitude,Longitude,Location,Fatalities,Geo Precision"
    (tmp_path / "x.csv").write_text(f"{head}\n2019-03-03,Armed clash,Battles,34.69,40.83,Hajin,3,2\n")
    ((p,), layers) = properties(tmp_path / "x.csv")
    assert {
        "date_start": "2019-03-03",
        "sub_event_type": "Armed clash",
        "killed_best": 3,
        "where_prec": 2,
    }.items() <= p.items()
    assert layers.provenance[f"columns of {tmp_path / 'x.csv'}"].startswith("ACLED")
    head = "ID,Figure cause,Total figures,Figure unit,Displacement start date,Locations name,Locations coordinates"
    (tmp_path / "y.csv").write_text(f'{head}\n1,Conflict,300,Person,2019-03-03,Hajin,"34.69, 40.83"\n')
    (moved,) = store.load(tmp_path / "y.csv").movements
    assert moved["geometry"]["coordinates"] == [40.83, 34.69]
    assert {"count_best": 300, "date_start": "2019-03-03"}.items() <= moved["properties"].items()


def test_excel(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Lat", "Lon", "Date", "Deaths", None])
    book.active.append(["هجين", 34.69, 40.83, __import__("datetime").datetime(2019, 3, 3), 4, "x"])
    book.active.append(["=1+1", 134.0, 40.83, None, "many", None])
    book.save(tmp_path / "x.xlsx")
    ((p, undrawn), layers) = properties(tmp_path / "x.xlsx")
    assert "lat" not in undrawn
    assert {"place": "هجين", "lat": 34.69, "date_start": "2019-03-03", "killed_best": 4}.items() <= p.items()
    assert {r["name"].rsplit(" ", 1)[1] for r in layers.rejected} == {"3"}


def test_geojson_of_another_system_is_turned(tmp_path):
    utm = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [667_500.0, 3_840_000.0]},
        "properties": {"deaths": 2},
    }
    data = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}},
        "features": [utm],
    }
    (tmp_path / "x.geojson").write_text(json.dumps(data))
    (f,) = store.load(tmp_path / "x.geojson").incidents
    assert f["geometry"]["coordinates"] == pytest.approx([40.82, 34.69], abs=0.01)
    data["crs"]["properties"]["name"] = "EPSG:99999999"
    (tmp_path / "x.geojson").write_text(json.dumps(data))
    with pytest.raises(DataError, match="unknown coordinate system"):
        store.load(tmp_path / "x.geojson")


def test_a_large_table_reads_like_a_list(tmp_path):
    rows = [
        {"id": n, "lat": 34 + n / 100_000, "lon": 40, "date": "2019-03-03", "notes": f"n{n}", "killed": n % 3}
        for n in range(25_000)
    ]
    layers = store.load(table(tmp_path, ["id", "lat", "lon", "date", "notes", "killed"], *rows))
    incidents = layers.incidents
    assert isinstance(incidents, Table)
    assert len(incidents) == 25_000
    assert incidents[-1] == list(incidents)[-1]
    assert incidents[20_001]["properties"]["claims"][0]["quote"] == "n20001"
    assert [f["id"] for f in incidents[3:5]] == ["3", "4"]
    assert incidents[5]["properties"]["date_start"] is incidents[6]["properties"]["date_start"]
    assert store.merge([layers]) is layers
    assert len(store.merge([layers, layers]).incidents) == 25_000


def test_rows_too_short_and_too_long(tmp_path):
    (tmp_path / "x.csv").write_text("lat,lon,killed\n34,40\n\n34,40,3,4,5\n", "utf-8")
    found, layers = properties(tmp_path / "x.csv")
    assert [p.get("killed_best") for p in found] == [None, 3]
    (told,) = layers.rejected
    assert told["name"].endswith("row 4")
    assert told["reason"].startswith("more cells than columns, left out: '4, 5'")


def test_low_best_and_high_of_any_table(tmp_path):
    rows = [
        {"low": 1, "best": 5, "high": 7, "lat": 34, "lon": 40},
        {"low": 9, "best": 5, "high": 7, "lat": 34, "lon": 40},
    ]
    found, layers = properties(table(tmp_path, ["low", "best", "high", "lat", "lon"], *rows))
    assert [[p[f"killed_{end}"] for end in ("low", "best", "high")] for p in found] == [[1, 5, 7], [9, 5, 7]]
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == ["3"]


def test_airwars_strikes_have_types(tmp_path):
    header = [
        "incident_code",
        "incident_date",
        "latitude",
        "longitude",
        "geolocation_accuracy",
        "strike_type",
        "killed_min",
    ]
    rows = [
        dict(zip(header, ["CS1", "2019-03-03", 34, 40, "town", kind, 1], strict=True))
        for kind in ("Airstrike", "Other")
    ]
    found, _ = properties(table(tmp_path, header, *rows))
    assert [p.get("sub_event_type") for p in found] == ["Air/drone strike", None]
    assert found[0]["event_type"] == "Explosions/Remote violence"


def test_columns_that_nobody_can_guess_are_named_in_their_order(tmp_path):
    with pytest.raises(DataError, match=r"among b, a, c: say which they are, as in --map lat=y"):
        store.load(table(tmp_path, ["b", "a", "c"], {"a": 1}))
