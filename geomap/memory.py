"""What is kept in memory: answers that are asked for again; and the collector of cycles, kept from data without any."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Q = TypeVar("Q")
A = TypeVar("A")


class _Answers(dict[Q, A]):
    def __init__(self, work_out: Callable[[Q], A], most: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, question: Q) -> A:
        answer = self._work_out(question)
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer


def remembered(work_out: Callable[[Q], A], most: int) -> Callable[[Q], A]:
    """Return a function of one argument that remembers its answers, and forgets them all once there are ``most``.

    One look-up in a dictionary: half of what ``functools.lru_cache`` takes, which also keeps the order of use.
    """
    return _Answers(work_out, most).__getitem__


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles meanwhile: the collector would walk over every row and every known name again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def walk_no_more() -> None:
    """Let the collector leave alone what is held now: a process that is about to end frees it without a search."""
    gc.freeze()
