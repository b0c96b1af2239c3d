"""What only one side says: incidents that a party to the fighting claims, that somebody is accused of, and rumours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.extraction.what.accusing import accusation
from geomap.extraction.where.scenes import literal
from geomap.extraction.who.parties import find_parties
from geomap.extraction.words.phrases import known, owned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident

_FOUGHT: Final = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_DOWNED: Final = "Disrupted weapons use"
_SIDES: Final = ("state", "non_state", "external")
_NO_SIDE: Final = "police"  # who report what they do as any office does
_SPEAKER: Final = 3  # tokens from "according to" to who says so
_DENIER: Final = 6  # tokens at the start of a sentence in which it is told who denies what was told before
_OWN: Final = 4  # tokens from who says so to "it" or "its fighters", and from there to the deed


def as_claims(doc: Document, found: Iterable[Incident]) -> list[Incident]:
    """Return incidents, those marked as claimed that only one side asserts."""
    if "unproven" not in doc.tags and "hearsay" not in doc.tags:
        return list(found)
    return [replace(i, modality="claimed") if i.modality == "occurred" and _claimed(doc, i) else i for i in found]


def _claimed(doc: Document, i: Incident) -> bool:
    at = doc.first_from(next((a for a, _, role in i.evidence.marks if role == "trigger"), i.evidence.start))
    sentence = doc.sentence_of(at)
    told = doc.within("unproven", sentence.first, sentence.last)
    if any(t.name == "confirmed" and t.first > at for t in told):
        return False  # and the army admitted the loss of two
    deed = next((t for t in doc.within("event", at, at + 1)), None)
    if deed is not None and accusation(doc, deed) is not None:
        return True
    if any(_unproven(doc, t, at, sentence) for t in told) or _by_a_side(doc, i, at, sentence):
        return True
    return deed is not None and _then_denied(doc, deed, sentence)


def _then_denied(doc: Document, deed: Tag, sentence: Sentence) -> bool:
    """Whether somebody denies a deed once it is told, here or as the next sentence begins; not any part in it.

    Gunmen had taken three students, residents said; the group denied it. The group denied the abduction.
    """
    end = doc.sentence_of(sentence.last).first + _DENIER if sentence.last < len(doc.tokens) else sentence.last
    for told in doc.within("unproven", deed.last, end):
        theirs = doc.sentence_of(told.first)
        elsewhere = literal(doc, told.last if theirs is sentence else theirs.first, theirs.last)
        if elsewhere:
            continue  # X: the mayor denied it
        if told.name == "denied" and _ends(doc, told, theirs):
            return True
        if told.name == "denies" and _denies_it(doc, told, deed, theirs.last):
            return True
    return False


def _denies_it(doc: Document, told: Tag, deed: Tag, last: int) -> bool:
    """Whether what somebody denies is the deed told before: the abduction, having abducted them, not any part in it."""
    again = doc.first_of("event", told.last, min(told.last + _OWN, last))
    if again is None:
        return False
    taken_up = again.form in ("noun", "participle") and not doc.has("that", told.last, again.first)
    taken_up = taken_up and (known(doc, again) or owned(doc, again.last - 1))
    part = doc.within("unproven", told.last, again.first, "part_in")
    return (again.name == deed.name or taken_up) and not part


def _unproven(doc: Document, told: Tag, at: int, sentence: Sentence) -> bool:
    """Whether a word that leaves something unproven reaches the word of an event."""
    first, end = sentence.clause(sentence.clause_of(at))
    if told.name == "aside":
        return first <= told.first < end
    if told.name == "end":
        last = sentence.last - doc.tokens[sentence.last - 1].is_sign
        return at < told.first and told.last >= last and not doc.has("contrast", at, told.first)
    if told.name == "belief":
        return first <= told.first < at
    if told.name == "doubted":
        return told.first > at and _ends(doc, told, sentence)
    if told.name not in ("claim", "rumour") or told.first > at or doc.has("contrast", told.last, at):
        return False
    inside = doc.at("relative", told.first - 1) is not None or doc.at("who", told.first - 1) is not None
    return not inside or told.first >= first  # not "the group, which claimed to have .., attacked X"


def _ends(doc: Document, doubted: Tag, sentence: Sentence) -> bool:
    """Whether a doubt is of what was told, not of its toll, or of what follows: which the army denied."""
    first, _ = sentence.clause(sentence.clause_of(doubted.first))
    if doc.within("unproven", first, doubted.first, "toll") or _of_harm(doc, doubted.last):
        return False
    i = doubted.last
    return i >= sentence.last or doc.tokens[i].is_sign or doc.pack.morphology.article != ""


def _of_harm(doc: Document, first: int) -> bool:
    """Whether those who were hurt follow, of whom nothing could be verified."""
    labels = ("killed", "wounded", "losses", "untold")
    return any(doc.has(label, first, first + _OWN) for label in labels) or doc.has("unhurt", first - 2, first + 1)


def _by_a_side(doc: Document, i: Incident, at: int, sentence: Sentence) -> bool:
    """Whether a party to the fighting tells of what it has done itself: the army said it had bombed X."""
    if i.event_type not in _FOUGHT and i.sub_event_type != _DOWNED:
        return False
    for said in doc.within("hearsay", sentence.first, at):
        side = _speaker(doc, said)
        if side is None or doc.has("contrast", said.last, at):
            continue
        name = doc.pack.actors[side.name].name if side.label == "actor" else None
        own = _of_its_own(doc, max(said.last, side.last), at)
        if said.name == "source":
            own = own or i.sub_event_type == _DOWNED or (name is not None and i.actor1 == name)
        if own and (i.actor1 is not None or said.name == "source") and (name is None or i.actor2 != name):
            return True
    return False


def _speaker(doc: Document, said: Tag) -> Tag | None:
    """The party that says something: before the verb, in Arabic behind it too, or behind "according to"."""
    where = range(said.last, said.last + _SPEAKER) if said.name == "source" else (said.first - 1, said.last)
    for i in where:
        if i < said.first or said.name == "source" or doc.pack.morphology.article:
            side = doc.at("actor", i) or doc.at("acting", i)
            if side is not None and _is_side(doc, side):
                return side
    return None


def _is_side(doc: Document, who: Tag) -> bool:
    if who.label == "acting":
        return who.name == "non_state"
    return who.name != _NO_SIDE and doc.pack.actors[who.name].kind in _SIDES


def _of_its_own(doc: Document, first: int, at: int) -> bool:
    """Whether "it", "they" or "its fighters" stand between who says so and the deed."""
    own = doc.first_of("own_deed", first, min(first + _OWN, at + 1))
    if own is not None:
        return at - own.last <= _OWN
    theirs = next(
        (i for i in range(first, min(first + _OWN, at)) if doc.pack.has("possessive", doc.tokens[i].word)), None
    )
    return theirs is not None and at - theirs <= _OWN + 1


def accused(doc: Document, tag: Tag) -> Party | None:
    """Who is accused of a deed, and so did it if it was done: between the verb and the deed, the last one named."""
    told = accusation(doc, tag)
    here = find_parties(doc, told.first + 1, max(told.last, tag.first)) if told else []
    return here[-1] if here else None


def from_above(doc: Document, tag: Tag) -> bool:
    """English: whether places themselves are bombed, from the air: the bombing of Shaar, but a bombing in Kano.

    So does a state: Russian bombing, accused the army of bombing a market.
    """
    if doc.pack.language != "en" or doc.tokens[tag.last - 1].word not in ("bombing", "bombardment"):
        return False
    actor, place = doc.at("actor", tag.first), doc.place_at(tag.last + 1)
    state = actor is not None and actor.first < tag.first and doc.at("demonym", tag.first - 1) is not None
    of = tag.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[tag.last].word)
    if state or (tag.form == "noun" and place is not None and of):
        return True
    by = accused(doc, tag)
    return by is not None and by.kind in ("state", "external")
