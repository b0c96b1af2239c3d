"""Write a file whole or not at all, and by one process at a time."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


# files that are complete and have not taken their names yet, where several do so together
_waiting: ContextVar[dict[Path, Path] | None] = ContextVar("waiting", default=None)
_BESIDE = re.compile(r"\.(\d{1,9})-")  # how the name of a file begins that a process is writing
_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def exclusive(folder: Path | str) -> Iterator[None]:
    """Hold a folder against other runs that would write into it.

    Raises `OutputError` where another run has it, and where the folder cannot be written.
    """
    folder = Path(folder)
    with _held(folder / ".lock", folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file against other processes that would write it; they wait. Raises `OutputError` as ``atomic`` does."""
    with _held(path.with_name(f".{path.name}.lock"), path, fcntl.LOCK_EX):
        yield


@contextmanager
def _held(lock: Path, path: Path, how: int) -> Iterator[None]:
    """Hold a lock file and remove it at the end.

    The system drops the hold with the process: a file that a killed one has left holds nobody off.
    """
    try:
        _make(lock.parent)
        # who held it before has removed it, and a third process may hold another one of its name
        while not _has_its_name(file := _flocked(lock, how), lock):
            file.close()
    except BlockingIOError as error:
        raise OutputError(f"{path}: another run is writing there: wait for it, or give another --out") from error
    except OSError as error:
        raise _refused(path, error) from error
    with file:
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink()


def _flocked(lock: Path, how: int) -> IO[str]:
    file = lock.open("w")
    try:
        fcntl.flock(file, how)
    except OSError:
        file.close()
        raise
    return file


def _has_its_name(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def writable(path: Path | str) -> Path:
    """Return the file that is to be written: what a link leads to, which there need not be yet.

    Raises `OutputError` for a folder, a device, a link in a circle or into a folder that is missing, and a file that is
    read-only: a new file takes the place of the old one, so that the system alone would let it go.
    """
    path = Path(path)
    target = Path(os.path.realpath(path))
    try:
        if target.is_symlink():
            raise OutputError(f"{path}: cannot be written: it is a link in a circle")
        _refuse_lost(path)
        if path.exists():
            if not path.is_file():
                raise OutputError(f"{path}: cannot be written: it is a folder or a device")
            if not (path.stat().st_mode & _WRITE and os.access(path, os.W_OK)):
                raise OutputError(f"{path}: is read-only: make it writable, or write to another file")
    except OSError as error:
        raise _refused(path, error) from error
    return target


def _make(folder: Path) -> None:
    """Make a folder with its parents where they are missing."""
    _refuse_lost(folder)
    Path(os.path.realpath(folder)).mkdir(parents=True, exist_ok=True)


def _refuse_lost(path: Path) -> None:
    """Refuse a link on the way to a path that leads into a folder that is missing: a disk that is not there, a slip.

    What the link itself leads to need not be there yet.
    """
    for at in (path, *path.parents):
        to = Path(os.path.realpath(at))
        if at.is_symlink() and not to.is_symlink() and not to.parent.is_dir():
            raise OutputError(
                f"{at}: is a link to {to}, and there is no folder {to.parent}: make that folder, or take the link away"
            )


def _refused(path: Path, error: OSError) -> OutputError:
    """Return what the system says of a file as an error of ours, one that is ours as it is."""
    if isinstance(error, OutputError):
        return error
    if isinstance(error, FileExistsError | NotADirectoryError):
        last = Path(os.fsdecode(error.filename or path))
        for at in (last, *last.parents):
            if at.is_symlink() and not at.exists():
                return OutputError(f"{at}: cannot be written: it is a link in a circle")
            if at.is_file():
                return OutputError(f"{at}: is a file where a folder is needed: write to another one")
    return OutputError(f"{path}: cannot be written: {error.strerror or error}")


@contextmanager
def atomic(path: Path | str) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on leaving it takes the name, on any failure it is removed.

    The folder is made where it is missing, and what stood under the name stays until the new file is complete, which
    those may read who could before; a link stays, and what it leads to is written. Raises `OutputError` where the
    system refuses (read-only folder, disk full), and as ``writable`` does.
    """
    path, target = Path(path), writable(path)
    beside = target.with_name(f".{os.getpid()}-{target.name}")
    waiting = _waiting.get()
    if waiting and target in waiting:
        raise OutputError(f"{path}: leads to where another of these files is written: take the link away")
    try:
        _make(path.parent)
        _clear(target)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        if target.is_file():
            shutil.copymode(target, beside)
        if waiting is None:
            beside.replace(target)
        else:
            waiting[target] = beside
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if waiting is None or target not in waiting:
            with suppress(OSError):
                beside.unlink()


@contextmanager
def together() -> Iterator[None]:
    """Let the files written inside take their names one after another when all are complete; else none does.

    What is read inside is what stood there before. Raises `OutputError` as ``atomic`` does.
    """
    waiting: dict[Path, Path] = {}
    outer = _waiting.set(waiting)
    try:
        yield
        for path, beside in waiting.items():
            try:
                beside.replace(path)
            except OSError as error:
                raise _refused(path, error) from error
    finally:
        _waiting.reset(outer)
        for beside in waiting.values():
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
