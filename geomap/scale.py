"""The same reading in many processes: results in the order of the reports, none lost when a process dies.

A job is a pure function ``job(gazetteer, item)``. Gazetteers travel by path and are opened once a process.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar

from geomap.errors import ReportError
from geomap.model import Parsed
from geomap.pipeline import parse
from geomap.places import load_gazetteer
from geomap.reports import MAX_BYTES, parse_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from geomap.model import Gazetteer, Report
    from geomap.places import Index

_BATCH = 16  # items that travel together
_AHEAD = 4  # batches under way for each process
_STRIKES = 2  # times a batch may end its process before its items are tried one by one
_EMPTY: dict[str, object] = {"language": None, "published": None, "mentions": [], "incidents": [], "movements": []}

Item_contra = TypeVar("Item_contra", contravariant=True)
Item = TypeVar("Item")
Result_co = TypeVar("Result_co", covariant=True)
Result = TypeVar("Result")


class Job(Protocol[Item_contra, Result_co]):
    """What a process does with one item; it must be importable by name (a `partial` of such a function is fine)."""

    def __call__(self, gazetteer: Gazetteer, item: Item_contra, /) -> Result_co:
        """Return the result of one item."""
        ...


@cache
def _opened(paths: tuple[Path, ...]) -> Index:
    """Open the gazetteers of this process, once."""
    return load_gazetteer(paths)


def _run(job: Job[Item, Result], paths: tuple[Path, ...], items: list[Item]) -> list[Result]:
    gazetteer = _opened(paths)
    return [job(gazetteer, item) for item in items]


class Workers:
    """Processes to read with; use as a context manager.

    One is this process itself, and starts none. A process that dies (killed, out of memory) is replaced and its work
    done again; an item that ends every process it meets is given up alone.
    """

    def __init__(self, count: int, gazetteers: tuple[Path, ...] = ()) -> None:
        self._count = count
        self._paths = gazetteers
        self._pool = self._start(count) if count > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @staticmethod
    def _start(count: int) -> ProcessPoolExecutor:
        # Processes start clean rather than as copies: a copy of a process with threads may hang.
        return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))

    def map(self, job: Job[Item, Result], items: Iterable[Item], lost: Callable[[Item], Result]) -> Iterator[Result]:
        """Yield the results in the order of the items; ``lost`` gives that of an item that no process survives."""
        if self._pool is None:
            gazetteer = _opened(self._paths)
            yield from (job(gazetteer, item) for item in items)
            return
        source = iter(items)
        waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()
        strikes = 0
        while True:
            try:
                while len(waiting) < _AHEAD * self._count and (batch := list(islice(source, _BATCH))):
                    waiting.append((batch, self._submit(job, batch)))
                if not waiting:
                    return
                batch, future = waiting[0]
                results = future.result()
            except BrokenProcessPool:
                strikes += 1
                results = [self._alone(job, item, lost) for item in waiting[0][0]] if strikes > _STRIKES else []
                self._renew()
                if results:
                    waiting.popleft()
                waiting = deque((b, self._submit(job, b)) for b, _ in waiting)
            else:
                waiting.popleft()
            if results:
                strikes = 0
                yield from results

    def _submit(self, job: Job[Item, Result], batch: list[Item]) -> Future[list[Result]]:
        try:
            return (self._pool or self._renew()).submit(_run, job, self._paths, batch)
        except BrokenProcessPool:
            return self._renew().submit(_run, job, self._paths, batch)

    def _renew(self) -> ProcessPoolExecutor:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start(self._count)
        return self._pool

    def _alone(self, job: Job[Item, Result], item: Item, lost: Callable[[Item], Result]) -> Result:
        """Try one item in a process of its own."""
        with self._start(1) as pool:
            try:
                return pool.submit(_run, job, self._paths, [item]).result()[0]
            except BrokenProcessPool:
                return lost(item)


# ---------------------------------------------------------------- reports


def read_reports(workers: Workers, reports: Iterable[Report]) -> Iterator[Parsed]:
    """Read reports, in their order."""
    return workers.map(_read, reports, _lost)


def _read(gazetteer: Gazetteer, report: Report) -> Parsed:
    return parse(report, gazetteer)


def _lost(report: Report) -> Parsed:
    return Parsed(report, error="reading it ended the process: out of memory, or killed")


# ---------------------------------------------------------------- lines of JSON


class Line(NamedTuple):
    """One line of input by its number (from 1); ``raw`` is cut off where it is over the limit of a report."""

    number: int
    raw: bytes


class Answer(NamedTuple):
    """One line of output, and whether nothing could be read."""

    text: str
    failed: bool


def lines_of(file: IO[bytes], max_bytes: int = MAX_BYTES) -> Iterator[Line]:
    """Yield the lines of a file that are not blank, never more of one than one byte over the limit."""
    number = 0
    while raw := file.readline(max_bytes + 1):
        number += 1
        if raw.strip():
            yield Line(number, raw)
        while len(raw) > max_bytes and not raw.endswith(b"\n"):
            raw = file.readline(max_bytes)


def answer_lines(
    workers: Workers, lines: Iterable[Line], *, only: str | None = None, candidates: bool = False
) -> Iterator[Answer]:
    """Answer each line of input by one line of JSON, in their order; a line that is no report by its reason."""
    return workers.map(partial(_answer, only=only, candidates=candidates), lines, _lost_line)


def _answer(gazetteer: Gazetteer, line: Line, *, only: str | None, candidates: bool) -> Answer:
    if len(line.raw) > MAX_BYTES:
        return _refused(line, f"over the limit of {MAX_BYTES / 1e6:.0f} MB a report")
    try:
        report = parse_line(line.raw.decode("utf-8"), default_id=str(line.number))
    except (ReportError, UnicodeDecodeError) as error:
        return _refused(line, str(error))
    record = parse(report, gazetteer, only=only).record(candidates=candidates)
    return Answer(json.dumps(record, ensure_ascii=False), record["error"] is not None and not record["mentions"])


def _refused(line: Line, reason: str) -> Answer:
    record = {"id": _id_of(line.raw), **_EMPTY, "error": f"line {line.number}: {reason}"}
    return Answer(json.dumps(record, ensure_ascii=False), failed=True)


def _lost_line(line: Line) -> Answer:
    return _refused(line, "reading it ended the process: out of memory, or killed")


def _id_of(raw: bytes) -> str | None:
    """The id of a line that is JSON but no report, so that the reader can tell which one failed."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return str(found["id"]) if isinstance(found, dict) and found.get("id") is not None else None
