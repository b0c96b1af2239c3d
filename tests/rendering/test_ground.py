"""The base map cut to what lies round the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.rendering import assets
from geomap.rendering.ground import ground, packed
from geomap.rendering.payload import pack
from geomap.rendering.positions import extent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

BAGHUZ = (40.0, 34.0, 41.0, 35.0)
SPREAD = (-100.0, 10.0, 45.0, 50.0)
built = pytest.mark.skipif(assets.tiles([]) is None, reason="the package was built before the base map had tiles")


def test_without_events_the_base_map_is_whole() -> None:
    whole, base = ground(None), assets.base_map()
    assert (whole["world"], whole["region"]) == (base["world"], base["region"])
    assert list(zip(*(whole["labels"][name] for name in ("lon", "lat", "zoom", "kind", "en", "ar")), strict=True)) == [
        tuple(row) for row in base["labels"]
    ]


@pytest.mark.parametrize("name", ["land", "lakes", "borders", "units", "rivers"])
def test_lines_end_at_the_box_and_lose_nothing_inside(sample: ModuleType, name: str) -> None:
    region, wider = ground(BAGHUZ)["region"], ground((35.0, 29.0, 46.0, 40.0))["region"]
    west, south, east, north = region["box"]
    assert (west, south, east, north) == (35, 29, 46, 40)
    cut = sample.points(region, name)
    assert all(west <= x <= east and south <= y <= north for x, y in cut)
    assert {p for p in sample.points(wider, name) if west < p[0] < east and south < p[1] < north} <= set(cut)


@built
@pytest.mark.parametrize(
    ("at", "river", "unit", "names"),
    [
        (
            (38.0, 48.6),
            (38.6, 48.87),
            (37.0, 49.0),
            {"Bakhmut", "Kramatorsk", "Berestove"},
        ),  # Siverskyi Donets; Kharkiv
        ((-0.04, 16.27), (0.27, 16.6), (-0.9, 16.9), {"Gao", "Niamey", "Bourem"}),  # Niger; Gao, Timbuktu
        ((32.53, 15.55), (33.5, 17.4), (33.0, 14.9), {"Omdurman", "Wad Medani"}),  # Nile; Gezira
    ],
    ids=["Ukraine", "Mali", "Sudan"],
)
def test_anywhere_events_stand_among_rivers_units_and_names(
    sample: ModuleType, at: tuple[float, float], river: tuple[float, float], unit: tuple[float, float], names: set[str]
) -> None:
    base = ground((*at, *at))
    for kind, (lon, lat) in (("rivers", river), ("units", unit)):
        near = min(abs(x - lon) + abs(y - lat) for x, y in sample.points(base["region"], kind))
        assert near < 0.5, kind
    assert names <= set(base["labels"]["en"])
    assert len(base["labels"]["en"]) < 1500


@built
def test_ground_on_both_sides_of_the_antimeridian(sample: ModuleType) -> None:
    """Taveuni lies across it: no coast along it there, and names of either side."""
    bounds = extent([(178.4, -18.1), (-179.9, -16.8)])
    assert bounds == (178.4, -18.1, 180.1, -16.8)
    base = ground(bounds)
    assert base["region"]["box"] == (173, -24, 186, -11)
    land = sample.points(base["region"], "land")
    assert {x > 180 for x, _ in land} == {True, False}
    assert not [(x, y) for x, y in land if x == 180 and -16.95 < y < -16.8]  # but where coasts meet it
    assert {"Nasinu"} <= set(base["labels"]["en"])
    alone = ground((-179.9, -16.8, -179.9, -16.8))["region"]["box"]
    assert tuple(alone) == (-185, -22, -174, -11)


def test_a_wide_extent_has_a_narrower_margin() -> None:
    assert list(ground((35.5, 30.5, 47.5, 37.5))["region"]["box"]) == [32, 27, 51, 41]


@built
def test_sides_of_tiles_are_no_coasts(sample: ModuleType) -> None:
    """At 40 E and 50 N tiles meet on dry land."""
    region = ground((39.0, 49.0, 41.0, 51.0))["region"]
    west, south, east, north = region["box"]
    for line in region["land"]:
        inside = [(x, y) for x, y in sample.decoded(line, region["scale"]) if west < x < east and south < y < north]
        assert not [(x, y) for x, y in inside if x == 40 and y > 47.2]  # north of the Sea of Azov


def test_events_all_over_the_world_leave_the_fine_part_of_the_middle_east() -> None:
    assert list(ground(SPREAD)["region"]["box"]) == assets.base_map()["region"]["box"]


def test_land_keeps_its_area(sample: ModuleType) -> None:
    def area(outline: list[tuple[float, float]]) -> float:
        return abs(sum(a * d - b * c for (a, b), (c, d) in zip(outline, [*outline[1:], outline[0]], strict=True))) / 2

    region = ground((41.0, 33.0, 42.0, 34.0))["region"]  # no sea near: land all over
    west, south, east, north = region["box"]
    inland = sum(area(sample.decoded(line, region["scale"])) for line in region["land"])
    assert 0.8 < inland / ((east - west) * (north - south)) <= 1


def test_labels_near_the_events_and_of_the_whole_world() -> None:
    names = set(ground(BAGHUZ)["labels"]["en"])
    assert {"Al-Hasakah", "Brazil"} <= names
    assert "Darnah" not in names


def test_a_map_carries_no_more_than_the_ground_of_its_events() -> None:
    americas = ground((-120.0, -40.0, -40.0, 50.0))
    assert americas["region"] is None
    assert americas["world"] == assets.base_map()["world"]
    assert len(pack(americas)) < len(pack(ground(BAGHUZ))) < 0.65 * len(pack(assets.base_map()))


def test_packed_lines_are_the_same_lines(sample: ModuleType) -> None:
    """Bytes as the page's own decoder reads them."""
    whole = ground(BAGHUZ)
    head, body = packed(whole)
    assert head["labels"] == whole["labels"]
    for part in ("world", "region"):
        assert head[part]["box"] == whole[part].get("box")
        for kind, (at, *counts) in head[part]["lines"].items():
            steps = sevens(body[at:])
            x = y = 0
            for line, count in zip(whole[part][kind], counts, strict=True):
                points = []
                for _ in range(count):
                    x, y = x + next(steps), y + next(steps)
                    points.append((x / head[part]["scale"], y / head[part]["scale"]))
                assert points == sample.decoded(line, whole[part]["scale"])


def test_a_base_map_without_a_fine_part_is_packed_too() -> None:
    assert packed(ground((-120.0, -40.0, -40.0, 50.0)))[0]["region"] is None


def sevens(body: bytes) -> Iterator[int]:
    bits = shift = 0
    for byte in body:
        bits |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield ~(bits >> 1) if bits & 1 else bits >> 1
            bits = shift = 0
