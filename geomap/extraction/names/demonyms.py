"""Peoples told by their country's name: "Syrian", "the Danes", U.S. troops. Kept beside places, never taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.inside import certain
from geomap.extraction.words.tokens import cased
from geomap.model import Mention
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extraction.words.document import Document
    from geomap.model import Gazetteer


def with_demonyms(doc: Document, gazetteer: Gazetteer, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of places with those of peoples and of countries that act, in text order.

    What stands in a place's name is none.
    """
    taken = {at for m in mentions for at in (m.start, m.end - 1)}
    found = (
        m
        for m in (*_demonyms(doc, gazetteer), *_governments(doc, gazetteer))
        if taken.isdisjoint(range(m.start, m.end))
    )
    return tuple(sorted((*mentions, *found), key=lambda m: m.start))


def _demonyms(doc: Document, gazetteer: Gazetteer) -> Iterator[Mention]:
    for tag in (*doc.tags.get("demonym", ()), *doc.tags.get("short_country", ())):
        start, end = doc.span(tag.first, tag.last)
        article = doc.pack.morphology.article
        if doc.report.text.startswith(lead := tag.prefix.removesuffix(article), start):
            start += len(lead)
        surface = doc.report.text[start:end]
        if surface[0].islower():  # a polish, a pole
            continue
        yield Mention(start, end, surface, gazetteer.resolve(tag.name, kinds=("country",)), "demonym")


def _governments(doc: Document, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Give countries that stand for who acts in their name: Israel denied it."""
    for tag in doc.tags.get("actor", ()):
        start, end = doc.span(tag.first, tag.last)
        surface = doc.report.text[start:end]
        if cased(surface) and doc.named[tag.first]:
            country = next((p for p in gazetteer.by_key(name_key(surface)) if p.kind == "country"), None)
            if country is not None:
                yield Mention(start, end, surface, certain(country, "the country whose forces are told of"), "metonym")
