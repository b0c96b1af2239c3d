"""What takes up a place told before as the end of a movement: from there, left the town, out of its quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.ways.ways import of_relation
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.listing import joined
from geomap.extraction.where.scenes import homes, literal
from geomap.extraction.where.standins import standing

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

_OBJECT = 4  # tokens from a verb in which "the town" is what was left or reached
_OBJECTS = {"out_of": ("leave", "withdraw", "flee", "evacuate"), "into": ("arrive", "receive", "advance", "infiltrate")}
_ARRIVING = ("arrive", "return", "receive", "transport")
_REACHED = 6  # tokens from a verb to the place that is reached


def taken_up(doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], label: str) -> Placed | None:
    """A place told before that stands here as "the town", "there": after "from" or "to", as the object of a verb."""
    for tag in doc.within(label, *span):
        quarters = doc.at("cue", tag.last)
        if quarters and quarters.name == "neighbourhood" and quarters.prefix and doc.at("several", tag.last):
            return told_before(doc, sentence, tag.first)  # "from the western quarters"
        if doc.has("possessive", tag.last, tag.last + 1) and _of_its_own(doc, tag.last):
            return told_before(doc, sentence, tag.first)  # "pulled out of its last quarters"
        several = doc.at("several", tag.last)  # "from the villages around", but not "from quarters of the city"
        apart = several and (several.prefix or not doc.pack.morphology.article)
        held = doc.at("enclave", tag.last)  # "to areas held by the army"
        phrase = tag.last, _phrase_end(doc, tag.last)
        if not (apart or held or of_relation(doc, tag)) and (stand := standing(doc, sentence, phrase)):
            return stand
    for verb in (t for t in tags if t.name != "free"):  # "freed them"
        start, stop = verb.first, min(verb.last + _REACHED, sentence.clause(sentence.clause_of(verb.first))[1])
        there = doc.first_of("there", start, stop, label)
        within = there is not None and doc.at("relative", there.first - 1)  # whoever was in it
        if there and not within and not literal(doc, start, there.first) and not doc.at("relative", start - 1):
            return told_before(doc, sentence, start)
    for verb in tags:
        if verb.name in _OBJECTS[label] and (is_verb(verb) or doc.at("cue", verb.last)):  # "began leaving the town"
            start = verb.first + 1 if verb.loose else verb.last
            led = [t.first for other in ("out_of", "into", "via") for t in doc.within(other, start, start + _OBJECT)]
            if stand := standing(doc, sentence, (start, min([start + _OBJECT, *led]))):
                return stand
    return None


def _of_its_own(doc: Document, at: int) -> bool:
    """English: whether "its" leads to a part of a town: its northern quarters."""
    it = doc.within("possessive", at, at + 1, "it")
    return bool(it) and doc.has("town_parts", at, at + _OBJECT)


def _phrase_end(doc: Document, first: int) -> int:
    """Where the phrase after a preposition may end: to their homes at the edge of the camp."""
    last = first + 1
    while last < min(first + _OBJECT, len(doc.tokens) - 1) and not _breaks(doc, last):
        last += 1
    return max(last, first + 2)


def _breaks(doc: Document, i: int) -> bool:
    joined = doc.tokens[i].text.startswith(doc.pack.morphology.conjunctions[:1] or "\0")
    return doc.tokens[i].is_sign or joined or any(doc.at(label, i) for label in ("event", "motion", "out_of", "into"))


def told_before(doc: Document, sentence: Sentence, at: int) -> Placed | None:
    """The settlement told last before a pronoun that takes it up, in its sentence or the two before."""
    first = (*doc.preceding(sentence, 2), sentence)[0].first
    named = [p for p in literal(doc, first, at) if rank(p.mention.place) >= SETTLED and not p.container]
    theirs = [p for p in homes(doc, sentence.first, at) if rank(p.mention.place) >= SETTLED]
    if theirs and not literal(doc, sentence.first, at):
        return theirs[-1]  # freed ten men of X, who reached it
    there: list[Placed] = []  # "reached X, coming from Y and Z, and then left it"
    edge = -1
    for p in named:
        if _came_from(doc, p) or (doc.pack.language == "en" and joined(doc, edge, p)):
            edge = p.last
        else:
            there.append(p)
    there = there or named
    return there[-1] if there else doc.story


def _came_from(doc: Document, p: Placed) -> bool:
    """Whether a place only tells whence those came who are told of elsewhere: coming from X."""
    led = doc.at("out_of", p.lead) or doc.at("out_of", p.lead - 1)
    if led is None or led.last - led.first > 1:
        return led is not None
    if doc.pack.language == "en":  # arrived in X from Y
        s = doc.sentence_of(p.first)
        return any(t.name in _ARRIVING for t in doc.within("motion", s.first, led.first))
    verb = doc.at("motion", led.first - 1)  # "a column that came from X"
    return verb is not None and verb.name == "arrive" and doc.pack.language == "ar"
