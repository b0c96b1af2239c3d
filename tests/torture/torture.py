"""Kill geomap at random moments, again and again: ``python tests/torture/torture.py [TRIALS [SEED]]``.

Each trial starts a job in a process of its own over the files of an earlier run and kills it with SIGKILL, half of the
time before the n-th file operation of the interpreter, half after a random share of the time the job takes (libraries
in C write without the interpreter noticing). Afterwards every file is the old one or the new one, whole, and running
the job again leaves what an undisturbed run leaves, and nothing else.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geomap.cli.main import main as geomap

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("2019*.txt"))
FILE_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "shutil.copyfile")
ROWS = {"old": 50, "new": 600}  # of the dumps that are imported
WRITING = 25  # file operations at a job's end, when it writes: they are tried more often
IGNORED = ".lock"  # how the name of a lock file ends; it is empty, and holds only while its process lives
JOBS = {
    "build": ["build", "new", "--out", "out"],
    "import": ["gazetteer", "import", "geonames", "new/SY.tsv", "--name", "SY.tsv"],
    "add": ["gazetteer", "add", "Al-Kubar", "--lat", "35.61", "--lon", "39.95", "--kind", "village"],
    "export csv": ["export", "out", "export/events.csv"],
    "export gpkg": ["export", "out", "export/events.gpkg"],
    "export shp": ["export", "out", "export/events.shp.zip"],
    "map": ["map", "out", "--out", "export/map.html"],
}


@dataclass(frozen=True)
class Prepared:
    """A job with the folder it starts from, what it leaves undisturbed, and how long and how often it touches files."""

    name: str
    args: list[str]
    before: Path
    after: dict[str, bytes]
    seconds: float
    touches: int


def child(args: list[str], folder: Path, kill_at: int = 0) -> int:
    """Start a job in a copy of this process; with ``kill_at`` it kills itself before its n-th file operation."""
    pid = os.fork()
    if pid:
        return pid
    status = 70
    with suppress(BaseException):
        os.chdir(folder)
        os.environ["GEOMAP_GAZETTEER"] = str(folder / "own.csv")
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(null, stream)
        touched = [0]

        def watch(event: str, _: object) -> None:
            if event in FILE_EVENTS:
                touched[0] += 1
                if touched[0] == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            geomap(args)
        except SystemExit as done:
            status = int(done.code or 0)
        (folder / ".touches").write_text(str(touched[0]))
    os._exit(status)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but locks and reports."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(IGNORED))
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


def prepare(work: Path) -> list[Prepared]:
    """Make what the jobs start from, and run each once undisturbed."""
    before = work / "before"
    for name, reports in (("old", SEEDS[:1]), ("new", SEEDS[:3])):
        (before / name).mkdir(parents=True)
        for report in reports:
            shutil.copy(report, before / name)
        (before / name / "SY.tsv").write_text(dump(ROWS[name]), "utf-8")
    for args in (
        ["build", "old", "--out", "out"],
        ["gazetteer", "import", "geonames", "old/SY.tsv"],
        ["gazetteer", "add", "Tall Old", "--lat", "35.2", "--lon", "40.2"],
        *(args for name, args in JOBS.items() if name.startswith(("export", "map"))),
    ):
        run(args, before)
    (before / "export" / "events.csv").write_text("old\n")
    return [prepared(name, args, before, work) for name, args in JOBS.items()]


def dump(rows: int) -> str:
    """Return rows as a GeoNames country file has them."""
    told = "{n}\tTall {n}\tTall {n}\tتل {n},Tell {n}\t{lat}\t40.1\tP\tPPL\tSY\t\t01\t\t\t\t0\t\t\tAsia/Damascus\t2020-01-01\n"
    return "".join(told.format(n=n, lat=33 + n / rows) for n in range(rows))


def run(args: list[str], folder: Path) -> None:
    """Run a job to its end; it must succeed."""
    _, status = os.waitpid(child(args, folder), 0)
    (folder / ".touches").unlink(missing_ok=True)
    if status:
        raise AssertionError(f"geomap {' '.join(args)}: ended with {os.waitstatus_to_exitcode(status)}")


def prepared(name: str, args: list[str], before: Path, work: Path) -> Prepared:
    """Learn what a job leaves, how long it takes and how often it touches files."""
    folder = work / "trial"  # where a dump comes from is noted with its places
    shutil.copytree(before, folder)
    start = time.perf_counter()
    _, status = os.waitpid(child(args, folder), 0)
    seconds = time.perf_counter() - start
    touches = int((folder / ".touches").read_text())
    (folder / ".touches").unlink()
    after = files(folder)
    shutil.rmtree(folder)
    if status or touches < 1:
        raise AssertionError(f"geomap {' '.join(args)} failed undisturbed")
    return Prepared(name, args, before, after, seconds, touches)


def trial(job: Prepared, work: Path, dice: random.Random) -> str:
    """Kill a job once; return how it ended. Raises AssertionError where a file is neither old nor new, or is lost."""
    folder = work / "trial"
    shutil.copytree(job.before, folder)
    old = files(folder)
    by_event = dice.random() < 0.5
    first = dice.choice((1, max(1, job.touches - WRITING)))
    pid = child(job.args, folder, kill_at=dice.randint(first, job.touches) if by_event else 0)
    if not by_event:
        time.sleep(dice.random() * job.seconds)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    (folder / ".touches").unlink(missing_ok=True)
    left = files(folder)
    for name in sorted(old.keys() | job.after.keys()):
        allowed = {old.get(name), job.after.get(name)}
        assert left.get(name) in allowed, f"{job.name}: {name} is neither the old file nor the new one"
    run(job.args if left != job.after or job.name != "add" else ["find", "Al-Kubar"], folder)
    again = files(folder)
    strays = sorted(again.keys() - job.after.keys())
    assert not strays, f"{job.name}: left behind: {strays}"
    wrong = [name for name in job.after if again.get(name) != job.after[name]]
    assert not wrong, f"{job.name}: running it again left another {wrong}"
    shutil.rmtree(folder)
    return "killed" if os.WIFSIGNALED(status) else "finished first"


def torture(trials: int, seed: int) -> dict[str, int]:
    """Run the trials, the jobs in turn; return how many ended how."""
    dice = random.Random(seed)
    ends: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        jobs = prepare(Path(folder))
        for n in range(trials):
            job = jobs[n % len(jobs)]
            end = f"{job.name}: {trial(job, Path(folder), dice)}"
            ends[end] = ends.get(end, 0) + 1
    return ends


if __name__ == "__main__":
    numbers = [int(arg) for arg in sys.argv[1:]]
    count, start = (numbers + [240, random.randrange(10**6)][len(numbers) :])[:2]
    print(f"{count} trials, seed {start}", flush=True)
    for end, times in sorted(torture(count, start).items()):
        print(f"{times:5}  {end}")
