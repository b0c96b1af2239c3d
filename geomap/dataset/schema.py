"""The columns of each layer and their types, where a format wants types."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geomap.model import Layers

FEATURE_LAYERS = ("incidents", "movements", "mentions", "places")
TABLES = ("reports", "claims", "proposals", "provenance")  # of a GeoPackage, beside its layers


@cache
def tables() -> dict[str, dict[str, str]]:
    """Return what ``columns.toml`` says, read once."""
    return tomllib.loads(resources.files("geomap.dataset").joinpath("columns.toml").read_text("utf-8"))


def columns(layers: Layers, layer: str) -> dict[str, str]:
    """Return name and type (``text``, ``integer``, ``real``, ``date``, ``json``) of the columns of a layer.

    geomap's own columns come first, so that an empty layer has them too; then whatever else the data carry.

    >>> from geomap.model import Layers
    >>> columns(Layers(), "rejected")
    {'name': 'text', 'reason': 'text'}
    """
    own = {name: kind or "text" for name, _, kind in (c.partition(":") for c in tables()["layers"][layer].split())}
    extra: dict[str, str] = {}
    for row in rows(layers, layer):
        for name, value in row.items():
            if name not in own and value is not None:
                kind = _kind(value)
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
    items: list[dict[str, Any]] = getattr(layers, layer)
    return (item["properties"] for item in items) if layer in FEATURE_LAYERS else items


def _claims(layers: Layers) -> Iterator[Mapping[str, Any]]:
    for layer in ("incidents", "movements"):
        for item in getattr(layers, layer):
            for claim in item["properties"].get("claims") or ():
                yield {"event": item["properties"].get("id"), "layer": layer, **claim}
    for total in layers.totals:
        yield {"event": None, "layer": "totals", **total}


def _kind(value: object) -> str:
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "real"
    return "json" if isinstance(value, list | dict) else "text"


def _common(a: str, b: str) -> str:
    if a == b:
        return a
    return "real" if {a, b} == {"integer", "real"} else "text"
