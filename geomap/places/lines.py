"""Lines of a file that may be anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 1 << 20  # characters; the longest line of GeoNames has some 12,000
_OTHER = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8
_UTF_16 = re.compile("\udcff\udcfe|\udcfe\udcff|.?\0", re.DOTALL)  # with its mark, and ASCII in it without one
_REMEDY = "save it as UTF-8, which Excel calls CSV UTF-8"


@dataclass(slots=True)
class Ending:
    """How a table ends that is being read: a transfer that broke off mostly leaves half a line."""

    open: bool = False  # the line read last has no line end
    cut: str = ""  # where it is cut off, and what tells so


def lines(file: IO[str], path: Path | str, ending: Ending) -> Iterator[str]:
    """Give the lines of a table. Raises GazetteerError for one that does not end, as binary data have them."""
    n = 0
    while line := file.readline(_LONGEST):
        n += 1
        if len(line) == _LONGEST:
            raise GazetteerError(f"{path}: line {n} is longer than {_LONGEST:,} characters: not a table")
        ending.open = line[-1] not in "\r\n"
        yield line


def utf8_lines(file: IO[str], path: Path | str, ending: Ending) -> Iterator[str]:
    """Give the lines of a table that is opened as ``utf-8-sig``, other bytes as ``surrogateescape`` makes them.

    Raises GazetteerError as ``lines`` does, and for another encoding.
    """
    for n, line in enumerate(lines(file, path, ending), 1):
        if n == 1 and _UTF_16.match(line):
            raise GazetteerError(f"{path}: UTF-16 or binary data, not UTF-8; {_REMEDY}")
        if not line.isascii() and _OTHER.search(line):
            raise GazetteerError(f"{path}: line {n} is not UTF-8; {_REMEDY}")
        yield line
