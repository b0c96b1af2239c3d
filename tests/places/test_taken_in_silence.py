"""What was taken of a dump in silence: one table of a zip's several, points in another part of the world."""

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
