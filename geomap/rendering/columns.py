"""Events as columns of small numbers, sorted by day: what the page keeps in memory for each of a million events.

What repeats (places, types, actors, precision, tolls, sources) stands once in a table and the event holds its row's
number; the rest of an event travels in ``texts`` and is opened when somebody asks for it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.model import Json
from geomap.rendering import assets
from geomap.rendering.plain import plain
from geomap.rendering.positions import middle, points
from geomap.rendering.texts import Texts

if TYPE_CHECKING:
    import numpy.typing as npt


_TOLLS = ("killed", "wounded", "captured")
TABLES: dict[str, tuple[str, ...]] = {
    "type": ("event_type", "sub_event_type"),
    "where": ("place", "place_ar", "place_id", "place_kind", "country", "admin1", "place_text"),
    "manner": ("where_prec", "geo_precision", "radius_m", "relation", "modality", "time_precision"),
    "by": ("actor1",),
    "to": ("actor2",),
    "toll": (*(f"{name}{end}" for name in _TOLLS for end in ("", "_low", "_best", "_high")), "fatalities"),
}
_FIELDS = frozenset(name for names in TABLES.values() for name in names)
MOVED = _FIELDS | {"date_start", "date_end", "confidence", "reports", "lat", "lon"}
_HELD_BY = {**TABLES, "source": (), "report": ("reports",)}
_MOST_ROWS = 60_000  # of a table; an event past it carries the values itself
NO_DAY = -(2**31)
STEPS = 100_000  # positions to a degree: about a metre
_RAREST = 50  # a type with a look of its own is that of one event in so many
_EPOCH = date(1970, 1, 1).toordinal()
_FLOW_FIELDS = (
    "group", "origin", "via", "destination", "count", "count_low", "count_best", "count_high", "quantifier", "unit",
    "shared_with",
)  # fmt: skip


class _Table(dict[tuple[Any, ...], int]):
    """Numbers its rows from 1 as they come; 0 stands for a row of nothing, and for what no longer fits."""

    def __init__(self, width: int) -> None:
        super().__init__({(None,) * width: 0})
        self.full = False

    def __missing__(self, row: tuple[Any, ...]) -> int:
        if len(self) > _MOST_ROWS:
            self.full = True
            return 0
        self[row] = number = len(self)
        return number


class _Lists(_Table):
    """Numbers tuples of names."""

    def __missing__(self, row: tuple[Any, ...]) -> int:
        if any(type(name) is not str for name in row[0]):
            raise TypeError
        return super().__missing__(row)


class _Days(dict[Any, int]):
    """Days since 1970 of ISO dates, each read once."""

    def __missing__(self, text: Any) -> int:
        day = NO_DAY
        if isinstance(text, str):
            with suppress(ValueError):
                day = date.fromisoformat(text[:10]).toordinal() - _EPOCH
        self[text] = day
        return day


@dataclass
class Columns:
    """Takes features one by one, so that they need never stand in memory together."""

    texts: Texts = field(default_factory=Texts)
    flows: list[Json] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tables = {name: _Table(len(fields)) for name, fields in TABLES.items()}
        self.lists = {"source": _Lists(1), "report": _Lists(1)}
        self._all = {**self.tables, **self.lists}
        self._shapes: dict[tuple[str | tuple[str], ...], int] = {}
        self._own: dict[tuple[str, ...], list[str]] = {}  # keys of properties -> those that the row keeps
        self.places: dict[tuple[float, float], int] = {}
        self.days = _Days()
        self.out = {n: array("i") for n in ("day", "end", "place", "flow", "confidence", *self.tables, *self.lists)}

    def add(self, feature: Json, *, movement: bool = False) -> None:
        """Add an incident or a movement."""
        properties = feature.get("properties") or {}
        try:
            self._add(properties, feature.get("geometry"), movement=movement)
        except (TypeError, ValueError, AttributeError, KeyError):  # values that no well-formed record has
            properties = {k: v for k, v in plain(properties).items() if not _odd(k, v)}
            self._add(properties, feature.get("geometry"), movement=movement)

    def _add(self, p: Json, geometry: Any, *, movement: bool) -> None:
        if not isinstance(p.get("claims") or [], list):
            raise TypeError
        get = p.get
        codes = {name: table[tuple(map(get, TABLES[name]))] for name, table in self.tables.items()}
        claims = [c for c in get("claims") or () if isinstance(c, dict)]
        outlets = tuple(dict.fromkeys([o for c in claims if (o := c.get("outlet"))]))
        reports = tuple(get("reports") or ())
        codes["source"] = self.lists["source"][outlets,] if outlets else 0
        codes["report"] = self.lists["report"][reports,] if reports else 0
        start, last = self.days[get("date_start")], self.days[get("date_end")]
        sure = get("confidence")
        way = points(geometry)
        at = (way[0][0], way[0][1]) if movement and way else middle(way) if way else None
        own = id_ if isinstance(id_ := get("id"), str) else None
        row = self._row(p, claims, self._left(p, codes), own)
        codes |= {
            "day": start,
            "end": max(start, last),
            "place": self.places.setdefault(at, len(self.places)) if at else -1,
            "flow": self._flow(p, way) if movement else 0,
            "confidence": round(sure * 1000) if sure is not None and 0 <= sure <= 1 else -1,
        }
        for name, column in self.out.items():
            column.append(codes[name])
        self.texts.add(row, own)

    def _flow(self, p: Json, way: list[list[float]]) -> int:
        self.flows.append(plain({name: p.get(name) for name in _FLOW_FIELDS} | ({"path": way} if way else {})))
        return len(self.flows)

    def _row(self, p: Json, claims: list[Json], left: list[str], own: str | None) -> list[Any]:
        """Return what no column holds: the number of the row's shape (its keys), then its values but for its id."""
        given = tuple(p)
        names = self._own.get(given)
        if names is None:
            names = self._own[given] = [key for key in given if key not in MOVED and key != "claims"]
        kept = [key for key in (*names, *left) if p[key] is not None and (key != "id" or own is None)]
        alike = "notes" in kept and p["notes"] == p.get("quote")
        if alike:
            kept.remove("notes")
        values = [p[key] for key in kept]
        keys: list[str | tuple[str]] = ["id", *kept] if own is not None else [*kept]
        if alike:
            keys.append(("notes",))
        if claims:
            keys.append("claims")
            values.append([self._claim(c, p) for c in claims])
        return [self.shape(keys), *values]

    def _left(self, p: Json, codes: dict[str, int]) -> list[str]:
        """Name the fields that a column or a table should hold and does not."""
        left = []
        for name, table in self._all.items():
            if table.full and not codes[name]:
                left += [key for key in _HELD_BY[name] if p.get(key) is not None]
        for key in ("date_start", "date_end"):
            value = p.get(key)
            if value is not None and (len(value) != 10 or self.days[value] == NO_DAY):
                left.append(key)
        value = p.get("confidence")
        if value is not None and not (0 <= value <= 1 and value == round(value, 3)):
            left.append("confidence")
        return left

    def _claim(self, claim: Json, p: Json) -> list[Any]:
        """Return a claim's shape and values: what its event says too (``=key``) or its quote (a tuple) is told once."""
        keys: list[str | tuple[str]] = []
        values = []
        quote, shared = claim.get("quote"), p.get
        for key, value in claim.items():
            if value is None:
                continue
            if shared(key) == value:
                keys.append("=" + key)
            elif key == "sentence" and value == quote:
                keys.append(("sentence",))
            else:
                keys.append(":" + key)
                values.append(value)
        return [self.shape(keys), *values]

    def shape(self, keys: list[str | tuple[str]]) -> int:
        """Return the number of some keys; one in a tuple has no value of its own (see `texts.js`)."""
        return self._shapes.setdefault(tuple(keys), len(self._shapes))

    def finish(self) -> tuple[Json, bytes, list[tuple[float, float]]]:
        """Return what the page must know first, the columns' bytes, and every position that an event stands on."""
        raw = {name: np.array(self.out.pop(name), dtype=np.int32) for name in list(self.out)}
        undated = raw["day"] == NO_DAY
        order = np.argsort(np.where(undated, 2**31 - 1, raw["day"]), kind="stable")
        raw = {name: column[order] for name, column in raw.items()}
        dated = int((~undated).sum())
        day = raw.pop("day")
        span = np.where(np.arange(len(day)) < dated, raw.pop("end") - day, 0)
        places = np.array(list(self.places), dtype=np.float64).reshape(-1, 2)
        by_lon = np.lexsort((places[:, 1], places[:, 0]))
        rank = np.zeros(len(places) + 1, dtype=np.int64)
        rank[by_lon] = np.arange(1, len(places) + 1)  # the last, -1, stays 0: nowhere
        steps = np.round(places[by_lon] * STEPS).astype(np.int64)
        columns = {
            "day": np.diff(day[:dated], prepend=day[:1] if dated else 0),
            "span": span,
            **_placed(rank[raw.pop("place")], raw["where"], len(self.tables["where"])),
            "confidence": raw.pop("confidence") + 1,
            "text": _zigzag(np.diff(order, prepend=-1)),
            **raw,
            "lon": np.diff(steps[:, 0], prepend=-180 * STEPS),
            "lat": steps[:, 1] + 90 * STEPS,
        }
        if np.array_equal(raw["report"], raw["source"]):  # each outlet is one report: a table's rows
            del columns["report"]
        body = [(name, *_planes(column)) for name, column in columns.items()]
        head = {
            "count": len(day),
            "dated": dated,
            "first": int(day[0]) if dated else 0,
            "steps": STEPS,
            "layout": [[name, width, len(columns[name])] for name, width, _ in body],
            "tables": {
                name: {"fields": TABLES[name], "rows": [plain(list(row)) for row in table]}
                for name, table in self.tables.items()
            },
            "lists": {name: [list(row[0] or ()) for row in table] for name, table in self.lists.items()},
            "own_types": _own_types([row[0] for row in self.tables["type"]], raw["type"]),
            "shapes": [list(keys) for keys in self._shapes],
            "flows": self.flows,
        }
        return head, b"".join(planes for _, _, planes in body), list(self.places)


def _placed(place: npt.NDArray[np.int64], where: npt.NDArray[np.int32], rows: int) -> dict[str, npt.NDArray[np.int64]]:
    """Return the column of places, or, where each named place stands at one position, ``at``: one of each row."""
    at = np.zeros(rows, dtype=np.int64)
    at[where] = place
    return {"at": at} if np.array_equal(at[where], place) else {"place": place}


def _own_types(names: list[Any], column: npt.NDArray[np.int32]) -> list[str]:
    """Name the types of events that the map has no look of its own for, but that are frequent enough to get one."""
    look = assets.look()
    if not set(look["own"]).isdisjoint(names):
        return []
    times: Counter[str] = Counter()
    for name, n in zip(names, np.bincount(column, minlength=len(names)).tolist(), strict=True):
        if isinstance(name, str) and name not in look["event"]:
            times[name] += n
    return [name for name, n in times.most_common(len(look["own"])) if n * _RAREST >= len(column)]


def _odd(key: str, value: Any) -> bool:
    """Tell whether a value cannot be what the field is for: it is dropped rather than trusted."""
    if key == "claims":
        return not isinstance(value, list)
    if key == "reports":
        return not isinstance(value, list) or any(not isinstance(v, str) for v in value)
    if key == "confidence":
        return not isinstance(value, (int, float))
    if key in {"date_start", "date_end"}:
        return not isinstance(value, str)
    return key in _FIELDS and not isinstance(value, (str, int, float))


def _zigzag(values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.where(values < 0, -2 * values - 1, 2 * values)


def _planes(column: npt.NDArray[np.int64]) -> tuple[int, bytes]:
    """Return the least width in bytes that holds a column, and its bytes: all the lowest, all the next."""
    width = max(1, (int(column.max(initial=0)).bit_length() + 7) // 8)
    cut = column.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width]
    return width, cut.T.tobytes()
