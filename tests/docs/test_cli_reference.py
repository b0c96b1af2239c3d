"""The reference of the command line is what the commands say, and every command shows an example."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import click

ROOT = Path(__file__).parents[2]
MAKE = runpy.run_path(str(ROOT / "docs" / "make_cli.py"))
COMMANDS: list[tuple[str, click.Command]] = list(MAKE["commands"](MAKE["cli"]))


def test_the_reference_is_current() -> None:
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert written == MAKE["reference"](), "docs/cli.md is not what the commands say: run `make docs` and commit it"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_has_an_example_of_itself(name: str, command: click.Command) -> None:
    examples = MAKE["told"](command)[1]
    assert examples
    assert all(name in line for line in examples)


def test_help_lists_every_command() -> None:
    done = subprocess.run([sys.executable, "-m", "geomap", "--help"], capture_output=True, text=True, check=True)
    listed = {name.split()[1] for name, _ in COMMANDS}
    assert listed <= set(done.stdout.split())


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "cli.html").read_text("utf-8")
    assert "geomap build" in page
    assert not list((tmp_path / "site").rglob("*.py"))
