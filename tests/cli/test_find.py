"""Names looked up from the shell, alone and in batches."""

from __future__ import annotations

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


def test_batch_keeps_order_and_answers_every_row(geomap, tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text("query\tcountry\tadmin1\nBaghouz\tSY\t\n\t\t\nQxzwv\t\t\nالموصل\tIQ\tNinawa\n", "utf-8")
    answers = [json.loads(line) for line in geomap("find", "--batch", rows, "--limit", 1).out.splitlines()]
    assert [a["query"] for a in answers] == ["Baghouz", "", "Qxzwv", "الموصل"]
    assert [len(a["candidates"]) for a in answers] == [1, 0, 0, 1]
    assert answers[3]["candidates"][0]["country"] == "IQ"


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
    assert "--country ZZ" in done.err


def test_a_country_may_be_named(geomap, tmp_path):
    code, named = (geomap("find", "Homs", "--country", c, "--json").out for c in ("sy", "Syria"))
    assert code == named != ""
    assert geomap("find", "Homs", "--country", "", "--json").out == geomap("find", "Homs", "--json").out
    rows = tmp_path / "names.tsv"
    rows.write_text("query\tcountry\nHoms\tSyria\nHoms\tAtlantis\nHoms\tAtlantis\n", "utf-8")
    done = geomap("find", "--batch", rows, "--limit", 1)
    assert [len(json.loads(line)["candidates"]) for line in done.out.splitlines()] == [1, 0, 0]
    assert done.err.count("country 'Atlantis' is unknown") == 1


def test_what_is_shown_steers_no_terminal(geomap, tmp_path):
    (tmp_path / "g.csv").write_text("name_en,lat,lon\nQxzwv\x1b[2J\x07,34.6,40.8\n", "utf-8")
    done = geomap("find", "Qxzwv", "--gazetteer", tmp_path / "g.csv", "--limit", 1)
    assert "Qxzwv\ufffd[2J\ufffd" in done.out


def test_the_line_to_add_a_name_is_quoted_for_a_shell(geomap):
    assert "geomap gazetteer add 'Qx'\"'\"'zw v' --lat" in geomap("find", "Qx'zw v").out
    assert geomap("find", " ").out.strip() == ": nothing found"
