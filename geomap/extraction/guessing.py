"""Events that no word of a pack tells: what the words of a sentence tell together, at a place that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction import gist
from geomap.extraction.frames import Frame
from geomap.extraction.likelihood import is_brief
from geomap.extraction.modality import modality
from geomap.extraction.pack import Tag
from geomap.extraction.scenes import literal
from geomap.model import EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.document import Document, Sentence

_LIKELY = 0.0  # log odds from which a sentence is taken to tell an event
_JUDGED: Final = ("event", "motion")  # words that grammar has judged: what it has taken for no news is none
# families that stand for a sub-event type: what they do with places, sides and tolls is what such events have
_FAMILIES: Final = {
    "Armed clash": "clash", "Government regains territory": "territory",
    "Non-state actor overtakes territory": "territory", "Chemical weapon": "chemical", "Air/drone strike": "air",
    "Suicide bomb": "suicide", "Shelling/artillery/missile attack": "shelling", "Remote explosive/landmine/IED": "ied",
    "Grenade": "grenade", "Sexual violence": "sexual", "Attack": "execution",
    "Abduction/forced disappearance": "abduction", "Peaceful protest": "protest",
    "Protest with intervention": "intervened", "Excessive force against protesters": "excessive",
    "Violent demonstration": "riot", "Mob violence": "mob", "Agreement": "agreement", "Arrests": "arrest",
    "Change to group/activity": "change", "Disrupted weapons use": "disrupted",
    "Headquarters or base established": "base", "Looting/property destruction": "loot",
    "Non-violent transfer of territory": "transfer", "Other": "other",
}  # fmt: skip


def guessed(doc: Document, sentence: Sentence) -> list[Frame]:
    """Return the event that a sentence tells without a word of any pack, where its words and a place make it likely.

    None in a notice of a sentence or two: what is learnt is learnt from sentences of reports.
    """
    first, last = sentence.first, sentence.last
    if is_brief(doc) or any(doc.has(label, first, last) for label in _JUDGED) or not literal(doc, first, last):
        return []
    found = gist.odds(doc, first, last)
    if not found:
        return []
    likeliest = max(range(len(EVENT_TYPES)), key=lambda n: found[n])
    if found[likeliest] < _LIKELY:
        return []
    kind = doc.pack.events[_FAMILIES[gist.subtype(doc, first, last, EVENT_TYPES[likeliest])]]
    at = gist.telling(doc, first, last, likeliest)
    tag = Tag("event", kind.id, at, at + 1, gist.GUESSED)
    mode = modality(doc, tag, sentence)
    return [Frame(sentence, first, last, (kind, tag), mode)] if mode == "occurred" else []
