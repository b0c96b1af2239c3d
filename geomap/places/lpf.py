"""Linked Places GeoJSON, and plain GeoJSON whose features are places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.model import KINDS, Place, Rejected
from geomap.places import osm
from geomap.places.astray import abroad
from geomap.places.countries import load_countries
from geomap.places.table import (
    CURATED,
    DEFAULT_PRECISION_M,
    FARTHEST_M,
    country_code,
    few,
    home_of,
    no_point,
    people,
    place_id,
    split_variants,
    unknown_country,
)
from geomap.text import is_arabic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_BYTES = 256 << 20  # some 2 GB of memory


def read_features(
    path: Path, *, rank: int = CURATED, columns: Mapping[str, str] | None = None, country: str | None = None
) -> tuple[list[Place], list[Rejected]]:
    """Read a FeatureCollection of points: LPF's ``names[].toponym``, else ``name``/``name_en``/``name_ar`` properties.

    ``columns`` gives the file's own names of our properties; features that name no country are taken as of ``country``
    (its code). Those without a name or a point are rejected by number, and with ``country`` those outside it and those
    that name one nobody knows.
    Raises GazetteerError when the file is no collection or too large to be read at once.
    """
    if path.is_file() and path.stat().st_size > _MOST_BYTES:
        raise GazetteerError(f"{path}: larger than {_MOST_BYTES >> 20} MB; cut it in parts, or bring it as CSV")
    try:
        features = list(json.loads(path.read_text("utf-8-sig"))["features"])
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8, which GeoJSON must be") from error
    except (TypeError, KeyError) as error:
        raise GazetteerError(f"{path}: not a GeoJSON FeatureCollection (no list of features)") from error
    except RecursionError:
        raise GazetteerError(f"{path}: not a GeoJSON FeatureCollection (nested too deep)") from None
    except (OSError, ValueError) as error:
        why = error if not path.is_file() or path.stat().st_size else "empty"
        raise GazetteerError(f"{path}: not a GeoJSON FeatureCollection ({why})") from error
    places, rejected = [], []
    for n, feature in enumerate(features, 1):
        try:
            places.append(_place(feature, rank, columns or {}, country))
        except (GazetteerError, TypeError, LookupError, ValueError, AttributeError, OverflowError) as error:
            reason = str(error) if isinstance(error, GazetteerError) else f"no place as GeoJSON has them ({error})"
            rejected.append(Rejected(f"{path.name}: feature {n}", reason))
    return places, rejected


def _place(feature: Any, rank: int, columns: Mapping[str, str], home: str | None) -> Place:
    if not isinstance(feature, dict):
        raise GazetteerError("not a GeoJSON Feature")
    told = feature.get("properties") or {}
    told |= {our: told[theirs] for our, theirs in columns.items() if theirs in told}
    lat, lon = _point(feature.get("geometry") or {})
    names = [_text(n["toponym"]) for n in feature.get("names") or () if n.get("toponym")]
    names += [_text(told[k]) for k in ("name", "name_en", "title", "name_ar") if told.get(k)]
    variants = told.get("variants") or ()
    names += split_variants(variants) if isinstance(variants, str) else map(_text, variants)
    if not any(names):
        raise GazetteerError("no name")
    title = next((_text(told[k]) for k in ("name", "name_en", "title") if told.get(k)), None)
    name = title or next((n for n in names if n and not is_arabic(n)), names[0])
    name_ar = _text(told["name_ar"] or "") if "name_ar" in told else next(filter(is_arabic, names), "")
    types = [_text(t.get("identifier")) for t in feature.get("types") or () if isinstance(t, dict)]
    kind = _text(told.get("kind") or next(iter(types), "other"))
    where = _text(next(iter(told.get("ccodes") or ()), None) or told.get("country"))
    country = country_code(where or (home_of(home, lat, lon, name) if home else ""), load_countries())
    if home and country not in load_countries():
        raise GazetteerError(unknown_country(name, where))
    if country in load_countries() and (problem := abroad(lat, lon, load_countries()[country])):
        raise GazetteerError(f"{name}: {problem}")
    text = {k: _text(told.get(k)) or None for k in ("admin1", "within", "pcode", "source", "note")}
    return Place(
        id=_text(told.get("id") or feature.get("@id")) or place_id(name, lat, lon), name=name, lat=lat, lon=lon,
        kind=kind if kind in KINDS else osm.kind_of({"place": kind}), name_ar=name_ar or None,
        variants=few(
            (v for n in dict.fromkeys(names) for v in split_variants(n) if n not in {name, name_ar}), name, name_ar
        ),
        country=country, precision_m=max(1, min(FARTHEST_M, int(told.get("precision_m") or DEFAULT_PRECISION_M))),
        population=people(told.get("population")), rank=rank, **text,
    )  # fmt: skip


def _point(geometry: dict[str, Any]) -> tuple[float, float]:
    """Return latitude and longitude of a point, of the first one in a collection."""
    if geometry.get("type") == "GeometryCollection":
        geometry = next((g for g in geometry["geometries"] if g["type"] == "Point"), {})
    if geometry.get("type") != "Point":
        raise GazetteerError("no point geometry; areas and lines come with: geomap gazetteer import osm")
    lon, lat = (float(x) for x in geometry["coordinates"][:2])
    if problem := no_point(lat, lon):
        raise GazetteerError(problem)
    return lat, lon


def _text(value: object) -> str:
    return " ".join(str(value or "").split())
