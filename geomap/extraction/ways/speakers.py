"""Places that are told of beside a way by who speaks for them, sat in them or is only from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed

_SAID: Final = 3  # tokens from an official's place to what he says
_ASIDE: Final = 6  # tokens from "among them" to where one of them is from
_HELD: Final = 5  # tokens from "the garrison of" to the place: of the big army camp outside X


def speaks_for(doc: Document, p: Placed) -> bool:
    """English: whether an official of a place tells of those who came: the head of X says a few dozen have arrived."""
    who = doc.at("group", p.lead - 1)
    official = who is not None and who.name == "officials" and doc.pack.has("genitive", doc.tokens[p.lead].word)
    across = doc.within("group", p.lead - _SAID, p.lead, "officials") if doc.at("sure_place", p.lead) else ()
    official |= any(not doc.has("hearsay", t.last, p.lead) for t in across)  # officials across the river in X
    return official and doc.has("hearsay", p.last, p.last + _SAID)


def of_one_of_them(doc: Document, p: Placed) -> bool:
    """English: whether an aside tells where one of them is from: 19 men, among them an officer from X, gave up in Y."""
    led = doc.pack.language == "en" and doc.at("out_of", p.lead) is not None and p.last < len(doc.tokens)
    part = doc.within("part", p.lead - _ASIDE, p.lead) if led and doc.tokens[p.last].text == "," else []
    return bool(part) and doc.tokens[part[-1].first - 1].text == "," and not doc.has("motion", part[-1].last, p.lead)


def held_by(doc: Document, p: Placed) -> bool:
    """English: whether those who leave sat in a place: the garrison of X, of the camp outside X."""
    held = doc.within("holders", p.lead - _HELD, p.first) if doc.pack.language == "en" else []
    return bool(held) and not any(doc.tokens[i].is_sign for i in range(held[-1].last, p.first))


def only_at_home(doc: Document, p: Placed) -> bool:
    """Arabic: whether those who are freed are only at home in a place: in Y, a brigade freed six captives from X."""
    home = doc.at("group", p.lead - 1) is not None and doc.at("out_of", p.lead) is not None
    return home and any(o.located for o in literal(doc, doc.sentence_of(p.first).first, p.lead))
