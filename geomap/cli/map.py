"""``geomap map``: a map from data, not text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.cli.choosing import choosing

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.cli.choosing import Wanted


@click.command("map")
@click.argument("data", nargs=-1, required=True, type=options.PathTo())
@click.option("--out", default="map.html", type=options.PathTo(dir_okay=False), show_default=True, help="The page.")
@click.option("--title", help="The map's title.")
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="The map's interface.")
@choosing
@options.columns
@options.dates
@options.problems
@options.gazetteer
def command(
    data: tuple[Path, ...],
    out: Path,
    *,
    title: str | None,
    lang: str,
    wanted: Wanted,
    columns: dict[str, str],
    dates: str | None,
    problems: Path | None,
    gazetteers: tuple[Path, ...],
) -> None:
    """Draw DATA: geomap's outputs, ACLED, UCDP GED, GDELT, IDMC, Airwars, or any CSV, Excel, GeoJSON with places.

    Rows without coordinates are looked up by the name of their place.

    Example: geomap map data.csv --map killed=fatalities --out map.html
    """
    from geomap import store
    from geomap.pipeline import DEFAULT_TITLE
    from geomap.rendering import parts

    options.spare(data, [out, problems])
    gazetteer = options.opener(gazetteers)
    layers = store.merge(
        options.loaded(path, gazetteer=gazetteer, columns=columns, dates=dates, wanted=wanted) for path in data
    )
    options.write_problems(layers, problems)
    store.write_text(out, parts(layers, title=title or DEFAULT_TITLE, lang=lang))
    told = f"{options.plural(len(layers.incidents), 'incident')}, {options.plural(len(layers.movements), 'movement')}"
    options.talk(f"{told}; map: {out}")
