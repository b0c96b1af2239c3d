"""English: which noun heads a phrase: a subject that no preposition leads, a noun that describes no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_VERBS: Final = ("past", "present", "base", "participle")
_AUXILIARY: Final = ("has", "have", "had", "will", "did", "not", "itself", "themselves")
_PHRASE: Final = 4  # tokens before a noun of its phrase: the seven large national


def heads_subject(doc: Document, t: Tag, verb: int, start: int) -> bool:
    """English: whether a noun heads a phrase that no preposition and no verb leads, and describes no other noun."""
    if (t.last < verb and not ends_noun(doc, t.last)) or doc.at("acting", t.last):
        return False  # price inspectors, a dog's owner, cattle raiders
    for i in range(t.first - 1, max(start, t.first - 1 - _PHRASE) - 1, -1):
        token = doc.tokens[i]
        if token.is_sign or doc.date_at(i) or doc.place_at(i) or doc.at("clause", i):
            return True
        if determines(doc, i):
            return i == start or not (leads(doc, i - 1) or _acted(doc, i - 1))
        if doc.pack.has("and", token.word):
            return doc.at("peaceful", i - 1) is not None
        if leads(doc, i) or (_acted(doc, i) and not determines(doc, i - 1)):
            return False
    return True


def leads(doc: Document, i: int) -> bool:
    """English: whether a preposition stands at a token; not the "of" behind many: a swarm of."""
    if doc.pack.has("genitive", doc.tokens[i].word):
        return doc.at("measure", i - 1) is None
    return any(doc.at(x, i) for x in ("preposition", "agent_mark"))


def _acted(doc: Document, i: int) -> bool:
    told = (doc.at(x, i) for x in ("event", "motion", "occurs"))
    return any(v is not None and v.form in _VERBS and v.last == i + 1 for v in told)


def determines(doc: Document, i: int) -> bool:
    """Whether an article or "its" stands at a token."""
    return i >= 0 and any(doc.pack.has(x, doc.tokens[i].word) for x in ("definite", "indefinite", "possessive"))


def ends_noun(doc: Document, i: int) -> bool:
    """English: whether a word after a noun ends its phrase: a verb, an adverb, a preposition, "and", a sign."""
    if i >= len(doc.tokens):
        return True
    token = doc.tokens[i]
    if token.is_sign:
        return token.text not in ("'", "\u2019", "-")
    if token.word.endswith(("ed", "ly")) or doc.date_at(i) is not None or token.word in _AUXILIARY:
        return True
    told = any(doc.at(x, i) for x in ("preposition", "undergone", "be", "relative", "adverb", "agent_mark"))
    verbs = (doc.at(x, i) for x in ("event", "motion", "occurs"))
    told = told or any(v is not None and v.form in ("past", "base") for v in verbs)
    return told or any(doc.pack.has(x, token.word) for x in ("and", "genitive", "relative"))
