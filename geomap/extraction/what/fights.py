"""Both sides of a fight or a deal: between A and B, A and B traded fire, A threw back B's attack, agreed with B."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extraction.what.modality import is_verb
from geomap.extraction.who.signs import OBJECT, marked, prepositional
from geomap.extraction.who.speaking import gap_between, parted
from geomap.extraction.who.subjects import subject

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_MARK = 4  # tokens back that a mark of agency or target reaches
_SIDES = 40  # tokens in which both sides of a clash are named
_ATTACKERS = 8  # tokens from "threw back" to those who attacked
_OF_BOTH = 6  # and that of two groups of one army
_LED = 2  # and that of "with" and an article
_FIGHTS = ("clash", "quarrel")
_UNARMED = ("civilian", "thing")
_FROM_AFAR = ("air", "shelling")
_Sides = tuple["Party | None", "Party | None"]


def sides_of(doc: Document, parties: list[Party], triggers: list[Tag]) -> _Sides | None:
    """Who fights whom, where the words give both their places at once; of an attack thrown back, whose it was."""
    return (
        _between(doc, parties, triggers[0])
        or _mutual(doc, parties, triggers[0])
        or _thrown_back(doc, parties, triggers)
    )


def _between(doc: Document, parties: list[Party], trigger: Tag) -> _Sides | None:
    """The two sides of a clash "between A and B"; allies named with A do not stand for B."""
    between = doc.within("relation", trigger.first, trigger.last + _SIDES, "between")
    marks = [t for t in between if doc.at("part", t.first) is None]  # not "among them"
    dealt = trigger.name == "agreement"  # were exchanged in X under a deal between A and B
    verb = doc.pack.morphology.article and trigger.form != "noun"
    far = _MARK if verb and not dealt else OBJECT
    if not marks or marks[0].first - trigger.last > far or parted(doc, trigger.last, marks[0].first):
        return None
    sides = [p for p in parties if p.first >= marks[0].first]
    start = marks[1].first if len(marks) > 1 else marks[0].first
    start = next((t.first for t in doc.within("on_one_side", start, marks[0].first + _SIDES)), start)
    other = next((p for p in sides[1:] if p.first >= start and p.name != sides[0].name), None)
    two = trigger.name in _FIGHTS and _two_of_a_kind(doc, marks[0].last)
    if two and not (other and _joined(doc, sides[0], other)):
        near = sides and sides[0].first - marks[0].last <= _OF_BOTH
        return (sides[0] if near and not doc.places_in(marks[0].last, sides[0].first) else None), None
    return (sides[0], other) if other else _told_apart(doc, sides)


def _two_of_a_kind(doc: Document, i: int) -> bool:
    """Whether both sides are told by one noun: between two families; those who fell are no side of it."""
    dual = doc.pack.morphology.masculine_endings[2:] if doc.pack.morphology.article else ()
    token = doc.tokens[i] if i < len(doc.tokens) else None
    return token is not None and (doc.pack.has("counting", token.word) or token.text.endswith(dual or "\0"))


def _told_apart(doc: Document, sides: list[Party]) -> _Sides | None:
    """Arabic: two forces of the same side that fight each other, under the names that the report gives them."""
    if len(sides) < 2 or not (doc.pack.morphology.article and sides[0].known):
        return None
    a, b = sides[:2]
    names = [doc.words(p.first, p.last).removeprefix(p.prefix) for p in (a, b)]
    if a.name != b.name or names[0] == names[1] or not b.prefix.startswith(doc.pack.morphology.conjunctions[:1]):
        return None
    a.name, b.name = names
    return a, b


def _mutual(doc: Document, parties: list[Party], trigger: Tag) -> _Sides | None:
    """Two forces joined by "and" before or after a verb of what each does to the other: A and B traded fire."""
    if not doc.at("mutual", trigger.first) and not _traded(doc, trigger):
        return None
    for a, b in pairwise(parties):
        if a.name != b.name and _joined(doc, a, b):
            return a, b
    return _with_each_other(doc, parties, trigger)


def _traded(doc: Document, shelling: Tag) -> bool:
    """Whether what is fired is the object of a verb of what each does to the other: A and B traded shelling."""
    sentence = doc.sentence_of(shelling.first)
    start, _ = sentence.clause(sentence.clause_of(shelling.first))
    return shelling.form == "noun" and shelling.name in _FROM_AFAR and doc.has("mutual", start, shelling.first)


def _joined(doc: Document, a: Party, b: Party) -> bool:
    """Whether "and" joins two parties."""
    between = [doc.tokens[i] for i in gap_between(doc, a.last, b.first)]
    attached = b.prefix.startswith(doc.pack.morphology.conjunctions[:1] or "\0")
    return len(between) <= 2 and (attached or any(doc.pack.has("and", t.word) for t in between))


def _with_each_other(doc: Document, parties: list[Party], verb: Tag) -> _Sides | None:
    """Arabic: the subject of such a verb and those "with" whom it was done: the police traded fire with men of X."""
    if not doc.pack.morphology.article or not is_verb(verb):
        return None
    a = next((p for p in parties if p.kind not in _UNARMED and not prepositional(doc, p)), None)
    others = (p for p in parties if a and p.first >= max(a.last, verb.first) and p.name != a.name)
    b = next((p for p in others if doc.has("alongside_whom", p.first - _LED, p.first)), None)
    return (a, b) if a and b and not parted(doc, verb.first, b.first) else None


def dealt_with(doc: Document, parties: list[Party], agent: Party | None) -> Party | None:
    """The other side of a deal that somebody strikes with them."""
    others = (p for p in parties if agent is None or (p.name != agent.name and p.first >= agent.last))
    return next((p for p in others if doc.has("alongside_whom", p.first - _LED, p.first)), None)


def _thrown_back(doc: Document, parties: list[Party], triggers: list[Tag]) -> _Sides | None:
    """Those who attacked, as far as they are told, and who threw them back: to him it was done."""
    if triggers[0].name == "disrupted":
        return None  # stood up to drones, which attack nobody any more
    near = (r for t in triggers for r in doc.within("repels", t.first - _MARK, t.last))
    back = next((r for r in near if r.form != "noun" and not _upon_them(doc, r)), None)
    armed = [p for p in parties if p.kind not in _UNARMED]
    if back is not None and doc.pack.language == "en" and doc.has("be", back.first - 2, back.first):
        return _beaten_off(doc, parties, back)
    held = _defender(doc, armed, back) if back else None
    if back is None or held is None:
        return None
    told = back.last if doc.pack.morphology.article else back.first  # an attack of B's, B's attack
    end = max(back.last, held.last) + _ATTACKERS
    others = (p for p in armed if p is not held and p.name != held.name and told <= p.first < end)
    first, last = (s := doc.sentence_of(back.first)).first, s.last
    attackers = (
        p
        for p in others
        if first <= p.first < last
        and not (_joined(doc, held, p) or marked(doc, "target_mark", p) or doc.has("support", p.first - 3, p.first))
    )
    return next(attackers, None), held


def _beaten_off(doc: Document, parties: list[Party], back: Tag) -> _Sides | None:
    """English: both sides of an attack that "was beaten back": whose it was, and who did that or upon whom it fell."""
    before = [p for p in parties if p.last <= back.first]
    upon = [p for p in before if marked(doc, "target_mark", p)]
    whose = next((p for p in before if p.kind not in _UNARMED and p not in upon), None)
    by = next((p for p in parties if p.first >= back.last and marked(doc, "agent_mark", p)), None)
    return (whose, by or next(iter(upon), None)) if whose else None


def without_arms(triggers: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """Leave out the arms of a fight: attacked the camp with aircraft and guns, and fighting went on."""
    ids = {kind.id for kind, _ in triggers}
    if "entry" in ids and "shooting" in ids:  # came into the village and opened fire
        return [(k, t) for k, t in triggers if k.id != "entry"]
    if {"mob", "grenade"} <= ids:  # a quarrel that ended with a grenade
        return [(k, t) for k, t in triggers if k.id != "mob"]
    if not {"attack", "clash"} <= ids:
        return triggers
    return [(k, t) for k, t in triggers if not (k.id in _FROM_AFAR and t.form == "noun" and t.prefix)]


def _upon_them(doc: Document, back: Tag) -> bool:
    """Arabic: whether those who are thrown back were told of before: gunmen stood up to them."""
    m = doc.pack.morphology
    after = doc.tokens[back.last].text if back.last < len(doc.tokens) else ""
    return bool(m.article) and any(after == m.purpose + p for p in m.pronouns)


def _defender(doc: Document, armed: list[Party], back: Tag) -> Party | None:
    """Who throws an attack back: the verb's subject, which in Arabic stands right behind the verb or before it."""
    if not doc.pack.morphology.article:
        told = (p for p in reversed(armed) if p.known and p.last <= back.first)
        return subject(doc, armed, back) or next(told, None)  # the army said it had
    behind = (p for p in armed if 1 <= p.first - back.first <= 2 and not prepositional(doc, p))
    first, _ = (s := doc.sentence_of(back.first)).clause(s.clause_of(back.first))
    before = (p for p in armed if first <= p.first and p.last <= back.first and not prepositional(doc, p))
    return next(behind, None) or next(before, None)
