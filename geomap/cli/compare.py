"""``geomap compare``: two datasets side by side."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import click

from geomap.cli import options


@click.command("compare")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--km", default=5.0, show_default=True, type=click.FloatRange(0), help="Farthest apart of a match, km.")
@click.option("--days", default=1, show_default=True, type=click.IntRange(0), help="Most days between a match.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Draw the comparison to this page, too.")
@options.gazetteer
def command(a: Path, b: Path, *, km: float, days: int, out: Path | None, gazetteers: tuple[Path, ...]) -> None:
    """Match the incidents of A and B and print a table: matched, only in A, only in B, and which counts differ.

    A and B are anything that `geomap map` draws: outputs of geomap, ACLED, UCDP GED, any table with places and dates.

    Example: geomap compare outputs ucdp.csv --out compared.html > compared.csv
    """
    from geomap import store
    from geomap.comparison import COLUMNS, as_layers, compare
    from geomap.dataset import safe
    from geomap.rendering import render

    data = [options.loaded(path, gazetteers=gazetteers) for path in (a, b)]
    pairs = compare(data[0].incidents, data[1].incidents, km=km, days=days)
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows({k: safe(v) for k, v in pair.record().items()} for pair in pairs)
    found = Counter(pair.status for pair in pairs)
    differ = sum(bool(pair.differs) for pair in pairs)
    options.talk(f"{found['matched']:,} matched ({differ:,} with counts that differ)")
    options.talk(f"{found['only A']:,} only in {a}, {found['only B']:,} only in {b}")
    if out:
        store.write_text(out, render(as_layers(pairs, (a.stem, b.stem)), title=f"{a.stem} and {b.stem}"))
        options.talk(f"map: {out}")
