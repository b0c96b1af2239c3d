"""What a machine of a cluster does with a part of the reports: functions of files, each result written whole.

`scan`, `read` and `write_reports` see one partition of the reports; `sketch` and `match` bring together the claims of
the same weeks, `pick` and `write_events` those that may tell one event. Claims are numbered by partition, then in the
order of reading.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import astuple, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.dataset import freeze, layers, provenance, report_hash, thaw
from geomap.errors import ClusterError, OutputError
from geomap.export.parquet import write_part
from geomap.fusion import claims
from geomap.fusion.parts import Pair, Sketch, alike, by_day, link, order, settle, sketches, twins
from geomap.model import Claim, Fused, Incident, Layers, Parsed, Rejected, Report
from geomap.pipeline import gazetteer_files, in_its_language, parse
from geomap.reports import find_files, read_file
from geomap.scale.workers import opened
from geomap.text import path_text
from geomap.writing import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_BYTES = 2_000_000  # small files are read together up to this size
_ROWS = 500  # readings written at a time
_SHIFT = 32  # bits of a claim's number that count within its partition
EVENTS = ("incidents", "movements")
_FIELDS = ("id", "text", "published", "language", "title", "outlet", "url")  # of a report

Roots = dict[str, dict[int, int]]  # by layer: a linked claim's number, and the lowest number of its cluster


class Partition(NamedTuple):
    """Files that are read together; ``number`` is their place in the order of all."""

    number: int
    files: tuple[Path, ...]


class Scan(NamedTuple):
    """What a first look at a partition gives: a hash of its files, each report's id and file, what is no report."""

    content: str
    ids: list[tuple[str, Path]]
    rejected: list[Rejected]


class Job(NamedTuple):
    """What all tasks of a run share: where they write, the gazetteers, and what reads for whoever started the run."""

    readings: Path
    parts: Path
    gazetteers: tuple[Path, ...]
    made_with: dict[str, str]


class Share(NamedTuple):
    """A partition with the ids that differ from those in its files, by place; ``key`` names its readings."""

    partition: Partition
    ids: dict[int, str]
    key: str

    def file(self, job: Job) -> Path:
        """Where its readings are."""
        return job.readings / f"{self.key}.parquet"


class Told(NamedTuple):
    """A claim on its way to where it is settled; ``summed`` where its report also gives a sum."""

    layer: str
    number: int
    claim: Claim
    summed: bool


class Part(NamedTuple):
    """An incident of a report that gives a sum, with the id of its event; they are sorted by ``rank``."""

    partition: int
    report: str
    rank: tuple[Any, ...]
    incident: Incident
    event: str


# ---------------------------------------------------------------- reading


def cut(paths: Iterable[Path]) -> tuple[list[Partition], list[Rejected]]:
    """Return the files under the paths in partitions, a large file as one of its own, and what cannot be read."""
    groups: list[list[Path]] = []
    rejected: list[Rejected] = []
    room = 0
    for path, reason in find_files(paths):
        if reason:
            rejected.append(Rejected(path_text(path), reason))
            continue
        size = path.stat().st_size
        if size > room:
            groups.append([])
            room = _BYTES
        groups[-1].append(path)
        room -= size
    return [Partition(n, tuple(files)) for n, files in enumerate(groups)], rejected


def scan(partition: Partition) -> Scan:
    """Look a partition over without reading its texts."""
    content = blake2b(digest_size=16)
    found = Scan("", [], [])
    for path in partition.files:
        for item in read_file(path):
            if isinstance(item, Rejected):
                found.rejected.append(item)
            else:
                found.ids.append((item.id, path))
                content.update(report_hash(item).encode())
    return found._replace(content=content.hexdigest())


def share(partition: Partition, scanned: Scan, ids: dict[int, str], job: Job) -> Share:
    """Return a partition as a share of the work; readings have one name where reports, code and gazetteer are one."""
    told = json.dumps([scanned.content, sorted(ids.items()), sorted(job.made_with.items())])
    return Share(partition, ids, blake2b(told.encode(), digest_size=16).hexdigest())


def read(own: Share, job: Job) -> int:
    """Read the reports of a partition into its file of readings; return of how many anything could be read.

    Raises ClusterError on a machine that would read otherwise than the one that started the run.
    """
    import pyarrow as pa  # noqa: PLC0415 - only clusters need it
    import pyarrow.parquet as pq  # noqa: PLC0415

    here = _made_with(job.gazetteers)
    if other := [name for name, value in job.made_with.items() if here.get(name) != value]:
        raise ClusterError(
            f"a worker has other {', '.join(other)}: install the same version and files on every machine"
        )
    gazetteer = opened(job.gazetteers)
    texts = [(name, pa.date32() if name == "published" else pa.string()) for name in _FIELDS]
    schema = pa.schema([*texts, ("hash", pa.string()), ("reading", pa.binary()), ("error", pa.string())])
    with atomic(own.file(job)) as beside, pq.ParquetWriter(beside, schema, compression="zstd") as writer:
        rows: list[tuple[Any, ...]] = []
        told = 0
        for report in _reports(own):
            parsed = parse(report, gazetteer)
            told += not parsed.failed
            rows.append((*astuple(report), report_hash(report), freeze(parsed), parsed.error))
            if len(rows) == _ROWS:
                writer.write_table(_table(rows, schema))
                rows = []
        writer.write_table(_table(rows, schema))
    return told


def readings(own: Share, job: Job) -> Iterator[tuple[str, Parsed]]:
    """Yield what was read in each report of a partition, with the report's hash.

    Raises OutputError where the file is gone or is none.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    path = own.file(job)
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    report = Report(*(row[name] for name in _FIELDS))
                    parsed = thaw(report, row["reading"])
                    if parsed is None:
                        raise OutputError(f"{path}: damaged: delete it and run again")
                    yield row["hash"], replace(parsed, error=row["error"])
    except (OSError, pa.ArrowException) as error:
        raise (
            error if isinstance(error, OutputError) else OutputError(f"{path}: delete it and run again: {error}")
        ) from error


def _reports(own: Share) -> Iterator[Report]:
    found = (item for path in own.partition.files for item in read_file(path) if isinstance(item, Report))
    for n, report in enumerate(found):
        yield in_its_language(replace(report, id=own.ids[n]) if n in own.ids else report)


def _table(rows: Sequence[tuple[Any, ...]], schema: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema)


@cache
def _made_with(gazetteers: tuple[Path, ...]) -> dict[str, str]:
    return provenance(gazetteer_files(gazetteers))


# ---------------------------------------------------------------- fusion


def _numbered(own: Share, job: Job) -> tuple[dict[str, dict[int, Claim]], list[Claim]]:
    """Return the claims of a partition by layer and number, and its sums."""
    told = claims(parsed for _, parsed in readings(own, job))
    first = own.partition.number << _SHIFT
    return {name: dict(enumerate(told[name], first)) for name in EVENTS}, told["totals"]


def sketch(own: Share, job: Job, width: int) -> list[list[tuple[str, Any]]]:
    """Return, by layer, what matching needs of the claims of a partition: a list for each of ``width`` slots of weeks.

    One more list has the pairs that must be settled together.
    """
    slots: list[list[tuple[str, Any]]] = [[] for _ in range(width + 1)]
    for name, numbered in _numbered(own, job)[0].items():
        drawn = sketches(numbered)
        slots[width] += [(name, pair) for pair in twins(drawn)]
        for one in drawn:
            for slot in {week % width for week in one.weeks}:
                slots[slot].append((name, one))
    return slots


def match(slot: int, width: int, drawn: Iterable[list[tuple[str, Sketch]]]) -> dict[str, list[Pair]]:
    """Return the pairs that may be one event among the claims of a slot of weeks, by layer."""
    told = [pair for some in drawn for pair in some]
    return {name: alike((s for n, s in told if n == name), lambda week: week % width == slot) for name in EVENTS}


def partition_of(number: int) -> int:
    """Return the partition that a claim is from.

    >>> partition_of(3 << 32 | 17)
    3
    """
    return number >> _SHIFT


def slot_of(number: int, width: int, partitions: int) -> int:
    """Return where the cluster with this lowest number is settled: those of neighbouring partitions together."""
    return partition_of(number) * width // partitions


def pick(own: Share, job: Job, roots: Roots, width: int, partitions: int) -> list[list[Told]]:
    """Return the claims of a partition by the slot they are settled in."""
    slots: list[list[Told]] = [[] for _ in range(width)]
    by_layer, totals = _numbered(own, job)
    summed = {t.report.id for t in totals}
    for name, numbered in by_layer.items():
        for number, claim in numbered.items():
            slot = slot_of(roots[name].get(number, number), width, partitions)
            slots[slot].append(Told(name, number, claim, claim.report.id in summed))
    return slots


def write_events(
    slot: int, job: Job, told: Iterable[list[Told]], linked: Mapping[str, list[Pair]]
) -> tuple[Counter[str], list[Part]]:
    """Write the events of a slot as parts of the tables; return how many of what, and the incidents beside sums."""
    found: dict[str, list[Any]] = {"proposals": []}
    parts: list[Part] = []
    given = [t for some in told for t in some]
    for name in EVENTS:
        own = {t.number: t for t in given if t.layer == name}
        found[name], proposals = settle({n: t.claim for n, t in own.items()}, linked[name], name)
        found["proposals"] += proposals
        sums = {t.claim.report.id: partition_of(t.number) for t in own.values() if t.summed and name == "incidents"}
        for event in found[name]:
            for n, claim in enumerate(event.claims):
                if claim.report.id in sums and isinstance(claim.record, Incident):
                    rank = (*by_day(event), n)
                    parts.append(Part(sums[claim.report.id], claim.report.id, rank, claim.record, event.id))
    made = layers((), Fused(**{name: tuple(items) for name, items in found.items()}))
    _write(made, (*EVENTS, "claims", "proposals"), f"{slot:05}-events", job)
    counts = Counter({name: len(items) for name, items in found.items()})
    counts["unplaced"] = sum(f["geometry"] is None for f in (*made.incidents, *made.movements))
    return counts, parts


def write_reports(own: Share, job: Job, parts: Sequence[Part]) -> tuple[Counter[str], list[Rejected]]:
    """Write the mentions, the reports and the sums of a partition as parts of the tables.

    Return how many of what, and the reports of which nothing was read.
    """
    parsed = [p for _, p in readings(own, job)]
    told: dict[str, list[tuple[Incident, str]]] = {}
    for part in sorted(parts, key=lambda p: p.rank):
        told.setdefault(part.report, []).append((part.incident, part.event))
    totals = link(sorted(claims(parsed)["totals"], key=order), told)
    name = f"{own.partition.number:05}-reports"
    made = layers(parsed, Fused(totals=tuple(totals)))
    _write(made, ("mentions", "reports", "claims", "doubtful"), name, job)
    counts = Counter(m.resolution.status for p in parsed for m in p.mentions)
    failed = [Rejected(p.report.id, p.error) for p in parsed if p.failed and p.error]
    return counts + Counter(reports=len(made.reports), doubtful=len(made.doubtful)), failed


def _write(made: Layers, names: Iterable[str], part: str, job: Job) -> None:
    for name in names:
        write_part(made, name, job.parts / name / f"{part}.parquet")
