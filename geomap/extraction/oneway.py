"""Movements of one report set against one another: ways that go on, what is told twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.retellings import REACH

if TYPE_CHECKING:
    from geomap.extraction.document import Document
    from geomap.model import Movement


def merged(found: list[Movement]) -> list[Movement]:
    """Return movements each told once, with what any telling of it says."""
    out: list[Movement] = []
    for m in found:
        twin = next((i for i in range(max(0, len(out) - REACH), len(out)) if _same(out[i], m)), None)
        if twin is None:
            out.append(m)
        elif out[twin].count is None and m.count is not None:
            o, time = out[twin], m.time if m.time.start else out[twin].time
            ends = m.origin or o.origin, m.destination or o.destination
            out[twin] = replace(m, time=time, origin=ends[0], via=m.via or o.via, destination=ends[1])
    return out


def goes_on(a: Movement, b: Movement) -> bool:
    """Whether the second of two movements of one sentence tells where the first one ended."""
    open_ = a.origin is not None and a.destination is None and b.destination is not None
    open_ = open_ and (b.origin is None or _guessed(a))
    counts = a.count is None or b.count is None or a.count == b.count
    here = a.evidence.sentence_start == b.evidence.sentence_start
    return open_ and here and counts and _alike(a, b)


def came_from(a: Movement, b: Movement) -> bool:
    """Whether the second of two movements of one sentence tells where the first began, which was only guessed."""
    counts = None in (a.count, b.count)
    open_ = a.destination is not None and b.destination is None and b.origin is not None and counts
    here = a.evidence.sentence_start == b.evidence.sentence_start
    return open_ and here and _guessed(a) and _alike(a, b)


def _guessed(m: Movement) -> bool:
    """Whether the sentence of a movement does not name where it began."""
    return m.origin is None or m.origin.text not in m.evidence.sentence


def joined(doc: Document, a: Movement, b: Movement) -> Movement:
    """One movement of two that go on in one sentence."""
    start, end = a.evidence.start, max(a.evidence.end, b.evidence.end)
    marks = {*a.evidence.marks, *(m for m in b.evidence.marks if m[2] in ("via", "destination"))}
    told = replace(a.evidence, quote=doc.report.text[start:end], end=end, marks=tuple(sorted(marks)))
    return replace(a, origin=b.origin or a.origin, destination=b.destination, via=(*a.via, *b.via), evidence=told)


def _same(a: Movement, b: Movement) -> bool:
    ends = all(
        x is None or y is None or x.key == y.key for x, y in ((a.origin, b.origin), (a.destination, b.destination))
    )
    shared = bool((a.origin and b.origin) or (a.destination and b.destination))
    dates = not (a.time.start and b.time.start) or a.time.start == b.time.start
    counts = a.count is None or b.count is None or a.count == b.count
    return ends and shared and dates and counts and _alike(a, b)


def _alike(a: Movement, b: Movement) -> bool:
    return a.modality == b.modality and (a.group == b.group or "mixed" in (a.group, b.group))
