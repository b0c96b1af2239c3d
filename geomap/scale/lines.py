"""Lines of JSON in, lines of JSON out, in the order of the input."""

from __future__ import annotations

import json
from functools import partial
from typing import IO, TYPE_CHECKING, NamedTuple

import msgspec

from geomap.errors import ReportError
from geomap.model import Parsed, Report
from geomap.pipeline import parse
from geomap.reports import MAX_BYTES, parse_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.model import Gazetteer
    from geomap.scale.workers import Workers

_EMPTY = Parsed(Report("", "")).record()  # whoever reads results finds the same keys in all of them


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
        text = line.raw.decode("utf-8-sig" if line.number == 1 else "utf-8")
        report = parse_line(text, default_id=str(line.number), verbatim=True)
    except UnicodeDecodeError:
        return _refused(line, "not UTF-8")
    except ReportError as error:
        return _refused(line, str(error))
    record = parse(report, gazetteer, only=only).record(candidates=candidates)
    return _line(record, failed=record["error"] is not None and not record["mentions"])


def _refused(line: Line, reason: str) -> Answer:
    record = _EMPTY | {"id": _id_of(line.raw), "error": f"line {line.number}: {reason}"}
    return _line(record, failed=True)


def _line(record: dict[str, object], *, failed: bool) -> Answer:
    return Answer(msgspec.json.encode(record).decode(), failed)  # in a seventh of the time of the standard library


def _lost_line(line: Line) -> Answer:
    return _refused(line, "reading it ended the process: out of memory, or killed")


def _id_of(raw: bytes) -> str | None:
    """The id of a line that is JSON but no report, so that the reader can tell which one failed."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("id") is None:
        return None
    return str(found["id"]).encode("utf-8", "replace").decode()  # no lone surrogates
