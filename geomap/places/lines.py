"""Lines of a file that may be anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 1 << 20  # characters; the longest line of GeoNames has some 12,000


@dataclass(slots=True)
class Ending:
    """How a table ends that is being read: a transfer that broke off mostly leaves half a line."""

    open: bool = False  # the line read last has no line end
    cut: str = ""  # where it is cut off, and what tells so


def lines(file: IO[str], path: Path, ending: Ending) -> Iterator[str]:
    """Give the lines of a table. Raises GazetteerError for one that does not end, as binary data have them."""
    n = 0
    while line := file.readline(_LONGEST):
        n += 1
        if len(line) == _LONGEST:
            raise GazetteerError(f"{path}: line {n} is longer than {_LONGEST:,} characters: not a table")
        ending.open = line[-1] not in "\r\n"
        yield line
