"""Linked Places GeoJSON and TSV, and plain GeoJSON whose features are places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place, Rejected
from geomap.places.table import CURATED, DEFAULT_PRECISION_M, IMPORTED, place_id, read_table
from geomap.text import is_arabic

if TYPE_CHECKING:
    from pathlib import Path


def read_features(path: Path, *, rank: int = CURATED) -> tuple[list[Place], list[Rejected]]:
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
            places.append(_place(feature, rank))
        except (GazetteerError, TypeError, KeyError, ValueError, AttributeError) as error:
            rejected.append(Rejected(f"{path.name}: feature {n}", str(error)))
    return places, rejected


def _place(feature: dict[str, Any], rank: int) -> Place:
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
    names += [str(v) for v in properties.get("variants") or ()]
    if not names:
        raise GazetteerError("no name")
    title = next((str(properties[k]) for k in ("name", "name_en", "title") if properties.get(k)), None)
    name = title or next((n for n in names if not is_arabic(n)), names[0])
    name_ar = str(properties["name_ar"]) if properties.get("name_ar") else next(filter(is_arabic, names), None)
    types = [str(t.get("identifier")) for t in feature.get("types") or () if isinstance(t, dict)]
    kind = str(properties.get("kind") or next(iter(types), "other"))
    get = properties.get
    return Place(
        id=str(get("id") or feature.get("@id") or place_id(name, lat, lon)), name=name, lat=lat, lon=lon,
        kind=kind if kind in KINDS else "other", name_ar=name_ar,
        variants=tuple(dict.fromkeys(n for n in names if n not in {name, name_ar})),
        country=next(iter(get("ccodes") or ()), None) or get("country"), admin1=get("admin1"), within=get("within"),
        precision_m=max(1, int(get("precision_m") or DEFAULT_PRECISION_M)), pcode=get("pcode"), source=get("source"),
        note=get("note"), population=int(get("population") or 0), rank=rank,
    )  # fmt: skip


def read_lptsv(path: Path, *, rank: int = IMPORTED) -> tuple[list[Place], list[Rejected]]:
    """Read a Linked Places TSV; titles in Arabic are taken for the Arabic name too. Bad rows leave with a reason."""
    return read_table(
        path,
        rank=rank,
        delimiter="\t",
        columns={
            "name_en": "title", "source": "title_source", "country": "ccodes", "kind": "types", "admin1": "parent_name",
            "within": "parent_id", "note": "description",
        },
    )  # fmt: skip
