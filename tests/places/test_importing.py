"""Dumps in, dumps out: whole or not at all, the same again, nothing lost, bad lines told by number."""

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from geomap.errors import GazetteerError
from geomap.places import load_gazetteer
from geomap.places.exporting import FORMATS, export
from geomap.places.importing import import_files
from geomap.places.load import imported
from geomap.places.segment import Segment
from geomap.text import name_key


def line(n, name, lat=35.0, lon=40.0, *, arabic="", code="PPL", unit="07", population=0):
    kind = "A" if code.startswith("ADM") else "P"
    spot, rest = f"{lat:.5f}\t{lon:.5f}", f"{population}\t\t\tAsia/Damascus\t2020-01-01"
    return "\t".join([str(n), name, name, arabic, spot, kind, code, "SY", "", unit, "", "", "", rest])


ROWS = [
    line(1, "Deir ez-Zor", 35.3, 40.1, arabic="دير الزور", code="ADM1"),
    line(2, "Al Kubar", 35.61, 39.91, arabic="الكبر"),
    line(3, "Tall Zaytun", 35.2, 40.3, arabic="تل زيتون,Tell Zeitoun"),
]
NEWER = [*ROWS, line(4, "Tall Jadid", 35.4, 40.2)]


def dump(path, rows=ROWS):
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def places(file):
    return list(Segment.open(file).places())


def test_a_dump_is_looked_up_from_then_on(tmp_path):
    (done,) = import_files("geonames", [dump(tmp_path / "SY.txt")], folder=tmp_path / "own" / "imported")
    assert (done.places, done.rejected, done.fresh) == (3, (), True)
    index = load_gazetteer(user=tmp_path / "own" / "gazetteer.csv")
    for name in ("تل زيتون", "Tell Zeitoun", "Tall az-Zaytun", "Zeitun"):
        assert index.resolve(name, country="SY").place.id == "gn-3", name
    assert index.get("gn-3").admin1 == "Deir ez-Zor"


def test_the_same_dump_again_changes_nothing_and_another_replaces_it(tmp_path):
    file, folder = dump(tmp_path / "SY.txt"), tmp_path / "imported"
    (first,) = import_files("geonames", [file], folder=folder)
    before = first.file.read_bytes()
    (again,) = import_files("geonames", [file], folder=folder)
    assert (again.file, again.fresh, again.file.read_bytes()) == (first.file, False, before)
    dump(file, NEWER)
    (other,) = import_files("geonames", [file], folder=folder)
    assert [p.name for p in folder.glob("*.gazetteer")] == [other.file.name]
    assert other.places == 4


@pytest.mark.parametrize("form", FORMATS)
def test_a_round_trip_loses_nothing(tmp_path, form):
    rows = [*ROWS, line(4, '=Formula, "quoted"', population=120), line(5, "Ḩalab", arabic="حلب,حلب الشهباء")]
    (first,) = import_files("geonames", [dump(tmp_path / "SY.txt", rows)], folder=tmp_path / "a")
    file = tmp_path / f"out.{form}"
    assert export(places(first.file), form, file) == 5
    (second,) = import_files(form, [file], folder=tmp_path / "b")
    assert places(second.file) == places(first.file)


def test_order_of_rows_and_files_does_not_change_answers(tmp_path):
    found = []
    for n, rows in enumerate((ROWS, ROWS[::-1])):
        folder = tmp_path / str(n) / "imported"
        import_files("geonames", [dump(tmp_path / f"SY{n}.txt", rows)], folder=folder)
        index = load_gazetteer(user=folder.parent / "gazetteer.csv")
        found.append([c.record() for name in ("Zaytun", "Kubar") for c in index.resolve(name, country="SY").candidates])
    assert found[0] == found[1]


def test_bad_lines_leave_with_a_reason(tmp_path):
    bad = [
        "only\tthree\tcolumns",
        line(7, "North of the pole", 95.0, 40.0),
        line(8, "Swapped", 40.9, 34.5),
        line(9, "", 35.0, 40.0),
        line(10, "Words").replace("35.00000", "north"),
    ]
    (done,) = import_files("geonames", [dump(tmp_path / "SY.txt", [*ROWS, *bad])], folder=tmp_path / "imported")
    assert done.places == 3
    told = {r.name: r.reason for r in done.rejected}
    assert list(told) == [f"SY.txt:{n}" for n in range(4, 9)]
    assert "columns" in told["SY.txt:4"]
    assert "off the globe" in told["SY.txt:5"]
    assert "swapped" in told["SY.txt:6"]


def test_a_table_inside_a_path_and_a_file_cut_off_are_refused(tmp_path):
    folder = tmp_path / "imported"
    with zipfile.ZipFile(tmp_path / "path.zip", "w") as archive:
        archive.writestr("../../SY.txt", "\n".join(ROWS))
    with pytest.raises(GazetteerError, match="path"):
        import_files("geonames", [tmp_path / "path.zip"], folder=folder)
    with zipfile.ZipFile(tmp_path / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", "\n".join(line(n, f"Place {n * n}") for n in range(1, 3000)))
    assert import_files("geonames", [tmp_path / "SY.zip"], folder=folder)[0].places == 2999
    whole = (tmp_path / "SY.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(GazetteerError, match="cut off"):
        import_files("geonames", [tmp_path / "cut.zip"], folder=folder)
    assert [p.name.split(".")[0] for p in folder.glob("*.gazetteer")] == ["SY"]
    with pytest.raises(GazetteerError, match="not a GeoNames dump"):
        import_files("geonames", [dump(tmp_path / "notes.txt", ["not a dump"])], folder=folder)


def test_units_are_found_by_their_bare_arabic_names(tmp_path):
    rows = [
        line(1, "Al Jubah", arabic="الجوبہ ضلع,مديرية الجوبة", code="ADM2", population=21093),
        line(2, "Jabal Murad", arabic="مديرية جبل مراد,ناحیه جبل مراد", code="ADM2"),
        line(3, "Tall Kalakh", arabic="ناحية تلكلخ", code="ADM3"),
        line(4, "Qaryat", arabic="مديرية السد"),  # a village that is called so
    ]
    gazetteer = load_gazetteer([dump(tmp_path / "SY.txt", rows)])
    for name, found in (("الجوبة", "gn-1"), ("مديرية الجوبة", "gn-1"), ("جبل مراد", "gn-2"), ("تلكلخ", "gn-3")):
        assert found in [p.id for p in gazetteer.by_word(name)] + [p.id for p in gazetteer.by_key(name_key(name))], name
    assert "gn-4" not in [p.id for p in gazetteer.by_word("السد")]
    assert gazetteer.get("gn-1").name_ar == "مديرية الجوبة"


@pytest.mark.parametrize(
    ("name", "alternates", "arabic"),
    [
        ("Tartus", "استان طرطوس,طرطوس,محافظة طرطوس", "طرطوس"),  # Persian, in letters that Arabic has too
        ("Hajjah", "استان حجه,تعز,حجة", "حجة"),  # another place's, put there by mistake
        ("Diyala", "بعقوبة,استان دیاله,ديالى", "ديالى"),  # its seat
        ("Al Ashah", "بخش ال اشاه,مديرية العشة", "مديرية العشة"),
        ("Akramah", "استان بطنان", None),
        ("Shorik", "شورک", "شورک"),
        ("Raqqah", "رقه,الرقة", "رقه"),  # which of two that say the same is not asked
        ("Kobani", "عين العرب,كوباني", "كوباني"),
        ("Tell Abyad", "الأبيض,تل الأبيض,تل ابيض", "تل الأبيض"),
    ],
)
def test_the_arabic_name_says_what_the_main_one_does(tmp_path, name, alternates, arabic):
    gazetteer = load_gazetteer([dump(tmp_path / "SY.txt", [line(1, name, arabic=alternates, code="ADM1")])])
    assert gazetteer.get("gn-1").name_ar == arabic
    assert {n for n in alternates.split(",") if n != arabic} <= set(gazetteer.get("gn-1").variants)


def test_a_csv_with_names_of_its_own(tmp_path):
    file = tmp_path / "villages.csv"
    file.write_text("﻿Settlement,Y,X\r\nTall Zaytun,35.2,40.3\r\n", "utf-8")
    (done,) = import_files(
        "csv", [file], columns={"name_en": "Settlement", "lat": "Y", "lon": "X"}, folder=tmp_path / "i"
    )
    assert [(p.name, p.lat, p.lon, p.rank) for p in places(done.file)] == [("Tall Zaytun", 35.2, 40.3, 0)]


def test_units_and_alternate_names_go_along(tmp_path):
    rows = [line(2, "Ḩalab al Jadīdah", 36.2, 37.1, arabic="حلب"), line(3, "Tall Zaytun", unit="99")]
    rows[1] = rows[1].replace("\t99\t\t", "\t99\t9901\t")
    (tmp_path / "admin1CodesASCII.txt").write_text("SY.07\tHalab\tHalab\t1\nSY.99\tEast\tEast\t2\n", "utf-8")
    (tmp_path / "admin2Codes.txt").write_text("SY.99.9901\tEast District\tEast District\t5\n", "utf-8")
    alternates = [
        "1\t2\ten\tOld Aleppo\t1\t\t\t1\t\t",  # historic
        "2\t2\ten\tNew Aleppo\t1\t\t\t\t\t",
        "3\t2\ten\tAnother\t\t\t\t\t\t",
        "4\t2\tar\tحلب القديمة\t\t\t\t\t\t",
        "5\t2\tar\tحلب الجديدة\t1\t\t\t\t\t",
        "6\t2\tlink\thttps://example.org\t1\t\t\t\t\t",
        "torn",
        "7\t3\tar\tتل زيتون\t\t\t\t\t\t\n",
    ]
    with zipfile.ZipFile(tmp_path / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("iso-languagecodes.txt", "ara\tara\tar\tArabic\n")
        archive.writestr("alternateNamesV2.txt", "\n".join(alternates))
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as archive:
        archive.writestr("allCountries.txt", "\n".join([*rows, line(4, "Abroad").replace("\tSY\t", "\tIQ\t")]))
    files = [
        tmp_path / n for n in ("allCountries.zip", "alternateNamesV2.zip", "admin1CodesASCII.txt", "admin2Codes.txt")
    ]
    (done,) = import_files("geonames", files, country="Syria", folder=tmp_path / "i")
    assert [(r.name, r.reason) for r in done.rejected] == [("alternateNamesV2.zip:7", "1 columns, not 8")]
    halab, tall = places(done.file)
    assert (halab.name, halab.name_ar, halab.admin1) == ("New Aleppo", "حلب الجديدة", "Halab")
    assert halab.variants == ("Ḩalab al Jadīdah", "حلب")
    assert (tall.name, tall.name_ar, tall.admin1, tall.within) == ("Tall Zaytun", "تل زيتون", "East", "East District")
    with pytest.raises(GazetteerError, match="no place of LB"):
        import_files("geonames", files, country="LB", folder=tmp_path / "i")
    with pytest.raises(GazetteerError, match="only go with one"):
        import_files("geonames", files[1:], folder=tmp_path / "i")


def test_properties_with_names_of_their_own(tmp_path):
    file = tmp_path / "x.geojson"
    file.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates":'
        ' [40.3, 35.2]}, "properties": {"Settlement": "Tall Zaytun", "Type": "hamlet", "AR": "تل زيتون"}}]}',
        "utf-8",
    )
    columns = {"name": "Settlement", "kind": "Type", "name_ar": "AR"}
    (done,) = import_files("geojson", [file], columns=columns, folder=tmp_path / "i")
    (only,) = places(done.file)
    assert (only.name, only.name_ar, only.kind, only.rank) == ("Tall Zaytun", "تل زيتون", "village", 0)


def table(path, *rows, header="name_en,lat,lon"):
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path


def test_tables_of_one_name_do_not_replace_one_another(tmp_path):
    a, b = table(tmp_path / "a" / "p.csv", "Tall A,35,40"), table(tmp_path / "b" / "p.csv", "Tall B,35,41")
    folder = tmp_path / "i"
    with pytest.raises(GazetteerError, match=r"b/p.csv: would replace .*a/p.csv, since both would go by one name"):
        import_files("csv", [a, b], folder=folder)
    assert not folder.exists()
    (first,) = import_files("csv", [a, a], folder=folder)[:1]
    with pytest.raises(GazetteerError, match=r"b/p.csv: would replace what came from .*a/p.csv: give --name p.csv if"):
        import_files("csv", [b], folder=folder)
    assert places(first.file)[0].name == "Tall A"
    (other,) = import_files("csv", [b], name="b", folder=folder)
    assert sorted(folder.glob("*.gazetteer")) == sorted([first.file, other.file])
    (newer,) = import_files("csv", [b], name="p.csv", folder=folder)
    assert newer.replaced == 1
    assert sorted(folder.glob("*.gazetteer")) == sorted([newer.file, other.file])
    for name in ("../b", "", ".b", "b\n"):
        with pytest.raises(GazetteerError, match="is none of a file"):
            import_files("csv", [b], name=name, folder=folder)


def test_a_dump_of_geonames_is_replaced_by_its_newer_version_from_anywhere(tmp_path):
    for version, rows in (("old", ROWS), ("new", NEWER)):
        (tmp_path / version).mkdir()
        (done,) = import_files("geonames", [dump(tmp_path / version / "SY.txt", rows)], folder=tmp_path / "i")
    assert [p.name for p in (tmp_path / "i").iterdir()] == [done.file.name]
    assert (done.places, done.replaced) == (4, 3)


def test_an_import_leaves_others_whose_names_begin_alike(tmp_path):
    folder = tmp_path / "i"
    for name in ("p.csv", "p.csv.old", ".p.csv"):
        import_files("csv", [table(tmp_path / name, "Tall A,35,40")], folder=folder)
    import_files("csv", [table(tmp_path / "p.csv", "Tall B,35,40")], folder=folder)
    assert sorted(p.name[:-43] for p in folder.iterdir()) == [".p.csv", "p.csv", "p.csv.old"]


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_rows_that_name_no_country_are_of_the_one_that_is_asked_for(tmp_path, form):
    """Where they lie in it, by its borders: Beirut lies in Syria's box."""
    rows = [("A", 35.0, 40.0, ""), ("B", 33.89, 35.5, ""), ("C", 33.3, 44.4, "Iraq"), ("D", 35.0, 40.1, "SYR")]
    if form == "csv":
        lines = [f"{name},{lat},{lon},{country}" for name, lat, lon, country in rows]
        file = table(tmp_path / "p.csv", *lines, header="name_en,lat,lon,country")
    else:
        features = [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
             "properties": {"name": name, "country": country}}
            for name, lat, lon, country in rows
        ]  # fmt: skip
        file = tmp_path / "p.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    (done,) = import_files(form, [file], country="Syria", folder=tmp_path / "i")
    assert [(p.name, p.country) for p in places(done.file)] == [("A", "SY")]
    assert [r.reason for r in done.rejected] == [
        "B: names no country, and 33.89, 35.5 lies outside Syria",
        "D: country 'SYR' is unknown; give a two-letter code such as SY",
    ]
    with pytest.raises(
        GazetteerError, match=r"no place of YE could be read .*; its places are of IQ; the first one left"
    ):
        import_files(form, [file], country="YE", folder=tmp_path / "i")


def test_a_table_without_a_column_of_countries_is_of_the_one_that_is_asked_for(tmp_path):
    (done,) = import_files("csv", [table(tmp_path / "p.csv", "A,35,40")], country="SY", folder=tmp_path / "i")
    assert [p.country for p in places(done.file)] == ["SY"]


CHILD = """
import sys
from pathlib import Path
from geomap.places import compile as compiler
compiler.BATCH = 200
from geomap.places.importing import import_files
def tell(file, n): print(n, flush=True)
(done,) = import_files("geonames", [Path(sys.argv[1])], folder=Path(sys.argv[2]), progress=tell)
"""


def test_an_import_that_was_killed_goes_on(tmp_path):
    file = dump(tmp_path / "SY.txt", [line(n, f"Tall Number {n}", arabic=f"تل رقم {n}") for n in range(1, 4001)])
    args = [sys.executable, "-c", CHILD, str(file), str(tmp_path / "killed")]
    with subprocess.Popen(args, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline().strip() == "200"
        os.kill(child.pid, signal.SIGKILL)
    assert list((tmp_path / "killed").glob("*.gazetteer")) == []
    told = subprocess.run(args, capture_output=True, text=True, check=True).stdout.split()
    assert int(told[0]) > 200
    (whole,) = import_files("geonames", [file], folder=tmp_path / "whole")
    (resumed,) = (tmp_path / "killed").glob("*.gazetteer")
    assert places(resumed) == places(whole.file)
    assert sorted(p.name for p in (tmp_path / "killed").iterdir() if not p.name.startswith(".")) == [resumed.name]


LATE = """
import os, signal, sys
from pathlib import Path
from geomap.places.importing import import_files
steps = []
def watch(event, args):
    if event in ("os.rename", "os.remove"):
        steps.append(event)
        if len(steps) == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
import_files("geonames", [Path(sys.argv[1])], folder=Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", [1, 2])
def test_an_import_that_was_killed_at_its_end_leaves_nothing_behind(tmp_path, step):
    file = dump(tmp_path / "SY.txt")
    folder = tmp_path / "killed"
    child = subprocess.run([sys.executable, "-c", LATE, str(file), str(folder), str(step)], check=False)
    assert child.returncode == -signal.SIGKILL
    (whole,) = import_files("geonames", [file], folder=folder)
    (undisturbed,) = import_files("geonames", [file], folder=tmp_path / "whole")
    assert places(whole.file) == places(undisturbed.file)
    assert [p.name for p in folder.iterdir() if not p.name.startswith(".")] == [whole.file.name]


def _import(args):
    file, folder = args
    return import_files("geonames", [file], folder=folder)[0].places


def test_two_imports_at_once(tmp_path):
    file = dump(tmp_path / "SY.txt", [line(n, f"Tall {n}") for n in range(1, 2001)])
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_import, [(file, tmp_path / "i")] * 2) == [2000, 2000]
    assert len(list((tmp_path / "i").glob("*.gazetteer"))) == 1


@pytest.mark.parametrize("killed", [False, True])
def test_two_versions_at_once(tmp_path, killed):
    """The one that comes second waits; one that is killed holds nobody off, and a reader sees one or the other."""
    folder, args = tmp_path / "i", []
    for version, first in (("a", 1), ("b", 101)):
        (tmp_path / version).mkdir()
        file = dump(tmp_path / version / "SY.txt", [line(n, f"Tall {version} {n}") for n in range(first, 4001)])
        args.append([sys.executable, "-c", CHILD, str(file), str(folder)])
    first = subprocess.Popen(args[0], stdout=subprocess.PIPE, text=True)
    first.stdout.readline()
    second = subprocess.Popen(args[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while second.poll() is None:
        if killed:
            first.kill()
        assert [segment.size for segment in imported(folder)] in ([], [4000], [3900])
    assert second.communicate()[1] == ""
    first.communicate()
    assert [segment.size for segment in imported(folder)] == [3900]
    assert len(list(folder.iterdir())) == 1


def test_of_two_versions_that_a_killed_import_left_the_latest_is_read(tmp_path):
    file, folder = dump(tmp_path / "SY.txt"), tmp_path / "i"
    (old,) = import_files("geonames", [file], folder=folder)
    kept = old.file.read_bytes()
    (new,) = import_files("geonames", [dump(file, NEWER)], folder=folder)
    old.file.write_bytes(kept)
    os.utime(old.file, (0, 0))
    assert [segment.name for segment in imported(folder)] == [new.file.name]


def test_what_an_earlier_version_compiled_is_compiled_anew(tmp_path):
    rows = [line(n, f"Tall Number {n}", arabic=f"تل رقم {n}") for n in range(1, 50)]
    (done,) = import_files("geonames", [dump(tmp_path / "SY.txt", rows)], folder=tmp_path / "i")
    before = places(done.file)
    db = sqlite3.connect(done.file)
    db.executescript(
        "UPDATE meta SET value = 1 WHERE name = 'format'; DROP TABLE posting; DROP TABLE directory; DROP TABLE unit"
    )
    db.close()
    with pytest.raises(GazetteerError, match="another version"):
        Segment.open(done.file)
    index = load_gazetteer([done.file], user=tmp_path / "none.csv")
    assert index.resolve("Tall Number 7", country="SY").place.name == "Tall Number 7"
    assert places(done.file) == before
    assert [p.name for p in (tmp_path / "i").iterdir() if not p.name.startswith(".")] == [done.file.name]
