"""A million features in little memory: kept as columns, given out one by one as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from geomap.dataset.features import feature

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from geomap.model import Json

_TOLD = ("outlet", "url", "killed", "wounded", "captured", "count", "place", "date_start", "date_end")


class Table(Sequence["Json"]):
    """Point features of one layer, column by column; equal cells share their value.

    Reads like a list of Features. Each is made when it is asked for, with an id from its content where it has none, and
    with the one claim that a row of a table is; ``records`` leaves that claim out, as it only repeats the row.

    >>> rows = Table("a.csv", {"place": ["Hajin", None], "lat": [34.7, None], "lon": [40.8, None]})
    >>> len(rows), rows[0]["geometry"], rows[1]["geometry"]
    (2, {'type': 'Point', 'coordinates': [40.8, 34.7]}, None)
    """

    def __init__(self, file: str, columns: Mapping[str, list[Any]]) -> None:
        self.file = file
        self.columns = {name: column for name, column in columns.items() if any(v is not None for v in column)}
        self._length = max(map(len, columns.values()), default=0)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Json: ...
    @overload
    def __getitem__(self, index: slice) -> list[Json]: ...
    def __getitem__(self, index: int | slice) -> Json | list[Json]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        n = range(len(self))[index]  # also from the end, and IndexError beyond
        return _feature({name: v for name, column in self.columns.items() if (v := column[n]) is not None}, self.file)

    def __iter__(self) -> Iterator[Json]:
        return (_feature(record, self.file) for record in self._cells())

    def records(self) -> Iterator[Json]:
        """Yield the properties of each feature, without the claim that would repeat them."""
        return (_identified(record) for record in self._cells())

    def column(self, name: str) -> list[Any] | None:
        """Return one column, None in place of what is missing; None for a column that has nothing."""
        if name == "id" and (name not in self.columns or not all(isinstance(v, str) for v in self.columns[name])):
            return [record["id"] for record in self.records()]
        return self.columns.get(name)

    def taken(self, numbers: Sequence[int]) -> Table:
        """Return a table of some of the rows, by number and in that order."""
        return Table(self.file, {name: [column[n] for n in numbers] for name, column in self.columns.items()})

    def positions(self) -> NDArray[np.float64]:
        """Return longitude and latitude of every feature, shape (rows, 2); both NaN where one is missing."""
        axes = (self.columns.get(axis) or [None] * len(self) for axis in ("lon", "lat"))
        found = np.array([np.array(axis, dtype=np.float64) for axis in axes]).T  # None becomes NaN
        found[np.isnan(found).any(axis=1)] = np.nan
        return found

    def _cells(self) -> Iterator[Json]:
        names = list(self.columns)
        if not names:
            yield from ({} for _ in range(len(self)))
        for cells in zip(*self.columns.values(), strict=True):
            yield {name: v for name, v in zip(names, cells, strict=True) if v is not None}


def with_claim(properties: Json, file: str) -> Json:
    """Return the properties of a row that speaks as one claim: its notes are the evidence, its source the report."""
    _identified(properties)
    if isinstance(properties.get("claims"), list):
        return properties
    quote = str(properties.get("quote") or "")
    report = str(properties.get("outlet") or file)
    properties.setdefault("reports", [report])
    told = {k: properties[k] for k in _TOLD if k in properties}
    claim = {"report": report, "quote": quote, "start": 0, "end": len(quote), "sentence": quote, "sentence_start": 0}
    properties["claims"] = [claim | told]
    return properties


def point(lon: float | None, lat: float | None) -> Json | None:
    """Return the Point of a longitude and a latitude, None where one is missing."""
    return None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}


def _feature(properties: Json, file: str) -> Json:
    return feature(point(properties.get("lon"), properties.get("lat")), with_claim(properties, file))


def _identified(properties: Json) -> Json:
    if "id" not in properties:
        told = json.dumps(properties, sort_keys=True, default=str, ensure_ascii=True)
        properties["id"] = f"r-{blake2b(told.encode(), digest_size=6).hexdigest()}"
    elif not isinstance(properties["id"], str):
        properties["id"] = str(properties["id"])
    return properties
