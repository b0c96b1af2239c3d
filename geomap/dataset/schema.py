"""The columns of each layer and their types, where a format wants types."""

from __future__ import annotations

from functools import cache, reduce
from importlib import resources
from types import NoneType
from typing import TYPE_CHECKING, Any

import tomli

from geomap.dataset.table import Table, point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geomap.model import Json, Layers

FEATURE_LAYERS = ("incidents", "movements", "mentions", "places")
TABLES = ("reports", "claims", "proposals", "doubtful", "provenance")  # of a GeoPackage, beside its layers


@cache
def tables() -> dict[str, dict[str, str]]:
    """Return what ``columns.toml`` says, read once."""
    return tomli.loads(resources.files("geomap.dataset").joinpath("columns.toml").read_text("utf-8"))


def columns(layers: Layers, layer: str) -> dict[str, str]:
    """Return name and type (``text``, ``integer``, ``real``, ``date``, ``json``) of the columns of a layer.

    geomap's own columns come first, so that an empty layer has them too; then whatever else the data carry.

    >>> from geomap.model import Layers
    >>> columns(Layers(), "rejected")
    {'name': 'text', 'reason': 'text'}
    """
    own = {name: kind or "text" for name, _, kind in (c.partition(":") for c in tables()["layers"][layer].split())}
    items = getattr(layers, layer, None)
    if isinstance(items, Table):
        extra = {n: reduce(_common, map(_kind_of, set(map(type, c)) - {NoneType})) for n, c in items.columns.items()}
        return own | {name: kind for name, kind in extra.items() if name not in own}
    extra = {}
    for row in rows(layers, layer):
        for name, value in row.items():
            if name not in own and value is not None:
                kind = _kind_of(type(value))
                extra[name] = _common(extra.get(name, kind), kind)
    return own | extra


def rows(layers: Layers, layer: str) -> Iterable[Mapping[str, Any]]:
    """Return the properties of the features of a layer, or the plain rows of one without features.

    ``claims`` are those of all incidents and movements with the id of their ``event``, then the sums (layer
    ``totals``); ``provenance`` is one row a value.
    """
    if layer == "claims":
        return _claims(layers)
    if layer == "provenance":
        return [{"name": name, "value": value} for name, value in layers.provenance.items()]
    items = getattr(layers, layer)
    if layer not in FEATURE_LAYERS:
        return items  # type: ignore[no-any-return]
    return (properties for _, properties in features(layers, layer))


def features(layers: Layers, layer: str) -> Iterator[tuple[Json | None, Json]]:
    """Yield geometry and properties of each feature of a layer, what a table only repeats left out."""
    items = getattr(layers, layer)
    if isinstance(items, Table):
        for p in items.records():
            yield point(p.get("lon"), p.get("lat")), p
    else:
        for item in items:
            yield item["geometry"], item["properties"]


def _claims(layers: Layers) -> Iterator[Mapping[str, Any]]:
    for layer in ("incidents", "movements"):
        items = getattr(layers, layer)
        if isinstance(items, Table) and "claims" not in items.columns:
            continue
        for _, properties in features(layers, layer):
            for claim in properties.get("claims") or ():
                yield {"event": properties.get("id"), "layer": layer, **claim}
    for total in layers.totals:
        yield {"event": None, "layer": "totals", **total}


def _kind_of(kind: type) -> str:
    if issubclass(kind, int):
        return "integer"
    if issubclass(kind, float):
        return "real"
    return "json" if issubclass(kind, list | dict) else "text"


def _common(a: str, b: str) -> str:
    if a == b:
        return a
    return "real" if {a, b} == {"integer", "real"} else "text"
