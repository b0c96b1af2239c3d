"""What an import would take away from the one whose place it takes: little is told, much is refused unasked."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Place
from geomap.places.exporting import row_of
from geomap.places.geonames import table_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geomap.places.segment import Segment

# of what the one in use has: what has no more is not its newer version unasked, in GeoNames' dumps and in other tables
_FEWER, _FEWER_ELSEWHERE = 0.9, 0.5
_TAIL = 0.1  # of a table of somebody's own that may be missing at its end
_REMEDY = "get it again, or give --replace if it is right"


@dataclass(slots=True)
class Tally:
    """What a dump holds, counted while its places pass, and the last of them."""

    places: int = 0
    arabic: int = 0  # places with an Arabic name
    names: int = 0
    units: int = 0  # places whose unit has a name
    last: Place | None = None

    def add(self, place: Place) -> None:
        """Count a place in."""
        self.places += 1
        self.names += 1 + len(place.variants) + (place.name_ar not in {None, place.name})
        self.arabic += place.name_ar is not None
        self.units += place.admin1 is not None
        self.last = place

    @classmethod
    def of(cls, segment: Segment) -> Tally:
        """Count what a compiled file holds."""
        return cls(*segment.counted(), last=segment.place(segment.size))

    def fewer(self, before: Tally) -> dict[str, int]:
        """Return how many fewer there are of what than before; nothing of what there are not fewer of."""
        lost = {what: n - self.counts[what] for what, n in before.counts.items()}
        return {what: n for what, n in lost.items() if n > 0}

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts by what is counted."""
        return {"place": self.places, "Arabic name": self.arabic, "name": self.names, "unit name": self.units}


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A dump that would take the place of another: the form and the tables that go along, and how it ends."""

    file: Path
    form: str
    tables: Collection[str]
    tally: Tally
    unended: bool  # the last line has no end

    def refuse_loss(self, segment: Segment) -> None:
        """Raise GazetteerError where it would take away much of what a compiled file has, or may be cut off."""
        self._refuse_without(segment)
        new, old = self.tally, Tally.of(segment)
        ends = ", and its last line has no end" if self.unended else ""
        # GeoNames hardly takes back names and no place: then it is the table of them that is cut off
        dump = self.form == "geonames"
        as_before = dump and new.places == old.places
        for what in new.fewer(old):
            few, many = new.counts[what], old.counts[what]
            sure = {"place": self.unended, "unit name": False}.get(what, as_before)
            if sure or few < (_FEWER if dump else _FEWER_ELSEWHERE) * many:
                along = ", or what goes along" if self.tables else ""
                ours = f"{few:,} {what}{'' if few == 1 else 's'}"
                raise GazetteerError(
                    f"{self.file}: has {ours} where the one in use has {many:,}{ends}: maybe it is cut off"
                    f"{along}; {_REMEDY}"
                )
        if gone := self._gone_behind(segment):
            told = f"{gone:,} more place{'' if gone == 1 else 's'}"
            raise GazetteerError(
                f"{self.file}: ends with {new.last.name if new.last else 'nothing'}, behind which the one in use has"
                f" {told}: maybe it is cut off; {_REMEDY}"
            )
        if self.unended and new.places == old.places and new.last and old.last and _cut(new.last, old.last):
            raise GazetteerError(
                f"{self.file}: tells less of {new.last.name}, its last place, than the one in use{ends}:"
                f" maybe it is cut off; {_REMEDY}"
            )

    def _gone_behind(self, segment: Segment) -> int:
        """Return how many places the one in use has behind the last one of this, where that tells of a cut.

        GeoNames' dumps are sorted by id and grow at their end: a newer one does not end sooner. Who keeps a table may
        take a few rows from its end.
        """
        new = self.tally
        at = segment.number(new.last.id) if new.last and new.places < segment.size else None
        gone = segment.size - at if at is not None else 0
        return gone if self.form == "geonames" or gone > max(1, _TAIL * segment.size) else 0

    def _refuse_without(self, segment: Segment) -> None:
        """Refuse a dump without a table of GeoNames that went along with the one in use."""
        there = {table_kind(table) for table in self.tables}
        lacking = [t for t in json.loads(str(segment.meta("tables") or "[]")) if table_kind(t) not in there]
        if lacking:
            raise GazetteerError(
                f"{self.file}: the one in use was imported together with {' and '.join(lacking)}, whose names would be"
                f" lost: give {'it' if len(lacking) == 1 else 'them'} along again, or --replace to do without"
            )


def known_behind(segment: Segment, base: Iterable[Segment]) -> Iterator[Place]:
    """Give the places of GeoNames that other gazetteers have of a dump's countries and that would stand behind its end.

    Dumps are sorted by id: one that was cut off lacks them, however many places there were before.
    """
    last = _number(segment.place(segment.size).id)
    for other in base:
        for country in sorted(segment.countries & other.countries):
            for identifier in other.ids_in(country, "gn-*"):
                if _number(identifier) > last and segment.number(identifier) is None:
                    place = other.by_id(identifier)
                    if place is not None:
                        yield place


def _number(identifier: str) -> int:
    return int(identifier.removeprefix("gn-"))


def _cut(new: Place, old: Place) -> bool:
    """Whether a place is another one, some of whose cells are cut short."""
    now, then = _cells(new), _cells(old)
    return now != then and all(then[column].startswith(cell) for column, cell in now.items())


def _cells(place: Place) -> dict[str, str]:
    cells = row_of(place)
    del cells["id"]  # may be made of the others
    return cells | {axis: cells[axis].removesuffix(".0") for axis in ("lat", "lon")}
