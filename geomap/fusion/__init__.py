"""The same event told by several reports: claims that agree become one event, and every claim is kept.

Two claims are compared by what they say (type or group), where, when, how many, who and in which words; each agreement
adds to a score whose parts are kept, and a contradiction rules the pair out. The best pairs are joined first, and a
group never takes in a claim that contradicts one of its members. Wrong joins cost more than missed ones: the same place
on the same day is not enough; what is only likely becomes a proposal for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.fusion.groups import group, order
from geomap.fusion.totals import link
from geomap.model import Claim, Fused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Parsed

__all__ = ["fuse"]


def fuse(parsed: Sequence[Parsed]) -> Fused:
    """Return the incidents and the movements that the reports tell, each with all its claims, proposals beside them.

    Sums of other incidents (``aggregate``) are linked to their parts: as events they would count the same dead twice.
    What is planned, denied, habitual or a running total only joins its like. The result does not depend on the order
    of the reports, and an event keeps its id when later reports tell it again.

    >>> fuse([])
    Fused(incidents=(), movements=(), proposals=(), totals=())
    """
    totals = [Claim(p.report, i) for p in parsed for i in p.incidents if i.aggregate]
    events, possible = group([Claim(p.report, i) for p in parsed for i in p.incidents if not i.aggregate], "incidents")
    moves, possible_moves = group([Claim(p.report, m) for p in parsed for m in p.movements], "movements")
    return Fused(
        tuple(events), tuple(moves), (*possible, *possible_moves), tuple(link(sorted(totals, key=order), events))
    )
