"""Write a file whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


_BESIDE = re.compile(r"\.(\d{1,9})-")  # how the name of a file begins that a process is writing


@contextmanager
def exclusive(folder: Path | str) -> Iterator[None]:
    """Hold a folder against other runs that would write into it.

    The system drops the hold with the process, so that none is left behind. Raises `OutputError` where another run has
    it, and where the folder cannot be written.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(f"{folder}: another run is writing there: wait for it, or give another --out") from error
        yield


@contextmanager
def atomic(path: Path | str) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on leaving it takes the name, on any failure it is removed.

    The folder is made where it is missing, and what stood under the name stays until the new file is complete. The
    temporary name keeps the ending. Raises `OutputError` where the system refuses: read-only folder, disk full.
    """
    path = Path(path)
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _clear(path: Path) -> None:
    """Remove what processes that are dead by now left half written beside a file."""
    for file in path.parent.iterdir():
        left = _BESIDE.match(file.name)
        if left and file.name.startswith(f".{left[1]}-{path.name}") and not _lives(int(left[1])):
            with suppress(OSError):
                file.unlink()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
