"""What the next sentence says had killed people: two were killed in X. They had stepped on a mine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.extraction.retold.goes_on import toll_first
from geomap.extraction.retold.tolls_there import toll_there
from geomap.extraction.what.frame import GENERIC
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.scenes import literal
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident

_FIRED: Final = "Explosions/Remote violence"
_SUBJECT: Final = 6  # tokens in which a sentence opens with whom it tells of


def untold(
    doc: Document,
    numbers: Numbers,
    sentences: tuple[Sentence, Sentence],
    frames: list[Frame],
    found: list[Incident],
    told: list[Incident],
) -> list[Frame]:
    """Return the frames of the second of two sentences without what it only adds to what was ``told`` in the first."""
    before, sentence = sentences
    if _how_it_was(doc, before, sentence, found) or toll_there(doc, numbers, sentence, frames, found):
        return []
    return toll_first(doc, numbers, sentence, frames, found, told) if told else frames


def _how_it_was(doc: Document, before: Sentence, sentence: Sentence, found: list[Incident]) -> bool:
    """Give the incident of the sentence ``before`` its cause, if that told no more than who was killed."""
    told = found[-1] if found else None
    if told is None or told.evidence.sentence_start != doc.tokens[before.first].start or told.modality != "occurred":
        return False
    if doc.pack.events[told.evidence.rule.split(":")[1]].weight > TOLL_ONLY or not _goes_back(doc, sentence):
        return False
    span = sentence.first, sentence.last
    words = [t for t in doc.within("event", *span) if doc.pack.events[t.name].weight > GENERIC]
    died = [t for t in doc.within("killed", *span) if not doc.at("lands", t.first)]
    own = died or doc.has("negation", *span) or literal(doc, *span)
    dated = any(d.kind in ("day", "month", "year", "since") for d in doc.dates_in(*span))
    if not words or own or dated or not _bursts(doc, words[0]):
        return False
    word = words[0]
    kind = doc.pack.events[word.name]
    e, end = told.evidence, doc.span(*span)[1]
    marks = tuple(sorted({*e.marks, (*doc.span(word.first, word.last), "trigger")}))
    text = doc.report.text
    shown = replace(e, quote=text[e.start : end], end=end, sentence=text[e.sentence_start : end], marks=marks)
    shown = replace(shown, rule=f"{doc.pack.language}:{kind.id}:{word.form}")
    found[-1] = replace(told, sub_event_type=kind.sub_event_type, evidence=shown)
    return True


def _bursts(doc: Document, tag: Tag) -> bool:
    return SUB_EVENT_TYPES[doc.pack.events[tag.name].sub_event_type] == _FIRED


def _goes_back(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells what had come before, or what somebody was doing when it came."""
    if doc.has("pluperfect", sentence.first, sentence.last):
        return True
    if doc.pack.morphology.article:  # "was" opens what explains: the two, who were farmers, had trodden on
        return doc.at("was", sentence.first) is not None
    were = doc.first_of("be", sentence.first, sentence.first + _SUBJECT)
    return were is not None and doc.has("subordinate", were.last, sentence.last)
