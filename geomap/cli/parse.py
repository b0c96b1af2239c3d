"""``geomap parse``: the streaming machine interface, one JSON report a line."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

_TEXTS = (".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".parquet")  # files of reports that are other than JSON lines


def _opens_json(file: Path) -> bool:
    """Whether a file begins as an object of JSON does, whatever it is called."""
    with file.open("rb") as start:
        return start.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


@click.command("parse")
@click.argument("file", default="-", type=options.PathTo(exists=True, dir_okay=False, allow_dash=True))
@options.gazetteer
@click.option("--only", type=click.Choice(["mentions"]), help="Read places alone: faster.")
@click.option("--candidates", is_flag=True, help="Give each mention its three best candidates.")
@options.workers
def command(file: Path, gazetteers: tuple[Path, ...], only: str | None, candidates: bool, workers: int) -> int:
    r"""Read reports from FILE.jsonl (or stdin) and print one JSON result per line, in the same order.

    A result has the lists mentions, incidents, movements, totals (what sums up other incidents) and doubtful: claims
    that are more likely no event, with their chance as confidence. Where there is an error, what could not be read is
    empty.

    Example: echo '{"text": "Shelling hit al-Hol on Friday."}' | geomap parse
    """
    from geomap import scale

    options.piped(file)
    if file.suffix.lower() in _TEXTS and not _opens_json(file):
        raise DataError(f"{file}: not JSON lines, which are read here: geomap build {shlex.quote(str(file))} reads it")
    options.opened(gazetteers)
    done = failed = 0
    with click.open_file(str(file), "rb") as lines, scale.Workers(workers, gazetteers) as pool:
        for answer in scale.answer_lines(pool, scale.lines_of(lines), only=only, candidates=candidates):
            sys.stdout.write(answer.text + "\n")
            sys.stdout.flush()
            done += 1
            failed += answer.failed
    if failed:
        options.talk(f"{failed:,} of {options.plural(done, 'report')} could not be read: `error` of each says why")
    if done and failed == done:
        options.talk("one JSON report a line is read here; to read texts and tables: geomap build FILE")
    return 1 if done and failed == done else 0
