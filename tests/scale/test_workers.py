"""Many processes read what one reads; a process that dies costs nothing."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.scale import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
LINES = [
    json.dumps({"id": p.stem, "text": p.read_text("utf-8"), "published": "2019-03-04"}, ensure_ascii=False)
    for p in sorted((ROOT / "seeds").glob("2019*.txt"))
]


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return importlib.import_module("jobs")


def test_order_is_kept(jobs: Any) -> None:
    with Workers(2) as workers:
        assert list(workers.map(jobs.double, range(200), jobs.lost)) == [2 * i for i in range(200)]


def test_a_process_that_dies_is_replaced_and_its_work_done_again(jobs: Any, tmp_path: Path) -> None:
    job = partial(jobs.double_but_die_once, str(tmp_path / "died"))
    with Workers(2) as workers:
        assert list(workers.map(job, range(100), jobs.lost)) == [2 * i for i in range(100)]
    assert (tmp_path / "died").exists()


def test_an_item_that_no_process_survives_is_given_up_alone(jobs: Any) -> None:
    with Workers(2) as workers:
        results = list(workers.map(jobs.double_but_die_at_seven, range(40), jobs.lost))
    assert results == [2 * i if i != 7 else -7 for i in range(40)]


def test_parse_gives_the_same_lines_with_two_processes(geomap: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join([*LINES, "not json", "", *LINES]) + "\n", "utf-8")
    one, two = (geomap("parse", file, "--workers", n) for n in (1, 2))
    assert one.status == two.status == 0
    assert one.out == two.out
    assert len(one.out.splitlines()) == 2 * len(LINES) + 1


def test_build_writes_the_same_files_with_two_processes(geomap: Callable[..., Any], tmp_path: Path) -> None:
    for n in (1, 2):
        assert geomap("build", ROOT / "seeds", "--out", tmp_path / str(n), "--workers", n).status == 0
    one, two = ({p.name: p.read_bytes() for p in sorted((tmp_path / n).iterdir())} for n in "12")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the children of a process in /proc")
def test_a_reader_killed_from_outside_costs_no_line(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(LINES * 40) + "\n", "utf-8")
    command = [sys.executable, "-m", "geomap", "parse", str(file), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as program:
        assert program.stdout
        first = program.stdout.readline()
        os.kill(readers(program.pid)[0], signal.SIGKILL)
        rest, _ = program.communicate()
    answers = [json.loads(line) for line in (first + rest).splitlines()]
    assert [a["id"] for a in answers] == [json.loads(line)["id"] for line in LINES] * 40
    assert all(a["error"] is None for a in answers)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the children of a process in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("command", ["parse", "build"])
def test_readers_end_with_the_program_that_started_them(tmp_path: Path, command: str, how: signal.Signals) -> None:
    file = tmp_path / "reports.jsonl"
    lines = [json.loads(line) | {"id": str(n)} for n, line in enumerate(LINES * 100)]
    file.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    out = ["--out", tmp_path / "out"] if command == "build" else []
    program = subprocess.Popen(
        [sys.executable, "-m", "geomap", command, file, "--workers", "2", *out],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    try:
        started = readers(program.pid)
        time.sleep(0.5)  # so that they are at work, or about to be
        program.send_signal(how)
        assert program.wait(30) == -how
    finally:
        program.kill()
    for _ in range(400):
        left = [pid for pid in started if alive(pid)]
        if not left:
            return
        time.sleep(0.05)
    raise AssertionError(left)


def alive(pid: int) -> bool:
    """Whether a process runs: one that has ended and that nobody asks for is none."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def readers(parent: int) -> list[int]:
    """The worker processes that a program has started (not the one that only tracks resources)."""
    for _ in range(100):
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat, line = (entry / "stat").read_text(), (entry / "cmdline").read_text()
                except OSError:
                    continue
                if int(stat.rpartition(")")[2].split()[1]) == parent and "spawn_main" in line:
                    found.append(int(entry.name))
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("no readers")
