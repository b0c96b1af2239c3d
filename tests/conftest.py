"""What every test may ask for: the program in process, and a user's gazetteer that is never the real one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

# the sources themselves are tested; GEOMAP_PURE= in the environment tests their machine code instead
os.environ.setdefault("GEOMAP_PURE", "1")
# nor are places of the user's taken where a test file opens the gazetteer before any test begins
os.environ["GEOMAP_GAZETTEER"] = str(Path(__file__).parent / "nobodys" / "gazetteer.csv")

from geomap.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable


collect_ignore = ["fuzz/atheris_readers.py"]  # a program; it needs a package that not every Python has


class Done(NamedTuple):
    """How a command ended: exit status, what it printed as data, what it said."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def own_gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "own" / "gazetteer.csv"
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(file))
    return file


@pytest.fixture
def geomap(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    def run(*args: object) -> Done:
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in args])
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run
