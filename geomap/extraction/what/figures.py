"""Figures of speech: words of fighting told of words, votes, matches, films and beasts, where nobody is attacked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.duds import never_went_off
from geomap.extraction.what.mishaps import armed
from geomap.extraction.what.peaceful import at_peace, unharmed

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind, Tag

_FIGHTING: Final = (
    "attack", "clash", "standoff", "shelling", "air", "ied", "device", "grenade", "suicide", "raid", "aimed", "struck",
    "shooting", "incursion", "entry", "riot",
)  # fmt: skip
_OTHERS: Final = (
    "assassination", "abduction", "arrest", "killing", "execution", "territory", "disrupted", "protest",
    "change", "loot",
)  # fmt: skip
_SHOT: Final = ("shooting", "killing", "execution")
_TRADED: Final = ("base", "transfer", "territory")  # what firms and charities do without arms: opened a headquarters
_STORMED: Final = ("attack", "raid", "incursion", "entry", "clash", "territory")
_WEIGHED: Final = ("clash", "attack", "standoff")
_DROPPED: Final = ("air", "disrupted")
_INTRANSITIVE: Final = ("ied", "shelling")  # a meteor exploded over X, criticism rained down on Y
_NEAR: Final = 3  # tokens from who acts to the verb
_BEHIND: Final = 2  # Arabic: tokens from a verb to the noun of who acts
_GOAL: Final = 6  # tokens from a shot to the net
_FORMS: Final = ("past", "present", "base", "participle")


def figurative(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether an event's word is a figure of speech, or told of beasts, nature and sickness, which are no party."""
    peaceful = at_peace(doc, kind, tag, clause)
    if kind.id not in _FIGHTING and kind.id not in _OTHERS and kind.id not in _TRADED:
        return peaceful or (kind.id == "crowd" and tag.last - tag.first == 1 and _in_a_match(doc, tag))
    nobody = peaceful or _by_no_attacker(doc, kind, tag, clause[0]) or _drops_aid(doc, kind, tag, clause[1])
    if nobody or (kind.id in _STORMED and _is_noun(doc, tag)) or never_went_off(doc, kind, tag):
        return True
    figures = (doc.at("of_figures", i) for i in range(tag.last - 1, tag.last + 1))
    weighed = kind.id in _WEIGHED and tag.form in ("noun", "word") and doc.has("only_judged", tag.last, clause[1])
    if weighed or any(t is not None and t.prefix in ("", doc.pack.morphology.article) for t in figures):
        return True
    sentence = doc.sentence_of(tag.first)
    filmed = kind.id in _SHOT and doc.has("filmed", max(sentence.first, tag.first - _NEAR - 1), tag.first)
    if filmed and unharmed(doc, tag, clause):
        return True
    if not unharmed(doc, tag, clause):
        return False
    around = max(sentence.first, tag.first - _NEAR), min(sentence.last, tag.last + _GOAL)
    scored = any(t.last > tag.last or not tag.first <= t.first < tag.last for t in doc.within("sport", *around))
    scored = scored or _of_two_teams(doc, sentence)
    return scored or (kind.id in _FIGHTING and (_in_words(doc, kind, tag) or _by_an_orator(doc, tag)))


def _in_a_match(doc: Document, tag: Tag) -> bool:
    """Whether a crowd's word is told of a match: two strikers are back, the coach said."""
    sentence = doc.sentence_of(tag.first)
    return "sport" in doc.tags and doc.has("sport", sentence.first, sentence.last)


def _of_two_teams(doc: Document, sentence: Sentence) -> bool:
    """Whether all of a sentence is of a match: a striker scored from outside the box as A beat B; nobody bears arms."""
    if "sport" not in doc.tags or "of_matches" not in doc.tags:
        return False
    span = sentence.first, sentence.last
    return doc.has("sport", *span) and doc.has("of_matches", *span) and not armed(doc, *span)


def _drops_aid(doc: Document, kind: EventKind, tag: Tag, end: int) -> bool:
    """Arabic: whether aircraft let fall what helps: dropped food and water over X."""
    if kind.id not in _DROPPED or not any(doc.at("lets_fall", i) for i in (tag.first, tag.last - 1)):
        return False
    stop = next((t.first for t in doc.within("aim", tag.first + 1, end)), end)
    aid = any(t.name == "aid" for t in doc.within("group", tag.first + 1, stop))
    return aid and not doc.has("killed", tag.first, end)


def _is_noun(doc: Document, tag: Tag) -> bool:
    """English: whether an article before what may be a verb makes it a noun: after the storm, gave up the fight."""
    if tag.form not in ("base", "present") or tag.loose or doc.pack.morphology.article:
        return False
    word = doc.tokens[tag.first - 1].word if tag.first else ""
    return doc.pack.has("definite", word) or doc.pack.has("indefinite", word)


def _in_words(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether an adjective makes it a fight of words: a verbal clash, a scathing attack; Arabic: it stands behind."""
    if doc.pack.morphology.article:
        verb = tag.form in _FORMS and doc.tokens[tag.first].word not in doc.pack.event_nouns
        alone = tag.last - tag.first == 1 or kind.id in ("clash", "attack")  # not "the bombing of a politician's car"
        near = (tag.first - 1,) if verb and not tag.loose else (tag.first, tag.first + 1, tag.last * alone)
        return any(doc.at("figurative", i) for i in near)
    return doc.has("figurative", tag.first - 1, tag.last) or doc.at("figurative", tag.last - 1) is not None


def _by_an_orator(doc: Document, tag: Tag) -> bool:
    """Whether a politician attacks, of whom nothing but words is told: the lawmaker attacked the cabinet."""
    if tag.name != "attack":
        return False
    if doc.pack.morphology.article:
        verb = tag.form in ("past", "present")
        return verb and (
            doc.at("orators", tag.last) is not None or (tag.loose and doc.at("orators", tag.first + 1) is not None)
        )
    who = doc.at("orators", tag.first - 1)
    return who is not None and tag.form in _FORMS and tag.last < len(doc.tokens) and not _led(doc, tag.last)


def _by_no_attacker(doc: Document, kind: EventKind, tag: Tag, first: int) -> bool:
    """Whether beasts, nature, sickness or guests are who acts: before the verb, behind it in Arabic, led by "by"."""
    if "no_attacker" not in doc.tags:
        return False
    english = not doc.pack.morphology.article
    if (inside := doc.at("no_attacker", tag.first)) is not None and inside.name != "person":
        return True  # a heart attack
    subject = doc.at("no_attacker", tag.first + 1) if tag.loose and not english and tag.form in _FORMS else None
    if subject is not None and subject.name == "nature":
        return True  # Arabic: hunger pounded the tents
    before = doc.within("no_attacker", max(first, tag.first - _NEAR), tag.first)
    end = doc.sentence_of(tag.first).last
    behind = doc.within("no_attacker", tag.last, min(end, tag.last + _BEHIND))
    if english:
        by = doc.at("agent_mark", tag.last - 1) or doc.at("agent_mark", tag.last)
        behind = doc.within("no_attacker", tag.last, min(end, tag.last + _NEAR)) if by else []
    for t in (*before, *behind):
        guest = t.name == "guest" and kind.id not in _STORMED
        guest |= t.name == "trade" and kind.id not in _TRADED
        guest |= t.name == "nature" and not english and t.prefix not in ("", doc.pack.morphology.article)
        if t.name == "person" or guest or doc.at("out_of", t.last) or _of(doc, t) or (english and _of_it(doc, t)):
            continue  # a hail of bullets
        if t.first >= tag.last:
            return True
        led = _led(doc, tag.last) and not (t.name == "nature" and kind.id in _INTRANSITIVE) and t.name != "trade"
        active = tag.form in _FORMS and not led and not doc.has("be", t.last, tag.first)
        noun = tag.form in ("noun", "word") and t.last == tag.first and english
        acting = any(doc.has(label, first, tag.first) for label in ("acting", "actor"))
        if (active or noun) and not (acting or doc.has("clause", t.last, tag.first)):
            return True
    return False


def _led(doc: Document, i: int) -> bool:
    """Whether nothing follows that a verb could be done to: a comma, a preposition, who did it."""
    ends = i >= len(doc.tokens) or doc.tokens[i].is_sign
    return ends or any(doc.at(label, i) for label in ("agent_mark", "locative"))


def _of_it(doc: Document, t: Tag) -> bool:
    """English: whether people are told by what befell them: survivors of the flood blocked the road."""
    known = t.name == "nature" and t.first > 1 and doc.pack.has("definite", doc.tokens[t.first - 1].word)
    return known and doc.pack.has("genitive", doc.tokens[t.first - 2].word)


def _of(doc: Document, t: Tag) -> bool:
    """English: whether "of" follows a noun: a rain of shells."""
    return t.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[t.last].word)
