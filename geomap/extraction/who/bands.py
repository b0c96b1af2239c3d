"""Arabic: armed groups that no list knows, by the noun that their names begin with: the group of X, the army of Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.who.states import STATE
from geomap.extraction.words.pack import Actor, Tag

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document

_UNIT = "unit"  # names of brigades and armies, which may be anybody's
_NAME = 3  # words of a name after its noun
_NO_NAME = ("of", "event", "motion", "hearsay", "cause", "clause", "relation", "locative", "owner_mark", "no_band")


def actor_of(doc: Document, tag: Tag) -> Actor:
    """Who a tag of an actor means: one of the pack's, a group that bears its own name, or a state by its country's."""
    kind = "armed" if tag.form == _UNIT else "external" if tag.form == STATE else "non_state"
    return doc.pack.actors.get(tag.name) or Actor(tag.name, tag.name, kind)


def with_bands(doc: Document, actors: list[Tag], first: int, last: int) -> list[Tag]:
    """Return the actors of a token range and the groups that no list knows; no group's noun stands for another."""
    heads = doc.within("band_noun", first, last) if doc.pack.morphology.article else []
    heads = [head for head in heads if not _known(doc, head)]
    if not heads:
        return list(actors)
    bare = {head.first for head in heads}
    out = [a for a in actors if not (a.first in bare and a.last - a.first == 1)]
    for head in heads:
        named = next((a for a in out if a.first == head.last), None)
        if named is not None and not named.prefix:  # the group of X, which a list knows without its noun
            out.remove(named)
            out.append(Tag("actor", named.name, head.first, named.last, named.form, head.prefix))
        elif (band := _band(doc, head)) is not None:
            out = [a for a in out if not band.first <= a.first < band.last]
            out.append(band)
    return sorted(out, key=lambda t: t.first)


def _known(doc: Document, head: Tag) -> bool:
    """Whether a group's noun has the article, so that it was told before, or begins a name that a list knows."""
    m = doc.pack.morphology
    known = doc.at("actor", head.first)
    told = head.prefix.endswith(m.article) or head.prefix in m.article_with.values()
    return told or (known is not None and known.last - known.first > 1)


def _band(doc: Document, head: Tag) -> Tag | None:
    """Return the group that a noun begins the name of."""
    if head.name == "council" and doc.place_at(head.last) is None:
        return None
    end = head.last
    while end < min(head.last + _NAME, len(doc.tokens)) and _goes_on(doc, end, head):
        end += 1
    last = doc.tokens[end - 1]
    if (
        end == head.last
        or not last.text.startswith(doc.pack.morphology.article)
        or (head.name == "council" and end == head.last + 1)
    ):
        return None
    name = doc.words(head.first, end).removeprefix(head.prefix)
    return Tag("actor", name, head.first, end, head.name, head.prefix)


def _goes_on(doc: Document, i: int, head: Tag) -> bool:
    """Whether a word belongs to a group's name: it has the article, or opens a genitive right behind the noun."""
    token = doc.tokens[i]
    if token.is_sign or token.is_number or doc.date_at(i) or any(doc.at(label, i) for label in _NO_NAME):
        return False
    opens = i == head.last and (doc.at("named_so", i) is not None or head.name == "council")
    return opens or token.text.startswith(doc.pack.morphology.article)


def belongs_by(doc: Document, men: Tag) -> Tag | None:
    """What leads right from men without a name to whose they are: gunmen of, men said to be of."""
    at = men.last
    thought = doc.at("unproven", at) if doc.pack.morphology.article else None
    if thought is not None and thought.first == at and thought.name == "belief":
        return doc.at("of", thought.last) or thought
    led = doc.at("owner_mark", at)
    if led is None and doc.pack.morphology.article and doc.at("out_of", at):
        led = doc.at("of", at)
    return led if led is not None and led.first == at else None


def is_ground(doc: Document, actor: Tag) -> bool:
    """Whether a country that stands for its forces is told as a place: in northern X, not "X bombed" nor "at X"."""
    p = doc.place_at(actor.first)
    if p is None or p.last != actor.last or p.mention.usage != "literal":
        return False
    deed = doc.at("event", p.last)
    acts = deed is not None and deed.form != "noun"
    led = any(doc.at(label, p.lead) is not None for label in ("target_mark", "agent_mark"))
    return not (acts or led) and (p.container or p.located or p.relation is not None)
