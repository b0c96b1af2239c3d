"""Words of events in names of forces and streets: Libya Dawn, Liberation Street; Israeli shelling is what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.retold.retellings import VIOLENT
from geomap.extraction.what.arabic import ends_a_towns_name
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.phrases import definite
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag


def in_a_forces_name(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether a word belongs to a force's name: Libya Dawn, the movement for the liberation of X."""
    noun = tag.form in ("word", "noun") and bool(doc.pack.morphology.article)
    spot = doc.place_at(tag.first) if noun else None
    street = noun and doc.at("facility", tag.first - 1) is not None and definite(doc, tag)
    if street or ends_a_towns_name(doc, tag) or (spot is not None and spot.cue and spot.lead < tag.first):
        return True  # Liberation Street, the quarter of the Air Force
    ends = doc.at("actor", tag.last - 1) if tag.loose else None
    inner = tag.last <= ends.last if ends and kind.id == "base" else ends and tag.last < ends.last
    if ends and ends.first < tag.last - 1 and inner and not (ends.first == tag.first and _is_deed(kind, tag)):
        return True  # the fighters of "the Base", as al-Qaeda is called
    named = doc.at("actor", tag.first)
    if named and tag.first == named.first and doc.pack.morphology.article and _harms(kind):
        named = None if doc.tokens[tag.first].word in doc.pack.event_nouns else named  # an Israeli shelling
    inside = named and (tag.last <= named.last or (tag.loose and named.first < tag.first < named.last - 1))
    return bool(named and named.last - named.first > 1 and inside) and not _is_deed(kind, tag)


def _is_deed(kind: EventKind, tag: Tag) -> bool:
    """Whether a word is what was done, though it stands in the name of those who did it: Israeli shelling."""
    return _harms(kind) and (not is_verb(tag) or tag.form == "participle")


def _harms(kind: EventKind) -> bool:
    return SUB_EVENT_TYPES[kind.sub_event_type] in VIOLENT and kind.id != "territory"
