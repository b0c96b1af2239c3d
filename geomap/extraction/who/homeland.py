"""The countries that a report is about by whose police and soldiers act at home in it: the Lebanese army in Tripoli."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import Tag
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Gazetteer

# whose forces act abroad as often as at home
_ABROAD: Final = frozenset(("TR", "US", "RU", "IL", "IR", "FR", "GB", "SA", "AE", "ET", "KE", "UG", "BI", "RW"))
_OFFICE: Final = 3  # tokens from "the governor of" to the name of what he governs


def homelands(doc: Document, gazetteer: Gazetteer) -> list[str]:
    """Return the countries of the forces at home that a report tells of, and of missions to one country, in order."""
    if "demonym" not in doc.tags and "based_in" not in doc.tags:
        return []
    named = [*(of.name for of in _peoples(doc)), *(t.name for t in doc.tags.get("based_in", ()))]
    places = [gazetteer.resolve(name, kinds=("country",)).place for name in dict.fromkeys(named)]
    found = dict.fromkeys(p.country for p in places if p is not None and p.country)
    return [country for country in found if country not in _ABROAD]


def _peoples(doc: Document) -> Iterator[Tag]:
    """Peoples whose name is a state's force's: the Lebanese army, Iraqi police."""
    for force in (*doc.tags.get("actor", ()), *doc.tags.get("acting", ())):
        state = doc.pack.actors[force.name].kind == "state" if force.label == "actor" else force.name == "state"
        if state:
            yield from doc.within("demonym", force.first - 1, force.last + 1)


def only_homes(doc: Document, hits: list[tuple[Hit, Placed]], countries: Sequence[str | None]) -> set[int]:
    """Names that only tell where somebody is from, beside others: a man from Haifa draws no quarter of Tyre there.

    Not so of those whom officials govern. ``countries``: of each name the one country that it speaks of.
    """
    homes = {n for n, (_, p) in enumerate(hits) if p.home and not doc.has("official", p.lead - _OFFICE, p.first)}
    scenes = {country for n, country in enumerate(countries) if n not in homes}
    return homes if scenes - {None} else set()
