"""A world of places to try size on: ``python benchmarks/make_world.py ROWS OUT.txt SY.txt IQ.txt ...``.

GeoNames publishes some 12.5 million rows (allCountries). Rows of real country files are repeated until there are as
many, each time with other ids, in another country, moved within its box, and with consonants exchanged in both scripts
alike, so that the names differ from copy to copy but stay as long, as varied and as many as real ones. The same call
gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from geomap.places.countries import load_countries

# consonants that are exchanged for one another, in Latin script and in Arabic
LATIN, ARABIC = "btjdrzsfklmnhwyg", "بتجدرزسفكلمنهويغ"
LARGE = {"US": 36, "CN": 15, "IN": 9, "MX": 8, "NO": 8, "ID": 7, "RU": 7, "IR": 6, "PK": 5, "TH": 5, "AU": 4, "BR": 4}


def letters(rng: random.Random) -> dict[int, str]:
    """Return a way to exchange consonants."""
    other = rng.sample(range(len(LATIN)), len(LATIN))
    table = {}
    for script in (LATIN, LATIN.upper(), ARABIC):
        table |= {ord(script[i]): script[j] for i, j in enumerate(other)}
    return table


def main() -> None:
    """Write the rows."""
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    wanted, target, sources = int(sys.argv[1]), Path(sys.argv[2]), [Path(a) for a in sys.argv[3:]]
    rows = [line.split("\t") for p in sources for line in p.read_text("utf-8").splitlines()]
    rng = random.Random(1)
    codes = [code for code in load_countries() for _ in range(LARGE.get(code, 1))]
    written = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        while written < wanted:
            table, code = letters(rng), rng.choice(codes)
            west, south, east, north = load_countries()[code].box
            east += 360 if east < west else 0
            lines = []
            for f in rows[: wanted - written]:
                written += 1
                names = "\t".join(f[1:4]).translate(table)
                lat, lon = rng.uniform(south, north), (rng.uniform(west, east) + 180) % 360 - 180
                rest = "\t".join(f[9:])
                lines.append(f"{written}\t{names}\t{lat:.5f}\t{lon:.5f}\t{f[6]}\t{f[7]}\t{code}\t{rest}\n")
            out.writelines(lines)


if __name__ == "__main__":
    main()
