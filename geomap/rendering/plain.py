"""Values from anywhere, made plain."""

from __future__ import annotations

import math
from typing import Any


def plain(value: Any) -> Any:
    """Drop what is unknown (None, NaN) from mappings and turn foreign scalars (dates, numpy) into plain ones.

    >>> plain({"a": None, "b": float("inf"), "c": (1, "x")})
    {'c': [1, 'x']}
    """
    if isinstance(value, dict):
        return {str(k): w for k, v in value.items() if (w := plain(v)) is not None}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    return plain(value.item()) if hasattr(value, "item") else str(value)
