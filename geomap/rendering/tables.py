"""Features into columns: one by one, or, where they already stand in columns, a whole table at once."""

from __future__ import annotations

from array import array
from itertools import repeat
from typing import TYPE_CHECKING, Any

from geomap.dataset import Table
from geomap.memory import uncollected
from geomap.rendering.columns import MOVED, NO_DAY, TABLES, Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.model import Json

_UNUSUAL = {"claims", "reports", "confidence", "date_text"}  # columns that make a table's rows more than plain rows


@uncollected()
def collect(incidents: Iterable[Json], movements: Iterable[Json]) -> Columns:
    """Read every feature once."""
    columns = Columns()
    if not (isinstance(incidents, Table) and _add_table(columns, incidents)):
        for feature in incidents:
            columns.add(feature)
    for feature in movements:
        columns.add(feature, movement=True)
    return columns


def _add_table(columns: Columns, table: Table) -> bool:
    """Add a table's rows, column by column; False, with nothing added, where they are not plain enough for that."""
    if _UNUSUAL & table.columns.keys():
        return False
    try:
        codes = _codes(columns, table)
    except TypeError:  # a cell that is neither text nor number
        return False
    if any(t.full for t in columns.tables.values()) or any(t.full for t in columns.lists.values()):
        return False
    for name, column in columns.out.items():
        column.extend(codes[name])
    for row, own in _rows(columns, table):
        columns.texts.add(row, own)
    return True


def _codes(columns: Columns, table: Table) -> dict[str, Iterable[int]]:
    """Return what `Columns` keeps of each row. Raises TypeError for cells it has no place for."""
    n = len(table)

    def cells(name: str) -> Iterable[Any]:
        return table.columns.get(name) or repeat(None, n)

    codes: dict[str, Iterable[int]] = {
        name: array("i", map(rows.__getitem__, zip(*map(cells, TABLES[name]), strict=True)))
        for name, rows in columns.tables.items()
    }
    for name in ("date_start", "date_end"):
        if any(
            v is not None and (len(v) != 10 or columns.days[v] == NO_DAY) for v in set(table.columns.get(name) or ())
        ):
            raise TypeError
    starts = array("i", map(columns.days.__getitem__, cells("date_start")))
    ends = map(columns.days.__getitem__, cells("date_end"))
    lons, lats = table.columns.get("lon") or (), table.columns.get("lat") or ()
    if any(abs(v or 0) > most for column, most in ((lons, 180), (lats, 90)) for v in column):
        raise TypeError
    outlets = table.columns.get("outlet") or [None] * n
    source = {o: columns.lists["source"][(o,),] if o else 0 for o in dict.fromkeys(outlets)}
    report = {o: columns.lists["report"][(str(o or table.file),),] for o in dict.fromkeys(outlets)}
    places = columns.places
    return codes | {
        "day": starts,
        "end": map(max, starts, ends),
        "place": (
            -1 if lon is None or lat is None else places.setdefault((round(lon, 5), round(lat, 5)), len(places))
            for lon, lat in zip(cells("lon"), cells("lat"), strict=True)
        ),
        "flow": repeat(0, n),
        "confidence": repeat(-1, n),
        "source": map(source.__getitem__, outlets),
        "report": map(report.__getitem__, outlets),
    }


def _rows(columns: Columns, table: Table) -> Iterator[tuple[list[Any], str]]:
    """Yield what no column holds, and the id; the claim that each row is repeats it, and is made in the page."""
    quotes = table.columns.get("quote")
    alike = quotes is not None and table.columns.get("notes") == quotes
    names = [n for n in table.columns if n not in MOVED and n != "id" and not (alike and n == "notes")]
    tail: list[str | tuple[str]] = [("claims",)]
    notes: list[str | tuple[str]] = [("notes",), ("claims",)] if alike else tail
    whole = columns.shape(["id", *names, *notes])
    for own, *cells in zip(table.column("id") or (), *(table.columns[n] for n in names), strict=True):
        if None not in cells:
            yield [whole, *cells], own
        else:
            known = [(name, v) for name, v in zip(names, cells, strict=True) if v is not None]
            keys = ["id", *(name for name, _ in known)]
            yield [columns.shape([*keys, *(notes if "quote" in keys else tail)]), *(v for _, v in known)], own
