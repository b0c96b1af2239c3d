"""A lint for hand-kept gazetteer files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geomap.errors import GazetteerError
from geomap.places.countries import load_countries
from geomap.places.load import load_gazetteer
from geomap.places.table import COLUMNS, CURATED, POPULATION, Table, entry, spelled_wrong
from geomap.places.weighing import km
from geomap.text import is_arabic, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geomap.model import Place

_TWIN_KM = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: ``error`` must be mended, ``warning`` may be meant."""

    severity: Literal["error", "warning"]
    where: str  # file and line, or file and id
    message: str


def check(path: Path) -> list[Finding]:
    """Lint a gazetteer CSV or a folder of them; an empty list means clean.

    Raises GazetteerError when there is nothing to check.
    """
    files = sorted(f for f in path.iterdir() if f.suffix.lower() == ".csv") if path.is_dir() else [path]
    if not files:
        raise GazetteerError(f"{path}: no CSV files to check")
    findings: list[Finding] = []
    entries: list[tuple[str, Place]] = []
    ids: dict[str, str] = {}  # where each stands first
    for file in files:
        table = Table(file, countries=load_countries())
        try:
            places = list(table.places())
        except GazetteerError as error:
            line, _, told = str(error).removeprefix(str(file)).partition(": ")
            findings.append(Finding("error", f"{file.name}{line}", told))
            continue
        if unknown := [c for c in table.header if c not in (*COLUMNS, POPULATION, "name", "")]:
            told = f"unknown columns {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}"
            findings.append(Finding("error", f"{file.name}:{table.head}", told))
        findings += [Finding("error", r.name, r.reason) for r in (*table.rejected, *table.remarks)]
        findings += _ids(file, ids)
        for place in places:
            findings += _entry(file.name, place)
        entries += [(file.name, p) for p in places]
    return findings + list(_within(entries)) + list(_twins(entries))


def _entry(file: str, p: Place) -> Iterator[Finding]:
    where = f"{file}: {p.id}"
    if p.name_ar and not is_arabic(p.name_ar):
        yield Finding("error", where, f"name_ar {p.name_ar!r} is not in Arabic script")
    if p.name_ar != p.name and is_arabic(p.name):
        yield Finding("error", where, f"name_en {p.name!r} is not in Latin script")
    if not p.source:
        yield Finding("warning", where, f"{p.name} names no source")
    yield from (Finding("error", where, problem) for n in p.names if (problem := spelled_wrong(n)))


def _ids(file: Path, seen: dict[str, str]) -> Iterator[Finding]:
    """Find ids that stand twice, in rows with other errors too; an empty one is made of name and coordinates."""
    for number, row in Table(file).rows():
        where = f"{file.name}:{number}"
        try:
            own = row.get("id") or entry(row, CURATED, {}).id
        except GazetteerError:  # told already
            continue
        if own in seen:
            yield Finding("error", where, f"the id {own!r} stands in {seen[own]} too; give one of them another")
        seen.setdefault(own, where)


def _within(entries: Sequence[tuple[str, Place]]) -> Iterator[Finding]:
    known = {name_key(n) for _, p in entries for n in p.names} | {p.id for _, p in entries}
    known |= {key for c in load_countries().values() for key in c.keys}
    loose = [(file, p) for file, p in entries if p.within and not {p.within, name_key(p.within)} & known]
    if not loose:
        return
    try:
        others = load_gazetteer()
    except GazetteerError:  # the user's own file, which may be what is checked
        others = None
    for file, p in loose:
        if not (others and p.within and (others.get(p.within) or others.by_key(name_key(p.within)))):
            yield Finding("warning", f"{file}: {p.id}", f"within {p.within!r} is no entry and no country")


def _twins(entries: Sequence[tuple[str, Place]]) -> Iterator[Finding]:
    """Same kind, same name, next to each other: one place twice. Same name in one unit, no note: maybe confusing."""
    by_key: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for file, p in entries:
        by_key[name_key(p.name)].append((file, p))
    for group in by_key.values():
        for i, (file, p) in enumerate(group):
            where = f"{file}: {p.id}"
            for _, other in group[:i]:
                same_unit = (other.kind, other.country, other.admin1) == (p.kind, p.country, p.admin1)
                if other.kind == p.kind and km(p, other) <= _TWIN_KM:
                    yield Finding("error", where, f"{p.name} repeats {other.id}, {km(p, other):.1f} km away")
                elif same_unit and not (p.note and other.note):
                    yield Finding(
                        "warning", where, f"{p.name} is also the name of {other.id}; say which is which in notes"
                    )
