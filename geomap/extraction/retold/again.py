"""Events without a place of their own that can only be one told right before: ground, a crowd, a victim taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.retold.retellings import GROUND, VIOLENT
from geomap.extraction.what.english import SIDES
from geomap.extraction.what.frame import CROWDS
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.phrases import definite, known

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident

_BACK = 5  # sentences back in which it was told
_LAST = 3  # incidents back
_OBJECT = 4  # tokens from a verb to "him"
_SUBJECT = 2  # tokens from "it was" to its verb
_HELD = (*GROUND, "Non-violent transfer of territory")
_TAKEN = ("Arrests", "Abduction/forced disappearance")
_SEARCHES = ("raid", "search", "incursion", "led", "stormed", "attack")  # families of how people are taken
_ENDS = ("agreement",)  # families of what ends violence rather than answers it
_NEW = ("besides", "another", "renewed", "contrast", "pluperfect")  # what sets an event apart from the one before


def only_taken_up(doc: Document, frame: Frame, found: list[Incident], again: Incident) -> int | None:
    """Return which incident a frame only takes up that names neither a place nor a day of its own."""
    kind, tag = frame.head
    if (n := _of_the_town(doc, frame, found)) is not None or (n := _whom(doc, frame, found, again)) is not None:
        return n
    if found and _what_for(doc, tag, found[-1], again):
        return len(found) - 1
    if again.place_text is not None or again.time.span is not None or again.modality != "occurred":
        return None
    new = (t for label in _NEW for t in doc.within(label, frame.first, tag.last + 1))
    if any(t.label != "pluperfect" or not doc.has("hearsay", frame.first, t.first) for t in new):
        return None  # but the army said that it had driven them out
    near = doc.tokens[(*doc.preceding(frame.sentence, _BACK), frame.sentence)[0].first].start
    for n in range(len(found) - 1, max(-1, len(found) - 1 - _LAST), -1):
        told = found[n]
        if told.evidence.end < near or told.modality != "occurred" or told.place != again.place:
            continue
        ground = told.sub_event_type in GROUND and again.sub_event_type in _HELD
        held = ground and _same_side(doc, told, again)
        crowd = told.event_type in CROWDS and again.event_type in CROWDS and _of_the_crowd(doc, frame, tag)
        searched = (
            told.sub_event_type in _TAKEN and kind.id in _SEARCHES and (known(doc, tag) or _them(doc, frame, tag))
        )
        part = told.sub_event_type == again.sub_event_type and doc.has("of_the_dead", frame.first, frame.last)
        answer = again.event_type == "Strategic developments" and kind.id != "disrupted" and _after_it(doc, frame, told)
        hit = told.event_type in VIOLENT and again.event_type in VIOLENT and _hits_him(doc, frame, tag, told, again)
        if held or crowd or searched or hit or part or answer:
            return n
    return None


def _what_for(doc: Document, tag: Tag, told: Incident, again: Incident) -> bool:
    """English: whether a noun only takes up what is planned: boats have been gathered for the attack."""
    bare = again.killed is again.wounded is None and again.place == told.place
    led = tag.first > 1 and doc.tokens[tag.first - _SUBJECT].word == "for" and doc.at("definite", tag.first - 1)
    return told.modality == "planned" and bare and tag.form == "noun" and bool(led) and doc.pack.language == "en"


def _of_the_town(doc: Document, frame: Frame, found: list[Incident]) -> int | None:
    """English: which loss or capture of ground a noun takes up that names no place: the loss of the town."""
    i = frame.head[1].last
    if frame.head[0].sub_event_type not in _HELD or frame.head[1].form != "noun" or doc.pack.language != "en":
        return None
    i += i < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[i].word)
    the = i + 1 < len(doc.tokens) and doc.pack.has("definite", doc.tokens[i].word)
    if not the or doc.at("cue", i + 1) is None or any(map(doc.place_at, range(i, i + 4))):
        return None
    near = doc.tokens[(*doc.preceding(frame.sentence, _BACK), frame.sentence)[0].first].start
    told = (n for n in range(len(found) - 1, max(-1, len(found) - 1 - _LAST), -1) if found[n].evidence.end >= near)
    return next((n for n in told if found[n].sub_event_type in _HELD), None)


def _whom(doc: Document, frame: Frame, found: list[Incident], again: Incident) -> int | None:
    """English: which violence of its sentence a relative clause goes on with: a man whom they then beat."""
    if not found or doc.pack.language != "en" or doc.tokens[frame.first].word != "whom":
        return None
    told = found[-1]
    here = told.evidence.sentence_start == doc.tokens[frame.sentence.first].start
    harm = (*VIOLENT, *CROWDS)
    fits = told.event_type in harm and again.event_type in harm and again.place == told.place
    fits &= again.time.start == told.time.start
    return len(found) - 1 if here and fits else None


def _same_side(doc: Document, told: Incident, again: Incident) -> bool:
    """Whether no other known force is told to take ground; soldiers are whoever's took it."""
    others = (a for a in doc.pack.actors.values() if a.kind in SIDES and a.name != told.actor1)
    return told.actor1 is None or all(a.name != again.actor1 for a in others)


def _of_the_crowd(doc: Document, frame: Frame, tag: Tag) -> bool:
    """Whether those told of before act: the protesters blocked a road."""
    they = doc.within("protesters", frame.first, tag.last)
    article = bool(doc.pack.morphology.article)
    return is_verb(tag) and any(definite(doc, t) or not article for t in they)


def _after_it(doc: Document, frame: Frame, told: Incident) -> bool:
    """Whether a sentence only tells what the violence just told led to: troops were sent to stop the fighting."""
    sentence = frame.sentence
    first, last = sentence.first, sentence.last
    if frame.head[0].id == "loot":  # gunmen burned homes, and 120 families fled the fighting
        first, last = sentence.clause(sentence.clause_of(frame.head[1].first))
    nouns = (t for t in doc.within("event", first, last) if t.form != "past")
    said = frame.head[0].id not in _ENDS and told.event_type in VIOLENT and any(known(doc, t) for t in nouns)
    english = doc.pack.language == "en"
    numbers = (english and doc.has("comes_next", sentence.first, sentence.last)) or any(
        t.is_number for t in doc.tokens[sentence.first : sentence.last]
    )
    return said or (frame.head[0].id == "change" and not numbers)


def _them(doc: Document, frame: Frame, tag: Tag) -> bool:
    """Whether a pronoun stands for the one told of."""
    pronouns = doc.pack.morphology.pronouns or "\0"
    verbs = (t for t in doc.within("event", tag.first, frame.last) if t.form == "past")
    return doc.has("them", tag.first, frame.last) or any(doc.tokens[t.first].text.endswith(pronouns) for t in verbs)


def _hits_him(doc: Document, frame: Frame, tag: Tag, told: Incident, again: Incident) -> bool:
    """Whether a pronoun stands for the victim told of: they opened fire on him from a car."""
    them = doc.has("them", tag.first - _SUBJECT, min(frame.last, tag.last + _OBJECT))
    return them and is_verb(tag) and again.killed is None and told.killed is not None
