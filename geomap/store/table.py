"""Tables of a million rows, read column by column: each distinct cell is understood once and kept once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from geomap.dataset import Table
from geomap.errors import DataError, Reason
from geomap.memory import uncollected
from geomap.model import Layers
from geomap.store.cells import as_period, clean, kinds, typed
from geomap.store.rows import (
    LOOKED_UP,
    NONE,
    NOWHERE,
    TOLLS,
    Helpers,
    as_it_is,
    backwards,
    position,
    recognise,
    spread,
    to_feature,
    undrawn,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.model import Json
    from geomap.store.rows import Source

    Chunks = Iterable[tuple[list[int], list[Sequence[Any]]]]

_CHUNK = 20_000  # rows taken at a time
_REMEMBERED = 100_000  # distinct cells of a column that are remembered
_TOGETHER = 500  # cells looked through at once: more would scatter what stays in memory
_FIRST = 2  # number of the row that may be one of tags


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read: which of its columns is which of ours where the guess is wrong, who knows places."""

    columns: Mapping[str, str] = field(default_factory=dict)
    helpers: Helpers = NONE
    order: str | None = None  # of day and month in dates that leave it open: dmy or mdy

    def table(self, rows: Iterable[Sequence[Any]], header: Sequence[str], *, file: str, first: int) -> Layers:
        """Read rows of cells under a header, the first of which is number ``first`` in the file.

        What cannot be placed right is told by number and kept without a point; a cell
        that is not of its column's kind is left out and told.
        The mapping of columns stands in the provenance.
        """
        source = self.source(header)
        mixed = "layer" in {*source.columns, *header, *source.constants}
        read = _mixed if mixed else _points
        extra: list[Json] = []
        layers = read(_chunks(rows, header, first, file, extra), header, source, file, self.helpers)
        layers.rejected[:0] = extra
        layers.provenance[f"columns of {file}"] = source.told()
        return layers

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a table of these columns can be read."""
        try:
            self.source(header)
        except DataError:
            return False
        return True

    def source(self, header: Sequence[str]) -> Source:
        """Tell what a table of these columns is. Raises `DataError` where that cannot be."""
        return replace(recognise(header, columns=self.columns, placed=self.helpers.geocoder is None), order=self.order)


@uncollected()
def _points(chunks: Chunks, header: Sequence[str], source: Source, file: str, helpers: Helpers) -> Layers:
    """Read a table of incidents column by column."""
    reader, checker = _Reader(header, source), _Checker(helpers)
    whole: dict[str, list[Any]] = {}
    rejected: list[tuple[int, str]] = []
    rows = 0
    for numbers, chunk in chunks:
        if not chunk:
            continue
        columns = reader.read(chunk, numbers, rejected)
        checker.check(columns, numbers, rejected)
        for name, column in columns.items():
            whole.setdefault(name, [None] * rows).extend(column)
        rows += len(columns["lat"])
    incidents = cast("list[Json]", Table(Path(file).name, whole))  # reads like a list
    return Layers(
        incidents,
        rejected=[{"name": Reason("{file}, row {n}", file=file, n=n), "reason": why} for n, why in sorted(rejected)],
    )


def _chunks(
    rows: Iterable[Sequence[Any]], header: Sequence[str], first: int, file: str, rejected: list[Json]
) -> Chunks:
    """Yield rows of equal width in chunks, with their numbers; empty rows and HXL's row of tags are passed over."""
    width = len(header)
    numbered = ((n, row) for n, row in enumerate(rows, first) if any(row))
    while taken := list(islice(numbered, _CHUNK)):
        numbers, chunk = [n for n, _ in taken], [row for _, row in taken]
        for n, row in enumerate(chunk):
            if len(row) != width:
                if extra := [str(cell) for cell in row[width:] if cell]:
                    told = "more cells than columns, left out: {cells}; is a cell with commas unquoted?"
                    why = Reason(told, cells=repr(", ".join(extra)[:60]))
                    rejected.append({"name": Reason("{file}, row {n}", file=file, n=numbers[n]), "reason": why})
                chunk[n] = [*row[:width], *[None] * (width - len(row))]
        tags = any(str(cell or "").startswith("#") for cell in chunk[0]) and numbers[0] <= _FIRST
        yield numbers[tags:], chunk[tags:]


class _Reader:
    """Understands the cells of a table's columns, the same text only once."""

    def __init__(self, header: Sequence[str], source: Source) -> None:
        self._source = source
        taken = source.taken()
        own = [(ours, header.index(theirs)) for ours, theirs in source.columns.items()]
        self._plan = [*own, *((name, n) for n, name in enumerate(header) if name and name not in taken)]
        self._values: dict[str, dict[Any, Any]] = {name: {} for name, _ in self._plan}
        self._problems: dict[str, dict[Any, str]] = {name: {} for name, _ in self._plan}
        self._orders: dict[str, str | None] = {}
        self._varied: dict[str, bool] = {}  # texts that are hardly ever the same twice, as the first rows tell

    def read(
        self, chunk: list[Sequence[Any]], numbers: list[int], rejected: list[tuple[int, str]]
    ) -> dict[str, list[Any]]:
        cells = list(zip(*chunk, strict=True))
        columns: dict[str, list[Any]] = {}
        for name, index in self._plan:
            raw = cells[index]
            if kinds().get(name) == "date":  # the first rows say in which order day and month come
                self._orders.setdefault(name, self._source.day_order(raw))
            if name not in self._varied:
                coded = kinds().get(name) or name in self._source.values
                self._varied[name] = not coded and len(set(raw)) > len(raw) // 2
            if self._varied[name]:
                columns[name] = _cells(raw)
                continue
            values = self._understand(name, set(raw))
            columns[name] = [values[v] for v in raw]
            if problems := self._problems[name]:
                rejected.extend((numbers[n], problems[v]) for n, v in enumerate(raw) if v in problems)
        self._last(columns, cells)
        return columns

    def _last(self, columns: dict[str, list[Any]], cells: list[tuple[Any, ...]]) -> None:
        """Let events whose start is told as a month or a year last until its end, as `periods` does."""
        raw = next((cells[index] for name, index in self._plan if name == "date_start"), ())
        told = {cell: period[1] for cell in set(raw) if (period := as_period(_cell(cell)))}
        if not told:
            return
        ends, exact = (columns.setdefault(name, [None] * len(raw)) for name in ("date_end", "time_precision"))
        for n, cell in enumerate(raw):
            if cell in told:
                ends[n], exact[n] = ends[n] or told[cell], exact[n] or 3

    def _understand(self, name: str, distinct: set[Any]) -> dict[Any, Any]:
        """Return what each cell of a column means, its text as key."""
        values = self._values[name]
        if len(values) > _REMEMBERED:
            values.clear()
        for raw in distinct - values.keys():
            cell = _cell(raw)
            values[raw], problem = typed(name, self._source.meaning(name, cell), order=self._orders.get(name))
            if problem := problem or self._source.unknown(name, cell):
                self._problems[name][raw] = problem
        return values


def _cells(raw: Sequence[Any]) -> list[Any]:
    """Return a column's cells clean: looked through some together first, for hardly one is not."""
    out: list[Any] = []
    for some in (raw[n : n + _TOGETHER] for n in range(0, len(raw), _TOGETHER)):
        try:
            odd = b"\0" in "".join(some).encode()
        except (TypeError, UnicodeEncodeError):  # not all are text; a lone surrogate
            odd = True
        out += [_cell(v) if odd or v[:1] == "'" else v.strip() or None for v in some]
    return out


def _cell(raw: Any) -> Any:
    """Return a cell clean, without the apostrophe that keeps spreadsheets from reading it as a formula."""
    if isinstance(raw, str) and raw[:1] == "'" and raw[1:2] in {"=", "+", "-", "@", "\t", "\r"}:
        raw = raw[1:]
    return clean(raw)


class _Remembered(dict[Any, Any]):
    """Answers to what was asked lately."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self._answer = answer

    def __missing__(self, asked: tuple[Any, ...]) -> Any:
        if len(self) > _REMEMBERED:
            self.clear()
        self[asked] = answer = self._answer(*asked)
        return answer


class _Checker:
    """Checks what stands side by side in a chunk of rows: positions, tolls."""

    def __init__(self, helpers: Helpers) -> None:
        self._geocoder = helpers.geocoder
        self._positions = _Remembered(_position)
        self._exchanged = _Remembered(helpers.exchanged)

    def check(self, columns: dict[str, list[Any]], numbers: list[int], rejected: list[tuple[int, str]]) -> None:
        rows = len(next(iter(columns.values()), ()))
        lats, lons = (columns.setdefault(axis, [None] * rows) for axis in ("lat", "lon"))
        unread = {n for n, why in rejected if n >= numbers[0] and why.startswith(("lat: ", "lon: "))}
        for n, at in enumerate(map(self._positions.__getitem__, zip(lats, lons, strict=True))):
            if isinstance(at, DataError):
                rejected.append((numbers[n], undrawn(at)))
                lons[n] = lats[n] = None
                continue
            if at is None:
                said = numbers[n] in unread or not lats[n] is lons[n] is None
                lons[n] = lats[n] = None
                reason = self._geocoder.fill(columns, n) if self._geocoder else NOWHERE
                if reason or said:
                    rejected.append((numbers[n], reason or LOOKED_UP))
            else:
                lons[n], lats[n] = at
        for name in TOLLS:
            _spread(columns, name, numbers, rejected)
        days = map(backwards, *(columns.get(name) or [None] * rows for name in ("date_start", "date_end")))
        rejected.extend((numbers[n], why) for n, found in enumerate(days) for why in found)
        where = (columns.get(name) or [None] * rows for name in ("country", "place", "admin1"))
        told = map(self._exchanged.__getitem__, zip(lats, lons, *where, strict=True))
        rejected.extend((numbers[n], as_it_is(why)) for n, why in enumerate(told) if why)


def _position(lat: float | None, lon: float | None) -> list[float] | DataError | None:
    """Return longitude and latitude, the error that they are, or None for what says nothing."""
    try:
        return position(lat, lon)
    except DataError as error:
        return error


def _spread(columns: dict[str, list[Any]], name: str, numbers: list[int], rejected: list[tuple[int, str]]) -> None:
    names = [f"{name}_{end}" for end in ("low", "best", "high")]
    if not columns.keys() & {name, *names}:
        return
    if not columns.keys() & set(names):
        columns |= {n: columns[name].copy() for n in names}
        return
    rows = len(columns["lat"])
    given = [columns.setdefault(n, [None] * rows) for n in (name, *names)]
    for n, (one, low, best, high) in enumerate(zip(*given, strict=True)):
        if one is low is best is high is None:
            continue
        told = {k: v for k, v in zip((name, *names), (one, low, best, high), strict=True) if v is not None}
        rejected.extend((numbers[n], problem) for problem in spread(told, name))
        for column, key in zip(given, (name, *names), strict=True):
            column[n] = told.get(key)


def _mixed(chunks: Chunks, header: Sequence[str], source: Source, file: str, helpers: Helpers) -> Layers:
    """Read a table that holds movements, row by row."""
    layers = Layers()
    orders: dict[str, str | None] = {}
    for numbers, chunk in chunks:
        rows = [{name: _cell(cell) for name, cell in zip(header, cells, strict=True)} for cells in chunk]
        orders = orders or source.orders(rows)
        for n, row in zip(numbers, rows, strict=True):
            item, problems = to_feature(row, source, file=Path(file).name, helpers=helpers, orders=orders)
            movement = item["properties"].pop("layer", None) == "movements"
            (layers.movements if movement else layers.incidents).append(item)
            layers.rejected.extend({"name": Reason("{file}, row {n}", file=file, n=n), "reason": p} for p in problems)
    return layers
