"""What holds after every test of reading."""

import pytest

from geomap.extraction.words.document import NONE_THERE


@pytest.fixture(autouse=True)
def nobody_adds_to_what_is_told_to_all_who_find_nothing():
    yield
    assert not NONE_THERE
