"""``geomap gazetteer``: add places, ask geocoders, check files, import and export."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from geomap.cli import options, suggest

if TYPE_CHECKING:
    from pathlib import Path


@click.group("gazetteer")
def command() -> None:
    """Keep the gazetteer: add places, ask geocoders where one is, check files, import dumps, export."""


command.add_command(suggest.command)


@command.command("add")
@click.argument("name")
@click.option("--lat", required=True, type=float, help="Latitude, degrees.")
@click.option("--lon", required=True, type=float, help="Longitude, degrees.")
@click.option("--name-ar", help="The name in Arabic.")
@click.option("--alias", "aliases", multiple=True, help="Another spelling, in any script; repeatable.")
@click.option("--kind", default="other", show_default=True, help="village, town, camp, crossing, ...")
@click.option("--in", "within", help="Id or name of the place around it.")
@click.option("--country", help="Two-letter code or name.")
@click.option("--source", help="Where the coordinates come from.")
@click.option(
    "--precision-m",
    default=5000,
    show_default=True,
    type=click.IntRange(1, 20_040_000),
    help="How well they are known, m.",
)
@click.option("--file", type=options.PathTo(dir_okay=False), help="A gazetteer CSV other than your own.")
def add_command(  # noqa: PLR0917
    name: str,
    lat: float,
    lon: float,
    name_ar: str | None,
    aliases: tuple[str, ...],
    kind: str,
    within: str | None,
    country: str | None,
    source: str | None,
    precision_m: int,
    file: Path | None,
) -> None:
    """Add NAME to your own gazetteer; it outranks every other entry from then on.

    Example: geomap gazetteer add "Al-Kubar" --lat 35.6 --lon 39.9 --alias Kubar --kind village --in "Deir ez-Zor"
    """
    from geomap.places import add, load_countries, user_file
    from geomap.places.table import read_table

    own = file or user_file()
    if own.is_file():
        options.tell_left_out(read_table(own, countries=load_countries())[1])
    place = add(
        name, lat=lat, lon=lon, name_ar=name_ar, aliases=aliases, kind=kind, within=within, country=country,
        source=source, precision_m=precision_m, file=file,
    )  # fmt: skip
    click.echo(f"{place.id}\t{place.name}\t{place.lat:g}\t{place.lon:g}")
    options.talk(f"added to {own}")
    if not (country or within):
        options.talk("neither --country nor --in was given: where the point lies was not checked against them")


@command.command("check")
@click.argument("path", required=False, type=options.PathTo(exists=True))
def check_command(path: Path | None) -> int:
    """Lint PATH (a CSV or a folder; else the embedded files and your own); exit 1 when there are errors.

    Example: geomap gazetteer check gazetteer
    """
    from geomap.places import check, embedded_folder, user_file

    paths = [path] if path else [embedded_folder(), *(p for p in (user_file(),) if p.exists())]
    findings = [f for p in paths for f in check(p)]
    for f in findings:
        click.echo(f"{f.severity}: {f.where}: {f.message}")
    errors = sum(f.severity == "error" for f in findings)
    options.talk(f"{options.plural(errors, 'error')}, {options.plural(len(findings) - errors, 'warning')}")
    return 1 if errors else 0


@command.command("list")
@options.gazetteer
def list_command(gazetteers: tuple[Path, ...]) -> None:
    """List the gazetteers in use, the one that wins first: name, whose, places, whom to credit.

    Example: geomap gazetteer list
    """
    from geomap.places import imported_folder
    from geomap.places.load import layers, passed_over, rejected_of

    options.tell_left_out(passed_over(gazetteers))
    for layer in layers(gazetteers):
        options.tell_left_out(rejected_of(layer.segment))
        click.echo(f"{layer.name}\t{layer.whose}\t{layer.segment.size}\t{layer.credit}")
    options.talk(f"imported ones lie in {imported_folder()}: delete a file to be rid of it")


@command.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(["geonames", "lpf", "lptsv", "geojson", "csv", "osm"]))
@click.argument("files", nargs=-1, required=True, type=options.PathTo())
@click.option("--country", metavar="CC", help="Only places of this country (its code); rows that name none are of it.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    help="The file's own name of a column (csv, lptsv, geojson).",
)
@click.option("--name", help="What it goes by, instead of the file's name; what went by it before is replaced.")
@click.option("--replace", is_flag=True, help="Take it even if it has much less than the one in use.")
def import_command(
    form: str, files: tuple[Path, ...], country: str | None, columns: tuple[str, ...], name: str | None, replace: bool
) -> None:
    """Import dumps (geonames SY.zip ...) into your own gazetteer; admin codes and alternate names may go along.

    osm reads OpenStreetMap extracts and whatever else GDAL reads. The same dump again changes nothing, a newer one
    replaces it, one that was interrupted goes on, one that is cut off or would take much away is refused. Prints file,
    places, rows left out.

    Example: geomap gazetteer import csv gazetteer/world.csv
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from geomap.places.importing import import_files

    mapped = {}
    for pair in columns:
        ours, sign, theirs = pair.partition("=")
        if not (sign and ours and theirs):
            raise click.UsageError(f"--column {pair!r}: write it as name_en=Settlement")
        mapped[ours] = theirs
    shape = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    screen = Console(stderr=True)
    with Progress(*shape, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        done = import_files(
            form,
            files,
            country=country,
            columns=mapped,
            name=name,
            replace=replace,
            progress=lambda file, n: bar.update(task, description=f"{file.name}: {n:,} places"),
        )
    for found in done:
        options.tell_left_out(found.rejected, whose="left out: ")
        click.echo(f"{found.file}\t{found.places}\t{len(found.rejected)}")
        told = f", in place of {found.replaced:,}" if found.replaced else "" if found.fresh else ", imported before"
        options.talk(f"{options.plural(found.places, 'place')}{told}; look one up with: geomap find NAME")
        if found.along:
            options.talk(f"units are named by {found.along} too, which lies beside the dump")
        if found.lacking:
            more = options.plural(len(found.lacking), "place")
            options.talk(
                f"warning: {found.dump}: ends before {more} that the embedded gazetteer has of GeoNames,"
                f" {found.lacking[0].name} for one: if it may be cut off, get it again and import it"
            )
        if found.fewer:
            less = ", ".join(options.plural(n, what) for what, n in found.fewer.items())
            options.talk(f"fewer than before: {less}: if the dump may be cut off, get it again and import it")


@command.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "lpf", "lptsv", "geojson"]))
@click.argument("file", type=options.PathTo(dir_okay=False, allow_dash=True))
@options.gazetteer
@click.option("--all", "everything", is_flag=True, help="Embedded and imported entries too, not only your own.")
def export_command(form: str, file: Path, gazetteers: tuple[Path, ...], everything: bool) -> None:
    """Write a gazetteer to FILE (- is stdout): your own entries, those of --gazetteer, or --all.

    Example: geomap gazetteer export lpf places.json --gazetteer gazetteer
    """
    from geomap.places import user_file
    from geomap.places.exporting import export, write
    from geomap.places.load import own_files, passed_over, rejected_of

    streamed = str(file) == "-"
    read = (f for g in (*gazetteers, user_file()) for f in (g.iterdir() if g.is_dir() else [g]))
    options.spare(read, [] if streamed else [file])
    if everything:
        places = options.opened(gazetteers).places()
    else:
        segments = own_files(gazetteers)
        options.tell_left_out([*passed_over(gazetteers), *(row for s in segments for row in rejected_of(s))])
        places = (place for s in segments for place in s.places())
    n = write(places, form, sys.stdout) if streamed else export(places, form, file)
    options.talk(f"written: {'standard output' if streamed else file}, {options.plural(n, 'place')}")
