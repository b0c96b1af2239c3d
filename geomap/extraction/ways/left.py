"""English: the place that some left, where what drove them out happened, or others came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.ways.ways import led_from, led_to

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence

_WHY = 4  # tokens from "because of" to the noun of what drove people out
_GROUND = ("territory", "entry", "transfer")
_LEAVING = ("flee", "leave", "evacuate", "withdraw", "receive")


def left_because(doc: Document, sentence: Sentence, at: int) -> list[Placed]:
    """English: the place that people left because of what is told: driven from X by an attack, most of them to Y."""
    if doc.pack.language != "en" or not doc.has("cause", at - _WHY, at):
        return []
    n = sentence.clause_of(at)
    first, end = sentence.clause(n)
    first = sentence.clause(n - 1)[0] if n and doc.at("cause", first) else first
    going = [t for t in doc.within("motion", first, at) if t.name in _LEAVING]
    named = [p for p in doc.places_in(first, end) if p.mention.usage == "literal" and not p.container]
    there = any(at < p.first and not led_to(doc, p) for p in named)
    return [p for p in named if going and not there and p.first < at and led_from(doc, p)][:1]


def left_to_others(doc: Document, sentence: Sentence, at: int) -> list[Placed]:
    """English: the only place of a sentence, which some left and others entered: left X, and soldiers moved in."""
    event = doc.at("event", at) if doc.pack.language == "en" else None
    if event is None or event.name not in _GROUND:
        return []
    named = [p for p in doc.places_in(sentence.first, sentence.last) if p.mention.usage == "literal"]
    going = any(t.name in _LEAVING for t in doc.within("motion", sentence.first, event.last))
    return named if going and len(named) == 1 and named[0].last < event.last and led_from(doc, named[0]) else []
