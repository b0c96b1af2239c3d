"""Rows of any table to the properties that geomap's own features have, checked one by one."""

from __future__ import annotations

import json
import math
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING, Any

from geomap.dataset import feature, tables
from geomap.errors import DataError
from geomap.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.model import Json

_DATES = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%Y/%m/%d")  # ISO, GDELT, ACLED's downloads; day and month never guessed
_TOLLS = ("killed", "wounded", "captured", "count")
_UNSAFE = re.compile("[\0\ud800-\udfff]")
_NESTED = frozenset({"claims", "reports", "origin", "via", "destination", "candidates", "marks"})


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of table: its name, which of its columns is which of ours, and what coded values mean."""

    name: str
    columns: Mapping[str, str]  # ours -> theirs
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@cache
def _known() -> list[dict[str, Any]]:
    known: list[dict[str, Any]] = tomllib.loads(
        resources.files("geomap.store").joinpath("sources.toml").read_text("utf-8")
    )["source"]
    return known


def recognise(header: Iterable[str]) -> Source:
    """Tell by its column names what a table is: ACLED, UCDP GED, GDELT, else any with coordinates.

    Raises `DataError` where no columns of latitude and longitude are found.

    >>> recognise(["event_date", "sub_event_type", "latitude", "longitude"]).name
    'ACLED'
    """
    theirs = {name.casefold(): name for name in reversed([h for h in header if h])}
    kind = next(k for k in _known() if all(n in theirs for n in k["needs"]))
    columns = {ours: next((theirs[n] for n in names if n in theirs), "") for ours, names in kind["columns"].items()}
    found = {ours: name for ours, name in columns.items() if name}
    if not found.keys() >= {"lat", "lon"}:
        raise DataError(f"no columns of coordinates among {', '.join(theirs) or 'no columns'}; name them lat and lon")
    return Source(kind["name"], found, kind.get("values", {}))


def to_feature(row: Mapping[str, Any], source: Source, *, file: str) -> tuple[Json, list[str]]:
    """Return the feature of a row, and what is wrong with it that it was kept with.

    Raises `DataError` where its coordinates cannot be: they would be drawn in the wrong place.
    """
    problems: list[str] = []
    taken = set(source.columns.values())
    given: Json = {ours: clean(row.get(theirs)) for ours, theirs in source.columns.items()}
    for ours, meanings in source.values.items():
        given[ours] = meanings.get(str(given.get(ours) or "").lstrip("0"))
    properties = {k: clean(v) for k, v in row.items() if k and k not in taken} | given
    properties = {k: v for k, v in properties.items() if v is not None}
    _type(properties, problems)
    geometry = _way(properties) if properties.get("layer") == "movements" else _point(properties)
    if geometry is None:
        problems.append("no coordinates, so not on the map")
    for name in _TOLLS:
        _spread(properties, name)
    properties.setdefault("id", _hash(row))
    properties["id"] = str(properties["id"])
    if not isinstance(properties.get("claims"), list):
        _claim(properties, file)
    return feature(geometry, properties), problems


def clean(value: Any) -> Any:
    """Return a value fit for JSON and files: blank text and NaN are None, no NUL, no lone surrogates.

    >>> clean(" x "), clean(""), clean(float("nan")), clean({"a": [float("inf")]})
    ('x', None, None, {'a': [None]})
    """
    if isinstance(value, str):
        return _UNSAFE.sub("\ufffd", value).strip() or None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(k): clean(v) for k, v in value.items()}
    return [clean(v) for v in value] if isinstance(value, list) else value


def decoded(properties: Mapping[str, Any]) -> Json:
    """Return properties with geomap's nested columns as values again, where they are JSON text."""
    out = clean(dict(properties))
    for name in _NESTED & out.keys():
        if isinstance(out[name], str) and out[name][0] in "[{":
            try:
                out[name] = json.loads(out[name])
            except ValueError:
                continue  # a column of that name with other text in it
    return {k: v for k, v in out.items() if k not in {"claims", "reports"} or isinstance(v, list)}


def as_day(value: object) -> str | None:
    """Return an ISO day from the ways that tables write one, None where it is none of them.

    >>> as_day("20190303"), as_day("03 March 2019"), as_day("2019-03-01 00:00:00.000"), as_day("3/4/2019")
    ('2019-03-03', '2019-03-03', '2019-03-01', None)
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = re.split(r"[T ]\d\d:", normalise(str(value)).text)[0].strip()
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _type(properties: Json, problems: list[str]) -> None:
    """Give our own columns their types; what does not fit is left out and told."""
    layer = "movements" if properties.get("layer") == "movements" else "incidents"
    kinds = dict(c.partition(":")[::2] for c in tables()["layers"][layer].split())
    for name in list(properties):
        kind, value = kinds.get(name), properties[name]
        if kind == "date":
            properties[name] = as_day(value)
        elif kind in {"integer", "real"}:
            number = _number(value)
            properties[name] = number if kind == "real" or number is None else int(number)
        elif kind == "json" and isinstance(value, str):
            names = value.split("; ")
            properties[name] = (
                names if name == "reports" else [{"name": n} for n in names] if name == "via" else {"name": value}
            )
        if properties[name] is None and value is not None:
            del properties[name]
            problems.append(f"{name}: {str(value)[:30]!r} is not a {'day' if kind == 'date' else 'number'}, left out")


def _number(value: object) -> float | None:
    """Return a number, written with whichever digits, decimal comma allowed; None where it is none."""
    try:
        number = float(normalise(str(value)).text.replace(",", ".").replace("\u066b", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _point(properties: Json) -> Json | None:
    """Return the Point of a row; coordinates that say nothing (one missing, both zero) are taken off it."""
    at = _position(properties.pop("lat", None), properties.pop("lon", None))
    if at is None:
        return None
    properties |= {"lat": at[1], "lon": at[0]}
    return {"type": "Point", "coordinates": at}


def _way(properties: Json) -> Json | None:
    """Return the way of a movement's row from its flat columns, which become its ends again."""
    way = []
    for end in ("origin", "destination"):
        at = _position(*(_number(properties.pop(f"{end}_{axis}", None)) for axis in ("lat", "lon")))
        if at is not None:
            way.append(at)
            properties[end] = {**(properties.get(end) or {}), "lat": at[1], "lon": at[0]}
    if len(way) > 1:
        return {"type": "LineString", "coordinates": way}
    return {"type": "Point", "coordinates": way[0]} if way else None


def _position(lat: float | None, lon: float | None) -> list[float] | None:
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    if abs(lat) > 90:
        swapped = "; latitude and longitude look swapped" if abs(lon) <= 90 and abs(lat) <= 180 else ""
        raise DataError(f"latitude {lat:g} is outside -90..90{swapped}")
    if abs(lon) > 180:
        raise DataError(f"longitude {lon:g} is outside -180..180")
    return [round(lon, 6), round(lat, 6)]


def _spread(properties: Json, name: str) -> None:
    """One number told is the least, the best and the greatest."""
    best = properties.get(f"{name}_best", properties.get(name))
    if best is not None:
        properties.setdefault(name, best)
        for end in ("low", "best", "high"):
            properties.setdefault(f"{name}_{end}", best)


def _claim(properties: Json, file: str) -> None:
    """Let a row speak as one claim: its notes are the evidence, its source the report."""
    quote = str(properties.get("quote") or "")
    report = str(properties.get("outlet") or file)
    properties.setdefault("reports", [report])
    keys = ("outlet", "url", "killed", "wounded", "captured", "count", "place", "date_start", "date_end")
    told = {k: properties[k] for k in keys if k in properties}
    claim = {"report": report, "quote": quote, "start": 0, "end": len(quote), "sentence": quote, "sentence_start": 0}
    properties["claims"] = [claim | told]


def _hash(row: Mapping[str, Any]) -> str:
    told = json.dumps(row, sort_keys=True, default=str, ensure_ascii=True)
    return f"r-{blake2b(told.encode(), digest_size=6).hexdigest()}"
