"""Countries of the world: names in both languages from CLDR, compiled when the package is built."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from geomap.errors import Reason
from geomap.model import Place
from geomap.text import name_key

Box = tuple[float, float, float, float]  # west, south, east, north
_MARGIN = 0.3  # degrees by which a border settlement may leave the coarse box
# parts that lie far outside their country's box: the bases on Cyprus, Jan Mayen
_APART: dict[str, tuple[Box, ...]] = {"GB": ((32.7, 34.5, 34.0, 35.1),), "SJ": ((-9.2, 70.7, -7.8, 71.3),)}


@dataclass(frozen=True, slots=True)
class Country:
    """Code, names and bounding box (degrees) of a country."""

    code: str
    name: str
    name_ar: str
    variants: tuple[str, ...]
    lat: float
    lon: float
    box: Box
    keys: frozenset[str]

    def holds(self, lat: float, lon: float, margin: float = _MARGIN) -> bool:
        """Whether a point lies in the country's box, with a margin in degrees around it, or in a part apart from it."""
        west, south, east, north = self.box
        inside = west - margin <= lon <= east + margin if west <= east else lon >= west - margin or lon <= east + margin
        return (inside and south - margin <= lat <= north + margin) or self.holds_apart(lat, lon)

    def holds_apart(self, lat: float, lon: float) -> bool:
        """Whether a point lies in a part of the country that is far from the rest."""
        parts = _APART.get(self.code, ())
        return any(west <= lon <= east and south <= lat <= north for west, south, east, north in parts)

    def swapped(self, lat: float, lon: float) -> Reason | None:
        """Say that a point lies outside the box, and inside with latitude and longitude exchanged; None otherwise."""
        return self.misses(lat, lon) if self.holds(lon, lat) else None

    def misses(self, lat: float, lon: float) -> Reason | None:
        """Say that a point lies outside the box, and what may be wrong with it; None for one inside."""
        if self.holds(lat, lon):
            return None
        if self.holds(lon, lat):
            return self.exchanged(lat, lon)
        return Reason("{at} lies outside {name}", at=f"{lat:g}, {lon:g}", name=self.name)

    def exchanged(self, lat: float, lon: float) -> Reason:
        """Say of a point outside that it lies inside with latitude and longitude exchanged."""
        return Reason("{at} lies outside {name}; lat and lon look swapped", at=f"{lat:g}, {lon:g}", name=self.name)

    def place(self) -> Place:
        """Return the country as a gazetteer entry."""
        return Place(
            id=f"country-{self.code.lower()}", name=self.name, lat=self.lat, lon=self.lon, kind="country",
            name_ar=self.name_ar, variants=self.variants, country=self.code,
            precision_m=300_000, source="Unicode CLDR; Natural Earth", rank=1,
        )  # fmt: skip


def embedded_folder() -> Path:
    """Return the folder of hand-kept files: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "data" / "gazetteer"
    return installed if installed.is_dir() else package.parent / "gazetteer"


def _press_names() -> dict[str, dict[str, str]]:
    """Names that the press uses beside CLDR's, and points that gazetteers agree on where the compiled table differs."""
    file = embedded_folder() / "country_names.tsv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines(), delimiter="\t") if file.is_file() else ()
    return {row["code"]: row for row in rows}


@cache
def load_countries() -> dict[str, Country]:
    """Read the compiled table: code to Country. Empty only in a tree whose data were never built."""
    file = resources.files("geomap").joinpath("data", "countries.csv")
    if not file.is_file():
        return {}
    out = {}
    press = _press_names()
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        own = press.get(row["code"], {})
        row["variants"] = ";".join(filter(None, (row["variants"], own.get("variants"), row["name_en"])))
        row.update({column: own[column] for column in ("name_en", "lat", "lon") if own.get(column)})
        box = float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])
        variants = tuple(v for v in (row.get("variants") or "").split(";") if v)
        names = (row["name_en"], row["name_ar"], *variants)
        keys = frozenset(name_key(n) for n in names if n)
        out[row["code"]] = Country(
            row["code"], row["name_en"], row["name_ar"], variants, float(row["lat"]), float(row["lon"]), box, keys
        )
    return out
