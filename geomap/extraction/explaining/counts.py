"""Numbers of a sentence that are no part of its record: dates, ages, parts, sums, other sides, other events."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS, is_age, is_part
from geomap.extraction.how_many.tolls import contrasted
from geomap.extraction.ways.movers import brought_to, of_something_else, of_the_dead, of_the_hurt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.extraction.explaining.case import Case, Considered, Told
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document
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
_YEARS = 1000
_DUAL = 2
_PARTS = (2, 3)  # numbers that are added up
_NOUN = 4  # tokens from an article to its noun
_AFTER_ITEM = ("-", "\u2013", ")", ".", ":")
_NEAR = 6  # tokens from a number to the word of harm that may take it


def counts(case: Case) -> Iterator[Considered]:
    """Tell of the numbers that the record did not take, and of victims without a number in another event's words."""
    if case.trigger is None or case.told is None:
        return
    met = []
    added = [q.first for parts in _added(case).values() for q in parts]
    for q in _quantities(case):
        met.append((q.first, q.last))
        if not case.taken(q.first, q.last, "toll", "date") and q.first not in added and not _is_taken(case, q):
            yield case.considered(q.first, q.last, "count", next(_reasons(case, case.trigger, q)))
    others = (f for f in case.frames if f is not case.frame and f.violent and case.is_told(f.head[1]))
    for frame in others:
        for a, b in case.toll_of(frame).victims:
            known = any(a < y and x < b for x, y in met) or case.taken(a, b)
            if not known and case.other_event(a):
                met.append((a, b))
                yield case.considered(a, _noun_end(case, a, b), "count", f"of another event: {frame.head[0].id}")


def toll_taken(case: Case) -> str:
    """Say of numbers that are not the record's as they are written why it has others, or none; else nothing."""
    if case.trigger is None or case.told is None or case.moves:
        return ""
    marked = [q for q in _quantities(case) if q.value and case.taken(q.first, q.last, "toll")]
    told = dict(case.told.counts)
    said = [
        f"{key} {told[key]}: {' and '.join(str(q.value) for q in parts)} together"
        for key, parts in _added(case).items()
    ]
    others = [q for q in marked if q.value not in told.values()]
    in_turn = any(_is_taken(case, q) for q in _quantities(case) if q not in marked)
    if said:
        return ", ".join(said)
    if others and len(told) == 1 and in_turn and len(others) == len(marked):
        ((key, n),) = told.items()
        whose = "another place" if all(_of_another(case, q) for q in others) else "several places together"
        return f"{key} {n}; {_listed(others)}, marked above, is of {whose}"
    if marked and not told and any(o.marks and _same_words(case.told, o) for o in case.beside):
        return f"{_listed(marked)} told of several places together: nobody told how many in each"
    return ""


def _listed(quantities: list[Quantity]) -> str:
    return " and ".join(str(q.value) for q in quantities)


def _same_words(own: Told, other: Told) -> bool:
    """Whether two records are told by one word and one number."""
    roles = ("trigger", "toll")
    return [m for m in own.marks if m[2] in roles] == [m for m in other.marks if m[2] in roles]


def _of_another(case: Case, q: Quantity) -> str | None:
    """What another record is that the same word tells and that has a number of people as its own."""
    if case.told is None or q.noun not in (None, "people"):
        return None
    own = [m for m in case.told.marks if m[2] == "trigger"]
    alike = (o for o in case.beside if [m for m in o.marks if m[2] == "trigger"] == own)
    return next((o.what for o in alike if q.value in dict(o.counts).values()), None)


def _quantities(case: Case) -> list[Quantity]:
    """The numbers of the record's sentence."""
    sentence = case.doc.sentence_of(case.trigger.first if case.trigger else 0)
    return case.numbers.find_all(case.doc.tokens, sentence.first, sentence.last)


def _added(case: Case) -> dict[str, list[Quantity]]:
    """Numbers of people that the record's number is the sum of, by what befell them: 31 of one side and 23 more."""
    if case.told is None or case.moves:
        return {}
    people = [q for q in _quantities(case) if q.value and q.noun in (None, "people") and not case.doc.date_at(q.first)]
    values = [q.value for q in people]
    out = {}
    for key, n in case.told.counts:
        if n in values:
            continue
        sums = (list(parts) for size in _PARTS for parts in combinations(people, size) if _sum(parts) == n)
        if found := next((p for p in sums if any(case.taken(q.first, q.last, "toll") for q in p)), None):
            out[key] = found
    return out


def _sum(parts: Iterable[Quantity]) -> int:
    return sum(q.value or 0 for q in parts)


def _noun_end(case: Case, first: int, last: int) -> int:
    """Where one victim's words end, of whom only the article before the noun is marked."""
    whole = case.doc.within("one", first, first + _NOUN) if case.doc.at("indefinite", first) else []
    return max(last, min((t.last for t in whole), default=last + (case.doc.at("indefinite", first) is not None)))


def _heads_item(doc: Document, q: Quantity) -> bool:
    """Whether a number stands alone at the head of a line, before a sign: 5- , 12) ."""
    (start, end), text = doc.span(q.first, q.last), doc.report.text
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not any(map(str.isalnum, line)) and q.last - q.first == 1 and text[end : end + 1] in _AFTER_ITEM


def _is_bare(case: Case, q: Quantity) -> bool:
    """Whether a number stands without what it counts, and is no year; a dual is both in one word."""
    dual = q.value == _DUAL and case.doc.pack.morphology.article and not case.doc.tokens[q.first].text.isdigit()
    return q.last - q.first == 1 and (q.value or 0) < _YEARS and not dual


def _is_taken(case: Case, q: Quantity) -> bool:
    """Whether the record counts people by a number that is no mark of its own: a dual, a noun in the word of harm."""
    told = dict(case.told.counts).values() if case.told else ()
    if q.value not in told:
        return False
    hurt = any(a < q.last and q.first < b for a, b in case.toll.victims)
    if hurt or any(case.doc.has(key, q.first, q.last) for key in KEYS):
        return True
    marked = [o.value for o in _quantities(case) if case.taken(o.first, o.last, "toll")]
    return bool(marked) and not set(marked) & set(told) and q.noun in (None, "people")  # two and five respectively


def _reasons(case: Case, head: Tag, q: Quantity) -> Iterator[str]:
    """Yield what speaks against a number as one of the record, the plainest first."""
    doc = case.doc
    if doc.date_at(q.first):
        yield "part of a date"
    if doc.place_at(q.first):
        yield "part of the name of a place"
    if other := case.elsewhere(q.first, q.last, "toll"):
        yield f"belongs to another record: {other}"
    yield from _of_no_people(case, q)
    if other := _of_another(case, q):
        yield f"belongs to another record: {other}"
    if is_part(doc, q):
        yield "only a part of those who are counted"
    if event := case.other_event(q.first):
        yield f"stands in the words of another event: {event}"
    yield from _of_a_movement(case, head, q) if case.moves else _of_an_event(case, q)


def _of_no_people(case: Case, q: Quantity) -> Iterator[str]:
    if _heads_item(case.doc, q):
        yield "numbers the items of a list"
    if is_age(case.doc, q):
        yield "an age"
    if q.noun == "time" and q.value and _is_bare(case, q):
        yield "an hour, an age, or how many of something that is no word for people"
    if q.noun in _NOUNS and not (case.moves and q.noun in _MOVED):
        yield _NOUNS[str(q.noun)]


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
    if (told := dict(case.told.counts if case.told else ()).get(key)) is not None:
        yield f"the {key} are told without it: {told}"
    yield f"near a word that may tell of the {key} ({doc.words(tag.first, tag.last)}), which does not take it"
