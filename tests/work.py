"""Work counted, not timed: lines of Python that a job runs, the same on a busy machine and on a quiet one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


def lines_run(job: Callable[[], object]) -> int:
    """Return how many lines of Python a job runs; each round of a loop and of a comprehension counts."""
    if os.environ.get("GEOMAP_PURE") != "1":
        pytest.skip("machine code runs no lines of Python that could be counted")
    count = 0

    def trace(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        job()
    finally:
        sys.settrace(before)
    return count
