"""What was read in a report, kept beside the dataset: a report that has not changed is not read again.

A reading holds everything of a `Parsed` but the report itself, so that events made from it are the same to the byte.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from geomap import model

if TYPE_CHECKING:
    from geomap.model import Claim, Json, Parsed, Place, Report

_RECORDS = {
    c.__name__: c
    for c in (
        model.Candidate, model.End, model.Evidence, model.Incident, model.Mention, model.Movement, model.Precision,
        model.Resolution, model.TimeSpan,
    )
}  # fmt: skip
_KEPT = ("mentions", "incidents", "movements", "doubtful")


def report_hash(report: Report) -> str:
    """Return a hash of everything that a report gives to its reader, its id included.

    >>> report_hash(model.Report("a", "text")) == report_hash(model.Report("a", "text."))
    False
    """
    told = [getattr(report, f.name) for f in fields(report)]
    return blake2b(json.dumps(told, default=str).encode(), digest_size=16).hexdigest()


def freeze(parsed: Parsed) -> bytes:
    """Return a reading as compressed JSON, the same bytes for the same reading."""
    places: dict[str, tuple[int, Any]] = {}
    kept = [_encoded(getattr(parsed, name), places) for name in _KEPT]
    body = json.dumps({"places": [p for _, p in places.values()], "kept": kept}, separators=(",", ":"))
    return zlib.compress(body.encode("ascii"), 6)


def thaw(report: Report, frozen: bytes) -> Parsed | None:
    """Return the reading of a report, None where the bytes are none: the report is then read again."""
    try:
        data = json.loads(zlib.decompress(frozen))
        places = [_place(p) for p in data["places"]]
        kept = {name: _decoded(k, places) for name, k in zip(_KEPT, data["kept"], strict=True)}
    except (zlib.error, ValueError, KeyError, TypeError, IndexError):
        return None
    return model.Parsed(report, **kept)


def kept_claims(report: Json, frozen: bytes) -> list[Claim]:
    """Return the claims in the reading of a report, which is given as its row; the doubtful ones come last."""
    day = report.get("published")
    source = model.Report(
        report["id"], "", date.fromisoformat(day) if day else None,
        *(report.get(name) for name in ("language", "title", "outlet", "url")),
    )  # fmt: skip
    parsed = thaw(source, frozen)
    records = (*parsed.incidents, *parsed.movements, *parsed.doubtful) if parsed else ()
    return [model.Claim(source, record) for record in records]


def _place(told: dict[str, Any]) -> Place:
    fields_: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return model.Place(**fields_)


def _encoded(value: Any, places: dict[str, tuple[int, Any]]) -> Any:
    if isinstance(value, model.Place):
        told = {f.name: getattr(value, f.name) for f in fields(value)}
        number, _ = places.setdefault(json.dumps(told), (len(places), told))
        return {"p": number}
    if is_dataclass(value):
        return {type(value).__name__: [_encoded(getattr(value, f.name), places) for f in fields(value)]}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return [_encoded(v, places) for v in value] if isinstance(value, tuple) else value


def _decoded(value: Any, places: list[Place]) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(v, places) for v in value)
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    if kind == "p":
        return places[held]
    if kind == "d":
        return date.fromisoformat(held)
    return _RECORDS[kind](*(_decoded(v, places) for v in held))
