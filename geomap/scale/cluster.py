"""Reading and fusing on a dask cluster: dask schedules, moves and repeats; the work is that of `partitions`.

Everything is written below the output folder, which all machines must see under the same path.
"""

from __future__ import annotations

import operator
import shutil
from collections import Counter, defaultdict
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from geomap import pipeline
from geomap.dataset import provenance, report_hash
from geomap.errors import ClusterError, ReportError
from geomap.fusion.parts import Pair, clusters
from geomap.model import Parsed, Rejected
from geomap.pipeline import Config, Summary, gazetteer_files
from geomap.reports import name_apart
from geomap.scale import partitions as work
from geomap.text import path_text
from geomap.writing import exclusive, writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from distributed import Client, Future

    from geomap.model import Report

_WIDTH = 256  # slots that claims are spread over, at most
_RETRIES = 2  # of a task that raises
_PATIENCE = 300  # seconds without a result after which we look whether anybody works
_SETTINGS = {  # what matters comes back as results; who kills a worker is tried again by us; busy machines start slowly
    "logging": {"distributed": "critical", "distributed.client": "critical"},
    "distributed.scheduler.allowed-failures": 1,
    "distributed.deploy.lost-worker-timeout": "120s",
}
_KEPT = ".partitions"  # below the output folder: readings, for a run that goes on
TABLES = "parquet"  # below the output folder: the tables


@dataclass(frozen=True)
class Done:
    """What a cluster did; ``shares`` are the partitions that were read."""

    summary: Summary
    shares: list[work.Share]
    job: work.Job

    def reader(self, reports: Iterable[Report]) -> Iterator[Parsed]:
        """Give the readings of reports, as `geomap.pipeline.build` asks for them."""
        known = {name: parsed for own in self.shares for name, parsed in work.readings(own, self.job)}
        for report in reports:
            yield known.get(report_hash(report)) or Parsed(report, error="its partition was given up")


@contextmanager
def connected(scheduler: str | None, workers: int) -> Iterator[Client]:
    """Connect to the scheduler at an address, or start processes on this machine.

    Raises ClusterError where dask is not installed, nobody answers at the address, or the cluster breaks down.
    """
    try:
        import dask  # noqa: PLC0415 - an extra

        dask.config.set(_SETTINGS)
        from distributed import Client, KilledWorker, LocalCluster  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError("--engine dask needs dask: pip install dask distributed pyarrow") from error
    with ExitStack() as held:
        local = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
        cluster = scheduler or held.enter_context(LocalCluster(n_workers=workers, **local))
        try:
            client = held.enter_context(Client(cluster, timeout=10))
        except (OSError, ValueError) as error:
            raise ClusterError(f"{scheduler}: no scheduler there: start `dask scheduler`, check the address") from error
        try:
            yield client
        except (KilledWorker, CancelledError) as error:
            raise ClusterError("the cluster broke down; what was read is kept: run the same command again") from error


def build(
    client: Client,
    paths: Sequence[Path],
    out: Path,
    config: Config | None = None,
    *,
    progress: Callable[[str], None] | None = None,
    whole: bool = True,
) -> Summary:
    """Do what `geomap.pipeline.build` does, with the reading on a cluster, and write the tables too.

    Unless ``whole``, only the tables are written, and nothing is gathered in one process.
    """
    config = config or Config()
    tell = progress or (lambda _: None)
    done = run(client, paths, out, config.gazetteers, fresh=config.fresh, tell=tell)
    if not whole:
        return done.summary
    made = pipeline.build(paths, out, config, progress=tell, reader=done.reader)
    return replace(made, read=done.summary.read, files=[*done.summary.files, *made.files])


def run(
    client: Client,
    paths: Sequence[Path],
    out: Path,
    gazetteers: tuple[Path, ...] = (),
    *,
    fresh: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Done:
    """Read and fuse reports on a cluster and write the tables below ``out``.

    What an earlier run has read is taken over, unless ``fresh``. A partition that no machine can read is given up by
    name. The tables of an earlier run stand until the new ones are complete.

    Raises ReportError where nothing could be read, OutputError where ``out`` cannot be written.
    """
    gazetteers = tuple(p.resolve() for p in gazetteers)
    kept = out.resolve() / _KEPT
    job = work.Job(kept / "readings", kept / "tables", gazetteers, provenance(gazetteer_files(gazetteers)))
    with exclusive(out):
        for old in (out / TABLES).glob("*/*.parquet"):
            writable(old)
        for stale in (job.parts, *([job.readings] if fresh else [])):
            shutil.rmtree(stale, ignore_errors=True)
        cut, rejected = work.cut(p.resolve() for p in paths)
        names = [[path_text(file) for file in p.files] for p in cut]
        scanned = _survivors(client, work.scan, [(p,) for p in cut], names, rejected, tell, "looking over")
        shares = _shares(cut, scanned, rejected, job)
        new = [s for s in shares if not s.file(job).exists()]
        names = [_ids(s, scanned[s.partition.number]) for s in new]
        done = _survivors(client, work.read, [(s, job) for s in new], names, rejected, tell, "reading")
        given_up = {s.key for n, s in enumerate(new) if n not in done}
        shares = [s for s in shares if s.key not in given_up]
        if not shares:
            reasons = "; ".join(f"{r.name}: {r.reason}" for r in rejected[:3])
            raise ReportError(f"no report could be read: {reasons or 'no files given'}")
        tell("fusing")
        counts, failed = _fused(client, shares, job, len(cut), tell)
        if not counts["reports"]:
            raise ReportError(f"every report failed; the first: {failed[0].name}: {failed[0].reason}")
        files = _published(job.parts, out / TABLES)
        _forget(job.readings, {s.file(job) for s in shares})
    return Done(_summary(counts, [*rejected, *failed], sum(done.values()), files), shares, job)


def _survivors(
    client: Client, task: Callable[..., Any], args: list[tuple[Any, ...]], names: Sequence[Sequence[str]],
    rejected: list[Rejected], tell: Callable[[str], None], doing: str,
) -> dict[int, Any]:  # fmt: skip
    """Return the results of a task by place; what a task that fails would have read is rejected by its ``names``.

    dask gives a task up that was running when its worker died several times, also one that only stood beside the
    culprit: what was given up is tried once more, alone.
    """
    from distributed import KilledWorker  # noqa: PLC0415

    found: dict[int, Any] = {}

    def attempt(some: Iterable[int]) -> list[int]:
        """Run the task for some places; return those whose workers died."""
        futures = {n: client.submit(task, *args[n], pure=False, retries=_RETRIES) for n in some}
        killed = []
        for n, future in futures.items():
            try:
                found[n] = _result(client, future)
            except KilledWorker:
                killed.append(n)
            except ClusterError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a task raised: the other partitions go on
                rejected.extend(Rejected(name, " ".join(str(error).split())) for name in names[n])
            tell(f"{doing}: {len(found)} of {len(args)} parts")
        return killed

    for n in attempt(range(len(args))):
        if attempt([n]):
            reason = "reading it ended every process: out of memory, or killed"
            rejected.extend(Rejected(name, reason) for name in names[n])
    return dict(sorted(found.items()))


def _shares(
    cut: list[work.Partition], scanned: dict[int, work.Scan], rejected: list[Rejected], job: work.Job
) -> list[work.Share]:
    """Tell repeated ids apart as a local run does, and make each partition a share of the work."""
    seen: set[str] = set()
    shares = []
    for n, found in scanned.items():
        rejected += found.rejected
        names = [name_apart(name, path, seen) for name, path in found.ids]
        changed = {k: new for k, (new, (old, _)) in enumerate(zip(names, found.ids, strict=True)) if new != old}
        if names:
            shares.append(work.share(cut[n], found, changed, job))
    return shares


def _ids(own: work.Share, scanned: work.Scan) -> list[str]:
    """Return the ids of a share's reports, as they are told apart."""
    return [own.ids.get(k, name) for k, (name, _) in enumerate(scanned.ids)]


def _fused(
    client: Client, shares: list[work.Share], job: work.Job, partitions: int, tell: Callable[[str], None]
) -> tuple[Counter[str], list[Rejected]]:
    """Fuse what was read and write the tables; return how many of what, and the reports of which nothing was read."""
    width = min(_WIDTH, partitions)
    drawn = [client.submit(work.sketch, s, job, width, pure=False, retries=_RETRIES) for s in shares]
    matched = [client.submit(work.match, n, width, _slot(client, drawn, n), pure=False) for n in range(width)]
    twins = [p for some in _all(client, _slot(client, drawn, width)) for p in some]
    linked: work.Roots = {}
    pairs: dict[str, list[list[Pair]]] = {}
    for name, found in _by_layer(_all(client, matched)).items():
        root = linked[name] = clusters([*found, *(pair for n, pair in twins if n == name)])
        pairs[name] = [[] for _ in range(width)]
        for a, b in dict.fromkeys(found):
            pairs[name][work.slot_of(root[a], width, partitions)].append((a, b))
    del drawn, matched
    tell("settling events")
    roots = _by_partition(linked)
    picked = [
        client.submit(work.pick, s, job, roots[s.partition.number], width, partitions, pure=False, retries=_RETRIES)
        for s in shares
    ]
    ended = _all(client, [
        client.submit(
            work.write_events, n, job, _slot(client, picked, n), {k: p[n] for k, p in pairs.items()}, pure=False
        )
        for n in range(width)
    ])  # fmt: skip
    parts: dict[int, list[work.Part]] = defaultdict(list)
    for part in (p for _, some in ended for p in some):
        parts[part.partition].append(part)
    tell("writing the tables")
    told = _all(client, [
        client.submit(work.write_reports, s, job, parts[s.partition.number], pure=False, retries=_RETRIES)
        for s in shares
    ])  # fmt: skip
    return sum((c for c, _ in [*ended, *told]), Counter()), [r for _, failed in told for r in failed]


def _result(client: Client, future: Future[Any]) -> Any:
    """Wait for a result as long as somebody is there to work."""
    while True:
        try:
            return future.result(timeout=_PATIENCE)
        except TimeoutError:
            if future.status == "error":
                raise
            if not client.scheduler_info()["workers"]:
                raise ClusterError("no worker is left; what was read is kept: run the same command again") from None


def _all(client: Client, futures: Iterable[Future[Any]]) -> list[Any]:
    return [_result(client, f) for f in futures]


def _slot(client: Client, futures: list[Future[Any]], n: int) -> list[Future[Any]]:
    """Return the n-th piece of each result, so that only this piece travels."""
    return [client.submit(operator.getitem, f, n) for f in futures]


def _by_layer(matched: Iterable[dict[str, list[Pair]]]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {name: [] for name in work.EVENTS}
    for some in matched:
        for name, pairs in some.items():
            found[name] += pairs
    return found


def _by_partition(linked: work.Roots) -> dict[int, work.Roots]:
    """Return of every partition the cluster of each linked claim."""
    roots: dict[int, work.Roots] = defaultdict(lambda: {name: {} for name in work.EVENTS})
    for name, some in linked.items():
        for number, root in some.items():
            roots[work.partition_of(number)][name][number] = root
    return roots


def _published(parts: Path, target: Path) -> list[Path]:
    """Move the parts of the tables to where users look, one by one, then remove those of an earlier run."""
    new = []
    for part in sorted(parts.glob("*/[!.]*.parquet")):  # not what a worker that died left half written
        place = target / part.relative_to(parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        part.replace(place)
        new.append(place)
    for old in set(target.glob("*/*.parquet")) - set(new):
        old.unlink()
    return new


def _forget(readings: Path, used: set[Path]) -> None:
    for file in readings.glob("*.parquet"):
        if file not in used:
            file.unlink(missing_ok=True)


def _summary(counts: Counter[str], rejected: list[Rejected], read: int, files: Iterable[Path]) -> Summary:
    mentions = {s: counts[s] for s in ("resolved", "ambiguous", "unresolved")}
    refused = [asdict(r) for r in rejected]
    return Summary(
        counts["reports"], refused, mentions, counts["incidents"], counts["movements"], counts["unplaced"],
        read=read, proposals=counts["proposals"], doubtful=counts["doubtful"], files=[path_text(f) for f in files],
    )  # fmt: skip
