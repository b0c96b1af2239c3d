"""CSV in geomap's own flat shape and in the shapes of ACLED, UCDP GED and HXL: functions from layers to rows."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from itertools import chain
from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING

import tomli

from geomap.dataset import tables, write_table
from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from geomap.model import Json, Layers

    Shaped = tuple[list[str], Iterator[Json]]  # names of columns, and rows that have them among other values

    Countries = Mapping[str, str]  # English names by two-letter code

_TAGS = {"claimed": "claimed by one side"}
_OCCURRED = ("occurred", "claimed", None)
# What a row that came from ACLED or from UCDP keeps of its own, where ours says less or nothing.
_UCDP_OWN = (
    "year", "type_of_violence", "number_of_sources", "source_article", "source_date", "source_headline",
    "source_original", "geom_wkt", "priogrid_gid", "event_clarity", "date_prec", "deaths_unknown",
)  # fmt: skip
_ACLED_OWN = ("disorder_type", "civilian_targeting")
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def write_profile(layers: Layers, path: Path, *, profile: str = "geomap", countries: Countries = _NO_NAMES) -> None:
    """Write incidents and movements as one table, in the shape of a profile; only what occurred, for ACLED and UCDP.

    ``countries`` are English names by two-letter code, for those two: a code without one stays. Raises `OutputError`
    for a profile that does not exist, or where the file cannot be written.
    """
    if profile not in PROFILES:
        raise OutputError(f"no profile {profile!r}: choose one of {', '.join(PROFILES)}")
    names, rows = PROFILES[profile](layers)
    if profile in {"acled", "ucdp"}:
        rows = _in_countries(rows, countries)
    write_table(([row.get(n) for n in names] for row in rows), path, header=names)


def flat_table(layers: Layers) -> Shaped:
    """Return geomap's own flat columns, and incidents and movements under them."""
    return tables()["profiles"]["geomap"].split(), _flat(layers)


def _hxl(layers: Layers) -> Shaped:
    tags = tables()["hxl"]
    return list(tags), chain([tags], _flat(layers))


def _acled(layers: Layers) -> Shaped:
    return tables()["profiles"]["acled"].split(), (_acled_row(row) for row in _flat(layers) if _is_coded(row))


def _ucdp(layers: Layers) -> Shaped:
    return tables()["profiles"]["ucdp"].split(), (_ucdp_row(row) for row in _flat(layers) if _is_coded(row))


PROFILES: Mapping[str, Callable[[Layers], Shaped]] = {
    "geomap": flat_table,
    "acled": _acled,
    "ucdp": _ucdp,
    "hxl": _hxl,
}


def _flat(layers: Layers) -> Iterator[Json]:
    """Yield one flat dictionary for each incident, then each movement, with the codes of their places."""
    pcodes = {p["properties"]["id"]: code for p in layers.places if (code := p["properties"].get("pcode"))}
    for layer in ("incidents", "movements"):
        for feature in getattr(layers, layer):
            properties: Json = feature["properties"]
            row = {"layer": layer, **properties, **_sources(properties.get("claims") or [])}
            row["reports"] = "; ".join(properties.get("reports") or [])
            row.setdefault("pcode", pcodes.get(row.get("place_id")))
            for end in ("origin", "destination"):
                place = properties.get(end)
                if isinstance(place, dict):
                    row |= {f"{end}_{name}": place.get(name) for name in ("lat", "lon", "country", "admin1")}
                    row |= {end: place.get("name"), f"{end}_pcode": pcodes.get(place.get("place_id"))}
            if isinstance(properties.get("via"), list):
                row["via"] = "; ".join(p["name"] for p in properties["via"])
            row["shared_with"] = "; ".join(properties.get("shared_with") or [])
            yield row


def _sources(claims: list[Json]) -> Json:
    names = {"outlets": "outlet", "published": "published", "urls": "url", "titles": "title"}
    return {n: "; ".join(dict.fromkeys(c[key] for c in claims if c.get(key))) for n, key in names.items()}


def _is_coded(row: Json) -> bool:
    """Whether ACLED and UCDP would code it: an incident that happened, on a known day."""
    return row["layer"] == "incidents" and row.get("modality") in _OCCURRED and bool(row.get("date_start"))


def _acled_row(row: Json) -> Json:
    top, sub = row.get("event_type"), row.get("sub_event_type")
    disorder = tables()["disorder_types"]
    targeted = top == "Violence against civilians" or sub == "Excessive force against protesters"
    return row | {
        "event_id_cnty": row.get("id"), "event_date": row["date_start"], "year": row["date_start"][:4],
        "disorder_type": disorder.get(str(sub)) or disorder.get(str(top)),
        "civilian_targeting": "Civilian targeting" if targeted else "", "location": row.get("place"),
        "latitude": row.get("lat"), "longitude": row.get("lon"), "source": row["outlets"], "notes": row.get("quote"),
        "fatalities": row.get("killed_best"), "tags": row.get("tags") or _TAGS.get(str(row.get("modality"))),
    } | {name: row[name] for name in _ACLED_OWN if name in row}  # fmt: skip


def _in_countries(rows: Iterable[Json], names: Countries) -> Iterator[Json]:
    """Yield rows with their country's name for its code, and the numeric code where they came with none."""
    codes = {name: code for code, name in names.items()}
    for row in rows:
        told = str(row.get("country") or "")
        code = codes.get(told, told)
        yield row | {"country": names.get(code, told), "iso": row.get("iso") or _numeric().get(code)}


@cache
def _numeric() -> Mapping[str, str]:
    text = resources.files("geomap.export").joinpath("countries.toml").read_text("utf-8")
    return dict(pair.split(":") for pair in tomli.loads(text)["numeric"].split())


def _ucdp_row(row: Json) -> Json:
    lat, lon = row.get("lat"), row.get("lon")
    own = {name: row[name] for name in _UCDP_OWN if name in row}
    return row | {
        "year": row["date_start"][:4], "side_a": row.get("actor1"), "side_b": row.get("actor2"),
        "type_of_violence": 3 if row.get("event_type") == "Violence against civilians" else None,
        "number_of_sources": len(row["reports"].split("; ")) if row["reports"] else None,
        "source_article": row["titles"], "source_headline": row["titles"] or row.get("quote"),
        "source_office": row["outlets"], "source_date": row["published"], "source_original": row.get("quote"),
        "where_coordinates": row.get("place"), "adm_1": row.get("admin1"),
        "latitude": lat, "longitude": lon, **({} if lat is None or lon is None else _on_grid(lat, lon)),
        "event_clarity": 1, "date_prec": _date_prec(row), "deaths_unknown": row.get("killed_best"),
        "low": row.get("killed_low"), "best": row.get("killed_best"), "high": row.get("killed_high"),
    } | own  # fmt: skip


def _on_grid(lat: float, lon: float) -> Json:
    """Return WKT and the PRIO-GRID cell: half-degree cells counted from the south-west corner, 720 a row."""
    cell = floor((lat + 90) * 2) * 720 + floor((lon + 180) * 2) + 1
    return {"geom_wkt": f"POINT ({lon} {lat})", "priogrid_gid": cell}


def _date_prec(row: Json) -> int:
    start = date.fromisoformat(row["date_start"])
    days = (date.fromisoformat(row.get("date_end") or row["date_start"]) - start).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5
