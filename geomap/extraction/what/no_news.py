"""What is no news: what is only remembered, practised or mended, as a bombing's anniversary; people stopped at sea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.when.bygone import beside_the_news

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_RELATIVE = 3  # tokens from the start of a clause to what opens it as a relative one: in which, of those who
_BETWEEN = 4  # tokens from an anniversary to the noun of what is remembered
_RUIN = 4  # tokens from a thing to what destroyed it: a bridge destroyed in an air strike
_BEFALLS = ("abduction", "arrest", "execution", "killing", "sexual")
_VERBS = ("past", "present", "participle", "base")


def no_news(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an event is only what people remember, what had hurt those visited, or what is mended again."""
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    if (doc.at("mends", tag.first) and tag.name == "territory") or _stopped_on_their_way(doc, tag, sentence):
        return True  # cleared a bombed house
    if (
        _no_deed(doc, tag)
        or _named_by_it(doc, tag)
        or (doc.pack.language == "en" and beside_the_news(doc, tag, sentence, first))
    ):
        return True
    recalls = (t for t in doc.within("recalls", first, tag.first) if not _of_a_thing(doc, t))
    if any(_recalls(t, sentence) for t in recalls) or _of_a_day(doc, tag, sentence):
        return True
    if _retracted(doc, tag, sentence):
        return True
    return _told_of_it(doc, tag, sentence, first) or _mended(doc, tag, sentence) or _had_it(doc, sentence)


def _retracted(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an earlier report is taken back here or in the next sentence: we reported a raid. None took place."""
    if not doc.has("reported_before", sentence.first, tag.first):
        return False
    end = doc.sentence_of(sentence.last).last if sentence.last < len(doc.tokens) else sentence.last
    return any(doc.has(label, tag.last, end) for label in ("retracts", "denial_anywhere"))


def _no_deed(doc: Document, tag: Tag) -> bool:
    """Whether who or what does a deed elsewhere does none here: a warplane crashed, kidnappers freed a man."""
    none = doc.at("no_deed", tag.first) or doc.at("no_deed", tag.last - 1)
    return none is not None and (tag.form == "noun" or (tag.loose and tag.first == none.first))


def _named_by_it(doc: Document, tag: Tag) -> bool:
    """English: whether people are called by what befell them: portraits of the detained and the abducted."""
    if tag.name not in _BEFALLS or tag.form != "past" or tag.last - tag.first > 1 or doc.pack.language != "en":
        return False
    before = doc.at("definite", tag.first - 1)
    return before is not None and before.last == tag.first


def _recalls(told: Tag, sentence: Sentence) -> bool:
    """Whether a word of remembering is more than the noun that opens a sentence, which may be a title's."""
    return told.first > sentence.first or told.last - told.first > 1 or told.form in _VERBS


def _of_a_thing(doc: Document, told: Tag) -> bool:
    """English: whether a word of remembering only describes a thing: walked into the mourning tent."""
    lone = told.last - told.first == 1 and doc.tokens[told.first].word.endswith("ing") and told.first > 0
    led = lone and any(doc.pack.has(x, doc.tokens[told.first - 1].word) for x in ("definite", "indefinite"))
    return led and doc.pack.language == "en"


def _of_a_day(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an anniversary or a memorial is an event's: on the anniversary of the bombing."""
    for day in doc.within("anniversary", max(sentence.first, tag.first - _BETWEEN - 2), tag.first):
        between = range(day.last, tag.first)
        verb = tag.form in _VERBS and not tag.prefix and bool(doc.pack.morphology.article)
        if len(between) <= _BETWEEN * (not verb) and not any(doc.tokens[i].is_sign or _acts(doc, i) for i in between):
            return True
    return False


def _acts(doc: Document, i: int) -> bool:
    """Whether a verb of an event, or of what goes on, stands at a token."""
    told = (doc.at(label, i) for label in ("event", "occurs", "motion"))
    return any(t is not None and t.form == "past" for t in told)


def _told_of_it(doc: Document, tag: Tag, sentence: Sentence, first: int) -> bool:
    """Whether a relative clause tells of what is remembered: marked the day of the bombing that killed fifty."""
    if not any(doc.has(label, sentence.first, tag.first) for label in ("recalls", "anniversary")):
        return False
    after = [t for label in ("who", "relative") for t in doc.within(label, first - 1, tag.first)]
    who = min((t.first for t in after if t.first <= first + _RELATIVE or t.first < tag.first), default=None)
    if who is None or doc.has("clause", who + 1, tag.first):
        return False
    if any(d.kind == "day" for d in doc.dates_in(who, sentence.last)):
        return False
    told = [t for t in doc.within("recalls", sentence.first, who) if _recalls(t, sentence)]
    told += doc.within("anniversary", sentence.first, who)
    return any(not any(doc.tokens[i].is_sign or _acts(doc, i) for i in range(t.last, who - 1)) for t in told)


def _mended(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an event only says why a thing is mended or opened again: a bridge destroyed in a raid reopened."""
    mends = doc.within("mends", sentence.first, sentence.last)
    if not mends or any(doc.has(key, sentence.first, sentence.last) for key in ("killed", "wounded")):
        return False
    if doc.pack.morphology.article:
        pronouns = doc.pack.morphology.pronouns
        verb = tag.first if tag.form in _VERBS else tag.first - 1
        taken_up = doc.tokens[verb].text.endswith(pronouns) and not doc.tokens[verb - 1].is_sign
        who = doc.has("who", mends[0].last, tag.first)
        return any(t.last < verb for t in mends) and (taken_up or who) and not _acts(doc, verb - 1)
    ruins = range(max(sentence.first, tag.first - _RUIN), tag.first)
    thing = next((i for i in ruins if _is_thing(doc, i) and doc.at("ruined", i + 1)), None)
    led = doc.at("nominal", tag.first - 1) is not None  # cleaned the bombed house
    return thing is not None or (led and doc.at("ruined", tag.first) is not None and _is_thing(doc, tag.last))


def _is_thing(doc: Document, i: int) -> bool:
    return any(doc.at(label, i) for label in ("struck", "thing", "cue", "home"))


def _stopped_on_their_way(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """English: whether a boat is stopped for the people on board: intercepted a dinghy with forty migrants."""
    bare = tag.name == "disrupted" and tag.last - tag.first == 1 and doc.pack.language == "en"
    return bare and doc.has("migrants", *sentence.clause(sentence.clause_of(tag.first)))


def _had_it(doc: Document, sentence: Sentence) -> bool:
    """English: whether "had" opens a sentence of what would have been: had the shells hit the market, many would.."""
    opens = doc.pack.language == "en" and doc.at("pluperfect", sentence.first) is not None
    return opens and doc.has("modal", sentence.first, sentence.last)
