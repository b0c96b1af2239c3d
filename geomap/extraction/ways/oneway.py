"""Movements of one report set against one another: ways that go on, what is told twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.retold.retellings import REACH

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.model import Movement


SET_OUT = ("leave", "flee")  # whose end the next sentence may tell


def merged(found: list[Movement]) -> list[Movement]:
    """Return movements each told once, with what any telling of it says."""
    out: list[Movement] = []
    for m in found:
        twin = next((i for i in range(max(0, len(out) - REACH), len(out)) if _same(out[i], m)), None)
        if twin is None:
            out.append(m)
        else:
            o = out[twin]
            more, less = (m, o) if o.count is None and m.count is not None else (o, m)
            time = more.time if more.time.start else less.time
            ends = more.origin or less.origin, more.destination or less.destination
            out[twin] = replace(more, time=time, origin=ends[0], via=more.via or less.via, destination=ends[1])
    return out


def goes_on(a: Movement, b: Movement) -> bool:
    """Whether the second of two movements of one sentence tells where the first one ended."""
    open_ = a.origin is not None and a.destination is None and b.destination is not None
    same = a.origin and b.origin and a.origin.key == b.origin.key
    open_ = open_ and (b.origin is None or same or _guessed(a))
    counts = a.count is None or b.count is None or a.count == b.count
    here = a.evidence.sentence_start == b.evidence.sentence_start
    return open_ and here and counts and (_alike(a, b) or _given_up(a, b))


def _given_up(a: Movement, b: Movement) -> bool:
    """Whether those who gave themselves up are the captives who then are taken somewhere."""
    led_off = b.group == "detainees" or (b.group == a.group and ".transport:" in b.evidence.rule)
    return led_off and a.modality == b.modality and ".surrender:" in a.evidence.rule


def one_way(a: Movement, b: Movement, *, part: bool = False) -> Movement | None:
    """Return the one movement of two of which the second tells where the first began or ended, or captives were taken.

    ``part``: the second tells of no more than some of those who went.
    """
    if _came_from(a, b):
        return replace(b if a.count is None else a, evidence=a.evidence, origin=b.origin, destination=a.destination)
    if not _led_off(a, b, part=part):
        return None
    time = a.time if a.time.start else b.time
    return replace(
        b,
        time=time,
        count=a.count,
        quantifier=a.quantifier,
        unit=a.unit,
        count_low=a.count_low,
        count_high=a.count_high,
    )


def _led_off(a: Movement, b: Movement, *, part: bool) -> bool:
    """Whether the second of two movements of two sentences tells where those were taken who had given themselves up."""
    apart = a.evidence.sentence_start != b.evidence.sentence_start and a.destination is None and b.count is None
    begun = a.origin is not None and b.origin is not None and a.origin.key == b.origin.key
    gone = any(f".{word}:" in a.evidence.rule for word in SET_OUT)
    arrived = gone and not part and ".arrive:" in b.evidence.rule and _alike(a, b) and _guessed(b)
    return apart and begun and ((".surrender:" in a.evidence.rule and b.group == "detainees") or arrived)


def _came_from(a: Movement, b: Movement) -> bool:
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
    counted = b if a.count is None else a
    origin, via = b.origin or a.origin, (*a.via, *b.via)
    group = "detainees" if _given_up(a, b) else a.group
    return replace(
        a, group=group, origin=origin, destination=b.destination, via=via, evidence=told, unit=counted.unit,
        count=counted.count, quantifier=counted.quantifier, count_low=counted.count_low, count_high=counted.count_high,
    )  # fmt: skip


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
