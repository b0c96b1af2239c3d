"""Flags that several commands share, and how they talk."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.cli.choosing import Wanted
    from geomap.model import Layers, Rejected
    from geomap.places import Index


class PathTo(click.Path):
    """A file or folder: an empty one, as of a variable that is not set, is none and not the folder one is in."""

    def __init__(
        self, *, exists: bool = False, file_okay: bool = True, dir_okay: bool = True, allow_dash: bool = False
    ) -> None:
        super().__init__(exists, file_okay, dir_okay, path_type=Path, allow_dash=allow_dash)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Raises `DataError` where it is not what is wanted: the input is wrong, not the usage."""
        try:
            if not str(value):
                self.fail("the path is empty", param, ctx)
            if str(value) == "-" and not self.allow_dash:
                self.fail(
                    "- is standard input or output, which is not used here; ./- is a file of that name", param, ctx
                )
            found = super().convert(value, param, ctx)
            return found if str(found) != "-" or str(value) == "-" else Path.cwd() / "-"  # ./- is a file
        except click.BadParameter as error:
            where = param.get_error_hint(ctx) if param and ctx else "the path"
            raise DataError(f"{error.message.rstrip('.')}: check {where}") from error


class Within(click.FloatRange):
    """A number in a range, which nan is not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        number = super().convert(value, param, ctx)
        return number if number == number else self.fail(f"{value} is no number.", param, ctx)  # noqa: PLR0124 - nan


def piped(file: Path) -> None:
    """Raise `DataError` where standard input is asked for and is closed."""
    if str(file) == "-" and sys.stdin is None:
        raise DataError("standard input is closed: name a file, or send something in through a pipe")


gazetteer = click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=PathTo(),
    metavar="PATH",
    help="A CSV, GeoJSON, GeoNames .txt or .zip, or a folder of them, over the embedded gazetteer; the later wins.",
)
out = click.option(
    "--out",
    default="outputs",
    type=PathTo(file_okay=False),
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


columns = click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    callback=lambda _, __, given: _pairs(given),
    help="Which column is which, where the guess is wrong: place=location, date_start=day, killed=dead, lat=y ...",
)
dates = click.option(
    "--dates",
    type=click.Choice(["dmy", "mdy"]),
    help="How day and month come in dates like 3/4/2019, where the column does not make it clear.",
)
problems = click.option(
    "--problems",
    type=PathTo(dir_okay=False),
    help="Write what is wrong with rows to this CSV, all of it: only the first lines are said.",
)
SHOWN = 20  # lines about single rows
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    wrong = [g for g in given if not all(g.partition("="))]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is not OURS=THEIRS, as in place=location")
    return dict(g.split("=", 1) for g in given)


def opened(gazetteers: tuple[Path, ...]) -> Index:
    """Open the gazetteer, and name the rows that it has lost."""
    from geomap.places import load_gazetteer

    found = load_gazetteer(gazetteers)
    tell_left_out(found.rejected)
    return found


def opener(gazetteers: tuple[Path, ...]) -> Callable[[], Index]:
    """Return what opens the gazetteer, once, when it is asked; files that are given are opened at once."""
    found = [opened(gazetteers)] if gazetteers else []

    def ask() -> Index:
        if not found:
            found.append(opened(gazetteers))
        return found[0]

    return ask


def loaded(
    path: Path,
    *,
    gazetteer: Callable[[], Index],
    columns: dict[str, str] | None = None,
    dates: str | None = None,
    wanted: Wanted | None = None,
) -> Layers:
    """Load data of anybody, looking places up by name where there are no coordinates, and say what was made of it.

    Only the ``wanted`` part of it is returned, where one is asked for.
    Raises `DataError` also where something is wrong and no row has a place.
    """
    from geomap import store
    from geomap.dataset import FEATURE_LAYERS
    from geomap.places import swapped

    layers = store.load(path, columns=columns, order=dates, gazetteer=gazetteer, swapped=swapped)
    for name, value in layers.provenance.items():
        if name.startswith("columns of "):
            talk(f"{name.removeprefix('columns of ')}: read as {value}")
    for row in layers.rejected[:SHOWN]:
        talk(f"{row['name']}: {row['reason']}")
    if len(layers.rejected) > SHOWN:
        talk(f"and {len(layers.rejected) - SHOWN:,} more like these: --problems FILE lists all")
    if layers.rejected and not any(f["geometry"] for name in FEATURE_LAYERS for f in getattr(layers, name)):
        first = layers.rejected[0]
        raise DataError(f"{path}: not one row has a place on the map, so nothing is written; {first['reason']}")
    if not wanted:
        return layers
    from geomap.cli.part import part

    return part(layers, wanted, gazetteer)


def spare(read: Iterable[Path], written: Iterable[Path | None]) -> None:
    """Raise `OutputError` where a file that is to be written is read, or written twice: something would be lost."""
    from geomap import store
    from geomap.errors import OutputError

    sources = [file.resolve() for path in read for file in store.files(path)]
    targets = [given.resolve() for given in written if given]  # a folder that is not there yet may lead back
    for path in targets:
        if path.exists() and any(path.samefile(file) for file in sources):
            raise OutputError(f"{path}: is read here and would be lost: give what is written another name")
        if targets.count(path) > 1:
            raise OutputError(f"{path}: two files would be written there: give them names of their own")


def write_problems(layers: Layers, path: Path | None) -> None:
    """Write what is wrong with the rows of data to a table, where one is asked for."""
    if path:
        from geomap.dataset import write_rows

        write_rows(layers.rejected, path, header=["name", "reason"])
        talk(f"{plural(len(layers.rejected), 'problem')}: {path}")


def talk(message: str) -> None:
    """Say something to the person: on stderr, so that stdout stays data."""
    click.echo(inert(message), err=True)


def inert(text: str) -> str:
    r"""Return a text with its control characters shown: what a file says must not steer a terminal.

    Nor stop the program: bytes of a name that are no UTF-8 are shown alike.

    >>> inert("a\tb\n\x1b[2J")
    'a\tb\n\ufffd[2J'
    """
    return _CONTROLS.sub("\ufffd", text)


def tell_left_out(rejected: Sequence[Rejected], *, whose: str = "gazetteer: ") -> None:
    """Name rows that a gazetteer file has lost, the first ones; nothing where none are."""
    tell_first([f"{row.name}: {row.reason}" for row in rejected], whose)


def tell_first(lines: Sequence[str], whose: str, *, more: str = "rows left out, for reasons like these") -> None:
    """Say the first of many lines, and how many more there are; ``whose`` stands before each."""
    for line in lines[:SHOWN]:
        talk(f"{whose}{line}")
    if len(lines) > SHOWN:
        talk(f"{whose}{len(lines) - SHOWN:,} more {more}")


def plural(n: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "report"), plural(0, "report")
    ('1 report', '0 reports')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
