"""What a format drops is said by name, and what it can hold comes back."""

import pyogrio
import pytest

from geomap import store
from geomap.dataset import feature
from geomap.export import lost, write
from geomap.model import Layers

TABLE = "event_date,sub_event_type,latitude,longitude,admin1,admin2,disorder_type,source\n2019-03-03,Armed clash,34,40,A,B,C,D\n"


@pytest.fixture
def data(tmp_path):
    (tmp_path / "x.csv").write_text(TABLE)
    return store.load(tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("name", "profile", "told"),
    [
        ("y.csv", "geomap", "other columns (2: admin2, disorder_type)"),
        ("y.xlsx", "geomap", "other columns (2: admin2, disorder_type)"),
        ("y.shp.zip", "geomap", "other columns (2: admin2, disorder_type)"),
        ("y.csv", "ucdp", "other columns (2: admin2, disorder_type)"),
        ("y.csv", "acled", None),
        ("y.geojson", "geomap", None),
    ],
)
def test_columns_of_the_source_that_a_format_drops_are_named(data, name, profile, told):
    line = lost(data, name, profile=profile)
    assert (told in line) if told else ("other columns" not in line)


def test_kml_keeps_where_a_quote_ends(tmp_path, data):
    (found,) = data.incidents
    write(Layers([feature(found["geometry"], found["properties"] | {"start": 5, "end": 17})]), tmp_path / "x.kml")
    frame = pyogrio.read_dataframe(tmp_path / "x.kml")
    assert [int(frame["quote_start"][0]), int(frame["quote_end"][0])] == [5, 17]
