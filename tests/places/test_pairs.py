"""What is weighed in C is weighed as numpy does it, to the last bit, whatever a damaged file holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places import matching
from geomap.places.asking import Asked, packed_ways
from geomap.places.postings import BLOCK, HELD, block, filed
from geomap.text import name_key

pytestmark = pytest.mark.skipif(matching.pairs is None, reason="no machine code was built")
NAMES = [
    "Tall Abyad", "Tall Abyad", "Abyad", "Ras al-Ayn", "Ayn al-Arab", "Kobani", "Upper Zab", "Lower Zab", "Zab",
    "Khirbat al-Ghazal al-Kabirah", "تل أبيض", "رأس العين", "خربة الغزال الكبيرة", "بالرقة", "الزاب الأعلى",
]  # fmt: skip


def rows_of(names):
    held = [row for n, name in enumerate(names) for _, row in filed(name_key(name), n, 0, "SY")]
    return np.concatenate([np.frombuffer(block(held[n : n + BLOCK]), HELD) for n in range(0, len(held), BLOCK)])


def ways_of(names, *, wide):
    packed, _, _ = packed_ways([Asked(name_key(name)) for name in names], range(len(names)), wide=wide)
    return np.frombuffer(packed, matching.WAY)


@pytest.mark.parametrize("wide", [False, True])
def test_every_pair_of_names_is_weighed_alike(wide, monkeypatch):
    rows, ways = rows_of(NAMES), ways_of(NAMES, wide=wide)
    numbers = np.tile(np.arange(len(rows)), len(ways))
    way = np.repeat(np.arange(len(ways)), len(rows))
    asked = ways, way, rows.take(numbers), numbers
    in_c = matching.weigh(*asked)
    monkeypatch.setattr(matching, "pairs", None)
    assert in_c.tobytes() == matching.weigh(*asked).tobytes()
    assert in_c["exact"].any() or wide
    assert in_c["generic"].any()


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=HELD.itemsize, max_size=HELD.itemsize), st.sampled_from(range(len(NAMES))))
def test_rows_of_any_bytes_are_weighed_within_the_tables(row, n):
    ways, one = ways_of(NAMES, wide=True), np.zeros(1, np.intp)
    found = matching.weigh(ways, one + n, np.frombuffer(row, HELD), one)
    assert np.isfinite(found["share"]).all()


def test_arrays_that_do_not_belong_together_are_refused():
    rows, ways, one = rows_of(["Zab"])[:1], ways_of(["Zab"], wide=False), np.zeros(1, np.intp)
    for way, numbers in ((one + len(ways), one), (one - 1, one), (np.zeros(2, np.intp), one), (one, one[:0])):
        with pytest.raises(ValueError, match="do not belong together"):
            matching.weigh(ways, way, rows, numbers)
