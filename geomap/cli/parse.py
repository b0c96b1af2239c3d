"""``geomap parse``: the streaming machine interface, one JSON report a line."""

from __future__ import annotations

import json
import sys
from typing import IO, TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.model import Gazetteer, Json

_EMPTY: dict[str, object] = {"language": None, "published": None, "mentions": [], "incidents": [], "movements": []}


@click.command("parse")
@click.argument("file", default="-", type=click.File("rb"))
@options.gazetteer
@click.option("--only", type=click.Choice(["mentions"]), help="Read places alone: faster.")
@click.option("--candidates", is_flag=True, help="Give each mention its three best candidates.")
def command(file: IO[bytes], gazetteers: tuple[Path, ...], only: str | None, candidates: bool) -> int:
    r"""Read reports from FILE.jsonl (or stdin) and print one JSON result per line, in the same order.

    Example: echo '{"text": "Shelling hit al-Hol on Friday."}' | geomap parse
    """
    from geomap.places import load_gazetteer

    gazetteer = load_gazetteer(gazetteers)
    for row in gazetteer.rejected:
        options.talk(f"gazetteer: {row.name}: {row.reason}")
    done = failed = 0
    for record in _results(file, gazetteer, only, candidates=candidates):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        done += 1
        failed += record["error"] is not None and not record["mentions"]
    return 1 if done and failed == done else 0


def _results(file: IO[bytes], gazetteer: Gazetteer, only: str | None, *, candidates: bool) -> Iterator[Json]:
    from geomap.pipeline import parse
    from geomap.reports import parse_line

    for number, raw in enumerate(file, 1):
        if not raw.strip():
            continue
        try:
            report = parse_line(raw.decode("utf-8"), default_id=str(number))
        except (ReportError, UnicodeDecodeError) as error:
            yield {"id": _id_of(raw), **_EMPTY, "error": f"line {number}: {error}"}
            continue
        yield parse(report, gazetteer, only=only).record(candidates=candidates)


def _id_of(raw: bytes) -> str | None:
    """The id of a line that is JSON but no report, so that the reader can tell which one failed."""
    try:
        found = json.loads(raw)
    except ValueError:
        return None
    return str(found["id"]) if isinstance(found, dict) and found.get("id") is not None else None
