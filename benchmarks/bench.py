"""Every measurement of the project in one run: ``python benchmarks/bench.py [NAME...]``.

Each ``bench_NAME.py`` beside this file is a program of its own that needs no argument; GEONAMES and
GEOMAP_BENCH_GAZETTEER in the environment give some of them data that do not ship. What is left out for want of a
package is said. Figures of one run are compared with each other, since machines differ and are shared. Ratios tell more
than seconds.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them; the exit status is that of the worst."""
    found = {p.stem.removeprefix("bench_"): p for p in sorted(HERE.glob("bench_*.py"))}
    if unknown := [n for n in names if n not in found]:
        print(f"no benchmark called {', '.join(unknown)}; there are: {', '.join(found)}", file=sys.stderr)
        return 2
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    worst = 0
    for name in names or found:
        print(f"\n== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, str(found[name])], cwd=HERE.parent, check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
