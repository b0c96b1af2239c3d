"""What kind of event it was, where all words of a passage tell another kind than the one word that was found.

An incident is found by one word, and dozens around it say what it was: "they took the square" stands among chants and
banners, or among tanks. Where these clearly tell of another type (`gist`) they are followed, the sooner the less that
one word says by itself: killed, attacked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.extraction.how_sure import gist
from geomap.extraction.how_sure.likelihood import NOT_HAPPENED, around, is_brief
from geomap.extraction.what.english import tells_otherwise
from geomap.extraction.what.seizing import seizes_goods
from geomap.model import EVENT_TYPES, SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident

AHEAD: Final = 4.0  # log odds by which another type must be likelier
AHEAD_OF_VAGUE: Final = 2.0  # than that of a word which tells little of how it happened:
VAGUE: Final = 50  # one of a family that weighs no more
BY_WORDS: Final = "gist"  # how a rule tells it
_LEAST, _MOST = -5.0, 4.0  # beyond these log odds words are as good as certain
_COMMONEST: Final = {  # of a type, where no word of the sentence tells which; what bursts has a name
    "Battles": "clash",
    "Violence against civilians": "execution",
    "Protests": "protest",
    "Riots": "riot",
    "Strategic developments": "loot",
}
_HARMFUL: Final = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_DISRUPTED: Final = "Disrupted weapons use"
_FOUGHT: Final = ("Battles", "Violence against civilians")
_STAYS: Final = {  # what of the type that was found stays true of another: people were taken, people were hurt
    ("Arrests", "Violence against civilians"): "abduction",
    ("Abduction/forced disappearance", "Strategic developments"): "arrest",
    **{(harm, "Protests"): "excessive" for harm in _HARMFUL},
    **{(harm, "Riots"): "mob" for harm in _HARMFUL},
}


def retyped(doc: Document, found: list[Incident]) -> list[Incident]:
    """Return incidents, those that happened with the types that their passages tell of.

    A brief text is taken at its word.
    """
    if is_brief(doc):
        return list(found)
    told = {(i.evidence.sentence_start, i.event_type) for i in found}
    others = (i if i.aggregate or i.modality in NOT_HAPPENED else _retyped(doc, i) for i in found)
    # none becomes what its sentence tells besides
    return [i if (i.evidence.sentence_start, o.event_type) in told else o for i, o in zip(found, others, strict=True)]


def _retyped(doc: Document, i: Incident) -> Incident:
    first, sentence, clause = around(doc, i.evidence)
    wide, close = gist.odds(doc, sentence.first, sentence.last), gist.odds(doc, clause[0], clause[1])
    if not wide:  # a language of which nothing was learnt
        return i
    odds = [(_tempered(wide[n]) + _tempered(close[n])) / 2 for n in range(len(EVENT_TYPES))]
    likeliest = max(odds)
    vague = doc.pack.events[i.evidence.rule.split(":")[1]].weight <= VAGUE
    if likeliest <= odds[EVENT_TYPES.index(i.event_type)] + (AHEAD_OF_VAGUE if vague else AHEAD):
        return i
    event_type = EVENT_TYPES[odds.index(likeliest)]
    if (i.event_type, event_type) == _FOUGHT and i.actor2:
        return i  # grammar knows that they bear arms
    words = [t for t in doc.within("event", sentence.first, sentence.last) if not _says_otherwise(doc, t, sentence)]
    word = word_of(doc, event_type, first, words)
    stays = _STAYS.get((i.sub_event_type, event_type)) or _STAYS.get((i.event_type, event_type))
    family = word.name if word else stays or _COMMONEST.get(event_type)
    if family is None or (i.sub_event_type == _DISRUPTED and not (word or stays)):
        return i  # what is seized or taken apart has hurt nobody
    kind = doc.pack.events[family]
    rule = f"{doc.pack.language}:{kind.id}:{BY_WORDS}"
    return replace(i, sub_event_type=kind.sub_event_type, evidence=replace(i.evidence, rule=rule))


def _tempered(odds: float) -> float:
    return min(max(odds, _LEAST), _MOST)


def _says_otherwise(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a word that takes or gives people or ground does not here: seized the drugs, hand over his sons."""
    of_goods = doc.at("takes_either", tag.first) is not None and seizes_goods(doc, tag, sentence.last)
    return of_goods or (doc.pack.language == "en" and tells_otherwise(doc, doc.pack.events[tag.name], tag))


def word_of(doc: Document, event_type: str, near: int, words: list[Tag]) -> Tag | None:
    """Return that of some words of events which tells of a type, the nearest to a token; None where none does."""
    kinds = doc.pack.events
    told = [t for t in words if SUB_EVENT_TYPES[kinds[t.name].sub_event_type] == event_type]
    return min(told, key=lambda t: abs(t.first - near), default=None)
