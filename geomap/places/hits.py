"""What a look-up has found: places by their numbers, each with its odds by spelling alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from geomap.model import Place

SEGMENT: Final = 32  # bits of the number of an entry in its segment, above which stands that of the segment


@final
class Hit:
    """An entry by its number, its log-odds by spelling alone, and what they rest on."""

    __slots__ = ("entry", "exact", "hand_kept", "kind", "odds", "share", "why")

    def __init__(
        self,
        entry: int,
        hand_kept: bool,  # noqa: FBT001 - one of many columns
        kind: int,
        odds: float,
        share: float,
        exact: bool,  # noqa: FBT001
        why: str,
    ) -> None:
        self.entry = entry
        self.hand_kept = hand_kept
        self.kind = kind
        self.odds = odds
        self.share = share
        self.exact = exact  # the key is the query's own
        self.why = why


@final
class Found:
    """A place that a name may mean, by spelling alone."""

    __slots__ = ("hit", "place")

    def __init__(self, place: Place, hit: Hit) -> None:
        self.place = place
        self.hit = hit
