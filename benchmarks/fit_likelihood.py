"""Learning what speaks for a record and what against it: the weights of ``geomap/extraction/likelihood.toml``.

    pip install scipy
    python benchmarks/fit_likelihood.py read tests/corpus/dev --gazetteer SY.txt --rows rows.tsv
    python benchmarks/fit_likelihood.py fit --rows rows.tsv --out likelihood.toml

``read`` notes for each incident and movement that this version finds in annotated reports whether it is right, and the
signs around it. ``fit`` weighs the signs by logistic regression drawn to nought, says how many records right and wrong
are kept on reports that were not learnt from (whole reports left out, in turn), and writes the weights.

``first_readings.tsv`` holds what earlier versions found in reports when they read them for the first time. What a
version finds in reports whose misses have been mended would teach that hardly anything is ever wrong. What words tell
of each (``gist``) is noted there as one who had learnt from other batches of reports would say it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

import geomap
from geomap.evaluation import load_gold, score_report
from geomap.extraction import reader
from geomap.extraction.how_sure import likelihood
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Learning = Callable[[Sequence["Row"], float], dict[str, float]]

KINDS = ("incident", "movement")
LEAST = 5  # records that bear a sign that is learnt
PULL = {"incident": 12.0, "movement": 20.0}  # how strongly weights are drawn to nought
LEAST_LIKELY, BRIEF = "{ incident = 0.34, movement = 0.3, planned = 0.15 }", 2.6
OPINION = 1.0  # how strongly the weights of what words tell are
PARTS = 10  # into which reports are divided, each left out in turn
TOLD = 0.02  # a weight that is written down
BY_WORDS = [likelihood.gist_signs(part) for part in likelihood.GIST]
TOLD_BY_WORDS = {sign for words in BY_WORDS for sign, _ in words}
HEAD = """\
# What speaks for a record and what against it: log-odds by sign, the strongest first. Learnt by
# benchmarks/fit_likelihood.py; what a sign means is said in likelihood.py. Set by hand: a record less likely than
# "least" is doubtful; "brief" speaks for those of a text of few words, which tells nothing but news.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its report, incident or movement, whether it is right, its signs."""

    report: str
    kind: str
    right: bool
    signs: frozenset[str]


def readings(folder: Path, gazetteers: Sequence[Path]) -> Iterator[Row]:
    """Read annotated reports; what is neither right nor wrong teaches nothing."""
    gazetteer = load_gazetteer(gazetteers)
    for gold in load_gold(folder):
        doc, incidents, movements = reader.found(gold.report, gazetteer)
        beside = likelihood.Beside(doc, incidents)
        signs = {id(i): likelihood.incident_signs(doc, i, beside) for i in incidents}
        signs |= {id(m): likelihood.movement_signs(doc, m) for m in movements}
        told = [i for i in incidents if not i.aggregate]
        read = {"mentions": [], "incidents": [i.record() for i in told], "movements": [m.record() for m in movements]}
        outcome = {id(record): right for record, right in score_report(gold, read).judged}
        for kind, found, records in (("incident", told, read["incidents"]), ("movement", movements, read["movements"])):
            for one, record in zip(found, records, strict=True):
                if (right := outcome.get(id(record))) is not None:
                    yield Row(gold.report.id, kind, right, frozenset(signs[id(one)]))


def write(rows: Sequence[Row], path: Path) -> None:
    """Write rows, each sign as its place in the list that the first line holds."""
    names = sorted({sign for row in rows for sign in row.signs})
    number = {name: n for n, name in enumerate(names)}
    with path.open("w", encoding="utf-8") as file:
        print(";".join(names), file=file)
        for row in rows:
            signs = " ".join(str(n) for n in sorted(number[s] for s in row.signs))
            print(row.report, row.kind, "right" if row.right else "wrong", signs, sep="\t", file=file)


def load(path: Path) -> list[Row]:
    """Read rows that ``write`` wrote."""
    head, *lines = path.read_text("utf-8").splitlines()
    names = head.split(";")
    out = []
    for line in lines:
        report, kind, right, signs = line.split("\t")
        out.append(Row(report, kind, right == "right", frozenset(names[int(n)] for n in signs.split())))
    return out


def weigh(rows: Sequence[Row], pull: float) -> dict[str, float]:
    """Return the weights that explain best which rows are right."""
    met = Counter(sign for row in rows for sign in row.signs)
    names = sorted(sign for sign, n in met.items() if n >= LEAST and sign not in TOLD_BY_WORDS)
    number = {name: n for n, name in enumerate(names)}
    there = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        there[n, [number[s] for s in row.signs if s in number]] = 1
    right = np.array([1.0 if row.right else -1.0 for row in rows])
    drawn = np.array([0.0 if name == "always" else pull for name in names])

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = right * (there @ weights)
        value = float(np.logaddexp(0, -odds).sum() + (drawn * weights**2).sum() / 2)
        return value, -(there.T @ (right / (1 + np.exp(odds)))) + drawn * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, best.x.tolist(), strict=True))


def odds(row: Row, weights: dict[str, float]) -> float:
    """Return the log odds that a row is right."""
    return sum(weights.get(sign, 0.0) for sign in row.signs)


def learn(rows: Sequence[Row], pull: float) -> dict[str, float]:
    """Return weights of all signs, those of what words tell with the others.

    Only later rows have those, and what words tell is no sign among hundreds but a second opinion: the others are
    weighed alone, then the two opinions against each other.
    """
    plain = weigh(rows, pull)
    both = [(row, o) for row, o in zip(rows, unseen(rows, pull, weigh), strict=True) if TOLD_BY_WORDS & row.signs]
    if not both:
        return plain
    seen = np.array(
        [[1.0, o, *(sum(n for sign, n in words if sign in row.signs) for words in BY_WORDS)] for row, o in both]
    )
    right = np.array([1.0 if row.right else -1.0 for row, _ in both])
    drawn = np.array([0.0, 0.0, *(OPINION for _ in BY_WORDS)])

    def loss(w: Floats) -> float:
        return float(np.logaddexp(0, -right * (seen @ w)).sum() + (drawn * w**2).sum() / 2)

    start, scale, *each = minimize(loss, np.zeros(seen.shape[1])).x
    out = {sign: float(scale * weight) for sign, weight in plain.items()}
    out["always"] = out.get("always", 0.0) + float(start)
    return out | {sign: float(n * w) for words, w in zip(BY_WORDS, each, strict=True) for sign, n in words}


def unseen(rows: Sequence[Row], pull: float, learning: Learning) -> list[float]:
    """Return the log odds of each row by weights learnt from other reports."""
    reports = sorted({row.report for row in rows})
    random.Random(1).shuffle(reports)
    part = {report: n % PARTS for n, report in enumerate(reports)}
    learnt = [learning([r for r in rows if part[r.report] != n], pull) for n in range(PARTS)]
    return [odds(row, learnt[part[row.report]]) for row in rows]


def fit(rows: Sequence[Row], out: Path) -> None:
    """Learn the weights of both kinds, say what they do on reports left out, write them."""
    lines = [HEAD, f"least = {LEAST_LIKELY}", f"brief = {BRIEF}"]
    for kind in KINDS:
        some = [row for row in rows if row.kind == kind]
        chances = [1 / (1 + np.exp(-o)) for o in unseen(some, PULL[kind], learn)]
        print(f"{kind}s: {sum(r.right for r in some)} right, {sum(not r.right for r in some)} wrong")
        for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
            kept = [row.right for row, c in zip(some, chances, strict=True) if c >= least]
            print(f"  from {least}: {sum(kept)} right, {len(kept) - sum(kept)} wrong")
        for low in range(0, 10, 2):
            near = [(row.right, c) for row, c in zip(some, chances, strict=True) if low <= 10 * c < low + 2]
            said, is_ = (f"{np.mean([x[n] for x in near]):.2f}" if near else "-" for n in (1, 0))
            print(f"  {len(near)} said {said}, right {is_}")
        weights = learn(some, PULL[kind])
        lines.append(f"\n[{kind}]")
        ordered = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
        lines += [f'"{sign}" = {weight:.2f}' for sign, weight in ordered if abs(weight) >= TOLD]
    out.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Read or fit, as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("read", "fit"))
    parser.add_argument("folder", type=Path, nargs="?", help="annotated reports")
    parser.add_argument("--rows", type=Path, default=Path(__file__).with_name("first_readings.tsv"))
    parser.add_argument("--gazetteer", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=Path(geomap.__file__).parent / "extraction" / "likelihood.toml")
    given = parser.parse_args()
    if given.what == "fit":
        fit(load(given.rows), given.out)
        return
    if given.folder is None:
        parser.error("read: which folder of annotated reports?")
    known = load(given.rows) if given.rows.exists() else []
    new = list(readings(given.folder, given.gazetteer))
    again = {row.report for row in new}
    write([*(row for row in known if row.report not in again), *new], given.rows)


if __name__ == "__main__":
    main()
