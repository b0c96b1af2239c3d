"""Learning how names are spelled where, ``geomap/places/habits.tsv``, from GeoNames country files.

    python benchmarks/fit_habits.py --out habits.tsv --but names.tsv SY.txt IQ.txt

Of the other names of populated places, each group of up to three letters is likelier in some parts of the map than in
others: Kurdish ones in the north of Iraq, French ones in Syria. By how much, in cells of half a degree, smoothed over
45 km, is a table of thousands of groups by hundreds of cells; what its first six singular vectors say of it is kept.
``--but``: columns gold_lat and gold_lon of places whose names are left out, as those that accuracy is measured on.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geomap.places.geonames import Dump
from geomap.places.habits import STEP, groups
from geomap.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.model import Place

LEAST = 50  # times that a group is seen
SMOOTH_KM = 45.0
UNSEEN = 100.0  # names of the whole map that count as seen in each cell
KEPT = 6  # singular vectors
NEAR = 0.01  # degrees within which a place is one that is left out
UNITS = frozenset(["governorate", "district", "subdistrict", "country"])
HEAD = (
    "# Learnt by benchmarks/fit_habits.py: countries, cells of the map by their south-west corners, groups of letters."
)
DEGREE_KM = 111.2


def left_out(path: Path | None) -> set[tuple[int, int]]:
    """Return the places whose names are left out, in hundredths of a degree."""
    if path is None:
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(round(float(r["gold_lat"]) * 100), round(float(r["gold_lon"]) * 100)) for r in rows}


def names(path: Path, but: set[tuple[int, int]]) -> Iterator[tuple[str, Place]]:
    """Give a file's other names of populated places."""
    reach = range(-round(NEAR * 100), round(NEAR * 100) + 1)
    for place in Dump(path).places():
        lat, lon = round(place.lat * 100), round(place.lon * 100)
        if place.kind not in UNITS and not any((lat + i, lon + j) in but for i in reach for j in reach):
            own = fold(place.name)  # that GeoNames spells all alike, marks or no marks
            others = (name for name in (place.name_ar, *place.variants) if name)
            yield from ((name, place) for name in dict.fromkeys(others) if fold(name) != own)


def learnt(known: Sequence[tuple[str, Place]]) -> Iterator[str]:
    """Give the lines of the table."""
    corners = [(int(p.lat // STEP), int(p.lon // STEP)) for _, p in known]
    cells = {corner: n for n, corner in enumerate(sorted(set(corners)))}
    cell = np.array([cells[corner] for corner in corners])
    seen: dict[str, list[int]] = defaultdict(list)
    for (name, _), n in zip(known, cell.tolist(), strict=True):
        for group in groups(name):
            seen[group].append(n)
    kept = sorted(group for group, where in seen.items() if len(where) >= LEAST)
    lat, lon = np.array(list(cells), float).T * STEP * DEGREE_KM
    east = (lon[:, None] - lon) * np.cos(np.radians(lat / DEGREE_KM))
    near = np.exp(-((lat[:, None] - lat) ** 2 + east**2) / (2 * SMOOTH_KM**2))
    names_there = np.bincount(cell, minlength=len(cells))
    times = np.array([len(seen[group]) for group in kept])
    share = (times / len(known))[:, None]
    there = np.stack([near @ np.bincount(seen[group], minlength=len(cells)) for group in kept])
    odds = np.log((there + UNSEEN * share) / (near @ names_there + UNSEEN) / share)
    of_groups, of_cells = np.sqrt(times)[:, None], np.sqrt(names_there + 1)
    u, s, v = np.linalg.svd(odds * of_groups * of_cells, full_matrices=False)
    where: NDArray[np.float64] = v[:KEPT] / of_cells
    size = np.sqrt((where**2).mean(1, keepdims=True))
    yield HEAD
    yield "\t".join(sorted({str(place.country) for _, place in known}))
    for (i, j), values in zip(cells, (where / size).T, strict=True):
        yield "\t".join([f"{i * STEP:g} {j * STEP:g}", *(f"{x:.2f}" for x in values)])
    yield ""
    for group, values in zip(kept, u[:, :KEPT] * s[:KEPT] / of_groups * size.T, strict=True):
        yield "\t".join([group, *(f"{x:.2f}" for x in values)])


def main() -> None:
    """Learn, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="country files of GeoNames")
    parser.add_argument("--out", type=Path, required=True, help="where to write habits.tsv")
    parser.add_argument("--but", type=Path, help="TSV of places whose names are left out")
    given = parser.parse_args()
    but = left_out(given.but)
    known = [pair for path in given.files for pair in names(path, but)]
    given.out.write_text("\n".join(learnt(known)) + "\n", "utf-8")
    print(f"{len(known):,} names")


if __name__ == "__main__":
    main()
