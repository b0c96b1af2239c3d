"""Parties that were held against an event's word and passed over; for a movement those who do not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.ways.movers import only_told_of
from geomap.extraction.who.parties import ENOUGH, UNNAMED, find_parties
from geomap.extraction.who.signs import SURE, THING, Around, agency_of, undergoing_of
from geomap.extraction.who.speaking import only_tells
from geomap.extraction.who.subjects import BEHIND
from geomap.extraction.words.phrases import actor_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.explaining.case import Case, Considered
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.pack import Tag

_ACTORS = ("actor1", "actor2")
_AMONG = 3  # tokens from "among them" to who is only a part
_OUTSIDE = "stands outside the words of this record"


def parties(case: Case) -> Iterator[Considered]:
    """Tell of people and forces in the sentence that the record took for neither who did it nor to whom."""
    if case.trigger is None:
        return
    if case.moves:
        yield from _who_else(case, case.trigger)
    elif case.frame:
        yield from _passed_over(case)


def _passed_over(case: Case) -> Iterator[Considered]:
    doc, frame = case.doc, case.frame
    if frame is None:
        return
    whole = frame.sentence
    inside = find_parties(doc, frame.first, frame.last)
    apart = find_parties(doc, whole.first, whole.last)
    apart = [p for p in apart if not any(p.first < o.last and o.first < p.last for o in inside)]
    weights = _Weights(case, inside)
    taken = {role: p for p in (*inside, *apart) if (role := case.taken(p.first, p.last, *_ACTORS))}
    for p in (*inside, *apart):
        if case.taken(p.first, p.last, *_ACTORS):
            continue
        same = next((role for role, other in taken.items() if p.known and other.name == p.name), None)
        other = case.elsewhere(p.first, p.last, *_ACTORS)
        if same:
            verdict = f"the same as {same}, told again"
        elif other:
            verdict = f"who takes part in another record: {other}"
        elif p in apart:
            event = case.other_event(p.first)
            verdict = f"stands in the words of another event: {event}" if event else _OUTSIDE
        else:
            verdict = next(weights.reasons(p, taken))
        yield case.considered(p.first, p.last, "party", verdict)


class _Weights:
    """What speaks for each party of a frame as the one who acts, and as the one to whom it is done."""

    def __init__(self, case: Case, inside: list[Party]) -> None:
        self._case = case
        self._triggers = [t for _, t in case.frame.triggers] if case.frame else []
        self._toll = case.toll
        self._inside = inside

    def _of(self, p: Party) -> tuple[float, float]:
        doc, around = self._case.doc, Around(self._case.doc, p, self._toll, self._inside)
        return (
            max(agency_of(doc, p, t, around, self._inside) for t in self._triggers),
            max(undergoing_of(doc, p, t, around, self._inside) for t in self._triggers),
        )

    def reasons(self, p: Party, taken: dict[str, Party]) -> Iterator[str]:
        """Yield why a party got neither role: the signs against it, then its weights."""
        doc = self._case.doc
        if any(only_tells(doc, p, t) for t in self._triggers):
            yield "only tells of it"
        if doc.has("accompanies", p.first - BEHIND, p.first):
            yield "only backs those who act"
        if Around(doc, p, self._toll, self._inside).among:
            yield "only some of those who are told of"
        yield from self._weighed(p, taken)

    def _weighed(self, p: Party, taken: dict[str, Party]) -> Iterator[str]:
        acts, undergoes = self._of(p)
        most, enough = max(acts, undergoes), ENOUGH if p.known else UNNAMED
        if most < enough:
            if self._case.taken(p.first, p.last, "toll"):
                yield "those whom the toll counts"
            who = (
                "a thing, and too little says that it is hit"
                if p.kind == THING
                else "too little says what it does or suffers"
            )
            yield f"{who} ({most:.1f} of {enough:.1f})"
        role, does, n = ("actor2", "undergoes it", 1) if undergoes > acts else ("actor1", "acts", 0)
        told = taken.get(role)
        more = self._of(told)[n] if told and told in self._inside else 0.0
        if more == most:
            yield f"{does} as surely as {role}, which goes before it"
        if more > most:
            yield f"{does} less surely than {role} ({most:.1f} to {more:.1f})"
        if told and told.known and not p.known and more >= SURE:
            yield f"{does} too, but {role} is named and goes before"
        yield f"{does} by its place ({most:.1f}), but other grammar gave the roles"


def _who_else(case: Case, head: Tag) -> Iterator[Considered]:
    doc, sentence = case.doc, case.doc.sentence_of(head.first)
    groups = doc.within("group", sentence.first, sentence.last)
    what = case.told.what if case.told else ""
    for t in groups:
        if t.name != what and not case.taken(t.first, t.last) and not doc.place_at(t.first):
            yield case.considered(t.first, t.last, "party", next(_no_mover(case, head, t, what)))
    met = [(t.first, t.last) for t in groups]
    for a in doc.within("actor", sentence.first, sentence.last):
        if case.taken(a.first, a.last) or any(a.first < y and x < a.last for x, y in met):
            continue
        met.append((a.first, a.last))
        yield case.considered(a.first, a.last, "party", next(_no_party(case, head, a, groups)))


def _no_party(case: Case, head: Tag, a: Tag, groups: list[Tag]) -> Iterator[str]:
    """Yield what becomes of a force that has a name: those who move are told as people of one kind."""
    doc, (first, last), what = case.doc, case.words, case.told.what if case.told else ""
    said = doc.within("hearsay", a.first - _AMONG, a.last + 1)
    if any(h.last <= a.first or h.first >= a.last for h in said):
        yield "only tells of it"
    if not first <= a.first < last:
        yield _OUTSIDE
    own = [t for t in groups if t.name == what]
    if any(0 <= max(t.first - a.last, a.first - t.last) <= 1 for t in own):
        yield f"says which {what} they are"
    if not own and a == actor_beside(doc, (first, last), head):
        yield f"stands beside the word of motion: those who move are the {what} of its side"
    yield f"no word makes it who moves: those are the {what}"


def _no_mover(case: Case, head: Tag, t: Tag, what: str) -> Iterator[str]:
    """Yield what speaks against a group as those who move."""
    doc, (first, last) = case.doc, case.words
    if other := case.elsewhere(t.first, t.last, "toll", *_ACTORS):
        yield f"belongs to another record: {other}"
    if not first <= t.first < last:
        yield _OUTSIDE
    if only_told_of(doc, t):
        near = max(doc.sentence_of(head.first).first, t.first - _AMONG), t.first
        dead = "dead" if doc.has("killed", *near) else "only tells of it, or does it to others"
        yield "only some of those who move" if doc.has("part", *near) else dead
    if t.name == "mixed":
        yield "what carries people tells less than who they are"
    if doc.at("cue", t.first):
        yield "names a place, not people"
    own = (o for o in doc.within("group", first, last) if o.name == what)
    if any(abs(o.first - head.first) < abs(t.first - head.first) for o in own):
        yield f"{t.name}: farther from the word of motion than the {what}"
    yield f"{t.name}: the word of motion, or what is counted, tells of {what}"
