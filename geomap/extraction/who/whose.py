"""Whose an event is, and who only stands beside it: an ambush of gunmen's, a Houthi attack, among them a girl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.what.modality import is_verb
from geomap.extraction.who.subjects import subject

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

# families whose noun has an owner who acts, where that of a verb with an object has one who undergoes it
_OWNED = ("attack", "shelling", "air", "struck", "ied", "device", "suicide", "grenade", "incursion", "raid", "chemical")
_WITH_OBJECT = ("territory", "riot", "stones", "mob")  # whose phrases hold those to whom it is done
_WORDS = 2  # adjectives between such a noun and its owner
_DESCRIBED = 3  # words between a verb and the noun that is its object
_LEADS = ("locative", "cause", "agent_mark", "of", "clause", "out_of", "aim")  # what leads to a noun that is no object
_NO_ACT = ("be", "killed", "wounded", "undergoes", "undergone", "hearsay", "event", "relative", "negation")
_UNNAMED = ("clause", "event", "locative", "killed", "wounded", "who")  # what stands in no name of those who were hurt


def owns(doc: Document, p: Party, t: Tag) -> bool:
    """Whether an event's noun is told to be a party's own, by "of" in Arabic: an attack of X's; an X attack."""
    if t.name not in _OWNED or p.kind in ("civilian", "thing") or any(doc.at(key, t.first) for key in KEYS):
        return False
    if not doc.pack.morphology.article:
        return p.last == t.first and t.form == "base" and _leads_to_noun(doc, p.first - 1)
    between = range(t.first + 1 if p.first < t.last else t.last, p.first)
    if t.form != "noun" or not _belongs(doc, p) or doc.at("thing", p.first) or len(between) > _WORDS:
        return False
    if doc.has("target_mark", t.first - _WORDS, t.first):
        return False  # raids on rocket pads of X
    return not any(doc.tokens[i].is_sign or doc.places_in(i, i + 1) or doc.over(i) for i in between)


def bombs(doc: Document, p: Party, t: Tag) -> bool:
    """English: whether a party is the object of a noun that is written as a participle: accused of bombing a school."""
    if not (doc.tokens[t.last - 1].text.endswith("ing") and 0 <= p.first - t.last <= _DESCRIBED):
        return False
    return any(doc.at(x, t.last) for x in ("indefinite", "definite")) and doc.at("of", t.first - 1) is not None


def fires(doc: Document, p: Party, t: Tag, parties: list[Party]) -> bool:
    """English: whether an event's noun is the object of a verb whose subject a party is: gunmen threw a grenade."""
    near = range(t.first - 1, max(p.last, t.first - 1 - _DESCRIBED), -1)
    opens = (i for i in near if doc.at("nominal", i) or doc.at("indefinite", i) or doc.tokens[i].is_number)
    first = next(opens, t.first)
    verb = range(p.last, first)
    if not verb or any(doc.at(x, first - 1) for x in _LEADS) or p is not subject(doc, parties, t):
        return False
    return not any(doc.tokens[i].is_sign or any(doc.at(x, i) for x in _NO_ACT) for i in verb)


def _leads_to_noun(doc: Document, i: int) -> bool:
    """English: whether what follows a word is a noun, though it may be a verb too: in an X attack, after X attack."""
    return any(doc.at(label, i) for label in ("nominal", "indefinite", "definite", "locative", "cause", "agent_mark"))


def _belongs(doc: Document, p: Party) -> bool:
    """Arabic: whether "of" is attached to a party's noun."""
    m = doc.pack.morphology
    of = m.article_with.get(m.purpose, "\0")
    text = doc.tokens[p.first].text
    return p.prefix.removesuffix(m.article).endswith(m.purpose) or p.prefix == of or text.startswith(of)


def driven_out(doc: Document, p: Party, t: Tag, parties: list[Party]) -> bool:
    """Arabic: whether a phrase of a verb holds its object, whose subject stands before it: the army drove X out of Y.

    So does one with a subject that no list knows: youths pelted soldiers with stones.
    """
    inside = t.loose and t.first < p.first and p.last <= t.last
    if not (inside and t.name in _WITH_OBJECT and doc.pack.morphology.article and is_verb(t)):
        return False
    m, after = doc.pack.morphology, doc.tokens[t.first + 1]
    plural = m.plural[1] + m.masculine_endings[1][-1:]
    if doc.tokens[p.first].text.endswith(plural):
        return False
    if any(t.first < o.first and o.last == p.first for o in parties):
        return True
    if p.first == t.first + 2 and after.text.endswith(plural) and not after.text.startswith((m.article, *m.persons)):
        return True
    before = (o for o in parties if o.last == t.first and o.kind not in ("civilian", "thing"))
    return p.first == t.first + 1 and any(not _belongs(doc, o) for o in before)


def apart(doc: Document, first: int, p: Party) -> bool:
    """Whether a party behind the word of those hurt is none of them: two men were hurt while the army shelled X.

    Arabic: nor is a thing that only says who they are: the mayor of a village.
    """
    if p.kind == "thing" and p.first == first and doc.pack.morphology.article:
        return True
    return any(doc.at(label, i) for label in _UNNAMED for i in range(first, p.first) if not doc.at("of", i))


def among(doc: Document, p: Party) -> bool:
    """Whether a party is only some of those hurt: killed four, among them a woman, including two children."""
    i = p.first
    while i > 0 and (doc.tokens[i - 1].is_number or doc.at("indefinite", i - 1)):
        i -= 1
    part = doc.at("part", i - 1)
    return part is not None and part.last == i


def part_of(doc: Document, p: Party, whole: Party) -> bool:
    """Whether a party's own force is named behind it: two soldiers of the Fourth Division in the army."""
    between = range(p.last, whole.first)
    return 0 < len(between) <= _WORDS and all(doc.at("of", i) for i in between)
