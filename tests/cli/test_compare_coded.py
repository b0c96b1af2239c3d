"""The demo reports against rows as a coder of ACLED's would write them for the same weeks, controls among them."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODED = ROOT / "tests" / "cases" / "coded_baghuz.csv"
SURE = {"SYR9", "SYR10", "SYR11", "SYR12", "SYR13"}  # single acts of a place and day, told plainly
CONTROLS = {"SYR21", "SYR22", "SYR23"}  # nearby, earlier and elsewhere; in no report


def test_what_coders_have_is_found(geomap, tmp_path):
    assert geomap("build", ROOT / "seeds", "--out", tmp_path).status == 0
    done = geomap("compare", tmp_path, CODED, "--json")
    assert done.status == 0, done.err
    pairs = json.loads(done.out)["pairs"]
    coded = {
        status: {p["b"] for p in pairs if p["status"] == status} for status in ("matched", "possibly same", "only B")
    }
    assert sum(map(len, coded.values())) == 23
    assert coded["matched"] >= SURE
    assert coded["only B"] >= CONTROLS
    assert len(coded["matched"]) >= 13  # of 20
    for pair in (p for p in pairs if p["b"] in SURE):
        assert (pair["km"] < 1, pair["days"], pair["differs"]) == (True, 0, "")
        # a commander shot from a motorcycle is a clash for some coders, an attack for others
        assert pair["a_type"] == pair["b_type"] or {pair["a_type"], pair["b_type"]} == {"Attack", "Armed clash"}
