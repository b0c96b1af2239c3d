"""A place added by hand, and the lint of hand-kept files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KUBAR = ("Al-Kubar", "--lat", 35.61, "--lon", 39.95, "--kind", "village", "--in", "Deir ez-Zor")


def test_what_a_user_adds_is_found_first(geomap, own_gazetteer):
    done = geomap("gazetteer", "add", *KUBAR, "--name-ar", "الكبر", "--alias", "Kubar")
    assert done.status == 0, done.err
    assert len(own_gazetteer.read_text("utf-8").splitlines()) == 2
    for name in ("Kubar", "الكبر", "al-Kubar"):
        first = json.loads(geomap("find", name, "--json").out)["candidates"][0]
        assert (first["lat"], first["lon"], first["admin1"]) == (35.61, 39.95, "Deir ez-Zor")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("Foo", "--lat", 134, "--lon", 40), "off the globe"),
        (("Foo", "--lat", 40.9, "--lon", 34.5, "--country", "SY"), "lat and lon look swapped"),
        (("Foo", "--lat", 35.3, "--lon", 39.2, "--country", "Iraq"), "lies outside Iraq"),
        (("Foo", "--lat", 39.95, "--lon", 35.61, "--in", "Deir ez-Zor"), "lat and lon look swapped"),
        (("Foo", "--lat", 34.5, "--lon", 40.9, "--kind", "castle"), "kind 'castle' is unknown"),
        (("Foo", "--lat", 34.5, "--lon", 40.9, "--in", "Qxzwv"), "is not in the gazetteer"),
        ((" ", "--lat", 34.5, "--lon", 40.9), "the name is empty"),
    ],
)
def test_a_wrong_entry_is_refused_in_one_line(geomap, own_gazetteer, args, told):
    done = geomap("gazetteer", "add", *args)
    assert done.status == 1
    assert told in done.err
    assert not own_gazetteer.exists()


def test_a_place_added_twice_is_refused(geomap, own_gazetteer):
    geomap("gazetteer", "add", *KUBAR)
    before = own_gazetteer.read_bytes()
    assert geomap("gazetteer", "add", *KUBAR).status == 1
    assert own_gazetteer.read_bytes() == before


def test_the_list_says_whose_each_gazetteer_is_and_whom_to_credit(geomap, tmp_path):
    row = "7\tZaytunabad\tZaytunabad\t\t35.0\t40.0\tP\tPPLA\tSY\t\t\t\t\t\t9\t\t\t\t"
    for name in ("SY.txt", "IQ.txt"):
        (tmp_path / name).write_text(row + "\n", "utf-8")
    geomap("gazetteer", "add", *KUBAR)
    geomap("gazetteer", "import", "geonames", tmp_path / "SY.txt")
    done = geomap("gazetteer", "list", "--gazetteer", tmp_path / "IQ.txt")
    found = [line.split("\t") for line in done.out.splitlines()]
    assert [whose for _, whose, *_ in found][:4] == ["yours", "embedded", "given", "imported"]
    assert [n for *_, n, _ in found][2:4] == ["1", "1"]
    assert all("GeoNames" in credit and "CC BY 4.0" in credit for *_, credit in found[2:])


def test_the_tables_that_ship_are_clean(geomap):
    done = geomap("gazetteer", "check", ROOT / "gazetteer")
    assert (done.status, done.out) == (0, "")


def test_check_names_file_line_and_remedy(geomap, tmp_path):
    file = tmp_path / "g.csv"
    file.write_text(
        "name_en,lat,lon,country,source\nFoo,134,40,SY,x\nBar,40.9,34.4,SY,x\nBaz,34.5,40.9,SY,x\n", "utf-8"
    )
    done = geomap("gazetteer", "check", file)
    assert done.status == 1
    assert "g.csv:2" in done.out
    assert "g.csv:3" in done.out
    assert "Baz" not in done.out


def test_an_entry_is_one_line(geomap, own_gazetteer):
    assert geomap("gazetteer", "add", *KUBAR, "--source", "a walk,\nin May").status == 0
    assert len(own_gazetteer.read_text("utf-8").splitlines()) == 2


def test_what_add_writes_is_clean(geomap):
    assert geomap("gazetteer", "add", *KUBAR).status == 0
    assert geomap("gazetteer", "check").err == "0 errors, 0 warnings\n"


def test_check_names_an_unknown_country_and_an_open_quote(geomap, tmp_path):
    (tmp_path / "g.csv").write_text('name_en,lat,lon,country,source\nA,35,40,Atlantis,me\n"B,35,40,SY,me\n', "utf-8")
    told = geomap("gazetteer", "check", tmp_path / "g.csv").out
    assert "g.csv:2: A: country 'Atlantis' is unknown; give a two-letter code" in told
    assert "a quote is opened and not closed" in told


@pytest.mark.parametrize(
    "command",
    [
        ("find", "Aleppo"),
        ("parse", "-"),
        ("map", "d.csv", "d.csv"),
        ("map", "with_points.csv"),
        ("export", "d.csv", "d.geojson"),
        ("compare", "d.csv", "d.csv"),
        ("gazetteer", "list"),
        ("gazetteer", "export", "csv", "places.csv"),
        ("gazetteer", "export", "csv", "places.csv", "--all"),
    ],
)
def test_rows_that_a_gazetteer_loses_are_told(geomap, tmp_path, monkeypatch, command):
    """Once for each of the first rows, then by number: never silently, never a thousand lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (tmp_path / "d.csv").write_text("place,date\nAleppo,2019-03-03\n", "utf-8")
    (tmp_path / "with_points.csv").write_text("lat,lon,date\n35,40,2019-03-03\n", "utf-8")
    rows = "".join(f"X{n},95,400\n" for n in range(50))
    (tmp_path / "g.csv").write_text(f"name_en,lat,lon\n{rows}Good Place,35,40\n", "utf-8")
    done = geomap(*command, "--gazetteer", tmp_path / "g.csv")
    told = [line for line in done.err.splitlines() if line.startswith("gazetteer: ")]
    assert done.status == 0
    assert told[0].startswith("gazetteer: g.csv:2: X0: lat 95, lon 400 is off the globe")
    assert told[-1] == "gazetteer: 30 more rows left out, for reasons like these"
    assert len(told) == 21


def test_a_gazetteer_that_is_not_there_is_told_where_no_name_is_looked_up_too(geomap, tmp_path):
    (tmp_path / "d.csv").write_text("lat,lon,date\n35,40,2019-03-03\n", "utf-8")
    done = geomap("map", tmp_path / "d.csv", "--out", tmp_path / "m.html", "--gazetteer", tmp_path / "g.csv")
    assert (done.status, (tmp_path / "m.html").exists()) == (1, False)
    assert "g.csv: no such file; check --gazetteer" in done.err


def test_side_files_of_geonames_in_a_folder_are_passed_over_and_told_once(geomap, tmp_path):
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "SY.txt").write_text("7\tZaytunabad\t\t\t35.0\t40.0\tP\tPPLA\tSY" + "\t" * 10 + "\n", "utf-8")
    (folder / "hierarchy.csv").write_text("name_en,lat,lon\nQahtanabad,35,40\n", "utf-8")  # a table all the same
    for name in ("countryInfo.txt", "timeZones.txt", "featureCodes_en.txt", "readme.txt", "admin1CodesASCII.txt"):
        (folder / name).write_text("SY.07\tx\tx\t1\n", "utf-8")
    for args in (("find", "Zaytunabad"), ("gazetteer", "list"), ("gazetteer", "export", "csv", tmp_path / "o.csv")):
        done = geomap(*args, "--gazetteer", folder)
        assert done.status == 0, done.err
        told = [row for row in done.err.splitlines() if "passed over" in row]
        assert len(told) == 1
        assert told[0].endswith(": countryInfo.txt, featureCodes_en.txt, timeZones.txt")
    assert "Qahtanabad" in (tmp_path / "o.csv").read_text("utf-8")
    (folder / "notes.txt").write_text("call Ahmad\n", "utf-8")
    done = geomap("find", "Zaytunabad", "--gazetteer", folder)
    assert (done.status, done.out) == (1, "")
    assert "notes.txt: not a GeoNames dump" in done.err
    assert done.err.endswith("mend it or take it out of the folder\n")


def test_an_import_says_what_it_replaces_and_what_it_would(geomap, tmp_path):
    for folder, n in (("a", 2), ("b", 3)):
        (tmp_path / folder).mkdir()
        rows = "".join(f"Zaytunabad {k},35,40\n" for k in range(n))
        (tmp_path / folder / "p.csv").write_text(f"name_en,lat,lon\n{rows}", "utf-8")
    command = "gazetteer", "import", "csv"
    assert geomap(*command, tmp_path / "a" / "p.csv", tmp_path / "b" / "p.csv").status == 1
    assert geomap(*command, tmp_path / "a" / "p.csv").status == 0
    assert "--name and another one to keep both" in geomap(*command, tmp_path / "b" / "p.csv").err
    done = geomap(*command, tmp_path / "b" / "p.csv", "--name", "p.csv")
    assert (done.status, done.err) == (0, "3 places, in place of 2; look one up with: geomap find NAME\n")


def test_an_export_does_not_take_the_place_of_what_it_reads(geomap, own_gazetteer, tmp_path):
    """What it could not read would be gone, with all that stands in columns of others."""
    geomap("gazetteer", "add", *KUBAR)
    folder, link = tmp_path / "g", tmp_path / "link.csv"
    folder.mkdir()
    kept = folder / "kept.csv"
    kept.write_text("name_en,lat,lon,ours\nTall,35,40,x\nKhan,35,x,y\n")
    link.symlink_to(kept)
    for file, given in ((kept, kept), (link, kept), (kept, folder), (own_gazetteer, None)):
        before = file.read_bytes()
        done = geomap("gazetteer", "export", "csv", file, *(["--gazetteer", given] if given else []))
        assert done.status == 1
        assert "is read here and would be lost: give what is written another name" in done.err
        assert file.read_bytes() == before


@pytest.mark.parametrize("form", ["csv", "lpf", "lptsv", "geojson"])
def test_an_export_to_standard_output_is_what_the_file_would_be(geomap, tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)
    geomap("gazetteer", "add", *KUBAR)
    done = geomap("gazetteer", "export", form, "-")
    assert (done.status, done.err) == (0, "written: standard output, 1 place\n")
    assert not (tmp_path / "-").exists()
    assert geomap("gazetteer", "export", form, "./-").status == 0
    assert (tmp_path / "-").read_text("utf-8") == done.out


def test_check_names_repeated_ids_in_rows_with_other_errors_too(geomap, tmp_path):
    (tmp_path / "g.csv").write_text(
        "id,name_en,lat,lon,source\nx,Tall,95,40,me\nx,Khan,35,40,me\ny,,35,41,me\n,Zoo,36,41,me\ny,Kom,35,42,me\n",
        "utf-8",
    )
    (tmp_path / "h.csv").write_text("id,name_en,lat,lon,source\nx,Burj,36,40,me\n", "utf-8")
    done = geomap("gazetteer", "check", tmp_path)
    assert [line for line in done.out.splitlines() if "the id" in line] == [
        "error: g.csv:3: the id 'x' stands in g.csv:2 too; give one of them another",
        "error: g.csv:6: the id 'y' stands in g.csv:4 too; give one of them another",
        "error: h.csv:2: the id 'x' stands in g.csv:2 too; give one of them another",
    ]
    assert done.status == 1


def test_check_names_what_is_too_long_for_a_name(geomap, tmp_path):
    (tmp_path / "g.csv").write_text(
        f"name_en,lat,lon,variants,source\n{'Tall' * 200},35,40,,me\nTell,35,41,{'Tall' * 200},me\nKom,35,42,,me\n",
        "utf-8",
    )
    done = geomap("gazetteer", "check", tmp_path)
    told = "TallTallTallTallTallTallTallTa... has 800 characters, and no name has more than 400; shorten it"
    assert done.out.splitlines() == [f"error: g.csv:2: {told}", f"error: g.csv:3: {told}"]
