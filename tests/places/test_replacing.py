"""What an import takes away of the one before: nothing in silence, much of it not unasked."""

import zipfile

import pytest

from geomap.errors import GazetteerError
from geomap.places.importing import import_files
from geomap.places.load import base
from geomap.places.segment import Segment

PAGE = "<html><head><title>502 Bad Gateway</title></head></html>"
ARABIC = ("تل", "دير", "خان", "عين", "قصر", "كفر", "جبل", "وادي", "نبع", "برج")


def line(n, name=None):
    first = [str(n), name or f"Tall {n}", name or f"Tall {n}", "", f"35.{n:03}", "40.100", "P", "PPL", "SY", "", "07"]
    return "\t".join([*first, "", "", "", "0", "", "", "Asia/Damascus", "2020-01-01"]) + "\n"


def alternate(n, names=ARABIC):
    return f"{n}\t{n}\tar\t{names[n % 10]} {names[n // 10]}\t1\t\t\t\t\t\n"


DUMP = "".join(map(line, range(1, 21)))
ALTERNATES = "".join(map(alternate, range(1, 21)))


@pytest.fixture
def bring(tmp_path):
    """Write files, import them, and return what became of it."""

    def run(form="geonames", *, replace=False, **texts):
        files = []
        for stem, text in texts.items():
            file = tmp_path / f"{stem}.{'csv' if form == 'csv' else 'txt'}"
            file.write_bytes(text.encode())
            files.append(file)
        (done,) = import_files(form, files, folder=tmp_path / "i", replace=replace)
        return done

    return run


def in_use(tmp_path):
    (file,) = (tmp_path / "i").glob("*.gazetteer")
    return list(Segment.open(file).places())


def test_names_that_went_along_are_not_lost_for_want_of_their_table(tmp_path, bring):
    """The same dump, a newer one, and one with other tables: refused until one asks for it, and then told."""
    bring(SY=DUMP, alternateNamesV2=ALTERNATES)
    before = in_use(tmp_path)
    assert all(place.name_ar for place in before)
    told = "SY.txt: the one in use was imported together with alternateNamesV2.txt, whose names would be lost: give it along"
    for texts in ({"SY": DUMP}, {"SY": DUMP + line(21)}, {"SY": DUMP, "admin2Codes": "SY.07.1\tA\tA\t1\n"}):
        with pytest.raises(GazetteerError, match=told):
            bring(**texts)
        assert in_use(tmp_path) == before
    done = bring(SY=DUMP + line(21), alternateNames_new=ALTERNATES)  # as GeoNames calls another edition of it
    assert (done.places, done.fewer) == (21, {})
    done = bring(SY=DUMP, replace=True)
    assert (done.replaced, done.fewer) == (21, {"place": 1, "Arabic name": 20, "name": 21})
    assert bring(SY=DUMP).fresh is False


@pytest.mark.parametrize("table", ["admin1CodesASCII", "admin2Codes"])
def test_a_table_of_units_is_missed_as_well(bring, tmp_path, table):
    codes = {"admin1CodesASCII": "SY.07\tHama\tHama\t1\n", "admin2Codes": "SY.07.1\tHama\tHama\t1\n"}
    bring(SY=DUMP, **{table: codes[table]})
    (tmp_path / f"{table}.txt").unlink()
    with pytest.raises(GazetteerError, match=f"imported together with {table}.txt, whose names would be lost"):
        bring(SY=DUMP)


def test_a_table_of_names_cut_between_two_lines(tmp_path, bring):
    """As many places and fewer names; with a newer dump it is told, and refused where half of the names are gone."""
    bring(SY=DUMP, alternateNamesV2=ALTERNATES)
    before = in_use(tmp_path)
    cut = "".join(ALTERNATES.splitlines(keepends=True)[:19])
    with pytest.raises(
        GazetteerError, match="has 19 Arabic names where the one in use has 20: maybe it is cut off, or wh"
    ):
        bring(SY=DUMP, alternateNamesV2=cut)
    with pytest.raises(GazetteerError, match="has 9 Arabic names where the one in use has 20"):
        bring(SY=DUMP + line(21), alternateNamesV2="".join(ALTERNATES.splitlines(keepends=True)[:9]))
    with pytest.raises(GazetteerError, match=r"alternateNamesV2.txt: not the table of GeoNames .*\(it is empty\)"):
        bring(SY=DUMP, alternateNamesV2="")
    assert in_use(tmp_path) == before
    assert bring(SY=DUMP + line(21), alternateNamesV2=cut).fewer == {"Arabic name": 1}


def test_a_table_of_names_is_counted_where_nothing_tells_what_went_along(bring, monkeypatch):
    """As compiled by an earlier version."""
    monkeypatch.setattr("geomap.places.importing.meta_of", lambda *_: {"form": "geonames"})
    bring(SY=DUMP, alternateNamesV2=ALTERNATES)
    with pytest.raises(GazetteerError, match="has 0 Arabic names where the one in use has 20"):
        bring(SY=DUMP)


@pytest.mark.parametrize(
    "tail",
    [
        f"{PAGE}\n",
        f"{PAGE}",
        "<!DOCTYPE html>\n<html>\n<body>\nBad gateway\n</body>\n</html>\n\n\n",
        f"{line(17)[:-6]}{PAGE}\n",  # where the connection broke, in the last cell or before it
        f"{line(17)[:-20]}{PAGE}\n",
        f"{line(17)[:-1]}{PAGE}\n",
        '<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>\n',
        "502 Bad Gateway\n",
        '{"error": "timeout"}\n',
        f"{PAGE}\n{line(17)}",  # a download that went on
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_an_error_page_behind_a_dump_tells_that_it_is_cut_off(tmp_path, bring, tail, zipped):
    bring(SY=DUMP)
    before = in_use(tmp_path)
    text = "".join(map(line, range(1, 17))) + tail
    file = tmp_path / "SY.txt"
    file.write_bytes(text.encode())
    if zipped:
        file = tmp_path / "SY.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("SY.txt", text)
    for replace in (False, True):
        with pytest.raises(GazetteerError, match=r"not imported: SY\.(txt|zip):\d+: .*, where that file is cut off"):
            import_files("geonames", [file], folder=tmp_path / "i", replace=replace)
    assert in_use(tmp_path) == before


@pytest.mark.parametrize("form", ["csv", "lptsv"])
def test_an_error_page_behind_a_table(tmp_path, form):
    sign, name = (",", "name_en") if form == "csv" else ("\t", "title")
    rows = [sign.join((name, "lat", "lon")), *(sign.join((f"Tall {n}", f"35.{n}", "40.1")) for n in range(1, 9))]
    file = tmp_path / "x"
    for tail in (f"{PAGE}\n", "<html>\n<body>\n</html>\n\n", f"Tall 9{PAGE}\n"):
        file.write_text("\n".join(rows) + "\n" + tail, "utf-8")
        with pytest.raises(GazetteerError, match=r"not imported: x:\d+: .*, where that file is cut off"):
            import_files(form, [file], folder=tmp_path / "i")
    file.write_text("\n".join(rows) + "\nSource: our survey <us@example.org>\n", "utf-8")  # the foot of a sheet
    (done,) = import_files(form, [file], folder=tmp_path / "i")
    assert (done.places, len(done.rejected)) == (8, 1)


def test_what_has_fewer_places_replaces_and_says_so(geomap, tmp_path):
    file = tmp_path / "SY.txt"
    file.write_text(DUMP, "utf-8")
    assert "fewer than" not in geomap("gazetteer", "import", "geonames", file).err
    file.write_text("".join(map(line, range(3, 21))), "utf-8")
    done = geomap("gazetteer", "import", "geonames", file)
    assert done.status == 0
    assert done.err.splitlines() == [
        "18 places, in place of 20; look one up with: geomap find NAME",
        "fewer than before: 2 places, 2 names: if the dump may be cut off, get it again and import it",
    ]
    file.write_text("".join(map(line, range(5, 21))), "utf-8")
    done = geomap("gazetteer", "import", "geonames", file)
    assert (done.status, done.out) == (1, "")
    assert "has 16 places where the one in use has 18: maybe it is cut off; get it again, or give --replace" in done.err
    assert geomap("gazetteer", "import", "geonames", file, "--replace").status == 0


@pytest.mark.parametrize("lines", [11, 18, 19])
def test_a_dump_cut_between_two_lines_is_told_by_what_follows_in_the_one_in_use(tmp_path, bring, lines):
    """However little is missing; a newer dump ends later, whatever else it has lost."""
    bring(SY=DUMP)
    before = in_use(tmp_path)
    told = f"has {lines} places where" if lines < 18 else f"ends with Tall {lines}, behind which the one in use has"
    with pytest.raises(GazetteerError, match=f"{told} .*: maybe it is cut off; get it again, or give --replace"):
        bring(SY="".join(map(line, range(1, lines + 1))))
    assert in_use(tmp_path) == before
    assert bring(SY="".join(map(line, range(3, 22)))).fewer == {"place": 1, "name": 1}
    assert bring(SY="".join(map(line, range(3, 9))), replace=True).places == 6


def test_another_table_cut_between_two_lines(bring):
    bring("csv", p=CSV)
    rows = CSV.splitlines(keepends=True)
    with pytest.raises(GazetteerError, match="ends with Tall 6, behind which the one in use has 2 more places: maybe"):
        bring("csv", p="".join(rows[:8]))
    assert bring("csv", p="".join(rows[:1] + rows[3:])).fewer == {"place": 2, "name": 6}


def test_a_table_of_units_cut_between_two_lines(bring):
    """Half of the places lie in a unit of no name then."""
    other = DUMP.replace("\t07\t", "\t08\t", 10)
    codes = "SY.07\tHama\tHama\t1\nSY.08\tHoms\tHoms\t2\n"
    bring(SY=other, admin1CodesASCII=codes)
    with pytest.raises(
        GazetteerError, match="has 10 unit names where the one in use has 20: maybe it is cut off, or wh"
    ):
        bring(SY=other, admin1CodesASCII=codes[: codes.index("SY.08")])


CSV = "name_en,lat,lon,variants,note\n" + "".join(f"Tall {n},35.{n},40.{n}9,A{n};B{n},on the river\n" for n in range(9))


@pytest.mark.parametrize(
    "columns",
    [("name_en", "lat", "lon", "variants", "note"), ("name_en", "variants", "lat", "lon"), ("lat", "lon", "name_en")],
)
def test_a_table_cut_in_its_last_cell_is_told_by_the_one_before(tmp_path, bring, columns):
    """Wherever the cut lies in it: the row is there with less in it, or no row any more."""
    head = CSV.split("\n", 1)[0].split(",")
    whole = "".join(
        ",".join(row.split(",")[head.index(column)] for column in columns) + "\n" for row in CSV.splitlines()
    )
    bring("csv", p=whole)
    before = in_use(tmp_path)
    last = whole.splitlines()[-1].rsplit(",", 1)[1]
    for n in range(1, len(last)):
        with pytest.raises(
            GazetteerError, match="last line has no end: maybe it is cut off; get it again, or give --rep"
        ):
            bring("csv", p=whole[: -1 - n])
    assert in_use(tmp_path) == before
    assert bring("csv", p=whole[:-1]).places == 9  # no end, but nothing is lacking
    assert bring("csv", p=whole[:-2], replace=True).places == 9


def test_a_table_that_its_owner_corrects_goes_through(bring):
    """Fewer spellings, another last row and no end of the last line: theirs to decide, and told."""
    bring("csv", p=CSV)
    assert bring("csv", p=CSV.replace("A3;B3", "A3")).fewer == {"name": 1}
    assert bring("csv", p=CSV.replace("Tall 8", "Qasr 8").rstrip("\n")).fewer == {}
    assert bring("csv", p=CSV.replace("Tall 8,35.8,40.89,A8;B8,on the river\n", "")).fewer == {"place": 1, "name": 3}


def test_a_column_of_names_is_not_lost_unasked(bring):
    rows = "".join(f"Tall {n},35.{n},40.1,{ARABIC[n]}\n" for n in range(9))
    bring("csv", p="name_en,lat,lon,name_ar\n" + rows)
    with pytest.raises(
        GazetteerError, match="has 0 Arabic names where the one in use has 9: maybe it is cut off; get it"
    ):
        bring("csv", p="name_en,lat,lon,arabic\n" + rows)


def test_a_table_called_as_those_of_geonames_is_a_table(bring):
    assert bring("csv", alternateNames="name_en,lat,lon\nTall,35,40\n").places == 1


def test_a_dump_cut_at_a_line_end_is_told_on_a_fresh_store(tmp_path):
    """What the embedded gazetteer has of GeoNames tells; a whole dump, and an extract by another name, say nothing."""
    known = sorted(int(i[3:]) for cities in base() for i in cities.ids_in("LB", "gn-*"))
    assert len(known) > 40
    rows = [line(n).replace("\tSY\t", "\tLB\t").replace(f"35.{n:03}", "34.100") for n in known]
    for name, n, lacking in (
        ("LB.txt", len(rows), 0), ("LB.txt", len(rows) - 1, 1), ("LB.txt", 20, len(rows) - 20), ("mine.txt", 20, 0),
        ("cities15000.txt", 20, 0),
    ):  # fmt: skip
        folder = tmp_path / f"{n}-{name}"
        folder.mkdir()
        (folder / name).write_text("".join(rows[:n]), "utf-8")
        (done,) = import_files("geonames", [folder / name], folder=folder / "i")
        assert (done.places, len(done.lacking)) == (n, lacking), name
        (done,) = import_files("geonames", [folder / name], folder=folder / "i")
        assert done.lacking == ()


def test_the_shell_says_so_and_takes_it(geomap, tmp_path):
    file = tmp_path / "LB.txt"
    file.write_text(line(1).replace("\tSY\t", "\tLB\t"), "utf-8")
    done = geomap("gazetteer", "import", "geonames", file)
    assert done.status == 0
    told = f"warning: {file}: ends before "
    assert told in done.err
    assert "if it may be cut off, get it again and import it" in done.err
    for more in ((), ("--replace",)):
        assert "warning" not in geomap("gazetteer", "import", "geonames", file, *more).err
