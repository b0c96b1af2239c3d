"""Jobs that worker processes import by name."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def double(_gazetteer: object, item: int) -> int:
    return 2 * item


def double_but_die_at_seven(_gazetteer: object, item: int) -> int:
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def double_but_die_once(flag: str, _gazetteer: object, item: int) -> int:
    if item == 30 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def lost(item: int) -> int:
    return -item
