"""Annotated reports: ``texts/`` and ``gold/`` of one folder, joined by the id."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.errors import ReportError
from geomap.evaluation.agree import Spot
from geomap.model import Json, Report
from geomap.reports.files import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


_SPANS = (("mentions", "start", "end", "surface"), ("incidents", "quote_start", "quote_end", "quote"),
          ("movements", "quote_start", "quote_end", "quote"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report: what is read, and what an annotator found in it."""

    report: Report
    gold: Json
    spots: dict[str, Spot]

    def records(self, layer: str) -> list[Json]:
        """Return the annotations of a layer: mentions, incidents, movements, background, ..."""
        found: list[Json] = self.gold.get(layer) or []
        return found

    def spot(self, name: str) -> Spot:
        """Return the place that an annotation names; one that no mention locates has only its name."""
        return self.spots.get(name) or Spot(name)

    def evidence(self, record: Json) -> list[tuple[int, int]]:
        """Return where a record is told: its quote, then every sentence that tells it again."""
        spans = [(record["quote_start"], record["quote_end"])]
        for quote in record.get("restated_in") or []:
            at = self.report.text.find(quote)
            if quote and at >= 0:
                spans.append((at, at + len(quote)))
        return spans


def load_gold(folder: Path) -> list[GoldReport]:
    """Read every annotated report of a folder with ``texts/`` and ``gold/``, sorted by id; texts may lie in it too.

    Raises ReportError, naming the file, when there is none, a text is missing, or an annotation's offsets do not fit.
    """
    files = sorted((folder / "gold").glob("*.json"))
    texts = folder / "texts" if (folder / "texts").is_dir() else folder
    found = [_load(path, texts) for path in files]
    if not found:
        raise ReportError(f"{folder}: no annotated report; expected gold/ID.json and texts/ID.txt in it")
    return found


def without_gold(folder: Path, annotated: Sequence[GoldReport]) -> list[Path]:
    """Return the texts of a folder with ``texts/`` that nobody has annotated."""
    if not (folder / "texts").is_dir():
        return []
    known = {name for g in annotated for name in (g.report.id, f"{g.report.id}_{g.gold.get('language')}")}
    named = {str(g.gold.get("text_file") or "").rpartition("/")[2] for g in annotated}
    every = sorted((folder / "texts").glob("*.txt"))
    return [file for file in every if file.stem not in known and file.name not in named]


def _load(path: Path, texts: Path) -> GoldReport:
    try:
        gold = json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ReportError(f"{path}: not UTF-8") from error
    except ValueError as error:
        raise ReportError(f"{path}: not JSON: {error}") from error
    if not isinstance(gold, dict) or not isinstance(gold.get("mentions"), list):
        raise ReportError(f"{path}: no annotation: a JSON object with mentions, incidents and movements is expected")
    id_ = str(gold.get("id") or path.stem)
    file = next(_texts(gold, id_, texts), None)
    if file is None:
        raise ReportError(f"{path}: no text for {id_!r} in {texts}")
    with file.open(encoding="utf-8", newline="") as lines:
        raw = lines.read()
    text = split_front_matter(raw, name=str(file))[1]
    text = text.strip("\r\n") if text != raw else raw
    try:
        _check(path, gold, text)
        published = date.fromisoformat(gold["published"]) if gold.get("published") else None
        report = Report(id_, text, published, gold.get("language"), gold.get("title"), gold.get("outlet"))
        return GoldReport(report, gold, _spots(gold))
    except (TypeError, AttributeError, ValueError, KeyError) as error:
        if isinstance(error, ReportError):
            raise
        told = f"no key {error}" if isinstance(error, KeyError) else str(error)
        raise ReportError(f"{path}: not an annotation as tests/corpus/README.md describes them: {told}") from error


def _texts(gold: Json, id_: str, texts: Path) -> Iterator[Path]:
    """The file that the annotation names, else the one called by the id, with or without the language."""
    stems = (id_, f"{id_}_{gold.get('language')}")
    for file in sorted(texts.iterdir()) if texts.is_dir() else ():
        if file.name == str(gold.get("text_file") or "").rpartition("/")[2] or file.stem in stems:
            yield file


def _check(path: Path, gold: Json, text: str) -> None:
    for layer, start, end, quote in _SPANS:
        for n, record in enumerate(gold.get(layer) or []):
            told = record.get(quote)
            if text[record.get(start, 0) : record.get(end, 0)] != told:
                raise ReportError(f"{path}: {layer}[{n}]: {told!r} does not stand at its offsets in the text")
    for n, incident in enumerate(gold.get("incidents") or []):
        parts = incident.get("parts") or []
        if not isinstance(parts, list) or any(isinstance(v, list | dict) for part in parts for v in part.values()):
            raise ReportError(f'{path}: incidents[{n}]: "parts" must be a list of objects: {{"killed": 3}}')


def _spots(gold: Json) -> dict[str, Spot]:
    """Collect the places of a report with all their spellings; those only understood carry their own coordinates."""
    spots: dict[str, Spot] = {}
    for m in gold["mentions"]:
        name = m["gold_name_en"]
        spot = spots.get(name) or Spot(name, m.get("lat"), m.get("lon"), m.get("kind") or "", _is_sure(m))
        words = {w for w in (m.get("text") or m.get("surface"), m.get("full")) if w}
        spots[name] = spot.spelled(words)
    for record in gold.get("incidents") or []:
        name = record.get("place")
        if name:
            spot = spots.get(name) or Spot(name, record.get("place_lat"), record.get("place_lon"))
            spots[name] = spot.spelled({record["place_text"]} if record.get("place_text") else set())
    return spots


def _is_sure(mention: dict[str, Any]) -> bool:
    return bool(mention.get("coord_confidence", "sure") == "sure")
