"""geomap: from news reports about conflict and displacement to a map with its evidence.

``import geomap`` is light: folium and geopandas are loaded when something is drawn or handed to GIS.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geomap.native import switch_on

if TYPE_CHECKING:
    from geomap.api import Result, build, find, load, parse
    from geomap.errors import GeomapError
    from geomap.rendering import Map

__version__ = "0.1.0"
__all__ = ["GeomapError", "Map", "Result", "__version__", "build", "find", "load", "parse"]

switch_on()
_HOMES = {
    "GeomapError": "geomap.errors",
    "Map": "geomap.rendering",
    **dict.fromkeys(("Result", "build", "find", "load", "parse"), "geomap.api"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'geomap' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
