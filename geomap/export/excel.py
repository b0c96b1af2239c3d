"""Workbooks for people who live in spreadsheets: days are days, numbers are numbers, and no text is a formula."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved

from geomap.dataset import columns, rows
from geomap.errors import OutputError
from geomap.export.profiles import flat_table
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from geomap.model import Layers

_MOST_ROWS = 1_048_576  # of a sheet
_LONGEST = 32_767  # characters of a cell
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - in place of "now": a rebuild gives the same bytes
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NARROW, _WIDE, _ARROW = 11, 60, 4  # characters of a column: a day, a sentence, the button of a filter
_TEXTS = {"quote", "sentence", "first_quote", "second_quote", "title"}
_DAYS = {"date_start", "date_end", "published"}


def write_excel(layers: Layers, path: Path) -> None:
    """Write a workbook with the sheets events, claims, reports, proposals and unresolved.

    Raises `OutputError` for more rows than a sheet can have, and where the file cannot be written.
    """
    claims = sum(1 for _ in rows(layers, "claims"))
    if max(len(layers.incidents) + len(layers.movements), claims) >= _MOST_ROWS:
        raise OutputError(f"{path}: a sheet holds at most {_MOST_ROWS:,} rows: choose .csv, .gpkg or .parquet")
    book = Workbook(write_only=True)
    whole = BytesIO()
    try:  # openpyxl collects sheets in the temporary folder, through lxml, which has errors of its own
        _sheet(book.create_sheet("events"), *flat_table(layers))
        for name in ("claims", "reports", "proposals", "unresolved"):
            _sheet(book.create_sheet(name), list(columns(layers, name)), rows(layers, name))
        book.save(whole)
    except (LxmlError, OSError) as error:
        for sheet in book.worksheets:
            with suppress(LxmlError, OSError, StopIteration, WorkbookAlreadySaved):
                sheet.close()  # so that it does not fail once more where nobody listens
        raise OutputError(f"{path}: cannot be written: no room for its sheets in {gettempdir()}: {error}") from error
    with atomic(path) as beside, zipfile.ZipFile(whole) as made, zipfile.ZipFile(beside, "w") as fixed:
        for name in sorted(made.namelist()):
            content = made.read(name)
            if name.endswith("core.xml"):
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            fixed.writestr(zipfile.ZipInfo(name, _EPOCH.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)


def _sheet(sheet: Any, header: list[str], table: Iterable[Mapping[str, Any]]) -> None:
    """Fill a sheet: headings stay in sight, each with a filter; sentences have room."""
    sheet.freeze_panes = "A2"
    for n, name in enumerate(header, 1):
        width = _WIDE if name in _TEXTS else min(len(name) + _ARROW, _WIDE)
        sheet.column_dimensions[get_column_letter(n)].width = max(width, _NARROW)
    sheet.append(header)
    last = 1
    for last, row in enumerate(table, 2):  # noqa: B007 - the last row is what the filter ends at
        sheet.append([_cell(sheet, name, row.get(name)) for name in header])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{last}"


def _cell(sheet: WriteOnlyWorksheet, name: str, value: Any) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    if name in _DAYS and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # several days joined: text
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", str(value))[:_LONGEST])
    cell.data_type = "s"  # also what begins like a formula
    return cell
