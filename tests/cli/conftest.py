"""What several commands are tried on."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    from geomap import build

    out = tmp_path_factory.mktemp("outputs")
    build([SEEDS], out=out)
    return out
