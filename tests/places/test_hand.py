"""Entries that people keep: what a spreadsheet does to the file is harmless, and theirs win over ours, ours over dumps."""

import pytest

from geomap.errors import GazetteerError
from geomap.model import Report
from geomap.pipeline import parse
from geomap.places import add, check, load_gazetteer
from geomap.places.importing import import_files
from geomap.places.table import COLUMNS, read_table

TABLE = [
    ["id", "name_en", "name_ar", "variants", "kind", "lat", "lon", "country", "source"],
    ["a", "Tall Zaytun", "تل زيتون", "Tell Zeitoun;Zaytun, Tall", "village", "35.2", "40.3", "SY", 'own "walk", 2019'],
    ["b", "Umm Zahr", "أم زهر", "", "village", "35.4", "40.5", "SY", "own"],
]


def cell(text, delimiter):
    return '"' + text.replace('"', '""') + '"' if set(text) & {delimiter, '"', "\n"} else text


def saved(rows, delimiter, ending, mark, decimal="."):
    """Return a table as a spreadsheet saves it."""
    rows = [[c.replace(".", decimal) if n and i in {5, 6} else c for i, c in enumerate(r)] for n, r in enumerate(rows)]
    lines = [delimiter.join(cell(c, delimiter) for c in row) + ending for row in rows]
    return mark + "".join(lines).encode()


SHAPES = {
    "as we write it": (",", "\n", b""),
    "Excel, CSV UTF-8": (",", "\r\n", b"\xef\xbb\xbf"),
    "Excel where commas are decimal": (";", "\r\n", b"\xef\xbb\xbf", ","),
    "LibreOffice with tabs": ("\t", "\n", b""),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_spreadsheet_is_harmless(tmp_path, shape):
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    ours.write_bytes(saved(TABLE, *SHAPES["as we write it"]))
    theirs.write_bytes(saved([*TABLE, [""] * 9], *shape))
    assert read_table(theirs) == read_table(ours)
    assert check(theirs) == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_adding_a_line_leaves_the_rest_of_the_file_alone(tmp_path, shape):
    file = tmp_path / "own.csv"
    for before in (saved(TABLE, *shape), saved(TABLE, *shape).rstrip(b"\r\n")):
        file.write_bytes(before)
        add(
            "Dayr Hajar", lat=35.7, lon=40.8, country="SY", aliases=("Deir Hajar", "دير حجر"), kind="village", file=file
        )
        after = file.read_bytes()
        assert after.startswith(before)
        assert after[len(before) :].strip(b"\r\n").count(b"\n") == 0
        places, rejected = read_table(file)
        assert (places[-1].name, places[-1].variants, places[-1].lat, rejected) == (
            "Dayr Hajar", ("Deir Hajar", "دير حجر"), 35.7, [],
        )  # fmt: skip


def test_what_a_link_leads_to_grows(tmp_path):
    kept, link = tmp_path / "kept.csv", tmp_path / "link.csv"
    link.symlink_to(kept)
    add("Umm Zahr", lat=35.4, lon=40.5, file=link)
    assert link.is_symlink()
    assert "Umm Zahr" in kept.read_text("utf-8")


def test_excel_names_its_delimiter(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("sep=;\r\nname;lat;lon\r\nTall;35,5;40,5\r\nBad;x;40,5\r\n", "utf-8")
    places, rejected = read_table(file)
    assert [(p.name, p.lat, p.lon) for p in places] == [("Tall", 35.5, 40.5)]
    assert [r.name for r in rejected] == ["own.csv:4"]


def test_a_row_with_cells_too_many_is_told_not_cut(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,lat,lon,note\nTall,35,40,near the river, east\nKubar,35,40,fine,,\n", "utf-8")
    places, rejected = read_table(file)
    assert [p.name for p in places] == ["Kubar"]
    assert [(r.name, "more cells" in r.reason) for r in rejected] == [("own.csv:2", True)]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"name": "Al-الكبر"}, "mixes Arabic and Latin"),
        ({"name": "Tall", "aliases": ("...",)}, "has no letter"),
        ({"name": "Tall", "name_ar": "Tall"}, "not in Arabic script"),
        ({"name": "Tall", "within": "Anbar", "country": "SY"}, "lies in IQ, not in SY"),
        ({"name": "Tall", "within": "Aleppo Governorate", "lat": 12.0, "lon": 44.0}, "km from"),
        ({"name": "Tall", "within": "Syria", "lat": 40.3, "lon": 35.2}, "lat and lon look swapped"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(tmp_path, entry, told):
    with pytest.raises(GazetteerError, match=told):
        add(**({"lat": 35.2, "lon": 40.3, "file": tmp_path / "own.csv"} | entry))
    assert not (tmp_path / "own.csv").exists()


def test_a_similar_name_within_two_kilometres_is_the_same_place(tmp_path):
    file = tmp_path / "own.csv"
    add("Tall Zaytun", lat=35.2, lon=40.3, file=file)
    with pytest.raises(GazetteerError, match="km away already"):
        add("Tell Zeitun", lat=35.21, lon=40.3, file=file)
    add("Tell Zeitun", lat=35.25, lon=40.3, file=file)
    assert len(file.read_text("utf-8").splitlines()) == 3


def test_check_goes_on_after_a_file_that_is_no_table(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\0")
    (tmp_path / "b.csv").write_text("name,lat,lon,source,colour\nAl-الكبر,35,40,x,red\n", "utf-8")
    found = [(f.severity, f.where.split(":")[0], f.message) for f in check(tmp_path)]
    assert found[0][:2] == ("error", "a.csv")
    assert any("colour" in message for _, _, message in found)
    assert any("mixes" in message for _, _, message in found)


@pytest.fixture
def three(tmp_path, own_gazetteer):
    """One name thrice, far apart: imported, given as a table, added by the user."""
    row = "7\tZaytunabad\tZaytunabad\t\t35.0\t40.0\tP\tPPLA\tSY\t\t\t\t\t\t900000\t\t\t\t"
    (tmp_path / "SY.txt").write_text(row + "\n", "utf-8")
    own_gazetteer.parent.mkdir()
    import_files("geonames", [tmp_path / "SY.txt"])
    curated = tmp_path / "curated.csv"
    curated.write_text("id,name,lat,lon,kind,country\ncurated,Zaytunabad,35.5,39.0,village,SY\n", "utf-8")
    return curated


def test_whose_entries_win(three):
    report = Report("r", "Shells hit Zaytunabad on Monday. Two people were killed in Zaytunabad.", language="en")

    def answers(paths):
        index = load_gazetteer(paths)
        found = index.resolve("Zaytunabad", country="SY").candidates
        mentions = parse(report, index).mentions
        return [c.place.id for c in found], {m.resolution.place.id for m in mentions if m.surface == "Zaytunabad"}

    assert answers([]) == (["gn-7"], {"gn-7"})
    assert answers([three]) == (["curated", "gn-7"], {"curated"})
    own = add("Zaytunabad", lat=36.2, lon=37.5, kind="village", country="SY").id
    assert answers([three]) == ([own, "curated", "gn-7"], {own})


def test_a_table_given_later_wins(tmp_path):
    for n in (1, 2):
        (tmp_path / f"{n}.csv").write_text(f"id,name,lat,lon\nzaytunabad,Zaytunabad,35.{n},40\n", "utf-8")
    for order in ((1, 2), (2, 1)):
        place = load_gazetteer([tmp_path / f"{n}.csv" for n in order]).get("zaytunabad")
        assert place.lat == float(f"35.{order[-1]}")


def test_every_column_of_ours_is_kept_by_check(tmp_path):
    (tmp_path / "t.csv").write_text(",".join(COLUMNS) + "\n", "utf-8")
    assert check(tmp_path) == []
