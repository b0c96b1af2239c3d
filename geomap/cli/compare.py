"""``geomap compare``: two datasets side by side."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.cli.choosing import choosing

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.cli.choosing import Wanted


@click.command("compare")
@click.argument("a", type=options.PathTo())
@click.argument("b", type=options.PathTo())
@click.option(
    "--km", default=5.0, show_default=True, type=options.Within(0, 20_040), help="Farthest apart of a match, km."
)
@click.option("--days", default=1, show_default=True, type=click.IntRange(0, 36_525), help="Most days between a match.")
@click.option("--out", type=options.PathTo(dir_okay=False), help="Draw the comparison to this page, too.")
@click.option("--json", "as_json", is_flag=True, help="Print an object with the totals and all pairs, not a table.")
@choosing
@options.gazetteer
def command(
    a: Path,
    b: Path,
    *,
    km: float,
    days: int,
    out: Path | None,
    as_json: bool,
    wanted: Wanted,
    gazetteers: tuple[Path, ...],
) -> None:
    """Match the incidents of A and B and print a table: matched, possibly same, only in A or in B, which counts differ.

    A and B are anything that `geomap map` draws: outputs of geomap, ACLED, UCDP GED, any table with places and dates.
    Beside what has no match stands the closest of the other side, and why it is none. Two of one spot are possibly the
    same where one has no date, or where their types contradict.

    Example: geomap compare outputs ucdp.csv --out compared.html > compared.csv
    """
    from geomap import store
    from geomap.comparison import COLUMNS, as_layers, compare, totals
    from geomap.dataset import safe
    from geomap.rendering import parts
    from geomap.text import path_text

    options.spare([a, b], [out])
    gazetteer = options.opener(gazetteers)
    data = [options.loaded(path, gazetteer=gazetteer, wanted=wanted) for path in (a, b)]
    pairs = compare(data[0].incidents, data[1].incidents, km=km, days=days)
    found = totals(pairs)
    if as_json:
        whole = {
            "a": path_text(a),
            "b": path_text(b),
            "km": km,
            "days": days,
            **found,
            "pairs": [pair.record() for pair in pairs],
        }
        click.echo(json.dumps(whole, ensure_ascii=False))
    else:
        table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows({k: safe(v) for k, v in pair.record().items()} for pair in pairs)
    options.talk(f"{found['matched']:,} matched ({found['differ']:,} with counts that differ)")
    for side, told in (("possible", "possibly same"), ("only_a", f"only in {a}"), ("only_b", f"only in {b}")):
        reasons = ", ".join(f"{n:,} {why}" for why, n in found[side].items())
        options.talk(f"{sum(found[side].values()):,} {told}{': ' if reasons else ''}{reasons}")
    if out:
        names = path_text(a.stem), path_text(b.stem)
        store.write_text(out, parts(as_layers(pairs, names), title=" and ".join(names)))
        options.talk(f"map: {out}")
