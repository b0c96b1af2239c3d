"""Dumps that are none, or are out to do harm: refused in one line or skipped by line; the gazetteer in use stays whole."""

import json
import os
import zipfile

import pytest

from geomap.errors import GazetteerError
from geomap.places import load, load_gazetteer
from geomap.places.importing import import_files

SPARSE = 5 << 30


def line(n, name, lat="35.2", lon="40.3"):
    return f"{n}\t{name}\t{name}\t\t{lat}\t{lon}\tP\tPPL\tSY\t\t07\t\t\t\t0\t\t\tAsia/Damascus\t2020-01-01"


GOOD = "\n".join(line(n, f"Tall {n}") for n in range(1, 4)) + "\n"


def test_binary_data_are_refused_at_once(tmp_path):
    for name, data in (("a.txt", os.urandom(200_000)), ("b.txt", b"\n" * 5000), ("c.txt", b""), ("d.txt", b"\0" * 100)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(GazetteerError, match=f"{name}: not a GeoNames dump"):
            import_files("geonames", [tmp_path / name], folder=tmp_path / "i")
        with pytest.raises(GazetteerError, match=f"{name}: not a GeoNames dump"):
            load_gazetteer([tmp_path / name])


@pytest.mark.parametrize(("form", "name"), [("geonames", "x.txt"), ("csv", "x.csv"), ("lptsv", "x.tsv"), ("geojson", "x.json")])  # fmt: skip
def test_a_huge_file_of_nothing(tmp_path, monkeypatch, form, name):
    file = tmp_path / name
    file.write_text(GOOD if form == "geonames" else "id\tname_en\ttitle\tlat\tlon\n", "utf-8")
    os.truncate(file, SPARSE)
    monkeypatch.setattr("geomap.places.importing.digest", lambda *_: "0" * 32)  # reading 5 GB of nothing takes its time
    with pytest.raises(GazetteerError, match=r"longer than|larger than"):
        import_files(form, [file], folder=tmp_path / "i")
    assert not list((tmp_path / "i").glob("*.gazetteer"))


def test_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("SY.txt", "w") as out:
        out.write(GOOD.encode())
        for _ in range(100):
            out.write(b"\n" * (1 << 20))
    with pytest.raises(GazetteerError, match="would unpack to 100 MB"):
        import_files("geonames", [tmp_path / "SY.zip"], folder=tmp_path / "i")


def rows(n):
    return "".join(f"x{k}\tTall {k}\t35.{k}\t40.{k}\ta note\n" for k in range(n))


LPTSV = "id\ttitle\tlat\tlon\tdescription\n" + rows(30)
CSV = "id,name_en,lat,lon,note\n" + rows(30).replace("\t", ",")
FEATURES = [
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 35]}, "properties": {"name": f"Tall {n}"}}
    for n in range(30)
]
COLLECTION = json.dumps({"type": "FeatureCollection", "features": FEATURES})


@pytest.mark.parametrize(
    ("form", "name", "whole", "told"),
    [
        ("geonames", "SY.txt", GOOD, "SY.txt:3: 8 columns, not 19, where that file is cut off"),
        ("geonames", "SY.zip", GOOD, "SY.zip:3: 8 columns, not 19, where that file is cut off"),
        ("lptsv", "x.tsv", LPTSV, "x.tsv:31: 4 cells, not 5, where that file is cut off"),
        ("csv", "x.csv", CSV, "x.csv:31: 4 cells, not 5, where that file is cut off"),
        ("csv", "mac.csv", CSV.replace("\n", "\r"), "mac.csv:31: 4 cells, not 5, where that file is cut off"),
        ("lpf", "x.json", COLLECTION, "not a GeoJSON FeatureCollection"),
        ("geojson", "x.geojson", COLLECTION, "not a GeoJSON FeatureCollection"),
    ],
)
def test_a_dump_that_is_cut_off_is_refused(tmp_path, form, name, whole, told):
    """Not taken at first either: what it lacks nobody sees later. What was imported before stays in use."""
    file, folder = tmp_path / name, tmp_path / "i"

    def put(text):
        if name.endswith(".zip"):
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr("SY.txt", text)
        else:
            file.write_bytes(text.encode())

    cut = whole[:-40] if form in {"geonames", "lpf", "geojson"} else whole[:-12]
    put(cut)
    with pytest.raises(GazetteerError, match=told):
        import_files(form, [file], folder=folder)
    assert list(folder.iterdir()) == []
    put(whole)
    (done,) = import_files(form, [file], folder=folder)
    put(cut)
    with pytest.raises(GazetteerError, match=told):
        import_files(form, [file], folder=folder, name=name)
    assert [p.name for p in folder.iterdir()] == [done.file.name]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (len(GOOD) - 5, "'2020-0' is no date, where that file is cut off"),
        (GOOD.index("2\tTall"), "has 1 place where the one in use has 3: maybe it is cut off"),
        (GOOD.index("\n3\tTall"), "has 2 places where the one in use has 3, and its last line has no end"),
    ],
)
def test_a_dump_that_may_be_cut_off_replaces_none(tmp_path, kept, told):
    file, folder = tmp_path / "SY.txt", tmp_path / "i"
    file.write_text(GOOD, "utf-8")
    (done,) = import_files("geonames", [file], folder=folder)
    file.write_text(GOOD[:kept], "utf-8")
    with pytest.raises(GazetteerError, match=told):
        import_files("geonames", [file], folder=folder)
    assert [p.name for p in folder.iterdir()] == [done.file.name]


@pytest.mark.parametrize(
    ("name", "table", "told"),
    [
        ("admin1CodesASCII.txt", "SY.07\tHalab\tHalab\t1\nSY.08\tHom", "admin1CodesASCII.txt:2: 2 columns, not 4"),
        ("admin2Codes.txt", "SY.07.1\tHalab\tHalab\t1\nSY.07.2\tHom", "admin2Codes.txt:2: 2 columns, not 4"),
        ("alternateNamesV2.txt", "1\t2\tar\t\u062d\u0644\u0628\t\t\t\t\t\t\n2\t3\tar", "alternateNamesV2.txt:2: 3 columns, not 8"),
    ],
)  # fmt: skip
def test_a_table_beside_a_dump_that_is_cut_off(tmp_path, name, table, told):
    (tmp_path / "SY.txt").write_text(GOOD, "utf-8")
    (tmp_path / name).write_text(table, "utf-8")
    files = [tmp_path / "SY.txt", tmp_path / name]
    with pytest.raises(GazetteerError, match=f"SY.txt: not imported: {told}, where that file is cut off"):
        import_files("geonames", files, folder=tmp_path / "i")
    (tmp_path / name).write_text("<html>\n" * 200, "utf-8")
    with pytest.raises(GazetteerError, match=f"{name}: not the table of GeoNames that is called so"):
        import_files("geonames", files, folder=tmp_path / "i")


def test_a_dump_given_for_one_run_that_is_cut_off_says_so(tmp_path):
    (tmp_path / "SY.txt").write_text(GOOD[:-40], "utf-8")
    told = load_gazetteer([tmp_path / "SY.txt"]).rejected
    assert [r.reason for r in told] == ["8 columns, not 19; the file is cut off there"]


def test_lines_that_end_as_on_old_macs(tmp_path):
    """With CR alone; a quote left open there is told as what it is."""
    (tmp_path / "SY.txt").write_bytes(GOOD.replace("\n", "\r").encode())
    (tmp_path / "x.csv").write_bytes(b'sep=;\rname_en;lat;lon\r"Tall \xd8\xad";35;40\r"B;35;41\rC;35;42\r')
    (dump,) = import_files("geonames", [tmp_path / "SY.txt"], folder=tmp_path / "i")
    (table,) = import_files("csv", [tmp_path / "x.csv"], folder=tmp_path / "i")
    assert (dump.places, dump.rejected, table.places) == (3, (), 2)
    assert ["a quote is opened and not closed" in r.reason for r in table.rejected] == [True]
    index = load_gazetteer([tmp_path / "SY.txt", tmp_path / "x.csv"])
    assert index.get("gn-3").name == "Tall 3"
    assert len(index.rejected) == 1


def test_names_of_files_that_no_system_likes(tmp_path):
    odd, long = tmp_path / os.fsdecode(b"b\xff.csv"), tmp_path / f"{'n' * 230}.csv"
    for file in (odd, long):
        file.write_text("name_en,lat,lon\nTall,35,40\nOff,135,40\n", "utf-8")
    (done,) = import_files("csv", [odd], folder=tmp_path / "i")
    assert [r.name for r in done.rejected] == [f"{odd.name}:3"]
    with pytest.raises(GazetteerError, match="the name is too long for an import; give a shorter one with --name"):
        import_files("csv", [long], folder=tmp_path / "i")
    assert import_files("csv", [long], name="short", folder=tmp_path / "i")[0].places == 1


def test_lines_of_another_encoding_are_left_out(tmp_path):
    file = tmp_path / "SY.txt"
    file.write_bytes(
        GOOD.encode() + (line(9, "Zaytūn") + "\n").encode("utf-16-le") + line(10, "Dayr é").encode("latin-1")
    )
    (done,) = import_files("geonames", [file], folder=tmp_path / "i")
    assert done.places == 3
    assert {"not UTF-8"} <= {r.reason for r in done.rejected}


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "kept"),
    [
        ("Akrotiri", "GB", 34.6, 32.96, True),
        ("Olonkinbyen", "SJ", 70.92, -8.72, True),
        ("Ebeye", "MH", 8.78, 167.73, True),
        ("Hanga Roa", "CL", -27.15, -109.43, True),
        ("Limassol", "SY", 34.68, 33.04, True),  # three degrees off: a border may be drawn wrong
        ("Nicosia", "GB", 35.18, 33.36, False),
        ("Reykjavik", "SJ", 64.1, -21.9, False),
    ],
)
def test_parts_of_a_country_that_lie_apart_are_its_own(tmp_path, name, country, lat, lon, kept):
    row = line(9, name, lat, lon).replace("\tSY\t", f"\t{country}\t")
    (tmp_path / "X.txt").write_text(f"{GOOD}{row}\n", "utf-8")
    assert (load_gazetteer([tmp_path / "X.txt"]).get("gn-9") is not None) is kept


def test_a_failed_import_leaves_the_one_in_use(tmp_path):
    file, folder = tmp_path / "SY.txt", tmp_path / "own" / "imported"
    file.write_text(GOOD, "utf-8")
    import_files("geonames", [file], folder=folder)
    before = {p.name: p.read_bytes() for p in folder.glob("*.gazetteer")}
    file.write_bytes(os.urandom(50_000))
    with pytest.raises(GazetteerError):
        import_files("geonames", [file], folder=folder)
    assert {p.name: p.read_bytes() for p in folder.glob("*.gazetteer")} == before
    assert load_gazetteer(user=folder.parent / "gazetteer.csv").resolve("Tall 2", country="SY").candidates


def test_features_that_are_wrong_leave_one_by_one(tmp_path):
    def feature(coordinates, **properties):
        return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties}

    rows = [
        feature([40.3, 35.2], name="Tall Zaytun", country="SY"),
        feature([35.2, 40.9], name="Swapped", country="Syria"),
        feature([40.3, 135.2], name="Off"),
        feature([40.3, 35.2]),
        feature(["a", None], name="Words"),
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": []}, "properties": {"name": "Line"}},
        "words",
        None,
        feature([40.3, 35.2], name={"en": "Nested"}, precision_m="far", variants=7),
    ]
    file = tmp_path / "x.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    (done,) = import_files("geojson", [file], folder=tmp_path / "i")
    assert done.places == 1
    assert [r.name for r in done.rejected] == [f"x.geojson: feature {n}" for n in range(2, 10)]
    assert "swapped" in done.rejected[0].reason


def test_a_cache_forgets_what_nobody_used_for_a_month(tmp_path, monkeypatch):
    monkeypatch.setattr(load, "cache_folder", lambda: tmp_path / "cache")
    files = [tmp_path / f"{n}.csv" for n in range(3)]
    for n, file in enumerate(files):
        file.write_text(f"name,lat,lon\nTall {n},35,40\n", "utf-8")
    old, used = load.open_file(files[0]).name, load.open_file(files[1]).name
    (tmp_path / "cache" / f".{old}.lock").touch()  # of a process that was killed
    month_ago = load.time.time() - 31 * 86_400
    for name in (old, used, f".{old}.lock"):
        os.utime(tmp_path / "cache" / name, (month_ago, month_ago))
    load.open_file(files[1])
    new = load.open_file(files[2]).name
    assert {p.name for p in (tmp_path / "cache").iterdir() if not p.name.startswith(".")} == {used, new}
    assert not (tmp_path / "cache" / f".{old}.lock").exists()


@pytest.mark.parametrize("form", ["geonames", "csv", "geojson"])
def test_a_place_of_too_many_names_is_left_out(tmp_path, form):
    names = [f"Tall {n}" for n in range(1001)]
    if form == "geonames":
        many = line(9, "Many").replace("Many\tMany\t", "Many\tMany\t" + ",".join(names))
        (tmp_path / "x").write_text(GOOD + many + "\n", "utf-8")
    elif form == "csv":
        (tmp_path / "x").write_text(f"name_en,lat,lon,variants\nMany,35,40,{';'.join(names)}\nFew,35,40,\n", "utf-8")
    else:
        point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 35]}}
        some = [
            {**point, "properties": {"title": t}, "names": [{"toponym": n} for n in told]}
            for t, told in (("Many", names), ("Few", ()))
        ]
        (tmp_path / "x").write_text(json.dumps({"type": "FeatureCollection", "features": some}), "utf-8")
    (done,) = import_files(form, [tmp_path / "x"], folder=tmp_path / "i")
    assert [r.reason for r in done.rejected] == ["more than 1,000 names for one place"]
    assert done.places == (3 if form == "geonames" else 1)


@pytest.mark.parametrize("form", ["geonames", "csv", "geojson"])
def test_a_name_longer_than_any_is_left_out(tmp_path, form):
    name = "Tall" * 200
    if form == "geonames":
        (tmp_path / "x").write_text(
            GOOD + line(9, "Many").replace("Many\tMany\t", f"Many\tMany\tZoo,{name}") + "\n", "utf-8"
        )
    elif form == "csv":
        (tmp_path / "x").write_text(f"name_en,lat,lon\n{name},35,40\nFew,35,40\n", "utf-8")
    else:
        point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 35]}}
        some = [{**point, "properties": {"name": told}} for told in (name, "Few")]
        (tmp_path / "x").write_text(json.dumps({"type": "FeatureCollection", "features": some}), "utf-8")
    (done,) = import_files(form, [tmp_path / "x"], folder=tmp_path / "i")
    assert len(done.rejected) == 1
    assert "has 800 characters, and no name has more than 400; shorten it" in done.rejected[0].reason


def test_an_archive_that_cannot_be_unpacked_here(tmp_path):
    """One with a password, and one of a method that Python lacks: refused in words, not with a traceback."""
    for name, at, value, told in (("locked", 6, 1, "encrypted"), ("odd", 8, 9, "not supported")):
        file = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}.txt", GOOD)
        data = bytearray(file.read_bytes())
        data[at] = value
        data[data.find(b"PK\x01\x02") + at + 2] = value
        file.write_bytes(data)
        with pytest.raises(GazetteerError, match=f"cannot be unpacked .*{told}"):
            import_files("geonames", [file], folder=tmp_path / "i")


def test_a_refused_dump_leaves_nothing_behind(tmp_path):
    (tmp_path / "bad.txt").write_text("a,b,c\n" * 200, "utf-8")
    with pytest.raises(GazetteerError):
        import_files("geonames", [tmp_path / "bad.txt"], folder=tmp_path / "i")
    assert list((tmp_path / "i").iterdir()) == []


def test_a_mark_before_the_first_line_and_capital_endings_are_no_harm(tmp_path):
    (tmp_path / "A.txt").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    with zipfile.ZipFile(tmp_path / "B.ZIP", "w") as archive:
        archive.writestr("B.txt", GOOD)
    for name in ("A.txt", "B.ZIP"):
        (done,) = import_files("geonames", [tmp_path / name], folder=tmp_path / "i")
        assert (done.places, done.rejected) == (3, ())
    assert load_gazetteer([tmp_path / "A.txt"]).get("gn-1") is not None


def test_a_folder_is_said_to_be_one(tmp_path):
    with pytest.raises(GazetteerError, match="is a folder"):
        import_files("geonames", [tmp_path], folder=tmp_path / "i")


def test_a_damaged_compiled_file_is_named_with_its_folder(tmp_path):
    (tmp_path / "x.gazetteer").write_bytes(b"x" * 5000)
    with pytest.raises(GazetteerError, match=f"{tmp_path}/x.gazetteer: .*delete it and import it again"):
        load_gazetteer([tmp_path / "x.gazetteer"])
