"""A party: the words that name people or a force, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from geomap.extraction.who.bands import actor_of
from geomap.extraction.who.hands import name_end
from geomap.extraction.who.signs import THING
from geomap.extraction.who.subjects import of_no_state, whole_name

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag


@final
class Party:
    """Tokens ``first`` up to ``last``; ``kind`` is the actor's class, ``armed`` or ``civilian`` for other nouns.

    ``prefix`` are the clitics before the first word; ``known``: an actor of the pack.
    """

    __slots__ = ("first", "kind", "known", "last", "name", "prefix")

    def __init__(self, first: int, last: int, name: str, kind: str, prefix: str, *, known: bool = False) -> None:
        self.first = first
        self.last = last
        self.name = name
        self.kind = kind
        self.prefix = prefix
        self.known = known


def of_name(doc: Document, head: Tag, actor: Tag, last: int | None = None) -> Party:
    """A force that an actor's name tells, from its head noun on: fighters of X's."""
    known = actor_of(doc, actor)
    return Party(head.first, last or actor.last, known.name, known.kind, head.prefix, known=True)


def unnamed(doc: Document, tag: Tag) -> Party:
    """People without a name of their own, as the report tells them; a force is "armed" unless its noun says more."""
    acting = doc.at("acting", tag.first)
    kind = (
        acting.name if acting else THING if tag.label == "struck" else "civilian" if tag.name == "victim" else "armed"
    )
    if doc.pack.language != "en":
        last = name_end(doc, tag) if doc.pack.morphology.article else tag.last
        return Party(tag.first, last, doc.words(tag.first, last).removeprefix(tag.prefix), kind, tag.prefix)
    kind = "civilian" if kind == "crowd" else kind
    kind = "armed" if kind == "state" and of_no_state(doc, tag.last) else kind
    first, last = whole_name(doc, tag.first, tag.last)
    return Party(first, last, doc.words(first, last), kind, tag.prefix)


def with_owner(doc: Document, thing: int, owner: Tag) -> Party:
    """English: a thing that stands for whoever has it."""
    if owner.label == "actor":
        one = doc.at("civilian", owner.last)  # a house owned by an X leader
        last = one.last if one and one.first == owner.last else owner.last
        return Party(thing, last, doc.pack.actors[owner.name].name, THING, "", known=True)
    who = unnamed(doc, owner)
    return Party(thing, who.last, who.name, THING, "")
