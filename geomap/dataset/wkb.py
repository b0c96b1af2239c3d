"""Positions of many points as well-known binary, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def packed(positions: NDArray[np.float64], head: bytes) -> Iterator[bytes | None]:
    """Yield each position (rows of longitude, latitude) as ``head`` and two little-endian doubles, None where unknown.

    >>> [p and len(p) for p in packed(np.array([[40.8, 34.7], [np.nan, np.nan]]), b"head")]
    [20, None]
    """
    size = len(head) + 16
    cells = np.zeros(len(positions), dtype=[("head", "u1", len(head)), ("at", "<f8", 2)])
    cells["head"] = np.frombuffer(head, "u1")
    cells["at"] = positions
    raw = cells.tobytes()
    known = np.isfinite(positions).all(axis=1)
    return (raw[n * size : (n + 1) * size] if there else None for n, there in enumerate(known.data))


def bounds(positions: NDArray[np.float64]) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of what is known, None where nothing is."""
    known = positions[np.isfinite(positions).all(axis=1)]
    if not len(known):
        return None
    (west, south), (east, north) = known.min(axis=0).tolist(), known.max(axis=0).tolist()
    return west, south, east, north
