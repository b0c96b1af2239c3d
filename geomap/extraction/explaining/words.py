"""What became of each word of an event or a motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.ways.movements import moving
from geomap.extraction.ways.stretches import stretches
from geomap.extraction.ways.went import attempted, leading
from geomap.extraction.what.frames import frames_in
from geomap.extraction.what.happening import licensed
from geomap.extraction.what.modality import is_verb, modality
from geomap.extraction.what.triggers import outermost, usable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.extraction.explaining.case import Case, Considered
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident, Movement

_MODES = {
    "occurred": "told as happening",
    "planned": "planned, not done",
    "negated": "denied",
    "habitual": "told as what usually happens",
    "background": "told of the past, not as news",
}
_AIM = "planned, the aim of what is told"
_HARM = "a word of harm that tells no event of its own here"
_OTHERWISE = "says something else here, or lacks the words that its family needs"
_NOT_TOLD = "only named, not told as happening"
_RECORD = "; a record of its own"
_DOUBTFUL = "; a record too unlikely to stand"
_INCOMPLETE = "; this sentence alone gives it too little to be a record"


def words(case: Case) -> Iterator[Considered]:
    """Tell of each word of an event or a motion that the record does not stand for."""
    doc, parsed = case.doc, case.parsed
    told = _triggers((*parsed.incidents, *parsed.movements))
    doubtful = _triggers(parsed.doubtful)
    for sentence in () if parsed.error else doc.sentences:
        for family, tag, verdict in (*_events(doc, sentence), *_motions(doc, sentence)):
            span = case.span(tag.first, tag.last)
            if case.told and (*span, "trigger") in case.told.marks:
                continue
            happens = verdict in (_MODES["occurred"], _MODES["planned"])
            what = _RECORD if span in told else _DOUBTFUL if span in doubtful else _INCOMPLETE
            yield case.considered(tag.first, tag.last, "word", verdict + (what if happens else ""), family)


def _triggers(records: Iterable[Incident | Movement]) -> set[tuple[int, int]]:
    return {(start, end) for r in records for start, end, role in r.evidence.marks if role == "trigger"}


def _events(doc: Document, sentence: Sentence) -> Iterator[tuple[str, Tag, str]]:
    frames = frames_in(doc, sentence)
    met = [(doc.pack.events[t.name], t) for t in doc.within("event", sentence.first, sentence.last)]
    fit = [(kind, tag) for kind, tag in met if not doc.date_at(tag.first) and usable(doc, kind, tag, sentence)]
    standing = [tag for _, tag in outermost(fit)]
    for kind, tag in met:
        if doc.date_at(tag.first):
            verdict = "part of a date"
        elif (kind, tag) not in fit:
            other = next((t.name for t in standing if t.first < tag.last and tag.first < t.last), None)
            harm = any(doc.at(key, i) for key in KEYS for i in range(tag.first, tag.last))
            verdict = f"read as {other} instead" if other else _HARM if harm else _OTHERWISE
        elif tag not in standing:
            longer = next((t.name for t in standing if t.first < tag.last and tag.first < t.last), tag.name)
            verdict = f"read as {longer} instead" if longer != tag.name else "part of another word's phrase"
        else:
            verdict = _in_frames(doc, sentence, tag, frames)
        yield tag.name, tag, verdict


def _in_frames(doc: Document, sentence: Sentence, tag: Tag, frames: list[Frame]) -> str:
    """What became of a word that can tell an event here."""
    frame = next((f for f in frames for _, t in f.triggers if t == tag), None)
    if frame is None:
        mode = modality(doc, tag, sentence)
        if mode != "occurred":
            return _AIM if mode == "planned" else _MODES[mode]
        return "outweighed by the other words of the sentence" if licensed(doc, tag, sentence) else _NOT_TOLD
    kind, head = frame.head
    return _MODES[frame.modality] if head == tag else _told_by(kind.id, tag)


def _told_by(family: str, tag: Tag) -> str:
    """Say by the word of which family an event or a motion is told rather than by this word."""
    return (
        "tells the same as another word here" if family == tag.name else f"goes with what another word tells: {family}"
    )


def _motions(doc: Document, sentence: Sentence) -> Iterator[tuple[str, Tag, str]]:
    parts = [tags for _, _, tags in stretches(doc, sentence)]
    for tag in doc.within("motion", sentence.first, sentence.last):
        part = next((tags for tags in parts if tag in tags), None)
        yield f"motion.{tag.name}", tag, _in_motion(doc, sentence, tag, part)


def _in_motion(doc: Document, sentence: Sentence, tag: Tag, part: list[Tag] | None) -> str:
    """What became of a word of motion that stands in a ``part`` of its sentence, None where it means no motion."""
    if part is None:
        return "means no motion here"
    movers = moving(doc, sentence, part)
    if tag not in movers:
        return _NOT_TOLD if not is_verb(tag) and not licensed(doc, tag, sentence) else "moves nobody here"
    head = leading(movers)
    if head != tag:
        return _told_by(head.name, tag)
    return "only attempted" if attempted(doc, tag) else _MODES[modality(doc, tag, sentence)]
