"""Who did it to whom: the people and forces named around an event's word, and the role that grammar gives each.

A party is an actor of the pack or a noun of people, with the words that hold it ("four fighters of X"). Roles are
weighed, not chosen by the first rule that fits: each sign of agency or of undergoing adds to one side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.what.arabic import blows_up
from geomap.extraction.what.fights import dealt_with, sides_of
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.headings import HEADS
from geomap.extraction.who.bands import actor_of, belongs_by, is_ground, with_bands
from geomap.extraction.who.hands import (
    adjective,
    beside_a_blast,
    crowd_in,
    is_fired,
    no_force,
    no_thing,
    only_armed,
    subject_after,
    taken_up_actors,
    tribe_end,
)
from geomap.extraction.who.hit import GROUND, run_onto, what_is_disarmed, what_is_hit, who_gave_way
from geomap.extraction.who.mourners import MEN, mourns, whose_men
from geomap.extraction.who.owners import (
    announcer,
    answers,
    downed,
    flown_by,
    held_things,
    jailer,
    of_a_country,
    share_owners,
    works_for,
)
from geomap.extraction.who.party import Party, of_name, unnamed, with_owner
from geomap.extraction.who.peoples import peoples
from geomap.extraction.who.signs import (
    SURE,
    THING,
    Around,
    agency_of,
    marked,
    prepositional,
    undergoing_of,
)
from geomap.extraction.who.speaking import gap_between
from geomap.extraction.who.states import states_that_act
from geomap.extraction.who.subjects import (
    CROWD_FAMILIES,
    ends_it,
    goes_on_bare,
    of_no_state,
    only_there,
    owner_end,
    pronoun_ahead,
    subject,
    told_by_its_word,
)

if TYPE_CHECKING:
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

ENOUGH = 1.0  # weight from which a role is given
UNNAMED = 2.0  # and to people without a name: a commander, soldiers
_MET = 4.0  # weight of those who run onto a mine
_LEFT = 0.5  # and that of a force about which nothing else is said
_SEIZED = ("arrest", "abduction", "led")
_OF_PEOPLE = (*_SEIZED, "protest", "roadblock", "sexual")  # families of what is done to no things
_DISPERSED = ("intervened", "excessive")  # and of what is done to a crowd
_NO_TARGETS = ("agreement",)  # families of what is done to nobody
_REPORTS = 3  # words from who reports to the colon
_AFTER_OF = 4  # words from "hundreds of" to whom
_OBJECTS = ("thing", "struck", "enclave")
_NO_MEN = ("civilian", "crowd")  # those who act without arms
_MEN = ("unknown", "force")  # who may be of a force that no list knows
_OWNERS = ("state", "external", "non_state", "armed")  # kinds of those to whom armed men belong


def assign(doc: Document, first: int, last: int, triggers: list[Tag], toll: Toll) -> tuple[Party | None, Party | None]:
    """Return agent and target among the parties of a token range; None where the words give none."""
    triggers = [t for t in triggers if not ends_it(doc, t)] or triggers
    parties = find_parties(doc, first, last)
    if sides := sides_of(doc, parties, triggers):
        return sides
    agency, undergoing = _weighed(doc, parties, triggers, toll)
    agent = _best(agency, undergoing, ENOUGH)
    people = triggers[0].name in _OF_PEOPLE
    suffer = {p: w for p, w in undergoing.items() if not (_same(p, agent) or (people and p.kind == THING))}
    target = _best(suffer, agency, ENOUGH, hit=True)
    if agent is None and doc.pack.morphology.article:
        crowd = triggers[0].name in CROWD_FAMILIES
        who = subject_after(doc, triggers[0], parties, crowd=crowd) or (crowd_in(doc, first, last) if crowd else None)
        agent = unnamed(doc, who) if who else None
    agent = agent or told_by_its_word(doc, triggers[0], parties) or announcer(doc, triggers[0], parties)
    agent = agent or jailer(doc, last, parties)
    target = None if target and agent and agent.first <= target.first < agent.last else target
    ahead = _subject_ahead(doc, triggers[0]) if agent is None else None
    if ahead and ahead.known and not _same(ahead, target):
        agent = ahead
    if agent is None:
        rest = {p: w for p, w in agency.items() if p.known and p.kind != "civilian" and not _same(p, target)}
        rest = {p: w for p, w in rest.items() if not only_there(doc, p, triggers[0])}
        agent = _best(rest, undergoing, _LEFT) or ahead
    if triggers[0].name == "protest" and target and target.kind == "civilian" and not (target.known or toll.counts):
        return agent, None  # a governor before whose house they stand
    if triggers[0].name in _NO_TARGETS:
        return agent, dealt_with(doc, parties, agent) if triggers[0].name == "agreement" else None
    if target is None and triggers[0].name in _DISPERSED:
        unarmed = (p for p in parties if p.kind == "civilian" and not doc.at("thing", p.first))
        target = next((p for p in unarmed if not _same(p, agent)), None)
    victims = _victims(doc, toll)
    if (
        victims
        and target
        and triggers[0].name in _SEIZED
        and target.first >= victims.last
        and doc.pack.morphology.article
    ):
        target = victims  # arrested three men suspected of membership of X
    return agent, _to_whom(doc, parties, triggers, agent, (whose_men(doc, parties, target), victims))


def _weighed(
    doc: Document, parties: list[Party], triggers: list[Tag], toll: Toll
) -> tuple[dict[Party, float], dict[Party, float]]:
    """How much speaks for each party as the one who acts, and as the one to whom it is done."""
    met = run_onto(doc, triggers)
    triggers = [t for t in triggers if met is None or not t.first <= met.first < t.last]
    agency: dict[Party, float] = {}
    undergoing: dict[Party, float] = {}
    for p in parties:
        around = Around(doc, p, toll, parties)
        theirs = downed(doc, p, triggers[0]) or mourns(doc, p, triggers[-1]) or answers(doc, p, triggers)
        agency[p] = 0.0 if theirs else max(agency_of(doc, p, t, around, parties) for t in triggers)
        undergoing[p] = max(undergoing_of(doc, p, t, around, parties) for t in triggers)
        if met and p.last <= met.first and p is subject(doc, parties, met):
            agency[p], undergoing[p] = 0.0, undergoing[p] + _MET
    return agency, undergoing


def _to_whom(
    doc: Document,
    parties: list[Party],
    triggers: list[Tag],
    agent: Party | None,
    told: tuple[Party | None, Party | None],
) -> Party | None:
    """What was hit, who gave way, whom grammar or a toll ``told``, else the weapon taken or what stood by a blast."""
    target = what_is_hit(doc, parties, triggers, agent) or told[0]
    if agent and triggers[0].name in GROUND and (target is None or not target.known):
        sentence = doc.sentence_of(triggers[0].first)
        told_of = find_parties(doc, sentence.first, sentence.last)
        target = who_gave_way(doc, told_of, agent) or target
    target = target or told[1]
    weapon = None if target else what_is_disarmed(doc, triggers)
    return target or (unnamed(doc, weapon) if weapon else beside_a_blast(doc, parties, triggers))


def _victims(doc: Document, toll: Toll) -> Party | None:
    """Those whom the toll counts, where nothing else names them: the words of the text."""
    for first, last in toll.victims:
        if doc.at("cases", last - 1):
            continue
        counted = bool(doc.pack.morphology.article) and last - first > 1 and not any(doc.at(k, last - 1) for k in KEYS)
        if counted and (of := doc.at("actor", last - 1) or doc.at("actor", last)):
            return of_name(doc, of, of)  # seven of the group's fighters
        if doc.pack.language == "en" and doc.at("demonym", last) and doc.tokens[last].text.endswith("s"):
            return Party(first, last + 1, doc.words(first, last + 1), "unknown", "")  # two Egyptians
        if counted or any(doc.at("civilian", i) for i in range(first, last)):
            return Party(first, last, doc.words(first, last), "unknown", "")
    return None


def _best(
    weights: dict[Party, float], against: dict[Party, float], enough: float, *, hit: bool = False
) -> Party | None:
    """The party with most weight for a role, where that role suits it better than the other one.

    A force goes before people without a name, and civilians do where nobody is ``hit``.
    """
    fit = {p: w for p, w in weights.items() if w >= (enough if p.known else max(enough, UNNAMED)) and w >= against[p]}
    if len(fit) < 2:
        return next(iter(fit), None)
    sure = {p: p.known and fit[p] >= SURE and not (hit and p.kind == "civilian") for p in fit}
    return max(fit, key=lambda p: (sure[p], fit[p], p.known, -p.first))


def _same(a: Party, b: Party | None) -> bool:
    return b is not None and a.name == b.name


def find_parties(doc: Document, first: int, last: int) -> list[Party]:
    """People and forces named in a token range, in text order; a noun that holds an actor is one with it."""
    named = (a for a in doc.within("actor", first, last) if not (a.name == "army" and of_no_state(doc, a.last)))
    named = (a for a in named if not ((a.name == "unknown" and only_armed(doc, a)) or is_ground(doc, a)))
    told = [*named, *states_that_act(doc, first, last), *taken_up_actors(doc, first, last)]
    actors = _distinct(sorted(told, key=lambda t: t.first))
    actors = with_bands(doc, actors, first, last)
    if doc.pack.language == "en":  # "Fatah gunmen"
        unknown = (a for a in actors if actor_of(doc, a).kind == "unknown")
        named_so = {a.first for a in unknown if any(o.last == a.first for o in actors)}
        actors = [a for a in actors if a.first not in named_so]
    out = _owned_things(doc, first, last, actors)
    if "tribes" in doc.tags:
        out += [Party(a, b, doc.words(a, b), "armed", "") for a, b in peoples(doc, first, last)]
    out += (owned := _men_of(doc, first, last, actors))
    actors = [a for a in actors if not any(p.first <= a.first < p.last for p in owned)]
    taken = {i for p in out for i in range(p.first, p.last)}
    for tag in doc.within("civilian", first, last):
        longer = doc.at("acting", tag.first)  # "unidentified men"
        if (
            any(a.first <= tag.first < a.last for a in actors)
            or tag.first in taken
            or in_a_name(doc, tag)
            or (longer and (longer.first < tag.first or longer.last > tag.last))
            or adjective(doc, tag)
            or only_armed(doc, tag)
            or of_a_country(doc, tag)
        ):
            continue
        if doc.pack.language == "en" and (namer := next((a for a in actors if a.last == tag.first), None)):
            out.append(of_name(doc, namer, namer, tag.last))  # "SDF fighters", "an SDF checkpoint"
            taken.update(range(namer.first, tag.last))
            continue
        held = next((a for a in actors if _holds(doc, tag, a)), None)
        out.append(of_name(doc, tag, held) if held else unnamed(doc, tag))
        taken.update(range(tag.first, max(tag.last, out[-1].last)))
    out += [of_name(doc, a, a) for a in actors if a.first not in taken]
    taken.update(i for a in actors for i in range(a.first, a.last))
    article = doc.pack.morphology.article
    for label in ("acting", "struck"):
        free = (
            t
            for t in _distinct(doc.within(label, first, last))
            if not (t.first in taken or blows_up(doc, t) or works_for(doc, t) or no_force(doc, t))
            if not (label == "struck" and (is_fired(doc, t) or (article and no_thing(doc, t))))
        )
        nouns = [unnamed(doc, t) for t in free if not (t.name == "crowd" and _of_people(doc, t))]
        taken.update(i for p in nouns for i in range(p.first, p.last))
        out += nouns
    return share_owners(doc, _with_owners(doc, sorted(out, key=lambda p: p.first)))


def _of_people(doc: Document, crowd: Tag) -> bool:
    """Whether a crowd is of people who are a party themselves: hundreds of residents."""
    of = crowd.last - (crowd.last - crowd.first > 1)
    named = any(doc.has(label, of + 1, of + _AFTER_OF) for label in ("civilian", "actor", "acting"))
    return doc.at("of", of) is not None and (named or of < crowd.last)


def _owned_things(doc: Document, first: int, last: int, actors: list[Tag]) -> list[Party]:
    """Things told to be a force's, which stand for it: a car of the army's, the group's pocket, a post held by X."""
    if doc.pack.language == "en":
        theirs = [with_owner(doc, *whose) for whose in held_things(doc, first, last, actors)]
        return theirs + [of_name(doc, *craft) for craft in (flown_by(doc, first, last, actors) if actors else ())]
    labels = ("struck", "enclave", "thing") if doc.pack.morphology.article else ()
    things = [t for label in labels for t in doc.within(label, first, last) if doc.at("civilian", t.first) is None]
    held = ((t, next((a for a in actors if _holds(doc, t, a)), None)) for t in things)
    owned = [
        Party(t.first, a.last, actor_of(doc, a).name, THING, t.prefix, known=True)
        for t, a in held
        if a is not None and actor_of(doc, a).kind != "civilian" and (t.label != "thing" or a.prefix)
    ]
    taken = {i for p in owned for i in range(p.first, p.last)}
    acting = doc.within("acting", first, last) if labels else []
    arms = (t for t in acting if t.name in ("force", "state") and t.first not in taken)
    flown = ((t, next((a for a in actors if _holds(doc, t, a)), None)) for t in arms)
    # a drone of the army's acts for it
    return owned + [of_name(doc, t, a) for t, a in flown if a is not None and actor_of(doc, a).kind in _OWNERS]


def _men_of(doc: Document, first: int, last: int, actors: list[Tag]) -> list[Party]:
    """Men without a name of their own, with the words that tell whose they are: masked men who belong to X."""
    men = [a for a in actors if actor_of(doc, a).kind == "unknown"]
    if doc.pack.language == "en":
        nouns = (t for t in doc.within("acting", first, last) if t.name not in _NO_MEN)
        men += [t for t in nouns if not any(a.first <= t.first < a.last for a in actors)]
    else:
        fighters = doc.within("group", first, last, "fighters")
        men += [t for t in fighters if not any(a.first <= t.first < a.last for a in actors)]
    out: list[Party] = []
    for noun in men:
        led = belongs_by(doc, noun)
        if led is None or (out and noun.first < out[-1].last):
            continue
        at = led.last + (led.last < last and doc.pack.has("definite", doc.tokens[led.last].word))
        owner = next((a for a in actors if led.last <= a.first <= at), None)
        if owner is not None and actor_of(doc, owner).kind in _OWNERS:
            out.append(of_name(doc, noun, owner))
        elif end := tribe_end(doc, led.last):
            name = doc.words(noun.first, end).removeprefix(noun.prefix)
            out.append(Party(noun.first, end, name, "unknown", noun.prefix))
        elif doc.pack.language == "en" and noun.name in _MEN and (end := owner_end(doc, noun.last)) > noun.last:
            out.append(Party(noun.first, end, doc.words(noun.first, end), "unknown", noun.prefix))  # gunmen of X
    return out


def in_a_name(doc: Document, tag: Tag) -> bool:
    """Whether a noun of people is part of a place's name, and no generic noun before it: Sheikh Zuweid."""
    return doc.place_at(tag.first) is not None and doc.at("cue", tag.first) is None


def _with_owners(doc: Document, parties: list[Party]) -> list[Party]:
    """Let "its fighters" bear the name of the force named last before them."""
    out: list[Party] = []
    for p in parties:
        owner = next((o for o in reversed(out) if o.known and o.kind not in ("civilian", "unknown")), None)
        owned = (p.kind == "unknown" or (not p.known and p.kind in MEN)) and _has_pronoun(doc, p)
        out.append(Party(p.first, p.last, owner.name, owner.kind, p.prefix, known=True) if owned and owner else p)
    return out


def _has_pronoun(doc: Document, p: Party) -> bool:
    before = doc.tokens[p.first - 1].word if p.first else ""
    attached = doc.tokens[p.last - 1].text.endswith(doc.pack.morphology.pronouns or "\0")
    return attached or doc.pack.has("possessive", before)


def _holds(doc: Document, noun: Tag, actor: Tag) -> bool:
    """Whether a noun belongs to the actor after it: at once, or through "of" or one adjective."""
    gap = gap_between(doc, noun.last, actor.first)
    m = doc.pack.morphology
    joined = actor.prefix.startswith(m.conjunctions or "\0")  # the fighters and the army
    joined |= bool(m.article) and (
        actor.prefix.startswith(m.prepositions[:1]) or doc.at("event", actor.first) is not None
    )
    if (
        joined
        or actor.first < noun.last
        or len(gap) > 2
        or any(doc.tokens[i].is_sign for i in gap)
        or doc.has("event", noun.last, actor.first)
        or (noun.name == "victim" and doc.at("crewed", actor.first))  # youths stoned a Turkish patrol
    ):
        return False
    object_ = any(doc.at(label, i) for label in _OBJECTS for i in gap)  # aircraft bombed a depot of X's
    if len(gap) == 2 and doc.at("of", gap[1]) and not object_ and doc.tokens[gap[0]].text.endswith(_adjectival(doc)):
        return True  # the warplanes, of the regime's
    return all(doc.at("of", i) for i in gap) or (len(gap) == 1 and actor.prefix != "" and not object_)


def _adjectival(doc: Document) -> tuple[str, ...]:
    """Letters on which an adjective mostly ends, in Arabic."""
    m = doc.pack.morphology
    return (*m.adjectival, *m.masculine_endings[:1]) if m.article else ()


def _distinct(actors: list[Tag]) -> list[Tag]:
    """Overlapping names leave the first."""
    out: list[Tag] = []
    for a in actors:
        if out and a.first < out[-1].last:
            continue
        out.append(a)
    return out


def _subject_ahead(doc: Document, t: Tag) -> Party | None:
    """The force that acts in the clauses before, for a verb without subject: and seized X, after they had seized X."""
    m = doc.pack.morphology
    goes_on = t.prefix.startswith(m.conjunctions or "\0") or doc.tokens[t.first].word.endswith(m.plural[0] or "\0")
    if not is_verb(t) or not (goes_on or goes_on_bare(doc, t)):
        return None
    sentence = doc.sentence_of(t.first)
    here = find_parties(doc, sentence.first, t.first)
    they = pronoun_ahead(doc, sentence.first, t)
    again = they is not None and sentence.first and not any(p.first < they and p.kind != THING for p in here)
    if again:
        told = doc.sentence_of(sentence.first - 1)
        here = [p for p in find_parties(doc, told.first, told.last) if _leads(doc, p)][:1]
    nobody = ("civilian", THING, "unknown") if m.article and not again else ("civilian", THING)
    acting = [p for p in here if p.kind not in nobody and _leads(doc, p)]
    armed = (p for p in acting if p.kind == "armed" or doc.has("acting", p.first, p.last))
    unnamed = (p for p in armed if not _heads_line(doc, p))
    return next((p for p in acting if p.known), None) or next(unnamed, None)


def _leads(doc: Document, p: Party) -> bool:
    return not (prepositional(doc, p) or marked(doc, "target_mark", p))


def _heads_line(doc: Document, p: Party) -> bool:
    """Whether a colon follows those who only report: the command of operations of X:."""
    return any(doc.tokens[i].text in HEADS for i in range(p.last, min(p.last + _REPORTS, len(doc.tokens))))
