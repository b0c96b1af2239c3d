"""The road from reports to a map: joins the rooms, which do not know of each other."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GeomapError, PackError, ReportError
from geomap.extraction import read as read_report
from geomap.extraction.words.languages import detect
from geomap.memory import uncollected
from geomap.model import Gazetteer, Json, Layers, Parsed, Rejected, Report
from geomap.text import path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Reader = Callable[[Iterable[Report]], Iterable[Parsed]]  # gives one Parsed a report, in order

_log = logging.getLogger(__name__)
DEFAULT_TITLE = "Reported incidents and movements"
_PAGE = "map.html"


@dataclass(frozen=True, slots=True)
class Config:
    """What a run may be told: gazetteer files over the embedded one, the map's title and interface language."""

    gazetteers: tuple[Path, ...] = ()
    title: str = DEFAULT_TITLE
    language: str = "en"
    fresh: bool = False  # read every report again, whatever is known from an earlier run


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, in numbers; ``warnings`` are lines for the reader, ``files`` what was written.

    ``reports`` could be read, ``rejected`` could not: no report is in both, and together they are all that was given.
    Of the ``reports``, ``read`` were read in this run; the others had not changed since the one before.
    """

    reports: int
    rejected: list[Json]
    mentions: dict[str, int]
    incidents: int
    movements: int
    unplaced: int
    read: int = 0
    proposals: int = 0
    doubtful: int = 0
    warnings: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def record(self) -> Json:
        """Return a JSON object."""
        return asdict(self)


def in_its_language(report: Report) -> Report:
    """Return a report with its language, found by its words where neither its file nor its letters tell."""
    return report if report.language else replace(report, language=detect(report.text))


@uncollected()
def parse(report: Report, gazetteer: Gazetteer, *, only: str | None = None) -> Parsed:
    """Read one report; whatever goes wrong in it becomes its ``error``, so that a run goes on.

    Pure: the same report and gazetteer give the same result, in any process. Raises PackError: a mistake in a language
    pack is no fault of the report.
    """
    try:
        return read_report(report, gazetteer, only=only)
    except PackError:
        raise
    except GeomapError as error:
        return Parsed(report, error=str(error))
    except Exception as error:  # noqa: BLE001 - the one boundary: a fault of ours must not cost the other reports
        _log.exception("%s: could not be read", report.id)
        return Parsed(report, error=f"internal error in reading: {type(error).__name__}: {error}")


def collect(
    reports: Iterable[Report],
    rejected: Sequence[Rejected],
    gazetteer: Gazetteer,
    title: str,
    *,
    known: Mapping[str, bytes] | None = None,
    reader: Reader | None = None,
) -> tuple[list[Parsed], Layers]:
    """Read reports, fuse their claims and return both with the layers of the map.

    ``known`` are readings of an earlier run by the hash of their report: those reports are not read again.
    ``reader`` reads the others elsewhere, in other processes say; the default is here, one by one.
    """
    from geomap.dataset import layers, report_hash, thaw  # noqa: PLC0415 - keeps `import geomap` light
    from geomap.fusion import fuse  # noqa: PLC0415

    known = known or {}
    told: list[tuple[Report, Parsed | None]] = []
    for report in reports:
        frozen = known.get(report_hash(report)) if known else None
        told.append((report, thaw(report, frozen) if frozen else None))
    todo = (report for report, before in told if before is None)
    read = iter(reader(todo) if reader else (parse(report, gazetteer) for report in todo))
    with uncollected():  # reading makes no cycles
        parsed = [before or next(read) for _, before in told]
    failed = [Rejected(p.report.id, p.error) for p in parsed if p.failed and p.error]
    return parsed, layers(parsed, fuse(parsed), rejected=[*rejected, *failed], title=title)


def build(
    paths: Sequence[Path | str],
    out: Path,
    config: Config | None = None,
    *,
    progress: Callable[[str], None] | None = None,
    reader: Reader | None = None,
) -> Summary:
    """Read reports from files and folders and write every output into ``out``: whole, and all together.

    What ``out`` holds from an earlier run with the same version, packs and gazetteer is taken over for reports that
    have not changed; the result is the same as without.

    Raises ReportError when not one report could be read (nothing is written then), OutputError when ``out`` cannot be
    written or another run is writing there.
    """
    from geomap import store  # noqa: PLC0415
    from geomap.dataset import freeze, provenance, report_hash  # noqa: PLC0415
    from geomap.places import load_gazetteer  # noqa: PLC0415
    from geomap.reports import read_reports  # noqa: PLC0415
    from geomap.writing import exclusive, writable  # noqa: PLC0415

    config = config or Config()
    tell = progress or (lambda _: None)
    tell("reading the gazetteer")
    gazetteer = load_gazetteer(config.gazetteers)
    warnings = [f"gazetteer: {r.name}: {r.reason}" for r in gazetteer.rejected]
    tell("reading the reports")
    given, rejected = read_reports(paths)
    reports = [in_its_language(report) for report in given]
    if not reports:
        reasons = "; ".join(f"{r.name}: {r.reason}" for r in rejected[:3])
        raise ReportError(f"no report could be read: {reasons or 'no files given'}")
    with exclusive(out):
        for file in (*store.outputs(out), out / _PAGE):  # not when all has been read: that would be lost
            writable(file)
        made_with = provenance(gazetteer_files(config.gazetteers))
        known = {} if config.fresh else store.readings(out, made_with)
        new = [r for r in reports if report_hash(r) not in known]
        tell(f"reading {len(new):,} of {len(reports):,} reports")
        parsed, layers = collect(reports, rejected, gazetteer, config.title, known=known, reader=reader)
        layers.provenance.update(made_with)
        if all(p.failed for p in parsed):
            raise ReportError(f"every report failed; the first: {parsed[0].report.id}: {parsed[0].error}")
        warnings += [f"{p.report.id}: {p.error}" for p in parsed if p.error and not p.failed]
        tell("writing the outputs")
        readings = {h: known.get(h) or freeze(p) for p in parsed if not p.error for h in (report_hash(p.report),)}
        files = save(layers, out, title=config.title, language=config.language, readings=readings)
        summary = summarise(parsed, layers, warnings, files)
        return replace(summary, read=len(new) - sum(p.failed for p in parsed))  # whose readings are not kept


def save(
    layers: Layers, out: Path, *, title: str, language: str = "en", readings: Mapping[str, bytes] | None = None
) -> list[Path]:
    """Write every output into a folder and return the files: they take their names when all are complete.

    ``readings`` are kept for the next build. Raises OutputError; what was there before stays.
    """
    from geomap import store  # noqa: PLC0415
    from geomap.rendering import parts  # noqa: PLC0415
    from geomap.writing import together  # noqa: PLC0415

    page = out / _PAGE
    with together():
        written = store.save(layers, out, readings=readings)
        store.write_text(page, parts(layers, title=title, lang=language))
    return [*written, page]


def gazetteer_files(given: Iterable[Path]) -> list[Path]:
    """Return what a gazetteer is made of; of the user's own also what is compiled beside it under the same name."""
    from geomap.places import embedded_folder, user_file  # noqa: PLC0415

    own = user_file()
    return [embedded_folder(), *given, *sorted(own.parent.glob(f"{own.stem}*"))]


def summarise(parsed: Sequence[Parsed], layers: Layers, warnings: list[str], files: Iterable[Path]) -> Summary:
    """Count what a run did; resolved, ambiguous and unresolved mentions add up to all mentions found."""
    statuses = Counter(m.resolution.status for p in parsed for m in p.mentions)
    unplaced = sum(f["geometry"] is None for f in (*layers.incidents, *layers.movements))
    return Summary(
        reports=len(layers.reports),
        rejected=layers.rejected,
        mentions={s: statuses.get(s, 0) for s in ("resolved", "ambiguous", "unresolved")},
        incidents=len(layers.incidents),
        movements=len(layers.movements),
        unplaced=unplaced,
        read=len(layers.reports),
        proposals=len(layers.proposals),
        doubtful=len(layers.doubtful),
        warnings=warnings,
        files=[path_text(f) for f in files],
    )
