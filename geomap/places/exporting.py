"""Gazetteers the other way: our CSV, Linked Places (GeoJSON, TSV), plain GeoJSON; nothing is lost on the way back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from geomap.places.table import COLUMNS, LPTSV_COLUMNS, LPTSV_NAMES, POPULATION, formula
from geomap.text import is_arabic
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geomap.model import Json, Place

FORMATS: tuple[str, ...] = ("csv", "lpf", "lptsv", "geojson")


def export(places: Iterable[Place], form: str, file: Path) -> int:
    """Write places to a file, whole or not at all; return how many (``form`` is one of FORMATS). Raises OutputError."""
    with atomic(file) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        return write(places, form, out)


def write(places: Iterable[Place], form: str, out: IO[str]) -> int:
    """Write places as ``export`` does to what is open already."""
    n = 0
    for n, text in enumerate(_TEXTS[form](places)):  # noqa: B007 - the last one counts
        out.write(text)
    return n if form in {"csv", "lptsv"} else max(0, n - 1)


def _csv(places: Iterable[Place]) -> Iterator[str]:
    columns = (*COLUMNS, POPULATION)
    yield _line(columns, ",")
    for p in places:
        row = row_of(p)
        yield _line([row[c] for c in columns], ",")


def _lptsv(places: Iterable[Place]) -> Iterator[str]:
    yield _line(LPTSV_COLUMNS, "\t")
    for p in places:
        # a reader of Linked Places looks for the Arabic name among the variants
        cells = row_of(replace(p, variants=tuple(n for n in p.names if n != p.name)))
        cells["name_en"] = _safe("name_en", p.name)  # the title, which every row has
        row = {LPTSV_NAMES.get(column, column): cell for column, cell in cells.items()}
        yield _line([row.get(c, "") for c in LPTSV_COLUMNS], "\t")


def row_of(p: Place) -> dict[str, str]:
    """Return an entry as cells of the hand-kept table; a sign that a spreadsheet would take for a formula is quoted."""
    cells = {
        "id": p.id, "name_en": None if p.name == p.name_ar else p.name,  # a name that is Arabic alone
        "name_ar": p.name_ar, "variants": ";".join(p.variants), "kind": p.kind,
        "lat": repr(p.lat), "lon": repr(p.lon), "country": p.country, "admin1": p.admin1, "within": p.within,
        "precision_m": str(p.precision_m), "pcode": p.pcode, "source": p.source, "note": p.note,
        "population": str(p.population or ""),
    }  # fmt: skip
    return {k: _safe(k, v or "") for k, v in cells.items()}


def _safe(column: str, value: str) -> str:
    return f"'{value}" if column not in {"lat", "lon"} and formula(value) else value


def _line(cells: Iterable[str], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _geojson(places: Iterable[Place]) -> Iterator[str]:
    return _collection(places, {}, _plain)


def _lpf(places: Iterable[Place]) -> Iterator[str]:
    context = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
    return _collection(places, {"@context": context}, _linked)


def _collection(places: Iterable[Place], head: Json, feature: Callable[[Place], Json]) -> Iterator[str]:
    whole = json.dumps({"type": "FeatureCollection", **head, "features": []}, ensure_ascii=False)
    yield whole[:-2]
    first = True
    for place in places:
        yield ("" if first else ",") + "\n" + json.dumps(feature(place), ensure_ascii=False)
        first = False
    yield "\n]}\n"


def _plain(p: Place) -> Json:
    return {"type": "Feature", "geometry": _point(p), "properties": _properties(p) | {"variants": list(p.variants)}}


def _linked(p: Place) -> Json:
    names = [{"toponym": n, "lang": "ar" if is_arabic(n) else "en" if n == p.name else "und"} for n in p.names]
    return {
        "@id": p.id, "type": "Feature", "geometry": _point(p), "names": names,
        "properties": {"title": p.name, "ccodes": [p.country] if p.country else [], **_properties(p)},
        "types": [{"identifier": p.kind, "label": p.kind.replace("_", " ")}],
    }  # fmt: skip


def _point(p: Place) -> Json:
    return {"type": "Point", "coordinates": [p.lon, p.lat]}


def _properties(p: Place) -> Json:
    found = {
        "id": p.id, "name": p.name, "name_ar": p.name_ar, "kind": p.kind, "country": p.country, "admin1": p.admin1,
        "within": p.within, "precision_m": p.precision_m, "pcode": p.pcode, "source": p.source, "note": p.note,
        "population": p.population or None,
    }  # fmt: skip
    return {
        k: v for k, v in found.items() if v is not None or k == "name_ar"
    }  # null says that it is none of the others


_TEXTS = {"csv": _csv, "lpf": _lpf, "lptsv": _lptsv, "geojson": _geojson}
