"""Names of files as text: a file system takes any bytes, what geomap writes is UTF-8."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def path_text(path: Path | str) -> str:
    r"""Return a path, or a part of one, in what UTF-8 can write: a byte that is none stands as ``\xca``.

    >>> path_text("week\udcca/a.txt"), path_text("")
    ('week\\xca/a.txt', '')
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")
