"""Those who do what a verb tells, whom its object gives away: counted, they are nobody's toll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.how_many.suffering import suffers
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.phrases import definite

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_NAMED = 5  # tokens that may say more of those who act before their object: of the fighters of X
_NO_OBJECT = (
    *KEYS, "locative", "cause", "clause", "part", "agent_mark", "who", "event", "motion", "into", "relation",
)  # fmt: skip
_BEFORE, _ENDED = 3, 8  # tokens from a word of death back and on to the stabs of which somebody died
_LEADS = ("indefinite", "definite", "possessive")


def object_of(doc: Document, verb: Tag, q: Quantity, quantities: list[Quantity]) -> int | None:
    """Arabic: the token of the one or the number of those to whom people counted right behind a verb do what it tells.

    An object is known by its ending; where it has none, by the arms of those who act, whom nothing describes so.
    """
    m = doc.pack.morphology
    if not m.article or not is_verb(verb) or q.first != verb.last or doc.at("intransitive", verb.first):
        return None
    armed = any(_armed(doc, i) for i in range(q.first, q.last))
    for i in range(q.last, min(q.last + _NAMED, len(doc.tokens))):
        token = doc.tokens[i]
        if token.is_sign or doc.date_at(i) or doc.place_at(i) or doc.at("part", i):
            return None  # two people, one of them a child
        one = doc.at("one", i)
        if one is not None and one.first == i and one.prefix in ("", m.article) and not doc.at("of", i - 1):
            return i if _is_object(doc, one, q, i, armed=armed) else None
        others = any(o.first == i and o.noun == "people" for o in quantities) and doc.at("of", i - 1) is None
        if others:
            return i if armed and not token.text.startswith(m.conjunctions) else None
        if doc.at("of", i) is None and any(doc.at(label, i) for label in _NO_OBJECT):
            return None
    return None


def _armed(doc: Document, i: int) -> bool:
    """Whether a word tells of people with arms."""
    actor, people = doc.at("actor", i), doc.at("civilian", i)
    named = actor is not None and doc.pack.actors[actor.name].kind != "civilian"
    group = doc.at("group", i)
    fights = group is not None and group.name in ("forces", "fighters")
    return named or fights or (people is not None and people.name == "armed")


def _is_object(doc: Document, one: Tag, q: Quantity, i: int, *, armed: bool) -> bool:
    """Whether a word for one person stands in the accusative, or right behind a plural that takes no genitive.

    Nobody may be joined on to it then, as to one of those whom the number holds: three men, an officer and two guards.
    """
    m = doc.pack.morphology
    accusative, dual = m.masculine_endings[:2]
    if doc.tokens[i].text.endswith(accusative):
        twenty = i == q.last and q.last - q.first == 1 and not doc.tokens[q.first].text.endswith(dual)
        return not (twenty or doc.tokens[i - 1].text.endswith(accusative))  # twenty fighters, Syrian ones
    if doc.tokens[q.first].word.endswith(dual) and doc.tokens[i].text.endswith(m.closing):
        return True  # two snipers hit a girl
    after = doc.tokens[i + 1].text if i + 1 < len(doc.tokens) else ""
    agrees = definite(doc, one) and doc.tokens[i - 1].text.startswith(m.article)
    theirs = doc.tokens[i].text.endswith(m.pronouns[2:])  # one of them
    plural = doc.tokens[i - 1].text.endswith(m.masculine_endings[1:])
    return armed and plural and not (agrees or theirs) and not after.startswith(m.conjunctions[:1])


def victim_of(doc: Document, verb: Tag, quantities: list[Quantity]) -> int | None:
    """The token of the one person to whom those counted right behind a verb do what it tells."""
    doers = next((q for q in quantities if q.first == verb.last), None)
    whom = object_of(doc, verb, doers, quantities) if doers is not None else None
    return whom if whom is not None and doc.at("one", whom) is not None else None


def acts_on(doc: Document, verb: Tag) -> bool:
    """English: whether a verb of harm has an object, so that its subject acts: gunmen shot dead a guard."""
    if (
        doc.pack.language != "en"
        or verb.form not in ("past", "base")
        or suffers(doc, verb)
        or doc.at("intransitive", verb.first)
    ):
        return False
    inside = any(doc.at(label, verb.first + 1) for label in _LEADS) and doc.at("civilian", verb.first + 2) is not None
    i = verb.first + 1 if inside and verb.loose else verb.last  # stabbed a guard to death
    if i + 1 >= len(doc.tokens) or any(doc.date_at(j) for j in (i, i + 1)):
        return False  # shot dead the same day
    led = any(doc.pack.has(label, doc.tokens[i].word) for label in _LEADS)
    return led and not any(doc.pack.has(label, doc.tokens[i - 1].word) for label in ("and", "of"))


def sets_upon(doc: Document, verb: Tag) -> bool:
    """Whether unarmed people are the object of a verb in the active voice: attacked farmers, and burned their trees."""
    m = doc.pack.morphology
    if not is_verb(verb) or verb.name not in ("attack", "killing", "shooting") or suffers(doc, verb):
        return False
    whom = doc.within("civilian", verb.last, verb.last + _NAMED, "victim")
    if not m.article:
        return any(p.first - verb.last <= 1 and not doc.at("of", p.last) for p in whom)
    return any(p.first > verb.last and doc.tokens[p.first].text.endswith(m.masculine_endings) for p in whom)


def died_of_it(doc: Document, wounds: Tag) -> bool:
    """Whether those whom a verb wounds are told dead too: stabbed and killed; stabbed a guard, killing him."""
    m, lethal = doc.pack.morphology, doc.at("killed", wounds.first)
    if lethal and lethal.first == wounds.first and lethal.last > wounds.last and is_verb(lethal):
        return True  # stabbed to death
    joined = wounds.last < len(doc.tokens) and doc.pack.has("and", doc.tokens[wounds.last].word)
    if joined and doc.at("killed", wounds.last + 1):
        return True
    dead = doc.first_of("killed", wounds.first - _BEFORE, wounds.last + _ENDED)
    if dead is None or not is_verb(dead):
        return False
    if m.article:  # killed by stabs; stabbed him and killed him
        after = dead.first > wounds.first and doc.tokens[dead.first].text.endswith(m.pronouns[:2])
        word = doc.tokens[wounds.first].word  # by stabs, which ends as "and they wounded" does
        by = word.endswith(m.masculine_endings[0]) and not word.endswith(m.plural[0])
        return after or (dead.first < wounds.first and by)
    return dead.first > wounds.first and dead.form == "participle" and doc.at("them", dead.last) is not None
