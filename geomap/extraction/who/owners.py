"""What is told to be somebody's, who owns, uses or holds it: a tunnel used by X, a car owned by one of Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_WHOSE = 5  # tokens from "used by" to who does: a senior member of X
_ADJECTIVES = 4  # and between "positions of" and armed men
_DESCRIBED = 2  # words between "the car of" and whose it is
_THING = "thing"
_PRISON = 24  # tokens from a jail to the torture told in it
_OF_PRISON = 3  # and from there to whose it is: the central prison run by X
_THINGS = ("struck", "thing", "enclave", "ground")
_PEOPLE = ("actor", "civilian", "acting", "group", "demonym", "captured")
_NO_THING = frozenset(("of", "locative", "be", "negation", "hearsay", "agent_mark", "clause"))
_OWNERS = ("state", "external", "non_state")
_NO_OWNER = ("event", "killed", "wounded", "clause", "locative", "relative", "who")


def held_things(doc: Document, first: int, last: int, actors: list[Tag]) -> Iterator[tuple[int, Tag]]:
    """English: yield where things begin that are told to be somebody's, and who that is."""
    for mark in doc.within("held_by", first + 1, last):
        thing = mark.first - 1
        if doc.tokens[thing].is_sign or doc.any_at(_NO_THING, thing) or doc.at("aircraft", thing):
            continue
        if not _is_thing(doc, thing) and _is_people(doc, thing):
            continue
        if (owner := _owner(doc, mark.last, last, actors)) is not None:
            yield thing, owner
    struck_at = {t.first: t for label in ("struck", "thing") for t in doc.within(label, first, last)}
    for struck in struck_at.values():
        led = doc.at("of", struck.last)
        if led is None or led.first != struck.last:
            continue
        armed = _armed(doc, led.last, last)
        if armed is not None:
            yield struck.first, armed  # positions of rebel fighters
            continue
        whose = doc.first_of("civilian", led.last, min(led.last + _DESCRIBED, last), "victim")
        one = whose is not None and doc.at("one", whose.first) is not None and not _is_thing(doc, whose.first)
        if whose is not None and one and not any(doc.tokens[i].is_sign for i in range(led.last, whose.first)):
            yield struck.first, whose


def _armed(doc: Document, first: int, last: int) -> Tag | None:
    """Armed people without a name right behind "of", whatever describes them."""
    people = doc.first_of("acting", first, min(first + _ADJECTIVES, last))
    if people is None or people.name in ("crowd", "force") or doc.has("actor", first, people.last):
        return None
    if any(doc.tokens[i].is_sign for i in range(first, people.first)):
        return None
    men = doc.at("civilian", people.last)  # rebel fighters
    return men if men is not None and men.first == people.last else people


def flown_by(doc: Document, first: int, last: int, actors: list[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """English: yield aircraft that a name behind "of" owns, and the name: warplanes of the alliance act for it."""
    for craft in doc.within("aircraft", first, last - 1):
        led = doc.at("held_by", craft.last)
        i = led.last if led else craft.last + 1
        if led is None and not (i < last and doc.pack.has("genitive", doc.tokens[craft.last].word)):
            continue
        i += i < last and doc.pack.has("definite", doc.tokens[i].word)
        owner = next((a for a in actors if a.first == i), None)
        if owner is not None and doc.pack.actors[owner.name].kind in _OWNERS:
            yield craft, owner


def share_owners(doc: Document, parties: list[Party]) -> list[Party]:
    """Arabic: let things joined to somebody's by "and" be theirs too: points and checkpoints of X's."""
    joins = doc.pack.morphology.conjunctions or "\0"
    rows = zip(parties[-2::-1], parties[:0:-1], strict=True) if doc.pack.morphology.article else ()
    for p, q in rows:
        row = p.last == q.first and q.prefix.startswith(joins) and _is_thing(doc, p.first) and _is_thing(doc, q.first)
        if row and q.known and not p.known:
            p.name, p.kind, p.known = q.name, q.kind, True
    return parties


def downed(doc: Document, p: Party, t: Tag) -> bool:
    """Arabic: whether a name only tells whose aircraft or arms a noun takes out: the downing of an American drone."""
    noun = t.name == "disrupted" and t.form == "noun" and bool(doc.pack.morphology.article)
    return noun and t.last - 1 <= p.first <= t.last


def answers(doc: Document, p: Party, triggers: list[Tag]) -> bool:
    """Whether a party only answers what was done before: rockets hit X, and the army's guns replied."""
    verb = doc.at("replies", p.first - 1 if doc.pack.morphology.article else p.last)
    return verb is not None and verb.form == "past" and any(t.last < p.first for t in triggers)


def announcer(doc: Document, t: Tag, parties: list[Party]) -> Party | None:
    """Arabic: who announces the downing of what flies, as a noun with nobody else's name: announced the downing."""
    if t.name != "disrupted" or t.form != "noun" or not doc.pack.morphology.article:
        return None
    said = (p for p in parties if p.known and p.last in (t.first, t.first - 1) and p.kind != "civilian")
    return next((p for p in said if doc.at("hearsay", p.first - 1) is not None), None)


def _is_thing(doc: Document, i: int) -> bool:
    return any(doc.at(label, i) for label in _THINGS)


def _is_people(doc: Document, i: int) -> bool:
    return any(doc.at(label, i) for label in _PEOPLE)


def _owner(doc: Document, first: int, last: int, actors: list[Tag]) -> Tag | None:
    """Who follows "used by": a force with a name, or one of it, before people without one."""
    end = min(first + _WHOSE, last)
    stop = next((i for i in range(first, end) if _ends(doc, i)), end)
    known = (a for a in actors if first <= a.first < stop and doc.pack.actors[a.name].kind in _OWNERS)
    people = (t for label in ("acting", "civilian") for t in doc.within(label, first, stop))
    return next(known, None) or next(people, None)


def _ends(doc: Document, i: int) -> bool:
    return doc.tokens[i].is_sign or any(doc.at(label, i) for label in _NO_OWNER)


def works_for(doc: Document, tag: Tag) -> bool:
    """Whether a body is only where somebody works: a director in the interior ministry."""
    i = tag.first - 1
    while doc.pack.has("definite", doc.tokens[i].word):
        i -= 1
    led = doc.at("locative", i) is not None
    works = doc.pack.has("of", doc.tokens[i].word) if doc.pack.morphology.article else doc.at("civilian", i - 1)
    return led and bool(works) and tag.label == "acting" and tag.name == "state"


def of_a_country(doc: Document, tag: Tag) -> bool:
    """English: whether a word of a people only tells whose the men or arms after it are: Yemeni troops."""
    people = doc.pack.language == "en" and tag.last - tag.first == 1 and doc.at("demonym", tag.first) is not None
    return people and any(doc.at(label, tag.last) is not None for label in ("acting", "modifier"))


def jailer(doc: Document, last: int, parties: list[Party]) -> Party | None:
    """Who holds the prison in which somebody died under torture: in a jail of X's, in X's jails; in English an X jail.

    ``last``: the end of the words in which it may be told.
    """
    told = doc.last_of("torture", last - _PRISON, last) if "torture" in doc.tags else None
    if told is not None:
        for jail in doc.within("jail", told.first - _PRISON, last):
            for p in parties:
                behind = 0 <= p.first - jail.last <= _OF_PRISON if p.first >= jail.last else p.last == jail.first
                behind = behind or (p.first <= jail.first < p.last)  # a prison of X's is a thing that stands for X
                if behind and p.known and (p.kind in _OWNERS or p.kind == _THING):
                    return p
    return None
