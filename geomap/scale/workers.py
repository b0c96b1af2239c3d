"""Many processes of this machine: results in the order of the items, none lost when a process dies.

A job is a pure function ``job(gazetteer, item)``. Gazetteers travel by path and are opened once a process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from geomap.memory import uncollected, walk_no_more
from geomap.model import Parsed
from geomap.pipeline import parse
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from geomap.model import Gazetteer, Report
    from geomap.places import Index

_BATCH = 16  # items that travel together
_AHEAD = 4  # batches under way for each process
_STRIKES = 2  # times a batch may end its process before its items are tried one by one

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
def opened(paths: tuple[Path, ...]) -> Index:
    """Open the gazetteers of this process, once."""
    return load_gazetteer(paths)


def _run(job: Job[Item, Result], paths: tuple[Path, ...], items: list[Item]) -> list[Result]:
    gazetteer = opened(paths)
    with uncollected():  # reading makes no cycles
        results = [job(gazetteer, item) for item in items]
        walk_no_more()  # else each batch would be walked over, with the words and names that are known since
    return results


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let processes that are started here not hear of Ctrl-C, which all of a terminal get: the first one ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Let this process end as soon as the one that started it has, however that ended.

    It waits for work on a queue whose other end it holds itself: it would never learn that nobody gives any.
    """
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_exit_after, args=(parent.sentinel,), daemon=True).start()


def _exit_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)  # at once: the other threads wait for what never comes


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
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=spawn, initializer=_end_with_parent)

    def map(self, job: Job[Item, Result], items: Iterable[Item], lost: Callable[[Item], Result]) -> Iterator[Result]:
        """Yield the results in the order of the items; ``lost`` gives that of an item that no process survives."""
        if self._pool is None:
            gazetteer = load_gazetteer(self._paths)  # anew: this process may have changed the user's own
            with uncollected():
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
        with _deaf_to_ctrl_c():
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


def read_reports(workers: Workers, reports: Iterable[Report]) -> Iterator[Parsed]:
    """Read reports, in their order."""
    return workers.map(_read, reports, _lost)


def _read(gazetteer: Gazetteer, report: Report) -> Parsed:
    return parse(report, gazetteer)


def _lost(report: Report) -> Parsed:
    return Parsed(report, error="reading it ended the process: out of memory, or killed")
