"""``geomap export``: outputs to another format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.cli.choosing import choosing

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.cli.choosing import Wanted


@click.command("export")
@click.argument("data", nargs=-1, required=True, type=options.PathTo())
@click.argument("file", type=options.PathTo(dir_okay=False))
@click.option(
    "--profile", type=click.Choice(["geomap", "acled", "ucdp", "hxl"]), default="geomap", help="Columns of a CSV."
)
@choosing
@options.columns
@options.dates
@options.problems
@options.gazetteer
def command(
    data: tuple[Path, ...],
    file: Path,
    *,
    profile: str,
    wanted: Wanted,
    columns: dict[str, str],
    dates: str | None,
    problems: Path | None,
    gazetteers: tuple[Path, ...],
) -> None:
    """Write DATA (outputs folders, files of them, or anything `geomap map` draws) to one FILE.

    Of several DATA the same record counts once; what two tell of one event stays two rows: `geomap compare` finds them.
    The format follows from the ending; what it cannot hold is said in one line.

    Example: geomap export outputs incidents.csv --profile acled
    """
    from geomap import store
    from geomap.export import lost, write
    from geomap.places import load_countries

    options.spare(data, [file, problems])
    gazetteer = options.opener(gazetteers)
    layers = store.merge(
        options.loaded(path, gazetteer=gazetteer, columns=columns, dates=dates, wanted=wanted) for path in data
    )
    options.write_problems(layers, problems)
    names = {code: country.name for code, country in load_countries().items()}
    write(layers, file, profile=profile, countries=names)
    options.talk(f"written: {file}")
    if missing := lost(layers, file, profile=profile):
        options.talk(f"not in it: {missing}")
