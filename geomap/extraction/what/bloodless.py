"""Ground that is handed over or left without a fight, and what only looks so: people handed over, arrests in calm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.arabic import subject_enters
from geomap.extraction.what.modality import is_verb

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_VERB_AND_SUBJECT: Final = 2  # tokens of a verb and the one word behind it
_SHOT: Final = 4  # tokens from "without" to a shot that was not fired
_PEOPLE: Final = ("civilians", "detainees", "wounded")
_LED_OFF: Final = ("transport", "flee", "free")  # motions of those to whom something was done
_NO_GROUND: Final = ("arrest", "abduction", "protest", "crowd", "loot", "search", "raid", "shooting", "killing")


def hands_over_no_ground(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a word of ground that changes hands without a fight tells of something else here."""
    beside = doc.at("locative", tag.last - 2) if tag.loose and doc.pack.language != "en" else None
    beside = None if beside and is_verb(beside) else beside  # handed the body over at
    gone = doc.within("motion", tag.first, tag.first + 1, "surrender") and doc.at("yields", tag.first) is None
    if beside or gone or _gives_himself_up(doc, tag) or (tag.form == "noun" and _calmly_otherwise(doc, tag, clause)):
        return True
    return _spared(doc, tag, clause[1]) or _left_to(doc, tag) or _hands_over_people(doc, tag, clause[1])


def _gives_himself_up(doc: Document, tag: Tag) -> bool:
    """English: whether "surrendered" has no object, and ground only tells where: surrendered near the airport of X."""
    verb = doc.at("yields", tag.first) if tag.loose and doc.at("motion", tag.first) else None
    alone = verb is not None and verb.last - verb.first == 1
    return alone and doc.pack.has("preposition", doc.tokens[tag.first + 1].word)


def not_fired(doc: Document, tag: Tag) -> bool:
    """Whether a shot is one without which a place was taken: without a single shot being fired."""
    calm = doc.last_of("event", tag.first - _SHOT, tag.last, "transfer")
    return calm is not None and calm.last > tag.first and calm.form == "noun"


def _calmly_otherwise(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether "without a shot" tells how something was done that takes no ground: arrested four without a shot."""
    if not any(doc.at(label, tag.first) for label in ("negation", "lacking")):
        return False
    if any(t.name not in _LED_OFF for t in doc.within("motion", *clause)):
        return False
    others = [t for t in doc.within("event", *clause) if t.last <= tag.first or t.first >= tag.last]
    return bool(others) and all(t.name in _NO_GROUND for t in others)


def _hands_over_people(doc: Document, tag: Tag, last: int) -> bool:
    """Arabic: whether a word of ground right behind the verb only names who hands people over, told before "to".

    The administration handed over 25 women to a delegation.
    """
    if tag.last - tag.first != _VERB_AND_SUBJECT or not is_verb(tag) or not doc.pack.morphology.article:
        return False
    to = doc.first_of("into", tag.last, last)
    people = doc.within("group", tag.last, to.first) if to else ()
    return any(t.name in _PEOPLE for t in people)


def _spared(doc: Document, tag: Tag, last: int) -> bool:
    """Arabic: whether a town is told to be safe from harm, which is written as "handed over": safe from the raids."""
    out = (t.last for t in doc.within("out_of", tag.last, last)) if doc.pack.morphology.article else ()
    return any((harm := doc.at("event", i)) and harm.form == "noun" and harm.name != "transfer" for i in out)


def _left_to(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a verb of leaving only tells what others found who came in: entered X, which Y had left."""
    if not is_verb(tag) or doc.at("vacated", tag.first) is None:
        return False
    entries = doc.within("event", doc.sentence_of(tag.first).first, tag.first, "entry")
    return any(subject_enters(doc, t) for t in entries)
