"""``geomap parse``: the streaming machine interface, one JSON report a line."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import click

from geomap.cli import options

if TYPE_CHECKING:
    from pathlib import Path


@click.command("parse")
@click.argument("file", default="-", type=click.File("rb"))
@options.gazetteer
@click.option("--only", type=click.Choice(["mentions"]), help="Read places alone: faster.")
@click.option("--candidates", is_flag=True, help="Give each mention its three best candidates.")
@options.workers
def command(file: IO[bytes], gazetteers: tuple[Path, ...], only: str | None, candidates: bool, workers: int) -> int:
    r"""Read reports from FILE.jsonl (or stdin) and print one JSON result per line, in the same order.

    Example: echo '{"text": "Shelling hit al-Hol on Friday."}' | geomap parse
    """
    from geomap import scale

    options.opened(gazetteers)
    done = failed = 0
    with scale.Workers(workers, gazetteers) as pool:
        for answer in scale.answer_lines(pool, scale.lines_of(file), only=only, candidates=candidates):
            sys.stdout.write(answer.text + "\n")
            sys.stdout.flush()
            done += 1
            failed += answer.failed
    return 1 if done and failed == done else 0
