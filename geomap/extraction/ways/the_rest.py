"""English: where those set out who are told of as the rest of others, or after what befell a town they then left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.retold.retellings import VIOLENT
from geomap.extraction.ways.ends import end_of
from geomap.extraction.where.scenes import literal
from geomap.extraction.where.takenback import told_before
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import End, Movement

_BACK = 2  # sentences back in which those were told of of whom these are the rest
_COUNTED = 4  # tokens of "while around 1,500" before "others"
_LED_OFF = ("transport", "evacuate", "flee", "leave")


def where_rest_left(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> End | None:
    """Where the movement ``before`` began, of whose people these are others; else what was told of just before."""
    if doc.pack.language != "en":
        return None
    first, _ = sentence.clause(sentence.clause_of(head.first))
    start = first if doc.has("motion", sentence.first, first) else sentence.first  # the others, 40 women, were led
    rest = doc.first_of("rest_of_them", start, head.first)
    if rest is not None and rest.first - start <= (_COUNTED if rest.last - rest.first == 1 else 1):
        told = (*doc.preceding(sentence, _BACK), sentence)[0]
        since = doc.tokens[told.first].start
        if before is not None and before.origin and before.evidence.sentence_start >= since:
            return before.origin
        return end_of(told_before(doc, sentence, sentence.first)) if head.name in _LED_OFF else None
    return _scene_left(doc, sentence, head, first) if doc.has("sets_out", first, head.last) else None


def who_rest_are(
    doc: Document, sentence: Sentence, head: Tag, before: Movement | None, group: str | None
) -> str | None:
    """Who "others" are of whom no movement was told just before: people, as far as nobody else is named."""
    first, _ = sentence.clause(sentence.clause_of(head.first))
    opens = doc.pack.language == "en" and doc.has("rest_of_them", first, min(first + 2, head.first))
    since = doc.tokens[(*doc.preceding(sentence, _BACK), sentence)[0].first].start
    lately = before is not None and before.evidence.sentence_start >= since
    named = doc.has("actor", first, head.first) or doc.has("group", first, head.first)
    return "civilians" if opens and not (lately or named) else group


def _scene_left(doc: Document, sentence: Sentence, head: Tag, first: int) -> End | None:
    """The one town of which the sentence before tells violence: fighting reached X. Some 900 people crossed to Y."""
    told = next((s for s in doc.preceding(sentence, 1) if s.paragraph == sentence.paragraph), None)
    if (
        told is None
        or literal(doc, sentence.first, first)
        or not doc.within("group", sentence.first, head.first, "civilians")
    ):
        return None
    named = [p for p in literal(doc, told.first, told.last) if rank(p.mention.place) >= SETTLED and not p.container]
    deeds = doc.within("event", told.first, told.last)
    kinds = (doc.pack.events[t.name] for t in deeds)
    hurt = any(SUB_EVENT_TYPES[kind.sub_event_type] in VIOLENT for kind in kinds)
    hurt = hurt or doc.has("unrest", told.first, told.last)
    return end_of(named[0]) if hurt and len({p.mention.place for p in named}) == 1 else None
