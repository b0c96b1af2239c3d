"""Lines of a file that may be anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LONGEST = 1 << 20  # characters; the longest line of GeoNames has some 12,000
_OTHER = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8
_UTF_16 = re.compile("\udcff\udcfe|\udcfe\udcff|.?\0", re.DOTALL)  # with its mark, and ASCII in it without one
_TAG = re.compile(  # of a page, such as a proxy sends in place of what is left of a file
    r"<(!doctype|\?xml|/?(html|head|body|title|meta|script|style|div|pre|center|h[1-6r]|p|br|error))\b", re.IGNORECASE
)
_REMEDY = "save it as UTF-8, which Excel calls CSV UTF-8"


@dataclass(slots=True)
class Ending:
    """How a table ends that is being read: a transfer that broke off leaves half a line, or a page that says so."""

    last: bool = False  # no line follows the one read last
    open: bool = False  # it has no line end
    page: bool = False  # it is of a web page; empty ones behind do not count
    cut: str = ""  # where the table is cut off, and what tells so

    @property
    def broken(self) -> bool:
        """Whether a line like the one read last ends no table that is whole, if it is none of the table's."""
        return self.open or self.page

    def told_by(self, line: str) -> bool:
        """Whether a line with too few columns, the one read last, tells that the table is cut off there."""
        return self.broken or (self.last and bool(line.strip()))


def lines(file: IO[str], path: Path | str, ending: Ending) -> Iterator[str]:
    """Give the lines of a table. Raises GazetteerError for one that does not end, as binary data have them."""
    n, ending.page = 0, False
    following = file.readline(_LONGEST)
    while line := following:
        n += 1
        if len(line) == _LONGEST:
            raise GazetteerError(f"{path}:{n}: the line is longer than {_LONGEST:,} characters: not a table")
        following = file.readline(_LONGEST)
        ending.last, ending.open = not following, line[-1] not in "\r\n"
        if "<" in line or (ending.page and line.strip()):
            ending.page = _TAG.search(line) is not None
        yield line


def utf8_lines(
    file: IO[str], path: Path | str, ending: Ending, other: Callable[[int, str], None] | None = None
) -> Iterator[str]:
    """Give the lines of a table that is opened as ``utf-8-sig``, other bytes as ``surrogateescape`` makes them.

    Raises GazetteerError as ``lines`` does, and for another encoding; but where ``other`` takes the number of a line
    behind the first and what is wrong with it, the line is given with U+FFFD for these bytes.
    """
    for n, line in enumerate(lines(file, path, ending), 1):
        if n == 1 and _UTF_16.match(line):
            raise GazetteerError(f"{path}: UTF-16 or binary data, not UTF-8; {_REMEDY}")
        if not line.isascii() and _OTHER.search(line):
            told = f"{path}:{n}: the line is not UTF-8; {_REMEDY}"
            if n == 1 or other is None:
                raise GazetteerError(told)
            other(n, told)
            line = _OTHER.sub("\ufffd", line)  # noqa: PLW2901
        yield line
