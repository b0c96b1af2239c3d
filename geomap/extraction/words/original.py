"""Back to the text as it was given: records that were read in a text without its HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.model import Incident, Parsed

if TYPE_CHECKING:
    from geomap.model import Evidence, Mention, Movement, TimeSpan
    from geomap.text import Bare


def original(parsed: Parsed, bare: Bare, text: str) -> Parsed:
    """Return what was read in a bare text with the offsets and the quotes of the ``text`` that it was made of."""
    incidents = tuple(_incident(i, bare, text) for i in parsed.incidents)
    movements = tuple(_movement(m, bare, text) for m in parsed.movements)
    doubtful = tuple(
        _incident(d, bare, text) if isinstance(d, Incident) else _movement(d, bare, text) for d in parsed.doubtful
    )
    mentions = tuple(_mention(m, bare, text) for m in parsed.mentions)
    report = replace(parsed.report, text=text)
    return Parsed(report, mentions, incidents, movements, parsed.error, doubtful)


def _mention(mention: Mention, bare: Bare, text: str) -> Mention:
    start, end = bare.span(mention.start, mention.end)
    return replace(mention, start=start, end=end, surface=text[start:end])


def _incident(incident: Incident, bare: Bare, text: str) -> Incident:
    return replace(incident, evidence=_evidence(incident.evidence, bare, text), time=_time(incident.time, bare))


def _movement(movement: Movement, bare: Bare, text: str) -> Movement:
    return replace(movement, evidence=_evidence(movement.evidence, bare, text), time=_time(movement.time, bare))


def _evidence(e: Evidence, bare: Bare, text: str) -> Evidence:
    start, end = bare.span(e.start, e.end)
    first, last = bare.span(e.sentence_start, e.sentence_start + len(e.sentence))
    marks = tuple((*bare.span(a, b), role) for a, b, role in e.marks)
    return replace(
        e, quote=text[start:end], start=start, end=end, sentence=text[first:last], sentence_start=first, marks=marks
    )


def _time(time: TimeSpan, bare: Bare) -> TimeSpan:
    return replace(time, span=bare.span(*time.span)) if time.span else time
