"""Names looked up from the shell, alone and in batches."""

from __future__ import annotations

import io
import json

import pytest

SPELLINGS = {  # the five places of the first maps, as people write them
    "Al-Baghuz": "الباغوز باغوز Baghouz Bagouz Baghuz al-Baghouz Barhoûz",
    "Al-Busayrah": "البصيرة البصيره البصير Busayrah Basira Bseira al-Busayra",
    "Al-Hasakah": "الحسكة الحسكه Hasakah Hassakeh Hasaka Hesekê Al-Hasakeh",
    "Al-Hol": "الهول الحول al-Hawl al-Hol El-Hol Hawl",
    "Deir ez-Zor": "ديرالزور DeirEzzor Deir_Ezzor دير_الزور Deir_ez-Zor Dayr_az-Zawr Deir_Al_Zor",
}


@pytest.mark.parametrize(("name", "spelling"), [(n, s) for n, many in SPELLINGS.items() for s in many.split()])
def test_places_of_the_first_maps_from_any_spelling(geomap, name, spelling):
    done = geomap("find", spelling.replace("_", " "), "--json")
    first = json.loads(done.out)["candidates"][0]
    assert (first["name"], first["country"]) == (name, "SY")
    assert first["reason"]


@pytest.mark.parametrize("name", ["للرقة", "للحسكة", "للباب", "للقائم", "للموصل"])
def test_a_preposition_in_one_with_the_article_is_no_part_of_the_name(geomap, name):
    def first(asked):
        return json.loads(geomap("find", asked, "--json").out)["candidates"][0]

    assert first(name)["id"] == first("ا" + name.removeprefix("ل"))["id"]


@pytest.mark.parametrize("name", ["ليبيا", "لبنان", "اللاذقية"])
def test_a_preposition_before_the_name_s_own_first_letter_is_cut_alone(geomap, name):
    ids = [
        json.loads(geomap("find", asked, "--json").out)["candidates"][0]["id"]
        for asked in (name, "ل" + name.removeprefix("ا"))
    ]
    assert ids[0] == ids[1]


def test_batch_keeps_order_and_answers_every_row(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text("query\tcountry\tadmin1\nBaghouz\tSY\t\n\t\t\nQxzwv\t\t\nالموصل\tIQ\tNinawa\n", "utf-8")
    answers = [json.loads(line) for line in geomap("find", "--batch", rows, "--limit", 1).out.splitlines()]
    assert [a["query"] for a in answers] == ["Baghouz", "", "Qxzwv", "الموصل"]
    assert [len(a["candidates"]) for a in answers] == [1, 0, 0, 1]
    assert answers[3]["candidates"][0]["country"] == "IQ"


def test_the_row_of_a_batch_says_what_is_wrong_with_it(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    wrong = ["Homs\tZZ", "Homs\tSY\tNowhere", "Homs\tSY\t\tmore", f"{'x' * 2000}\tSY"]
    text = "\n".join(["query\tcountry\tadmin1", "Homs\tSY\tHoms", *wrong, ""])
    rows.write_bytes(text.encode() + b"H\xf4ms\n\nHoms\n")
    answers = [json.loads(line) for line in geomap("find", "--batch", rows, "--limit", 1).out.splitlines()]
    told = [a.get("error", "-") for a in answers]
    assert told == [
        "-",
        "country 'ZZ' is unknown; give a two-letter code such as SY",
        "first-level unit 'Nowhere' is unknown in SY; correct it or leave it out",
        "more cells than columns; name them in the first line or leave them out",
        "a query of more than 1,000 characters is no name; nothing was looked up",
        "the line is not UTF-8; save it as UTF-8, which Excel calls CSV UTF-8; nothing was looked up",
        "the query is empty; nothing was looked up",
        "-",
    ]
    assert all(a.keys() - {"error"} == {"query", "candidates"} for a in answers)
    rows.write_text("query\terror\tasked\nHoms\tmine\tHama\n")  # columns of somebody's own
    (answer,) = map(json.loads, geomap("find", "--batch", rows, "--limit", 1).out.splitlines())
    assert (answer.keys(), answer["candidates"][0]["name"]) == ({"query", "candidates"}, "Homs")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_batch_of_so_many_lines_has_as_many_answers(geomap, tmp_path, monkeypatch, ending):
    text = ending.join(["query\tcountry", "", "Homs", "", '"Homs', "\tSY", "   ", "", "Homs"])
    rows = tmp_path / "names.tsv"
    rows.write_bytes(text.encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + text.encode())))
    for batch in (rows, "-"):
        done = geomap("find", "--batch", batch, "--limit", 1)
        answers = [json.loads(line) for line in done.out.splitlines()]
        assert [a["query"] for a in answers] == ["", "Homs", "", '"Homs', "", "   ", "", "Homs"]
        assert [len(a["candidates"]) for a in answers] == [0, 1, 0, 1, 0, 0, 0, 1]


def test_what_is_wrong_with_a_batch_from_standard_input_is_told(geomap, monkeypatch):
    for data, told in (
        (b"", "standard input: no column 'query'"),
        (b"name\nHoms\n", "standard input: no column 'query'"),
        ("query\nHoms\n".encode("utf-16"), "standard input: UTF-16 or binary data, not UTF-8"),
        (b"qu\xeary\nHoms\n", "standard input:1: the line is not UTF-8"),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        done = geomap("find", "--batch", "-")
        assert (done.status, done.err.count("\n"), told in done.err) == (1, 1, True)


def test_a_line_of_a_batch_in_another_encoding_is_told_and_the_others_answered(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_bytes(b"query\tcountry\nHoms\tSY\nH\xf4ms\tS\xfd\nAleppo\tSY\n")
    done = geomap("find", "--batch", rows, "--limit", 1)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [a["query"] for a in answers] == ["Homs", "H\ufffdms", "Aleppo"]
    assert [len(a["candidates"]) for a in answers] == [1, 0, 1]
    assert (done.status, done.err.count("\n")) == (0, 1)
    assert "names.tsv:3: the line is not UTF-8; save it as UTF-8" in done.err
    assert "nothing was looked up" in done.err
    rows.write_bytes(b"query\nH\xf4ms\n\xc3\n")
    done = geomap("find", "--batch", rows)
    assert (done.status, done.out.count("\n"), done.err.count("\n")) == (1, 2, 2)


def test_a_cell_of_a_batch_without_a_column_is_told(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text("query\nHoms\tSY\nHoms\t\n", "utf-8")
    done = geomap("find", "--batch", rows, "--limit", 1)
    assert (done.status, done.out.count("\n"), done.err.count("\n")) == (0, 2, 1)
    assert "names.tsv:2: more cells than columns" in done.err


def test_a_name_without_end_is_not_looked_up(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text(f"query\n{'ab c' * 200_000}\nHoms\n", "utf-8")
    done = geomap("find", "--batch", rows, "--limit", 1)
    assert [len(json.loads(line)["candidates"]) for line in done.out.splitlines()] == [0, 1]
    assert "names.tsv:2: a query of more than 1,000 characters is no name" in done.err


def test_what_is_not_found_says_what_to_do(geomap):
    done = geomap("find", "Qxzwv")
    assert (done.status, "geomap gazetteer add" in done.out) == (0, True)


def test_usage(geomap, tmp_path):
    assert geomap("find").status == 2
    file = tmp_path / "x.tsv"
    file.write_text("name\nBaghouz\n", "utf-8")
    done = geomap("find", "--batch", file)
    assert (done.status, "no column 'query'" in done.err) == (1, True)
    file.write_bytes("query\nمنبج\n".encode("cp1256"))
    done = geomap("find", "--batch", file)
    assert (done.status, "not UTF-8" in done.err) == (1, True)


def test_a_country_that_is_none_is_one_clear_error(geomap):
    done = geomap("find", "Homs", "--country", "ZZ")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "country 'ZZ' is unknown; give a two-letter code such as SY" in done.err
    assert "such as SY for Syria" in geomap("find", "Homs", "--country", "Siria").err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--in", "Nowhere"], "'Nowhere' is unknown; correct it or leave it out"),
        (["--in", "Nowhere", "--country", "SY"], "'Nowhere' is unknown in SY; correct it or leave it out"),
        (
            ["--in", "Hama countryside", "--country", "SY"],
            "'Hama countryside' is unknown in SY; did you mean Rif Dimashq Governorate or Hama Governorate?",
        ),
        (["--in", "Manbij"], "'Manbij' is unknown; Manbij lies in Aleppo: --in Aleppo"),
        (["--in", "Syria"], "'Syria' is unknown; Syria is a country: --country SY"),
        (["--in", "Texas", "--country", "SY"], "'Texas' is unknown in SY; Texas lies in another country: --country US"),
    ],
)
def test_a_unit_that_nobody_knows_is_one_clear_error(geomap, given, told):
    done = geomap("find", "Homs", *given)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.endswith(f"first-level unit {told}\n")


@pytest.mark.parametrize("unit", ["Hims", "محافظة حمص", "homs", "Homs Governorate"])
def test_a_unit_may_be_spelled_in_any_way(geomap, unit):
    first = json.loads(geomap("find", "Homs", "--in", unit, "--json").out)["candidates"][0]
    assert (first["country"], "in the unit asked for" in first["reason"]) == ("SY", True)


def test_a_unit_may_be_written_short(geomap):
    first = json.loads(geomap("find", "Springfield", "--in", "Ill.", "--json").out)["candidates"][0]
    assert first["admin1"] == "Illinois"


def test_a_batch_goes_on_where_a_unit_is_unknown_and_says_so_once(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    many = "".join(f"Homs\tSY\tNowhere{n}\n" for n in range(22))
    rows.write_text(f"query\tcountry\tadmin1\n{many}{many}Homs\tSY\tHoms\n", "utf-8")
    done = geomap("find", "--batch", rows, "--limit", 1)
    assert (done.status, done.out.count('"id": "sy-homs"')) == (0, 45)
    assert done.err.count("'Nowhere0' is unknown in SY") == 1
    assert done.err.endswith("2 more like these\n")


def test_the_country_and_unit_of_a_batch_are_those_of_rows_that_name_none(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text("query\tcountry\nTripoli\t\nTripoli\tLY\n", "utf-8")
    done = geomap("find", "--batch", rows, "--limit", 1, "--country", "Lebanon")
    assert [json.loads(line)["candidates"][0]["country"] for line in done.out.splitlines()] == ["LB", "LY"]


@pytest.mark.parametrize("name", ["12345", "???", "\U0001f44d", "12 345", "35.1,40.2", "2019-03-03", "٣٤"])
def test_what_has_no_letters_is_no_name(geomap, name):
    done = geomap("find", name)
    assert (done.status, done.out) == (0, f"{name}: nothing found: it has no letters, so it is no name\n")
    assert json.loads(geomap("find", name, "--json").out) == {"query": name, "candidates": []}


@pytest.mark.parametrize("name", ["a", "ب", "و"])
def test_a_single_letter_is_like_nothing(geomap, name):
    assert json.loads(geomap("find", name, "--json").out)["candidates"] == []


def test_a_number_that_is_an_entry_is_found(geomap, tmp_path):
    (tmp_path / "g.csv").write_text("name_en,lat,lon\n47,34.6,40.8\nÅ,67.9,13.0\n", "utf-8")
    for name in ("47", "٤٧", "Å"):
        done = geomap("find", name, "--json", "--gazetteer", tmp_path / "g.csv")
        assert json.loads(done.out)["candidates"][0]["score"] > 0.5


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_an_empty_name_is_one_clear_error(geomap, name):
    done = geomap("find", "Homs", name)
    assert (done.status, done.out, done.err) == (1, "", "geomap: a NAME is empty; give one to look up\n")


def test_a_country_may_be_named(geomap, tmp_path):
    code, named = (geomap("find", "Homs", "--country", c, "--json").out for c in ("sy", "Syria"))
    assert code == named != ""
    assert geomap("find", "Homs", "--country", "", "--json").out == geomap("find", "Homs", "--json").out
    rows = tmp_path / "names.tsv"
    rows.write_text("query\tcountry\nHoms\tSyria\nHoms\tAtlantis\nHoms\tAtlantis\n", "utf-8")
    done = geomap("find", "--batch", rows, "--limit", 1)
    assert [len(json.loads(line)["candidates"]) for line in done.out.splitlines()] == [1, 0, 0]
    assert done.err.count("country 'Atlantis' is unknown; give a two-letter code such as SY") == 1


def test_what_is_shown_steers_no_terminal(geomap, tmp_path):
    (tmp_path / "g.csv").write_text("name_en,lat,lon\nQxzwv\x1b[2J\x07,34.6,40.8\n", "utf-8")
    done = geomap("find", "Qxzwv", "--gazetteer", tmp_path / "g.csv", "--limit", 1)
    assert "Qxzwv\ufffd[2J\ufffd" in done.out


def test_the_line_to_add_a_name_is_quoted_for_a_shell(geomap):
    assert "geomap gazetteer add 'Qx'\"'\"'zw v' --lat" in geomap("find", "Qx'zw v").out
