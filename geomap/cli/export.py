"""``geomap export``: outputs to another format."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import options


@click.command("export")
@click.argument("data", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--profile", type=click.Choice(["geomap", "acled", "ucdp", "hxl"]), default="geomap", help="Columns of a CSV."
)
def command(data: Path, file: Path, profile: str) -> None:
    """Write DATA (an outputs folder or one of its files) to FILE; the format follows from its ending.

    Example: geomap export outputs incidents.csv --profile acled
    """
    from geomap import store
    from geomap.export import write

    layers = store.load(data)
    for row in layers.rejected:
        options.talk(f"left out: {row['name']}: {row['reason']}")
    write(layers, file, profile=profile)
    options.talk(f"written: {file}")
