"""Reports from files: text, Markdown, HTML, JSON lines and CSV, each rejection with its reason.

Everything read here is hostile until proven text: sizes are bounded before reading, encodings are decided and named,
and one bad file or line never stops the run.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import Reason, ReportError, reason
from geomap.model import Rejected, Report
from geomap.reports.fields import parse_line
from geomap.reports.files import MAX_BYTES, READERS
from geomap.text import path_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["MAX_BYTES", "find_files", "iter_reports", "name_apart", "parse_line", "read_file", "read_reports"]

_log = logging.getLogger(__name__)
_ABOUT = ("readme", "license", "licence", "notice", "changelog", "contributing")  # documents about a folder, no reports
_DOCUMENTS = {".doc", ".docx", ".odt", ".pdf", ".rtf"}
_BUILT = "geomap.gpkg"  # a build has written beside it what reads like reports and is none
_OUTPUTS = frozenset(["map.html", "unresolved.csv", "proposals.csv", "doubtful.csv"])


def read_reports(paths: Sequence[Path | str], *, max_bytes: int = MAX_BYTES) -> tuple[list[Report], list[Rejected]]:
    """Read every report under the paths, and say of what could not be read why.

    Folders are read recursively, sorted by path; files of other kinds are skipped: counted by their endings, and named
    in the log. ``max_bytes`` bounds one report (a file; a line of JSON lines). Nothing is raised: a missing path or an
    empty folder is a `Rejected` too.

    >>> read_reports(["no/such/folder"])
    ([], [Rejected(name='no/such/folder', reason='no such file or folder')])
    """
    reports: list[Report] = []
    rejected: list[Rejected] = []
    for item in iter_reports(paths, max_bytes=max_bytes):
        if isinstance(item, Report):
            reports.append(item)
        else:
            rejected.append(item)
    return reports, rejected


def iter_reports(paths: Iterable[Path | str], *, max_bytes: int = MAX_BYTES) -> Iterator[Report | Rejected]:
    """Yield reports and rejections in order as they are read; only the ids seen so far are kept in memory.

    A repeated id is told apart by the name of its folder (for lines and rows: of its file), then by a number.
    """
    seen: set[str] = set()
    for path, where in find_files(paths):
        if where:
            yield Rejected(path_text(path), where)
            continue
        for item in read_file(path, max_bytes=max_bytes):
            if isinstance(item, Rejected):
                yield item
                continue
            name = name_apart(item.id, path, seen)
            yield item if name == item.id else replace(item, id=name)


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Report | Rejected]:
    """Yield the reports of one file as `find_files` gives it, with their ids as they stand there."""
    try:
        yield from READERS[path.suffix.lower()](path, max_bytes)
    except ReportError as error:
        yield Rejected(path_text(path), reason(error))
    except OSError as error:
        yield Rejected(path_text(path), Reason("cannot be read: {error}", error=error.strerror or error))


def find_files(paths: Iterable[Path | str]) -> Iterator[tuple[Path, str]]:
    """Yield the files to read, each once, with a reason where one named by hand cannot be."""
    done: set[Path] = set()
    kinds = ", ".join(READERS)
    for path in map(Path, paths):
        if path.is_dir():
            every = _walk(path)
            found = [f for f in every if _is_report(f)]
            others = Counter(f.suffix.lower() or "no ending" for f in every if not _is_about(f)) - Counter(
                f.suffix.lower() for f in found
            )
            if others:
                told = ", ".join(f"{n} {ending}" for ending, n in sorted(others.items()))
                told += "; save their text as .txt" if others.keys() & _DOCUMENTS else ""
                _log.warning("%s: skipped what holds no reports: %s (--debug names the files)", path, told)
            if not found:
                yield path, Reason("holds no reports: put files of these kinds there: {kinds}", kinds=kinds)
        elif not path.exists():
            yield path, Reason("no such file or folder")
            continue
        elif not path.is_file() or path.suffix.lower() not in READERS:
            yield path, Reason("not a kind of file that holds reports: {kinds}", kinds=kinds)
            continue
        else:
            found = [path]
        for file in found:
            real = file.resolve()
            if real not in done:
                done.add(real)
                yield file, ""


def _walk(folder: Path) -> list[Path]:
    """Return the files in and under a folder but for hidden ones, and for outputs of a build that would be read."""
    files: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [d for d in folders if not d.startswith(".")]
        written = _OUTPUTS if _BUILT in names else frozenset()
        files += [Path(root, n) for n in names if not n.startswith(".") and n not in written]
    return sorted(files)


def _is_report(file: Path) -> bool:
    if _is_about(file) or file.suffix.lower() not in READERS or not file.is_file():
        _log.info("%s: skipped, not a report", file)
        return False
    return True


def _is_about(file: Path) -> bool:
    return file.stem.lower() in _ABOUT


def name_apart(name: str, path: Path, seen: set[str]) -> str:
    """Return an id that is not among the ``seen`` ones, and add it there; ``path`` is the file that the report is from.

    >>> seen = {"a"}
    >>> [name_apart("a", Path("week/a.txt").absolute(), seen) for _ in range(2)]
    ['week/a', 'week/a-2']
    """
    if name in seen:
        folder = path.resolve().parent.name if name == path_text(path.stem) else path.stem
        name = f"{path_text(folder)}/{name}"
    stem, n = name, 1
    while name in seen:
        n += 1
        name = f"{stem}-{n}"
    seen.add(name)
    return name
