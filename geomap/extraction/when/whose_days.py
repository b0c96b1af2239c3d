"""Days that only describe those who were there: of a family that fled in March, a nurse who came back in 2016."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.when.dates import DateSpan
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_ASIDE = 10  # tokens from "who" over an aside to a day, and of an aside
_FAR = 7  # tokens from "who" to a day behind it
_WORD = 4  # letters of a plural verb, its ending among them
_NO_NOUN = (
    "event", "complement", "clause", "narrative", "hearsay", "actor", "occurs", "locative", "who", "out_of", "cause",
)  # fmt: skip


def of_those_told(doc: Document, at: int, end: int, first: int, last: int) -> bool:
    """Arabic: whether a time is of a clause that describes a noun: killed five of a family that fled X in March.

    Or of one that tells of the place where something happens now: in X, which lost many in 2011, a crowd set out.
    """
    if not doc.pack.morphology.article:
        return False
    if last <= at:
        who = doc.last_of("who", first - _ASIDE, first)
        place = who is not None and doc.place_at(who.first - 1) is not None
        return place and who is not None and not any(doc.tokens[i].is_sign for i in range(who.last, first))
    return any(_does(doc, i) and _some(doc, i - 1) for i in range(end + 1, first))


def _does(doc: Document, i: int) -> bool:
    """Arabic: whether a token is a verb in the past, nothing joining it to what stands before."""
    told = doc.over(i).values()
    plural = doc.tokens[i].word.endswith(doc.pack.morphology.plural[:1]) and len(doc.tokens[i].word) > _WORD
    moves = any(t.form == "past" and t.label in ("motion", "event") and t.first == i and not t.prefix for t in told)
    return (moves and not any(doc.at(x, i) for x in ("killed", "wounded"))) or (plural and not told)


def _some(doc: Document, i: int) -> bool:
    """Arabic: whether a token is a noun of somebody or something not known yet, and of no event."""
    token, m = doc.tokens[i], doc.pack.morphology
    if token.is_sign or token.is_number or token.text.startswith(m.articles):
        return False
    return not (any(doc.at(x, i) for x in _NO_NOUN) or doc.place_at(i) or doc.date_at(i) or _does(doc, i))


def who_once(doc: Document, tag: Tag, first: int, last: int) -> bool:
    """English: whether an old time only tells who they are who now suffer: a nurse who came back in 2016 was shot.

    Not who are told of then: those who last year were shot.
    """
    if doc.pack.language != "en" or tag.first < last or not doc.has("undergone", last, tag.first):
        return False
    who = next(reversed(doc.within("relative", max(doc.sentence_of(first).first, first - _FAR), first)), None)
    between = range(who.last, first) if who else ()
    return any(not (doc.at("locative", i) or doc.pack.has("definite", doc.tokens[i].word)) for i in between)


def in_an_aside(doc: Document, tag: Tag, day: DateSpan) -> bool:
    """English: whether an aside tells since when a place was what it was: X, besieged since 2012, passed to Y."""
    if doc.pack.language != "en" or day.kind != "since" or not day.last < tag.first or doc.tokens[day.last].text != ",":
        return False
    return any(doc.tokens[i].text == "," for i in range(max(0, day.first - _ASIDE), day.first))
