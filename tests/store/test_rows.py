"""Rows of others at their edges: ends of movements, impossible positions, columns and cells that are not understood."""

import pytest

from geomap import store
from geomap.model import Candidate, Place, Resolution

HAJIN = Place("hajin", "Hajin", 34.69, 40.83, "town", country="SY", admin1="Deir ez-Zor", precision_m=3000)


class Gazetteer:
    """One place by its name."""

    def resolve(self, name, **_):
        return Resolution("resolved", (Candidate(HAJIN, 1.0, "exact"),)) if name == "Hajin" else Resolution()


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("Origin", ["origin"]),
        ("Destination", ["destination"]),
        ("DESTINATION", ["destination"]),
        ("Origin and destination", ["origin", "destination"]),
        ("ORIGIN_AND_DESTINATION", ["origin", "destination"]),
        ("", ["origin"]),
        ("Origin; Destination", ["origin"]),
    ],
)
def test_idmc_locations_are_the_end_that_they_say(tmp_path, told, ends):
    header = ["figure", "displacement_type", "locations_name", "latitude", "longitude", "locations_type"]
    row = dict(zip(header, [300, "Conflict", "Hajin", 34.69, 40.83, told], strict=True))
    rows = [row, row | {"latitude": "", "longitude": ""}]
    (tmp_path / "x.csv").write_text("\n".join([",".join(header), *(",".join(map(str, r.values())) for r in rows)]))
    layers = store.load(tmp_path / "x.csv", gazetteer=Gazetteer)
    assert len(layers.movements) == 2
    for movement in layers.movements:
        properties = movement["properties"]
        assert [end for end in ("origin", "destination") if properties.get(end)] == ends
        assert all(properties[end]["name"] == "Hajin" and properties[end]["lat"] == 34.69 for end in ends)
        assert movement["geometry"] == {"type": "Point", "coordinates": [40.83, 34.69]}
        assert "origin_is" not in properties
    assert [r["name"].rsplit(" ", 1)[1] for r in layers.rejected] == (["2", "3"] if ";" in told else [])
