"""Flags that several commands share, and how they talk."""

from __future__ import annotations

from pathlib import Path

import click

gazetteer = click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A CSV, GeoJSON, GeoNames .txt or .zip, or a folder of them, over the embedded gazetteer; the later wins.",
)
out = click.option(
    "--out",
    default="outputs",
    type=click.Path(path_type=Path, file_okay=False),
    show_default=True,
    help="Output folder.",
)
workers = click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes to read with; the result is the same.",
)


def talk(message: str) -> None:
    """Say something to the person: on stderr, so that stdout stays data."""
    click.echo(message, err=True)


def plural(n: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "report"), plural(0, "report")
    ('1 report', '0 reports')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
