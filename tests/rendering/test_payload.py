"""Records on their way into the page: positions, plain values, columns sorted by day, coded details."""

from __future__ import annotations

import json
import math
import zlib
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geomap.dataset import Table
from geomap.model import Layers
from geomap.rendering.letters import ALPHABET, letters
from geomap.rendering.payload import pack, payload
from geomap.rendering.plain import plain
from geomap.rendering.positions import box, middle, points
from geomap.rendering.tables import collect
from geomap.rendering.texts import BETWEEN, CHUNK, RARE, Texts, _bytes, _Kept

if TYPE_CHECKING:
    from geomap.rendering.columns import Columns


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def from_letters(text: str) -> bytes:
    whole = text + ALPHABET[84] * (-len(text) % 5)
    groups = (whole[n : n + 5] for n in range(0, len(whole), 5))
    numbers = (sum(ALPHABET.index(c) * 85 ** (4 - k) for k, c in enumerate(group)) for group in groups)
    return b"".join(n.to_bytes(4, "big") for n in numbers)[: len(text) * 4 // 5]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 1000])
def test_letters(size: int) -> None:
    raw = bytes(n * 89 % 256 for n in range(size))
    assert from_letters(letters(raw)) == raw
    assert set("<>&\"'\\`{%").isdisjoint(ALPHABET)


def decoded(raw: bytes) -> list[int]:
    """Numbers as the page's own decoder reads them."""
    out, at = [], 0
    while at < len(raw):
        b = raw[at]
        if b < 160:
            out, at = [*out, b], at + 1
        elif b < 240:
            out, at = [*out, 160 + ((b - 160) << 8) + raw[at + 1]], at + 2
        else:
            out, at = [*out, 160 + 80 * 256 + ((b - 240) << 16) + (raw[at + 1] << 8) + raw[at + 2]], at + 3
    return out


def rows_of(texts: Texts) -> list[object]:
    words, chunks = texts.finish()
    rows: list[object] = []
    for chunk in chunks:
        raw = zlib.decompress(from_letters(chunk))
        size = int.from_bytes(raw[:4], "little")
        rare = iter(raw[4 + size :].decode("utf-8", "surrogatepass").split("\n"))
        known = {BETWEEN: lambda: "\n", RARE: lambda r=rare: next(r)}
        line = " ".join(known[n]() if n in known else words[n - 2] for n in decoded(raw[4 : 4 + size]))
        rows += [json.loads(row) for row in line.split(" \n ")]
    return rows


def columns_of(columns: Columns) -> dict[str, list[int]]:
    head, raw, _ = columns.finish()
    out, at = {}, 0
    for name, width, length in head["layout"]:
        planes = np.frombuffer(raw, np.uint8, width * length, at).reshape(width, length)
        out[name] = [sum(int(planes[p, i]) << 8 * p for p in range(width)) for i in range(length)]
        at += width * length
    assert at == len(raw)
    return out


@pytest.mark.parametrize(
    ("geometry", "at"),
    [
        ({"type": "Point", "coordinates": [40.95, 34.45]}, [40.95, 34.45]),
        ({"type": "Point", "coordinates": [40.95, 34.45, 200]}, [40.95, 34.45]),
        ({"type": "MultiPoint", "coordinates": [[40, 34], [42, 36]]}, [41, 35]),
        ({"type": "Polygon", "coordinates": [[[40, 34], [42, 34], [42, 36], [40, 34]]]}, [41, 35]),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}, [1, 2]),
        ({"type": "Point", "coordinates": [134, 340]}, None),
        ({"type": "Point", "coordinates": [math.nan, 1]}, None),
        ({"type": "Point", "coordinates": []}, None),
        ("POINT(1 2)", None),
        (None, None),
    ],
)
def test_position(geometry: object, at: list[float] | None) -> None:
    way = points(geometry)
    assert (list(middle(way)) if way else None) == at


def test_box() -> None:
    assert box([]) is None
    assert box([(1.0, 2.0), (3.0, -4.0), (0.0, 5.0)]) == (0.0, -4.0, 3.0, 5.0)


def test_unknown_values_are_left_out_and_foreign_ones_made_plain() -> None:
    value = plain({"killed": None, "lat": math.inf, "n": np.int64(3), "day": date(2019, 3, 3), "claims": [{"a": None}]})
    assert value == {"n": 3, "day": "2019-03-03", "claims": [{}]}


def test_pack_round_trip() -> None:
    value = {"quote": "قُتل {{ 7*7 }} </script> \u202e", "n": [1, 2.5, None]}
    assert json.loads(zlib.decompress(from_letters(pack(value)))) == value


def test_details_round_trip() -> None:
    texts = Texts()
    rows = [[i, f"one  two {i} قُتل\nline \u2028", {"a": [1, None]}, "", " "] for i in range(CHUNK + 3)]
    for row in rows:
        texts.add(row)
    assert rows_of(texts) == rows


@pytest.mark.parametrize("most", [1_000_000, 30])
def test_what_no_other_event_has_stands_in_the_chunk_before_the_values(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geomap.rendering.texts._MOST_WORDS", most)
    texts = Texts()
    values = [["one two"], [], [f"{'x' * 9} \0 three", {"n": 1}], [None]]
    rows = [[i % 3, f"id {i}\n\0", *values[i % 4]] for i in range(CHUNK + 70)]
    for row in rows:
        texts.add([row[0], *row[2:]], row[1])
    for row in (["none"], []):
        texts.add([1, *row])
    assert rows_of(texts) == [*rows, [1, "none"], [1]]
    assert not any("id" in word for word in texts._numbers)


def test_details_that_are_no_json_are_cleaned() -> None:
    texts = Texts()
    texts.add([0, math.nan, date(2019, 3, 3), {1: {2}}])
    assert rows_of(texts) == [[0, None, "2019-03-03", {"1": [2]}]]


def test_numbers_of_every_width() -> None:
    numbers = np.array([0, 159, 160, 415, 20_639, 20_640, 70_000, 900_000], dtype=np.uint32)
    assert decoded(_bytes(numbers)) == numbers.tolist()
    assert len(_bytes(numbers)) == 2 * 1 + 3 * 2 + 3 * 3


def test_numbers_are_kept_in_little_room_and_come_back() -> None:
    numbers = np.array([0, 70_000, 1, 65_534, 65_535, 65_536, 999_999, 2], dtype=np.uint32)
    kept = _Kept.of(numbers)
    assert kept.numbers().tolist() == numbers.tolist()
    assert kept.low.itemsize == 2
    assert len(kept.high) == 4


def test_columns_stand_in_order_of_day_the_undated_last() -> None:
    at = {"type": "Point", "coordinates": [40.9, 34.4]}
    columns = collect(
        [
            feature(None, date_start=None, event_type="Riots"),
            feature(at, date_start="2019-03-05", date_end="2019-03-09", event_type="Battles", confidence=0.5),
            feature(at, date_start="2019-03-03", date_end="2019-03-01", event_type="Riots"),
            feature(at, date_start="soon"),
        ],
        [],
    )
    table = columns_of(columns)
    assert table["day"] == [0, 2]
    assert table["span"] == [0, 4, 0, 0]
    assert table["place"] == [1, 1, 0, 1]
    assert table["confidence"] == [0, 501, 0, 0]
    assert table["type"] == [1, 2, 1, 0]


def test_places_are_told_by_name_only_where_each_name_stands_at_one_position() -> None:
    def layout(*spots: tuple[str, float]) -> dict[str, int]:
        made = [feature({"type": "Point", "coordinates": [lon, 34.0]}, place=name) for name, lon in spots]
        return {name: length for name, _, length in collect(made, []).finish()[0]["layout"]}

    alike = layout(("Hajin", 40.8), ("Hajin", 40.8), ("Shaafa", 40.9))
    assert alike["at"] == 3  # no name, and two names
    assert "place" not in alike
    apart = layout(("Hajin", 40.8), ("Hajin", 40.7))
    assert apart["place"] == 2
    assert "at" not in apart


def test_a_full_table_leaves_values_with_the_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.rendering.columns._MOST_ROWS", 2)
    columns = collect([feature(None, actor1=name) for name in "abcd"], [])
    assert columns_of(columns)["by"] == [1, 2, 0, 0]
    assert [row[1:] for row in rows_of(columns.texts)] == [[], [], ["c"], ["d"]]


def test_odd_values_do_not_stop_a_build() -> None:
    odd = {"event_type": ["x"], "date_start": 5, "confidence": "high", "reports": [1], "claims": "none", "killed": {}}
    columns = collect(
        [feature("nowhere", **odd), {"type": "Feature"}, feature(None, claims=[None, {"quote": "q"}])], []
    )
    assert len(columns_of(columns)["day"]) == 0
    assert len(rows_of(columns.texts)) == 3


def test_what_claims_share_with_their_event_is_told_once() -> None:
    claim = {"quote": "They fled.", "sentence": "They fled.", "outlet": "Wire", "killed": None}
    columns = collect([feature(None, quote="They fled.", claims=[claim])], [])
    head, _, _ = columns.finish()
    assert ["=quote", ("sentence",), ":outlet"] in head["shapes"]


def test_a_table_gives_the_same_columns_as_its_features() -> None:
    table = Table("a.csv", {"place": ["A", "B", "A"], "lat": [1.0, 2.0, None], "lon": [1.0, 2.0, None], "date_start": ["2019-03-03", None, "2019-01-02"], "killed": [1, None, 3], "outlet": ["W", None, "W"]})  # fmt: skip
    assert columns_of(collect(table, [])) == columns_of(collect(list(table), []))
    odd = Table("a.csv", {"date_start": ["soon", "2019-03-03"], "lat": [1.0, 1.0], "lon": [2.0, 2.0]})
    assert columns_of(collect(odd, [])) == columns_of(collect(list(odd), []))


def test_notes_that_are_the_quote_are_told_once() -> None:
    columns = collect([feature(None, notes="They fled.", quote="They fled."), feature(None, notes="A", quote="B")], [])
    assert [row[1:] for row in rows_of(columns.texts)] == [["They fled."], ["A", "B"]]


def test_an_id_comes_before_what_else_no_column_holds() -> None:
    columns = collect([feature(None, quote="They fled.", id="a 1"), feature(None, id=7, quote="B")], [])
    assert columns.finish()[0]["shapes"] == [["id", "quote"]]
    assert [row[1:] for row in rows_of(columns.texts)] == [["a 1", "They fled."], [7, "B"]]


def test_bounds_of_everything_or_of_places() -> None:
    place = feature({"type": "Point", "coordinates": [1, 2]}, name="x")
    assert payload(Layers(places=[place]), title="t", lang="en").bounds == (1, 2, 1, 2)
    far = feature({"type": "LineString", "coordinates": [[5, 5], [6, 7]]})
    assert payload(Layers(movements=[far], places=[place]), title="t", lang="en").bounds == (5, 5, 6, 7)
