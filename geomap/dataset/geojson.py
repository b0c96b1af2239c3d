"""GeoJSON as RFC 7946 has it: one feature a line, UTF-8, no NaN, no crs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geomap.dataset.features import feature
from geomap.errors import DataError
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geomap.model import Json, Layers


def write_collection(features: Iterable[Json], path: Path) -> None:
    """Write a FeatureCollection. Raises `OutputError`, and `DataError` for values that JSON has no word for."""
    with atomic(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for n, line in enumerate(_lines(features)):
            file.write(f"{',' if n else ''}\n{line}")
        file.write("\n]}\n")


def write_lines(features: Iterable[Json], path: Path) -> None:
    """Write one feature a line and nothing else (newline-delimited GeoJSON). Raises as `write_collection`."""
    with atomic(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _lines(features))


def events(layers: Layers) -> Iterator[Json]:
    """Yield incidents, then movements, each with the name of its ``layer``, for formats that hold one layer."""
    for name in ("incidents", "movements"):
        for f in getattr(layers, name):
            yield feature(f["geometry"], {"layer": name, **f["properties"]})


def _lines(features: Iterable[Json]) -> Iterator[str]:
    for f in features:
        try:
            yield json.dumps(f, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        except (TypeError, ValueError) as error:
            raise DataError(f"feature {f.get('id')!r} cannot be written as GeoJSON: {error}") from error
