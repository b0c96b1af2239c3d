"""What somebody is accused of: the word that accuses, and whether what follows it is told as a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_STEM = 4  # letters of a verb before a pronoun
_LED = 3  # Arabic: tokens from the preposition over a noun of doing to the deed: of carrying out a raid
_BE = 3  # tokens from "was" to "accused"


def only_accused(doc: Document, tag: Tag) -> bool:
    """English: whether somebody is accused of what is told of no place, or was accused of it before."""
    told = accusation(doc, tag)
    if told is None or doc.pack.morphology.article:
        return False
    there = literal(doc, told.last, doc.sentence_of(tag.first).last)
    whose = doc.place_at(told.first - 1)  # the people of X accused the police of
    placed = whose is not None or any(p.located or p.relation or p.cue or p.first == tag.last for p in there)
    return not placed or doc.has("be", told.first - _BE, told.first)


def accused_by(doc: Document, tag: Tag) -> bool:
    """English: whether a word only tells what others accuse those of who act: the group, accused by X of looting."""
    told = accusation(doc, tag) if "unproven" in doc.tags and doc.pack.language == "en" else None
    return told is not None and doc.at("agent_mark", told.first + 1) is not None


def accusation(doc: Document, tag: Tag) -> Tag | None:
    """Return the word before a deed by which somebody is accused of it, None where nobody is.

    Of it: behind "of", or joined to what is; Arabic: led by the preposition. What was done to the accused is another.
    """
    accused = doc.within("unproven", doc.sentence_of(tag.first).first, tag.first, "accuses")
    if not accused or doc.has("contrast", accused[-1].last, tag.first):
        return None
    told, m = accused[-1], doc.pack.morphology
    if not m.article:
        bare = doc.pack.has("genitive", doc.tokens[told.first + 1].word)  # a man accused of beating his son
        of_it = tag.first == told.last or doc.pack.has("and", doc.tokens[tag.first - 1].word)
        of_it = of_it and tag.form in ("participle", "noun")
        of_it = of_it or tag.first < told.last < tag.last  # police of shooting two
        return None if bare or not of_it else told
    by, near = m.prepositions[:1], range(max(told.last, tag.first - _LED), tag.first + 1)
    of_it = any(doc.tokens[i].text.startswith(by) for i in near)
    verb = doc.tokens[told.first].text
    owned = any(verb.endswith(p) and len(verb) - len(p) >= _STEM for p in m.pronouns)  # whom they accused
    apart = any(doc.tokens[i].is_sign for i in range(told.last, tag.first))
    lead = tag.prefix.removesuffix(m.article)
    other = lead.endswith(m.prepositions) and not lead.endswith(by)  # of planning for a raid
    return told if of_it and not (owned or apart or other) and tag.prefix not in m.conjunctions else None
