"""Records on their way into the page."""

from __future__ import annotations

import base64
import json
import math
import zlib
from datetime import date

import numpy as np
import pytest

from geomap.model import Layers
from geomap.rendering.payload import bounds, pack, payload


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def incidents(*features: dict[str, object]) -> list[dict[str, object]]:
    return payload(Layers(incidents=list(features)), title="t", lang="en")["incidents"]


@pytest.mark.parametrize(
    ("geometry", "at"),
    [
        ({"type": "Point", "coordinates": [40.95, 34.45]}, [40.95, 34.45]),
        ({"type": "Point", "coordinates": [40.95, 34.45, 200]}, [40.95, 34.45]),
        ({"type": "MultiPoint", "coordinates": [[40, 34], [42, 36]]}, [41, 35]),
        ({"type": "Polygon", "coordinates": [[[40, 34], [42, 34], [42, 36], [40, 34]]]}, [41, 35]),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}, [1, 2]),
        ({"type": "Point", "coordinates": [134, 340]}, None),
        ({"type": "Point", "coordinates": [math.nan, 1]}, None),
        ({"type": "Point", "coordinates": []}, None),
        (None, None),
    ],
)
def test_position(geometry: object, at: list[float] | None) -> None:
    assert incidents(feature(geometry))[0].get("at") == at


def test_unknown_values_are_left_out_and_foreign_ones_made_plain() -> None:
    record = incidents(
        feature(None, killed=None, lat=math.inf, n=np.int64(3), day=date(2019, 3, 3), claims=[{"a": None}])
    )[0]
    assert record == {"n": 3, "day": "2019-03-03", "claims": [{}]}


def test_properties_missing_altogether() -> None:
    assert incidents({"type": "Feature", "geometry": None, "properties": None}) == [{}]


def test_a_property_cannot_pose_as_a_position() -> None:
    assert incidents(feature(None, at="x", path=[[1, 2]])) == [{}]


def test_pack_round_trip() -> None:
    value = {"quote": "قُتل {{ 7*7 }} </script> \u202e", "n": [1, 2.5, None]}
    assert json.loads(zlib.decompress(base64.b64decode(pack(value)))) == value


def test_bounds() -> None:
    assert bounds([]) is None
    assert bounds([{"at": [1.0, 2.0]}, {"path": [[3.0, -4.0], [0.0, 5.0]]}, {}]) == (0.0, -4.0, 3.0, 5.0)
