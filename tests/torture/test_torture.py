"""What was written stays whole: killed jobs, a full disk, a folder that cannot be written, two runs at once."""

from __future__ import annotations

import fcntl
import os
import random
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "seeds" / "2019-03-03-attacks-behind-the-line.txt"


def test_a_dozen_killed_jobs_leave_every_file_old_or_new() -> None:
    # In a process of its own: trials fork, and one with a browser's or a database's threads must not.
    command = [sys.executable, str(Path(__file__).parent / "torture.py"), "12", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "killed" in done.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if not mount or os.geteuid() or subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False
    ).returncode:  # fmt: skip
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.stat().st_size}


def test_a_full_disk_leaves_the_old_files(geomap: Callable[..., Any], small_disk: Path) -> None:
    out = small_disk / "out"
    assert geomap("build", REPORT, "--out", out).status == 0
    before = contents(out)
    for room in (8_192, 60_000, 250_000, 500_000):  # for none of the files, for some of them, for all but the map
        (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - room))
        done = geomap("build", REPORT, ROOT / "seeds", "--out", out)
        assert done.status == 1
        assert done.err.splitlines()[-1].startswith("geomap: ")
        assert "No space left" in done.err or "disk is full" in done.err
        assert contents(out) == before
        (small_disk / "filler").unlink()
    assert geomap("build", REPORT, "--out", out).status == 0


def test_a_disk_that_is_read_only_is_named(geomap: Callable[..., Any], small_disk: Path) -> None:
    out = small_disk / "out"
    assert geomap("build", REPORT, "--out", out).status == 0
    before = contents(out)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for args in (
        ("build", REPORT, "--out", out),
        ("export", out, out / "new.csv"),
        ("map", out, "--out", out / "m.html"),
    ):
        done = geomap(*args)
        assert done.status == 1
        assert "Read-only" in done.err
        assert str(out) in done.err
    assert contents(out) == before


def test_two_builds_into_one_folder(geomap: Callable[..., Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert geomap("build", REPORT, "--out", out).status == 0
    before = contents(out)
    with (out / ".lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = geomap("build", ROOT / "seeds", "--out", out)
    assert done.status == 1
    assert "another run is writing there" in done.err
    assert contents(out) == before
    # The lock file is still there, its holder is not, as after a kill: that keeps nobody out.
    assert (out / ".lock").exists()
    assert geomap("build", ROOT / "seeds", "--out", out).status == 0
    assert not [f.name for f in out.iterdir() if f.name.startswith(".")]


def test_what_a_dead_run_left_half_written_is_cleared(geomap: Callable[..., Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    stray, mine = out / f".{dead.pid}-map.html", out / f".{os.getppid()}-map.html"
    for file in (stray, mine):
        file.write_text("half")
    assert geomap("build", REPORT, "--out", out).status == 0
    assert not stray.exists()
    assert mine.exists()  # its process lives


def test_the_trial_sees_a_file_written_in_place(tmp_path: Path) -> None:
    """The script would notice: an output that is neither old nor new fails a trial."""
    script = runpy.run_path(str(Path(__file__).parent / "torture.py"))
    before = tmp_path / "before"
    before.mkdir()
    (before / "own.csv").write_text("old")
    job = script["Prepared"]("map", ["--version"], before, {"own.csv": b"new"}, 1.0, 3)
    with pytest.raises(AssertionError, match="running it again left another"):
        script["trial"](job, tmp_path, random.Random(1))
