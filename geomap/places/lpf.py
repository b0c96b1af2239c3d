"""Linked Places GeoJSON, and plain GeoJSON whose features are places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place, Rejected
from geomap.places.table import CURATED, place_id
from geomap.text import is_arabic

if TYPE_CHECKING:
    from pathlib import Path


def read_features(path: Path) -> tuple[list[Place], list[Rejected]]:
    """Read a FeatureCollection of points: LPF's ``names[].toponym``, else ``name``/``name_en``/``name_ar`` properties.

    Features without a name or a point are rejected by number. Raises GazetteerError when the file is no collection.
    """
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        features = data["features"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise GazetteerError(f"{path}: not a GeoJSON FeatureCollection ({error})") from error
    places, rejected = [], []
    for n, feature in enumerate(features, 1):
        try:
            places.append(_place(feature))
        except (GazetteerError, TypeError, KeyError, ValueError, AttributeError) as error:
            rejected.append(Rejected(f"{path.name}: feature {n}", str(error)))
    return places, rejected


def _place(feature: dict[str, Any]) -> Place:
    properties = feature.get("properties") or {}
    geometry = feature.get("geometry") or {}
    if geometry.get("type") == "GeometryCollection":
        geometry = next((g for g in geometry["geometries"] if g["type"] == "Point"), {})
    if geometry.get("type") != "Point":
        raise GazetteerError("no point geometry")
    lon, lat = (float(x) for x in geometry["coordinates"][:2])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"{lat:g}, {lon:g} is off the globe")
    names = [str(n["toponym"]) for n in feature.get("names", ()) if n.get("toponym")]
    names += [str(properties[k]) for k in ("name", "name_en", "title", "name_ar") if properties.get(k)]
    if not names:
        raise GazetteerError("no name")
    latin = next((n for n in names if not is_arabic(n)), names[0])
    kind = str(properties.get("kind") or "other")
    return Place(
        id=str(properties.get("id") or feature.get("@id") or place_id(latin, lat, lon)), name=latin, lat=lat, lon=lon,
        kind=kind if kind in KINDS else "other", name_ar=next((n for n in names if is_arabic(n)), None),
        variants=tuple(dict.fromkeys(n for n in names if n != latin)),
        country=(properties.get("ccodes") or [properties.get("country")])[0],
        admin1=properties.get("admin1"), source=properties.get("source"), rank=CURATED,
    )  # fmt: skip
