"""The program ``geomap``: its commands, and the one place where errors become a line."""

from __future__ import annotations

import atexit
import errno
import importlib
import io
import logging
import os
import sys
from pathlib import Path
from typing import Any

import click

from geomap.cli import options
from geomap.errors import GeomapError
from geomap.memory import uncollected, walk_no_more

_COMMANDS = {
    "build": "Reports to a map and GIS files: the main job.",
    "parse": "Reports in as JSON lines, what was read out as JSON lines.",
    "find": "Look place names up in the gazetteer.",
    "gazetteer": "Add places, check files, import and export gazetteers.",
    "map": "A map from data: geomap's own, ACLED, UCDP, GDELT, CSV, GeoJSON.",
    "export": "Outputs to another format.",
    "evaluate": "Score what is read against annotated reports.",
    "compare": "Two datasets side by side: matched, only in one, counts that differ.",
    "explain": "Why a record says what it says.",
}

_UNNAMED = {  # what the system means where it names no file
    errno.ENOENT: "the folder that this was started in is gone: start it in another one",
    errno.ENOSPC: "no space left where the output goes: it is cut off; make room and run this again",
}


class _Lazy(click.Group):
    """Imports a command's module when it is asked for, so that every command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"geomap.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


class Once(logging.Filter):
    """Lets what would be said alike of every report of a file be said of the first."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is the first of its kind, or of no kind."""
        once: str = getattr(record, "once", "")
        new = once not in self._said
        self._said |= {once} if once else set()
        return new


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geomap-reports", prog_name="geomap")
@click.option("--debug", is_flag=True, help="Show tracebacks and log lines.")
def cli(*, debug: bool) -> None:
    """Read news reports about conflict and displacement, in Arabic and English, and put what they say on a map.

    Example: geomap build seeds
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Once())
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, format="%(message)s", handlers=[handler])


def _ready_streams() -> None:
    """Let a closed stream swallow what is written, and letters that a terminal has not be told by their numbers."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program runs
    sys.stderr = sys.stderr or sys.stdout
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@uncollected()  # what a command makes is data without cycles, and all of it goes when the command ends
def main(args: list[str] | None = None) -> None:
    """Run the program: exit 0 done, 1 the input was wrong, 2 wrong usage; no traceback without ``--debug``."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts threads of linear algebra that nothing here uses
    argv = sys.argv[1:] if args is None else args
    atexit.register(walk_no_more)
    _ready_streams()
    try:
        result: Any = cli.main(argv, prog_name="geomap", standalone_mode=False)
    except click.ClickException as error:
        error.show(sys.stderr)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo("geomap: stopped", err=True)
        sys.exit(1)
    except SystemExit:  # click's own, where the reader of our output is gone: nothing more to say
        sys.exit(0)
    except (GeomapError, OSError) as error:
        if "--debug" in argv:
            raise
        unnamed = error.errno if isinstance(error, OSError) and not error.filename else None
        told = _UNNAMED.get(unnamed or 0, str(error))
        options.talk(f"geomap: {' '.join(told.split())}")
        sys.exit(1)
    except Exception as error:
        if "--debug" in argv:
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        options.talk(f"geomap: a fault of geomap itself ({told}); with --debug it shows where: please report that")
        sys.exit(1)
    sys.exit(result if isinstance(result, int) else 0)
