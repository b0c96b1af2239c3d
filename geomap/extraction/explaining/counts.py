"""Numbers of a sentence that are no part of its record: dates, ages, parts, sums, other sides, other events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS, is_age, is_part
from geomap.extraction.how_many.tolls import contrasted
from geomap.extraction.ways.movers import brought_to, of_something_else, of_the_dead, of_the_hurt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.explaining.case import Case, Considered
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.pack import Tag

_NOUNS = {
    "time": "tells of time: an age, a year, how long",
    "distance": "a distance",
    "percent": "a share of a hundred",
    "money": "a sum of money",
    "thing": "counts things, not people",
    "vehicles": "counts vehicles, not people",
    "families": "counts families, not people",
}
_MOVED = ("people", "families", "vehicles", None)
_NOUN = 4  # tokens from an article to its noun
_NEAR = 6  # tokens from a number to the word of harm that may take it


def counts(case: Case) -> Iterator[Considered]:
    """Tell of the numbers that the record did not take, and of victims without a number in another event's words."""
    if case.trigger is None or case.told is None:
        return
    doc, sentence = case.doc, case.doc.sentence_of(case.trigger.first)
    met = []
    for q in case.numbers.find_all(doc.tokens, sentence.first, sentence.last):
        met.append((q.first, q.last))
        if not case.taken(q.first, q.last, "toll", "date") and not _is_taken(case, q):
            yield case.considered(q.first, q.last, "count", next(_reasons(case, case.trigger, q)))
    others = (f for f in case.frames if f is not case.frame and f.violent and case.is_told(f.head[1]))
    for frame in others:
        for a, b in case.toll_of(frame).victims:
            known = any(a < y and x < b for x, y in met) or case.taken(a, b)
            if not known and case.other_event(a):
                met.append((a, b))
                yield case.considered(a, _noun_end(case, a, b), "count", f"of another event: {frame.head[0].id}")


def _noun_end(case: Case, first: int, last: int) -> int:
    """Where one victim's words end, of whom only the article before the noun is marked."""
    whole = case.doc.within("one", first, first + _NOUN) if case.doc.at("indefinite", first) else []
    return max(last, min((t.last for t in whole), default=last + (case.doc.at("indefinite", first) is not None)))


def _is_taken(case: Case, q: Quantity) -> bool:
    """Whether the record counts people by a number that is no mark of its own: a dual, a noun in the word of harm."""
    hurt = any(a < q.last and q.first < b for a, b in case.toll.victims)
    hurt = hurt or any(case.doc.has(key, q.first, q.last) for key in KEYS)
    return hurt and case.told is not None and q.value in case.told.counts


def _reasons(case: Case, head: Tag, q: Quantity) -> Iterator[str]:
    """Yield what speaks against a number as one of the record, the plainest first."""
    doc = case.doc
    if doc.date_at(q.first):
        yield "part of a date"
    if doc.place_at(q.first):
        yield "part of the name of a place"
    if other := case.elsewhere(q.first, q.last, "toll"):
        yield f"belongs to another record: {other}"
    if is_age(doc, q):
        yield "an age"
    if q.noun in _NOUNS and not (case.moves and q.noun in _MOVED):
        yield _NOUNS[str(q.noun)]
    if is_part(doc, q):
        yield "only a part of those who are counted"
    if event := case.other_event(q.first):
        yield f"stands in the words of another event: {event}"
    yield from _of_a_movement(case, head, q) if case.moves else _of_an_event(case, q)


def _of_a_movement(case: Case, head: Tag, q: Quantity) -> Iterator[str]:
    doc, sentence = case.doc, case.doc.sentence_of(head.first)
    first, last = case.words
    if not first <= q.first < last:
        yield "stands outside the words of this record"
    if of_the_dead(doc, q) or of_the_hurt(doc, sentence, q):
        yield "counts the dead or the hurt, not those who move"
    if brought_to(doc, sentence, q):
        yield "the sum of all until then"
    if of_something_else(doc, sentence, q, head):
        yield "an age, part of a name, or whom a deed falls on"
    toll = any(role == "toll" for _, _, role in case.told.marks) if case.told else False
    yield "farther from the word of motion than the number taken" if toll else "nobody who moves is counted by it"


def _of_an_event(case: Case, q: Quantity) -> Iterator[str]:
    doc, toll = case.doc, case.toll
    sentence = doc.sentence_of(q.first)
    first, last = sentence.clause(sentence.clause_of(q.first))
    if any(a < q.last and q.first < b for a, b in toll.victims):
        yield "no exact number" if q.value is None else "no number of this record alone"
    if q.value is None:
        yield "a range" if q.low or q.high else "no exact number"
    if doc.has("running", first, last) or doc.has("cumulative", first, last):
        yield "the sum of all until then"
    if doc.pack.morphology.article and q.value in toll.taken_up:
        yield "has the article: people told of before"
    harm = [(key, t) for key in KEYS for t in doc.within(key, q.first - _NEAR, q.last + _NEAR)]
    if not harm:
        yield "no word of killing, wounding or capture takes it"
        return
    key, tag = min(harm, key=lambda kt: abs(kt[1].first - q.first))
    if contrasted(doc, tag):
        yield "what another side says"
    if toll.counts.get(key):
        yield f"the {key} are told without it: {toll.counts[key]}"
    yield f"near a word that may tell of the {key} ({doc.words(tag.first, tag.last)}), which does not take it"
