"""Rows of any table to the properties that geomap's own features have, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tomli

from geomap.dataset import feature, tables, with_claim
from geomap.errors import DataError, Reason, Remark, reason
from geomap.store.cells import clean, day_order, kinds, periods, typed
from geomap.store.geocode import Geocoder
from geomap.store.pairs import pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Json

NOWHERE = Remark("no coordinates, so not on the map")
LOOKED_UP = Remark("its coordinates say nothing, so drawn where the gazetteer has the place")
DEGREES = 1000  # what is greater was never meant as degrees
TOLLS = ("killed", "wounded", "captured", "count")
_AXES = ("lat", "lon"), ("origin_lat", "origin_lon")  # of incidents, of movements
_OF_ENDS = ("where_prec", "country", "admin1", "pcode")  # what a table tells of the end of a movement, beside its point
_OTHER_AXIS = {a: b for lat, lon in _AXES for a, b in ((lat, lon), (lon, lat))}
_PRECISIONS = ("where_prec", "geo_precision", "time_precision", "origin_where_prec")
_DAY = 10  # letters of 2019-03-05
_BETWEEN, _VIA, _WHOLE = re.compile(r"[\W_]+"), re.compile("_via_.*"), re.compile(r"\.0+$")  # of codes


@dataclass(frozen=True, slots=True)
class Helpers:
    """Who knows places.

    ``geocoder`` finds rows without coordinates by their names; ``swapped`` says of a latitude, a longitude and a
    country that they lie outside it, and inside with the two exchanged.
    """

    geocoder: Geocoder | None = None
    swapped: Callable[[float, float, str], str | None] | None = None

    def exchanged(
        self, lat: float | None, lon: float | None, country: object, place: object, admin1: str | None
    ) -> str | None:
        """Say that latitude and longitude look exchanged, by a row's country, else by its place; None otherwise."""
        if lat is None or lon is None:
            return None
        if country:
            return self.swapped(lat, lon, str(country)) if self.swapped else None
        return self.geocoder.exchanged(str(place), admin1, lat, lon) if self.geocoder and place else None


NONE = Helpers()


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of table: its name, which of its columns is which of ours, and what coded values mean."""

    name: str
    columns: Mapping[str, str]  # ours -> theirs
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    order: str | None = None  # of day and month in dates that leave it open: dmy or mdy
    unread: tuple[str, ...] = ()  # theirs that look like tolls or days, and are taken for none of ours

    def meaning(self, ours: str, value: Any) -> Any:
        """Return what a coded value means, None for a code that is not known; any other column's value as it is.

        Of a cell that holds both coordinates, the one that is asked for.
        """
        other, theirs = _OTHER_AXIS.get(ours), self.columns.get(ours)
        if other and theirs is not None and theirs == self.columns.get(other):
            both = pair(value)
            return both[ours.endswith("lon")] if both else value
        codes = self.values.get(ours)
        return value if codes is None else codes.get(_code(value))

    def unknown(self, ours: str, value: Any) -> str | None:
        """Say of a coded value that nobody knows what it means, once where several of our columns are one of theirs.

        Of numbers only a precision is missed: most of GDELT's events are none of ours.
        """
        if ours not in self.values or value is None or self.meaning(ours, value) is not None:
            return None
        theirs, code = self.columns[ours], _code(value)
        first = next(name for name, column in self.columns.items() if column == theirs and name in self.values)
        if ours != first or not code or (code.isdecimal() and ours not in _PRECISIONS):
            return None
        return Reason("{name}: {value} is not known, left out", name=theirs, value=repr(str(value)[:40]))

    def taken(self) -> frozenset[str]:
        """Return which of their columns become ours; one of codes is kept as well, for what we make of it says less."""
        plain = (theirs for ours, theirs in self.columns.items() if ours not in self.values)
        return frozenset((*plain, *self.columns))

    def orders(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
        """Return of each column of days in which order the rows show day and month to come."""
        days = [name for name, kind in kinds().items() if kind == "date"]
        return {name: self.day_order(row.get(self.columns.get(name, name)) for row in rows) for name in days}

    def day_order(self, cells: Iterable[Any]) -> str | None:
        """Return in which order the cells of a column show day and month to come, where they do not, what is said."""
        return day_order(cells) or self.order

    def told(self) -> str:
        """Return in one line what kind of table it is, and which column is which."""
        told = f"{self.name}: {', '.join(f'{ours}={theirs}' for ours, theirs in self.columns.items())}"
        return told + (f"; not understood, kept as they are: {', '.join(self.unread)}" if self.unread else "")


@cache
def targets() -> tuple[str, ...]:
    """Return the names of ours that a column can be said to be."""
    told = (ours for kind in known() for ours in kind["columns"])
    return tuple(dict.fromkeys([*told, *tables()["profiles"]["geomap"].split()]))


def known() -> list[dict[str, Any]]:
    """Return the kinds of tables that ``sources.toml`` tells of."""
    found: list[dict[str, Any]] = _told()["source"]
    return found


@cache
def _told() -> dict[str, Any]:
    return tomli.loads(resources.files("geomap.store").joinpath("sources.toml").read_text("utf-8"))


def recognise(header: Iterable[str], *, columns: Mapping[str, str] | None = None, placed: bool = True) -> Source:
    """Tell by its column names what a table is: ACLED, UCDP GED, GDELT, IDMC, else any with coordinates.

    ``columns`` says which of theirs is which of ours, where the guess is wrong. Raises `DataError` where no columns of
    latitude and longitude are found and ``placed`` asks for them, and for a column that does not exist.

    >>> recognise(["event_date", "sub_event_type", "latitude", "longitude"]).name
    'ACLED'
    """
    header = list(header)
    theirs = {_folded(name): name for name in reversed([h for h in header if h])}
    kind = next(k for k in known() if all(any(n in theirs for n in one.split("|")) for one in k["needs"]))
    guessed = {
        ours: next((theirs[n] for n in map(_folded, names) if n in theirs), "")
        for ours, names in kind["columns"].items()
    }
    found = {ours: name for ours, name in guessed.items() if name}
    for ours, name in (columns or {}).items():
        if ours not in targets():
            raise DataError(f"no column {ours!r} of geomap's to map to; there are {', '.join(targets())}")
        if _folded(name) not in theirs:
            raise DataError(f"no column {name!r}; there are {', '.join(theirs.values())}")
        found[ours] = theirs[_folded(name)]
    if twice := next((name for name in found.values() if header.count(name) > 1), None):
        raise DataError(f"two columns are called {twice!r}, and nothing says which is meant: rename one")
    lat, lon = _AXES[kind.get("constants", {}).get("layer") == "movements"]
    if not found.keys() & {lat, lon} and (
        both := next((theirs[n] for n in map(_folded, _told()["both"]) if n in theirs), None)
    ):
        found |= {lat: both, lon: both}
    if not found.keys() >= {lat, lon} and (placed or not found.keys() & {"place", "origin"}):
        names = ", ".join(dict.fromkeys(h for h in header if h))
        if not names:
            raise DataError("no columns: a first row with their names is needed")
        raise DataError(
            f"no columns of coordinates or of places among {names}: say which they are, as in --map lat=y --map lon=x"
        )
    taken, telling = {*found.values(), *targets()}, re.compile(_told()["telling"], re.IGNORECASE)
    unread = tuple(
        name for name in dict.fromkeys(header) if name and name not in taken and telling.search(name.replace("_", " "))
    )
    values = {ours: {_code(k): v for k, v in codes.items()} for ours, codes in kind.get("values", {}).items()}
    return Source(kind["name"], found, values, kind.get("constants", {}), unread=unread)


def _folded(name: str) -> str:
    """Return the name of a column as it is compared: without case, spaces and hyphens like underscores."""
    return "_".join(name.casefold().replace("-", " ").split())


def _code(value: object) -> str:
    """Return a code as it is compared: Within 100m (via Coalition) like within_100m, 2.0 and 02 like 2."""
    text = _WHOLE.sub("", str(value if value is not None else "")).strip().casefold()
    return text if text[:1] == "-" else _VIA.sub("", _BETWEEN.sub("_", text).strip("_").lstrip("0"))


def to_feature(
    row: Mapping[str, Any],
    source: Source,
    *,
    file: str,
    helpers: Helpers = NONE,
    orders: Mapping[str, str | None] = MappingProxyType({}),
    geometry: Json | None = None,
    drawn: bool = True,
) -> tuple[Json, list[str]]:
    """Return the feature of a row, and what is wrong with it that it was kept with.

    ``orders`` says of its columns of days in which order day and month come; ``geometry`` is where it is, where no
    columns say so; one that is not to be ``drawn`` is not looked for.
    A row without coordinates is looked up by the name of its place where there is a geocoder.
    One whose coordinates cannot be is kept without them: it would be drawn in the wrong place.
    """
    taken = {
        theirs for ours, theirs in source.columns.items() if ours not in source.values
    }  # a code says more than ours
    given: Json = {k: v for k, v in row.items() if k and k not in taken}
    cells = {ours: clean(row.get(theirs)) for ours, theirs in source.columns.items()}
    given |= {ours: source.meaning(ours, cell) for ours, cell in cells.items()}
    properties, problems = dict(source.constants), [why for n, v in cells.items() if (why := source.unknown(n, v))]
    for name, cell in given.items():
        value, problem = typed(name, clean(cell), order=orders.get(name))
        if problem:
            problems.append(problem)
        if value is not None:
            properties[name] = value
    periods(properties, given.get("date_start"))
    if problem := _turned(properties):
        problems.append(problem)
    said = any(clean(given.get(axis)) is not None for pair in _AXES for axis in pair)
    try:
        own = way(properties) if properties.get("layer") == "movements" else _point(properties)
        geometry = geometry or own or (_looked_up(properties, helpers.geocoder, problems, said=said) if drawn else None)
    except DataError as error:
        problems.append(undrawn(error))
    if geometry and geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        where = properties.get("country"), _name(properties), properties.get("admin1")
        if told := helpers.exchanged(lat, lon, *where):
            problems.append(as_it_is(told))
    for name in TOLLS:
        problems.extend(spread(properties, name))
    problems.extend(backwards(properties.get("date_start"), properties.get("date_end")))
    if "id" in properties:
        properties["id"] = str(properties["id"])
    return feature(geometry, with_claim(properties, file)), problems


def _name(properties: Json) -> str | None:
    """Return the name of the place where a row is."""
    ends = (properties.get(end) for end in ("origin", "destination"))
    found = next((e.get("name") for e in ends if isinstance(e, dict)), None)
    name = found if properties.get("layer") == "movements" else properties.get("place")
    return str(name) if name else None


def _looked_up(properties: Json, geocoder: Geocoder | None, problems: list[str], *, said: bool) -> Json | None:
    """Return the Point of the place that a row names, and write it into its properties.

    ``said``: the row has coordinates that say nothing.
    """
    if geocoder is None:
        problems.append(NOWHERE)
        return None
    name = _name(properties)
    told, problem = geocoder.locate(name, properties.get("admin1"), properties.get("country"))
    if problem:
        problems.append(problem)
        return None
    if said:
        problems.append(LOOKED_UP)
    if properties.get("layer") == "movements":
        ends = [end for end in ("origin", "destination") if isinstance(properties.get(end), dict)]
        properties |= {end: properties[end] | told for end in ends if properties[end].get("name") == name}
    else:
        properties |= told
    return {"type": "Point", "coordinates": [told["lon"], told["lat"]]}


def undrawn(error: DataError) -> Remark:
    """Say of a record that it has no point, and why."""
    return Remark("{why}; kept without a point", why=reason(error))


def as_it_is(why: str) -> Remark:
    """Say of a record that it is kept with what looks wrong."""
    return Remark("{why}; kept as it is", why=why)


def metres(one: float, other: float) -> Reason:
    """Say of coordinates that they are none of the globe."""
    told = "{at} are metres of a projected system, not degrees: reproject them to WGS 84 (EPSG:4326)"
    return Reason(told, at=f"{one:.9g}, {other:.9g}")


def position(lat: float | None, lon: float | None) -> list[float] | None:
    """Return longitude and latitude; None for what says nothing (one missing, both zero).

    Raises `DataError` outside the world.
    """
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    if min(abs(lat), abs(lon)) > DEGREES:
        raise DataError(metres(lat, lon))
    if abs(lat) > 90:
        if abs(lon) <= 90 and abs(lat) <= 180:
            raise DataError(
                Reason("latitude {lat} is outside -90..90; latitude and longitude look swapped", lat=f"{lat:g}")
            )
        raise DataError(Reason("latitude {lat} is outside -90..90", lat=f"{lat:g}"))
    if abs(lon) > 180:
        raise DataError(Reason("longitude {lon} is outside -180..180", lon=f"{lon:g}"))
    return [round(lon, 6), round(lat, 6)]


def _turned(properties: Json) -> str | None:
    """Put the place of a movement to the end that its row says it is, or both; return what is said and not known."""
    told = properties.pop("origin_is", None)
    parts = {"_".join(part.casefold().replace("_", " ").split()) for part in re.split("[;,|]", str(told or "origin"))}
    if parts == {"origin"}:
        return None
    if parts not in ({"destination"}, {"origin_and_destination"}):
        return Remark(
            "type of location {value}: not origin, destination, origin and destination; kept as origin",
            value=repr(str(told)[:40]),
        )
    for name in ("", "_lat", "_lon", "_where_prec"):
        if (value := properties.get(f"origin{name}")) is not None:
            properties[f"destination{name}"] = value
            if parts == {"destination"}:
                del properties[f"origin{name}"]
    return None


def way(properties: Json) -> Json | None:
    """Return the way of a movement's row from its flat columns, which become its ends again."""
    ends = []
    told = {e: [properties.pop(f"{e}_{axis}", None) for axis in ("lat", "lon")] for e in ("origin", "destination")}
    others = {
        end: {name: value for name in _OF_ENDS if (value := properties.pop(f"{end}_{name}", None))} for end in told
    }
    for end, axes in told.items():
        at = position(*axes)
        if at is not None:
            ends.append(at)
            others[end] |= {"lat": at[1], "lon": at[0]}
        if others[end]:
            properties[end] = {**(properties.get(end) or {}), **others[end]}
    if len(ends) > 1 and ends[0] != ends[1]:
        return {"type": "LineString", "coordinates": ends}
    return {"type": "Point", "coordinates": ends[0]} if ends else None


def spread(properties: Json, name: str) -> list[str]:
    """Let one number told be the least, the best and the greatest; say where low <= best <= high does not hold.

    A range without a best value stays one: none is made up.
    """
    best = properties.get(f"{name}_best", properties.get(name))
    if best is not None:
        properties.setdefault(name, best)
        open_end = {"more_than": "high", "less_than": "low"}.get(properties.get("quantifier") or "")
        for end in ("low", "best", "high"):
            if end != open_end or name != "count":
                properties.setdefault(f"{name}_{end}", best)
    told = [v for end in ("low", "best", "high") if (v := properties.get(f"{name}_{end}")) is not None]
    if told == sorted(told):
        return []
    return [Remark("{name}: low <= best <= high does not hold ({told}); kept as it is", name=name, told=told)]


def backwards(start: object, end: object) -> Sequence[str]:
    """Say of a first and a last day that they are in the wrong order; nothing where one is missing.

    >>> backwards("2019-03-05", "2019-03-01"), backwards("2019-03-05", None)
    (('date_end 2019-03-01 is before date_start 2019-03-05; kept as it is',), ())
    """
    if not (start and end) or str(start)[:_DAY] <= str(end)[:_DAY]:
        return ()
    return (Remark("date_end {end} is before date_start {start}; kept as it is", end=end, start=start),)


def _point(properties: Json) -> Json | None:
    """Return the Point of a row; coordinates that say nothing are taken off it."""
    at = position(properties.pop("lat", None), properties.pop("lon", None))
    if at is None:
        return None
    properties |= {"lat": at[1], "lon": at[0]}
    return {"type": "Point", "coordinates": at}
