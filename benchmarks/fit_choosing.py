"""Learning which of the places that a sentence names is an event's: the weights of ``geomap/extraction/choosing.toml``.

    pip install scipy
    python benchmarks/fit_choosing.py tests/corpus/dev --gazetteer SY.txt --out choosing.toml

Every incident that geomap finds in annotated reports, in a sentence that names its place and others, teaches one
choice: conditional logit, drawn to nought. How often the likeliest place is the right one is said for reports that were
not learnt from (parts of them left out, in turn); with ``--test FOLDER`` also for reports of another folder.
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
from geomap.evaluation import load_gold
from geomap.evaluation.agree import touches
from geomap.extraction import reader
from geomap.extraction.how_sure import likelihood
from geomap.extraction.where import choosing
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.tagger import Tag
from geomap.model import SUB_EVENT_TYPES
from geomap.places import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.evaluation import GoldReport
    from geomap.extraction.words.document import Document, Placed
    from geomap.model import Incident, Json

    Floats = NDArray[np.float64]

LEAST = 6  # places that bear a sign that is learnt
PULL = 3.0  # how strongly weights are drawn to nought
PARTS = 6  # into which reports are divided, each left out in turn
TOLD = 0.02  # a weight that is written down
HEAD = """\
# What speaks for a place that a sentence names as the one where its event happened: log-odds by sign, the strongest
# first. Learnt by benchmarks/fit_choosing.py; what a sign means is said in choosing.py.

[sign]
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of a sentence, each by its signs, and which of them are where the event happened."""

    report: str
    places: list[frozenset[str]]
    right: list[bool]


def choices(folder: Path, gazetteers: Sequence[Path]) -> Iterator[Choice]:
    """Read annotated reports; a sentence with nothing to choose teaches nothing, nor an act told of several places."""
    gazetteer = load_gazetteer(gazetteers)
    for gold in load_gold(folder):
        doc, found, _ = reader.found(gold.report, gazetteer)
        words = Counter(_word(i) for i in found)
        for incident in found:
            told = [g for g in gold.records("incidents") if _tells(gold, g, incident)]
            happened = not incident.aggregate and incident.modality not in likelihood.NOT_HAPPENED
            if not (told and happened) or words[_word(incident)] > 1:
                continue
            first, last = (_token(doc, at) for at in _word(incident))
            tag = Tag("event", "", first, last)
            sentence = doc.sentence_of(first)
            named = literal(doc, sentence.first, sentence.last)
            right = [any(_is_at(gold, g, p) for g in told) for p in named]
            if any(right) and not all(right):
                signs = [frozenset(choosing.signs(doc, sentence, tag, p, named)) for p in named]
                yield Choice(gold.report.id, signs, right)


def _word(incident: Incident) -> tuple[int, int]:
    marks = (m[:2] for m in incident.evidence.marks if m[2] == "trigger")
    return next(marks, (incident.evidence.start, incident.evidence.end))


def _token(doc: Document, at: int) -> int:
    return next((n for n, token in enumerate(doc.tokens) if token.start >= at), len(doc.tokens))


def _tells(gold: GoldReport, g: Json, incident: Incident) -> bool:
    """Whether an annotated incident is told by the words of one that was found, and of its kind."""
    words = incident.evidence.start, incident.evidence.end
    kinds = {SUB_EVENT_TYPES.get(t) for t in (g["type"], *(g.get("type_alt") or []))}
    return incident.event_type in kinds and touches(words, gold.evidence(g)[0])


def _is_at(gold: GoldReport, g: Json, p: Placed) -> bool:
    place = p.mention.place
    where = (place.name, place.lat, place.lon) if place else (None, None, None)
    names = [n for n in (g["place"], *(g.get("place_alt") or [])) if n]
    return any(gold.spot(n).agrees(*where, p.mention.surface) for n in names)


def weigh(rows: Sequence[Choice]) -> dict[str, float]:
    """Return the weights that explain best which places are right."""
    met = Counter(sign for row in rows for place in row.places for sign in place)
    names = sorted(sign for sign, n in met.items() if n >= LEAST)
    there = [np.array([[float(n in place) for n in names] for place in row.places]) for row in rows]
    right = [np.array(row.right) for row in rows]

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = PULL * float(weights @ weights) / 2, PULL * weights
        for signs, is_right in zip(there, right, strict=True):
            odds = signs @ weights
            chance = np.exp(odds - odds.max())
            chance /= chance.sum()
            both = chance[is_right].sum() + 1e-12
            value -= float(np.log(both))
            slope = slope - signs.T @ (np.where(is_right, chance / both, 0.0) - chance)
        return value, slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, best.x.tolist(), strict=True))


def count(rows: Sequence[Choice], weights: dict[str, float]) -> int:
    """In how many sentences the likeliest place is right."""
    odds = ([sum(weights.get(sign, 0.0) for sign in place) for place in row.places] for row in rows)
    return sum(row.right[int(np.argmax(some))] for row, some in zip(rows, odds, strict=True))


def unseen(rows: Sequence[Choice]) -> int:
    """In how many sentences the likeliest place is right, by weights learnt from other reports."""
    reports = sorted({row.report for row in rows})
    random.Random(1).shuffle(reports)
    part = {report: n % PARTS for n, report in enumerate(reports)}
    parts = [[row for row in rows if part[row.report] == n] for n in range(PARTS)]
    return sum(count(some, weigh([row for row in rows if row not in some])) for some in parts)


def main() -> None:
    """Learn the weights, say how well they choose, write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="annotated reports")
    parser.add_argument("--test", type=Path, help="annotated reports that nothing is learnt from")
    parser.add_argument("--gazetteer", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=Path(geomap.__file__).parent / "extraction" / "choosing.toml")
    given = parser.parse_args()
    rows = list(choices(given.folder, given.gazetteer))
    weights = weigh(rows)
    print(f"{unseen(rows)} of {len(rows)} right in reports left out, {count(rows, weights)} in those learnt from")
    if given.test:
        others = list(choices(given.test, given.gazetteer))
        print(f"{count(others, weights)} of {len(others)} right in {given.test}")
    ordered = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    lines = [f'"{sign}" = {weight:.2f}' for sign, weight in ordered if abs(weight) >= TOLD]
    given.out.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
