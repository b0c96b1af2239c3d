"""Who a word of harm befalls by where it stands: they were seized and later shot; the victims of a rape."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

CARRIED = 18  # tokens from those who were seized to what then befell them
_FREED = 4  # tokens from "free" to those whom it frees
_HURT = 3  # and from "wounding", or to "wounded" from their "were"
_OUTLIVED = ("sexual", "abduction", "arrest")  # families of deeds whose victims live
_OBJECTS = ("indefinite", "definite", "possessive", "counting")


def suffers(doc: Document, verb: Tag) -> bool:
    """Whether a verb is passive, be it by the "were" of a verb before: was killed, were later shot, seized and shot."""
    i = _over_adverbs(doc, verb.first - 1)
    if verb.form == "participle" and doc.pack.language == "en":
        return False  # were killing
    if i < 0 or doc.at("undergone", i):
        return i >= 0
    if doc.pack.language != "en" or verb.form == "noun" or not doc.pack.has("and", doc.tokens[i].word):
        return False
    sentence = doc.sentence_of(verb.first)
    first, _ = sentence.clause(sentence.clause_of(verb.first))
    were = doc.last_of("undergone", max(first, i - CARRIED), i)
    return were is not None and not _acts_again(doc, verb) and not _another_acts(doc, were, i)


def carried_on(doc: Document, verb: Tag) -> bool:
    """Whether "and" parts who suffers from a passive verb: trod on a mine and were killed, seized and later shot."""
    i = _over_adverbs(doc, verb.first - 1)
    were = doc.at("undergone", i)
    return were is None or (were.first > 0 and doc.pack.has("and", doc.tokens[were.first - 1].word))


def died_too(doc: Document, verb: Tag) -> int | None:
    """One person whose death "and" adds to what befell them: a man was hit by a canister and died where he fell."""
    i = _over_adverbs(doc, verb.first - 1)
    joined = i >= 0 and doc.pack.language == "en" and doc.pack.has("and", doc.tokens[i].word)
    if not joined or doc.at("intransitive", verb.first) is None:
        return None
    sentence = doc.sentence_of(verb.first)
    first, _ = sentence.clause(sentence.clause_of(verb.first))
    who = next((t for t in doc.within("one", first, verb.first) if doc.has("indefinite", t.first - 2, t.first)), None)
    return who.first if who and not doc.has("event", first, who.first) else None


def told_how(doc: Document, verb: Tag) -> bool:
    """Arabic: whether how, not whom, follows a verb that agrees with those told before it: 17 were killed in."""
    m = doc.pack.morphology
    if not m.article or not doc.tokens[verb.last - 1].text.endswith(m.plural[0]):
        return False
    by = doc.at("event", verb.last)
    led = by is not None and by.prefix.startswith(m.prepositions[:1])
    return led or any(doc.at(x, verb.last) for x in ("locative", "cause"))


def _over_adverbs(doc: Document, i: int) -> int:
    """The token before the adverbs that end at a token."""
    while i > 0 and (doc.at("adverb", i) or doc.tokens[i].word.endswith("ly")):
        i -= 1
    return i


def _acts_again(doc: Document, verb: Tag) -> bool:
    """Whether an object follows a verb: were arrested, and killed two guards."""
    after = doc.tokens[verb.last] if verb.last < len(doc.tokens) else None
    if after is None or after.is_sign:
        return False
    return after.is_number or any(doc.pack.has(label, after.word) for label in _OBJECTS)


def _another_acts(doc: Document, were: Tag, last: int) -> bool:
    """Whether somebody new is told of between: the town was shelled, and men."""
    return any(doc.has(label, were.last, last) for label in ("clause", "they"))


def fallen(doc: Document, tag: Tag) -> bool:
    """Whether soldiers "fell" as the dead do, not back, upon others or into a trap."""
    after = doc.tokens[tag.last].word if tag.last < len(doc.tokens) else ""
    otherwise = doc.pack.has("falls_otherwise", after) and not doc.date_at(tag.last)  # fell on Saturday
    return doc.at("motion", tag.last - 1) is None and not otherwise


def of_a_captive(doc: Document, tag: Tag) -> bool:
    """Whether a word only says who somebody is: showed a captured pilot, freeing two hostages; kin of the abducted."""
    if doc.pack.morphology.article and tag.form == "noun":
        return doc.at("dwellers", tag.first - 1) is not None
    if tag.form == "noun" and doc.pack.language == "en":
        freed = doc.within("motion", tag.first - _FREED, tag.first)
        if any(t.name in ("free", "evacuate") and t.last <= tag.first for t in freed):
            return True
        if doc.at("undergone", tag.last):
            return doc.has("wounded", tag.last, tag.last + _HURT)
        return doc.has("wounded", tag.first - _HURT, tag.first)
    led = doc.tokens[tag.first - 1].word
    told = tag.form in ("past", "participle") and doc.pack.language == "en"
    return told and any(doc.pack.has(label, led) for label in ("definite", "indefinite"))


def outlived(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a noun of the dead tells whose deed they outlived: the victims of a rape, of a kidnapping."""
    deed = doc.at("event", tag.last) if doc.pack.morphology.article and doc.at("undergoes", tag.first) else None
    return deed is not None and deed.name in _OUTLIVED and deed.form == "noun"
