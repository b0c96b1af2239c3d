"""Fusion at size: seconds and memory. ``python benchmarks/bench_fusion.py [CLAIMS]``."""

from __future__ import annotations

import importlib.util
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.fusion import fuse

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent


def ucdp_like() -> ModuleType:
    """Return the maker of events of the fusion tests."""
    spec = importlib.util.spec_from_file_location("ucdp_like", ROOT / "tests" / "fusion" / "ucdp_like.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Fuse made-up claims with the habits of UCDP's, and say how long it took and how many went wrong."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = ucdp_like()
    truth = made.events(int(claims / 1.4), places=claims // 14, days=240)
    told = made.claims(truth)
    began = time.process_time()
    fused = fuse(told)
    spent = time.process_time() - began
    groups = [{int(c.record.evidence.rule) for c in e.claims} for e in fused.incidents]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(told):,} claims fused in {spent:.1f} s of one processor, peak {peak:.0f} MB")
    naive = made.wrongly_merged(truth, made.same_place_and_day(truth))
    print(f"events merged wrongly: {made.wrongly_merged(truth, groups):.1%}; by same place and day: {naive:.1%}")


if __name__ == "__main__":
    main()
