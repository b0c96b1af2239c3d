"""Whatever bytes come in, readers give reports, rejections with a reason, or one of geomap's own errors."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import GeomapError
from geomap.model import Rejected, Report
from geomap.pipeline import parse
from geomap.places import Index, load_gazetteer
from geomap.reports import parse_line, read_reports
from geomap.reports.fields import as_date
from geomap.reports.files import split_front_matter
from geomap.text import fold, name_key, normalise, skeleton

if TYPE_CHECKING:
    import random
    from pathlib import Path

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
ARABIC = st.text(
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" \n.،؛؟()«»\u0640\u200f\u202e")
)
TEXT = st.text(max_size=300) | ARABIC
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
KEYS = st.sampled_from(["id", "text", "published", "language", "title", "outlet", "url"])
MARKUP = st.lists(st.sampled_from(
    ["<html>", "<p>", "</p>", "<article>", "<script>", "<!--", "-->", "<![CDATA[", "&#0;", "&#x110000;", "<meta charset=utf-7>",
     "<base href=javascript:x>", "<time datetime=2019-02-31>", "Shelling in Hajin. ", "القصف على هجين. ", "\0", "<div " * 50]
) | TEXT, max_size=12).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    return load_gazetteer()


def read(file: Path) -> None:
    reports, rejected = read_reports([file])
    assert all(isinstance(r, Report) and r.text.strip() and r.id for r in reports)
    assert all(isinstance(r, Rejected) and r.reason and "\n" not in r.reason for r in rejected)
    assert reports or rejected
    for report in reports:
        assert not any("\ud800" <= c <= "\udfff" or c == "\0" for c in report.text)


@SLOW
@given(
    st.binary(max_size=400) | TEXT.map(lambda t: t.encode("utf-8", "replace")),
    st.sampled_from(["txt", "md", "jsonl", "csv", "html"]),
)
def test_any_bytes_under_any_ending(tmp_path: Path, data: bytes, ending: str) -> None:
    file = tmp_path / f"f.{ending}"
    file.write_bytes(data)
    read(file)


@SLOW
@given(MARKUP)
def test_html(tmp_path: Path, page: str) -> None:
    file = tmp_path / "f.html"
    file.write_text(page, "utf-8", errors="replace")
    read(file)


@SLOW
@given(st.dictionaries(KEYS | TEXT, JSON, max_size=6) | JSON)
def test_json_lines(value: object) -> None:
    try:
        report = parse_line(json.dumps(value))
    except GeomapError as error:
        assert str(error)
    else:
        assert report.text.strip()


@SLOW
@given(st.text(st.sampled_from("-: \n\t[]{}&*!|>'\"%@`a1\u0627,#?"), max_size=200))
def test_front_matter(text: str) -> None:
    fields, rest = split_front_matter(f"---\n{text}\n---\nbody")
    assert rest.endswith("body")
    assert hasattr(fields, "get")


def test_front_matter_that_doubles_is_no_bomb() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    fields, rest = split_front_matter(f"---\n{bomb}title: T\n---\nbody")
    assert (fields.get("title"), rest) == ("T", "body")


@given(TEXT)
def test_keys_take_any_text_and_are_their_own_keys(text: str) -> None:
    clean = normalise(text)
    assert normalise(clean.text).text == clean.text or any(ord(c) > 0xFB00 for c in text)
    for start in range(0, len(clean.text), 7):
        a, b = clean.span(start, start + 1)
        assert 0 <= a < b <= len(text)
    assert fold(fold(text)) == fold(text)
    assert isinstance(skeleton(text), str)
    assert isinstance(name_key(text), str)


@given(SCALAR)
def test_dates_are_days_or_a_reason(value: object) -> None:
    try:
        as_date(value)
    except ValueError as error:
        assert "is not a date" in str(error)


PIECES = st.sampled_from(
    [
        "قتل",
        "أصيب",
        "عشرة",
        "مدنيين",
        "في",
        "قرية",
        "الباغوز",
        "بريف",
        "دير",
        "الزور",
        "أمس",
        "الأول",
        "الجمعة",
        "3",
        "آذار/مارس",
        "و",
        "نحو",
        "39,000",
        "shelling",
        "killed",
        "two",
        "people",
        "in",
        "Hajin",
        "on",
        "3/3/2019",
        ".",
        "،",
        "(",
        ")",
        "«",
        "ـ",
        "\u202e",
        "\u200f",
        "٣٤",
        "99999999999999999999",
        "1/",
        "/1",
        "--",
        "between",
        "and",
        "²",
        "½",
        "💣",
        "no.",
        "Gen.",
        "a.b.c",
    ]
)


@SLOW
@given(st.lists(PIECES | ARABIC, max_size=60).map(" ".join) | TEXT)
def test_reading_keeps_spans_true(index: Index, text: str) -> None:
    parsed = parse(Report("r", text, as_date("2019-03-03")), index)
    assert parsed.error is None or "not supported" in parsed.error
    assert all(text[m.start : m.end] == m.surface for m in parsed.mentions)
    for record in (*parsed.incidents, *parsed.movements):
        e = record.evidence
        assert text[e.start : e.end] == e.quote


# ---------------------------------------------------------------- gazetteers

ROW = "1\tTall\tTall\tتل,Tell\t35.1\t40.1\tP\tPPL\tSY\t\t01\t\t\t\t200\t\t\tAsia/Damascus\t2020-01-01\n"
LPF = {"type": "FeatureCollection", "features": [{
    "type": "Feature", "@id": "x", "properties": {"title": "Tall", "ccodes": ["SY"]},
    "names": [{"toponym": "Tall"}], "geometry": {"type": "Point", "coordinates": [40.1, 35.1]},
}]}  # fmt: skip
TABLE = "name_en,name_ar,lat,lon,kind,country\nTall,تل,35.1,40.1,village,SY\n"
SOURCES = {"SY.txt": ROW * 3, "p.geojson": json.dumps(LPF, ensure_ascii=False), "p.csv": TABLE}


@SLOW
@given(st.sampled_from(sorted(SOURCES)), st.randoms(use_true_random=False), st.integers(1, 6))
def test_gazetteers_that_were_damaged(tmp_path: Path, name: str, dice: random.Random, times: int) -> None:
    data = bytearray(SOURCES[name].encode())
    for _ in range(times):
        at = dice.randrange(len(data) + 1)
        data[at : at + dice.randrange(4)] = dice.choice(
            [b"", b"\0", b"\t", b"\n", b'"', b"{", b"1e999", b"\xff", b"-", b"[" * 9]
        )
    file = tmp_path / name
    file.write_bytes(bytes(data))
    try:
        load_gazetteer((file,))
    except GeomapError as error:
        assert name in str(error)


@pytest.mark.parametrize("inner", ["../SY.txt", "/etc/SY.txt", "a/../../SY.txt", "C:\\SY.txt"])
def test_a_path_inside_a_zip_goes_nowhere(tmp_path: Path, inner: str) -> None:
    file = tmp_path / "in" / "SY.zip"
    file.parent.mkdir()
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr(inner, ROW)
    try:
        load_gazetteer((file,))
    except GeomapError as error:
        assert "SY.zip" in str(error)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file() and p.suffix == ".txt"] == []
