"""Files as people keep them: headings in Arabic, encodings, workbooks of several sheets, too large ones, points of others."""

import json
import random
import zipfile

import openpyxl
import pytest

import geomap
from geomap import store
from geomap.errors import DataError
from geomap.export import write


def properties(path):
    layers = store.load(path)
    return [f["properties"] for f in layers.incidents], layers


def test_headings_in_arabic(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("المكان,التاريخ,عدد القتلى,خط العرض,خط الطول,المصدر\nهجين,25/3/2019,٤,34.69,40.83,وكالة\n", "utf-8")
    ((p,), layers) = properties(path)
    want = {
        "place": "هجين",
        "date_start": "2019-03-25",
        "killed_best": 4,
        "lat": 34.69,
        "lon": 40.83,
        "outlet": "وكالة",
    }
    assert want.items() <= p.items()
    assert not layers.rejected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
def test_encodings_that_say_what_they_are(tmp_path, encoding):
    path = tmp_path / "x.csv"
    path.write_text("place\tlat\tlon\nالباغوز\t34.45\t40.95\n", encoding)
    ((p,), _) = properties(path)
    assert (p["place"], p["lat"]) == ("الباغوز", 34.45)


@pytest.mark.parametrize("name", ["x.csv", "x.geojson"])
@pytest.mark.parametrize("encoding", ["cp1256", "latin-1"])
def test_other_encodings_are_refused_with_a_way_out(tmp_path, name, encoding):
    word = {"cp1256": "الباغوز", "latin-1": "Déir"}[encoding]
    text = f"place,lat,lon\n{word},34,40\n" if name == "x.csv" else json.dumps({"features": [word]}, ensure_ascii=False)
    (tmp_path / name).write_bytes(text.encode(encoding))
    with pytest.raises(DataError, match=r"not UTF-8.*iconv"):
        store.load(tmp_path / name)


def test_a_file_too_large_to_be_read_at_once_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "x.csv").open("wb") as file:
        file.write(b"place,lat,lon\n")
        file.truncate(2_100_000_000)  # sparse: takes no room
    with pytest.raises(DataError, match=r"2,100 MB, and \.csv is read up to 1,000 MB: keep the rows"):
        store.load(tmp_path / "x.csv")


def test_the_sheet_with_places_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["About this file"])
    sheet = book.create_sheet("Data")
    sheet.append(["Location", "Date", "Fatalities", "Latitude", "Longitude"])
    sheet.append(["Hajin", "2019-03-03", 4, 34.69, 40.83])
    book.save(tmp_path / "x.xlsx")
    ((p,), layers) = properties(tmp_path / "x.xlsx")
    assert (p["place"], p["killed_best"]) == ("Hajin", 4)
    assert next(iter(layers.provenance)).endswith("x.xlsx, sheet Data")


@pytest.mark.parametrize(("mb", "varied"), [(70, False), (501, True)], ids=["bomb", "large"])
def test_a_workbook_too_large_when_unpacked_is_refused_before_it_is_read(tmp_path, monkeypatch, mb, varied):
    path = tmp_path / "x.xlsx"
    openpyxl.Workbook().save(path)
    piece = random.Random(1).randbytes(10_000) * 100 if varied else bytes(1_000_000)  # packs well, too well
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as parts,
        parts.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(mb):
            part.write(piece)
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    with pytest.raises(DataError, match=rf"x\.xlsx: {mb} MB when unpacked: save the sheet"):
        store.load(path)


def test_points_of_others_keep_their_coordinates_in_tables(tmp_path):
    item = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [40.83, 34.69]},
        "properties": {"name": "Hajin"},
    }
    (tmp_path / "x.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [item]}))
    ((p,), layers) = properties(tmp_path / "x.geojson")
    assert (p["place"], p["lat"], p["lon"]) == ("Hajin", 34.69, 40.83)
    write(layers, tmp_path / "x.csv")
    assert store.load(tmp_path / "x.csv").incidents[0]["geometry"] == item["geometry"]


def test_features_of_others_are_read_like_rows(tmp_path):
    at = {"type": "Point", "coordinates": [40.83, 34.69]}
    told = [
        (at, {"where": "Hajin", "day": "3/4/2019", "low": 9, "best": 5, "high": 9}),
        (None, {"where": "Raqqa", "day": "25/4/2019", "wounded": "many"}),
        (None, {"where": "Nowhere at all"}),
    ]
    items = [{"type": "Feature", "geometry": g, "properties": p} for g, p in told]
    (tmp_path / "x.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    layers = geomap.load(tmp_path / "x.geojson", columns={"place": "where"}).layers
    first, second, third = (f["properties"] for f in layers.incidents)
    assert (first["place"], first["date_start"], second["date_start"]) == ("Hajin", "2019-04-03", "2019-04-25")
    assert second["place_id"]
    assert layers.incidents[1]["geometry"]["coordinates"] == [second["lon"], second["lat"]]
    assert third["place"] == "Nowhere at all"
    assert [int(r["name"].rsplit(" ", 1)[1]) for r in layers.rejected] == [1, 2, 3]
    assert "place=where" in layers.provenance[f"columns of {tmp_path / 'x.geojson'}"]
    with pytest.raises(DataError, match="no column 'town'"):
        geomap.load(tmp_path / "x.geojson", columns={"place": "town"})


def test_figures_of_displacement_as_geojson_are_movements(tmp_path):
    p = {"id": 1, "figure": 300, "displacement_type": "Conflict", "displacement_date": "2019-03-03", "latitude": 1}
    item = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.83, 34.69]}, "properties": p}
    (tmp_path / "x.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [item]}))
    layers = store.load(tmp_path / "x.geojson")
    (moved,) = layers.movements
    assert moved["geometry"] == item["geometry"]
    assert moved["properties"]["origin"] == {"lat": 34.69, "lon": 40.83}
    assert moved["properties"]["count_best"] == 300
    assert not layers.incidents
