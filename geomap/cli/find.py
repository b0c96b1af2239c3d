"""``geomap find``: look names up."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import dataclass
from functools import cache, partial
from itertools import tee
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.cli.scope import known_scope
from geomap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.model import Json, Resolution
    from geomap.places import Index

    _Scope = tuple[str | None, str | None]  # country, unit

_LONGEST = 1000  # characters of a name in a batch; comparing longer ones takes seconds


@dataclass(slots=True)
class _Row:
    """A line of a batch: what is ``asked`` of it is nothing where the line is wrong; ``error`` says what is."""

    query: str
    asked: str
    country: str | None = None
    admin1: str | None = None
    error: str | None = None


@click.command("find")
@click.argument("names", nargs=-1)
@click.option("--country", metavar="CC", help="Only places in this country (two-letter code or name).")
@click.option("--in", "admin1", metavar="ADMIN1", help="Prefer places in this first-level unit.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Candidates a name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a name.")
@click.option(
    "--batch",
    type=options.PathTo(exists=True, dir_okay=False, allow_dash=True),
    help="TSV: query, country, admin1; - is stdin. A row with `error` says what is wrong with its line.",
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
    if bool(names) == bool(batch):
        raise click.UsageError("give NAMES or --batch FILE.tsv")
    if any(not name.strip() for name in names):
        raise DataError("a NAME is empty; give one to look up")
    gazetteer = options.opened(gazetteers)
    if batch:
        return _batch(batch, gazetteer, limit, (country, admin1))
    code, problem = known_scope(gazetteer, country, admin1)
    if problem:
        raise DataError(problem)
    for name in names:
        found = gazetteer.resolve(name, country=code, admin1=admin1, limit=limit)
        click.echo(
            json.dumps(_record(name, found), ensure_ascii=False) if as_json else options.inert(_table(name, found))
        )
    return 0


def _batch(file: Path, gazetteer: Index, limit: int, scope: _Scope) -> int:
    """Answer every row of a table, in its order; ``scope`` is that of rows that name none. Return the exit status."""
    import msgspec

    from geomap.places.lines import Ending, utf8_lines

    problems: dict[str, None] = {}

    scoped = cache(partial(known_scope, gazetteer))

    def ask(row: _Row) -> tuple[str, str | None, str | None]:
        admin1 = row.admin1 or scope[1]
        code, problem = scoped(row.country or scope[0], admin1)
        if problem:
            problems[problem] = None
            row.error = row.error or problem
        return row.asked, code, admin1

    options.piped(file)
    where = "standard input" if str(file) == "-" else str(file)
    with click.open_file(str(file), encoding="utf-8-sig", errors="surrogateescape") as data:
        wrong: dict[int, str] = {}  # what is wrong with a line that is taken
        lines = utf8_lines(data, where, Ending(), wrong.__setitem__)
        rows, told = tee(_rows(lines, where, problems, wrong))
        done = failed = 0
        written, spaced = msgspec.json.Encoder().encode, msgspec.json.format
        for row, found in zip(told, gazetteer.resolve_all(map(ask, rows), limit=limit), strict=True):
            answer = _record(row.query, found) | ({"error": row.error} if row.error else {})
            sys.stdout.write(spaced(written(answer), indent=0).decode() + "\n")
            done += 1
            failed += not row.asked
    options.tell_first([*problems], "", more="like these")
    return 1 if done and failed == done else 0


def _rows(lines: Iterator[str], where: str, problems: dict[str, None], wrong: dict[int, str]) -> Iterator[_Row]:
    """Give every line but the first as a row, an empty one too: a batch of so many lines has as many answers."""
    columns = _cells(next(lines, ""))
    if "query" not in columns:
        raise DataError(f"{where}: no column 'query'; the first line names the columns query, country, admin1")
    for n, line in enumerate(lines, 2):
        cells = _cells(line)
        at = f"{where}:{n}: "
        named = dict(zip(columns, cells, strict=False))
        row = _Row(query := named.get("query", ""), query, named.get("country"), named.get("admin1"))
        problem = wrong.pop(n, "").removeprefix(at)
        if not query.strip():
            problem = "the query is empty"
        elif len(query) > _LONGEST:
            problem = f"a query of more than {_LONGEST:,} characters is no name"
        if problem:
            row = _Row(query, "", error=f"{problem}; nothing was looked up")
        elif any(cells[len(columns) :]):
            row.error = "more cells than columns; name them in the first line or leave them out"
        if row.error:
            problems[at + row.error] = None
        yield row


def _cells(line: str) -> list[str]:
    return line.rstrip("\r\n").split("\t")


def _record(query: str, found: Resolution) -> Json:
    return {"query": query, "candidates": [c.record() for c in found.candidates]}


def _table(name: str, found: Resolution) -> str:
    """Return the candidates of a name as aligned lines."""
    if not found.candidates and not any(map(str.isalpha, name)):
        return f"{name}: nothing found: it has no letters, so it is no name"
    if not found.candidates:
        return f"{name}: nothing found; add it with: geomap gazetteer add {shlex.quote(name)} --lat .. --lon .."
    lines = [f"{name}: {found.status}"]
    for c in found.candidates:
        p = c.place
        where = ", ".join(x for x in (p.kind.replace("_", " "), p.admin1, p.country) if x)
        name_ar = f" ({p.name_ar})" if p.name_ar else ""
        lines.append(f"  {c.score:.2f}  {p.name}{name_ar}, {where}")
        lines.append(f"        {p.lat:.4f}, {p.lon:.4f}  {c.reason}")
    return "\n".join(lines)
