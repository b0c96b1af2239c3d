"""Each format read back with the program that its users have: validators, GDAL, pandas, openpyxl, HXL's library."""

import csv
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import geojson_validator
import geopandas
import hxl
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

from geomap import store
from geomap.dataset import Table
from geomap.errors import OutputError
from geomap.export import ENDINGS, excel, lost, write
from geomap.model import Layers
from geomap.pipeline import build

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_GAZETTEER", str(tmp_path_factory.mktemp("own") / "none.csv"))
        out = tmp_path_factory.mktemp("outputs")
        build([SEEDS], out)
    return out


@pytest.fixture(scope="module")
def seeds(outputs):
    return store.load(outputs)


@pytest.fixture(scope="module")
def golden(seeds):
    """What every format must hold of the demo reports: id, place, toll, first day and position of each incident."""
    rows = [f["properties"] for f in seeds.incidents]
    assert len(rows) >= 15
    return {p["id"]: (p["place"], p["killed_best"], p["date_start"], p["lat"], p["lon"]) for p in rows}


def known(value):
    return None if value is None or value != value or value == "" else value  # noqa: PLR0124 - NaN


def whole(value):
    return None if known(value) is None else int(value)


def iso(value):
    return str(value)[:10] if known(value) is not None and str(value) != "NaT" else None


def rounded(lat, lon):
    return (known(lat) and round(float(lat), 4), known(lon) and round(float(lon), 4))


def held(golden):
    return {i: (p, k, d, *rounded(lat, lon)) for i, (p, k, d, lat, lon) in golden.items()}


def of_frame(frame, names=("id", "place", "killed_best", "date_start")):
    id_, place, killed, day = names
    frame = frame[frame["layer"] == "incidents"] if "layer" in frame else frame
    return {
        r[id_]: (
            known(r[place]),
            whole(r[killed]),
            iso(r[day]),
            *rounded(*((r.geometry.y, r.geometry.x) if r.geometry else (None, None))),
        )
        for _, r in frame.iterrows()
    }


@pytest.mark.parametrize("name", ["incidents", "movements", "mentions"])
def test_outputs_are_valid_geojson(outputs, name):
    data = json.loads((outputs / f"{name}.geojson").read_text("utf-8"))
    assert geojson_validator.validate_structure(data, check_crs=True) == {}
    found = geojson_validator.validate_geometries(data)
    assert (found["invalid"], found["problematic"]) == ({}, {})


@pytest.mark.parametrize("ending", [".geojson", ".geojsonl", ".fgb", ".gpkg", ".kml"])
def test_gdal_reads_all_incidents(tmp_path, seeds, golden, ending):
    path = tmp_path / f"events{ending}"
    write(seeds, path)
    layer = "incidents" if ending == ".gpkg" else None
    names = ("event" if ending == ".kml" else "id", "place", "killed_best", "date_start")
    assert of_frame(pyogrio.read_dataframe(path, layer=layer), names) == held(golden)


def test_geoparquet(tmp_path, seeds, golden):
    path = tmp_path / "events.parquet"
    write(seeds, path)
    frame = geopandas.read_parquet(path)
    assert of_frame(frame) == held(golden)
    assert frame.crs == "OGC:CRS84"
    assert frame["date_start"].dropna().map(type).eq(date).all()
    geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert (geo["version"], geo["columns"]["geometry"]["encoding"]) == ("1.1.0", "WKB")
    assert set(geo["columns"]["geometry"]["geometry_types"]) <= {"Point", "LineString"}
    west, south, east, north = frame.total_bounds
    assert geo["columns"]["geometry"]["bbox"] == pytest.approx([west, south, east, north])
    claims = json.loads(frame.set_index("id").loc[seeds.incidents[0]["id"], "claims"])
    assert claims == seeds.incidents[0]["properties"]["claims"]


def test_shapefile(tmp_path, seeds, golden):
    path = tmp_path / "events.shp.zip"
    write(seeds, path)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("points.cpg") == b"UTF-8"
    frame = pyogrio.read_dataframe(path, layer="points")
    assert max(map(len, frame.columns)) <= 10
    placed = {i: v for i, v in held(golden).items() if v[3] is not None}
    assert of_frame(frame, ("id", "place", "killed", "date_start")) == placed
    assert set(frame["place_ar"].dropna()) == {
        f["properties"]["place_ar"] for f in seeds.incidents if f["properties"]["place_ar"]
    }


def test_csv_of_geomap(tmp_path, seeds, golden):
    write(seeds, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["layer"] == "incidents"]
    got = {
        r["id"]: (known(r["place"]), whole(r["killed_best"]), known(r["date_start"]), *rounded(r["lat"], r["lon"]))
        for r in rows
    }
    assert got == held(golden)


def test_hxl(tmp_path, seeds):
    write(seeds, tmp_path / "x.csv", profile="hxl")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        source = hxl.data(list(csv.reader(file)))
    assert {"#event+id", "#date+start", "#geo+lat", "#affected+killed"} <= set(source.display_tags)
    assert sum(1 for _ in source) == len(seeds.incidents) + len(seeds.movements)
    assert all(hxl.TagPattern.parse(tag) for tag in source.display_tags)


@pytest.mark.parametrize("profile", ["acled", "ucdp", "hxl", "geomap"])
def test_profiles_are_read_back_as_what_they_are(tmp_path, seeds, golden, profile):
    write(seeds, tmp_path / "x.csv", profile=profile)
    back = store.load(tmp_path / "x.csv")
    got = {
        f["properties"]["id"]: (f["properties"].get("killed_best"), f["properties"].get("date_start"))
        for f in back.incidents
    }
    assert got
    assert all(got[i] == golden[i][1:3] for i in got)


def test_workbook(tmp_path, seeds, golden):
    write(seeds, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
        quotes = [cell.column_letter for cell in sheet[1] if cell.value == "quote"]
        assert all(sheet.column_dimensions[letter].width > 40 for letter in quotes)
    assert book.sheetnames == ["events", "claims", "reports", "proposals", "unresolved"]
    header, *rows = book["events"].iter_rows(values_only=True)
    dicts = [dict(zip(header, r, strict=True)) for r in rows]
    got = {
        r["id"]: (r["place"], r["killed_best"], iso(r["date_start"]), *rounded(r["lat"], r["lon"]))
        for r in dicts
        if r["layer"] == "incidents"
    }
    assert got == held(golden)
    assert all(isinstance(r["date_start"], datetime) for r in dicts if r["date_start"])
    back = store.load(tmp_path / "x.xlsx")
    assert {f["id"] for f in back.incidents} == set(golden)


def hostile(text):
    point = {"type": "Point", "coordinates": [40, 35]}
    claims = [{"report": "a", "quote": text, "outlet": text, "start": 0, "end": 3}]
    return Layers(
        [
            {
                "type": "Feature",
                "id": "1",
                "geometry": point,
                "properties": {"id": "1", "place": text, "quote": text, "claims": claims},
            }
        ]
    )


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "a\x01b", "x" * 40_000])
def test_no_cell_of_a_workbook_is_a_formula(tmp_path, text):
    write(hostile(text), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["events"]
    cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f"]
    if text.startswith("="):
        assert text in [c.value for c in cells]


def test_a_sheet_that_is_full_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "_MOST_ROWS", 1)
    with pytest.raises(OutputError, match="at most"):
        write(hostile("x"), tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_balloons_have_evidence_and_no_markup(tmp_path, seeds):
    write(hostile("<script>alert(1)</script>"), tmp_path / "x.kml")
    told = pyogrio.read_dataframe(tmp_path / "x.kml")["description"][0]
    assert "&lt;script&gt;" in told
    assert "<script" not in told
    write(seeds, tmp_path / "s.kml")
    frame = pyogrio.read_dataframe(tmp_path / "s.kml")
    many = next(f for f in seeds.incidents if len(f["properties"]["claims"]) > 1)
    told = frame.set_index("event").loc[many["id"], "description"]
    assert told.count("<br/>") == len(many["properties"]["claims"]) - 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_of_others_goes_into_every_format(tmp_path, ending):
    columns = {
        "id": ["a", "b"],
        "place": ["Hajin", None],
        "lat": [34.7, None],
        "lon": [40.8, None],
        "killed_best": [3, None],
        "colour": ["red", None],
        "date_start": ["2019-03-03", None],
    }
    write(Layers(Table("mine.csv", columns)), tmp_path / f"x{ending}")
    if ending not in {".xlsx", ".csv"}:
        frame = (
            geopandas.read_parquet(tmp_path / "x.parquet")
            if ending == ".parquet"
            else pyogrio.read_dataframe(
                tmp_path / f"x{ending}", layer={".gpkg": "incidents", ".shp.zip": "points"}.get(ending)
            )
        )
        assert frame["event" if ending == ".kml" else "id"].tolist() == (["a"] if ending == ".shp.zip" else ["a", "b"])
        assert rounded(frame.geometry[0].y, frame.geometry[0].x) == (34.7, 40.8)


def everything():
    """One of each kind of row, every one with a word of its own."""
    at = {"type": "Point", "coordinates": [40.8, 34.7]}
    claim = {"report": "a", "quote": "a claim", "start": 0, "end": 7}

    def row(word, **more):
        return {"type": "Feature", "geometry": at, "properties": {"id": word, **more}}

    return Layers(
        [row("incident", claims=[claim])],
        [row("movement", group="civilians", claims=[claim])],
        [row("mention", report="a", surface="x", start=0, end=1)],
        [row("place", name="x")],
        [{"id": "report"}],
        [{"surface": "unresolved", "count": 1}],
        proposals=[{"id": "proposal", "layer": "incidents", "first": "a", "second": "b"}],
        totals=[claim | {"quote": "a sum", "killed": 17}],
    )


@pytest.mark.parametrize(
    ("name", "profile"),
    [*((f"x{e}", "geomap") for e in ENDINGS), *(("x.csv", p) for p in ("acled", "ucdp", "hxl"))],
)
def test_what_a_format_loses_is_counted_in_one_line(tmp_path, name, profile):
    data = everything()
    line = lost(data, name, profile=profile)
    assert "\n" not in line
    write(data, tmp_path / name, profile=profile)
    raw = (tmp_path / name).read_bytes()
    if name in {"x.xlsx", "x.shp.zip"}:
        with zipfile.ZipFile(tmp_path / name) as archive:
            raw = b"".join(map(archive.read, archive.namelist()))
    words = {
        "movements": b"movement", "mentions": b"mention", "places": b"place", "reports": b"report",
        "proposals": b"proposal", "totals": b"a sum", "unresolved": b"unresolved",
    }  # fmt: skip
    for kind in ("proposals", "totals", "unresolved")[
        : 2 if name == "x.gpkg" else 3
    ]:  # its mentions say what is unresolved
        assert (f"{kind} (1)" in line) == (words[kind] not in raw), kind
    assert ("movements (1)" in line) == (profile in {"acled", "ucdp"})
    assert ("mentions (1)" in line) == (name != "x.gpkg")
    if profile == "geomap" and name in {"x.geojson", "x.geojsonl", "x.parquet", "x.gpkg"}:
        assert lost(Layers(), name) == ""


def test_rows_of_ucdp_come_back_as_they_were(tmp_path):
    own = {
        "id": "281900", "year": "2019", "type_of_violence": "2", "side_a": "IS", "side_b": "SDF", "number_of_sources": "3",
        "source_article": "Agency, 2019-03-05, Fighting", "source_office": "Agency", "source_date": "2019-03-05",
        "source_headline": "Fighting", "source_original": "police", "where_prec": "4", "where_coordinates": "Idlib city",
        "adm_1": "Idlib", "latitude": "35.9306", "longitude": "36.6339", "priogrid_gid": "180794", "country": "Syria",
        "event_clarity": "2", "date_prec": "4", "date_start": "2019-03-01", "date_end": "2019-03-05", "deaths_a": "1",
        "deaths_b": "5", "deaths_civilians": "0", "deaths_unknown": "0", "low": "6", "best": "6", "high": "8",
    }  # fmt: skip
    with (tmp_path / "ged.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, own)
        rows.writeheader()
        rows.writerow(own)
    write(store.load(tmp_path / "ged.csv"), tmp_path / "back.csv", profile="ucdp", countries={"SY": "Syria"})
    with (tmp_path / "back.csv").open(encoding="utf-8", newline="") as file:
        (back,) = csv.DictReader(file)
    assert {name: back[name] for name in own} == own


def test_columns_of_others_that_kml_has_names_for(tmp_path):
    (tmp_path / "n.csv").write_text("Name,Description,event,place,lat,lon\nx,y,z,Hajin,34.69,40.83\n", "utf-8")
    write(store.load(tmp_path / "n.csv"), tmp_path / "n.kml")
    row = pyogrio.read_dataframe(tmp_path / "n.kml").iloc[0]
    assert (row["Name_"], row["quote"], row["event_"], row["place"]) == ("x", "y", "z", "Hajin")


def test_yes_and_no_fit_into_parquet(tmp_path):
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 35]}}
    some = [{**point, "properties": {"place": "X", "checked": told}} for told in (True, None, False)]
    (tmp_path / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": some}), "utf-8")
    write(store.load(tmp_path / "b.geojson"), tmp_path / "b.parquet")
    assert [known(v) for v in geopandas.read_parquet(tmp_path / "b.parquet")["checked"]] == [1, None, 0]


def test_rows_of_acled_keep_what_they_say_of_their_targets(tmp_path):
    own = {"civilian_targeting": "Civilian targeting", "disorder_type": "Political violence; Demonstrations"}
    head = "event_date,event_type,sub_event_type,latitude,longitude,civilian_targeting,disorder_type\n"
    told = (
        f"2019-03-01,Explosions/Remote violence,Shelling/artillery/missile attack,34.6,40.8,{','.join(own.values())}\n"
    )
    (tmp_path / "a.csv").write_text(head + told, "utf-8")
    write(store.load(tmp_path / "a.csv"), tmp_path / "back.csv", profile="acled")
    with (tmp_path / "back.csv").open(encoding="utf-8", newline="") as file:
        (back,) = csv.DictReader(file)
    assert {name: back[name] for name in own} == own
