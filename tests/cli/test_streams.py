"""The program among others: streams that are closed, full or cut off, odd encodings, being stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

GEOMAP = (sys.executable, "-P", "-m", "geomap")
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    Path("ok.txt").write_text("Shelling hit Aleppo on Friday.\n")
    Path("many.jsonl").write_text('{"text": "Shelling hit Aleppo on Friday, killing three."}\n' * 400)


def run(line, **env):
    """Run a line of the shell, in which GEOMAP is the program."""
    command = line.replace("GEOMAP", " ".join(GEOMAP))
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], check=False, capture_output=True, env=os.environ | env
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("GEOMAP parse <&-", "geomap: standard input is closed: name a file, or send something in through a pipe"),
        ("GEOMAP find --batch - <&-", "geomap: standard input is closed: name a file, or send something in through"),
        ("GEOMAP find Aleppo > /dev/full", "geomap: no space left where the output goes: it is cut off"),
        ("mkdir gone; cd gone; rmdir ../gone; GEOMAP build ../ok.txt --out out", "geomap: the folder that this was"),
    ],
)
def test_a_stream_or_folder_that_is_not_there_is_one_line(line, told):
    done = run(line)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(told)
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("line", ["GEOMAP parse many.jsonl | head -1", "GEOMAP find Aleppo | true", "GEOMAP -h | true"])
def test_who_has_read_enough_ends_it_in_peace(line):
    done = run(line)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_streams_swallow_what_is_written():
    assert run("GEOMAP parse many.jsonl >&-").returncode == 0
    assert run("GEOMAP find Aleppo 2>&-").stdout.startswith(b"Aleppo")


def test_letters_that_a_terminal_has_not_are_told_by_their_numbers():
    done = run("GEOMAP find \u062d\u0644\u0628 --limit 1", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stdout[:20]) == (0, rb"\u062d\u0644\u0628: ")
    report = b'{"text": "Shelling hit Aleppo."}'
    done = subprocess.run(
        [*GEOMAP, "parse"],
        input=report,
        check=False,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert rb'"name_ar":"\u062d\u0644\u0628"' in done.stdout  # still JSON


def test_a_file_whose_name_is_no_utf_8_is_read(geomap):
    Path(os.fsdecode(b"caf\xe9.txt")).write_text("Shelling hit Aleppo on Friday.\n")
    done = geomap("build", os.fsdecode(b"caf\xe9.txt"), "--out", "out")
    assert (done.status, "1 incident" in done.err) == (0, True)
    assert r'"caf\\xe9"' in Path("out/incidents.geojson").read_text("utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_stops_all_processes_with_a_line(workers):
    Path("reports").mkdir()
    for n in range(300):  # more than are read before they are stopped
        Path(f"reports/{n}.txt").write_text("Shelling hit Aleppo on Friday, killing three.\n\n" * 900)
    command = [*GEOMAP, "build", "reports", "--out", "out", "--workers", str(workers)]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # tests in the background may be deaf to it
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heard) as build:  # noqa: PLW1509
        while not Path("out").exists() and build.poll() is None:
            time.sleep(0.05)
        time.sleep(1)  # at work
        os.killpg(build.pid, signal.SIGINT)  # as a terminal does
        told = build.stderr.read().decode()
    assert (build.returncode, told.strip()) == (1, "geomap: stopped")
    assert not Path("out/map.html").exists()
