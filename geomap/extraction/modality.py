"""Did it happen? Planned, negated, habitual, historical, or only named: what takes an event's word its fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geomap.extraction.customs import customary, of_the_place
from geomap.extraction.english import inside, told_in_full
from geomap.extraction.harmless import only_harm
from geomap.extraction.history import historical, told_before

if TYPE_CHECKING:
    from geomap.extraction.document import Document, Sentence
    from geomap.extraction.pack import Tag

Modality = Literal["occurred", "planned", "negated", "habitual", "background"]
_FAR = 7  # tokens before a word in which a negation may still reach it
_LIVED = 4  # tokens from those who sat out to the fighting that they sat out
_MODAL = 4  # tokens after an event's word in which "could" makes it none
_UNABLE = 4  # tokens from "could not" to what nobody could


def in_a_crowd(doc: Document, tag: Tag) -> bool:
    """Arabic: whether "in" leads to the noun of a protest, so that something was said or demanded there."""
    in_ = tag.first - 1
    led = (doc.at("of", in_) and doc.at("locative", in_)) or doc.at("cause", in_)  # during a sit-in
    protest = led and tag.name == "protest" and tag.form == "noun"
    return bool(protest and doc.pack.morphology.article) and any(doc.at(who, in_ - 1) for who in ("civilian", "group"))


def is_verb(tag: Tag) -> bool:
    """Whether an entry was met as a verb."""
    return tag.form in ("past", "present", "participle", "base")


def modality(doc: Document, tag: Tag, sentence: Sentence, *, totals: bool = False) -> Modality:
    """Judge an event's word by the words before it in its clause and by its sentence.

    With ``totals`` what has gone on since long ago is no history: 20,000 have left since May.
    """
    n = sentence.clause_of(tag.first)
    first, end = sentence.clause(n)
    recalled = doc.has("recalls", max(first, sentence.first + 1), tag.first)
    recalled = recalled or doc.has("lived_through", tag.first - _LIVED, tag.first)
    if recalled or historical(doc, tag, sentence, first, end, totals=totals):
        return "background"
    on_a_day = any(d.kind == "day" and d.time.start for d in doc.dates_in(first, end))
    customs = doc.within("habitual", first if on_a_day else sentence.first, end if on_a_day else sentence.last)
    customs = [t for t in customs if not of_the_place(doc, tag, t, sentence)]
    # not "a permanent camp", nor what killed four people a day after something else
    habit = any(doc.at("lasts", t.first) is None and not doc.at("long_after", t.last - 1) for t in customs)
    if habit or customary(doc, tag, sentence, first):
        return "habitual"
    near = [
        t
        for t in doc.within("negation", first, tag.first)
        if t.last >= tag.first - _FAR
        and not ((joins := doc.at("clause", t.first)) and joins.last > t.last)  # "except that"
        and not only_harm(doc, t, tag)
    ]
    turned = doc.has("except", first, tag.last + _FAR)  # "heard nothing but shots before they left"
    if any(_reaches(doc, t, tag) for t in near) and not turned:
        return "negated"
    denied = doc.has("denial", first, tag.first) or _denied_elsewhere(doc, tag, sentence)
    denied = denied or inside(doc, "negation", tag) or _not_any(doc, tag, end)
    if denied or (is_verb(tag) and _no_subject(doc, first, tag) and not turned):
        return "negated"
    planned = _planned(doc, tag, first) and not in_a_crowd(doc, tag)  # demanded in a rally that they be freed
    planned = planned and not told_in_full(doc, tag)  # promised to look into a blast that killed two
    if planned or inside(doc, "future", tag) or doc.has("imminent", first, end):
        return "planned"
    return "occurred"


def _not_any(doc: Document, tag: Tag, end: int) -> bool:
    """Arabic: whether a noun is denied by the verb after it: that any attack did not take place."""
    return doc.at("whatever", tag.first - 1) is not None and doc.has("negation", tag.last, end)


def _denied_elsewhere(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether the sentence denies what it tells; not "took X, and there is no truth in the talk of a retreat"."""
    said = doc.within("denial_anywhere", sentence.first, sentence.last)
    conjunctions = doc.pack.morphology.conjunctions or ("\0",)
    return any(not (t.first > tag.first and t.prefix in conjunctions and doc.at("of_what", t.last)) for t in said)


def _no_subject(doc: Document, first: int, tag: Tag) -> bool:
    """Whether a negation opens the clause and so denies its verb: no aid convoy has entered."""
    joins = doc.at("clause", first)
    so = tag.first > first and tag.prefix.startswith(doc.pack.morphology.conjunctions[1:] or "\0")  # "and so they fled"
    if so or doc.has("still", first, first + 1) or (joins and joins.last - joins.first > 1):
        return False
    negation = doc.within("negation", first, min(first + 1, tag.first))
    return bool(negation) and not only_harm(doc, negation[0], tag)


def _reaches(doc: Document, negation: Tag, tag: Tag) -> bool:
    """A negation reaches the next verb, or a noun through a verb of happening right after it."""
    if doc.at("still", negation.first) or (doc.at("unlike", negation.first) and tag.first > negation.last):
        return False
    m = doc.pack.morphology
    of = doc.pack.language == "en" and doc.pack.has("genitive", doc.tokens[negation.last - 1].word)
    if of and tag.first > negation.last and tag.form in ("past", "base"):
        return False  # a man accused of theft beaten to death
    joined = doc.at("event", tag.first - 2) if doc.pack.has("and", doc.tokens[tag.first - 1].word) else None
    if joined is not None and joined.first == negation.last and joined.form == tag.form:
        return True  # accused of kidnapping and killing
    governed = tag.form != "noun" or not m.prepositions or tag.prefix.endswith(m.prepositions)
    near = tag.first - negation.last <= governed
    if doc.has("manages", negation.last, negation.last + 1) and not doc.has("cause", negation.last, tag.first):
        near = near or tag.first - negation.last <= _UNABLE  # "could not return"; what hindered them happened
    return near or doc.has("occurs", negation.last, negation.last + 1)  # "left its owners no chance": the shell fell


def _planned(doc: Document, tag: Tag, first: int) -> bool:
    m = doc.pack.morphology
    if (m.future and tag.prefix.endswith(m.future)) or _may_be(doc, tag) or _only_if(doc, tag, first):
        return True
    dated = ((t, doc.date_at(t.first)) for t in doc.within("future", first, tag.first + 1))
    ahead = [t for t, day in dated if day is None or not day.time.start]  # not "May 10"
    ahead = [t for t in ahead if not doc.has("looks_into", t.last, tag.first)]  # an inquiry into a raid
    # nor "a judge who had been threatened was shot"
    ahead = [t for t in ahead if not (told_before(doc, t.last) or doc.at("wary", t.first) or doc.place_at(t.first))]
    inside = (
        tag.loose
        and tag.form == "noun"
        and any(doc.at("wary", t.first) is None for t in doc.within("future", tag.first + 1, tag.last - 1))
    )
    if inside or any(t.first < tag.first or t.last > tag.last for t in ahead):
        return True  # "a truce that is likely to begin within hours, under which"
    for t in doc.within("occurs", first, tag.first):
        if (m.future and t.prefix.endswith(m.future)) or (t.form == "present" and doc.at("may", t.first - 1)):
            return True  # "will go on with its raids", "may carry out attacks"
    if is_verb(tag):
        before = tag.first - 1
        subjunctive = (doc.at("complement", before) or doc.at("purpose", before)) and not doc.at("narrative", before)
        subjunctive = subjunctive and not doc.at("coincides", before)  # in addition to clashes
        if tag.form == "present" and doc.at("may", before):
            return True
        purpose = tag.form == "present" and bool(tag.prefix) and tag.prefix.endswith(tuple(m.prepositions) or "\0")
        purpose = purpose and not (tag.first == first and doc.at("outcome", tag.first))
        managed = doc.within("manages", max(first, tag.first - 8), tag.first)
        return bool((subjunctive and tag.form in ("present", "base")) or purpose) and not managed
    aims = (t for t in doc.within("purpose", tag.first - 3, tag.first) if t.first >= first and not doc.date_at(t.first))
    # not "lost a foot to a mine", nor "in addition to raids"
    named = ((doc.at("indefinite", t.last), doc.at("definite", t.last), doc.at("coincides", t.first)) for t in aims)
    return any(not any(n) for n in named)


def _only_if(doc: Document, tag: Tag, first: int) -> bool:
    """English: whether a clause tells on what something that may come depends: talks could begin once X reopened Y."""
    sentence = doc.sentence_of(tag.first)
    return doc.at("conditional", first) is not None and doc.has("modal", sentence.first, first)


def _may_be(doc: Document, tag: Tag) -> bool:
    """Whether a modal after an event's noun leaves it to what may come: an assault could uproot thousands."""
    if tag.form == "past":
        return False
    modal = next((t.first for t in doc.within("modal", tag.last, tag.last + _MODAL)), None)
    if doc.pack.morphology.article and modal is None:  # "a larger attack may take place"
        may = (t.first for t in doc.within("may", tag.last, tag.last + _MODAL) if not doc.at("pluperfect", t.first))
        modal = next((i for i in may if not any(t.form == "past" for t in doc.over(i + 1).values())), None)
    others = ("event", "occurs", "killed", "wounded", "clause")
    return modal is not None and not any(doc.has(x, tag.last, modal) for x in others)
