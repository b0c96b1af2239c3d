"""Rows of others at their edges: ends of movements, impossible positions, columns and cells that are not understood."""

import json

import pytest

from geomap import store
from geomap.errors import DataError
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


UTM = {"type": "Point", "coordinates": [667_500.0, 3_840_000.0]}


def collection(geometry, crs=None):
    item = {"type": "Feature", "geometry": geometry, "properties": {"place": "Hajin", "deaths": 2}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": [item]})


@pytest.mark.parametrize("ending", ["csv", "figures.csv", "geojson"])
def test_a_row_with_impossible_coordinates_is_kept_without_a_point(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    if ending == "geojson":
        path.write_text(collection({"type": "Point", "coordinates": [40, 134]}))
    else:
        head = "place,lat,lon,figure,displacement_type" if ending == "figures.csv" else "place,lat,lon,deaths,note"
        path.write_text(f"{head}\nHajin,134,40,2,\n")
    layers = store.load(path, gazetteer=Gazetteer)
    (kept,) = [*layers.incidents, *layers.movements]
    assert kept["geometry"] is None
    assert "Hajin" in str(kept["properties"])
    (told,) = layers.rejected
    assert told["reason"].endswith("kept without a point")
    assert "outside" in told["reason"]


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_metres_are_told_as_such(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text(collection(UTM) if ending == "geojson" else "lat,lon,deaths\n3840000,667500,2\n")
    (told,) = store.load(path).rejected
    assert "metres of a projected system" in told["reason"]


@pytest.mark.parametrize(
    ("crs", "why"),
    [
        ({"type": "link", "properties": {"href": "http://example.org/crs/42", "type": "proj4"}}, "only links"),
        ({"type": "name", "properties": {}}, "names no system"),
        ({"type": "name"}, "names no system"),
        ("EPSG:32637", "names no system"),
    ],
)
def test_a_crs_member_that_names_no_system_is_refused(tmp_path, crs, why):
    (tmp_path / "x.geojson").write_text(collection(UTM, crs))
    with pytest.raises(DataError, match=f"crs member {why}.*reproject"):
        store.load(tmp_path / "x.geojson")
