"""A cluster of real processes reads and fuses what one process does; killing some of them loses nothing."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
pytest.importorskip("distributed")
pq = pytest.importorskip("pyarrow.parquet")
pa = pytest.importorskip("pyarrow")
CLUSTER = """
import sys
from geomap.scale.cluster import connected
if __name__ == "__main__":
    with connected(None, 2) as client:
        print(client.scheduler.address, flush=True)
        sys.stdin.read()
"""
SURVIVORS = """
import sys
from pathlib import Path
import jobs
from geomap.scale import cluster, partitions
with cluster.connected(sys.argv[1], 1) as client:
    rejected = []
    parts = [partitions.Partition(n, (Path(f"part-{n}"),)) for n in range(12)]
    args = [(n,) for n in range(12)]
    print(cluster._survivors(client, jobs.double_here_but_die_at_seven, args, parts, rejected, str, ""), rejected)
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
FIELDS = ("id", "text", "published", "outlet")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster with two worker processes."""
    script = tmp_path_factory.mktemp("cluster") / "start.py"
    script.write_text(CLUSTER)
    environment = ENVIRONMENT | {"GEOMAP_GAZETTEER": str(script.with_name("own.csv"))}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, script], env=environment, **pipes) as cluster:  # type: ignore[call-overload]
        yield cluster.stdout.readline().strip()
        cluster.communicate()


def rows(number: int) -> list[dict[str, Any]]:
    """Reports of the demo and the corpus, told again by other outlets on other days."""
    files = sorted((ROOT / "seeds").glob("2019*.txt")) + sorted((ROOT / "tests/corpus/dev/texts").glob("*.txt"))
    texts = [p.read_text("utf-8").rpartition("---\n")[2] for p in files]
    return [
        {"id": f"r{n}", "text": texts[n % len(texts)][n // 90 :], "published": f"2019-03-{1 + n * 7 % 28:02}", "outlet": f"outlet {n % 3}"}
        for n in range(number)
    ]  # fmt: skip


def write(folder: Path, number: int, size: int = 20) -> Path:
    """Write reports as partitions of several kinds, a damaged one among them, and ids that come again."""
    folder.mkdir()
    source = iter(rows(number))
    for n in range(number // size):
        some = list(islice(source, size))
        some[0]["id"] = "again"
        if n % 3 == 1:
            pq.write_table(pa.Table.from_pylist(some), folder / f"{n:03}.parquet")
        elif n % 3 == 2:
            with (folder / f"{n:03}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, FIELDS)
                writer.writeheader()
                writer.writerows(some)
        else:
            lines = [json.dumps(r, ensure_ascii=False) for r in some] + ["not json"]
            (folder / f"{n:03}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "damaged.parquet").write_bytes((folder / "001.parquet").read_bytes()[:-30])
    return folder


@pytest.fixture(autouse=True)
def small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.scale.partitions._BYTES", 1)


def run(scheduler: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(scheduler, *args), capture_output=True, text=True, check=False, cwd=ROOT, env=ENVIRONMENT
    )


def command(scheduler: str, *args: object) -> list[str]:
    small = "import geomap.scale.partitions as p; p._BYTES = 1; from geomap.cli.main import main; main()"
    return [sys.executable, "-c", small, "build", *map(str, args), "--engine", "dask", "--scheduler", scheduler]


def table(out: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table in parts, nested values as they were."""
    found = [
        row for file in sorted((out / "parquet" / name).glob("*.parquet")) for row in pq.read_table(file).to_pylist()
    ]
    for row in found:
        row.pop("geometry", None)
        for key, value in row.items():
            if isinstance(value, str) and value[:1] in ("[", "{"):
                row[key] = json.loads(value)
            elif key.startswith("date_") or key == "published":
                row[key] = value and str(value)
    return found


def by_id(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=lambda p: (p.get("id") or "", json.dumps(p, sort_keys=True, default=str)))


def bytes_of(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir() if p.is_file() and not p.name.startswith(".")}


def test_results_are_those_of_one_process(scheduler: str, geomap: Callable[..., Any], tmp_path: Path) -> None:
    reports = write(tmp_path / "in", 120)
    alone, many = tmp_path / "alone", tmp_path / "many"
    local = geomap("build", reports, "--out", alone, "--json")
    done = run(scheduler, reports, "--out", many, "--json")
    assert (local.status, done.returncode) == (0, 0), done.stderr
    assert bytes_of(alone) == bytes_of(many)
    told = json.loads(local.out)
    assert {k: v for k, v in json.loads(done.stdout).items() if k != "files"} == {
        k: v for k, v in told.items() if k != "files"
    }
    assert len(told["rejected"]) == 3  # two lines that are no JSON, and the damaged partition
    assert len(list((many / "parquet" / "reports").iterdir())) == 6
    for name in ("incidents", "movements", "mentions"):
        features = json.loads((alone / f"{name}.geojson").read_text("utf-8"))["features"]
        assert by_id(table(many, name)) == by_id([filled(f["properties"], many, name) for f in features])
    reports_read = [r["id"] for r in table(many, "reports")]
    assert reports_read == [r["id"] for r in rows(120)][:0] + sorted(set(reports_read), key=reports_read.index)
    assert len(reports_read) == told["reports"] == 120
    with (alone / "proposals.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(r["id"] for r in table(many, "proposals")) == sorted(r["id"] for r in csv.DictReader(file))
    shared = [i for i in table(many, "incidents") if len(i["reports"]) > 1]
    assert shared  # events that reports of several partitions tell
    sums = [c for c in table(many, "claims") if c["layer"] == "totals"]
    assert any(c["parts"] for c in sums)


def filled(properties: dict[str, Any], out: Path, name: str) -> dict[str, Any]:
    """Properties with all columns of the table."""
    file = next((out / "parquet" / name).glob("*.parquet"))
    columns = [c for c in pq.read_schema(file).names if c != "geometry"]
    assert set(properties) <= set(columns)
    return {c: properties.get(c) for c in columns}


def children(parent: int) -> list[int]:
    """The processes below a process that run work."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat, line = (entry / "stat").read_text(), (entry / "cmdline").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == parent and "spawn_main" in line:
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the children of a process in /proc")
def test_a_worker_killed_in_the_middle_loses_nothing(geomap: Callable[..., Any], tmp_path: Path) -> None:
    reports = write(tmp_path / "in", 160)
    alone, many = tmp_path / "alone", tmp_path / "many"
    assert geomap("build", reports, "--out", alone).status == 0
    local = [*command("", reports, "--out", many)[:-2], "--workers", "2"]
    with subprocess.Popen(local, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, text=True) as program:
        waiting(lambda: list(many.glob(".partitions/readings/*.parquet")), program)
        os.kill(children(program.pid)[0], signal.SIGKILL)
        _, said = program.communicate()
    assert program.returncode == 0, said
    assert bytes_of(alone) == bytes_of(many)
    assert len(table(many, "reports")) == 160


def test_what_was_read_before_a_stop_is_not_read_again(scheduler: str, tmp_path: Path) -> None:
    reports = write(tmp_path / "in", 160)
    out = tmp_path / "out"
    with subprocess.Popen(
        command(scheduler, reports, "--out", out, "--tables-only"), cwd=ROOT, stderr=subprocess.DEVNULL
    ) as program:
        waiting(lambda: list(out.glob(".partitions/readings/*.parquet")), program)
        program.send_signal(signal.SIGKILL)
    assert not (out / "parquet").exists()
    time.sleep(1)  # the cluster notices that its client is gone
    finished = {p: p.stat().st_mtime_ns for p in out.glob(".partitions/readings/[!.]*.parquet")}
    assert finished
    done = run(scheduler, reports, "--out", out, "--tables-only", "--json")
    assert done.returncode == 0, done.stderr
    assert {p: p.stat().st_mtime_ns for p in finished} == finished
    summary = json.loads(done.stdout)
    assert summary["reports"] == len(table(out, "reports")) == 160
    assert summary["read"] < 160
    assert not (out / "map.html").exists()
    assert json.loads(run(scheduler, reports, "--out", out, "--tables-only", "--json").stdout)["read"] == 0
    (reports / "000.jsonl").unlink()
    assert json.loads(run(scheduler, reports, "--out", out, "--tables-only", "--json").stdout)["reports"] == 140
    assert len(table(out, "reports")) == 140


def waiting(ready: Callable[[], Any], program: subprocess.Popen[Any]) -> None:
    while program.poll() is None and not ready():
        time.sleep(0.02)


def test_what_ends_every_worker_is_given_up_alone(scheduler: str) -> None:
    script = [sys.executable, "-c", SURVIVORS, scheduler]
    done = subprocess.run(script, capture_output=True, text=True, check=False, cwd=ROOT, env=ENVIRONMENT)
    found = {n: 2 * n for n in range(12) if n != 7}
    assert done.stdout.startswith(str(found)), done.stderr
    assert "part-7" in done.stdout
    assert "ended every process" in done.stdout


def test_an_address_where_nobody_is_is_named(geomap: Callable[..., Any], tmp_path: Path) -> None:
    done = run("tcp://127.0.0.1:9", ROOT / "seeds", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("geomap: tcp://127.0.0.1:9: no scheduler there")
    assert geomap("build", ROOT / "seeds", "--scheduler", "tcp://127.0.0.1:9").status == 2
