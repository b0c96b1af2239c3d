"""``geomap build``: reports to a map and GIS files."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.pipeline import Summary


def _with_dask(ctx: click.Context, option: click.Parameter, given: Any) -> Any:
    if given and ctx.params["engine"] != "dask":
        raise click.UsageError(f"{option.opts[0]} goes with --engine dask")
    return given


@click.command("build")
@click.argument("reports", nargs=-1, required=True, type=options.PathTo())
@options.out
@options.gazetteer
@click.option("--title", help="The map's title.")
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="The map's interface.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    is_eager=True,
    help="Where reports are read; dask also writes OUT/parquet, tables in parts.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=_with_dask,
    help="With dask: the cluster's scheduler, as in tcp://10.0.0.1:8786.",
)
@click.option(
    "--tables-only",
    is_flag=True,
    callback=_with_dask,
    help="With dask: only OUT/parquet, for more than one machine can hold.",
)
@options.workers
@click.option("--fresh", is_flag=True, help="Read every report again, also those that have not changed.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary object on stdout.")
def command(
    reports: tuple[Path, ...],
    out: Path,
    *,
    gazetteers: tuple[Path, ...],
    title: str | None,
    lang: str,
    engine: str,
    scheduler: str | None,
    tables_only: bool,
    workers: int,
    fresh: bool,
    as_json: bool,
) -> None:
    """Read REPORTS (files or folders) and write a map, GeoJSON and a GeoPackage.

    Claims too doubtful to be drawn go to doubtful.csv in the output folder, a closed list of the map shows them, and
    `geomap explain` says what counts against each.

    Example: geomap build seeds --out outputs
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from geomap import scale
    from geomap.pipeline import DEFAULT_TITLE, Config, build

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    screen = Console(stderr=True)
    config = Config(gazetteers, title or DEFAULT_TITLE, lang, fresh=fresh)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("starting", total=None)

        def tell(text: str) -> None:
            progress.update(task, description=text)

        if engine == "dask":
            from geomap.scale import cluster

            with cluster.connected(scheduler, workers) as client:
                summary = cluster.build(client, reports, out, config, progress=tell, whole=not tables_only)
        else:
            with scale.Workers(workers, gazetteers) as pool:
                reader = partial(scale.read_reports, pool) if workers > 1 else None
                summary = build(reports, out, config, progress=tell, reader=reader)
    _tell(summary)
    if as_json:
        click.echo(json.dumps(summary.record(), ensure_ascii=False, indent=1))
    read = options.plural(summary.reports, "report")
    told = f"{options.plural(summary.incidents, 'incident')}, {options.plural(summary.movements, 'movement')}"
    if summary.read < summary.reports:
        read += f" ({summary.read:,} new, {summary.reports - summary.read:,} known from the run before)"
    if summary.rejected:
        read += f", {len(summary.rejected):,} not read"
    options.talk(f"{read}: {told}; {summary.unplaced} without a place")
    if summary.proposals:
        where = out / ("parquet/proposals" if tables_only else "proposals.csv")
        options.talk(f"{options.plural(summary.proposals, 'pair')} of events may be one: see {where}")
    if summary.doubtful:
        where = out / ("parquet/doubtful" if tables_only else "doubtful.csv")
        options.talk(f"{options.plural(summary.doubtful, 'claim')} too doubtful to be drawn: see {where}")
    if engine == "dask":
        options.talk(f"tables: {out / 'parquet'}")
    if not tables_only:
        options.talk(f"map: {out / 'map.html'}")


def _tell(summary: Summary) -> None:
    """Say what was not read, and what was read with a doubt; of a gazetteer's rows the first ones."""
    whose = "gazetteer: "
    rows = [line.removeprefix(whose) for line in summary.warnings if line.startswith(whose)]
    options.tell_first(rows, whose)
    for line in summary.warnings:
        if not line.startswith(whose):
            options.talk(f"warning: {line}")
    for row in summary.rejected:
        options.talk(f"not read: {row['name']}: {row['reason']}")
