"""What the README and the pages of docs/ tell a reader to type works.

Blocks of shell (fenced ``sh``, or indented ones that begin with a command) run line by line in a folder that holds what
a reader would have; Python blocks run too. A comment ``<!-- not run: why -->`` before a block leaves it out.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from geomap.cli.main import cli, main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "gazetteer" / "README.md", ROOT / "seeds" / "README.md"]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
GIVEN = Path(__file__).parent / "given"
# Programs that a page may name and no test starts: they fetch, open windows or belong to others.
OTHERS = ("pip", "pipx", "git", "cd", "python", "python3", ".venv/bin/python", "sudo", "apt-get", "qgis", "xdg-open")
OTHERS += ("score_events.py", "score_fusion.py", "score_find.py", "score_geoparse.py", "dask", "npx", "npm")


@dataclass(frozen=True)
class Snippet:
    language: str
    text: str
    line: int


def snippets(page: Path) -> Iterator[Snippet]:
    skip = False
    for token in MarkdownIt().enable("table").parse(page.read_text("utf-8")):
        if token.type == "html_block":
            skip = "not run:" in token.content
        elif token.type in ("fence", "code_block"):
            language = token.info.strip() if token.type == "fence" else guess(token.content)
            if not skip and language in ("sh", "bash", "python"):
                yield Snippet(language, token.content, token.map[0] + 1)
            skip = False


def guess(text: str) -> str:
    """Tell shell and Python from data in an indented block."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if first in ("import", "from"):
        return "python"
    return "sh" if first in ("geomap", "make", "echo", *OTHERS) else ""


CASES = [(page, s) for page in PAGES for s in snippets(page)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has who followed the README: the clone's folders, reports of their own, outputs."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "gazetteer", folder / "gazetteer")
    shutil.copytree(GIVEN, folder, dirs_exist_ok=True)
    reports = folder / "my-reports"
    reports.mkdir()
    shutil.copy(ROOT / "seeds" / "2019-03-03-attacks-behind-the-line.txt", reports)
    assert run(["build", str(folder / "seeds"), "--out", str(folder / "outputs")]) == 0
    return folder


@pytest.fixture
def reader(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "reader"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(folder / "own.csv"))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    return folder


def run(args: list[str]) -> int:
    with pytest.raises(SystemExit) as done:
        main(args)
    return int(done.value.code or 0)


@pytest.mark.parametrize(("page", "snippet"), CASES, ids=[f"{p.relative_to(ROOT)}:{s.line}" for p, s in CASES])
@pytest.mark.usefixtures("reader")
def test_it_works(page: Path, snippet: Snippet) -> None:
    if snippet.language == "python":
        exec(compile(snippet.text, f"{page.name}:{snippet.line}", "exec"), {})
        return
    for line in re.sub(r"\\\n\s*", "", snippet.text).splitlines():
        command = line.partition("  #")[0].strip()
        if not command or command.startswith("#"):
            continue
        first, *rest = shlex.split(command)
        if first == "make":
            targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
            assert rest, command
            assert rest[0] in targets, command
        elif first == "geomap" and not set(command) & set("|<>;&"):
            assert run([str(Path(arg).expanduser()) if arg.startswith("~") else arg for arg in rest]) == 0, command
        elif first in ("geomap", "echo", "cat", "split"):
            done = subprocess.run(["sh", "-ec", command], capture_output=True, text=True, check=False)
            assert done.returncode == 0, (command, done.stderr)
        else:
            assert first in OTHERS, f"{page.name}:{snippet.line}: run it here, or say <!-- not run: why --> before it"


def test_the_pages_show_every_command() -> None:
    """A command that no page shows is one that no reader finds."""
    shown = " ".join(s.text for _, s in CASES)
    assert not [name for name in cli.list_commands(None) if f"geomap {name}" not in shown]  # type: ignore[arg-type]
