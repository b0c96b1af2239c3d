"""What travels in the page, packed so that nothing of a report meets a template or a parser of HTML."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from geomap.errors import Reason, Remark
from geomap.model import Json
from geomap.rendering.letters import letters
from geomap.rendering.plain import plain
from geomap.rendering.positions import Box, extent, middle, points
from geomap.rendering.tables import collect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.model import Layers

_LISTED = 500  # doubtful claims that the page lists
_SHOWN = (
    "layer", "sub_event_type", "group", "place", "place_ar", "place_text", "origin", "origin_ar", "destination",
    "destination_ar", "date_start", "date_end", "date_text", "confidence", "quote", "report",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payload:
    """The page's data: what it must know to draw, the columns of the events, and their details to open later."""

    head: Json
    columns: bytes
    words: list[str]
    chunks: Iterator[str]
    bounds: Box | None


def payload(layers: Layers, *, title: str, lang: str) -> Payload:
    """Pack some layers; each feature is read once. A place carries ``at`` ([longitude, latitude] in degrees)."""
    columns = collect(layers.incidents, layers.movements)
    head, body, stands = columns.finish()
    places = [p for f in layers.places if "at" in (p := _place(f))]
    words, chunks = columns.texts.finish()
    ways = [p for flow in head["flows"] for p in flow.get("path", ())]
    head |= {
        "title": title,
        "lang": lang,
        "places": places,
        "unresolved": plain(layers.unresolved),
        "rejected": [_told(row) for row in layers.rejected],
        "reports": plain(layers.reports),
        "doubtful": _doubtful(layers.doubtful),
    }
    return Payload(head, body, words, chunks, extent([*stands, *ways]) or extent(p["at"] for p in places))


def pack(value: object) -> str:
    """Return JSON, compressed and in letters that mean nothing to HTML or to a template.

    >>> set("<{%&'").isdisjoint(pack({"quote": "{{ 1 }} </script>"}))
    True
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return pack_bytes(text.encode("utf-8", "surrogatepass"))


def pack_words(words: Iterable[str]) -> str:
    """Return words, which hold no line breaks, one a line and packed."""
    return pack_bytes("\n".join(words).encode("utf-8", "surrogatepass"))


def pack_bytes(raw: bytes) -> str:
    """Return bytes, compressed and in letters."""
    return letters(zlib.compress(raw, 9 if len(raw) < 1 << 22 else 6))


def _told(row: Json) -> Json:
    """Return a row about what was not read, ``kept`` where its record counts, with its sentences in parts."""
    kept = {"kept": True} if isinstance(row.get("reason"), Remark) else {}
    return {name: _parts(value) for name, value in row.items()} | kept


def _parts(said: Any) -> Any:
    """Return a sentence of ours as its template and its values, which may be such; anything else plain."""
    if not isinstance(said, Reason):
        return plain(said)
    return (
        [said.template, {name: _parts(value) for name, value in said.values.items()}] if said.values else said.template
    )


def _doubtful(rows: list[Json]) -> Json:
    """Return how many doubtful claims there are, and the likeliest of them with what the page shows."""

    def chance(row: Json) -> float:
        told = row.get("confidence")
        return told if isinstance(told, int | float) else 0.0

    shown = [{name: row.get(name) for name in _SHOWN} for row in nlargest(_LISTED, rows, key=chance)]
    return {"count": len(rows), "rows": [{k: v for k, v in plain(row).items() if v is not None} for row in shown]}


def _place(feature: Json) -> Json:
    """Join a feature's properties with its position under ``at``."""
    record: Json = plain(feature.get("properties") or {})
    record.pop("at", None)
    if way := points(feature.get("geometry")):
        record["at"] = list(middle(way))
    return record
