"""Write the reference of the command line from the commands themselves: ``python docs/make_cli.py docs/cli.md``."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# Commands

`geomap` and `python -m geomap` are the same program. Data go to stdout, talk to stderr. Exit status: 0 done, 1 the
input was wrong (one line says what, where and what to do), 2 wrong usage. `geomap --debug COMMAND` shows tracebacks.
Folders that are missing are made where something is written, and each file is written whole or not at all.

<!-- Written from the commands by `make docs`: change the commands, not this file. -->
"""
MARK = "Example: "
ONLINE = {"geomap gazetteer suggest"}  # the commands that ask a server of the web


def commands(group: click.Group, path: tuple[str, ...] = ("geomap",)) -> Iterator[tuple[str, click.Command]]:
    """Yield the full name and the command of every leaf, in the order in which help lists them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        elif command is not None:
            yield " ".join((*path, name)), command


def told(command: click.Command) -> tuple[str, list[str]]:
    """Split a command's help into its prose and its example lines; an example may run on over indented lines."""
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    prose, examples = [], []
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(MARK):
            examples += [" ".join(part.split()) for part in paragraph.split(MARK) if part.strip()]
        else:
            prose.append(paragraph)
    return "\n\n".join(prose), examples


def section(name: str, command: click.Command) -> str:
    """Return one command's part of the reference."""
    prose, examples = told(command)
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    options = [p for p in command.params if isinstance(p, click.Option)]
    rows = [row for p in options if (row := p.get_help_record(context))]
    lines = [f"## {name}", "", prose, "", f"Usage: `{name} {usage}`", ""]
    lines += ["<!-- not run: it asks a server of the web -->", ""] if name in ONLINE else []
    lines += ["```sh", *examples, "```", ""] if examples else []
    lines += ["| option | |", "|---|---|"] if rows else []
    lines += [f"| `{cell(flag)}` | {cell(text)} |" for flag, text in rows]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Return a text as it may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def reference() -> str:
    """Return the whole page."""
    return HEAD + "".join("\n" + section(name, command) for name, command in commands(cli))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), "utf-8", newline="\n")
