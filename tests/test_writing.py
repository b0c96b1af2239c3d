"""Files are written by one process at a time, and nothing is left beside them."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from geomap.errors import OutputError
from geomap.writing import atomic, exclusive, locked, together

if TYPE_CHECKING:
    from pathlib import Path

PROCESSES, TIMES = 6, 30


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def _count_up(file: Path) -> None:
    for _ in range(TIMES):
        with locked(file):
            n = int(file.read_text())
            time.sleep(0.0005)  # others come here if they can
            with atomic(file) as beside:
                beside.write_text(str(n + 1))


def test_processes_that_wait_for_one_another_lose_nothing_and_leave_no_lock(tmp_path: Path) -> None:
    """The lock file is removed each time: who waited for the old one must not meet who has made a new one."""
    file = tmp_path / "n.txt"
    file.write_text("0")
    children = []
    for _ in range(PROCESSES):
        if pid := os.fork():
            children.append(pid)
            continue
        status = 1
        try:
            _count_up(file)
            status = 0
        finally:
            os._exit(status)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0] * PROCESSES
    assert file.read_text() == str(PROCESSES * TIMES)
    assert names(tmp_path) == ["n.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_what_few_may_read_stays_so(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "private.csv"
    file.write_text("old")
    file.chmod(mode)
    with atomic(file) as beside:
        beside.write_text("new")
    assert file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == mode


def test_a_folder_is_held_by_one_and_free_afterwards(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    with exclusive(out):
        assert names(out) == [".lock"]
        with pytest.raises(OutputError, match="another run is writing there"), exclusive(out):
            pass
        assert names(out) == [".lock"]  # who was refused has not taken it away
    with exclusive(out):
        pass
    assert names(out) == []


def test_a_lock_goes_with_a_run_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_a_lock_that_a_killed_process_left_holds_nobody_off(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch()
    with exclusive(tmp_path):
        pass
    assert names(tmp_path) == []


def test_files_written_together_all_take_their_names_or_none(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("old")

    def write(*texts: str) -> None:
        with together():
            for name, text in zip(("a.txt", "b.txt", "c.txt"), texts, strict=True):
                with atomic(tmp_path / name) as beside:
                    if not text:
                        raise OSError("no room")
                    beside.write_text(text)
                assert (tmp_path / "a.txt").read_text() == "old"

    with pytest.raises(OutputError, match=r"c\.txt: cannot be written: no room"):
        write("new", "new", "")
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").read_text() == "old"
    write("new", "new", "new")
    assert [file.read_text() for file in sorted(tmp_path.iterdir())] == ["new"] * 3


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "device.csv").symlink_to("/dev/null")
    before = names(tmp_path)
    for name in before:
        with (
            pytest.raises(OutputError, match=f"{name}: cannot be written: it is a folder or a device"),
            atomic(tmp_path / name),
        ):
            pass
    assert names(tmp_path) == before


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    """From one folder to another, over two links, and to what is not there yet."""
    for folder in ("shown", "kept"):
        (tmp_path / folder).mkdir()
    kept, link, far, new = (tmp_path / p for p in ("kept/a.csv", "shown/a.csv", "shown/b.csv", "shown/new.csv"))
    kept.write_text("old")
    kept.chmod(0o640)
    link.symlink_to("../kept/a.csv")
    far.symlink_to(link)
    new.symlink_to("../kept/there/new.csv")
    with pytest.raises(OutputError, match=r"new\.csv: is a link to .*, and there is no folder .*there:"), atomic(new):
        pass
    assert names(tmp_path / "kept") == ["a.csv"]
    (tmp_path / "kept" / "there").mkdir()
    for path, target in ((link, kept), (far, kept), (new, tmp_path / "kept/there/new.csv")):
        with atomic(path) as beside:
            beside.write_text(path.name)
        assert path.is_symlink()
        assert target.read_text() == path.name
    assert kept.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path / "shown") == ["a.csv", "b.csv", "new.csv"]
    assert names(tmp_path / "kept") == ["a.csv", "there"]


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_what_is_read_only_stays(tmp_path: Path, mode: int) -> None:
    """By its own name and through a link; a circle of links is told as such."""
    file, link, circle = tmp_path / "kept.csv", tmp_path / "link.csv", tmp_path / "circle.csv"
    file.write_text("old")
    file.chmod(mode)
    link.symlink_to(file)
    circle.symlink_to(circle)
    for path, told in (
        (file, "is read-only: make it"),
        (link, "is read-only: make it"),
        (circle, "a link in a circle"),
    ):
        with pytest.raises(OutputError, match=f"{path.name}: .*{told}"), atomic(path):
            pass
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("old", mode)
    assert names(tmp_path) == ["circle.csv", "kept.csv", "link.csv"]


def test_two_of_the_files_written_together_do_not_become_one(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to("a.txt")

    def write() -> None:
        with together():
            for name in ("a.txt", "b.txt"):
                with atomic(tmp_path / name) as beside:
                    beside.write_text(name)

    with pytest.raises(OutputError, match=r"b\.txt: leads to where another of these files is written"):
        write()
    assert names(tmp_path) == ["b.txt"]
