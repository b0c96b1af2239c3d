"""Compiling places into a file on disk: in batches that survive an interruption, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.places.beginnings import bits_of
from geomap.places.postings import BLOCK, ENTRY, LAST, block, filed
from geomap.places.segment import FORMAT, Segment, place_of, queries, script
from geomap.text import fold, is_arabic, name_key
from geomap.writing import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geomap.model import Place

BATCH = 20_000  # places a transaction
_CACHE_KIB = 256 << 10


def in_memory(
    places: Iterable[Place], *, name: str, hand_kept: bool = False, meta: Callable[[], dict[str, str]] = dict
) -> Segment:
    """Compile a few places in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.execute("ATTACH DATABASE ':memory:' AS scratch")
    _prepare(db, hand_kept=hand_kept)
    _insert(db, list(places))
    _finish(db, meta())
    return Segment(db, name)


def to_file(
    target: Path,
    read: Callable[[int], Iterable[Place]],
    *,
    hand_kept: bool = False,
    meta: Callable[[], dict[str, str]] = dict,
    progress: Callable[[int], None] = lambda _: None,
) -> Segment:
    """Compile places into ``target`` unless it is there; one process at a time, the others wait and use the result.

    ``read(n)`` gives the places after the first ``n``: an import that was killed goes on from its last whole batch.
    ``progress`` is told how many places are in. Raises OutputError where the folder cannot be written.
    """
    try:
        with locked(target):
            if not target.exists():
                _write(target, read, hand_kept=hand_kept, meta=meta, progress=progress)
    except OutputError:
        raise
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"{target}: cannot be written ({error})") from error
    return Segment.open(target)


def opened(path: Path) -> Segment:
    """Open a compiled file; what an earlier version compiled is compiled anew in its place.

    Raises GazetteerError for a file that is none, OutputError where an older one cannot be replaced.
    """
    sql = queries()
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        try:
            meta = dict(db.execute(sql["metas"]))
        except sqlite3.DatabaseError:
            meta = {}
        made = meta.pop("format", FORMAT)
        if made >= FORMAT:
            return Segment.open(path)
        kept = bool(meta.pop("hand_kept", 0))
        draft = path.with_name(f"{path.name}.anew")
        to_file(
            draft,
            lambda n: (place_of(row) for *row, _ in db.execute(sql["after"], (n,))),
            hand_kept=kept,
            meta=lambda: meta,
        )
        draft.replace(path)
    return Segment.open(path)


def _write(
    target: Path,
    read: Callable[[int], Iterable[Place]],
    *,
    hand_kept: bool,
    meta: Callable[[], dict[str, str]],
    progress: Callable[[int], None],
) -> None:
    draft, scratch = (target.with_name(f"{target.name}.{ending}") for ending in ("part", "filed"))
    if draft.exists() != scratch.exists():  # half of a draft is none
        draft.unlink(missing_ok=True)
        scratch.unlink(missing_ok=True)
    db = sqlite3.connect(draft, isolation_level=None)
    try:
        db.execute("ATTACH DATABASE ? AS scratch", (os.fsencode(scratch),))  # a path need not be UTF-8
        # A killed process loses nothing with synchronous off; a power cut may, and then the draft fails to open.
        for pragma in ("synchronous = OFF", "scratch.synchronous = OFF", f"cache_size = {-_CACHE_KIB:d}"):
            db.execute(f"PRAGMA {pragma}")
        _prepare(db, hand_kept=hand_kept)
        done = db.execute(queries()["last"]).fetchone()[0]
        rows = iter(read(done))
        while batch := list(islice(rows, BATCH)):
            _insert(db, batch)
            done += len(batch)
            progress(done)
        if not db.execute(queries()["is_finished"]).fetchone():  # killed between that and the new name, it is
            _finish(db, meta())
    finally:
        db.close()
    scratch.unlink(missing_ok=True)  # first: killed in between, a draft alone is made anew, and nothing stays behind
    draft.replace(target)


def _prepare(db: sqlite3.Connection, *, hand_kept: bool) -> None:
    """Make the tables; those of a draft that was left behind stay as they are."""
    fresh = not db.execute(queries()["has_tables"]).fetchone()
    db.execute("BEGIN")
    for statement in ((script("schema") if fresh else "") + script("scratch")).split(";"):
        db.execute(statement)
    db.execute(queries()["set_meta"], ("format", FORMAT))
    db.execute(queries()["set_meta"], ("hand_kept", int(hand_kept)))
    db.execute("COMMIT")


def _insert(db: sqlite3.Connection, places: list[Place]) -> None:
    sql = queries()
    rows, spelled, postings = [], [], []
    n = db.execute(sql["last"]).fetchone()[0]
    db.execute("BEGIN")
    db.executemany(sql["add_unit"], sorted({_unit(place) for place in places}))
    units = {(country, admin1): number for number, country, admin1 in db.execute(sql["units"])}
    for n, place in enumerate(places, n + 1):  # noqa: B020 - goes on from the last number
        rows.append(_row(n, place))
        for key in dict.fromkeys(filter(None, map(name_key, place.names))):
            spelled.append((key, n))
            postings += [(k, place.population, row) for k, row in filed(key, n, units[_unit(place)], place.country)]
        spelled += [(glued, n) for name in place.names if (glued := _glued(name))]
    db.executemany(sql["add_place"], rows)
    db.executemany(sql["add_spelled"], spelled)
    db.executemany(sql["add_filed"], postings)
    db.execute("COMMIT")


def _unit(place: Place) -> tuple[str, str]:
    return place.country or "", place.admin1 or ""


def _glued(name: str) -> str:
    """Return an Arabic name of several words as hashtags write it: in one."""
    return "".join(fold(name).split()) if " " in name and is_arabic(name) else ""


def _row(n: int, p: Place) -> tuple[object, ...]:
    variants = "\n".join(" ".join(v.split()) for v in p.variants)
    return (
        n, p.id, p.name, p.name_ar, variants, p.kind, p.lat, p.lon, p.country, p.admin1, p.within, p.precision_m,
        p.pcode, p.source, p.note, p.population, p.rank,
    )  # fmt: skip


def _finish(db: sqlite3.Connection, meta: dict[str, str]) -> None:
    db.execute("BEGIN")
    for name, value in meta.items():
        db.execute(queries()["set_meta"], (name, value))
    _pack(db)
    keys = (key for (key,) in db.execute(queries()["keys"]))
    count = db.execute(queries()["key_count"]).fetchone()[0]
    db.execute(queries()["add_beginnings"], (bits_of(keys, count),))
    db.execute(queries()["index_ids"])
    db.execute("DROP TABLE scratch.filed")
    db.execute("COMMIT")
    db.execute("PRAGMA optimize")


def _pack(db: sqlite3.Connection) -> None:
    """Write what was filed in blocks, and a directory of where each key begins."""
    sql = queries()
    directory: list[tuple[int, int]] = []
    total = written = 0
    last = None

    def write() -> None:
        nonlocal written
        some, directory[:BLOCK] = directory[:BLOCK], ()
        db.execute(sql["add_directory"], (written, some[0][0], b"".join([ENTRY.pack(*entry) for entry in some])))
        written += 1

    found = db.execute(sql["sorted"])
    while rows := found.fetchmany(BLOCK):
        for n, (key, _) in enumerate(rows, total):
            if key != last:
                directory.append((key, n))
                last = key
        db.execute(sql["add_posting"], (total // BLOCK, block(row for _, row in rows)))
        total += len(rows)
        if len(directory) >= BLOCK:
            write()
    directory.append((LAST, total))
    while directory:
        write()
