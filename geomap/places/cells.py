"""Rows of a CSV that people keep: whatever a spreadsheet or a slip has made of it, one bad row costs no other."""

from __future__ import annotations

import csv
import re
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_MOST = 1 << 20  # characters of one row; more are taken for a quote that is left open
_MOST_AGAIN, _MOST_LINES = 4 * _MOST, 100  # characters read again after such quotes, and then lines of one row
_OPEN = "a quote is opened and not closed, so that lines run together; close or drop it"
_ENDS = re.compile(r"\r\n|\r|\n")


class Row(NamedTuple):
    """The cells of a row, its first and its last line from 1 on, and what is wrong with it, if anything."""

    first: int
    last: int
    cells: list[str]
    problem: str = ""


class Sheet:
    r"""The lines of a CSV as rows, with what its first lines tell: the delimiter, and how lines end.

    >>> sheet = Sheet(["sep=;\r\n", "name;lat;lon\r\n"])
    >>> sheet.delimiter, sheet.ending, [row.cells for row in sheet.rows(bool)]
    (';', '\r\n', [['name', 'lat', 'lon']])
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()  # lines that a quote left open has taken in
        self._taken: list[str] = []  # the lines of one row
        self._size = self._read_again = 0  # characters of that row, and of all that was read again
        self._wanting = False  # whether a row asks for more lines than there are
        above = []
        for line in self._lines:
            above.append(line)
            if (line.strip() and not _names_delimiter(above)) or len(above) == _MOST_LINES:
                break
        head = above[-1] if above else ""
        told = _names_delimiter(above[:1])
        self.delimiter = told or delimiter_of(head)
        ends = _ENDS.search(head)
        self.ending = ends[0] if ends else "\n"
        self._above = 1 if told else 0
        self._lines = chain(above[self._above :], self._lines)

    def rows(self, whole: Callable[[Sequence[str]], bool]) -> Iterator[Row]:
        """Give every row, empty ones too; ``whole`` tells cells that are those of a row.

        A row whose quote is not closed, or is so only after lines that are rows themselves, has a problem and no cells;
        those lines come as rows of their own.
        """
        csv.field_size_limit(max(4 * _MOST, csv.field_size_limit()))  # of the whole program; no row here is so long
        reader = csv.reader(self, delimiter=self.delimiter)
        number = self._above + 1
        while True:
            self._taken, self._size, self._wanting, cells, problem = [], 0, False, [], ""
            try:
                cells = next(reader)
            except StopIteration:
                return
            if self._wanting or (len(self._taken) > 1 and self._run_together(whole)):
                cells, problem = [], _OPEN
                self._again.extendleft(reversed(self._taken[1:]))
                self._read_again += self._size
                del self._taken[1:]
            yield Row(number, number + len(self._taken) - 1, cells, problem)
            number += len(self._taken)

    def __iter__(self) -> Iterator[str]:
        """Give the lines, for the reader of csv."""
        return self

    def __next__(self) -> str:
        """Give a line of the row that is being read."""
        line = None
        if self._size < _MOST and (self._read_again < _MOST_AGAIN or len(self._taken) < _MOST_LINES):
            line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self._wanting = bool(self._taken)
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        return line

    def _run_together(self, whole: Callable[[Sequence[str]], bool]) -> bool:
        """Whether the quote around a break of lines stands there by mistake."""
        if not self._closed():
            return True
        first, *more = ([self._parsed(line), line.replace('"', "").split(self.delimiter)] for line in self._taken)
        return any(map(whole, first)) and any(whole(cells) for either in more for cells in either)

    def _closed(self) -> bool:
        """Whether a delimiter or the end of the line stands behind each closing quote; spaces may come first."""
        spaced = re.compile(rf'"[ \t]+(?=[{re.escape(self.delimiter)}\r\n])')
        try:
            next(csv.reader((spaced.sub('"', line) for line in self._taken), delimiter=self.delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _parsed(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self.delimiter))


def delimiter_of(header: str) -> str:
    """Return what stands between the columns of a header line: a tab, a semicolon or a comma.

    >>> delimiter_of("name;lat;lon"), delimiter_of("name,lat,lon"), delimiter_of("")
    (';', ',', ',')
    """
    return max(",;\t", key=header.count)


def _names_delimiter(above: Sequence[str]) -> str:
    """Return the delimiter that the first line names for Excel, where there is no other line yet; else nothing.

    A spreadsheet that saves the line again has it stand as often as there are columns.
    """
    line = above[0].rstrip("\r\n") if len(above) == 1 else ""
    told = set(line[4:]) - {'"', "\0"}
    return told.pop() if line[:4].lower() == "sep=" and len(told) == 1 else ""
