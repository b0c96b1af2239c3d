"""English: a participle in front befalls what the main clause is about: captured by rebels, X burned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_SUBJECT: Final = 6  # tokens from the comma in which the subject's noun stands
_AFTER: Final = ("agent_mark", "locative", "aim", "relation", "cause", "clause", "adverb", "and")  # none of an object
_ENDS: Final = ("be", "occurs", "hearsay", "relative", "event")  # what a subject ends before
_PEOPLE: Final = ("civilian", "acting", "group", "one", "person")


def befallen(doc: Document, tag: Tag) -> Literal["ground", "people"] | None:
    """What a participle in front befalls: ground or people; None where it is none, or they are neither.

    Captured on Monday, the village of X; retaken by the army, X; seized near X, two priests.
    """
    sentence = doc.sentence_of(tag.first)
    lead = tag.first - sentence.first
    opens = lead == 0 or (lead == 1 and doc.tokens[sentence.first].word.endswith("ly"))  # briefly held
    if doc.pack.language != "en" or not opens or tag.form != "past" or tag.last >= sentence.last:
        return None
    object_ = not any(doc.at(label, tag.last) for label in _AFTER) and doc.date_at(tag.last) is None
    main = _main_clause(doc, tag)
    if object_ or main is None:
        return None
    end = min(main + _SUBJECT, sentence.last)
    end = next((i for i in range(main + 1, end) if any(doc.at(x, i) for x in _ENDS) or doc.tokens[i].text == ","), end)
    named = literal(doc, main, end)
    ground = min((p.lead for p in named), default=end)
    if (noun := doc.first_of("ground", main, end)) is not None:
        ground = min(ground, noun.first)
    who = [t for label in _PEOPLE if (t := doc.first_of(label, main, end))]
    who = [t for t in who if not doc.at("ground", t.last)]  # market town
    people = min((t.first for t in who), default=end)
    return "people" if people < ground else "ground" if ground < end else None


def _main_clause(doc: Document, tag: Tag) -> int | None:
    """Where the main clause begins: at the last clause that a comma parts from what stands in front, before a verb."""
    sentence = doc.sentence_of(tag.first)
    for first in sentence.clauses:
        if first > tag.first and doc.tokens[first - 1].text == "," and doc.date_at(first) is None:
            return first
    return None
