"""Rows of others at their edges: ends of movements, impossible positions, columns and cells that are not understood."""

import json

import pytest

from geomap import store
from geomap.errors import DataError
from geomap.model import Candidate, Place, Resolution

HAJIN = Place("hajin", "Hajin", 34.69, 40.83, "town", country="SY", admin1="Deir ez-Zor", precision_m=3000)


class Gazetteer:
    """One place by its name."""

    def resolve(self, name, **_):
        return Resolution("resolved", (Candidate(HAJIN, 1.0, "exact"),)) if name == "Hajin" else Resolution()


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("Origin", ["origin"]),
        ("Destination", ["destination"]),
        ("DESTINATION", ["destination"]),
        ("Origin and destination", ["origin", "destination"]),
        ("ORIGIN_AND_DESTINATION", ["origin", "destination"]),
        ("", ["origin"]),
        ("Origin; Destination", ["origin"]),
    ],
)
def test_idmc_locations_are_the_end_that_they_say(tmp_path, told, ends):
    header = ["figure", "displacement_type", "locations_name", "latitude", "longitude", "locations_type"]
    row = dict(zip(header, [300, "Conflict", "Hajin", 34.69, 40.83, told], strict=True))
    rows = [row, row | {"latitude": "", "longitude": ""}]
    (tmp_path / "x.csv").write_text("\n".join([",".join(header), *(",".join(map(str, r.values())) for r in rows)]))
    layers = store.load(tmp_path / "x.csv", gazetteer=Gazetteer)
    assert len(layers.movements) == 2
    for movement in layers.movements:
        properties = movement["properties"]
        assert [end for end in ("origin", "destination") if properties.get(end)] == ends
        assert all(properties[end]["name"] == "Hajin" and properties[end]["lat"] == 34.69 for end in ends)
        assert movement["geometry"] == {"type": "Point", "coordinates": [40.83, 34.69]}
        assert "origin_is" not in properties
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == (["2", "3"] if ";" in told else [])


UTM = {"type": "Point", "coordinates": [667_500.0, 3_840_000.0]}


def collection(geometry, crs=None):
    item = {"type": "Feature", "geometry": geometry, "properties": {"place": "Hajin", "deaths": 2}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": [item]})


@pytest.mark.parametrize("ending", ["csv", "figures.csv", "geojson"])
def test_a_row_with_impossible_coordinates_is_kept_without_a_point(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    if ending == "geojson":
        path.write_text(collection({"type": "Point", "coordinates": [40, 134]}))
    else:
        head = "place,lat,lon,figure,displacement_type" if ending == "figures.csv" else "place,lat,lon,deaths,note"
        path.write_text(f"{head}\nHajin,134,40,2,\n")
    layers = store.load(path, gazetteer=Gazetteer)
    (kept,) = [*layers.incidents, *layers.movements]
    assert kept["geometry"] is None
    assert "Hajin" in str(kept["properties"])
    (told,) = layers.rejected
    assert told["reason"].endswith("kept without a point")
    assert "outside" in told["reason"]


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_metres_are_told_as_such(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text(collection(UTM) if ending == "geojson" else "lat,lon,deaths\n3840000,667500,2\n")
    (told,) = store.load(path).rejected
    assert "metres of a projected system" in told["reason"]


@pytest.mark.parametrize(
    ("crs", "why"),
    [
        ({"type": "link", "properties": {"href": "http://example.org/crs/42", "type": "proj4"}}, "only links"),
        ({"type": "name", "properties": {}}, "names no system"),
        ({"type": "name"}, "names no system"),
        ("EPSG:32637", "names no system"),
    ],
)
def test_a_crs_member_that_names_no_system_is_refused(tmp_path, crs, why):
    (tmp_path / "x.geojson").write_text(collection(UTM, crs))
    with pytest.raises(DataError, match=f"crs member {why}.*reproject"):
        store.load(tmp_path / "x.geojson")


@pytest.mark.parametrize(
    ("head", "cells", "want"),
    [
        ("lat,lon,civilian_deaths_min,civilian_deaths_max", "34,40,2,5", {"killed_low": 2, "killed_high": 5}),
        ("lat,lon,civilian_casualties_killed_min,civilian_casualties_killed_max", "34,40,2,5", {"killed_low": 2, "killed_high": 5}),
        ("lat,lon,injured_min,injured_max", "34,40,1,3", {"wounded_low": 1, "wounded_high": 3}),
        ("incident_date,geolocation_accuracy,lat,lon,civilian_deaths_min", "2019-03-03,village,34,40,2", {"killed_low": 2}),
        ("Jour,Lieu de l'incident,Lat (N),Long (E)", "2019-03-03,Hajin,34,40", {"date_start": "2019-03-03", "place": "Hajin", "lat": 34, "lon": 40}),
        ("Lieu de l\u2019incident,Latitude (N),Longitude (E)", "Hajin,34,40", {"place": "Hajin", "lat": 34, "lon": 40}),
    ],
)  # fmt: skip
def test_headings_that_are_guessed(tmp_path, head, cells, want):
    (tmp_path / "x.csv").write_text(f"{head}\n{cells}\n", "utf-8")
    (found,) = store.load(tmp_path / "x.csv").incidents
    assert want.items() <= found["properties"].items()


def test_columns_that_look_like_tolls_or_days_are_named(tmp_path):
    head = "lat,lon,killed,Deaths of soldiers,report_date,victimes_civiles,عدد الشهداء,note,datum,updated,published"
    (tmp_path / "x.csv").write_text(f"{head}\n34,40,1,2,3,4,5,6,7,8,9\n", "utf-8")
    (told,) = store.load(tmp_path / "x.csv").provenance.values()
    unread = told.partition("not understood, kept as they are: ")[2]
    assert unread == "Deaths of soldiers, report_date, victimes_civiles, عدد الشهداء"


def test_an_unknown_target_is_refused_with_those_that_there_are(tmp_path):
    (tmp_path / "x.csv").write_text("lat,lon,fatalities\n34,40,1\n")
    with pytest.raises(DataError, match=r"no column 'killd' of geomap's .*, killed, .*, wounded_high"):
        store.load(tmp_path / "x.csv", columns={"killd": "fatalities"})


@pytest.mark.parametrize("head", ["lat,lon,killed", "layer,lat,lon,killed"])
def test_less_than_none_is_told_by_row(tmp_path, head):
    (tmp_path / "x.csv").write_text(f"{head}\n{'incidents,' * head.startswith('layer')}34,40,-3\n")
    layers = store.load(tmp_path / "x.csv")
    assert "killed_best" not in {k for k, v in layers.incidents[0]["properties"].items() if v is not None}
    assert [r["reason"] for r in layers.rejected] == ["killed: '-3' is less than none, left out"]


@pytest.mark.parametrize(
    ("day", "order", "why"),
    [
        ("31/02/2019", None, "'31/02/2019' is not a day, left out"),
        ("31/02/2019", "dmy", "'31/02/2019' is not a day, left out"),
        ("00/00/2019", None, "'00/00/2019' is not a day, left out"),
        ("03/04/2019", None, "could be 2019-04-03 or 2019-03-04, left out: --dates dmy or mdy says which"),
        ("spring", None, "'spring' is not a day, left out"),
    ],
)
def test_what_is_no_day_and_what_could_be_two(tmp_path, day, order, why):
    (tmp_path / "x.csv").write_text(f"lat,lon,date\n34,40,{day}\n")
    (told,) = store.load(tmp_path / "x.csv", order=order).rejected
    assert why in told["reason"]
    assert ("--dates" in told["reason"]) == ("could be" in why)


@pytest.mark.parametrize(
    ("text", "encoding"), [("هجين قرب النهر", "windows-1256"), ("Lieu près de Alep, tués", "windows-1252")]
)
def test_the_hint_names_the_encoding_that_the_file_looks_like(tmp_path, text, encoding):
    (tmp_path / "x.csv").write_bytes(f'lat,lon,place\n34,40,"{text}"\n'.encode(encoding))
    with pytest.raises(DataError, match=f"iconv -f {encoding} "):
        store.load(tmp_path / "x.csv")


@pytest.mark.parametrize("header", ["lat,lon,killed", "lat,lon,killed,layer"])
def test_empty_rows_are_none_and_count(tmp_path, header):
    more = "," * (header.count(",") - 2)
    rows = ["", "34,40,1", "", ",,", "34,40,many", "134,40,1", "  , ,", "34,40,2"]
    (tmp_path / "x.csv").write_text("\n".join([header, *(row and row + more for row in rows)]) + "\n", "utf-8")
    layers = store.load(tmp_path / "x.csv")
    assert len(layers.incidents) == 4
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == ["6", "7"]


def test_a_table_of_tags_alone_is_empty(tmp_path):
    (tmp_path / "x.csv").write_text("place,lat,lon\n#loc+name,#geo+lat,#geo+lon\n")
    assert not store.load(tmp_path / "x.csv").incidents
