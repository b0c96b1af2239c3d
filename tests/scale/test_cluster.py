"""A cluster of real processes reads and fuses what one process does; killing some of them loses nothing."""

from __future__ import annotations

import csv
import importlib
import json
import os
import signal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from geomap.dataset import layers
from geomap.errors import ClusterError, OutputError
from geomap.fusion import fuse
from geomap.model import Evidence, Incident, Parsed, Place, TimeSpan
from geomap.pipeline import Config, build
from geomap.reports import read_reports
from geomap.scale import partitions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import Client

    from geomap.model import Report
    from geomap.pipeline import Summary

ROOT = Path(__file__).parents[2]
pytest.importorskip("distributed")
pq = pytest.importorskip("pyarrow.parquet")
pa = pytest.importorskip("pyarrow")
cluster = importlib.import_module("geomap.scale.cluster")
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.timeout(900)]  # dask warns; processes start slowly
FIELDS = ("id", "text", "published", "outlet")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A cluster of two worker processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_GAZETTEER", str(tmp_path_factory.mktemp("cluster") / "own.csv"))
        with cluster.connected(None, 2) as client:
            yield client


@pytest.fixture(autouse=True)
def a_file_a_partition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_BYTES", 1)


def rows(number: int) -> list[dict[str, Any]]:
    """Eight reports of the demo and the corpus, told again by other outlets."""
    files = sorted((ROOT / "seeds").glob("2019*.txt"))[:4] + sorted((ROOT / "tests/corpus/dev/texts").glob("*.txt"))[:4]
    texts = [p.read_text("utf-8").rpartition("---\n")[2] for p in files]
    return [
        {"id": f"r{n}", "text": texts[n % len(texts)][n // 90 :], "published": f"2019-03-{1 + n * 7 % 28:02}", "outlet": f"outlet {n % 3}"}
        for n in range(number)
    ]  # fmt: skip


def write(folder: Path, number: int, size: int = 6) -> Path:
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


def counts(summary: Summary) -> dict[str, Any]:
    return {k: v for k, v in summary.record().items() if k != "files"}


def filled(properties: dict[str, Any], out: Path, name: str) -> dict[str, Any]:
    """Properties with all columns of the table."""
    file = next((out / "parquet" / name).glob("*.parquet"))
    columns = [c for c in pq.read_schema(file).names if c != "geometry"]
    assert set(properties) <= set(columns)
    return {c: properties.get(c) for c in columns}


def test_a_worker_killed_in_the_middle_changes_nothing(client: Client, tmp_path: Path) -> None:
    """Results are those of one process, byte for byte, and one worker of two is killed while they come about."""
    reports = write(tmp_path / "in", 24)
    alone, many = tmp_path / "alone", tmp_path / "many"
    local = build([reports], alone)
    victims = list(client.run(os.getpid).values())[:1]

    def kill(doing: str) -> None:
        if doing.startswith("reading: 1 of") and victims:
            os.kill(victims.pop(), signal.SIGKILL)

    done = cluster.build(client, [reports], many, progress=kill)
    assert victims == []
    assert bytes_of(alone) == bytes_of(many)
    assert counts(done) == counts(local)
    assert len(local.rejected) == 3  # two lines that are no JSON, and the damaged partition
    assert len(list((many / "parquet" / "reports").iterdir())) == 4
    for name in ("incidents", "movements", "mentions"):
        features = json.loads((alone / f"{name}.geojson").read_text("utf-8"))["features"]
        assert by_id(table(many, name)) == by_id([filled(f["properties"], many, name) for f in features])
    assert len({r["id"] for r in table(many, "reports")}) == local.reports == 24
    with (alone / "proposals.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(r["id"] for r in table(many, "proposals")) == sorted(r["id"] for r in csv.DictReader(file))
    with (alone / "doubtful.csv").open(encoding="utf-8-sig", newline="") as file:
        quotes = (r["quote"].removeprefix("'") for r in csv.DictReader(file))  # what a spreadsheet took for a formula
        assert sorted(r["quote"] for r in table(many, "doubtful")) == sorted(quotes)
    assert any(len(i["reports"]) > 1 for i in table(many, "incidents"))  # told in several partitions


class Here:
    """What stands for a client, and for a future, where the work is done at once and here."""

    def __init__(self, value: Any = None) -> None:
        self.value = value

    def submit(self, task: Callable[..., Any], *args: Any, **_: Any) -> Here:
        found = [[f.value for f in a] if isinstance(a, list) and a and isinstance(a[0], Here) else a for a in args]
        return Here(task(*(f.value if isinstance(f, Here) else f for f in found)))

    def result(self, timeout: float) -> Any:  # noqa: ARG002
        return self.value


def told(report: Report, _: object) -> Parsed:
    """Read a text like ``17 13 4`` as a sum and its parts, each in a town of its own."""
    total, *parts = (
        Incident("Attack", Evidence(w, 3 * n, 3 * n + len(w), "r", 0.9), Place(f"t{w}", f"Town {w}", 34 + int(w) / 9, 40, "village"),
                 time=TimeSpan(report.published, report.published), killed=int(w), aggregate=n == 0)
        for n, w in enumerate(report.text.split())
    )  # fmt: skip
    return Parsed(report, (), (total, *parts))


def test_sums_know_their_parts_wherever_those_are_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "parse", told)
    for n, text in enumerate(["17 13 4", "29 13 16", "16 12 4", "20 16 3 4", "99 1 2"]):
        line = {"id": f"r{n}", "text": text, "published": "2019-03-03"}
        (tmp_path / f"{n}.jsonl").write_text(json.dumps(line), "utf-8")
    cluster.run(Here(), [tmp_path], tmp_path / "out")
    reports, _ = read_reports([tmp_path / f"{n}.jsonl" for n in range(5)])
    parsed = [told(r, None) for r in reports]
    whole = layers(parsed, fuse(parsed))
    sums = [c for c in table(tmp_path / "out", "claims") if c["layer"] == "totals"]
    assert [(c["report"], c["parts"]) for c in sums] == [(t["report"], t["parts"]) for t in whole.totals]
    assert [len(c["parts"]) for c in sums] == [2, 2, 2, 2, 0]
    assert len(table(tmp_path / "out", "incidents")) == len(whole.incidents) < 11


class Stopped(Exception):  # noqa: N818
    """Somebody pressed a key."""


def test_what_was_read_before_a_stop_is_not_read_again(client: Client, tmp_path: Path) -> None:
    reports = write(tmp_path / "in", 18)
    out = tmp_path / "out"

    def stop(doing: str) -> None:
        if doing.startswith("reading: 2 of"):
            raise Stopped

    with pytest.raises(Stopped):
        cluster.build(client, [reports], out, progress=stop, whole=False)
    assert not (out / "parquet").exists()
    finished = {p: p.stat().st_mtime_ns for p in out.glob(".partitions/readings/[!.]*.parquet")}
    assert finished
    done = cluster.build(client, [reports], out, whole=False)
    assert {p: p.stat().st_mtime_ns for p in finished} == finished
    assert done.reports == len(table(out, "reports")) == 18
    assert done.read < 18
    assert not (out / "map.html").exists()
    assert cluster.build(client, [reports], out, whole=False).read == 0
    (reports / "000.jsonl").unlink()
    assert cluster.build(client, [reports], out, whole=False).reports == len(table(out, "reports")) == 12


class Deadly(Here):
    """A client on which task 7 ends its worker each time, and task 6 did so once by being near."""

    tried: ClassVar[list[int]] = []

    def submit(self, task: Callable[..., Any], *args: Any, **_: Any) -> Deadly:
        self.tried.append(args[0])
        dies = args[0] == 7 or (args[0] == 6 and self.tried.count(6) == 1)
        return Deadly(None if dies else task(*args))

    def result(self, timeout: float) -> Any:  # noqa: ARG002
        if self.value is None:
            raise importlib.import_module("distributed").KilledWorker("task", None, 1)
        return self.value


def test_what_ends_every_worker_is_given_up_alone() -> None:
    rejected: list[Any] = []
    names = [[f"{n}-a", f"{n}-b"] for n in range(12)]
    args = [(n,) for n in range(12)]
    found = cluster._survivors(Deadly(), lambda n: 2 * n + 1, args, names, rejected, str, "")
    assert found == {n: 2 * n + 1 for n in range(12) if n != 7}
    assert [(r.name, "ended every process" in r.reason) for r in rejected] == [("7-a", True), ("7-b", True)]


def test_tables_that_may_not_be_written_stay(tmp_path: Path) -> None:
    kept = tmp_path / "out" / "parquet" / "reports" / "0.parquet"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    kept.chmod(0o444)
    with pytest.raises(OutputError, match=r"0\.parquet: is read-only: make it writable"):
        cluster.build(Here(), [ROOT / "seeds"], tmp_path / "out")
    assert kept.read_text() == "mine"


def test_the_command_says_what_is_wrong(geomap: Callable[..., Any], tmp_path: Path) -> None:
    done = geomap("build", ROOT / "seeds", "--engine", "dask", "--scheduler", "nowhere", "--out", tmp_path / "out")
    assert done.status == 1
    assert done.err.splitlines()[-1].startswith("geomap: nowhere: no scheduler there")
    assert geomap("build", ROOT / "seeds", "--scheduler", "tcp://127.0.0.1:9").status == 2


def test_a_name_that_is_not_utf8_costs_no_other_report(client: Client, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", os.fsdecode("خبر.txt".encode("cp1256")), os.fsdecode(b"\xca-empty.txt")):
        text = "" if "empty" in name else "Shelling killed three civilians in Aleppo on 3 March 2019."
        (folder / name).write_text(text, "utf-8")
    summary = cluster.build(client, [folder], tmp_path / "out")
    assert summary.reports == 2
    assert [r["name"].rpartition("/")[2] for r in summary.rejected] == [r"\xca-empty.txt"]
    assert {row["id"] for row in table(tmp_path / "out", "reports")} == {"a", r"\xce\xc8\xd1"}


def test_what_is_read_and_what_is_not_are_all_that_was_given(client: Client, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    texts = {
        "english": "Shelling killed three civilians in Aleppo on 3 March 2019.",
        "turkish": "Dün akşam saatlerinde yağmur yağdı ve yollar kapandı.",
        "digits": "1234 5678",
        "empty": "",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    local = build([folder], tmp_path / "local")
    for whole, fresh in ((False, True), (True, False)):
        summary = cluster.build(client, [folder], tmp_path / "out", Config(fresh=fresh), whole=whole)
        assert (summary.reports, len(summary.rejected)) == (local.reports, len(local.rejected)) == (1, 3)
        assert summary.read == fresh
        assert [row["id"] for row in table(tmp_path / "out", "reports")] == ["english"]


def test_a_worker_that_would_read_otherwise_stops_the_run(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "provenance", lambda _: {"geomap": "0.0"})
    with pytest.raises(ClusterError, match="a worker has other geomap"):
        cluster.build(client, [ROOT / "seeds"], tmp_path / "out")


def test_the_command_builds_with_a_cluster(
    client: Client, geomap: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOMAP_GAZETTEER", "")
    address = client.scheduler.address
    done = geomap(
        "build",
        ROOT / "seeds" / "2019-03-04-cautious-advance.txt",
        "--engine",
        "dask",
        "--scheduler",
        address,
        "--out",
        tmp_path / "out",
    )
    assert done.status == 0, done.err
    assert (tmp_path / "out" / "map.html").exists()
    assert table(tmp_path / "out", "reports")[0]["id"] == "2019-03-04-cautious-advance"
