"""Words of events that grammar takes for no news, where all words of their sentence say that they are.

What licenses a word is many small rules, each true of most sentences; where one fails, the rest of the sentence mostly
shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_sure import gist
from geomap.extraction.how_sure.likelihood import is_brief
from geomap.extraction.what.frame import Frame
from geomap.extraction.what.modality import modality
from geomap.extraction.what.retyping import word_of
from geomap.extraction.what.triggers import usable
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.pack import Tag
from geomap.model import EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence

LIKELY: Final = 1.0  # log odds of a type from which grammar is overruled where a word tells of it and a place is named
OVERRULED: Final = "overruled"  # how a rule tells it


def overruled(doc: Document, sentence: Sentence) -> list[Frame]:
    """Return the event that a sentence tells most likely, where grammar finds none in its words.

    A brief text is taken at its word.
    """
    first, last = sentence.first, sentence.last
    words = doc.within("event", first, last)
    if not words or is_brief(doc) or not literal(doc, first, last):
        return []
    odds = gist.odds(doc, first, last)[: len(EVENT_TYPES)]
    likeliest = max(odds, default=LIKELY)
    if likeliest <= LIKELY:
        return []
    word = word_of(doc, EVENT_TYPES[odds.index(likeliest)], first, words)
    if word is None or not usable(doc, doc.pack.events[word.name], word, sentence):
        return []
    tag = Tag("event", word.name, word.first, word.last, OVERRULED)
    mode = modality(doc, tag, sentence)
    return [Frame(sentence, first, last, (doc.pack.events[word.name], tag), mode)] if mode == "occurred" else []
