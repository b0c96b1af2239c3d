"""Tables as CSV in which no cell is ever a formula."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(rows: Iterable[Mapping[str, Any]], path: Path, *, header: Sequence[str]) -> None:
    """Write dictionaries as a table with these columns."""
    write_table(([row.get(name) for name in header] for row in rows), path, header=header)


def write_table(rows: Iterable[Sequence[Any]], path: Path, *, header: Sequence[str]) -> None:
    """Write a table as UTF-8 CSV, numbers as numbers, text made safe for spreadsheets."""
    with atomic(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([safe(cell) for cell in row] for row in rows)


def safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before the signs that start one.

    >>> safe("=HYPERLINK(1)"), safe(-3.5), safe(None), safe("al-Hol")
    ("'=HYPERLINK(1)", -3.5, '', 'al-Hol')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell.replace("\0", "\ufffd")
    return cell
