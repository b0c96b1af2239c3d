"""What is told of a time that opens its sentence, and what is done all the time, which is no news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.words.phrases import definite

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_DOES = 6  # tokens from "carries out" to what is carried out
_OPENING = 8  # tokens of a time that opens a sentence


def from_its_time(doc: Document, sentence: Sentence, first: int) -> int:
    """Where the clause that begins at a token begins with the time that a comma parts from it: in 2016, thirty died."""
    opening = range(sentence.first, first)
    if first not in sentence.clauses[1:2] or len(opening) > _OPENING:
        return first
    told = (i for i in opening if not doc.tokens[i].is_sign)
    labels = ("historical_clause", "locative")
    times = all(doc.date_at(i) or doc.place_at(i) or any(doc.at(x, i) for x in labels) for i in told)
    then = doc.has("historical_clause", sentence.first, first)  # in Basra last year, a crowd burned it down
    return sentence.first if times and (then or not doc.places_in(*sentence.clause(0))) else first


def of_the_place(doc: Document, tag: Tag, custom: Tag, sentence: Sentence) -> bool:
    """Whether a custom is told of the place of what happened: fighting broke out at X, where shells fall every day."""
    first, _ = sentence.clause(sentence.clause_of(custom.first))
    aside = any(doc.at(label, first) for label in ("wherein", "contrast", "which_is"))  # but help always comes late
    return tag.last <= first and aside and bool(doc.pack.morphology.article)


def customary(doc: Document, tag: Tag, sentence: Sentence, first: int) -> bool:
    """Whether what is told in the present, of no day, number and place, is done all the time: cells carry out raids.

    Headlines, which tell news so, name a place or stand first.
    """
    before = doc.at("event", tag.first - 1)
    joined = tag.form == "past" and tag.prefix in doc.pack.morphology.conjunctions[:1] and before is not None
    noun = (tag.form == "noun" and not definite(doc, tag)) or (
        joined and before is not None and before.form == "noun"
    )  # abduction and killing
    verbs = doc.within("does", max(first, tag.first - _DOES), tag.first) if noun else []
    verb = tag if _in_the_present(doc, tag, sentence) else next(reversed(verbs), None)
    if verb is None or verb.form == "past" or sentence.first == 0 or doc.at("complement", verb.first - 1):
        return False
    around = sentence.first, sentence.last
    named = any(p.mention.usage == "literal" for p in doc.places_in(*around))
    counted = any(t.is_number for t in doc.tokens[around[0] : around[1]])
    return not (named or counted or any(d.kind != "duration" for d in doc.dates_in(*around)))


def _in_the_present(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an event's word is a verb in the present; English: with none in the past beside: they loot villages."""
    if doc.pack.morphology.article:
        return tag.form == "present"
    bare = tag.form in ("base", "present") and not tag.loose and doc.at("nominal", tag.first - 1) is None
    if not bare or doc.at("takes_verb", tag.first - 1) is not None:
        return False
    labels = ("event", "motion", "occurs", "killed", "wounded", "be")
    return not any(
        t.form == "past" or t.name == "past" for x in labels for t in doc.within(x, sentence.first, sentence.last)
    )
