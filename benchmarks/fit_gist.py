"""Learning what the words of a sentence tell of: the weights of ``geomap/extraction/gist.npz``.

    pip install scipy
    python benchmarks/fit_gist.py tests/corpus/dev tests/corpus/quiet_dev --gazetteer SY.txt
    python benchmarks/fit_gist.py tests/corpus/dev --gazetteer SY.txt --parts 8      # how well it does that

Every sentence of the annotated reports is an example of the kinds of records that are annotated in it, and no others.
Logistic regression drawn to nought learns each kind alone. With ``--parts`` it says instead how well sentences of
reports are told that were not learnt from: reports are left out in turn by the letters that their ids begin with.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

import geomap
from geomap.evaluation import load_gold
from geomap.extraction import reader
from geomap.extraction.how_sure import gist
from geomap.model import SUB_EVENT_TYPES
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.evaluation.gold import GoldReport
    from geomap.places import Gazetteer

    Floats = NDArray[np.float64]

FREE = 2.0  # how freely weights leave nought
SHARED = 10  # characters that a sentence has in common with evidence that it belongs to
FINEST = 0.999  # of the weights lie within what a byte can say
MOST = 127


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: its report, language, words, and the kinds of records that are annotated in it."""

    report: str
    language: str
    words: tuple[str, ...]
    told: frozenset[str]


def examples(folder: Path, gazetteer: Gazetteer) -> Iterator[Example]:
    """Give the sentences of annotated reports, but for those that a fair annotator might leave out."""
    for gold in load_gold(folder):
        doc = reader.annotated(gold.report, gazetteer)
        told = list(_told(gold))
        for sentence in doc.sentences:
            first, last = sentence.first, sentence.last
            start, end = doc.tokens[first].start, doc.tokens[last - 1].end
            here = [(kind, sure) for a, b, kind, sure in told if min(b, end) - max(a, start) > SHARED]
            if not all(sure for _, sure in here):
                continue
            words = dict.fromkeys(word for i in range(first, last) if (word := gist.word_of(doc, i)))
            yield Example(gold.report.id, doc.pack.language, tuple(words), frozenset(kind for kind, _ in here))


def _told(gold: GoldReport) -> Iterator[tuple[int, int, str, bool]]:
    """Give where a report's gold tells a record of what kind, and whether nobody would leave it out."""
    for kind, records in ((None, gold.records("incidents")), (gist.MOVEMENT, gold.records("movements"))):
        for record in records:
            sure = not (record.get("optional") or record.get("vague"))
            for start, end in gold.evidence(record):
                yield start, end, kind or SUB_EVENT_TYPES[record["type"]], sure


def matrix(some: Sequence[Example]) -> sparse.csr_matrix:
    """Return the buckets of each sentence, a row each, drawn together by the root of how many there are."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for one in some:
        met = Counter(b for word in one.words for b in gist.buckets(word))
        root = max(sum(met.values()), 1) ** 0.5
        columns += met
        data += [n / root for n in met.values()]
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), (len(some), gist.BUCKETS))


def learn(some: Sequence[Example]) -> tuple[NDArray[np.uint8], Floats, Floats]:
    """Return the weights of buckets for types of events as bytes, their units, and where each type starts."""
    there = matrix(some)
    met = np.asarray((there > 0).sum(0)).ravel()
    rare = np.where(met > 0, np.log(len(some) / np.maximum(met, 1)), 0)  # what hardly any sentence has tells more
    scaled = there @ sparse.diags(rare)
    weights, units, starts = [], [], []
    for kind in gist.KINDS:
        right = np.array([1.0 if kind in one.told else -1.0 for one in some])
        *learnt, start = _fit(scaled, right)
        own = np.array(learnt) * rare
        unit = max(np.quantile(abs(own), FINEST), 1e-9) / MOST
        weights.append(np.clip(np.round(own / unit), -MOST, MOST) + 128)
        units.append(unit)
        starts.append(start)
    return np.stack(weights, 1).astype(np.uint8), np.array(units), np.array(starts)


def _fit(there: sparse.csr_matrix, right: Floats) -> Floats:
    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = right * (there @ weights[:-1] + weights[-1])
        value = float(np.logaddexp(0, -odds).sum() + (weights[:-1] ** 2).sum() / (2 * FREE))
        pull = -right / (1 + np.exp(odds))
        return value, np.append(there.T @ pull + weights[:-1] / FREE, pull.sum())

    return minimize(loss, np.zeros(there.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def write(every: Sequence[Example], path: Path) -> None:
    """Learn each language and write what was learnt."""
    arrays = {}
    for language in sorted({one.language for one in every}):
        names = language, f"{language} units", f"{language} starts"
        arrays |= dict(zip(names, learn([one for one in every if one.language == language]), strict=True))
    np.savez_compressed(path, **arrays)


def judge(every: Sequence[Example], parts: int) -> None:
    """Say how well sentences are told of reports that were not learnt from."""
    batch = {one.report: re.sub(r"\d.*", "", one.report) for one in every}
    part = {name: n % parts for n, name in enumerate(sorted(set(batch.values())))}
    for language in sorted({one.language for one in every}):
        some = [one for one in every if one.language == language]
        said = np.zeros((len(some), len(gist.KINDS)))
        for n in range(parts):
            weights, units, starts = learn([one for one in some if part[batch[one.report]] != n])
            out = [i for i, one in enumerate(some) if part[batch[one.report]] == n]
            said[out] = matrix([some[i] for i in out]) @ ((weights - 128.0) * units) + starts
        for k, kind in enumerate(gist.KINDS):
            true = np.array([kind in one.told for one in some])
            likely = said[:, k] > 0
            right = (likely & true).sum()
            print(
                f"{language} {kind}: {true.sum()} of {len(some)} sentences; "
                f"of those told likely {right / max(1, likely.sum()):.2f} are, {right / max(1, true.sum()):.2f} of all"
            )


def main() -> None:
    """Learn, or judge the learning, as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+", help="annotated reports")
    parser.add_argument("--gazetteer", type=Path, action="append", default=[])
    parser.add_argument("--parts", type=int, default=0, help="judge, with so many parts left out in turn")
    parser.add_argument("--out", type=Path, default=Path(geomap.__file__).parent / "extraction" / "gist.npz")
    given = parser.parse_args()
    gazetteer = load_gazetteer(given.gazetteer)
    every = [one for folder in given.folder for one in examples(folder, gazetteer)]
    if given.parts:
        judge(every, given.parts)
    else:
        write(every, given.out)


if __name__ == "__main__":
    main()
