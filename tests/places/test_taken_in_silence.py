"""What was taken of a dump in silence: one table of a zip's several, points in another part of the world."""

import csv
import json
import zipfile

import pytest

from geomap.errors import GazetteerError
from geomap.places import load_gazetteer
from geomap.places.importing import import_files


def line(n, name, lat, lon, country="SY"):
    cells = [
        n,
        name,
        name,
        "",
        lat,
        lon,
        "P",
        "PPL",
        country,
        "",
        "07",
        "",
        "",
        "",
        0,
        "",
        "",
        "Asia/Damascus",
        "2020-01-01",
    ]
    return "\t".join(map(str, cells))


ROWS = [line(2, "Al Kubar", 35.61, 39.91), line(3, "Tall Zaytun", 35.2, 40.3)]


@pytest.mark.parametrize("name", ["SY.zip", "levant.zip"])
def test_a_zip_of_several_dumps_is_refused_with_their_names(tmp_path, name):
    """One of them alone was taken, and nothing said of the others."""
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("readme.txt", "")
        archive.writestr("LB.txt", line(9, "Tripoli", 34.4, 35.8, "LB") + "\n")
        archive.writestr("SY.txt", "\n".join(ROWS) + "\n")
    with pytest.raises(GazetteerError, match=r"holds 2 tables, .*LB\.txt.*: unpack it and give each of them"):
        import_files("geonames", [tmp_path / name], folder=tmp_path / "into")
    with pytest.raises(GazetteerError, match=r"holds 2 tables, .*SY\.txt"):
        load_gazetteer([tmp_path / name])
    assert not [f for f in (tmp_path / "into").iterdir() if not f.name.startswith(".")]


def test_tables_that_go_along_in_a_zip_are_no_dumps(tmp_path):
    with zipfile.ZipFile(tmp_path / "places.zip", "w") as archive:
        archive.writestr("countryInfo.txt", "SY\n")
        archive.writestr("SY.txt", "\n".join(ROWS) + "\n")
    assert import_files("geonames", [tmp_path / "places.zip"], folder=tmp_path / "into")[0].places == len(ROWS)


@pytest.mark.parametrize("form", ["geonames", "csv", "geojson"])
def test_a_point_in_another_part_of_the_world_is_left_out_with_the_reason(tmp_path, form):
    """Far from its country and in another; not what lies just beyond a border, nor an island in the open sea."""
    places = [("Astray", 10.0, 10.0), ("Near", 31.9, 36.0), ("Home", 35.0, 40.0), ("Island", -40.0, -20.0)]
    file = tmp_path / ("SY.txt" if form == "geonames" else f"x.{form}")
    if form == "geonames":
        file.write_text("".join(line(n, *place) + "\n" for n, place in enumerate(places, 1)), "utf-8")
    elif form == "csv":
        rows = [f"{name},{lat},{lon},SY" for name, lat, lon in places]
        file.write_text("\n".join(["name_en,lat,lon,country", *rows]) + "\n", "utf-8")
    else:
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"name": name, "country": "SY"},
            }
            for name, lat, lon in places
        ]
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    (done,) = import_files(form, [file], folder=tmp_path / "into")
    assert done.places == 3
    (left,) = done.rejected
    assert left.reason.removesuffix("; correct the row").endswith("10, 10 lies far outside Syria")


UNITS = "SY.07\tHama\tHama\t1\n"


def test_a_table_of_units_beside_a_dump_is_told_and_not_asked_for_again(geomap, tmp_path):
    """Nobody named it: the next version may come without."""
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
        rows = [*ROWS, line(1, "Hamah", 35.1, 36.8).replace("\tP\tPPL\t", "\tA\tADM1\t"), line(4, folder, 35.3, 40.1)]
        (tmp_path / folder / "SY.txt").write_text("\n".join(rows) + "\n", "utf-8")
    beside = tmp_path / "one" / "admin1CodesASCII.txt"
    beside.write_text(UNITS, "utf-8")
    done = geomap("gazetteer", "import", "geonames", tmp_path / "one" / "SY.txt")
    assert done.status == 0, done.err
    assert f"units are named by {beside} too, which lies beside the dump" in done.err
    done = geomap("gazetteer", "import", "geonames", tmp_path / "two" / "SY.txt")
    assert (done.status, "in place of 4" in done.err, "units are named" in done.err) == (0, True, False), done.err
    done = geomap("gazetteer", "import", "geonames", tmp_path / "three" / "SY.txt", beside)
    assert (done.status, "units are named" in done.err) == (0, False), done.err
    done = geomap("gazetteer", "import", "geonames", tmp_path / "two" / "SY.txt")
    assert (done.status, "was imported together with admin1CodesASCII.txt" in done.err) == (1, True), done.err


def test_rows_that_an_import_left_out_are_told_by_it_alone(geomap, tmp_path):
    """And by the list of gazetteers; each later command said them again."""
    rows = "".join(f"Tall {n},95,400\n" for n in range(30))
    (tmp_path / "g.csv").write_text(f"name_en,lat,lon\nTall Zaytun,35.2,40.3\n{rows}", "utf-8")
    assert geomap("gazetteer", "import", "csv", tmp_path / "g.csv").err.count("left out: ") == 21
    found = geomap("find", "Tall Zaytun")
    assert (found.status, found.err) == (0, "")
    (tmp_path / "a.txt").write_text(
        "---\npublished: 2019-03-06\n---\nA car bomb killed four people in Manbij.\n", "utf-8"
    )
    assert "Tall " not in geomap("build", tmp_path / "a.txt", "--out", tmp_path / "out").err
    assert "g.csv:3" in geomap("gazetteer", "list").err


@pytest.mark.parametrize("head", ["NAME_EN,NAME_AR,LAT,LON,COUNTRY", "Name_En,Name_ar,Lat,Lon,Country"])
def test_columns_in_any_case(geomap, tmp_path, head):
    file = tmp_path / "g.csv"
    file.write_text(f"{head}\nTall Zaytun,تل زيتون,35.2,40.3,SY\n", "utf-8")
    (place,) = [p for p in load_gazetteer([file]).places() if p.name == "Tall Zaytun"]
    assert (place.name_ar, place.lat, place.lon, place.country) == ("تل زيتون", 35.2, 40.3, "SY")
    assert "0 errors" in geomap("gazetteer", "check", file).err
    assert import_files("csv", [file], folder=tmp_path / "into")[0].places == 1
    assert geomap("gazetteer", "add", "Tall Jadid", "--lat", 35.4, "--lon", 40.2, "--file", file).status == 0
    assert file.read_text("utf-8").startswith(f"{head},")
    assert {p.name for p in load_gazetteer([file]).places()} >= {"Tall Zaytun", "Tall Jadid"}


def test_two_columns_that_differ_in_case_are_one_twice(tmp_path):
    (tmp_path / "g.csv").write_text("name_en,lat,lon,LAT\nTall,35,40,36\n", "utf-8")
    with pytest.raises(GazetteerError, match="the header has lat more than once"):
        load_gazetteer([tmp_path / "g.csv"])


def test_a_name_that_is_arabic_alone_stands_in_its_own_column(geomap, own_gazetteer, tmp_path):
    assert geomap("gazetteer", "add", "تل الحصان", "--lat", 35.4, "--lon", 40.2, "--country", "SY").status == 0
    (row,) = csv.DictReader(own_gazetteer.read_text("utf-8").splitlines())
    assert (row["name_en"], row["name_ar"]) == ("", "تل الحصان")
    assert "0 errors, 0 warnings" in geomap("gazetteer", "check", own_gazetteer).err
    assert geomap("find", "تل الحصان").out.startswith("تل الحصان: resolved")
    for form in ("csv", "lptsv"):
        geomap("gazetteer", "export", form, tmp_path / f"x.{form}")
        (back,) = import_files(form, [tmp_path / f"x.{form}"], folder=tmp_path / form)
        assert (back.places, back.rejected) == (1, ())
