"""Latitude and longitude that stand in one cell, as people and programs write them."""

from __future__ import annotations

import re

from geomap.text import normalise

_LONGEST = 200  # characters of a cell that is looked into
_LABELS = {"N": re.compile(r"\blat(?:itude)?\b[\s:=]*", re.IGNORECASE), "E": re.compile(
    r"\b(?:lon(?:g(?:itude)?)?|lng)\b[\s:=]*", re.IGNORECASE
)}  # fmt: skip
_REMARK = re.compile(r"(?<=[\d\u00b0NSEW'\"])\s*\([^()]*\)$")
_WKT = re.compile(r"(?:SRID=\d{1,6};)?\s?POINT\s?(?:ZM?|M)?\s?\(([^()]*)\)", re.IGNORECASE)
_SIDE, _DEGREES, _SMALL = r"([NSEW]?)", r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)", r"(\d{1,2}(?:\.\d{1,10})?)"
_SECONDS = rf"(?:{_SMALL} ?(?:[\"\u2033\u201d]|'') ?)?"
_ONE = rf"{_SIDE} ?{_DEGREES} ?(?:\u00b0 ?(?:{_SMALL} ?['\u2032\u2019] ?{_SECONDS})?)?{_SIDE}"
_ORDERS = ({"N", "S"}, {"E", "W"}), ({"E", "W"}, {"N", "S"})
_REST = r"(?: [+-]?\d{1,6}(?:\.\d{1,20})?){0,2}"  # height and accuracy, as forms on telephones have them
_PAIR = re.compile(f"{_ONE}(?: ?[,;/|] ?| ){_ONE}{_REST}", re.IGNORECASE)


def pair(cell: object) -> tuple[float, float] | None:
    """Return latitude and longitude from one cell, in decimals or degrees, minutes and seconds; None for anything else.

    Letters and labels say which is which and on which side; without them latitude comes first, save in well-known text.

    >>> pair("34.69, 40.83"), pair("34,69; 40,83"), pair("40.5E 34.25S"), pair("POINT (40.83 34.69)")
    ((34.69, 40.83), (34.69, 40.83), (-34.25, 40.5), (34.69, 40.83))
    >>> pair("34\u00b030'N 40\u00b015'E"), pair("lon: 40.83, lat: 34.69"), pair("37S DB 12345 67890"), pair("34.69")
    ((34.5, 40.25), (34.69, 40.83), None, None)
    """
    text = " ".join(normalise(str(cell)[:_LONGEST]).text.replace("\u066b", ".").replace("\u060c", ",").split())
    if point := _WKT.fullmatch(text):
        text = " ".join(reversed(point[1].replace(",", " ").split()[:2]))
    for side, label in _LABELS.items():
        text = label.sub(side, text)
    found = _PAIR.fullmatch(_REMARK.sub("", text).strip("[](){} "))
    if found is None or ("," in found[2]) != ("," in found[7]):
        return None
    sides = [(found[n + 1] or found[n + 5]).upper() for n in (0, 5)]
    first, second = (
        _degrees(found[n + 2], found[n + 3], found[n + 4], side) for n, side in zip((0, 5), sides, strict=True)
    )
    latitude_first, longitude_first = (bool({sides[0]} & one or {sides[1]} & other) for one, other in _ORDERS)
    if latitude_first and longitude_first:
        return None
    return (second, first) if longitude_first else (first, second)


def _degrees(degrees: str, minutes: str | None, seconds: str | None, side: str) -> float:
    whole = float(degrees.replace(",", "."))
    size = abs(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return -size if degrees.startswith("-") != (side in {"S", "W"}) else size
