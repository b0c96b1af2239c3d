"""Crowds: who fires on one that was told of before, whose deed one only gathers over, who is armed and none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_THEM = "them"
_OVER = ("killing", "assassination", "arrest", "abduction")  # what people gather over
_CROWD_TOLD = 2  # sentences back in which the crowd may be told


def at_the_crowd(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether shots, and no gunmen's, are fired at a crowd just told of: thousands marched. Soldiers fired on them."""
    them = kind.id == "shooting" and doc.pack.language == "en" and tag.last < len(doc.tokens)
    if not them or all(t.word != _THEM for t in doc.tokens[tag.first : tag.last + 1]):
        return False
    sentence = doc.sentence_of(tag.first)
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    if any(t.name in ("unknown", "non_state") for t in doc.within("acting", first, tag.first)):
        return False
    start = (*doc.preceding(sentence, _CROWD_TOLD), sentence)[0].first
    crowd = any(t.name in ("protest", "crowd") for t in doc.within("event", start, tag.first))
    return crowd or doc.has("gathering", start, tag.first)


def by_force(doc: Document, tag: Tag) -> bool:
    """Arabic: whether armed men stand right after a verb: soldiers burned the tents of protesters.

    Behind a verb that says by itself that they are many, they are its object: they threw stones at a patrol.
    """
    m = doc.pack.morphology
    fired_on = tag.name == "shot_at"  # on the crowd that was told of, whoever fires
    who = doc.at("civilian", tag.first + 1) if tag.form == "past" and m.article and not fired_on else None
    return who is not None and who.name == "armed" and not doc.tokens[tag.first].word.endswith(m.plural[0])


def gathered_over(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a deed is what a protest before it in its clause is about: marched after the killing of a man.

    So is how it was done: by the bullets of a guard.
    """
    if tag.form != "noun" or not doc.pack.morphology.article:
        return False
    sentence = doc.sentence_of(tag.first)
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    told = doc.within("event", first, tag.first)
    deed = tag if tag.name in _OVER else told[-1] if told and tag.prefix and told[-1].name in _OVER else None
    over = doc.at("cause", deed.first - 1) if deed is not None else None
    if deed is None or over is None or over.last != deed.first:
        return False
    crowd = any(t.name in ("protest", "crowd", "riot") for t in told if t.first < over.first)
    return crowd and not doc.has("killed", first, over.first)
