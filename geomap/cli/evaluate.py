"""``geomap evaluate``: how well reports are read, measured on reports that people have annotated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from geomap.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.evaluation import Scores

_WIDTH = 26


@click.command("evaluate")
@click.argument("folder", metavar="DIR", type=options.PathTo(exists=True, file_okay=False))
@options.gazetteer
@click.option("--details", is_flag=True, help="Name every miss and false alarm, on stderr.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as a JSON object, by language.")
def command(folder: Path, gazetteers: tuple[Path, ...], details: bool, as_json: bool) -> None:
    """Read the reports in DIR/texts (or DIR itself) and score what is found against the annotations in DIR/gold.

    Claims too doubtful to be drawn count as not found, neither right nor false: "doubtful" is how many there were,
    "doubtful right" how many annotated records they would have found.

    Example: geomap evaluate seeds
    """
    from geomap.evaluation import load_gold, score_report, total, without_gold
    from geomap.pipeline import parse

    annotated = load_gold(folder)
    gazetteer = options.opened(gazetteers)
    for text in without_gold(folder, annotated):
        options.talk(f"{text}: has no annotation in {folder / 'gold'}, left out")
    options.talk(f"reading {options.plural(len(annotated), 'report')}")
    scored = [
        (gold.report.language or "?", score_report(gold, parse(gold.report, gazetteer).record())) for gold in annotated
    ]
    groups = {"all": total(s for _, s in scored)}
    for language in sorted({lang for lang, _ in scored}):
        groups[language] = total(s for lang, s in scored if lang == language)
    if details:
        for note in groups["all"].notes:
            options.talk(" ".join(note.split()))
    counts = groups["all"].counts
    found = options.plural(counts["doubtful_right"], "annotated record")
    doubtful = options.plural(counts["doubtful"], "doubtful claim")
    options.talk(f"{doubtful} counted as not found, neither right nor false: they would have found {found}")
    if as_json:
        click.echo(json.dumps({name: s.measures() for name, s in groups.items()}, indent=1))
        return
    for line in _table(groups):
        click.echo(line)


def _table(groups: dict[str, Scores]) -> list[str]:
    """Lay the figures out, a column for all reports and one for each language."""
    columns = {name: scores.measures() for name, scores in groups.items()}
    lines = [" " * _WIDTH + "".join(f"{name:>9}" for name in columns)]
    for measure in columns["all"]:
        cells = "".join(f"{_cell(figures[measure]):>9}" for figures in columns.values())
        lines.append(f"{measure.replace('_', ' '):<{_WIDTH}}{cells}")
    return lines


def _cell(figure: float | None) -> str:
    """Show a share as per cent, a count as it is, nothing to count as a dash.

    >>> _cell(0.5), _cell(12), _cell(None)
    ('50.0 %', '12', '-')
    """
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{100 * figure:.1f} %"
