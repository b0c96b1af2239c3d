"""The same event told by several reports: claims that agree become one event, and every claim is kept.

Two claims are compared by what they say (type or group), where, when, how many, who and in which words; each agreement
adds to a score whose parts are kept, and a contradiction rules the pair out. The best pairs are joined first, and a
group never takes in a claim that contradicts one of its members. Wrong joins cost more than missed ones: the same place
on the same day is not enough; what is only likely becomes a proposal for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.fusion.groups import group, order
from geomap.fusion.totals import link, told_in
from geomap.model import Claim, Fused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Parsed

__all__ = ["claims", "fuse"]


def fuse(parsed: Sequence[Parsed]) -> Fused:
    """Return the incidents and the movements that the reports tell, each with all its claims, proposals beside them.

    Sums of other incidents (``aggregate``) are linked to their parts: as events they would count the same dead twice.
    What is planned, denied, habitual or a running total only joins its like. The result does not depend on the order
    of the reports, and an event keeps its id when later reports tell it again.

    >>> fuse([])
    Fused(incidents=(), movements=(), proposals=(), totals=())
    """
    told = claims(parsed)
    events, possible = group(told["incidents"], "incidents")
    moves, possible_moves = group(told["movements"], "movements")
    totals = link(sorted(told["totals"], key=order), told_in(events))
    return Fused(tuple(events), tuple(moves), (*possible, *possible_moves), tuple(totals))


def claims(parsed: Iterable[Parsed]) -> dict[str, list[Claim]]:
    """Return the claims of reports by layer, in their order: ``incidents``, ``movements`` and sums, ``totals``."""
    told: dict[str, list[Claim]] = {"incidents": [], "movements": [], "totals": []}
    for p in parsed:
        for i in p.incidents:
            told["totals" if i.aggregate else "incidents"].append(Claim(p.report, i))
        told["movements"] += (Claim(p.report, m) for m in p.movements)
    return told
