"""``geomap find``: look names up."""

from __future__ import annotations

import csv
import json
import shlex
import sys
from functools import cache
from itertools import tee
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import DataError
from geomap.memory import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Json, Resolution


@click.command("find")
@click.argument("names", nargs=-1)
@click.option("--country", metavar="CC", help="Only places in this country (two-letter code or name).")
@click.option("--in", "admin1", metavar="ADMIN1", help="Prefer places in this first-level unit.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Candidates a name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a name.")
@click.option(
    "--batch", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="TSV: query, country, admin1."
)
@options.gazetteer
def command(
    names: tuple[str, ...],
    country: str | None,
    admin1: str | None,
    limit: int,
    as_json: bool,
    batch: Path | None,
    gazetteers: tuple[Path, ...],
) -> int:
    """Look NAMES up, in any spelling of either script; candidates come ranked, each with its reason.

    The unit or country may stand behind a comma: "Paris, Texas".

    Example: geomap find Baghouz "Deir Ezzor" al-Hawl --limit 3
    """
    from geomap.places import country_code, load_countries

    if bool(names) == bool(batch):
        raise click.UsageError("give NAMES or --batch FILE.tsv")
    code = country_code(country or "", load_countries())
    if country and code not in load_countries():
        raise DataError(f"--country {country}: no country has this code or name; give two letters, such as SY")
    gazetteer = options.opened(gazetteers)
    if batch:
        with batch.open(encoding="utf-8-sig", newline="") as lines:
            asked, told = tee(
                (row["query"] or "", _country(row.get("country")), row.get("admin1") or None)
                for row in _rows(lines, batch)
            )
            written = json.JSONEncoder(ensure_ascii=False).encode
            with uncollected():
                for (query, *_), found in zip(told, gazetteer.resolve_all(asked, limit=limit), strict=True):
                    sys.stdout.write(written(_record(query, found)) + "\n")
        return 0
    for name in names:
        found = gazetteer.resolve(name, country=code, admin1=admin1, limit=limit)
        click.echo(
            json.dumps(_record(name, found), ensure_ascii=False) if as_json else options.inert(_table(name, found))
        )
    return 0


@cache
def _country(given: str | None) -> str | None:
    """Return a country's code by code or name; of one that nobody knows, what is given: nothing lies in it."""
    from geomap.places import country_code, load_countries

    code = country_code(given or "", load_countries())
    if given and code not in load_countries():
        options.talk(f"country {given!r} is unknown, so nothing is found in it; give a two-letter code such as SY")
    return code or given or None


def _rows(lines: IO[str], batch: Path) -> Iterator[dict[str, str | None]]:
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        if "query" not in (rows.fieldnames or ()):
            raise DataError(f"{batch}: no column 'query'; the first line names the columns query, country, admin1")
        yield from rows
    except UnicodeDecodeError as error:
        raise DataError(f"{batch}: not UTF-8; save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(f"{batch}: not a table: {error}") from error


def _record(query: str, found: Resolution) -> Json:
    return {"query": query, "candidates": [c.record() for c in found.candidates]}


def _table(name: str, found: Resolution) -> str:
    """Return the candidates of a name as aligned lines."""
    if not found.candidates:
        add = f"; add it with: geomap gazetteer add {shlex.quote(name)} --lat .. --lon .."
        return f"{name}: nothing found{add if any(map(str.isalpha, name)) else ''}"
    lines = [f"{name}: {found.status}"]
    for c in found.candidates:
        p = c.place
        where = ", ".join(x for x in (p.kind.replace("_", " "), p.admin1, p.country) if x)
        name_ar = f" ({p.name_ar})" if p.name_ar else ""
        lines.append(f"  {c.score:.2f}  {p.name}{name_ar}, {where}")
        lines.append(f"        {p.lat:.4f}, {p.lon:.4f}  {c.reason}")
    return "\n".join(lines)
