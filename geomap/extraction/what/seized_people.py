"""English: people who are seized, where the verb may tell of ground as well: seized a priest, seized Omar Darwish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.capitals import run
from geomap.extraction.what.fronted import befallen
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_THING: Final = 2  # words from people to the thing that is theirs
_BE: Final = 3  # tokens from "were" to its participle
_OBJECT: Final = 4  # tokens in which the object of a verb stands
_PEOPLE: Final = ("civilian", "acting", "group", "actor")
_THINGS: Final = ("ground", "goods", "struck")
_ENDS: Final = ("locative", "clause", "and", "into", "out_of")
_NO_NAME: Final = frozenset(("cue", "ground", "struck", "facility", "compound"))
_NAMES: Final = 2  # words of somebody's name


def seizes_people(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether people are taken, not ground: three reporters were seized, seized a priest and two nuns."""
    be = doc.first_of("be", tag.first - _BE, tag.first)
    if (whom := befallen(doc, tag)) or be or doc.at("agent_mark", tag.last):
        return whom == "people" if whom else _are_seized(doc, tag, be, clause)
    many = tag.last + 1 < len(doc.tokens) and (doc.tokens[tag.last].is_number or doc.at("counting", tag.last))
    of_them = many and doc.has("those", tag.last + 1, tag.last + 3)  # captured eleven of them
    ends = many and (doc.tokens[tag.last + 1].is_sign or any(doc.at(x, tag.last + 1) for x in (*_ENDS, "relation")))
    if of_them or (ends and doc.has("killed", clause[0], tag.first)):
        return True  # killing three and capturing two near X
    if by_name(doc, tag.last):
        return True
    for i in range(tag.last, min(tag.last + _OBJECT, clause[1])):
        if doc.tokens[i].is_sign or doc.place_at(i) or any(doc.at(label, i) for label in _THINGS):
            return False
        who = next((t for label in _PEOPLE if (t := doc.at(label, i))), None)
        if who:
            return not _names_thing(doc, who.last, clause[1])
    return False


def _names_thing(doc: Document, i: int, last: int) -> bool:
    """Whether people only say whose a thing is that is seized: two police stations, an army supply convoy."""
    if i >= last or doc.tokens[i].is_sign:
        return i < last and doc.tokens[i].text in ("'", "’")
    if any(doc.at(x, i) for x in ("locative", "of", "and")):
        return False
    return any(doc.at(x, j) for j in range(i, min(i + _THING, last)) for x in ("ground", "cue", "goods", "struck"))


def _are_seized(doc: Document, tag: Tag, be: Tag | None, clause: tuple[int, int]) -> bool:
    """Whether people are the subject of a passive; a note leaves out "were": two nuns seized by gunmen."""
    at, start = be.first if be else tag.first, doc.sentence_of(tag.first).first
    if any(doc.at(label, at - 1) for label in _PEOPLE) or by_name(doc, run(doc, at - 1)[0]):
        return True  # "a consul in Gao and six guards were seized"
    if be is None:
        return not (literal(doc, start, at) or any(doc.has(label, start, at) for label in _THINGS))
    if _people_first(doc, clause[0], at):
        return True  # the governor of Gao was seized
    ground = doc.has("ground", clause[0], tag.first) or literal(doc, clause[0], tag.first)
    return not ground and any(doc.has(label, start, tag.first) for label in ("civilian", "acting", "group"))


def _people_first(doc: Document, first: int, last: int) -> bool:
    """Whether a subject is people, and a place only tells whose: the governor of Gao, two engineers from Misrata."""
    who = next((t for label in (*_PEOPLE, "one") for t in doc.within(label, first, last)), None)
    if who is None or doc.has("event", first, who.first):
        return False
    whose = doc.at("of", who.last) or doc.at("out_of", who.last) or doc.at("genitive", who.last)
    return whose is not None and not (doc.has("ground", first, who.first) or literal(doc, first, who.first))


def by_name(doc: Document, i: int) -> bool:
    """Whether a given name opens a person's name of two words and more, no town's: Omar Darwish, who; Abu Hadi in."""
    if doc.at("person", i) is None or not doc.named[i] or doc.place_at(i):
        return False
    first, end = run(doc, i)
    if end - first < _NAMES or first != i or any(doc.any_at(_NO_NAME, j) or doc.place_at(j) for j in range(i, end)):
        return False
    after = doc.tokens[end] if end < len(doc.tokens) else None
    ends = (*_ENDS, "relative")
    return after is None or after.is_sign or doc.date_at(end) is not None or any(doc.at(x, end) for x in ends)
