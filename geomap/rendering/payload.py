"""What travels in the page: plain records, packed so that nothing of a report meets a template or a parser of HTML."""

from __future__ import annotations

import base64
import json
import math
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.model import Json, Layers


def payload(layers: Layers, *, title: str, lang: str) -> Json:
    """Return the records that the page shows; values that are unknown are left out.

    An incident or a place carries ``at`` ([longitude, latitude] in degrees), a movement ``path`` (a list of such);
    without them the page lists the record as not on the map.
    """
    return {
        "title": title,
        "lang": lang,
        "incidents": [_flat(f, "at") for f in layers.incidents],
        "movements": [_flat(f, "path") for f in layers.movements],
        "places": [p for f in layers.places if "at" in (p := _flat(f, "at"))],
        "unresolved": _known(layers.unresolved),
        "rejected": _known(layers.rejected),
        "reports": _known(layers.reports),
    }


def pack(value: object) -> str:
    """Return JSON, compressed and in base64: letters that mean nothing to HTML or to a template.

    >>> set("<{%&'").isdisjoint(pack({"quote": "{{ 1 }} </script>"}))
    True
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii")


def bounds(records: list[Json]) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north (degrees) of every position in the records; None where there is none."""
    points = [p for r in records for p in (r.get("path") or ([r["at"]] if "at" in r else []))]
    if not points:
        return None
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)


def _flat(feature: Json, key: str) -> Json:
    """Join a feature's properties with its position under ``key``."""
    record: Json = _known(feature.get("properties") or {})
    record.pop("at", None)
    record.pop("path", None)
    points = _points(feature.get("geometry") or {})
    if points:
        record[key] = points if key == "path" else _middle(points)
    return record


def _points(geometry: Json) -> list[list[float]]:
    """Return the valid positions of a geometry of any type, in order, altitudes dropped."""
    out: list[list[float]] = []
    stack: list[Any] = [geometry.get("coordinates") or []]
    for part in geometry.get("geometries") or []:
        out += _points(part)
    while stack:
        item = stack.pop()
        if isinstance(item, (list, tuple)) and item:
            if isinstance(item[0], (int, float)):
                lon, lat = float(item[0]), float(item[1]) if len(item) > 1 else math.nan
                if abs(lon) <= 180 and abs(lat) <= 90:
                    out.append([round(lon, 5), round(lat, 5)])
            else:
                stack.extend(reversed(item))
    return out


def _middle(points: list[list[float]]) -> list[float]:
    """Return the middle of the box around the points: the point itself for a single one."""
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return [(min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2]


def _known(value: Any) -> Any:
    """Drop what is unknown (None, NaN) and turn foreign scalars (dates, numpy) into plain ones."""
    if isinstance(value, dict):
        return {str(k): w for k, v in value.items() if (w := _known(v)) is not None}
    if isinstance(value, (list, tuple)):
        return [_known(v) for v in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    return _known(value.item()) if hasattr(value, "item") else str(value)
