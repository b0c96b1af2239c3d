"""How fast reports are read: reports and bytes a second, beside other tools that find names.

Run with ``GEOMAP_BENCH_GAZETTEER=FOLDER`` to read over imported country files too. Others are measured where they are
installed (``pip install flashtext spacy``); they find exact names only, geomap settles what they mean as well.
Times are processor seconds of one process, except where two processes are compared by the clock.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.model import Report
from geomap.pipeline import parse
from geomap.places import load_gazetteer
from geomap.reports import parse_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.places.index import Index

ROOT = Path(__file__).parents[1]
SIZE = 3_000  # bytes of a report
SECONDS = 10.0  # most of a measurement
WARM = 100  # reports read before one is measured
EXCHANGED = 0.35  # of the names of places


def corpus(number: int, gazetteer: Index) -> list[str]:
    """Return JSON lines of different reports of about 3 kB, two of three in Arabic.

    Sentences are those of the demo and of the open corpus in a new order; a third of the places named in them are
    exchanged for others of the gazetteer, twelve a report, so that names are met that nobody has looked up yet.
    """
    dice = random.Random(1)
    texts = [
        p.read_text("utf-8")
        for p in sorted(ROOT.glob("seeds/2019*.txt")) + sorted(ROOT.glob("tests/corpus/dev/texts/c*.txt"))
    ]
    by_language: dict[bool, list[tuple[str, list[tuple[int, int]]]]] = {True: [], False: []}
    for text in texts:
        for s in (s + "." for s in text.split(".") if len(s) > 40):
            spans = [(m.start, m.end) for m in parse(Report("", s), gazetteer, only="mentions").mentions]
            by_language[any(map(arabic, s))].append((s, spans))
    names = [n for place in islice(gazetteer.places(), 0, None, 7) for n in place.names]
    pool = {True: [n for n in names if arabic(n[0])], False: [n for n in names if n[0].isascii()]}
    lines = []
    for n in range(number):
        language = n % 3 > 0
        local = dice.choices(pool[language], k=12)
        chosen: list[str] = []
        while sum(len(s.encode()) for s in chosen) < SIZE:
            sentence, spans = dice.choice(by_language[language])
            for start, end in reversed(spans):
                if dice.random() < EXCHANGED:
                    sentence = sentence[:start] + dice.choice(local) + sentence[end:]
            chosen.append(sentence)
        day = f"2019-03-{n % 28 + 1:02}"
        lines.append(json.dumps({"id": str(n), "text": " ".join(chosen), "published": day}, ensure_ascii=False))
    return lines


def arabic(letter: str) -> bool:
    """Whether a letter is Arabic."""
    return "\u0600" <= letter <= "\u06ff"


def met_before(reports: list[Report]) -> float:
    """Return the share of words that an earlier report, or the same, has had before: what remembering can save."""
    seen: set[str] = set()
    words = repeated = 0
    for report in reports:
        for word in report.text.split():
            words += 1
            repeated += word in seen
            seen.add(word)
    return repeated / words


def rate(job: Callable[[Report], object], reports: list[Report]) -> float:
    """Return reports a second of processor time, each read once after some others."""
    for report in reports[:WARM]:
        job(report)
    start, done = time.process_time(), 0
    for report in reports[WARM:]:
        job(report)
        done += 1
        if time.process_time() - start > SECONDS:
            break
    return done / (time.process_time() - start)


def names() -> list[str]:
    """Return the names of the hand-kept gazetteer, for the tools that find names."""
    out = []
    for file in sorted((ROOT / "gazetteer").glob("*.csv")):
        for row in csv.DictReader(file.read_text("utf-8").splitlines()):
            out += [row["name_en"], row["name_ar"], *row["variants"].split(";")]
    return sorted({n for n in out if n})


def others() -> dict[str, Callable[[Report], object]]:
    """Return the tools that are installed."""
    found: dict[str, Callable[[Report], object]] = {}
    try:
        from flashtext import KeywordProcessor  # noqa: PLC0415
    except ImportError:
        print("flashtext is not installed, so not compared: pip install flashtext")
    else:
        flash = KeywordProcessor()
        for name in names():
            flash.add_keyword(name)
        found["flashtext, exact names (the engine of flashgeotext)"] = lambda r: flash.extract_keywords(
            r.text, span_info=True
        )
    try:
        import spacy  # noqa: PLC0415
    except ImportError:
        print("spaCy is not installed, so not compared: pip install spacy")
    else:
        blank = spacy.blank("xx")
        ruler = blank.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "LOC", "pattern": name} for name in names()])  # type: ignore[attr-defined]
        found["spaCy blank + EntityRuler, exact names"] = lambda r: blank(r.text).ents
    return found


def clock(lines: list[str], *flags: str) -> float:
    """Return the seconds that ``geomap parse`` takes by the clock."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "geomap", "parse", file.name, *flags], stdout=subprocess.DEVNULL, check=True
        )
        return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    folder = os.environ.get("GEOMAP_BENCH_GAZETTEER")
    paths = (Path(folder),) if folder else ()
    flags = [f"--gazetteer={folder}"] if folder else []
    gazetteer = load_gazetteer(paths)
    lines = corpus(1_000, gazetteer)
    reports = [parse_line(line) for line in lines]
    size = sum(len(r.text.encode()) for r in reports) / len(reports)
    jobs: dict[str, Callable[[Report], object]] = {
        "geomap, everything": lambda r: parse(r, gazetteer).record(),
        "geomap, mentions only": lambda r: parse(r, gazetteer, only="mentions").record(),
        **others(),
    }
    base = 0.0
    print(f"reports of {size:,.0f} bytes; gazetteer: {folder or 'the embedded one'}")
    print(f"{met_before(reports[: WARM * 2]):.0%} of the words of two hundred reports have been met before")
    for name, job in jobs.items():
        found = rate(job, reports)
        base = base or found
        print(f"{name:55} {found:9,.1f} reports/s {found * size / 1e6:7.2f} MB/s {found / base:7.2f} x")
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    first = min(clock(lines[:1], *flags) for _ in range(3))
    print(f"start to the first result: {first:.2f} s")
    one, two = (clock(lines, "--workers", str(n), *flags) - first for n in (1, 2))
    print(f"two processes against one, start taken off: {one / two:.2f} x")


if __name__ == "__main__":
    main()
