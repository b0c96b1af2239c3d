"""Learning what letters cost for one another, and the weights of ``matching.toml``, from GeoNames country files.

    pip install scipy
    python benchmarks/fit_letters.py --out letters.tsv SY.txt IQ.txt YE.txt LB.txt

Each file's primary names (and one Arabic name) are a gazetteer, its other names are sought in it. What the search
brings up beside the place meant, the likeliest first, are the wrong answers to learn from; a place meant that is not
among these teaches nothing, or any letter would come to stand for any other. A conditional logit (this one, that one,
or none of them) and the letters' costs are fitted together, in turn with the alignment of the spellings; costs are
drawn to those that ship. Writes the costs that are not those of the letters' sounds alone, prints the weights. Names
are drawn by a fixed seed: the same files and the same program give the same result.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geomap.places import search
from geomap.places.asking import Asked
from geomap.places.compile import in_memory
from geomap.places.directory import Names
from geomap.places.distance import SCRIPTS, all_costs, by_sound, lettered, table
from geomap.places.geonames import Dump
from geomap.places.matching import MARKS, compared, consonants, marks, weigh
from geomap.places.readings import CODES
from geomap.text import is_arabic, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Place
    from geomap.places.segment import Segment

    Floats = NDArray[np.float64]
    Letters = NDArray[np.uint8]
    Numbers = NDArray[np.intp]

BATCH = 500  # names that are sought together
MOST_LIKELY = 70  # candidates of a name that are looked at
KM = 3.0  # within which a candidate is the place meant
PULL = 40.0  # how strongly costs are drawn to those that ship
LEAST, MOST = 0.01, 2.0  # that a letter may cost
TOLD = 0.045  # a difference from the sounds' cost that is written down
STEPS = 45  # of a fit between two alignments
CHUNK = 20_000  # pairs of spellings aligned at a time
HEAD = "# Learnt by benchmarks/fit_letters.py; letters that are not listed cost what their sounds do: matching.toml."
SIZE = len(CODES) + 1
TABLES = ((0, 0), (0, 1), (1, 1))  # scripts that meet; Arabic for Latin costs what Latin for Arabic does
SPELLING = ("start", "distance", "share", "root")
INHABITANTS = "inhabitants_alike"


class Pairs(NamedTuple):
    """Candidates, a row each, those of one name together."""

    name: Numbers  # its number
    asked: Letters
    named: Letters
    ways: Numbers  # as ``distances`` takes them
    marks: Floats  # a column for each of ``marks``, and inhabitants
    right: NDArray[np.bool_]


@dataclass
class Fit:
    """What is fitted: weights by name, costs of the three tables."""

    weights: dict[str, float]
    costs: Floats


def alternates(path: Path, most: int) -> tuple[list[Place], list[tuple[str, Place]]]:
    """Return a file's places with primary names only, and other names of theirs in a fixed random order."""
    places = list(Dump(path).places())
    out = []
    for place in places:
        known = {name_key(n) for n in (place.name, place.name_ar or "")}
        for other in place.variants:
            key = name_key(other)
            letters = key.replace(" ", "")
            plain = letters.isalpha() and (letters.isascii() or is_arabic(other))
            if plain and key not in known and not other.isupper():  # codes of airports
                known.add(key)
                out.append((other, place))
    random.Random(5).shuffle(out)
    return [replace(p, variants=()) for p in places], out[:most]


def candidates(path: Path, most: int) -> Iterator[Pairs]:
    """Seek a file's other names among its primary ones, however far: the likeliest candidates."""
    places, names = alternates(path, most)
    segment = in_memory(places, name=path.name)
    for n in range(0, len(names), BATCH):
        yield sought(names[n : n + BATCH], places, segment)


def sought(names: list[tuple[str, Place]], places: list[Place], segment: Segment) -> Pairs:
    """Seek some names."""
    lat, lon, size = np.array([(0, 0, 0), *((p.lat, p.lon, np.log10(p.population + 1)) for p in places)]).T
    seen: list[tuple[Any, Any, Any]] = []

    def note(ways: Any, which: Any, rows: Any) -> Any:
        seen.append((ways.take(which), rows, found := weigh(ways, which, rows)))
        return found

    with mock.patch.multiple(search, weigh=note, _SURE=np.inf):
        search.search([Asked(name_key(n), p.country) for n, p in names], Names([segment]))
    ways, rows, found = (np.concatenate(x) for x in zip(*seen, strict=True))
    meant = np.array([(p.lat, p.lon) for _, p in names])[ways["asked"]].T
    right = np.hypot((lat[rows["place"]] - meant[0]), (lon[rows["place"]] - meant[1]) * np.cos(np.radians(meant[0])))
    right = right < KM / 111.2
    order = np.lexsort((-found["odds"], ways["asked"]))
    asked = ways["asked"][order]
    rank = np.arange(len(order)) - np.searchsorted(asked, asked)
    # the same key at another place says nothing of letters
    kept = order[(rank < MOST_LIKELY) & (right | ~found["exact"])[order]]
    ways, rows = ways[kept], rows[kept]
    letters, _, lost = compared(ways["kind"], rows)
    told = np.stack([*marks(ways, np.arange(len(ways)), rows, lost).values(), size[rows["place"]]], 1).astype(float)
    scripts = (2 * ways["arabic"] + rows["arabic"]).astype(np.intp)
    return Pairs(ways["asked"].astype(np.intp), ways["letters"], letters, scripts, told, right[kept])


def together(parts: list[Pairs]) -> Pairs:
    """Join candidates of several batches of names."""
    shift = np.cumsum([0, *(p.name.max() + 1 for p in parts)])
    numbered = [p._replace(name=p.name + n) for p, n in zip(parts, shift, strict=False)]
    return Pairs(*(np.concatenate(x) for x in zip(*numbered, strict=True)))


def aligned(pairs: Pairs, costs: Floats) -> csr_matrix:
    """Return how often each cost is paid in the cheapest alignment of each pair of spellings: pair, cost."""
    turn = pairs.ways == 2  # Arabic asked, Latin found: read the other way round
    one = np.where(turn[:, None], pairs.named, pairs.asked)
    other = np.where(turn[:, None], pairs.asked, pairs.named)
    kind = np.choose(pairs.ways, (0, 1, 1, 2))
    lengths = np.maximum((one > 0).sum(1), (other > 0).sum(1))
    order = np.argsort(lengths, kind="stable")
    paid = [_paid(n, one[n], other[n], kind[n], costs) for n in np.array_split(order, 1 + len(order) // CHUNK)]
    row, cost = (np.concatenate(x) for x in zip(*paid, strict=True))
    return csr_matrix((np.ones(len(row)), (row, cost)), shape=(len(order), costs.size))


def _paid(number: Numbers, one: Letters, other: Letters, kind: Numbers, costs: Floats) -> tuple[Numbers, Numbers]:
    a, b = (x[:, : int((x > 0).sum(1).max(initial=0))].astype(np.intp).T for x in (one, other))
    base = kind * SIZE * SIZE
    n = np.arange(len(number))
    best = np.zeros((len(a) + 1, len(b) + 1, len(n)))
    step = np.zeros(best.shape, np.int8)  # 0 one letter for another, 1 only the first spelling's, 2 only the second's
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            ways = np.full((3, len(n)), np.inf)
            if i and j:
                ways[0] = best[i - 1, j - 1] + costs.take(base + a[i - 1] * SIZE + b[j - 1])
            if i:
                ways[1] = best[i - 1, j] + costs.take(base + a[i - 1] * SIZE)
            if j:
                ways[2] = best[i, j - 1] + costs.take(base + b[j - 1])
            if i or j:
                step[i, j] = ways.argmin(0)
                best[i, j] = ways.min(0)
    i, j, out = np.full(len(n), len(a)), np.full(len(n), len(b)), []
    while len(n := n[(i[n] > 0) | (j[n] > 0)]):
        taken = step[i[n], j[n], n]
        x = np.where(taken != 2, a[i[n] - 1, n], 0)
        y = np.where(taken != 1, b[j[n] - 1, n], 0)
        out.append((number[n[x != y]], (base[n] + x * SIZE + y)[x != y]))
        i[n] -= taken != 2
        j[n] -= taken != 1
    return np.concatenate([r for r, _ in out]), np.concatenate([c for _, c in out])


def fitted(pairs: Pairs, fit: Fit, shipped: Floats) -> tuple[Fit, float]:
    """Fit weights and costs together, the alignment being what the present costs make it; and the loss a name."""
    paid = aligned(pairs, fit.costs)
    of_costs = paid.T.tocsr()
    _, starts, name = np.unique(pairs.name, return_index=True, return_inverse=True)
    right, length = pairs.right.astype(float), consonants(lettered(pairs.asked), lettered(pairs.named))
    found = np.add.reduceat(right, starts) > 0
    told = np.concatenate([np.ones((len(name), 1)), np.zeros((len(name), 3)), pairs.marks], 1)
    n = told.shape[1]

    def loss(values: Floats) -> tuple[float, Floats]:
        w, costs = values[:n], values[n:]
        apart = np.maximum(paid @ costs, 0)
        root = np.sqrt(apart / length + 1e-4)
        told[:, 1], told[:, 2], told[:, 3] = apart, apart / length, root
        odds = told @ w
        top = np.maximum(np.maximum.reduceat(odds, starts), 0)  # 0: none of them
        each, none = np.exp(odds - top[name]), np.exp(-top)
        whole = np.add.reduceat(each, starts) + none
        good = np.maximum(np.add.reduceat(each * right, starts) + np.where(found, 0, none), 1e-30)
        slope = each / whole[name] - np.where(found[name], each * right / good[name], 0)
        by_distance = slope * (w[1] + w[2] / length + w[3] / (2 * root * length))
        off = costs - shipped
        slopes = np.concatenate([told.T @ slope + 0.02 * w, of_costs @ by_distance + 2 * PULL * off])
        return float((np.log(whole) - np.log(good)).sum() + PULL * (off @ off) + 0.01 * (w @ w)), slopes

    start = np.concatenate([list(fit.weights.values()), fit.costs])
    bounds = [(None, None)] * n + [(LEAST, MOST)] * fit.costs.size
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}, bounds=bounds)
    costs = best.x[n:].reshape(len(TABLES), SIZE, SIZE)
    costs[:, range(SIZE), range(SIZE)] = 0
    return Fit(dict(zip(fit.weights, best.x[:n].tolist(), strict=True)), costs.ravel()), best.fun / len(starts)


def lines(costs: Floats) -> Iterator[str]:
    """Give the lines of ``letters.tsv``."""
    yield HEAD
    yield "script\tof the name\tletter\tin the name\tcost"
    letter = ["", *CODES]
    shape = (len(TABLES), SIZE, SIZE)
    for n, i, j in np.argwhere(abs(costs.reshape(shape) - by_sound()) > TOLD).tolist():
        asked, named = (SCRIPTS[s] for s in TABLES[n])
        yield f"{asked}\t{named}\t{letter[i]}\t{letter[j]}\t{costs.reshape(shape)[n, i, j]:.2f}"


def main() -> None:
    """Fit, write the costs, print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="country files of GeoNames")
    parser.add_argument("--out", type=Path, required=True, help="where to write letters.tsv")
    parser.add_argument("--most", type=int, default=4000, help="names taken of each file")
    parser.add_argument("--rounds", type=int, default=3, help="times the spellings are aligned anew")
    given = parser.parse_args()
    pairs = together([part for path in given.files for part in candidates(path, given.most)])
    print(f"{len(pairs.name):,} candidates of {len(np.unique(pairs.name)):,} names")
    shipped = all_costs()[[2 * a + b for a, b in TABLES]].ravel().astype(float)
    known = table()["weights"] | {INHABITANTS: table()["context"][INHABITANTS]}
    fit = Fit({name: known[name] for name in (*SPELLING, *MARKS, INHABITANTS)}, shipped)
    for n in range(given.rounds):
        fit, loss = fitted(pairs, fit, shipped)
        print(f"round {n + 1}: loss {loss:.4f} a name", {k: round(v, 2) for k, v in fit.weights.items()}, flush=True)
    given.out.write_text("\n".join(lines(fit.costs)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
