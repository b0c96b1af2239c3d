"""Did it happen? Planned, negated, habitual, historical, or only named: what takes an event's word its fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geomap.extraction.what.denials import denied
from geomap.extraction.what.english import inside, told_in_full
from geomap.extraction.what.no_news import no_news
from geomap.extraction.what.undone import came_to_nothing, given_up, yet_to_come
from geomap.extraction.when.customs import customary, of_the_place
from geomap.extraction.when.history import historical, told_before

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

Modality = Literal["occurred", "planned", "negated", "habitual", "background"]
_LIVED = 4  # tokens from those who sat out to the fighting that they sat out
_PAST = "ed"  # ending that no infinitive has
_MODAL = 4  # tokens after an event's word in which "could" makes it none


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
    recalled = no_news(doc, tag, sentence) or doc.has("lived_through", tag.first - _LIVED, tag.first)
    if recalled or historical(doc, tag, sentence, first, end, totals=totals):
        return "background"
    on_a_day = any(d.kind == "day" and d.time.start for d in doc.dates_in(first, end))
    customs = doc.within("habitual", first if on_a_day else sentence.first, end if on_a_day else sentence.last)
    customs = [t for t in customs if not of_the_place(doc, tag, t, sentence)]
    customs = [t for t in customs if not (tag.name == "sexual" and t.first == tag.last)]  # suffered repeated rape
    # not "a permanent camp", nor what killed four people a day after something else
    habit = any(doc.at("lasts", t.first) is None and not doc.at("long_after", t.last - 1) for t in customs)
    if habit or customary(doc, tag, sentence, first):
        return "habitual"
    if tag.name == "disrupted" and doc.has("negation", tag.first + 1, tag.last):
        return "occurred"  # was shot before he could set it off
    if denied(doc, tag, sentence, first, end, verb=is_verb(tag)) or came_to_nothing(doc, tag, sentence):
        return "negated"
    planned = _planned(doc, tag, first) and not in_a_crowd(doc, tag)  # demanded in a rally that they be freed
    planned = planned and not told_in_full(doc, tag)  # promised to look into a blast that killed two
    befell = doc.pack.language == "ar" and tag.form == "past" and doc.at("who", tag.first - 1) is not None
    planned = planned and not (befell and on_a_day)  # asked for news of a son who had been seized on Thursday
    planned = planned or inside(doc, "future", tag) or doc.has("imminent", first, end)
    if planned or yet_to_come(doc, tag, sentence):
        return "negated" if given_up(doc, tag, sentence) else "planned"
    return "occurred"


def _planned(doc: Document, tag: Tag, first: int) -> bool:
    m = doc.pack.morphology
    if (m.future and tag.prefix.endswith(m.future)) or _may_be(doc, tag) or _only_if(doc, tag, first):
        return True
    dated = ((t, doc.date_at(t.first)) for t in doc.within("future", first, tag.first + 1))
    ahead = [t for t, day in dated if day is None or not day.time.start]  # not "May 10"
    ahead = [t for t in ahead if not doc.has("looks_into", t.last, tag.first)]  # an inquiry into a raid
    # nor "a judge who had been threatened was shot", "who failed to stop were shot"
    ahead = [t for t in ahead if not (doc.at("negation", t.first - 1) and doc.at("undergone", tag.first - 1))]
    ahead = [t for t in ahead if not (told_before(doc, t.last) or doc.at("wary", t.first) or doc.place_at(t.first))]
    ahead = [t for t in ahead if not (_signs(doc, t) or _done_besides(doc, t, tag))]
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
        subjunctive = subjunctive and not (doc.at("coincides", before) or doc.at("sparks", before))  # in addition to
        subjunctive = subjunctive and not _why_they_did(doc, tag, first)
        if tag.form == "present" and doc.at("may", before):
            return True
        purpose = tag.form == "present" and bool(tag.prefix) and tag.prefix.endswith(tuple(m.prepositions) or "\0")
        purpose = purpose and not (tag.first == first and doc.at("outcome", tag.first))
        managed = doc.within("manages", max(first, tag.first - 8), tag.first)
        return bool((subjunctive and tag.form in ("present", "base")) or purpose) and not managed
    aims = (t for t in doc.within("purpose", tag.first - 3, tag.first) if t.first >= first and not doc.date_at(t.first))
    # not "lost a foot to a mine", nor "in addition to raids"
    aims = (t for t in aims if doc.at("exposed", t.first) is None)  # was subjected to torture
    named = ((doc.at("indefinite", t.last), doc.at("definite", t.last), doc.at("coincides", t.first)) for t in aims)
    return any(not any(n) for n in named)


def _signs(doc: Document, ahead: Tag) -> bool:
    """Arabic: whether "expected" is "sign", written so too: signs a truce; or what an agreement is for: to end."""
    deal = doc.at("event", ahead.first)
    signs = deal is not None and deal.name == "agreement" and deal.first == ahead.first and deal.loose
    return signs and bool(doc.pack.morphology.article)


def _done_besides(doc: Document, ahead: Tag, tag: Tag) -> bool:
    """Whether a past joined to what is meant or asked for tells another deed: demanded their pay, and X arrested five.

    In English only one with a doer of its own, or after an asking in the past: "was expected to land and fired upon".
    """
    m = doc.pack.morphology
    if tag.form != "past" or tag.first < ahead.last:
        return False
    if m.article:
        return tag.prefix in m.conjunctions and tag.prefix != "" and not doc.has("who", ahead.last, tag.first)
    joint = next((t for t in reversed(doc.within("and", ahead.last, tag.first)) if t.last <= tag.first), None)
    if joint is None or doc.has("be", joint.last, tag.first) or doc.at("undergone", tag.first - 1):
        return False
    alone = joint.last == tag.first
    asked = doc.tokens[ahead.first].text.endswith(_PAST) and not doc.has("be", ahead.first - 1, tag.first)
    asked = asked and (doc.tokens[tag.first].text.endswith(_PAST) or not doc.has("complement", ahead.last, tag.first))
    who = doc.at("acting", tag.first - 1) or doc.at("actor", tag.first - 1) or doc.at("group", tag.first - 1)
    return asked if alone else who is not None


def _why_they_did(doc: Document, tag: Tag, first: int) -> bool:
    """English: whether a protest is why people did on a day what was told: shut their shops on Monday to protest."""
    if tag.name != "protest" or tag.form != "base" or doc.pack.language != "en" or tag.first - first <= 1:
        return False
    if any(doc.has(label, first, tag.first - 1) for label in ("future", "modal", "attempt", "only_meant", "negation")):
        return False
    return any(d.kind == "day" and d.time.start for d in doc.dates_in(first, doc.sentence_of(tag.first).last))


def _named(doc: Document, tag: Tag) -> bool:
    """Arabic: whether what may be a verb is a noun, with its place before "may": the shelling of X may resume."""
    placed = doc.places_in(tag.last, tag.last + 1)
    end = max((p.last for p in placed), default=tag.last)
    opens = tag.first == doc.sentence_of(tag.first).first and not tag.loose
    return opens and end > tag.last and doc.at("may", end) is not None and bool(doc.pack.morphology.article)


def _only_if(doc: Document, tag: Tag, first: int) -> bool:
    """English: whether a clause tells on what something that may come depends: talks could begin once X reopened Y."""
    sentence = doc.sentence_of(tag.first)
    return doc.at("conditional", first) is not None and doc.has("modal", sentence.first, first)


def _may_be(doc: Document, tag: Tag) -> bool:
    """Whether a modal after an event's noun leaves it to what may come: an assault could uproot thousands."""
    if tag.form == "past" and not _named(doc, tag):
        return False
    modals = (t.first for t in doc.within("modal", tag.last, tag.last + _MODAL))
    modal = next((i for i in modals if not doc.date_at(i)), None)  # not "shells on 10 May"
    if doc.pack.morphology.article and modal is None:  # "a larger attack may take place"
        may = (t.first for t in doc.within("may", tag.last, tag.last + _MODAL) if not doc.at("pluperfect", t.first))
        modal = next((i for i in may if not any(t.form == "past" for t in doc.over(i + 1).values())), None)
    others = ("event", "occurs", "killed", "wounded", "clause")
    return modal is not None and not any(doc.has(x, tag.last, modal) for x in others)
