"""Slips in files that people keep: told by file and line, costing no other row, and nothing is lost when one is added."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geomap.errors import GazetteerError, OutputError
from geomap.places import add, check, load_gazetteer
from geomap.places.answers import place_of
from geomap.places.table import USER, read_table

HEAD = "name_en,lat,lon,source\n"
HERE = {"lat": 35.61, "lon": 39.95}


def read(file):
    places, rejected = read_table(file, rank=USER)
    return [p.name for p in places], [r.name for r in rejected]


# ------------------------------------------------------------------ quotes left open


@pytest.mark.parametrize(
    ("rows", "names", "lost"),
    [
        ('A,35,40,me\nB,36,41,"me\nC,37,42,me\n', "AC", [3]),
        ('A,35,40,me\n"B,36,41,me\nC,37,42,me\n', "AC", [3]),
        ('A,35,40,me\nB,36,41,"me\nC,37,42,"you"\n', "AC", [3]),
        ('A,35,40,me\nB,36,41,"me\nC,37,42,me"\nD,38,43,x\n', "ACD", [3]),  # closed by chance, rows in between
        ('"A","35","40","me"\n"B","36","41","me\n"C","37","42","me"\n', "AC", [3]),
        ('A,35,40,"a\nB,36,41,"b\nC,37,42,me\n', "C", [2, 3]),
        ('A,35,40,me\nB,36,41,"me', "A", [3]),
        (f'A,35,40,"me\n{"".join(f"X,1,{n},{chr(120) * 2000}" + chr(10) for n in range(150))}', "X" * 150, [2]),
        ('A,35,40,"one\ntwo"\n"B\nthe second", 36 ,41,me\nC,37,42,"a\n""b"" c" \n', ["A", "B\nthe second", "C"], []),
        ('A,35,40,"' + "x" * 200_000 + '"\nB,36,41,me\n', "AB", []),
        (
            'A,35,40,"' + "a line\n" * 150 + '"\nB,36,41,"' + 'so ""they"" say, 36\n' * 40_000 + '"\nC,37,42,me\n',
            "ABC",
            [],
        ),
        (f'A,35,40,"{("x" * 900_000 + chr(10)) * 3}"\nB,36,41,me\n', "B", [2, 3, 4, 5]),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_an_open_quote_costs_its_own_row(tmp_path, rows, names, lost, ending):
    file = tmp_path / "own.csv"
    file.write_bytes((HEAD + rows).replace("\n", ending).encode())
    found, rejected = read(file)
    assert [name.replace(ending, "\n") for name in found] == [*names]
    assert rejected == [f"own.csv:{n}" for n in lost]
    told = [f.where for f in check(tmp_path) if f.severity == "error"]
    assert told[: len(lost)] == rejected


def test_an_open_quote_in_the_header_is_named(tmp_path):
    (tmp_path / "own.csv").write_text('sep=,\n"name_en,lat,lon\nA,35,40\n', "utf-8")
    with pytest.raises(GazetteerError, match=r"own\.csv:2: a quote is opened"):
        read(tmp_path / "own.csv")


def test_every_command_that_reads_the_folder_names_the_row(geomap, tmp_path, monkeypatch):
    (tmp_path / "own.csv").write_text(HEAD + 'A,35,40,"me\nB,36,41,me\n', "utf-8")
    (tmp_path / "x.txt").write_text("Shelling hit Aleppo.", "utf-8")
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(tmp_path / "own.csv"))
    for command in (
        ("find", "Aleppo"),
        ("build", tmp_path / "x.txt", "--out", tmp_path / "out"),
        ("gazetteer", "list"),
        ("gazetteer", "add", "Zoo", "--lat", 35.61, "--lon", 39.95),
    ):
        assert "gazetteer: own.csv:2: a quote is opened and not closed" in geomap(*command).err
    assert read(tmp_path / "own.csv") == (["B", "Zoo"], ["own.csv:2"])


# ------------------------------------------------------------------ files as others write them


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sep=;\r\nname;lat;lon\r\nTall;35,5;40,5\r\n", "sep=;\r\nname;lat;lon;name_ar;variants;kind;source\r\nTall;35,5;40,5\r\nZoo;35,61;39,95;زو;Zu, the big;village;user\r\n"),
        ("name_ar,lat,lon\nتل,35,40", 'name_ar,lat,lon,name_en,variants,kind,source\nتل,35,40\nزو,35.61,39.95,Zoo,"Zu, the big",village,user\n'),
        (HEAD.replace("\n", "\r") + "A,35,40,me\r", 'name_en,lat,lon,source,name_ar,variants,kind\rA,35,40,me\rZoo,35.61,39.95,user,زو,"Zu, the big",village\r'),
        ('name;lat;lon;"my\r\nnote"\r\n', 'name;lat;lon;"my\r\nnote";name_ar;variants;kind;source\r\nZoo;35.61;39.95;;زو;Zu, the big;village;user\r\n'),
        ("\ufeffsep=|\nname|lat|lon", "\ufeffsep=|\nname|lat|lon|name_ar|variants|kind|source\nZoo|35.61|39.95|زو|Zu, the big|village|user\n"),
        ("\nname_en\tlat\tlon\nTall\t35,5\t40,5\n\n", "\nname_en\tlat\tlon\tname_ar\tvariants\tkind\tsource\nTall\t35,5\t40,5\n\nZoo\t35,61\t39,95\tزو\tZu, the big\tvillage\tuser\n"),
    ],
)  # fmt: skip
def test_what_has_no_column_gets_one_in_the_habits_of_the_file(tmp_path, old, new):
    file = tmp_path / "own.csv"
    file.write_bytes(old.encode())
    before = read_table(file, rank=USER)[0]
    place = add("Zoo", **HERE, name_ar="زو", aliases=("Zu, the big",), kind="village", file=file)
    assert file.read_bytes().decode() == new
    assert read_table(file, rank=USER) == ([*before, place], [])
    more = add("Zog", lat=35.7, lon=40.25, within="Deir ez-Zor", file=file)
    assert read_table(file, rank=USER)[0] == [*before, place, more]
    assert load_gazetteer([file]).get(place.id).lon == 39.95
    assert not [f for f in check(file) if f.severity == "error" and "column" not in f.message]


def test_rows_that_a_new_column_would_change_are_to_be_mended_first(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,lat,lon\nTall,35,40,near the river\n", "utf-8")
    before = file.read_bytes()
    with pytest.raises(GazetteerError, match="would change how other rows are read; first mend"):
        add("Zoo", **HERE, file=file)
    assert file.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["own.csv"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_called_so(tmp_path, encoding):
    (tmp_path / "own.csv").write_bytes((HEAD + "Tall,35,40,تل\n").encode(encoding))
    for refused in (lambda file: add("Zoo", **HERE, file=file), read_table):
        with pytest.raises(GazetteerError, match=r"UTF-16 or binary data, not UTF-8; save it as UTF-8"):
            refused(tmp_path / "own.csv")


def test_other_bytes_are_told_by_line_and_nul_by_row(tmp_path):
    file = tmp_path / "own.csv"
    file.write_bytes(HEAD.encode() + "A,35,40,me\nB,36,41,تل\n".encode("cp1256"))
    with pytest.raises(GazetteerError, match=":3: the line is not UTF-8; save it as UTF-8"):
        read_table(file)
    file.write_text(HEAD + "A,35,40,me\nB,36,41,\0\nC,37,42,me\n", "utf-8")
    assert read(file) == (["A", "C"], ["own.csv:3"])


def test_a_column_named_twice_is_refused(tmp_path):
    (tmp_path / "own.csv").write_text("name_en,lat,lon,lat\nA,35,40,\n", "utf-8")
    with pytest.raises(GazetteerError, match="the header has lat more than once"):
        read_table(tmp_path / "own.csv")


def test_a_table_with_a_capital_ending_is_checked_as_it_is_read(tmp_path):
    (tmp_path / "OWN.CSV").write_text(HEAD + "A,95,400,me\n", "utf-8")
    assert [f.where for f in check(tmp_path)] == ["OWN.CSV:2"]


# ------------------------------------------------------------------ what is added


COPIED = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))  # left out of names
SPELLING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ["=1+1", "+x", "-x", "@x", "'=x", "x,y", 'the "big" one', '"', "a\nb", "\tx", "x\r", "z;w", "؛", "\u200fتل", "\u202ex", "x\0"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(aliases=st.lists(SPELLING, max_size=3), delimiter=st.sampled_from(",;\t|"))
@example(aliases=["z;w"], delimiter=";")
@example(aliases=["'=x", "=x"], delimiter=",")
def test_aliases_come_back_or_are_refused(tmp_path_factory, aliases, delimiter):
    file = tmp_path_factory.mktemp("own") / "own.csv"
    head = delimiter.join(("name_en", "lat", "lon", "variants", "source"))
    file.write_text(f"sep={delimiter}\n{head}\n", "utf-8")
    try:
        place = add("Zoo", **HERE, aliases=tuple(aliases), file=file)
    except GazetteerError as error:
        assert any(told in str(error) for told in ("semicolon", "no letter", "mixes", "not seen"))  # noqa: PT017
        assert file.read_text("utf-8") == f"sep={delimiter}\n{head}\n"
    else:
        assert place.variants == tuple(
            a for a in dict.fromkeys(" ".join(a.translate(COPIED).split()) for a in aliases) if a not in {"", "Zoo"}
        )
        assert read_table(file, rank=USER) == ([place], [])


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"aliases": ("z;w",)}, "a semicolon parts aliases; give each an --alias of its own"),
        ({"aliases": ("z؛w",)}, "a semicolon parts aliases"),
        ({"aliases": ("Zu\u202e",)}, r"holds U\+202E, a sign that is not seen"),
        ({"name": "Zoo\udcff"}, r"holds U\+DCFF"),
        ({"source": "a walk\x1b[2J"}, r"--source .* holds U\+001B"),
        ({"aliases": tuple(f"Zu {n}" for n in range(1001))}, "more than 1,000 names"),
        ({"name": "Zoo" * 200}, r"^ZooZoo.{0,40} has 600 characters, and no name has more than 400; shorten it$"),
        ({"aliases": ("Zoo" * 200,)}, r"has 600 characters"),
        ({"lat": 0, "lon": -0.0}, "lat 0, lon -?0 is where missing coordinates lie"),
        ({"lat": float("nan")}, "off the globe"),
    ],
)
def test_what_would_not_come_back_is_refused(tmp_path, entry, told):
    with pytest.raises(GazetteerError, match=told):
        add(**({"name": "Zoo", "file": tmp_path / "own.csv"} | HERE | entry))
    assert list(tmp_path.iterdir()) == []


def test_missing_coordinates_that_a_program_made_0_cost_their_row(tmp_path):
    (tmp_path / "own.csv").write_text(HEAD + "A,0,0.0,me\nB,0,41,me\n", "utf-8")
    assert read(tmp_path / "own.csv") == (["B"], ["own.csv:2"])
    assert ["where missing coordinates lie" in f.message for f in check(tmp_path)] == [True]


def test_add_says_what_was_not_checked(geomap):
    told = "neither --country nor --in was given"
    assert told in geomap("gazetteer", "add", "Zoo", "--lat", 35.61, "--lon", 39.95).err
    assert told not in geomap("gazetteer", "add", "Zog", "--lat", 35.7, "--lon", 40.2, "--country", "SY").err


def test_what_may_not_be_written_stays(tmp_path):
    kept, circle = tmp_path / "kept.csv", tmp_path / "circle.csv"
    kept.write_text(HEAD, "utf-8")
    kept.chmod(0o444)
    circle.symlink_to(circle)
    (tmp_path / "d.csv").mkdir()
    for file, told in (
        (kept, "is read-only: make it writable"),
        (circle, "a link in a circle"),
        (tmp_path / "d.csv", "folder"),
    ):
        with pytest.raises(OutputError, match=told):
            add("Zoo", **HERE, file=file)
    assert kept.read_text("utf-8") == HEAD
    assert circle.is_symlink()


def test_of_many_who_add_at_once_nobody_loses_anything(tmp_path):
    kept, link = tmp_path / "kept.csv", tmp_path / "link.csv"
    kept.write_text("sep=;\nname;lat;lon\nTall;35,5;42,5\n", "utf-8")
    link.symlink_to(kept)
    lines = "from geomap.places import add; import pathlib, sys", "for n in range(10):", (
        "  add(f'Qasr {sys.argv[1]} x{n}', lat=35 + n / 9, lon=39 + ord(sys.argv[1]) % 3, file=pathlib.Path(sys.argv[2]))"
    )  # fmt: skip
    both = [
        subprocess.Popen([sys.executable, "-c", "\n".join(lines), who, file])
        for who, file in (("a", kept), ("b", link))
    ]
    assert [one.wait() for one in both] == [0, 0]
    names, rejected = read(kept)
    assert (len(names), len({*names}), rejected) == (21, 21, [])


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [
        ('name_en,lat,"lon\nA,35,40\n', 1, "a quote is opened and not closed"),
        ("sep=;\n\nname;latt;lon\nA;35;40\n", 3, "the header needs name_en"),
        ("\nname,lat,lat,lon\nA,35,35,40\n", 2, "the header has lat more than once"),
        ("name,lat,lon,colour,source\nA,35,40,red,me\n", 1, "unknown columns colour"),
        ("name,lat,lon\nA,35,40\nH\udcf4ms,35,40\n", 3, "the line is not UTF-8"),
        ("name,lat,lon,source\nA,35,me,me\n", 2, "A: lat '35', lon 'me'"),
        ("", 1, "the header needs name_en"),
    ],
)
def test_check_names_every_line_in_one_way(geomap, tmp_path, text, where, told):
    file = tmp_path / "g: 2.csv"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = geomap("gazetteer", "check", file)
    assert done.status == 1
    assert done.out.startswith(f"error: g: 2.csv:{where}: {told}")
    assert len(done.out.splitlines()) == 1


def test_quotes_that_never_close_do_not_take_for_ever(tmp_path):
    """Each row opens one that none behind it closes: read to the end from each, they would take hours."""
    file = tmp_path / "own.csv"
    file.write_text(HEAD + '5" pipe,"x\n' * 50_000, "utf-8")
    assert read(file)[0] == []


# ------------------------------------------------------------------ what a geocoder leaves out


@pytest.mark.parametrize(
    ("service", "answer", "source"),
    [
        ("nominatim", {"display_name": "Zoo", "lat": 35, "lon": 40}, "OpenStreetMap (ODbL)"),
        ("nominatim", {"display_name": "Zoo", "lat": 35, "lon": 40, "osm_type": "way"}, "OpenStreetMap (ODbL)"),
        ("nominatim", {"display_name": "Zoo", "lat": 35, "lon": 40, "osm_type": "way", "osm_id": 7}, "OpenStreetMap way 7 (ODbL)"),
        ("photon", {"geometry": {"coordinates": [40, 35]}, "properties": {"name": "Zoo"}}, "OpenStreetMap (ODbL)"),
        ("photon", {"geometry": {"coordinates": [40, 35]}, "properties": {"name": "Zoo", "osm_id": 7}}, "OpenStreetMap element 7 (ODbL)"),
        ("geonames", {"name": "Zoo", "lat": 35, "lng": 40}, "GeoNames (CC BY 4.0)"),
        ("pelias", {"geometry": {"coordinates": [40, 35]}, "properties": {"name": "Zoo"}}, "Pelias"),
        ("pelias", {"geometry": {"coordinates": [40, 35]}, "properties": {"name": "Zoo", "gid": "a:b"}}, "Pelias a:b"),
    ],
)  # fmt: skip
def test_a_source_tells_only_what_the_service_told(service, answer, source):
    assert place_of(service, answer).source == source


def test_marks_that_are_copied_along_with_a_name_are_left_out(tmp_path):
    place = add(
        "\ufeffTall\u200b Rmelan\u200f", aliases=("\u200fتل رميلان\u200f", "\u200e"), file=tmp_path / "own.csv", **HERE
    )
    assert (place.name, place.variants) == ("Tall Rmelan", ("تل رميلان",))
    assert not set("\u200b\u200e\u200f\ufeff") & set((tmp_path / "own.csv").read_text("utf-8"))


@pytest.mark.parametrize("name", ["own.geojson", "own.txt", "own"])
def test_entries_are_kept_in_a_csv(tmp_path, name):
    with pytest.raises(OutputError, match="ends in \\.csv"):
        add("Tall Rmelan", file=tmp_path / name, **HERE)
    assert not list(tmp_path.iterdir())
