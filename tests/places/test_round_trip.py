"""Out and in again: whatever a place may be called, no format loses any of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geomap.model import KINDS, Place
from geomap.places.exporting import FORMATS, export
from geomap.places.importing import read
from geomap.text import name_key

TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=";؛"), max_size=12)
    | st.sampled_from(["الكبر", "Deir ez-Zor", '=1+1, "quoted"', "'=x", "-x", "@x", "x,y", "x\u00a0y", "تل أبيض", "sep="])
).map(lambda t: " ".join(t.split()))  # fmt: skip
NAME = TEXT.filter(name_key)
FREE = st.none() | TEXT.filter(bool)


@st.composite
def entries(draw: st.DrawFn) -> Place:
    name, name_ar = draw(NAME), draw(st.none() | NAME)
    variants = tuple(v for v in dict.fromkeys(draw(st.lists(NAME, max_size=4))) if v not in {name, name_ar})
    lat, lon = draw(st.floats(-90, 90)), draw(st.floats(-180, 180))
    assume(lat or lon)
    return Place(
        draw(TEXT.filter(bool)), name, lat, lon, draw(st.sampled_from(KINDS)),
        name_ar, variants, None, *(draw(FREE) for _ in range(2)), draw(st.integers(1, 10**6)), *(draw(FREE) for _ in range(3)),
        draw(st.integers(0, 10**9)),
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None)
@given(places=st.lists(entries(), min_size=1, max_size=4))
def test_nothing_is_lost(form: str, places: list[Place]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"places.{form}"
        assert export(places, form, file) == len(places)
        rejected: list = []
        assert list(read(form, file, rejected)) == places
        assert rejected == []
