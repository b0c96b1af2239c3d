"""SQLite's R*-tree filled all at once: ten times as fast as row by row, and the boxes overlap less.

The form of its three tables is that of https://www.sqlite.org/rtree.html (section 6) and of the comment at the head of
``ext/rtree/rtree.c``: nodes of fixed size, numbers big-endian, the root number 1. Packed by sort-tile-recurse
(Leutenegger, Lopez and Edgington 1997).
"""

from __future__ import annotations

import struct
from math import ceil, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

_CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])
_MOST = 51  # cells of a node


def fill(db: sqlite3.Connection, tree: str, ids: NDArray[np.int64], boxes: NDArray[np.float64]) -> None:
    """Fill the empty tree of this (unquoted) name; ``boxes`` are rows of west, south, east, north."""
    if not len(ids):
        return
    node, rowid, parent = ('"' + f"{tree}_{name}".replace('"', '""') + '"' for name in ("node", "rowid", "parent"))
    (size,) = db.execute(f"SELECT length(data) FROM {node} WHERE nodeno = 1").fetchone()  # noqa: S608 - a quoted name
    sides = _outward(boxes)
    order = _tiled(sides)
    children, sides = ids[order], sides[order]
    depth, free = 0, 2
    while True:
        many = ceil(len(children) / _MOST)
        starts = np.arange(many) * len(children) // many
        numbers = np.arange(free, free + many) if many > 1 else np.array([1])
        within = np.repeat(numbers, np.diff(starts, append=len(children)))
        pairs = zip(children.tolist(), within.tolist(), strict=True)
        db.executemany(f"INSERT INTO {parent if depth else rowid} VALUES (?,?)", pairs)  # noqa: S608 - a quoted name
        cells = np.empty(len(children), _CELL)
        cells["id"], cells["box"] = children, sides
        nodes = (
            (number, (struct.pack(">HH", depth if many == 1 else 0, len(some)) + some.tobytes()).ljust(size, b"\0"))
            for number, some in zip(numbers.tolist(), np.split(cells, starts[1:]), strict=True)
        )
        db.executemany(f"INSERT OR REPLACE INTO {node} VALUES (?,?)", nodes)  # noqa: S608 - a quoted name
        if many == 1:
            return
        least, most = np.minimum.reduceat(sides, starts), np.maximum.reduceat(sides, starts)
        sides = np.where([True, False, True, False], least, most)
        children = numbers
        depth, free = depth + 1, free + many


def _outward(boxes: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return boxes as west, east, south, north in single precision, never smaller than they were."""
    sides = boxes[:, [0, 2, 1, 3]]
    single = sides.astype(np.float32)
    least = np.where(single > sides, np.nextafter(single, np.float32(-np.inf)), single)
    most = np.where(single < sides, np.nextafter(single, np.float32(np.inf)), single)
    return np.where([True, False, True, False], least, most)


def _tiled(sides: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the order in which neighbours follow each other: strips from west to east, each from south to north."""
    eastward = np.argsort(sides[:, 0], kind="stable")
    rank = np.empty(len(sides), np.int64)
    rank[eastward] = np.arange(len(sides))
    return np.lexsort((sides[:, 2], rank // (_MOST * ceil(sqrt(len(sides) / _MOST)))))
