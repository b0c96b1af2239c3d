"""Ground that changes hands: who has it now and who held it before, whatever the voice of the verb that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.retold.retellings import GROUND
from geomap.extraction.what.modality import is_verb
from geomap.extraction.what.seizing import regained
from geomap.extraction.who.hands import out_of_hands
from geomap.extraction.who.parties import find_parties
from geomap.extraction.who.signs import THING, marked, prepositional
from geomap.extraction.who.subjects import BEHIND

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

TAKES = ("territory", "entry", "recovered", "loss", "lost")  # families of ground that is taken
_LOST = ("loss", "lost")
_UNARMED = ("civilian", THING)
_SIDES = ("state", "external", "non_state", "unknown")  # kinds of those of whom it is known whose side they are on
_BE = 4  # tokens from "were" to the verb that is undergone
_TO = 3  # tokens from "lost it to" to whom
_OBJECT = 12  # tokens from "with help from" to the place from which others are driven
_RELIEF = 2  # tokens from "took them out" to those who did
_HAVING = "having"
_SUBJECT = 5  # tokens in which the subject of a clause stands
_FROM = 2  # and from "took it from" to those who had it


def hands(
    doc: Document, kind: EventKind, tag: Tag, agent: Party | None, target: Party | None
) -> tuple[Party | None, Party | None]:
    """Who takes ground and who loses it, where the word says who loses it: was driven out of X, lost it to Y."""
    if kind.id not in TAKES:
        return agent, target
    first, last = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    verb = expels(doc, tag)
    lost = kind.id in _LOST
    holder = _in_whose_hands(doc, kind, tag) if kind.id in ("territory", "recovered") else None
    if holder is None and kind.id == "territory":
        holder = _who_follows(doc, tag, last)
    if holder:
        return holder, None
    if not (lost or verb):
        before = _had_it(doc, tag, last, agent)
        loser = before or (None if _is_ally(doc, agent, target) else target)
        return None if before and _same(agent, before) else agent, loser
    end = max(last, _driven_from(doc, tag))
    sides = [p for p in find_parties(doc, min(first, tag.first), end) if p.kind not in _UNARMED]
    loser = _driven(doc, sides, tag, verb) if verb else _loses(doc, sides, tag)
    unlisted = verb is not None and agent is not None and verb.first < agent.first < tag.last
    if loser is None and verb and unlisted and not _pronoun(doc, verb):
        return None, agent
    if loser is None:
        to = next((p for p in sides if _takes_over(doc, p, tag, lost=lost)), None)
        return (to, None) if lost and to and doc.at("undergone", tag.first - 1) else (agent, target)  # was lost to the
    by = next((p for p in sides if not _same(p, loser) and _takes_over(doc, p, tag, lost=lost)), None)
    if by is None and not (lost or _same(agent, loser)):
        by = agent
    if by is None and verb and doc.pack.morphology.article:  # who stands right behind the verb
        by = next((p for p in sides if p.first == verb.first + 1 and not _same(p, loser)), None)
    if by is None and verb and doc.has("manages", first, verb.first):  # Arabic: managed to drive the rebels out of
        by = next((p for p in reversed(sides) if p.last <= verb.first and not prepositional(doc, p)), None)
    return by, loser


def _is_ally(doc: Document, agent: Party | None, other: Party | None) -> bool:
    """Whether those who are joined to the agent by "and" took the ground with him: X and Y seized the town."""
    if agent is None or other is None or not 0 <= other.first - agent.last <= 1:
        return False
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    return other.prefix.startswith(joins) or doc.at("and", other.first - 1) is not None


def holders_told(doc: Document, first: int, last: int) -> list[Tag]:
    """English: where clauses begin that tell who held what others took: captured X, which had been held by the army."""
    relative = doc.within("relative", first, last) if doc.pack.language == "en" else []
    return [t for t in relative if doc.has("holds", t.last, t.last + _BE)]


def expels(doc: Document, tag: Tag) -> Tag | None:
    """Return the word by which those who held ground are driven from it: drove them out of X."""
    return doc.first_of("expels", tag.first, tag.last)


def drives_out(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a word of driving out is told of forces that held ground, not of villagers."""
    verb = expels(doc, tag)
    relief = verb is not None and doc.has("relief", verb.first + 1, verb.first + 1 + _RELIEF)
    if relief and doc.pack.morphology.article:
        return False  # whom the Red Crescent took out of X
    if verb is None or _pronoun(doc, verb) or doc.has("they", verb.first, tag.last):
        return True
    parties = find_parties(doc, min(clause[0], tag.first), max(clause[1], _driven_from(doc, tag)))
    loser = _driven(doc, parties, tag, verb)
    if loser is None and doc.pack.morphology.article:
        armed = doc.within("group", verb.first, tag.last)  # fighters whom no list of parties knows
        return any(t.name in ("fighters", "forces") for t in armed)
    return loser is not None and loser.kind not in _UNARMED


def _driven(doc: Document, parties: list[Party], tag: Tag, verb: Tag) -> Party | None:
    """Who is driven out: the object between the verb and "from", else the subject of a verb that is undergone."""
    if doc.pack.has("genitive", doc.tokens[tag.last - 1].word):  # cleared X of rebels, was rid of rebels
        return next((p for p in parties if 0 <= p.first - tag.last < _TO), None)
    between = [p for p in parties if verb.first < p.first < _driven_from(doc, tag) and not _only_helps(doc, p)]
    if _pronoun(doc, verb):
        return None
    if between:
        leads = bool(doc.pack.morphology.article) and not _led_by_subject(doc, parties, verb)
        return between[-1] if leads else between[0]  # the army the rebels, as Arabic puts it
    if doc.pack.morphology.article:
        after = [p for p in parties if 0 <= p.first - tag.last <= 1 and not marked(doc, "agent_mark", p)]
        if after and tag.last - verb.first == 2:  # out of which the army drove the rebels
            return after[-1]
    elif not (doc.has("undergone", verb.first - _BE, verb.first) or doc.at("be", verb.first - 1)):
        return None
    before = [p for p in parties if p.last <= verb.first and not prepositional(doc, p)]
    return before[-1] if before else None


def _driven_from(doc: Document, tag: Tag) -> int:
    """Where the phrase of driving out ends; Arabic: at a place's "from": men from X, with help from Y, drove Z from."""
    last = doc.sentence_of(tag.first).last
    if not doc.pack.morphology.article or not tag.loose or _leads_to_place(doc, tag.last):
        return tag.last
    outs = doc.within("out_of", tag.last, min(tag.last + _OBJECT, last))
    return next((out.last for out in outs if _leads_to_place(doc, out.last)), tag.last)


def _leads_to_place(doc: Document, i: int) -> bool:
    """Whether a place, or the noun that announces one, stands right behind a word."""
    return any(p.lead <= i + 1 for p in doc.places_in(i, i + _FROM))


def _only_helps(doc: Document, p: Party) -> bool:
    """Arabic: whether a party only helps another: with the support of X."""
    return bool(doc.pack.morphology.article) and doc.has("support", p.first - BEHIND, p.first)


def _led_by_subject(doc: Document, parties: list[Party], verb: Tag) -> bool:
    """Arabic: whether the subject stands right before its verb, so that what follows is the object."""
    return any(p.last == verb.first and not prepositional(doc, p) for p in parties)


def _loses(doc: Document, parties: list[Party], tag: Tag) -> Party | None:
    """Who lost ground: the subject of the verb, before it in English and behind it in Arabic, or before it too."""
    if doc.at("grip", tag.last - 1) and doc.pack.has("genitive", doc.tokens[tag.last].word):
        return next((p for p in parties if 0 < p.first - tag.last < _TO), None)  # out of the grasp of the army
    after = [p for p in parties if tag.first < p.first < tag.last + _TO and not _takes_over(doc, p, tag, lost=True)]
    before = [p for p in parties if p.last <= tag.first and not prepositional(doc, p)]
    if doc.pack.morphology.article and after:
        return after[0]
    return before[-1] if before else None


def _takes_over(doc: Document, p: Party, tag: Tag, *, lost: bool) -> bool:
    """Whether a party is the one to whom ground is lost, or at whose hands its holders are driven out."""
    if marked(doc, "agent_mark", p):
        return True
    label = "in_favour" if doc.pack.morphology.article else "into"
    to = doc.first_of(label, max(tag.first, p.first - _TO), p.first) if lost else None
    return to is not None and p.first - to.last <= 1


def _had_it(doc: Document, tag: Tag, last: int, agent: Party | None) -> Party | None:
    """Those from whom ground is taken: took X back from the rebels; Arabic: where none but they are told of."""
    if doc.pack.morphology.article:
        led = agent is not None and out_of_hands(doc, agent.first) and not doc.has("cause", tag.last, agent.first)
        return agent if agent and led and doc.places_in(tag.first, agent.first) else None
    for p in find_parties(doc, tag.last, last) if is_verb(tag) else ():
        out = doc.within("out_of", p.first - _FROM, p.first)
        undergone = doc.at("undergone", tag.first - 1) is not None and out and out[0].first == tag.last
        if out and p.kind not in _UNARMED and (undergone or doc.places_in(tag.last, out[0].first)):
            return p
    return None


def _in_whose_hands(doc: Document, kind: EventKind, tag: Tag) -> Party | None:
    """English: who holds ground now: is in rebel hands, was under the control of the army, is back in its hands."""
    ends = tag.last - 1 - doc.pack.has("genitive", doc.tokens[tag.last - 1].word)
    if doc.pack.morphology.article or not (grip := doc.at("grip", ends)):
        return None
    if not (kind.id == "recovered" or doc.at("undergone", tag.first) or doc.at("comes_under", tag.first)):
        return None  # took control of the camp
    of = grip.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[grip.last].word)
    sides = find_parties(doc, tag.first, grip.last + (_TO if of else 0))
    return next((p for p in sides if p.kind not in _UNARMED), None)


def _who_follows(doc: Document, tag: Tag, last: int) -> Party | None:
    """English: who takes ground in a clause that opens without a subject: having seized X, rebels made for Y."""
    sentence = doc.sentence_of(tag.first)
    opens = tag.first - sentence.first == 1 and tag.form in ("past", "participle") and last < sentence.last
    led = doc.tokens[sentence.first].word == _HAVING or doc.at("cause", sentence.first) is not None
    if not (opens and led and doc.tokens[last - 1].text == ",") or doc.pack.language != "en":
        return None
    who = next(iter(find_parties(doc, last, min(last + _SUBJECT, sentence.last))), None)
    return who if who is not None and who.kind not in _UNARMED and who.first - last <= 1 else None


def _pronoun(doc: Document, verb: Tag) -> bool:
    return doc.tokens[verb.first].text.endswith(doc.pack.morphology.pronouns or "\0")


def _same(a: Party | None, b: Party | None) -> bool:
    return a is not None and b is not None and a.name == b.name


def whose(doc: Document, frame: Frame, kind: EventKind, taker: Party | None, loser: Party | None) -> str:
    """The type by whose the ground is now: of who takes it, or of the other side than those who are told to lose it."""
    if kind.id == "recovered":
        return GROUND[taker is not None and taker.kind == "non_state"]
    again = regained(doc, frame, taker, loser)
    if taker is not None and again is not None:
        return GROUND[not again]
    if taker is not None and taker.kind in _SIDES:
        return GROUND[not (taker.kind == "state" or (taker.kind == "external" and _allied(doc, frame, loser)))]
    told = loser is not None and (loser.known or loser.kind != "unknown")
    if loser is not None and told and loser.kind in _SIDES and (taker is None or _army(doc, taker)):
        return GROUND[loser.kind in ("state", "external")]
    armed = doc.at("group", loser.first) if loser is not None and loser.kind == "armed" else None
    if armed is not None and expels(doc, frame.head[1]):
        return GROUND[armed.name == "forces"]
    freed = _freed(doc, frame.head[1])
    state = taker is None and (_by_rulers(doc, frame.head[1]) or _from_rebels(doc, frame, loser, again=bool(again)))
    state = state or (freed and taker is None)
    state = state or (taker is not None and _own_army(doc, frame, taker))
    state = state or (kind.id == "entry" and _on_foot(doc, frame.head[1], taker))
    return GROUND[0] if state else kind.sub_event_type


def _by_rulers(doc: Document, tag: Tag) -> bool:
    """Whether a government of no named country takes ground: the government has regained X, back to the state."""
    if doc.pack.morphology.article:
        return doc.has("rulers", tag.first, tag.last + _TO)
    grip = doc.at("grip", tag.last - 1) is not None and doc.has("rulers", tag.first, tag.last)  # into government hands
    return grip or any(t.last >= tag.first - 1 for t in doc.within("rulers", tag.first - _TO, tag.first))


def _freed(doc: Document, tag: Tag) -> bool:
    """Whether a noun of freeing a place tells that it is had again: its liberation was announced, by nobody known.

    In Arabic the noun goes with other verbs too, whose subject may be anybody's force.
    """
    if doc.pack.morphology.article and doc.at("announces", tag.first) is None:
        return False
    return doc.at("liberation", tag.first) is not None or doc.at("liberation", tag.last - 1) is not None


def _own_army(doc: Document, frame: Frame, taker: Party) -> bool:
    """English: whether the soldiers of a country, which no list has, take ground back: Libyan troops retook X."""
    back = doc.at("regains", frame.head[1].first) is not None and _army(doc, taker)
    return back and not taker.known and doc.at("demonym", taker.first) is not None


def _on_foot(doc: Document, tag: Tag, taker: Party | None) -> bool:
    """English: whether it is soldiers, of no army named, who come in: troops entered X."""
    return (taker is None or not taker.known) and doc.at("on_foot", tag.first - 1) is not None


def _army(doc: Document, taker: Party) -> bool:
    """English: whether those who take ground are soldiers, of whatever army: troops, no alliance of rebels."""
    forces = doc.pack.language == "en" and doc.at("group", taker.last - 1)
    return bool(forces and forces.name == "forces")


def _allied(doc: Document, frame: Frame, loser: Party | None) -> bool:
    """Whether a state takes ground with a foreign army, which alone is no government."""
    named = (doc.pack.actors[t.name] for t in doc.within("actor", frame.first, frame.last))
    return any(a.kind == "state" and not (loser and a.name == loser.name) for a in named)


def _from_rebels(doc: Document, frame: Frame, loser: Party | None, *, again: bool) -> bool:
    """Whether ground that nobody is told to take is taken from rebels, or ``again``: the town was cleared of gunmen."""
    tag = frame.head[1]
    armed = [t.first for t in doc.within("civilian", frame.first, frame.last, "armed")]
    armed = [i for i in armed if not ((a := doc.at("actor", i)) and doc.pack.actors[a.name].kind == "state")]
    armed = [i for i in armed if not _national(doc, i)]
    armed += [loser.first] if loser and loser.kind == "non_state" else []
    rebels = (
        t.first for t in doc.within("actor", tag.first, frame.last) if doc.pack.actors[t.name].kind == "non_state"
    )
    armed += (i for i in rebels if not doc.at("civilian", i - 2)) if doc.pack.morphology.article else ()
    national = (t.first for t in doc.within("civilian", frame.first, frame.last, "armed") if _national(doc, t.first))
    return (again and not armed and not any(out_of_hands(doc, i) for i in national)) or any(
        out_of_hands(doc, i) for i in armed
    )


def _national(doc: Document, i: int) -> bool:
    """Arabic: whether armed men at a token are the forces of a country: Afghan forces."""
    return doc.at("demonym", i + 1) is not None and bool(doc.within("group", i, i + 1, "forces"))
