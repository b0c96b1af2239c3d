"""Tables as people keep them: CSV and Excel."""

from __future__ import annotations

import codecs
import csv
import re
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from geomap.errors import DataError
from geomap.store.rows import known
from geomap.store.table import Reading
from geomap.text import path_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geomap.model import Layers

_PLAIN = Reading()
_MOST = 500_000_000  # bytes of a workbook's parts, unpacked
_BOMB = 200  # times that an honest part is never packed
_SMALL = 64 << 20  # bytes that may be packed as they like


def read_csv(path: Path, reading: Reading = _PLAIN) -> Layers:
    """Read a table with coordinates or names of places, row by row; what cannot be placed right is refused by number.

    UTF-16 is told by its first bytes, with a mark or without. Raises `DataError` for others but UTF-8, for no text, for
    a table without either, and for one with a quote that is left open: which rows it was to hold nobody knows.
    """
    try:
        with path.open(encoding=_encoding(path), newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=first.count)
            rows = _rows(file, delimiter)
            headless = _headless(first.rstrip("\r\n").split("\t"))
            return reading.table(rows, headless or next(rows, []), file=path_text(path), first=1 if headless else 2)
    except UnicodeError as error:
        raise DataError(f"{path}: {_not_utf8(path)}") from error
    except DataError as error:
        raise DataError(f"{path}: {error}") from error


def read_excel(path: Path, reading: Reading = _PLAIN) -> Layers:
    """Read the first sheet of a workbook that has places, under its first row; formulas count as their last result.

    Raises `DataError` for what is no workbook, and before it is unpacked for one that would be too large then.
    """
    import openpyxl  # noqa: PLC0415 - only those who have workbooks wait for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        _check(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = [(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        headers = [[str(name) if name is not None else "" for name in next(rows, ())] for _, rows in sheets]
        n = next((n for n, header in enumerate(headers) if reading.fits(header)), 0)
        file = path_text(path) if len(sheets) == 1 else f"{path_text(path)}, sheet {sheets[n][0]}"
        return reading.table(sheets[n][1], headers[n], file=file, first=2)
    except DataError as error:
        raise DataError(f"{path}: {error}") from error
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError) as error:
        raise DataError(f"{path}: not an Excel workbook that can be read: {error}") from error


def _check(workbook: Path) -> None:
    """Raise `DataError` for a workbook that its directory says is too large when unpacked."""
    with ZipFile(workbook) as book:
        parts = book.infolist()
    size = sum(part.file_size for part in parts)
    if size > _MOST or any(part.file_size > max(_SMALL, _BOMB * part.compress_size) for part in parts):
        raise DataError(f"{size / 1e6:,.0f} MB when unpacked: save the sheet that you need as CSV")


def _rows(file: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each row. Raises `DataError` where a quote takes in other lines and is not closed.

    Its cell ends with the file then, or at the next quote, behind which no delimiter stands.
    """
    csv.field_size_limit(max(1 << 24, csv.field_size_limit()))
    lines: list[str] = []  # of one row

    def noted() -> Iterator[str]:
        for line in file:
            lines.append(line)
            yield line
        lines.append("")  # a row that asks for more than there is

    reader = csv.reader(noted(), delimiter=delimiter, skipinitialspace=True)
    try:
        for row in reader:
            if len(lines) > 1 and not _closed(lines, delimiter):
                breaks = [cell.count("\n") for cell in row]
                at = max((n for n, more in enumerate(breaks) if more > 0), default=len(row) - 1)
                first = reader.line_num - sum(map(bool, lines)) + 1 + sum(breaks[:at])
                raise DataError(f"line {first}: a quote opens there and is not closed: the rows after it would be lost")
            yield row
            lines.clear()
    except csv.Error as error:
        raise DataError(f"line {reader.line_num - len(lines) + 1}: {error}: is a quote left open?") from error


def _closed(lines: Iterable[str], delimiter: str) -> bool:
    """Whether the quotes in the lines of a row are closed; spaces may stand behind one."""
    spaced = re.compile(rf'"[ \t]+(?=[{re.escape(delimiter)}\r\n])')
    told = (spaced.sub('"', line) for line in lines if line)
    try:
        next(csv.reader(told, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error:
        return False
    return True


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        first = file.read(2)
    if first in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16"
    return {0: "utf-16-be", 1: "utf-16-le"}.get(first.find(b"\0"), "utf-8-sig")


def _not_utf8(path: Path) -> str:
    """Say what a file is instead: in which encoding of Windows, by its words of Arabic, or no text at all."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    if b"\0" in start:
        return "not a text file: save the table as CSV UTF-8"
    # words of Arabic have many letters beyond ASCII in a row
    codepage = "windows-1256" if re.search(rb"[\xc0-\xff]{3}", start) else "windows-1252"
    return f"not UTF-8: save it as CSV UTF-8, or turn it, as with iconv -f {codepage} -t utf-8"


def _headless(first: list[str]) -> list[str] | None:
    """Return the columns of a known kind of table that comes without a header, None where the first row is one."""
    for kind in known():
        header: list[str] = kind.get("header", "").split()
        if len(first) == len(header) and first[0].isdecimal():
            return header
    return None
