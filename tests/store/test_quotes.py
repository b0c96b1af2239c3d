"""A quote that is left open takes no row with it unsaid."""

import pytest

from geomap import store
from geomap.errors import DataError

ROWS = 2000


def table(tmp_path, *rows, head="id,place,note,lat,lon"):
    path = tmp_path / "x.csv"
    path.write_text("\n".join([head, *rows]), "utf-8", newline="")
    return path


def row(n, note="all quiet"):
    return f"{n},Hajin,{note},34.69,40.83"


OPEN = {
    "to the end of the file": ([row(1), row(2, '"a shop'), *map(row, range(3, ROWS))], 3),
    "in the last row": ([row(1), row(2), row(3, '"a shop')], 4),
    "in the last row, with its end": ([row(1), row(2, '"a shop'), ""], 3),
    "to the next quote": ([row(1), row(2, '"a shop'), row(3), row(4, '"a mill"'), row(5)], 3),
    "to the quote of the last row": ([row(1, '"a shop'), *map(row, range(2, ROWS)), row(ROWS, '"a mill"')], 2),
    "behind a cell of three lines": ([row(1), '2,"Hajin\nin\nthe south","a shop,34.69,40.83', row(3)], 5),
    "in the first cell": ([row(1), f'"{row(2)}', *map(row, range(3, 9))], 3),
}


@pytest.mark.parametrize(("rows", "line"), OPEN.values(), ids=OPEN)
def test_a_quote_left_open_is_told_with_its_line(tmp_path, rows, line):
    with pytest.raises(DataError, match=rf"x\.csv: line {line}: a quote opens there and is not closed"):
        store.load(table(tmp_path, *rows))


def test_a_quote_left_open_in_the_heading(tmp_path):
    with pytest.raises(DataError, match="line 1: a quote opens there and is not closed"):
        store.load(table(tmp_path, row(1), row(2), head='id,"place,note,lat,lon'))


@pytest.mark.parametrize(
    "note",
    [
        '"a shop,\na mill\r\nand ""a bridge"""',
        '"a shop\n\n\na mill"  ',
        ' "a shop\na mill"',
        'a 5" gun',
        '"a" shop',  # the line says it, if not in good order
        '"\n"',
        '"said ""no"" , and left\n"',
    ],
)
def test_quotes_that_are_closed_are_read(tmp_path, note):
    found = store.load(table(tmp_path, row(1), row(2, note), row(3))).incidents
    assert [f["properties"]["id"] for f in found] == ["1", "2", "3"]
    assert all(f["geometry"]["coordinates"] == [40.83, 34.69] for f in found)


def test_what_goes_on_for_megabytes_is_told(tmp_path):
    with pytest.raises(DataError, match=r"line 2: .*is a quote left open\?"):
        store.load(table(tmp_path, row(1, '"a shop' + "\nand a mill" * 2_000_000)))
