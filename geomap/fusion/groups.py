"""Claims to events: the best pairs are joined first, what is only possible is proposed, the rest stays apart."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from itertools import product
from typing import TYPE_CHECKING

from geomap.fusion.blocks import pairs
from geomap.fusion.facts import day, facts, place_ids
from geomap.fusion.score import restated, score, tolls_agree
from geomap.model import Claim, Event, Incident, Proposal, Score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.fusion.facts import Facts

    Near = Callable[[Sequence[Facts]], Iterable[tuple[int, int]]]

SAME = 4.5  # score from which two claims tell one event
POSSIBLE = 3.0  # score from which two events are shown to a person side by side: two of one type and place, undated
_TOLERABLE = 2.5  # score below which two claims cannot stand in one group
_SAMPLE = 12  # members of a large group that a newcomer is compared with
_PROPOSALS = 3  # an event stands in so many proposals at most, its best ones

Scored = tuple[float, int, int, Score]
Groups = dict[int, list[int]]


def group(claims: Sequence[Claim], layer: str, near: Near = pairs) -> tuple[list[Event], list[Proposal]]:
    """Return the events that claims tell, by day and id, and the pairs of events that may be one, best first.

    ``near`` gives the pairs to compare, by their places in the order of `order`.
    """
    claims = sorted(claims, key=order)
    compared = [facts(c) for c in claims]
    scored: list[Scored] = []
    for i, j in near(compared):
        if found := possible(compared[i], compared[j]):
            scored.append((-found.total, i, j, found))
    scored.sort(key=lambda s: s[:3])
    groups = _joined(scored, compared)
    events = _events(claims, compared, groups, scored)
    ordered = {e.id: e for e in events.values()}.values()
    return sorted(ordered, key=by_day), _proposals(events, compared, groups, scored, layer)


def possible(a: Facts, b: Facts) -> Score | None:
    """Return the score of two claims that may tell one event, None for others."""
    found = score(a, b)
    return found if found is not None and found.total >= POSSIBLE else None


def by_day(event: Event) -> tuple[int, str]:
    """Return what events are sorted by."""
    return day(event.best.record.time.start) or 0, event.id


def order(claim: Claim) -> tuple[object, ...]:
    """Return what claims are sorted by, so that the order of reports changes nothing: day, report, place in it."""
    e = claim.record.evidence
    return day(claim.report.published) or 0, claim.report.id, e.start, e.end, _what(claim), place_ids(claim.record)


def _joined(scored: Sequence[Scored], compared: Sequence[Facts]) -> Groups:
    groups: Groups = {i: [i] for i in range(len(compared))}
    for lack, i, j, _ in scored:
        if -lack < SAME:
            break
        if groups[i] is not groups[j] and _fit(groups[i], groups[j], compared):
            joined = sorted(groups[i] + groups[j])
            for k in joined:
                groups[k] = joined
    return groups


def _fit(a: list[int], b: list[int], compared: Sequence[Facts]) -> bool:
    """Whether no member of one group contradicts one of the other, nor tells of another event of its own report.

    Tolls are compared of all members: steps too small to contradict would else lead from 2 dead to 2,000.
    """
    for i, j in product(a[:_SAMPLE], b[:_SAMPLE]):
        found = score(compared[i], compared[j])
        if found is None or found.total < _TOLERABLE:
            return False
    if not tolls_agree([compared[k] for k in (*a, *b)]):
        return False
    by_report = defaultdict(list)
    for i in a:
        by_report[compared[i].report].append(compared[i])
    return all(restated(compared[j], f) for j in b for f in by_report.get(compared[j].report, ()))


def _events(
    claims: Sequence[Claim], compared: Sequence[Facts], groups: Groups, scored: Sequence[Scored]
) -> dict[int, Event]:
    """Return the event of each claim, by its number; ids follow from an event's earliest claim."""
    best: dict[int, Score] = {}
    for _, i, j, found in scored:  # best first
        if groups[i] is groups[j]:
            best.setdefault(i, found)
            best.setdefault(j, found)
    seen: dict[str, int] = defaultdict(int)
    events: dict[int, Event] = {}
    for first, members in groups.items():
        if members[0] != first:
            continue
        name = _name(claims[first])
        seen[name] += 1
        event = Event(
            name if seen[name] == 1 else f"{name}-{seen[name]}",
            tuple(claims[k] for k in members),
            claims[max(members, key=lambda k: _worth(claims[k], compared[k]))],
            tuple(best.get(k) for k in members),
        )
        events |= dict.fromkeys(members, event)
    return events


def _proposals(
    events: dict[int, Event], compared: Sequence[Facts], groups: Groups, scored: Sequence[Scored], layer: str
) -> list[Proposal]:
    """Return pairs of events that may be one: never two of one report, which its writer told apart."""
    proposals: list[Proposal] = []
    taken: dict[str, int] = defaultdict(int)
    paired: set[frozenset[str]] = set()
    for _, i, j, found in scored:
        a, b = events[i], events[j]
        pair = frozenset((a.id, b.id))
        if a is b or pair in paired or max(taken[a.id], taken[b.id]) >= _PROPOSALS:
            continue
        if {compared[k].report for k in groups[i]} & {compared[k].report for k in groups[j]}:
            continue
        paired.add(pair)
        taken[a.id] += 1
        taken[b.id] += 1
        proposals.append(Proposal(layer, a, b, found))
    return proposals


def _name(claim: Claim) -> str:
    e = claim.record.evidence
    told = "\x1f".join([claim.report.id, str(e.start), str(e.end), _what(claim), *place_ids(claim.record)])
    kind = "i" if isinstance(claim.record, Incident) else "m"
    return f"{kind}-{blake2b(told.encode(), digest_size=6).hexdigest()}"


def _what(claim: Claim) -> str:
    return claim.record.sub_event_type if isinstance(claim.record, Incident) else claim.record.group


def _worth(claim: Claim, f: Facts) -> tuple[float, ...]:
    """Rank claims by how much their fields say: place, its precision, date, counts and actors, then confidence."""
    spots = [s for s in f.spots if s]
    return (
        len(spots),
        -min((s.where.where_prec for s in spots), default=7),
        f.start is not None,
        sum(c is not None for c in f.counts) + len({r for r in f.roles if r}),
        claim.record.evidence.confidence,
        f.published or 0,
    )
