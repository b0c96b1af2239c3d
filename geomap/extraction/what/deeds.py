"""Where a sentence goes on to another deed without a comma: each side tells its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

_DASHES: Final = frozenset("-–—")
_DONE: Final = ("past", "base")  # forms of a verb that goes on after "and"
_LEADS: Final = ("coincides", "afterwards")  # labels of what leads to a noun that tells another event
_DEEDS: Final = ("event", "occurs", "undergoes", "killed", "wounded")  # labels of verbs that tell an event
_SIDES: Final = 2  # places at least in a sentence of which each side tells its own
_REACH: Final = 8  # tokens from "and five were hurt" to how
_SUBJECT: Final = 6  # words in which "and" leads to the noun or verb of another event
_NEAR: Final = 3  # Arabic: where the verb itself has the "and"


def part_deeds(doc: Document) -> None:
    """Let "and" with a verb part clauses where each side tells its place: "shelled X and stormed Y"."""
    deeds = _deeds_arabic if doc.pack.morphology.article else _deeds
    roads = {p.last + 1 for p in doc.mentions if p.cue == "road" and _goes_on_to(doc, p)}
    sentences: list[Sentence] = []
    for told in doc.sentences:
        sentence = told
        if "undoes" in doc.tags and (beside := {*_beside_arrests(doc, told)} - {*told.clauses}):
            sentence = told.parted(tuple(sorted({*told.clauses, *beside})))
        if roads or len(doc.places_in(sentence.first, sentence.last)) >= _SIDES:
            lists = _in_lists(doc, sentence)
            sentence = sentence.parted(tuple(c for c in sentence.clauses if c not in lists)) if lists else sentence
            clauses = {*sentence.clauses, *deeds(doc, sentence)} - roads
            parted = clauses != set(sentence.clauses)
            sentences.append(sentence.parted(tuple(sorted(clauses))) if parted else sentence)
        else:
            sentences.append(sentence)
    doc.sentences = tuple(sentences)


def _beside_arrests(doc: Document, sentence: Sentence) -> Iterator[int]:
    """Where "and" joins a bomb made safe and those arrested beside it: arrested two and defused a charge."""
    joins = doc.pack.morphology.conjunctions[:1]
    for undone in doc.within("undoes", sentence.first, sentence.last):
        first, last = sentence.clause(sentence.clause_of(undone.first))
        for arrest in doc.within("event", first, last, "arrest"):
            deed = max(undone, arrest, key=lambda t: t.first)
            near = range(deed.first, max(first, deed.first - _SUBJECT), -1)
            start = next((i for i in near if doc.pack.has("and", doc.tokens[i - 1].word)), None)
            start = deed.first if deed.prefix in joins else start
            if arrest.form in _DONE and undone.form in _DONE and start and start > min(undone.first, arrest.first):
                yield start


def _in_lists(doc: Document, sentence: Sentence) -> set[int]:
    """English: where commas stand in a list of places that a verb follows: raids on X, Y and Z killed six."""
    found: set[int] = set()
    for start in () if doc.pack.morphology.article else sentence.clauses[1:]:
        p = doc.place_at(start - 2)
        if p is None or p.last != start - 1 or doc.tokens[start - 1].text != ",":
            continue
        last, joined = start, False
        while (p := doc.place_at(last)) is not None and p.lead == last:
            last = p.last
            comma = last < sentence.last and doc.tokens[last].text == ","
            and_ = last + comma < sentence.last and doc.pack.has("and", doc.tokens[last + comma].word)
            joined = joined or and_
            last += (comma + and_) if doc.place_at(last + comma + and_) is not None else 0
        if joined and any((t := doc.at(label, last)) and t.form in _DONE for label in _DEEDS):
            found.add(start)
    return found


def _goes_on_to(doc: Document, road: Placed) -> bool:
    """Whether a dash and the far end of a road follow: on the road X - Y."""
    dash = road.last < len(doc.tokens) and doc.tokens[road.last].text in _DASHES
    return dash and doc.place_at(road.last + 1) is not None


def _deeds(doc: Document, sentence: Sentence) -> Iterator[int]:
    for n in range(len(sentence.clauses)):
        first, last = sentence.clause(n)
        events = doc.within("event", first + 1, last)
        told = sentence.clause(n - 1)[0] if events and n and _tells_harm(doc, first) else first
        for tag in reversed(events):  # of three deeds, the last is parted first
            near = range(tag.first, max(first, tag.first - _SUBJECT), -1)
            start = next((i for i in near if doc.pack.has("and", doc.tokens[i - 1].word)), None)
            if start is None or tag.first >= last or doc.places_in(start, tag.first):
                continue
            counted = doc.tokens[start].is_number or doc.pack.has("counting", doc.tokens[start].word)
            gapped = counted and doc.has("cause", start + 1, tag.first)  # and two in clashes in Y
            goes_on = gapped or tag.form in _DONE or _done(doc, start, last)
            apart = _told_where(doc, told, start) and _told_where(doc, start, last)
            after_way = tag.form == "past" and doc.places_in(tag.first, last) and _went(doc, told, start)
            if goes_on and (after_way or (apart and _done(doc, told, start))):
                yield start
                last = start


def _tells_harm(doc: Document, first: int) -> bool:
    """Whether a clause begins with what an attack did: shells hit X, killing three."""
    return any((t := doc.at(label, first)) and t.form == "participle" for label in ("event", "killed", "wounded"))


def _deeds_arabic(doc: Document, sentence: Sentence) -> Iterator[int]:
    """Arabic: verbs that "and" is attached to, and what leads to what went on before, after or at the same time."""
    for n in range(len(sentence.clauses)):
        first, last = sentence.clause(n)
        if n and doc.at("consequence", first):  # shelled X, which led to the death of two, and took Y
            first, _ = sentence.clause(n - 1)
        for tag in doc.within("event", sentence.clause(n)[0] + 1, last):
            start = _joined(doc, first, tag)
            done = start and doc.has("event", first, start) and _named(doc, first, start)
            if start and (done or (tag.form == "past" and _went(doc, first, start))) and _named(doc, start, last):
                yield start
                first = start


def _joined(doc: Document, first: int, tag: Tag) -> int | None:
    """Where the words stand that join a deed: and clashes broke out, then took X, after gunmen stormed, along with."""
    if not is_verb(tag):
        led = next((t for label in _LEADS if (t := doc.at(label, tag.first - 1))), None)
        if led and led.last == tag.first:
            return led.first if led.first > first else None
    joins = doc.pack.morphology.conjunctions[:1]
    if tag.form in ("noun", "past") and tag.prefix in joins:  # raids on X and clashes in Y, and bombed Y
        return tag.first
    for i in range(tag.first, max(first, tag.first - _REACH), -1):
        after = doc.at("narrative", i - 1)
        then = doc.pack.has("and", doc.tokens[i - 1].word) or after
        if not (then or doc.tokens[i].text.startswith(joins)) or doc.place_at(i):  # "wadi" begins as "and" does
            continue
        over = doc.over(i)
        for label in _DEEDS:
            verb = over.get(label)
            if verb is None or verb.first != i or (label == "event" and tag.first - i >= _NEAR):
                continue
            harm = verb.form == "noun" and label in ("killed", "wounded") and verb.prefix in joins
            if harm or (verb.form == "past" and (then or verb.prefix.startswith(joins))):
                return after.first if after else i
            if after and verb.form == "present":
                return after.first
    return None


def _named(doc: Document, first: int, last: int) -> bool:
    """Whether a place is named where something happened; not "killed a leader from X", "and led them to Y"."""
    named = (p for p in literal(doc, first, last) if not p.container)
    return any(not any(doc.has(label, p.lead - 1, p.lead + 1) for label in ("out_of", "into")) for p in named)


def _done(doc: Document, first: int, last: int) -> bool:
    """Whether a verb tells what happened in a range."""
    labels = ("event", "killed", "wounded", "occurs")
    return any(t.form in _DONE for label in labels for t in doc.within(label, first, last))


def _went(doc: Document, first: int, last: int) -> bool:
    """Whether a verb tells of a way to or from a place in a range: sent men to X, and shelled Y."""
    return any([tag.form == "past" and literal(doc, tag.last, last) for tag in doc.within("motion", first, last)])  # noqa: C419 - no generator


def after_way(doc: Document, frame: Frame) -> int:
    """Where the clause of a deed begins before which only a way is told, else where its frame does.

    Whom they took along were not hurt in it: moved 12 hostages to X and attacked Y.
    """
    if "motion" not in doc.tags:
        return frame.first
    at, joins = min([t.first for _, t in frame.triggers]), doc.pack.morphology.conjunctions[:1]
    start = frame.sentence.clause(frame.sentence.clause_of(at))[0]
    then = start > frame.first and (doc.tokens[start].text.startswith(joins) if joins else doc.at("and", start - 1))
    way = then and _went(doc, frame.first, start) and doc.places_in(at, frame.last)
    return start if way else frame.first


def _told_where(doc: Document, first: int, last: int) -> bool:
    return any(p.located and not p.container for p in doc.places_in(first, last))
