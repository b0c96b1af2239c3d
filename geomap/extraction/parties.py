"""Who did it to whom: the people and forces named around an event's word, and the role that grammar gives each.

A party is an actor of the pack or a noun of people, with the words that hold it ("four fighters of X"). Roles are
weighed, not chosen by the first rule that fits: each sign of agency or of undergoing adds to one side.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, final

from geomap.extraction.arabic import blows_up, has_object, stands_by
from geomap.extraction.headcounts import KEYS
from geomap.extraction.modality import is_verb
from geomap.extraction.phrases import back
from geomap.extraction.subjects import (
    BEHIND,
    CROWD_FAMILIES,
    comes_from,
    falls_to,
    of_no_state,
    passive,
    reduced,
    subject,
    whole_name,
)
from geomap.extraction.tokens import QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.document import Document
    from geomap.extraction.pack import Tag
    from geomap.extraction.tolls import Toll

_ENOUGH = 1.0  # weight from which a role is given
_UNNAMED = 2.0  # and to people without a name: a commander, soldiers
_SURE = 3.0  # weight from which a named force goes before people without a name
_LEFT = 0.5  # and that of a force about which nothing else is said
_MARK = 4  # tokens back that a mark of agency or target reaches
_OBJECT = 9  # tokens from a verb of aiming to what it aims at
_SIDES = 40  # tokens in which both sides of a clash are named
_THING = "thing"  # kind of what is hit: a house, a convoy


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


def assign(
    doc: Document, first: int, last: int, triggers: Sequence[Tag], toll: Toll
) -> tuple[Party | None, Party | None]:
    """Return agent and target among the parties of a token range; None where the words give none."""
    parties = find_parties(doc, first, last)
    if sides := _between(doc, parties, triggers[0]) or _mutual(doc, parties, triggers[0]):
        return sides
    agency = {p: max(_agency(doc, p, t, toll, parties) for t in triggers) for p in parties}
    undergoing = {p: max(_undergoing(doc, p, t, toll, parties) for t in triggers) for p in parties}
    agent = _best(agency, undergoing, _ENOUGH)
    target = _best({p: w for p, w in undergoing.items() if not _same(p, agent)}, agency, _ENOUGH)
    if agent is None and (ahead := _subject_ahead(doc, triggers[0])) and not _same(ahead, target):
        agent = ahead
    if agent is None:
        rest = {p: w for p, w in agency.items() if p.known and p.kind != "civilian" and not _same(p, target)}
        agent = _best(rest, undergoing, _LEFT)
    return agent, target or _victims(doc, toll)


def _between(doc: Document, parties: Sequence[Party], trigger: Tag) -> tuple[Party, Party] | None:
    """The two sides of a clash "between A and B"; allies named with A do not stand for B."""
    marks = doc.within("relation", trigger.first, trigger.last + _SIDES, "between")
    if not marks or marks[0].first - trigger.last > _MARK:
        return None
    sides = [p for p in parties if p.first >= marks[0].first]
    start = marks[1].first if len(marks) > 1 else marks[0].first
    other = next((p for p in sides[1:] if p.first >= start and p.name != sides[0].name), None)
    return (sides[0], other) if other else None


def _mutual(doc: Document, parties: Sequence[Party], trigger: Tag) -> tuple[Party, Party] | None:
    """Two forces joined by "and" before or after a verb of what each does to the other: A and B traded fire."""
    if not doc.at("mutual", trigger.first):
        return None
    for a, b in pairwise(parties):
        joined = [doc.tokens[i] for i in _gap(doc, a.last, b.first)]
        attached = b.prefix.startswith(doc.pack.morphology.conjunctions[:1] or "\0")
        if a.name != b.name and len(joined) <= 2 and (attached or any(doc.pack.has("and", t.word) for t in joined)):
            return a, b
    return None


def _victims(doc: Document, toll: Toll) -> Party | None:
    """Those whom the toll counts, where nothing else names them: the words of the text."""
    for first, last in toll.victims:
        if any(doc.at("civilian", i) for i in range(first, last)):
            return Party(first, last, doc.words(first, last), "unknown", "")
    return None


def _best(weights: dict[Party, float], against: dict[Party, float], enough: float) -> Party | None:
    """The party with most weight for a role, where that role suits it better than the other one."""
    fit = {p: w for p, w in weights.items() if w >= (enough if p.known else max(enough, _UNNAMED)) and w >= against[p]}
    return max(fit, key=lambda p: (p.known and fit[p] >= _SURE, fit[p], p.known, -p.first)) if fit else None


def _same(a: Party, b: Party | None) -> bool:
    return b is not None and a.name == b.name


def find_parties(doc: Document, first: int, last: int) -> list[Party]:
    """People and forces named in a token range, in text order; a noun that holds an actor is one with it."""
    named = (a for a in doc.within("actor", first, last) if not (a.name == "army" and of_no_state(doc, a.last)))
    actors = _distinct(list(named))
    out: list[Party] = []
    taken: set[int] = set()
    for tag in doc.within("civilian", first, last):
        longer = doc.at("acting", tag.first)  # "unidentified men"
        if (
            any(a.first <= tag.first < a.last for a in actors)
            or tag.first in taken
            or in_a_name(doc, tag)
            or (longer and longer.first < tag.first)
        ):
            continue
        if doc.pack.language == "en" and (namer := next((a for a in actors if a.last == tag.first), None)):
            out.append(_party(doc, namer, namer, tag.last))  # "SDF fighters", "an SDF checkpoint"
            taken.update(range(namer.first, tag.last))
            continue
        held = next((a for a in actors if _holds(doc, tag, a)), None)
        taken.update(range(tag.first, held.last if held else tag.last))
        out.append(_party(doc, tag, held) if held else _unnamed(doc, tag))
    out += [_party(doc, a, a) for a in actors if a.first not in taken]
    taken.update(i for a in actors for i in range(a.first, a.last))
    for label in ("acting", "struck"):
        free = (t for t in _distinct(doc.within(label, first, last)) if not (t.first in taken or blows_up(doc, t)))
        nouns = [
            _unnamed(doc, t) for t in free if not (t.name == "crowd" and doc.at("of", t.last - (t.last - t.first > 1)))
        ]
        taken.update(i for p in nouns for i in range(p.first, p.last))
        out += nouns
    return _with_owners(doc, sorted(out, key=lambda p: p.first))


def _unnamed(doc: Document, tag: Tag) -> Party:
    """People without a name of their own, as the report tells them; a force is "armed" unless its noun says more."""
    acting = doc.at("acting", tag.first)
    kind = (
        acting.name if acting else _THING if tag.label == "struck" else "civilian" if tag.name == "victim" else "armed"
    )
    if doc.pack.language != "en":
        return Party(tag.first, tag.last, _words(doc, tag), kind, tag.prefix)
    kind = "civilian" if kind == "crowd" else kind
    kind = "armed" if kind == "state" and of_no_state(doc, tag.last) else kind
    first, last = whole_name(doc, tag.first, tag.last)
    return Party(first, last, doc.words(first, last), kind, tag.prefix)


def in_a_name(doc: Document, tag: Tag) -> bool:
    """Whether a noun of people is part of a place's name, and no generic noun before it: Sheikh Zuweid."""
    return doc.place_at(tag.first) is not None and doc.at("cue", tag.first) is None


def _with_owners(doc: Document, parties: list[Party]) -> list[Party]:
    """Let "its fighters" bear the name of the force named last before them."""
    out: list[Party] = []
    for p in parties:
        owner = next((o for o in reversed(out) if o.known and o.kind not in ("civilian", "unknown")), None)
        owned = p.kind == "armed" and _has_pronoun(doc, p)
        out.append(Party(p.first, p.last, owner.name, owner.kind, p.prefix, known=True) if owned and owner else p)
    return out


def _has_pronoun(doc: Document, p: Party) -> bool:
    before = doc.tokens[p.first - 1].word if p.first else ""
    suffixes = doc.pack.morphology.pronouns or ("\0",)
    return doc.pack.has("possessive", before) or doc.tokens[p.last - 1].text.endswith(suffixes)


def _party(doc: Document, head: Tag, actor: Tag, last: int | None = None) -> Party:
    known = doc.pack.actors[actor.name]
    return Party(head.first, last or actor.last, known.name, known.kind, head.prefix, known=True)


def _words(doc: Document, tag: Tag) -> str:
    """The words of the text, attached particles cut."""
    return doc.words(tag.first, tag.last).removeprefix(tag.prefix)


def _holds(doc: Document, noun: Tag, actor: Tag) -> bool:
    """Whether a noun belongs to the actor after it: at once, or through "of" or one adjective."""
    gap = _gap(doc, noun.last, actor.first)
    if actor.first < noun.last or len(gap) > 2 or any(doc.tokens[i].is_sign or doc.at("event", i) for i in gap):
        return False
    return all(doc.at("of", i) for i in gap) or (len(gap) == 1 and actor.prefix != "")


def _gap(doc: Document, first: int, last: int) -> list[int]:
    """Tokens between two words, quotes left out."""
    return [i for i in range(first, last) if doc.tokens[i].text not in QUOTES]


def _distinct(actors: list[Tag]) -> list[Tag]:
    """Overlapping names leave the first."""
    out: list[Tag] = []
    for a in actors:
        if out and a.first < out[-1].last:
            continue
        out.append(a)
    return out


# ---------------------------------------------------------------- signs of a role


def _agency(doc: Document, p: Party, t: Tag, toll: Toll, parties: Sequence[Party]) -> float:
    """How much speaks for a party as the one who acts."""
    after, before = p.first - t.last, t.first - p.last
    if after == 0 and has_object(doc, t):
        return 6.0
    object_ = doc.pack.language == "en" and is_verb(t) and p.first > t.first  # "taking the army's base"
    arms = doc.pack.language == "en" and not (p.known or is_verb(t))  # "a drone strike"
    # "a Turkish raid": the word itself says whose
    weight = 3.0 if p.first < t.last and t.first < p.last and not (object_ or arms) else 0.0
    if doc.pack.language == "en" and falls_to(doc, p, t):
        return 6.0
    if _marked(doc, "agent_mark", p):
        weight += 4
    if _prepositional(doc, p):
        owner = t.form == "noun" and 0 <= after <= 1 and _is_to(doc, p)
        weight += 3 if owner else -1
    elif doc.pack.language == "en":
        source = comes_from(doc, p, t)
        weight += 9.0 * (source and p.known)  # even from its positions
        weight += _subject(doc, p, t, parties) if is_verb(t) else 3.0 * (0 <= before <= 1 or source)
    elif is_verb(t) and (subject := _subject_right_before(doc, t, parties)):
        weight += 3.0 * (p == subject)
    elif is_verb(t):
        weight += 3 if 0 <= after <= 1 else 1.5 if 0 <= after <= 4 and _first_after(t, p, parties) else 0
        weight += 1.5 if before >= 0 and _same_clause(doc, p, t) else 0
    elif not _is_harm(doc, t):
        own = 1.0 if _subject_before(doc, t, parties) else 2.0  # "did not cease attacking X": X undergoes it
        weight += own if after == 0 else 1.5 if before >= 0 and _same_clause(doc, p, t) else 0
    weight += 0.5 if p.known else 0
    weight -= 9 * doc.has("accompanies", p.first - BEHIND, p.first)  # "troops backed by militiamen took X"
    weight -= 4 * _marked(doc, "target_mark", p) + 4 * _hurt(doc, p, toll) + 3 * _speaks(doc, p, t)
    unarmed = p.kind == "civilian" and t.name not in CROWD_FAMILIES
    return weight - 2 * unarmed - 9 * (p.kind == _THING or doc.at("thing", p.last - 1) is not None)


def _undergoing(doc: Document, p: Party, t: Tag, toll: Toll, parties: Sequence[Party]) -> float:
    """How much speaks for a party as the one to whom it is done."""
    after, before = p.first - t.last, t.first - p.last
    weight = 4.0 * _hurt(doc, p, toll) + 3.0 * _marked(doc, "target_mark", p)
    if t.name == "loss":
        return 6.0 * (p == subject(doc, parties, t))  # who lost ground
    if doc.pack.language == "en" and is_verb(t) and not comes_from(doc, p, t):
        inside = t.loose and t.first < p.first and p.last <= t.last  # "shot down a drone"
        weight += 3 if (inside or 0 <= after <= 3) and not passive(doc, t) else 0
        undergoes = passive(doc, t) and (before <= 3 or p == subject(doc, parties, t))
        weight += 4 if before >= 0 and (undergoes or (before <= 3 and reduced(doc, p, t))) else 0
    elif is_verb(t) and not _prepositional(doc, p) and 0 <= after <= 8:
        subject_told = any(o is not p and (t.first < o.first < p.first or o.last <= t.first) for o in parties)
        weight += 2 if subject_told else 0
    elif _is_harm(doc, t) and 0 <= after <= 2:
        weight += 3
    elif doc.pack.language != "en" and t.form == "noun" and after == 0 and _subject_before(doc, t, parties):
        weight += 2.5
    weight += 0.5 if p.kind == "civilian" else 0
    return (
        weight
        - 4 * _marked(doc, "agent_mark", p)
        - 9 * (after == 0 and has_object(doc, t))
        - 3 * _speaks(doc, p, t)
        - 4 * (p.kind == _THING and stands_by(doc, p.first))
    )


def _subject(doc: Document, p: Party, verb: Tag, parties: Sequence[Party]) -> float:
    """English: the subject of an active verb acts; others before it may, the farther the less surely."""
    before = verb.first - p.last
    if before < 0 or passive(doc, verb) or reduced(doc, p, verb):
        return 0.0
    return 3.0 if p == subject(doc, parties, verb) else 1.5 if before <= 8 else 0.5


def _subject_before(doc: Document, t: Tag, parties: Sequence[Party]) -> bool:
    return any(o.last <= t.first and _same_clause(doc, o, t) and not _prepositional(doc, o) for o in parties)


def _subject_right_before(doc: Document, t: Tag, parties: Sequence[Party]) -> Party | None:
    """Arabic: the force that stands right before its verb: what follows the verb then is its object."""
    led = (p for p in parties if p.last == t.first and p.known and p.kind not in ("civilian", "unknown"))
    return next((p for p in led if not t.prefix and not _prepositional(doc, p)), None)


def _subject_ahead(doc: Document, t: Tag) -> Party | None:
    """The force that acts in the clauses before, for a verb without subject: and seized X, after they had seized X."""
    plural = doc.pack.morphology.plural[0] or "\0"
    goes_on = t.prefix.startswith(doc.pack.morphology.conjunctions or "\0") or doc.tokens[t.first].word.endswith(plural)
    if not is_verb(t) or not goes_on:
        return None
    start = doc.sentence_of(t.first).first
    acting = (p for p in find_parties(doc, start, t.first) if p.known and p.kind not in ("civilian", "unknown"))
    return next((p for p in acting if not _prepositional(doc, p) and not _marked(doc, "target_mark", p)), None)


def _first_after(t: Tag, p: Party, parties: Sequence[Party]) -> bool:
    return not any(t.last <= o.first < p.first for o in parties)


def _same_clause(doc: Document, p: Party, t: Tag) -> bool:
    sentence = doc.sentence_of(t.first)
    return sentence.first <= p.first and sentence.clause_of(p.first) == sentence.clause_of(t.first)


def _marked(doc: Document, label: str, p: Party) -> bool:
    """Whether a mark leads to a party, with no other party or sign between."""
    for tag in doc.within(label, p.first - _OBJECT, p.first):
        gap = _gap(doc, tag.last, p.first)
        if doc.date_at(tag.last) or (label == "target_mark" and doc.has("agent_mark", tag.first, p.first)):
            continue  # "on Sunday two jets", "abducted by men", "at the hands of"
        if any(doc.tokens[i].is_sign for i in gap) or (len(gap) <= 1 and _opens_with(doc, tag, p)):
            continue
        if len(gap) <= 2 and not any(doc.at("actor", i) or doc.at("event", i) for i in gap):
            return True
        if is_verb(tag) and label == "target_mark" and not _prepositional(doc, p):
            return True
    return False


def _opens_with(doc: Document, verb: Tag, p: Party) -> bool:
    """Verb first, then its subject: "the group targeted positions of", as Arabic puts it."""
    if (
        doc.pack.language == "en"
        or not is_verb(verb)
        or not (p.known or doc.at("acting", p.first))
        or doc.at("thing", p.first)
    ):
        return False
    sentence = doc.sentence_of(verb.first)
    start, _ = sentence.clause(sentence.clause_of(verb.first))
    return not any(doc.has(label, start, verb.first) for label in ("actor", "civilian", "event"))


def _prepositional(doc: Document, p: Party) -> bool:
    m = doc.pack.morphology
    lead = p.prefix.removesuffix(m.article) if m.article else p.prefix
    attached = lead.endswith(tuple(m.prepositions)) or p.prefix in m.article_with.values()
    return bool(m.prepositions) and (attached or doc.tokens[back(doc, p.first)].word in m.prepositions)


def _is_to(doc: Document, p: Party) -> bool:
    """Attached "of, belonging to"."""
    m = doc.pack.morphology
    lead = p.prefix.removesuffix(m.article)
    attached = lead.endswith(m.purpose) or p.prefix == m.article_with.get(m.purpose)
    return bool(m.purpose) and (attached or doc.tokens[back(doc, p.first)].word == m.purpose)


def _is_harm(doc: Document, t: Tag) -> bool:
    """A noun whose owner suffers: the killing of, the wounding of, the arrest of."""
    return any(doc.at(label, t.first) for label in KEYS)


def _hurt(doc: Document, p: Party, toll: Toll) -> bool:
    near = any(
        a < p.last and p.first - b <= _OBJECT and len(_gap(doc, b, p.first)) <= 2 and not _signs(doc, b, p.first)
        for a, b in toll.victims
    )
    return near and not _marked(doc, "agent_mark", p)  # held four drivers at the hands of


def _signs(doc: Document, first: int, last: int) -> bool:
    return any(doc.tokens[i].is_sign for i in _gap(doc, first, last))


def _speaks(doc: Document, p: Party, t: Tag) -> bool:
    """A party that only tells of the event: the force said that.., unless it tells what it did itself."""
    own = range(p.first, p.last)
    told = [h for h in doc.within("hearsay", p.first - 3, p.last + 1) if h.first not in own]
    # English tells the speaker before the verb, or after "according to"; Arabic mostly after the verb
    ahead = [h for h in told if h.last <= p.first]
    after_verb = [h for h in ahead if h.last - h.first > 1 or h.name == "addressed" or doc.pack.language != "en"]
    if not any(h.first == p.last for h in told) and not any(len(_gap(doc, h.last, p.first)) <= 1 for h in after_verb):
        return False
    return not doc.has("own_deed", p.last, t.last)
