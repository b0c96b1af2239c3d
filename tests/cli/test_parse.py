"""The streaming interface: one JSON report a line in, one result a line out, in order."""

from __future__ import annotations

import json

LINES = [
    {"id": "one", "text": "قتل ثلاثة مدنيين في قصف على بلدة الباغوز أمس السبت.", "published": "2019-03-03"},
    {"id": "two", "text": 7},
    {"id": "three", "text": "Some 400 people left Baghuz for al-Hol camp on Sunday.", "published": "2019-03-06"},
]


def feed(tmp_path, lines):
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return file


def test_every_line_is_answered_in_order(geomap, tmp_path):
    done = geomap("parse", feed(tmp_path, LINES))
    results = [json.loads(line) for line in done.out.splitlines()]
    assert done.status == 0
    assert [r["id"] for r in results] == ["one", "two", "three"]
    assert [bool(r["error"]) for r in results] == [False, True, False]
    for line, result in zip(LINES, results, strict=True):
        for record in (*result["incidents"], *result["movements"]):
            assert line["text"][record["start"] : record["end"]] == record["quote"]
        for mention in result["mentions"]:
            assert line["text"][mention["start"] : mention["end"]] == mention["surface"]
    (incident,) = results[0]["incidents"]
    assert (incident["place"], incident["killed"], incident["date_start"]) == ("Al-Baghuz", 3, "2019-03-02")
    (movement,) = results[2]["movements"]
    assert (movement["origin"]["name"], movement["destination"]["name"]) == ("Al-Baghuz", "Al-Hol camp")
    assert (movement["count"], movement["quantifier"]) == (400, "approximately")


def test_every_result_has_the_same_keys_and_lists(geomap, tmp_path):
    lines = [*LINES, {"id": "de", "text": "Die Regierung teilte es mit.", "language": "de"}, {"text": ""}]
    file = feed(tmp_path, lines)
    with file.open("ab") as more:
        more.write(b"{\n\xff\n[1]\n")
    results = [json.loads(line) for line in geomap("parse", file).out.splitlines()]
    assert len(results) == 8
    assert sum(r["error"] is not None for r in results) == 6
    for result in results:
        assert list(result) == list(results[0])
        for name in ("mentions", "incidents", "totals", "movements", "doubtful"):
            assert isinstance(result[name], list)
    assert not any(r[name] for r in results[-4:] for name in ("mentions", "incidents", "movements", "doubtful"))


def test_mentions_alone_and_candidates(geomap, tmp_path):
    done = geomap("parse", feed(tmp_path, LINES[:1]), "--only", "mentions", "--candidates")
    (result,) = map(json.loads, done.out.splitlines())
    assert (result["incidents"], result["movements"]) == ([], [])
    (mention,) = result["mentions"]
    assert mention["candidates"][0]["reason"]


def test_all_failed_and_nothing_given(geomap, tmp_path):
    assert geomap("parse", feed(tmp_path, LINES[1:2])).status == 1
    empty = geomap("parse", feed(tmp_path, []))
    assert (empty.status, empty.out) == (0, "")


def test_half_of_a_character_in_an_id_is_no_fault(geomap, tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "\\ud800", "text": 7}\n{"id": "\\ud800", "text": "Shelling hit \\ud800 Homs."}\n', "utf-8")
    refused, read = map(json.loads, geomap("parse", file).out.splitlines())
    assert refused["error"]
    assert read["mentions"][0]["name"] == "Homs"


def test_what_no_file_takes_is_quoted_as_it_was_sent(geomap, tmp_path):
    text = "\0Shelling killed three civilians in Sarmin.\0 A bomb\0 exploded in Binnish."
    (result,) = map(json.loads, geomap("parse", feed(tmp_path, [{"text": text}])).out.splitlines())
    assert result["incidents"]
    for record in (*result["incidents"], *result["mentions"]):
        assert text[record["start"] : record["end"]] == record.get("quote", record.get("surface"))
